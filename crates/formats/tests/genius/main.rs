//! GENIUS files: read as GENIUS evaluates them, refused where they mean
//! nothing, and written so that they come back.

mod quirks;
mod rectangles;
mod refused;
mod support;
mod values;
mod written;
