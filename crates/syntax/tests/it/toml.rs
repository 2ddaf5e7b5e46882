//! The TOML reader: what it keeps, what it says, and that nothing breaks it.

use std::collections::BTreeMap;
use std::time::Instant;

use detente_syntax::diagnostic::Diagnostic;
use detente_syntax::reader::{MAX_BYTES, MAX_DEPTH, decode, read, too_large};
use detente_syntax::render::{Style, human};
use detente_syntax::span::{Sources, Span};
use detente_syntax::value::{Kind, Table, Text, Value};
use insta::assert_snapshot;
use proptest::prelude::*;

fn sources(text: &str) -> (Sources, Table, Vec<Diagnostic>) {
    let mut sources = Sources::new();
    let file = sources.add("case.toml", text);
    let (table, diagnostics) = read(file, text);
    (sources, table, diagnostics)
}

fn table(text: &str) -> Table {
    let (sources, table, diagnostics) = sources(text);
    assert!(diagnostics.is_empty(), "{}", human(&diagnostics, &sources, Style { color: false, width: 100 }));
    table
}

fn told(text: &str) -> String {
    let (sources, _, diagnostics) = sources(text);
    human(&diagnostics, &sources, Style { color: false, width: 100 })
}

fn at<'t>(table: &'t Table, path: &str) -> &'t Value {
    let mut keys = path.split('/');
    let first = table.get(keys.next().expect("a key")).expect(path);
    keys.fold(first, |value, key| match &value.kind {
        Kind::Table(table) => table.get(key).expect(path),
        Kind::Array(values) => &values[key.parse::<usize>().expect("an index")],
        other => panic!("{path}: {other:?}"),
    })
}

fn text<'t>(table: &'t Table, path: &str) -> &'t Text {
    match &at(table, path).kind {
        Kind::Text(text) => text,
        other => panic!("{path}: {other:?}"),
    }
}

fn slice(source: &str, span: Span) -> &str {
    &source[span.start as usize..span.end as usize]
}

/// The tree in a line of its own notation, order of keys as kept.
fn shape(kind: &Kind) -> String {
    match kind {
        Kind::Table(table) => {
            let entries: Vec<String> =
                table.iter().map(|(key, value)| format!("{}={}", key.text, shape(&value.kind))).collect();
            format!("{{{}}}", entries.join(" "))
        }
        Kind::Array(values) => {
            format!("[{}]", values.iter().map(|value| shape(&value.kind)).collect::<Vec<_>>().join(" "))
        }
        Kind::Text(text) => format!("{:?}", text.as_str()),
        Kind::Number(number) => format!("{}{}", number.text, if number.integer { "" } else { "f" }),
        Kind::Boolean(value) => value.to_string(),
        Kind::Date(text) => text.clone(),
    }
}

