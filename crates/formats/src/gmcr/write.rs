//! Graph models from cases.
//!
//! An issue with two options is an option that is taken or not; every other
//! issue becomes an option for each of its choices, of which exactly one is
//! taken. Orders become statements where all parties have them, else rankings.

use detente_case::formula::Formula;
use detente_case::model::{Case, Domain, Issue, IssueOption};
use detente_case::package::{Choice, Package};
use detente_case::preference::{Form, Priority};

use super::model::Conjunction;
use super::states::digits;
use crate::export::{ExportError, Exported, Output};
use crate::format::Format;
use crate::left_out::{self, counted};
use crate::tree::Plain;
use crate::worth::Worth;

/// Most packages of a case whose parties are ranked.
const MOST_PACKAGES: usize = 10_000;

/// Most conjunctions of one statement or rule.
const MOST_MEMBERS: usize = 4_096;

/// Most options of the model.
const MOST_OPTIONS: usize = 60;

/// Writes a case as a graph model.
pub(crate) fn write(case: &Case) -> Result<Exported, ExportError> {
    let options = Options::of(case)?;
    let mut left_out = lacks(case);
    let infeasibles = options.infeasibles(case, &mut left_out)?;
    let statements: Option<Vec<_>> = case.preferences.iter().map(|of| options.statements(&of.form)).collect();
    let ranks = |form: &Form| matches!(form, Form::Values(_) | Form::Ranking(_));
    let manual = statements.is_none() || case.preferences.iter().any(|of| ranks(&of.form));
    let states = if manual { Some(options.states(case)?) } else { None };
    let mut makers = Vec::new();
    for (party, about) in case.parties.iter().enumerate() {
        let owned = options.items.iter().enumerate().filter(|(_, item)| item.owner == party);
        let own = owned.map(|(at, _)| Plain::whole(at)).collect();
        let of = statements.as_ref().and_then(|statements| statements.get(party));
        let mut entries = vec![
            ("name".into(), Plain::Text(about.name.clone())),
            ("options".into(), Plain::List(own)),
            ("preferences".into(), Plain::List(of.filter(|_| !manual).cloned().unwrap_or_default())),
        ];
        if let Some(states) = &states {
            entries.push(("preferenceRanking".into(), states.ranking(case, party, &mut left_out)));
        }
        makers.push(Plain::Map(entries));
    }
    let option = |item: &Item| {
        Plain::map([("name", Plain::Text(item.name.clone())), ("permittedDirection", item.direction.into())])
    };
    let parties = (0..case.parties.len()).map(Plain::whole);
    let model = Plain::map([
        ("program", "gmcr-py".into()),
        ("version", "0.3.6".into()),
        ("options", Plain::List(options.items.iter().map(option).collect())),
        ("decisionMakers", Plain::List(makers)),
        ("infeasibles", Plain::List(infeasibles)),
        ("coalitions", Plain::List(parties.collect())),
        ("useManualPreferenceRanking", Plain::Bool(manual)),
    ]);
    let stem: String =
        case.title.chars().map(|each| if each.is_alphanumeric() { each } else { '-' }).take(60).collect();
    let name = format!("{}.gmcr", if stem.trim_matches('-').is_empty() { "case" } else { &stem });
    let files = vec![Output { name, bytes: model.json().into_bytes() }];
    Ok(Exported { format: Format::Gmcr, files, left_out })
}

/// An option of the model: the choice of an issue, or whether it is the second of two.
struct Item {
    name: String,
    owner: usize,
    direction: &'static str,
}

struct Options<'c> {
    case: &'c Case,
    items: Vec<Item>,
    /// The first option of each issue.
    first: Vec<usize>,
}

/// Whether the name of the issue alone says what taking it means.
fn is_yes_no(options: &[IssueOption]) -> bool {
    options.iter().map(|option| option.id.as_str()).eq(["no", "yes"])
}

/// Whether an issue is one option.
fn is_binary(issue: &Issue) -> bool {
    matches!(&issue.domain, Domain::OneOf(options) if options.len() == 2)
}

