//! The diagram holds the packages, each once, and tells the truth about formulas.

use std::collections::{BTreeMap, BTreeSet};

use detente_case::formula::{ChoiceSet, Formula, Linear, LinearTerm};
use detente_case::model::{Case, Domain};
use detente_case::package::{Choice, IssueIndex, Package};
use detente_space::compile::{Limits, Request, compile};
use detente_space::control::Control;
use detente_space::diagram::Diagram;
use num_bigint::BigUint;
use proptest::prelude::*;

use crate::generate::{Asked, asked};

pub(crate) fn exact(case: &Case, request: &Request<'_>) -> Diagram {
    compile(case, request, &Limits::default(), &Control::unlimited()).expect("within the limits")
}

/// What [`Diagram`] promises of its shape.
pub(crate) fn check_shape(diagram: &Diagram, issues: usize) {
    if diagram.is_empty() {
        assert!(diagram.layers.is_empty());
        return;
    }
    let decided: BTreeSet<IssueIndex> = diagram.layers.iter().map(|layer| layer.issue).collect();
    assert_eq!(decided, (0..issues).collect());
    assert_eq!(diagram.layers.len(), issues);
    let mut nodes = 1;
    for (at, layer) in diagram.layers.iter().enumerate() {
        assert_eq!(layer.nodes(), nodes);
        let below = diagram.layers.get(at + 1).map_or(diagram.terminals.len(), |layer| layer.nodes());
        let mut reached = vec![false; below];
        for node in 0..nodes {
            let arcs = layer.arcs_of(node);
            assert!(!arcs.is_empty());
            assert!(arcs.is_sorted_by(|left, right| left.choice < right.choice));
            for arc in arcs {
                reached[arc.child as usize] = true;
                assert!(diagram.effects[arc.effect as usize].met.is_sorted_by(|left, right| left < right));
            }
        }
        assert!(reached.iter().all(|reached| *reached));
        nodes = below;
    }
}

/// The packages by following every path.
fn paths(diagram: &Diagram) -> Vec<Package> {
    let Some(first) = diagram.layers.first() else {
        return vec![Vec::new(); diagram.terminals.len()];
    };
    assert_eq!(first.nodes(), 1);
    let mut open: Vec<(BTreeMap<IssueIndex, Choice>, usize)> = vec![(BTreeMap::new(), 0)];
    for layer in &diagram.layers {
        let extend = |(package, node): (BTreeMap<IssueIndex, Choice>, usize)| {
            layer.arcs_of(node).iter().map(move |arc| {
                let mut package = package.clone();
                package.insert(layer.issue, arc.choice);
                (package, arc.child as usize)
            })
        };
        open = open.into_iter().flat_map(extend).collect();
    }
    let mut packages: Vec<Package> =
        open.into_iter().map(|(package, _)| package.into_values().collect()).collect();
    packages.sort();
    packages
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(600))]

    #[test]
    fn paths_are_the_packages(asked in asked(0..7)) {
        let diagram = exact(&asked.case, &asked.request());
        check_shape(&diagram, asked.case.issues.len());
        let expected = asked.packages();
        prop_assert_eq!(diagram.is_empty(), expected.is_empty());
        prop_assert_eq!(&paths(&diagram), &expected);
        prop_assert_eq!(diagram.count(), BigUint::from(expected.len()));
    }

    #[test]
    fn arcs_and_terminals_tell_the_truth(asked in asked(1..7)) {
        let diagram = exact(&asked.case, &asked.request());
        for package in asked.packages() {
            let located = diagram.locate(&package).expect("every package has a path");
            let mut met = Vec::new();
            for (layer, arc) in diagram.layers.iter().zip(&located.arcs) {
                let effect = &diagram.effects[arc.effect as usize];
                prop_assert_eq!(effect.arises, asked.case.arises(layer.issue, &package));
                met.extend_from_slice(&effect.met);
            }
            met.sort_unstable();
            let holds = |formulas: &[Formula]| {
                formulas.iter().map(|formula| formula.holds(&package)).collect::<Vec<_>>()
            };
            let expected: Vec<u32> = (0..).zip(holds(&asked.tracked)).filter(|(_, holds)| *holds).map(|(at, _)| at).collect();
            prop_assert_eq!(met, expected);
            prop_assert_eq!(&diagram.terminals[located.terminal].holds, &holds(&asked.split));
        }
    }

    #[test]
    fn the_order_of_writing_changes_nothing(asked in asked(1..6), keys in any::<[u32; 6]>()) {
        let renaming = Renaming::new(&asked.case, &keys);
        let renamed = renaming.asked(&asked);
        let diagram = exact(&asked.case, &asked.request());
        let other = exact(&renamed.case, &renamed.request());
        let mut back: Vec<Package> = other.packages().map(|package| renaming.back(&package)).collect();
        back.sort();
        prop_assert_eq!(back, asked.packages());
        prop_assert_eq!(&diagram.terminals, &other.terminals);
        let shape = |diagram: &Diagram| {
            diagram.layers.iter().map(|layer| (layer.nodes(), layer.arcs.len())).collect::<Vec<_>>()
        };
        prop_assert_eq!(shape(&diagram), shape(&other));
        let ids = |diagram: &Diagram, case: &Case| {
            diagram.layers.iter().map(|layer| case.issues[layer.issue].id.clone()).collect::<Vec<_>>()
        };
        prop_assert_eq!(ids(&diagram, &asked.case), ids(&other, &renamed.case));
    }
}

