//! Results that the literature reports.

use std::fmt::Write as _;

use detente_space::control::Control;
use detente_stability::concepts::{Concept, Stability};
use detente_stability::model::{Limits, Model, State};

use crate::agree::build;
use crate::random::read;

pub(crate) const TWO: &str = "detente = 1\n[case]\ntitle = \"T\"\nbecause = \"textbook\"\n\
    [parties.row]\nname = \"Row\"\n[parties.column]\nname = \"Column\"\n";

/// A game of two players with two strategies, `no` and `yes`; states in
/// decimal order: neither, row alone, column alone, both. Ranks: best first.
pub(crate) fn game(row: [State; 4], column: [State; 4]) -> Model {
    let mut text = TWO.to_owned();
    for player in ["row", "column"] {
        writeln!(
            text,
            "[issues.{player}]\ntitle = \"T\"\noptions.no = \"N\"\noptions.yes = \"Y\"\nno-deal = \"no\"\ncontrol = [\"{player}\"]"
        )
        .unwrap();
    }
    for (player, order) in [("row", row), ("column", column)] {
        let choice = |set: bool| if set { "yes" } else { "no" };
        let entry = |state: State| {
            format!("\"row = {} and column = {}\"", choice(state & 1 == 1), choice(state & 2 == 2))
        };
        writeln!(text, "[preferences.{player}]\nranking = [{}]", order.map(entry).join(", ")).unwrap();
    }
    build(&read(&text)).expect("four states")
}

fn stability(model: &Model) -> Stability {
    Stability::of(model, &Concept::ALL, &Limits::default(), &Control::unlimited()).expect("small")
}

/// The equilibria under every concept, in the order of [`Concept::ALL`].
fn equilibria(model: &Model) -> [Vec<State>; 5] {
    let found = stability(model);
    Concept::ALL.map(|concept| found.equilibria(concept).collect())
}

#[test]
fn prisoners_dilemma() {
    // yes: defect.
    let model = game([1, 0, 3, 2], [2, 0, 3, 1]);
    assert_eq!(equilibria(&model), [vec![3], vec![0, 3], vec![0, 3], vec![0, 3], vec![0, 3]]);
}

#[test]
fn chicken() {
    // yes: straight on.
    let model = game([1, 0, 2, 3], [2, 0, 1, 3]);
    let [nash, gmr, smr, seq, _] = equilibria(&model);
    assert_eq!((nash, gmr, smr, seq), (vec![1, 2], vec![0, 1, 2], vec![0, 1, 2], vec![1, 2]));
}

fn cuba(irreversible: bool) -> Model {
    let mut text = String::from(
        "detente = 1\n[case]\ntitle = \"Cuba 1962\"\nbecause = \"Fraser and Hipel 1984\"\n\
         [parties.us]\nname = \"US\"\n[parties.ussr]\nname = \"USSR\"\n\
         [[rules]]\nid = \"either\"\nkind = \"logic\"\nrequire = \"not (withdraw = yes and escalate = yes)\"\n",
    );
    for (issue, party) in [("strike", "us"), ("blockade", "us"), ("withdraw", "ussr"), ("escalate", "ussr")] {
        writeln!(
            text,
            "[issues.{issue}]\ntitle = \"T\"\noptions.no = \"N\"\noptions.yes = \"Y\"\nno-deal = \"no\"\ncontrol = [\"{party}\"]"
        )
        .unwrap();
        if irreversible && issue == "strike" {
            text.push_str("moves = [\"no -> yes\"]\n");
        }
    }
    text.push_str(
        r#"
[preferences.us]
priorities = [
  "withdraw = yes", "escalate = no", "strike = no and withdraw = yes", "blockade = no and withdraw = yes",
  "strike = yes and escalate = yes", "blockade = yes and escalate = yes",
  "strike = yes and withdraw = no or blockade = yes and escalate = no or strike = yes and escalate = no or blockade = yes and withdraw = no",
  "strike = no and withdraw = no and escalate = no", "blockade = no and withdraw = no and escalate = no",
]
[preferences.ussr]
priorities = [
  "escalate = no",
  "strike = yes and escalate = yes or strike = no and escalate = no or strike = yes and escalate = no",
  "blockade = yes and escalate = yes or blockade = no and escalate = no or blockade = yes and escalate = no",
  "strike = no and escalate = no", "blockade = no and escalate = no",
  "blockade = yes and withdraw = yes or blockade = no and withdraw = no or strike = yes and withdraw = yes",
  "blockade = yes and withdraw = no and escalate = no",
  "strike = yes and blockade = no and withdraw = yes and escalate = no",
]
"#,
    );
    build(&read(&text)).expect("twelve states")
}

