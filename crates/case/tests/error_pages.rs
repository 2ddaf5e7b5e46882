//! Every code has a page under `docs/errors/`, and what the pages show is so.
//!
//! The first `toml` block of a page is wrong and gets the page's code, the
//! second is right and does not. A block that begins with `detente` or
//! `[case]` is a whole file; others are added to a small case.

use std::collections::BTreeSet;
use std::fs;
use std::path::{Path, PathBuf};

use detente_case::codes;
use detente_case::load::{MemoryFiles, load};

const SMALL_CASE: &str = r#"
detente = 1
[case]
title = "A small case"
as-of = 2020-12-31
[parties.north]
name = "North"
[parties.south]
name = "South"
[voices.ministry]
name = "Ministry"
speaks-for = "north"
[events.vote]
title = "The vote"
[issues.extension]
title = "Extension"
options = { lapse = "It lapses", one-year = "One year", five-years = "Five years" }
no-deal = "lapse"
[issues.checks]
title = "Checks"
any-of = true
options = { recount = "Recount", portal = "Portal" }
no-deal = []
[issues.ceiling]
title = "Ceiling"
range = { from = 1000, to = 1550, step = 50 }
no-deal = 1550
[sources.paper]
title = "Paper"
[citations.place]
source = "paper"
says = "It wants a year"
[[statements]]
id = "north-demand"
said = 2020-03-01
chain = ["ministry"]
about = "north"
stance = "demands"
terms = "extension = one-year"
cite = "place"
"#;

/// Codes of the floor below, whose pages stand with these.
const SYNTAX: [&str; 5] = ["toml", "nested-too-deeply", "too-large", "not-utf-8", "expression"];

fn folder() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../../docs/errors")
}

fn codes_of(text: &str) -> BTreeSet<&'static str> {
    let loaded = load(&MemoryFiles::of("case.toml", text), "case.toml", &[]);
    loaded.diagnostics.iter().map(|diagnostic| diagnostic.code).collect()
}

fn blocks(page: &str) -> Vec<&str> {
    let parts = page.split("```toml\n").skip(1);
    parts.filter_map(|part| part.split_once("\n```").map(|(block, _)| block)).collect()
}

#[test]
fn every_code_has_a_page() {
    for code in codes::ALL.iter().map(|(code, _)| *code).chain(SYNTAX) {
        let page = fs::read_to_string(folder().join(format!("{code}.md"))).unwrap_or_default();
        assert!(page.starts_with(&format!("# {code}\n")), "docs/errors/{code}.md");
    }
}

#[test]
fn codes_are_kebab_case_and_stand_once() {
    let all: BTreeSet<_> = codes::ALL.iter().map(|(code, _)| *code).collect();
    assert_eq!(all.len(), codes::ALL.len());
    assert!(
        codes::ALL.iter().all(|(code, summary)| detente_syntax::ids::is_id(code) && !summary.ends_with('.'))
    );
}

#[test]
fn examples_on_pages_do_what_they_say() {
    assert_eq!(codes_of(SMALL_CASE), BTreeSet::new());
    for code in codes::ALL.iter().map(|(code, _)| *code).chain(SYNTAX) {
        let page = fs::read_to_string(folder().join(format!("{code}.md"))).expect("a page");
        let run = |block: &str| {
            let whole = block.starts_with("detente") || block.starts_with("[case]");
            if whole { codes_of(block) } else { codes_of(&format!("{SMALL_CASE}{block}\n")) }
        };
        match blocks(&page).as_slice() {
            [] => assert!(page.contains("```text"), "{code} has no example"),
            [wrong, right] => {
                let told = run(wrong);
                assert!(told.contains(code), "the wrong example of {code} gives {told:?}");
                let told = run(right);
                assert!(!told.contains(code), "the right example of {code} gives {told:?}");
            }
            _ => panic!("{code} has one example without its correction"),
        }
    }
}
