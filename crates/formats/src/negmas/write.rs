//! NegMAS scenarios from cases: YAML, which is what `Scenario.load` looks for.
//!
//! Values of the sum become a `LinearAdditiveUtilityFunction`, adjustments a
//! `HyperRectangleUtilityFunction`; a party that has both gets the sum of the
//! two. Where neither can say what a party's packages are worth (a highest
//! total, issues that do not always arise), every package gets a rectangle of
//! its own: a `MappingUtilityFunction`, which would say it more directly, cannot
//! be read back by NegMAS from a file.

use std::collections::BTreeSet;

use detente_case::formula::{ChoiceSet, Formula};
use detente_case::model::{Case, Consent, Domain, Issue};
use detente_case::package::{Choice, Package};
use detente_case::preference::{Form, Reservation};
use num_traits::Zero;

use crate::export::{ExportError, Exported, Output};
use crate::format::Format;
use crate::left_out::{self, counted};
use crate::rational::{self, Rational};
use crate::tree::Plain;
use crate::worth::{Worth, digits};

/// Most packages that are written one by one.
const MOST_PACKAGES: usize = 10_000;

/// Most rectangles of one adjustment.
const MOST_RECTANGLES: usize = 4_096;

/// Writes a case as a scenario.
pub(crate) fn write(case: &Case) -> Result<Exported, ExportError> {
    let space = Space::of(case);
    let mut left_out = left_out(case);
    let mut functions = Vec::new();
    for (party, about) in case.parties.iter().enumerate() {
        let Some(worth) = Worth::of(case, party) else {
            left_out.push(match case.preferences.get(party).map(|of| &of.form) {
                Some(Form::Unknown) | None => format!("{}, of whose preference nothing is known", about.name),
                _ => format!("{}, whose preference is an order and has no numbers", about.name),
            });
            continue;
        };
        if worth.vague {
            left_out.push(format!(
                "that numbers of {} are not known exactly: the middle of each is written",
                about.name
            ));
        }
        let mut function = space.function(&worth, party)?;
        function.insert(0, ("name".into(), Plain::Text(about.name.clone())));
        function.extend(space.reservation(&worth, party, &mut left_out));
        functions.push((about.name.as_str(), Plain::Map(function)));
    }
    if functions.is_empty() {
        return Err(ExportError {
            reason: "NegMAS needs numbers, and no party of this case has any".to_owned(),
            help: Some("give at least one party `values`".to_owned()),
        });
    }
    let names: Vec<_> = functions.iter().map(|(name, _)| *name).collect();
    let domain = file_stem(&case.title, "domain");
    let stems = stems(&names, &domain);
    let mut files =
        vec![Output { name: format!("{domain}.yml"), bytes: space.plain(case).yaml().into_bytes() }];
    files.extend(functions.iter().zip(stems).map(|((_, function), stem)| Output {
        name: format!("{stem}.yml"),
        bytes: function.yaml().into_bytes(),
    }));
    Ok(Exported { format: Format::Negmas, files, left_out })
}

/// A name that is safe as that of a file.
fn file_stem(name: &str, otherwise: &str) -> String {
    let safe = |each: char| each.is_alphanumeric() || matches!(each, '-' | '_' | ' ');
    let stem: String = name.chars().map(|each| if safe(each) { each } else { '-' }).take(60).collect();
    let stem = stem.trim_matches([' ', '-']).to_owned();
    if stem.is_empty() { otherwise.to_owned() } else { stem }
}

/// Names of files that sort in the order of the parties, as NegMAS takes them.
fn stems(names: &[&str], domain: &str) -> Vec<String> {
    let plain: Vec<_> = names.iter().map(|name| file_stem(name, "party")).collect();
    let files: Vec<_> = plain.iter().map(|stem| format!("{stem}.yml")).collect();
    let distinct: BTreeSet<_> =
        plain.iter().map(|stem| stem.to_lowercase()).chain([domain.to_lowercase()]).collect();
    if files.is_sorted() && distinct.len() == plain.len() + 1 {
        return plain;
    }
    let width = plain.len().to_string().len();
    plain.iter().zip(1..).map(|(stem, at): (_, usize)| format!("{at:0width$}-{stem}")).collect()
}

