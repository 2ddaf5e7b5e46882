//! Random cases that tables can hold, and their values by a small evaluator of its own.

use detente_case::load::{MemoryFiles, load};
use detente_case::model::{Case, Domain};
use detente_case::preference::{Form, Levels, Range, Reservation, Weights};
use detente_formats::import::{Imported, Input, Options, import};
use detente_syntax::render::{Style, human};
use proptest::prelude::*;

pub(crate) fn read_as(path: &str, bytes: Vec<u8>) -> Imported {
    import(&[Input { path: path.to_owned(), bytes, beside: false }], &Options::default())
}

pub(crate) fn shown(imported: &Imported) -> String {
    human(&imported.diagnostics, &imported.sources, Style { color: false, width: 140 })
}

pub(crate) fn text(imported: &Imported) -> String {
    imported.draft.as_ref().unwrap_or_else(|| panic!("{}", shown(imported))).text()
}

pub(crate) fn case(text: &str) -> Case {
    let loaded = load(&MemoryFiles::of("case.toml", text), "case.toml", &[]);
    loaded.case.unwrap_or_else(|| panic!("{:?}\n{text}", loaded.diagnostics))
}

/// Titles that tables could stumble over.
const TITLES: [&str; 20] = [
    "O0",
    "o1",
    "I0",
    "P1",
    "Ten years",
    "ten YEARS",
    "None",
    "unknown",
    "40-70",
    "x",
    "TRUE",
    "1",
    "007",
    "(weight)",
    "a + b",
    "=SUM(A1)",
    "two\\nlines",
    "\\\"quoted\\\", <&>;",
    "\u{e9}\u{2713} \u{645}",
    "Issue",
];

const REASONS: [&str; 6] = [
    "plain",
    "[Option] of a tag",
    "two\\nlines and, \\\"marks\\\"",
    "[100] <&>",
    "=1+1",
    "\u{e9}\u{2713} _x0041_",
];

fn number() -> impl Strategy<Value = String> {
    prop_oneof![
        (0..=100_u32).prop_map(|number| number.to_string()),
        (0..=99_u32, 1..=999_u32).prop_map(|(whole, part)| format!("{whole}.{part:03}")),
        Just("33.333333333".to_owned()),
    ]
}

fn amount(exact: impl Strategy<Value = String>) -> impl Strategy<Value = String> {
    let vague = (0..=50_u32, 50..=60_u32, 60..=100_u32);
    let because = proptest::option::of(proptest::sample::select(REASONS.to_vec()));
    (exact, vague, 0..4_u8, because).prop_map(|(exact, (low, mode, high), kind, because)| {
        let because = because.map(|because| format!(", because = \"{because}\"")).unwrap_or_default();
        match kind {
            0 => format!("{{ low = {low}, high = {high}{because} }}"),
            1 => format!("{{ low = {low}, mode = {mode}, high = {high}{because} }}"),
            _ => format!("{{ value = {exact}{because} }}"),
        }
    })
}

/// An issue as TOML, its choices, and whether points fit.
#[derive(Clone, Debug)]
struct Sketch {
    toml: String,
    choices: Vec<String>,
    numbers: usize,
}

fn sketch(at: usize) -> impl Strategy<Value = Sketch> {
    let title = proptest::sample::select(TITLES.to_vec());
    let titles = proptest::collection::vec(proptest::sample::select(TITLES.to_vec()), 4);
    let because = proptest::option::of(proptest::sample::select(REASONS.to_vec()));
    (title, titles, because, 0..3_u8, 2..=4_usize, 0..5_usize).prop_map(
        move |(title, titles, because, kind, count, no_deal)| {
            let mut toml = format!("[issues.i{at}]\ntitle = \"{title}\"\n");
            if let Some(because) = because {
                toml += &format!("because = \"{because}\"\n");
            }
            let option = |number: usize| {
                let because = if number == 1 { because } else { None };
                let ground = because.map(|because| format!(", because = \"{because}\"")).unwrap_or_default();
                format!("options.o{number} = {{ title = \"{}\"{ground} }}\n", titles[number])
            };
            let (choices, numbers) = match kind {
                0 => {
                    (0..count).for_each(|number| toml += &option(number));
                    ((0..count).map(|number| format!("o{number}")).collect::<Vec<_>>(), 0)
                }
                1 => {
                    toml += "any-of = true\n";
                    (0..2).for_each(|number| toml += &option(number));
                    (["none", "o0", "o1", "o0 + o1"].map(str::to_owned).to_vec(), 0)
                }
                _ => {
                    let none = if count == 3 { ", none = \"No ceiling\"" } else { "" };
                    toml += &format!(
                        "range = {{ from = -1, to = {}, step = 0.5, unit = \"t\"{none} }}\n",
                        count * 2
                    );
                    let numbers = (0..=count * 4 + 2).map(|half| (half as f64 / 2.0 - 1.0).to_string());
                    let mut choices: Vec<_> = numbers.collect();
                    let numbers = choices.len();
                    choices.extend((count == 3).then(|| "none".to_owned()));
                    (choices, numbers)
                }
            };
            match (kind, choices.get(no_deal)) {
                (0, Some(choice)) => toml += &format!("no-deal = \"{choice}\"\n"),
                (1, Some(choice)) => {
                    let set: Vec<_> = choice
                        .split(" + ")
                        .filter(|id| *id != "none")
                        .map(|id| format!("\"{id}\""))
                        .collect();
                    toml += &format!("no-deal = [{}]\n", set.join(", "));
                }
                (2, Some(choice)) => toml += &format!("no-deal = {choice}\n"),
                _ => {}
            }
            Sketch { toml, choices, numbers }
        },
    )
}