/// The same case written in another order of issues and options.
struct Renaming {
    /// New position of each issue.
    issue: Vec<usize>,
    /// New choice for each issue and choice.
    choice: Vec<Vec<usize>>,
}

impl Renaming {
    fn new(case: &Case, keys: &[u32; 6]) -> Self {
        let mut order: Vec<usize> = (0..case.issues.len()).collect();
        order.sort_by_key(|&issue| keys[issue]);
        let mut issue = vec![0; order.len()];
        order.iter().enumerate().for_each(|(new, &old)| issue[old] = new);
        let choice = case.issues.iter().zip(keys).map(|(issue, key)| {
            let count = issue.choices();
            // Only plain options may be written in another order.
            let turn = if matches!(issue.domain, Domain::OneOf(_)) { *key as usize % count } else { 0 };
            (0..count).map(|choice| (choice + turn) % count).collect()
        });
        Self { issue, choice: choice.collect() }
    }

    fn asked(&self, asked: &Asked) -> Asked {
        let mut case = asked.case.clone();
        for (old, issue) in asked.case.issues.iter().enumerate() {
            let mut issue = issue.clone();
            if let Some(when) = &mut issue.when {
                when.formula = self.formula(&when.formula);
            }
            issue.no_deal = issue.no_deal.map(|choice| {
                Choice::try_from(self.choice[old][usize::from(choice)]).expect("choices are few")
            });
            case.issues[self.issue[old]] = issue;
        }
        case.rules.reverse();
        for rule in &mut case.rules {
            rule.require.formula = self.formula(&rule.require.formula);
        }
        let formulas = |formulas: &[Formula]| formulas.iter().map(|formula| self.formula(formula)).collect();
        let (hard, tracked, split) =
            (formulas(&asked.hard), formulas(&asked.tracked), formulas(&asked.split));
        Asked { case, hard, tracked, split }
    }

    fn formula(&self, formula: &Formula) -> Formula {
        let all = |parts: &[Formula]| parts.iter().map(|part| self.formula(part)).collect();
        match formula {
            Formula::True | Formula::False => formula.clone(),
            Formula::Is { issue, choices } => {
                let mut renamed = ChoiceSet::with_capacity(choices.len());
                choices.ones().for_each(|choice| renamed.insert(self.choice[*issue][choice]));
                Formula::Is { issue: self.issue[*issue], choices: renamed }
            }
            Formula::Linear(linear) => {
                let term = |term: &LinearTerm| {
                    let mut numbers = term.numbers.clone();
                    for (choice, number) in term.numbers.iter().enumerate() {
                        numbers[self.choice[term.issue][choice]] = *number;
                    }
                    LinearTerm { issue: self.issue[term.issue], numbers }
                };
                let mut terms: Vec<LinearTerm> = linear.terms.iter().map(term).collect();
                terms.sort_by_key(|term| term.issue);
                Formula::Linear(Linear { terms, bound: linear.bound })
            }
            Formula::Not(inner) => Formula::Not(Box::new(self.formula(inner))),
            Formula::And(parts) => Formula::And(all(parts)),
            Formula::Or(parts) => Formula::Or(all(parts)),
            Formula::AtLeast { count, of } => Formula::AtLeast { count: *count, of: all(of) },
        }
    }

    /// A package of the renamed case as the first case writes it.
    fn back(&self, package: &Package) -> Package {
        let choice = |old: usize| {
            let renamed = usize::from(package[self.issue[old]]);
            let choice = self.choice[old].iter().position(|&new| new == renamed).expect("a permutation");
            Choice::try_from(choice).expect("choices are few")
        };
        (0..package.len()).map(choice).collect()
    }
}