impl<'c> Options<'c> {
    fn of(case: &'c Case) -> Result<Self, ExportError> {
        let (mut items, mut first) = (Vec::new(), Vec::new());
        for issue in &case.issues {
            first.push(items.len());
            let [owner] = issue.control.as_slice() else {
                return Err(ExportError {
                    reason: format!(
                        "a graph model needs exactly one party that controls each issue, and `{}` has {}",
                        issue.id,
                        issue.control.len()
                    ),
                    help: Some(format!("give `[issues.{}]` a `control` of one party", issue.id)),
                });
            };
            let item = |name: String, direction| Item { name, owner: *owner, direction };
            match &issue.domain {
                Domain::OneOf(options) if options.len() == 2 => {
                    let name = match options.last() {
                        Some(second) if !is_yes_no(options) => format!("{}: {}", issue.title, second.title),
                        _ => issue.title.clone(),
                    };
                    items.push(item(name, direction(issue)));
                }
                Domain::AnyOf(options) => {
                    items.extend(options.iter().map(|option| item(option.title.clone(), "both")))
                }
                _ => {
                    let choices = (0..issue.choices()).take(MOST_OPTIONS + 1);
                    let choices = choices.filter_map(|choice| Choice::try_from(choice).ok());
                    let title = |choice| format!("{}: {}", issue.title, issue.choice_title(choice));
                    items.extend(choices.map(|choice| item(title(choice), "both")));
                }
            }
            if items.len() > MOST_OPTIONS {
                return Err(ExportError {
                    reason: format!("a graph model of this case would have more than {MOST_OPTIONS} options"),
                    help: None,
                });
            }
        }
        Ok(Self { case, items, first })
    }

    /// The options of an issue that a choice takes and does not take.
    fn choice(&self, issue: usize, choice: Choice) -> Conjunction {
        let Some((about, &first)) = self.case.issues.get(issue).zip(self.first.get(issue)) else {
            return Vec::new();
        };
        match &about.domain {
            Domain::OneOf(options) if options.len() == 2 => vec![(first, choice == 1)],
            Domain::AnyOf(options) => {
                (0..options.len()).map(|at| (first + at, choice >> at & 1 == 1)).collect()
            }
            _ => vec![(first + usize::from(choice), true)],
        }
    }

    /// A condition as conjunctions of which one must hold, in its own order
    /// where it has that form already; `None` where it would be too long.
    fn members(&self, formula: &Formula) -> Option<Vec<Conjunction>> {
        let literal = |part: &Formula| match part {
            Formula::Is { issue, choices } if choices.count_ones(..) == 1 => {
                Some(self.choice(*issue, Choice::try_from(choices.ones().next()?).ok()?))
            }
            _ => None,
        };
        let all = |part: &Formula| match part {
            Formula::True => Some(Vec::new()),
            Formula::And(parts) => Some(parts.iter().map(literal).collect::<Option<Vec<_>>>()?.concat()),
            part => literal(part),
        };
        match formula {
            Formula::False => Some(Vec::new()),
            Formula::Or(parts) => parts.iter().map(all).collect::<Option<_>>(),
            part => all(part).map(|member| vec![member]),
        }
        .or_else(|| self.written_out(formula))
    }

    /// Every combination of the issues that a condition mentions in which it holds.
    fn written_out(&self, formula: &Formula) -> Option<Vec<Conjunction>> {
        let mut marked = fixedbitset::FixedBitSet::with_capacity(self.case.issues.len());
        formula.mark_issues(&mut marked);
        let issues: Vec<_> = marked.ones().collect();
        let sizes: Vec<_> =
            issues.iter().filter_map(|at| self.case.issues.get(*at)).map(Issue::choices).collect();
        let count = sizes.iter().try_fold(1_usize, |product, size| product.checked_mul(*size))?;
        if count > MOST_MEMBERS {
            return None;
        }
        let mut package: Package = vec![0; self.case.issues.len()];
        let mut members = Vec::new();
        for mut rest in 0..count {
            let mut member = Vec::new();
            for (&issue, &size) in issues.iter().zip(&sizes) {
                let choice = Choice::try_from(rest % size).ok()?;
                rest /= size;
                *package.get_mut(issue)? = choice;
                member.extend(self.choice(issue, choice));
            }
            if formula.holds(&package) {
                members.push(member);
            }
        }
        Some(members)
    }

