//! The state of a book does not depend on how it came about, and equals the
//! definitions.

use detente_instrument::model::Instrument;
use detente_instrument::scope::Subject;
use detente_keep::act::{About, Act, ActKind, More, Quantity};
use detente_keep::book::{Account, Book};
use detente_keep::duties::{State, of_duty};
use detente_keep::ledger::{AppendError, Extent, MemoryLedger, append, open};
use detente_keep::limits::{self, Standing};
use detente_keep::status::{Question, status};
use detente_keep::tally::{Counter, Why};
use detente_keep::wire::{self, Ids};
use detente_keep::{quotas, term};
use jiff::civil::Date;
use proptest::prelude::*;

use crate::support::{TREATY, acts, book, date, instrument};

fn a_day() -> impl Strategy<Value = Date> {
    (2019_i16..2023, 1_i8..=12, 1_i8..=28)
        .prop_map(|(year, month, day)| Date::new(year, month, day).expect("a day"))
}

fn a_quantity() -> impl Strategy<Value = Quantity> {
    prop_oneof![
        6 => (0_i64..150).prop_map(Quantity::Number),
        1 => Just(Quantity::NotProvided),
        1 => Just(Quantity::Unknown),
    ]
}

/// An act of any kind that says something; what it refers to may not be there.
fn an_act() -> impl Strategy<Value = Act> {
    let places =
        (proptest::option::of(0_u32..3), proptest::option::of(0_u32..3), proptest::option::of(0_u32..1));
    let more =
        (proptest::option::of(0_u32..40), proptest::option::of("[a-c]"), proptest::option::of(a_day()));
    (0_usize..15, 0_u32..2, a_day(), a_day(), (0_u32..4, a_quantity(), 0_u32..3), places, more).prop_map(
        |(kind, by, on, known, (thing, number, clause), (zone, to_zone, status), (act, item, day))| {
            let kind = ActKind::WORDS[kind].1;
            let about = match kind {
                ActKind::Use | ActKind::Transfer => Some(About::Quota(0)),
                ActKind::Fulfilment | ActKind::Verification => Some(About::Duty(clause)),
                _ => None,
            };
            let figures = matches!(
                kind,
                ActKind::Declaration | ActKind::Notification | ActKind::Observation | ActKind::Correction
            );
            let number = match (kind, number) {
                (ActKind::Notification, Quantity::Number(number)) => Quantity::Number(number - 75),
                (_, number) => number,
            };
            let more = More {
                act: act.filter(|_| kind == ActKind::Correction),
                item: item.filter(|_| figures),
                until: day.filter(|_| kind == ActKind::Extension),
                ..More::default()
            };
            Act {
                known: known.max(on),
                of: Some(1 - by),
                thing: figures.then_some(thing),
                zone: zone.filter(|_| figures),
                to_zone: to_zone.filter(|_| kind == ActKind::Notification),
                status: status.filter(|_| figures),
                number: figures.then_some(number),
                about,
                more: (more != More::default()).then(|| Box::new(more)),
                ..Act::new(kind, by, on)
            }
        },
    )
}

/// Declarations, no two of the same figure of one day, and notifications; and the same shuffled.
fn figures_in_two_orders() -> impl Strategy<Value = (Vec<Act>, Vec<Act>)> {
    let figures = proptest::collection::vec(an_act(), 0..60).prop_map(|acts| {
        let mut seen = std::collections::BTreeSet::new();
        let fresh = |act: &Act| match act.kind {
            ActKind::Declaration => {
                let item = act.item().map(str::to_owned);
                seen.insert((act.by, act.on, act.thing, act.zone, act.status, item))
            }
            ActKind::Notification => true,
            _ => false,
        };
        acts.into_iter().map(of_figures).filter(fresh).collect::<Vec<_>>()
    });
    figures.prop_flat_map(|acts| (Just(acts.clone()), Just(acts).prop_shuffle()))
}

