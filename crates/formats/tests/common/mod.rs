//! What the tests of several formats need: reading, and an evaluator of their own.

#![allow(dead_code, reason = "each test uses a part")]

use detente_case::decimal::Decimal;
use detente_case::load::{MemoryFiles, load};
use detente_case::model::Case;
use detente_case::package::{Choice, Package};
use detente_case::preference::{Form, Levels, Weights};
use detente_formats::import::{Imported, Input, Options, import};

/// Files of a folder.
pub(crate) fn inputs(folder: &str, names: &[&str]) -> Vec<Input> {
    let input = |name: &&str| Input {
        path: (*name).to_owned(),
        bytes: std::fs::read(format!("{folder}{name}")).expect("a fixture"),
        beside: false,
    };
    names.iter().map(input).collect()
}

/// Files from texts.
pub(crate) fn texts(files: &[(&str, &str)]) -> Vec<Input> {
    let input = |(name, text): &(&str, &str)| Input {
        path: (*name).to_owned(),
        bytes: text.as_bytes().to_vec(),
        beside: false,
    };
    files.iter().map(input).collect()
}

pub(crate) fn read(files: &[Input]) -> Imported {
    import(files, &Options::default())
}

/// The codes of all that was said.
pub(crate) fn codes(imported: &Imported) -> Vec<&'static str> {
    imported.diagnostics.iter().map(|each| each.code).collect()
}

pub(crate) fn load_text(text: &str) -> Case {
    let loaded = load(&MemoryFiles::of("case.toml", text), "case.toml", &[]);
    loaded.case.unwrap_or_else(|| panic!("{text}\n{:?}", loaded.diagnostics))
}

/// The case, its text and the codes of what was said on the way.
pub(crate) fn read_case(files: &[Input]) -> (Case, String, Vec<&'static str>) {
    let imported = read(files);
    let told = codes(&imported);
    let text = imported.draft.map(|draft| draft.text());
    let text = text.unwrap_or_else(|| panic!("{:?}", imported.diagnostics));
    (load_text(&text), text, told)
}

/// All packages, the last issue fastest.
pub(crate) fn packages(case: &Case) -> Vec<Package> {
    let mut all = vec![Package::new()];
    for issue in &case.issues {
        let choices = 0..Choice::try_from(issue.choices()).expect("few");
        all = all
            .iter()
            .flat_map(|start| choices.clone().map(move |choice| [start.as_slice(), &[choice]].concat()))
            .collect();
    }
    all
}

fn float(number: Decimal) -> f64 {
    number.to_string().parse().expect("a number")
}

/// What a package is worth, from the definition in the language.
pub(crate) fn worth(case: &Case, party: usize, package: &[Choice]) -> f64 {
    let preference = &case.preferences[party];
    let Form::Values(values) = &preference.form else { panic!("values") };
    let Weights::Ranges(weights) = &values.weights else { panic!("weights") };
    let mut sum = 0.0;
    for (issue, levels) in values.issues.iter().enumerate() {
        let Levels::Ranges(levels) = levels else { panic!("levels") };
        sum += float(weights[issue].low) * float(levels[usize::from(package[issue])].low);
    }
    let total: f64 = weights.iter().map(|weight| float(weight.low)).sum();
    sum /= values.divisor.map_or(total, float);
    for adjustment in &preference.adjustments {
        if adjustment.when.formula.holds(package) {
            sum += float(adjustment.by.low);
        }
    }
    values.cap.map_or(sum, |cap| sum.min(float(cap)))
}
