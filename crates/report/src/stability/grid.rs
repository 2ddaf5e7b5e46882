//! What a conclusion depends on, in words.

use detente_case::model::Case;
use detente_case::package::Package;
use detente_case::record::View;
use detente_stability::grid::{Grid, Reversibility};
use detente_stability::number::{number_of, package_of};
use fixedbitset::FixedBitSet;
use num_bigint::BigUint;

use super::names::{concept_name, rests_on};
use super::packages::Differing;
use crate::document::{Caption, Document, Table};
use crate::preamble;
use crate::words;

/// A grid over versions of a case.
#[derive(Clone, Copy, Debug)]
pub struct GridSubject<'a> {
    /// The case as it stands, whose issues all versions have.
    pub case: &'a Case,
    /// The day of the record.
    pub view: View,
    /// What each version is called.
    pub versions: &'a [String],
    /// Scenarios that are not in the grid, and why.
    pub left_out: &'a [(String, String)],
    /// The grid.
    pub grid: &'a Grid,
}

/// The report on a grid; `listed` is the most states of a table.
#[must_use]
pub fn grid(subject: GridSubject<'_>, listed: usize) -> Document {
    let GridSubject { case, view, grid, .. } = subject;
    let mut document = Document::default();
    preamble::preamble(&mut document, case, view, "What stability depends on", &[]);
    document.heading(2, "The grid");
    document.text(format!(
        "Which states are equilibria under {}, in {}, under {} on what can be taken back: {} in all.",
        words::counted(&grid.concepts.len(), "concept"),
        words::counted(&subject.versions.len(), "version"),
        words::counted(&grid.reversibilities.len(), "assumption"),
        words::counted(&grid.places(), "place"),
    ));
    document.list(
        grid.reversibilities.iter().map(|each| format!("{}: {}.", reversibility(*each), meaning(*each))),
    );
    cells(&mut document, subject);
    let all = grid.places();
    let everywhere: Vec<_> = grid.states.iter().filter(|(_, places)| places.count_ones(..) == all).collect();
    document.heading(2, "Equilibria at every place");
    if everywhere.is_empty() {
        document.text("None: every equilibrium rests on a concept, on a version of the case, or on what can be taken back.");
    }
    let shown: Vec<Package> =
        everywhere.iter().take(listed).filter_map(|(number, _)| package_of(case, number)).collect();
    let differing = Differing::of(case, &shown);
    if let Some(shared) = differing.shared() {
        document.text(shared);
    }
    document.list(shown.iter().map(|package| {
        let lead = format!("number {}", number_of(case, package));
        std::iter::once(lead).chain(differing.lines(package)).collect::<Vec<_>>().join("\n")
    }));
    more(&mut document, everywhere.len(), listed);
    somewhere(&mut document, subject, listed);
    if !subject.left_out.is_empty() {
        document.heading(2, "Not in the grid");
        document.list(subject.left_out.iter().map(|(name, why)| format!("{name}: {why}.")));
    }
    document
}

fn reversibility(of: Reversibility) -> &'static str {
    match of {
        Reversibility::Declared => "as declared",
        Reversibility::Everything => "everything can be taken back",
        Reversibility::Nothing => "nothing can be taken back",
    }
}

fn meaning(of: Reversibility) -> &'static str {
    match of {
        Reversibility::Declared => "the moves that the case permits",
        Reversibility::Everything => "whoever moves an issue may change it in any way",
        Reversibility::Nothing => {
            "a change that could be undone is permitted only away from how things are without an agreement"
        }
    }
}

fn caption(subject: GridSubject<'_>, title: &str) -> Caption {
    let case = subject.case;
    let movers: Vec<usize> = (0..case.parties.len())
        .filter(|party| {
            let moves = |issue: &detente_case::model::Issue| {
                let named = issue.control.contains(party) || issue.jointly.contains(party);
                named || (issue.control.is_empty() && issue.jointly.is_empty())
            };
            case.issues.iter().any(moves)
        })
        .collect();
    Caption {
        title: title.to_owned(),
        as_of: words::as_of(case, subject.view),
        basis: rests_on(case, &movers),
    }
}

