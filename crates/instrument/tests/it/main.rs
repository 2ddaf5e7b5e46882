//! The instrument language: what is accepted, what is told, what the pages show.

mod hostile;
mod pages;
mod schema;
mod texts;
