//! GeniusWeb files: values, groups, reservation bids, and back.

use detente_case::decimal::Decimal;
use detente_case::load::{MemoryFiles, load};
use detente_case::model::Case;
use detente_case::package::Choice;
use detente_case::preference::{Form, Levels, Range, Reservation, Weights};
use detente_formats::export::export;
use detente_formats::format::Format;
use detente_formats::import::{Imported, Input, Options, import};
use proptest::prelude::*;

const DOMAIN: &str = r#"{"name": "Party", "issuesValues": {
  "Food": {"values": ["Chips", "Pizza", "None"]},
  "Guests": {"range": {"low": 10, "high": 40, "step": 10}},
  "Band": {"values": ["yes", "no"]}
}}"#;

fn read(files: &[(&str, &str)]) -> Imported {
    let input = |(path, text): &(&str, &str)| Input {
        path: path.trim_start_matches('+').to_owned(),
        bytes: text.as_bytes().to_vec(),
        beside: path.starts_with('+'),
    };
    import(&files.iter().map(input).collect::<Vec<_>>(), &Options::default())
}

/// A profile of one class with the domain in it.
fn profile(class: &str, body: &str) -> String {
    format!("{{\"{class}\": {{\"name\": \"mine\",\n\"domain\": {},\n{body}}}}}", DOMAIN.replace('\n', " "))
}

const LINEAR: &str = r#""issueUtilities": {
"Food": {"discreteutils": {"valueUtilities": {"Chips": 0.5, "Pizza": 1, "None": 0}}},
"Guests": {"numberutils": {"lowValue": 10, "lowUtility": 1.0, "highValue": 40, "highUtility": 0.1}},
"Band": {"discreteutils": {"valueUtilities": {"yes": 0.25, "no": 0.123}}}
},
"issueWeights": {"Food": 0.2, "Guests": 0.3, "Band": 0.5}
"#;

fn told(imported: &Imported) -> Vec<String> {
    let each = imported.diagnostics.iter().map(|diagnostic| {
        let place = diagnostic.primary.as_ref().map(|label| {
            let file = imported.sources.get(label.span.file);
            let (line, column) = file.line_column(label.span.start);
            format!(" {}:{}:{}", file.name(), line + 1, column + 1)
        });
        format!("{}{}", diagnostic.code, place.unwrap_or_default())
    });
    each.collect()
}

fn text(imported: &Imported) -> String {
    imported.draft.as_ref().unwrap_or_else(|| panic!("{:#?}", imported.diagnostics)).text()
}

fn case_of(text: &str) -> Case {
    let loaded = load(&MemoryFiles::of("case.toml", text), "case.toml", &[]);
    loaded.case.unwrap_or_else(|| panic!("{:#?}\n{text}", loaded.diagnostics))
}

fn number(decimal: Decimal) -> f64 {
    decimal.to_string().parse().expect("a number")
}

fn exact(range: &Range) -> f64 {
    assert!(range.is_exact());
    number(range.low)
}

fn worth(case: &Case, package: &[Choice]) -> f64 {
    let preference = &case.preferences[0];
    let Form::Values(values) = &preference.form else { panic!("no values") };
    let Weights::Ranges(weights) = &values.weights else { panic!("no weights") };
    let level = |issue: usize| match &values.issues[issue] {
        Levels::Ranges(ranges) => exact(&ranges[usize::from(package[issue])]),
        Levels::Order { .. } => panic!("an order"),
    };
    let sum: f64 = weights.iter().enumerate().map(|(issue, weight)| exact(weight) * level(issue)).sum();
    let added = preference.adjustments.iter().filter(|each| each.when.formula.holds(package));
    sum / number(values.divisor.expect("a scale")) + added.map(|each| exact(&each.by)).sum::<f64>()
}

fn packages(case: &Case) -> Vec<Vec<Choice>> {
    case.issues.iter().fold(vec![Vec::new()], |all, issue| {
        let choices = 0..Choice::try_from(issue.choices()).expect("few choices");
        let longer = |package: &Vec<Choice>| {
            choices.clone().map(|choice| [package.as_slice(), &[choice]].concat()).collect::<Vec<_>>()
        };
        all.iter().flat_map(longer).collect()
    })
}

fn back(case: &Case) -> (Vec<String>, Imported) {
    let exported = export(case, Format::GeniusWeb).expect("a GeniusWeb form");
    let input =
        |file: detente_formats::export::Output| Input { path: file.name, bytes: file.bytes, beside: false };
    (
        exported.left_out,
        import(&exported.files.into_iter().map(input).collect::<Vec<_>>(), &Options::default()),
    )
}

