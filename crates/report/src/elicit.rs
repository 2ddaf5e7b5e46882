//! `elicit` in words: what a few ranked packages say of a party's numbers.

use detente_case::model::{Case, Domain};
use detente_case::package::PartyIndex;
use detente_case::record::View;
use detente_robust::disaggregation::{
    Bounds, Disaggregation, Example, Fit, Narrowed, Preferred, Ranking, comparisons,
};
use num_bigint::BigInt;
use num_rational::BigRational;

use crate::document::{Caption, Document, Table};
use crate::preamble;
use crate::words;

/// The report on what a ranking of packages implies for one party.
#[must_use]
pub fn elicit(
    case: &Case,
    view: View,
    party: PartyIndex,
    ranking: &Ranking,
    found: &Disaggregation,
) -> Document {
    let mut document = Document::default();
    let name = &case.parties[party].name;
    preamble::preamble(&mut document, case, view, &format!("What a ranking says of {name}"), &[]);
    document.heading(2, "The ranking");
    document.text(format!(
        "Best first, as typed on the command line. It is nobody's statement on record: whoever knows what {name} \
         prefers answers for it."
    ));
    document.steps(ranking.groups.iter().map(|group| {
        let each: Vec<_> = group.iter().map(|example| example_words(case, example)).collect();
        each.join("; as good: ")
    }));
    match found {
        Disaggregation::Fits(fit) => fits(&mut document, case, view, party, ranking, fit),
        Disaggregation::Collides { sets, complete } => {
            collides(&mut document, case, ranking, sets, *complete);
        }
    }
    document
}

/// An example as `issue=option` words.
#[must_use]
pub fn example_words(case: &Case, example: &Example) -> String {
    match example {
        Example::NoAgreement => "no agreement".to_owned(),
        Example::Package(package) => words::package_arguments(case, package),
    }
}

/// A comparison by the numbers of the examples in the ranking, counted through.
#[must_use]
pub fn comparison_words(case: &Case, ranking: &Ranking, comparison: Preferred) -> String {
    let examples: Vec<&Example> = ranking.groups.iter().flatten().collect();
    let [better, worse] = [comparison.better, comparison.worse].map(|at| example_words(case, examples[at]));
    if comparison.equal {
        format!("{better} is as good as {worse}")
    } else {
        format!("{better} is better than {worse}")
    }
}

fn fits(document: &mut Document, case: &Case, view: View, party: PartyIndex, ranking: &Ranking, fit: &Fit) {
    document.heading(2, "It fits");
    let apart = match &fit.apart {
        Some(apart) => format!(
            " All comparisons can hold by up to {} points at once.",
            decimal(apart, 2, false).trim_end_matches(".00")
        ),
        None => String::new(),
    };
    document.text(format!(
        "There are weights and values that give this order, within what the case allows.{apart} What follows holds for all \
         of them; none is chosen. Ends may be approached without being reached."
    ));
    let caption = |title: &str| Caption {
        title: title.to_owned(),
        as_of: words::as_of(case, view),
        basis: "the case, and the ranking above; exact, shown rounded outwards".to_owned(),
    };
    let mut table = Table::new(
        caption("Share of each issue in the sum of weights, per cent"),
        &["issue", "before", "after"],
    );
    for (issue, weight) in case.issues.iter().zip(&fit.weights) {
        table.row([issue.id.clone(), span(weight.before.as_ref(), 100), span(weight.after.as_ref(), 100)]);
    }
    document.table(table);
    let mut table =
        Table::new(caption("Values that the ranking bears on"), &["issue", "option", "before", "after"]);
    let mut unchanged = 0_usize;
    for (issue, values) in case.issues.iter().zip(&fit.values) {
        for (choice, value) in (0_u16..).zip(values) {
            if value.changed() {
                table.row([
                    issue.id.clone(),
                    issue.choice_id(choice),
                    span(value.before.as_ref(), 1),
                    span(value.after.as_ref(), 1),
                ]);
            } else {
                unchanged += 1;
            }
        }
    }
    if table.rows().is_empty() {
        document.text("No value of a single option is narrowed.");
    } else {
        document.table(table);
        if unchanged > 0 {
            document.text(format!("{} not narrowed.", words::counted(&unchanged, "other value")));
        }
    }
    let mut table = Table::new(caption("Worth of what was ranked, in points"), &["what", "before", "after"]);
    for (example, worth) in ranking.groups.iter().flatten().zip(&fit.worth) {
        table.row([
            example_words(case, example),
            span(worth.before.as_ref(), 1),
            span(worth.after.as_ref(), 1),
        ]);
    }
    document.table(table);
    document.heading(2, "To carry over");
    document.text(
        "Ranges that hold all of these numbers, to be copied into the case where somebody vouches for them. Ranges do not say \
         how numbers hang together, so that by themselves they allow more than the ranking does.",
    );
    document.code(carried(case, party, fit));
}

