//! Détente as a library: read a case, find the packages on which a settlement
//! could rest, and put the answer into words or data.
//!
//! Each module is one floor of the house; a floor knows only those before it.
//!
//! | module | what it answers |
//! | --- | --- |
//! | [`syntax`] | what does the text say, and where? |
//! | [`case`] | what does a case say: parties, issues, rules, preferences, record? |
//! | [`instrument`] | what have parties agreed to keep? |
//! | [`space`] | which packages are there, and what is each worth to a party? |
//! | [`keep`] | what was declared and done under an instrument, and what follows? |
//! | [`formats`] | how do other tools say it? |
//! | [`record`] | what do the documents say, and where? |
//! | [`settle`] | what could be agreed, and what blocks it? |
//! | [`stability`] | would it hold? |
//! | [`robust`] | what holds over all that is not known, and which unknown matters most? |
//! | [`report`] | how is it said: text, Markdown, CSV, JSON? |
//!
//! Nothing here reads a file, a clock or the environment: files come in through
//! [`case::load::Files`], the wish to stop through [`space::control::Control`].
//!
//! # Example
//!
//! ```
//! use detente::case::load::{MemoryFiles, load};
//! use detente::settle::budget::Budget;
//! use detente::settle::solve::{Request, solve};
//!
//! let text = r#"
//! detente = 1
//! [case]
//! title = "Two villages and a well"
//!
//! [parties.hill]
//! name = "Hill"
//! [parties.vale]
//! name = "Vale"
//!
//! [issues.well]
//! title   = "Who draws water first"
//! options = { hill = "Hill", turns = "By turns", vale = "Vale" }
//! no-deal = "hill"
//!
//! [issues.repair]
//! title   = "Who repairs the well"
//! options = { nobody = "Nobody", both = "Both" }
//! no-deal = "nobody"
//!
//! [preferences.hill]
//! because = "Made up."
//! weights = { well = 30, repair = 70 }
//! values  = { well = { hill = 100, turns = 60, vale = 0 }, repair = { nobody = 0, both = 100 } }
//!
//! [preferences.vale]
//! because = "Made up."
//! weights = { well = 60, repair = 40 }
//! values  = { well = { hill = 0, turns = 50, vale = 100 }, repair = { nobody = 0, both = 100 } }
//! "#;
//!
//! let loaded = load(&MemoryFiles::of("case.toml", text), "case.toml", &[]);
//! let case = loaded.case.expect("no errors; otherwise `loaded.diagnostics` says what is wrong");
//!
//! let answer = solve(&case, &Request::default(), &Budget::default()).expect("numbers that can be summed");
//! assert!(answer.has_deal());
//! // Of the five packages beside no agreement, three are better for both.
//! assert_eq!(answer.counts.allowed.low().to_string(), "5");
//! assert_eq!(answer.zone.at_least.low().to_string(), "3");
//! let well = answer.proposals[0].package[0];
//! assert!(["hill", "turns", "vale"].contains(&case.issues[0].choice_id(well).as_str()));
//! ```
//!
//! # What is stable
//!
//! - The case language, version [`case::load::LANGUAGE`]: a case that can be
//!   read today is read the same by every later version that knows this number.
//! - The codes of diagnostics and their meaning.
//! - The shapes of [`report::json`] and of the certificate, each under the
//!   number at the end of its `format`; their schemas are in `schema/`.
//!
//! The Rust items below are not: until version 1.0 they may change with every
//! minor version. The wording of reports and messages may always change.

pub use detente_case as case;
pub use detente_formats as formats;
pub use detente_instrument as instrument;
pub use detente_keep as keep;
pub use detente_record as record;
pub use detente_report as report;
pub use detente_robust as robust;
pub use detente_settle as settle;
pub use detente_space as space;
pub use detente_stability as stability;
pub use detente_syntax as syntax;
