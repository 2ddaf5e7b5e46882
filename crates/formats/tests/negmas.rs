//! Scenarios of NegMAS: what is read is worth what NegMAS says, and what is
//! written is read again as the same.

mod common;

use common::{codes, inputs, load_text, packages, read, read_case, worth};
use detente_case::model::Case;
use detente_case::preference::Reservation;
use detente_formats::draft::{
    Adjustment, Amount, Domain, Draft, Form, Issue, Levels, Named, Party, Preference,
};
use detente_formats::export::export;
use detente_formats::format::Format;
use detente_formats::import::{Input, Options, import};
use detente_syntax::diagnostic::Diagnostic;
use proptest::prelude::*;

const FOLDER: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/tests/fixtures/negmas/");

fn scenario(folder: &str, names: &[&str]) -> Vec<Input> {
    inputs(&format!("{FOLDER}{folder}/"), names)
}

/// Every value that NegMAS itself gave, within 10^-9.
fn same_as_negmas(folder: &str, case: &Case) {
    let path = format!("{FOLDER}{folder}/expected.tsv");
    let expected = std::fs::read_to_string(path).expect("the table of NegMAS's values");
    let rows: Vec<_> = expected.lines().skip(1).collect();
    let packages = packages(case);
    assert_eq!(rows.len(), packages.len());
    for (row, package) in rows.iter().zip(packages) {
        for (party, value) in row.split('\t').enumerate() {
            let value: f64 = value.parse().expect("a number");
            let ours = worth(case, party, &package);
            assert!((ours - value).abs() < 1e-9, "party {party} at {package:?}: {ours} and {value}");
        }
    }
}

/// Writes a case, reads that and gives its text.
fn again(case: &Case) -> String {
    let exported = export(case, Format::Negmas).expect("a scenario");
    let files: Vec<_> = exported
        .files
        .into_iter()
        .map(|file| Input { path: file.name, bytes: file.bytes, beside: false })
        .collect();
    let imported = import(&files, &Options::default());
    let text = imported.draft.map(|draft| draft.text());
    text.unwrap_or_else(|| panic!("{:?}", imported.diagnostics))
}

/// A text without what names the files that it came from.
fn plain(text: &str) -> String {
    let lines = text
        .lines()
        .filter(|line| !line.starts_with("# From") && !line.starts_with("because = \"The numbers"));
    let mut kept: Vec<_> = lines.collect();
    // What was left out once is not in the file to be left out again.
    if let Some(start) = kept.iter().position(|line| line.starts_with("leaves-out")) {
        let end =
            kept.iter().skip(start).position(|line| line.ends_with(']')).map_or(start, |more| start + more);
        kept.drain(start..=end);
    }
    kept.join("\n")
}

#[test]
fn additive_functions_are_worth_what_negmas_says() {
    let files = scenario("additive", &["trade.yml", "a-buyer.yml", "b-seller.yml", "c-broker.yml"]);
    let (case, text, told) = read_case(&files);
    // A third of one weight, weights that a reader may wonder at, and discounting.
    assert_eq!(told, ["rounded", "weights-sum", "not-carried", "weights-sum"]);
    same_as_negmas("additive", &case);
    assert_eq!(
        case.parties.iter().map(|party| party.name.as_str()).collect::<Vec<_>>(),
        ["buyer", "seller", "broker"]
    );
    assert_eq!(case.issues[0].title, "Colour of the roof");
    assert_eq!(case.issues[0].choice_title(2), "no");
    assert!(matches!(&case.preferences[1].reservation, Reservation::Nothing));
    assert!(text.contains("leaves-out"), "{text}");
    assert_eq!(plain(&again(&case)), plain(&text));
}

#[test]
fn rectangles_are_open_as_for_negmas() {
    let (case, text, told) = read_case(&scenario("boxes", &["space.yml", "one.yml", "two.yml"]));
    // Rectangles that no package lies in, and a third as an adjustment.
    assert_eq!(told, ["ignored", "rounded", "ignored"]);
    same_as_negmas("boxes", &case);
    assert!(text.contains("p >= 2 and p <= 3 and q >= 3 and q <= 8"), "{text}");
    assert_eq!(plain(&again(&case)), plain(&text));
}

