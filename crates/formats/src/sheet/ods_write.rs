//! Writing ODS: four small files in an archive, the type of the file first and
//! not compressed, as `OpenDocument` asks.

use std::fmt::Write as _;
use std::io::{Cursor, Write as _};

use zip::write::SimpleFileOptions;
use zip::{CompressionMethod, DateTime, ZipWriter};

use super::model::{Cell, Content, Look, Sheet, Workbook};
use crate::escape::escaped;

const TYPE: &str = "application/vnd.oasis.opendocument.spreadsheet";

const MANIFEST: &str = r#"<?xml version="1.0" encoding="UTF-8"?>
<manifest:manifest xmlns:manifest="urn:oasis:names:tc:opendocument:xmlns:manifest:1.0" manifest:version="1.2"><manifest:file-entry manifest:full-path="/" manifest:version="1.2" manifest:media-type="application/vnd.oasis.opendocument.spreadsheet"/><manifest:file-entry manifest:full-path="content.xml" manifest:media-type="text/xml"/><manifest:file-entry manifest:full-path="styles.xml" manifest:media-type="text/xml"/></manifest:manifest>
"#;

const STYLES: &str = r#"<?xml version="1.0" encoding="UTF-8"?>
<office:document-styles xmlns:office="urn:oasis:names:tc:opendocument:xmlns:office:1.0" office:version="1.2"/>
"#;

const HEAD: &str = r##"<?xml version="1.0" encoding="UTF-8"?>
<office:document-content xmlns:office="urn:oasis:names:tc:opendocument:xmlns:office:1.0" xmlns:style="urn:oasis:names:tc:opendocument:xmlns:style:1.0" xmlns:text="urn:oasis:names:tc:opendocument:xmlns:text:1.0" xmlns:table="urn:oasis:names:tc:opendocument:xmlns:table:1.0" xmlns:fo="urn:oasis:names:tc:opendocument:xmlns:xsl-fo-compatible:1.0" xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:of="urn:oasis:names:tc:opendocument:xmlns:of:1.2" office:version="1.2"><office:automatic-styles><style:style style:name="head" style:family="table-cell"><style:table-cell-properties fo:background-color="#dde6ee"/><style:text-properties fo:font-weight="bold"/></style:style><style:style style:name="block" style:family="table-cell"><style:table-cell-properties fo:background-color="#f3f5f7"/></style:style><style:style style:name="prose" style:family="table-cell"><style:table-cell-properties fo:wrap-option="wrap"/></style:style>"##;

pub(super) fn write(workbook: &Workbook) -> Result<Vec<u8>, String> {
    archive(&content(workbook)).map_err(|error| error.to_string())
}

fn archive(content: &str) -> Result<Vec<u8>, zip::result::ZipError> {
    let packed = SimpleFileOptions::default()
        .compression_method(CompressionMethod::Deflated)
        .last_modified_time(DateTime::default());
    let stored = packed.compression_method(CompressionMethod::Stored);
    let mut archive = ZipWriter::new(Cursor::new(Vec::new()));
    for (name, text, options) in [
        ("mimetype", TYPE, stored),
        ("META-INF/manifest.xml", MANIFEST, packed),
        ("content.xml", content, packed),
        ("styles.xml", STYLES, packed),
    ] {
        archive.start_file(name, options)?;
        archive.write_all(text.as_bytes())?;
    }
    Ok(archive.finish()?.into_inner())
}

fn content(workbook: &Workbook) -> String {
    let mut out = String::from(HEAD);
    let mut widths: Vec<u16> =
        workbook.sheets.iter().flat_map(|sheet| sheet.widths.iter().copied()).collect();
    widths.sort_unstable();
    widths.dedup();
    for width in widths {
        // About a fifth of a centimetre a character.
        let _ = write!(
            out,
            "<style:style style:name=\"w{width}\" style:family=\"table-column\"><style:table-column-properties style:column-width=\"{}.{}cm\"/></style:style>",
            width / 5,
            width % 5 * 2
        );
    }
    out.push_str("</office:automatic-styles><office:body><office:spreadsheet>");
    workbook.sheets.iter().for_each(|each| sheet(&mut out, each));
    out.push_str("</office:spreadsheet></office:body></office:document-content>\n");
    out
}

fn sheet(out: &mut String, sheet: &Sheet) {
    let _ = write!(out, "<table:table table:name=\"{}\">", escaped(&sheet.name));
    for width in &sheet.widths {
        let _ = write!(out, "<table:table-column table:style-name=\"w{width}\"/>");
    }
    if sheet.widths.is_empty() {
        out.push_str("<table:table-column/>");
    }
    let mut next = 0;
    let mut cells = sheet.cells.iter().peekable();
    while let Some(((row, _), _)) = cells.peek() {
        let row = *row;
        match row - next {
            0 => {}
            gap => out.push_str(&format!(
                "<table:table-row table:number-rows-repeated=\"{gap}\"><table:table-cell/></table:table-row>"
            )),
        }
        out.push_str("<table:table-row>");
        let mut column = 0;
        while let Some(((_, at), cell)) = cells.next_if(|((of, _), _)| *of == row) {
            match at - column {
                0 => {}
                gap => out.push_str(&format!("<table:table-cell table:number-columns-repeated=\"{gap}\"/>")),
            }
            put(out, cell);
            column = at + 1;
        }
        out.push_str("</table:table-row>");
        next = row + 1;
    }
    if next == 0 {
        out.push_str("<table:table-row><table:table-cell/></table:table-row>");
    }
    out.push_str("</table:table>");
}

fn put(out: &mut String, cell: &Cell) {
    out.push_str("<table:table-cell");
    match cell.look {
        Look::Plain => {}
        Look::Head => out.push_str(" table:style-name=\"head\""),
        Look::Block => out.push_str(" table:style-name=\"block\""),
        Look::Prose => out.push_str(" table:style-name=\"prose\""),
    }
    if let Some(formula) = &cell.formula {
        let _ = write!(out, " table:formula=\"of:={}\"", escaped(formula));
    }
    match &cell.content {
        Content::Empty | Content::Unevaluated => {}
        Content::Text(_) | Content::Fault(_) => out.push_str(" office:value-type=\"string\""),
        Content::Number(number) => {
            out.push_str(&format!(" office:value-type=\"float\" office:value=\"{number}\""))
        }
        Content::Boolean(truth) => {
            out.push_str(&format!(" office:value-type=\"boolean\" office:boolean-value=\"{truth}\""))
        }
        Content::Date(day) => {
            out.push_str(&format!(" office:value-type=\"date\" office:date-value=\"{}\"", escaped(day)))
        }
    }
    out.push('>');
    if let Some(comment) = &cell.comment {
        out.push_str("<office:annotation>");
        paragraphs(out, comment);
        out.push_str("</office:annotation>");
    }
    if let Some(text) = cell.content.text().filter(|_| cell.content != Content::Unevaluated) {
        paragraphs(out, &text);
    }
    out.push_str("</table:table-cell>");
}

/// A paragraph a line; spaces that would be folded and tabs as elements.
fn paragraphs(out: &mut String, text: &str) {
    for line in text.split('\n') {
        out.push_str("<text:p>");
        let mut after_space = true;
        for character in line.chars() {
            match character {
                ' ' if after_space => out.push_str("<text:s/>"),
                '\t' => out.push_str("<text:tab/>"),
                other => out.push_str(&escaped(other.encode_utf8(&mut [0; 4]))),
            }
            after_space = character == ' ';
        }
        out.push_str("</text:p>");
    }
}