/// Acts of other kinds would be left out: most become declarations.
fn of_figures(act: Act) -> Act {
    match (act.kind, act.number) {
        (ActKind::Notification, Some(Quantity::Number(_))) => act,
        _ => Act {
            kind: ActKind::Declaration,
            thing: act.thing.or(Some(act.by + 1)),
            to_zone: None,
            about: None,
            // What refers to another act must come behind it.
            more: act.item().map(|item| Box::new(More { item: Some(item.to_owned()), ..More::default() })),
            number: match act.number {
                Some(Quantity::Number(number)) => Some(Quantity::Number(number.abs())),
                other => other.or(Some(Quantity::Number(7))),
            },
            ..act
        },
    }
}

fn replayed<'i>(instrument: &'i Instrument, acts: &[Act]) -> Book<'i> {
    let mut book = Book::new(instrument);
    acts.iter().cloned().for_each(|act| book.add(act));
    book
}

/// What a party's account holds at the end of a day, by the definition: the
/// last declaration by day and place in the ledger, changed by what was
/// notified of later days.
fn by_definition(instrument: &Instrument, book: &Book<'_>, account: Account, on: Date) -> Option<Quantity> {
    let all: Vec<(u32, Act)> = (0..u32::try_from(book.len()).expect("few"))
        .filter_map(|at| Some((at, book.standing(at)?.into_owned())))
        .filter(|(_, act)| act.by == account.party && act.on <= on && act.status == account.status)
        .collect();
    let declared = all
        .iter()
        .filter(|(_, act)| {
            act.kind == ActKind::Declaration
                && act.item().is_none()
                && act.thing == Some(account.thing)
                && act.zone == account.zone
        })
        .max_by_key(|(at, act)| (act.on, *at))?;
    let Some(Quantity::Number(number)) = declared.1.number else { return declared.1.number };
    let inside = |zone: Option<u32>| match (zone, account.zone) {
        (_, None) => true,
        (None, Some(_)) => false,
        (Some(zone), Some(outer)) => instrument.is_within(zone as usize, outer as usize),
    };
    let changes = all.iter().filter(|(_, act)| {
        act.kind == ActKind::Notification
            && act.on > declared.1.on
            && act.thing.is_some_and(|thing| instrument.is_kind_of(thing as usize, account.thing as usize))
    });
    let change = changes.map(|(_, act)| {
        let Some(Quantity::Number(by)) = act.number else { return 0 };
        match act.to_zone {
            None => by * i64::from(inside(act.zone)),
            Some(to) => by * (i64::from(inside(Some(to))) - i64::from(inside(act.zone))),
        }
    });
    Some(Quantity::Number(number + change.sum::<i64>()))
}

/// Vehicles, tanks and guns; the plain is divided into east and west; no rule but one
/// by status.
const PLACES: &str = r#"
detente = 1
[instrument]
title = "Places"
in-force = 2019-01-01
[parties.north]
name = "North"
[parties.south]
name = "South"
[zones.plain]
title = "Plain"
divided = true
[zones.east]
title = "East"
within = "plain"
[zones.west]
title = "West"
within = "plain"
[statuses.museum]
title = "In a museum"
[things.vehicle]
title = "Vehicles"
[things.tank]
title = "Tanks"
of = "vehicle"
[things.gun]
title = "Guns"
of = "vehicle"
[[counting]]
id = "half"
thing = "gun"
towards = "vehicle"
as = 0
status = "museum"
basis = "made-up"
"#;

/// What is known of a place, by the definition: the least there is, and whether that is all.
type Known = Option<(i64, bool)>;

/// A place of the party 0 at the end of a day.
struct Places<'a> {
    book: &'a Book<'a>,
    on: Date,
}

