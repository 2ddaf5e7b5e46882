//! Word documents: paragraphs, tables, notes; tracked deletions left out.

use std::io::{Cursor, Read};

use detente_syntax::diagnostic::Diagnostic;
use quick_xml::Reader;
use quick_xml::events::Event;
use zip::ZipArchive;

use super::{Article, Extracted, File, Kind, limits};
use crate::codes;
use crate::metadata::Metadata;

/// The container of documents of Word 97 to 2003, and of those with a password.
const COMPOUND: &[u8] = b"\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1";

/// Why a part is not read.
type Fault = (&'static str, String);

pub(super) fn read(mut file: File<'_>, bytes: &[u8]) -> Result<Extracted, Box<Diagnostic>> {
    if bytes.starts_with(COMPOUND) {
        let name: Vec<u8> = "EncryptedPackage".encode_utf16().flat_map(u16::to_le_bytes).collect();
        let encrypted = bytes.windows(name.len()).any(|window| window == name);
        return Err(if encrypted {
            let diagnostic = file.refuse(codes::ENCRYPTED_DOCUMENT, "it is protected by a password");
            Box::new(diagnostic.help("save it without a password"))
        } else {
            let diagnostic = file.refuse(codes::UNKNOWN_DOCUMENT, "it is a document of Word 97 to 2003");
            Box::new(diagnostic.help("save it as .docx"))
        });
    }
    let refuse = |file: &File<'_>, (code, why): Fault| file.refuse(code, &why);
    let mut parts = Parts::open(bytes).map_err(|fault| refuse(&file, fault))?;
    let Some(main) = parts.text("word/document.xml").map_err(|fault| refuse(&file, fault))? else {
        return Err(file.refuse(codes::DAMAGED_DOCUMENT, "it holds no Word document"));
    };
    let mut text = String::new();
    let mut deletions = paragraphs(&main, &mut text).map_err(|fault| refuse(&file, fault))?;
    for name in ["word/footnotes.xml", "word/endnotes.xml"] {
        if let Some(notes) = parts.text(name).map_err(|fault| refuse(&file, fault))? {
            deletions |= paragraphs(&notes, &mut text).map_err(|fault| refuse(&file, fault))?;
        }
    }
    if deletions {
        file.warn(codes::PARTLY_READ, "text that a tracked change deletes is left out");
    }
    let mut metadata = Metadata::default();
    if let Some(core) = parts.text("docProps/core.xml").map_err(|fault| refuse(&file, fault))? {
        properties(&core, &mut metadata).map_err(|fault| refuse(&file, fault))?;
    }
    // The date on which a file was saved says nothing about its publication.
    let mut of_text = super::byline::of_text(&text);
    of_text.title = of_text.title.filter(|_| metadata.title.is_none());
    metadata.or(&of_text);
    Ok(file.done(Kind::Docx, vec![Article { text, metadata }]))
}

/// The parts of a document, opened with care.
struct Parts<'b> {
    archive: ZipArchive<Cursor<&'b [u8]>>,
    left: usize,
}

impl<'b> Parts<'b> {
    fn open(bytes: &'b [u8]) -> Result<Self, Fault> {
        let damaged = |why: String| (codes::DAMAGED_DOCUMENT, why);
        let archive = ZipArchive::new(Cursor::new(bytes))
            .map_err(|error| damaged(format!("it is no archive that can be read: {error}")))?;
        if archive.len() > limits::ENTRIES {
            return Err((codes::DOCUMENT_TOO_LARGE, format!("it has more than {} parts", limits::ENTRIES)));
        }
        Ok(Self { archive, left: limits::PART })
    }

    fn text(&mut self, name: &str) -> Result<Option<String>, Fault> {
        let Some(at) = self.archive.index_for_name(name) else { return Ok(None) };
        let part = self.archive.by_index(at).map_err(|error| match error {
            zip::result::ZipError::UnsupportedArchive(zip::result::ZipError::PASSWORD_REQUIRED) => {
                (codes::ENCRYPTED_DOCUMENT, "it is protected by a password".to_owned())
            }
            error => (codes::DAMAGED_DOCUMENT, format!("its part {name} cannot be read: {error}")),
        })?;
        // The claimed size is not trusted: one byte more than allowed ends the reading.
        let mut bytes = Vec::new();
        part.take(self.left as u64 + 1)
            .read_to_end(&mut bytes)
            .map_err(|error| (codes::DAMAGED_DOCUMENT, format!("its part {name} is damaged: {error}")))?;
        self.left = self.left.checked_sub(bytes.len()).ok_or_else(|| {
            let why = format!("decompressed it is longer than {} MB", limits::PART >> 20);
            (codes::DOCUMENT_TOO_LARGE, why)
        })?;
        let decoded = super::encoding::decode(&bytes, None);
        let decoded =
            decoded.ok_or_else(|| (codes::DAMAGED_DOCUMENT, format!("its part {name} is no text")))?;
        Ok(Some(decoded.text))
    }
}

