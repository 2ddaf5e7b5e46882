//! New START as it is in `instruments/`, against the public figures.

use std::fs;
use std::path::Path;

use detente_instrument::model::Instrument;
use detente_instrument::scope::Subject;
use detente_keep::act::{ActKind, Quantity};
use detente_keep::book::Book;
use detente_keep::duties::{State, of_duty};
use detente_keep::limits::{self, Standing};
use detente_keep::status::{Question, Shown, status};
use detente_keep::tally::Why;
use detente_keep::{audit, quotas, term};

use crate::support::{acts, book, date, instrument};

fn read(name: &str) -> String {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../instruments/new-start");
    fs::read_to_string(folder.join(name)).expect("a worked instrument")
}

fn with<T>(test: impl FnOnce(&Instrument, &Book<'_>) -> T) -> T {
    let instrument = instrument(&read("instrument.toml"));
    let acts = acts(&instrument, &read("acts.csv"));
    let book = book(&instrument, &acts);
    test(&instrument, &book)
}

const BOTH: [Subject; 2] = [Subject::Party(0), Subject::Party(1)];

/// Rows of the public table: a side on a day with its three numbers.
fn complete_rows(instrument: &Instrument) -> Vec<(usize, jiff::civil::Date, [i64; 3])> {
    let acts = acts(instrument, &read("acts.csv"));
    let mut rows = std::collections::BTreeMap::new();
    for act in acts.iter().filter(|act| act.kind == ActKind::Declaration) {
        let row = rows.entry((act.on, act.by)).or_insert([None; 3]);
        let thing = act.thing.expect("a thing") as usize;
        row[thing] = match act.number {
            Some(Quantity::Number(number)) => Some(number),
            _ => None,
        };
    }
    let complete =
        rows.into_iter().filter_map(|((on, party), [a, b, c])| Some((party as usize, on, [a?, b?, c?])));
    complete.collect()
}

#[test]
fn nothing_is_a_breach_before_the_limits_bind_although_most_rows_lie_above() {
    with(|instrument, book| {
        let rows = complete_rows(instrument);
        assert_eq!(rows.len(), 41);
        let bounds = [700, 1550, 800];
        let above = rows
            .iter()
            .filter(|(.., numbers)| numbers.iter().zip(bounds).any(|(number, bound)| *number > bound));
        assert_eq!(above.count(), 23);
        for limit in 0..3 {
            for subject in BOTH {
                let state =
                    limits::state(book, limit, subject, Some(0), date("2023-03-01")).expect("a state");
                assert_eq!(state.first_breach, None, "{limit} {subject:?}");
                let before =
                    limits::state(book, limit, subject, Some(0), date("2018-02-04")).expect("a state");
                assert_eq!(before.standing, Standing::NotBinding { begins: Some(date("2018-02-05")) });
            }
        }
    });
}

#[test]
fn margins_of_every_complete_row_since_the_limits_bind() {
    with(|instrument, book| {
        let rows = complete_rows(instrument);
        let later: Vec<_> = rows.into_iter().filter(|(_, on, _)| *on >= date("2018-02-05")).collect();
        assert_eq!(later.len(), 17);
        for (party, on, numbers) in later {
            for (limit, (number, bound)) in numbers.into_iter().zip([700, 1550, 800]).enumerate() {
                let state = limits::state(book, limit, Subject::Party(party), Some(0), on).expect("a state");
                let above = Some(bound - number);
                assert_eq!(state.standing, Standing::Within { above, below: None }, "{party} {on} {limit}");
            }
        }
        // Some of them by hand, from the public table.
        let margin =
            |limit, party, on| match limits::state(book, limit, Subject::Party(party), Some(0), date(on)) {
                Some(limits::LimitState { standing: Standing::Within { above, .. }, .. }) => above,
                other => panic!("{other:?}"),
            };
        assert_eq!(margin(0, 0, "2018-02-05"), Some(48));
        assert_eq!(margin(1, 1, "2018-02-05"), Some(106));
        assert_eq!(margin(1, 0, "2022-03-01"), Some(35));
        assert_eq!(margin(2, 0, "2023-03-01"), Some(0));
    });
}

#[test]
fn a_hundred_and_one_launchers_are_a_second_reading() {
    with(|_, book| {
        let on = date("2022-03-01");
        let declared = limits::state(book, 2, Subject::Party(0), Some(0), on).expect("a state");
        assert_eq!(declared.tally.number, 800);
        assert_eq!(declared.standing, Standing::Within { above: Some(0), below: None });
        let wide = limits::state(book, 2, Subject::Party(0), Some(1), on).expect("a state");
        assert_eq!(wide.tally.number, 901);
        assert_eq!(wide.standing, Standing::Beyond { by: 101, since: on });
        assert_eq!(wide.first_breach, Some(on));
        // It rests on the word of Russia, and says so.
        let words: Vec<_> = wide.tally.on_word_of.iter().map(|word| (word.by, word.number)).collect();
        assert_eq!(words, [(1, 56), (1, 41), (1, 4)]);
        // Both stand in one status, and so does the dispute.
        let question = Question { on, reading: None, viewer: None };
        let status = status(book, question);
        assert_eq!(status.readings, [Some(0), Some(1)]);
        assert_eq!(status.limits.len(), 12);
        assert_eq!(status.disputes.len(), 1);
        // Nobody says how many converted ones Russia has, so that its number is known under one
        // reading alone; nor was anything said of those of the United States before.
        let whole = |party, reading, on: &str| {
            let state = limits::state(book, 2, Subject::Party(party), Some(reading), date(on));
            let state = state.expect("a state");
            (state.tally.number, state.tally.is_complete())
        };
        assert_eq!(whole(1, 0, "2022-03-01"), (761, true));
        assert_eq!(whole(1, 1, "2022-03-01"), (761, false));
        assert_eq!(whole(0, 0, "2021-09-01"), (800, true));
        assert_eq!(whole(0, 1, "2021-09-01"), (800, false));
    });
}

#[test]
fn the_missing_row_of_2023_was_not_provided_which_is_neither_zero_nor_unknown() {
    with(|_, book| {
        let on = date("2023-03-01");
        for limit in 0..3 {
            let state = limits::state(book, limit, Subject::Party(1), Some(0), on).expect("a state");
            let whys: Vec<Why> = state.tally.missing.iter().map(|missing| missing.why).collect();
            assert_eq!(whys, [Why::NotProvided]);
            assert_eq!(state.standing, Standing::Open);
        }
        let occasions = of_duty(book, 1, 1, None, on);
        assert_eq!(occasions.last().map(|each| (each.on, each.state)), Some((on, State::NotProvided)));
        // The figures of 1 September 2022 were not found: whether they were exchanged is unknown.
        let before: Vec<_> = occasions.iter().map(|each| (each.on, each.state)).collect();
        assert!(before.contains(&(date("2022-09-01"), State::Unknown)));
        let audit = audit::audit(book, Vec::new(), Vec::new(), date("2023-04-01"));
        assert_eq!(audit.findings.len(), 2, "{:?}", audit.findings);
        // The other side gave none either, and said so; that it released its figures later is not an exchange.
        for day in ["2023-04-01", "2023-12-31"] {
            let own = of_duty(book, 1, 0, None, date(day));
            let march = own.iter().find(|each| each.on == on).map(|each| each.state);
            assert_eq!(march, Some(State::NotProvided), "{day}");
        }
    });
}

#[test]
fn extension_by_consent_suspension_that_the_text_does_not_provide_for_and_quotas() {
    with(|_, book| {
        let before = term::state(book, date("2021-02-02"));
        assert_eq!(before.expires, Some(date("2021-02-05")));
        let after = term::state(book, date("2023-03-01"));
        assert_eq!(after.expires, Some(date("2026-02-05")));
        assert!(after.in_force && after.extensions.iter().all(|extended| !extended.beyond_text));
        assert_eq!(after.suspended.len(), 1);
        assert!(!after.suspended[0].provided_for);
        assert!(!term::state(book, date("2026-02-05")).in_force);
        let quota = quotas::state(book, 0, BOTH[0], None, date("2019-06-01")).expect("a state");
        assert_eq!((quota.year, quota.left()), (date("2019-02-05"), 18));
    });
}

#[test]
fn what_became_known_later_was_not_known_before() {
    let instrument = instrument(&read("instrument.toml"));
    let all = acts(&instrument, &read("acts.csv"));
    let mut early = Book::new(&instrument);
    for act in &all {
        if act.known <= date("2022-02-28") { early.add(act.clone()) } else { early.skip() }
    }
    let seen = status(&early, Question { on: date("2022-03-01"), reading: Some(1), viewer: None });
    let launchers = seen.limits.iter().find_map(|shown| match shown {
        Shown::State(state) if state.limit == 2 && state.subject == BOTH[0] => Some(state.tally.number),
        _ => None,
    });
    assert_eq!(launchers, Some(800));
}
