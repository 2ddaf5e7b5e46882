//! From the numbers of one party, wherever a table had them, to its preference.

use std::collections::BTreeMap;

use detente_case::decimal::Decimal;
use detente_case::evidence::Basis;

use super::amount::Said;
use super::{At, Told, grounds};
use crate::codes;
use crate::draft::{Amount, Domain, Draft, Form, Issue, Levels, Number, Preference, Remark, Reservation};

/// One number with what is said of it.
#[derive(Clone, Debug)]
pub(crate) struct Entry {
    pub(crate) at: At,
    pub(crate) said: Said,
    pub(crate) basis: Option<Basis>,
    pub(crate) because: Option<String>,
}

/// All numbers of one party.
#[derive(Clone, Debug)]
pub(crate) struct Numbers {
    /// Where the party is named.
    pub(crate) at: At,
    /// Its name, for messages.
    pub(crate) name: String,
    /// Weights by issue.
    pub(crate) weights: BTreeMap<usize, Entry>,
    /// Values by issue and row of [`Rows`].
    pub(crate) values: BTreeMap<(usize, usize), Entry>,
    /// The value of no agreement.
    pub(crate) reservation: Option<Entry>,
    /// What the weighted sum is divided by.
    pub(crate) scale: Option<Decimal>,
    /// The highest total.
    pub(crate) cap: Option<Decimal>,
}

/// The choices of one issue that a table has rows for, in order.
pub(crate) type Rows = Vec<Row>;

/// A choice.
#[derive(Clone, Debug)]
pub(crate) struct Row {
    /// As the case language writes it.
    pub(crate) choice: String,
    /// Where it stands.
    pub(crate) at: At,
}

/// The preference of a party; `None` after an error. `curves` says whether the
/// values of a numeric issue may be given for some numbers alone, `blank` where a value
/// would stand that is missing, by issue and row.
pub(crate) fn preference(
    told: &mut Told<'_>,
    issues: &[Issue],
    rows: &[Rows],
    numbers: &Numbers,
    curves: bool,
    blank: &dyn Fn(usize, usize) -> At,
) -> Option<Preference> {
    let mut preference = Preference::default();
    if let Some(entry) = &numbers.reservation {
        let Said::Amount(amount, _) = entry.said else {
            told.tell(
                entry
                    .at
                    .error(codes::BAD_CELL, "the value of no agreement is a number or a range, not a rank"),
            );
            return None;
        };
        preference.reservation = Reservation::Value(amount);
        remark(&mut preference, Number::Reservation, entry);
    }
    if numbers.values.is_empty() {
        if let Some(entry) = numbers.weights.values().next() {
            let message = format!("\"{}\" has weights and no values", numbers.name);
            told.tell(
                entry
                    .at
                    .error(codes::TABLE_GAP, message)
                    .help("give the values of the options, from 0 worst to 100 best"),
            );
            return None;
        }
        return Some(preference);
    }
    let mut loose = Vec::new();
    let levels: Vec<_> = (0..issues.len())
        .map(|issue| {
            let mut party =
                Party { told, numbers, preference: &mut preference, loose: &mut loose, curves, blank };
            party.levels(issue, &issues[issue], rows.get(issue).map_or(&[], Vec::as_slice))
        })
        .collect();
    let weights = weights(told, issues, numbers, &mut preference, &mut loose)?;
    let levels = levels.into_iter().collect::<Option<Vec<_>>>()?;
    if numbers.scale.is_some() && weights.is_empty() {
        let message = format!("\"{}\" has a scale and no weights as numbers", numbers.name);
        told.tell(numbers.at.error(codes::TABLE_GAP, message));
        return None;
    }
    preference.because = grounds::joined(None, &loose);
    preference.form = Form::Values { weights, levels, scale: numbers.scale, cap: numbers.cap };
    Some(preference)
}

fn remark(preference: &mut Preference, number: Number, entry: &Entry) {
    if entry.basis.is_some() || entry.because.is_some() {
        let remark = Remark { basis: entry.basis, because: entry.because.clone() };
        preference.remarks.insert(number, remark);
    }
}

/// What the values of one party are made with.
struct Party<'a, 'b> {
    told: &'a mut Told<'b>,
    numbers: &'a Numbers,
    preference: &'a mut Preference,
    /// Remarks on places of an order, which the language has no place for, by
    /// the name of the place.
    loose: &'a mut Vec<(String, String)>,
    curves: bool,
    blank: &'a dyn Fn(usize, usize) -> At,
}