impl Places<'_> {
    /// The figure of a place with the day that it is as of.
    fn figure(&self, account: Account) -> Option<(Quantity, Date)> {
        let level = self.book.series(account)?.at(self.on)?;
        Some((level.quantity, level.declared))
    }

    /// Kinds of a place, and zones within it with whether they are all of it.
    fn parts(&self, account: Account) -> (Vec<Account>, Vec<Account>, bool) {
        let kinds = if account.thing == 0 { vec![1, 2] } else { vec![] };
        let (zones, all) = match account.zone {
            None => (vec![0], false),
            Some(0) => (vec![1, 2], true),
            Some(_) => (vec![], true),
        };
        (
            kinds.into_iter().map(|thing| Account { thing, ..account }).collect(),
            zones.into_iter().map(|zone| Account { zone: Some(zone), ..account }).collect(),
            all,
        )
    }

    /// How many of an account count at least by changes alone, whatever there was before,
    /// and whether there were any: of a run of changes that reaches to the end, the one
    /// that makes most. What came to a part is counted there; what left one may be of it.
    fn gained(&self, account: Account) -> (i64, bool) {
        let since = self.figure(account).map(|(_, declared)| declared);
        let mut acts: Vec<(u32, Act)> = (0..u32::try_from(self.book.len()).expect("few"))
            .filter_map(|at| Some((at, self.book.standing(at)?.into_owned())))
            .filter(|(_, act)| act.kind == ActKind::Notification && act.by == 0 && act.on <= self.on)
            .filter(|(_, act)| act.status == account.status && since.is_none_or(|since| act.on > since))
            .collect();
        acts.sort_by_key(|(at, act)| (act.on, *at));
        let mut changes = Vec::new();
        for (_, act) in acts {
            let (Some(Quantity::Number(by)), Some(thing)) = (act.number, act.thing) else { continue };
            let sides = match act.to_zone {
                None => vec![(act.zone, by)],
                Some(_) => vec![(act.zone, -by), (act.to_zone, by)],
            };
            for (zone, by) in sides {
                let kind = account.thing == thing || account.thing == 0;
                let inside = account.zone == zone
                    || account.zone.is_none()
                    || (account.zone == Some(0) && zone.is_some());
                match (thing, zone) == (account.thing, account.zone) {
                    true => changes.push(by),
                    false if kind && inside => changes.push(by.min(0)),
                    false => {}
                }
            }
        }
        let runs = (0..changes.len()).map(|from| changes[from..].iter().sum::<i64>());
        (
            runs.max().unwrap_or(0).max(0) * Self::weight(account),
            !changes.is_empty() && Self::weight(account) > 0,
        )
    }

    /// Whether the items of an account count.
    fn weight(account: Account) -> i64 {
        i64::from(!(account.thing == 2 && account.status == Some(0)))
    }

    /// How many the parts of a place make, and how many of them count, by figures as of a
    /// day or later; whether these are all parts; and the latest day of them.
    fn since(&self, account: Account, day: Date) -> (i64, i64, bool, Option<Date>) {
        let (kinds, zones, all) = self.parts(account);
        let sum = |parts: Vec<Account>, all: bool| {
            parts.into_iter().map(|part| self.part_since(part, day)).fold((0, 0, all, None), |sum, part| {
                (sum.0 + part.0, sum.1 + part.1, sum.2 && part.2 && part.3.is_some(), sum.3.max(part.3))
            })
        };
        sum(kinds, true).max(sum(zones, all))
    }

    fn part_since(&self, account: Account, day: Date) -> (i64, i64, bool, Option<Date>) {
        match self.figure(account).filter(|(_, declared)| *declared >= day) {
            None => self.since(account, day),
            Some((Quantity::Number(number), declared)) if number >= 0 => {
                let parts = self.since(account, declared);
                if parts.3 > Some(declared) && parts.0 > number {
                    return parts;
                }
                (number, number * Self::weight(account), true, Some(declared))
            }
            Some((_, declared)) => {
                let parts = self.since(account, declared);
                (parts.0, parts.1, false, parts.3)
            }
        }
    }

    /// What is known of a place in its status.
    fn of_place(&self, account: Account) -> (Known, bool) {
        let weight = Self::weight(account);
        if let Some((quantity, declared)) = self.figure(account) {
            let parts = self.since(account, declared);
            return match quantity {
                Quantity::Number(number) if number >= 0 => {
                    let own = number * weight;
                    if parts.3 > Some(declared) && parts.0 > number {
                        (Some((own.max(parts.1), parts.2 && parts.1 >= own)), true)
                    } else {
                        (Some((own, true)), true)
                    }
                }
                _ if parts.3.is_some() => (Some((parts.1.max(self.gained(account).0), weight == 0)), true),
                _ => match self.gained(account).0 {
                    0 => (Some((0, weight == 0)), weight == 0),
                    gained => (Some((gained, false)), true),
                },
            };
        }
        let (kinds, zones, all) = self.parts(account);
        let rest = account.status.is_none();
        let sum = |parts: &[Account], all: bool| -> (Known, bool) {
            let parts: Vec<_> = parts.iter().map(|part| self.of_place(*part)).collect();
            let known = parts.iter().any(|(_, known)| *known);
            let number: i64 = parts.iter().filter_map(|(part, _)| *part).map(|(number, _)| number).sum();
            let whole = parts.iter().all(|(part, _)| part.map_or(!rest, |(_, whole)| whole));
            let any = parts.iter().any(|(part, _)| part.is_some());
            (any.then_some((number, whole && (all || !rest))), known)
        };
        let rank = |(part, known): &(Known, bool)| {
            let (number, whole) = part.unwrap_or((0, false));
            (part.is_some() && (*known || part.is_some()), *known && whole, part.is_some(), number)
        };
        let (by_kinds, by_zones) = (sum(&kinds, true), sum(&zones, all));
        let best = if rank(&by_zones) > rank(&by_kinds) { by_zones } else { by_kinds };
        let (gained, changed) = self.gained(account);
        if gained > best.0.map_or(0, |(number, _)| number) || (best.0.is_none() && changed) {
            return (Some((gained, false)), gained > 0);
        }
        best
    }

    /// What is known of a thing in a zone, in every status.
    fn of_thing(&self, thing: u32, zone: Option<u32>) -> Known {
        let account = Account { party: 0, thing, zone, status: None };
        let (rest, _) = self.of_place(account);
        let (museum, _) = self.of_place(Account { status: Some(0), ..account });
        match (rest, museum) {
            (None, None) => None,
            (None, Some((number, _))) => Some((number, false)),
            (Some(rest), None) => Some(rest),
            (Some((number, whole)), Some((more, all))) => Some((number + more, whole && all)),
        }
    }
}

