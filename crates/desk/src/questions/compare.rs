//! Two packages, party by party.

use detente_case::package::Package;
use detente_case::record::View;
use detente_report::compare as words;
use detente_report::document::Document;
use detente_report::json::{self, CompareShape};
use detente_robust::relations::{Relation, relations};
use detente_settle::budget::Budget;

use super::Answer;
use crate::failure::Failure;
use crate::opened::Opened;
use crate::package;

/// Two packages and what relates them.
#[derive(Debug)]
pub struct Compared {
    opened: Opened,
    view: View,
    packages: [Package; 2],
    relations: Vec<Relation>,
}

/// Compares two packages, each as the words `issue=option issue=option ...`.
///
/// # Errors
/// Where a package cannot be read, or nothing can be said of the two.
pub fn compare(
    mut opened: Opened,
    packages: [&str; 2],
    wanted: View,
    budget: &Budget<'_>,
) -> Result<Compared, Failure> {
    let view = opened.to_day(wanted, budget)?;
    let read = |text: &str| {
        let words: Vec<String> = text.split_whitespace().map(str::to_owned).collect();
        package::read(&opened.case, &words).map(|given| given.package)
    };
    let packages = [read(packages[0])?, read(packages[1])?];
    let relations = relations(&opened.case, &packages[0], &packages[1])
        .map_err(|error| Failure::Input(error.to_string()))?;
    Ok(Compared { opened, view, packages, relations })
}

impl Answer for Compared {
    type Shape = CompareShape;

    fn shape(&self) -> CompareShape {
        let [first, second] = &self.packages;
        let made_with = self.opened.provenance(None);
        json::compare(&self.opened.case, self.view, [first, second], &self.relations, &made_with)
    }

    fn document(&self) -> Document {
        let [first, second] = &self.packages;
        let mut document = words::compare(&self.opened.case, self.view, [first, second], &self.relations);
        self.opened.provenance(None).close(&mut document);
        document
    }
}