    fn infeasibles(&self, case: &Case, left_out: &mut Vec<String>) -> Result<Vec<Plain>, ExportError> {
        let mut conjunctions = Vec::new();
        for (issue, &first) in case.issues.iter().zip(&self.first) {
            if is_binary(issue) || matches!(issue.domain, Domain::AnyOf(_)) {
                continue;
            }
            let all = first..first + issue.choices();
            let pairs = all.clone().flat_map(|one| (one + 1..all.end).map(move |other| (one, other)));
            conjunctions.extend(pairs.map(|(one, other)| vec![(one, true), (other, true)]));
            conjunctions.push(all.map(|each| (each, false)).collect());
        }
        let mut rule_out = |formula: &Formula, what: &dyn Fn() -> String| match self.members(formula) {
            Some(members) => {
                conjunctions.extend(members);
                Ok(())
            }
            None => Err(ExportError {
                reason: format!("{} rules out too many combinations to list them", what()),
                help: None,
            }),
        };
        for (at, issue) in case.issues.iter().enumerate() {
            let Some(absent) = absent(case, at) else { continue };
            rule_out(&absent, &|| format!("the condition of `{}`", issue.id))?;
            left_out.push(format!(
                "that `{}` goes to its no-deal option when it no longer arises: whoever makes it so has to find it there",
                issue.id
            ));
        }
        for rule in &case.rules {
            rule_out(&rule.require.formula.clone().not(), &|| format!("the rule `{}`", rule.id))?;
        }
        Ok(conjunctions.iter().map(pairs).collect())
    }

    /// Statements in the form of the file; `None` where they are none.
    fn statements(&self, form: &Form) -> Option<Vec<Plain>> {
        let statement = |priority: &Priority| {
            let members = self.members(&priority.clause.formula)?;
            Some(match members.as_slice() {
                [one] => pairs(one),
                several => Plain::map([
                    ("compound", Plain::Bool(true)),
                    ("members", Plain::List(several.iter().map(pairs).collect())),
                ]),
            })
        };
        match form {
            Form::Priorities(priorities) if says_nothing(priorities) => Some(Vec::new()),
            Form::Priorities(priorities) => priorities.iter().map(statement).collect(),
            Form::Unknown => Some(Vec::new()),
            Form::Values(_) | Form::Ranking(_) => None,
        }
    }

    /// The allowed packages in the order of their numbers.
    fn states(&self, case: &Case) -> Result<States, ExportError> {
        let too_many = || ExportError {
            reason: format!("rankings of more than {MOST_PACKAGES} packages cannot be written"),
            help: Some("give the parties `priorities`".to_owned()),
        };
        let sizes: Vec<_> = case.issues.iter().map(Issue::choices).collect();
        let count = sizes.iter().try_fold(1_usize, |product, size| product.checked_mul(*size));
        let count = count.filter(|count| *count <= 100 * MOST_PACKAGES).ok_or_else(too_many)?;
        let owned: Vec<Vec<usize>> = (0..case.parties.len())
            .map(|party| {
                (0..self.items.len())
                    .filter(|at| self.items.get(*at).is_some_and(|item| item.owner == party))
                    .collect()
            })
            .collect();
        let digits = digits(self.items.len(), owned.iter().map(Vec::as_slice));
        let absences: Vec<Formula> = (0..case.issues.len()).filter_map(|at| absent(case, at)).collect();
        let mut numbered = Vec::new();
        for mut rest in 0..count {
            let mut package = Package::new();
            for size in &sizes {
                package.push(Choice::try_from(rest % size).unwrap_or_default());
                rest /= size;
            }
            let ruled = case.rules.iter().all(|rule| rule.require.formula.holds(&package));
            let arises = absences.iter().all(|absent| !absent.holds(&package));
            if !ruled || !arises {
                continue;
            }
            let taken = package.iter().enumerate().flat_map(|(issue, choice)| self.choice(issue, *choice));
            let number: u64 = taken
                .filter(|(_, taken)| *taken)
                .filter_map(|(at, _)| digits.get(at))
                .map(|digit| 1 << digit)
                .sum();
            numbered.push((number, package));
            if numbered.len() > MOST_PACKAGES {
                return Err(too_many());
            }
        }
        numbered.sort_unstable();
        Ok(States(numbered.into_iter().map(|(_, package)| package).collect()))
    }
}

/// When an issue does not arise and is yet not at its no-deal choice, which no package
/// is; `None` where it always arises.
fn absent(case: &Case, at: usize) -> Option<Formula> {
    let issue = case.issues.get(at)?;
    let when = issue.when.as_ref()?;
    let elsewhere = match issue.no_deal {
        Some(no_deal) => Formula::chooses(at, no_deal, issue.choices()).not(),
        None => Formula::True,
    };
    Some(Formula::and([when.formula.clone().not(), elsewhere]))
}

/// Feasible states in the order of their numbers.
struct States(Vec<Package>);

