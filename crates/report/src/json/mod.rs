//! Answers as JSON: public shapes of their own, versioned by `format`.
//!
//! Counts are strings of digits, because they outgrow what JSON numbers hold
//! exactly. Values are exact fractions (`"205/3"`) with a rounded decimal beside
//! them where that is stated to be allowed. Ids are those of the case.

mod ask;
mod change;
mod common;
mod compare;
mod diff;
pub mod documents;
pub mod drafts;
mod elicit;
mod explain;
mod grid;
mod keep;
mod paths;
pub mod positions;
mod record;
mod robust;
mod shares;
mod show;
mod solve;
mod stability;
pub mod workbench;

pub use ask::{AskShape, ask};
pub use change::{InverseShape, inverse};
pub(crate) use common::acceptance;
pub use common::{Head, PackageShape};
pub use compare::{CompareShape, compare};
pub use diff::{DiffShape, diff};
pub use elicit::{ElicitShape, elicit};
pub use explain::{ExplainShape, explain};
pub use grid::{GridShape, grid};
pub use keep::{
    KeepAuditShape, KeepCalendarShape, KeepPlanShape, KeepStatusShape, keep_audit, keep_calendar, keep_plan,
    keep_status,
};
pub use paths::{PathsShape, paths};
pub use record::{RecordShape, on_record};
pub use robust::{RobustShape, robust};
pub use shares::{SharesShape, shares};
pub use show::{ShowShape, show};
pub use solve::{SolveShape, solve};
pub use stability::{StabilityShape, stability};

use serde::Serialize;

/// Pretty JSON text with a final line break.
///
/// # Panics
/// Never: the shapes hold nothing that JSON cannot express.
#[must_use]
pub fn text(shape: &impl Serialize) -> String {
    let mut text =
        serde_json::to_string_pretty(shape).unwrap_or_else(|error| format!("{{\"error\": \"{error}\"}}"));
    text.push('\n');
    text
}
