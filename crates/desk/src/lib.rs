//! Where cases and instruments lie on disk, and the questions that are put to them.
//!
//! The command, the workbench and programs ask the same questions; each is a
//! module here, from plain words to an answer that can be told as a document or
//! as JSON. Nothing here knows a terminal, a clock or a network.

pub mod failure;
pub mod files;
pub mod foreign;
pub mod instruments;
pub mod library;
pub mod opened;
pub mod package;
pub mod questions;
