//! Packages to look at, and trades.

use detente_case::model::{Case, Consent};
use detente_case::package::PartyIndex;
use detente_case::record::{Demands, Level, Positions, Readings, Standing};
use detente_settle::solve::{Answer, Proposal};
use detente_settle::trades::{Step, Trade};
use detente_space::fraction::Fraction;
use detente_space::worth::{Acceptance, Assessment, Interval};

use super::scope_words;
use crate::document::{Caption, Document, Table};
use crate::explain::kind_words;
use crate::scale;
use crate::words;

pub(super) fn proposals(
    document: &mut Document,
    case: &Case,
    answer: &Answer,
    standing: Option<&Standing>,
    as_of: &str,
) {
    // Where nothing can be agreed the packages to look at are those that movements open.
    if answer.proposals.is_empty() || answer.blockers.is_some() {
        return;
    }
    document.heading(2, "Packages to look at");
    document.text(format!(
        "Chosen to differ from each other as much as possible, each a {}. None is preferred here to another or to \
         those not shown.",
        scope_words(answer.scope)
    ));
    for (at, proposal) in answer.proposals.iter().enumerate() {
        document.heading(3, format!("Package {}", letter(at)));
        document.list(words::dispositions(case, &proposal.package));
        document.list(words::package_lines(case, &proposal.package));
        document
            .list(words::warnings(case, &proposal.package).into_iter().map(|line| format!("Note: {line}")));
        document.code(words::package_arguments(case, &proposal.package));
    }
    let caption = Caption {
        title: "What each party makes of these packages".to_owned(),
        as_of: as_of.to_owned(),
        basis: super::inputs::basis(case, &answer.asked),
    };
    let shown: Vec<String> = (0..answer.proposals.len()).map(letter).collect();
    let mut columns = vec!["party"];
    columns.extend(shown.iter().map(String::as_str));
    let mut table = Table::new(caption, &columns);
    for party in 0..case.parties.len() {
        if case.parties[party].consents == Consent::Never {
            continue;
        }
        let coded = Readings::as_coded(case);
        let positions = standing.map(|standing| {
            Positions::new(case, standing, &coded, party, Level::Attributed, Demands::Openings)
        });
        let cells = answer.proposals.iter().map(|proposal| {
            let verdict = cell(case, party, proposal);
            match &positions {
                None => verdict,
                Some(positions) => {
                    let said = positions.verdict(case, &proposal.package);
                    format!("{verdict}\non record: {}", kind_words(case, &said.kind))
                }
            }
        });
        table.row(std::iter::once(case.parties[party].name.clone()).chain(cells));
    }
    document.table(table);
    document.text(
        "On record: what all standing statements, attributed ones included, say of the package; see --on-record for whose \
         words they are. Words are not acceptance.",
    );
}

/// A, B, ..., Z, AA, ...
pub(super) fn letter(at: usize) -> String {
    let last = char::from(b'A' + u8::try_from(at % 26).unwrap_or(0));
    if at < 26 { last.to_string() } else { format!("{}{last}", letter(at / 26 - 1)) }
}

fn cell(case: &Case, party: PartyIndex, proposal: &Proposal) -> String {
    if !case.is_asked(party, &proposal.package) {
        return "not asked".to_owned();
    }
    proposal.parties[party]
        .as_ref()
        .map_or_else(|| "left out".to_owned(), |assessment| verdict(case, party, assessment))
}

/// What a party makes of a package, in a few words.
pub(crate) fn verdict(case: &Case, party: PartyIndex, assessment: &Assessment) -> String {
    let lines: Vec<_> =
        assessment.crossed.iter().map(|&line| case.preferences[party].red_lines[line].id.clone()).collect();
    if !lines.is_empty() {
        return format!("crosses {}", words::join(&lines));
    }
    let word = match assessment.accepts {
        Acceptance::Surely => "acceptable",
        Acceptance::Possibly => "may be acceptable",
        Acceptance::Never => "not acceptable",
        Acceptance::Unknown => "unknown",
    };
    match &assessment.value {
        Some(value) => format!("{word}; worth {}", interval(case, party, value)),
        None => word.to_owned(),
    }
}

/// A range of values, without decimals on a scale of 0 to 100 unless every number is stated.
pub(crate) fn interval(case: &Case, party: PartyIndex, interval: &Interval) -> String {
    let places = scale::places(case, party);
    let (least, greatest) = (decimal(interval.least, places), decimal(interval.greatest, places));
    if interval.least == interval.greatest { least } else { format!("{least} to {greatest}") }
}

/// A fraction to at most `places` decimals, trailing zeros cut.
pub(crate) fn decimal(value: Fraction, places: u8) -> String {
    let Some(scaled) = value.rounded(places) else { return "beyond what can be shown".to_owned() };
    let unit = 10_i128.pow(u32::from(places));
    let sign = if scaled < 0 { "-" } else { "" };
    let (whole, rest) = (scaled.abs() / unit, scaled.abs() % unit);
    if rest == 0 {
        return format!("{sign}{whole}");
    }
    let digits = format!("{rest:0width$}", width = usize::from(places));
    format!("{sign}{whole}.{}", digits.trim_end_matches('0'))
}

pub(super) fn trades(document: &mut Document, case: &Case, answer: &Answer) {
    let Some(trades) = &answer.trades else { return };
    document.heading(2, "Trades");
    if trades.sure.is_empty() && !trades.complete {
        document.text("Not searched to the end: there are too many steps to try, or the work was stopped.");
        return;
    }
    if trades.sure.is_empty() && trades.possible == 0 {
        document.text("From no agreement, no two steps on two issues leave two parties better off where each step alone costs one of them.");
        return;
    }
    if trades.sure.is_empty() {
        document.text(format!(
            "From no agreement, {} of steps on two issues can leave both parties better off, none of them surely: it \
             depends on values that nobody stated.",
            words::counted(&trades.possible, "pair")
        ));
        return;
    }
    document.text(
        "From no agreement, each of two steps costs one party, both together surely leave both better off:",
    );
    document.list(trades.sure.iter().map(|trade| trade_words(case, trade)));
    if trades.possible > 0 {
        document.text(format!(
            "{} more can, depending on values that nobody stated.",
            words::counted(&trades.possible, "pair")
        ));
    }
    if !trades.complete {
        document.text("The list of trades is not complete.");
    }
}

fn trade_words(case: &Case, trade: &Trade) -> String {
    let step = |step: Step| {
        let issue = &case.issues[step.issue];
        format!(
            "\"{}\" from \"{}\" to \"{}\"",
            issue.title,
            issue.choice_title(step.from),
            issue.choice_title(step.to)
        )
    };
    let name = |at: usize| &case.parties[trade.parties[at]].name;
    let others = if trade.others.is_empty() {
        String::new()
    } else {
        format!(" Not surely as well off: {}.", words::party_names(case, &trade.others))
    };
    format!(
        "{} towards {}, {} towards {}.{others}",
        step(trade.steps[0]),
        name(0),
        step(trade.steps[1]),
        name(1)
    )
}
