//! Flat tables: what analysts write is read, and what is written comes back.

#![expect(clippy::cast_precision_loss, reason = "small numbers of test cases")]

mod tables;

use detente_case::model::Domain;
use detente_formats::export::export;
use detente_formats::format::Format;
use proptest::prelude::*;
use tables::{case, case_text, issues, numbers, packages, read_as, shown, text};

fn written(text: &str) -> String {
    let exported = export(&case(text), Format::Csv).expect("a table");
    String::from_utf8(exported.files[0].bytes.clone()).expect("text")
}

#[test]
fn a_table_as_a_spreadsheet_saves_it() {
    let table = "\
        Party;Issue;Option;Value;Weight;No deal;Because;Notes\r\n\
        North;Border;Open;0,5;60;;said so;\r\n\
        North;Border;Closed;100;60;x;;look\r\n\
        South;Border;Open;40-70;55,5 to 60;;;\r\n\
        South;Border;Closed;0;55,5 to 60;x;;\r\n\
        ;Term;1;;;x;;\r\n\
        North;Term;1;0;40;;;\r\n\
        North;Term;2;50;40;;;\r\n\
        North;Term;3;100;40;;;\r\n\
        South;Term;1;#3;44,5;;;\r\n\
        South;Term;2;#2;44,5;;;\r\n\
        South;Term;3;#1;44,5;;;\r\n\
        North;(no deal);;20 to 30;;;;\r\n";
    let imported = read_as("dir/terms.csv", table.as_bytes().to_vec());
    assert_eq!(imported.format, Some(Format::Csv));
    let told = shown(&imported);
    assert!(told.contains("the column \"Notes\" is not read") && imported.diagnostics.len() == 1, "{told}");
    let expected = "\
# Read from terms.csv.
detente = 1

[case]
title = \"terms\"
because = \"the numbers are those of terms.csv\"

[parties.north]
name = \"North\"

[parties.south]
name = \"South\"

[issues.border]
title = \"Border\"
options.open = \"Open\"
options.closed = \"Closed\"
no-deal = \"closed\"

[issues.term]
title = \"Term\"
range = { from = 1, to = 3, step = 1 }
no-deal = 1

[preferences.north]
no-deal = { low = 20, high = 30 }

[preferences.north.weights]
border = 60
term = 40

[preferences.north.values]
border = { open = { value = 0.5, because = \"said so\" }, closed = 100 }
term = { points = [[1, 0], [2, 50], [3, 100]] }

[preferences.south]

[preferences.south.weights]
border = { low = 55.5, high = 60 }
term = 44.5

[preferences.south.values]
border = { open = { low = 40, high = 70 }, closed = 0 }
term = [\"3\", \"2\", \"1\"]
";
    assert_eq!(text(&imported), expected);
}

#[test]
fn one_stated_number_leaves_the_others_assumed() {
    let table =
        "issue,option,party,value,basis\na,x,p,1,stated\na,y,p,2,\na,x,q,1,inferred\na,y,q,2,inferred\n";
    let text = text(&read_as("t.csv", table.into()));
    assert!(text.contains("[case]\ntitle = \"t\"\nbasis = \"stated\"\n"), "{text}");
    assert!(text.contains("a = { x = 1, y = { value = 2, basis = \"assumed\" } }"), "{text}");
    assert!(text.contains("[preferences.q]\nbasis = \"inferred\"\n"), "{text}");
    case(&text);
}

#[test]
fn faults_are_told_where_they_stand() {
    let head = "issue,option,party,value\n";
    for (table, code, line, column) in [
        ("", "bad-table", 0, 0),
        ("a,b\n1,2\n", "bad-table", 0, 0),
        ("issue,option,party,value\n\"a,x", "bad-table", 1, 0),
        ("issue,option,party,value\na,x,p,lots\n", "bad-cell", 1, 6),
        ("issue,option,party,value\na,x,p,70-40\n", "bad-cell", 1, 6),
        ("issue,option,party,value\na,x,p,0,5\n", "bad-cell", 1, 8),
        ("issue,option,party,value\na,x,p,101\n", "bad-cell", 1, 6),
        ("issue,option,party,value\na,x,p,-1\n", "bad-cell", 1, 6),
        ("issue,option,party,value\na,x,p,\"0,5\"\n", "bad-cell", 1, 6),
        ("issue,option,party,value\na,x,p,1\na,x,p,1\n", "stands-twice", 2, 6),
        ("issue,option,party,value\na,x,p,1\na,y,p,\n", "table-gap", 2, 2),
        ("issue,option,party,value\na,x,p,1\na,y,p,#1\n", "bad-cell", 1, 6),
        ("issue,option,party,value\na,(weight),p,1\n", "bad-table", 1, 0),
        ("issue,option,party,value\na,(weight),p,1\na,x,,\n", "table-gap", 1, 13),
        ("issue,option,party,value\na,x,p,1\nb,y,p,1\na,(weight),p,1\n", "table-gap", 3, 13),
        ("issue,option,party,value\na,x,p,1\na,(weight),p,0\n", "bad-cell", 2, 13),
        ("issue,option,party,value\n(no deal),,p,#1\na,x,p,1\n", "bad-cell", 1, 13),
        ("issue,option,party,value\n(scale),,p,0\na,x,p,1\n", "bad-cell", 1, 11),
        ("issue,option,party,value\n,x,p,1\n", "bad-table", 1, 1),
        ("issue,option,party,value\na,,p,1\n", "bad-table", 1, 0),
        ("issue,option,party,value\na,x,,1\n", "bad-table", 1, 5),
        ("issue,option,party,value,basis\na,x,p,1,guessed\n", "bad-cell", 1, 8),
        ("issue,option,party,value,no deal\na,x,p,1,x\na,y,p,1,x\n", "stands-twice", 2, 8),
        ("issue,option,party,low,high\na,x,p,1,\n", "bad-cell", 1, 6),
        ("issue,option,party,value,weight\na,x,p,1,1\na,y,p,1,2\n", "stands-twice", 2, 8),
    ] {
        let imported = read_as("t.csv", table.into());
        let told = shown(&imported);
        assert!(imported.draft.is_none(), "{table}");
        let first = imported.diagnostics.iter().find(|each| each.is_error()).expect("an error");
        let span = first.primary.as_ref().expect("a place").span;
        let place = imported.sources.get(span.file).line_column(span.start);
        assert_eq!((first.code, place), (code, (line, column)), "{table}\n{told}");
    }
    let many: String = (0..100_000).map(|row| format!("a,o{row},p,lots\n")).collect();
    let imported = read_as("t.csv", format!("{head}{many}").into());
    assert!(imported.draft.is_none() && imported.diagnostics.len() <= 200);
}

#[test]
fn too_large_together_is_told() {
    let table =
        "issue,option,party,value\na,x,p,0.123456789\na,(weight),p,999999999999\n(scale),,p,0.000000001\n";
    let imported = read_as("t.csv", table.into());
    assert_eq!(imported.diagnostics.iter().map(|each| each.code).collect::<Vec<_>>(), ["no-case-of-table"]);
}

#[test]
fn what_a_table_lacks_is_listed() {
    let text = "detente = 1\n[case]\ntitle = \"t\"\nsummary = \"s\"\n[parties.p]\nname = \"p\"\n\
        [issues.a]\ntitle = \"a\"\nany-of = true\noptions.x = \"x\"\nno-deal = []\n\
        [[rules]]\nid = \"r\"\nkind = \"logic\"\nrequire = \"true\"\nbecause = \"b\"\n";
    let exported = export(&case(text), Format::Csv).expect("a table");
    assert_eq!(
        exported.left_out,
        ["1 rule", "1 summary", "that \"a\" takes any set of its options: every set is an option of its own"]
    );
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 256, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn tables_give_back_what_they_can_say(original in case_text()) {
        let before = case(&original);
        let table = written(&original);
        let imported = read_as("t.csv", table.clone().into());
        prop_assert!(imported.draft.is_some(), "{original}\n{table}\n{}", shown(&imported));
        let first = text(&imported);
        let after = case(&first);
        prop_assert_eq!(numbers(&after), numbers(&before), "{}\n{}", original, table);
        prop_assert_eq!(packages(&after), packages(&before));
        let sets = before.issues.iter().any(|issue| matches!(issue.domain, Domain::AnyOf(_)));
        if !sets {
            let choices = |case| issues(case).into_iter().map(|(count, no_deal, _)| (count, no_deal)).collect::<Vec<_>>();
            prop_assert_eq!(choices(&after), choices(&before));
        }
        let second = written(&first);
        prop_assert_eq!(text(&read_as("t.csv", second.into())), first);
    }

    #[test]
    fn any_text_is_read_without_panic(table in "(issue|option|party|value|weight|basis|no deal|[,;\t\n\"x#0-9. ()a-c-]){0,60}") {
        read_as("t.csv", table.into());
    }
}

#[test]
fn a_cell_of_millions_of_letters_is_an_error_at_its_place() {
    let long = "x".repeat(2 << 20);
    let text = format!("issue,option,party,value\nborder,open,North,5\nborder,{long},North,1\n");
    let imported = read_as("t.csv", text.into_bytes());
    let [told] = imported.diagnostics.as_slice() else { panic!("{}", imported.diagnostics.len()) };
    let span = told.primary.as_ref().expect("a place").span;
    assert_eq!((told.code, imported.sources.get(span.file).line_column(span.start)), ("bad-cell", (2, 7)));
}
