//! Citations against documents.

use std::collections::BTreeMap;

use detente_case::check::{Documents, anchors};
use detente_case::hash::sha256;
use detente_case::load::{MemoryFiles, load};
use detente_syntax::diagnostic::Diagnostic;

const DOCUMENT: &str = "Für das Protokoll:\n  both sides\tagreed to wait.\nNothing else was agreed.\n";

struct Held(BTreeMap<String, Vec<u8>>);

impl Held {
    fn of(documents: &[&[u8]]) -> Self {
        Self(documents.iter().map(|bytes| (sha256(bytes), bytes.to_vec())).collect())
    }
}

impl Documents for Held {
    fn with_hash(&self, hash: &str) -> Option<Vec<u8>> {
        self.0.get(hash).cloned()
    }
    fn at(&self, path: &str) -> Option<Vec<u8>> {
        (path == "notes.txt").then(|| DOCUMENT.as_bytes().to_vec())
    }
}

fn run(source: &str, start: usize, end: usize, passage: &str, documents: &Held) -> Vec<Diagnostic> {
    let hash = sha256(passage.as_bytes());
    let text = format!(
        "detente = 1\n[case]\ntitle = \"T\"\n[sources.s]\ntitle = \"S\"\n{source}\n\
         [citations.c]\nsource = \"s\"\nsays = \"-\"\nstart = {start}\nend = {end}\nsha256 = \"{hash}\"\n"
    );
    let loaded = load(&MemoryFiles::of("case.toml", text), "case.toml", &[]);
    anchors(&loaded.case.expect("a case"), documents)
}

fn by_hash(document: &[u8]) -> String {
    format!("sha256 = \"{}\"", sha256(document))
}

#[test]
fn a_passage_at_its_place_is_silent() {
    let documents = Held::of(&[DOCUMENT.as_bytes()]);
    let source = by_hash(DOCUMENT.as_bytes());
    assert_eq!(run(&source, 21, 47, "both sides agreed to wait.", &documents), []);
    assert_eq!(run("file = \"notes.txt\"", 21, 47, "both sides agreed to wait.", &Held::of(&[])), []);
}

#[test]
fn a_passage_elsewhere_is_pointed_to() {
    let documents = Held::of(&[DOCUMENT.as_bytes()]);
    let source = by_hash(DOCUMENT.as_bytes());
    for (start, end) in [(22, 48), (0, 10), (5_000, 5_026)] {
        let told = run(&source, start, end, "both sides agreed to wait.", &documents);
        assert_eq!(told[0].code, "anchor-mismatch");
        assert!(told[0].is_error());
        assert_eq!(
            told[0].help,
            ["the nearest place where it stands is start = 21, end = 47"],
            "{start}..{end}"
        );
    }
    let told = run(&source, 21, 47, "neither side agreed to wait.", &documents);
    assert_eq!(told[0].help, ["it was not found elsewhere in the document; anchor it anew"]);
}

#[test]
fn documents_that_are_missing_or_no_text_are_told() {
    let told = run(&by_hash(b"another"), 0, 1, "F", &Held::of(&[DOCUMENT.as_bytes()]));
    assert_eq!((told[0].code, told[0].is_error()), ("document-not-found", false));
    let told = run("", 0, 1, "F", &Held::of(&[]));
    assert_eq!(told[0].code, "document-not-found");
    let told = run(&by_hash(&[0xFF]), 0, 1, "F", &Held::of(&[&[0xFF]]));
    assert_eq!(told[0].code, "document-not-text");
}
