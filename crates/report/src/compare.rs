//! `compare` in words: two packages, party by party, and what decides.

use detente_case::evidence::Basis;
use detente_case::model::Case;
use detente_case::package::{Choice, PartyIndex};
use detente_case::preference::{Form, Levels, Weights};
use detente_case::record::View;
use detente_robust::relations::{Piece, Relation};
use detente_space::worth::{Comparison, Extent};

use crate::document::{Caption, Document, Table};
use crate::preamble;
use crate::solve::{basis, verdict};
use crate::words;

/// The report on how package A compares with package B for each party.
#[must_use]
pub fn compare(case: &Case, view: View, packages: [&[Choice]; 2], relations: &[Relation]) -> Document {
    let as_of = words::as_of(case, view);
    let mut document = Document::default();
    preamble::preamble(&mut document, case, view, "Two packages", &[]);
    document.heading(2, "The packages");
    for (name, package) in ["A", "B"].into_iter().zip(packages) {
        document.text(format!("{name}:"));
        document.list(words::dispositions(case, package));
        document.list(words::package_lines(case, package));
        document.list(words::warnings(case, package).into_iter().map(|line| format!("Note: {line}")));
        let broken: Vec<_> = case
            .rules
            .iter()
            .filter(|rule| !rule.require.formula.holds(package))
            .map(|rule| rule.id.clone())
            .collect();
        if !broken.is_empty() {
            document.text(format!("{name} breaks rules, so it cannot be a deal: {}.", words::join(&broken)));
        }
    }
    document.heading(2, "How they compare");
    let everyone: Vec<PartyIndex> = (0..case.parties.len()).collect();
    let caption = Caption {
        title: "By worth, over all that is not known; exact".to_owned(),
        as_of: as_of.clone(),
        basis: basis(case, &everyone),
    };
    let mut table =
        Table::new(caption, &["party", "A against B", "what it makes of A", "what it makes of B"]);
    for relation in relations {
        let asked = |at: usize| {
            let of = verdict(case, relation.party, &relation.assessments[at]);
            if case.is_asked(relation.party, packages[at]) { of } else { format!("not asked; {of}") }
        };
        table.row([
            case.parties[relation.party].name.clone(),
            relation_words(relation.comparison).to_owned(),
            asked(0),
            asked(1),
        ]);
    }
    document.table(table);
    document.text(
        "Necessarily: whatever the numbers are that the case leaves open. Possibly: for some of them. Red lines and the \
         value of no agreement decide acceptance and are no part of the comparison.",
    );
    reasons(&mut document, case, relations);
    document
}

/// How the first package compares, in words.
#[must_use]
pub fn relation_words(comparison: Option<Comparison>) -> &'static str {
    let Some(Comparison { better, at_least }) = comparison else { return "nothing is known" };
    match (better, at_least) {
        (Extent::Always, _) => "A is necessarily better",
        (Extent::Sometimes, Extent::Always) => "A is necessarily at least as good, possibly better",
        (Extent::Never, Extent::Always) => "necessarily equally good",
        (Extent::Sometimes, _) => "either is possibly better",
        (Extent::Never, Extent::Sometimes) => "B is necessarily at least as good, possibly better",
        (Extent::Never, Extent::Never) => "B is necessarily better",
    }
}

fn reasons(document: &mut Document, case: &Case, relations: &[Relation]) {
    let decided: Vec<_> =
        relations.iter().filter_map(|relation| Some((relation.party, relation.because.as_ref()?))).collect();
    if decided.is_empty() {
        return;
    }
    document.heading(2, "Which statements that rests on");
    for (party, because) in decided {
        let name = &case.parties[party].name;
        let better = if because.first { "A" } else { "B" };
        match because.reducts.as_slice() {
            [] => {}
            [none] if none.is_empty() => {
                document
                    .text(format!("{name}: {better} at least as good, by nothing but what a package is."));
            }
            [one] => {
                let only = if because.complete { "" } else { " (one smallest set; there may be others)" };
                document.text(format!(
                    "{name}: {better} at least as good because of these statements, none of which can be spared{only}:"
                ));
                document.list(one.iter().map(|&piece| piece_words(case, party, piece)));
            }
            several => {
                document.text(format!(
                    "{name}: {better} at least as good by any one of {} sets of statements, in each of which none can be \
                     spared:",
                    several.len()
                ));
                document.list(several.iter().take(5).map(|set| {
                    set.iter().map(|&piece| piece_words(case, party, piece)).collect::<Vec<_>>().join("; ")
                }));
            }
        }
    }
}

/// A statement of a preference, with what it rests on.
#[must_use]
pub fn piece_words(case: &Case, party: PartyIndex, piece: Piece) -> String {
    let preference = &case.preferences[party];
    let (what, basis) = match (piece, &preference.form) {
        (Piece::Weights, Form::Values(values)) => {
            let basis = match &values.weights {
                Weights::Free => Basis::Assumed,
                Weights::Order { basis, .. } => *basis,
                Weights::Ranges(ranges) => {
                    ranges.iter().map(|range| range.basis).max().unwrap_or(Basis::Stated)
                }
            };
            ("its weights".to_owned(), basis)
        }
        (Piece::Values(issue), Form::Values(values)) => {
            let basis = match &values.issues[issue] {
                Levels::Order { basis, .. } => *basis,
                Levels::Ranges(ranges) => {
                    ranges.iter().map(|range| range.basis).max().unwrap_or(Basis::Stated)
                }
            };
            (format!("its values on \"{}\"", case.issues[issue].title), basis)
        }
        (Piece::Adjustment(at), _) => {
            let adjustment = &preference.adjustments[at];
            (
                format!("the adjustment {} ({})", adjustment.id, adjustment.when.text.trim()),
                adjustment.by.basis,
            )
        }
        (Piece::Priority(at), Form::Priorities(statements)) => {
            (format!("its priority {} ({})", at + 1, statements[at].clause.text.trim()), preference.basis)
        }
        _ => ("its ranking of packages".to_owned(), preference.basis),
    };
    format!("{what} [{}]", basis.word())
}
