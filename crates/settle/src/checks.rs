//! Checks of a case that need its compiled packages or its record.

use detente_case::formula::Formula;
use detente_case::model::{Case, Consent};
use detente_case::package::{Choice, PartyIndex};
use detente_case::record::{Readings, Standing, Status, View, content};
use detente_space::compile::{Request, Stopped, compile};
use detente_space::diagram::Diagram;
use detente_space::worth::{Acceptance, Judge};
use detente_syntax::diagnostic::Diagnostic;

use crate::budget::Budget;
use crate::on_record::{is_an_agreement, standing_of};

/// The codes of these checks with what each means.
pub const CODES: &[(&str, &str)] = &[
    (NO_PACKAGE, "the rules leave no package"),
    (LONE_RED_LINE, "a red line is crossed by every package that the rules allow"),
    (DEAD_OPTION, "an option appears in no package that the rules allow"),
    (ENDED_GROUND, "a statement that a red line rests on does not stand"),
    (OWN_RECORD, "a party's preferences refuse all that the record says it would take"),
];

const NO_PACKAGE: &str = "no-package";
const LONE_RED_LINE: &str = "lone-red-line";
const DEAD_OPTION: &str = "dead-option";
const ENDED_GROUND: &str = "ended-ground";
const OWN_RECORD: &str = "own-record";

/// Packages looked at before a party is said to refuse all that it offered.
const LOOKED_AT: usize = 20_000;

/// Everything that the compiled packages and the record of the case's own day
/// tell about its soundness.
///
/// # Errors
/// When a limit or the user stopped the work.
pub fn checks(case: &Case, budget: &Budget<'_>) -> Result<Vec<Diagnostic>, Stopped> {
    let mut found = Vec::new();
    let allowed = compile(case, &Request::default(), &budget.limits, &budget.control)?;
    if let Some(error) = no_package(case, &allowed, budget)? {
        return Ok(vec![error]);
    }
    for (issue, survival) in allowed.survivors(case).iter().enumerate() {
        let dead = |choice: &usize| !survival.choices.contains(*choice);
        let each = &case.issues[issue];
        let gone: Vec<_> =
            (0..each.choices()).filter(dead).filter_map(|at| Choice::try_from(at).ok()).collect();
        if !gone.is_empty() {
            let shown: Vec<_> =
                gone.iter().take(6).map(|&choice| format!("`{}`", each.choice_id(choice))).collect();
            let more = if gone.len() > 6 { format!(" and {} more", gone.len() - 6) } else { String::new() };
            found.push(
                Diagnostic::warning(
                    DEAD_OPTION,
                    each.span,
                    format!("no package that the rules allow has {}{more}", shown.join(", ")),
                )
                .label("an option of this issue is never possible")
                .help("check the rules that speak of this issue, or drop the option"),
            );
        }
    }
    let standing = standing_of(case, View { on: case.as_of, known_by: None }, budget)?;
    for party in 0..case.parties.len() {
        red_lines(case, party, &standing, budget, &mut found)?;
        own_record(case, party, &standing, budget, &mut found)?;
    }
    Ok(found)
}

/// The error that the rules leave no package, if they leave none.
///
/// # Errors
/// When a limit or the user stopped the work.
pub fn contradiction(case: &Case, budget: &Budget<'_>) -> Result<Option<Diagnostic>, Stopped> {
    let allowed = compile(case, &Request::default(), &budget.limits, &budget.control)?;
    no_package(case, &allowed, budget)
}

fn no_package(case: &Case, allowed: &Diagram, budget: &Budget<'_>) -> Result<Option<Diagnostic>, Stopped> {
    if !allowed.is_empty() {
        return Ok(None);
    }
    // Leave out rule after rule that is not needed for the contradiction.
    let mut fewer = case.clone();
    for at in (0..case.rules.len()).rev() {
        let rule = fewer.rules.remove(at);
        let without = compile(&fewer, &Request::default(), &budget.limits, &budget.control)?;
        if !without.is_empty() {
            fewer.rules.insert(at, rule);
        }
    }
    let Some((first, others)) = fewer.rules.split_first() else {
        return Ok(Some(Diagnostic::error_anywhere(NO_PACKAGE, "the case leaves no package")));
    };
    let label = if others.is_empty() {
        "no package meets this rule"
    } else {
        "this rule contradicts the others shown"
    };
    let mut error = Diagnostic::error(NO_PACKAGE, first.span, "the rules leave no package").label(label);
    for rule in others {
        error = error.related(rule.span, "with this one");
    }
    Ok(Some(error.help("change one of them, or make a demand of one party a red line instead of a rule")))
}

