//! What conditions mean, held against a definition that knows neither sets of
//! choices nor integer sums.

use std::collections::BTreeSet;

use detente_case::load::{MemoryFiles, load};
use detente_case::model::Case;
use detente_case::package::Choice;
use detente_case::resolve::condition;
use detente_syntax::span::Sources;
use detente_syntax::value::Text;
use proptest::prelude::*;

const CASE: &str = r#"
detente = 1
[case]
title = "T"
[issues.term]
title = "Term"
options = { none = "None", short = "Short", long = "Long" }
[issues.checks]
title = "Checks"
any-of = true
options = { recount = "Recount", portal = "Portal" }
[issues.price]
title = "Price"
range = { from = -0.5, to = 1, step = 0.5, none = "No price", unknown = "Not known" }
[issues.count]
title = "Count"
range = { from = 1, to = 3, step = 1 }
"#;

/// A choice as the definition sees it; numbers in tenths.
#[derive(Clone, Debug, PartialEq)]
enum Chosen {
    Option(&'static str),
    Set(BTreeSet<&'static str>),
    Number(i64),
    NoNumber(&'static str),
}

/// The choices of the issues of [`CASE`] in the order that `Choice` counts them.
fn choices() -> Vec<(&'static str, Vec<Chosen>)> {
    let set = |ids: &[&'static str]| Chosen::Set(ids.iter().copied().collect());
    vec![
        ("term", ["none", "short", "long"].into_iter().map(Chosen::Option).collect()),
        ("checks", vec![set(&[]), set(&["recount"]), set(&["portal"]), set(&["recount", "portal"])]),
        (
            "price",
            [-5, 0, 5, 10]
                .into_iter()
                .map(Chosen::Number)
                .chain([Chosen::NoNumber("none"), Chosen::NoNumber("unknown")])
                .collect(),
        ),
        ("count", [10, 20, 30].into_iter().map(Chosen::Number).collect()),
    ]
}

type Atom = (&'static str, fn(&[Chosen]) -> bool);

/// Atoms with what they say of a package (term, checks, price, count).
fn atoms() -> Vec<Atom> {
    fn price(package: &[Chosen]) -> Option<i64> {
        if let Chosen::Number(number) = package[2] { Some(number) } else { None }
    }
    fn count(package: &[Chosen]) -> i64 {
        if let Chosen::Number(number) = package[3] { number } else { unreachable!() }
    }
    fn checks(package: &[Chosen]) -> Vec<&'static str> {
        if let Chosen::Set(set) = &package[1] { set.iter().copied().collect() } else { unreachable!() }
    }
    vec![
        ("true", |_| true),
        ("false", |_| false),
        ("term = short", |package| package[0] == Chosen::Option("short")),
        ("term != long", |package| package[0] != Chosen::Option("long")),
        ("term in {none, long}", |package| package[0] != Chosen::Option("short")),
        ("term is none", |package| package[0] == Chosen::Option("none")),
        ("checks has portal", |package| checks(package).contains(&"portal")),
        ("checks is none", |package| checks(package).is_empty()),
        ("checks = recount", |package| checks(package) == ["recount"]),
        ("checks != recount", |package| checks(package) != ["recount"]),
        ("checks in {recount, portal}", |package| checks(package).len() == 1),
        ("price = 0.5", |package| price(package) == Some(5)),
        ("price = none", |package| package[2] == Chosen::NoNumber("none")),
        ("price is none", |package| package[2] == Chosen::NoNumber("none")),
        ("price = unknown", |package| package[2] == Chosen::NoNumber("unknown")),
        ("price in {0, 1, none}", |package| {
            matches!(package[2], Chosen::Number(0 | 10) | Chosen::NoNumber("none"))
        }),
        ("price < 0.5", |package| price(package).is_some_and(|price| price < 5)),
        ("price <= 0.25", |package| price(package).is_some_and(|price| price <= 2)),
        ("price > -0.5", |package| price(package).is_some_and(|price| price > -5)),
        ("price >= 1", |package| price(package).is_some_and(|price| price >= 10)),
        ("0.5 >= price", |package| price(package).is_some_and(|price| price <= 5)),
        ("price + count <= 2.5", |package| price(package).is_some_and(|price| price + count(package) <= 25)),
        ("price + count > 2", |package| price(package).is_some_and(|price| price + count(package) > 20)),
        ("price + price < count", |package| {
            price(package).is_some_and(|price| price + price < count(package))
        }),
        ("count >= price + 2", |package| price(package).is_some_and(|price| count(package) >= price + 20)),
        ("price <= price", |package| price(package).is_some()),
        ("1 < 2", |_| true),
        ("count = 2", |package| count(package) == 20),
    ]
}

/// An expression as a tree of positions in [`atoms`].
#[derive(Clone, Debug)]
enum Tree {
    Atom(usize),
    Not(Box<Tree>),
    And(Vec<Tree>),
    Or(Vec<Tree>),
    Implies(Box<Tree>, Box<Tree>),
    Equivalent(Box<Tree>, Box<Tree>),
    Count(&'static str, usize, Vec<Tree>),
}

impl Tree {
    fn write(&self, atoms: &[Atom]) -> String {
        let list = |trees: &[Tree], by: &str| {
            trees.iter().map(|tree| tree.write(atoms)).collect::<Vec<_>>().join(by)
        };
        match self {
            Self::Atom(at) => atoms[*at].0.to_owned(),
            Self::Not(tree) => format!("not ({})", tree.write(atoms)),
            Self::And(trees) => format!("({})", list(trees, " and ")),
            Self::Or(trees) => format!("({})", list(trees, " or ")),
            Self::Implies(left, right) => format!("(({}) -> ({}))", left.write(atoms), right.write(atoms)),
            Self::Equivalent(left, right) => {
                format!("(({}) <-> ({}))", left.write(atoms), right.write(atoms))
            }
            Self::Count(quantity, count, trees) => format!("{quantity} {count} of ({})", list(trees, ", ")),
        }
    }

    fn holds(&self, atoms: &[Atom], package: &[Chosen]) -> bool {
        let holds = |tree: &Tree| tree.holds(atoms, package);
        match self {
            Self::Atom(at) => atoms[*at].1(package),
            Self::Not(tree) => !holds(tree),
            Self::And(trees) => trees.iter().all(holds),
            Self::Or(trees) => trees.iter().any(holds),
            Self::Implies(left, right) => !holds(left) || holds(right),
            Self::Equivalent(left, right) => holds(left) == holds(right),
            Self::Count(quantity, count, trees) => {
                let met = trees.iter().filter(|tree| holds(tree)).count();
                match *quantity {
                    "at least" => met >= *count,
                    "at most" => met <= *count,
                    _ => met == *count,
                }
            }
        }
    }
}

fn trees() -> impl Strategy<Value = Tree> {
    let atom = (0..atoms().len()).prop_map(Tree::Atom);
    atom.prop_recursive(4, 24, 4, |inner| {
        let pair = (inner.clone(), inner.clone()).prop_map(|(left, right)| (Box::new(left), Box::new(right)));
        let list = prop::collection::vec(inner.clone(), 2..4);
        let quantity = prop::sample::select(vec!["at least", "at most", "exactly"]);
        prop_oneof![
            inner.prop_map(|tree| Tree::Not(Box::new(tree))),
            list.clone().prop_map(Tree::And),
            list.clone().prop_map(Tree::Or),
            pair.clone().prop_map(|(left, right)| Tree::Implies(left, right)),
            pair.prop_map(|(left, right)| Tree::Equivalent(left, right)),
            (quantity, 0_usize..5, list)
                .prop_map(|(quantity, count, trees)| Tree::Count(quantity, count, trees)),
        ]
    })
}

fn case() -> Case {
    let loaded = load(&MemoryFiles::of("case.toml", CASE), "case.toml", &[]);
    loaded.case.unwrap_or_else(|| panic!("{:?}", loaded.diagnostics))
}

/// Holds a condition against its definition on every package.
fn agrees(case: &Case, text: &str, holds: impl Fn(&[Chosen]) -> bool) {
    let file = Sources::new().add("condition", text);
    let clause =
        condition(case, &Text::verbatim(file, 0, text)).unwrap_or_else(|errors| panic!("{text}: {errors:?}"));
    let domains = choices();
    let sizes: Vec<usize> = domains.iter().map(|(_, choices)| choices.len()).collect();
    for number in 0..sizes.iter().product::<usize>() {
        let mut rest = number;
        let package: Vec<Choice> = sizes
            .iter()
            .map(|size| {
                let choice = rest % size;
                rest /= size;
                Choice::try_from(choice).expect("small")
            })
            .collect();
        let chosen: Vec<_> = package
            .iter()
            .zip(&domains)
            .map(|(choice, (_, choices))| choices[usize::from(*choice)].clone())
            .collect();
        assert_eq!(clause.formula.holds(&package), holds(&chosen), "{text} on {chosen:?}");
    }
}

#[test]
fn atoms_mean_what_the_language_says() {
    let case = case();
    assert_eq!(case.issues.iter().map(|issue| issue.choices()).collect::<Vec<_>>(), [3, 4, 6, 3]);
    for (text, holds) in atoms() {
        agrees(&case, text, holds);
    }
}

proptest! {
    #[test]
    fn compounds_mean_what_logic_says(tree in trees()) {
        let atoms = atoms();
        agrees(&case(), &tree.write(&atoms), |package| tree.holds(&atoms, package));
    }
}

#[test]
fn choices_are_read_as_they_are_written() {
    for issue in &case().issues {
        for choice in 0..issue.choices() {
            let choice = Choice::try_from(choice).expect("small");
            assert_eq!(issue.choice_named(&issue.choice_id(choice)), Some(choice));
        }
        for wrong in ["", "nothing", "recount + recount", "0.25", "1e0"] {
            assert_eq!(issue.choice_named(wrong), None, "{wrong}");
        }
    }
}
