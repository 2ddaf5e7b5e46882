//! A case as a GENIUS domain with one profile a party.
//!
//! Files bear the names of the case and of its parties, so that reading them
//! back gives the same names; a name that a file system would not take stands in
//! the attribute `name` of the outermost element as well, which GENIUS ignores.

use std::collections::BTreeSet;
use std::fmt::Write as _;

use detente_case::model::{Case, Domain, Issue};
use detente_case::package::Choice;
use detente_case::preference::{Form, Reservation};
use num_traits::{One, Signed, Zero};

use super::line::Line;
use super::profile::DISCOUNT;
use super::rectangle::Rectangle;
use crate::escape::escaped;
use crate::export::{ExportError, Exported, Output};
use crate::file_names::FileNames;
use crate::format::Format;
use crate::left_out;
use crate::rational::{self, Rational};
use crate::worth::{Worth, digits};

/// Writes a case; what GENIUS cannot say is listed.
pub(crate) fn write(case: &Case) -> Result<Exported, ExportError> {
    if case.issues.is_empty() {
        let reason = "the case has no issues, and a GENIUS domain needs one".to_owned();
        return Err(ExportError { reason, help: None });
    }
    let mut left_out = left_out::of_profiles(case, "GENIUS", |what| what.starts_with(DISCOUNT));
    let profiles: Vec<_> =
        (0..case.parties.len()).map(|party| Profile::of(case, party, &mut left_out)).collect();
    let columns: Vec<_> =
        case.issues.iter().enumerate().map(|(at, issue)| Column::of(issue, at, &profiles)).collect();
    for (issue, column) in case.issues.iter().zip(&columns) {
        if matches!(column.kind, Kind::Values) && matches!(issue.domain, Domain::Number { .. }) {
            left_out.push(format!("`{}` is written as values, not as numbers.", issue.title));
        }
        if matches!(issue.domain, Domain::AnyOf(_)) {
            left_out.push(format!("`{}` is written with every set of its options as a value.", issue.title));
        }
    }
    let mut names = FileNames::default();
    let (name, attribute) = file(&mut names, &case.title, "domain");
    let mut text = format!(
        "<negotiation_template{attribute}>\n<utility_space number_of_issues=\"{}\">\n{OBJECTIVE}",
        case.issues.len()
    );
    columns.iter().for_each(|column| column.write(&mut text, None));
    text.push_str("</objective>\n</utility_space>\n</negotiation_template>\n");
    let mut files = vec![Output { name, bytes: text.into_bytes() }];
    for (party, profile) in case.parties.iter().zip(&profiles) {
        if let Some(profile) = profile {
            let (name, attribute) = file(&mut names, &party.name, "party");
            match profile.text(case, &columns, &attribute, discount(case, &party.name)) {
                Ok(text) => files.push(Output { name, bytes: text.into_bytes() }),
                Err(reason) => left_out.push(format!("What {} prefers: {reason}.", party.name)),
            }
        }
    }
    if files.len() < 2 {
        let reason =
            "no party's preferences can be written: a GENIUS profile needs one number for everything";
        let help = left_out.last().map(|last| format!("for instance: {last}"));
        return Err(ExportError { reason: reason.to_owned(), help });
    }
    Ok(Exported { format: Format::Genius, files, left_out })
}

const OBJECTIVE: &str =
    "<objective index=\"0\" name=\"root\" description=\"\" type=\"objective\" etype=\"objective\">\n";

/// What a party's profile is made of.
enum Profile {
    /// A weighted sum.
    Linear {
        /// One an issue: weight, and evaluations of the choices, none below 0.
        issues: Vec<(Rational, Vec<Rational>)>,
        reservation: Rational,
    },
    /// Hyper-rectangles.
    Boxes { rectangles: Vec<(Rectangle, Rational)>, reservation: Rational },
}

