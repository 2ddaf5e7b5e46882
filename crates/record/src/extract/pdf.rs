//! PDF: pages, apart by a form feed, their lines as the text operators place them.
//!
//! lopdf reads the file and the encodings of its fonts; where the lines of a
//! page end is decided here, from the positions that the operators give. Widths
//! of letters are not asked for: a gap between two pieces of one line is told
//! by what the file itself says of it.

mod budget;
mod layout;

use detente_syntax::diagnostic::Diagnostic;
use lopdf::{Document, LoadOptions, Object};

use self::budget::{Budget, Refused};
use super::{Article, Extracted, File, Kind, limits};
use crate::codes;
use crate::metadata::Metadata;

/// Pages that are looked at for pictures where a document has no text.
const SCANNED: usize = 50;

pub(super) fn read(mut file: File<'_>, bytes: &[u8]) -> Result<Extracted, Box<Diagnostic>> {
    let options =
        LoadOptions { max_decompressed_size: Some(budget::for_opening(bytes)), ..LoadOptions::default() };
    let document = match Document::load_mem_with_options(bytes, options) {
        Ok(document) => document,
        Err(lopdf::Error::InvalidPassword | lopdf::Error::Decryption(_)) => return Err(encrypted(&file)),
        Err(lopdf::Error::Decompress(lopdf::DecompressError::MemoryLimitExceeded { .. })) => {
            let why = "what it needs to be opened holds more than is read once decompressed";
            return Err(file.refuse(codes::DOCUMENT_TOO_LARGE, why));
        }
        Err(error) => {
            return Err(file.refuse(codes::DAMAGED_DOCUMENT, &format!("it cannot be read as a PDF: {error}")));
        }
    };
    if document.is_encrypted() {
        return Err(encrypted(&file));
    }
    let mut text = String::new();
    let mut unread = Vec::new();
    let mut fonts = layout::Fonts::default();
    let mut budget = Budget::new(limits::DRAWN);
    let mut count = 0_usize;
    for page in document.page_iter().take(limits::PAGES) {
        if count > 0 {
            text.push('\u{c}');
        }
        count += 1;
        match layout::page(&document, page, &mut fonts, &mut budget) {
            Ok(found) => text.push_str(&found),
            Err(Refused::Damaged) => unread.push(count),
            Err(Refused::Spent) => {
                let why = format!(
                    "its pages and fonts hold more than {} MB once decompressed",
                    limits::DRAWN >> 20
                );
                return Err(file.refuse(codes::DOCUMENT_TOO_LARGE, &why));
            }
        }
        if text.len() > limits::TEXT {
            let why = format!("it holds more than {} MB of text", limits::TEXT >> 20);
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
        // The first pages tell a scan.
        let pictures = document.page_iter().take(SCANNED).any(|page| has_pictures(&document, page));
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

#[cfg(test)]
mod tests {
    use lopdf::content::{Content, Operation};
    use lopdf::{Document, Object, Stream, dictionary};

    use super::super::extract;
    use crate::codes;

    /// A PDF with one font and these pages, each a list of operators with their operands.
    fn pdf(pages: &[&[(&str, Vec<Object>)]], change: impl FnOnce(&mut Document)) -> Vec<u8> {
        let mut document = Document::with_version("1.5");
        let tree = document.new_object_id();
        let font = document.add_object(dictionary! {
            "Type" => "Font", "Subtype" => "Type1", "BaseFont" => "Helvetica", "Encoding" => "WinAnsiEncoding",
        });
        let picture = document.add_object(Stream::new(
            dictionary! {
                "Type" => "XObject", "Subtype" => "Image", "Width" => 1, "Height" => 1, "BitsPerComponent" => 8,
                "ColorSpace" => "DeviceGray",
            },
            vec![0],
        ));
        let resources = document.add_object(dictionary! {
            "Font" => dictionary! { "F1" => font }, "XObject" => dictionary! { "Im1" => picture },
        });
        let mut kids: Vec<Object> = Vec::new();
        for page in pages {
            let operations =
                page.iter().map(|(operator, operands)| Operation::new(operator, operands.clone()));
            let content = Content { operations: operations.collect::<Vec<_>>() }.encode().expect("encoded");
            let content = document.add_object(Stream::new(dictionary! {}, content));
            let page = dictionary! { "Type" => "Page", "Parent" => tree, "Contents" => content, "Resources" => resources };
            kids.push(document.add_object(page).into());
        }
        let count = i64::try_from(kids.len()).expect("few");
        document
            .objects
            .insert(tree, dictionary! { "Type" => "Pages", "Kids" => kids, "Count" => count }.into());
        let catalog = document.add_object(dictionary! { "Type" => "Catalog", "Pages" => tree });
        document.trailer.set("Root", catalog);
        change(&mut document);
        let mut bytes = Vec::new();
        document.save_to(&mut bytes).expect("written");
        bytes
    }

    fn shown(text: &str) -> (&'static str, Vec<Object>) {
        ("Tj", vec![Object::string_literal(text)])
    }

    fn moved(across: i64, up: i64) -> (&'static str, Vec<Object>) {
        ("Td", vec![across.into(), up.into()])
    }

    fn begun() -> [(&'static str, Vec<Object>); 2] {
        [("BT", vec![]), ("Tf", vec!["F1".into(), 12.into()])]
    }

    #[test]
    fn lines_paragraphs_gaps_and_pages() {
        let [begin, font] = begun();
        let first = [
            begin.clone(),
            font.clone(),
            moved(72, 700),
            shown("Terms for the har-"),
            moved(0, -14),
            shown("bour and the tolls."),
            moved(0, -40),
            (
                "TJ",
                vec![Object::Array(vec![
                    Object::string_literal("Both"),
                    (-300).into(),
                    Object::string_literal("si"),
                    (-20).into(),
                    Object::string_literal("des agree."),
                ])],
            ),
            ("ET", vec![]),
        ];
        let second = [begin, font, moved(72, 700), shown("Page two."), ("ET", vec![])];
        let bytes = pdf(&[&first, &second], |document| {
            let info = document.add_object(dictionary! {
                "Title" => Object::string_literal("The terms"), "Author" => Object::string_literal("Ann Writer"),
            });
            document.trailer.set("Info", info);
        });
        let read = extract("a.pdf", &bytes).expect("read");
        let article = &read.articles[0];
        assert_eq!(
            article.text,
            "Terms for the har-\nbour and the tolls.\n\nBoth sides agree.\u{c}Page two."
        );
        assert_eq!(article.metadata.title.as_deref(), Some("The terms"));
        assert_eq!(article.metadata.author, ["Ann Writer"]);
        let normal = crate::normal::Normal::of(&article.text);
        assert!(normal.text().contains("the harbour and"), "{}", normal.text());
    }

    /// Drawn bytes that decompress to `count` zeros.
    fn zeros(count: usize) -> Stream {
        let mut stream = Stream::new(dictionary! {}, vec![0_u8; count]);
        stream.compress().expect("compressed");
        stream
    }

    /// A page that draws a form again and again, and what becomes of its font and its form.
    fn repeated(times: usize, form: Stream, map: Stream) -> Vec<u8> {
        let [begin, font] = begun();
        let mut page = vec![begin, font, moved(72, 700), shown("words"), ("ET", vec![])];
        page.extend(std::iter::repeat_n(("Do", vec![Object::from("Fm1")]), times));
        pdf(&[&page], |document| {
            let map = document.add_object(map);
            let form = document.add_object(form);
            for object in document.objects.values_mut() {
                let Ok(dictionary) = object.as_dict_mut() else { continue };
                if dictionary.has_type(b"Font") {
                    dictionary.set("ToUnicode", map);
                } else if dictionary.has(b"XObject") {
                    dictionary.set("XObject", dictionary! { "Fm1" => form });
                }
            }
        })
    }

    #[test]
    fn what_is_drawn_again_and_again_is_charged_each_time() {
        let form = |mut stream: Stream, filter: Option<&str>| {
            stream.dict.set("Subtype", "Form");
            if let Some(filter) = filter {
                stream.dict.set("Filter", filter);
            }
            stream
        };
        let map = || Stream::new(dictionary! {}, Vec::new());
        let large = |bytes: &[u8]| extract("a.pdf", bytes).unwrap_err().code;
        // 64 times 8 MB of nothing, and 400 times a failure after as much.
        let bomb = form(zeros(8 << 20), None);
        assert_eq!(large(&repeated(64, bomb, map())), codes::DOCUMENT_TOO_LARGE);
        let failing = form(Stream::new(dictionary! {}, b"zz".to_vec()), Some("ASCIIHexDecode"));
        assert_eq!(large(&repeated(400, failing.clone(), map())), codes::DOCUMENT_TOO_LARGE);
        // A few of them are passed over.
        let read = extract("a.pdf", &repeated(3, failing, map())).expect("read");
        assert_eq!(read.articles[0].text, "words");
        // The map of a font is decompressed once however often the font is met.
        let resources = form(Stream::new(dictionary! {}, Vec::new()), None);
        assert!(extract("a.pdf", &repeated(400, resources, zeros(8 << 20))).is_ok());
        let over = zeros(super::limits::DRAWN + 1);
        assert_eq!(large(&repeated(0, map(), over)), codes::DOCUMENT_TOO_LARGE);
    }

    #[test]
    fn pictures_passwords_and_damage_are_told() {
        let code = |bytes: &[u8]| extract("a.pdf", bytes).map(|read| read.articles).unwrap_err().code;
        let picture = [("Do", vec![Object::from("Im1")])];
        assert_eq!(code(&pdf(&[&picture], |_| {})), codes::IMAGE_ONLY);
        let [begin, font] = begun();
        let words = [begin, font, moved(1, 1), shown("words"), ("ET", vec![])];
        let encrypted = pdf(&[&words], |document| {
            let key = || Object::string_literal(vec![7_u8; 32]);
            let encrypt = document.add_object(dictionary! {
                "Filter" => "Standard", "V" => 1, "R" => 2, "O" => key(), "U" => key(), "P" => -4,
            });
            document.trailer.set("Encrypt", encrypt);
            document
                .trailer
                .set("ID", Object::Array(vec![Object::string_literal("id"), Object::string_literal("id")]));
        });
        assert_eq!(code(&encrypted), codes::ENCRYPTED_DOCUMENT);
        assert_eq!(code(b"%PDF-1.5\nnothing"), codes::DAMAGED_DOCUMENT);
        let whole = pdf(&[&words], |_| {});
        for cut in (0..whole.len()).step_by(37) {
            let _ = extract("a.pdf", &whole[..cut]);
        }
    }
}