#[test]
fn mappings_are_adjustments_and_minus_infinity_is_refused() {
    let (case, text, told) = read_case(&scenario("mapping", &["single.yml", "map.yml"]));
    // A third.
    assert_eq!(told, ["rounded"]);
    let values: Vec<_> = packages(&case).iter().map(|package| worth(&case, 0, package)).collect();
    for (value, expected) in values.iter().zip([1.0, 0.5, 1.0 / 3.0, 0.1, 0.0, -1.0]) {
        assert!((value - expected).abs() < 1e-9, "{values:?}");
    }
    assert_eq!(case.preferences[0].red_lines.len(), 1);
    assert!(case.preferences[0].red_lines[0].refuse.formula.holds(&[1, 1]));
    assert!(
        matches!(&case.preferences[0].reservation, Reservation::Package { package, given: true } if *package == [1, 0])
    );
    // Red lines are left out; the package that it may not be is read back from its reservation.
    assert!(plain(&again(&case)).contains("package = { x = \"b\", y = 0 }"), "{text}");
}

#[test]
fn json_is_read_like_yaml() {
    let space = r#"{"type": "DiscreteCartesianOutcomeSpace", "name": "s", "issues": [
        {"name": "n", "type": "ContiguousIssue", "values": [1, 3]},
        {"name": "b", "type": "CategoricalIssue", "values": [true, "x"]}]}"#;
    let function = r#"{"type": "negmas.preferences.LinearAdditiveUtilityFunction", "name": "u", "reserved_value": -Infinity,
        "values": [{"type": "TableFun", "mapping": {"1": 0.25, "2": 1e-1, "3": 0}}, {"type": "TableFun", "mapping": {"true": 1, "x": 0.5}}],
        "weights": {"n": 0.5, "b": 2}}"#;
    let boxes = r#"{"type": "HyperRectangleUtilityFunction", "reserved_value": 1, "outcome_ranges": [{"0": [1, 4], "1": "x"}], "utilities": [2]}"#;
    let files = common::texts(&[("s.json", space), ("u.json", function), ("v.json", boxes)]);
    let (case, _, told) = read_case(&files);
    assert_eq!(told, ["weights-sum"]);
    assert!((worth(&case, 0, &[0, 0]) - 2.125).abs() < 1e-12);
    assert!((worth(&case, 0, &[1, 1]) - 1.05).abs() < 1e-12);
    assert_eq!((worth(&case, 1, &[0, 1]), worth(&case, 1, &[1, 1])), (0.0, 2.0));
    assert_eq!(case.parties[1].name, "v");
}

#[test]
fn real_values_become_a_grid_that_is_stated() {
    let space = "type: CartesianOutcomeSpace\nname: s\nissues:\n- {name: z, type: ContinuousIssue, values: [0.0, 2.5]}\n";
    let function = "type: LinearAdditiveUtilityFunction\nvalues: [{type: AffineFun, slope: 0.4, bias: 0.0}]\nweights: [0.5]\n";
    let (case, text, told) = read_case(&common::texts(&[("s.yml", space), ("u.yaml", function)]));
    assert_eq!(told, ["real-grid", "weights-sum"]);
    assert_eq!(case.issues[0].choices(), 21);
    assert!((worth(&case, 0, &[20]) - 0.5).abs() < 1e-12, "{text}");
}

#[test]
fn functions_beside_the_space_are_found_in_the_order_of_their_names() {
    let space = "type: OutcomeSpace\nissues: [{name: x, type: CategoricalIssue, values: [a, b]}]\n";
    let constant = |value: &str| format!("type: ConstUtilityFunction\nvalue: {value}\n");
    let mut files = common::texts(&[
        ("s.yml", space),
        ("u10.yml", &constant("1")),
        ("u1.yml", &constant("2")),
        ("notes.yml", "text: [not closed"),
        ("stats.json", "{\"type\": 5}"),
    ]);
    files.iter_mut().skip(1).for_each(|file| file.beside = true);
    let (case, _, told) = read_case(&files);
    assert_eq!(told, ["ignored"], "a broken file of the same kind may have been meant");
    assert_eq!(case.parties.iter().map(|party| party.name.as_str()).collect::<Vec<_>>(), ["u1", "u10"]);
    files[1].beside = false;
    assert_eq!(read_case(&files).0.parties.len(), 1);
}

