//! The workbench over HTTP, on a socket of its own.

mod analyses;
mod described;
mod files;
mod guarded;
mod jobs;
mod workbench;
