//! `solve --on-record` in words.

use detente_case::model::Case;
use detente_case::package::PartyIndex;
use detente_case::record::{Contest, Demands, Entry, Level, Status};
use detente_settle::on_record::{Decides, OnRecord, RecordTally, Spread};

use crate::document::{Caption, Document, Table};
use crate::preamble;
use crate::words;

/// The report on what the record alone allows; `without` are parties left out by request.
#[must_use]
pub fn on_record(case: &Case, answer: &OnRecord, without: &[PartyIndex]) -> Document {
    let as_of = words::as_of(case, answer.standing.view);
    let mut document = Document::default();
    preamble::preamble(&mut document, case, answer.standing.view, "What the record allows", without);
    document.text(
        "Words are not acceptance and silence is not consent. Statements are weighed whole, never option by option; \
         the package of no agreement is not counted. \"Refused\": it satisfies the terms of a rejection or fails a \
         demand called final. \"Within its terms\": it satisfies all that a party put forward on one occasion, and \
         that occasion speaks of every issue that concerns the party.",
    );
    if answer.stopped {
        document.text("The work was stopped before its end; what is shown is what was found by then.");
    }
    counts(&mut document, answer, &as_of);
    deciding(&mut document, case, answer, &as_of);
    circles(&mut document, case, answer);
    balance(&mut document, case, answer, &as_of);
    contested(&mut document, case, answer);
    ended(&mut document, case, answer);
    document
}

fn counts(document: &mut Document, answer: &OnRecord, as_of: &str) {
    document.heading(2, "Packages by level of evidence");
    let readings = match (answer.readings, answer.all_readings) {
        (tried, _) if answer.stopped => {
            format!("stopped after {tried} of {} readings, least to most of those", answer.readings_in_all)
        }
        (1, _) => "one reading of each sentence".to_owned(),
        (count, true) => format!("all {count} combinations of readings, least to most"),
        (count, false) => format!("{count} readings, one alternative at a time, least to most"),
    };
    let caption = Caption {
        title: format!("Of {} that the rules allow", words::counted(&answer.packages, "package")),
        as_of: as_of.to_owned(),
        basis: format!("standing statements; {readings}; exact"),
    };
    let columns = [
        "statements",
        "demands read as",
        "#nobody refuses",
        "#of these, against no demand",
        "#within everybody's terms",
    ];
    let mut table = Table::new(caption, &columns);
    for RecordTally { level, demands, nobody_refuses, against_no_demand, within_all_terms } in &answer.tallies
    {
        let cells = [level_words(*level).to_owned(), demands_words(*demands).to_owned()];
        let counts = [nobody_refuses, against_no_demand, within_all_terms].map(spread);
        table.row(cells.into_iter().chain(counts));
    }
    document.table(table);
}

fn spread(spread: &Spread) -> String {
    let least = words::grouped(&spread.least.to_string());
    if spread.is_settled() {
        least
    } else {
        format!("{least} to {}", words::grouped(&spread.most.to_string()))
    }
}

fn level_words(level: Level) -> &'static str {
    match level {
        Level::Own => "own",
        Level::Reported => "own and reported",
        Level::Attributed => "own, reported and attributed",
    }
}

fn demands_words(demands: Demands) -> &'static str {
    match demands {
        Demands::Openings => "openings",
        Demands::Final => "final",
    }
}

fn deciding(document: &mut Document, case: &Case, answer: &OnRecord, as_of: &str) {
    document.heading(2, "Statements that decide");
    if answer.deciding.is_empty() {
        document.text("No standing statement of a party that is asked refuses or demands anything.");
        return;
    }
    let caption = Caption {
        title: "Packages that each refuses or that go against it".to_owned(),
        as_of: as_of.to_owned(),
        basis: "statements as coded, each by itself; exact".to_owned(),
    };
    let mut table =
        Table::new(caption, &["statement", "what it says, and on whose word", "effect", "#packages"]);
    for each in &answer.deciding {
        let statement = &case.statements[each.statement];
        let effect = match each.decides {
            Decides::Refuses => "refuses",
            Decides::Demands => "against it",
        };
        table.row([
            format!("{}\n{}, {}", statement.id, statement.said, each.level.word()),
            format!(
                "{}: {}\n{}",
                case.parties[each.party].name,
                words::says(case, each.statement),
                words::chain(case, each.statement)
            ),
            effect.to_owned(),
            words::grouped(&each.strikes.to_string()),
        ]);
    }
    document.table(table);
}

