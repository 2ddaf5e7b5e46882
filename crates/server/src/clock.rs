//! The day, for questions that name none.

use detente_instrument::period::{Date, Period};

/// Today, in Coordinated Universal Time; none where the clock shows no day.
#[must_use]
pub fn today() -> Option<Date> {
    let since = std::time::SystemTime::now().duration_since(std::time::UNIX_EPOCH).ok()?;
    let days = i32::try_from(since.as_secs() / 86_400).ok()?;
    let epoch: Date = detente_keep::wire::day("1970-01-01")?;
    Period::days(days).after(epoch, 1)
}