#[test]
fn what_cannot_be_read_is_an_error_at_its_place() {
    let space = "type: OutcomeSpace\nname: s\nissues:\n- {name: x, type: CategoricalIssue, values: [a, b]}\n";
    let table = "{type: TableFun, mapping: {a: 1, b: 0.5}}";
    let additive = |values: &str, weights: &str, more: &str| {
        format!("type: LinearAdditiveUtilityFunction\nvalues: [{values}]\nweights: [{weights}]\n{more}")
    };
    for (text, code, marked) in [
        (additive(table, ".nan", ""), "bad-value", ".nan"),
        (additive(table, "0.5, 0.5", ""), "utility-function", "[0.5, 0.5]"),
        (additive("{type: TableFun, mapping: {a: 1}}", "1", ""), "value-mismatch", "{a: 1}"),
        (additive("{type: TableFun, mapping: {a: 1, b: x}}", "1", ""), "bad-value", "x"),
        (additive("{type: AffineFun, slope: 1}", "1", ""), "value-mismatch", "{type: AffineFun, slope: 1}"),
        (additive("{type: CosFun, multiplier: 1}", "1", ""), "utility-function", "CosFun"),
        (additive(table, "1", "reserved_value: .inf\n"), "bad-value", ".inf"),
        (additive(table, "1", "reserved_outcome: [c]\n"), "value-mismatch", "[c]"),
        (additive(table, "1e300", ""), "bad-value", ""),
        (
            "type: HyperRectangleUtilityFunction\noutcome_ranges: [{0: [1, 4]}]\nutilities: [1]\n".to_owned(),
            "utility-function",
            "[1, 4]",
        ),
        (
            "type: HyperRectangleUtilityFunction\noutcome_ranges: [{3: a}]\nutilities: [1]\n".to_owned(),
            "utility-function",
            "3",
        ),
        ("type: MappingUtilityFunction\nmapping: 5\n".to_owned(), "utility-function", ""),
        ("type: WonderfulUtilityFunction\n".to_owned(), "utility-function", "WonderfulUtilityFunction"),
        ("type: ConstUtilityFunction\nvalue: [1, 2\n".to_owned(), "yaml", ""),
    ] {
        let imported = read(&common::texts(&[("s.yml", space), ("u.yml", &text)]));
        let errors: Vec<_> = imported.diagnostics.iter().filter(|each| each.is_error()).collect();
        assert_eq!(errors.iter().map(|each| each.code).collect::<Vec<_>>(), [code], "{text}");
        let span = errors[0].primary.as_ref().expect("a place").span;
        let of = imported.sources.get(span.file).text();
        let at = of.get(span.start as usize..span.end as usize).unwrap_or_default();
        assert!(marked.is_empty() || at.trim() == marked, "{text}: {at}");
        assert!(imported.draft.is_none());
    }
    let many: Vec<_> = (0..10_001).map(|at| format!("v{at}")).collect();
    let wide = format!(
        "type: OutcomeSpace\nissues: [{{name: x, type: CategoricalIssue, values: [{}]}}]\n",
        many.join(", ")
    );
    let constant = "type: ConstUtilityFunction\nvalue: 1\n";
    let other = format!("{space}\n");
    for (files, code) in [
        (common::texts(&[("u.yml", constant)]), "no-domain"),
        (common::texts(&[("s.yml", space)]), "no-profiles"),
        (
            common::texts(&[("s.yml", space), ("t.yml", other.as_str()), ("u.yml", constant)]),
            "several-domains",
        ),
        (common::texts(&[("s.yml", wide.as_str()), ("u.yml", constant)]), "too-many-options"),
    ] {
        assert_eq!(codes(&read(&files)), [code]);
    }
}