fn cells(document: &mut Document, subject: GridSubject<'_>) {
    let grid = subject.grid;
    let mut heads = vec!["version".to_owned(), "what can be taken back".to_owned(), "#states".to_owned()];
    heads.extend(grid.concepts.iter().map(|&concept| format!("#{}", concept_name(concept))));
    let heads: Vec<&str> = heads.iter().map(String::as_str).collect();
    let mut table = Table::new(caption(subject, "How many equilibria, by place"), &heads);
    for cell in &grid.cells {
        let lead = [
            subject.versions[cell.version].clone(),
            reversibility(cell.reversibility).to_owned(),
            words::grouped(&cell.states.to_string()),
        ];
        let counts = cell.equilibria.iter().map(|count| words::grouped(&count.to_string()));
        table.row(lead.into_iter().chain(counts));
    }
    document.table(table);
}

fn somewhere(document: &mut Document, subject: GridSubject<'_>, listed: usize) {
    let GridSubject { case, grid, .. } = subject;
    let all = grid.places();
    let mut some: Vec<(&BigUint, &FixedBitSet)> =
        grid.states.iter().filter(|(_, places)| places.count_ones(..) < all).collect();
    some.sort_by_key(|(number, places)| (std::cmp::Reverse(places.count_ones(..)), (*number).clone()));
    document.heading(2, "Equilibria at some places alone, at most first");
    if some.is_empty() {
        document.text("None.");
        return;
    }
    let packages: Vec<Package> =
        some.iter().take(listed).filter_map(|(number, _)| package_of(case, number)).collect();
    let differing = Differing::of(case, &packages);
    if let Some(shared) = differing.shared() {
        document.text(shared);
    }
    let heads = ["#number", "#places", "an equilibrium", "state"];
    let mut table =
        Table::new(caption(subject, &format!("At how many of {all} places, and what that rests on")), &heads);
    for ((number, places), package) in some.iter().zip(&packages) {
        table.row([
            number.to_string(),
            places.count_ones(..).to_string(),
            rests(subject, places),
            differing.lines(package).join("\n"),
        ]);
    }
    document.table(table);
    more(document, some.len(), listed);
}

fn more(document: &mut Document, count: usize, listed: usize) {
    if count > listed {
        document.text(format!(
            "{} more are not listed here; --list N lists more, --format csv all.",
            words::grouped(&(count - listed).to_string())
        ));
    }
}

/// So few places where a state is no equilibrium are named.
const FEW: usize = 4;

/// A place in words.
fn place(subject: GridSubject<'_>, at: usize) -> String {
    let grid = subject.grid;
    let cell = &grid.cells[at / grid.concepts.len()];
    format!(
        "under {} in {}, {}",
        concept_name(grid.concepts[at % grid.concepts.len()]),
        subject.versions[cell.version],
        reversibility(cell.reversibility)
    )
}

/// What it rests on that a state is an equilibrium.
fn rests(subject: GridSubject<'_>, places: &FixedBitSet) -> String {
    let grid = subject.grid;
    let rests = grid.rests(places);
    let mut parts = Vec::new();
    if rests.concepts.len() < grid.concepts.len() {
        let names: Vec<_> =
            rests.concepts.iter().map(|&at| concept_name(grid.concepts[at]).to_owned()).collect();
        parts.push(format!("only under {}", words::join(&names)));
    }
    if rests.versions.len() < grid.versions {
        let names: Vec<_> = rests.versions.iter().map(|&at| subject.versions[at].clone()).collect();
        parts.push(format!("only in {}", words::join(&names)));
    }
    if rests.reversibilities.len() < grid.reversibilities.len() {
        let names: Vec<_> = rests
            .reversibilities
            .iter()
            .map(|&at| reversibility(grid.reversibilities[at]).to_owned())
            .collect();
        parts.push(format!("only where: {}", words::join(&names)));
    }
    if rests.apart {
        return parts.join("; ");
    }
    let missing: Vec<usize> = (0..grid.places()).filter(|place| !places.contains(*place)).collect();
    if missing.len() <= FEW {
        let each: Vec<_> = missing.iter().map(|&at| place(subject, at)).collect();
        return format!("not {}", each.join("; nor "));
    }
    // It takes several together: each concept with its share.
    let cells = grid.cells.len();
    let shares = grid.concepts.iter().enumerate().map(|(at, &concept)| {
        let count = (0..cells).filter(|cell| places.contains(cell * grid.concepts.len() + at)).count();
        format!("{} {count} of {cells}", concept_name(concept))
    });
    parts.push(format!("by several together ({})", shares.collect::<Vec<_>>().join(", ")));
    parts.join("; ")
}