/// The outcome space and what its values are called.
struct Space<'c> {
    case: &'c Case,
    names: Vec<String>,
    /// The values of each issue as NegMAS sees them.
    values: Vec<Vec<Plain>>,
}

impl<'c> Space<'c> {
    fn of(case: &'c Case) -> Self {
        let titles: BTreeSet<_> = case.issues.iter().map(|issue| issue.title.as_str()).collect();
        let all = titles.len() == case.issues.len();
        let name = |issue: &Issue| if all { issue.title.clone() } else { issue.id.clone() };
        Self {
            case,
            names: case.issues.iter().map(name).collect(),
            values: case.issues.iter().map(values).collect(),
        }
    }

    fn plain(&self, case: &Case) -> Plain {
        let issue = |((issue, name), values): ((&Issue, &String), &Vec<Plain>)| {
            let whole = |number: i64| Plain::Number(number.to_string());
            let (class, values) = match whole_numbers(issue) {
                Some((from, to, 1)) => ("ContiguousIssue", vec![whole(from), whole(to)]),
                Some((from, to, step)) => ("ContiguousIssue", vec![whole(from), whole(to), whole(step)]),
                None => (listed(issue), values.clone()),
            };
            Plain::map([
                ("name", Plain::Text(name.clone())),
                ("type", class.into()),
                ("values", Plain::List(values)),
            ])
        };
        let issues = case.issues.iter().zip(&self.names).zip(&self.values).map(issue).collect();
        Plain::map([
            ("name", Plain::Text(case.title.clone())),
            ("type", "DiscreteCartesianOutcomeSpace".into()),
            ("issues", Plain::List(issues)),
        ])
    }

    fn value(&self, issue: usize, choice: Choice) -> Plain {
        let value = self.values.get(issue).and_then(|values| values.get(usize::from(choice)));
        value.cloned().unwrap_or(Plain::Null)
    }

    /// A function without name and reservation.
    fn function(&self, worth: &Worth<'_>, party: usize) -> Result<Vec<(Plain, Plain)>, ExportError> {
        let adjustments =
            self.case.preferences.get(party).map(|of| of.adjustments.as_slice()).unwrap_or_default();
        let direct = worth.cap.is_none() && self.case.issues.iter().all(|issue| issue.when.is_none());
        let mut bias = Rational::zero();
        let mut rectangles = Vec::new();
        let mut expressible = direct;
        for (adjustment, by) in adjustments.iter().zip(&worth.adjustments) {
            match &adjustment.when.formula {
                Formula::True => bias += by,
                Formula::False => {}
                formula => match self.rectangles(formula) {
                    Some(of) => rectangles.extend(of.into_iter().map(|rectangle| (rectangle, by.clone()))),
                    None => expressible = false,
                },
            }
        }
        if !expressible {
            return self.one_by_one(worth);
        }
        let adds = worth.levels.iter().any(|levels| levels.iter().any(|level| !level.is_zero()));
        Ok(match (adds, rectangles.is_empty()) {
            (false, false) => hyper(rectangles, &bias),
            (_, true) => self.additive(worth, &bias),
            (true, false) => {
                let part = |mut entries: Vec<(Plain, Plain)>, name: &str| {
                    entries.insert(0, ("name".into(), name.into()));
                    Plain::Map(entries)
                };
                let both = vec![
                    part(self.additive(worth, &bias), "issues"),
                    part(hyper(rectangles, &Rational::zero()), "adjustments"),
                ];
                let one = || Plain::Number("1.0".to_owned());
                vec![
                    ("type".into(), "WeightedUtilityFunction".into()),
                    ("ufuns".into(), Plain::List(both)),
                    ("weights".into(), Plain::List(vec![one(), one()])),
                ]
            }
        })
    }

    fn additive(&self, worth: &Worth<'_>, bias: &Rational) -> Vec<(Plain, Plain)> {
        let functions = (0..self.case.issues.len()).map(|issue| self.of_issue(issue, worth)).collect();
        let weights = worth.weights.iter().map(float).collect();
        vec![
            ("type".into(), "LinearAdditiveUtilityFunction".into()),
            ("weights".into(), Plain::List(weights)),
            ("values".into(), Plain::List(functions)),
            ("bias".into(), float(bias)),
        ]
    }