fn values(sketch: &Sketch) -> BoxedStrategy<String> {
    let choices = sketch.choices.clone();
    let numbers = sketch.numbers;
    if numbers > 0 {
        let beside = if choices.len() > numbers { ", none = 7" } else { "" };
        let because = proptest::option::of(proptest::sample::select(REASONS.to_vec()));
        return (proptest::collection::vec((0..numbers, number()), 1..4), because)
            .prop_map(move |(mut points, because)| {
                points.sort();
                points.dedup_by_key(|(at, _)| *at);
                let points: Vec<_> =
                    points.iter().map(|(at, value)| format!("[{}, {value}]", choices[*at])).collect();
                let because = because.map(|because| format!(", because = \"{because}\"")).unwrap_or_default();
                format!("{{ points = [{}]{beside}{because} }}", points.join(", "))
            })
            .boxed();
    }
    let table = proptest::collection::vec(amount(number()), choices.len());
    (table, any::<bool>(), Just(choices).prop_shuffle())
        .prop_flat_map(|(table, order, shuffled)| {
            let list: Vec<_> = if shuffled.len() > 2 {
                let mut list = vec![format!("{} ~ {}", shuffled[0], shuffled[1])];
                list.extend(shuffled[2..].iter().cloned());
                list
            } else {
                shuffled.clone()
            };
            let mut sorted = shuffled;
            sorted.sort();
            let rows: Vec<_> =
                sorted.iter().zip(&table).map(|(choice, value)| format!("\"{choice}\" = {value}")).collect();
            Just(if order { format!("{list:?}") } else { format!("{{ {} }}", rows.join(", ")) })
        })
        .boxed()
}

fn party(at: usize, sketches: &[Sketch]) -> BoxedStrategy<String> {
    let count = sketches.len();
    let levels: Vec<_> = sketches.iter().map(values).collect();
    // Weights and values of nine places each are more than a case takes.
    let coarse = (0..=1000_u32).prop_map(|tenths| format!("{}.{}", tenths / 10, tenths % 10));
    let weights = (proptest::collection::vec(amount(coarse), count), 0..3_u8);
    let because = proptest::option::of(proptest::sample::select(REASONS.to_vec()));
    (levels, weights, because, proptest::option::of(amount(number())), 0..5_u8)
        .prop_map(move |(levels, (weights, form), because, reservation, basis)| {
            let mut toml = format!("[preferences.p{at}]\n");
            toml += ["", "", "", "basis = \"inferred\"\n", "basis = \"assumed\"\n"][usize::from(basis)];
            if let Some(because) = because {
                toml += &format!("because = \"{because}\"\n");
            }
            if let Some(amount) = reservation {
                toml += &format!("no-deal = {amount}\n");
            }
            if form == 1 {
                let order: Vec<_> = (0..weights.len()).rev().map(|issue| format!("i{issue}")).collect();
                toml += &format!("weights = {order:?}\n");
            }
            if form == 2 {
                toml += &format!("[preferences.p{at}.weights]\n");
                for (issue, weight) in weights.iter().enumerate() {
                    let weight = if issue == 0 { "7" } else { weight };
                    toml += &format!("i{issue} = {weight}\n");
                }
            }
            toml += &format!("[preferences.p{at}.values]\n");
            for (issue, levels) in levels.iter().enumerate() {
                toml += &format!("i{issue} = {levels}\n");
            }
            toml
        })
        .boxed()
}

