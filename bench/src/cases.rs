//! Cases of any size, with rules, in the case language.

use std::fmt::Write;

use detente_case::load::{MemoryFiles, load};
use detente_case::model::Case;

use crate::draw::Draw;

/// How large a generated case is.
#[derive(Clone, Copy, Debug)]
pub struct Size {
    /// Parties with additive preferences.
    pub parties: usize,
    /// Issues.
    pub issues: usize,
    /// Options of each issue.
    pub options: usize,
    /// Rules `a = x [and b = y] -> c = z` over random issues and options.
    pub rules: usize,
}

/// The text of a case: weights from 1 to 999, values from 0 to 100 with six
/// decimals, all drawn from `seed`, reservation values of 30.
///
/// # Panics
/// When there are fewer than three issues and there are rules.
#[must_use]
pub fn text(size: Size, seed: u64) -> String {
    let mut draw = Draw::new(seed);
    let mut out = String::from("detente = 1\n[case]\ntitle = \"Generated\"\n");
    for party in 0..size.parties {
        writeln!(out, "[parties.p{party}]\nname = \"P{party}\"").expect("writing to memory");
    }
    for issue in 0..size.issues {
        writeln!(out, "[issues.i{issue}]\ntitle = \"I{issue}\"\nno-deal = \"o0\"")
            .expect("writing to memory");
        for option in 0..size.options {
            writeln!(out, "options.o{option} = \"O{option}\"").expect("writing to memory");
        }
    }
    for rule in 0..size.rules {
        let [a, b, c] = draw.distinct(3, size.issues)[..] else { unreachable!("three issues were drawn") };
        let (x, y, z) = (draw.below(size.options), draw.below(size.options), draw.below(size.options));
        let second = if draw.below(2) == 0 { String::new() } else { format!(" and i{b} = o{y}") };
        writeln!(
            out,
            "[[rules]]\nid = \"r{rule}\"\nkind = \"logic\"\nbecause = \"drawn\"\nrequire = \"i{a} = o{x}{second} -> i{c} = o{z}\""
        )
        .expect("writing to memory");
    }
    for party in 0..size.parties {
        writeln!(
            out,
            "[preferences.p{party}]\nbecause = \"drawn\"\nno-deal = 30\n[preferences.p{party}.weights]"
        )
        .expect("writing to memory");
        for issue in 0..size.issues {
            writeln!(out, "i{issue} = {}", draw.between(1, 999)).expect("writing to memory");
        }
        for issue in 0..size.issues {
            writeln!(out, "[preferences.p{party}.values.i{issue}]").expect("writing to memory");
            for option in 0..size.options {
                let value = draw.below(100_000_001);
                writeln!(out, "o{option} = {}.{:06}", value / 1_000_000, value % 1_000_000)
                    .expect("writing to memory");
            }
        }
    }
    out
}

/// The case of [`text`].
#[must_use]
pub fn case(size: Size, seed: u64) -> Case {
    read(text(size, seed))
}

/// The case of a generated text.
///
/// # Panics
/// When the reader refuses it, which would be a fault of its generator.
#[must_use]
pub fn read(text: String) -> Case {
    let loaded = load(&MemoryFiles::of("case.toml", text), "case.toml", &[]);
    loaded
        .case
        .unwrap_or_else(|| panic!("the generated case cannot be read: {:?}", loaded.diagnostics.first()))
}