#[test]
fn weights_that_do_not_sum_to_one_are_told_with_their_place() {
    let space = "type: OutcomeSpace\nissues:\n- {name: x, type: CategoricalIssue, values: [a, b]}\n- {name: y, type: CategoricalIssue, values: [a, b]}\n";
    let of = |weights: &str| {
        let most = if weights.contains("0.00") { 100 } else { 1 };
        let table = format!("{{type: TableFun, mapping: {{a: 0, b: {most}}}}}");
        let function =
            format!("type: LinearAdditiveUtilityFunction\nvalues: [{table}, {table}]\n{weights}\n");
        let imported = read(&common::texts(&[("s.yml", space), ("u.yml", &function)]));
        let place = |told: &Diagnostic| {
            let span = told.primary.as_ref().expect("a place").span;
            imported.sources.get(span.file).line_column(span.start)
        };
        imported.diagnostics.iter().map(|told| (told.code, place(told))).collect::<Vec<_>>()
    };
    for weights in [
        "weights: [0.5, 0.7]",
        "weights: [0, 0]",
        "weights: {x: 0.5, y: 2}",
        "weights: [0.9, -0.1]",
        "weights: [0.006, 0.005]",
    ] {
        assert_eq!(of(weights), [("weights-sum", (2, 9))], "{weights}");
    }
    // What NegMAS takes where none are given, and what goes with values in percent.
    for weights in ["", "weights: [1, 1]", "weights: [0.006, 0.004]", "weights: [0.3333333333, 0.6666666667]"]
    {
        assert_eq!(of(weights), [], "{weights}");
    }
}

/// A number of up to `places` places.
fn number(mantissa: i32, places: u32) -> String {
    let unit = 10_i32.pow(places);
    let sign = if mantissa < 0 { "-" } else { "" };
    let magnitude = mantissa.abs();
    format!("{sign}{}.{:0width$}", magnitude / unit, magnitude % unit, width = places as usize)
}

fn exactly(text: &str) -> Amount {
    Amount::Exactly(text.parse().expect("a number"))
}

#[derive(Clone, Debug)]
struct Sketch {
    issues: Vec<Choices>,
    parties: Vec<Numbers>,
}

/// Options, or numbers from the second with the third as distance.
type Choices = (usize, Option<(i32, i32)>);

/// Weights, values, adjustments, reservation value, cap.
type Numbers = (Vec<i32>, Vec<Vec<i32>>, Vec<(u8, i32)>, Option<i32>, Option<i32>);

fn sketches() -> impl Strategy<Value = Sketch> {
    let issue = (2_usize..5, prop::option::of((-3_i32..4, 1_i32..4)));
    prop::collection::vec(issue, 1..4).prop_flat_map(|issues| {
        let levels: Vec<_> =
            issues.iter().map(|(size, _)| prop::collection::vec(-500_i32..2000, *size)).collect();
        let party = (
            prop::collection::vec(1_i32..1000, issues.len()),
            levels,
            prop::collection::vec((any::<u8>(), -300_i32..300), 0..4),
            prop::option::of(-100_i32..1000),
            prop::option::weighted(0.2, 100_i32..2000),
        );
        (Just(issues), prop::collection::vec(party, 1..3))
            .prop_map(|(issues, parties)| Sketch { issues, parties })
    })
}