    /// The value function of an issue: a straight line where it is one.
    fn of_issue(&self, issue: usize, worth: &Worth<'_>) -> Plain {
        let levels = worth.levels.get(issue).map(Vec::as_slice).unwrap_or_default();
        if let Some((slope, bias)) = self.case.issues.get(issue).and_then(|about| line(about, levels)) {
            return Plain::map([
                ("type", "AffineFun".into()),
                ("slope", float(&slope)),
                ("bias", float(&bias)),
            ]);
        }
        let values = self.values.get(issue).cloned().unwrap_or_default();
        let mapping = values.into_iter().zip(levels.iter().map(float)).collect();
        Plain::map([("type", "TableFun".into()), ("mapping", Plain::Map(mapping))])
    }

    /// A condition as rectangles of which at most one holds.
    fn rectangles(&self, formula: &Formula) -> Option<Vec<Plain>> {
        let parts = match formula {
            Formula::And(parts) => parts.as_slice(),
            one => std::slice::from_ref(one),
        };
        let mut sets: Vec<(usize, ChoiceSet)> = Vec::new();
        for part in parts {
            let Formula::Is { issue, choices } = part else { return self.written_out(formula) };
            match sets.iter_mut().find(|(known, _)| known == issue) {
                Some((_, known)) => known.intersect_with(choices),
                None => sets.push((*issue, choices.clone())),
            }
        }
        if sets.iter().any(|(_, choices)| choices.is_clear()) {
            return Some(Vec::new());
        }
        let entry = |(issue, choices): &(usize, ChoiceSet)| {
            (Plain::whole(*issue), self.allowed(*issue, &choices.ones().collect::<Vec<_>>()))
        };
        Some(vec![Plain::Map(sets.iter().map(entry).collect())])
    }

    /// Every combination of all issues that matter but the last, with the
    /// choices of the last for which the condition holds.
    fn written_out(&self, formula: &Formula) -> Option<Vec<Plain>> {
        let mut marked = fixedbitset::FixedBitSet::with_capacity(self.case.issues.len());
        formula.mark_issues(&mut marked);
        let issues: Vec<_> = marked.ones().collect();
        let size = |issue: &usize| self.values.get(*issue).map_or(0, Vec::len);
        let (last, others) = issues.split_last()?;
        let count = others.iter().map(size).try_fold(1_usize, |product, size| product.checked_mul(size))?;
        let last_size = size(last);
        if count > MOST_RECTANGLES || count.checked_mul(last_size)? > 100 * MOST_RECTANGLES {
            return None;
        }
        let mut package: Package = vec![0; self.case.issues.len()];
        let mut rectangles = Vec::new();
        for combination in 0..count {
            let mut rest = combination;
            let mut entries = Vec::new();
            for issue in others {
                let choice = rest % size(issue);
                rest /= size(issue);
                *package.get_mut(*issue)? = Choice::try_from(choice).ok()?;
                entries.push((Plain::whole(*issue), self.allowed(*issue, &[choice])));
            }
            let mut held = Vec::new();
            for choice in 0..last_size {
                *package.get_mut(*last)? = Choice::try_from(choice).ok()?;
                if formula.holds(&package) {
                    held.push(choice);
                }
            }
            if held.is_empty() {
                continue;
            }
            if held.len() < last_size {
                entries.push((Plain::whole(*last), self.allowed(*last, &held)));
            }
            rectangles.push(Plain::Map(entries));
        }
        Some(rectangles)
    }

    /// What an issue may be, in the notation of ranges: two numbers are an open
    /// interval, anything else is one of a list.
    fn allowed(&self, issue: usize, choices: &[usize]) -> Plain {
        let value = |choice: &usize| self.value(issue, Choice::try_from(*choice).unwrap_or_default());
        let all = self.values.get(issue).map_or(0, Vec::len);
        let (Some(first), Some(last)) = (choices.first(), choices.last()) else {
            return Plain::List(Vec::new());
        };
        let numeric = self.case.issues.get(issue).and_then(numbers);
        if let Some(numbers) = numeric.filter(|numbers| numbers.len() == all) {
            if last - first + 1 == choices.len() && choices.len() > 1 {
                let step =
                    |at: usize, to: usize| numbers.get(at).zip(numbers.get(to)).map(|(from, to)| to - from);
                let distance = step(*first, first + 1).unwrap_or_else(|| rational::whole(1));
                let bound = |at: &usize, sign: Rational| {
                    float(&(numbers.get(*at).cloned().unwrap_or_default() + sign * &distance))
                };
                return Plain::List(vec![bound(first, rational::whole(-1)), bound(last, rational::whole(1))]);
            }
            let mut listed: Vec<_> = choices.iter().map(value).collect();
            match listed.as_slice() {
                [one] => return one.clone(),
                // Two numbers alone would be an interval.
                [_, second] => listed.push(second.clone()),
                _ => {}
            }
            return Plain::List(listed);
        }
        match choices {
            [one] => value(one),
            several => Plain::List(several.iter().map(value).collect()),
        }
    }

