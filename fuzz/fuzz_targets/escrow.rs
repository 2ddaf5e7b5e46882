//! Any text is read as a declaration, a commitment or an answer, or refused. An
//! answer that holds against a commitment opens what was sealed and nothing else.

#![no_main]

use std::sync::LazyLock;

use detente_keep::escrow::json::{
    read_answer, read_commitment, read_declaration, write_answer, write_commitment,
};
use detente_keep::escrow::{Answer, Sealed, Verdict, verify};
use libfuzzer_sys::fuzz_target;

static SEALED: LazyLock<Sealed> = LazyLock::new(|| {
    let declaration = r#"{ "instrument": "a", "declarant": "north", "version": 1, "text": "All",
        "shape": { "sites": 2, "items": 2 }, "sites": [{ "text": "One", "items": [{ "key": "w", "text": "x" }] }] }"#;
    Sealed::new(read_declaration(declaration).expect("a declaration"), [7; 32]).expect("sealed")
});

fuzz_target!(|text: &str| {
    if let Ok(declaration) = read_declaration(text)
        && usize::from(declaration.shape.sites) * usize::from(declaration.shape.items) <= 64
    {
        let _ = Sealed::new(declaration, [1; 32]);
    }
    if let Ok(read) = read_commitment(text) {
        assert_eq!(read_commitment(&write_commitment(&read)), Ok(read));
    }
    if let Ok(answer) = read_answer(text) {
        assert_eq!(read_answer(&write_answer(&answer)).as_ref(), Ok(&answer));
        match verify(SEALED.commitment(), &answer) {
            Verdict::Text(text) => assert!(["All", "One", "x", ""].contains(&text.as_str()), "{text}"),
            Verdict::Count(count) => assert!(count <= 1),
            Verdict::Declared => assert!(matches!(&answer, Answer::Key { key, .. } if key == "w")),
            Verdict::NotDeclared => assert!(matches!(&answer, Answer::Key { key, .. } if key != "w")),
            Verdict::Invalid => {}
        }
    }
});
