//! Under which foresight states are asked about, in words.

use detente_case::decimal::Decimal;
use detente_case::model::Case;
use detente_case::package::PartyIndex;
use detente_stability::answer::Request;
use detente_stability::coalition::{MOST_PARTIES, Sanctions, all_coalitions};
use detente_stability::concepts::Concept;
use detente_stability::model::Model;
use detente_stability::strength::Strength;
use detente_stability::unknown::Reading;
use detente_syntax::ids::did_you_mean;

use crate::failure::Failure;
use crate::opened;

/// Most moves that limited-move stability looks ahead.
const LONGEST: usize = 1000;

/// A foresight in words.
#[derive(Clone, Debug, Default)]
pub struct Words {
    /// Concepts by id, `lh:2` and so on, `simultaneous`.
    pub concepts: Vec<String>,
    /// Concepts of single decision makers, such as `south=seq`.
    pub mixed: Vec<String>,
    /// `none`, `all`, or coalitions such as `a+b;c+d`.
    pub coalitions: String,
    /// Whether coalitions sanction jointly.
    pub joint_sanctions: bool,
    /// Readings of preferences known in part: `a` to `d`, or `all`.
    pub unknown: Vec<String>,
    /// `priorities`, or a difference between values.
    pub strength: Option<String>,
}

/// A request as far as it can be read without the model.
#[derive(Debug)]
pub struct Asked {
    request: Request,
    /// Parties of a decision maker and its concept.
    mixed: Vec<(Vec<PartyIndex>, Concept)>,
    coalitions: Coalitions,
}

#[derive(Debug)]
enum Coalitions {
    All,
    These(Vec<Vec<PartyIndex>>),
}

/// Reads the words, before anything is computed. `only_concepts` is what can be asked of
/// nash, gmr, smr, seq and sym-seq alone, if that is asked.
///
/// # Errors
/// Where they cannot be read, or name what is not there.
pub fn read(case: &Case, words: &Words, only_concepts: Option<&str>) -> Result<Asked, Failure> {
    let mut request = Request { concepts: Vec::new(), ..Request::default() };
    for text in words.concepts.iter().map(|text| text.trim()) {
        if let Some(horizon) = text.strip_prefix("lh:") {
            let horizon = horizon.parse().ok().filter(|horizon| (1..=LONGEST).contains(horizon));
            let horizon = horizon.ok_or_else(|| {
                Failure::Input(format!("in `{text}`: expected a number of moves from 1 to {LONGEST}"))
            })?;
            push_once(&mut request.limited, horizon);
        } else if text == "simultaneous" {
            request.simultaneous = true;
        } else {
            push_once(&mut request.concepts, concept(text)?);
        }
    }
    let mut mixed = Vec::new();
    for text in &words.mixed {
        let (who, of) = text.split_once('=').ok_or_else(|| {
            Failure::Input(format!("in `{text}`: expected a party and its concept, such as south=seq"))
        })?;
        let who = parties(case, who)?;
        if mixed.iter().any(|(other, _)| *other == who) {
            let ids: Vec<_> = who.iter().map(|&party| case.parties[party].id.as_str()).collect();
            return Err(Failure::Input(format!("`{}` has two concepts in --mixed", ids.join("+"))));
        }
        mixed.push((who, concept(of.trim())?));
    }
    if words.joint_sanctions {
        request.sanctions = Sanctions::Coalitions;
    }
    let coalitions = match words.coalitions.trim() {
        "none" | "" => Coalitions::These(Vec::new()),
        "all" => Coalitions::All,
        some => {
            let each = some.split(';').filter(|text| !text.trim().is_empty());
            let mut sets = Vec::new();
            for text in each {
                push_once(&mut sets, parties(case, text)?);
            }
            if let Some(one) = sets.iter().find(|set| set.len() < 2) {
                let id = one.first().map_or("", |&party| case.parties[party].id.as_str());
                return Err(Failure::Input(format!(
                    "`{id}` alone is no coalition: name two parties or more, such as a+b, and part coalitions by `;`"
                )));
            }
            Coalitions::These(sets)
        }
    };
    for text in words.unknown.iter().map(|text| text.trim()) {
        if text == "all" {
            Reading::ALL.into_iter().for_each(|reading| push_once(&mut request.readings, reading));
            continue;
        }
        let reading = Reading::ALL.into_iter().find(|reading| reading.id() == text).ok_or_else(|| {
            Failure::Input(format!("there is no reading `{text}`; there are: a, b, c, d, all"))
        })?;
        push_once(&mut request.readings, reading);
    }
    request.strength = words.strength.as_deref().map(strength).transpose()?;
    if request.strength.is_some() && !request.concepts.iter().any(|concept| *concept != Concept::Nash) {
        return Err(Failure::Input(
            "--strength tells how strongly a sanction deters: ask for gmr, smr, seq or sym-seq with --concepts".to_owned(),
        ));
    }
    if let Some(mode) = only_concepts.filter(|_| request.simultaneous || !request.limited.is_empty()) {
        return Err(Failure::Input(format!(
            "{mode} knows nash, gmr, smr, seq and sym-seq, and neither limited moves nor simultaneity: leave them out of \
             --concepts"
        )));
    }
    Ok(Asked { request, mixed, coalitions })
}

