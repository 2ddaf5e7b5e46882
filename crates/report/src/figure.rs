//! What drawings have in common.

use detente_case::date::Date;

/// A text as content of an element or value of an attribute of XML and HTML;
/// what neither can hold becomes a space.
pub(crate) fn escaped(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for each in text.chars() {
        match each {
            '&' => out.push_str("&amp;"),
            '<' => out.push_str("&lt;"),
            '>' => out.push_str("&gt;"),
            '"' => out.push_str("&quot;"),
            '\u{FFFE}' | '\u{FFFF}' => out.push(' '),
            each if each.is_control() => out.push(' '),
            each => out.push(each),
        }
    }
    out
}

/// Days since 1970.
pub(crate) fn day_number(day: Date) -> i64 {
    let epoch = Date::new(1970, 1, 1).unwrap_or(day);
    day.duration_since(epoch).as_secs() / 86_400
}

/// The day so many days after the first of 1970.
pub(crate) fn day_of(number: i64) -> Option<Date> {
    let epoch = Date::new(1970, 1, 1).ok()?;
    epoch.checked_add(jiff::Span::new().try_days(number).ok()?).ok()
}
