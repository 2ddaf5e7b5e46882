//! What the record alone allows, without any number.

use detente_case::package::PartyIndex;
use detente_case::record::View;
use detente_report::document::Document;
use detente_report::json::{self, RecordShape};
use detente_report::{csv, on_record as words};
use detente_settle::budget::Budget;
use detente_settle::on_record::{OnRecord, on_record as find};
use num_bigint::BigUint;

use super::solve::prepare;
use super::{Answer, stopped};
use crate::failure::Failure;
use crate::opened::{Limits, Opened};

/// What was found.
#[derive(Debug)]
pub struct Found {
    /// The case, without the parties left out, as of the day.
    pub opened: Opened,
    /// What was found.
    pub found: OnRecord,
    without: Vec<PartyIndex>,
    limits: Limits,
}

/// Finds it.
///
/// # Errors
/// Where a party is unknown, the rules contradict one another, or the work was stopped
/// before there was anything.
pub fn on_record(
    mut opened: Opened,
    without: &[String],
    wanted: View,
    limits: Limits,
    budget: &Budget<'_>,
) -> Result<Found, Failure> {
    let (view, without) = prepare(&mut opened, without, wanted, budget)?;
    let found = find(&opened.case, view, budget).map_err(stopped)?;
    if found.packages == BigUint::ZERO {
        opened.no_contradiction(budget)?;
    }
    Ok(Found { opened, found, without, limits })
}

impl Found {
    /// Packages as rows.
    #[must_use]
    pub fn csv(&self) -> String {
        csv::on_record(&self.opened.case, &self.found)
    }
}

impl Answer for Found {
    type Shape = RecordShape;

    fn shape(&self) -> RecordShape {
        json::on_record(&self.opened.case, &self.found, &self.opened.provenance(Some(self.limits)))
    }

    fn document(&self) -> Document {
        let mut document = words::on_record(&self.opened.case, &self.found, &self.without);
        self.opened.provenance(Some(self.limits)).close(&mut document);
        document
    }
}
