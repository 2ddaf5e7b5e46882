//! Names of decision makers and concepts, and whose word an order rests on.

use detente_case::evidence::Basis;
use detente_case::model::Case;
use detente_case::package::PartyIndex;
use detente_case::preference::Form;
use detente_space::points::{Input, unstated_inputs};
use detente_stability::concepts::Concept;
use detente_stability::explain::Who;
use detente_stability::foresight::Foresight;
use detente_stability::model::{DecisionMaker, Model};
use detente_stability::unknown::Reading;

use crate::words;

/// A decision maker: "South", or "North and South, together".
pub(crate) fn maker(case: &Case, maker: &DecisionMaker) -> String {
    together(case, &maker.parties)
}

fn together(case: &Case, parties: &[PartyIndex]) -> String {
    let names = words::party_names(case, parties);
    if parties.len() > 1 { format!("{names}, together") } else { names }
}

/// The decision maker at a position.
pub(crate) fn maker_name(subject: super::Subject<'_>, at: usize) -> String {
    maker(subject.case, &subject.model.decision_makers()[at])
}

/// Whose stability is meant, in words.
pub(crate) fn who(case: &Case, model: &Model, who: &Who) -> String {
    match who {
        Who::DecisionMaker(at) => maker(case, &model.decision_makers()[*at]),
        Who::Coalition(parties) => format!("the coalition of {}", words::party_names(case, parties)),
    }
}

/// A decision maker for programs: ids joined by `+`.
pub(crate) fn mover_id(case: &Case, maker: &DecisionMaker) -> String {
    ids(case, &maker.parties)
}

fn ids(case: &Case, parties: &[PartyIndex]) -> String {
    parties.iter().map(|&party| case.parties[party].id.as_str()).collect::<Vec<_>>().join("+")
}

/// Whose stability is meant, for programs; a coalition is marked as one, since
/// parties that move together are a decision maker besides.
pub(crate) fn who_id(case: &Case, model: &Model, who: &Who) -> String {
    match who {
        Who::DecisionMaker(at) => mover_id(case, &model.decision_makers()[*at]),
        Who::Coalition(parties) => format!("coalition:{}", ids(case, parties)),
    }
}

/// A concept in few letters.
pub(crate) fn concept_name(concept: Concept) -> &'static str {
    match concept {
        Concept::Nash => "Nash",
        Concept::GeneralMetarational => "GMR",
        Concept::SymmetricMetarational => "SMR",
        Concept::Sequential => "SEQ",
        Concept::SymmetricSequential => "sym. SEQ",
    }
}

/// A foresight in a column's head.
pub(crate) fn short(foresight: &Foresight) -> String {
    let concept = |of: &Concept| concept_name(*of);
    match foresight {
        Foresight::Concept(of) => concept(of).to_owned(),
        Foresight::Mixed(_) => "mixed".to_owned(),
        Foresight::Coalitional(of) => format!("coalition {}", concept(of)),
        Foresight::Unknown(reading, of) => format!("{} ({})", concept(of), reading.id()),
        Foresight::Strong(_, of) => format!("strong {}", concept(of)),
        Foresight::Limited(horizon) => format!("L{horizon}"),
        Foresight::Simultaneous => "simultaneous".to_owned(),
    }
}

/// A concept written out, with what it supposes.
pub(crate) fn foresight(case: &Case, model: &Model, of: &Foresight) -> String {
    let concept = |concept: &Concept| match concept {
        Concept::Nash => "Nash: nobody looks beyond the own move",
        Concept::GeneralMetarational => {
            "GMR, general metarationality: whoever moves fears any answer of the others, even one that harms them"
        }
        Concept::SymmetricMetarational => {
            "SMR, symmetric metarationality: as GMR, and looks for a way out after the answer"
        }
        Concept::Sequential => {
            "SEQ, sequential stability: whoever moves fears answers by which the others gain at every step"
        }
        Concept::SymmetricSequential => {
            "symmetric sequential stability: as SEQ, and looks for a way out after the answer"
        }
    };
    match of {
        Foresight::Concept(of) => concept(of).to_owned(),
        Foresight::Mixed(concepts) => {
            let each = model.decision_makers().iter().zip(concepts);
            let each: Vec<_> = each
                .map(|(of, concept)| {
                    format!("{} by {}", maker(case, of), short(&Foresight::Concept(*concept)))
                })
                .collect();
            format!("mixed: {}", words::join(&each))
        }
        Foresight::Coalitional(of) => {
            format!(
                "coalition {}: for every decision maker and every coalition asked about",
                short(&Foresight::Concept(*of))
            )
        }
        Foresight::Unknown(reading, of) => {
            format!("{}, preferences known in part: {}", short(&Foresight::Concept(*of)), unknown(*reading))
        }
        Foresight::Strong(_, of) => format!(
            "strong {}: as it, and every improvement can be met by something strongly worse",
            short(&Foresight::Concept(*of))
        ),
        Foresight::Limited(horizon) => {
            format!("L{horizon}: both think {} ahead, alternating", words::counted(horizon, "move"))
        }
        Foresight::Simultaneous => "simultaneous: both may move at once".to_owned(),
    }
}

pub(crate) fn unknown(reading: Reading) -> &'static str {
    match reading {
        Reading::A => "tempted by what may be better, deterred by what surely is not (a)",
        Reading::B => "tempted by what surely is better, deterred by what surely is not (b)",
        Reading::C => "tempted by what may be better, deterred by what may not be (c)",
        Reading::D => "tempted by what surely is better, deterred by what may not be (d)",
    }
}

/// Whether an input has a part in how a party orders packages.
pub(crate) fn orders(input: &Input) -> bool {
    !matches!(input, Input::Reservation | Input::RedLine(_))
}

/// What the orders of these parties rest on, for the caption of a table.
pub(crate) fn rests_on(case: &Case, parties: &[PartyIndex]) -> String {
    let unstated = unstated_inputs(case);
    let given: Vec<PartyIndex> =
        parties.iter().copied().filter(|&party| case.preferences[party].form != Form::Unknown).collect();
    if given.is_empty() {
        return "no preference is given".to_owned();
    }
    let of = |basis: Basis| {
        let weakest = |party: &PartyIndex| {
            let mine = unstated.iter().filter(|each| each.party == *party && orders(&each.input));
            mine.map(|each| each.basis).max().unwrap_or(Basis::Stated) == basis
        };
        let whose: Vec<PartyIndex> = given.iter().copied().filter(weakest).collect();
        (!whose.is_empty()).then(|| {
            let whose = if whose.len() == given.len() && whose.len() > 1 {
                "all parties".to_owned()
            } else {
                words::party_names(case, &whose)
            };
            format!("{} for {whose}", basis.word())
        })
    };
    let parts: Vec<_> = [Basis::Stated, Basis::Inferred, Basis::Assumed].into_iter().filter_map(of).collect();
    format!("orders of preference {}", words::join(&parts))
}