#[test]
fn linear_profiles_are_weighted_sums() {
    let mine = profile("LinearAdditiveUtilitySpace", LINEAR);
    for files in [&[("d.json", DOMAIN), ("p.json", mine.as_str())][..], &[("p.json", &mine)]] {
        let imported = read(files);
        assert!(imported.diagnostics.is_empty(), "{:#?}", imported.diagnostics);
        let case = case_of(&text(&imported));
        assert_eq!((case.title.as_str(), case.parties[0].name.as_str()), ("Party", "mine"));
        let expected = |package: &[Choice]| {
            0.2 * [0.5, 1.0, 0.0][usize::from(package[0])]
                + 0.3 * (1.0 - 0.3 * f64::from(package[1]))
                + 0.5 * [0.25, 0.123][usize::from(package[2])]
        };
        for package in packages(&case) {
            assert!((worth(&case, &package) - expected(&package)).abs() < 1e-12);
        }
        let Reservation::Value(value) = &case.preferences[0].reservation else { panic!("no value") };
        assert!(exact(value).abs() < 1e-12);
    }
}

#[test]
fn groups_become_adjustments() {
    let groups = r#""partUtilities": {
"food and band": {"partsutils": {"issues": ["Band", "Food"], "utilslist": [
  {"values": ["yes", "Pizza"], "util": 0.7}, {"values": ["no", "None"], "util": 0.123456789}, {"values": ["no", "Chips"], "util": 0}]}},
"guests": {"partsutils": {"issues": ["Guests"], "utilslist": [{"values": [20], "util": 0.3}, {"values": [40], "util": 0.05}]}}
},
"reservationBid": {"issuevalues": {"Food": "None", "Guests": 40, "Band": "no"}}
"#;
    let imported = read(&[("p.json", &profile("SumOfGroupsUtilitySpace", groups))]);
    assert!(imported.diagnostics.is_empty(), "{:#?}", imported.diagnostics);
    let text = text(&imported);
    assert!(text.contains("when = \"food = pizza and band = yes\""), "{text}");
    let case = case_of(&text);
    for package in packages(&case) {
        let together = match (package[0], package[2]) {
            (1, 0) => 0.7,
            (2, 1) => 0.123_456_789,
            _ => 0.0,
        };
        let expected = together + [0.0, 0.3, 0.0, 0.05][usize::from(package[1])];
        assert!((worth(&case, &package) - expected).abs() < 1e-12);
    }
    let Reservation::Package { package, .. } = &case.preferences[0].reservation else { panic!("no package") };
    assert_eq!(package, &[2, 3, 1]);
    let (left_out, again) = back(&case);
    assert!(left_out.is_empty(), "{left_out:?}");
    assert_eq!(text, self::text(&again));
}

#[test]
fn bids_that_leave_issues_open_are_numbers() {
    let body = format!("{LINEAR}, \"reservationBid\": {{\"issuevalues\": {{\"Food\": \"Pizza\"}}}}");
    let imported = read(&[("p.json", &profile("LinearAdditiveUtilitySpace", &body))]);
    assert_eq!(told(&imported), ["ignored p.json:9:21"]);
    let case = case_of(&text(&imported));
    let Reservation::Value(value) = &case.preferences[0].reservation else { panic!("no value") };
    assert!((exact(value) - 0.2).abs() < 1e-12);
}

#[test]
fn what_negmas_adds_is_read() {
    let body = format!("{LINEAR}, \"reserved_value\": 0.25, \"discount_factor\": 0.9");
    let imported = read(&[("p.json", &profile("LinearAdditiveUtilitySpace", &body))]);
    assert_eq!(told(&imported), ["not-carried p.json:9:46"]);
    let text = text(&imported);
    assert!(text.contains("no-deal = 0.25") && text.contains("discount factor 0.9 of mine"), "{text}");
}