proptest! {
    /// Wholes and parts, told on different days and in statuses, count as the definition says.
    #[test]
    fn numbers_count_as_the_definition_says((acts, _) in figures_in_two_orders(), on in a_day()) {
        let instrument = instrument(PLACES);
        let place = |act: Act| Act { thing: act.thing.map(|thing| thing % 3), ..act };
        let acts: Vec<Act> = acts.into_iter().map(place).collect();
        let book = replayed(&instrument, &acts);
        let places = Places { book: &book, on };
        for zone in [None, Some(0), Some(1), Some(2)] {
            let tally = Counter::new(&book, 0, None).count(0, zone, on);
            let (number, whole) = places.of_thing(0, zone.map(|zone| zone as u32)).unwrap_or((0, false));
            prop_assert_eq!((tally.number, tally.is_complete()), (number, whole), "{:?} {:?}", zone, tally);
        }
    }

    /// What is followed from day to day, forth and back, is what one finds who comes anew.
    #[test]
    fn a_counter_that_was_asked_before_says_the_same(
        (acts, _) in figures_in_two_orders(),
        days in proptest::collection::vec(a_day(), 1..20),
    ) {
        let instrument = instrument(TREATY);
        let acts: Vec<Act> = acts.into_iter().map(|act| Act { status: Some(0), ..act }).collect();
        let book = replayed(&instrument, &acts);
        let asked = Counter::new(&book, 0, None);
        for on in days.into_iter().flat_map(|day| [day, day.tomorrow().expect("a day")]) {
            let anew = Counter::new(&book, 0, None);
            prop_assert_eq!(asked.count(0, None, on), anew.count(0, None, on), "{}", on);
        }
    }

    #[test]
    fn every_batching_gives_the_same_state(
        acts in proptest::collection::vec(an_act(), 0..60),
        cuts in proptest::collection::vec(0_usize..60, 0..6),
    ) {
        let instrument = instrument(TREATY);
        let ids = Ids::of(&instrument);
        let whole = replayed(&instrument, &acts);
        let mut ledger = MemoryLedger::default();
        let mut cuts: Vec<usize> = cuts.into_iter().map(|cut| cut.min(acts.len())).chain([0, acts.len()]).collect();
        cuts.sort_unstable();
        let mut head = None;
        for pair in cuts.windows(2) {
            head = append(&ids, &mut ledger, head, &acts[pair[0]..pair[1]], None).expect("memory");
        }
        let opened = open(&ids, &mut ledger, Extent { known_by: None, verify: true, threads: 1 }).expect("memory");
        prop_assert_eq!(opened.faults, []);
        prop_assert_eq!(opened.unreadable, []);
        prop_assert_eq!(&opened.book, &whole);
        let mut one = MemoryLedger::default();
        append(&ids, &mut one, None, &acts, None).expect("memory");
        prop_assert_eq!(one, ledger);
    }

    /// Declarations and notifications carry their days: where no two declarations
    /// give the same figure of one day, it is the same in which order they came.
    #[test]
    fn the_order_of_entry_changes_no_number((acts, shuffled) in figures_in_two_orders()) {
        let instrument = instrument(TREATY);
        let (one, other) = (replayed(&instrument, &acts), replayed(&instrument, &shuffled));
        let days = || acts.iter().flat_map(|act| [act.on, act.on.tomorrow().expect("a day"), date("2023-06-01")]);
        for party in 0..2 {
            for on in days() {
                for thing in 0..4 {
                    for (zone, status) in [(None, None), (Some(0), None), (Some(1), Some(0)), (Some(2), None)] {
                        let account = Account { party, thing, zone, status };
                        let at = |book: &Book<'_>| Some(book.series(account)?.at(on)?.quantity);
                        prop_assert_eq!(at(&one), at(&other), "{:?} {}", account, on);
                    }
                }
                for limit in 0..2 {
                    let of = |book: &Book<'_>| limits::state(book, limit, Subject::Party(party as usize), None, on);
                    let of = |book: &Book<'_>| of(book).map(|state| (state.tally.number, state.standing, state.first_breach));
                    prop_assert_eq!(of(&one), of(&other), "{} {}", limit, on);
                }
            }
        }
    }

    /// What has ended or begun by a day does not depend on what became known later, and stays.
    #[test]
    fn what_has_come_by_a_day_rests_on_what_was_known_then(
        acts in proptest::collection::vec(an_act(), 0..60),
        on in a_day(),
    ) {
        let instrument = instrument(TREATY);
        let whole = replayed(&instrument, &acts);
        let mut then = Book::new(&instrument);
        for act in acts {
            if act.known <= on { then.add(act) } else { then.skip() }
        }
        prop_assert_eq!(term::state(&whole, on), term::state(&then, on));
        let later = on.checked_add(jiff::Span::new().years(1)).expect("a day");
        for party in 0..2 {
            let follows = |book: &Book<'_>, on: Date| of_duty(book, 2, party, None, on).iter().map(|each| each.on).collect::<Vec<_>>();
            prop_assert_eq!(follows(&whole, on), follows(&then, on));
            let still: Vec<Date> = follows(&whole, later).into_iter().filter(|day| *day <= on).collect();
            prop_assert_eq!(still, follows(&whole, on));
            for reading in [Some(0), Some(1)] {
                let ended = |book: &Book<'_>, on: Date| {
                    match limits::state(book, 2, Subject::Party(party), reading, on).expect("a state").standing {
                        Standing::Ended { since } => Some(since),
                        _ => None,
                    }
                };
                prop_assert_eq!(ended(&whole, on), ended(&then, on), "{} {:?}", party, reading);
                if let Some(since) = ended(&whole, on) {
                    prop_assert_eq!(ended(&whole, later), Some(since));
                }
            }
        }
    }

    #[test]
    fn a_line_is_read_as_it_was_written(act in an_act()) {
        let instrument = instrument(TREATY);
        let ids = Ids::of(&instrument);
        prop_assert_eq!(wire::read(&ids, &wire::write(&ids, &act)), Ok(act));
    }

    #[test]
    fn accounts_hold_what_the_definition_says(acts in proptest::collection::vec(an_act(), 0..60), on in a_day()) {
        let instrument = instrument(TREATY);
        let book = replayed(&instrument, &acts);
        for party in 0..2 {
            for thing in 0..4 {
                for zone in [None, Some(0), Some(1), Some(2)] {
                    for status in [None, Some(0)] {
                        let account = Account { party, thing, zone, status };
                        let found = book.series(account).and_then(|series| series.at(on)).map(|level| level.quantity);
                        prop_assert_eq!(found, by_definition(&instrument, &book, account, on), "{:?}", account);
                    }
                }
            }
        }
    }

    #[test]
    fn nothing_panics_whatever_is_entered(acts in proptest::collection::vec(an_act(), 0..60), on in a_day()) {
        let instrument = instrument(TREATY);
        let book = replayed(&instrument, &acts);
        let status = status(&book, Question { on, reading: None, viewer: Some(0) });
        prop_assert!(!status.limits.is_empty());
        let audit = detente_keep::audit::audit(&book, Vec::new(), Vec::new(), on);
        prop_assert_eq!(audit.acts, acts.len());
        let year_later = on.checked_add(jiff::Span::new().years(1)).expect("a day");
        let entries = detente_keep::calendar::entries(&book, None, on, year_later);
        prop_assert!(entries.is_sorted_by_key(|(day, _)| *day));
    }

    #[test]
    fn any_line_is_an_act_or_none(line in "\\PC{0,80}") {
        let instrument = instrument(TREATY);
        let _ = wire::read(&Ids::of(&instrument), &line);
    }
}

