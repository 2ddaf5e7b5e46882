//! Reading XLSX (ECMA-376, Office Open XML).

use std::sync::Arc;

use super::SheetKind;
use super::archive::{Fault, Parts};
use super::model::{Cell, Content, Sheet, Workbook};
use super::xlsx_parts::{Relation, date_styles, day, relations, rich_text, shared_strings, unescaped};
use super::xml::{Element, Step, Xml};

/// Most sheets of a workbook.
pub(super) const MAX_SHEETS: usize = 200;
/// Most cells of a workbook.
pub(super) const MAX_CELLS: usize = 1_000_000;
/// Rows and columns of a sheet, as spreadsheet programs have them.
pub(super) const MAX_ROWS: u32 = 1 << 20;
pub(super) const MAX_COLUMNS: u32 = 1 << 14;

pub(super) fn too_many_cells() -> Fault {
    Fault::new(format!("the workbook has more than {MAX_CELLS} cells"))
}

/// What all sheets of a workbook share.
struct Common {
    strings: Vec<Arc<str>>,
    dates: Vec<bool>,
    from_1904: bool,
    cells: usize,
}

pub(super) fn read(parts: &mut Parts<'_>) -> Result<Workbook, Fault> {
    let main = relations(parts, "")?
        .into_iter()
        .find(|relation| relation.kind == "officeDocument")
        .map_or_else(|| "xl/workbook.xml".to_owned(), |relation| relation.target);
    let text = parts.text(&main)?.ok_or_else(|| {
        Fault::new("this archive is no XLSX workbook")
            .help(&format!("save it as .{} in a spreadsheet program", SheetKind::Xlsx))
    })?;
    let others = relations(parts, &main)?;
    let path = |kind: &str| others.iter().find(|each| each.kind == kind).map(|each| each.target.as_str());
    let mut common = Common {
        strings: path("sharedStrings").map_or(Ok(Vec::new()), |path| shared_strings(parts, path))?,
        dates: path("styles").map_or(Ok(Vec::new()), |path| date_styles(parts, path))?,
        from_1904: false,
        cells: 0,
    };
    let mut workbook = Workbook::default();
    for (name, id) in sheet_list(&main, &text, &mut common.from_1904)? {
        let Some(relation) = others.iter().find(|each| each.id == id && each.kind == "worksheet") else {
            continue;
        };
        if workbook.sheets.len() >= MAX_SHEETS {
            return Err(Fault::new(format!("the workbook has more than {MAX_SHEETS} sheets")));
        }
        workbook.sheets.push(sheet(parts, &mut common, name, relation)?);
    }
    Ok(workbook)
}

/// The sheets by name and relation, in order.
fn sheet_list(part: &str, text: &str, from_1904: &mut bool) -> Result<Vec<(String, String)>, Fault> {
    let mut sheets = Vec::new();
    let mut xml = Xml::new(part, text);
    loop {
        match xml.step()? {
            Step::Open(element) if element.name == "workbookPr" => {
                *from_1904 =
                    element.attribute("date1904").is_some_and(|value| matches!(value.as_str(), "1" | "true"));
            }
            Step::Open(element) if element.name == "sheet" => {
                if let (Some(name), Some(id)) = (element.attribute("name"), element.attribute("id")) {
                    sheets.push((name, id));
                }
            }
            Step::End => return Ok(sheets),
            _ => {}
        }
    }
}

fn sheet(parts: &mut Parts<'_>, common: &mut Common, name: String, at: &Relation) -> Result<Sheet, Fault> {
    let mut sheet = Sheet { name, ..Sheet::default() };
    let Some(text) = parts.text(&at.target)? else { return Ok(sheet) };
    let mut xml = Xml::new(&at.target, &text);
    let (mut row, mut column) = (0, 0);
    loop {
        match xml.step()? {
            Step::Open(element) if element.name == "row" => {
                row = element.number("r").map_or(row, |number| number.saturating_sub(1));
                column = 0;
            }
            Step::Close(closed) if closed == "row" => row += 1,
            Step::Open(element) if element.name == "c" => {
                if let Some((at_row, at_column)) =
                    element.attribute("r").and_then(|reference| place(&reference))
                {
                    (row, column) = (at_row, at_column);
                }
                if row >= MAX_ROWS || column >= MAX_COLUMNS {
                    return Err(xml.fault("a cell lies outside every sheet"));
                }
                let cell = cell(&mut xml, common, &element)?;
                if !cell.is_blank() || cell.formula.is_some() {
                    common.cells += 1;
                    if common.cells > MAX_CELLS {
                        return Err(too_many_cells());
                    }
                    sheet.cells.insert((row, column), cell);
                }
                column += 1;
            }
            Step::End => break,
            _ => {}
        }
    }
    for relation in relations(parts, &at.target)?.iter().filter(|relation| relation.kind == "comments") {
        comments(parts, common, &mut sheet, &relation.target)?;
    }
    Ok(sheet)
}