fn circles(document: &mut Document, case: &Case, answer: &OnRecord) {
    document.heading(2, "Circles of preconditions");
    if answer.circles.is_empty() {
        document.text("None: no two standing statements each make the other wait.");
    }
    for (level, circle) in &answer.circles {
        document.text(format!("With {} statements, each waits for the next:", level_words(*level)));
        document.list(circle.links.iter().map(|link| {
            format!(
                "{} wants \"{}\" settled before \"{}\" ({}, {})",
                case.parties[link.party].name,
                case.issues[link.before].title,
                case.issues[link.after].title,
                case.statements[link.statement].id,
                case.statements[link.statement].said,
            )
        }));
    }
}

fn balance(document: &mut Document, case: &Case, answer: &OnRecord, as_of: &str) {
    document.heading(2, "Balance of the record");
    document.text(
        "Who is heard, and how closely: a party with few statements of its own is spoken for by others here.",
    );
    let caption = Caption {
        title: "Standing statements about each party".to_owned(),
        as_of: as_of.to_owned(),
        basis: "counted once a party, whatever their stance".to_owned(),
    };
    let mut table = Table::new(caption, &["party", "#own", "#reported", "#attributed"]);
    for (party, counts) in case.parties.iter().zip(&answer.balance) {
        table.row(std::iter::once(party.name.clone()).chain(counts.iter().map(ToString::to_string)));
    }
    document.table(table);
}

fn contested(document: &mut Document, case: &Case, answer: &OnRecord) {
    if answer.standing.contested.is_empty() {
        return;
    }
    document.heading(2, "Contested accounts");
    document.list(answer.standing.contested.iter().map(|Contest { closer, farther, party }| {
        let level = |statement: usize| {
            let is = |entry: &&Entry| entry.statement == statement && entry.party == *party;
            answer.standing.entries.iter().find(is).map_or(Level::Attributed, |entry| entry.level)
        };
        format!(
            "{}\nagainst {}",
            words::statement(case, *closer, *party, level(*closer)),
            words::statement(case, *farther, *party, level(*farther))
        )
    }));
}

fn ended(document: &mut Document, case: &Case, answer: &OnRecord) {
    let lines: Vec<_> = answer
        .standing
        .entries
        .iter()
        .filter_map(|entry| {
            let why = status(case, &entry.status)?;
            Some(format!(
                "{} ({}): {why}",
                case.statements[entry.statement].id, case.parties[entry.party].name
            ))
        })
        .collect();
    if !lines.is_empty() {
        document.heading(2, "Statements that do not stand on that day");
        document.list(lines);
    }
    let later: Vec<_> = answer
        .standing
        .standing()
        .filter(|entry| entry.known_later)
        .map(|entry| case.statements[entry.statement].id.clone())
        .collect();
    if !later.is_empty() {
        document.text(format!("Became known only after that day: {}.", words::join(&later)));
    }
}

/// Why a statement does not stand, `None` where it does.
#[must_use]
pub fn status(case: &Case, status: &Status) -> Option<String> {
    Some(match status {
        Status::Stands => return None,
        Status::NotYetSaid => "not yet said".to_owned(),
        Status::NotYetKnown => "not yet known".to_owned(),
        Status::Withdrawn { by } => format!("withdrawn by {}", case.statements[*by].id),
        Status::Expired => "its own end has passed".to_owned(),
        Status::Superseded { by } => format!("superseded by {}", case.statements[*by].id),
    })
}
