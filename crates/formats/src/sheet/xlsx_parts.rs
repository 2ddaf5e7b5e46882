//! The parts of an XLSX file beside its sheets: how parts name each other,
//! shared strings, and which styles are dates.

use std::sync::Arc;

use super::archive::{Fault, Parts};
use super::xml::{Step, Xml};

/// What one part says of another.
#[derive(Clone, Debug)]
pub(crate) struct Relation {
    pub(crate) id: String,
    /// The last part of its type: `worksheet`, `comments` ...
    pub(crate) kind: String,
    /// The name of the other part in the archive.
    pub(crate) target: String,
}

/// The relations of a part; none where it has no file of them.
pub(crate) fn relations(parts: &mut Parts<'_>, of: &str) -> Result<Vec<Relation>, Fault> {
    let (folder, name) = of.rsplit_once('/').unwrap_or(("", of));
    let path =
        if folder.is_empty() { format!("_rels/{name}.rels") } else { format!("{folder}/_rels/{name}.rels") };
    let mut found = Vec::new();
    let Some(text) = parts.text(&path)? else { return Ok(found) };
    let mut xml = Xml::new(&path, &text);
    loop {
        match xml.step()? {
            Step::Open(element) if element.name == "Relationship" => {
                let external = element.attribute("TargetMode").is_some_and(|mode| mode == "External");
                let (Some(id), Some(kind), Some(target)) =
                    (element.attribute("Id"), element.attribute("Type"), element.attribute("Target"))
                else {
                    continue;
                };
                if !external {
                    let kind = kind.rsplit('/').next().unwrap_or_default().to_owned();
                    found.push(Relation { id, kind, target: resolved(folder, &target) });
                }
            }
            Step::End => return Ok(found),
            _ => {}
        }
    }
}

/// A target relative to a folder, as a name in the archive.
fn resolved(folder: &str, target: &str) -> String {
    if let Some(absolute) = target.strip_prefix('/') {
        return absolute.to_owned();
    }
    let mut steps: Vec<&str> = folder.split('/').filter(|step| !step.is_empty()).collect();
    for step in target.split('/') {
        match step {
            "" | "." => {}
            ".." => drop(steps.pop()),
            other => steps.push(other),
        }
    }
    steps.join("/")
}

/// The strings that cells refer to by number.
pub(crate) fn shared_strings(parts: &mut Parts<'_>, path: &str) -> Result<Vec<Arc<str>>, Fault> {
    let mut strings = Vec::new();
    let Some(text) = parts.text(path)? else { return Ok(strings) };
    let mut xml = Xml::new(path, &text);
    loop {
        match xml.step()? {
            Step::Open(element) if element.name == "si" => strings.push(rich_text(&mut xml, "si")?.into()),
            Step::End => return Ok(strings),
            _ => {}
        }
    }
}

/// The text of an element whose runs are `t`, without phonetic hints.
pub(crate) fn rich_text(xml: &mut Xml<'_>, name: &str) -> Result<String, Fault> {
    let mut out = String::new();
    loop {
        match xml.step()? {
            Step::Open(element) if element.name == "t" => out.push_str(&xml.text("t", &[])?),
            Step::Open(element) if element.name == "rPh" => xml.skip("rPh")?,
            Step::Close(closed) if closed == name => return Ok(unescaped(&out)),
            Step::End => return Err(xml.fault("it ends too early")),
            _ => {}
        }
    }
}

/// Text with `_x000D_` and the like resolved, and line ends of one kind.
pub(crate) fn unescaped(text: &str) -> String {
    let mut out = String::new();
    let mut rest = text;
    while let Some(at) = rest.find("_x") {
        out.push_str(&rest[..at]);
        let code = rest.get(at + 2..at + 6).filter(|_| rest.get(at + 6..at + 7) == Some("_"));
        let character = code.and_then(|code| u32::from_str_radix(code, 16).ok()).and_then(char::from_u32);
        match character {
            Some(character) => {
                out.push(character);
                rest = &rest[at + 7..];
            }
            None => {
                out.push_str("_x");
                rest = &rest[at + 2..];
            }
        }
    }
    out.push_str(rest);
    out.replace("\r\n", "\n").replace('\r', "\n")
}

