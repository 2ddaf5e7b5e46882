//! The case as read.

use detente_case::record::{Standing, View};
use detente_report::document::Document;
use detente_report::json::{self, ShowShape};
use detente_report::show as words;
use detente_settle::budget::Budget;
use detente_settle::on_record::standing_of;

use super::{Answer, stopped};
use crate::failure::Failure;
use crate::opened::Opened;

/// A case and what stands on record.
#[derive(Debug)]
pub struct Shown<'o> {
    opened: &'o Opened,
    standing: Standing,
}

/// Who is asked, issues, the stance table, what stands, sources.
///
/// # Errors
/// When stopped.
pub fn show<'o>(opened: &'o Opened, wanted: View, budget: &Budget<'_>) -> Result<Shown<'o>, Failure> {
    let standing = standing_of(&opened.case, opened.view(wanted), budget).map_err(stopped)?;
    Ok(Shown { opened, standing })
}

impl Answer for Shown<'_> {
    type Shape = ShowShape;

    fn shape(&self) -> ShowShape {
        json::show(&self.opened.case, &self.standing, &self.opened.provenance(None))
    }

    fn document(&self) -> Document {
        let mut document = words::show(&self.opened.case, &self.standing);
        self.opened.provenance(None).close(&mut document);
        document
    }
}
