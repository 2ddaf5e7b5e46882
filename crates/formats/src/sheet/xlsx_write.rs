//! Writing XLSX. Same workbook, same bytes: no date of today in it.

use rust_xlsxwriter::{
    Color, DataValidation, DocProperties, ExcelDateTime, Format, FormatAlign, Formula, Note,
    Workbook as Book, Worksheet, XlsxError,
};

use super::model::{Cell, Content, Look, Sheet, Workbook};

/// Longest text of a cell and, with room for what the writer adds, of a comment.
pub(super) const MAX_TEXT: usize = 32_700;
/// Rows that lists to choose from are offered in.
const CHOOSING_ROWS: u32 = 1000;

pub(super) fn write(workbook: &Workbook) -> Result<Vec<u8>, String> {
    built(workbook).map_err(|error| error.to_string())
}

fn built(workbook: &Workbook) -> Result<Vec<u8>, XlsxError> {
    let mut book = Book::new();
    let created = ExcelDateTime::from_ymd(2026, 1, 1)?;
    book.set_properties(&DocProperties::new().set_creation_datetime(&created));
    let mut names = Vec::new();
    for sheet in &workbook.sheets {
        let name = sheet_name(&sheet.name, &names);
        let page = book.add_worksheet();
        page.set_name(&name)?;
        fill(page, sheet)?;
        names.push(name.to_lowercase());
    }
    book.save_to_buffer()
}

fn fill(page: &mut Worksheet, sheet: &Sheet) -> Result<(), XlsxError> {
    for (width, column) in sheet.widths.iter().zip(0_u16..) {
        page.set_column_width(column, *width)?;
    }
    if sheet.headed {
        page.set_freeze_panes(1, 0)?;
    }
    for (column, words) in &sheet.choices {
        let column = u16::try_from(*column).unwrap_or(u16::MAX);
        // The list helps and does not forbid: the reader says what it does not know.
        let list = DataValidation::new().allow_list_strings(words)?.show_error_message(false);
        page.add_data_validation(1, column, CHOOSING_ROWS, column, &list)?;
    }
    for ((row, column), cell) in &sheet.cells {
        let column = u16::try_from(*column).unwrap_or(u16::MAX);
        put(page, *row, column, cell)?;
        if let Some(comment) = &cell.comment {
            let lines = u32::try_from(comment.len() / 40 + comment.lines().count()).unwrap_or(u32::MAX);
            let note = Note::new(protected(&cut(comment)))
                .add_author_prefix(false)
                .set_width(260)
                .set_height((20 + 18 * lines).min(400));
            page.insert_note(*row, column, &note)?;
        }
    }
    Ok(())
}

fn put(page: &mut Worksheet, row: u32, column: u16, cell: &Cell) -> Result<(), XlsxError> {
    let format = format(cell.look);
    if let Some(formula) = &cell.formula {
        let result = if cell.content == Content::Unevaluated { None } else { cell.content.text() };
        let formula = Formula::new(formula.as_ref()).set_result(result.unwrap_or_default());
        return page.write_formula_with_format(row, column, formula, &format).map(drop);
    }
    match &cell.content {
        Content::Empty | Content::Unevaluated => Ok(()),
        Content::Text(text) | Content::Date(text) | Content::Fault(text) => {
            page.write_string_with_format(row, column, cut(text), &format).map(drop)
        }
        Content::Number(number) => page.write_number_with_format(row, column, *number, &format).map(drop),
        Content::Boolean(truth) => page.write_boolean_with_format(row, column, *truth, &format).map(drop),
    }
}

fn format(look: Look) -> Format {
    let plain = Format::new().set_align(FormatAlign::Top);
    match look {
        Look::Plain => plain,
        Look::Head => plain.set_bold().set_background_color(Color::RGB(0x00DD_E6EE)),
        Look::Block => plain.set_background_color(Color::RGB(0x00F3_F5F7)),
        Look::Prose => plain.set_text_wrap(),
    }
}

fn cut(text: &str) -> String {
    let mut units = 0;
    text.chars()
        .take_while(|character| {
            units += character.len_utf16();
            units <= MAX_TEXT
        })
        .collect()
}

/// Text in which nothing reads as the escape of a character (`_x0041_`), which
/// the library protects in cells and not in comments.
fn protected(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    let mut rest = text;
    while let Some(at) = rest.find("_x") {
        out.push_str(&rest[..at]);
        let code = rest.get(at + 2..at + 7).and_then(|code| code.strip_suffix('_'));
        let escape = code.is_some_and(|code| code.bytes().all(|byte| byte.is_ascii_hexdigit()));
        out.push_str(if escape { "_x005F_x" } else { "_x" });
        rest = &rest[at + 2..];
    }
    out.push_str(rest);
    out
}

/// A name that spreadsheet programs take, once in the workbook.
fn sheet_name(name: &str, taken: &[String]) -> String {
    let clean = |each: char| if "[]:*?/\\".contains(each) || each.is_control() { '-' } else { each };
    let plain: String = name.chars().map(clean).collect();
    let plain = plain.trim_matches('\'');
    let short = |most: usize| {
        let mut units = 0;
        let kept = plain.chars().take_while(|each| {
            units += each.len_utf16();
            units <= most
        });
        kept.collect::<String>()
    };
    let first = if plain.is_empty() { "Sheet".to_owned() } else { short(31) };
    let mut named = first;
    let mut number = 2;
    while taken.contains(&named.to_lowercase()) {
        named = format!("{} {number}", short(26));
        number += 1;
    }
    named
}
