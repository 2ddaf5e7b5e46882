//! The frontier and the solution concepts, in words.

use detente_case::model::Case;
use detente_case::package::PartyIndex;
use detente_case::preference::Form;
use detente_settle::concepts::{Movement, Ratio, Span};
use detente_settle::frontier::{Point, Status};
use detente_settle::solve::{Answer, FrontierAnswer};
use detente_space::fraction::Fraction;
use detente_space::points::{PointNote, PointRemark};
use num_bigint::{BigInt, BigUint, Sign};

use super::proposals::decimal;
use crate::document::{Caption, Document, Table};
use crate::scale;
use crate::words;

/// Points shown in the summary of the frontier.
const SHOWN: usize = 7;

pub(super) fn frontier(document: &mut Document, case: &Case, answer: &Answer, as_of: &str) {
    let Some(frontier) = &answer.frontier else { return };
    document.heading(2, "Frontier");
    document.text(heading(frontier));
    let over = if frontier.all {
        "the packages that the rules allow"
    } else {
        "the packages acceptable, at these points, to all who are asked and whose preferences are given"
    };
    let packages: BigUint = frontier.points.iter().map(|point| &point.packages).sum();
    let claim = match &frontier.status {
        Status::Exact => "exact".to_owned(),
        Status::Cover { epsilon } => format!(
            "a cover: some point falls short of each frontier point by at most {}",
            units(case, frontier, epsilon)
        ),
        Status::Stopped { upper } => {
            format!("stopped: the best found; no party can get more than {}", units(case, frontier, upper))
        }
    };
    if frontier.points.is_empty() {
        document.text(format!("There is nothing among {over}."));
        return;
    }
    document.text(format!(
        "Among {over}, {} cannot be bettered for one party without loss to another, with {}{} behind them ({claim}).",
        words::counted(&frontier.points.len(), "combination"),
        if frontier.counted { "" } else { "at least " },
        words::counted(&packages, "package"),
    ));
    let caption = Caption {
        title: format!("{} of them, spread along the frontier", shown(frontier).len()),
        as_of: as_of.to_owned(),
        basis: super::inputs::basis(case, &frontier.parties),
    };
    let names: Vec<_> =
        frontier.parties.iter().map(|&party| format!("#{}", case.parties[party].name)).collect();
    let mut columns: Vec<&str> = names.iter().map(String::as_str).collect();
    columns.extend(["#packages", "one of them"]);
    let mut table = Table::new(caption, &columns);
    for at in shown(frontier) {
        let point = &frontier.points[at];
        let cells = values(case, frontier, &point.vector);
        table.row(cells.into_iter().chain([
            words::grouped(&point.packages.to_string()),
            words::package_arguments(case, &point.witness),
        ]));
    }
    document.table(table);
    needing(document, case, frontier, &shown(frontier));
    if frontier.ordinal.iter().any(|ordinal| *ordinal) {
        let orders: Vec<_> = frontier
            .parties
            .iter()
            .zip(&frontier.ordinal)
            .filter(|(_, ordinal)| **ordinal)
            .map(|(party, _)| *party)
            .collect();
        document.text(format!(
            "The figures of {} give an order, not a scale: they count here and never in the packages below.",
            words::party_names(case, &orders)
        ));
    }
}

fn heading(frontier: &FrontierAnswer) -> String {
    if frontier.stated {
        "From numbers that the parties stated.".to_owned()
    } else {
        "From numbers that no party stated: midpoints of ranges and evenly spaced orders, one way of reading what is \
         vague and no more."
            .to_owned()
    }
}

fn shown(frontier: &FrontierAnswer) -> Vec<usize> {
    let count = frontier.points.len();
    if count <= SHOWN {
        return (0..count).collect();
    }
    (0..SHOWN).map(|at| at * (count - 1) / (SHOWN - 1)).collect()
}

/// The values of a point on each party's own scale.
fn values(case: &Case, frontier: &FrontierAnswer, vector: &[i64]) -> Vec<String> {
    let value = |(at, &value): (usize, &i64)| {
        if frontier.ordinal[at] {
            return format!("order {value}");
        }
        let fraction = Fraction::new(i128::from(value), i128::from(frontier.denominators[at]));
        let places = scale::places(case, frontier.parties[at]);
        fraction.map_or_else(|| value.to_string(), |fraction| decimal(fraction, places))
    };
    vector.iter().enumerate().map(value).collect()
}