/// The events of a part, entities refused.
fn each_event(xml: &str, mut take: impl FnMut(Event<'_>) -> Result<(), Fault>) -> Result<(), Fault> {
    let mut reader = Reader::from_str(xml.trim_start_matches('\u{feff}'));
    loop {
        let event = reader
            .read_event()
            .map_err(|error| (codes::DAMAGED_DOCUMENT, format!("its XML is not well-formed: {error}")))?;
        match event {
            Event::Eof => return Ok(()),
            Event::DocType(_) => {
                return Err((
                    codes::EXTERNAL_ENTITY,
                    "it declares a document type, as no Word document does".to_owned(),
                ));
            }
            event => take(event)?,
        }
    }
}

/// What an entity stands for; only those of XML itself and numbers are known.
fn entity(reference: &quick_xml::events::BytesRef<'_>) -> Result<char, Fault> {
    let unknown = || (codes::EXTERNAL_ENTITY, "it uses an entity that is not one of XML itself".to_owned());
    if let Ok(Some(character)) = reference.resolve_char_ref() {
        return Ok(character);
    }
    match &**reference {
        "amp" => Ok('&'),
        "lt" => Ok('<'),
        "gt" => Ok('>'),
        "quot" => Ok('"'),
        "apos" => Ok('\''),
        _ => Err(unknown()),
    }
}

/// Appends the paragraphs of a part; whether tracked deletions were left out.
fn paragraphs(xml: &str, text: &mut String) -> Result<bool, Fault> {
    let mut writer = Writer::new(text);
    each_event(xml, |event| {
        match &event {
            Event::Start(tag) => writer.open(tag.local_name().as_ref()),
            Event::Empty(tag) => {
                let name = tag.local_name();
                writer.open(name.as_ref());
                writer.close(name.as_ref());
            }
            Event::End(tag) => writer.close(tag.local_name().as_ref()),
            Event::Text(piece) if writer.takes() => {
                let piece = piece.xml10_content();
                writer.put(&piece);
            }
            Event::CData(piece) if writer.takes() => {
                let piece = piece.xml10_content();
                writer.put(&piece);
            }
            Event::GeneralRef(reference) => {
                let character = entity(reference)?;
                if writer.takes() {
                    writer.put(character.encode_utf8(&mut [0; 4]));
                }
            }
            _ => {}
        }
        if writer.text.len() > limits::TEXT {
            return Err((
                codes::DOCUMENT_TOO_LARGE,
                format!("it holds more than {} MB of text", limits::TEXT >> 20),
            ));
        }
        Ok(())
    })?;
    Ok(writer.deletions)
}

/// Text being written; what sets parts apart waits until more text comes.
struct Writer<'t> {
    text: &'t mut String,
    /// Inside how many text elements, left-out elements and tables.
    texts: usize,
    left_out: usize,
    tables: usize,
    apart: &'static str,
    cells: usize,
    deletions: bool,
}

impl<'t> Writer<'t> {
    fn new(text: &'t mut String) -> Self {
        Self { text, texts: 0, left_out: 0, tables: 0, apart: "\n\n", cells: 0, deletions: false }
    }

    fn takes(&self) -> bool {
        self.texts > 0 && self.left_out == 0
    }

    fn set_apart(&mut self, apart: &'static str) {
        if apart.len() > self.apart.len() || self.apart == "\t" {
            self.apart = apart;
        }
    }

    fn put(&mut self, piece: &str) {
        if piece.is_empty() {
            return;
        }
        if !self.text.is_empty() {
            self.text.push_str(self.apart);
        }
        self.apart = "";
        self.text.push_str(piece);
    }

    fn open(&mut self, name: &str) {
        match name {
            "t" => self.texts += 1,
            // Alternatives repeat what stands before them for older readers.
            // So do field codes; properties of paragraphs define tabs and hold none.
            "Fallback" | "instrText" | "pPr" | "sectPr" => self.left_out += 1,
            "del" | "moveFrom" => {
                self.deletions |= self.left_out == 0;
                self.left_out += 1;
            }
            "tbl" => {
                self.tables += 1;
                self.set_apart("\n\n");
            }
            "tr" => self.cells = 0,
            "tc" => {
                if self.cells > 0 {
                    self.apart = "\t";
                }
                self.cells += 1;
            }
            _ if self.left_out > 0 => {}
            "tab" => self.put("\t"),
            "br" | "cr" => self.put("\n"),
            "noBreakHyphen" => self.put("\u{2011}"),
            "softHyphen" => self.put("\u{ad}"),
            _ => {}
        }
    }

    fn close(&mut self, name: &str) {
        match name {
            "t" => self.texts = self.texts.saturating_sub(1),
            "Fallback" | "instrText" | "pPr" | "sectPr" | "del" | "moveFrom" => {
                self.left_out = self.left_out.saturating_sub(1);
            }
            "tbl" => {
                self.tables = self.tables.saturating_sub(1);
                self.apart = "\n\n";
            }
            "tr" => self.apart = "\n",
            "p" => self.set_apart(if self.tables > 0 { " " } else { "\n\n" }),
            _ => {}
        }
    }
}