/// `C7` as row and column from zero.
fn place(reference: &str) -> Option<(u32, u32)> {
    let reference = reference.trim();
    let digits = reference.find(|each: char| each.is_ascii_digit())?;
    let (letters, number) = reference.split_at(digits);
    let mut column: u32 = 0;
    for letter in letters.bytes() {
        let value = letter.to_ascii_uppercase().checked_sub(b'A').filter(|value| *value < 26)?;
        column = column.checked_mul(26)?.checked_add(u32::from(value) + 1)?;
    }
    Some((number.parse::<u32>().ok()?.checked_sub(1)?, column.checked_sub(1)?))
}

fn cell(xml: &mut Xml<'_>, common: &Common, element: &Element<'_>) -> Result<Cell, Fault> {
    let kind = element.attribute("t").unwrap_or_default();
    let style = element.number("s").and_then(|style| usize::try_from(style).ok());
    let is_date = style.and_then(|style| common.dates.get(style)).copied().unwrap_or_default();
    let (mut value, mut formula, mut inline) = (None, None, None);
    loop {
        match xml.step()? {
            Step::Open(inner) if inner.name == "v" => value = Some(xml.text("v", &[])?),
            Step::Open(inner) if inner.name == "f" => formula = Some(xml.text("f", &[])?),
            Step::Open(inner) if inner.name == "is" => inline = Some(rich_text(xml, "is")?),
            Step::Close(closed) if closed == "c" => break,
            Step::End => return Err(xml.fault("it ends too early")),
            _ => {}
        }
    }
    let content = match (kind.as_str(), value.filter(|value| !value.is_empty())) {
        ("inlineStr", _) => Content::Text(inline.unwrap_or_default().into()),
        ("str", value) if formula.is_some() || value.is_some() => {
            Content::Text(unescaped(&value.unwrap_or_default()).into())
        }
        (_, None) if formula.is_some() => Content::Unevaluated,
        (_, None) => Content::Empty,
        ("s", Some(value)) => {
            let at = value.trim().parse::<usize>().ok();
            let text = at
                .and_then(|at| common.strings.get(at))
                .ok_or_else(|| xml.fault("a cell refers to a string that there is not"))?;
            Content::Text(text.clone())
        }
        ("b", Some(value)) => Content::Boolean(matches!(value.trim(), "1" | "true")),
        ("e", Some(value)) => Content::Fault(value.into()),
        ("d", Some(value)) => Content::Date(value.into()),
        (_, Some(value)) => {
            let number = value.trim().parse::<f64>().ok().filter(|number| number.is_finite());
            let number = number.ok_or_else(|| xml.fault("a cell holds something else than a number"))?;
            match day(number, common.from_1904).filter(|_| is_date) {
                Some(day) => Content::Date(day.into()),
                None => Content::Number(number),
            }
        }
    };
    Ok(Cell { content, formula: formula.map(Into::into), ..Cell::default() })
}

/// What Excel writes into the plain comment that stands for a threaded one.
const THREADED: &str = "[Threaded comment]";

fn comments(parts: &mut Parts<'_>, common: &mut Common, sheet: &mut Sheet, path: &str) -> Result<(), Fault> {
    let Some(text) = parts.text(path)? else { return Ok(()) };
    let mut xml = Xml::new(path, &text);
    loop {
        match xml.step()? {
            Step::Open(element) if element.name == "comment" => {
                let at = element.attribute("ref").and_then(|reference| place(&reference));
                let text = rich_text(&mut xml, "comment")?;
                let text = match text.strip_prefix(THREADED).and_then(|rest| rest.split_once("Comment:")) {
                    Some((_, comment)) => comment.lines().map(str::trim).collect::<Vec<_>>().join("\n"),
                    None => text,
                };
                let text = text.trim().to_owned();
                let Some(at) = at.filter(|(row, column)| *row < MAX_ROWS && *column < MAX_COLUMNS) else {
                    continue;
                };
                if !text.is_empty() {
                    common.cells += 1;
                    if common.cells > MAX_CELLS {
                        return Err(too_many_cells());
                    }
                    sheet.cells.entry(at).or_default().comment = Some(text);
                }
            }
            Step::End => return Ok(()),
            _ => {}
        }
    }
}

#[cfg(test)]
mod tests {
    use super::place;

    #[test]
    fn references_are_read() {
        assert_eq!(place("A1"), Some((0, 0)));
        assert_eq!(place("aa10"), Some((9, 26)));
        for reference in ["", "A", "1", "A0", "A-1", "ZZZZZZZZZZ1", "A99999999999", "É1"] {
            assert_eq!(place(reference), None, "{reference}");
        }
    }
}
