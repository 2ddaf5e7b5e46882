//! Packages as the command line names them: `issue=option ...`.

use detente_case::model::{Case, Domain, Issue};
use detente_case::package::{Choice, IssueIndex, Package};
use detente_settle::trades::settle_unraised;
use detente_syntax::ids::did_you_mean;

use crate::failure::Failure;

/// A package given issue by issue, and how the rest was filled in.
#[derive(Debug)]
pub struct Given {
    /// The package.
    pub package: Package,
    /// For the reader: issues that were not named.
    pub filled: Vec<String>,
}

/// Reads `issue=option` arguments; issues that are not named sit at their
/// no-deal choice.
pub fn read(case: &Case, arguments: &[String]) -> Result<Given, Failure> {
    let mut chosen: Vec<Option<Choice>> = vec![None; case.issues.len()];
    for argument in arguments {
        let (at, choice) = choice_of(case, argument)?;
        if chosen[at].is_some() {
            let issue = &case.issues[at].id;
            return Err(Failure::Input(format!("in `{argument}`: the issue `{issue}` is given twice")));
        }
        chosen[at] = Some(choice);
    }
    fill(case, &chosen)
}

/// A package that is being put together: issues without a choice sit at their no-deal choice
/// or, where the case names none, at their first, and choices of issues that do not arise
/// count for nothing. Of two choices of an issue the later one counts.
///
/// # Errors
/// Where a choice cannot be read.
pub fn put_together(case: &Case, chosen: &[String]) -> Result<Package, Failure> {
    let mut package: Package = case.issues.iter().map(|issue| issue.no_deal.unwrap_or(0)).collect();
    for text in chosen {
        let (at, choice) = choice_of(case, text)?;
        package[at] = choice;
    }
    settle_unraised(case, &mut package);
    Ok(package)
}

/// The package of these choices, the others at their no-deal choice.
pub fn fill(case: &Case, chosen: &[Option<Choice>]) -> Result<Given, Failure> {
    let mut package = Package::with_capacity(case.issues.len());
    for (issue, chosen) in case.issues.iter().zip(chosen) {
        let choice = chosen.or(issue.no_deal).ok_or_else(|| {
            Failure::Input(format!(
                "name an option for `{}`: the case does not say what holds without an agreement",
                issue.id
            ))
        })?;
        package.push(choice);
    }
    let given = package.clone();
    settle_unraised(case, &mut package);
    for (issue, each) in case.issues.iter().enumerate() {
        if chosen[issue].is_some() && package[issue] != given[issue] {
            return Err(Failure::Input(format!(
                "the issue `{}` does not arise in this package, so it has no option; it arises when {}",
                each.id,
                each.when.as_ref().map_or("always", |when| &when.text)
            )));
        }
    }
    let filled =
        (0..case.issues.len()).filter(|&issue| chosen[issue].is_none() && case.arises(issue, &package));
    let filled =
        filled.map(|issue| format!("{} (not named: as without an agreement)", case.issues[issue].id));
    Ok(Given { filled: filled.collect(), package })
}

/// The issue and the choice that `issue=option` names.
///
/// # Errors
/// Where the text cannot be read, or names what the case does not have.
pub fn choice_of(case: &Case, text: &str) -> Result<(IssueIndex, Choice), Failure> {
    let wrong = |why: String| Failure::Input(format!("in `{text}`: {why}"));
    let (issue, option) = text.split_once('=').ok_or_else(|| wrong("expected issue=option".to_owned()))?;
    let (issue, option) = (issue.trim(), option.trim());
    let ids = || case.issues.iter().map(|each| each.id.as_str());
    let at = case
        .issues
        .iter()
        .position(|each| each.id == issue)
        .ok_or_else(|| wrong(format!("the case has no issue `{issue}`{}", suggestion(issue, ids()))))?;
    Ok((at, choice(&case.issues[at], option).map_err(wrong)?))
}

/// The choice that a text names.
fn choice(issue: &Issue, text: &str) -> Result<Choice, String> {
    let choices = issue.choices();
    let all = || (0..choices).filter_map(|choice| Choice::try_from(choice).ok());
    if let Domain::AnyOf(options) = &issue.domain {
        let mut set: Choice = 0;
        for part in text.split('+').map(str::trim).filter(|part| *part != "none" && !part.is_empty()) {
            let ids = || options.iter().map(|option| option.id.as_str());
            let bit = ids().position(|id| id == part).ok_or_else(|| {
                format!("`{part}` is no option of `{}`{}", issue.id, suggestion(part, ids()))
            })?;
            set |= 1 << bit;
        }
        return Ok(set);
    }
    let found = all().find(|&choice| issue.choice_id(choice) == text);
    found.ok_or_else(|| {
        let ids: Vec<_> = all().map(|choice| issue.choice_id(choice)).collect();
        format!("`{text}` is no option of `{}`{}", issue.id, suggestion(text, ids.iter().map(String::as_str)))
    })
}

fn suggestion<'a>(name: &str, candidates: impl Iterator<Item = &'a str> + Clone) -> String {
    match did_you_mean(name, candidates.clone()) {
        Some(close) => format!("; did you mean `{close}`?"),
        None => {
            let all: Vec<_> = candidates.take(12).collect();
            format!("; there are: {}", all.join(", "))
        }
    }
}
