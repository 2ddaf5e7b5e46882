//! Declarations, commitments and answers as JSON; hashes and salts are
//! lower-case hexadecimal digits.

use serde::{Deserialize, Serialize};

use super::answer::{Answer, Node, Part};
use super::hash::Digest;
use super::keys::Leaf;
use super::seal::{Commitment, Declaration, Shape, Site};
use crate::chain::{hex, unhex};

/// The version of these shapes.
const FORMAT: &str = "detente-escrow-3";

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
    oracle: String,
    tree: String,
    keys: String,
    root: String,
}

#[derive(Serialize, Deserialize)]
#[serde(tag = "kind", rename_all = "kebab-case", deny_unknown_fields)]
enum AnswerLine {
    Text {
        path: Vec<u16>,
        text: String,
        salt: String,
        count: String,
        below: String,
        way: Vec<NodeLine>,
    },
    Sum {
        path: Vec<u16>,
        count: u64,
        salt: String,
        text: String,
        parts: Vec<PartLine>,
        below: Option<String>,
        way: Vec<NodeLine>,
    },
    Item {
        path: Vec<u16>,
        key: String,
        proof: String,
        salts: SaltsLine,
        text: String,
        way: Vec<NodeLine>,
        beside: Vec<String>,
    },
    Key {
        key: String,
        proof: String,
        held: Option<LeafLine>,
        beside: Vec<String>,
    },
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
    below: String,
}

#[derive(Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
struct SaltsLine {
    count: String,
    bearing: String,
    holder: String,
}

#[derive(Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
struct LeafLine {
    position: String,
    holder: String,
}

fn bytes<const N: usize>(text: &str) -> Result<[u8; N], String> {
    let begins = || text.chars().take(80).collect::<String>();
    unhex(text).ok_or_else(|| format!("`{}` is not {N} bytes in lower-case hexadecimal digits", begins()))
}

fn digest(text: &str) -> Result<Digest, String> {
    bytes(text)
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
        oracle: hex(&commitment.oracle),
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
        oracle: digest(&line.oracle)?,
        tree: digest(&line.tree)?,
        keys: digest(&line.keys)?,
        root: digest(&line.root)?,
    })
}

/// Writes an answer.
#[must_use]
pub fn write_answer(answer: &Answer) -> String {
    let nodes = |way: &[Node]| {
        way.iter()
            .map(|node| NodeLine {
                text: hex(&node.text),
                count: hex(&node.count),
                children: hexes(&node.children),
            })
            .collect()
    };
    let part = |part: &Part| PartLine {
        count: part.count,
        salt: hex(&part.salt),
        text: hex(&part.text),
        below: hex(&part.below),
    };
    let leaf = |leaf: &Leaf| LeafLine { position: hex(&leaf.position), holder: hex(&leaf.holder) };
    text(&match answer {
        Answer::Text { path, text, salt, count, below, way } => AnswerLine::Text {
            path: path.clone(),
            text: text.clone(),
            salt: hex(salt),
            count: hex(count),
            below: hex(below),
            way: nodes(way),
        },
        Answer::Sum { path, count, salt, text, parts, below, way } => AnswerLine::Sum {
            path: path.clone(),
            count: *count,
            salt: hex(salt),
            text: hex(text),
            parts: parts.iter().map(part).collect(),
            below: below.map(|below| hex(&below)),
            way: nodes(way),
        },
        Answer::Item { path, key, proof, salts: [count, bearing, holder], text, way, beside } => {
            AnswerLine::Item {
                path: path.clone(),
                key: key.clone(),
                proof: hex(proof),
                salts: SaltsLine { count: hex(count), bearing: hex(bearing), holder: hex(holder) },
                text: hex(text),
                way: nodes(way),
                beside: hexes(beside),
            }
        }
        Answer::Key { key, proof, held, beside } => AnswerLine::Key {
            key: key.clone(),
            proof: hex(proof),
            held: held.as_ref().map(leaf),
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
                Ok(Node {
                    text: digest(&node.text)?,
                    count: digest(&node.count)?,
                    children: digests(&node.children)?,
                })
            })
            .collect::<Result<Vec<_>, String>>()
    };
    let part = |part: PartLine| -> Result<Part, String> {
        let PartLine { count, salt, text, below } = part;
        Ok(Part { count, salt: digest(&salt)?, text: digest(&text)?, below: digest(&below)? })
    };
    let leaf = |leaf: LeafLine| -> Result<Leaf, String> {
        Ok(Leaf { position: digest(&leaf.position)?, holder: digest(&leaf.holder)? })
    };
    let line: AnswerLine = serde_json::from_str(json).map_err(|error| error.to_string())?;
    Ok(match line {
        AnswerLine::Text { path, text, salt, count, below, way } => Answer::Text {
            path,
            text,
            salt: digest(&salt)?,
            count: digest(&count)?,
            below: digest(&below)?,
            way: nodes(way)?,
        },
        AnswerLine::Sum { path, count, salt, text, parts, below, way } => Answer::Sum {
            path,
            count,
            salt: digest(&salt)?,
            text: digest(&text)?,
            parts: parts.into_iter().map(part).collect::<Result<_, _>>()?,
            below: below.as_deref().map(digest).transpose()?,
            way: nodes(way)?,
        },
        AnswerLine::Item { path, key, proof, salts, text, way, beside } => Answer::Item {
            path,
            key,
            proof: bytes(&proof)?,
            salts: [digest(&salts.count)?, digest(&salts.bearing)?, digest(&salts.holder)?],
            text: digest(&text)?,
            way: nodes(way)?,
            beside: digests(&beside)?,
        },
        AnswerLine::Key { key, proof, held, beside } => Answer::Key {
            key,
            proof: bytes(&proof)?,
            held: held.map(leaf).transpose()?,
            beside: digests(&beside)?,
        },
    })
}