fn red_lines(
    case: &Case,
    party: PartyIndex,
    standing: &Standing,
    budget: &Budget<'_>,
    found: &mut Vec<Diagnostic>,
) -> Result<(), Stopped> {
    for line in &case.preferences[party].red_lines {
        let hard = [line.refuse.formula.clone().not()];
        let request = Request { hard: &hard, ..Request::default() };
        if compile(case, &request, &budget.limits, &budget.control)?.is_empty() {
            found.push(
                Diagnostic::warning(
                    LONE_RED_LINE,
                    line.span,
                    format!("every package that the rules allow crosses `{}`", line.id),
                )
                .label("no package respects this red line")
                .help("it leaves nothing to agree on: check the expression, or the rules"),
            );
        }
        for &statement in &line.rests_on {
            let entry =
                standing.entries.iter().find(|entry| entry.statement == statement && entry.party == party);
            let why = match entry.map(|entry| &entry.status) {
                None | Some(Status::Stands) => continue,
                Some(Status::NotYetSaid) => "was not yet said".to_owned(),
                Some(Status::NotYetKnown) => "was not yet known".to_owned(),
                Some(Status::Expired) => "has come to its own end".to_owned(),
                Some(Status::Withdrawn { by }) => format!("was withdrawn by `{}`", case.statements[*by].id),
                Some(Status::Superseded { by }) => format!("was superseded by `{}`", case.statements[*by].id),
            };
            let id = &case.statements[statement].id;
            found.push(
                Diagnostic::warning(
                    ENDED_GROUND,
                    line.span,
                    format!("the red line `{}` rests on `{id}`, which {why}", line.id),
                )
                .label("rests on a statement that does not stand on the case's day")
                .related(case.statements[statement].span, "this statement"),
            );
        }
    }
    Ok(())
}

/// Warns where a party never accepts any package of what it offered or demanded.
fn own_record(
    case: &Case,
    party: PartyIndex,
    standing: &Standing,
    budget: &Budget<'_>,
    found: &mut Vec<Diagnostic>,
) -> Result<(), Stopped> {
    let preference = &case.preferences[party];
    if case.parties[party].consents == Consent::Never || preference.span.is_none() {
        return Ok(());
    }
    let Ok(judge) = Judge::new(case, party) else { return Ok(()) };
    let coded = Readings::as_coded(case);
    for entry in standing.standing().filter(|entry| entry.party == party) {
        let statement = &case.statements[entry.statement];
        let wants = !matches!(statement.stance, detente_case::model::Stance::Rejects);
        let Some(terms) = content(case, entry.statement, &coded).filter(|_| wants) else { continue };
        let hard: [Formula; 2] = [is_an_agreement(case), terms];
        let request = Request { hard: &hard, ..Request::default() };
        let diagram = compile(case, &request, &budget.limits, &budget.control)?;
        let mut looked_at = 0;
        let refuses_all = diagram.packages().take(LOOKED_AT).all(|package| {
            looked_at += 1;
            judge.assess(&package).accepts == Acceptance::Never
        });
        if refuses_all && looked_at > 0 && looked_at < LOOKED_AT {
            let name = &case.parties[party].name;
            let mut diagnostic = Diagnostic::warning(
                OWN_RECORD,
                statement.span,
                format!(
                    "{name}'s preferences and red lines refuse every package of its own `{}`",
                    statement.id
                ),
            )
            .label("the record says that it would take this")
            .help("check its preferences: by its own words some such package should be possible");
            if let Some(span) = preference.span {
                diagnostic = diagnostic.related(span, "these preferences");
            }
            found.push(diagnostic);
        }
    }
    Ok(())
}
