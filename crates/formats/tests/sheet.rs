//! Workbooks: what is filled in becomes a case, and comes back as it was.

#![expect(clippy::cast_precision_loss, reason = "small numbers of test cases")]

mod tables;

use std::io::{Cursor, Read, Write};

use detente_case::model::Case;
use detente_case::preference::{Form, Levels};
use detente_formats::sheet::{SheetKind, export, template};
use proptest::prelude::*;
use tables::{case, case_text, issues, numbers, packages, read_as, shown, text};
use zip::write::SimpleFileOptions;
use zip::{ZipArchive, ZipWriter};

const KINDS: [SheetKind; 2] = [SheetKind::Xlsx, SheetKind::Ods];

fn read(bytes: Vec<u8>) -> detente_formats::import::Imported {
    read_as("dir/terms.xlsx", bytes)
}

fn fixture(name: &str) -> Vec<u8> {
    std::fs::read(format!("{}/tests/fixtures/sheet/{name}", env!("CARGO_MANIFEST_DIR"))).expect("a fixture")
}

fn written(case: &Case, kind: SheetKind, onto: Option<&[u8]>) -> Vec<u8> {
    export(case, kind, onto).expect("a workbook").files[0].bytes.clone()
}

fn zipped(parts: &[(&str, &[u8])]) -> Vec<u8> {
    let mut archive = ZipWriter::new(Cursor::new(Vec::new()));
    for (name, bytes) in parts {
        archive.start_file(*name, SimpleFileOptions::default()).expect("an entry");
        archive.write_all(bytes).expect("bytes");
    }
    archive.finish().expect("an archive").into_inner()
}

/// Everything in an archive as one text.
fn unzipped(bytes: &[u8]) -> String {
    let mut archive = ZipArchive::new(Cursor::new(bytes)).expect("an archive");
    let mut all = String::new();
    for at in 0..archive.len() {
        archive.by_index(at).expect("an entry").read_to_string(&mut all).expect("text");
    }
    all
}

const RELATIONS: &str = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";

/// An XLSX file of one sheet "Preferences" with the given cells.
fn xlsx(rows: &str, strings: &str, comments: &str) -> Vec<u8> {
    let rels = |entries: &str| format!("<?xml version=\"1.0\"?><Relationships>{entries}</Relationships>");
    let rel = |id: &str, kind: &str, target: &str| {
        format!("<Relationship Id=\"{id}\" Type=\"{RELATIONS}/{kind}\" Target=\"{target}\"/>")
    };
    let book = "<x:workbook><x:workbookPr date1904=\"0\"/><x:sheets><x:sheet name=\"Preferences\" r:id=\"r1\"/></x:sheets></x:workbook>";
    let styles = "<styleSheet><numFmts><numFmt numFmtId=\"170\" formatCode=\"d/m/yy\"/></numFmts>\
        <cellXfs><xf numFmtId=\"0\"/><xf numFmtId=\"170\"/></cellXfs></styleSheet>";
    let main = rels(
        &(rel("r1", "worksheet", "worksheets/s.xml")
            + &rel("r2", "sharedStrings", "/xl/strings.xml")
            + &rel("r3", "styles", "styles.xml")),
    );
    zipped(&[
        ("[Content_Types].xml", b"<Types/>"),
        ("_rels/.rels", rels(&rel("r1", "officeDocument", "xl/workbook.xml")).as_bytes()),
        ("xl/workbook.xml", book.as_bytes()),
        ("xl/_rels/workbook.xml.rels", main.as_bytes()),
        ("xl/strings.xml", format!("<sst>{strings}</sst>").as_bytes()),
        ("xl/styles.xml", styles.as_bytes()),
        ("xl/worksheets/s.xml", format!("<worksheet><sheetData>{rows}</sheetData></worksheet>").as_bytes()),
        ("xl/worksheets/_rels/s.xml.rels", rels(&rel("r1", "comments", "../c.xml")).as_bytes()),
        ("xl/c.xml", format!("<comments><commentList>{comments}</commentList></comments>").as_bytes()),
    ])
}

const HEAD: &str = "<row r=\"1\"><c r=\"A1\" t=\"inlineStr\"><is><t>Issue</t></is></c><c t=\"inlineStr\"><is><t>Option</t></is></c>\
    <c t=\"inlineStr\"><is><r><t>Nor</t></r><r><t>th</t></r></is></c></row>";

