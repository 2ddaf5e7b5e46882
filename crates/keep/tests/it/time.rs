//! What comes about when: sequences, snap-backs, ends, duties, quotas, the calendar.

use detente_instrument::model::Instrument;
use detente_instrument::scope::Subject;
use detente_keep::audit::{Finding, Parts, audit};
use detente_keep::book::{Book, Refusal};
use detente_keep::calendar::{self, Entry};
use detente_keep::duties::{Occasion, State, of_duty};
use detente_keep::limits::{self, Standing};
use detente_keep::privacy::Eyes;
use detente_keep::status::{Question, status};
use detente_keep::tally::Counter;
use detente_keep::{plan, quotas, term};

use crate::support::{acts, book, date, instrument, treaty_of_two as treaty};

fn with<T>(instrument: &Instrument, table: &str, test: impl FnOnce(&Book<'_>) -> T) -> T {
    let acts = acts(instrument, table);
    test(&book(instrument, &acts))
}

const NONE: &str = "on,by,kind\n2020-01-01,north,dispute\n";

fn states(occasions: &[Occasion]) -> Vec<(String, State)> {
    occasions.iter().map(|each| (each.on.to_string(), each.state)).collect()
}

#[test]
fn limits_end_with_the_instrument_and_for_whoever_is_out() {
    let limit = "[things.v]\ntitle = \"V\"\n[limits.v]\ntitle = \"V\"\ncounts = \"v\"\nat-most = 10\nbasis = \"made-up\"\n";
    let expiring = treaty(&format!("{limit}[duration]\nlasts = \"P1Y\"\nbasis = \"made-up\"\n"));
    let standing = |book: &Book<'_>, party, on| {
        limits::state(book, 0, Subject::Party(party), None, date(on)).expect("a state").standing
    };
    with(&expiring, "on,by,thing,number\n2020-02-01,north,v,20\n", |book| {
        assert!(matches!(standing(book, 0, "2020-12-31"), Standing::Beyond { by: 10, .. }));
        assert_eq!(standing(book, 0, "2021-01-01"), Standing::Ended { since: date("2021-01-01") });
    });
    let three = "[parties.vale]\nname = \"Vale\"\n[duration]\nwithdrawal = \"P6M\"\nbasis = \"made-up\"\n\
                 [groups.league]\nname = \"League\"\nmembers = [\"south\", \"vale\"]\n";
    let three = treaty(&format!(
        "{limit}[limits.league]\ntitle = \"League\"\neach = \"league\"\ncounts = \"v\"\nat-most = 10\nbasis = \"made-up\"\n{three}"
    ));
    let table = "kind,on,by,thing,number\ndeclaration,2020-02-01,north,v,20\ndeclaration,2020-02-01,south,v,20\n\
                 declaration,2020-02-01,vale,v,4\nwithdrawal,2020-03-01,south,,\n";
    with(&three, table, |book| {
        // Of three parties one leaves, and two are still bound to each other.
        assert_eq!(standing(book, 1, "2020-10-01"), Standing::Ended { since: date("2020-09-01") });
        assert!(matches!(standing(book, 0, "2020-10-01"), Standing::Beyond { by: 10, .. }));
        assert_eq!(term::state(book, date("2020-10-01")).deserted, None);
        // A group is bound as long as one of its members is, for what these hold.
        let league = |on| limits::state(book, 1, Subject::Group(0), None, date(on)).expect("a state");
        assert_eq!(league("2020-08-31").tally.number, 24);
        assert_eq!(league("2020-09-01").standing, Standing::Within { above: Some(6), below: None });
    });
    let table = format!("{table}withdrawal,2020-04-01,vale,,\n");
    with(&three, &table, |book| {
        let ended = Standing::Ended { since: date("2020-10-01") };
        assert_eq!((0..3).map(|party| standing(book, party, "2020-12-01")).collect::<Vec<_>>()[0], ended);
        assert!(!term::state(book, date("2020-12-01")).in_force);
    });
}

#[test]
fn an_extension_agreed_on_after_the_end_revives_nothing() {
    let instrument = treaty("[duration]\nlasts = \"P1Y\"\nextension = \"P5Y\"\nbasis = \"made-up\"\n");
    let table = |day: &str| {
        format!("kind,on,by,until\nextension,2020-05-01,north,2024-01-01\nextension,{day},south,2024-01-01\n")
    };
    with(&instrument, &table("2020-12-31"), |book| {
        let state = term::state(book, date("2023-06-01"));
        assert!(state.in_force && !state.extensions[0].after_end);
    });
    with(&instrument, &table("2023-05-01"), |book| {
        let state = term::state(book, date("2023-06-01"));
        assert!(!state.in_force && state.extensions[0].after_end);
        assert_eq!(state.expires, Some(date("2021-01-01")));
    });
}

