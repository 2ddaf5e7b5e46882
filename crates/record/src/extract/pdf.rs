//! PDF: pages, apart by a form feed, their lines as the text operators place them.
//!
//! lopdf reads the file and the encodings of its fonts; where the lines of a
//! page end is decided here, from the positions that the operators give. Widths
//! of letters are not asked for: a gap between two pieces of one line is told
//! by what the file itself says of it.

mod layout;

use detente_syntax::diagnostic::Diagnostic;
use lopdf::{Document, LoadOptions, Object};

use super::{Article, Extracted, File, Kind, limits};
use crate::codes;
use crate::metadata::Metadata;

pub(super) fn read(mut file: File<'_>, bytes: &[u8]) -> Result<Extracted, Box<Diagnostic>> {
    let options = LoadOptions { max_decompressed_size: Some(limits::PART), ..LoadOptions::default() };
    let document = match Document::load_mem_with_options(bytes, options) {
        Ok(document) => document,
        Err(lopdf::Error::InvalidPassword | lopdf::Error::Decryption(_)) => return Err(encrypted(&file)),
        Err(error) => {
            return Err(file.refuse(codes::DAMAGED_DOCUMENT, &format!("it cannot be read as a PDF: {error}")));
        }
    };
    if document.is_encrypted() {
        return Err(encrypted(&file));
    }
    let mut text = String::new();
    let mut unread = Vec::new();
    let mut pictures = false;
    let mut left = limits::PART;
    let mut count = 0_usize;
    for page in document.page_iter().take(limits::PAGES) {
        if count > 0 {
            text.push('\u{c}');
        }
        count += 1;
        match layout::page(&document, page, &mut left) {
            Ok(found) => text.push_str(&found),
            Err(_) => unread.push(count),
        }
        pictures |= has_pictures(&document, page);
        if text.len() > limits::TEXT || left == 0 {
            let why = format!("it holds more than {} MB of text or drawings", limits::TEXT >> 20);
            return Err(file.refuse(codes::DOCUMENT_TOO_LARGE, &why));
        }
    }
    if count == 0 {
        return Err(file.refuse(codes::DAMAGED_DOCUMENT, "it has no pages"));
    }
    if text.chars().all(|each| each.is_whitespace() || each == '\u{fffd}') {
        if !unread.is_empty() {
            return Err(file.refuse(codes::DAMAGED_DOCUMENT, "none of its pages can be read"));
        }
        return Err(if pictures {
            let diagnostic = file.refuse(codes::IMAGE_ONLY, "it holds pictures of pages and no text");
            Box::new(
                diagnostic.help("recognise its text first (for example with ocrmypdf) and add the result"),
            )
        } else {
            file.refuse(codes::NO_TEXT, "it holds no text")
        });
    }
    if let Some(first) = unread.first() {
        let pages =
            if unread.len() == 1 { "page".to_owned() } else { format!("{} pages, first", unread.len()) };
        file.warn(codes::PARTLY_READ, &format!("{pages} {first} cannot be read and stands empty"));
    }
    let metadata = metadata(&document, &text);
    Ok(file.done(Kind::Pdf, vec![Article { text, metadata }]))
}

fn encrypted(file: &File<'_>) -> Box<Diagnostic> {
    let diagnostic = file.refuse(codes::ENCRYPTED_DOCUMENT, "it is protected by a password");
    Box::new(diagnostic.help("save it without a password"))
}

fn has_pictures(document: &Document, page: lopdf::ObjectId) -> bool {
    document.get_page_images(page).is_ok_and(|images| !images.is_empty())
}

/// Title and authors from the information dictionary, the rest from the first
/// page. The day on which a file was made is not that of its publication.
fn metadata(document: &Document, text: &str) -> Metadata {
    let mut metadata = Metadata::default();
    let info = document.trailer.get(b"Info").and_then(|info| document.dereference(info));
    if let Ok((_, Object::Dictionary(info))) = info {
        let entry = |key: &[u8]| info.get(key).ok().and_then(|entry| lopdf::decode_text_string(entry).ok());
        if let Some(title) = entry(b"Title") {
            let is_file_name =
                [".doc", ".docx", ".pdf", ".indd", ".qxd"].iter().any(|end| title.ends_with(end));
            if !is_file_name && title != "untitled" {
                metadata.set_title(&title);
            }
        }
        if let Some(author) = entry(b"Author") {
            author.split(';').for_each(|name| metadata.add_author(name));
        }
    }
    let first_page = text.split('\u{c}').find(|page| !page.trim().is_empty()).unwrap_or_default();
    metadata.or(&super::byline::of_text(first_page));
    metadata
}