    /// Every package with what it is worth.
    fn one_by_one(&self, worth: &Worth<'_>) -> Result<Vec<(Plain, Plain)>, ExportError> {
        let sizes: Vec<_> = self.values.iter().map(Vec::len).collect();
        let count = sizes.iter().try_fold(1_usize, |product, size| product.checked_mul(*size));
        let Some(count) = count.filter(|count| *count <= MOST_PACKAGES) else {
            return Err(ExportError {
                reason: format!("what a party's packages are worth would have to be written one by one, and there are more than {MOST_PACKAGES}"),
                help: Some("a highest total (`cap`), issues with `when` and adjustments with long conditions need this".to_owned()),
            });
        };
        let mut rectangles = Vec::new();
        for mut rest in 0..count {
            let mut package = Package::new();
            for size in &sizes {
                package.push(Choice::try_from(rest % size).unwrap_or_default());
                rest /= size;
            }
            let entry = |(issue, choice): (usize, &Choice)| (Plain::whole(issue), self.value(issue, *choice));
            rectangles
                .push((Plain::Map(package.iter().enumerate().map(entry).collect()), worth.package(&package)));
        }
        Ok(hyper(rectangles, &Rational::zero()))
    }

    fn reservation(
        &self,
        worth: &Worth<'_>,
        party: usize,
        left_out: &mut Vec<String>,
    ) -> Vec<(Plain, Plain)> {
        let of = self.case.preferences.get(party).map(|of| &of.reservation);
        let name = self.case.parties.get(party).map_or("", |party| party.name.as_str());
        let mut entries = Vec::new();
        let value = match of {
            Some(Reservation::Nothing) => None,
            Some(Reservation::Unknown) | None => {
                left_out.push(format!("that it is not known what no agreement is worth to {name}"));
                None
            }
            Some(Reservation::Value(range)) => {
                if !range.is_exact() {
                    left_out.push(format!(
                        "the range of what no agreement is worth to {name}; its middle is written"
                    ));
                }
                worth.reservation()
            }
            Some(Reservation::Between { .. }) => {
                left_out.push(format!("that no agreement is worth to {name} something between two packages; the middle is written"));
                worth.reservation()
            }
            Some(Reservation::Package { package, .. }) => {
                let outcome = package.iter().enumerate().map(|(issue, choice)| self.value(issue, *choice));
                entries.push(("reserved_outcome".into(), Plain::List(outcome.collect())));
                worth.reservation()
            }
        };
        entries
            .push(("reserved_value".into(), value.as_ref().map_or(Plain::Number("-.inf".to_owned()), float)));
        entries
    }
}

/// The values of an issue: numbers stay numbers, options are their titles, or
/// their ids where titles are the same.
fn values(issue: &Issue) -> Vec<Plain> {
    let titles: Vec<String> = (0..issue.choices())
        .filter_map(|choice| Choice::try_from(choice).ok())
        .map(|choice| match &issue.domain {
            // The unit does not belong to the value.
            Domain::Number { numbers, .. } if usize::from(choice) < numbers.len() => issue.choice_id(choice),
            _ => issue.choice_title(choice),
        })
        .collect();
    let distinct: BTreeSet<_> = titles.iter().collect();
    let same = distinct.len() < titles.len();
    let count = match &issue.domain {
        Domain::Number { numbers, .. } => numbers.len(),
        _ => 0,
    };
    // NegMAS wants the numbers of one issue to be of one type.
    let whole = titles.iter().take(count).all(|number| !number.contains('.'));
    let value = |(at, title): (usize, String)| {
        if at < count {
            return Plain::Number(if whole || title.contains('.') { title } else { title + ".0" });
        }
        let id = Choice::try_from(at).map(|choice| issue.choice_id(choice));
        Plain::Text(if same { id.unwrap_or(title) } else { title })
    };
    titles.into_iter().enumerate().map(value).collect()
}