#[test]
fn a_snap_back_after_its_own_breach_is_found_at_once() {
    let parties: String = (0..6).map(|at| format!("[parties.p{at}]\nname = \"P\"\n")).collect();
    let instrument = treaty(&format!(
        "{parties}[things.v]\ntitle = \"V\"\n[limits.v]\ntitle = \"V\"\ncounts = \"v\"\nphases = [\
         {{ from = \"P1Y\", at-most = 10 }}, {{ from = {{ limit = \"v\", is = \"breached\" }}, at-most = 5 }},\
         {{ from = {{ limit = \"w\", is = \"breached\" }}, at-most = 4 }}]\nbasis = \"made-up\"\n\
         [limits.w]\ntitle = \"W\"\ncounts = \"v\"\nphases = [{{ from = \"P1Y\", at-most = 100 }},\
         {{ from = {{ limit = \"v\", is = \"breached\", plus = \"P1Y\" }}, at-most = 6 }}]\nbasis = \"made-up\"\n"
    ));
    with(&instrument, "on,by,thing,number\n2021-02-01,north,v,11\n2021-02-01,south,v,7\n", |book| {
        let state = |limit, party, on| {
            limits::state(book, limit, Subject::Party(party), None, date(on)).expect("a state").standing
        };
        // North breaches the first phase, after which the second binds all.
        assert!(matches!(state(0, 0, "2021-03-01"), Standing::Beyond { by: 6, .. }));
        assert!(matches!(state(0, 1, "2021-03-01"), Standing::Beyond { by: 2, .. }));
        assert!(matches!(state(1, 1, "2021-03-01"), Standing::Within { .. }));
        assert!(matches!(state(1, 1, "2022-03-01"), Standing::Beyond { by: 1, .. }));
        let question = Question { on: date("2022-03-01"), reading: None, viewer: None };
        assert_eq!(status(book, question).limits.len(), 16);
    });
}

#[test]
fn a_long_sequence_is_followed_to_its_end() {
    let mut text = String::new();
    let mut table = "kind,on,by,duty\n".to_owned();
    for step in 0..200 {
        let at = match step {
            0 => "2020-01-01".to_owned(),
            _ => format!("{{ duty = \"d{}\", is = \"met\" }}", step - 1),
        };
        text.push_str(&format!(
            "[duties.d{step}]\ntitle = \"D\"\nby = \"north\"\nat = {at}\nwithin = \"P9D\"\nbasis = \"made-up\"\n"
        ));
        let day = date("2020-01-01").checked_add(jiff::Span::new().days(step)).expect("a day");
        table.push_str(&format!("fulfilment,{day},north,d{step}\n"));
    }
    let instrument = treaty(&text);
    with(&instrument, &table, |book| {
        let last = of_duty(book, 199, 0, None, date("2021-01-01"));
        assert!(matches!(last[..], [Occasion { state: State::Met { late: false, .. }, .. }]), "{last:?}");
    });
}

const DUTIES: &str = r#"
[things.v]
title = "V"
[things.w]
title = "W"
[duties.answer]
title = "Answer to a notice"
by = "north"
on = "notification"
of = "other"
within = "P5D"
basis = "made-up"
[duties.notice]
title = "Notice"
by = "south"
at = 2020-03-01
within = "P30D"
met-by = "notification"
basis = "made-up"
[duties.exchange]
title = "Exchange"
by = "north"
at = 2020-02-01
within = "P30D"
met-by = "declaration"
basis = "made-up"
[duties.report]
title = "Report"
by = "south"
at = 2020-03-01
within = "P30D"
basis = "made-up"
[duties.erratum]
title = "Erratum"
by = "north"
on = "declaration"
of = "same"
within = "P5D"
met-by = "correction"
basis = "made-up"
"#;

#[test]
fn any_kind_of_act_calls_for_a_duty_or_meets_it() {
    let instrument = treaty(DUTIES);
    let table = "kind,on,by,thing,number,act,known\ndeclaration,2020-02-01,south,v,10,,\n\
                 notification,2020-03-10,south,v,2,,\ndeclaration,2020-04-01,north,v,3,,\n\
                 declaration,2020-04-01,north,w,3,,\ncorrection,2020-04-01,north,v,4,2,2020-04-01\n";
    with(&instrument, table, |book| {
        let on = date("2020-06-01");
        let answers = of_duty(book, 0, 0, None, on);
        assert_eq!(states(&answers), [("2020-03-10".to_owned(), State::Open)]);
        let notice = of_duty(book, 1, 1, None, on);
        assert_eq!(notice[0].state, State::Met { on: date("2020-03-10"), late: false });
        assert_eq!(notice[0].act, Some(1));
        // Two figures of one day are one declaration.
        let erratum = of_duty(book, 4, 0, None, on);
        assert_eq!(erratum.len(), 1);
        assert_eq!(erratum[0].state, State::Met { on: date("2020-04-01"), late: false });
    });
}