#[test]
fn order_of_writing_is_kept_and_tables_merge() {
    let table = table(
        "z = 1\n[issues.b]\ntitle = 'b'\noptions.two = ''\noptions.one = ''\n[parties.x]\n[issues.a]\n\
         [issues]\nlast.y = 1\nlast.x = 2\n[[rules]]\nid = 1\n[rules.sub]\n[[rules]]\nid = 0\n",
    );
    assert_snapshot!(shape(&Kind::Table(table)), @r#"{z=1 issues={b={title="b" options={two="" one=""}} a={} last={y=1 x=2}} parties={x={}} rules=[{id=1 sub={}} {id=0}]}"#);
}

#[test]
fn numbers_and_dates_stay_as_written() {
    let table = table(
        "a = [1_000, -0.50, 1e6, 1E-6, 0xFF, 0o17, 0b1, nan, +inf, +5, 1_0.0_1]\n\
         b = [2020-11-25, 2020-11-25T10:00:00Z, 10:00:00, 2020-11-25 10:00:00.5]",
    );
    assert_snapshot!(shape(&Kind::Table(table)), @"{a=[1000 -0.50f 1e6f 1E-6f 0xFF 0o17 0b1 nanf +inff +5 10.01f] b=[2020-11-25 2020-11-25T10:00:00Z 10:00:00 2020-11-25 10:00:00.5]}");
}

#[test]
fn places() {
    let source = "'a b'.c = { d = [1, 22], e.f = true }\n[ x . \"y\" ]\nk = 'v'\n[[l]]\n";
    let table = table(source);
    let (key, value) = table.get_key_value("a b").expect("a key");
    assert_eq!(slice(source, key.span), "'a b'");
    assert_eq!(slice(source, value.span), "'a b'");
    let place = |path: &str| slice(source, at(&table, path).span);
    assert_eq!(place("a b/c"), "{ d = [1, 22], e.f = true }");
    assert_eq!(place("a b/c/d"), "[1, 22]");
    assert_eq!(place("a b/c/d/1"), "22");
    assert_eq!(place("a b/c/e/f"), "true");
    assert_eq!(place("x/y"), "[ x . \"y\" ]");
    assert_eq!(place("x/y/k"), "'v'");
    assert_eq!(slice(source, text(&table, "x/y/k").span()), "v");
    assert_eq!(place("l/0"), "[[l]]");
    assert_eq!(table.span(), Span::new(at(&table, "l").span.file, 0, 0));
}

#[test]
fn long_tables_are_found_by_key_and_kept_in_order() {
    let source: String = (0..1000).rev().map(|number| format!("k{number} = {number}\n")).collect();
    let table = table(&source);
    assert_eq!(table.len(), 1000);
    assert!(table.iter().map(|(key, _)| key.text.as_str()).eq((0..1000).rev().map(|n| format!("k{n}"))));
    for number in 0..1000 {
        assert_eq!(shape(&at(&table, &format!("k{number}")).kind), number.to_string());
    }
    assert!(table.get("k1000").is_none());
}

/// Every character of the decoded text stands where its spelling stands.
fn spellings(source: &str) -> Vec<(char, String)> {
    let table = table(source);
    let text = text(&table, "t");
    let pieces = text.as_str().char_indices().map(|(start, character)| {
        let span = text.span_of(start..start + character.len_utf8());
        (character, slice(source, span).to_owned())
    });
    pieces.collect()
}

fn joined(source: &str) -> String {
    spellings(source).into_iter().map(|(character, place)| format!("{character:?}<{place:?} ")).collect()
}

#[test]
fn escapes_map_to_their_spelling() {
    assert_snapshot!(joined(r#"t = "aé\t\"\u00e9\U0001F600\x41\e\\b""#), @r#"'a'<"a" 'é'<"é" '\t'<"\\t" '"'<"\\\"" 'é'<"\\u00e9" '😀'<"\\U0001F600" 'A'<"\\x41" '\u{1b}'<"\\e" '\\'<"\\\\" 'b'<"b" "#);
    assert_snapshot!(joined("t = '''\na\\\r\nb'''"), @r#"'a'<"a" '\\'<"\\" '\r'<"\r" '\n'<"\n" 'b'<"b" "#);
    assert_snapshot!(joined("t = \"\"\"\\\n   a\\n\\\n  \\\n \n\\tb\"c\\\n \"\"\""), @r#"'a'<"a" '\n'<"\\n" '\t'<"\\t" 'b'<"b" '"'<"\"" 'c'<"c" "#);
}

#[test]
fn ranges_across_escapes_take_their_spelling_whole() {
    let source = "t = \"\"\"one \\\n   and\\u0020two\\t\\\n\"\"\"";
    let table = table(source);
    let text = text(&table, "t");
    assert_eq!(text.as_str(), "one and two\t");
    let of = |part: &str| {
        let start = text.as_str().find(part).expect(part);
        slice(source, text.span_of(start..start + part.len()))
    };
    assert_eq!(of("one "), "one ");
    assert_eq!(of("and"), "and");
    assert_eq!(of("e a"), "e \\\n   a");
    assert_eq!(of("and two"), "and\\u0020two");
    assert_eq!(of("\t"), "\\t");
    assert_eq!(slice(source, text.span_of(4..4)), "");
    assert_eq!(slice(source, text.span_of(4..1000)), "and\\u0020two\\t");
    assert_eq!(text.span_of(1000..2000), text.span_of(12..12));
}

#[test]
fn every_error_is_reported_and_the_rest_is_read() {
    let source = "\
a = 1
a = 2
b = one year
c =
= 3
d = [1, , 2
e = 5
";
    assert_snapshot!(told(source), @r#"
    error[toml]: `a` is set twice
     --> case.toml:2:1
      |
    1 | a = 1
      | - first set here
    2 | a = 2
      | ^ set again here

    error[toml]: a string needs quotation marks
     --> case.toml:3:5
      |
    3 | b = one year
      |     ^^^^^^^^ no number, date, boolean, array or table
      |
      = help: write `"one year"`

    error[toml]: a value is missing
     --> case.toml:4:4
      |
    4 | c =
      |    ^ expected a value

    error[toml]: unquoted keys cannot be empty
     --> case.toml:5:1
      |
    5 | = 3
      | ^ expected letters, numbers, `-` or `_`

    error[toml]: this array is never closed
     --> case.toml:6:5
      |
    6 | d = [1, , 2
      |     ^   - what stands here does not fit into it
      |     |
      |     opened here
      |
      = help: close it with `]`
    "#);
    let (_, table, _) =
        sources("a = 1\na = 2\nb = x\n[t]\nc = 2020-13-01\nd = {x = 1, x = 2}\ne = \"\\q\"\nf = 9\n");
    assert_snapshot!(shape(&Kind::Table(table)), @r#"{a=1 b="x" t={c=2020-13-01 d={x=1} e="\\q" f=9}}"#);
}

#[test]
fn definitions_that_collide() {
    assert_snapshot!(told("[a]\nx.y = 1\nx = 2\n[a]\nz = 1\n[[a]]\n[a.x]\n"), @"
    error[toml]: `x` is set twice
     --> case.toml:3:1
      |
    2 | x.y = 1
      | - first set here
    3 | x = 2
      | ^ set again here

    error[toml]: `a` is set twice
     --> case.toml:4:2
      |
    1 | [a]
      |  - first set here
    ...
    4 | [a]
      |  ^ set again here

    error[toml]: `a` is set twice
     --> case.toml:6:3
      |
    1 | [a]
      |  - first set here
    ...
    6 | [[a]]
      |   ^ set again here

    error[toml]: `x` is set twice
     --> case.toml:7:4
      |
    2 | x.y = 1
      | - first set here
    ...
    7 | [a.x]
      |    ^ set again here
    ");
    assert_snapshot!(told("a = {b = 1}\na.c = 2\n[a.d]\nl = [1]\n[[a.l]]\n[l.x]\n"), @"
    error[toml]: the table `a` cannot be added to here
     --> case.toml:2:1
      |
    1 | a = {b = 1}
      | - written here
    2 | a.c = 2
      | ^ adds to it
      |
      = help: write all of its keys in one place

    error[toml]: the table `a` cannot be added to here
     --> case.toml:3:2
      |
    1 | a = {b = 1}
      | - written here
    2 | a.c = 2
    3 | [a.d]
      |  ^ adds to it
      |
      = help: write all of its keys in one place

    error[toml]: the table `a` cannot be added to here
     --> case.toml:5:3
      |
    1 | a = {b = 1}
      | - written here
    ...
    5 | [[a.l]]
      |   ^ adds to it
      |
      = help: write all of its keys in one place
    ");
    assert_snapshot!(told("[a.b]\nc = 1\n[a]\nb.d = 2\ni = {p.q = 1, p.r = 2, p = 3}\n"), @"
    error[toml]: the table `b` cannot be added to here
     --> case.toml:4:1
      |
    1 | [a.b]
      |    - written here
    ...
    4 | b.d = 2
      | ^ adds to it
      |
      = help: write all of its keys in one place

    error[toml]: `p` is set twice
     --> case.toml:5:24
      |
    5 | i = {p.q = 1, p.r = 2, p = 3}
      |      - first set here  ^ set again here
    ");
}

#[test]
fn strings_without_quotation_marks() {
    assert_snapshot!(told("when = freeze = one-year\nx = [one, two-three] # no\ny = it's so\nz = not a = b # c\n"), @r#"
    error[toml]: a string needs quotation marks
     --> case.toml:1:8
      |
    1 | when = freeze = one-year
      |        ^^^^^^^^^^^^^^^^^ no number, date, boolean, array or table
      |
      = help: write `"freeze = one-year"`

    error[toml]: a string needs quotation marks
     --> case.toml:2:6
      |
    2 | x = [one, two-three] # no
      |      ^^^ no number, date, boolean, array or table
      |
      = help: write `"one"`

    error[toml]: a string needs quotation marks
     --> case.toml:2:11
      |
    2 | x = [one, two-three] # no
      |           ^^^^^^^^^ no number, date, boolean, array or table
      |
      = help: write `"two-three"`

    error[toml]: a string needs quotation marks
     --> case.toml:3:5
      |
    3 | y = it's so
      |     ^^^^^^^ no number, date, boolean, array or table
      |
      = help: write it between quotation marks: `"..."`

    error[toml]: a string needs quotation marks
     --> case.toml:4:5
      |
    4 | z = not a = b # c
      |     ^^^^^^^^^ no number, date, boolean, array or table
      |
      = help: write `"not a = b"`
    "#);
}

#[test]
fn what_the_engine_says_of_values() {
    assert_snapshot!(told("a = \"\\q \\u12\"\nb = 01\nc = True\nd = 1__0\ne = 2020-02-30\nf = [1 2]\n[g\nh i = 1\nk\n"), @r#"
    error[toml]: there is no such escape sequence
     --> case.toml:1:7
      |
    1 | a = "\q \u12"
      |       ^ expected one of TOML's escapes behind `\`
      |
      = help: write `\\` for `\` itself, or a string in single quotation marks, which has no escapes

    error[toml]: too few unicode value digits
     --> case.toml:1:13
      |
    1 | a = "\q \u12"
      |             ^ expected a unicode hexadecimal value

    error[toml]: unexpected leading zero
     --> case.toml:2:5
      |
    2 | b = 01
      |     ^

    error[toml]: invalid boolean
     --> case.toml:3:5
      |
    3 | c = True
      |     ^^^^ expected `true`

    error[toml]: `_` may only go between digits
     --> case.toml:4:6
      |
    4 | d = 1__0
      |      ^

    error[toml]: this is no date of the calendar
     --> case.toml:5:5
      |
    5 | e = 2020-02-30
      |     ^^^^^^^^^^ expected a date such as `2020-11-25`

    error[toml]: a string needs quotation marks
     --> case.toml:6:6
      |
    6 | f = [1 2]
      |      ^^^ no number, date, boolean, array or table
      |
      = help: write `"1 2"`

    error[toml]: unclosed table
     --> case.toml:7:3
      |
    7 | [g
      |   ^ expected `]`

    error[toml]: key with no value
     --> case.toml:8:3
      |
    8 | h i = 1
      |   ^ expected `=`

    error[toml]: key with no value
     --> case.toml:9:2
      |
    9 | k
      |  ^ expected `=`
    "#);
}

#[test]
fn what_is_not_closed() {
    assert_snapshot!(told("a = [1,\n  [2\nb = \"x\n[c\nd = {e = 1\n"), @r#"
    error[toml]: this array is never closed
     --> case.toml:1:5
      |
    1 | a = [1,
      |     ^ opened here
    2 |   [2
    3 | b = "x
      | - what stands here does not fit into it
      |
      = help: close it with `]`
    "#);
    assert_snapshot!(told("a = {{b = 1}, c = 2}\nd = 3\n"), @"
    error[toml]: missing key for inline table element
     --> case.toml:1:6
      |
    1 | a = {{b = 1}, c = 2}
      |     -^ expected a key
      |     |
      |     opened here

    error[toml]: extra comma in inline table
     --> case.toml:1:13
      |
    1 | a = {{b = 1}, c = 2}
      |     -       ^ expected a key
      |     |
      |     opened here
    ");
}

#[test]
fn too_large_and_not_utf_8() {
    assert!(too_large("case.toml", MAX_BYTES as u64).is_none());
    let mut all = vec![too_large("case.toml", 100 << 20).expect("too large")];
    all.push(*decode("case.toml", b"a = 1\nb = \"\xC3\x28\"\n".to_vec()).expect_err("not UTF-8"));
    assert_eq!(decode("x", "é".into()).as_deref(), Ok("é"));
    let style = Style { color: false, width: 100 };
    assert_snapshot!(human(&all, &Sources::new(), style), @"
    error[too-large]: case.toml holds more than 16 MiB
     |
     = note: it holds 104857600 bytes; 16777216 are read at most
     = help: split it over several files with `[case] include = [...]`

    error[not-utf-8]: case.toml is not UTF-8 text
     |
     = note: line 2, byte offset 11: 0xC3 does not belong to a character
     = help: save the file with the encoding UTF-8
    ");
    let (_, table, diagnostics) = sources(&" ".repeat(MAX_BYTES + 1));
    assert!(table.is_empty());
    assert_eq!(diagnostics[0].code, "too-large");
}

#[test]
fn the_deepest_that_is_allowed_is_read() {
    for depth in [MAX_DEPTH - 1, MAX_DEPTH] {
        let brackets = format!("a = {}{}", "[".repeat(depth - 1), "]".repeat(depth - 1));
        table(&brackets);
        table(&format!("{} = 1", vec!["a"; depth].join(".")));
        table(&format!("[{}]\n", vec!["a"; depth].join(".")));
    }
    for text in [
        format!("a = {}{}", "[".repeat(MAX_DEPTH), "]".repeat(MAX_DEPTH)),
        format!("a = {}1{}", "{a = ".repeat(MAX_DEPTH), "}".repeat(MAX_DEPTH)),
        format!("{} = 1", vec!["a"; MAX_DEPTH + 1].join(".")),
        format!("[{}]\n", vec!["a"; MAX_DEPTH + 1].join(".")),
        format!("[{0}]\n{0} = 1\n", vec!["a"; MAX_DEPTH / 2 + 1].join(".")),
    ] {
        let (_, table, diagnostics) = sources(&format!("{text}\n[z]\nkept = 1\n"));
        assert_eq!(diagnostics.len(), 1, "{diagnostics:#?}");
        assert_eq!(diagnostics[0].code, "nested-too-deeply");
        assert_eq!(shape(&at(&table, "z").kind), "{kept=1}");
    }
}

/// Texts that cost a careless reader its stack, its memory or an hour.
fn hostile(bytes: usize) -> Vec<(&'static str, String)> {
    let times = |text: &str| text.repeat(bytes / text.len());
    let numbered = |line: &dyn Fn(usize) -> String| {
        let mut text = String::new();
        let mut number = 0;
        while text.len() < bytes {
            text.push_str(&line(number));
            number += 1;
        }
        text
    };
    vec![
        ("open arrays", format!("a = {}", times("["))),
        ("open tables", format!("a = {}", times("{a="))),
        ("mixed brackets", format!("a = {}", times("[{a="))),
        ("closing brackets", format!("a = {}", times("]"))),
        ("dotted key", format!("{}a = 1", times("a."))),
        ("deep headers", times(&format!("[{}]\n", vec!["a"; MAX_DEPTH].join(".")))),
        ("same header", times("[a]\n")),
        ("array of tables", times("[[a]]\n")),
        ("many keys", numbered(&|number| format!("k{number}=1\n"))),
        ("many headers", numbered(&|number| format!("[t{number}]\n"))),
        ("same key", times("a=1\n")),
        ("numbers", format!("a = [{}]", times("1,"))),
        ("garbage", times("= ] } é\n")),
        ("quotes", times("\"")),
        ("escapes", format!("a = \"{}\"", times("\\t"))),
        ("bad escapes", format!("a = \"{}\"", times("\\q"))),
        ("newlines", times("\n")),
        ("equals", format!("a {}", times("="))),
        ("one word", times("a")),
        ("comments", times("#\u{1}\n")),
    ]
}

#[test]
fn hostile_texts_take_linear_time_and_little_stack() {
    let run = || {
        for (name, text) in hostile(1 << 20) {
            let start = Instant::now();
            let (sources, _, diagnostics) = sources(&text);
            let _ = human(&diagnostics, &sources, Style { color: false, width: 80 });
            assert!(start.elapsed().as_secs() < 5, "{name}: {:?}", start.elapsed());
            assert!(diagnostics.len() <= 101);
        }
    };
    std::thread::Builder::new()
        .stack_size(1 << 19)
        .spawn(run)
        .expect("a thread")
        .join()
        .expect("no overflow");
}

/// The `toml` crate's tree in our notation, keys sorted.
fn reference(value: &toml::de::DeValue<'_>) -> String {
    use toml::de::DeValue;
    match value {
        DeValue::Table(table) => {
            entries(table.iter().map(|(key, value)| (key.get_ref().to_string(), reference(value.get_ref()))))
        }
        DeValue::Array(values) => {
            format!(
                "[{}]",
                values.iter().map(|value| reference(value.get_ref())).collect::<Vec<_>>().join(" ")
            )
        }
        DeValue::String(text) => format!("{text:?}"),
        DeValue::Integer(number) => number.to_string(),
        DeValue::Float(number) => format!("{number}f"),
        DeValue::Boolean(value) => value.to_string(),
        DeValue::Datetime(date) => date.to_string(),
    }
}

fn entries(pairs: impl Iterator<Item = (String, String)>) -> String {
    let sorted: BTreeMap<String, String> = pairs.collect();
    let all: Vec<String> = sorted.into_iter().map(|(key, value)| format!("{key}={value}")).collect();
    format!("{{{}}}", all.join(" "))
}

fn sorted(kind: &Kind) -> String {
    match kind {
        Kind::Table(table) => {
            entries(table.iter().map(|(key, value)| (key.text.clone(), sorted(&value.kind))))
        }
        Kind::Array(values) => {
            format!("[{}]", values.iter().map(|value| sorted(&value.kind)).collect::<Vec<_>>().join(" "))
        }
        other => shape(other),
    }
}

/// Lines that often make valid documents and often almost valid ones.
fn document() -> impl Strategy<Value = String> {
    let key = prop::sample::select(vec!["a", "b", "a.b", "c.a.b", "'x y'", "a.c", "\"\\u0041\""]);
    let value = prop::sample::select(vec![
        "1",
        "-2.5",
        "true",
        "'s'",
        "\"e\\n\\u00e9\\\\\"",
        "[1, 'x', [true]]",
        "{a = 1, b.c = 2}",
        "{}",
        "[]",
        "[{a = 1}, {b = 2}]",
        "2020-11-25",
        "\"\"\"m\\\n   n\\t\"\"\"",
        "'''\nl\r\n'''",
        "0x1F",
        "+inf",
    ]);
    let broken =
        prop::sample::select(vec!["one year", "[1", "{a = 1", "\"x", "'", "1_", "[1,,2]", "{a}", "", "= 1"]);
    let value = prop_oneof![12 => value, 1 => broken];
    let line = prop_oneof![
        6 => (key.clone(), value).prop_map(|(key, value)| format!("{key} = {value}\n")),
        2 => key.clone().prop_map(|key| format!("[{key}]\n")),
        1 => key.prop_map(|key| format!("[[{key}]]\n")),
        1 => Just("# note\n".to_owned()),
    ];
    prop::collection::vec(line, 0..8).prop_map(|lines| lines.concat())
}

/// No panic, places inside the text, and texts at their places.
fn check(source: &str) -> Result<(), TestCaseError> {
    let (sources, table, diagnostics) = sources(source);
    for diagnostic in &diagnostics {
        for label in diagnostic.primary.iter().chain(&diagnostic.related) {
            prop_assert!(source.get(label.span.start as usize..label.span.end as usize).is_some());
        }
    }
    let _ = human(&diagnostics, &sources, Style { color: true, width: 80 });
    let mut open = vec![Kind::Table(table)];
    while let Some(kind) = open.pop() {
        match kind {
            Kind::Table(table) => open.extend(table.iter().map(|(_, value)| value.kind.clone())),
            Kind::Array(values) => open.extend(values.into_iter().map(|value| value.kind)),
            Kind::Text(text) => {
                let mut last = text.span().start;
                for (start, character) in text.as_str().char_indices() {
                    let span = text.span_of(start..start + character.len_utf8());
                    let spelling = source.get(span.start as usize..span.end as usize);
                    prop_assert!(span.start >= last, "places grow");
                    last = span.end;
                    let spelled =
                        spelling.is_some_and(|it| it.starts_with(character) || it.starts_with('\\'));
                    prop_assert!(spelled || !diagnostics.is_empty(), "{character:?} at {spelling:?}");
                }
            }
            Kind::Number(_) | Kind::Boolean(_) | Kind::Date(_) => {}
        }
    }
    Ok(())
}

proptest! {
    #[test]
    fn any_text_is_read(text in any::<String>()) {
        check(&text)?;
    }

    #[test]
    fn any_document_is_read(text in document()) {
        check(&text)?;
    }

    /// The same texts are valid as for the `toml` crate, and say the same.
    #[test]
    fn documents_say_what_the_toml_crate_reads(text in document()) {
        let (_, table, diagnostics) = sources(&text);
        match toml::de::DeTable::parse(&text) {
            Ok(expected) => {
                prop_assert!(diagnostics.is_empty(), "{diagnostics:#?}");
                prop_assert_eq!(sorted(&Kind::Table(table)), reference(&toml::de::DeValue::Table(expected.into_inner())));
            }
            Err(_) => prop_assert!(!diagnostics.is_empty()),
        }
    }
}
