//! The cases and instruments of a folder.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

use detente_desk::failure::Failure;
use detente_desk::files;
use detente_desk::instruments::Place;
use detente_desk::opened::{self, Opened};

use crate::problem::Problem;

/// How deep below the folder cases and instruments are looked for.
const DEPTH: usize = 2;
/// Most of them.
const MOST: usize = 2000;

/// Where cases and instruments are, by id: the name of their folder, or of their file
/// without its ending.
#[derive(Clone, Debug, Default)]
pub(crate) struct Shelf {
    /// Cases.
    pub(crate) cases: BTreeMap<String, PathBuf>,
    /// Instruments.
    pub(crate) instruments: BTreeMap<String, PathBuf>,
}

impl Shelf {
    /// What lies in a folder now, which may be a case itself.
    pub(crate) fn of(folder: &Path) -> Self {
        let mut shelf = Self::default();
        shelf.look(folder, DEPTH);
        shelf
    }

    fn look(&mut self, folder: &Path, depth: usize) {
        let mut here = false;
        if folder.join("case.toml").is_file() {
            add(&mut self.cases, folder);
            here = true;
        }
        if folder.join("instrument.toml").is_file() {
            add(&mut self.instruments, folder);
            here = true;
        }
        if here || depth == 0 || self.cases.len() + self.instruments.len() > MOST {
            return;
        }
        let Ok(entries) = std::fs::read_dir(folder) else { return };
        let mut folders: Vec<_> = entries.flatten().map(|entry| entry.path()).collect();
        folders.sort();
        for path in folders {
            let name = path.file_name().map(|name| name.to_string_lossy().into_owned()).unwrap_or_default();
            // What is hidden, and what a build made, holds no cases of anybody's.
            if path.is_dir() && !path.is_symlink() && !name.starts_with('.') && name != "node_modules" {
                self.look(&path, depth - 1);
            }
        }
    }

    /// Where a case is.
    pub(crate) fn case(&self, id: &str) -> Result<&Path, Problem> {
        self.cases.get(id).map(PathBuf::as_path).ok_or_else(|| Problem::missing(&format!("case `{id}`")))
    }

    /// Where an instrument is.
    pub(crate) fn instrument(&self, id: &str) -> Result<Place, Problem> {
        let path = self.instruments.get(id);
        let path = path.ok_or_else(|| Problem::missing(&format!("instrument `{id}`")))?;
        Ok(Place { path: path.clone(), ledger: None })
    }
}

fn add(to: &mut BTreeMap<String, PathBuf>, folder: &Path) {
    let real = folder.canonicalize().unwrap_or_else(|_| folder.to_owned());
    let name = real.file_name().map(|name| name.to_string_lossy().into_owned()).unwrap_or_default();
    let plain: String = name
        .chars()
        .map(|each| if each.is_alphanumeric() || "-_.".contains(each) { each } else { '-' })
        .collect();
    let plain = if plain.trim_matches('.').is_empty() { "case".to_owned() } else { plain };
    let free = (1..).map(|number| if number == 1 { plain.clone() } else { format!("{plain}-{number}") });
    if let Some(id) = free.into_iter().find(|id| !to.contains_key(id)) {
        to.insert(id, folder.to_owned());
    }
}

/// Opens a case of the shelf for a question that came by this address.
pub(crate) fn open(path: &Path, scenarios: &[String], asked: &str) -> Result<Opened, Failure> {
    let mut opened = opened::open(path, &[], scenarios)?;
    opened.asked = vec!["detente serve".to_owned(), asked.to_owned()];
    Ok(opened)
}

/// The files of a case that are edited as text, relative to its folder.
pub(crate) fn texts(case: &Path) -> Vec<String> {
    let mut found = Vec::new();
    let folder = |path: &Path| std::fs::read_dir(path).into_iter().flatten().flatten();
    for entry in folder(case) {
        let (path, name) = (entry.path(), entry.file_name().to_string_lossy().into_owned());
        if path.is_file() && !path.is_symlink() && is_text(&name) {
            found.push(name);
        } else if ["scenarios", "private", "packages"].contains(&name.as_str()) && !path.is_symlink() {
            for inner in folder(&path) {
                let inside = inner.file_name().to_string_lossy().into_owned();
                if inner.path().is_file() && !inner.path().is_symlink() && is_text(&inside) {
                    found.push(format!("{name}/{inside}"));
                }
            }
        }
    }
    found.sort();
    found
}

fn is_text(name: &str) -> bool {
    !name.starts_with('.') && [".toml", ".md"].iter().any(|ending| name.ends_with(ending))
}

/// The text of one of these files.
pub(crate) fn text(case: &Path, file: &str) -> Result<String, Problem> {
    if !texts(case).iter().any(|known| known == file) {
        return Err(Problem::missing(&format!("file `{file}` of the case that could be edited")));
    }
    let bytes = files::read(&case.join(file)).map_err(|_| Problem::missing(&format!("file `{file}`")))?;
    String::from_utf8(bytes).map_err(|_| Problem::bad(format!("`{file}` is not UTF-8 text")))
}
