//! What a party prefers, from a profile.

use detente_case::decimal::Decimal;
use detente_syntax::diagnostic::Diagnostic;
use detente_syntax::span::Span;
use num_traits::{One, Signed, Zero};

use super::domain::{Choices, WebDomain};
use crate::additive::{self, Summand};
use crate::codes;
use crate::draft::{Adjustment, Amount, Form, Levels, Preference, Reservation};
use crate::genius::out_of_range;
use crate::grid::kinks;
use crate::notes::Notes;
use crate::rational::{self, Rational};
use crate::tree::Node;

/// Most combinations of values that groups may list.
const MOST_PARTS: usize = 100_000;

/// A preference and what a reader of the case should know of it.
pub(super) struct Read {
    pub(super) name: Option<String>,
    pub(super) preference: Preference,
    pub(super) comment: Vec<String>,
    pub(super) leaves_out: Vec<String>,
}

/// What the class of a profile holds.
pub(super) fn body(profile: &Node) -> Option<&Node> {
    profile.entries().iter().find(|entry| !entry.value.entries().is_empty()).map(|entry| &entry.value)
}

/// Reads a profile; `None` after an error.
pub(super) fn read(
    profile: &Node,
    domain: &WebDomain,
    notes: &mut Notes,
    diagnostics: &mut Vec<Diagnostic>,
) -> Option<Read> {
    let mut reading = Reading { domain, notes, diagnostics };
    let linear = profile.get("LinearAdditiveUtilitySpace");
    let groups = profile.get("SumOfGroupsUtilitySpace");
    let (body, parts) = match (linear, groups) {
        (Some(body), _) => (body, reading.linear(body)?),
        (None, Some(body)) => (body, reading.groups(body)?),
        (None, None) => {
            let (span, class) = profile.entries().first().map_or((profile.span, String::new()), |entry| {
                (entry.key.span, entry.key.scalar().unwrap_or_default())
            });
            reading.diagnostics.push(
                Diagnostic::error(
                    codes::UNSUPPORTED_PROFILE,
                    span,
                    format!("profiles of class `{class}` are not read"),
                )
                .note("`LinearAdditiveUtilitySpace` and `SumOfGroupsUtilitySpace` are"),
            );
            return None;
        }
    };
    let reservation = reading.reservation(profile, body, &parts)?;
    let leaves_out = reading.discount(profile, body);
    let name = body.get("name").and_then(Node::text).map(str::trim).filter(|name| !name.is_empty());
    let (preference, comment) = reading.preference(body, parts, reservation)?;
    Some(Read { name: name.map(str::to_owned), preference, comment, leaves_out })
}

/// What adds value: issues one by one, and combinations.
struct Parts {
    summands: Vec<Summand>,
    combinations: Vec<Combination>,
}

/// Choices that a group lists together.
struct Combination {
    /// Issue and position, issues ascending.
    choices: Vec<(usize, usize)>,
    utility: Rational,
    span: Span,
}

struct Reading<'r> {
    domain: &'r WebDomain,
    notes: &'r mut Notes,
    diagnostics: &'r mut Vec<Diagnostic>,
}

