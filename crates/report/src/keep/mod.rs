//! What `detente keep` says, in words.

mod audit;
mod calendar;
mod plan;
mod plot;
mod status;
mod words;

pub use audit::{audit, refused};
pub(crate) use audit::{corrected, finding};
pub use calendar::{calendar, events};
pub use plan::{Sharing, plan};
pub use plot::{html, svg};
pub(crate) use status::dispute;
pub use status::{LimitKey, history, status};
pub(crate) use words::quantity;
