//! Workbooks: XLSX and ODS, read and written.
//!
//! Both are archives of XML. They are read here with caps on everything that a
//! file can claim: entries and bytes after decompression, cells, rows and
//! columns, repeated cells. Readers that hand out values alone would lose the
//! comments of cells, and those that allocate a sheet's claimed extent can be
//! made to allocate any amount.

mod archive;
mod keep;
mod layout;
mod model;
mod ods;
mod ods_write;
mod read;
mod source;
mod template;
mod write;
mod xlsx;
mod xlsx_parts;
mod xlsx_write;
mod xml;

use std::fmt;
use std::str::FromStr;

use detente_case::model::Case;
use detente_syntax::diagnostic::Diagnostic;
use detente_syntax::span::Sources;

use crate::codes;
use crate::draft::{Draft, Ids};
use crate::export::{ExportError, Exported, Output};
use crate::format::Format;
use crate::table::Told;
use archive::Fault;
use model::Workbook;

pub(crate) use archive::is_binary;

/// Which kind of workbook.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum SheetKind {
    /// Office Open XML, of Excel and most others.
    Xlsx,
    /// `OpenDocument`, of LibreOffice and others.
    Ods,
}

impl SheetKind {
    /// The ending of a file's name, without the point.
    #[must_use]
    pub fn extension(self) -> &'static str {
        match self {
            Self::Xlsx => "xlsx",
            Self::Ods => "ods",
        }
    }

    /// The kind that a path's ending asks for.
    #[must_use]
    pub fn of_path(path: &str) -> Option<Self> {
        path.rsplit_once('.').and_then(|(_, extension)| extension.to_ascii_lowercase().parse().ok())
    }
}

impl fmt::Display for SheetKind {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        out.write_str(self.extension())
    }
}

impl FromStr for SheetKind {
    type Err = String;

    fn from_str(text: &str) -> Result<Self, String> {
        match text {
            "xlsx" => Ok(Self::Xlsx),
            "ods" => Ok(Self::Ods),
            _ => Err("expected xlsx or ods".to_owned()),
        }
    }
}

/// A workbook to be filled in: sheets with headings that explain themselves and
/// a small invented negotiation to be typed over. It is a case as it stands.
#[must_use]
pub fn template(kind: SheetKind) -> Vec<u8> {
    encoded(&template::workbook(), kind).unwrap_or_default()
}

/// Writes a case as a workbook.
///
/// `onto` are the bytes of a workbook that is being written back to, such as
/// the one that the case was read from: what in it has no place in a case, its
/// own sheets and columns, is kept.
///
/// # Errors
///
/// If the case is too large for a workbook, or `onto` is none that can be read.
pub fn export(case: &Case, kind: SheetKind, onto: Option<&[u8]>) -> Result<Exported, ExportError> {
    let mut written = write::workbook(case)?;
    if let Some(bytes) = onto {
        let former = decoded(bytes).map_err(|fault| ExportError {
            reason: format!("the workbook to write back to cannot be read: {}", fault.message),
            help: fault.help,
        })?;
        // Formulas are written differently in the two kinds.
        let same_kind = archive::Parts::open(bytes).and_then(|mut parts| parts.kind()) == Ok(kind);
        keep::merge(&mut written.workbook, &former, same_kind, &write::other_names(case));
    }
    let name = format!("{}.{kind}", Ids::new().make(&case.title, "case"));
    if kind == SheetKind::Xlsx {
        written.left_out.extend(too_long(&written.workbook));
    }
    let bytes = encoded(&written.workbook, kind).map_err(|reason| ExportError {
        reason: format!("the workbook cannot be written: {reason}"),
        help: None,
    })?;
    let file = Output { name, bytes };
    Ok(Exported { format: Format::Sheet, files: vec![file], left_out: written.left_out })
}

/// Reads a workbook of either kind.
pub(crate) fn import(
    path: &str,
    bytes: &[u8],
    sources: &mut Sources,
    diagnostics: &mut Vec<Diagnostic>,
) -> Option<Draft> {
    match decoded(bytes) {
        Ok(workbook) => {
            let mut told = Told::new(diagnostics);
            read::draft(path, &workbook, sources, &mut told)
        }
        Err(Fault { message, note, help }) => {
            let mut diagnostic =
                Diagnostic::error_anywhere(codes::BAD_WORKBOOK, format!("{path}: {message}"));
            diagnostic.notes.extend(note);
            diagnostic.help.extend(help);
            diagnostics.push(diagnostic);
            None
        }
    }
}

fn decoded(bytes: &[u8]) -> Result<Workbook, Fault> {
    let mut parts = archive::Parts::open(bytes)?;
    match parts.kind()? {
        SheetKind::Xlsx => xlsx::read(&mut parts),
        SheetKind::Ods => ods::read(&mut parts),
    }
}

/// The texts that a cell of XLSX does not hold whole.
fn too_long(workbook: &Workbook) -> Option<String> {
    let long = |text: &str| text.encode_utf16().count() > xlsx_write::MAX_TEXT;
    let cells = workbook.sheets.iter().flat_map(|sheet| sheet.cells.values());
    let texts = cells.flat_map(|cell| cell.content.text().into_iter().chain(cell.comment.clone()));
    let count = texts.filter(|text| long(text)).count();
    (count > 0).then(|| format!("the ends of {count} texts of more than {} characters", xlsx_write::MAX_TEXT))
}

fn encoded(workbook: &Workbook, kind: SheetKind) -> Result<Vec<u8>, String> {
    match kind {
        SheetKind::Xlsx => xlsx_write::write(workbook),
        SheetKind::Ods => ods_write::write(workbook),
    }
}