#[test]
fn what_is_met_stays_met_and_no_order_of_entry_decides() {
    let instrument = treaty(DUTIES);
    let on = date("2021-01-01");
    let exchange = |table: &str, on| {
        let table = format!("kind,on,by,thing,number,act,known\n{table}");
        with(&instrument, &table, |book| of_duty(book, 2, 0, None, on)[0].state)
    };
    let met = |day: &str, late| State::Met { on: date(day), late };
    // A correction of a figure does not make it late.
    let corrected =
        "declaration,2020-02-01,north,v,10,,2020-02-05\ncorrection,2020-02-01,north,v,11,0,2020-06-01\n";
    assert_eq!(exchange(corrected, on), met("2020-02-05", false));
    // Nor is it known before its day.
    assert_eq!(exchange("declaration,2020-02-01,north,v,10,,2020-02-20\n", date("2020-02-10")), State::Open);
    let given = "declaration,2020-02-01,north,v,not provided,,2020-02-05\ncorrection,2020-02-01,north,v,11,0,2020-06-01\n";
    assert_eq!(exchange(given, date("2020-05-31")), State::NotProvided);
    assert_eq!(exchange(given, on), met("2020-06-01", true));
    let (first, second) = (
        "declaration,2020-02-01,north,v,10,,2020-02-05\n",
        "declaration,2020-02-01,north,w,10,,2020-05-05\n",
    );
    for table in [format!("{first}{second}"), format!("{second}{first}")] {
        assert_eq!(exchange(&table, on), met("2020-05-05", true));
    }
    let part = "declaration,2020-02-01,north,w,not provided,,2020-02-05\n";
    for table in [format!("{first}{part}"), format!("{part}{first}")] {
        assert_eq!(exchange(&table, on), State::NotProvided);
    }
    let table = "kind,on,by,known,duty,occasion\nfulfilment,2020-03-05,south,2020-03-05,report,2020-03-01\n\
                 fulfilment,2020-03-05,south,2020-06-05,report,2020-03-01\n";
    let report = with(&instrument, table, |book| of_duty(book, 3, 1, None, on)[0].state);
    assert_eq!(report, met("2020-03-05", false));
}

#[test]
fn no_reading_is_preferred_where_a_duty_waits_for_a_breach() {
    let readings = [
        "[readings.a]\ntitle = \"Wide\"\nbasis = \"made-up\"\n",
        "[readings.b]\ntitle = \"Narrow\"\nbasis = \"made-up\"\n",
    ];
    let more = r#"
[things.v]
title = "V"
[things.hull]
title = "Hull"
[[counting]]
id = "h"
thing = "hull"
towards = "v"
as = 1
reading = "a"
basis = "made-up"
[limits.v]
title = "V"
counts = "v"
at-most = 10
each = "north"
basis = "made-up"
[duties.meet]
title = "Meeting after a breach"
by = "north"
at = { limit = "v", is = "breached" }
within = "P10D"
basis = "made-up"
"#;
    for (order, wide) in [([0, 1], 0), ([1, 0], 1)] {
        let instrument = treaty(&format!("{}{}{more}", readings[order[0]], readings[order[1]]));
        with(&instrument, "on,by,thing,number\n2020-02-01,north,v,5\n2020-02-01,north,hull,10\n", |book| {
            let on = date("2020-06-01");
            let shown = status(book, Question { on, reading: None, viewer: None }).duties;
            assert_eq!(shown.iter().map(|each| each.readings.clone()).collect::<Vec<_>>(), [vec![wide]]);
            let found = audit(book, Vec::new(), Vec::new(), on).findings;
            assert!(matches!(&found[..], [Finding::Duty(under)] if under.readings == [wide]), "{found:?}");
            let due = calendar::entries(book, None, date("2020-02-01"), on);
            let due: Vec<_> = due.iter().filter(|(_, each)| matches!(each.what, Entry::Due(_))).collect();
            assert!(
                matches!(&due[..], [(day, each)] if *day == date("2020-02-11") && each.readings == [wide])
            );
            // Under one reading alone nothing has to be told apart.
            let one = status(book, Question { on, reading: Some(wide), viewer: None }).duties;
            assert_eq!(one[0].readings, Vec::<usize>::new());
        });
    }
}

