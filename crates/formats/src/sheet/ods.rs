//! Reading ODS (OASIS `OpenDocument`).

use super::archive::{Fault, Parts};
use super::model::{Cell, Content, Sheet, Workbook};
use super::xlsx::{MAX_CELLS, MAX_COLUMNS, MAX_ROWS, MAX_SHEETS, too_many_cells};
use super::xml::{Element, Step, Xml};

const PART: &str = "content.xml";

/// Elements that hold cells or text that are not the sheet's.
const ASIDE: [&str; 5] = ["shapes", "tracked-changes", "forms", "dde-links", "named-expressions"];

pub(super) fn read(parts: &mut Parts<'_>) -> Result<Workbook, Fault> {
    let text = parts.text(PART)?.unwrap_or_default();
    let mut xml = Xml::new(PART, &text);
    let mut workbook = Workbook::default();
    let mut cells = 0;
    loop {
        match xml.step()? {
            Step::Open(element) if ASIDE.contains(&element.name.as_str()) => xml.skip(&element.name)?,
            Step::Open(element) if element.name == "table" => {
                if workbook.sheets.len() >= MAX_SHEETS {
                    return Err(Fault::new(format!("the workbook has more than {MAX_SHEETS} sheets")));
                }
                let name = element.attribute("name").unwrap_or_default();
                workbook.sheets.push(sheet(&mut xml, name, &mut cells)?);
            }
            Step::End => return Ok(workbook),
            _ => {}
        }
    }
}

fn sheet(xml: &mut Xml<'_>, name: String, cells: &mut usize) -> Result<Sheet, Fault> {
    let mut sheet = Sheet { name, ..Sheet::default() };
    let mut row = 0_u32;
    loop {
        match xml.step()? {
            Step::Open(element) if ASIDE.contains(&element.name.as_str()) => xml.skip(&element.name)?,
            Step::Open(element) if element.name == "table-row" => {
                let repeated = element.number("number-rows-repeated").unwrap_or(1).max(1);
                let found = row_cells(xml)?;
                // Rows that are repeated are empty, or filled by hand in a hurry.
                let times = if found.is_empty() { 0 } else { repeated };
                *cells = usize::try_from(times)
                    .unwrap_or(usize::MAX)
                    .saturating_mul(found.len())
                    .saturating_add(*cells);
                if *cells > MAX_CELLS {
                    return Err(too_many_cells());
                }
                if times > 0 && row.saturating_add(times) > MAX_ROWS {
                    return Err(xml.fault("a cell lies outside every sheet"));
                }
                for again in 1..times {
                    let bare = |cell: &Cell| Cell { comment: None, ..cell.clone() };
                    sheet
                        .cells
                        .extend(found.iter().map(|(column, cell)| ((row + again, *column), bare(cell))));
                }
                sheet.cells.extend(found.into_iter().map(|(column, cell)| ((row, column), cell)));
                row = row.saturating_add(repeated);
            }
            Step::Close(closed) if closed == "table" => return Ok(sheet),
            Step::End => return Err(xml.fault("it ends too early")),
            _ => {}
        }
    }
}

/// The cells of a row by column.
fn row_cells(xml: &mut Xml<'_>) -> Result<Vec<(u32, Cell)>, Fault> {
    let mut found: Vec<(u32, Cell)> = Vec::new();
    let mut column = 0_u32;
    loop {
        match xml.step()? {
            Step::Open(element) if element.name == "table-cell" || element.name == "covered-table-cell" => {
                let repeated = element.number("number-columns-repeated").unwrap_or(1).max(1);
                let covered = element.name == "covered-table-cell";
                let cell = cell(xml, &element)?;
                if !covered && (!cell.is_blank() || cell.formula.is_some()) {
                    if column.saturating_add(repeated) > MAX_COLUMNS {
                        return Err(xml.fault("a cell lies outside every sheet"));
                    }
                    if found.len() + usize::try_from(repeated).unwrap_or(usize::MAX) > MAX_CELLS {
                        return Err(too_many_cells());
                    }
                    let bare = Cell { comment: None, ..cell.clone() };
                    found.push((column, cell));
                    found.extend((1..repeated).map(|again| (column + again, bare.clone())));
                }
                column = column.saturating_add(repeated);
            }
            Step::Close(closed) if closed == "table-row" => return Ok(found),
            Step::End => return Err(xml.fault("it ends too early")),
            _ => {}
        }
    }
}