/// Fraser and Hipel 1984: either the Soviet Union withdraws from the start, or
/// under the blockade; decimal 4 and 6.
#[test]
fn cuban_missile_crisis() {
    let model = cuba(false);
    assert_eq!(model.states(), 12);
    assert_eq!(equilibria(&model)[3], [4, 6]);
    let [nash, _, _, seq, _] = equilibria(&cuba(true));
    assert_eq!((nash, seq), (vec![5], vec![4, 5, 6]));
}

/// The nine states in the numbering of the literature, from 1: modification,
/// the company's answer, insistence.
const ELMIRA: [(&str, &str, &str); 9] = [
    ("no", "delay", "no"),
    ("yes", "delay", "no"),
    ("no", "accept", "no"),
    ("yes", "accept", "no"),
    ("no", "delay", "yes"),
    ("yes", "delay", "yes"),
    ("no", "accept", "yes"),
    ("yes", "accept", "yes"),
    ("no", "abandon", "no"),
];

fn entry((modify, company, insist): (&str, &str, &str)) -> String {
    if company == "abandon" {
        return "\"company = abandon\"".to_owned();
    }
    format!("\"modify = {modify} and company = {company} and insist = {insist}\"")
}

/// Elmira (Hipel, Fang, Kilgour and Haight 1993). With `ends`, the other two have
/// nothing left to decide once the company has abandoned its plant.
pub(crate) fn elmira_text(ends: bool) -> String {
    let when = if ends { "when = \"company != abandon\"\n" } else { "" };
    let mut text = format!(
        "detente = 1\n[case]\ntitle = \"Elmira\"\nbecause = \"Hipel, Fang, Kilgour and Haight 1993\"\n\
         [parties.ministry]\nname = \"M\"\n[parties.uniroyal]\nname = \"U\"\n[parties.local]\nname = \"L\"\n\
         [issues.modify]\ntitle = \"T\"\noptions.no = \"N\"\noptions.yes = \"Y\"\nno-deal = \"no\"\n\
         control = [\"ministry\"]\nmoves = [\"no -> yes\"]\n{when}\
         [issues.company]\ntitle = \"T\"\noptions.delay = \"D\"\noptions.accept = \"A\"\noptions.abandon = \"X\"\n\
         no-deal = \"delay\"\ncontrol = [\"uniroyal\"]\nmoves = [\"delay -> accept\", \"accept -> abandon\"]\n\
         [issues.insist]\ntitle = \"T\"\noptions.no = \"N\"\noptions.yes = \"Y\"\nno-deal = \"no\"\ncontrol = [\"local\"]\n{when}"
    );
    for (party, order) in [
        ("ministry", [7, 3, 4, 8, 5, 1, 2, 6, 9]),
        ("uniroyal", [1, 4, 8, 5, 9, 3, 7, 2, 6]),
        ("local", [7, 3, 5, 1, 8, 6, 4, 2, 9]),
    ] {
        let entries: Vec<String> = order.iter().map(|number| entry(ELMIRA[number - 1])).collect();
        writeln!(text, "[preferences.{party}]\nranking = [{}]", entries.join(", ")).unwrap();
    }
    text
}

/// The number in the literature of a state.
pub(crate) fn elmira_number(model: &Model, state: State) -> usize {
    let package = model.package(state);
    match package[1] {
        2 => 9,
        company => 1 + usize::from(package[0]) + 2 * usize::from(company) + 4 * usize::from(package[2]),
    }
}

#[test]
fn elmira() {
    for (ends, states) in [(true, 9), (false, 12)] {
        let model = build(&read(&elmira_text(ends))).expect("few states");
        assert_eq!(model.states(), states);
        let numbers = equilibria(&model).map(|states| {
            let mut numbers: Vec<_> = states.iter().map(|&state| elmira_number(&model, state)).collect();
            numbers.sort_unstable();
            numbers.dedup();
            numbers
        });
        let strict = vec![5, 8, 9];
        let loose = vec![1, 4, 5, 8, 9];
        assert_eq!(numbers, [strict.clone(), loose.clone(), loose, strict.clone(), strict], "{states}");
    }
}
