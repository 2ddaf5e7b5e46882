//! Every table, figure and sentence of Détente that a person reads.

pub mod ask;
pub mod certificate;
pub mod compare;
pub mod csv;
pub mod diff;
pub mod document;
pub mod documents;
pub mod drafts;
pub mod elicit;
pub mod explain;
mod figure;
pub mod json;
pub mod keep;
pub mod on_record;
pub mod paper;
pub mod parquet;
pub mod paths;
pub mod positions;
mod preamble;
pub mod provenance;
pub mod robust;
mod scale;
pub mod show;
pub mod solve;
pub mod stability;
pub mod svg;
pub mod words;
