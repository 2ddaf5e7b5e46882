//! How many attributes a tag has that is still open.

/// The most attributes of a tag that begins in some bytes and does not end in
/// them, by the tokenizer of the HTML standard (WHATWG, section 13.2.5).
pub(super) fn of_open_tag(bytes: &[u8]) -> usize {
    let starts = bytes
        .windows(2)
        .enumerate()
        .filter(|(_, pair)| matches!(pair, [b'<', next] if next.is_ascii_alphabetic() || *next == b'/'));
    let mut most = 0;
    for (at, pair) in starts {
        let name = at + if pair.ends_with(b"/") { 2 } else { 1 };
        let counted = bytes.get(name..).and_then(count);
        most = most.max(counted.unwrap_or(0));
        if most > crate::extract::limits::ATTRIBUTES {
            break;
        }
    }
    most
}

#[derive(Clone, Copy)]
enum State {
    Name,
    Before,
    Attribute,
    After,
    BeforeValue,
    Quoted(u8),
    Value,
}

/// The attributes after a tag's opening bracket; none where the tag ends.
fn count(bytes: &[u8]) -> Option<usize> {
    let mut state = State::Name;
    let mut count = 0_usize;
    for byte in bytes {
        let space = byte.is_ascii_whitespace();
        state = match (state, *byte) {
            (State::Quoted(quote), byte) if byte == quote => State::Before,
            (State::Quoted(quote), _) => State::Quoted(quote),
            (_, b'>') => return None,
            (State::BeforeValue, quote @ (b'"' | b'\'')) => State::Quoted(quote),
            (State::BeforeValue, _) if space => State::BeforeValue,
            (State::BeforeValue | State::Value, _) => {
                if space {
                    State::Before
                } else {
                    State::Value
                }
            }
            (State::Name, b'/') => State::Before,
            (State::Name, _) => {
                if space {
                    State::Before
                } else {
                    State::Name
                }
            }
            (State::Attribute | State::After, b'=') => State::BeforeValue,
            (State::Attribute | State::After | State::Before, b'/') => State::Before,
            (State::Before, _) if space => State::Before,
            (State::Attribute | State::After, _) if space => State::After,
            (State::Attribute, _) => State::Attribute,
            (State::Before | State::After, _) => {
                count += 1;
                State::Attribute
            }
        };
    }
    Some(count)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn attributes_of_the_tag_that_stays_open_are_counted() {
        assert_eq!(of_open_tag(b"<p a b=c d = 'e f' g=\"h>i\"j/k"), 6);
        assert_eq!(of_open_tag(b"<p a b><i c"), 1);
        assert_eq!(of_open_tag(b"<p a b>text and more text < no tag"), 0);
        assert_eq!(of_open_tag(b"</p a b"), 2);
    }
}