impl Profile {
    /// The profile of a party; `None` where it has none, which is then said.
    fn of(case: &Case, party: usize, left_out: &mut Vec<String>) -> Option<Self> {
        let name = &case.parties.get(party)?.name;
        let mut refuse = |reason: &str| {
            left_out.push(format!("What {name} prefers: {reason}."));
            None
        };
        let preference = case.preferences.get(party)?;
        let Some(worth) = Worth::of(case, party) else {
            return match preference.form {
                Form::Unknown => refuse("it is not known"),
                _ => refuse("an order of packages is no utility"),
            };
        };
        let reservation = worth.reservation();
        let flat = worth
            .weights
            .iter()
            .zip(&worth.levels)
            .all(|(weight, levels)| weight.is_zero() || levels.iter().all(Zero::is_zero));
        let mut profile = if flat && !worth.adjustments.is_empty() {
            let rectangle = |(adjustment, by): (&detente_case::preference::Adjustment, &Rational)| {
                Some((Rectangle::of(case, &adjustment.when.formula)?, by.clone()))
            };
            let all = preference.adjustments.iter().zip(&worth.adjustments).map(rectangle);
            match all.collect::<Option<Vec<_>>>() {
                Some(rectangles) if worth.cap.is_none() => {
                    Self::Boxes { rectangles, reservation: Rational::zero() }
                }
                Some(_) => return refuse("a cap on hyper-rectangles cannot be said"),
                None => return refuse("its adjustments are no hyper-rectangles over numbers"),
            }
        } else if worth.adjustments.is_empty() {
            let issues: Vec<_> = worth.weights.iter().cloned().zip(worth.levels.iter().cloned()).collect();
            if issues
                .iter()
                .any(|(weight, levels)| !weight.is_zero() && levels.iter().any(Signed::is_negative))
            {
                return refuse("GENIUS has no evaluations below 0");
            }
            Self::Linear { issues, reservation: Rational::zero() }
        } else {
            return refuse("GENIUS has no adjustments beside values of issues");
        };
        if worth.vague {
            left_out.push(format!("What is not known exactly of {name}: the middle is written."));
        }
        let factor = match &mut profile {
            Self::Boxes { .. } => Rational::one(),
            Self::Linear { issues, .. } => {
                let plain = matches!(&preference.form, Form::Values(values) if values.divisor.is_none());
                let factor = divided_by(issues, worth.cap.as_ref(), plain);
                issues.iter_mut().for_each(|(weight, _)| *weight /= &factor);
                factor
            }
        };
        if !factor.is_one() {
            left_out.push(format!(
                "The scale of {name}: values are divided by {}, for those of GENIUS end at 1.",
                digits(&factor)
            ));
        }
        let number = reservation.unwrap_or_default() / factor;
        match &preference.reservation {
            Reservation::Value(_) => {}
            Reservation::Nothing => left_out
                .push(format!("That to {name} anything is at least as good as no agreement: 0 is written.")),
            Reservation::Unknown => {
                left_out.push(format!("What no agreement is worth to {name} is not known: 0 is written."));
            }
            Reservation::Package { .. } | Reservation::Between { .. } => left_out
                .push(format!("What no agreement is to {name}: its value {} is written.", digits(&number))),
        }
        match &mut profile {
            Self::Linear { reservation, .. } | Self::Boxes { reservation, .. } => *reservation = number,
        }
        Some(profile)
    }

    /// The file; an error where the issues are not as the profile needs them.
    fn text(
        &self,
        case: &Case,
        columns: &[Column<'_>],
        attribute: &str,
        discount: &str,
    ) -> Result<String, String> {
        let (kind, reservation) = match self {
            Self::Linear { reservation, .. } => ("", reservation.clone()),
            Self::Boxes { rectangles, reservation } => {
                (" type=\"nonlinear\"", reservation / most_of(rectangles))
            }
        };
        let mut out = format!("<utility_space{kind}{attribute}>\n{OBJECTIVE}");
        match self {
            Self::Linear { issues, .. } => {
                let mut weights = String::new();
                for ((at, column), (weight, levels)) in columns.iter().enumerate().zip(issues) {
                    let weight = column.write_evaluated(&mut out, weight, levels);
                    let _ = writeln!(weights, "<weight index=\"{}\" value=\"{}\"/>", at + 1, digits(&weight));
                }
                out.push_str(&weights);
            }
            Self::Boxes { rectangles, .. } => {
                columns.iter().for_each(|column| column.write(&mut out, None));
                let most = digits(&most_of(rectangles));
                let _ = writeln!(
                    out,
                    "<utility maxutility=\"{most}\">\n<ufun type=\"PlainUfun\" weight=\"1\" aggregation=\"sum\">"
                );
                for (rectangle, by) in rectangles {
                    let unsuited =
                        |at: &usize| columns.get(*at).is_none_or(|column| column.kind == Kind::Values);
                    if let Some(issue) = rectangle.issues().find(unsuited).and_then(|at| case.issues.get(at))
                    {
                        return Err(format!("`{}` is not written as numbers", issue.title));
                    }
                    rectangle.write(&mut out, case, by);
                }
                out.push_str("</ufun>\n</utility>\n");
            }
        }
        let _ = write!(
            out,
            "</objective>\n<discount_factor value=\"{discount}\"/>\n<reservation value=\"{}\"/>\n</utility_space>\n",
            digits(&reservation)
        );
        Ok(out)
    }
}

/// The discount factor of a party, where the case says that it leaves one out.
fn discount<'c>(case: &'c Case, name: &str) -> &'c str {
    let of_party = |what: &'c String| {
        let factor = what.strip_prefix(DISCOUNT)?.strip_suffix(name)?.strip_suffix(" of ")?;
        rational::parse(factor).map(|_| factor)
    };
    case.leaves_out.iter().find_map(of_party).unwrap_or("1.0")
}

/// The greatest sum of hyper-rectangles that there could be.
fn most_of(rectangles: &[(Rectangle, Rational)]) -> Rational {
    let sum: Rational = rectangles.iter().map(|(_, by)| by).filter(|by| by.is_positive()).sum();
    if sum.is_positive() { sum } else { Rational::one() }
}

