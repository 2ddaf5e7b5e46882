//! Texts as XML has them.

use std::fmt::Write;

/// A text as content of an element or value of an attribute. Line breaks and
/// tabs are written as references, because in a value they would be read as
/// spaces; characters that XML cannot have become spaces.
pub(crate) fn escaped(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for character in text.chars() {
        match character {
            '&' => out.push_str("&amp;"),
            '<' => out.push_str("&lt;"),
            '>' => out.push_str("&gt;"),
            '"' => out.push_str("&quot;"),
            '\n' | '\t' | '\r' => {
                let _ = write!(out, "&#{};", u32::from(character));
            }
            '\u{FFFE}' | '\u{FFFF}' | '\0'..' ' => out.push(' '),
            other => out.push(other),
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn nothing_is_left_that_a_reader_would_take_for_markup_or_change() {
        assert_eq!(escaped("a<b>&\"c\"\r\n\td"), "a&lt;b&gt;&amp;&quot;c&quot;&#13;&#10;&#9;d");
        assert_eq!(escaped("\u{1}\u{85}\u{FFFF}é"), " \u{85} é");
    }
}
