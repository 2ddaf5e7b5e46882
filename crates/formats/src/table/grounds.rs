//! One `because` for what a sheet says in several places.
//!
//! A row of a sheet is one element of a case, which has one `because`, while
//! each of the row's cells may have a comment. The comment of the cell that
//! stands for the element is the reason itself; that of any other cell follows
//! it in a line that begins with the cell's heading in brackets.

/// The reason, then the tagged remarks, as one text; `None` where there are none.
pub(crate) fn joined(plain: Option<&str>, tagged: &[(String, String)]) -> Option<String> {
    let lines = tagged.iter().map(|(tag, text)| format!("[{tag}] {text}"));
    let all: Vec<String> = plain.map(str::to_owned).into_iter().chain(lines).collect();
    (!all.is_empty()).then(|| all.join("\n"))
}

/// The reverse of [`joined`], for the tags that `known` accepts.
pub(crate) fn split(text: &str, known: &dyn Fn(&str) -> bool) -> (Option<String>, Vec<(String, String)>) {
    let mut plain: Option<String> = None;
    let mut tagged: Vec<(String, String)> = Vec::new();
    for line in text.split('\n') {
        let tag = line.strip_prefix('[').and_then(|line| line.split_once("] ")).filter(|(tag, _)| known(tag));
        match (tag, tagged.last_mut()) {
            (Some((tag, text)), _) => tagged.push((tag.to_owned(), text.to_owned())),
            (None, Some((_, before))) => {
                before.push('\n');
                before.push_str(line);
            }
            (None, None) => match &mut plain {
                None => plain = Some(line.to_owned()),
                Some(before) => {
                    before.push('\n');
                    before.push_str(line);
                }
            },
        }
    }
    (plain.filter(|text| !text.is_empty()), tagged)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_joined_comes_apart_again() {
        let tagged =
            [("Title".to_owned(), "one\ntwo [x]".to_owned()), ("No deal".to_owned(), "three".to_owned())];
        let known = |tag: &str| matches!(tag, "Title" | "No deal");
        for plain in [None, Some("why"), Some("[other] first\nsecond")] {
            for count in 0..=2 {
                let text = joined(plain, &tagged[..count]);
                let Some(text) = text else { continue };
                assert_eq!(
                    split(&text, &known),
                    (plain.map(str::to_owned), tagged[..count].to_vec()),
                    "{text}"
                );
            }
        }
    }
}
