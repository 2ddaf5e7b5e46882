//! Positions over time in words, and as a drawing.

mod svg;

pub use svg::svg as timeline_figure;

use crate::document::{Caption, Document, Table};
use crate::json::positions::{CodersShape, ConflictsShape, OffersShape, SaidShape, TimelineShape, UnitShape};
use crate::words;

const BASIS: &str = "statements as coded; what stands follows the rules of the record";

fn as_of(day: Option<&String>, known_by: Option<&String>) -> String {
    let day = day.cloned().unwrap_or_else(|| "all that is said".to_owned());
    known_by.map_or(day.clone(), |known| format!("{day}, as known by {known}"))
}

fn what(said: &SaidShape) -> String {
    format!("{}\n{}", said.says, said.chain)
}

fn id(said: &SaidShape) -> String {
    format!("{}\n{}, {}", said.statement, said.said, said.level)
}

/// `record timeline`.
#[must_use]
pub fn timeline(shape: &TimelineShape) -> Document {
    let mut document = Document::default();
    document.heading(1, format!("Positions over time: {}", shape.head.title));
    if shape.rows.is_empty() {
        document.text("No statement answers to what was asked for.");
    }
    for row in &shape.rows {
        let issue = row.issue.as_deref().unwrap_or("no issue named");
        document.heading(2, format!("{}: {issue}", row.party));
        let caption = Caption {
            title: "Statements in order of date".to_owned(),
            as_of: as_of(None, shape.head.known_by.as_ref()),
            basis: BASIS.to_owned(),
        };
        let mut table = Table::new(caption, &["statement", "what it says, and on whose word", "stood"]);
        for turn in &row.turns {
            let from = turn.from.clone().unwrap_or_else(|| "an open day".to_owned());
            let stood = match (&turn.ended, &turn.because) {
                (Some(day), Some(why)) => format!("from {from} until {day}: {why}"),
                _ => format!("from {from}, still"),
            };
            let known = turn.known.as_ref().map_or_else(String::new, |day| format!("\nknown from {day}"));
            table.row([id(&turn.said), what(&turn.said), format!("{stood}{known}")]);
        }
        document.table(table);
    }
    if let Some(changes) = &shape.changes {
        document.heading(2, format!("What changed: {} to {}", changes.from, changes.to));
        if changes.changes.is_empty() {
            document.text("The same statements stand.");
        }
        let caption = Caption {
            title: "Statements that stand in one of the two".to_owned(),
            as_of: changes.to.clone(),
            basis: BASIS.to_owned(),
        };
        let mut table =
            Table::new(caption, &["statement", "party", "what it says, and on whose word", "change"]);
        for change in &changes.changes {
            let because = change.because.as_ref().map_or_else(String::new, |why| format!(": {why}"));
            table.row([
                id(&change.said),
                change.said.party.clone(),
                what(&change.said),
                format!("{}{because}", change.change),
            ]);
        }
        document.table(table);
    }
    document
}

/// `record conflicts`.
#[must_use]
pub fn conflicts(shape: &ConflictsShape) -> Document {
    let mut document = Document::default();
    document.heading(1, format!("Contradictions of the record: {}", shape.head.title));
    document.text(
        "Two statements on one party that both stand and that no allowed package reconciles. Offers are alternatives \
         and never contradict each other. Nothing here says which of them is true.",
    );
    if shape.conflicts.is_empty() {
        document.text("There are none.");
        return document;
    }
    let day = as_of(shape.head.as_of.as_ref(), shape.head.known_by.as_ref());
    let caption = Caption {
        title: "Pairs".to_owned(),
        as_of: day,
        basis: "standing statements; every reading of the two sentences; exact".to_owned(),
    };
    let mut table = Table::new(caption, &["party, issues", "one", "other", "they differ by"]);
    for conflict in &shape.conflicts {
        let reading = match conflict.reading.as_str() {
            "as-coded" => "reading: another one reconciles them",
            "other-reading" => "reading: only another one sets them apart",
            _ => "",
        };
        let by: Vec<&str> =
            conflict.by.iter().map(String::as_str).chain([reading]).filter(|word| !word.is_empty()).collect();
        table.row([
            format!("{}\n{}", conflict.one.party, conflict.issues.join(", ")),
            format!("{}\n{}", id(&conflict.one), what(&conflict.one)),
            format!("{}\n{}", id(&conflict.other), what(&conflict.other)),
            by.join(", "),
        ]);
    }
    document.table(table);
    document.heading(2, "Sides");
    if shape.groups.is_empty() {
        document.text("As coded nothing contradicts anything; there are no sides.");
    }
    document.list(shape.groups.iter().map(|group| {
        let sides: Vec<String> = group
            .sides
            .iter()
            .enumerate()
            .map(|(at, side)| format!("({}) {}", at + 1, side.join(", ")))
            .collect();
        let more = if group.more { "; and more" } else { "" };
        format!("{}: {}{more}", group.party, sides.join("; "))
    }));
    if !shape.written.is_empty() {
        document.text(format!(
            "Written as {}: {}. Each keeps one side and sets the others aside.",
            words::counted(&shape.written.len(), "scenario"),
            shape.written.join(", ")
        ));
    }
    document
}