fn properties(xml: &str, metadata: &mut Metadata) -> Result<(), Fault> {
    let mut open = String::new();
    let mut text = String::new();
    each_event(xml, |event| {
        match &event {
            Event::Start(tag) => {
                tag.local_name().as_ref().clone_into(&mut open);
                text.clear();
            }
            Event::Text(piece) => text.push_str(&piece.xml10_content()),
            Event::GeneralRef(reference) => text.push(entity(reference)?),
            Event::End(_) => {
                match open.as_str() {
                    "title" => metadata.set_title(&text),
                    "creator" => text.split(';').for_each(|name| metadata.add_author(name)),
                    _ => {}
                }
                open.clear();
            }
            _ => {}
        }
        Ok(())
    })
}

#[cfg(test)]
mod tests {
    use std::io::{Cursor, Write};

    use super::super::extract;
    use crate::codes;

    fn docx(parts: &[(&str, &str)]) -> Vec<u8> {
        let mut archive = zip::ZipWriter::new(Cursor::new(Vec::new()));
        for (name, text) in parts {
            archive.start_file(*name, zip::write::SimpleFileOptions::default()).expect("a part");
            archive.write_all(text.as_bytes()).expect("written");
        }
        archive.finish().expect("an archive").into_inner()
    }

    const BODY: &str = r#"<w:document xmlns:w="w"><w:body>
<w:p><w:r><w:t>Terms of the har</w:t><w:softHyphen/><w:t xml:space="preserve">bour &amp; the tolls</w:t></w:r></w:p>
<w:p><w:del><w:r><w:delText>gone</w:delText><w:t>gone</w:t></w:r></w:del><w:ins><w:r><w:t>Both sides</w:t></w:r></w:ins><w:r><w:tab/><w:t>agree&#8230;</w:t></w:r></w:p>
<w:tbl><w:tr><w:tc><w:p><w:r><w:t>toll</w:t></w:r></w:p></w:tc><w:tc><w:p><w:r><w:t>5</w:t></w:r></w:p></w:tc></w:tr>
<w:tr><w:tc><w:p><w:r><w:t>fee</w:t></w:r></w:p></w:tc><w:tc><w:p/></w:tc><w:tc><w:p><w:r><w:t>7</w:t></w:r></w:p></w:tc></w:tr></w:tbl>
<w:p><w:r><w:t>End</w:t></w:r></w:p></w:body></w:document>"#;

    #[test]
    fn paragraphs_tables_and_tracked_changes() {
        let core = r#"<cp:coreProperties xmlns:cp="c" xmlns:dc="d"><dc:title>Draft</dc:title><dc:creator>Ann Writer</dc:creator></cp:coreProperties>"#;
        let bytes = docx(&[("word/document.xml", BODY), ("docProps/core.xml", core)]);
        let extracted = extract("a.docx", &bytes).expect("read");
        let article = &extracted.articles[0];
        assert_eq!(
            article.text,
            "Terms of the har\u{ad}bour & the tolls\n\nBoth sides\tagree…\n\ntoll\t5\nfee\t7\n\nEnd"
        );
        assert_eq!(article.metadata.title.as_deref(), Some("Draft"));
        assert_eq!(article.metadata.author, ["Ann Writer"]);
        assert_eq!(extracted.warnings.len(), 1, "the deletion is told: {:?}", extracted.warnings);
    }

    #[test]
    fn entities_bombs_and_passwords_are_refused() {
        let code = |bytes: &[u8]| extract("a.docx", bytes).unwrap_err().code;
        let external = r#"<!DOCTYPE x [<!ENTITY e SYSTEM "file:///etc/passwd">]><w:document><w:t>&e;</w:t></w:document>"#;
        assert_eq!(code(&docx(&[("word/document.xml", external)])), codes::EXTERNAL_ENTITY);
        let undeclared = "<w:document><w:t>&e;</w:t></w:document>";
        assert_eq!(code(&docx(&[("word/document.xml", undeclared)])), codes::EXTERNAL_ENTITY);
        let bomb = " ".repeat(super::limits::PART + 10);
        assert_eq!(code(&docx(&[("word/document.xml", &bomb)])), codes::DOCUMENT_TOO_LARGE);
        assert_eq!(code(&docx(&[("word/other.xml", "")])), codes::DAMAGED_DOCUMENT);
        assert_eq!(code(b"PK\x03\x04 broken"), codes::DAMAGED_DOCUMENT);
        assert_eq!(code(super::COMPOUND), codes::UNKNOWN_DOCUMENT);
        let mut encrypted = super::COMPOUND.to_vec();
        encrypted.extend("EncryptedPackage".encode_utf16().flat_map(u16::to_le_bytes));
        assert_eq!(code(&encrypted), codes::ENCRYPTED_DOCUMENT);
    }
}
