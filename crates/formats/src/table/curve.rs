//! Values of a numeric issue: which numbers of a table of values are the points
//! of the curve through all of them.

use detente_case::decimal::Decimal;
use detente_case::preference::Range;

/// The positions of the fewest points, taken greedily from the lowest number,
/// such that straight lines between them, rounded as the case language rounds
/// them, give every value back.
pub(crate) fn points(numbers: &[Decimal], values: &[Range]) -> Vec<usize> {
    let count = numbers.len().min(values.len());
    let mut kept: Vec<usize> = (0..count.min(1)).collect();
    let mut from = 0;
    while from + 1 < count {
        // Rounded values in between hide the line to a near number and not the
        // one to its end, so the furthest is tried first; one that fails does
        // so at the first numbers.
        let reaches = |to: &usize| (from + 1..*to).all(|at| on_line(numbers, values, from, *to, at));
        let to = (from + 2..count.min(from + LOOK_AHEAD)).rev().find(reaches).unwrap_or(from + 1);
        kept.push(to);
        from = to;
    }
    // What is constant beyond a point needs no second one.
    while let [.., before, last] = kept[..] {
        if !(before + 1..=last).all(|at| same(&values[at], &values[before])) {
            break;
        }
        kept.pop();
    }
    kept
}

/// Most numbers that one line is tried over.
const LOOK_AHEAD: usize = 2001;

fn same(one: &Range, other: &Range) -> bool {
    (one.low, one.mode, one.high) == (other.low, other.mode, other.high)
}

fn on_line(numbers: &[Decimal], values: &[Range], from: usize, to: usize, at: usize) -> bool {
    let (left, right, value) = (&values[from], &values[to], &values[at]);
    let fits = |left: Decimal, right: Decimal, value: Decimal| {
        between((numbers[from], left), (numbers[to], right), numbers[at]) == Some(value)
    };
    let mode = match (left.mode, right.mode, value.mode) {
        (None, None, None) => true,
        (Some(left), Some(right), Some(value)) => fits(left, right, value),
        _ => false,
    };
    mode && left.basis.max(right.basis) == value.basis
        && fits(left.low, right.low, value.low)
        && fits(left.high, right.high, value.high)
}

/// As the case language has it: straight, to nine places, halves away from zero.
fn between(left: (Decimal, Decimal), right: (Decimal, Decimal), at: Decimal) -> Option<Decimal> {
    const PLACES: u8 = Decimal::MAX_PLACES;
    if left.1 == right.1 {
        return Some(left.1);
    }
    let places = left.0.places().max(right.0.places()).max(at.places());
    let run = right.0.scaled(places) - left.0.scaled(places);
    let part = at.scaled(places) - left.0.scaled(places);
    let rise = right.1.scaled(PLACES) - left.1.scaled(PLACES);
    let numerator = rise.checked_mul(part)?;
    let rounded = (numerator.checked_mul(2)? + numerator.signum() * run) / (2 * run);
    Decimal::from_scaled(left.1.scaled(PLACES) + rounded, PLACES)
}

#[cfg(test)]
mod tests {
    use super::*;
    use detente_case::evidence::Basis;

    fn kept(values: &[&str]) -> Vec<usize> {
        let numbers: Vec<_> = (0_i32..).take(values.len()).map(Decimal::integer).collect();
        let values: Vec<_> = values
            .iter()
            .map(|text| Range::exactly(text.parse().unwrap_or(Decimal::ZERO), Basis::Assumed))
            .collect();
        points(&numbers, &values)
    }

    #[test]
    fn points_are_where_the_curve_bends() {
        assert_eq!(kept(&[]), Vec::<usize>::new());
        assert_eq!(kept(&["5"]), [0]);
        assert_eq!(kept(&["5", "5", "5"]), [0]);
        assert_eq!(kept(&["0", "50", "100", "50", "0"]), [0, 2, 4]);
        assert_eq!(kept(&["0", "33.333333333", "66.666666667", "100"]), [0, 3]);
        assert_eq!(kept(&["0", "1", "2", "2", "2"]), [0, 2]);
    }

    #[test]
    fn lines_longer_than_are_tried_have_more_points() {
        let values: Vec<String> = (0..3000_i32).map(|at| (at - 2000).abs().to_string()).collect();
        let values: Vec<&str> = values.iter().map(String::as_str).collect();
        assert_eq!(kept(&values), [0, 2000, 2999]);
        assert_eq!(kept(&vec!["5"; 5000]), [0]);
    }

    #[test]
    fn thirds_hide_no_line() {
        let line =
            ["100", "88.333333333", "76.666666667", "65", "53.333333333", "41.666666667", "30", "22.5", "15"];
        assert_eq!(kept(&line), [0, 6, 8]);
    }
}
