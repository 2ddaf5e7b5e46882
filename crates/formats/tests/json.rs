//! A case as JSON says what its files say.

use detente_case::load::{MemoryFiles, tree};
use detente_formats::export;

#[test]
fn keys_digits_and_dates_are_those_of_the_files() {
    let files = MemoryFiles::of(
        "case.toml",
        "detente = 1\n[case]\ntitle = \"T \\\"1\\\"\"\nas-of = 2020-12-31\ninclude = [\"more.toml\"]\n[issues.x]\ntitle = \"X\"\nrange = { from = 0, to = +1_000, step = 0.10 }\n",
    )
    .with("more.toml", "[parties.a]\nname = \"A\"\nconsents = false\nbecause = \"it is not there\"\n[[rules]]\nid = \"r\"\n")
    .with("scenarios/other.toml", "[scenario]\ntitle = \"O\"\n[case]\ntitle = \"Other\"\n");
    let written = |scenarios: &[&str]| {
        let tree = tree(&files, "case.toml", scenarios).expect("a tree");
        let exported = export::tree(&tree);
        String::from_utf8(exported.files.into_iter().next().map(|file| file.bytes).unwrap_or_default())
            .expect("UTF-8")
    };
    let expected = r#"{
  "detente": 1,
  "case": {"title": "T \"1\"", "as-of": "2020-12-31"},
  "issues": {"x": {"title": "X", "range": {"from": 0, "to": 1000, "step": 0.10}}},
  "parties": {"a": {"name": "A", "consents": false, "because": "it is not there"}},
  "rules": [{"id": "r"}]
}
"#;
    assert_eq!(written(&[]), expected);
    assert_eq!(written(&["other"]), expected.replace("T \\\"1\\\"", "Other"));
    assert!(tree(&MemoryFiles::of("case.toml", "detente ="), "case.toml", &[]).is_none());
}
