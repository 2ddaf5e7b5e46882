//! What means nothing is an error at its place, and nothing is expanded or followed.

use crate::support::{DOMAIN, profile, read, told};

fn of_profile(text: &str) -> Vec<String> {
    let imported = read(&[("d.xml", DOMAIN), ("p.xml", text)]);
    assert!(imported.draft.is_none());
    told(&imported)
}

#[test]
fn numbers_that_are_none() {
    let of = |red: &str, colour: &str| of_profile(&profile(red, colour, "0.4"));
    assert_eq!(of(r#"evaluation="-5""#, "0.6"), ["bad-value p.xml:5:31"]);
    assert_eq!(of(r#"evaluation="NaN""#, "0.6"), ["bad-value p.xml:5:31"]);
    assert_eq!(of(r#"evaluation="Infinity""#, "0.6"), ["bad-value p.xml:5:31"]);
    assert_eq!(of(r#"evaluation="5""#, "-0.6"), ["bad-value p.xml:3:26"]);
    assert_eq!(of(r#"evaluation="5""#, "heavy"), ["bad-value p.xml:3:26"]);
    assert_eq!(of(r#"evaluation="5""#, "1e200"), ["bad-value p.xml:1:1", "weights-sum p.xml:3:1"]);
}

#[test]
fn cut_off_at_every_byte_is_never_a_case_and_has_a_place() {
    let whole = profile(r#"evaluation="5""#, "0.6", "0.4");
    // All but the last end tag.
    let end = whole.rfind('>').expect("an end");
    for length in (0..end).filter(|at| whole.is_char_boundary(*at)) {
        let imported = read(&[("d.xml", DOMAIN), ("p.xml", &whole[..length])]);
        assert!(imported.draft.is_none(), "{length}");
        assert!(imported.diagnostics.iter().any(|each| each.is_error()), "{length}");
    }
    let cut = &whole[..whole.find("</objective>").expect("an end")];
    assert_eq!(of_profile(cut), ["xml-syntax p.xml:12:1"]);
}

#[test]
fn end_tags_must_fit() {
    let crossed = profile("", "0.6", "0.4").replace("</issue>\n<obj", "</item>\n<obj");
    assert_eq!(of_profile(&crossed), ["xml-syntax p.xml:8:1"]);
}

#[test]
fn entities_are_refused_and_not_expanded() {
    let mut bomb = String::from("<!DOCTYPE utility_space [\n<!ENTITY a \"ha\">\n");
    for at in 0..30 {
        bomb += &format!("<!ENTITY a{at} \"&a;&a;&a;&a;&a;&a;&a;&a;&a;&a;\">\n");
    }
    bomb += "]>\n";
    bomb += &profile(r#"evaluation="&a29;""#, "0.6", "0.4");
    assert_eq!(of_profile(&bomb), ["xml-doctype p.xml:1:1"]);
    let external = format!(
        "<!DOCTYPE utility_space [<!ENTITY x SYSTEM \"file:///etc/passwd\">]>\n{}",
        profile(r#"evaluation="&x;""#, "0.6", "0.4")
    );
    assert_eq!(of_profile(&external), ["xml-doctype p.xml:1:1"]);
    // Another name does not hide what the file is.
    assert_eq!(
        of_profile(&external.replace("DOCTYPE utility_space", "DOCTYPE a")),
        ["xml-doctype p.xml:1:1"]
    );
}

#[test]
fn too_much_of_anything() {
    let deep = format!("<utility_space>{}", "<objective>".repeat(100_000));
    assert_eq!(of_profile(&deep), ["xml-too-large p.xml:1:1105"]);
    let attributes: String = (0..200).map(|at| format!(" a{at}=\"\"")).collect();
    assert_eq!(of_profile(&format!("<utility_space{attributes}>")), ["xml-too-large p.xml:1:706"]);
    let items: String = (0..100_000).map(|at| format!("<item value=\"{at}\"/>")).collect();
    let domain = DOMAIN.replace("<item index=\"1\" value=\"red\"/>", &items);
    assert_eq!(
        told(&read(&[("d.xml", &domain), ("p.xml", &profile("", "1", "0"))])),
        ["too-many-options d.xml:4:3"]
    );
}

#[test]
fn domains_without_sense() {
    let of = |from: &str, to: &str| {
        let profile = profile(r#"evaluation="5""#, "0.6", "0.4");
        told(&read(&[("d.xml", &DOMAIN.replace(from, to)), ("p.xml", &profile)]))
    };
    assert_eq!(of(r#"lowerbound="1""#, r#"lowerbound="5""#), ["bad-value d.xml:6:5"]);
    assert_eq!(of(r#"lowerbound="1""#, r#"lowerbound="low""#), ["bad-value d.xml:6:61"]);
    assert_eq!(of(r#"lowerbound="1""#, ""), ["bad-value d.xml:6:5"]);
    assert_eq!(of(r#"value="red""#, ""), ["bad-value d.xml:4:50"]);
    assert_eq!(of(r#"name="Size""#, ""), ["bad-value d.xml:6:5"]);
    assert_eq!(of("<issue", "<question"), ["xml-syntax d.xml:4:143"]);
    assert_eq!(of(r#"type="integer""#, r#"type="discrete""#), ["bad-value d.xml:6:5"]);
}

#[test]
fn profiles_that_are_of_another_kind() {
    let ranks = "<utility_space type=\"constraint\"><objective name=\"a\"><issue name=\"Colour\" index=\"1\"/>\
                 <rules><ranks/></rules></objective></utility_space>";
    assert_eq!(of_profile(ranks), ["unsupported-profile p.xml:1:86"]);
    let other = profile("", "1", "0").replace("Colour", "Other").replace("Size", "Further");
    assert_eq!(of_profile(&other).last().map(String::as_str), Some("issue-mismatch p.xml:1:1"));
    let real = profile(r#"evaluation="5""#, "0.6", "0.4")
        .replace("name=\"Colour\"", "name=\"Colour\" type=\"real\"");
    assert_eq!(of_profile(&real), ["issue-mismatch p.xml:4:1"]);
}