/// What was judged behind one record is not appended behind another.
#[test]
fn acts_are_appended_only_behind_what_they_were_judged_by() {
    let instrument = instrument(TREATY);
    let ids = Ids::of(&instrument);
    let acts = acts(&instrument, "on,by,thing,number\n2021-01-01,north,tank,4\n2021-01-01,south,tank,6\n");
    let mut ledger = MemoryLedger::default();
    let first = append(&ids, &mut ledger, None, &acts[..1], None).expect("memory");
    assert_eq!(append(&ids, &mut ledger, None, &acts[1..], None), Err(AppendError::Moved));
    let second = append(&ids, &mut ledger, first, &acts[1..], None).expect("memory");
    assert_eq!(append(&ids, &mut ledger, first, &acts, None), Err(AppendError::Moved));
    assert_eq!((ledger.records.len(), ledger.records.last().map(|record| record.hash)), (2, second));
}

#[test]
fn breakdowns_zones_and_statuses_are_added_where_no_whole_is_declared() {
    let instrument = instrument(TREATY);
    let acts = acts(
        &instrument,
        "on,by,thing,zone,status,number\n\
         2021-01-01,north,tank,east,,4\n2021-01-01,north,tank,west,,6\n2021-01-01,north,gun,east,,5\n\
         2021-01-01,north,gun,west,,0\n2021-03-01,north,tank,east,transit,20\n",
    );
    let book = book(&instrument, &acts);
    let counter = Counter::new(&book, 0, None);
    let count = |zone, on| {
        let tally = counter.count(0, zone, date(on));
        assert!(tally.is_complete(), "{tally:?}");
        tally.number
    };
    assert_eq!(count(Some(1), "2021-01-01"), 9);
    assert_eq!(count(Some(0), "2021-01-01"), 15);
    assert_eq!(count(None, "2021-01-01"), 15);
    // For a week what is in transit does not count; then it does.
    assert_eq!(count(Some(1), "2021-03-08"), 9);
    assert_eq!(count(Some(1), "2021-03-09"), 29);
    let state = limits::state(&book, 1, Subject::Party(0), None, date("2021-04-01")).expect("a state");
    assert_eq!(state.first_breach, Some(date("2021-03-09")));
    assert_eq!(state.standing, Standing::Beyond { by: 19, since: date("2021-03-09") });
}

