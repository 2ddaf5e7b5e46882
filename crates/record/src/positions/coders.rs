//! Two people's codings of the same documents side by side.
//!
//! What one coder took for a statement the other may have cut elsewhere or left
//! out. Passages that share at least half of the shorter one are one unit;
//! each passage belongs to one unit at most, larger overlaps first. A unit that
//! only one coder has counts as a difference to settle, and as a missing value
//! for alpha. Parties and voices are compared by what they are, not by the id
//! that each coder happened to give.

use std::collections::{BTreeMap, BTreeSet};

use detente_case::model::{Case, Party, Statement};
use detente_case::package::{PartyIndex, StatementIndex};

use super::alpha::{Reliability, nominal};

/// A statement of one coder with the passage that it cites.
#[derive(Clone, Debug, PartialEq, Eq)]
struct Coded {
    statement: StatementIndex,
    document: String,
    start: usize,
    end: usize,
}

/// One passage as both coded it; at least one of them did.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Unit {
    /// SHA-256 of the document, or the id of the source where the case gives none.
    pub document: String,
    /// First scalar of what either coder took.
    pub start: usize,
    /// One past the last.
    pub end: usize,
    /// The first coder's statement.
    pub one: Option<StatementIndex>,
    /// The second coder's.
    pub other: Option<StatementIndex>,
    /// On what they differ, both being there.
    pub differences: Vec<Field>,
}

/// What of a statement is compared.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Field {
    /// What the words do.
    Stance,
    /// Whose position it is.
    About,
    /// The last voice of the chain.
    Voice,
    /// The day.
    Said,
    /// The terms as written, white space folded.
    Terms,
}

impl Field {
    /// All of them, in the order of reports.
    pub const ALL: [Self; 5] = [Self::Stance, Self::About, Self::Voice, Self::Said, Self::Terms];

    /// The key of the case language.
    #[must_use]
    pub fn word(self) -> &'static str {
        match self {
            Self::Stance => "stance",
            Self::About => "about",
            Self::Voice => "voice",
            Self::Said => "said",
            Self::Terms => "terms",
        }
    }
}

/// How two codings compare.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Comparison {
    /// The units in order of document and place.
    pub units: Vec<Unit>,
    /// Units that both coders have.
    pub shared: usize,
    /// Agreement on each field.
    pub reliability: Vec<(Field, Reliability)>,
    /// Statements without an anchor, of the first coder and the second: compared with nothing.
    pub unanchored: (usize, usize),
    /// Parties and voices that have other ids in the two codings and count as the
    /// same, for they share a name: the id in the first and in the second.
    pub renamed: Vec<(String, String)>,
}

/// Compares two codings.
#[must_use]
pub fn compare(one: &Case, other: &Case) -> Comparison {
    let (first, unanchored_first) = coded(one);
    let (second, unanchored_second) = coded(other);
    let units = unite(&first, &second);
    let mut units: Vec<Unit> = units
        .into_iter()
        .map(|(left, right)| {
            let places: Vec<&Coded> = left.iter().chain(&right).copied().collect();
            Unit {
                document: places.first().map(|each| each.document.clone()).unwrap_or_default(),
                start: places.iter().map(|each| each.start).min().unwrap_or(0),
                end: places.iter().map(|each| each.end).max().unwrap_or(0),
                one: left.map(|each| each.statement),
                other: right.map(|each| each.statement),
                differences: Vec::new(),
            }
        })
        .collect();
    let same = Same::of(one, other);
    for unit in &mut units {
        if let (Some(left), Some(right)) = (unit.one, unit.other) {
            let differs = |field: &Field| value(one, left, *field) != same.value(other, right, *field);
            unit.differences = Field::ALL.into_iter().filter(|field| differs(field)).collect();
        }
    }
    units.sort_by(|left, right| {
        (&left.document, left.start, left.end).cmp(&(&right.document, right.start, right.end))
    });
    let reliability = Field::ALL.into_iter().map(|field| {
        let values: Vec<Vec<Option<String>>> = units
            .iter()
            .map(|unit| {
                vec![
                    unit.one.and_then(|at| value(one, at, field)),
                    unit.other.and_then(|at| same.value(other, at, field)),
                ]
            })
            .collect();
        (field, nominal(&values))
    });
    Comparison {
        shared: units.iter().filter(|unit| unit.one.is_some() && unit.other.is_some()).count(),
        reliability: reliability.collect(),
        units,
        unanchored: (unanchored_first, unanchored_second),
        renamed: same.renamed,
    }
}

/// The parties and voices of the second coding by the ids of the first. Two
/// people call one party by two ids; an id that both have is the same, and of
/// the rest those are that share a name or an alias with one and no other.
struct Same {
    parties: Vec<String>,
    voices: Vec<String>,
    renamed: Vec<(String, String)>,
}

impl Same {
    fn of(one: &Case, other: &Case) -> Self {
        let parties = |case: &Case| -> Vec<(String, BTreeSet<String>)> {
            let named = |party: &Party| {
                std::iter::once(&party.name).chain(&party.aliases).map(|name| folded(name)).collect()
            };
            case.parties.iter().map(|party| (party.id.clone(), named(party))).collect()
        };
        let voices = |case: &Case| -> Vec<(String, BTreeSet<String>)> {
            case.voices
                .iter()
                .map(|voice| (voice.id.clone(), BTreeSet::from([folded(&voice.name)])))
                .collect()
        };
        let mut renamed = Vec::new();
        let parties = matched(&parties(one), &parties(other), &mut renamed);
        let voices = matched(&voices(one), &voices(other), &mut renamed);
        Self { parties, voices, renamed }
    }

