//! Graph models of gmcr-py and GMCR+ (`.gmcr`, JSON).
//!
//! A graph model has decision makers, options that each of them takes or does
//! not take, conjunctions of options that cannot be, and for each decision
//! maker either statements in order of importance (Fang, Hipel and Peng 1997)
//! or a ranking of the states. Options become issues with the choices `no` and
//! `yes`, states become packages.

mod model;
mod states;
mod write;

use detente_syntax::diagnostic::Diagnostic;

use crate::codes;
use crate::draft::{Domain, Draft, Form, Ids, Issue, Named, Party, Preference, Rule};
use crate::import::{Options, TextFile};
use crate::order::file_name;
use crate::tree;
use model::{Condition, Conjunction, Maker, Model};
use states::States;

pub(crate) use write::write;

/// Whether a file is a graph model.
pub(crate) fn recognises(path: &str, text: &str) -> bool {
    let named = path.rsplit_once('.').is_some_and(|(_, ending)| ending.eq_ignore_ascii_case("gmcr"));
    let keys = ["\"decisionMakers\"", "\"options\"", "\"infeasibles\""];
    named || (text.trim_start().starts_with('{') && keys.iter().all(|key| text.contains(key)))
}

/// Reads the one graph model among the files.
pub(crate) fn read(
    files: &[TextFile<'_>],
    _options: &Options,
    diagnostics: &mut Vec<Diagnostic>,
) -> Option<Draft> {
    let file = one(files, diagnostics)?;
    let tree = tree::read_json(file.file, file.text, diagnostics)?;
    let model = model::read(&tree, diagnostics)?;
    let names = Names::new(&model);
    let states = if model.manual || model.makers.iter().any(|maker| maker.ranking.is_some()) {
        States::new(&model, tree.span, diagnostics)
    } else {
        None
    };
    if model.manual && states.is_none() {
        return None;
    }
    let mut parties = Vec::new();
    for (maker, id) in model.makers.iter().zip(&names.makers) {
        let form = match (&states, model.manual) {
            (Some(states), true) => {
                Form::Ranking(names.ranking(&states.ranking(maker, diagnostics)?, states))
            }
            _ => Form::Priorities(names.priorities(maker)),
        };
        let preference = Preference { form, ..Preference::default() };
        parties.push(Party { id: id.clone(), name: maker.name.clone(), preference, ..Party::default() });
    }
    if let (Some(states), true) = (&states, model.manual) {
        states::unused_statements(&model, states, diagnostics);
    }
    Some(Draft {
        title: title(file.path),
        leaves_out: model.left_out.clone(),
        stated: true,
        because: format!("The numbers and orders are those of the file {}.", file_name(file.path)),
        head: vec![
            format!("From {}, a graph model.", file_name(file.path)),
            "A graph model does not say what happens without an agreement, so no issue has a `no-deal`,"
                .to_owned(),
            "and what is acceptable is unknown; the parties' orders are those of the file.".to_owned(),
        ],
        parties,
        issues: names.issues(&model),
        rules: names.rules(&model),
        ..Draft::default()
    })
}

/// The file that is a graph model; several are several conflicts.
fn one<'f, 'a>(files: &'f [TextFile<'a>], diagnostics: &mut Vec<Diagnostic>) -> Option<&'f TextFile<'a>> {
    let mut named = files.iter().filter(|file| !file.beside);
    let first = named.next().or_else(|| files.first())?;
    match named.next() {
        None => Some(first),
        Some(second) => {
            let message = format!("{} and {} are two graph models", first.path, second.path);
            diagnostics.push(
                Diagnostic::error_anywhere(codes::SEVERAL_DOMAINS, message).help("import one at a time"),
            );
            None
        }
    }
}

/// The name of a file without folders and ending.
fn title(path: &str) -> String {
    let name = file_name(path);
    name.rsplit_once('.').map_or(name, |(stem, _)| stem).to_owned()
}

/// Ids of options and decision makers.
struct Names {
    makers: Vec<String>,
    options: Vec<String>,
}

impl Names {
    fn new(model: &Model) -> Self {
        let (mut makers, mut options) = (Ids::new(), Ids::new());
        Self {
            makers: model.makers.iter().map(|maker| makers.make(&maker.name, "party")).collect(),
            options: model.options.iter().map(|option| options.make(&option.name, "option")).collect(),
        }
    }

    fn issues(&self, model: &Model) -> Vec<Issue> {
        let choice =
            |id: &str, title: &str| Named { id: id.to_owned(), title: title.to_owned(), because: None };
        let issue = |(option, id): (&model::Opt, &String)| Issue {
            id: id.clone(),
            title: option.name.clone(),
            domain: Domain::Options(vec![choice("no", "No"), choice("yes", "Yes")]),
            control: self.makers.get(option.owner).cloned().into_iter().collect(),
            moves: match option.direction {
                model::Direction::Both => None,
                model::Direction::Forward => Some(vec![("no".to_owned(), "yes".to_owned())]),
                model::Direction::Back => Some(vec![("yes".to_owned(), "no".to_owned())]),
            },
            ..Issue::default()
        };
        model.options.iter().zip(&self.options).map(issue).collect()
    }

    fn rules(&self, model: &Model) -> Vec<Rule> {
        let rule = |(at, infeasible): (usize, &Condition)| Rule {
            id: format!("infeasible-{}", at + 1),
            require: match self.condition(infeasible).as_str() {
                "true" => "false".to_owned(),
                "false" => "true".to_owned(),
                condition => format!("not ({condition})"),
            },
            because: "The file lists these states as infeasible.".to_owned(),
            ..Rule::default()
        };
        model.infeasibles.iter().enumerate().map(rule).collect()
    }

    fn priorities(&self, maker: &Maker) -> Vec<String> {
        if maker.statements.is_empty() {
            // Every state is as good as every other.
            return vec!["true".to_owned()];
        }
        maker.statements.iter().map(|statement| self.condition(statement)).collect()
    }

    fn ranking(&self, groups: &[Vec<u64>], states: &States) -> Vec<Vec<String>> {
        let state = |state: &u64| {
            let literals = (0..self.options.len()).map(|option| (option, states.takes(*state, option)));
            self.conjunction(&literals.collect::<Vec<_>>())
        };
        groups.iter().map(|group| group.iter().map(state).collect()).collect()
    }

    fn condition(&self, condition: &Condition) -> String {
        match condition {
            Condition::Simple(literals) => self.conjunction(literals),
            Condition::Compound(members) => match members.as_slice() {
                [] => "false".to_owned(),
                [only] => self.conjunction(only),
                several => {
                    let part = |member: &Conjunction| match member.as_slice() {
                        [_] | [] => self.conjunction(member),
                        _ => format!("({})", self.conjunction(member)),
                    };
                    several.iter().map(part).collect::<Vec<_>>().join(" or ")
                }
            },
        }
    }

    fn conjunction(&self, literals: &[(usize, bool)]) -> String {
        let literal = |&(option, taken): &(usize, bool)| {
            let id = self.options.get(option).map(String::as_str).unwrap_or_default();
            format!("{id} = {}", if taken { "yes" } else { "no" })
        };
        if literals.is_empty() {
            return "true".to_owned();
        }
        literals.iter().map(literal).collect::<Vec<_>>().join(" and ")
    }
}
