//! What is strongly worse (Hamouda, Kilgour and Hipel 2004), from the definition.
//!
//! By a gap, whatever is worth less by at least so many points. By priorities, y is
//! strongly worse than x where the first statement on which they differ is a strong
//! one; and whatever is no better than y is strongly worse than whatever is no
//! worse than x. Of packages in an order by priorities, two differ first on a
//! strong statement only if two neighbours between them do: so that neighbours
//! are enough to look at.

use detente_case::package::{Package, PartyIndex};
use detente_case::preference::{Form, Priority};

use super::walk::Walker;
use super::{Flaw, Strength};
use crate::points::exact;

/// Whether `to` is strongly worse than `from` for somebody who moves. Of parties
/// that move together, and of those whose preference says nothing of strength, it
/// never is.
pub(super) fn strongly_worse(
    walker: &mut Walker<'_>,
    parties: &[PartyIndex],
    strength: Strength,
    from: &Package,
    to: &Package,
) -> Result<bool, Flaw> {
    let &[party] = parties else { return Ok(false) };
    let (high, low) = (walker.value(party, from)?, walker.value(party, to)?);
    if low >= high {
        return Ok(false);
    }
    match (&walker.case().preferences[party].form, strength) {
        (Form::Values(_), Strength::Gap(gap)) => {
            let points = walker.points(party)?;
            Ok(points.fraction(high) - points.fraction(low) >= exact(gap))
        }
        (Form::Priorities(wants), Strength::Priorities) => {
            if !wants.iter().any(|want| want.strong) {
                return Ok(false);
            }
            if differ_strongly(wants, high, low) {
                return Ok(true);
            }
            let pairs = walker.neighbours(party, &|lower, higher| differ_strongly(wants, higher, lower))?;
            // The last pair that lies at or below `from` has the highest lower end.
            let last = pairs[..pairs.partition_point(|(_, higher)| *higher <= high)].last();
            Ok(last.is_some_and(|(lower, _)| low <= *lower))
        }
        _ => Ok(false),
    }
}

/// Whether the first statement on which two worths differ is a strong one: the
/// last statement counts twice one, each before it twice as much.
fn differ_strongly(wants: &[Priority], one: i128, other: i128) -> bool {
    let first = ((one ^ other) / 2).checked_ilog2().and_then(|bit| usize::try_from(bit).ok());
    let at = first.and_then(|bit| wants.len().checked_sub(bit + 1));
    at.and_then(|at| wants.get(at)).is_some_and(|want| want.strong)
}