/// For each style of cells, whether its numbers are dates.
pub(crate) fn date_styles(parts: &mut Parts<'_>, path: &str) -> Result<Vec<bool>, Fault> {
    let mut styles = Vec::new();
    let Some(text) = parts.text(path)? else { return Ok(styles) };
    let mut custom: Vec<u32> = Vec::new();
    let mut in_cells = false;
    let mut xml = Xml::new(path, &text);
    loop {
        match xml.step()? {
            Step::Open(element) if element.name == "numFmt" => {
                let code = element.attribute("formatCode").unwrap_or_default();
                if let Some(id) = element.number("numFmtId").filter(|_| is_date_format(&code)) {
                    custom.push(id);
                }
            }
            Step::Open(element) if element.name == "cellXfs" => in_cells = true,
            Step::Close(name) if name == "cellXfs" => in_cells = false,
            Step::Open(element) if in_cells && element.name == "xf" => {
                let id = element.number("numFmtId").unwrap_or_default();
                // The formats that come with the program (ECMA-376, 18.8.30).
                let known = matches!(id, 14..=22 | 27..=36 | 45..=47 | 50..=58);
                styles.push(known || custom.contains(&id));
            }
            Step::End => return Ok(styles),
            _ => {}
        }
    }
}

/// Whether a format of numbers shows days or times.
fn is_date_format(code: &str) -> bool {
    let mut characters = code.chars();
    while let Some(character) = characters.next() {
        match character {
            '"' => drop(characters.by_ref().find(|each| *each == '"')),
            '[' => drop(characters.by_ref().find(|each| *each == ']')),
            '\\' | '_' | '*' => drop(characters.next()),
            'd' | 'D' | 'm' | 'M' | 'y' | 'Y' | 'h' | 'H' | 's' | 'S' => return true,
            'G' | 'g' => drop(characters.by_ref().nth(5)),
            _ => {}
        }
    }
    false
}

/// The day of a serial number, counted from 1899-12-30 or 1904-01-01.
pub(crate) fn day(serial: f64, from_1904: bool) -> Option<String> {
    if !(0.0..=2_958_466.0).contains(&serial) {
        return None;
    }
    // Excel knows a 29 February 1900; before it, days are counted from one later.
    let days = serial.floor();
    let shifted = if from_1904 {
        days + 1462.0
    } else if days < 60.0 {
        days + 1.0
    } else {
        days
    };
    // 25569 days lie between 1899-12-30 and 1970-01-01.
    #[expect(clippy::cast_possible_truncation, reason = "a whole number below three million")]
    let since_1970 = shifted as i64 - 25569;
    Some(civil(since_1970))
}

/// `YYYY-MM-DD` of a number of days since 1970-01-01 (Hinnant 2013).
fn civil(days: i64) -> String {
    let shifted = days + 719_468;
    let era = shifted.div_euclid(146_097);
    let of_era = shifted.rem_euclid(146_097);
    let year_of_era = (of_era - of_era / 1460 + of_era / 36_524 - of_era / 146_096) / 365;
    let of_year = of_era - (365 * year_of_era + year_of_era / 4 - year_of_era / 100);
    let shifted_month = (5 * of_year + 2) / 153;
    let day = of_year - (153 * shifted_month + 2) / 5 + 1;
    let month = if shifted_month < 10 { shifted_month + 3 } else { shifted_month - 9 };
    let year = year_of_era + era * 400 + i64::from(month <= 2);
    format!("{year:04}-{month:02}-{day:02}")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn days_of_serial_numbers() {
        for (serial, from_1904, expected) in [
            (1.0, false, "1900-01-01"),
            (59.0, false, "1900-02-28"),
            (61.0, false, "1900-03-01"),
            (44196.0, false, "2020-12-31"),
            (45351.75, false, "2024-02-29"),
            (0.0, true, "1904-01-01"),
        ] {
            assert_eq!(day(serial, from_1904).as_deref(), Some(expected));
        }
        assert_eq!((day(-1.0, false), day(f64::NAN, false), day(1e300, false)), (None, None, None));
    }

    #[test]
    fn formats_of_dates() {
        for code in ["yyyy-mm-dd", "d/m", "[$-409]h:mm AM/PM", "[Red]dd"] {
            assert!(is_date_format(code), "{code}");
        }
        for code in ["General", "0.00", "\"days\" 0", "0\\d", "[Red]0", "#,##0_m", "@"] {
            assert!(!is_date_format(code), "{code}");
        }
    }

    #[test]
    fn targets_and_escapes() {
        assert_eq!(resolved("xl/worksheets", "../comments1.xml"), "xl/comments1.xml");
        assert_eq!(resolved("xl", "/xl/worksheets/sheet1.xml"), "xl/worksheets/sheet1.xml");
        assert_eq!(unescaped("a_x000D_\nb_x0041_ _x _xzz_ _x00"), "a\nbA _x _xzz_ _x00");
    }
}