#[test]
fn a_correction_changes_the_past_as_known_from_its_day_on() {
    let instrument = instrument(TREATY);
    let acts = acts(
        &instrument,
        "kind,on,by,thing,number,act,known\n\
         declaration,2021-01-01,north,vehicle,120,,2021-01-20\n\
         correction,2021-01-01,north,vehicle,95,0,2021-02-10\n",
    );
    let seen = |known: &str, on: &str| {
        let mut book = Book::new(&instrument);
        for act in &acts {
            if act.known <= date(known) { book.add(act.clone()) } else { book.skip() }
        }
        limits::state(&book, 0, Subject::Party(0), None, date(on)).expect("a state")
    };
    let before = seen("2021-02-09", "2021-03-01");
    assert_eq!((before.tally.number, before.first_breach), (120, Some(date("2021-01-01"))));
    let after = seen("2021-02-10", "2021-03-01");
    assert_eq!((after.tally.number, after.first_breach), (95, None));
}

#[test]
fn a_reciprocal_step_sets_the_other_free_and_not_the_first() {
    let instrument = instrument(TREATY);
    let acts = acts(
        &instrument,
        "on,by,thing,number\n2021-01-01,north,hull,0\n2021-01-01,south,hull,0\n\
         2021-05-01,south,hull,3\n2021-06-01,north,hull,5\n",
    );
    let book = book(&instrument, &acts);
    let state =
        |party| limits::state(&book, 2, Subject::Party(party), None, date("2021-07-01")).expect("a state");
    assert_eq!(state(0).standing, Standing::Ended { since: date("2021-05-01") });
    assert_eq!(state(0).first_breach, None);
    assert_eq!(state(1).standing, Standing::Beyond { by: 3, since: date("2021-05-01") });
}

