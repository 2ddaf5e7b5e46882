//! What a party may not see is in nothing that is computed for its eyes.

use detente_keep::audit::audit;
use detente_keep::privacy::Eyes;
use detente_keep::status::{Question, Shown, status};
use detente_keep::{calendar, plan};

use crate::support::{acts, book, date, instrument, treaty_of_two};

const INSTRUMENT: &str = include_str!("secrets/instrument.toml");
const ACTS: &str = include_str!("secrets/acts.csv");

/// Everything that is computed for a party, as it stands in memory.
fn seen(viewer: usize) -> (String, usize) {
    seen_of(ACTS, viewer)
}

fn seen_of(table: &str, viewer: usize) -> (String, usize) {
    let instrument = instrument(INSTRUMENT);
    let book = book(&instrument, &acts(&instrument, table));
    let eyes = Eyes::new(&instrument, Some(viewer));
    let on = date("2020-06-01");
    let status = status(&book, Question { on, reading: None, viewer: Some(viewer) });
    let withheld = status.limits.iter().filter(|shown| matches!(shown, Shown::Withheld { .. })).count();
    let audit = audit(&book, Vec::new(), vec![(3, "Hush, a line".to_owned())], on).seen_by(&book, eyes);
    let entries = calendar::entries(&book, None, date("2020-02-04"), date("2020-12-01"));
    let entries: Vec<_> =
        entries.iter().filter(|(_, entry)| calendar::sees(&book, eyes, &entry.what)).collect();
    (format!("{status:?}\n{audit:?}\n{entries:?}"), withheld + usize::from(audit.withheld))
}

#[test]
fn hidden_numbers_notes_and_days_are_nowhere() {
    let (north, hidden_from_north) = seen(0);
    let (south, hidden_from_south) = seen(1);
    // Numbers, a difference, what a use measured, an item, a note, the deadline after a breach.
    for word in ["7347", "7345", "-656", "-657", "7348", "serial-7344", "Hush", "2020-02-11"] {
        assert!(north.contains(word), "the owner sees {word}: {north}");
        assert!(!south.contains(word), "{word}: {south}");
    }
    assert_eq!(hidden_from_north, 0, "{north}");
    assert!(hidden_from_south > 1, "{south}");
}

/// Whatever the hidden numbers are, and whatever they breach, nothing that is
/// told of them differs: not even how much is withheld.
#[test]
fn another_hidden_number_changes_nothing_that_is_told() {
    for (number, other) in [("7347", "1"), ("7345", "2"), ("7348", "3")] {
        assert!(ACTS.contains(number));
        let other = ACTS.replace(number, other);
        assert_ne!(seen_of(&other, 0), seen(0), "{number}");
        assert_eq!(seen_of(&other, 1), seen(1), "{number}");
    }
}

#[test]
fn whoever_keeps_the_ledger_sees_all() {
    let instrument = instrument(INSTRUMENT);
    assert!(Eyes::new(&instrument, None).see_all());
    assert!(Eyes::new(&instrument, Some(0)).see_all());
    assert!(!Eyes::new(&instrument, Some(1)).see_all());
}

/// Where inspectors are sent does not tell which items have a status.
#[test]
fn a_hidden_status_shows_in_no_place() {
    let instrument = treaty_of_two(
        "[statuses.laid-up]\ntitle = \"Laid up\"\n[things.v]\ntitle = \"V\"\n[zones.east]\ntitle = \"East\"\n\
         [[confidentiality]]\nid = \"status\"\nthings = [\"v\"]\nfields = [\"status\"]\nmay-see = [\"north\"]\n\
         basis = \"made-up\"\n",
    );
    let seen = |status: &str| {
        let table = format!("on,by,thing,zone,status,number\n2020-01-01,north,v,east,{status},29\n");
        let book = book(&instrument, &acts(&instrument, &table));
        plan::stocks(&book, Eyes::new(&instrument, Some(1)), 0, 0, date("2020-06-01"))
    };
    assert_eq!(seen("laid-up"), seen(""));
    assert_eq!(seen("").len(), 1);
}