fn one_value(cell: &str) -> Vec<u8> {
    xlsx(
        &format!(
            "{HEAD}<row r=\"7\"><c r=\"A7\" t=\"s\"><v>0</v></c><c r=\"B7\" t=\"s\"><v>1</v></c>{cell}</row>"
        ),
        STRINGS,
        "",
    )
}

const STRINGS: &str =
    "<si><t>Border</t></si><si><r><t>o&amp;</t></r><r><t>p&#101;n</t></r><rPh><t>x</t></rPh></si>";

/// An ODS file of one sheet "Preferences" with the given rows.
fn ods(rows: &str) -> Vec<u8> {
    let content = format!(
        "<office:document-content><office:body><office:spreadsheet><table:table table:name=\"Preferences\">{rows}</table:table></office:spreadsheet></office:body></office:document-content>"
    );
    zipped(&[
        ("mimetype", b"application/vnd.oasis.opendocument.spreadsheet"),
        ("content.xml", content.as_bytes()),
    ])
}

#[test]
fn the_template_is_a_case_and_comes_back_byte_for_byte() {
    for kind in KINDS {
        let bytes = template(kind);
        assert!(bytes == template(kind), "the same bytes every time");
        let imported = read(bytes.clone());
        assert_eq!(imported.diagnostics, [], "{}", shown(&imported));
        let first = text(&imported);
        let exported = export(&case(&first), kind, None).expect("a workbook");
        assert_eq!(exported.left_out, [""; 0]);
        assert_eq!(text(&read(exported.files[0].bytes.clone())), first);
        assert!(exported.files[0].bytes == bytes, "{kind}");
        assert!(written(&case(&first), kind, Some(&bytes)) == bytes, "{kind} written back");
    }
}