fn collides(document: &mut Document, case: &Case, ranking: &Ranking, sets: &[Vec<usize>], complete: bool) {
    document.heading(2, "It does not fit");
    if sets.iter().any(Vec::is_empty) {
        document.text("The case's own numbers contradict each other, whatever the ranking is.");
        return;
    }
    document.text(format!(
        "No weights and values within what the case allows give this order{}. These comparisons cannot hold together; with \
         one of each set taken back, or with wider numbers in the case, the rest can{}.",
        if ranking.gap == detente_case::decimal::Decimal::ZERO { "" } else { " with the gap asked for" },
        if complete { "" } else { " (one smallest set; there may be others)" }
    ));
    let all = comparisons(ranking);
    for (number, set) in sets.iter().enumerate() {
        document.heading(3, format!("Set {}", number + 1));
        document.list(set.iter().map(|&at| comparison_words(case, ranking, all[at])));
    }
}

/// TOML for the preference, ranges rounded outwards to two places.
fn carried(case: &Case, party: PartyIndex, fit: &Fit) -> String {
    use std::fmt::Write as _;
    let mut text = format!("[preferences.{}.weights]\n", case.parties[party].id);
    for (issue, weight) in case.issues.iter().zip(&fit.weights) {
        if let Some(bounds) = &weight.after {
            let _ = writeln!(text, "{} = {}", issue.id, range(bounds, 100));
        }
    }
    let mut lines = Vec::new();
    for (issue, values) in case.issues.iter().zip(&fit.values) {
        if matches!(issue.domain, Domain::Number { .. }) || !values.iter().any(Narrowed::changed) {
            continue;
        }
        let entries: Vec<String> = (0_u16..)
            .zip(values)
            .filter_map(|(choice, value)| {
                let bounds = value.after.as_ref()?;
                Some(format!("{} = {}", key(&issue.choice_id(choice)), range(bounds, 1)))
            })
            .collect();
        lines.push(format!("{} = {{ {} }}", issue.id, entries.join(", ")));
    }
    if !lines.is_empty() {
        let _ = write!(text, "\n[preferences.{}.values]\n{}\n", case.parties[party].id, lines.join("\n"));
    }
    text
}

fn key(id: &str) -> String {
    let bare = id.chars().all(|each| each.is_ascii_alphanumeric() || each == '-' || each == '_');
    if bare && !id.is_empty() { id.to_owned() } else { format!("\"{id}\"") }
}

fn range(bounds: &Bounds, times: i32) -> String {
    let [low, high] = ends(bounds, times);
    if low == high { low } else { format!("{{ low = {low}, high = {high} }}") }
}

fn span(bounds: Option<&Bounds>, times: i32) -> String {
    let Some(bounds) = bounds else { return "weighs nothing".to_owned() };
    let [low, high] = ends(bounds, times);
    if low == high { low } else { format!("{low} to {high}") }
}

fn ends(bounds: &Bounds, times: i32) -> [String; 2] {
    let times = BigInt::from(times);
    [decimal(&(&bounds.least * &times), 2, false), decimal(&(&bounds.greatest * &times), 2, true)]
        .map(|number| number.trim_end_matches('0').trim_end_matches('.').to_owned())
}

/// A rational with so many places, rounded up or down.
fn decimal(number: &BigRational, places: u32, up: bool) -> String {
    let power = BigInt::from(10).pow(places);
    let scaled = number * &power;
    let whole = if up { scaled.ceil() } else { scaled.floor() }.to_integer();
    let negative = whole < BigInt::from(0);
    let digits = whole.magnitude().to_string();
    let places = usize::try_from(places).unwrap_or_default();
    let digits = format!("{digits:0>width$}", width = places + 1);
    let (before, after) = digits.split_at(digits.len() - places);
    format!("{}{before}.{after}", if negative { "-" } else { "" })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn ends_are_rounded_outwards() {
        let bounds = |least: (i32, i32), greatest: (i32, i32)| Bounds {
            least: BigRational::new(least.0.into(), least.1.into()),
            greatest: BigRational::new(greatest.0.into(), greatest.1.into()),
        };
        assert_eq!(span(Some(&bounds((1, 3), (2, 3))), 100), "33.33 to 66.67");
        assert_eq!(span(Some(&bounds((-1, 3), (100, 1))), 1), "-0.34 to 100");
        assert_eq!(range(&bounds((1, 2), (1, 2)), 100), "50");
        assert_eq!(span(Some(&bounds((0, 1), (0, 1))), 1), "0");
        assert_eq!(span(None, 1), "weighs nothing");
    }
}