/// The case of a sketch.
fn drafted(sketch: &Sketch) -> Draft {
    let choice = |(_, range): &Choices, at: usize| match range {
        Some((from, step)) => (from + step * i32::try_from(at).expect("few")).to_string(),
        None => format!("o{at}"),
    };
    let issues: Vec<_> = sketch
        .issues
        .iter()
        .enumerate()
        .map(|(at, issue)| Issue {
            id: format!("i{at}"),
            title: format!("Issue: #{at} \"x\""),
            domain: match issue.1 {
                Some((from, step)) => Domain::Range {
                    from: from.to_string().parse().expect("a number"),
                    to: choice(issue, issue.0 - 1).parse().expect("a number"),
                    step: step.to_string().parse().expect("a number"),
                    unit: Some("t".to_owned()),
                    none: None,
                    unknown: None,
                },
                None => Domain::Options(
                    (0..issue.0)
                        .map(|at| Named { id: format!("o{at}"), title: format!("{at}: yes"), because: None })
                        .collect(),
                ),
            },
            ..Issue::default()
        })
        .collect();
    let condition = |seed: u8| {
        let (at, issue) = (
            usize::from(seed) % sketch.issues.len(),
            &sketch.issues[usize::from(seed) % sketch.issues.len()],
        );
        let other = usize::from(seed / 7) % sketch.issues.len();
        let one = format!("i{at} = {}", choice(issue, usize::from(seed / 3) % issue.0));
        let two = format!(
            "i{other} != {}",
            choice(&sketch.issues[other], usize::from(seed / 11) % sketch.issues[other].0)
        );
        match seed % 5 {
            0 => one,
            1 => format!("{one} and {two}"),
            2 => format!("{one} or {two}"),
            3 => format!("not ({one} and {two})"),
            _ => "true".to_owned(),
        }
    };
    let party = |(at, (weights, levels, adjust, reservation, cap)): (usize, &Numbers)| {
        let row = |(issue, levels): (&Choices, &Vec<i32>)| {
            Levels::Table(
                levels
                    .iter()
                    .enumerate()
                    .map(|(at, level)| (choice(issue, at), exactly(&number(*level, 2))))
                    .collect(),
            )
        };
        Party {
            id: format!("p{at}"),
            name: format!("Party {}", 9 - at),
            preference: Preference {
                form: Form::Values {
                    weights: weights.iter().map(|weight| exactly(&number(*weight, 3))).collect(),
                    levels: sketch.issues.iter().zip(levels).map(row).collect(),
                    scale: Some("10".parse().expect("a number")),
                    cap: cap.map(|cap| number(cap, 3).parse().expect("a number")),
                },
                reservation: match reservation {
                    Some(value) => detente_formats::draft::Reservation::Value(exactly(&number(*value, 3))),
                    None => detente_formats::draft::Reservation::Nothing,
                },
                adjustments: adjust
                    .iter()
                    .enumerate()
                    .map(|(at, (seed, by))| Adjustment {
                        id: format!("a{at}"),
                        when: condition(*seed),
                        by: exactly(&number(*by, 2)),
                        because: None,
                    })
                    .collect(),
                ..Preference::default()
            },
            ..Party::default()
        }
    };
    Draft {
        title: "A sketch".to_owned(),
        stated: true,
        because: "a test".to_owned(),
        issues,
        parties: sketch.parties.iter().enumerate().map(party).collect(),
        ..Draft::default()
    }
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 64, ..ProptestConfig::default() })]

    #[test]
    fn what_is_written_is_worth_the_same_when_read(sketch in sketches()) {
        let case = load_text(&drafted(&sketch).text());
        let text = again(&case);
        let other = load_text(&text);
        prop_assert_eq!(case.parties.len(), other.parties.len());
        for (before, after) in case.parties.iter().zip(&other.parties) {
            prop_assert_eq!(&before.name, &after.name);
        }
        for package in packages(&case) {
            for party in 0..case.parties.len() {
                let (before, after) = (worth(&case, party, &package), worth(&other, party, &package));
                prop_assert!((before - after).abs() < 1e-9, "{} and {} at {:?} in {}", before, after, package, text);
            }
        }
        // From here on nothing changes any more.
        prop_assert_eq!(plain(&again(&other)), plain(&text));
    }

    #[test]
    fn long_numbers_settle_at_once(
        weights in prop::collection::vec(-1.0_f64..1.0, 2),
        values in prop::collection::vec(-3.0_f64..3.0, 5),
        reserved in -1.0_f64..1.0,
    ) {
        let space = "type: OutcomeSpace\nname: s\nissues:\n- {name: x, type: CategoricalIssue, values: [a, b, c]}\n- {name: y, type: ContiguousIssue, values: [1, 2]}\n";
        let function = format!(
            "type: LinearAdditiveUtilityFunction\nreserved_value: {reserved:?}\nweights: [{:?}, {:?}]\nvalues: [{{type: TableFun, mapping: {{a: {:?}, b: {:?}, c: {:?}}}}}, {{type: TableFun, mapping: {{1: {:?}, 2: {:?}}}}}]\n",
            weights[0], weights[1], values[0], values[1], values[2], values[3], values[4],
        );
        let (case, text, _) = read_case(&common::texts(&[("s.yml", space), ("u.yml", &function)]));
        for package in packages(&case) {
            let (x, y) = (usize::from(package[0]), usize::from(package[1]));
            let expected = weights[0] * values[x] + weights[1] * values[3 + y];
            prop_assert!((worth(&case, 0, &package) - expected).abs() < 1e-9, "{} {}", function, text);
        }
        prop_assert_eq!(plain(&again(&case)), plain(&text));
    }
}