#[test]
fn workbooks_of_other_programs_are_read() {
    let expected = "\
[issues.border]
title = \"Border\"
options.open = \"open\"
options.closed = \"closed\"

[issues.trade]
title = \"Trade\"
options.none = \"none\"
options.full = \"full\"

[preferences.north]
no-deal = 20

[preferences.north.weights]
border = 60
trade = 40

[preferences.north.values]
border = { open = { value = 0.3, because = \"North said so\\nin May\" }, closed = 100 }
trade = { none = 0, full = 0.333333333 }

[preferences.south]

[preferences.south.weights]
border = { value = 40, because = \"computed\" }
trade = 60

[preferences.south.values]
border = { open = { low = 40, high = 70 }, closed = 30 }
trade = { none = { low = 0, high = 100 }, full = { low = 5, mode = 7, high = 10 } }
";
    let imported = read(fixture("openpyxl.xlsx"));
    assert!(text(&imported).ends_with(expected), "{}", text(&imported));
    assert!(text(&imported).starts_with("# Read from terms.xlsx.\n# My numbers, A1: a loose one\n"));
    let codes: Vec<_> = imported.diagnostics.iter().map(|each| each.code).collect();
    assert_eq!(codes, ["not-carried", "not-carried", "rounded", "loose-comment"], "{}", shown(&imported));
    let odf = text(&read(fixture("odfpy.ods")));
    assert!(odf.contains("border = { open = { value = 0.5, because = \"noted\" }, closed = 100 }"), "{odf}");
    let uncached = read(fixture("uncached.xlsx"));
    let told = shown(&uncached);
    assert!(told.contains("error[no-cached-value]: sheet \"My numbers\", cell D2: "), "{told}");
    assert!(told.contains("--> dir/terms.xlsx [My numbers]:2:20"), "{told}");
}

#[test]
fn cells_of_every_kind() {
    for (cell, expected) in [
        ("<c r=\"C7\"><v>12.5</v></c>", Ok("12.5")),
        ("<c r=\"C7\"><v>0.30000000000000004</v></c>", Ok("0.3")),
        ("<c r=\"C7\" t=\"str\"><f>A1&amp;B1</f><v>40 to 70</v></c>", Ok("{ low = 40, high = 70 }")),
        ("<c r=\"C7\"><f>1+1</f><v>2</v></c>", Ok("2")),
        ("<c r=\"C7\" t=\"inlineStr\"><is><t>0,5</t></is></c>", Ok("0.5")),
        ("<c r=\"C7\"><f>1+1</f></c>", Err("no-cached-value")),
        ("<c r=\"C7\" t=\"e\"><v>#DIV/0!</v></c>", Err("bad-cell")),
        ("<c r=\"C7\" t=\"b\"><v>1</v></c>", Err("bad-cell")),
        ("<c r=\"C7\" s=\"1\"><v>46143</v></c>", Err("bad-cell")),
        ("<c r=\"C7\"><v>1E+300</v></c>", Err("bad-cell")),
        ("<c r=\"C7\"><v>101</v></c>", Err("bad-cell")),
        ("<c r=\"C7\" t=\"s\"><v>9</v></c>", Err("bad-workbook")),
        ("<c r=\"C7\"><v>x</v></c>", Err("bad-workbook")),
    ] {
        let imported = read(one_value(cell));
        match expected {
            Ok(value) => assert!(
                text(&imported).contains(&format!("border = {{ o-pen = {value} }}")),
                "{cell}\n{}",
                text(&imported)
            ),
            Err(code) => {
                let told = shown(&imported);
                assert!(imported.draft.is_none() && imported.diagnostics[0].code == code, "{cell}\n{told}");
                assert!(
                    code == "bad-workbook" || told.contains("sheet \"Preferences\", cell C7: "),
                    "{told}"
                );
            }
        }
    }
    assert!(
        shown(&read(one_value("<c r=\"C7\" s=\"1\"><v>46143</v></c>")))
            .contains("this cell holds the date 2026-05-01")
    );
}

#[test]
fn threaded_comments_are_the_words_alone() {
    let comments = "<comment ref=\"C7\"><text><t>[Threaded comment]\n\nYour version of Excel ...\n\nComment:\n    She said so\nReply:\n    When?</t></text></comment>";
    let rows = format!(
        "{HEAD}<row r=\"7\"><c r=\"A7\" t=\"s\"><v>0</v></c><c r=\"B7\" t=\"s\"><v>1</v></c><c r=\"C7\"><v>5</v></c></row>"
    );
    let text = text(&read(xlsx(&rows, STRINGS, comments)));
    assert!(text.contains("{ value = 5, because = \"She said so\\nReply:\\nWhen?\" }"), "{text}");
}

#[test]
fn open_document_cells() {
    let word = |text: &str| {
        format!("<table:table-cell office:value-type=\"string\"><text:p>{text}</text:p></table:table-cell>")
    };
    let rows = format!(
        "<table:table-row>{}{}{}</table:table-row>\
         <table:table-row table:number-rows-repeated=\"1048000\"><table:table-cell table:number-columns-repeated=\"16384\"/></table:table-row>\
         <table:table-row>{}{}<table:table-cell table:formula=\"of:=1\" office:value-type=\"float\" office:value=\"0.5\"><office:annotation><dc:date>x</dc:date><text:p>a<text:s text:c=\"2\"/>b</text:p><text:p>c</text:p></office:annotation><text:p>0.5</text:p></table:table-cell></table:table-row>",
        word("Issue"),
        word("Option"),
        word("<text:span>No</text:span>rth"),
        word("Border"),
        word("open")
    );
    let read = text(&read(ods(&rows)));
    assert!(read.contains("border = { open = { value = 0.5, because = \"a  b\\nc\" } }"), "{read}");
}

#[test]
fn what_cannot_be_read_is_refused_with_a_reason() {
    let spaces = vec![b' '; 140 << 20];
    let bomb = zipped(&[("mimetype", b""), ("content.xml", &spaces)]);
    drop(spaces);
    assert!(bomb.len() < 1 << 20);
    let cell = "<table:table-cell table:number-columns-repeated=\"16000\" office:value-type=\"float\" office:value=\"1\"/>";
    let repeated =
        ods(&format!("<table:table-row table:number-rows-repeated=\"1000000\">{cell}</table:table-row>"));
    let compound = |rest: &[u8]| [b"\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1".as_slice(), rest].concat();
    let package: Vec<u8> = "EncryptedPackage".encode_utf16().flat_map(u16::to_le_bytes).collect();
    let encrypted =
        zipped(&[("content.xml", b"x"), ("META-INF/manifest.xml", b"<manifest:encryption-data/>")]);
    let far = "<c r=\"ZZZZ7\"><v>5</v></c>";
    for (bytes, why) in [
        (bomb, "too large once decompressed"),
        (repeated, "more than 1000000 cells"),
        (compound(b"Workbook"), "Excel 97 to 2003"),
        (compound(&package), "protected by a password"),
        (encrypted, "protected by a password"),
        (zipped(&[("a", b"b")]), "neither an XLSX nor an ODS"),
        (
            zipped(&[("content.xml", b"x"), ("mimetype", b"application/vnd.oasis.opendocument.text")]),
            "this is no workbook",
        ),
        (b"PK\x03\x04nothing".to_vec(), "the archive is damaged"),
        (ods("&billion;"), "&billion;"),
        (zipped(&[("content.xml", b"<!DOCTYPE x [<!ENTITY a \"b\">]><x/>")]), "document type"),
        (ods("<table:table-row>"), "not well-formed"),
        (one_value(far), "outside every sheet"),
        (template(SheetKind::Xlsx)[..9000].to_vec(), "the archive is damaged"),
        (ods(""), "has no column \"Issue\""),
        (zipped(&[("content.xml", b"<t:table t:name=\"Other\"/>")]), "no sheet that means anything here"),
    ] {
        let imported = read(bytes);
        let told = shown(&imported);
        assert!(imported.draft.is_none() && told.contains(why), "{why}: {told}");
    }
}

#[test]
fn a_fault_in_a_part_is_told_with_its_line_and_column() {
    for (content, place) in [
        ("<x>\n <é/><y></z>", "in content.xml, line 2, column 9"),
        ("<x>\r\n\n&what;</x>", "in content.xml, line 3, column 7"),
    ] {
        let told = shown(&read(zipped(&[("content.xml", content.as_bytes())])));
        assert!(told.contains(place), "{place}: {told}");
    }
}

#[test]
fn what_is_no_workbook_inside_does_not_panic() {
    for kind in KINDS {
        let bytes = template(kind);
        for length in (0..bytes.len()).step_by(97) {
            read(bytes[..length].to_vec());
        }
        for at in (0..bytes.len()).step_by(131) {
            let mut bytes = bytes.clone();
            bytes[at] ^= 0x55;
            read(bytes);
        }
    }
}

/// A case in which every element that may have a reason has one.
const COMMENTED: &str = include_str!("fixtures/sheet/commented.toml");

#[test]
fn comments_come_back_on_their_cells() {
    for kind in KINDS {
        let bytes = written(&case(COMMENTED), kind, None);
        let inside = unzipped(&bytes);
        for comment in [
            "on the issue",
            "on its title",
            "on the option",
            "on the mark",
            "on a weight",
            "on a value",
            "on a point",
            "on a rank",
            "on the order of weights",
            "on a heading",
            "on the basis",
            "on the refusal",
            "on the condition",
            "on the kind",
        ] {
            assert_eq!(inside.matches(comment).count(), 1, "{comment}");
        }
        assert!(!inside.contains("[No deal]") && !inside.contains("[1550]"));
        let imported = read(bytes.clone());
        assert_eq!(imported.diagnostics, [], "{}", shown(&imported));
        let first = text(&imported);
        let again = written(&case(&first), kind, None);
        assert!(again == bytes, "{kind}");
        assert_eq!(text(&read(again)), first);
    }
}

#[test]
fn own_sheets_columns_and_comments_survive_writing_back() {
    let bytes = fixture("edited.xlsx");
    let imported = read(bytes.clone());
    let told = shown(&imported);
    for what in ["the sheet \"Own\"", "the column \"My notes\"", "2 comments such as that of this cell"] {
        assert!(told.contains(what), "{what}: {told}");
    }
    let first = text(&imported);
    for kind in KINDS {
        let back = written(&case(&first), kind, Some(&bytes));
        let inside = unzipped(&back);
        for what in [
            "My notes",
            "check this",
            "keep",
            "loose",
            "spare",
            "on an option name",
            "on a point",
            "on a rank",
            "on the mark",
        ] {
            assert_eq!(inside.matches(what).count(), 1, "{kind} {what}");
        }
        let formula = if kind == SheetKind::Xlsx { "<f>B1*2</f>" } else { ">=B1*2<" };
        assert!(inside.contains(formula), "formulas stay in their own kind, elsewhere their text does");
        let read_again = read(back.clone());
        assert_eq!(text(&read_again), first);
        assert_eq!(shown(&read_again).matches("warning").count(), told.matches("warning").count());
        assert!(written(&case(&first), kind, Some(&back)) == back, "{kind}");
    }
}

#[test]
fn faults_name_the_cell() {
    let edited = |from: &str, to: &str| {
        let text = COMMENTED.replacen(from, to, 1);
        assert_ne!(text, COMMENTED);
        written(&case(&text), SheetKind::Ods, None)
    };
    // The same fault as a user makes it: another name in the written cell.
    let broken = |bytes: Vec<u8>, from: &str, to: &str| {
        let mut archive = ZipArchive::new(Cursor::new(bytes)).expect("an archive");
        let mut content = String::new();
        archive.by_name("content.xml").expect("a part").read_to_string(&mut content).expect("text");
        assert!(content.contains(from), "{from}");
        zipped(&[("content.xml", content.replacen(from, to, 1).as_bytes())])
    };
    let plain = || edited("title = \"Commented\"", "title = \"Other\"");
    for (from, to, code, cell) in [
        (">freeze = one-year<", ">freeze = one-yaer<", "bad-condition", "sheet \"Red lines\", cell C2"),
        (">law<", ">wish<", "bad-cell", "sheet \"Rules\", cell B2"),
        (">2020-12-31<", ">soon<", "bad-cell", "sheet \"Case\", cell B4"),
        (
            ">One year</text:p></table:table-cell><table:table-cell office:value-type=\"float\"",
            ">One yaer</text:p></table:table-cell><table:table-cell office:value-type=\"float\"",
            "unknown-name",
            "sheet \"Preferences\", cell B",
        ),
        (">any of<", ">some of<", "bad-cell", "sheet \"Issues\", cell E"),
        (">inferred<", ">guessed<", "bad-cell", "sheet \"Parties\", cell E"),
        ("office:value=\"1550\"", "office:value=\"100000000\"", "bad-table", "sheet \"Issues\", cell A"),
    ] {
        let imported = read(broken(plain(), from, to));
        let told = shown(&imported);
        let first = imported.diagnostics.iter().find(|each| each.is_error()).map(|each| each.code);
        assert_eq!(first, Some(code), "{told}");
        assert!(told.contains(cell), "{cell}: {told}");
    }
}

#[test]
fn what_a_workbook_lacks_is_listed() {
    let text = "detente = 1\n[case]\ntitle = \"t\"\nbecause = \"b\"\n[parties.p]\nname = \"p\"\naliases = [\"q\"]\n\
        [issues.a]\ntitle = \"a\"\noptions.x = { title = \"x\", form = \"legal\" }\noptions.y = \"y\"\nno-deal = \"x\"\ndue = 2021-02-05\n\
        [preferences.p]\nno-deal = { at-least = \"a = x\" }\npriorities = [{ want = \"a = x\", strong = true }]\n\
        [[flags]]\nwhen = \"a = y\"\nsays = \"s\"\nbecause = \"b\"\n";
    let exported = export(&case(text), SheetKind::Xlsx, None).expect("a workbook");
    assert_eq!(
        exported.left_out,
        [
            "1 flag",
            "1 issue's due date",
            "1 option's legal form",
            "1 party's aliases",
            "1 value of no agreement that lies between two packages",
            "which priorities are strong"
        ]
    );
}

#[test]
fn scales_orders_and_packages_come_back() {
    let text = "detente = 1\n[case]\ntitle = \"t\"\nbecause = \"b\"\n[parties.p]\nname = \"p\"\n[parties.q]\nname = \"q\"\n[parties.r]\nname = \"r\"\nconsents = false\nbecause = \"far away\"\n\
        [issues.a]\ntitle = \"a\"\noptions.x = \"x\"\noptions.y = \"y\"\nno-deal = \"x\"\n\
        [issues.b]\ntitle = \"b\"\nrange = { from = 0, to = 1, step = 0.25, unknown = \"unknown\" }\nno-deal = 0.25\n\
        [preferences.p]\nscale = 0.001\ncap = 250000\nno-deal = { package = { a = \"y\", b = 0.5 } }\nweights = { a = 1, b = 2.5 }\nvalues = { a = { x = -3, y = 100 }, b = { points = [[0, -1], [1, 1]], unknown = 0 } }\n\
        [preferences.q]\nno-deal = \"none\"\npriorities = [\"a = x if b >= 0.5\", \"b = unknown\"]\n\
        [preferences.r]\nranking = [\"a = x ~ b = 0\", \"b = 1\"]\n";
    let before = case(text);
    for kind in KINDS {
        let exported = export(&before, kind, None).expect("a workbook");
        assert_eq!(exported.left_out, [""; 0]);
        let imported = read(exported.files[0].bytes.clone());
        assert_eq!(imported.diagnostics, [], "{}", shown(&imported));
        let first = self::text(&imported);
        let after = case(&first);
        let forms = |case: &Case| {
            let form = |form: &Form| match form {
                Form::Values(values) => format!("{:?} {:?}", values.divisor, values.cap),
                Form::Priorities(wants) => {
                    format!("{:?}", wants.iter().map(|want| &want.clause.text).collect::<Vec<_>>())
                }
                Form::Ranking(groups) => {
                    format!(
                        "{:?}",
                        groups
                            .iter()
                            .map(|group| group.iter().map(|clause| clause.text.trim()).collect::<Vec<_>>())
                            .collect::<Vec<_>>()
                    )
                }
                Form::Unknown => String::new(),
            };
            case.preferences.iter().map(|preference| form(&preference.form)).collect::<Vec<_>>()
        };
        assert_eq!(forms(&after), forms(&before), "{first}");
        assert_eq!(numbers(&after), numbers(&before), "{first}");
        assert_eq!(issues(&after), issues(&before));
    }
}

/// Reasons of everything but the points of curves.
fn reasons(case: &Case) -> Vec<Option<String>> {
    let mut all = Vec::new();
    for issue in &case.issues {
        all.push(issue.ground.because.clone());
        all.extend(issue.domain.options().iter().map(|option| option.ground.because.clone()));
    }
    for preference in &case.preferences {
        all.push(preference.ground.because.clone());
        let Form::Values(values) = &preference.form else { continue };
        for (issue, levels) in case.issues.iter().zip(&values.issues) {
            if let (Levels::Ranges(ranges), false) = (levels, issue.domain.options().is_empty()) {
                all.extend(ranges.iter().map(|range| range.ground.because.clone()));
            }
        }
    }
    all
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 128, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn workbooks_give_back_what_they_can_say(original in case_text(), ods in any::<bool>()) {
        let kind = if ods { SheetKind::Ods } else { SheetKind::Xlsx };
        let before = case(&original);
        let exported = export(&before, kind, None).expect("a workbook");
        prop_assert_eq!(&exported.left_out, &Vec::<String>::new());
        let imported = read(exported.files[0].bytes.clone());
        prop_assert!(imported.draft.is_some(), "{original}\n{}", shown(&imported));
        prop_assert_eq!(&imported.diagnostics, &Vec::new(), "{}\n{}", original, shown(&imported));
        let first = text(&imported);
        let after = case(&first);
        prop_assert_eq!(numbers(&after), numbers(&before), "{}\n{}", original, first);
        prop_assert_eq!(packages(&after), packages(&before));
        prop_assert_eq!(issues(&after), issues(&before));
        prop_assert_eq!(reasons(&after), reasons(&before), "{}\n{}", original, first);
        let second = written(&after, kind, None);
        prop_assert_eq!(text(&read(second.clone())), first);
        prop_assert!(written(&after, kind, Some(&second)) == second);
    }

    #[test]
    fn changed_parts_are_read_without_panic(changes in proptest::collection::vec((any::<prop::sample::Index>(), 0..30_usize, "[a-z<>/=\"&;#0-9: ()+-]{0,12}"), 1..6)) {
        let mut content = String::new();
        let archive = ZipArchive::new(Cursor::new(template(SheetKind::Ods)));
        archive.expect("an archive").by_name("content.xml").expect("a part").read_to_string(&mut content).expect("text");
        for (at, length, new) in changes {
            let at = at.index(content.len());
            let at = content.floor_char_boundary(at);
            let end = content.ceil_char_boundary((at + length).min(content.len()));
            content.replace_range(at..end, &new);
        }
        let imported = read(zipped(&[("content.xml", content.as_bytes())]));
        shown(&imported);
        if imported.draft.is_some() {
            case(&text(&imported));
        }
    }
}

#[test]
fn a_column_headed_by_a_full_name_is_the_partys_when_written_back() {
    let cell = |text: &str| format!("<table:table-cell><text:p>{text}</text:p></table:table-cell>");
    let row = |cells: &[&str]| {
        format!(
            "<table:table-row>{}</table:table-row>",
            cells.iter().map(|text| cell(text)).collect::<String>()
        )
    };
    let bytes = ods(&[
        row(&["Issue", "Option", "North (the republic)"]),
        row(&["border", "open", "60"]),
        row(&["border", "closed", "40"]),
    ]
    .concat());
    let first = text(&read(bytes.clone()));
    for kind in KINDS {
        let back = read(written(&case(&first), kind, Some(&bytes)));
        assert!(!back.diagnostics.iter().any(|told| told.is_error()), "{kind}: {}", shown(&back));
        assert_eq!(text(&back).matches("[parties.").count(), 1, "{kind}: {}", text(&back));
    }
}