impl Party<'_, '_> {
    fn levels(&mut self, issue: usize, known: &Issue, rows: &[Row]) -> Option<Levels> {
        let given: Vec<(usize, &Entry)> = self
            .numbers
            .values
            .range((issue, 0)..=(issue, usize::MAX))
            .map(|((_, row), entry)| (*row, entry))
            .collect();
        let ranked = given.iter().filter(|(_, entry)| matches!(entry.said, Said::Rank(_))).count();
        let whole = match known.domain {
            Domain::Options(_) => true,
            Domain::AnyOf(_) => false,
            Domain::Range { .. } => !self.curves,
        };
        if whole
            && let Some(row) = (0..rows.len()).find(|row| !self.numbers.values.contains_key(&(issue, *row)))
        {
            return self.gap(issue, row, known, &rows[row].choice);
        }
        let Some((_, first)) = given.first() else {
            return self.gap(issue, 0, known, rows.first().map_or("", |row| &row.choice));
        };
        if ranked > 0 && ranked < given.len() {
            let message =
                format!("\"{}\" gives ranks and numbers for \"{}\"", self.numbers.name, known.title);
            self.told.tell(
                first.at.error(codes::BAD_CELL, message).help("give either for all options of an issue"),
            );
            return None;
        }
        if ranked > 0 {
            return Some(Levels::Order(self.order(known, rows, &given)));
        }
        let fine = given.iter().filter(|(_, entry)| !self.in_bounds(entry)).count() == 0;
        let table: Vec<_> =
            given.iter().filter_map(|(row, entry)| Some((&rows.get(*row)?.choice, *entry))).collect();
        let levels = match known.domain {
            Domain::Range { .. } => self.points(issue, &table),
            _ => {
                for (choice, entry) in &table {
                    remark(self.preference, Number::Value(issue, (*choice).clone()), entry);
                }
                Levels::Table(
                    table
                        .iter()
                        .filter_map(|(choice, entry)| Some(((*choice).clone(), amount(entry)?)))
                        .collect(),
                )
            }
        };
        fine.then_some(levels)
    }

    fn gap(&mut self, issue: usize, row: usize, known: &Issue, choice: &str) -> Option<Levels> {
        let message =
            format!("\"{}\" has no value for \"{}\" on \"{}\"", self.numbers.name, choice, known.title);
        let diagnostic = (self.blank)(issue, row)
            .error(codes::TABLE_GAP, message)
            .note("a party that gives values gives them for every option of every issue")
            .help("write `0 to 100` where nothing is known");
        self.told.tell(diagnostic);
        None
    }

    fn in_bounds(&mut self, entry: &Entry) -> bool {
        let Some(amount) = amount(entry) else { return false };
        let (Amount::Exactly(low) | Amount::Between(low, ..)) = amount;
        let (Amount::Exactly(high) | Amount::Between(.., high)) = amount;
        let fine = self.numbers.scale.is_some() || !(low.is_negative() || high > Decimal::HUNDRED);
        if !fine {
            let message = format!("{} is no value from 0 to 100", super::amount::written(amount));
            let help = "values run from 0 worst to 100 best; for another scale give a row `(scale)` with what the weighted sum is divided by";
            self.told.tell(entry.at.error(codes::BAD_CELL, message).help(help));
        }
        fine
    }

    fn order(&mut self, known: &Issue, rows: &[Row], given: &[(usize, &Entry)]) -> Vec<String> {
        let mut groups: BTreeMap<u32, Vec<&str>> = BTreeMap::new();
        for (row, entry) in given {
            let (Said::Rank(rank), Some(row)) = (entry.said, rows.get(*row)) else { continue };
            groups.entry(rank).or_default().push(&row.choice);
            if let Some(because) = &entry.because {
                self.loose.push((format!("{} / {}", known.id, row.choice), because.clone()));
            }
        }
        groups.values().map(|group| group.join(" ~ ")).collect()
    }

    fn points(&mut self, issue: usize, table: &[(&String, &Entry)]) -> Levels {
        let (mut points, mut beside) = (Vec::new(), Vec::new());
        let (mut basis, mut because) = (None, Vec::new());
        for (choice, entry) in table {
            let Some(amount) = amount(entry) else { continue };
            match choice.parse::<Decimal>() {
                Ok(number) => {
                    points.push((number, amount));
                    basis = basis.max(entry.basis);
                    because.extend(entry.because.iter().map(|text| ((*choice).clone(), text.clone())));
                }
                Err(_) => {
                    beside.push(((*choice).clone(), amount));
                    remark(self.preference, Number::Value(issue, (*choice).clone()), entry);
                }
            }
        }
        if basis.is_some() || !because.is_empty() {
            let remark = Remark { basis, because: grounds::joined(None, &because) };
            self.preference.remarks.insert(Number::Values(issue), remark);
        }
        points.sort_by_key(|(number, _)| *number);
        Levels::Points(points, beside)
    }
}

fn amount(entry: &Entry) -> Option<Amount> {
    match entry.said {
        Said::Amount(amount, _) => Some(amount),
        Said::Rank(_) => None,
    }
}