/// Bounds in points, one a party, rounded up so that they stay bounds.
fn units(case: &Case, frontier: &FrontierAnswer, vector: &[i64]) -> String {
    let named = frontier.parties.iter().zip(vector).zip(&frontier.denominators);
    let named = named.map(|((&party, &value), &denominator)| {
        format!("{} for {}", rounded_up(value, denominator), case.parties[party].name)
    });
    words::join(&named.collect::<Vec<_>>())
}

/// `value / denominator` to six places, never less than it is.
fn rounded_up(value: i64, denominator: i64) -> String {
    let (value, denominator) = (i128::from(value) * 1_000_000, i128::from(denominator.max(1)));
    let scaled = value.div_euclid(denominator) + i128::from(value.rem_euclid(denominator) > 0);
    Fraction::new(scaled, 1_000_000).map_or_else(|| scaled.to_string(), |fraction| decimal(fraction, 6))
}

pub(super) fn points(document: &mut Document, case: &Case, answer: &Answer, as_of: &str) {
    let Some(frontier) = answer.frontier.as_ref().filter(|frontier| !frontier.points.is_empty()) else {
        return;
    };
    if concepts(frontier).iter().all(|(_, chosen)| chosen.is_empty()) {
        if frontier.all {
            document.text("Solution concepts are defined over what is acceptable to all: ask without --all.");
        } else {
            document.text("Orders without a scale have no solution concepts.");
        }
        return;
    }
    document.heading(2, "Solution concepts");
    document.text(heading(frontier));
    document.text(
        "Four definitions from the literature side by side; they answer different questions and none is preferred \
         here. Shares are of each party's own possible gain over no agreement.",
    );
    let caption = Caption {
        title: "What each concept picks".to_owned(),
        as_of: as_of.to_owned(),
        basis: super::inputs::basis(case, &frontier.parties),
    };
    let names: Vec<_> =
        frontier.parties.iter().map(|&party| format!("#{} (share)", case.parties[party].name)).collect();
    let mut columns = vec!["concept"];
    columns.extend(names.iter().map(String::as_str));
    columns.extend(["#packages", "one of them"]);
    let mut table = Table::new(caption, &columns);
    for (concept, chosen) in concepts(frontier) {
        for at in chosen {
            let point = &frontier.points[at];
            let cells =
                values(case, frontier, &point.vector).into_iter().enumerate().map(|(coordinate, value)| {
                    match frontier.concepts.share(&point.vector, coordinate) {
                        Some(share) => format!("{value} ({})", percent(share)),
                        None => value,
                    }
                });
            table.row(std::iter::once(concept.to_owned()).chain(cells).chain([
                words::grouped(&point.packages.to_string()),
                words::package_arguments(case, &point.witness),
            ]));
        }
    }
    document.table(table);
    let picked: Vec<_> = concepts(frontier).into_iter().flat_map(|(_, chosen)| chosen).collect();
    needing(document, case, frontier, &picked);
    bounds(document, frontier);
    agreement(document, frontier);
    remarks(document, case, frontier);
    movements(document, case, frontier, as_of);
}

/// Each concept with the points that it picks, ties included.
pub(crate) fn concepts(frontier: &FrontierAnswer) -> Vec<(&'static str, Vec<usize>)> {
    let concepts = &frontier.concepts;
    let mut nash: Vec<usize> = concepts.nash.iter().flat_map(|set| set.points.iter().copied()).collect();
    nash.sort_unstable();
    nash.dedup();
    vec![
        ("Nash", nash),
        ("Kalai-Smorodinsky", concepts.kalai_smorodinsky.clone()),
        ("egalitarian", concepts.egalitarian.clone()),
        ("utilitarian", concepts.utilitarian.clone()),
    ]
}

/// Says whose acceptance shown packages still need although nothing is known of it.
fn needing(document: &mut Document, case: &Case, frontier: &FrontierAnswer, shown: &[usize]) {
    for party in (0..case.parties.len()).filter(|party| !frontier.parties.contains(party)) {
        let needs = shown.iter().filter(|&&at| case.is_asked(party, &frontier.points[at].witness)).count();
        if needs > 0 {
            document.text(format!(
                "{} of the packages shown here need {} too, of whose acceptance nothing is known.",
                if needs == shown.len() { "All".to_owned() } else { needs.to_string() },
                case.parties[party].name
            ));
        }
    }
}