#[test]
fn a_calendar_does_not_take_the_future_for_missed() {
    let instrument = treaty(
        r#"
[things.v]
title = "V"
[duties.exchange]
title = "Exchange"
every = "P6M"
within = "P30D"
basis = "made-up"
[limits.old]
title = "Old ceiling comes back"
counts = "v"
at-most = 1200
from = { duty = "exchange", is = "missed", by = "any" }
basis = "made-up"
[quotas.visits]
title = "Visits"
number = 2
until = 2022-03-01
basis = "made-up"
"#,
    );
    with(&instrument, NONE, |book| {
        let kinds = |from: &str| {
            let entries = calendar::entries(book, None, date(from), date("2023-12-31"));
            let count =
                |wanted: fn(&Entry) -> bool| entries.iter().filter(|(_, each)| wanted(&each.what)).count();
            (
                count(|each| matches!(each, Entry::Due(_))),
                count(|each| matches!(each, Entry::Binds { .. })),
                count(|each| matches!(each, Entry::QuotaYear { .. })),
            )
        };
        // Exchanges of both, twice a year; visits have years until March 2022.
        assert_eq!(kinds("2020-01-01"), (14, 0, 3));
        let binds = |from: &str| {
            let entries = calendar::entries(book, None, date(from), date("2020-12-01"));
            entries.iter().filter(|(_, each)| matches!(each.what, Entry::Binds { .. })).count()
        };
        assert_eq!((binds("2020-07-31"), binds("2020-08-01")), (0, 2));
        let state = limits::state(book, 0, Subject::Party(0), None, date("2020-08-01")).expect("a state");
        assert_eq!(state.standing, Standing::Open, "missed on 31 July");
    });
}

#[test]
fn quotas_keep_to_their_text() {
    let instrument = instrument(
        r#"
detente = 1
[instrument]
title = "T"
in-force = 2020-01-31
[parties.north]
name = "North"
[parties.south]
name = "South"
[quotas.visits]
title = "Visits"
number = 2
pairs = [{ by = "north", over = "south", number = 1 }]
until = 2022-06-01
per-use = [{ measure = "hours", unit = "h", at-most = 4, basis = "made-up" }]
basis = "made-up"
"#,
    );
    let table = "kind,on,by,of,number,quota,measure,measured\nuse,2021-01-30,north,south,2,visits,hours,5\n\
                 use,2021-01-31,north,south,1,visits,,\ntransfer,2021-03-01,south,north,1,visits,,\n\
                 use,2022-05-01,north,south,3,visits,,\n";
    with(&instrument, table, |book| {
        let of = |on: &str| {
            let state = quotas::state(book, 0, Subject::Party(0), None, date(on)).expect("a state");
            (state.year.to_string(), state.number, state.used)
        };
        assert_eq!(of("2021-01-30"), ("2020-01-31".to_owned(), 2, 2));
        assert_eq!(of("2021-03-02"), ("2021-01-31".to_owned(), 2, 1));
        let found = audit(book, Vec::new(), Vec::new(), date("2023-01-01")).findings;
        let kinds: Vec<String> = found
            .iter()
            .map(|finding| match finding {
                Finding::Overused(under) => format!("overused {:?}", under.what.acts),
                Finding::OverusedPair(overuse) => format!("pair {:?}", overuse.acts),
                Finding::Excess(under) => format!("excess {}", under.what.act),
                Finding::Transfer { act, .. } => format!("transfer {act}"),
                other => format!("{other:?}"),
            })
            .collect();
        assert_eq!(kinds, ["overused [3]", "pair [0]", "pair [3]", "excess 0", "transfer 2"]);
    });
}

#[test]
fn findings_name_the_acts_that_they_rest_on() {
    let instrument = treaty(
        "[things.v]\ntitle = \"V\"\n[things.tank]\ntitle = \"T\"\nof = \"v\"\n[things.gun]\ntitle = \"G\"\nof = \"v\"\n\
         [duties.x]\ntitle = \"X\"\nby = \"south\"\nat = 2020-02-01\nmet-by = \"declaration\"\nbasis = \"made-up\"\n",
    );
    let table = "on,by,thing,number,item\n2020-02-01,north,v,10,\n2020-02-01,north,tank,500,\n\
                 2020-02-01,south,v,not provided,\n2020-03-01,south,tank,2,\n2020-03-01,south,tank,0,a\n\
                 2020-03-01,south,tank,1,b\n";
    with(&instrument, table, |book| {
        let found = audit(book, Vec::new(), Vec::new(), date("2020-06-01")).findings;
        // Known parts exceed the whole although not all are known; an item of which there is none is none.
        assert!(
            matches!(&found[..], [
                Finding::Breakdown { by: Parts::Kinds, whole: 10, sum: 500, partial: true, acts, .. },
                Finding::Breakdown { by: Parts::Items, whole: 2, sum: 1, acts: listed, .. },
                Finding::Duty(under),
            ] if acts == &[0, 1] && listed == &[3, 4, 5] && under.what.act == Some(2)),
            "{found:?}"
        );
    });
}