/// What totals have to be divided by so that GENIUS, which counts what exceeds 1
/// as 1, keeps them.
fn divided_by(issues: &[(Rational, Vec<Rational>)], cap: Option<&Rational>, plain: bool) -> Rational {
    let best = |(weight, levels): &(Rational, Vec<Rational>)| {
        weight * levels.iter().max().cloned().unwrap_or_default()
    };
    let most: Rational = issues.iter().map(best).sum();
    match cap.filter(|cap| cap.is_positive() && **cap < most) {
        Some(cap) => cap.clone(),
        None if most <= Rational::one() + rational::ten_to(-9) => Rational::one(),
        None if plain && most <= rational::whole(100) => rational::whole(100),
        None => most,
    }
}

/// How an issue is written.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Kind {
    /// As `discrete`.
    Values,
    /// As `integer`.
    Whole,
}

struct Column<'c> {
    issue: &'c Issue,
    at: usize,
    kind: Kind,
    values: Vec<String>,
}

impl<'c> Column<'c> {
    fn of(issue: &'c Issue, at: usize, profiles: &[Option<Profile>]) -> Self {
        let whole = match &issue.domain {
            Domain::Number { numbers, none: None, unknown: None, .. } => {
                let distance = |pair: &[detente_case::decimal::Decimal]| match pair {
                    [low, high] => rational::from_decimal(*high) - rational::from_decimal(*low),
                    _ => Rational::one(),
                };
                numbers.first().is_some_and(|number| number.places() == 0)
                    && numbers.windows(2).all(|pair| distance(pair).is_one())
            }
            _ => false,
        };
        let straight = |profile: &Profile| match profile {
            Profile::Linear { issues, .. } => {
                issues.get(at).is_some_and(|(_, levels)| Line::of(levels).is_some())
            }
            Profile::Boxes { .. } => true,
        };
        let kind = if whole && profiles.iter().flatten().all(straight) { Kind::Whole } else { Kind::Values };
        Self { issue, at, kind, values: values(issue) }
    }

    fn open(&self, out: &mut String) {
        let name = escaped(&self.issue.title);
        let index = self.at + 1;
        let kind = if self.kind == Kind::Whole { "integer" } else { "discrete" };
        let _ = write!(
            out,
            "<issue index=\"{index}\" name=\"{name}\" type=\"{kind}\" etype=\"{kind}\" vtype=\"{kind}\""
        );
        if let (Kind::Whole, Some(first), Some(last)) = (self.kind, self.values.first(), self.values.last()) {
            let _ = write!(out, " lowerbound=\"{first}\" upperbound=\"{last}\"");
        }
        out.push_str(">\n");
    }

    fn write(&self, out: &mut String, evaluations: Option<&[Rational]>) {
        self.open(out);
        if self.kind == Kind::Values {
            for (index, value) in self.values.iter().enumerate() {
                let value = escaped(value);
                let _ = write!(out, "<item index=\"{}\" value=\"{value}\"", index + 1);
                if let Some(evaluation) = evaluations.and_then(|evaluations| evaluations.get(index)) {
                    let _ = write!(out, " evaluation=\"{}\"", digits(evaluation));
                }
                out.push_str("/>\n");
            }
        }
        out.push_str("</issue>\n");
    }

    /// Writes an issue with its evaluations, and returns the weight that goes with them.
    fn write_evaluated(&self, out: &mut String, weight: &Rational, levels: &[Rational]) -> Rational {
        match Line::of(levels) {
            Some(line) if self.kind == Kind::Whole => {
                self.open(out);
                let (slope, offset) = (digits(&line.slope), digits(&line.offset));
                let _ = writeln!(
                    out,
                    "<evaluator ftype=\"linear\" slope=\"{slope}\" offset=\"{offset}\"/>\n</issue>"
                );
                weight * line.times
            }
            _ => {
                let most = levels.iter().max().cloned().unwrap_or_default();
                // GENIUS takes a greatest evaluation of less than this for none at all.
                if most.is_positive() && most < rational::ten_to(-5) {
                    let shares: Vec<_> = levels.iter().map(|level| level / &most).collect();
                    self.write(out, Some(&shares));
                } else {
                    self.write(out, Some(levels));
                }
                weight * most
            }
        }
    }
}

/// The choices of an issue as values, each once.
fn values(issue: &Issue) -> Vec<String> {
    let mut seen = BTreeSet::new();
    let title = |at: usize| {
        let choice = Choice::try_from(at).unwrap_or(Choice::MAX);
        let number = matches!(&issue.domain, Domain::Number { numbers, .. } if at < numbers.len());
        let title = if number { issue.choice_id(choice) } else { issue.choice_title(choice) };
        if seen.insert(title.clone()) {
            return title;
        }
        let longer = format!("{title} ({})", issue.choice_id(choice));
        seen.insert(longer.clone());
        longer
    };
    (0..issue.choices()).map(title).collect()
}

/// The file for a name, and the attribute that keeps the name where the file does not.
fn file(names: &mut FileNames, name: &str, otherwise: &str) -> (String, String) {
    let stem = names.make(name, otherwise);
    let attribute = if stem == name { String::new() } else { format!(" name=\"{}\"", escaped(name)) };
    (format!("{stem}.xml"), attribute)
}
