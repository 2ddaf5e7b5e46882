//! `solve` in words: an options paper, not a verdict.

mod blockers;
mod frontier;
mod inputs;
mod proposals;

pub(crate) use frontier::{concepts, point_note};
pub(crate) use inputs::{basis, inputs as unstated};
pub(crate) use proposals::{decimal, verdict};

use detente_case::model::{Case, RuleKind};
use detente_case::preference::{Form, Reservation};
use detente_case::record::{Standing, View};
use detente_settle::solve::{Answer, Scope};
use detente_space::acceptance::{Count, Tally};
use num_bigint::BigUint;

use crate::document::{Caption, Document, Table};
use crate::preamble;
use crate::words;

/// The report on a settlement; `standing` is the record of the day, where it
/// could be had in time; `beside` is the answer without any scenario, for
/// a reader of a scenario that sets something aside.
#[must_use]
pub fn solve(
    case: &Case,
    view: View,
    standing: Option<&Standing>,
    answer: &Answer,
    beside: Option<&Answer>,
) -> Document {
    let as_of = words::as_of(case, view);
    let mut document = Document::default();
    preamble::preamble(&mut document, case, view, "Settlement", &answer.without);
    opposite(&mut document, answer, beside);
    rules(&mut document, case, answer, &as_of);
    document.heading(2, "Inputs that nobody stated");
    inputs::inputs(&mut document, case, &answer.asked, "is asked", |_| true);
    counts(&mut document, case, answer, &as_of);
    unknown(&mut document, case, answer);
    settled(&mut document, case, answer);
    proposals::proposals(&mut document, case, answer, standing, &as_of);
    frontier::frontier(&mut document, case, answer, &as_of);
    proposals::trades(&mut document, case, answer);
    frontier::points(&mut document, case, answer, &as_of);
    blockers::blockers(&mut document, case, answer);
    limits(&mut document, answer);
    document
}

fn unknown(document: &mut Document, case: &Case, answer: &Answer) {
    let silent = |party: &usize| case.preferences[*party].form == Form::Unknown;
    if answer.asked.iter().all(silent) {
        document.text(
            "No preference of any party that is asked is given, so nothing here says what anybody would accept. What \
             follows is about rules and red lines; what the record allows is told by --on-record.",
        );
    }
}

/// The answer with the opposite choice: nothing set aside.
fn opposite(document: &mut Document, answer: &Answer, beside: Option<&Answer>) {
    let Some(beside) = beside else { return };
    let [least, most] = bounds(&answer.zone);
    let [other_least, other_most] = bounds(&beside.zone);
    document.text(format!(
        "With the scenario, between {least} and {most} packages are acceptable to all who are asked; with the opposite \
         choice, the case as it is without any scenario, between {other_least} and {other_most}."
    ));
}

fn rules(document: &mut Document, case: &Case, answer: &Answer, as_of: &str) {
    if case.rules.is_empty() {
        return;
    }
    document.heading(2, "Rules");
    let caption = Caption {
        title: "What no package may break".to_owned(),
        as_of: as_of.to_owned(),
        basis: "the case's rules; packages that each alone removes, exact".to_owned(),
    };
    let mut table = Table::new(caption, &["rule", "what it requires, and why", "#removes alone"]);
    for effect in &answer.rules {
        let rule = &case.rules[effect.rule];
        let kind = match rule.kind {
            RuleKind::Logic => "logic".to_owned(),
            RuleKind::Geography => "geography".to_owned(),
            RuleKind::Law => format!("law, according to {}", words::party_names(case, &rule.according_to)),
        };
        table.row([
            format!("{}\n{kind}", rule.id),
            match &rule.ground.because {
                Some(because) => format!("{}\n{}", rule.require.text.trim(), because.trim()),
                None => rule.require.text.trim().to_owned(),
            },
            words::grouped(&effect.alone.to_string()),
        ]);
    }
    document.table(table);
}