#[test]
fn a_quota_that_waits_for_a_hidden_breach_is_withheld() {
    let instrument = treaty(
        r#"
[things.v]
title = "V"
[limits.v]
title = "V"
counts = "v"
at-most = 100
basis = "made-up"
[quotas.q]
title = "Extra visits after a breach"
number = 2
from = { limit = "v", is = "breached", by = "any", plus = "P3D" }
basis = "made-up"
[[confidentiality]]
id = "n"
fields = ["number"]
may-see = ["north"]
basis = "made-up"
"#,
    );
    with(&instrument, "on,by,thing,number\n2020-02-01,north,v,150\n2020-04-01,north,v,160\n", |book| {
        let on = date("2020-06-01");
        let seen = |viewer| status(book, Question { on, reading: None, viewer: Some(viewer) });
        assert_eq!((seen(0).quotas.len(), seen(0).quotas_withheld.len()), (2, 0));
        assert_eq!((seen(1).quotas.len(), seen(1).quotas_withheld), (0, vec![0]));
        let changes = |viewer| {
            let audit = audit(book, Vec::new(), Vec::new(), on);
            let audit = audit.seen_by(book, Eyes::new(&instrument, Some(viewer)));
            (audit.changes(), audit.limited)
        };
        assert_eq!((changes(0), changes(1)), ((1, false), (0, true)));
        let entries = calendar::entries(book, None, date("2020-02-01"), date("2022-01-01"));
        let years = |viewer| {
            let eyes = Eyes::new(&instrument, Some(viewer));
            entries.iter().filter(|(_, each)| calendar::sees(book, eyes, &each.what)).count()
        };
        assert_eq!((years(0), years(1)), (entries.len(), 0));
    });
}

#[test]
fn places_are_counted_once() {
    let instrument = treaty(
        "[zones.plain]\ntitle = \"Plain\"\n[zones.east]\ntitle = \"East\"\nwithin = \"plain\"\n\
         [statuses.laid-up]\ntitle = \"Laid up\"\n[things.v]\ntitle = \"V\"\n",
    );
    let table = "on,by,thing,zone,status,number\n2020-01-01,north,v,,,100\n2020-01-01,north,v,plain,,90\n\
                 2020-01-01,north,v,east,,60\n2020-01-01,north,v,east,laid-up,10\n2020-01-01,north,v,,laid-up,20\n";
    with(&instrument, table, |book| {
        let stocks = plan::stocks(book, Eyes::new(&instrument, None), 0, 0, date("2020-06-01"));
        let numbers: Vec<_> = stocks.iter().map(|stock| (stock.zone, stock.number, stock.rest)).collect();
        assert_eq!(numbers, [(None, 30, true), (Some(0), 20, true), (Some(1), 70, false)]);
    });
}

/// Inspectors go where the kinds are, where nobody gave the whole.
#[test]
fn kinds_are_the_places_of_what_is_not_declared_as_a_whole() {
    let instrument = treaty(
        "[zones.east]\ntitle = \"East\"\n[things.v]\ntitle = \"V\"\n[things.gun]\ntitle = \"Gun\"\nof = \"v\"\n\
         [things.tank]\ntitle = \"Tank\"\nof = \"v\"\n",
    );
    let table = "on,by,thing,zone,number\n2020-01-01,north,gun,east,3\n2020-01-01,north,tank,east,4\n2020-01-01,north,tank,,9\n";
    with(&instrument, table, |book| {
        let stocks = plan::stocks(book, Eyes::new(&instrument, None), 0, 0, date("2020-06-01"));
        let numbers: Vec<_> = stocks.iter().map(|stock| (stock.zone, stock.number)).collect();
        assert_eq!(numbers, [(None, 2), (Some(0), 7)]);
    });
}

