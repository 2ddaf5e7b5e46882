//! What the record says, and how far it carries: levels of evidence, which
//! statements stand on a day, and what they say of a package.
//!
//! Statements are weighed whole, never option by option. Words are not
//! acceptance and silence is not consent: the strongest thing that this module
//! can say for a package is that it is *within the terms* that a party put on
//! record. Claims, denials, predictions, signals and deferrals are kept and
//! shown, and decide nothing.

mod level;
mod preconditions;
mod reading;
mod standing;
mod table;
mod verdict;

pub use level::{Level, level};
pub use preconditions::{Circle, Precondition, circles};
pub use reading::{Readings, content, terms};
pub use standing::{Contest, Entry, Standing, Status, View, standing};
pub use table::{Cell, stance_table};
pub use verdict::{Demands, Positions, Verdict, VerdictKind};
