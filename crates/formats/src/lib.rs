//! Other tools' files: read into the text of a case, and written from a case.
//!
//! A reader turns files into a [`draft::Draft`], the draft into the text of a
//! `case.toml`, and from there on there is one way: `detente_case::load`. A
//! writer goes the other way and lists what the format cannot say. Nothing here
//! opens a file; bytes come in, texts and diagnostics come out.

mod additive;
pub mod codes;
pub mod draft;
mod escape;
pub mod export;
mod file_names;
pub mod format;
mod genius;
mod geniusweb;
mod gmcr;
mod grid;
pub mod import;
mod json;
mod left_out;
mod negmas;
mod notes;
mod number;
pub mod order;
mod rational;
pub mod sheet;
mod table;
mod text;
mod tree;
mod worth;
