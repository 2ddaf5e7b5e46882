//! Separated values as text: fields with their places, and back.
//!
//! As RFC 4180 has them, with what spreadsheets do besides: a semicolon or tab
//! instead of the comma, a first line `sep=;`, line ends of any kind.

/// One field.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Field {
    /// Its content without quotation marks.
    pub(crate) text: String,
    /// First byte, quotation mark included, and one past the last.
    pub(crate) place: (usize, usize),
}

/// Records one by one; empty lines are left out.
#[derive(Clone, Debug)]
pub(crate) struct Records<'a> {
    text: &'a str,
    at: usize,
    pub(crate) separator: char,
    /// Where a quotation mark opens that nothing closes.
    pub(crate) unclosed: Option<usize>,
}

/// Splits a text into records.
pub(crate) fn records(text: &str) -> Records<'_> {
    let (separator, at) = separator(text);
    Records { text, at, separator, unclosed: None }
}

impl Iterator for Records<'_> {
    type Item = Vec<Field>;

    fn next(&mut self) -> Option<Vec<Field>> {
        while self.at < self.text.len() {
            let record = self.record();
            if record.iter().any(|field| !field.text.trim().is_empty()) {
                return Some(record);
            }
        }
        None
    }
}

/// The separator of the first line that says anything, and where records begin.
fn separator(text: &str) -> (char, usize) {
    let line = text.lines().next().unwrap_or_default();
    let mut named = line.strip_prefix("sep=").unwrap_or_default().chars();
    if let (Some(separator @ (',' | ';' | '\t')), None) = (named.next(), named.next()) {
        return (separator, (line.len() + 1).min(text.len()));
    }
    let first = text.lines().find(|line| !line.trim().is_empty()).unwrap_or_default();
    let count = |separator: char| {
        let mut quoted = false;
        first
            .chars()
            .filter(|each| {
                quoted ^= *each == '"';
                !quoted && *each == separator
            })
            .count()
    };
    let mut best = ',';
    for other in [';', '\t'] {
        if count(other) > count(best) {
            best = other;
        }
    }
    (best, 0)
}

impl Records<'_> {
    fn peek(&self) -> Option<char> {
        self.text.get(self.at..).and_then(|rest| rest.chars().next())
    }

    fn record(&mut self) -> Vec<Field> {
        let mut record = Vec::new();
        loop {
            record.push(self.field());
            match self.peek() {
                Some(each) if each == self.separator => self.at += each.len_utf8(),
                Some('\r') => {
                    self.at += 1;
                    if self.peek() == Some('\n') {
                        self.at += 1;
                    }
                    return record;
                }
                Some('\n') => {
                    self.at += 1;
                    return record;
                }
                _ => return record,
            }
        }
    }

    /// One field up to the separator or the end of the line.
    fn field(&mut self) -> Field {
        let start = self.at;
        let mut text = String::new();
        if self.peek() == Some('"') {
            self.at += 1;
            self.quoted(start, &mut text);
        }
        // What follows a closing quotation mark belongs to the field as it is.
        while let Some(each) = self.peek() {
            if each == self.separator || each == '\n' || each == '\r' {
                break;
            }
            text.push(each);
            self.at += each.len_utf8();
        }
        Field { text, place: (start, self.at) }
    }

    fn quoted(&mut self, start: usize, text: &mut String) {
        loop {
            let Some(each) = self.peek() else {
                self.unclosed.get_or_insert(start);
                return;
            };
            self.at += each.len_utf8();
            match each {
                '"' if self.peek() == Some('"') => {
                    self.at += 1;
                    text.push('"');
                }
                '"' => return,
                '\r' if self.peek() == Some('\n') => {}
                other => text.push(other),
            }
        }
    }
}

/// Writes records with commas, and quotation marks where they are needed.
pub(crate) fn written(records: &[Vec<String>]) -> String {
    let mut out = String::new();
    for record in records {
        let fields: Vec<_> = record.iter().map(|field| quoted(field)).collect();
        out.push_str(&fields.join(","));
        out.push_str("\r\n");
    }
    out
}

fn quoted(field: &str) -> String {
    let plain = !field.contains([',', ';', '\t', '"', '\n', '\r']) && field.trim() == field;
    if plain { field.to_owned() } else { format!("\"{}\"", field.replace('"', "\"\"")) }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn texts(text: &str) -> (char, Vec<Vec<String>>) {
        let records = records(text);
        (
            records.separator,
            records.map(|record| record.into_iter().map(|field| field.text).collect()).collect(),
        )
    }

    fn owned(records: &[&[&str]]) -> Vec<Vec<String>> {
        records.iter().map(|record| record.iter().map(|field| (*field).to_owned()).collect()).collect()
    }

    #[test]
    fn separators_quotation_marks_and_line_ends() {
        assert_eq!(texts("a,b\n1,2\n"), (',', owned(&[&["a", "b"], &["1", "2"]])));
        assert_eq!(
            texts("a;b\r\n1,5;\"x;\"\"y\"\"\r\nz\"\r\n\r\n;"),
            (';', owned(&[&["a", "b"], &["1,5", "x;\"y\"\nz"]]))
        );
        assert_eq!(texts("sep=\t\na\tb"), ('\t', owned(&[&["a", "b"]])));
        assert_eq!(texts("\"a;b\",c\r1,2"), (',', owned(&[&["a;b", "c"], &["1", "2"]])));
        assert_eq!(texts("sep=,"), (',', vec![]));
        assert_eq!(texts(""), (',', vec![]));
        let mut open = records("a\n\"b,\nc");
        assert_eq!((open.by_ref().count(), open.unclosed), (2, Some(2)));
    }

    #[test]
    fn what_is_written_is_read() {
        let records = owned(&[&["issue", "a \"b\""], &[" x", "1;2"], &["two\nlines", "é,"]]);
        assert_eq!(texts(&written(&records)), (',', records));
    }
}