impl Reading<'_> {
    fn refuse<T>(&mut self, span: Span, message: impl Into<String>) -> Option<T> {
        self.diagnostics.push(Diagnostic::error(codes::BAD_VALUE, span, message));
        None
    }

    /// A utility: a number from 0 to 1.
    fn utility(&mut self, node: &Node) -> Option<Rational> {
        match node.scalar().and_then(|text| rational::parse(&text)) {
            Some(number) if !number.is_negative() && number <= Rational::one() => Some(number),
            Some(_) => self.refuse(node.span, "a utility lies between 0 and 1"),
            None => self.refuse(node.span, "a utility is a finite number"),
        }
    }

    /// The issue of a name; a warning where the domain has none.
    fn issue(&mut self, key: &Node) -> Option<usize> {
        let name = key.scalar().unwrap_or_default();
        let at = self.domain.names.iter().position(|known| *known == name);
        if at.is_none() {
            self.notes.add(codes::ISSUE_MISMATCH, "unknown", key.span, || {
                format!("`{name}` is no issue of the domain and was passed over")
            });
        }
        at
    }

    fn linear(&mut self, body: &Node) -> Option<Parts> {
        let zero = |choices: &Choices| Summand {
            weight: Rational::zero(),
            divisor: Rational::one(),
            evaluations: vec![Rational::zero(); choices.len()],
        };
        let mut summands: Vec<_> = self.domain.choices.iter().map(zero).collect();
        let mut weighed = vec![false; summands.len()];
        let Some(weights) = body.get("issueWeights") else {
            return self.refuse(body.span, "a linear profile needs `issueWeights`");
        };
        for entry in weights.entries() {
            let Some(at) = self.issue(&entry.key) else { continue };
            let weight = match entry.value.scalar().and_then(|text| rational::parse(&text)) {
                Some(number) if !number.is_negative() => number,
                Some(_) => return self.refuse(entry.value.span, "a weight is below 0"),
                None => return self.refuse(entry.value.span, "a weight is a finite number"),
            };
            if let (Some(summand), Some(weighed)) = (summands.get_mut(at), weighed.get_mut(at)) {
                summand.weight = weight;
                *weighed = true;
            }
        }
        if let Some(at) = weighed.iter().position(|weighed| !weighed) {
            let name = self.domain.names.get(at).cloned().unwrap_or_default();
            self.notes.tell(codes::NO_WEIGHT, "issue", || {
                Diagnostic::warning(codes::NO_WEIGHT, weights.span, format!("`{name}` has no weight"))
                    .note("it was read as adding nothing")
            });
        }
        let sum: Rational = summands.iter().map(|summand| &summand.weight).sum();
        if (&sum - Rational::one()).abs() > rational::ten_to(-6) {
            let shown = rational::shown(&sum);
            self.notes.tell(codes::WEIGHTS_SUM, "sum", || {
                let message = format!("the weights sum to {shown}, not to 1");
                Diagnostic::warning(codes::WEIGHTS_SUM, weights.span, message)
                    .note("GeniusWeb refuses such a profile; the weights were taken as they stand")
            });
        }
        let Some(utilities) = body.get("issueUtilities") else {
            return self.refuse(body.span, "a linear profile needs `issueUtilities`");
        };
        let mut evaluated = vec![false; summands.len()];
        for entry in utilities.entries() {
            let Some(at) = self.issue(&entry.key) else { continue };
            let evaluations = self.evaluations(at, &entry.value)?;
            if let (Some(summand), Some(evaluated)) = (summands.get_mut(at), evaluated.get_mut(at)) {
                summand.evaluations = evaluations;
                *evaluated = true;
            }
        }
        if let Some(at) = evaluated.iter().position(|evaluated| !evaluated) {
            let name = self.domain.names.get(at).cloned().unwrap_or_default();
            self.notes.tell(codes::NO_EVALUATION, "issue", || {
                Diagnostic::warning(
                    codes::NO_EVALUATION,
                    utilities.span,
                    format!("`{name}` has no utilities"),
                )
                .note("it was read as adding nothing")
            });
        }
        Some(Parts { summands, combinations: Vec::new() })
    }

    /// The utilities of the choices of an issue.
    fn evaluations(&mut self, at: usize, node: &Node) -> Option<Vec<Rational>> {
        let domain = self.domain;
        let choices = domain.choices.get(at)?;
        let name = domain.names.get(at)?;
        if let Some(values) = node.get("discreteutils") {
            let Some(listed) = values.get("valueUtilities") else {
                return self.refuse(values.span, "`discreteutils` needs `valueUtilities`");
            };
            let mut found = vec![None; choices.len()];
            for entry in listed.entries() {
                let utility = self.utility(&entry.value)?;
                match choices.place(&entry.key).and_then(|place| found.get_mut(place)) {
                    Some(slot) => *slot = Some(utility),
                    None => self.notes.add(codes::VALUE_MISMATCH, "unknown", entry.key.span, || {
                        let value = entry.key.scalar().unwrap_or_default();
                        format!("`{value}` is no value of `{name}` in the domain and was passed over")
                    }),
                }
            }
            if let Some(missing) = found.iter().position(Option::is_none) {
                let id = choices.id(missing);
                self.notes.tell(codes::VALUE_MISMATCH, "missing", || {
                    let message = format!("`{id}`, a value of `{name}` in the domain, is missing here");
                    Diagnostic::warning(codes::VALUE_MISMATCH, listed.span, message)
                        .note("its utility was read as 0")
                });
            }
            return Some(found.into_iter().map(Option::unwrap_or_default).collect());
        }
        let (Some(curve), Choices::Numbers(grid)) = (node.get("numberutils"), choices) else {
            self.diagnostics.push(Diagnostic::error(
                codes::ISSUE_MISMATCH,
                node.span,
                format!("utilities of `{name}` are of another kind than its values in the domain"),
            ));
            return None;
        };
        let number =
            |key: &str| curve.get(key).and_then(Node::scalar).and_then(|text| rational::parse(&text));
        let (Some(low), Some(high)) = (number("lowValue"), number("highValue")) else {
            return self.refuse(curve.span, "`numberutils` needs `lowValue` and `highValue`, numbers");
        };
        if low >= high {
            return self.refuse(curve.span, "`lowValue` must be below `highValue`");
        }
        let (Some(from), Some(to)) = (curve.get("lowUtility"), curve.get("highUtility")) else {
            return self.refuse(curve.span, "`numberutils` needs `lowUtility` and `highUtility`");
        };
        let (from, to) = (self.utility(from)?, self.utility(to)?);
        let value = |number: Rational| {
            if number < low || number > high {
                return Rational::zero();
            }
            &from + (&to - &from) * (number - &low) / (&high - &low)
        };
        Some(grid.fractions().map(value).collect())
    }

    fn groups(&mut self, body: &Node) -> Option<Parts> {
        let domain = self.domain;
        let Some(listed) = body.get("partUtilities") else {
            return self.refuse(body.span, "a profile of groups needs `partUtilities`");
        };
        let single = |choices: &Choices| Summand {
            weight: Rational::one(),
            divisor: Rational::one(),
            evaluations: vec![Rational::zero(); choices.len()],
        };
        let mut parts =
            Parts { summands: domain.choices.iter().map(single).collect(), combinations: Vec::new() };
        let mut grouped: Vec<bool> = vec![false; domain.names.len()];
        for entry in listed.entries() {
            let part = entry.value.get("partsutils").unwrap_or(&entry.value);
            let issues = part.get("issues").and_then(Node::items);
            let utilities = part.get("utilslist").and_then(Node::items);
            let (Some(issues), Some(utilities)) = (issues, utilities) else {
                return self.refuse(part.span, "a group needs `issues` and `utilslist`, lists");
            };
            let mut of = Vec::new();
            for issue in issues {
                let Some(at) = self.issue(issue) else {
                    return self.refuse(issue.span, "a group is of issues of the domain");
                };
                if let Some(seen) = grouped.get_mut(at)
                    && std::mem::replace(seen, true)
                {
                    return self.refuse(issue.span, "an issue belongs to one group alone");
                }
                of.push(at);
            }
            for row in utilities {
                self.combination(&of, row, &mut parts)?;
            }
        }
        if let Some(at) = grouped.iter().position(|grouped| !grouped) {
            let name = domain.names.get(at).cloned().unwrap_or_default();
            self.notes.tell(codes::NO_EVALUATION, "group", || {
                Diagnostic::warning(codes::NO_EVALUATION, listed.span, format!("`{name}` is in no group"))
                    .note("it was read as adding nothing; GeniusWeb refuses such a profile")
            });
        }
        parts.combinations.sort_by(|left, right| left.choices.cmp(&right.choices));
        Some(parts)
    }

    /// `{"values": [...], "util": ...}` of a group.
    fn combination(&mut self, of: &[usize], row: &Node, parts: &mut Parts) -> Option<()> {
        let domain = self.domain;
        let values = row.get("values").and_then(Node::items);
        let (Some(values), Some(utility)) =
            (values.filter(|values| values.len() == of.len()), row.get("util"))
        else {
            return self.refuse(row.span, "an entry of a group needs `values`, one an issue, and `util`");
        };
        let utility = self.utility(utility)?;
        let mut choices = Vec::new();
        for (&issue, value) in of.iter().zip(values) {
            let place = domain.choices.get(issue).and_then(|choices| choices.place(value));
            let Some(place) = place else {
                let name = domain.names.get(issue).cloned().unwrap_or_default();
                self.notes.add(codes::VALUE_MISMATCH, "unknown", value.span, || {
                    format!("this is no value of `{name}` in the domain and was passed over")
                });
                return Some(());
            };
            choices.push((issue, place));
        }
        choices.sort_unstable();
        match choices.as_slice() {
            &[(issue, place)] => {
                let slot =
                    parts.summands.get_mut(issue).and_then(|summand| summand.evaluations.get_mut(place));
                if let Some(slot) = slot {
                    *slot = utility;
                }
            }
            _ if utility.is_zero() => {}
            _ => parts.combinations.push(Combination { choices, utility, span: row.span }),
        }
        if parts.combinations.len() > MOST_PARTS {
            return self.refuse(row.span, format!("groups list more than {MOST_PARTS} combinations"));
        }
        Some(())
    }

    /// What no agreement is worth: the reservation bid, a number that NegMAS
    /// adds, or nothing.
    fn reservation(&mut self, profile: &Node, body: &Node, parts: &Parts) -> Option<Reservation> {
        let number = body.given("reserved_value").or_else(|| profile.given("reserved_value"));
        let Some(bid) = body.given("reservationBid") else {
            let Some(node) = number else { return Some(Reservation::Value(Amount::Exactly(Decimal::ZERO))) };
            let Some(value) = node.scalar().and_then(|text| rational::parse(&text)) else {
                return self.refuse(node.span, "a reserved value is a finite number");
            };
            if let Some(warning) = out_of_range(&value, node.span) {
                self.notes.tell(codes::RESERVATION_RANGE, "reserved", || warning);
            }
            return self.held(&value, node.span).map(|value| Reservation::Value(Amount::Exactly(value)));
        };
        if let Some(node) = number {
            self.notes.add(codes::IGNORED, "reserved", node.span, || {
                "the reserved value counts for nothing beside a reservation bid".to_owned()
            });
        }
        let Some(values) = bid.get("issuevalues") else {
            return self.refuse(bid.span, "a reservation bid needs `issuevalues`");
        };
        let domain = self.domain;
        let mut chosen: Vec<Option<usize>> = vec![None; domain.names.len()];
        for entry in values.entries() {
            let Some(at) = self.issue(&entry.key) else { continue };
            let place = domain.choices.get(at).and_then(|choices| choices.place(&entry.value));
            if place.is_none() {
                return self.refuse(
                    entry.value.span,
                    "the reservation bid holds a value that its issue does not have",
                );
            }
            if let Some(slot) = chosen.get_mut(at) {
                *slot = place;
            }
        }
        let full: Option<Vec<usize>> = chosen.iter().copied().collect();
        if let Some(full) = full {
            let choice = |(at, place): (usize, usize)| {
                let issue = domain.issues.get(at)?;
                Some((issue.id.clone(), domain.choices.get(at)?.id(place)))
            };
            let package = full.into_iter().enumerate().map(choice).collect::<Option<_>>()?;
            return Some(Reservation::Package(package));
        }
        // Issues that a bid leaves open are worth nothing in GeniusWeb.
        let single = |(summand, place): (&Summand, &Option<usize>)| {
            let evaluation = place.and_then(|place| summand.evaluations.get(place));
            evaluation.map(|evaluation| &summand.weight * evaluation / &summand.divisor).unwrap_or_default()
        };
        let sum: Rational = parts.summands.iter().zip(&chosen).map(single).sum();
        let held = |choices: &[(usize, usize)]| {
            choices.iter().all(|(issue, place)| chosen.get(*issue) == Some(&Some(*place)))
        };
        let together = parts.combinations.iter().filter(|combination| held(&combination.choices));
        let value = sum + together.map(|combination| &combination.utility).sum::<Rational>();
        self.notes.tell(codes::IGNORED, "bid", || {
            Diagnostic::warning(codes::IGNORED, bid.span, "the reservation bid leaves issues open")
                .note("its value as GeniusWeb computes it was read, with nothing for those issues")
        });
        self.held(&value, bid.span).map(|value| Reservation::Value(Amount::Exactly(value)))
    }

    fn held(&mut self, number: &Rational, span: Span) -> Option<Decimal> {
        let Some((decimal, lost)) = rational::decimal(number) else {
            return self.refuse(span, "a number is too large for a case");
        };
        if lost {
            self.notes.add(codes::ROUNDED, "number", span, || format!("a number was rounded to {decimal}"));
        }
        Some(decimal)
    }

    fn discount(&mut self, profile: &Node, body: &Node) -> Vec<String> {
        let node = body.given("discount_factor").or_else(|| profile.given("discount_factor"));
        let text = node.and_then(Node::scalar);
        let (Some(node), Some(text)) = (node, text) else { return Vec::new() };
        if rational::parse(&text).is_none_or(|factor| factor.is_one() || !factor.is_positive()) {
            return Vec::new();
        }
        self.notes.add(codes::NOT_CARRIED, "discount", node.span, || {
            format!("values are those at the start; the discount factor {text} is left out")
        });
        vec![format!("discount factor {text}")]
    }

    fn preference(
        &mut self,
        body: &Node,
        parts: Parts,
        reservation: Reservation,
    ) -> Option<(Preference, Vec<String>)> {
        let domain = self.domain;
        let mut adjustments = Vec::new();
        let mut others = Vec::new();
        for Combination { choices, utility, span } in &parts.combinations {
            let by = self.held(utility, *span)?;
            let part = |(issue, place): &(usize, usize)| {
                let id = &domain.issues.get(*issue)?.id;
                Some(format!("{id} = {}", domain.choices.get(*issue)?.id(*place)))
            };
            let when: Vec<_> = choices.iter().map(part).collect::<Option<_>>()?;
            others.push(by);
            adjustments.push(Adjustment {
                id: format!("together-{}", adjustments.len() + 1),
                when: when.join(" and "),
                by: Amount::Exactly(by),
                because: None,
            });
        }
        if let Reservation::Value(Amount::Exactly(value)) = &reservation {
            others.push(*value);
        }
        let Some(encoded) = additive::encode(&parts.summands, &others) else {
            return self.refuse(body.span, "the numbers of this profile are too large for a case");
        };
        if !encoded.lost.is_zero() {
            self.notes.tell(codes::ROUNDED, "weights", || {
                let span = body.get("issueWeights").map_or(body.span, |weights| weights.span);
                let span = Span::new(span.file, span.start as usize, span.start as usize + 1);
                Diagnostic::warning(codes::ROUNDED, span, "weights have more digits than a case holds").note(
                    format!(
                        "values of packages differ from those of GeniusWeb by at most {}",
                        rational::magnitude(&encoded.lost)
                    ),
                )
            });
        }
        let level = |(at, choices): (usize, &Choices)| match choices {
            Choices::Values { ids, .. } => {
                let levels = encoded.levels.get(at).map(Vec::as_slice).unwrap_or_default();
                let row = |(id, level): (&String, &Decimal)| (id.clone(), Amount::Exactly(*level));
                Levels::Table(ids.iter().zip(levels).map(row).collect())
            }
            Choices::Numbers(grid) => {
                let bends =
                    parts.summands.get(at).map(|summand| kinks(&summand.evaluations)).unwrap_or_default();
                let points = encoded.points(at, &grid.numbers, &bends);
                Levels::Points(
                    points.into_iter().map(|(at, level)| (at, Amount::Exactly(level))).collect(),
                    Vec::new(),
                )
            }
        };
        let preference = Preference {
            form: Form::Values {
                weights: encoded.weights.iter().copied().map(Amount::Exactly).collect(),
                levels: domain.choices.iter().enumerate().map(level).collect(),
                scale: Some(encoded.scale),
                cap: None,
            },
            reservation,
            adjustments,
            ..Preference::default()
        };
        let comment = vec!["Values are in proportion to the utilities of the file; divided by `scale`, totals run from 0 to 1.".to_owned()];
        Some((preference, comment))
    }
}
