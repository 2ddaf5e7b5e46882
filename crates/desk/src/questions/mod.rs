//! The questions, one module each: from plain words to an answer.

pub mod compare;
pub mod documents;
pub mod draws;
pub mod duplicates;
pub mod explain;
pub mod foresight;
pub mod on_record;
pub mod paths;
pub mod positions;
pub mod report;
pub mod show;
pub mod solve;
pub mod stability;
pub mod states;
pub mod workbench;

use detente_report::document::Document;
use detente_space::compile::Stopped;
use serde::Serialize;

use crate::failure::Failure;

/// An answer, to be told to people and to programs.
pub trait Answer {
    /// Its public shape.
    type Shape: Serialize;

    /// As programs read it.
    fn shape(&self) -> Self::Shape;

    /// As people read it, with what it was made with and from at its end.
    fn document(&self) -> Document;
}

/// Stopped before there was anything to show.
pub(crate) fn stopped(reason: Stopped) -> Failure {
    Failure::Stopped(reason.to_string())
}
