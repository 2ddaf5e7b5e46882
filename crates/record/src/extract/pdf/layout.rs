//! The text of one page, in the order in which the page draws it.

use std::collections::BTreeMap;
use std::rc::Rc;

use lopdf::content::Content;
use lopdf::{Dictionary, Document, Encoding, Object, ObjectId};

use super::budget::{Budget, Refused};

/// Most operations of a page, forms included.
const OPERATIONS: usize = 5_000_000;
/// How deep forms may stand in each other.
const FORMS: usize = 8;

/// What drawing a form or reading a font costs beyond its bytes, in bytes.
const LEAST: usize = 1 << 10;
/// Bytes of a map to Unicode that is read again after it failed.
const MAP_TRIED_AGAIN: usize = 64 << 10;
/// What looking up one font of a page or a form costs, in bytes.
const LOOKED_UP: usize = 64;

/// The fonts of a document that were read, by where it keeps them: pages share
/// them, and one that cannot be used is not tried again.
#[derive(Default)]
pub(super) struct Fonts<'d> {
    read: BTreeMap<*const Dictionary, Option<Rc<Encoding<'d>>>>,
}

/// The text of a page.
pub(super) fn page<'d>(
    document: &'d Document,
    page: ObjectId,
    fonts: &mut Fonts<'d>,
    budget: &mut Budget,
) -> Result<String, Refused> {
    let mut content = Vec::new();
    for part in document.get_page_contents(page) {
        let Ok(stream) = document.get_object(part).and_then(Object::as_stream) else { continue };
        match budget.decompress(stream) {
            Ok(part) => content.extend(part),
            // What does not follow its filter may follow none.
            Err(Refused::Damaged) => content.extend_from_slice(&stream.content),
            Err(Refused::Spent) => return Err(Refused::Spent),
        }
        content.push(b'\n');
    }
    let (own, shared) = document.get_page_resources(page).map_err(|_| Refused::Damaged)?;
    let shared = shared.into_iter().filter_map(|id| document.get_dictionary(id).ok());
    let resources: Vec<&Dictionary> = own.into_iter().chain(shared).collect();
    let mut drawing = Drawing { document, fonts, budget, writer: Writer::default(), operations: OPERATIONS };
    let encodings = drawing.encodings(&resources)?;
    drawing.draw(&Frame { document, resources }, &content, &encodings, FORMS)?;
    Ok(drawing.writer.text)
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

type Encodings<'d> = BTreeMap<Vec<u8>, Rc<Encoding<'d>>>;

/// A page that is being drawn.
struct Drawing<'d, 'b> {
    document: &'d Document,
    fonts: &'b mut Fonts<'d>,
    budget: &'b mut Budget,
    writer: Writer,
    operations: usize,
}

impl<'d> Drawing<'d, '_> {
    /// The fonts of some resources by their names there; of two of one name the first.
    fn encodings(&mut self, resources: &[&'d Dictionary]) -> Result<Encodings<'d>, Refused> {
        let mut encodings = Encodings::new();
        for resources in resources {
            let fonts = resources.get_deref(b"Font", self.document).and_then(Object::as_dict);
            for (name, font) in fonts.into_iter().flat_map(Dictionary::iter) {
                self.budget.charge(LOOKED_UP)?;
                let font = self.document.dereference(font).ok().and_then(|(_, font)| font.as_dict().ok());
                if let Some(font) = font.filter(|_| !encodings.contains_key(name))
                    && let Some(encoding) = self.encoding(font)?
                {
                    encodings.insert(name.clone(), encoding);
                }
            }
        }
        Ok(encodings)
    }

    fn encoding(&mut self, font: &'d Dictionary) -> Result<Option<Rc<Encoding<'d>>>, Refused> {
        let key = std::ptr::from_ref(font);
        if let Some(known) = self.fonts.read.get(&key) {
            return Ok(known.clone());
        }
        let encoding = self.read_encoding(font)?.map(Rc::new);
        self.fonts.read.insert(key, encoding.clone());
        Ok(encoding)
    }

    fn read_encoding(&mut self, font: &'d Dictionary) -> Result<Option<Encoding<'d>>, Refused> {
        let differences = font
            .get_deref(b"Encoding", self.document)
            .and_then(Object::as_dict)
            .and_then(|encoding| encoding.get(b"Differences"))
            .and_then(Object::as_array)
            .map_or(0, Vec::len);
        self.budget.charge(LEAST.saturating_add(differences.saturating_mul(LOOKED_UP)))?;
        // What the file says of Unicode goes before what it says of its own codes.
        if let Ok(map) = font.get_deref(b"ToUnicode", self.document).and_then(Object::as_stream) {
            match self.budget.decompress(map) {
                Ok(content) => {
                    let plain = Object::Stream(lopdf::Stream::new(Dictionary::new(), content));
                    let mut only = Dictionary::new();
                    only.set("Type", Object::Name(b"Font".to_vec()));
                    only.set("ToUnicode", plain);
                    // Of itself it borrows nothing from the font.
                    if let Ok(Encoding::UnicodeMapEncoding(map)) = only.get_font_encoding(self.document) {
                        return Ok(Some(Encoding::UnicodeMapEncoding(map)));
                    }
                }
                Err(Refused::Spent) => return Err(Refused::Spent),
                Err(Refused::Damaged) => {}
            }
            self.budget.charge(MAP_TRIED_AGAIN)?;
        }
        Ok(font.get_font_encoding_with_limit(self.document, MAP_TRIED_AGAIN).ok())
    }

    fn draw(
        &mut self,
        frame: &Frame<'d>,
        content: &[u8],
        encodings: &Encodings<'d>,
        depth: usize,
    ) -> Result<(), Refused> {
        let mut font: Option<&Encoding<'_>> = None;
        for operation in Content::decode_iter(content) {
            let Ok(operation) = operation else { return Ok(()) };
            let Some(fewer) = self.operations.checked_sub(1) else { return Ok(()) };
            self.operations = fewer;
            let writer = &mut self.writer;
            let operands = operation.operands.as_slice();
            match operation.operator.as_str() {
                "BT" => writer.begin(),
                "Tf" => {
                    font = operands
                        .first()
                        .and_then(|name| name.as_name().ok())
                        .and_then(|name| encodings.get(name))
                        .map(Rc::as_ref);
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
                    let Some((form, depth)) =
                        name.and_then(|name| frame.form(name)).zip(depth.checked_sub(1))
                    else {
                        continue;
                    };
                    self.budget.charge(LEAST)?;
                    let inside = match self.budget.decompress(form) {
                        Ok(inside) => inside,
                        Err(Refused::Damaged) => continue,
                        Err(Refused::Spent) => return Err(Refused::Spent),
                    };
                    let own =
                        form.dict.get_deref(b"Resources", frame.document).and_then(Object::as_dict).ok();
                    let resources = own.map_or_else(|| frame.resources.clone(), |own| vec![own]);
                    let inner_encodings =
                        if own.is_some() { self.encodings(&resources)? } else { Encodings::new() };
                    let known = if inner_encodings.is_empty() { encodings } else { &inner_encodings };
                    self.draw(&Frame { document: frame.document, resources }, &inside, known, depth)?;
                    self.writer.begin();
                }
                _ => {}
            }
            if self.writer.text.len() > crate::extract::limits::TEXT {
                return Ok(());
            }
        }
        Ok(())
    }
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
