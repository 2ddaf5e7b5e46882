//! Packages as the command line names them: `issue=option ...`.

use detente_case::model::{Case, Domain, Issue};
use detente_case::package::{Choice, Package};
use detente_settle::trades::settle_unraised;
use detente_syntax::ids::did_you_mean;

use crate::failure::Failure;

/// A package given issue by issue, and how the rest was filled in.
#[derive(Debug)]
pub(crate) struct Given {
    pub(crate) package: Package,
    /// For the reader: issues that were not named.
    pub(crate) filled: Vec<String>,
}

/// Reads `issue=option` arguments; issues that are not named sit at their
/// no-deal choice.
pub(crate) fn read(case: &Case, arguments: &[String]) -> Result<Given, Failure> {
    let mut chosen: Vec<Option<Choice>> = vec![None; case.issues.len()];
    for argument in arguments {
        let wrong = |why: String| Failure::Input(format!("in `{argument}`: {why}"));
        let (issue, option) =
            argument.split_once('=').ok_or_else(|| wrong("expected issue=option".to_owned()))?;
        let (issue, option) = (issue.trim(), option.trim());
        let ids = || case.issues.iter().map(|each| each.id.as_str());
        let Some(at) = case.issues.iter().position(|each| each.id == issue) else {
            return Err(wrong(format!("the case has no issue `{issue}`{}", suggestion(issue, ids()))));
        };
        if chosen[at].is_some() {
            return Err(wrong(format!("the issue `{issue}` is given twice")));
        }
        chosen[at] = Some(choice(&case.issues[at], option).map_err(wrong)?);
    }
    fill(case, &chosen)
}

/// The package of these choices, the others at their no-deal choice.
pub(crate) fn fill(case: &Case, chosen: &[Option<Choice>]) -> Result<Given, Failure> {
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
