//! Any text is read as a declaration, a commitment or an answer, or refused. An
//! answer that holds against a commitment opens what was sealed and nothing else,
//! and none holds against a commitment with anything changed.

#![no_main]

use std::sync::LazyLock;

use detente_keep::escrow::json::{
    read_answer, read_commitment, read_declaration, write_answer, write_commitment,
};
use detente_keep::escrow::{Answer, Commitment, Sealed, Verdict, verify};
use libfuzzer_sys::fuzz_target;

static SEALED: LazyLock<Sealed> = LazyLock::new(|| {
    let declaration = r#"{ "instrument": "a", "declarant": "north", "version": 1, "text": "All",
        "shape": { "sites": 2, "items": 2 }, "sites": [{ "text": "One", "items": [{ "key": "w", "text": "x" }] }] }"#;
    Sealed::new(read_declaration(declaration).expect("a declaration"), [7; 32]).expect("sealed")
});

/// The commitment with one bit changed, which one the text says.
fn changed(text: &str) -> Commitment {
    let mut changed = SEALED.commitment().clone();
    let [which, at, bit] = [0, 1, 2].map(|at| text.as_bytes().iter().rev().nth(at).copied().unwrap_or_default());
    let bytes = match which % 4 {
        0 => &mut changed.oracle,
        1 => &mut changed.tree,
        2 => &mut changed.keys,
        _ => &mut changed.root,
    };
    bytes[usize::from(at % 32)] ^= 1 << (bit % 8);
    changed
}

fuzz_target!(|text: &str| {
    if let Ok(declaration) = read_declaration(text)
        && usize::from(declaration.shape.sites) * usize::from(declaration.shape.items) <= 64
    {
        let _ = Sealed::new(declaration, [1; 32]);
    }
    if let Ok(read) = read_commitment(text) {
        let ours = read.root == SEALED.commitment().root;
        let holds = SEALED.challenge("w").is_ok_and(|answer| verify(&read, &answer) != Verdict::Invalid);
        assert!(!holds || (ours && read == *SEALED.commitment()));
        assert_eq!(read_commitment(&write_commitment(&read)), Ok(read));
    }
    if let Ok(answer) = read_answer(text) {
        assert_eq!(read_answer(&write_answer(&answer)).as_ref(), Ok(&answer));
        assert_eq!(verify(&changed(text), &answer), Verdict::Invalid);
        match verify(SEALED.commitment(), &answer) {
            Verdict::Text(text) => assert!(["All", "One", "x", ""].contains(&text.as_str()), "{text}"),
            Verdict::Count(count) => assert!(count <= 1),
            Verdict::Item(key) => assert_eq!(key, "w"),
            Verdict::Declared => assert!(matches!(&answer, Answer::Key { key, .. } if key == "w")),
            Verdict::NotDeclared => assert!(matches!(&answer, Answer::Key { key, .. } if key != "w")),
            Verdict::Invalid => {}
        }
    }
});
