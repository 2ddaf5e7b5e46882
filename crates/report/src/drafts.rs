//! Drafts of statements in words.

use crate::document::Document;
use crate::json::drafts::{DraftShape, DraftsShape};
use crate::words;

/// `record draft`.
#[must_use]
pub fn drafts(shape: &DraftsShape) -> Document {
    let mut document = Document::default();
    document.heading(1, "Drafts of statements");
    document.text(
        "Proposals for review, made by rules from the words alone. None is in the case; `detente record review` takes \
         them one by one. How sure each is orders the reading and is no probability.",
    );
    if !shape.not_at_hand.is_empty() {
        document
            .text(format!("The text of these sources is not at hand: {}.", words::join(&shape.not_at_hand)));
    }
    if !shape.dropped.is_empty() {
        document.text(format!(
            "{} proposed by the model and dropped:",
            words::counted(&shape.dropped.len(), "statement")
        ));
        document.list(shape.dropped.iter().map(|why| words::folded(why)));
    }
    let mut source = None;
    for draft in &shape.drafts {
        if source != Some(&draft.source) {
            document.heading(2, draft.source.clone());
            source = Some(&draft.source);
        }
        document.text(format!("{} to {}: \"{}\"", draft.start, draft.end, words::folded(&draft.passage)));
        document.list(lines(draft));
    }
    document.text(format!("{}.", words::counted(&shape.drafts.len(), "draft")));
    document
}

/// What a draft says, line by line.
#[must_use]
pub fn lines(draft: &DraftShape) -> Vec<String> {
    let about = if draft.about.is_empty() {
        "whose position is not clear".to_owned()
    } else {
        draft.about.join(", ")
    };
    let recommended = if draft.recommended { " (what somebody says others should do)" } else { "" };
    let mut lines = vec![format!("{about}: {}{recommended}", draft.stance)];
    let chain: Vec<String> = draft
        .chain
        .iter()
        .map(|link| {
            let speaks = link.speaks_for.as_ref().map_or_else(String::new, |party| format!(" [for {party}]"));
            let unnamed = if link.kind == "unnamed" { " [unnamed]" } else { "" };
            format!("{}{unnamed}{speaks}", link.name)
        })
        .collect();
    let chain = if chain.is_empty() { "nobody is named".to_owned() } else { chain.join(" > ") };
    lines.push(format!("on the word of {chain}"));
    let from = if draft.said_from == "article" { " (the article's)" } else { "" };
    lines.push(
        draft.said.as_ref().map_or_else(|| "no day given".to_owned(), |day| format!("said {day}{from}")),
    );
    if let Some(condition) = &draft.condition {
        lines.push(format!("on a condition ({}): \"{}\"", condition.becomes, condition.marker));
    }
    if !draft.issues.is_empty() {
        let issues: Vec<String> =
            draft.issues.iter().map(|each| format!("{} ({})", each.issue, each.words.join(", "))).collect();
        lines.push(format!("perhaps on {}", issues.join("; ")));
    }
    if !draft.numbers.is_empty() {
        let numbers: Vec<String> =
            draft.numbers.iter().map(|number| format!("{} {}", number.value, number.unit)).collect();
        lines.push(format!("numbers: {}", numbers.join(", ")));
    }
    lines.push(format!("because of {}; sure {} of 100", draft.because.join("; "), draft.sure));
    lines
}
