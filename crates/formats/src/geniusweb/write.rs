//! A case as a GeniusWeb domain with one profile a party.
//!
//! What issues add one by one is a linear profile; where adjustments join
//! issues, each set of issues that they join becomes a group that lists what
//! every combination is worth.

use std::collections::BTreeSet;

use detente_case::model::{Case, Domain, Issue};
use detente_case::package::Choice;
use detente_case::preference::{Form, Reservation};
use fixedbitset::FixedBitSet;
use num_traits::{One, Signed, Zero};

use crate::export::{ExportError, Exported, Output};
use crate::file_names::FileNames;
use crate::format::Format;
use crate::left_out;
use crate::rational::{self, Rational};
use crate::tree::Plain;
use crate::worth::{Worth, digits};

/// What every combination of choices of a group is worth.
type Part = Vec<(Vec<usize>, Rational)>;

/// Most combinations of a group that are written.
const MOST_COMBINATIONS: usize = 10_000;

/// Writes a case; what GeniusWeb cannot say is listed.
pub(crate) fn write(case: &Case) -> Result<Exported, ExportError> {
    if case.issues.is_empty() {
        let reason = "the case has no issues, and a GeniusWeb domain needs one".to_owned();
        return Err(ExportError { reason, help: None });
    }
    let mut left_out = left_out::of_profiles(case, "GeniusWeb", left_out::nothing);
    let values: Vec<_> = case.issues.iter().map(Values::of).collect();
    let names = unique(case.issues.iter().map(|issue| (issue.title.as_str(), issue.id.as_str())));
    let writer = Writer { case, values, names };
    for issue in case.issues.iter().filter(|issue| matches!(issue.domain, Domain::AnyOf(_))) {
        left_out.push(format!("`{}` is written with every set of its options as a value.", issue.title));
    }
    let mut files = FileNames::default();
    let mut file = |name: &str, otherwise: &str| format!("{}.json", files.make(name, otherwise));
    let domain = writer.domain();
    let mut outputs = vec![Output { name: file(&case.title, "domain"), bytes: domain.json().into_bytes() }];
    for (party, of) in case.parties.iter().enumerate() {
        match writer.profile(party, &domain, &mut left_out) {
            Ok(profile) => {
                let name = file(&of.name, "party");
                outputs.push(Output { name, bytes: profile.json().into_bytes() });
            }
            Err(reason) => left_out.push(format!("What {} prefers: {reason}.", of.name)),
        }
    }
    if outputs.len() < 2 {
        let reason =
            "no party's preferences can be written: a GeniusWeb profile needs one number for everything";
        let help = left_out.last().map(|last| format!("for instance: {last}"));
        return Err(ExportError { reason: reason.to_owned(), help });
    }
    Ok(Exported { format: Format::GeniusWeb, files: outputs, left_out })
}

/// The choices of an issue in a file.
enum Values {
    Texts(Vec<String>),
    /// First, last, distance, and all of them.
    Numbers(String, String, String, Vec<String>),
}

impl Values {
    fn of(issue: &Issue) -> Self {
        if let Domain::Number { numbers, none: None, unknown: None, .. } = &issue.domain
            && let (Some(first), Some(last)) = (numbers.first(), numbers.last())
        {
            let distance = |pair: &[detente_case::decimal::Decimal]| match pair {
                [low, high] => Some(rational::from_decimal(*high) - rational::from_decimal(*low)),
                _ => None,
            };
            let distances: BTreeSet<_> = numbers.windows(2).filter_map(distance).collect();
            if distances.len() <= 1 {
                let step = distances.into_iter().next().unwrap_or_else(Rational::one);
                let all = numbers.iter().map(ToString::to_string).collect();
                return Self::Numbers(first.to_string(), last.to_string(), digits(&step), all);
            }
        }
        let title = |at: usize| {
            let choice = Choice::try_from(at).unwrap_or(Choice::MAX);
            let number = matches!(&issue.domain, Domain::Number { numbers, .. } if at < numbers.len());
            if number { issue.choice_id(choice) } else { issue.choice_title(choice) }
        };
        let id = |at: usize| issue.choice_id(Choice::try_from(at).unwrap_or(Choice::MAX));
        let both: Vec<_> = (0..issue.choices()).map(|at| (title(at), id(at))).collect();
        Self::Texts(unique(both.iter().map(|(title, id)| (title.as_str(), id.as_str()))))
    }

    fn len(&self) -> usize {
        match self {
            Self::Texts(all) | Self::Numbers(.., all) => all.len(),
        }
    }

    /// A choice as a value.
    fn value(&self, at: usize) -> Plain {
        match self {
            Self::Texts(texts) => Plain::Text(texts.get(at).cloned().unwrap_or_default()),
            Self::Numbers(.., all) => Plain::Number(all.get(at).cloned().unwrap_or_default()),
        }
    }

