//! Chances of detection, in words.

use detente_keep::plan::{Plan, Site};

use crate::document::{Caption, Document, Table};

/// A way to share inspections out.
#[derive(Clone, Debug)]
pub struct Sharing {
    /// Its name for readers.
    pub title: &'static str,
    /// How it is shared out, and the chances.
    pub plan: Plan,
}

/// Chances of detection for several ways to share inspections out.
#[must_use]
pub fn plan(title: &str, as_of: &str, sites: &[Site], sharings: &[Sharing], withheld: bool) -> Document {
    let mut document = Document::default();
    document.heading(1, format!("{title}: inspections"));
    document.text(
        "The chance that at least one of the inspected places holds what it should not, if places are chosen at random, each is looked at once, and an inspection finds what is there (hypergeometric distribution).",
    );
    if withheld {
        document.text(
            "What is withheld from whoever asks is left out; whether there is anything, nothing tells.",
        );
    }
    for sharing in sharings {
        let caption = Caption {
            title: sharing.title.to_owned(),
            as_of: as_of.to_owned(),
            basis: "numbers of places as declared, numbers held supposed".to_owned(),
        };
        let columns = ["Site", "#Places", "#Held (supposed)", "#Inspections", "#Chance"];
        let mut table = Table::new(caption, &columns);
        for ((site, inspections), chance) in
            sites.iter().zip(&sharing.plan.inspections).zip(&sharing.plan.chances)
        {
            table.row([
                site.name.clone(),
                site.places.to_string(),
                site.held.to_string(),
                inspections.to_string(),
                chance.decimal(),
            ]);
        }
        document.table(table);
        document.text(format!(
            "In total, if every site holds what is supposed: {}.",
            sharing.plan.total.decimal()
        ));
    }
    document
}