fn counts(document: &mut Document, case: &Case, answer: &Answer, as_of: &str) {
    document.heading(2, "How many packages");
    document.text(format!(
        "{} of choices; packages that the rules allow: {}; of these, without crossing a red line of a party that is \
         asked: {}. The package of no agreement is not counted.",
        words::counted(&answer.counts.combinations, "combination"),
        count(&answer.counts.allowed),
        count(&answer.counts.open),
    ));
    let caption = Caption {
        title: "Packages that cross no red line and are acceptable, over all that is not known".to_owned(),
        as_of: as_of.to_owned(),
        basis: inputs::basis(case, &answer.asked),
    };
    let mut table =
        Table::new(caption, &["who", "#at least", "#at most", "#cross its red lines", "how counted"]);
    for tally in &answer.parties {
        let [least, most] = bounds(&tally.accepts);
        let crossing = words::grouped(&tally.crossing.to_string());
        table.row([
            case.parties[tally.party].name.clone(),
            least,
            most,
            crossing,
            method(answer, &tally.accepts),
        ]);
    }
    let [least, most] = bounds(&answer.zone);
    table.row(["all who are asked".to_owned(), least, most, String::new(), method(answer, &answer.zone)]);
    document.table(table);
    let silent = |party: &usize| {
        let preference = &case.preferences[*party];
        preference.form == Form::Unknown || preference.reservation == Reservation::Unknown
    };
    if *answer.unknown.high() > BigUint::ZERO && answer.asked.iter().any(silent) {
        document.text(format!(
            "Of the most that all can accept, {} depend on a party whose preferences, or whose value of no agreement, the \
             case does not give: nothing is acceptable for want of information.",
            count(&answer.unknown)
        ));
    }
    if answer.scope == Scope::Possibly {
        document.text(
            "No package is surely acceptable to all who are asked. Some can be, depending on what is not known; what \
             follows is about those.",
        );
    }
}

fn bounds(tally: &Tally) -> [String; 2] {
    [count(&tally.at_least), count(&tally.at_most)]
}

/// A count with the bounds that it is known within.
fn count(count: &Count) -> String {
    let (low, high) = (words::grouped(&count.low().to_string()), words::grouped(&count.high().to_string()));
    match count {
        Count::Exact(_) => low,
        Count::Bounded { .. } => format!("{low} to {high}"),
        Count::Sampled { .. } => format!("{low} to {high}"),
    }
}

fn method(answer: &Answer, tally: &Tally) -> String {
    let mut ways: Vec<_> = [&tally.at_least, &tally.at_most]
        .into_iter()
        .map(|count| match count {
            Count::Exact(_) => "exact".to_owned(),
            Count::Bounded { .. } => "proved bounds".to_owned(),
            Count::Sampled { draws, .. } => {
                format!("95% interval from {} (seed {})", words::counted(draws, "draw"), answer.seed)
            }
        })
        .collect();
    ways.dedup();
    ways.join(", ")
}

/// The packages in scope, as a noun phrase.
fn scope_words(scope: Scope) -> &'static str {
    match scope {
        Scope::Surely => "package acceptable to all",
        Scope::Possibly => "package that can be acceptable to all",
        Scope::Open => "package that crosses no red line",
        Scope::Allowed => "package that the rules allow",
    }
}

fn settled(document: &mut Document, case: &Case, answer: &Answer) {
    if answer.stopped && answer.proposals.is_empty() {
        return;
    }
    document.heading(2, "What is settled and what is shut");
    let scope = scope_words(answer.scope);
    if answer.settled.is_empty() && answer.excluded.is_empty() {
        document.text(format!("Every option appears in some {scope}."));
        return;
    }
    document.list(answer.settled.iter().map(|&(issue, choice)| {
        let each = &case.issues[issue];
        let arising = if each.when.is_some() { " in which it arises" } else { "" };
        format!("{}: {}, in every {scope}{arising}.", each.title, each.choice_title(choice))
    }));
    document.list(answer.excluded.iter().map(|(issue, choices)| {
        let each = &case.issues[*issue];
        let shown: Vec<_> =
            choices.iter().take(8).map(|&choice| format!("\"{}\"", each.choice_title(choice))).collect();
        let more = choices.len().saturating_sub(shown.len());
        let more = if more > 0 { format!(", and {more} more") } else { String::new() };
        format!("{}: no {scope} contains {}{more}.", each.title, shown.join(", "))
    }));
}

fn limits(document: &mut Document, answer: &Answer) {
    if answer.limits.is_empty() && !answer.stopped {
        return;
    }
    document.heading(2, "Limits of this answer");
    if answer.stopped {
        document.text("The work was stopped before its end; what is shown is the best found so far.");
    }
    document.list(answer.limits.iter().cloned());
}
