//! Reading files from memory, and what a case says that packages are worth.

use detente_case::decimal::Decimal;
use detente_case::load::{MemoryFiles, load};
use detente_case::model::Case;
use detente_case::package::Choice;
use detente_case::preference::{Form, Levels, Range, Reservation, Weights};
use detente_formats::import::{Imported, Input, Options, import};
use detente_syntax::span::Sources;

/// Files by name; a name that begins with `+` lies beside.
pub(crate) fn read(files: &[(&str, &str)]) -> Imported {
    read_on(files, &Options::default())
}

pub(crate) fn read_on(files: &[(&str, &str)], options: &Options) -> Imported {
    let input = |(name, text): &(&str, &str)| Input {
        path: name.trim_start_matches('+').to_owned(),
        bytes: text.as_bytes().to_vec(),
        beside: name.starts_with('+'),
    };
    import(&files.iter().map(input).collect::<Vec<_>>(), options)
}

/// `code file:line:column`, one a diagnostic.
pub(crate) fn told(imported: &Imported) -> Vec<String> {
    let place = |sources: &Sources, span: detente_syntax::span::Span| {
        let file = sources.get(span.file);
        let (line, column) = file.line_column(span.start);
        format!(" {}:{}:{}", file.name(), line + 1, column + 1)
    };
    let each = imported.diagnostics.iter().map(|diagnostic| {
        let at = diagnostic.primary.as_ref().map(|label| place(&imported.sources, label.span));
        format!("{}{}", diagnostic.code, at.unwrap_or_default())
    });
    each.collect()
}

pub(crate) fn text(imported: &Imported) -> String {
    imported.draft.as_ref().unwrap_or_else(|| panic!("{:#?}", imported.diagnostics)).text()
}

pub(crate) fn case_of(text: &str) -> Case {
    let loaded = load(&MemoryFiles::of("case.toml", text), "case.toml", &[]);
    loaded.case.unwrap_or_else(|| panic!("{:#?}\n{text}", loaded.diagnostics))
}

pub(crate) fn number(decimal: Decimal) -> f64 {
    decimal.to_string().parse().expect("a number")
}

fn exact(range: &Range) -> f64 {
    assert!(range.is_exact());
    number(range.low)
}

/// What a package is worth, straight from the definition.
pub(crate) fn worth(case: &Case, party: usize, package: &[Choice]) -> f64 {
    let preference = &case.preferences[party];
    let Form::Values(values) = &preference.form else { panic!("no values") };
    let Weights::Ranges(weights) = &values.weights else { panic!("no weights") };
    let level = |issue: usize| match &values.issues[issue] {
        Levels::Ranges(ranges) => exact(&ranges[usize::from(package[issue])]),
        Levels::Order { .. } => panic!("an order"),
    };
    let sum: f64 = weights.iter().enumerate().map(|(issue, weight)| exact(weight) * level(issue)).sum();
    let added = preference.adjustments.iter().filter(|each| each.when.formula.holds(package));
    let total =
        sum / number(values.divisor.expect("a scale")) + added.map(|each| exact(&each.by)).sum::<f64>();
    values.cap.map_or(total, |cap| total.min(number(cap)))
}

pub(crate) fn reservation(case: &Case, party: usize) -> f64 {
    let Reservation::Value(range) = &case.preferences[party].reservation else { panic!("no value") };
    exact(range)
}

/// Every package of a case.
pub(crate) fn packages(case: &Case) -> Vec<Vec<Choice>> {
    let mut all: Vec<Vec<Choice>> = vec![Vec::new()];
    for issue in &case.issues {
        let choices = 0..Choice::try_from(issue.choices()).expect("few choices");
        all = all
            .iter()
            .flat_map(|package| choices.clone().map(|choice| [package.as_slice(), &[choice]].concat()))
            .collect();
    }
    all
}

/// A domain of three items and a whole number.
pub(crate) const DOMAIN: &str = r#"<negotiation_template>
<utility_space number_of_issues="7">
<objective index="0" name="all" type="objective">
  <issue index="1" name="Colour" type="discrete"><item index="1" value="red"/><item index="2" value="blue"/><item index="3" value="green"/></issue>
  <objective index="2" name="inner">
    <issue index="3" name="Size" type="integer" lowerbound="1" upperbound="4"/>
  </objective>
</objective>
</utility_space>
</negotiation_template>
"#;

/// A profile of [`DOMAIN`] with one evaluation and two weights still open.
pub(crate) fn profile(red: &str, colour: &str, size: &str) -> String {
    format!(
        r#"<utility_space>
<objective index="0" name="all" type="objective">
<weight index="1" value="{colour}"/>
<issue index="1" name="Colour">
<item value="red" {red}/>
<item value="blue" evaluation="10"/>
<item value="green" evaluation="4"/>
</issue>
<objective index="2" name="inner">
<weight index="3" value="{size}"/>
<issue index="3" name="Size" type="integer" lowerbound="1" upperbound="4"><evaluator ftype="linear" slope="0.25" offset="0"/></issue>
</objective>
</objective>
<reservation value="0.3"/>
</utility_space>
"#
    )
}
