//! Counts that are claimed to be exact.

use crate::certificate::{CountClaim, What, count};
use crate::check::Context;
use crate::finding::{Outcome, Report};
use crate::listing::Listing;

pub(super) fn check(context: &Context<'_>, listing: Option<&Listing>, report: &mut Report) {
    for CountClaim { of, count: claimed } in &context.certificate.counts {
        let what = match of {
            What::Allowed => "packages allowed",
            What::Open => "packages that cross no red line of a party asked",
            What::Surely => "packages surely acceptable to all who are asked",
            What::Possibly => "packages that may be acceptable to all who are asked",
        };
        let claim = format!("{claimed} {what}");
        let Some(listing) = listing else {
            report.add(claim, Outcome::NotChecked(context.too_many()));
            continue;
        };
        let found = match of {
            What::Allowed => listing.allowed,
            What::Open => listing.open,
            What::Surely => listing.surely,
            What::Possibly => listing.possibly,
        };
        if matches!(of, What::Surely | What::Possibly) && listing.untold > 0 {
            let why =
                format!("of {} packages this program cannot tell what a party makes of them", listing.untold);
            report.add(claim, Outcome::NotChecked(why));
            continue;
        }
        let result =
            if count(claimed) == Ok(found.into()) { Ok(()) } else { Err(format!("there are {found}")) };
        report.add_result(claim, result);
    }
}