    /// A choice as a key.
    fn key(&self, at: usize) -> Plain {
        match self {
            Self::Texts(all) | Self::Numbers(.., all) => {
                Plain::Text(all.get(at).cloned().unwrap_or_default())
            }
        }
    }
}

/// Titles, with the id where a title stood before.
fn unique<'t>(titles: impl Iterator<Item = (&'t str, &'t str)>) -> Vec<String> {
    let mut seen = BTreeSet::new();
    let name = |(title, id): (&str, &str)| {
        let title = if seen.contains(title) { format!("{title} ({id})") } else { title.to_owned() };
        seen.insert(title.clone());
        title
    };
    titles.map(name).collect()
}

struct Writer<'c> {
    case: &'c Case,
    values: Vec<Values>,
    names: Vec<String>,
}

impl Writer<'_> {
    fn domain(&self) -> Plain {
        let values = |values: &Values| match values {
            Values::Texts(texts) => Plain::map([(
                "values",
                Plain::List(texts.iter().map(|text| Plain::Text(text.clone())).collect()),
            )]),
            Values::Numbers(low, high, step, _) => {
                let number = |text: &String| Plain::Number(text.clone());
                let range = [("low", number(low)), ("high", number(high)), ("step", number(step))];
                Plain::map([("range", Plain::map(range))])
            }
        };
        let issues = self.names.iter().zip(&self.values);
        let issues = issues.map(|(name, of)| (Plain::Text(name.clone()), values(of))).collect();
        Plain::map([("name", Plain::Text(self.case.title.clone())), ("issuesValues", Plain::Map(issues))])
    }

    fn profile(&self, party: usize, domain: &Plain, left_out: &mut Vec<String>) -> Result<Plain, String> {
        let (Some(of), Some(preference)) = (self.case.parties.get(party), self.case.preferences.get(party))
        else {
            return Err("it is not known".to_owned());
        };
        let Some(worth) = Worth::of(self.case, party) else {
            return Err(match preference.form {
                Form::Unknown => "it is not known".to_owned(),
                _ => "an order of packages is no utility".to_owned(),
            });
        };
        if worth.vague {
            left_out.push(format!("What is not known exactly of {}: the middle is written.", of.name));
        }
        let groups = self.joined(&preference.adjustments);
        let parts: Vec<_> = groups
            .iter()
            .map(|group| self.part(group, &worth, &preference.adjustments))
            .collect::<Result<_, _>>()?;
        if parts.iter().flatten().any(|(_, value)| value.is_negative()) {
            return Err("GeniusWeb has no utilities below 0".to_owned());
        }
        let most: Rational = parts.iter().filter_map(|part| part.iter().map(|(_, value)| value).max()).sum();
        if worth.cap.as_ref().is_some_and(|cap| *cap < most) {
            return Err("GeniusWeb does not cut totals off".to_owned());
        }
        let plain = matches!(&preference.form, Form::Values(values) if values.divisor.is_none());
        let factor = match () {
            () if most <= Rational::one() + rational::ten_to(-9) => Rational::one(),
            () if plain && most <= rational::whole(100) => rational::whole(100),
            () => most.clone(),
        };
        if !factor.is_one() {
            left_out.push(format!(
                "The scale of {}: values are divided by {}, for those of GeniusWeb end at 1.",
                of.name,
                digits(&factor)
            ));
        }
        let mut entries = vec![("name", Plain::Text(of.name.clone())), ("domain", domain.clone())];
        let class = if groups.iter().all(|group| group.len() == 1) {
            let (weights, utilities) = self.linear(&worth, &parts, &factor);
            entries.push(("issueUtilities", utilities));
            entries.push(("issueWeights", weights));
            "LinearAdditiveUtilitySpace"
        } else {
            entries.push(("partUtilities", self.parts(&groups, &parts, &factor)));
            "SumOfGroupsUtilitySpace"
        };
        match &preference.reservation {
            Reservation::Package { package, .. } => {
                let chosen = self.names.iter().zip(&self.values).zip(package);
                let chosen = chosen
                    .map(|((name, values), at)| (Plain::Text(name.clone()), values.value(usize::from(*at))));
                entries.push(("reservationBid", Plain::map([("issuevalues", Plain::Map(chosen.collect()))])));
            }
            Reservation::Nothing => left_out.push(format!(
                "That to {} anything is at least as good as no agreement: without a package it is worth 0.",
                of.name
            )),
            Reservation::Value(_) if worth.reservation().is_some_and(|value| value.is_zero()) => {}
            _ => left_out.push(format!(
                "What no agreement is worth to {}: in GeniusWeb it is a package, not a number.",
                of.name
            )),
        }
        let body = entries.into_iter().map(|(key, value)| (Plain::from(key), value)).collect();
        Ok(Plain::map([(class, Plain::Map(body))]))
    }

    /// Sets of issues that adjustments join, every issue once.
    fn joined(&self, adjustments: &[detente_case::preference::Adjustment]) -> Vec<Vec<usize>> {
        let count = self.case.issues.len();
        let mut group: Vec<usize> = (0..count).collect();
        for adjustment in adjustments {
            let mut marked = FixedBitSet::with_capacity(count);
            adjustment.when.formula.mark_issues(&mut marked);
            let joined: BTreeSet<_> = marked.ones().filter_map(|issue| group.get(issue).copied()).collect();
            if let Some(&first) = joined.first() {
                group.iter_mut().filter(|of| joined.contains(of)).for_each(|of| *of = first);
            }
        }
        let mut groups: Vec<Vec<usize>> = vec![Vec::new(); count];
        for (issue, of) in group.into_iter().enumerate() {
            if let Some(members) = groups.get_mut(of) {
                members.push(issue);
            }
        }
        groups.retain(|members| !members.is_empty());
        groups
    }

    /// What every combination of choices of a group is worth.
    fn part(
        &self,
        group: &[usize],
        worth: &Worth<'_>,
        adjustments: &[detente_case::preference::Adjustment],
    ) -> Result<Part, String> {
        let sizes: Vec<_> =
            group.iter().map(|&issue| self.values.get(issue).map_or(0, Values::len)).collect();
        let count = sizes.iter().try_fold(1_usize, |product, size| product.checked_mul(*size));
        let count = count.filter(|count| *count <= MOST_COMBINATIONS);
        let Some(count) = count else {
            return Err(format!("its adjustments join issues of more than {MOST_COMBINATIONS} combinations"));
        };
        let first = group.first() == Some(&0);
        let mut package: Vec<Choice> = vec![0; self.case.issues.len()];
        let mut part = Vec::with_capacity(count);
        for number in 0..count {
            let mut rest = number;
            let mut choices = vec![0; group.len()];
            for (at, size) in sizes.iter().enumerate().rev() {
                if let Some(choice) = choices.get_mut(at) {
                    *choice = rest % size;
                }
                rest /= size;
            }
            let mut value = Rational::zero();
            for (&issue, &choice) in group.iter().zip(&choices) {
                let choice = Choice::try_from(choice).unwrap_or(Choice::MAX);
                value += worth.share(issue, choice);
                if let Some(slot) = package.get_mut(issue) {
                    *slot = choice;
                }
            }
            for (adjustment, by) in adjustments.iter().zip(&worth.adjustments) {
                let mut marked = FixedBitSet::with_capacity(self.case.issues.len());
                adjustment.when.formula.mark_issues(&mut marked);
                // What always holds counts with the first issue.
                let here = marked.ones().next().map_or(first, |issue| group.contains(&issue));
                if here && adjustment.when.formula.holds(&package) {
                    value += by;
                }
            }
            part.push((choices, value));
        }
        Ok(part)
    }

    /// Weights that sum to 1, and utilities from 0 to 1 that go with them.
    fn linear(&self, worth: &Worth<'_>, parts: &[Part], factor: &Rational) -> (Plain, Plain) {
        let shares: Vec<Vec<Rational>> =
            parts.iter().map(|part| part.iter().map(|(_, value)| value / factor).collect()).collect();
        let (weights, utilities) = kept(worth, &shares, factor).unwrap_or_else(|| spread(&shares));
        let weights = summing_to_one(&weights);
        let issues = || self.names.iter().map(|name| Plain::Text(name.clone()));
        let curves = utilities.iter().zip(&self.values).map(|(utilities, values)| curve(utilities, values));
        let weights = issues().zip(weights.into_iter().map(Plain::Number)).collect();
        (Plain::Map(weights), Plain::Map(issues().zip(curves).collect()))
    }

    fn parts(&self, groups: &[Vec<usize>], parts: &[Part], factor: &Rational) -> Plain {
        let entry = |(at, (group, part)): (usize, (&Vec<usize>, &Part))| {
            let name = |issue: &usize| Plain::Text(self.names.get(*issue).cloned().unwrap_or_default());
            let row = |(choices, value): &(Vec<usize>, Rational)| {
                let value_of = |(issue, choice): (&usize, &usize)| {
                    self.values.get(*issue).map_or(Plain::Null, |values| values.value(*choice))
                };
                let values = group.iter().zip(choices).map(value_of).collect();
                Plain::map([
                    ("values", Plain::List(values)),
                    ("util", Plain::Number(digits(&(value / factor)))),
                ])
            };
            let rows = part.iter().filter(|(_, value)| !value.is_zero()).map(row).collect();
            let body = Plain::map([
                ("issues", Plain::List(group.iter().map(name).collect())),
                ("utilslist", Plain::List(rows)),
            ]);
            (Plain::Text(format!("part{}", at + 1)), Plain::map([("partsutils", body)]))
        };
        Plain::Map(groups.iter().zip(parts).enumerate().map(entry).collect())
    }
}

