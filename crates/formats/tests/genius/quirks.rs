//! Flaws of real files: read as GENIUS reads them, with a warning at the place.

use detente_formats::import::{Input, Options, import};

use crate::support::{DOMAIN, case_of, profile, read, read_on, reservation, text, told, worth};

fn plain() -> String {
    profile(r#"evaluation="5""#, "0.6", "0.4")
}

#[test]
fn a_plain_pair_of_files_needs_no_word() {
    let (mine, yours) = (plain(), profile(r#"evaluation="20""#, "0.5", "0.5"));
    let imported = read(&[("d/domain.xml", DOMAIN), ("d/mine.xml", &mine), ("d/yours.xml", &yours)]);
    assert!(imported.diagnostics.is_empty(), "{:#?}", imported.diagnostics);
    let text = text(&imported);
    assert!(
        text.contains("because = \"Read from the GENIUS files domain.xml, mine.xml, yours.xml.\""),
        "{text}"
    );
    let case = case_of(&text);
    let names: Vec<_> = case.parties.iter().map(|party| party.name.as_str()).collect();
    assert_eq!(names, ["mine", "yours"]);
    // 0.6 * 5/10 + 0.4 * 0.25 * (3 - 1), and 0.5 * 20/20 + 0.
    assert!((worth(&case, 0, &[0, 2]) - 0.5).abs() < 1e-12);
    assert!((worth(&case, 1, &[0, 0]) - 0.5).abs() < 1e-12);
    assert!((reservation(&case, 0) - 0.3).abs() < 1e-12);
}

#[test]
fn flaws_are_named_where_they_stand() {
    let of = |red: &str, colour: &str, size: &str| {
        told(&read(&[("d.xml", DOMAIN), ("p.xml", &profile(red, colour, size))]))
    };
    assert_eq!(of("", "0.6", "0.4"), ["no-evaluation p.xml:5:1"]);
    assert_eq!(of(r#"evaluation="null""#, "0.6", "0.4"), ["no-evaluation p.xml:5:31"]);
    assert_eq!(of(r#"evaluation="12,5""#, "0.6", "0.4"), ["bad-value p.xml:5:31"]);
    assert_eq!(of(r#"evaluation="5""#, "0.6", "0.5"), ["weights-sum p.xml:3:1"]);
    assert_eq!(of(r#"evaluation="5" evaluation="6""#, "0.6", "0.4"), ["xml-lenient p.xml:5:46"]);
    assert_eq!(of(r#"evaluation="5"cost="6""#, "0.6", "0.4"), ["xml-lenient p.xml:5:33"]);
}

#[test]
fn what_domain_and_profile_do_not_share() {
    let odd =
        plain().replace(r#"<item value="green" evaluation="4"/>"#, r#"<item value="gold" evaluation="20"/>"#);
    let imported = read(&[("d.xml", DOMAIN), ("p.xml", &odd)]);
    assert_eq!(told(&imported), ["value-mismatch p.xml:7:14", "value-mismatch p.xml:4:1"]);
    // The unknown value is the greatest: 0.6 * 5/20.
    let case = case_of(&text(&imported));
    assert!((worth(&case, 0, &[0, 0]) - 0.15).abs() < 1e-12);
    assert!(worth(&case, 0, &[2, 0]).abs() < 1e-12);

    let renamed = plain().replace(r#"name="Size""#, r#"name="size""#);
    assert_eq!(told(&read(&[("d.xml", DOMAIN), ("p.xml", &renamed)])), ["issue-mismatch p.xml:11:1"]);
    let without = plain().replace(r#"<issue index="3" name="Size""#, r#"<issue index="9" name="Other""#);
    let codes = told(&read(&[("d.xml", DOMAIN), ("p.xml", &without)]));
    assert_eq!(codes, ["issue-mismatch p.xml:11:1", "issue-mismatch p.xml:1:1", "weights-sum p.xml:3:1"]);
}

#[test]
fn values_that_stand_twice() {
    let twice = DOMAIN.replace(r#"value="green"/>"#, r#"value="green"/><item value="red"/>"#);
    let both = plain().replace("</issue>\n<obj", "<item value=\"red\" evaluation=\"10\"/></issue>\n<obj");
    let imported = read(&[("d.xml", &twice), ("p.xml", &both)]);
    assert_eq!(told(&imported), ["duplicate d.xml:4:153", "duplicate p.xml:8:14"]);
    assert!((worth(&case_of(&text(&imported)), 0, &[0, 0]) - 0.6).abs() < 1e-12);
}

#[test]
fn nothing_to_go_by_counts_nothing() {
    let zero = plain().replace(r#"evaluation="10""#, r#"evaluation="0""#).replace(r#"evaluation="4""#, "");
    let zero = zero.replace(r#"evaluation="5""#, r#"evaluation="0.000009""#);
    let imported = read(&[("d.xml", DOMAIN), ("p.xml", &zero)]);
    assert_eq!(told(&imported), ["no-evaluation p.xml:7:1", "no-evaluation p.xml:4:1"]);
    assert!((worth(&case_of(&text(&imported)), 0, &[0, 4 - 1]) - 0.3).abs() < 1e-12);

    let unweighted = plain().replace("<weight", "<w");
    let imported = read(&[("d.xml", DOMAIN), ("p.xml", &unweighted)]);
    assert_eq!(told(&imported), ["no-weight p.xml:4:1", "weights-sum p.xml:1:1"]);
    assert!(worth(&case_of(&text(&imported)), 0, &[1, 3]).abs() < 1e-12);
}

#[test]
fn a_weight_in_another_objective_is_pointed_at() {
    let line = plain().lines().find(|line| line.starts_with("<weight")).expect("a weight").to_owned();
    let apart = plain().replacen(&format!("{line}\n"), "", 1);
    let apart = apart.replacen("<objective", &format!("<other>{line}</other>\n<objective"), 1);
    let imported = read(&[("d.xml", DOMAIN), ("p.xml", &apart)]);
    let missing = imported.diagnostics.iter().find(|each| each.code == "no-weight").expect("it is told");
    assert_eq!(missing.related.len(), 1, "{missing:?}");
}

#[test]
fn weights_above_one_are_cut_off_by_a_cap_and_only_those() {
    let case = |colour, size| {
        let imported = read(&[("d.xml", DOMAIN), ("p.xml", &profile(r#"evaluation="5""#, colour, size))]);
        text(&imported)
    };
    let above = case("0.9", "0.4");
    assert!(above.contains("cap = 1\n"));
    assert!((worth(&case_of(&above), 0, &[1, 3]) - 1.0).abs() < 1e-12);
    assert!((worth(&case_of(&above), 0, &[0, 0]) - 0.45).abs() < 1e-12);
    // The best number adds 0.75 of its weight.
    assert!(!case("0.7", "0.4").contains("cap"));
    assert!(!case("0.33333333333333337", "0.8888888888888888").contains("cap"));
}

#[test]
fn discount_factors_are_not_carried_and_odd_ones_are_none() {
    let of = |factor: &str| {
        let profile =
            plain().replace("<reservation", &format!("<discount_factor value=\"{factor}\"/>\n<reservation"));
        let imported = read(&[("d.xml", DOMAIN), ("p.xml", &profile)]);
        (told(&imported), text(&imported).contains("leaves-out"))
    };
    assert_eq!(of("1.0"), (vec![], false));
    assert_eq!(of("0.5"), (vec!["not-carried p.xml:14:25".to_owned()], true));
    for odd in ["0", "2.0", "s", "-1"] {
        assert_eq!(of(odd), (vec!["ignored p.xml:14:25".to_owned()], false), "{odd}");
    }
    let missing = plain().replace("<reservation value=\"0.3\"/>", "");
    let imported = read(&[("d.xml", DOMAIN), ("p.xml", &missing)]);
    assert!(imported.diagnostics.is_empty());
    assert!(reservation(&case_of(&text(&imported)), 0).abs() < 1e-12);
}

#[test]
fn what_is_not_well_formed_is_read_where_it_can_be() {
    let late = format!("<!-- made by hand -->\n<?xml version=\"1.0\"?>\n{}", plain());
    assert_eq!(told(&read(&[("d.xml", DOMAIN), ("p.xml", &late)])), ["xml-lenient p.xml:2:1"]);
    let bare = plain().replace("red", "R&D &amp; &lt;x&#33; &undefined;");
    let domain = DOMAIN.replace("red", "R&D &amp; &lt;x&#33; &undefined;");
    let imported = read(&[("d.xml", &domain), ("p.xml", &bare)]);
    // The bare sign, then the entity.
    let places = ["d.xml:4:74", "d.xml:4:94", "p.xml:5:15", "p.xml:5:35"];
    assert_eq!(told(&imported), places.map(|place| format!("xml-lenient {place}")));
    assert!(text(&imported).contains("\"R&D & <x! &undefined;\""));
}

#[test]
fn references_to_no_character_and_control_characters_are_told() {
    let of = |red: &str| {
        let imported =
            read(&[("d.xml", &DOMAIN.replace("red", red)), ("p.xml", &plain().replace("red", red))]);
        let told: Vec<_> = imported.diagnostics.iter().map(|each| each.message.clone()).collect();
        assert!(imported.draft.is_some(), "{told:?}");
        told.first().cloned().unwrap_or_default()
    };
    for (red, told) in [
        ("r&#0;d", "`&#0;` is no character that XML allows"),
        ("r&#xD800;d", "`&#xD800;` is no character that XML allows"),
        ("r&#7;d", "`&#7;` is no character that XML allows"),
        ("r&eacute;d", "the entity `&eacute;` is not defined"),
        ("r\u{7}d", "the control character U+0007 has no place in a text"),
        ("r&;d", "a bare `&` is read as itself"),
        ("r&#x26;#0;d&#10;", ""),
    ] {
        let found = of(red);
        assert!(found.starts_with(told) && found.is_empty() == told.is_empty(), "{red}: {found}");
    }
    // Between elements, too, where the text counts for nothing.
    let between = plain().replacen("<issue", "&foo; <issue", 1);
    assert_eq!(told(&read(&[("d.xml", DOMAIN), ("p.xml", &between)])), ["xml-lenient p.xml:4:1"]);
}

#[test]
fn reservation_values_out_of_range_are_told() {
    for (value, warned) in [("-3", true), ("2", true), ("0", false), ("1", false), ("-0.0", false)] {
        let profile =
            plain().replace("<reservation value=\"0.3\"", &format!("<reservation value=\"{value}\""));
        let imported = read(&[("d.xml", DOMAIN), ("p.xml", &profile)]);
        let expected: &[&str] = if warned { &["reservation-range p.xml:14:21"] } else { &[] };
        assert_eq!(told(&imported), expected, "{value}");
    }
}

#[test]
fn a_profile_named_twice_is_told() {
    let profile = plain();
    let imported = read(&[("d.xml", DOMAIN), ("p.xml", &profile), ("p.xml", &profile)]);
    assert_eq!(told(&imported), ["duplicate p.xml:1:1"]);
    assert_eq!(case_of(&text(&imported)).parties.len(), 2);
    // What merely lies beside may be a copy.
    let imported = read(&[("d.xml", DOMAIN), ("+p.xml", &profile), ("+q.xml", &profile)]);
    assert!(imported.diagnostics.is_empty());
}

#[test]
fn files_beside_that_others_stand_for_are_told() {
    let profile = plain();
    let files = [("p.xml", profile.as_str()), ("+d.xml", DOMAIN), ("+q.xml", &profile), ("+n.xml", "<x/>")];
    let imported = read(&files);
    assert_eq!(told(&imported), ["ignored"]);
    assert_eq!(
        imported.diagnostics[0].notes,
        ["n.xml is no file of this format", "q.xml is a profile, and another was named"]
    );
    assert_eq!(imported.used, [0, 1]);
}

#[test]
fn bytes_of_windows_are_read_with_a_warning_that_names_them() {
    let of = |text: &str| {
        text.replace("red", "r\u{f6}d").chars().map(|c| u8::try_from(u32::from(c)).expect("latin")).collect()
    };
    let input = |path: &str, bytes: Vec<u8>| Input { path: path.to_owned(), bytes, beside: false };
    let imported = import(&[input("d.xml", of(DOMAIN)), input("p.xml", of(&plain()))], &Options::default());
    assert_eq!(told(&imported), ["encoding d.xml:4:74", "encoding p.xml:5:15"]);
    assert!(text(&imported).contains("\"röd\""));
}

#[test]
fn real_issues_become_a_stated_grid() {
    let domain = DOMAIN.replace(
        r#"type="integer" lowerbound="1" upperbound="4"/>"#,
        r#"type="real"><range lowerbound="0.0" upperbound="10"/></issue>"#,
    );
    let of = |evaluator: &str| {
        let profile = plain().replace(
            r#"type="integer" lowerbound="1" upperbound="4"><evaluator ftype="linear" slope="0.25" offset="0"/>"#,
            &format!(r#"type="real"><range lowerbound="0.0" upperbound="10"/>{evaluator}"#),
        );
        let imported = read_on(&[("d.xml", &domain), ("p.xml", &profile)], &Options { from: None, grid: 11 });
        let codes = told(&imported);
        let case = case_of(&text(&imported));
        let worths: Vec<_> = (0..11).map(|at| (worth(&case, 0, &[2, at]) - 0.24) / 0.4).collect();
        (codes, worths)
    };
    let close = |worths: &[f64], expected: [f64; 11]| {
        worths
            .iter()
            .zip(expected)
            .for_each(|(one, other)| assert!((one - other).abs() < 1e-9, "{worths:?}"));
    };
    let (codes, worths) = of(r#"<evaluator ftype="linear" parameter0="-0.1" parameter1="0.15"/>"#);
    assert_eq!(codes, ["real-grid d.xml:6:5"]);
    close(&worths, [0.0, 0.05, 0.2, 0.35, 0.5, 0.65, 0.8, 0.95, 1.0, 1.0, 1.0]);
    let (_, worths) = of(r#"<evaluator ftype="triangular" parameter0="2" parameter1="8" parameter2="4.5"/>"#);
    let fall = |number: f64| 1.0 - (number - 4.5) / 3.5;
    close(&worths, [0.0, 0.0, 0.0, 0.4, 0.8, fall(5.0), fall(6.0), fall(7.0), 0.0, 0.0, 0.0]);
    let (_, worths) = of(r#"<evaluator ftype="constant" parameter0="0.3"/>"#);
    close(&worths, [0.3; 11]);
    let (codes, worths) = of(r#"<evaluator ftype="faratin" parameter0="1"/>"#);
    assert_eq!(codes, ["real-grid d.xml:6:5", "no-evaluation p.xml:11:83"]);
    close(&worths, [-1.0; 11]);
}

#[test]
fn files_beside_take_part_in_natural_order_unless_profiles_are_named() {
    let profile = plain();
    let p = profile.as_str();
    let files =
        [("d.xml", DOMAIN), ("+b10.xml", p), ("+b2.xml", p), ("+b1.xml", p), ("+pareto.xml", "0.1, 0.2\n")];
    let imported = read(&files);
    assert_eq!(told(&imported), ["all-profiles", "ignored"]);
    assert_eq!(imported.diagnostics[1].notes, ["pareto.xml is no file of this format"]);
    let names = |text: &str| case_of(text).parties.into_iter().map(|party| party.name).collect::<Vec<_>>();
    assert_eq!(names(&text(&imported)), ["b1", "b2", "b10"]);
    let other = plain().replace("0.3", "0.2");
    let imported = read(&[files[0], ("b10.xml", p), files[2], ("b1.xml", &other)]);
    assert_eq!(told(&imported), ["ignored"], "b2 was not named");
    assert_eq!(names(&text(&imported)), ["b10", "b1"]);
    // The domain may lie beside, and so may files that are none of this.
    let mut binary = Input { path: "x.png".to_owned(), bytes: vec![0, 159, 146, 150], beside: true };
    let named = Input { path: "p.xml".to_owned(), bytes: p.as_bytes().to_vec(), beside: false };
    let domain = Input { path: "d.xml".to_owned(), bytes: DOMAIN.as_bytes().to_vec(), beside: true };
    let imported = import(&[binary.clone(), named.clone(), domain.clone()], &Options::default());
    assert!(imported.diagnostics.is_empty() && imported.draft.is_some());
    binary.beside = false;
    assert_eq!(told(&import(&[binary, named, domain], &Options::default())), ["bad-encoding"]);
}

#[test]
fn several_domains_are_no_domain() {
    let profile = plain();
    let imported = read(&[("p.xml", &profile), ("+d1.xml", DOMAIN), ("+d2.xml", DOMAIN)]);
    assert_eq!(told(&imported), ["several-domains"]);
    let imported = read(&[("p.xml", &profile), ("+d1.xml", DOMAIN), ("d2.xml", DOMAIN)]);
    assert!(imported.draft.is_some());
    assert_eq!(told(&read(&[("p.xml", &profile)])), ["no-domain"]);
    assert_eq!(told(&read(&[("d.xml", DOMAIN)])), ["no-profiles"]);
    // A profile of something else that happens to lie there.
    let other = profile.replace("Colour", "Other").replace("Size", "Further");
    let imported = read(&[("d.xml", DOMAIN), ("+p.xml", &profile), ("+q.xml", &other)]);
    assert!(imported.draft.is_some());
    assert!(told(&imported).contains(&"issue-mismatch".to_owned()));
}

#[test]
fn the_same_warning_is_given_once_with_a_count() {
    let none = plain().replace("evaluation", "evaluated");
    let imported = read(&[("d.xml", DOMAIN), ("p.xml", &none)]);
    assert_eq!(told(&imported), ["no-evaluation p.xml:5:1", "no-evaluation p.xml:4:1"]);
    assert!(imported.diagnostics[0].notes.iter().any(|note| note.contains("3 such places")));
}

#[test]
fn names_may_be_empty_or_anything() {
    let odd = |text: &str| {
        text.replace("\"red\"", "\"\"").replace("\"blue\"", "\"[x] = 'y' \u{7}&#10;\"").replace("Colour", "")
    };
    let imported = read(&[("d.xml", &odd(DOMAIN)), ("p.xml", &odd(&plain()))]);
    let case = case_of(&text(&imported));
    assert!((worth(&case, 0, &[0, 0]) - 0.3).abs() < 1e-12);
}

#[test]
fn evaluations_with_few_digits_are_percentages() {
    let profile = plain().replace("slope=\"0.25\"", "slope=\"0.5\"");
    let text = text(&read(&[("d.xml", DOMAIN), ("p.xml", &profile)]));
    assert!(text.contains("scale = 100\n"), "{text}");
    assert!(text.contains("colour = 0.6\nsize = 0.4\n"), "{text}");
    assert!(text.contains("colour = { red = 50, blue = 100, green = 40 }"), "{text}");
    assert!(text.contains("size = { points = [[1, 0], [3, 100], [4, 100]] }"), "{text}");
}