/// What the concepts can still reach, where the search was stopped.
fn bounds(document: &mut Document, frontier: &FrontierAnswer) {
    let Some(bounds) = &frontier.bounds else { return };
    let each = [
        ("Nash, product of gains in points", &bounds.nash),
        ("Kalai-Smorodinsky, least share of possible gain", &bounds.kalai_smorodinsky),
        ("egalitarian, least gain in points", &bounds.egalitarian),
        ("utilitarian, sum of shares", &bounds.utilitarian),
    ];
    document.text("The search was stopped: these are the best found, and no package exceeds the bounds.");
    document.list(each.map(|(concept, bound)| {
        let found = bound.found.as_ref().map_or_else(|| "nothing".to_owned(), millionths);
        format!("{concept}: {found} found, at most {}.", millionths(&bound.most))
    }));
}

/// A number of millionths in decimals.
fn millionths(number: &BigInt) -> String {
    let digits = format!("{:0>7}", number.magnitude().to_string());
    let (whole, part) = digits.split_at(digits.len() - 6);
    let part = part.trim_end_matches('0');
    let sign = if number.sign() == Sign::Minus { "-" } else { "" };
    let whole = words::grouped(whole);
    if part.is_empty() { format!("{sign}{whole}") } else { format!("{sign}{whole}.{part}") }
}

fn agreement(document: &mut Document, frontier: &FrontierAnswer) {
    let all = concepts(frontier);
    let same = all.windows(2).all(|pair| pair[0].1 == pair[1].1);
    document.text(if same {
        "All four pick the same."
    } else {
        "They disagree: egalitarian compares points of different parties as if they were alike, utilitarian adds \
         shares, Kalai-Smorodinsky evens shares out, Nash multiplies gains."
    });
}

/// What a reader must know of how points were found.
pub(crate) fn point_note(case: &Case, note: &PointNote) -> String {
    let name = &case.parties[note.party].name;
    match note.remark {
        PointRemark::NothingKnown => format!("{name}: no preference is given."),
        PointRemark::EqualWeights => format!("{name}: no weights are given; equal ones are assumed."),
        PointRemark::RoundedWeights(unit) => {
            format!("{name}: weights read from an order are rounded to 1/{unit}.")
        }
        PointRemark::RoundedLevels(unit) => {
            format!("{name}: levels read from an order are rounded to 1/{unit} point.")
        }
        PointRemark::ReservationBetween => {
            format!("{name}: the value of no agreement lies between two packages; the middle is taken.")
        }
        PointRemark::ReservationAtBound => {
            format!("{name}: the value of no agreement has one bound; the bound is taken.")
        }
        PointRemark::ReservationOfNothing => format!("{name}: anything is at least as good as no agreement."),
    }
}

fn remarks(document: &mut Document, case: &Case, frontier: &FrontierAnswer) {
    let mut lines: Vec<String> = frontier.notes.iter().map(|note| point_note(case, note)).collect();
    for (at, known) in frontier.known.iter().enumerate().filter(|(_, known)| !**known) {
        let _ = known;
        lines.push(format!(
            "{}: the value of no agreement is not known; its least value stands in (assumed).",
            case.parties[frontier.parties[at]].name
        ));
    }
    for &at in &frontier.concepts.left_out {
        lines.push(format!(
            "{}: no package gains it anything; it is left out of shares.",
            case.parties[frontier.parties[at]].name
        ));
    }
    if frontier.concepts.nash.len() > 1 {
        lines.push("No package gains every party something: Nash is shown for each largest set of parties that gain.".to_owned());
    }
    document.list(lines);
}

fn percent(share: Ratio) -> String {
    let scaled = i128::try_from(share.denominator()).ok().and_then(|denominator| {
        let hundred = share.numerator().checked_mul(100)?;
        Fraction::new(hundred, denominator)?.rounded(0)
    });
    scaled.map_or_else(|| "-".to_owned(), |percent| format!("{percent}%"))
}

