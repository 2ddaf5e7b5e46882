//! Tables of acts: what is read, and what is told with row and column.

use detente_keep::act::{ActKind, Quantity};
use detente_keep::ledger::{AppendError, MemoryLedger, append};
use detente_keep::wire::{self, Ids};
use proptest::prelude::*;

use crate::support::{TREATY, acts, instrument, treaty_of_two, try_acts};

fn told(text: &str) -> String {
    try_acts(&instrument(TREATY), text).expect_err("it is wrong")
}

#[test]
fn cells_are_read_with_quotes_line_ends_and_words_for_what_is_not_known() {
    let instrument = instrument(TREATY);
    let acts = acts(
        &instrument,
        "on,by,thing,number,unit,note\r\n2021-01-01,north,tank,0,,\"a, \"\"b\"\"\nc\"\r\n\r\n2021-01-02,north,tank,not provided,,\n2021-01-03,north,vehicle,unknown,vehicles,x",
    );
    let numbers: Vec<_> = acts.iter().map(|act| act.number).collect();
    let expected = [Quantity::Number(0), Quantity::NotProvided, Quantity::Unknown].map(Some);
    assert_eq!(numbers, expected);
    assert!(acts.iter().all(|act| act.kind == ActKind::Declaration));
    assert_eq!(acts[0].more.as_ref().and_then(|more| more.note.as_deref()), Some("a, \"b\"\nc"));
}

#[test]
fn what_is_wrong_is_told_with_its_place() {
    let head = "on,by,thing,number,unit\n";
    let wrong = [
        ("on,party,thing,number\n", "error[bad-header]: a table of acts has no column `party`", "1:4"),
        ("on,by,by\n", "the column `by` stands twice", "1:7"),
        ("by,thing\n", "the table needs a column `on`", "1:1"),
        ("", "the table is empty", "1:1"),
        ("2021-01-01,nort,tank,1,\n", "the instrument has no party `nort`", "2:12"),
        ("2021-01-01,north,tanc,1,\n", "did you mean `tank`?", "2:18"),
        ("2021-01-01,north,vehicle,1,tons\n", "counted in `vehicles`, not in `tons`", "2:28"),
        ("01.01.2021,north,tank,1,\n", "expected one exact day", "2:1"),
        ("2021-02-29,north,tank,1,\n", "there is no such day", "2:1"),
        ("2021-01-01,north,tank,-1,\n", "error[negative-number]", "2:23"),
        ("2021-01-01,north,tank,1.5,\n", "error[bad-quantity]", "2:23"),
        ("2021-01-01,north,tank,,\n", "a declaration needs `number`", "2:1"),
        ("2021-01-01,north,tank,1,\n2021-01-01,north,tank,2,\n", "error[duplicate-row]", "3:1"),
        (
            "on,by,kind,thing,number,act\n2021-01-01,north,correction,tank,1,0\n",
            "a correction needs `known`",
            "2:1",
        ),
        (
            "on,by,of,thing,number\n2021-01-01,north,south,tank,9\n",
            "error[idle-cell]: a declaration says nothing in `of`",
            "2:18",
        ),
        (
            "on,by,kind,number\n2021-01-01,north,withdrawal,9\n",
            "error[idle-cell]: a withdrawal says nothing in `number`",
            "2:29",
        ),
        (
            "on,by,kind,of,thing,number\n2021-01-01,north,observation,north,tank,9\n",
            "error[self-act]: an observation takes two parties",
            "2:30",
        ),
        ("2021-01-01,north,tank,1\n", "this row has 4 cells, the header 5", "2:1"),
        ("2021-01-01,north,tank,1,\"x\n", "a quotation mark is not closed", "2:25"),
    ];
    for (rows, says, place) in wrong {
        let whole = rows.starts_with("on,") || rows.starts_with("by,") || rows.is_empty();
        let told = told(&if whole { rows.to_owned() } else { format!("{head}{rows}") });
        assert!(told.contains(says), "{rows}: {told}");
        assert!(told.contains(&format!("acts.csv:{place}")), "{rows}: {told}");
    }
}

/// Spreadsheets write a byte-order mark before UTF-8.
#[test]
fn a_byte_order_mark_is_no_part_of_the_first_column() {
    let read = acts(&instrument(TREATY), "\u{feff}on,by,thing,number\n2021-01-01,north,tank,1\n");
    assert_eq!(read.len(), 1);
}

/// What a table accepts a ledger can hold: escaped characters take up to six bytes.
#[test]
fn an_act_too_long_for_a_ledger_is_told_and_never_written() {
    let instrument = instrument(TREATY);
    let ids = Ids::of(&instrument);
    let table = |note: &str| format!("on,by,thing,number,note\n2021-01-01,north,tank,1,\"{note}\"\n");
    let head = wire::write(&ids, &acts(&instrument, &table(""))[0]).len() + ",\"note\":\"\"".len();
    let most = wire::MAX_LINE - head;
    for (unit, bytes) in [("x", 1), ("\u{1}", 6), ("ü", 2)] {
        let note = unit.repeat(most / bytes);
        let act = acts(&instrument, &table(&note)).remove(0);
        assert_eq!(wire::read(&ids, &wire::write(&ids, &act)), Ok(act.clone()));
        let mut ledger = MemoryLedger::default();
        let head = append(&ids, &mut ledger, None, std::slice::from_ref(&act), None).expect("it fits");
        let note = format!("{note}{unit}");
        let told = told(&table(&note));
        assert!(told.contains("error[long-act]") && told.contains("acts.csv:2:25"), "{told}");
        let mut long = act.clone();
        long.more.as_mut().expect("a note").note = Some(note);
        let refused = append(&ids, &mut ledger, head, &[act, long], None);
        assert!(matches!(refused, Err(AppendError::TooLong { act: 1, .. })), "{refused:?}");
        assert_eq!(ledger.records.len(), 1);
    }
}

proptest! {
    #[test]
    fn any_text_is_a_table_or_is_told_to_be_none(text in "[onbythig,\"\n0-9 -]{0,120}") {
        let instrument = instrument(TREATY);
        let _ = try_acts(&instrument, &format!("on,by,thing,number,note\n{text}"));
    }
}

/// A kind is counted in what it is a kind of, unless it says another unit.
#[test]
fn kinds_are_counted_as_what_they_are_kinds_of() {
    let instrument = treaty_of_two(
        "[things.vehicle]\ntitle = \"Vehicles\"\nunit = \"vehicles\"\n[things.tank]\ntitle = \"Tanks\"\nof = \"vehicle\"\n\
         [things.crew]\ntitle = \"Crews\"\nof = \"vehicle\"\nunit = \"people\"\n",
    );
    for (thing, unit, sound) in [
        ("tank", "vehicles", true),
        ("tank", "people", false),
        ("crew", "people", true),
        ("crew", "vehicles", false),
    ] {
        let read =
            try_acts(&instrument, &format!("on,by,thing,number,unit\n2021-01-01,north,{thing},1,{unit}\n"));
        assert_eq!(read.is_ok(), sound, "{thing} {unit}: {read:?}");
    }
}
