//! Two codings side by side.

use detente_record::positions::coders::{Field, compare};

use crate::support::{lake, statement};

fn cited(id: &str, start: usize, end: usize) -> String {
    let hash = "ab".repeat(32);
    format!(
        "[citations.{id}]\nsource = \"paper\"\nsays = \"x\"\nstart = {start}\nend = {end}\nsha256 = \"{hash}\"\n"
    )
}

#[test]
fn overlapping_passages_are_one_unit_and_lone_ones_are_listed() {
    let journal = "\"journal\"";
    let one = lake(
        &[
            statement("a", "2020-01", journal, "demands", "dam = none", "cite = \"c1\""),
            statement("b", "2020-01", journal, "offers", "dam = low", "cite = \"c2\""),
            statement("c", "2020-01", journal, "rejects", "dam = high", "cite = \"c3\""),
            statement("d", "2020-01", journal, "rejects", "dam = high", ""),
            cited("c1", 0, 100),
            cited("c2", 200, 300),
            cited("c3", 400, 500),
        ]
        .concat(),
    );
    let other = lake(
        &[
            statement("p", "2020-01", journal, "demands", "dam  = none", "cite = \"c1\""),
            statement("q", "2020-01", journal, "proposes", "dam = low", "cite = \"c2\""),
            statement("r", "2020-01", journal, "rejects", "dam = high", "cite = \"c3\""),
            cited("c1", 50, 180),
            cited("c2", 180, 290),
            cited("c3", 480, 900),
        ]
        .concat(),
    );
    let found = compare(&one, &other);
    let pairs: Vec<_> =
        found.units.iter().map(|unit| (unit.one, unit.other, unit.differences.clone())).collect();
    assert_eq!(
        pairs,
        [
            (Some(0), Some(0), vec![]),
            (Some(1), Some(1), vec![Field::Stance]),
            (Some(2), None, vec![]),
            (None, Some(2), vec![]),
        ]
    );
    assert_eq!((found.shared, found.unanchored), (2, (1, 0)));
    let (field, stance) = &found.reliability[0];
    assert_eq!((*field, stance.units, stance.values), (Field::Stance, 2, 4));
    // Two units, one agreed: 1 - 3 * 2 / 10.
    assert_eq!(stance.alpha.map(|alpha| alpha.to_string()).as_deref(), Some("0.400"));
}

#[test]
fn a_coding_agrees_with_itself() {
    let text = [
        statement("a", "2020-01", "\"journal\"", "demands", "dam = none", "cite = \"c1\""),
        statement("b", "2020-01", "\"journal\"", "offers", "dam = low", "cite = \"c2\""),
        cited("c1", 0, 100),
        cited("c2", 200, 300),
    ]
    .concat();
    let found = compare(&lake(&text), &lake(&text));
    assert!(found.units.iter().all(|unit| unit.differences.is_empty() && unit.one == unit.other));
    assert_eq!(found.reliability[0].1.alpha.map(|alpha| alpha.to_string()).as_deref(), Some("1.000"));
}

#[test]
fn parties_and_voices_of_other_ids_are_compared_by_name() {
    let text = [
        statement("a", "2020-01", "\"journal\", \"anna\"", "demands", "dam = none", "cite = \"c1\""),
        cited("c1", 0, 100),
    ]
    .concat();
    let one = lake(&text);
    let mut other = one.clone();
    other.parties[0].id = "norburg".to_owned();
    other.parties[0].name = "NORBURG".to_owned();
    other.parties[0].aliases.clear();
    let anna = other.voices.iter().position(|voice| voice.id == "anna").expect("anna");
    other.voices[anna].id = "bell".to_owned();
    let found = compare(&one, &other);
    assert_eq!(found.units[0].differences, []);
    let pair = |one: &str, other: &str| (one.to_owned(), other.to_owned());
    assert_eq!(found.renamed, [pair("north", "norburg"), pair("anna", "bell")]);
    // A name that two share tells neither, and an id that both have stays what it is.
    other.parties[1].id = "south-two".to_owned();
    other.parties[1].name = "Norburg".to_owned();
    let found = compare(&one, &other);
    assert_eq!(found.units[0].differences, [Field::About]);
    let mut swapped = one.clone();
    swapped.parties[0].name = "Southland".to_owned();
    assert_eq!(compare(&one, &swapped).renamed, []);
}
