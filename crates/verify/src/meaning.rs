//! What conditions, issues and parties mean for one package, from the language
//! reference alone.

use detente_case::formula::Formula;
use detente_case::model::{Case, Consent};
use detente_case::package::{Choice, IssueIndex, Package, PartyIndex};
use std::collections::BTreeMap;

/// Whether a package meets a condition. The depth of conditions is bounded by
/// the reader of expressions.
pub(crate) fn holds(formula: &Formula, package: &[Choice]) -> bool {
    match formula {
        Formula::True => true,
        Formula::False => false,
        Formula::Is { issue, choices } => choices.contains(usize::from(package[*issue])),
        Formula::Linear(linear) => {
            let mut sum = 0_i128;
            for term in &linear.terms {
                match term.numbers[usize::from(package[term.issue])] {
                    Some(number) => sum += i128::from(number),
                    None => return false,
                }
            }
            sum <= i128::from(linear.bound)
        }
        Formula::Not(part) => !holds(part, package),
        Formula::And(parts) => !parts.iter().any(|part| !holds(part, package)),
        Formula::Or(parts) => parts.iter().any(|part| holds(part, package)),
        Formula::AtLeast { count, of } => {
            of.iter().filter(|part| holds(part, package)).take(*count).count() == *count
        }
    }
}

/// Whether an issue arises in a package.
pub(crate) fn arises(case: &Case, issue: IssueIndex, package: &[Choice]) -> bool {
    match &case.issues[issue].when {
        Some(when) => holds(&when.formula, package),
        None => true,
    }
}

/// Whether the acceptance of a party is required of a package.
pub(crate) fn is_asked(case: &Case, party: PartyIndex, package: &[Choice]) -> bool {
    match &case.parties[party].consents {
        Consent::Always => true,
        Consent::Never => false,
        Consent::When(clause) => holds(&clause.formula, package),
    }
}

/// Why a package is not allowed; `None` where it is.
pub(crate) fn objection(case: &Case, package: &[Choice]) -> Option<String> {
    for (at, issue) in case.issues.iter().enumerate() {
        if !arises(case, at, package) && issue.no_deal != Some(package[at]) {
            return Some(format!("`{}` does not arise and is not at its no-deal option", issue.id));
        }
    }
    let broken = case.rules.iter().find(|rule| !holds(&rule.require.formula, package));
    broken.map(|rule| format!("it breaks the rule `{}`", rule.id))
}

/// Whether a package is that of the no-deal options.
pub(crate) fn is_no_agreement(case: &Case, package: &[Choice]) -> bool {
    case.issues.iter().zip(package).all(|(issue, choice)| issue.no_deal == Some(*choice))
}

/// The red lines of a party that a package crosses, by position.
pub(crate) fn crossed<'a>(
    case: &'a Case,
    party: PartyIndex,
    package: &'a [Choice],
) -> impl Iterator<Item = usize> + 'a {
    let lines = case.preferences[party].red_lines.iter().enumerate();
    lines.filter(|(_, line)| holds(&line.refuse.formula, package)).map(|(at, _)| at)
}

/// The package that a certificate names, with issues left out at their no-deal
/// options; an error says what is not as claimed.
pub(crate) fn named(case: &Case, options: &BTreeMap<String, String>) -> Result<Package, String> {
    let known = |id: &String| case.issues.iter().any(|issue| issue.id == *id);
    if let Some(unknown) = options.keys().find(|id| !known(id)) {
        return Err(format!("the case has no issue {unknown:?}"));
    }
    let mut package = Package::with_capacity(case.issues.len());
    for issue in &case.issues {
        let choice = match options.get(&issue.id) {
            Some(text) => {
                issue.choice_named(text).ok_or_else(|| format!("`{}` has no option {text:?}", issue.id))?
            }
            None => issue
                .no_deal
                .ok_or_else(|| format!("`{}` is left out and has no no-deal option", issue.id))?,
        };
        package.push(choice);
    }
    for (at, issue) in case.issues.iter().enumerate() {
        match (arises(case, at, &package), options.contains_key(&issue.id)) {
            (true, false) => return Err(format!("`{}` arises and is left out", issue.id)),
            (false, true) => return Err(format!("`{}` does not arise and is given an option", issue.id)),
            _ => {}
        }
    }
    Ok(package)
}

/// As [`named`], and allowed.
pub(crate) fn named_and_allowed(case: &Case, options: &BTreeMap<String, String>) -> Result<Package, String> {
    let package = named(case, options)?;
    match objection(case, &package) {
        Some(objection) => Err(objection),
        None => Ok(package),
    }
}