fn movements(document: &mut Document, case: &Case, frontier: &FrontierAnswer, as_of: &str) {
    if frontier.movements.iter().all(Option::is_none) {
        return;
    }
    document.heading(3, "If no agreement were worth more or less");
    let own_scale = |party: &PartyIndex| matches!(&case.preferences[*party].form, Form::Values(values) if values.divisor.is_some());
    let steps = if frontier.parties.iter().any(own_scale) {
        "in 20 steps from 0 to 100, or to the most that a scale of the case's own reaches"
    } else {
        "from 0 to 100 in steps of 5"
    };
    let caption = Caption {
        title: format!("Packages picked at values of no agreement {steps}, one party's moved at a time"),
        as_of: as_of.to_owned(),
        basis: super::inputs::basis(case, &frontier.parties),
    };
    let mut table = Table::new(caption, &["party", "value of no agreement", "concepts", "pick"]);
    let mut known: Vec<String> = Vec::new();
    for (at, movement) in frontier.movements.iter().enumerate() {
        let Some(movement) = movement else { continue };
        let places = scale::places(case, frontier.parties[at]);
        let shown = |value: i64| {
            let fraction = Fraction::new(i128::from(value), i128::from(frontier.denominators[at].max(1)));
            fraction.map_or_else(|| value.to_string(), |fraction| decimal(fraction, places))
        };
        for (concepts, spans) in alike(movement) {
            for span in spans {
                let (from, to) = (shown(span.from), shown(span.to));
                let range = if from == to { from } else { format!("{from} to {to}") };
                let picks: Vec<_> = span.points.iter().map(|point| label(case, &mut known, point)).collect();
                let picked = if picks.is_empty() {
                    "nothing: no package is acceptable to all".to_owned()
                } else {
                    picks.join(" or ")
                };
                table.row([case.parties[frontier.parties[at]].name.clone(), range, concepts.clone(), picked]);
            }
        }
    }
    document.table(table);
    document.list(known.iter().enumerate().map(|(at, package)| format!("{}: {package}", roman(at + 1))));
}

/// Concepts that move alike, together, with their spans.
fn alike(movement: &Movement<Point>) -> Vec<(String, &[Span<Point>])> {
    let Movement { nash, kalai_smorodinsky, egalitarian, utilitarian } = movement;
    let named = [
        ("Nash", nash),
        ("Kalai-Smorodinsky", kalai_smorodinsky),
        ("egalitarian", egalitarian),
        ("utilitarian", utilitarian),
    ];
    let mut groups: Vec<(Vec<String>, &[Span<Point>])> = Vec::new();
    for (concept, spans) in named {
        match groups.iter_mut().find(|(_, known)| *known == spans.as_slice()) {
            Some((concepts, _)) => concepts.push(concept.to_owned()),
            None => groups.push((vec![concept.to_owned()], spans)),
        }
    }
    groups.into_iter().map(|(concepts, spans)| (words::join(&concepts), spans)).collect()
}

/// The number under which a package stands in the list below the table.
fn label(case: &Case, known: &mut Vec<String>, point: &Point) -> String {
    let package = words::package_arguments(case, &point.witness);
    let at = known.iter().position(|each| *each == package).unwrap_or_else(|| {
        known.push(package);
        known.len() - 1
    });
    roman(at + 1)
}

/// Small roman numerals; larger numbers in digits.
fn roman(number: usize) -> String {
    const NUMERALS: [&str; 12] = ["i", "ii", "iii", "iv", "v", "vi", "vii", "viii", "ix", "x", "xi", "xii"];
    number
        .checked_sub(1)
        .and_then(|at| NUMERALS.get(at))
        .map_or_else(|| number.to_string(), ToString::to_string)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn millionths_are_decimals() {
        let shown = |number: i64| millionths(&BigInt::from(number));
        assert_eq!(shown(1_500_000), "1.5");
        assert_eq!(shown(-1), "-0.000001");
        assert_eq!(shown(0), "0");
        assert_eq!(shown(1_234_000_000), words::grouped("1234"));
    }

    #[test]
    fn bounds_are_rounded_up() {
        assert_eq!(rounded_up(1, 3_000_000), "0.000001");
        assert_eq!(rounded_up(1, 3), "0.333334");
        assert_eq!(rounded_up(-1, 3), "-0.333333");
        assert_eq!(rounded_up(0, 7), "0");
        assert_eq!(rounded_up(150, 2), "75");
    }
}
