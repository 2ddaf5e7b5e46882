//! Statements proposed by a language model that the user names.
//!
//! This module builds what is asked and judges what comes back; it sends
//! nothing. A model is trusted with nothing either: a statement counts only if
//! the words that it quotes stand in the document, and becomes a draft like any
//! other, for review. What is dropped is counted and said.

use detente_case::model::{Case, Stance};
use serde::Deserialize;
use serde_json::{Value, json};

use crate::draft::{DateFrom, Document, Draft, Link, LinkKind, Named, Reason};
use crate::quote::Quotable;

/// Characters of a document that are sent in one request, at most.
pub const WINDOW: usize = 12_000;

/// Statements of one answer that are looked at, at most.
const MOST: usize = 500;

/// How sure a draft is for which only a model stands.
const SURE: u8 = 40;

/// The parts of a text that are sent one by one, cut at empty lines, else at
/// spaces; together they are the text.
#[must_use]
pub fn windows(text: &str) -> Vec<&str> {
    let mut rest = text;
    let mut windows = Vec::new();
    while let Some((limit, _)) = rest.char_indices().nth(WINDOW) {
        let head = &rest[..limit];
        let cut = head.rfind("\n\n").or_else(|| head.rfind(' ')).filter(|cut| *cut > 0).unwrap_or(limit);
        let (window, after) = rest.split_at(cut);
        windows.push(window);
        rest = after;
    }
    windows.push(rest);
    windows
}

/// The body of a chat request for one window, in the layout of the `OpenAI` API
/// that many servers speak.
#[must_use]
pub fn request(model: &str, window: &str, case: &Case) -> Value {
    let parties: Vec<String> =
        case.parties.iter().map(|party| format!("{} ({})", party.id, party.name)).collect();
    let stances: Vec<&str> = Stance::ALL.into_iter().map(Stance::word).collect();
    let system = format!(
        "You list statements in a text: who says that who demands, offers, accepts or rejects what. Judge nothing and add \
         nothing. Answer with JSON alone: {{\"statements\": [{{\"quote\": ..., \"stance\": ..., \"about\": [...], \
         \"speaker\": ...}}]}}. `quote` is copied letter by letter from the text, one clause or sentence. `stance` is one \
         of {}. `about` lists parties by id: {}. `speaker` is the name in the text of whoever says it, or null.",
        stances.join(", "),
        parties.join(", ")
    );
    json!({
        "model": model,
        "temperature": 0,
        "messages": [{ "role": "system", "content": system }, { "role": "user", "content": window }],
    })
}

/// What an answer came to.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Judged {
    /// Statements whose words stand in the document.
    pub drafts: Vec<Draft>,
    /// Why others were dropped, one entry each.
    pub dropped: Vec<String>,
}

#[derive(Deserialize)]
struct Answer {
    choices: Vec<Choice>,
}

#[derive(Deserialize)]
struct Choice {
    message: Message,
}

#[derive(Deserialize)]
struct Message {
    content: String,
}

#[derive(Deserialize)]
struct Proposal {
    quote: String,
    stance: String,
    #[serde(default)]
    about: Vec<String>,
    #[serde(default)]
    speaker: Option<String>,
}

/// Fewest words of a quote.
const FEWEST_WORDS: usize = 2;

/// Whether a passage neither begins nor ends within a word.
fn whole_words(text: &str, start: usize, end: usize) -> bool {
    let mut around = text.chars().skip(start.saturating_sub(1));
    let before = if start == 0 { None } else { around.next() };
    let mut passage = around.take(end.saturating_sub(start) + 1);
    let first = passage.next();
    let rest: Vec<char> = passage.collect();
    let inside = end.saturating_sub(start).saturating_sub(1);
    let last = if inside == 0 { first } else { rest.get(inside - 1).copied() };
    let after = rest.get(inside).copied();
    let joined = |one: Option<char>, other: Option<char>| {
        one.is_some_and(char::is_alphanumeric) && other.is_some_and(char::is_alphanumeric)
    };
    !joined(before, first) && !joined(last, after)
}

