//! Random small cases as text, from a seed.

use std::fmt::Write as _;

use detente_case::load::{MemoryFiles, load};
use detente_case::model::Case;

/// The case of a text; every error it has is shown.
pub(crate) fn read(text: &str) -> Case {
    let loaded = load(&MemoryFiles::of("case.toml", text), "case.toml", &[]);
    let errors: Vec<_> = loaded.diagnostics.iter().map(|found| format!("{found:?}")).collect();
    loaded.case.unwrap_or_else(|| panic!("{}\n{text}", errors.join("\n")))
}

/// SplitMix64 (Steele, Lea and Flood 2014).
pub(crate) struct Dice(pub(crate) u64);

impl Dice {
    pub(crate) fn below(&mut self, sides: usize) -> usize {
        self.0 = self.0.wrapping_add(0x9E37_79B9_7F4A_7C15);
        let mut word = self.0;
        word = (word ^ word >> 30).wrapping_mul(0xBF58_476D_1CE4_E5B9);
        word = (word ^ word >> 27).wrapping_mul(0x94D0_49BB_1331_11EB);
        ((word ^ word >> 31) % sides as u64) as usize
    }

    pub(crate) fn percent(&mut self, chance: usize) -> bool {
        self.below(100) < chance
    }

    fn pick<'a, T>(&mut self, from: &'a [T]) -> &'a T {
        let at = self.below(from.len());
        &from[at]
    }
}

/// What random cases may contain.
#[derive(Clone, Copy)]
pub(crate) struct Kind {
    pub(crate) most_states: usize,
    /// Rules, conditions, irreversible moves.
    pub(crate) restrictions: bool,
    /// Issues moved by several parties together, or by each of several.
    pub(crate) shared: bool,
    /// Parties without a preference.
    pub(crate) silent: bool,
    pub(crate) parties: Option<usize>,
    /// Ranges and orders where there could be numbers, caps, priorities marked as strong.
    pub(crate) vague: bool,
}

pub(crate) const ANY: Kind =
    Kind { most_states: 40, restrictions: true, shared: true, silent: true, parties: None, vague: false };

struct Drawn {
    /// Every choice as the language writes a comparison with it.
    conditions: Vec<String>,
    choices: Vec<String>,
}

/// A case in text.
pub(crate) fn text(seed: u64, kind: Kind) -> String {
    let dice = &mut Dice(seed);
    let parties = kind.parties.unwrap_or_else(|| 2 + dice.below(4));
    let mut text = String::from("detente = 1\n[case]\ntitle = \"random\"\nbecause = \"random\"\n");
    (0..parties).for_each(|at| writeln!(text, "[parties.p{at}]\nname = \"P{at}\"").unwrap());
    let mut issues: Vec<Drawn> = Vec::new();
    let mut states = 1;
    while states < kind.most_states / 2 && issues.len() < 6 {
        let at = issues.len();
        let (body, drawn) = issue(dice, at);
        if states * drawn.choices.len() > kind.most_states {
            break;
        }
        states *= drawn.choices.len();
        writeln!(text, "[issues.i{at}]\ntitle = \"I\"\n{body}").unwrap();
        if kind.shared && dice.percent(30) {
            let (one, other) = (dice.below(parties), dice.below(parties));
            match dice.below(3) {
                0 => writeln!(
                    text,
                    "control = [\"p{one}\"{}]",
                    if one == other { String::new() } else { format!(", \"p{other}\"") }
                )
                .unwrap(),
                1 if one != other => writeln!(text, "jointly = [\"p{one}\", \"p{other}\"]").unwrap(),
                _ => {}
            }
        } else {
            writeln!(text, "control = [\"p{}\"]", dice.below(parties)).unwrap();
        }
        if kind.restrictions && dice.percent(35) {
            let steps: Vec<String> = (0..=dice.below(3))
                .map(|_| format!("\"{} -> {}\"", dice.pick(&drawn.choices), dice.pick(&drawn.choices)))
                .collect();
            writeln!(text, "moves = [{}]", steps.join(", ")).unwrap();
        }
        if kind.restrictions && at > 0 && dice.percent(20) {
            let before = dice.below(at);
            writeln!(text, "when = \"{}\"", dice.pick(&issues[before].conditions)).unwrap();
        }
        issues.push(drawn);
    }
    if kind.restrictions {
        for rule in 0..dice.below(3) {
            let require = condition(dice, &issues);
            writeln!(text, "[[rules]]\nid = \"r{rule}\"\nkind = \"logic\"\nrequire = \"{require}\"").unwrap();
        }
    }
    for party in 0..parties {
        if kind.silent && dice.percent(6) {
            continue;
        }
        writeln!(text, "[preferences.p{party}]").unwrap();
        match dice.below(3) {
            0 => {
                let want = |dice: &mut Dice| {
                    let want = condition(dice, &issues);
                    match kind.vague && dice.percent(50) {
                        true => format!("{{ want = \"{want}\", strong = true }}"),
                        false => format!("\"{want}\""),
                    }
                };
                let wants: Vec<String> = (0..1 + dice.below(6)).map(|_| want(dice)).collect();
                writeln!(text, "priorities = [{}]", wants.join(", ")).unwrap();
            }
            1 => writeln!(text, "ranking = [{}]", ranking(dice, &issues).join(", ")).unwrap(),
            _ => values(dice, &mut text, party, &issues, kind.vague),
        }
    }
    text
}