impl States {
    fn ranking(&self, case: &Case, party: usize, left_out: &mut Vec<String>) -> Plain {
        let form = case.preferences.get(party).map_or(&Form::Unknown, |of| &of.form);
        let name = case.parties.get(party).map_or("", |party| party.name.as_str());
        let groups = match form {
            Form::Unknown => {
                left_out
                    .push(format!("that nothing is known of what {name} prefers: all its states are tied"));
                self.by(|_| ())
            }
            Form::Values(_) => match Worth::of(case, party) {
                Some(worth) => {
                    let vague = if worth.vague { " of the middle" } else { "" };
                    left_out.push(format!("the values{vague} of {name}, of which only the order is written"));
                    self.by(|package| std::cmp::Reverse(worth.package(package)))
                }
                None => self.by(|_| ()),
            },
            Form::Priorities(priorities) => self.by(|package| {
                priorities.iter().map(|of| !of.clause.formula.holds(package)).collect::<Vec<_>>()
            }),
            Form::Ranking(ranks) => {
                let rank = |package: &Package| {
                    ranks.iter().position(|rank| rank.iter().any(|entry| entry.formula.holds(package)))
                };
                self.by(|package| rank(package).unwrap_or(ranks.len()))
            }
        };
        let group = |group: Vec<usize>| match group.as_slice() {
            [one] => Plain::whole(*one),
            several => Plain::List(several.iter().map(|state| Plain::whole(*state)).collect()),
        };
        Plain::List(groups.into_iter().map(group).collect())
    }

    /// Numbers from 1 in groups of the same key, least key first.
    fn by<K: Ord>(&self, key: impl Fn(&Package) -> K) -> Vec<Vec<usize>> {
        let mut keyed: Vec<_> = self.0.iter().map(key).zip(1_usize..).collect();
        keyed.sort_by(|left, right| left.0.cmp(&right.0).then(left.1.cmp(&right.1)));
        let groups = keyed.chunk_by(|left, right| left.0 == right.0);
        groups.map(|group| group.iter().map(|(_, state)| *state).collect()).collect()
    }
}

/// The one entry that every state meets.
fn says_nothing(priorities: &[Priority]) -> bool {
    matches!(priorities, [only] if only.clause.formula == Formula::True)
}

fn pairs(conjunction: &Conjunction) -> Plain {
    let pair = |&(option, taken): &(usize, bool)| {
        Plain::List(vec![Plain::whole(option), if taken { "Y" } else { "N" }.into()])
    };
    Plain::List(conjunction.iter().map(pair).collect())
}

fn direction(issue: &Issue) -> &'static str {
    match issue.moves.as_deref() {
        Some([(0, 1)]) => "fwd",
        Some([(1, 0)]) => "back",
        _ => "both",
    }
}

fn lacks(case: &Case) -> Vec<String> {
    let mut left_out = Vec::new();
    for issue in &case.issues {
        let kept = match issue.moves.as_deref() {
            None => true,
            Some(moves) => is_binary(issue) && !moves.is_empty(),
        };
        if !kept {
            left_out.push(format!("which changes of `{}` are permitted", issue.id));
        }
    }
    if case.issues.iter().any(|issue| issue.no_deal.is_some()) {
        left_out.push("what happens without an agreement".to_owned());
    }
    for (party, preference) in case.parties.iter().zip(&case.preferences) {
        if !preference.red_lines.is_empty() {
            left_out.push(format!("the red lines of {}", party.name));
        }
        if party.consents != detente_case::model::Consent::Always {
            left_out.push(format!("that the consent of {} is not always asked", party.name));
        }
    }
    for issue in &case.issues {
        match &issue.domain {
            Domain::AnyOf(_) => {
                left_out.push(format!("that the options of `{}` are one issue, and its title", issue.id));
            }
            Domain::OneOf(options) if is_binary(issue) && !is_yes_no(options) => {
                let first = options.first().map_or("", |option| option.title.as_str());
                left_out.push(format!("the title of not taking `{}`, \"{first}\"", issue.id));
            }
            _ => {}
        }
    }
    let rules = counted(case.rules.len(), "rule", "rules");
    left_out.extend(rules.map(|rules| {
        format!("whose the {rules} are, of which kind, and why: what they rule out is written")
    }));
    let number = case.issues.iter().filter(|issue| matches!(issue.domain, Domain::Number { .. })).count();
    left_out.extend(counted(
        number,
        "issue's being a number, and its unit",
        "issues' being numbers, and their units",
    ));
    left_out.extend(left_out::of_strength(case));
    left_out.extend(left_out::of_tables(case));
    left_out.extend(left_out::of_texts(case, left_out::nothing));
    left_out
}
