//! The text of one page, in the order in which the page draws it.

use std::collections::BTreeMap;

use lopdf::content::Content;
use lopdf::{Dictionary, Document, Encoding, Object, ObjectId};

/// Most operations of a page, forms included.
const OPERATIONS: usize = 5_000_000;
/// How deep forms may stand in each other.
const FORMS: usize = 8;

/// The text of a page; `left` is how many bytes of drawing may still be decompressed.
pub(super) fn page(document: &Document, page: ObjectId, left: &mut usize) -> lopdf::Result<String> {
    let content = document.get_page_content_with_limit(page, *left)?;
    *left = left.saturating_sub(content.len().max(1));
    let fonts = document.get_page_fonts(page)?;
    let mut writer = Writer::default();
    let mut operations = OPERATIONS;
    let resources: Vec<&Dictionary> = match document.get_page_resources(page)? {
        (Some(own), _) => vec![own],
        (None, ids) => ids.into_iter().filter_map(|id| document.get_dictionary(id).ok()).collect(),
    };
    let frame = Frame { document, resources };
    draw(&frame, &content, &encodings(document, fonts, *left), &mut writer, &mut operations, left, FORMS);
    Ok(writer.text)
}

/// Where names of fonts and forms are looked up.
struct Frame<'d> {
    document: &'d Document,
    resources: Vec<&'d Dictionary>,
}

impl<'d> Frame<'d> {
    fn form(&self, name: &[u8]) -> Option<&'d lopdf::Stream> {
        let stream = self.resources.iter().find_map(|resources| {
            let objects = resources.get_deref(b"XObject", self.document).ok()?.as_dict().ok()?;
            objects.get_deref(name, self.document).ok()?.as_stream().ok()
        })?;
        (stream.dict.get(b"Subtype").and_then(Object::as_name).ok() == Some(b"Form")).then_some(stream)
    }
}

type Encodings<'d> = BTreeMap<Vec<u8>, Encoding<'d>>;

fn encodings<'d>(
    document: &'d Document,
    fonts: BTreeMap<Vec<u8>, &'d Dictionary>,
    left: usize,
) -> Encodings<'d> {
    let known = |(name, font): (Vec<u8>, &'d Dictionary)| {
        // What the file says of Unicode goes before what it says of its own codes.
        let mapped = font.has(b"ToUnicode").then(|| {
            let mut only = font.clone();
            only.remove(b"Encoding");
            only
        });
        let encoding = match mapped {
            Some(only) => owned(&only, document, left)
                .or_else(|| font.get_font_encoding_with_limit(document, left).ok()),
            None => font.get_font_encoding_with_limit(document, left).ok(),
        };
        Some((name, encoding?))
    };
    fonts.into_iter().filter_map(known).collect()
}

/// The map to Unicode of a font, which borrows nothing from it.
fn owned<'d>(font: &Dictionary, document: &Document, left: usize) -> Option<Encoding<'d>> {
    match font.get_font_encoding_with_limit(document, left).ok()? {
        Encoding::UnicodeMapEncoding(map) => Some(Encoding::UnicodeMapEncoding(map)),
        _ => None,
    }
}

fn draw(
    frame: &Frame<'_>,
    content: &[u8],
    encodings: &Encodings<'_>,
    writer: &mut Writer,
    operations: &mut usize,
    left: &mut usize,
    depth: usize,
) {
    let mut font: Option<&Encoding<'_>> = None;
    for operation in Content::decode_iter(content) {
        let Ok(operation) = operation else { return };
        let Some(fewer) = operations.checked_sub(1) else { return };
        *operations = fewer;
        let operands = operation.operands.as_slice();
        match operation.operator.as_str() {
            "BT" => writer.begin(),
            "Tf" => {
                font = operands
                    .first()
                    .and_then(|name| name.as_name().ok())
                    .and_then(|name| encodings.get(name));
                writer.size = operands.get(1).and_then(number).unwrap_or(writer.size);
            }
            "TL" => writer.leading = operands.first().and_then(number).unwrap_or_default(),
            "Td" => writer.step(pair(operands)),
            "TD" => {
                writer.leading = -pair(operands).1;
                writer.step(pair(operands));
            }
            "Tm" => writer.place(operands),
            "T*" => writer.next_line(),
            "Tj" => writer.show(font, operands.first()),
            "'" => {
                writer.next_line();
                writer.show(font, operands.first());
            }
            "\"" => {
                writer.next_line();
                writer.show(font, operands.get(2));
            }
            "TJ" => {
                let pieces = operands.first().and_then(|array| array.as_array().ok());
                for piece in pieces.into_iter().flatten() {
                    match number(piece) {
                        // Thousandths of the size of the font; a word space is about a quarter of it.
                        Some(gap) if gap < -180.0 => writer.gap(),
                        Some(_) => {}
                        None => writer.show(font, Some(piece)),
                    }
                }
            }
            "Do" => {
                let name = operands.first().and_then(|name| name.as_name().ok());
                let Some((form, depth)) = name.and_then(|name| frame.form(name)).zip(depth.checked_sub(1))
                else {
                    continue;
                };
                let Ok(inside) = form.decompressed_content_with_limit(*left) else { continue };
                *left = left.saturating_sub(inside.len().max(1));
                let own = form.dict.get_deref(b"Resources", frame.document).and_then(Object::as_dict);
                let (resources, fonts) = match own {
                    Ok(own) => (vec![own], fonts_of(own, frame.document)),
                    Err(_) => (frame.resources.clone(), BTreeMap::new()),
                };
                let inner = Frame { document: frame.document, resources };
                let inner_encodings = self::encodings(frame.document, fonts, *left);
                let known = if inner_encodings.is_empty() { encodings } else { &inner_encodings };
                draw(&inner, &inside, known, writer, operations, left, depth);
                writer.begin();
            }
            _ => {}
        }
        if writer.text.len() > crate::extract::limits::TEXT {
            return;
        }
    }
}