/// A correction stands for an act of the kind that it corrects, whole.
#[test]
fn half_a_correction_takes_nothing_away() {
    let instrument = treaty("[things.v]\ntitle = \"V\"\n");
    let refused = |rows: &str| {
        let table = format!(
            "kind,on,by,thing,number,act,known\ndeclaration,2020-01-01,north,v,9,,\nnotification,2020-02-01,north,v,-5,,\n{rows}"
        );
        let mut book = Book::new(&instrument);
        acts(&instrument, &table).into_iter().for_each(|act| book.add(act));
        let number = Counter::new(&book, 0, None).count(0, None, date("2020-12-01")).number;
        (book.refused().iter().map(|(_, why)| why.clone()).collect::<Vec<_>>(), number)
    };
    let missing = |columns: &[&'static str]| vec![Refusal::Incomplete(columns.to_vec())];
    assert_eq!(refused("correction,2020-01-01,north,,8,0,2020-03-01\n"), (missing(&["thing"]), 4));
    assert_eq!(refused("correction,2020-01-01,north,v,,0,2020-03-01\n"), (missing(&["number"]), 4));
    assert_eq!(refused("correction,2020-01-01,north,v,-8,0,2020-03-01\n"), (vec![Refusal::BelowZero], 4));
    // A change downwards can be put right.
    assert_eq!(refused("correction,2020-02-01,north,v,-7,1,2020-03-01\n"), (vec![], 2));
}

#[test]
fn nobody_uses_a_quota_over_itself() {
    let instrument = treaty("[quotas.visits]\ntitle = \"Visits\"\nnumber = 2\nbasis = \"made-up\"\n");
    let table = "kind,by,on,of,quota\nuse,north,2020-03-01,north,visits\nuse,north,2020-03-02,south,visits\n";
    let mut book = Book::new(&instrument);
    acts(&instrument, table).into_iter().for_each(|act| book.add(act));
    assert_eq!(book.refused(), [(0, Refusal::OverItself)]);
}

/// A party that is out is asked for nothing: neither its consent, nor what it never owed.
#[test]
fn whoever_is_out_holds_up_nothing() {
    let three = treaty(
        r#"
[parties.vale]
name = "Vale"
[things.v]
title = "V"
[duties.step]
title = "Step"
at = 2021-01-01
within = "P30D"
basis = "made-up"
[limits.v]
title = "V"
counts = "v"
at-most = 10
from = { duty = "step", is = "met" }
basis = "made-up"
[duration]
lasts = "P5Y"
extension = "P5Y"
withdrawal = "P6M"
basis = "made-up"
"#,
    );
    let table = |vale: &str| {
        format!(
            "kind,on,by,until,duty\n{vale}fulfilment,2021-01-05,north,,step\nfulfilment,2021-01-09,south,,step\n\
             extension,2024-03-01,north,2028-01-01,\nextension,2024-04-01,south,2028-01-01,\n"
        )
    };
    let seen = |vale: &str| {
        with(&three, &table(vale), |book| {
            let state = limits::state(book, 0, Subject::Party(0), None, date("2024-06-01")).expect("a state");
            let term = term::state(book, date("2024-06-01"));
            (!matches!(state.standing, Standing::NotBinding { .. }), term.expires.map(|day| day.to_string()))
        })
    };
    let (old, new) = (Some("2025-01-01".to_owned()), Some("2028-01-01".to_owned()));
    assert_eq!(seen(""), (false, old.clone()));
    assert_eq!(seen("withdrawal,2020-03-01,vale,,\n"), (true, new.clone()));
    // Out after the others were done: then nobody is left who is not.
    assert_eq!(seen("withdrawal,2023-03-01,vale,,\n"), (true, new));
    // Notice alone frees nobody.
    assert_eq!(seen("withdrawal,2024-03-01,vale,,\n"), (false, old));
    // Where all are out none of whom did it, it has not come about.
    let nobody = "kind,on,by\nwithdrawal,2020-03-01,vale\nwithdrawal,2020-03-01,south\n";
    with(&three, nobody, |book| {
        let state = limits::state(book, 0, Subject::Party(0), None, date("2022-06-01")).expect("a state");
        assert!(!matches!(state.standing, Standing::Within { .. } | Standing::Open), "{state:?}");
    });
}

/// What refers to an act meets what that act called for, and nothing else.
#[test]
fn an_answer_meets_the_question_that_it_names() {
    let instrument = treaty(
        "[duties.answer]\ntitle = \"Answer\"\nby = \"south\"\non = \"dispute\"\nof = \"other\"\nwithin = \"P10D\"\n\
         met-by = \"clarification\"\nbasis = \"made-up\"\n[things.v]\ntitle = \"V\"\n[things.w]\ntitle = \"W\"\n\
         [duties.note]\ntitle = \"Note\"\nby = \"south\"\non = \"declaration\"\nof = \"other\"\nwithin = \"P10D\"\nbasis = \"made-up\"\n",
    );
    let states = |answers: &str| {
        let table = format!(
            "kind,on,by,of,act,duty,thing,number,occasion\ndispute,2020-01-10,north,south,,,,,\n\
             dispute,2020-01-10,north,south,,,,,\ndispute,2020-01-12,north,south,,,,,\n{answers}"
        );
        with(&instrument, &table, |book| {
            let of = |each: &Occasion| match each.state {
                State::Met { on, .. } => on.to_string(),
                _ => "open".to_owned(),
            };
            of_duty(book, 0, 1, None, date("2020-06-01")).iter().map(of).collect::<Vec<_>>()
        })
    };
    let clarify = |day: &str, act: &str| format!("clarification,{day},south,,{act},,,,\n");
    let both = format!("{}{}", clarify("2020-01-14", "1"), clarify("2020-01-15", "1"));
    assert_eq!(states(&both), ["open", "2020-01-14", "open"]);
    assert_eq!(states(&clarify("2020-01-14", "2")), ["open", "open", "2020-01-14"]);
    assert_eq!(states(&clarify("2020-01-14", "")), ["2020-01-14", "open", "open"]);
    // What refers to something else answers none of them.
    let other = format!("declaration,2020-01-13,north,,,,v,3,\n{}", clarify("2020-01-14", "3"));
    assert_eq!(states(&other), ["open", "open", "open"]);
    // Of the figures of one declaration each stands for all.
    let table = "kind,on,by,of,act,duty,thing,number\ndeclaration,2020-01-10,north,,,,v,3\n\
                 declaration,2020-02-10,north,,,,v,3\ndeclaration,2020-02-10,north,,,,w,4\n\
                 fulfilment,2020-02-12,south,,2,note,,\n";
    with(&instrument, table, |book| {
        let notes = of_duty(book, 1, 1, None, date("2020-06-01"));
        assert!(matches!(
            notes[..],
            [
                Occasion { state: State::Open, raised: Some(0), .. },
                Occasion { state: State::Met { .. }, raised: Some(1), act: Some(3), .. }
            ]
        ));
    });
}

#[test]
fn there_are_as_many_occasions_as_arise() {
    let instrument = treaty(
        "[duties.daily]\ntitle = \"Daily\"\nby = \"north\"\nevery = \"P1D\"\nfirst = 1980-01-01\nbasis = \"made-up\"\n\
         [duties.answer]\ntitle = \"Answer\"\nby = \"south\"\non = \"notification\"\nof = \"other\"\nbasis = \"made-up\"\n",
    );
    let table: String =
        "kind,on,by\n".chars().chain("notification,2020-02-01,north\n".repeat(10_050).chars()).collect();
    with(&instrument, &table, |book| {
        assert_eq!(of_duty(book, 1, 1, None, date("2020-06-01")).len(), 10_050);
        let daily = of_duty(book, 0, 0, None, date("2020-06-01"));
        assert_eq!(daily.len(), 14_763, "days from 1980-01-01 to 2020-06-01");
        assert_eq!(daily.last().map(|each| each.on), Some(date("2020-06-01")));
    });
}

/// Uses for which no number is there are told, and numbers that nobody knows are no zero.
#[test]
fn uses_without_a_number_are_told() {
    let instrument = treaty(
        "[quotas.visits]\ntitle = \"Visits\"\nnumbers = { north = 2 }\nfrom = 2020-06-01\nuntil = 2021-06-01\n\
         transfers = true\nbasis = \"made-up\"\n\
         [quotas.flights]\ntitle = \"Flights\"\nrole = \"passive\"\nnumber = 2\nbasis = \"made-up\"\n",
    );
    let table = "kind,on,by,of,number,quota\nuse,2020-05-31,north,south,1,visits\nuse,2020-06-01,north,south,1,visits\n\
                 use,2021-06-01,north,south,1,visits\nuse,2020-07-01,south,north,1,visits\n\
                 transfer,2020-08-01,north,south,5,visits\ntransfer,2020-09-01,south,north,1,visits\n\
                 use,2020-10-01,north,south,unknown,flights\n\
                 use,2020-10-02,north,south,2,flights\n";
    with(&instrument, table, |book| {
        let idle = |quota| {
            let found = quotas::idle(book, quota, None, date("2022-01-01"));
            found.iter().map(|idle| (idle.act, idle.why)).collect::<Vec<_>>()
        };
        // South has a number once a part was passed to it, and may pass some back.
        let of_visits =
            [(0, quotas::Unusable::Before), (2, quotas::Unusable::After), (3, quotas::Unusable::Before)];
        assert_eq!(idle(0), of_visits);
        assert_eq!(idle(1), []);
        // Of two, five were passed on and one came: more than there is.
        let overused = quotas::overused(book, 0, None, date("2021-05-01"));
        assert!(
            matches!(&overused[..], [overuse] if overuse.state.number == -2 && overuse.acts == [0, 1, 4]),
            "{overused:?}"
        );
        let found = audit(book, Vec::new(), Vec::new(), date("2022-01-01")).findings;
        assert_eq!(found.iter().filter(|finding| matches!(finding, Finding::Idle(_))).count(), 3);
        let flights = quotas::state(book, 1, Subject::Party(1), None, date("2020-12-01")).expect("a state");
        assert_eq!((flights.used, flights.open, flights.left()), (2, true, 0));
        let others = quotas::state(book, 1, Subject::Party(0), None, date("2020-12-01")).expect("a state");
        assert_eq!((others.used, others.open), (0, false));
    });
}

#[test]
fn a_suspension_that_the_text_provides_for_makes_nothing_overdue() {
    for provided in [true, false] {
        let instrument = treaty(&format!(
            "[duties.report]\ntitle = \"Report\"\nby = \"north\"\nevery = \"P1M\"\nfirst = 2020-01-10\nwithin = \"P5D\"\n\
             basis = \"made-up\"\n[duties.meet]\ntitle = \"Meeting\"\nby = \"south\"\n\
             at = {{ duty = \"report\", is = \"missed\", by = \"any\" }}\nbasis = \"made-up\"\n\
             [duration]\nsuspension = {provided}\nbasis = \"made-up\"\n"
        ));
        let table = "kind,on,by,duty\nsuspension,2020-01-15,north,\nfulfilment,2020-02-12,north,report\n\
                     resumption,2020-03-15,north,\n";
        with(&instrument, table, |book| {
            let on = date("2020-05-01");
            let reports = of_duty(book, 0, 0, None, on);
            let seen: Vec<_> = reports.iter().map(|each| (each.suspended, each.is_overdue(on))).collect();
            // The one that was met is the first; the day of resumption is no longer suspended.
            let expected = [(provided, false), (provided, !provided), (false, true), (false, true)];
            assert_eq!(seen, expected);
            let asked = of_duty(book, 1, 1, None, on);
            let since = if provided { "2020-03-16" } else { "2020-01-16" };
            assert_eq!(asked.iter().map(|each| each.on).collect::<Vec<_>>(), [date(since)]);
            let found = audit(book, Vec::new(), Vec::new(), on).findings;
            let reports = found
                .iter()
                .filter(|finding| matches!(finding, Finding::Duty(under) if under.what.duty == 0));
            assert_eq!(reports.count(), if provided { 2 } else { 4 });
        });
    }
}

/// Each party numbers its own items; the same list again is told as such.
#[test]
fn items_belong_to_the_party_that_numbers_them() {
    let instrument =
        treaty("[things.v]\ntitle = \"V\"\n[zones.east]\ntitle = \"East\"\n[zones.west]\ntitle = \"West\"\n");
    let found = |table: &str| {
        let table = format!("on,by,thing,zone,item,number\n{table}");
        let acts = table
            .lines()
            .skip(1)
            .flat_map(|line| acts(&instrument, &format!("on,by,thing,zone,item,number\n{line}\n")));
        let mut book = Book::new(&instrument);
        acts.for_each(|act| book.add(act));
        let found = audit(&book, Vec::new(), Vec::new(), date("2020-06-01")).findings.into_iter();
        let words = found.map(|finding| match finding {
            Finding::DoubleCounted { item, acts, .. } => format!("{item} counted {acts:?}"),
            Finding::Repeated { item, acts, .. } => format!("{item} repeated {acts:?}"),
            other => format!("{other:?}"),
        });
        words.collect::<Vec<_>>()
    };
    let north = "2020-02-01,north,v,east,1,1\n2020-02-01,north,v,west,2,1\n";
    let south = "2020-02-01,south,v,west,1,1\n2020-02-01,south,v,east,2,1\n";
    assert_eq!(found(&format!("{north}{south}")), [""; 0]);
    assert_eq!(found(&format!("{north}{south}{north}")), ["1 repeated (0, 4)", "2 repeated (1, 5)"]);
    let twice = "2020-02-01,north,v,west,1,1\n";
    assert_eq!(found(&format!("{north}{twice}")), ["1 counted (0, 2)"]);
}