fn issue(dice: &mut Dice, at: usize) -> (String, Drawn) {
    let name = format!("i{at}");
    match dice.below(6) {
        0 => {
            let choices: Vec<String> = ["none", "a", "b", "a + b"].map(str::to_owned).to_vec();
            let conditions = vec![format!("{name} has a"), format!("{name} is none"), format!("{name} = b")];
            (
                "any-of = true\noptions.a = \"A\"\noptions.b = \"B\"\nno-deal = []".to_owned(),
                Drawn { conditions, choices },
            )
        }
        1 => {
            let conditions = vec![format!("{name} >= 2"), format!("{name} = none"), format!("{name} <= 1")];
            let choices = ["1", "2", "none"].map(str::to_owned).to_vec();
            (
                "range = { from = 1, to = 2, step = 1, none = \"N\" }\nno-deal = \"none\"".to_owned(),
                Drawn { conditions, choices },
            )
        }
        kind => {
            let count = if kind == 2 { 3 } else { 2 };
            let choices: Vec<String> = (0..count).map(|option| format!("o{option}")).collect();
            let conditions = choices.iter().map(|choice| format!("{name} = {choice}")).collect();
            let options: Vec<String> =
                choices.iter().map(|choice| format!("options.{choice} = \"O\"")).collect();
            (
                format!("{}\nno-deal = \"o{}\"", options.join("\n"), dice.below(count)),
                Drawn { conditions, choices },
            )
        }
    }
}

fn condition(dice: &mut Dice, issues: &[Drawn]) -> String {
    let mut atom = || {
        let issue = dice.below(issues.len());
        let atom = dice.pick(&issues[issue].conditions).clone();
        if dice.percent(30) { format!("not {atom}") } else { atom }
    };
    let (one, other) = (atom(), atom());
    match dice.below(4) {
        0 => one,
        1 => format!("{one} and {other}"),
        2 => format!("{one} or {other}"),
        _ => format!("{one} -> {other}"),
    }
}

/// A random weak order of all packages: each alone in an entry or tied.
fn ranking(dice: &mut Dice, issues: &[Drawn]) -> Vec<String> {
    let mut packages = vec![String::new()];
    for (at, issue) in issues.iter().enumerate() {
        packages = packages
            .iter()
            .flat_map(|package| {
                issue.choices.iter().map(move |choice| {
                    let joint = if package.is_empty() { "" } else { " and " };
                    let is = match choice.as_str() {
                        "none" => format!("i{at} is none"),
                        "a + b" => format!("i{at} has a and i{at} has b"),
                        choice => format!("i{at} = {choice}"),
                    };
                    format!("{package}{joint}{is}")
                })
            })
            .collect();
    }
    for at in (1..packages.len()).rev() {
        packages.swap(at, dice.below(at + 1));
    }
    packages.truncate(1 + dice.below(packages.len()));
    let mut entries: Vec<String> = Vec::new();
    for package in packages {
        match entries.last_mut() {
            Some(last) if dice.percent(25) => *last = format!("{last} ~ {package}"),
            _ => entries.push(package),
        }
    }
    entries.iter().map(|entry| format!("\"{entry}\"")).collect()
}

/// A number, or a range that starts at it.
fn about(dice: &mut Dice, low: i64, vague: bool) -> String {
    match vague && dice.percent(40) {
        true => format!("{{ low = {low}, high = {} }}", low + 1 + i64::try_from(dice.below(9)).unwrap()),
        false => low.to_string(),
    }
}

fn values(dice: &mut Dice, text: &mut String, party: usize, issues: &[Drawn], vague: bool) {
    let below = |dice: &mut Dice, sides| i64::try_from(dice.below(sides)).unwrap();
    if vague && dice.percent(15) {
        writeln!(text, "cap = {}", 40 + dice.below(50)).unwrap();
    }
    match if vague { dice.below(4) } else { 3 } {
        // Weights that are not given at all.
        0 => {}
        1 => {
            let ids: Vec<String> = (0..issues.len()).map(|at| format!("\"i{at}\"")).collect();
            writeln!(text, "weights = [{}]", ids.join(", ")).unwrap();
        }
        _ => {
            writeln!(text, "[preferences.p{party}.weights]").unwrap();
            for at in 0..issues.len() {
                let weight = 1 + below(dice, 4);
                writeln!(text, "i{at} = {}", about(dice, weight, vague)).unwrap();
            }
        }
    }
    writeln!(text, "[preferences.p{party}.values]").unwrap();
    for (at, issue) in issues.iter().enumerate() {
        let levels: Vec<i64> = issue.choices.iter().map(|_| 10 * below(dice, 11)).collect();
        if issue.choices == ["1", "2", "none"] {
            let [one, two, none] = levels[..] else { continue };
            writeln!(text, "i{at} = {{ points = [[1, {one}], [2, {two}]], none = {none} }}").unwrap();
        } else if vague && dice.percent(20) && issue.choices.iter().all(|choice| choice.starts_with('o')) {
            writeln!(text, "i{at} = {:?}", issue.choices).unwrap();
        } else {
            let cells: Vec<String> = issue
                .choices
                .iter()
                .zip(levels)
                .map(|(choice, level)| {
                    let level = if vague { level.min(90) } else { level };
                    format!("\"{choice}\" = {}", about(dice, level, vague))
                })
                .collect();
            writeln!(text, "i{at} = {{ {} }}", cells.join(", ")).unwrap();
        }
    }
    for adjustment in 0..dice.below(4) {
        let (when, by) = (condition(dice, issues), 5 * below(dice, 9) - 20);
        let by = about(dice, by, vague);
        writeln!(
            text,
            "[[preferences.p{party}.adjust]]\nid = \"a{adjustment}\"\nwhen = \"{when}\"\nby = {by}"
        )
        .unwrap();
    }
}