#[test]
fn a_duty_waits_for_the_verification_of_another() {
    let instrument = instrument(TREATY);
    let table = "kind,on,by,of,duty\n\
         fulfilment,2020-07-02,north,,report\nfulfilment,2020-07-20,south,,report\n\
         verification,2020-07-10,south,north,report\n";
    let mut entered = acts(&instrument, table);
    let before = book(&instrument, &entered);
    assert_eq!(of_duty(&before, 2, 0, None, date("2020-12-01")), []);
    let reports = of_duty(&before, 1, 1, None, date("2020-12-01"));
    // Five business days after 1 July 2020, a Wednesday.
    assert_eq!(reports[0].due, Some(date("2020-07-08")));
    assert!(matches!(reports[0].state, State::Met { late: true, .. }));
    entered.extend(acts(&instrument, "kind,on,by,of,duty\nverification,2020-08-01,north,south,report\n"));
    let after = book(&instrument, &entered);
    let follows = of_duty(&after, 2, 0, None, date("2020-12-01"));
    assert_eq!(
        follows.iter().map(|each| (each.on, each.due)).collect::<Vec<_>>(),
        [(date("2020-08-02"), Some(date("2020-08-12")))]
    );
}

#[test]
fn quotas_are_used_carried_over_and_transferred() {
    let instrument = instrument(TREATY);
    let acts = acts(
        &instrument,
        "kind,on,by,of,quota,number\n\
         use,2020-03-01,north,south,visits,\nuse,2021-03-01,north,south,visits,2\n\
         transfer,2021-02-01,south,north,visits,1\nuse,2022-01-01,north,south,visits,4\n",
    );
    let book = book(&instrument, &acts);
    let state = |party, on| quotas::state(&book, 0, Subject::Party(party), None, date(on)).expect("a state");
    let second = state(0, "2021-12-31");
    // Two, one carried over from 2020, one from South; two used.
    assert_eq!((second.number, second.carried, second.transferred, second.used), (4, 1, 1, 2));
    assert_eq!(state(1, "2021-12-31").number, 2);
    assert_eq!(state(0, "2022-06-01").left(), -1);
    assert_eq!(quotas::overused(&book, 0, None, date("2022-12-01")).len(), 1);
}

#[test]
fn notice_of_withdrawal_ends_what_a_party_owes() {
    let instrument = instrument(TREATY);
    let acts = acts(&instrument, "kind,on,by\nwithdrawal,2021-02-15,south\n");
    let book = book(&instrument, &acts);
    let state = term::state(&book, date("2021-03-01"));
    assert_eq!(state.leaving[0].out, Some(date("2021-08-15")));
    // Of two parties one is left, to whom nobody owes anything any more.
    assert_eq!((state.expires, state.deserted), (Some(date("2021-08-15")), Some(date("2021-08-15"))));
    let owed = |party| of_duty(&book, 0, party, None, date("2023-01-01")).len();
    assert_eq!((owed(0), owed(1)), (2, 2));
}

#[test]
fn nothing_entered_is_not_zero() {
    let instrument = instrument(TREATY);
    let book = book(&instrument, &[]);
    let state = limits::state(&book, 0, Subject::Party(0), None, date("2021-02-01")).expect("a state");
    assert_eq!(state.standing, Standing::Open);
    assert!(state.tally.missing.iter().all(|missing| missing.why == Why::NothingEntered));
}
