//! Text in, spanned values, expressions and diagnostics out.
//!
//! This crate knows nothing of negotiation: it reads TOML and keeps the place
//! of everything, parses the expression language, and words and renders what
//! is wrong. It touches no file system and no terminal.

pub mod ast;
pub mod diagnostic;
pub mod expression;
pub mod ids;
pub mod naming;
pub mod reader;
pub mod render;
pub mod span;
pub mod tables;
pub mod value;
