//! Writes generated domains, in other tools' formats and as cases.
//!
//! ```text
//! generate additive independent|opposed PARTIES ISSUES OPTIONS SEED FOLDER
//! generate rectangles ISSUES VALUES RECTANGLES SEED FOLDER
//! ```
//!
//! A folder then holds `domain.xml`, `party-1.xml` and so on, `case.toml`, and
//! for rectangles `domain.json`.

use std::fs::{create_dir_all, write};
use std::path::Path;
use std::process::ExitCode;

use detente_bench::additive::{self, Interests};
use detente_bench::rectangles;

fn main() -> ExitCode {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    let words: Vec<&str> = arguments.iter().map(String::as_str).collect();
    let files = match words[..] {
        ["additive", "independent", parties, issues, options, seed, _] => {
            numbers([parties, issues, options, seed]).map(|size| additive(Interests::Independent, size))
        }
        ["additive", "opposed", parties, issues, options, seed, _] => {
            numbers([parties, issues, options, seed]).map(|size| additive(Interests::Opposed, size))
        }
        ["rectangles", issues, values, count, seed, _] => {
            numbers([issues, values, count, seed]).map(rectangles)
        }
        _ => None,
    };
    let (Some(files), Some(folder)) = (files, words.last()) else {
        eprintln!("generate additive independent|opposed PARTIES ISSUES OPTIONS SEED FOLDER");
        eprintln!("generate rectangles ISSUES VALUES RECTANGLES SEED FOLDER");
        return ExitCode::from(2);
    };
    let folder = Path::new(folder);
    let written = create_dir_all(folder)
        .and_then(|()| files.iter().try_for_each(|(name, text)| write(folder.join(name), text)));
    match written {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            eprintln!("cannot write {}: {error}", folder.display());
            ExitCode::FAILURE
        }
    }
}

fn numbers(words: [&str; 4]) -> Option<[usize; 4]> {
    let parsed: Vec<usize> = words.iter().filter_map(|word| word.parse().ok()).collect();
    parsed.try_into().ok()
}

/// Names and texts of files.
type Files = Vec<(String, String)>;

fn additive(interests: Interests, [parties, issues, options, seed]: [usize; 4]) -> Files {
    let domain = additive::Domain::draw(parties, issues, options, interests, seed as u64);
    let mut files = vec![("domain.xml".to_owned(), domain.genius_domain())];
    files.extend((0..parties).map(|party| (profile(party), domain.genius_profile(party))));
    files.push(("case.toml".to_owned(), domain.case()));
    files
}

fn rectangles([issues, values, count, seed]: [usize; 4]) -> Files {
    let domain = rectangles::Domain::draw(2, issues, values, count, seed as u64);
    let mut files = vec![("domain.xml".to_owned(), domain.genius_domain())];
    files.extend((0..2).map(|party| (profile(party), domain.genius_profile(party))));
    files.push(("case.toml".to_owned(), domain.case()));
    files.push(("domain.json".to_owned(), domain.json()));
    files
}

fn profile(party: usize) -> String {
    format!("party-{}.xml", party + 1)
}
