//! Commits to declarations that are revealed step by step, and checks answers.

use std::path::Path;

use detente_keep::chain::hex;
use detente_keep::escrow::json::{
    read_answer, read_commitment, read_declaration, write_answer, write_commitment,
};
use detente_keep::escrow::{
    Declaration, MAX_BESIDE, MAX_PLACES, Refusal, Sealed, Verdict, is_next, verify as check,
};
use detente_report::words::folded;

use super::acts::{new_secret, read_key, write_secret};
use crate::exit;
use crate::failure::Failure;
use crate::output;
use detente_desk::files;

fn text(path: &Path) -> Result<String, Failure> {
    let wrong = |why: &str| Failure::Input(format!("cannot read {}: {why}", path.display()));
    let bytes = files::read(path).map_err(|_| wrong("there is no such file, or it is too large"))?;
    String::from_utf8(bytes).map_err(|_| wrong("it is not UTF-8 text"))
}

fn parsed<T>(path: &Path, parse: impl Fn(&str) -> Result<T, String>) -> Result<T, Failure> {
    parse(&text(path)?).map_err(|why| Failure::Input(format!("{}: {why}", path.display())))
}

fn refused(refusal: Refusal) -> Failure {
    let why = match refusal {
        Refusal::TooMany => "it has more sites or items than its shape has places, or the shape has none",
        Refusal::TooLong => "a text is longer than 254 bytes",
        Refusal::KeyTwice => "two items have the same key",
        Refusal::Version => {
            "versions count from 1; from the second on `previous` is the root of the version before, and the first has none"
        }
        Refusal::TooLarge => {
            return Failure::Input(format!(
                "the declaration: its shape is too large: at most {MAX_BESIDE} sites, as many items at each, \
                 and {MAX_PLACES} places (sites times items) in all"
            ));
        }
        Refusal::NoPosition => "a key has no position",
        Refusal::NoSuchPath => "there is nothing at this place",
    };
    Failure::Input(format!("the declaration: {why}"))
}

fn sealed(declaration: &Path, seed: &Path) -> Result<Sealed, Failure> {
    let declaration: Declaration = parsed(declaration, read_declaration)?;
    Sealed::new(declaration, read_key(seed)?.0).map_err(refused)
}

/// Writes a commitment and a seed, each to a new file: what was given to others
/// stands, and only its own seed opens it. Where one cannot be written, neither is.
pub(super) fn seal(declaration: &Path, commitment: &Path, seed: &Path) -> Result<u8, Failure> {
    let declaration = parsed(declaration, read_declaration)?;
    let secret = new_secret()?;
    let sealed = Sealed::new(declaration, secret.0).map_err(refused)?;
    // The seed comes first: a seed without a commitment can be thrown away, a
    // commitment that nobody can open cannot be taken back.
    write_secret(seed, &secret)?;
    if let Err(error) = files::write_new(commitment, write_commitment(sealed.commitment())) {
        std::fs::remove_file(seed)?;
        return Err(Failure::Input(format!("cannot make {}: {error}", commitment.display())));
    }
    output::print(&format!("root {}\n", hex(&sealed.commitment().root)))?;
    Ok(exit::DEAL)
}

/// What of a declaration is opened.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum What {
    /// What is said.
    Text,
    /// How many items there are.
    Sum,
    /// The key of an item.
    Key,
}

/// Prints the answer that opens a text, a number or a key.
pub(super) fn open(
    declaration: &Path,
    seed: &Path,
    (site, item): (Option<usize>, Option<usize>),
    what: What,
) -> Result<u8, Failure> {
    let sealed = sealed(declaration, seed)?;
    let path = match site {
        None => Vec::new(),
        Some(site) => sealed.path(site, item).ok_or_else(|| refused(Refusal::NoSuchPath))?,
    };
    let answer = match what {
        What::Text => sealed.open_text(&path),
        What::Sum => sealed.open_sum(&path),
        What::Key => sealed.open_item(&path),
    };
    output::print(&write_answer(&answer.map_err(refused)?))?;
    Ok(exit::DEAL)
}

/// Prints the answer whether a key is declared.
pub(super) fn challenge(declaration: &Path, seed: &Path, key: &str) -> Result<u8, Failure> {
    let answer = sealed(declaration, seed)?.challenge(key).map_err(refused)?;
    output::print(&write_answer(&answer))?;
    Ok(exit::DEAL)
}

/// Prints what an answer shows.
pub(super) fn verify(commitment: &Path, answer: &Path, previous: Option<&Path>) -> Result<u8, Failure> {
    let commitment = parsed(commitment, read_commitment)?;
    if let Some(path) = previous {
        let before = parsed(path, read_commitment)?;
        if !is_next(&before, &commitment) {
            output::print(&format!("invalid: it is not the version after that of {}\n", path.display()))?;
            return Ok(exit::NO_DEAL);
        }
    }
    let answer = parsed(answer, read_answer)?;
    let (says, code) = match check(&commitment, &answer) {
        Verdict::Text(text) => (format!("text: {}", folded(&text)), exit::DEAL),
        Verdict::Count(count) => (format!("count: {count}"), exit::DEAL),
        Verdict::Item(key) => (format!("item: {}", folded(&key)), exit::DEAL),
        Verdict::Declared => ("declared".to_owned(), exit::DEAL),
        Verdict::NotDeclared => ("not declared".to_owned(), exit::DEAL),
        Verdict::Invalid => ("invalid".to_owned(), exit::NO_DEAL),
    };
    output::print(&format!("{says}\n"))?;
    Ok(code)
}