/// `record offers`.
#[must_use]
pub fn offers(shape: &OffersShape) -> Document {
    let mut document = Document::default();
    document.heading(1, format!("Offers and demands of {}: {}", shape.party, shape.head.title));
    if let Some(package) = &shape.package {
        document.text(format!("Held against the package: {package}."));
    }
    if shape.offers.is_empty() {
        document.text("Nothing on record puts terms forward, demands or refuses any.");
        return document;
    }
    let caption = Caption {
        title: "In order of date, clause by clause".to_owned(),
        as_of: as_of(shape.head.as_of.as_ref(), shape.head.known_by.as_ref()),
        basis: "statements as coded; choices with which some allowed package is in accord; exact".to_owned(),
    };
    let mut columns =
        vec!["statement", "what it says, and on whose word", "issue", "leaves open", "than before"];
    if shape.package.is_some() {
        columns.push("package");
    }
    let mut table = Table::new(caption, &columns);
    let yes_or_no = |meets: Option<bool>| match meets {
        Some(true) => "in accord",
        Some(false) => "against it",
        None => "",
    };
    for offer in &shape.offers {
        let ended = offer.ended.as_ref().map_or_else(String::new, |why| format!("\n{why}"));
        for (at, clause) in offer.clauses.iter().enumerate() {
            let (first, second) = if at == 0 {
                (format!("{}{ended}", id(&offer.said)), what(&offer.said))
            } else {
                (String::new(), String::new())
            };
            let open =
                clause.open.as_ref().map_or_else(|| "too many to list".to_owned(), |open| open.join(", "));
            let mut row =
                vec![first, second, clause.issue.clone(), open, clause.change.clone().unwrap_or_default()];
            if shape.package.is_some() {
                row.push(yes_or_no(clause.meets).to_owned());
            }
            table.row(row);
        }
    }
    document.table(table);
    if shape.package.is_some() {
        document.heading(2, "The package as a whole");
        document.list(
            shape.offers.iter().map(|offer| format!("{}: {}", offer.said.statement, yes_or_no(offer.meets))),
        );
    }
    document
}

/// `record coders`.
#[must_use]
pub fn coders(shape: &CodersShape) -> Document {
    let mut document = Document::default();
    document.heading(1, "Two codings side by side");
    document.list([
        format!("One: {}", shape.cases[0]),
        format!("Other: {}", shape.cases[1]),
        format!(
            "{} coded by either, {} by both",
            words::counted(&shape.units, "passage"),
            words::grouped(&shape.shared.to_string())
        ),
    ]);
    if shape.unanchored != [0, 0] {
        let [one, other] = shape.unanchored;
        document.text(format!("Statements without an anchor, compared with nothing: {one} and {other}."));
    }
    if !shape.renamed.is_empty() {
        let pairs: Vec<String> =
            shape.renamed.iter().map(|[one, other]| format!("{one} and {other}")).collect();
        document.text(format!("The same by name: {}.", pairs.join("; ")));
    }
    let caption = Caption {
        title: "Agreement".to_owned(),
        as_of: "both codings as they are".to_owned(),
        basis: "Krippendorff's alpha for nominal values (2004); passages that both coded".to_owned(),
    };
    let mut table = Table::new(caption, &["field", "#alpha", "#passages"]);
    for each in &shape.agreement {
        let alpha = each.alpha.clone().unwrap_or_else(|| {
            if each.units == 0 { "nothing shared to compare" } else { "no variation" }.to_owned()
        });
        table.row([each.field.clone(), alpha, each.units.to_string()]);
    }
    document.table(table);
    document.heading(2, "To settle");
    if shape.differences.is_empty() {
        document.text(if shape.shared == 0 {
            "Nothing that is known: the codings share no passage."
        } else {
            "Nothing: the codings agree."
        });
    }
    document.list(shape.differences.iter().map(difference));
    document
}

fn difference(unit: &UnitShape) -> String {
    let short: String = unit.document.chars().take(8).collect();
    let place = format!("{short} {} to {}", unit.start, unit.end);
    match (&unit.one, &unit.other) {
        (Some(one), Some(other)) => {
            let fields: Vec<String> = unit
                .differences
                .iter()
                .map(|[field, first, second]| format!("{field}: {first} / {second}"))
                .collect();
            format!("{place}: {one} / {other}: {}", fields.join("; "))
        }
        (Some(one), None) => format!("{place}: {one} in the first alone"),
        (None, other) => format!("{place}: {} in the second alone", other.clone().unwrap_or_default()),
    }
}