/// Weights as numbers; empty where there are none or they are an order.
fn weights(
    told: &mut Told<'_>,
    issues: &[Issue],
    numbers: &Numbers,
    preference: &mut Preference,
    loose: &mut Vec<(String, String)>,
) -> Option<Vec<Amount>> {
    let Some(first) = numbers.weights.values().next() else { return Some(Vec::new()) };
    if let Some(missing) = (0..issues.len()).find(|issue| !numbers.weights.contains_key(issue)) {
        let message = format!(
            "\"{}\" has a weight for some issues and none for \"{}\"",
            numbers.name, issues[missing].title
        );
        let diagnostic = first.at.error(codes::TABLE_GAP, message);
        told.tell(
            diagnostic.help("give weights for all issues or for none; `0 to 100` where one is not known"),
        );
        return None;
    }
    let ranks: Vec<_> = numbers
        .weights
        .values()
        .filter_map(|entry| if let Said::Rank(rank) = entry.said { Some(rank) } else { None })
        .collect();
    if !ranks.is_empty() && ranks.len() < numbers.weights.len() {
        let message = format!("\"{}\" weighs some issues by rank and others by number", numbers.name);
        told.tell(
            first.at.error(codes::BAD_CELL, message).help("give ranks for all issues or numbers for all"),
        );
        return None;
    }
    if !ranks.is_empty() {
        let mut groups: BTreeMap<u32, Vec<&str>> = BTreeMap::new();
        for ((issue, entry), rank) in numbers.weights.iter().zip(ranks) {
            groups.entry(rank).or_default().push(&issues[*issue].id);
            if let Some(because) = &entry.because {
                loose.push((format!("{} / {}", issues[*issue].id, super::WEIGHT), because.clone()));
            }
        }
        preference.weight_order = groups.values().map(|group| group.join(" ~ ")).collect();
        return Some(Vec::new());
    }
    let mut weights = Vec::new();
    let mut positive = false;
    for (issue, entry) in &numbers.weights {
        let amount = amount(entry)?;
        let (Amount::Exactly(low) | Amount::Between(low, ..)) = amount;
        let (Amount::Exactly(high) | Amount::Between(.., high)) = amount;
        if low.is_negative() {
            told.tell(
                entry.at.error(codes::BAD_CELL, format!("{low} is no weight: weights are not negative")),
            );
            return None;
        }
        positive |= high > Decimal::ZERO;
        remark(preference, Number::Weight(*issue), entry);
        weights.push(amount);
    }
    if !positive {
        let message = format!("all weights of \"{}\" are zero", numbers.name);
        told.tell(
            first.at.error(codes::BAD_CELL, message).help("give at least one issue a weight above zero"),
        );
        return None;
    }
    Some(weights)
}

/// Makes each basis stand where the language allows it: what is stated cites, or
/// the case as a whole gives its reason, so one stated number makes the case
/// stated and everything else says that it is not.
pub(crate) fn settle_bases(draft: &mut Draft) {
    let stated = |preference: &Preference| {
        preference.basis == Some(Basis::Stated)
            || preference.remarks.values().any(|remark| remark.basis == Some(Basis::Stated))
    };
    draft.stated = draft.parties.iter().any(|party| stated(&party.preference));
    let around = if draft.stated { Basis::Stated } else { Basis::Assumed };
    for party in &mut draft.parties {
        let preference = &mut party.preference;
        if preference.form == Form::Unknown && preference.reservation == Reservation::Unsaid {
            preference.basis = None;
            continue;
        }
        let said = preference.basis.unwrap_or_default();
        let of = |remark: &Remark| remark.basis.unwrap_or(said);
        let uniform = uniform(preference, &of);
        let own = match uniform {
            Some(basis) => basis,
            None if preference.remarks.values().any(|remark| of(remark) == Basis::Stated)
                || said == Basis::Stated =>
            {
                Basis::Stated
            }
            None => said,
        };
        preference.basis = (own != around).then_some(own);
        // Numbers without a remark of their own rest on what was said of the party.
        if own != said && uniform.is_none() {
            for number in all_numbers(preference) {
                preference.remarks.entry(number).or_default().basis.get_or_insert(said);
            }
        }
        for remark in preference.remarks.values_mut() {
            remark.basis = remark.basis.filter(|basis| *basis != own);
        }
        preference.remarks.retain(|_, remark| *remark != Remark::default());
    }
}

/// The one basis of all numbers, where there is one.
fn uniform(preference: &Preference, of: &dyn Fn(&Remark) -> Basis) -> Option<Basis> {
    let mut all = all_numbers(preference)
        .into_iter()
        .map(|number| preference.remarks.get(&number).map_or(preference.basis.unwrap_or_default(), of));
    let first = all.next().unwrap_or(preference.basis.unwrap_or_default());
    all.all(|basis| basis == first).then_some(first)
}

/// Every number that can have a remark.
fn all_numbers(preference: &Preference) -> Vec<Number> {
    let mut numbers = Vec::new();
    if let Reservation::Value(_) = preference.reservation {
        numbers.push(Number::Reservation);
    }
    let Form::Values { weights, levels, .. } = &preference.form else { return numbers };
    numbers.extend((0..weights.len()).map(Number::Weight));
    for (issue, levels) in levels.iter().enumerate() {
        match levels {
            Levels::Table(rows) => {
                numbers.extend(rows.iter().map(|(choice, _)| Number::Value(issue, choice.clone())))
            }
            Levels::Points(_, beside) => {
                numbers.push(Number::Values(issue));
                numbers.extend(beside.iter().map(|(choice, _)| Number::Value(issue, choice.clone())));
            }
            Levels::Order(_) => {}
        }
    }
    numbers
}
