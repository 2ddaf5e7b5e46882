//! From tables to values, for any language that is written in them.
//!
//! A reader asks a table for its keys by name ([`fields`]), each read by a
//! reader of single values ([`scalar`]); ids are collected first, so that
//! everything may refer forward ([`names`]); all of them put what is wrong into
//! one place ([`findings`]) and go on.

pub mod fields;
pub mod findings;
pub mod names;
pub mod scalar;
