//! The archive that a workbook is, opened with care.

use std::io::{Cursor, Read};

use zip::ZipArchive;

use super::SheetKind;

/// Why a file is no workbook that can be read.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Fault {
    pub(crate) message: String,
    pub(crate) note: Option<String>,
    pub(crate) help: Option<String>,
}

impl Fault {
    pub(crate) fn new(message: impl Into<String>) -> Self {
        Self { message: message.into(), note: None, help: None }
    }

    pub(crate) fn help(self, help: &str) -> Self {
        Self { help: Some(help.to_owned()), ..self }
    }
}

/// Most bytes that the parts of one workbook may decompress to together.
const MAX_BYTES: u64 = 128 << 20;
/// Most entries of an archive.
const MAX_ENTRIES: usize = 10_000;

const ZIP: &[u8] = b"PK\x03\x04";
/// The container of `.xls`, and of workbooks with a password.
const COMPOUND: &[u8] = b"\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1";

/// Whether a file begins as workbooks do, readable or not.
pub(crate) fn is_binary(bytes: &[u8]) -> bool {
    bytes.starts_with(ZIP) || bytes.starts_with(COMPOUND)
}

/// The files inside a workbook.
pub(crate) struct Parts<'a> {
    archive: ZipArchive<Cursor<&'a [u8]>>,
    left: u64,
}

impl<'a> Parts<'a> {
    pub(crate) fn open(bytes: &'a [u8]) -> Result<Self, Fault> {
        if bytes.starts_with(COMPOUND) {
            let name: Vec<u8> = "EncryptedPackage".encode_utf16().flat_map(u16::to_le_bytes).collect();
            let encrypted = bytes.windows(name.len()).any(|window| window == name);
            return Err(if encrypted {
                Fault::new("the workbook is protected by a password").help("save it without a password")
            } else {
                Fault::new("this is a workbook of Excel 97 to 2003, which is not read")
                    .help("open it in a spreadsheet program and save it as .xlsx or .ods")
            });
        }
        if !bytes.starts_with(ZIP) {
            return Err(Fault::new("this is neither an XLSX nor an ODS workbook"));
        }
        let archive = ZipArchive::new(Cursor::new(bytes))
            .map_err(|error| Fault::new(format!("the archive is damaged: {error}")))?;
        if archive.len() > MAX_ENTRIES {
            return Err(Fault::new(format!("the archive has more than {MAX_ENTRIES} entries")));
        }
        Ok(Self { archive, left: MAX_BYTES })
    }

    /// Which kind of workbook the parts make.
    pub(crate) fn kind(&mut self) -> Result<SheetKind, Fault> {
        if self.archive.index_for_name("content.xml").is_some() {
            let mime = self.text("mimetype")?.unwrap_or_default();
            let manifest = self.text("META-INF/manifest.xml")?.unwrap_or_default();
            if manifest.contains("encryption-data") {
                return Err(
                    Fault::new("the workbook is protected by a password").help("save it without a password")
                );
            }
            if !mime.is_empty() && !mime.contains("spreadsheet") {
                return Err(Fault::new(format!(
                    "this is no workbook but {}",
                    crate::table::shown(mime.trim())
                )));
            }
            return Ok(SheetKind::Ods);
        }
        if self.archive.index_for_name("[Content_Types].xml").is_some() {
            return Ok(SheetKind::Xlsx);
        }
        Err(Fault::new("this archive is neither an XLSX nor an ODS workbook"))
    }

    /// A part as text; `None` where there is none of that name.
    pub(crate) fn text(&mut self, name: &str) -> Result<Option<String>, Fault> {
        let Some(at) = self.archive.index_for_name(name) else { return Ok(None) };
        let part = self.archive.by_index(at).map_err(|error| {
            Fault::new(format!("the part {name} cannot be read: {error}")).help("save it without a password")
        })?;
        // The claimed size is not trusted: one byte more than allowed ends the reading.
        let mut bytes = Vec::new();
        let read = part.take(self.left + 1).read_to_end(&mut bytes);
        read.map_err(|error| Fault::new(format!("the part {name} is damaged: {error}")))?;
        let length = u64::try_from(bytes.len()).unwrap_or(u64::MAX);
        if length > self.left {
            return Err(Fault {
                note: Some(format!("at most {} MB are read", MAX_BYTES >> 20)),
                ..Fault::new("the workbook is too large once decompressed")
            });
        }
        self.left -= length;
        decoded(&bytes).map(Some).ok_or_else(|| Fault::new(format!("the part {name} is no text")))
    }
}

/// Text in UTF-8 or, by its mark, UTF-16.
fn decoded(bytes: &[u8]) -> Option<String> {
    match encoding_rs::Encoding::for_bom(bytes) {
        Some((encoding, mark)) => {
            let (text, malformed) = encoding.decode_without_bom_handling(bytes.get(mark..)?);
            (!malformed).then(|| text.into_owned())
        }
        None => String::from_utf8(bytes.to_vec()).ok(),
    }
}