/// The text of a case.
pub(crate) fn case_text() -> impl Strategy<Value = String> {
    (1..=3_usize)
        .prop_flat_map(|count| (0..count).map(sketch).collect::<Vec<_>>())
        .prop_flat_map(|sketches| {
            let parties: Vec<_> = (0..2).map(|at| party(at, &sketches)).collect();
            let names = proptest::collection::vec(proptest::sample::select(TITLES.to_vec()), 3);
            (parties, Just(sketches), any::<bool>(), names)
        })
        .prop_map(|(parties, sketches, stated, names)| {
            let basis = if stated { "basis = \"stated\"\n" } else { "" };
            let mut toml = format!("detente = 1\n[case]\ntitle = \"A case\"\n{basis}because = \"made up\"\n");
            for (at, name) in names.iter().enumerate() {
                toml += &format!("[parties.p{at}]\nname = \"{name}\"\n");
            }
            sketches.iter().for_each(|sketch| toml += &sketch.toml);
            parties.iter().for_each(|party| toml += party);
            toml
        })
}

/// Everything about numbers that a table should give back, by position.
pub(crate) fn numbers(case: &Case) -> Vec<String> {
    // Within a group the order of writing means nothing.
    fn sorted<T: Ord + Clone>(groups: &[Vec<T>]) -> Vec<Vec<T>> {
        let mut groups = groups.to_vec();
        groups.iter_mut().for_each(|group| group.sort());
        groups
    }
    let range = |range: &Range| format!("{}..{:?}..{} {:?}", range.low, range.mode, range.high, range.basis);
    let mut all = Vec::new();
    for preference in &case.preferences {
        match &preference.reservation {
            Reservation::Value(value) => all.push(format!("no deal {}", range(value))),
            other => all.push(format!("no deal {other:?}")),
        }
        let Form::Values(values) = &preference.form else {
            all.push("nothing".to_owned());
            continue;
        };
        all.push(match &values.weights {
            Weights::Free => "free".to_owned(),
            Weights::Ranges(ranges) => format!("{:?}", ranges.iter().map(range).collect::<Vec<_>>()),
            Weights::Order { groups, basis, .. } => format!("{:?} {basis:?}", sorted(groups)),
        });
        for levels in &values.issues {
            all.push(match levels {
                Levels::Ranges(ranges) => format!("{:?}", ranges.iter().map(range).collect::<Vec<_>>()),
                Levels::Order { groups, unplaced, basis, .. } => {
                    format!("{:?} {unplaced:?} {basis:?}", sorted(groups))
                }
            });
        }
    }
    all
}

/// The least values of all packages to each party that has numbers, in units
/// of the eighteenth place, not divided by the weights.
pub(crate) fn packages(case: &Case) -> Vec<Vec<i128>> {
    let mut all: Vec<Vec<usize>> = vec![Vec::new()];
    for issue in &case.issues {
        let longer = |package: &Vec<usize>| {
            (0..issue.choices()).map(|choice| [package.as_slice(), &[choice]].concat()).collect::<Vec<_>>()
        };
        all = all.iter().flat_map(longer).collect();
    }
    let numeric = case.preferences.iter().filter_map(|preference| match &preference.form {
        Form::Values(values) => match &values.weights {
            Weights::Ranges(weights) => Some((values, weights)),
            _ => None,
        },
        _ => None,
    });
    let of = |values: &detente_case::preference::Values, weights: &Vec<Range>| -> Vec<i128> {
        let value = |package: &Vec<usize>| {
            let parts = package.iter().enumerate().map(|(issue, choice)| match &values.issues[issue] {
                Levels::Ranges(ranges) => weights[issue].low.scaled(9) * ranges[*choice].low.scaled(9),
                Levels::Order { groups, .. } => {
                    let group = groups
                        .iter()
                        .position(|group| group.iter().any(|known| usize::from(*known) == *choice));
                    i128::try_from(group.unwrap_or(99)).unwrap_or_default()
                }
            });
            parts.sum()
        };
        all.iter().map(value).collect()
    };
    numeric.map(|(values, weights)| of(values, weights)).collect()
}

/// The kinds of the issues and what holds without an agreement.
pub(crate) fn issues(case: &Case) -> Vec<(usize, Option<u16>, bool)> {
    case.issues
        .iter()
        .map(|issue| (issue.choices(), issue.no_deal, matches!(issue.domain, Domain::Number { .. })))
        .collect()
}
