//! One report of everything, to be handed on: the parts one after the other.

use detente_case::model::Case;
use detente_case::record::View;

use crate::document::{Block, Document};

/// A part of the report: an answer of one command.
#[derive(Clone, Debug)]
pub struct Part {
    /// Its title.
    pub title: String,
    /// What the command would print; its own title is left out.
    pub document: Document,
    /// A drawing (SVG) of it.
    pub figure: Option<String>,
}

/// What is not in the report, though the case has it or might have it.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct LeftOut {
    /// Files of `private/` that were not read.
    pub private: Vec<String>,
    /// Voices that have no name in public, whose descriptions are not shown.
    pub unnamed: usize,
    /// Parts that could not be made, with the reason.
    pub parts: Vec<String>,
    /// Whether nothing was kept back on purpose.
    pub full: bool,
}

/// How somebody is called whose description is left out.
pub const UNNAMED: &str = "somebody unnamed";

/// Takes the descriptions of unnamed voices out of a case; how many there were.
pub fn without_unnamed(case: &mut Case) -> usize {
    let mut count = 0;
    for voice in case.voices.iter_mut().filter(|voice| !voice.named) {
        UNNAMED.clone_into(&mut voice.name);
        voice.office = None;
        count += 1;
    }
    count
}

/// Puts a report together.
#[must_use]
pub fn paper(case: &Case, view: View, left_out: &LeftOut, parts: Vec<Part>) -> Document {
    let mut document = Document::default();
    document.heading(1, &case.title);
    let day = view.on.map_or_else(|| "today".to_owned(), |day| day.to_string());
    document.text(format!(
        "The record as of {day}. Each table says as of when it holds and on whose words or numbers it rests. Words on \
         record are not acceptance, and silence is not consent; several packages are shown and none is recommended."
    ));
    document.list(left_out.told());
    for part in parts {
        document.heading(2, &part.title);
        if let Some(svg) = part.figure {
            document.figure(svg);
        }
        document.blocks.extend(part.document.blocks.into_iter().filter_map(|block| match block {
            Block::Heading(1, _) => None,
            Block::Heading(level, text) => Some(Block::Heading(level.saturating_add(1), text)),
            block => Some(block),
        }));
    }
    document
}

impl LeftOut {
    fn told(&self) -> Vec<String> {
        let mut told = Vec::new();
        if self.full {
            told.push(
                "Nothing was left out: private files and what is said of unnamed sources are in this report."
                    .into(),
            );
        } else {
            told.push(match self.private.as_slice() {
                [] => "The case includes no private file.".to_owned(),
                files => {
                    format!("Left out, and taken for not known in every number below: {}.", files.join(", "))
                }
            });
            if self.unnamed > 0 {
                told.push(format!(
                    "Left out: who {} without a name in public are said to be.",
                    crate::words::counted(&self.unnamed, "voice")
                ));
            }
        }
        told.extend(self.parts.iter().map(|part| format!("Left out: {part}")));
        told
    }
}
