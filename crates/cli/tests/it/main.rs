//! The `detente` command as a user meets it: the built binary, run on cases on
//! disk.

mod bad_input;
mod commands;
mod documents;
mod formats;
mod keep;
mod long;
mod mirror;
mod model;
mod record;
mod report;
mod review;
mod robust;
mod schemas;
mod snapshots;
mod stability;
mod support;
mod worked;