impl Asked {
    /// The concepts for any number of decision makers.
    #[must_use]
    pub fn concepts(&self) -> &[Concept] {
        &self.request.concepts
    }

    /// The request of a model: coalitions and decision makers are known now.
    ///
    /// # Errors
    /// Where a party moves nothing, or there are too many coalitions.
    pub fn of_model(&self, case: &Case, model: &Model) -> Result<Request, Failure> {
        let mut request = self.request.clone();
        if !self.mixed.is_empty() {
            let first = request.concepts.first().copied().unwrap_or(Concept::Nash);
            let mut concepts = vec![first; model.decision_makers().len()];
            for (parties, concept) in &self.mixed {
                let at = model.decision_makers().iter().position(|each| each.parties == *parties);
                let at = at.ok_or_else(|| {
                    let ids: Vec<_> = parties.iter().map(|&party| case.parties[party].id.as_str()).collect();
                    let how = if ids.len() > 1 { "no issue together" } else { "no issue alone" };
                    Failure::Input(format!("`{}` can move {how}, so that it has no foresight", ids.join("+")))
                })?;
                concepts[at] = *concept;
            }
            request.mixed = Some(concepts);
        }
        request.coalitions = match &self.coalitions {
            Coalitions::These(sets) => sets.clone(),
            Coalitions::All => all_coalitions(model, 2).ok_or_else(|| {
                Failure::Input(format!(
                    "more than {MOST_PARTIES} parties can move something: name the coalitions, such as \"a+b;c+d\""
                ))
            })?,
        };
        Ok(request)
    }
}

/// Parties joined by `+`, ascending.
///
/// # Errors
/// Where one is unknown.
pub fn parties(case: &Case, text: &str) -> Result<Vec<PartyIndex>, Failure> {
    let ids: Vec<String> = text.split('+').map(|id| id.trim().to_owned()).collect();
    opened::parties(case, &ids)
}

fn push_once<T: PartialEq>(list: &mut Vec<T>, value: T) {
    if !list.contains(&value) {
        list.push(value);
    }
}

fn concept(text: &str) -> Result<Concept, Failure> {
    Concept::from_id(text).ok_or_else(|| {
        let ids = || Concept::ALL.into_iter().map(Concept::id);
        let all = ids().collect::<Vec<_>>().join(", ");
        let hint = match did_you_mean(text, ids().chain(["lh:2", "simultaneous"])) {
            Some(close) => format!("; did you mean `{close}`?"),
            None => format!("; there are: {all}, lh:2 and so on, simultaneous"),
        };
        Failure::Input(format!("there is no concept `{text}`{hint}"))
    })
}

fn strength(text: &str) -> Result<Strength, Failure> {
    if text == "priorities" {
        return Ok(Strength::Priorities);
    }
    let gap: Option<Decimal> = text.parse().ok();
    gap.filter(|gap| *gap > Decimal::ZERO).map(Strength::Gap).ok_or_else(|| {
        Failure::Input(format!(
            "in `{text}`: expected `priorities`, or a difference between values above zero such as 20"
        ))
    })
}
