//! Small cases, and the packages of them by brute force.

use detente_case::formula::Formula;
use detente_case::load::{MemoryFiles, load};
use detente_case::model::Case;
use detente_case::package::Choice;

/// A case from its text.
pub(crate) fn case(text: &str) -> Case {
    let loaded = load(&MemoryFiles::of("case.toml", text), "case.toml", &[]);
    let errors: Vec<_> =
        loaded.diagnostics.iter().filter(|each| each.is_error()).map(|each| each.message.clone()).collect();
    loaded.case.unwrap_or_else(|| panic!("{errors:?}"))
}

/// Whether any combination of choices meets a formula.
pub(crate) fn some_meets(case: &Case, formula: &Formula) -> bool {
    let mut packages: Vec<Vec<Choice>> = vec![Vec::new()];
    for issue in &case.issues {
        let more = |package: &Vec<Choice>| {
            let package = package.clone();
            (0..issue.choices()).map(move |choice| {
                let mut package = package.clone();
                package.push(Choice::try_from(choice).expect("few choices"));
                package
            })
        };
        packages = packages.iter().flat_map(more).collect();
    }
    packages.iter().any(|package| formula.holds(package))
}

/// A case with two parties, two issues and the statements given.
pub(crate) fn lake(statements: &str) -> Case {
    let head = r#"detente = 1
[case]
title = "The lake"
[parties.north]
name = "Northland"
aliases = ["Norburg"]
[parties.south]
name = "Southland"
[voices.journal]
name = "The Journal"
[voices.anna]
name = "Anna Bell"
speaks-for = "north"
[voices.rumour]
name = "A guest"
named = false
[issues.dam]
title = "A dam on the river"
options.none = "No dam"
options.low = "A low dam"
options.high = "A high dam"
[issues.tolls]
title = "Tolls for ships"
options.none = "No tolls"
options.half = "Half of the former tolls"
options.full = "The former tolls"
[sources.paper]
title = "A paper"
date = "2020-12-01"
sha256 = "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855"
"#;
    case(&format!("{head}{statements}"))
}

/// One statement of North.
pub(crate) fn statement(id: &str, said: &str, chain: &str, stance: &str, terms: &str, more: &str) -> String {
    format!(
        "[[statements]]\nid = \"{id}\"\nsaid = \"{said}\"\nchain = [{chain}]\nabout = \"north\"\nstance = \"{stance}\"\nterms = \"{terms}\"\n{more}\n"
    )
}