/// Judges the body of an answer against the document.
///
/// # Errors
/// If the body is no answer of a chat, or what the model wrote is no JSON of the
/// layout asked for.
pub fn judge(body: &str, model: &str, document: &Document<'_>, case: &Case) -> Result<Judged, String> {
    let answer: Answer =
        serde_json::from_str(body).map_err(|error| format!("the answer is no chat completion: {error}"))?;
    let content = answer.choices.first().map(|choice| choice.message.content.trim()).unwrap_or_default();
    // Models like to put JSON into a Markdown block.
    let content = content.strip_prefix("```json").or_else(|| content.strip_prefix("```")).unwrap_or(content);
    let content = content.trim_end().strip_suffix("```").unwrap_or(content);
    let written: Value = serde_json::from_str(content.trim())
        .map_err(|error| format!("what the model wrote is not JSON: {error}"))?;
    let list =
        written.get("statements").and_then(Value::as_array).ok_or("the model wrote no list `statements`")?;
    let quotable = Quotable::new(document.text);
    let mut judged = Judged::default();
    for item in list.iter().take(MOST) {
        match propose(item, model, document, case, &quotable) {
            Ok(draft) => judged.drafts.push(draft),
            Err(why) => judged.dropped.push(why),
        }
    }
    if list.len() > MOST {
        judged.dropped.push(format!("{} statements beyond the first {MOST}", list.len() - MOST));
    }
    Ok(judged)
}

fn propose(
    item: &Value,
    model: &str,
    document: &Document<'_>,
    case: &Case,
    quotable: &Quotable<'_>,
) -> Result<Draft, String> {
    let proposal =
        Proposal::deserialize(item).map_err(|error| format!("a statement of another layout: {error}"))?;
    let short: String = proposal.quote.chars().filter(|each| !each.is_control()).take(60).collect();
    let (start, end) = match quotable.places(&proposal.quote).as_slice() {
        [] => return Err(format!("the words are not in the document: \"{short}\"")),
        [only] => *only,
        several => return Err(format!("the words stand at {} places: \"{short}\"", several.len())),
    };
    if proposal.quote.split_whitespace().count() < FEWEST_WORDS || !whole_words(document.text, start, end) {
        return Err(format!("too little to say anything, or part of a word: \"{short}\""));
    }
    let passage = quotable.anchor(start, end).ok_or_else(|| format!("no passage: \"{short}\""))?;
    let stance = Stance::of(&proposal.stance).ok_or_else(|| {
        format!("`{}` is no stance: \"{short}\"", proposal.stance.chars().take(20).collect::<String>())
    })?;
    let party = |id: &String| {
        let found = case.parties.iter().position(|party| party.id == *id);
        let named = found.map(|at| Named { id: id.clone(), party: Some(at) });
        named.ok_or_else(|| format!("no party of the case holds it: \"{short}\""))
    };
    let about = proposal.about.iter().map(party).collect::<Result<_, _>>()?;
    let mut chain: Vec<Link> = Vec::new();
    let mut link = |name: &str, kind| chain.push(Link { name: name.to_owned(), kind, speaks_for: None });
    if let Some(publisher) = document.publisher {
        link(publisher, LinkKind::Publisher);
    }
    if !document.authors.is_empty() {
        link(&document.authors.join(" and "), LinkKind::Author);
    }
    // Without its speaker a statement would become the word of the author.
    if let Some(name) = proposal.speaker.as_deref().map(str::trim).filter(|name| !name.is_empty()) {
        if quotable.places(name).is_empty() {
            return Err(format!("its speaker is not in the document: \"{short}\""));
        }
        link(name, LinkKind::Named);
    }
    Ok(Draft {
        passage,
        chain,
        stance,
        strength: String::new(),
        quoted: false,
        recommended: false,
        about,
        names: Vec::new(),
        issues: Vec::new(),
        said: document.date.clone(),
        said_from: if document.date.is_some() { DateFrom::Article } else { DateFrom::Nothing },
        condition: None,
        numbers: Vec::new(),
        because: vec![Reason { rule: "model".to_owned(), words: model.to_owned() }],
        sure: SURE,
    })
}