fn cell(xml: &mut Xml<'_>, element: &Element<'_>) -> Result<Cell, Fault> {
    let formula = element.attribute("formula");
    let kind = element.attribute("value-type").unwrap_or_default();
    let (text, comment) = inside(xml, &element.name)?;
    let content = match kind.as_str() {
        "float" | "percentage" | "currency" => {
            let number = element.attribute("value").and_then(|value| value.trim().parse::<f64>().ok());
            match number.filter(|number| number.is_finite()) {
                // What shows an error or nothing holds a zero all the same.
                Some(_) if formula.is_some() && text.starts_with('#') => Content::Fault(text.into()),
                Some(number) => Content::Number(number),
                None => return Err(xml.fault("a cell holds something else than a number")),
            }
        }
        "boolean" => {
            Content::Boolean(element.attribute("boolean-value").is_some_and(|value| value == "true"))
        }
        "date" => Content::Date(element.attribute("date-value").unwrap_or(text).into()),
        "time" => Content::Date(element.attribute("time-value").unwrap_or(text).into()),
        "string" => Content::Text(element.attribute("string-value").unwrap_or(text).into()),
        _ if formula.is_some() && text.is_empty() => Content::Unevaluated,
        _ if formula.is_some() && (text.starts_with('#') || text.starts_with("Err:")) => {
            Content::Fault(text.into())
        }
        _ if text.is_empty() => Content::Empty,
        _ => Content::Text(text.into()),
    };
    let content = match content {
        Content::Text(text)
            if formula.is_some() && text.starts_with('#') && text.ends_with(['!', '?', 'A']) =>
        {
            Content::Fault(text)
        }
        Content::Text(text) if text.is_empty() && formula.is_none() => Content::Empty,
        other => other,
    };
    let formula = formula.map(|formula| formula.trim_start_matches("of:").trim_start_matches('=').into());
    Ok(Cell { content, formula, comment, ..Cell::default() })
}

/// The text and the comment of the cell that was just opened.
fn inside(xml: &mut Xml<'_>, name: &str) -> Result<(String, Option<String>), Fault> {
    let mut lines: Vec<String> = Vec::new();
    let mut comment = None;
    loop {
        match xml.step()? {
            Step::Open(element) if element.name == "annotation" => {
                let text = annotation(xml)?;
                comment = Some(text).filter(|text| !text.is_empty());
            }
            Step::Open(element) if element.name == "p" => lines.push(paragraph(xml, "p")?),
            Step::Open(element) if matches!(element.name.as_str(), "frame" | "custom-shape" | "g") => {
                xml.skip(&element.name)?
            }
            Step::Close(closed) if closed == name => return Ok((lines.join("\n"), comment)),
            Step::End => return Err(xml.fault("it ends too early")),
            _ => {}
        }
    }
}

fn annotation(xml: &mut Xml<'_>) -> Result<String, Fault> {
    let mut lines: Vec<String> = Vec::new();
    loop {
        match xml.step()? {
            Step::Open(element) if element.name == "p" => lines.push(paragraph(xml, "p")?),
            Step::Open(element)
                if matches!(
                    element.name.as_str(),
                    "creator" | "date" | "date-string" | "creator-initials"
                ) =>
            {
                xml.skip(&element.name)?;
            }
            Step::Close(closed) if closed == "annotation" => return Ok(lines.join("\n").trim().to_owned()),
            Step::End => return Err(xml.fault("it ends too early")),
            _ => {}
        }
    }
}

/// The text of a paragraph: runs of white space are one space, unless marked.
fn paragraph(xml: &mut Xml<'_>, name: &str) -> Result<String, Fault> {
    const MOST_SPACES: usize = 1000;
    let mut out = String::new();
    let mut depth = 1_usize;
    loop {
        match xml.step()? {
            Step::Open(element) => match element.name.as_str() {
                "s" => {
                    let count = element.number("c").unwrap_or(1);
                    out.extend(std::iter::repeat_n(
                        ' ',
                        usize::try_from(count).unwrap_or(1).min(MOST_SPACES),
                    ));
                }
                "tab" => out.push('\t'),
                "line-break" => out.push('\n'),
                "annotation" | "note" => xml.skip(&element.name)?,
                other => depth += usize::from(other == name),
            },
            Step::Close(closed) => {
                depth -= usize::from(closed == name);
                if depth == 0 {
                    return Ok(out);
                }
            }
            Step::Text(text) => {
                for character in text.chars() {
                    let space = matches!(character, ' ' | '\t' | '\n' | '\r');
                    if !space {
                        out.push(character);
                    } else if !out.ends_with([' ', '\n', '\t']) && !out.is_empty() {
                        out.push(' ');
                    }
                }
            }
            Step::End => return Err(xml.fault("it ends too early")),
        }
    }
}