fn fonts_of<'d>(resources: &'d Dictionary, document: &'d Document) -> BTreeMap<Vec<u8>, &'d Dictionary> {
    let fonts = resources.get_deref(b"Font", document).and_then(Object::as_dict);
    let entries = fonts.into_iter().flat_map(Dictionary::iter);
    let font = |(name, object): (&Vec<u8>, &'d Object)| {
        let (_, object) = document.dereference(object).ok()?;
        Some((name.clone(), object.as_dict().ok()?))
    };
    entries.filter_map(font).collect()
}

fn number(object: &Object) -> Option<f32> {
    object.as_float().ok().filter(|number| number.is_finite())
}

fn pair(operands: &[Object]) -> (f32, f32) {
    let at = |index: usize| operands.get(index).and_then(number).unwrap_or_default();
    (at(0), at(1))
}

/// Text being written, and where the next piece stands.
#[derive(Default)]
struct Writer {
    text: String,
    size: f32,
    leading: f32,
    /// Start of the line in page units, and the scale of its letters.
    line: (f32, f32),
    scale: f32,
    /// Where the last piece that was written began, and the height of its letters.
    last: Option<(f32, f32, f32)>,
    moved: bool,
}

impl Writer {
    fn begin(&mut self) {
        self.line = (0.0, 0.0);
        self.scale = 1.0;
        self.moved = true;
    }

    fn step(&mut self, (across, up): (f32, f32)) {
        self.line = (self.line.0 + across * self.scale, self.line.1 + up * self.scale);
        self.moved = true;
    }

    fn next_line(&mut self) {
        // A line without a leading of its own still ends the one before.
        let down = if self.leading == 0.0 { self.size } else { self.leading };
        self.step((0.0, -down));
    }

    fn place(&mut self, operands: &[Object]) {
        let at = |index: usize| operands.get(index).and_then(number).unwrap_or_default();
        self.line = (at(4), at(5));
        // The vertical scale; of turned text the horizontal shear.
        self.scale = if at(3) == 0.0 { at(1).abs() } else { at(3).abs() };
        self.moved = true;
    }

    fn gap(&mut self) {
        if !self.text.is_empty() && !self.text.ends_with(char::is_whitespace) {
            self.text.push(' ');
        }
    }

    fn show(&mut self, font: Option<&Encoding<'_>>, piece: Option<&Object>) {
        let (Some(font), Some(Ok(bytes))) = (font, piece.map(Object::as_str)) else { return };
        let Ok(piece) = Document::decode_text(font, bytes) else { return };
        let piece: String = piece.chars().filter(|each| !each.is_control() || each.is_whitespace()).collect();
        if piece.is_empty() {
            return;
        }
        if self.moved {
            self.set_apart();
            self.moved = false;
        }
        self.text.push_str(&piece);
    }

    /// What stands between the last piece and the next, which begins at `line`.
    fn set_apart(&mut self) {
        let height = (self.size * self.scale).abs().max(1.0);
        let (across, up) = self.line;
        if let Some((last_across, last_up, last_height)) = self.last {
            let down = last_up - up;
            let near = height.min(last_height);
            if down.abs() < 0.4 * near {
                // The same line: pieces are placed apart where words end; a new
                // place to the left begins another column or table.
                if across < last_across {
                    self.break_line(1);
                } else {
                    self.gap();
                }
            } else if down > 1.9 * height.max(last_height) || down < -0.4 * near {
                self.break_line(2);
            } else {
                self.break_line(1);
            }
        }
        self.last = Some((across, up, height));
    }

    fn break_line(&mut self, lines: usize) {
        while self.text.ends_with(' ') {
            self.text.pop();
        }
        let there = self.text.chars().rev().take_while(|each| *each == '\n').count();
        if !self.text.is_empty() {
            self.text.extend(std::iter::repeat_n('\n', lines.saturating_sub(there)));
        }
    }
}