#[test]
fn flaws_and_errors_have_places() {
    let of = |from: &str, to: &str| {
        told(&read(&[("p.json", &profile("LinearAdditiveUtilitySpace", &LINEAR.replace(from, to)))]))
    };
    assert_eq!(of("\"Band\": 0.5", "\"Band\": 0.6"), ["weights-sum p.json:8:17"]);
    assert_eq!(of("\"Band\": 0.5", "\"Band\": -0.5"), ["bad-value p.json:8:54"]);
    assert_eq!(
        of("\"no\": 0.123", "\"perhaps\": 0.123"),
        ["value-mismatch p.json:6:60", "value-mismatch p.json:6:46"]
    );
    assert_eq!(of("\"no\": 0.123", "\"no\": 1.5"), ["bad-value p.json:6:66"]);
    assert_eq!(of("\"no\": 0.123", "\"no\": NaN"), ["bad-value p.json:6:66"]);
    assert_eq!(of("\"highValue\": 40", "\"highValue\": 10"), ["bad-value p.json:5:27"]);
    assert_eq!(
        of(
            "\"discreteutils\": {\"valueUtilities\": {\"yes\"",
            "\"numberutils\": {\"valueUtilities\": {\"yes\""
        ),
        ["issue-mismatch p.json:6:9"]
    );
    let imported = read(&[("p.json", &profile("DefaultPartialOrdering", "\"better\": []"))]);
    assert_eq!(told(&imported), ["unsupported-profile p.json:1:2"]);
    assert!(imported.draft.is_none());
    let cut = profile("LinearAdditiveUtilitySpace", LINEAR);
    for length in (1..cut.len()).step_by(7) {
        let imported = read(&[("p.json", &cut[..length])]);
        assert!(imported.draft.is_none() && !imported.diagnostics.is_empty(), "{length}");
    }
    let many: Vec<_> = (0..20_000).map(|at| format!("\"{at}\"")).collect();
    let domain = DOMAIN.replace("\"Chips\"", &many.join(","));
    assert_eq!(told(&read(&[("d.json", &domain), ("p.json", &cut)])), ["too-many-options d.json:2:11"]);
    let domain = DOMAIN.replace("\"step\": 10", "\"step\": 0");
    assert_eq!(told(&read(&[("d.json", &domain), ("p.json", &cut)])), ["bad-value d.json:3:23"]);
    assert_eq!(told(&read(&[("d.json", DOMAIN)])), ["no-profiles"]);
}

fn utilities(count: usize) -> impl Strategy<Value = Vec<f64>> {
    let utility = prop_oneof![(0_u32..=100).prop_map(|number| f64::from(number) / 100.0), 0.0..1.0_f64];
    prop::collection::vec(utility, count)
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(128))]

    #[test]
    fn random_profiles_are_worth_what_they_say_and_come_back(
        food in utilities(3),
        guests in utilities(2),
        band in utilities(2),
        parts in prop::collection::vec(1_u32..100, 3),
    ) {
        let sum = f64::from(parts.iter().sum::<u32>());
        let weights: Vec<_> = parts.iter().map(|part| f64::from(*part) / sum).collect();
        let body = format!(
            "\"issueUtilities\": {{\"Food\": {{\"discreteutils\": {{\"valueUtilities\": {{\"Chips\": {}, \"Pizza\": {}, \"None\": {}}}}}}},
             \"Guests\": {{\"numberutils\": {{\"lowValue\": 10, \"lowUtility\": {}, \"highValue\": 40, \"highUtility\": {}}}}},
             \"Band\": {{\"discreteutils\": {{\"valueUtilities\": {{\"yes\": {}, \"no\": {}}}}}}}}},
             \"issueWeights\": {{\"Food\": {}, \"Guests\": {}, \"Band\": {}}}",
            food[0], food[1], food[2], guests[0], guests[1], band[0], band[1], weights[0], weights[1], weights[2]
        );
        let case = case_of(&text(&read(&[("p.json", &profile("LinearAdditiveUtilitySpace", &body))])));
        let (left_out, again) = back(&case);
        prop_assert!(left_out.is_empty());
        let again = case_of(&text(&again));
        for package in packages(&case) {
            let at = f64::from(package[1]) / 3.0;
            let expected = weights[0] * food[usize::from(package[0])]
                + weights[1] * (guests[0] + (guests[1] - guests[0]) * at)
                + weights[2] * band[usize::from(package[2])];
            prop_assert!((worth(&case, &package) - expected).abs() < 1e-9);
            prop_assert!((worth(&again, &package) - expected).abs() < 1e-9);
        }
    }
}

#[test]
fn what_rounding_leaves_above_one_is_written_as_one() {
    let case = case_of(
        "detente = 1\n[case]\ntitle = \"t\"\nbasis = \"stated\"\nbecause = \"An example.\"\n[parties.a]\nname = \"A\"\n\
         [issues.x]\ntitle = \"X\"\noptions.p = \"p\"\noptions.q = \"q\"\n\
         [preferences.a]\nno-deal = 0\nscale = 1\n[preferences.a.weights]\nx = 1\n\
         [preferences.a.values]\nx = { p = 0, q = 1.000000001 }\n",
    );
    let (left_out, again) = back(&case);
    assert_eq!(left_out, ["1 reason given for the case"]);
    assert!(again.diagnostics.is_empty(), "{:?}", again.diagnostics);
    assert!((worth(&case_of(&text(&again)), &[1]) - 1.0).abs() < 1e-9);
}
