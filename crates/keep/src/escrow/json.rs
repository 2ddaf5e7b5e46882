//! Declarations, commitments and answers as JSON; hashes and salts are
//! lower-case hexadecimal digits.

use serde::{Deserialize, Serialize};

use super::answer::{Answer, Part, Sibling};
use super::hash::Digest;
use super::seal::{Commitment, Declaration, Shape, Site};
use crate::chain::{hex, unhex};

/// The version of these shapes.
const FORMAT: &str = "detente-escrow-2";

#[derive(Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
struct DeclarationLine {
    instrument: String,
    declarant: String,
    version: u32,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    previous: Option<String>,
    text: String,
    shape: ShapeLine,
    sites: Vec<SiteLine>,
}

#[derive(Clone, Copy, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
struct ShapeLine {
    sites: u16,
    items: u16,
}

#[derive(Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
struct SiteLine {
    text: String,
    items: Vec<ItemLine>,
}

#[derive(Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
struct ItemLine {
    key: String,
    text: String,
}

#[derive(Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
struct CommitmentLine {
    format: String,
    instrument: String,
    declarant: String,
    version: u32,
    previous: Option<String>,
    shape: ShapeLine,
    nonce: String,
    tree: String,
    keys: String,
    root: String,
}

#[derive(Serialize, Deserialize)]
#[serde(tag = "kind", rename_all = "kebab-case", deny_unknown_fields)]
enum AnswerLine {
    Text { path: Vec<u16>, text: String, salt: String, way: Vec<NodeLine> },
    Sum { path: Vec<u16>, count: u64, salt: String, parts: Vec<PartLine>, way: Vec<NodeLine> },
    Key { key: String, held: Option<String>, salt: String, beside: Vec<String> },
}

#[derive(Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
struct NodeLine {
    text: String,
    count: String,
    children: Vec<String>,
}

#[derive(Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
struct PartLine {
    count: u64,
    salt: String,
    text: String,
    children: Vec<String>,
}

fn digest(text: &str) -> Result<Digest, String> {
    unhex(text).ok_or_else(|| format!("`{}` is no hash", text.chars().take(80).collect::<String>()))
}

fn digests(texts: &[String]) -> Result<Vec<Digest>, String> {
    texts.iter().map(|text| digest(text)).collect()
}

fn hexes(digests: &[Digest]) -> Vec<String> {
    digests.iter().map(|digest| hex(digest)).collect()
}

fn text(line: &impl Serialize) -> String {
    let mut text = serde_json::to_string_pretty(line).unwrap_or_default();
    text.push('\n');
    text
}

/// Reads a declaration.
///
/// # Errors
///
/// In words, if it is none.
pub fn read_declaration(json: &str) -> Result<Declaration, String> {
    let line: DeclarationLine = serde_json::from_str(json).map_err(|error| error.to_string())?;
    let site = |site: SiteLine| Site {
        text: site.text,
        items: site.items.into_iter().map(|item| (item.key, item.text)).collect(),
    };
    Ok(Declaration {
        instrument: line.instrument,
        declarant: line.declarant,
        version: line.version,
        previous: line.previous.as_deref().map(digest).transpose()?,
        text: line.text,
        sites: line.sites.into_iter().map(site).collect(),
        shape: Shape { sites: line.shape.sites, items: line.shape.items },
    })
}

/// Writes a commitment.
#[must_use]
pub fn write_commitment(commitment: &Commitment) -> String {
    text(&CommitmentLine {
        format: FORMAT.to_owned(),
        instrument: commitment.instrument.clone(),
        declarant: commitment.declarant.clone(),
        version: commitment.version,
        previous: commitment.previous.map(|previous| hex(&previous)),
        shape: ShapeLine { sites: commitment.shape.sites, items: commitment.shape.items },
        nonce: hex(&commitment.nonce),
        tree: hex(&commitment.tree),
        keys: hex(&commitment.keys),
        root: hex(&commitment.root),
    })
}

/// Reads a commitment.
///
/// # Errors
///
/// In words, if it is none.
pub fn read_commitment(json: &str) -> Result<Commitment, String> {
    let line: CommitmentLine = serde_json::from_str(json).map_err(|error| error.to_string())?;
    if line.format != FORMAT {
        return Err(format!("the format is not {FORMAT}"));
    }
    Ok(Commitment {
        instrument: line.instrument,
        declarant: line.declarant,
        version: line.version,
        previous: line.previous.as_deref().map(digest).transpose()?,
        shape: Shape { sites: line.shape.sites, items: line.shape.items },
        nonce: digest(&line.nonce)?,
        tree: digest(&line.tree)?,
        keys: digest(&line.keys)?,
        root: digest(&line.root)?,
    })
}

/// Writes an answer.
#[must_use]
pub fn write_answer(answer: &Answer) -> String {
    let nodes = |way: &[Sibling]| {
        way.iter()
            .map(|node| NodeLine {
                text: hex(&node.text),
                count: hex(&node.count),
                children: hexes(&node.children),
            })
            .collect()
    };
    text(&match answer {
        Answer::Text { path, text, salt, way } => {
            AnswerLine::Text { path: path.clone(), text: text.clone(), salt: hex(salt), way: nodes(way) }
        }
        Answer::Sum { path, count, salt, parts, way } => AnswerLine::Sum {
            path: path.clone(),
            count: *count,
            salt: hex(salt),
            parts: parts
                .iter()
                .map(|(count, salt, text, children)| PartLine {
                    count: *count,
                    salt: hex(salt),
                    text: hex(text),
                    children: hexes(children),
                })
                .collect(),
            way: nodes(way),
        },
        Answer::Key { key, held, salt, beside } => AnswerLine::Key {
            key: key.clone(),
            held: held.map(|held| hex(&held)),
            salt: hex(salt),
            beside: hexes(beside),
        },
    })
}

/// Reads an answer.
///
/// # Errors
///
/// In words, if it is none.
pub fn read_answer(json: &str) -> Result<Answer, String> {
    let nodes = |way: Vec<NodeLine>| {
        way.into_iter()
            .map(|node| {
                Ok(Sibling {
                    text: digest(&node.text)?,
                    count: digest(&node.count)?,
                    children: digests(&node.children)?,
                })
            })
            .collect::<Result<Vec<_>, String>>()
    };
    let part = |part: PartLine| -> Result<Part, String> {
        Ok((part.count, digest(&part.salt)?, digest(&part.text)?, digests(&part.children)?))
    };
    let line: AnswerLine = serde_json::from_str(json).map_err(|error| error.to_string())?;
    Ok(match line {
        AnswerLine::Text { path, text, salt, way } => {
            Answer::Text { path, text, salt: digest(&salt)?, way: nodes(way)? }
        }
        AnswerLine::Sum { path, count, salt, parts, way } => Answer::Sum {
            path,
            count,
            salt: digest(&salt)?,
            parts: parts.into_iter().map(part).collect::<Result<_, _>>()?,
            way: nodes(way)?,
        },
        AnswerLine::Key { key, held, salt, beside } => Answer::Key {
            key,
            held: held.as_deref().map(digest).transpose()?,
            salt: digest(&salt)?,
            beside: digests(&beside)?,
        },
    })
}