/// The numbers of an issue that has nothing beside them.
fn numbers(issue: &Issue) -> Option<Vec<Rational>> {
    match &issue.domain {
        Domain::Number { numbers, none: None, unknown: None, .. } => {
            Some(numbers.iter().map(|number| rational::from_decimal(*number)).collect())
        }
        _ => None,
    }
}

/// First, last and distance of whole numbers.
fn whole_numbers(issue: &Issue) -> Option<(i64, i64, i64)> {
    let numbers = numbers(issue)?;
    let whole =
        |number: &Rational| number.is_integer().then(|| i64::try_from(number.to_integer()).ok()).flatten();
    let all: Vec<i64> = numbers.iter().map(whole).collect::<Option<_>>()?;
    let (first, last) = (*all.first()?, *all.last()?);
    let step = all.get(1).map_or(1, |second| second - first);
    Some((first, last, step))
}

/// The class of an issue whose values are listed.
fn listed(issue: &Issue) -> &'static str {
    match numbers(issue) {
        Some(numbers) if numbers.len() > 1 => "DiscreteCardinalIssue",
        _ => "CategoricalIssue",
    }
}

/// Slope and intercept where values run straight and both end as decimals.
fn line(issue: &Issue, levels: &[Rational]) -> Option<(Rational, Rational)> {
    let numbers = numbers(issue)?;
    let (first, second) = (numbers.first()?, numbers.get(1)?);
    let slope = (levels.get(1)? - levels.first()?) / (second - first);
    let bias = levels.first()? - &slope * first;
    let straight = numbers.iter().zip(levels).all(|(number, level)| &slope * number + &bias == *level);
    let exact = |number: &Rational| rational::parse(&digits(number)).is_some_and(|read| read == *number);
    (straight && numbers.len() == levels.len() && exact(&slope) && exact(&bias)).then_some((slope, bias))
}

fn hyper(rectangles: Vec<(Plain, Rational)>, bias: &Rational) -> Vec<(Plain, Plain)> {
    let (ranges, utilities): (Vec<_>, Vec<_>) =
        rectangles.into_iter().map(|(range, by)| (range, float(&by))).unzip();
    vec![
        ("type".into(), "HyperRectangleUtilityFunction".into()),
        ("outcome_ranges".into(), Plain::List(ranges)),
        ("utilities".into(), Plain::List(utilities)),
        ("bias".into(), float(bias)),
    ]
}

/// A number that readers of YAML take for a floating point one.
fn float(number: &Rational) -> Plain {
    let digits = digits(number);
    Plain::Number(if digits.contains('.') { digits } else { format!("{digits}.0") })
}

fn left_out(case: &Case) -> Vec<String> {
    let mut left_out = Vec::new();
    if let Some(rules) = counted(case.rules.len(), "rule", "rules") {
        left_out.push(format!("{rules}: the scenario has packages that break them"));
    }
    for issue in &case.issues {
        if issue.when.is_some() {
            left_out
                .push(format!("that `{}` does not always arise: its values then count nothing", issue.id));
        }
        if matches!(issue.domain, Domain::AnyOf(_)) {
            left_out.push(format!("that the values of `{}` are sets", issue.id));
        }
    }
    if case.issues.iter().any(|issue| issue.no_deal.is_some()) {
        left_out.push(
            "what happens on each issue without an agreement; reserved values say what it is worth"
                .to_owned(),
        );
    }
    for (party, preference) in case.parties.iter().zip(&case.preferences) {
        if !preference.red_lines.is_empty() {
            left_out.push(format!("the red lines of {}", party.name));
        }
        if party.consents != Consent::Always {
            left_out.push(format!("that the consent of {} is not always asked", party.name));
        }
    }
    left_out.extend(left_out::of_numbers(case));
    left_out.extend(left_out::of_language(case, left_out::nothing));
    left_out
}