    fn value(&self, case: &Case, statement: StatementIndex, field: Field) -> Option<String> {
        written(case, statement, field, &|party| &self.parties[party], &|voice| &self.voices[voice])
    }
}

fn folded(name: &str) -> String {
    detente_case::anchor::fold(name).to_lowercase()
}

/// The id in the first coding of each of the second, where it has one; else its own.
fn matched(
    one: &[(String, BTreeSet<String>)],
    other: &[(String, BTreeSet<String>)],
    renamed: &mut Vec<(String, String)>,
) -> Vec<String> {
    let has = |all: &[(String, BTreeSet<String>)], id: &str| all.iter().any(|(known, _)| known == id);
    let alone = |all: &[(String, BTreeSet<String>)],
                 against: &[(String, BTreeSet<String>)],
                 names: &BTreeSet<String>| {
        let mut found = all.iter().filter(|(id, known)| !has(against, id) && !known.is_disjoint(names));
        found.next().filter(|_| found.next().is_none()).cloned()
    };
    let of = |(id, names): &(String, BTreeSet<String>)| {
        if has(one, id) {
            return id.clone();
        }
        let same = alone(one, other, names).filter(|(_, known)| alone(other, one, known).is_some());
        same.map_or_else(
            || id.clone(),
            |(known, _)| {
                renamed.push((known.clone(), id.clone()));
                known
            },
        )
    };
    other.iter().map(of).collect()
}

/// What a coder wrote for a field; `None` where nothing is written.
#[must_use]
pub fn value(case: &Case, statement: StatementIndex, field: Field) -> Option<String> {
    written(case, statement, field, &|party| &case.parties[party].id, &|voice| &case.voices[voice].id)
}

fn written<'n>(
    case: &Case,
    statement: StatementIndex,
    field: Field,
    party: &dyn Fn(PartyIndex) -> &'n str,
    voice: &dyn Fn(usize) -> &'n str,
) -> Option<String> {
    let statement: &Statement = case.statements.get(statement)?;
    match field {
        Field::Stance => Some(match statement.that {
            Some(that) => format!("{} {}", statement.stance.word(), that.word()),
            None => statement.stance.word().to_owned(),
        }),
        Field::About => {
            let mut ids: Vec<&str> = statement.about.iter().map(|at| party(*at)).collect();
            ids.sort_unstable();
            Some(ids.join(", "))
        }
        Field::Voice => statement.chain.last().map(|at| voice(*at).to_owned()),
        Field::Said => Some(statement.said.to_string()),
        Field::Terms => statement.terms.as_ref().map(|terms| detente_case::anchor::fold(&terms.text)),
    }
}

/// The anchored passages of a coding, one a statement and citation, and how many statements have none.
fn coded(case: &Case) -> (Vec<Coded>, usize) {
    let mut all = Vec::new();
    let mut unanchored = 0;
    for (at, statement) in case.statements.iter().enumerate() {
        let before = all.len();
        for citation in statement.ground.cite.iter().filter_map(|citation| case.citations.get(*citation)) {
            if let (Some(start), Some(end), Some(source)) =
                (citation.start, citation.end, case.sources.get(citation.source))
            {
                // Articles of one page share its hash, and each counts in a text of its own.
                let hash = source.text_sha256.as_ref().or(source.sha256.as_ref());
                let document = hash.unwrap_or(&source.id).clone();
                all.push(Coded { statement: at, document, start, end });
            }
        }
        unanchored += usize::from(all.len() == before);
    }
    (all, unanchored)
}

/// Pairs of passages, larger overlaps first, and those left alone. Of several
/// passages of one statement, one that was paired speaks for all of them.
fn unite<'c>(first: &'c [Coded], second: &'c [Coded]) -> Vec<(Option<&'c Coded>, Option<&'c Coded>)> {
    let mut by_document: BTreeMap<&str, Vec<&Coded>> = BTreeMap::new();
    for each in second {
        by_document.entry(&each.document).or_default().push(each);
    }
    let mut pairs: Vec<(usize, &Coded, &Coded)> = Vec::new();
    for one in first {
        for other in by_document.get(one.document.as_str()).into_iter().flatten() {
            let common = one.end.min(other.end).saturating_sub(one.start.max(other.start));
            let shorter = (one.end - one.start).min(other.end - other.start);
            if common > 0 && common * 2 >= shorter {
                pairs.push((common, one, other));
            }
        }
    }
    pairs.sort_by_key(|(common, one, other)| {
        (std::cmp::Reverse(*common), one.statement, one.start, other.statement, other.start)
    });
    let mut units: Vec<(Option<&Coded>, Option<&Coded>)> = Vec::new();
    let taken = |units: &[(Option<&Coded>, Option<&Coded>)], one: &Coded, other: &Coded| {
        units.iter().any(|(left, right)| {
            left.is_some_and(|left| left.statement == one.statement)
                || right.is_some_and(|right| right.statement == other.statement)
        })
    };
    for (_, one, other) in pairs {
        if !taken(&units, one, other) {
            units.push((Some(one), Some(other)));
        }
    }
    for one in first {
        if !units.iter().any(|(left, _)| left.is_some_and(|left| left.statement == one.statement)) {
            units.push((Some(one), None));
        }
    }
    for other in second {
        if !units.iter().any(|(_, right)| right.is_some_and(|right| right.statement == other.statement)) {
            units.push((None, Some(other)));
        }
    }
    units
}