/// Weights and levels as they are, if they are those of a linear profile but for one factor.
fn kept(
    worth: &Worth<'_>,
    shares: &[Vec<Rational>],
    factor: &Rational,
) -> Option<(Vec<Rational>, Vec<Vec<Rational>>)> {
    let sum: Rational = worth.weights.iter().sum();
    if !sum.is_positive() || !worth.adjustments.is_empty() {
        return None;
    }
    // A hundred, or one, where rounding of weights is all that keeps it from that.
    let top = (&sum / factor).recip();
    let near = |round: &Rational| (&top - round).abs() <= round * rational::ten_to(-9);
    let top = [rational::whole(100), Rational::one()].into_iter().find(near)?;
    let weights = worth.weights.iter().map(|weight| weight / factor * &top).collect();
    let utilities: Vec<Vec<_>> =
        worth.levels.iter().map(|levels| levels.iter().map(|level| level / &top).collect()).collect();
    let within = |value: &Rational| !value.is_negative() && *value <= Rational::one();
    (utilities.len() == shares.len() && utilities.iter().flatten().all(within))
        .then_some((weights, utilities))
}

/// Weights in proportion to what issues add at best.
fn spread(shares: &[Vec<Rational>]) -> (Vec<Rational>, Vec<Vec<Rational>>) {
    let best: Vec<Rational> =
        shares.iter().map(|row| row.iter().max().cloned().unwrap_or_default()).collect();
    let total: Rational = best.iter().sum();
    if !total.is_positive() {
        let even = rational::whole(i64::try_from(shares.len().max(1)).unwrap_or(i64::MAX)).recip();
        return (vec![even; shares.len()], shares.to_vec());
    }
    let weights: Vec<_> = best.iter().map(|best| best / &total).collect();
    let row = |(row, weight): (&Vec<Rational>, &Rational)| {
        // Rounding of the case can leave a total above 1 by less than counts.
        let utility = |share: &Rational| {
            if weight.is_zero() { Rational::zero() } else { (share / weight).min(Rational::one()) }
        };
        row.iter().map(utility).collect()
    };
    let utilities = shares.iter().zip(&weights).map(row).collect();
    (weights, utilities)
}

