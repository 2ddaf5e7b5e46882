//! What the tests share.

use detente_case::load::{MemoryFiles, load};
use detente_case::model::Case;
use proptest::test_runner::{Config, FileFailurePersistence};

/// So many cases in 256: a share of what `PROPTEST_CASES` asks for, whose
/// default is 256.
pub(crate) fn cases(share: u32) -> Config {
    let asked = Config::default().cases;
    Config {
        cases: (asked * share).div_ceil(256),
        max_shrink_iters: 20_000,
        failure_persistence: Some(Box::new(FileFailurePersistence::Off)),
        ..Config::default()
    }
}

/// A case written by hand, without its head.
pub(crate) fn case(text: &str) -> Case {
    let text = format!("detente = 1\n[case]\ntitle = \"by hand\"\n{text}");
    let loaded = load(&MemoryFiles::of("case.toml", text), "case.toml", &[]);
    loaded.case.unwrap_or_else(|| panic!("{:?}", loaded.diagnostics))
}