/// Weights as text whose sum is exactly 1, as GeniusWeb demands; the greatest
/// takes what rounding left.
fn summing_to_one(weights: &[Rational]) -> Vec<String> {
    let mut texts: Vec<_> = weights.iter().map(digits).collect();
    let written: Rational = texts.iter().filter_map(|text| rational::parse(text)).sum();
    let greatest =
        weights.iter().enumerate().max_by(|left, right| left.1.cmp(right.1).then(right.0.cmp(&left.0)));
    if let Some((at, _)) = greatest
        && let Some(text) = texts.get_mut(at)
        && let Some(number) = rational::parse(text)
    {
        // All of these are decimals that end, and so does their difference.
        *text = ended(&(number + Rational::one() - written));
    }
    texts
}

/// A decimal that ends, with all its digits.
fn ended(number: &Rational) -> String {
    let mut places = 0;
    while !(number * rational::ten_to(places)).is_integer() && places < 400 {
        places += 1;
    }
    let width = usize::try_from(places).unwrap_or(0) + 1;
    let scaled = (number * rational::ten_to(places)).to_integer().to_string();
    let padded = format!("{scaled:0>width$}");
    let (whole, fraction) = padded.split_at(padded.len() + 1 - width);
    if fraction.is_empty() { whole.to_owned() } else { format!("{whole}.{fraction}") }
}

/// Utilities of the choices of an issue: a line where they are one.
fn curve(utilities: &[Rational], values: &Values) -> Plain {
    if let Values::Numbers(low, high, _, all) = values
        && let ([first, .., last], true) = (utilities, crate::grid::kinks(utilities).len() <= 2)
        && all.len() > 1
    {
        let number = |text: &str| Plain::Number(text.to_owned());
        return Plain::map([(
            "numberutils",
            Plain::map([
                ("lowValue", number(low)),
                ("lowUtility", number(&digits(first))),
                ("highValue", number(high)),
                ("highUtility", number(&digits(last))),
            ]),
        )]);
    }
    let rows = utilities.iter().enumerate();
    let rows = rows.map(|(at, utility)| (values.key(at), Plain::Number(digits(utility)))).collect();
    Plain::map([("discreteutils", Plain::map([("valueUtilities", Plain::Map(rows))]))])
}
