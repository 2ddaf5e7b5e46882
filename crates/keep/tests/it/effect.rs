//! From which day on what a party says and does counts, and what of it counts for nothing.

use detente_instrument::model::Instrument;
use detente_instrument::scope::Subject;
use detente_keep::act::{Act, Quantity};
use detente_keep::audit::{Audit, Finding, Parts, audit};
use detente_keep::book::Book;
use detente_keep::duties::{Occasion, State, Why, of_duty};
use detente_keep::limits::{self, LimitState, Standing};
use detente_keep::quotas::{self, Unusable};
use detente_keep::status::{Question, Status, status};
use detente_keep::tally::Why as Missing;
use detente_keep::term;
use detente_keep::unheeded::Why as Unheeded;

use crate::support::{acts, book, date, instrument};

/// Three parties, signed in December 2019, in force from 2020 on, and what is given.
fn three(more: &str) -> Instrument {
    instrument(&format!(
        "detente = 1\n[instrument]\ntitle = \"T\"\nsigned = 2019-12-01\nin-force = 2020-01-01\n\
         [parties.a]\nname = \"A\"\n[parties.b]\nname = \"B\"\n[parties.c]\nname = \"C\"\n{more}"
    ))
}

/// What is asked of a book in which a table was entered, line by line.
fn with<T>(instrument: &Instrument, table: &str, test: impl FnOnce(&Book<'_>) -> T) -> T {
    let acts = acts(instrument, table);
    test(&book(instrument, &acts))
}

/// The same where one act is towards its own party, as a line of a ledger may have it and no
/// table can.
fn with_of_itself<T>(
    instrument: &Instrument,
    table: &str,
    which: usize,
    test: impl FnOnce(&Book<'_>) -> T,
) -> T {
    let mut acts = acts(instrument, table);
    acts[which].of = Some(acts[which].by);
    test(&book(instrument, &acts))
}

fn limit(book: &Book<'_>, limit: usize, party: usize, on: &str) -> LimitState {
    limits::state(book, limit, Subject::Party(party), None, date(on)).expect("a state")
}

fn audited(book: &Book<'_>, on: &str) -> Audit {
    audit(book, Vec::new(), Vec::new(), date(on))
}

fn shown(book: &Book<'_>, on: &str) -> Status {
    status(book, Question { on: date(on), reading: None, viewer: None })
}

/// Occasions of a duty with what became of them, in short.
fn states(book: &Book<'_>, duty: usize, party: usize, on: &str) -> Vec<String> {
    let on = date(on);
    let of = |each: &Occasion| {
        let state = match each.state {
            State::Met { on, late } => format!("{} {on}", if late { "late" } else { "met" }),
            State::NotProvided => "not provided".to_owned(),
            State::Unknown => "unknown".to_owned(),
            State::Open if each.is_overdue(on) => "overdue".to_owned(),
            State::Open => "open".to_owned(),
        };
        format!("{}: {state}", each.on)
    };
    of_duty(book, duty, party, None, on).iter().map(of).collect()
}

/// Acts that speak of a duty in vain, with why.
fn vain(audit: &Audit) -> Vec<(u32, Why)> {
    let of = |finding: &Finding| match finding {
        Finding::Vain(under) => Some((under.what.act, under.what.why)),
        _ => None,
    };
    audit.findings.iter().filter_map(of).collect()
}

const CEILING: &str = "[events.start]\ntitle = \"Start\"\n[things.x]\ntitle = \"X\"\n[limits.high]\ntitle = \"High\"\n\
     counts = \"x\"\neach = [\"b\"]\nat-most = 3\nuntil = { event = \"start\", plus = \"P1M\" }\nbasis = \"made-up\"\n";

/// An event that only the one in breach noted, four months later, ends nothing before that: the
/// breach of February stands, and whose word it is stands beside it.
#[test]
fn an_event_counts_from_the_day_on_which_it_was_known() {
    let treaty = three(CEILING);
    let table = "kind,on,by,thing,number,event,known\ndeclaration,2020-02-02,b,x,9,,\n\
                 event,2020-01-01,b,,,start,2020-06-01\n";
    with(&treaty, table, |book| {
        let before = limit(book, 0, 1, "2020-05-31");
        assert_eq!(before.standing, Standing::Beyond { by: 6, since: date("2020-02-02") });
        assert_eq!(limit(book, 0, 1, "2020-06-30").standing, before.standing);
        let after = limit(book, 0, 1, "2020-07-01");
        assert_eq!(after.standing, Standing::Ended { since: date("2020-07-01") });
        assert_eq!(after.first_breach, Some(date("2020-02-02")));
        assert_eq!(shown(book, "2020-05-31").events, []);
        let events = shown(book, "2020-07-01").events;
        let noted: Vec<_> = events.iter().map(|noted| (noted.act, noted.by, noted.on, noted.since)).collect();
        assert_eq!(noted, [(1, 1, date("2020-01-01"), date("2020-06-01"))]);
    });
    // What is announced counts from its day.
    let ahead = "kind,on,by,event,known\nevent,2020-06-01,b,start,2020-03-01\n";
    with(&treaty, ahead, |book| {
        assert_eq!(shown(book, "2020-05-31").events, []);
        assert_eq!(shown(book, "2020-06-01").events[0].since, date("2020-06-01"));
    });
}

const TERM: &str = "[things.x]\ntitle = \"X\"\n[limits.l]\ntitle = \"L\"\ncounts = \"x\"\nat-most = 5\nbasis = \"made-up\"\n\
     [duration]\nlasts = \"P5Y\"\nextension = \"P2Y\"\nwithdrawal = \"P3M\"\nbasis = \"made-up\"\n";

/// Notice of which the others hear in June 2021 lets nobody out in April 2020.
#[test]
fn notice_counts_from_the_day_on_which_it_was_known() {
    let treaty = three(TERM);
    let table = "kind,on,by,thing,number,known\ndeclaration,2020-05-05,a,x,9,\nwithdrawal,2020-01-02,a,,,2021-06-01\n";
    with(&treaty, table, |book| {
        let notice = &term::state(book, date("2021-06-02")).leaving;
        assert_eq!((notice[0].notice, notice[0].out), (date("2021-06-01"), Some(date("2021-09-01"))));
        let state = limit(book, 0, 0, "2021-06-02");
        assert_eq!(state.standing, Standing::Beyond { by: 4, since: date("2020-05-05") });
        assert_eq!(limit(book, 0, 0, "2021-09-01").first_breach, Some(date("2020-05-05")));
        assert_eq!(term::state(book, date("2021-05-31")).leaving, []);
    });
}

/// Three consents of December 2024 keep a treaty that ends on 1 January 2025; where one of them
/// became known in 2026 it had ended.
#[test]
fn consent_counts_from_the_day_on_which_it_was_known() {
    let treaty = three(TERM);
    for (known, revived) in [("2024-12-31", true), ("2026-05-01", false)] {
        let table = format!(
            "kind,on,by,until,known\nextension,2024-12-31,a,2026-06-01,{known}\n\
             extension,2024-12-31,b,2026-06-01,\nextension,2024-12-31,c,2026-06-01,\n"
        );
        with(&treaty, &table, |book| {
            let state = term::state(book, date("2026-05-02"));
            assert_eq!((state.in_force, state.extensions[0].after_end), (revived, !revived));
        });
    }
}

/// The text provides for two years: consent to fifteen makes it two, not fifteen.
#[test]
fn consent_to_more_than_the_text_provides_for_reaches_as_far_as_that() {
    let treaty = three(TERM);
    let table = "kind,on,by,until\nextension,2024-12-01,a,2040-01-01\nextension,2024-12-01,b,2040-01-01\n\
                 extension,2024-12-01,c,2040-01-01\n";
    with(&treaty, table, |book| {
        let state = term::state(book, date("2026-06-01"));
        assert!(state.extensions[0].beyond_text);
        assert_eq!(state.expires, Some(date("2027-01-01")));
    });
}

const MONTHLY: &str = "[things.x]\ntitle = \"X\"\n[duties.d]\ntitle = \"Monthly\"\nevery = \"P1M\"\nwithin = \"P10D\"\n\
     met-by = \"fulfilment\"\nbasis = \"made-up\"\n[limits.snap]\ntitle = \"Snap\"\ncounts = \"x\"\nat-most = 5\n\
     from = { duty = \"d\", is = \"missed\", by = \"any\" }\nbasis = \"made-up\"\n[duration]\nsuspension = true\nbasis = \"made-up\"\n";

/// Ten reports fall due from February to November; a suspension told in December excuses none.
#[test]
fn a_suspension_excuses_nothing_before_it_was_known() {
    let treaty = three(MONTHLY);
    with(&treaty, "kind,on,by,known\nsuspension,2020-01-15,a,2020-12-01\n", |book| {
        let overdue = |party, on: &str| {
            let occasions = of_duty(book, 0, party, None, date(on));
            occasions.iter().filter(|each| each.is_overdue(date(on))).count()
        };
        assert_eq!([0, 1].map(|party| overdue(party, "2020-11-30")), [10, 10]);
        // What was due on 11 December fell into the suspension that was known by then.
        assert_eq!([0, 1].map(|party| overdue(party, "2020-12-31")), [10, 11]);
    });
}

/// All three have suspended; one of them says that it does not provide the report. To say so is
/// treated no worse than silence.
#[test]
fn not_provided_while_suspended_is_treated_as_silence_is() {
    let treaty = three(MONTHLY);
    let suspended = "suspension,2020-01-15,a,,,\nsuspension,2020-01-15,b,,,\nsuspension,2020-01-15,c,,,\n";
    for said in ["", "fulfilment,2020-02-02,a,d,2020-02-01,not provided\n"] {
        let table = format!("kind,on,by,duty,occasion,number\n{suspended}{said}");
        with(&treaty, &table, |book| {
            assert_eq!(audited(book, "2020-06-01").findings, [], "{said}");
            let snap = limit(book, 0, 1, "2020-06-01").standing;
            assert_eq!(snap, Standing::NotBinding { begins: None }, "{said}");
        });
    }
}

const LEAVE: &str = "[duties.leave]\ntitle = \"Leave\"\nby = [\"a\"]\nat = 2020-03-01\nbasis = \"made-up\"\n\
     [duties.after]\ntitle = \"After\"\nby = [\"b\"]\nat = { duty = \"leave\", is = \"missed\" }\nwithin = \"P10D\"\nbasis = \"made-up\"\n\
     [duties.then]\ntitle = \"Then\"\nby = [\"b\"]\nat = { duty = \"leave\", is = \"met\" }\nwithin = \"P10D\"\nbasis = \"made-up\"\n";

#[test]
fn what_is_done_before_its_day_is_done() {
    let treaty = three(LEAVE);
    for named in ["", "2020-03-01"] {
        let table = format!("kind,on,by,duty,occasion\nfulfilment,2020-02-15,a,leave,{named}\n");
        with(&treaty, &table, |book| {
            assert_eq!(vain(&audited(book, "2020-02-20")), [], "it may still meet what is to come");
            assert_eq!(states(book, 0, 0, "2020-03-20"), ["2020-03-01: met 2020-02-15"]);
            assert_eq!(states(book, 1, 1, "2020-03-20"), [""; 0]);
            // It has come about once it was due, not before it arose.
            assert_eq!(states(book, 2, 1, "2020-02-29"), [""; 0]);
            assert_eq!(states(book, 2, 1, "2020-03-20"), ["2020-03-01: overdue"]);
        });
    }
}

/// Of what recurs, an act that names the duty meets the next occasion where none is open; those
/// that are one too many are told.
#[test]
fn an_act_that_meets_nothing_is_told() {
    let treaty = three(MONTHLY);
    let table = "kind,on,by,duty,occasion\nfulfilment,2020-01-20,a,d,\nfulfilment,2020-01-21,a,d,\n\
                 fulfilment,2020-03-02,a,d,2020-03-05\nfulfilment,2020-03-03,a,d,\n";
    with(&treaty, table, |book| {
        let met = ["2020-02-01: met 2020-01-20", "2020-03-01: met 2020-03-03"];
        assert_eq!(states(book, 0, 0, "2020-03-10"), met);
        // The second of January is one too many, and no occasion is of 5 March.
        assert_eq!(vain(&audited(book, "2020-03-10")), [(1, Why::MetAlready), (2, Why::NoOccasion)]);
        assert_eq!(vain(&audited(book, "2020-01-31")), []);
    });
    // A party that does not owe it meets nothing of it.
    with(&three(LEAVE), "kind,on,by,duty\nfulfilment,2020-03-01,c,leave\n", |book| {
        assert_eq!(vain(&audited(book, "2020-03-20")), [(0, Why::NotOwed)]);
    });
}

/// A moment that came stays: that the next exchange is to come takes nothing back.
#[test]
fn a_duty_that_was_met_once_has_been_met() {
    let treaty = three(
        "[things.x]\ntitle = \"X\"\n[duties.ex]\ntitle = \"Ex\"\nby = [\"a\"]\nevery = \"P1M\"\nwithin = \"P10D\"\n\
         basis = \"made-up\"\n[limits.l]\ntitle = \"L\"\ncounts = \"x\"\neach = [\"a\"]\nat-most = 5\n\
         from = { duty = \"ex\", is = \"met\" }\nbasis = \"made-up\"\n[limits.v]\ntitle = \"V\"\ncounts = \"x\"\n\
         each = [\"a\"]\nat-most = 5\nfrom = { duty = \"ex\", is = \"verified\" }\nbasis = \"made-up\"\n",
    );
    let table = "kind,on,by,of,duty,thing,number\ndeclaration,2020-01-05,a,,,x,9\nfulfilment,2020-02-05,a,,ex,,\n\
                 verification,2020-02-07,b,a,ex,,\nfulfilment,2020-03-05,a,,ex,,\n";
    with(&treaty, table, |book| {
        for on in ["2020-02-20", "2020-03-01", "2020-03-06", "2020-06-06"] {
            let since = |at| match limit(book, at, 0, on).standing {
                Standing::Beyond { since, .. } => since.to_string(),
                other => format!("{other:?}"),
            };
            assert_eq!([since(0), since(1)], ["2020-02-05", "2020-02-07"], "{on}");
        }
    });
    // Where the first was missed and is made up for after the second arose, both have to be met.
    let late = "kind,on,by,duty,occasion,thing,number\ndeclaration,2020-01-05,a,,,x,9\n\
                fulfilment,2020-03-05,a,ex,2020-02-01,,\nfulfilment,2020-03-09,a,ex,2020-03-01,,\n";
    with(&treaty, late, |book| {
        assert_eq!(limit(book, 0, 0, "2020-03-06").standing, Standing::NotBinding { begins: None });
        assert_eq!(limit(book, 0, 0, "2020-04-20").first_breach, Some(date("2020-03-09")));
    });
}

const PULL: &str = "[duties.pull]\ntitle = \"Pull\"\nby = [\"a\"]\nat = \"P1M\"\nwithin = \"P10D\"\nbasis = \"made-up\"\n\
     [duties.next]\ntitle = \"Next\"\nby = [\"b\"]\nat = { duty = \"pull\", is = \"verified\" }\nwithin = \"P10D\"\nbasis = \"made-up\"\n\
     [duties.answer]\ntitle = \"Answer\"\nby = [\"a\"]\non = \"dispute\"\nof = \"other\"\nwithin = { business-days = 2 }\n\
     met-by = \"clarification\"\nbasis = \"made-up\"\n[duration]\nwithdrawal = \"P1M\"\nbasis = \"made-up\"\n";

/// In February nothing was done that B could have verified: what waits for it waits until it
/// verifies what A did in April.
#[test]
fn nothing_is_verified_before_it_was_done() {
    let treaty = three(PULL);
    let early = "kind,on,by,of,duty,occasion\nverification,2020-02-02,b,a,pull,2020-02-01\nfulfilment,2020-04-01,a,,pull,\n";
    with(&treaty, early, |book| {
        assert_eq!(states(book, 1, 1, "2020-04-05"), [""; 0]);
        assert_eq!(of_duty(book, 0, 0, None, date("2020-04-05"))[0].verified, None);
        assert_eq!(vain(&audited(book, "2020-02-03")), [(0, Why::NotMet)]);
        assert_eq!(vain(&audited(book, "2020-04-05")), [(0, Why::NotMet)]);
    });
    let again = format!("{early}verification,2020-04-03,c,a,pull,\nverification,2020-04-04,b,a,pull,\n");
    with(&treaty, &again, |book| {
        assert_eq!(states(book, 1, 1, "2020-04-05"), ["2020-04-03: open"]);
        // That a second party verifies it too is no fault.
        assert_eq!(vain(&audited(book, "2020-04-05")), [(0, Why::NotMet)]);
    });
    let itself = "kind,on,by,of,duty\nfulfilment,2020-02-02,a,,pull\nverification,2020-02-03,a,b,pull\n\
                  verification,2020-02-04,b,c,pull\n";
    with_of_itself(&treaty, itself, 1, |book| {
        assert_eq!(vain(&audited(book, "2020-04-05")), [(1, Why::Itself), (2, Why::NotOwed)]);
    });
}

/// A verification that names an act is of what this act raised or met, and of nothing else.
#[test]
fn a_verification_is_of_the_act_that_it_names() {
    let treaty = three(PULL);
    let table = |act: &str| {
        format!(
            "kind,on,by,of,duty,act\ndispute,2020-03-06,b,a,,\ndispute,2020-03-06,c,a,,\n\
             clarification,2020-03-09,a,,,0\nclarification,2020-03-10,a,,,1\nverification,2020-03-11,c,a,answer,{act}\n"
        )
    };
    for (act, verified) in
        [("0", [true, false]), ("1", [false, true]), ("2", [true, false]), ("3", [false, true])]
    {
        with(&treaty, &table(act), |book| {
            let answers = of_duty(book, 2, 0, None, date("2020-04-01"));
            assert_eq!(
                answers.iter().map(|each| each.verified.is_some()).collect::<Vec<_>>(),
                verified,
                "{act}"
            );
        });
    }
}

/// Before entry into force nothing that a party asks for is owed, in a draft never; unless the
/// text has it begin otherwise.
#[test]
fn nobody_asks_for_anything_before_entry_into_force() {
    let table = "kind,on,by,of\ndispute,2019-12-06,b,a\ndispute,2020-03-06,b,a\n";
    with(&three(PULL), table, |book| {
        assert_eq!(states(book, 2, 0, "2020-03-07"), ["2020-03-06: open"]);
    });
    let answer = "detente = 1\n[instrument]\ntitle = \"T\"\n[parties.a]\nname = \"A\"\n[parties.b]\nname = \"B\"\n\
                  [events.start]\ntitle = \"S\"\n[duties.answer]\ntitle = \"Answer\"\non = \"dispute\"\nof = \"other\"\n";
    with(&instrument(&format!("{answer}basis = \"made-up\"\n")), table, |book| {
        assert_eq!(states(book, 0, 0, "2020-06-01"), [""; 0]);
    });
    let from = instrument(&format!("{answer}from = {{ event = \"start\" }}\nbasis = \"made-up\"\n"));
    let begun =
        "kind,on,by,of,event\nevent,2020-01-01,a,,start\ndispute,2019-12-06,b,a,\ndispute,2020-03-06,b,a,\n";
    with(&from, begun, |book| {
        assert_eq!(states(book, 0, 0, "2020-03-06"), ["2020-03-06: open"]);
    });
}

const GROUP: &str = "[groups.g]\nname = \"G\"\nmembers = [\"b\", \"c\"]\n[events.e]\ntitle = \"E\"\n\
     [quotas.g]\ntitle = \"G\"\nnumbers = { g = 3 }\nbasis = \"made-up\"\n[quotas.p]\ntitle = \"P\"\nrole = \"passive\"\nnumber = 2\nbasis = \"made-up\"\n\
     [duties.d]\ntitle = \"D\"\nby = [\"a\"]\nto = [\"c\"]\nevery = \"P3M\"\nwithin = \"P10D\"\nbasis = \"made-up\"\n\
     [duties.v]\ntitle = \"V\"\nby = [\"b\"]\nat = { duty = \"s\", is = \"verified\" }\nwithin = \"P10D\"\nbasis = \"made-up\"\n\
     [duties.answer]\ntitle = \"Ans\"\nby = [\"a\"]\non = \"dispute\"\nof = \"other\"\nwithin = \"P5D\"\nbasis = \"made-up\"\n\
     [duties.s]\ntitle = \"S\"\nby = [\"a\"]\nat = \"P3M\"\nwithin = \"P10D\"\nbasis = \"made-up\"\n\
     [duration]\nwithdrawal = \"P1M\"\nbasis = \"made-up\"\n";

/// C is out on 1 February. What it does from then on counts against nobody, raises and verifies
/// nothing; what was owed to it alone is owed no more.
#[test]
fn what_whoever_is_out_does_binds_nobody() {
    let treaty = three(GROUP);
    let table = "kind,on,by,of,quota,number,duty,event\nwithdrawal,2020-01-01,c,,,,,\nuse,2020-05-01,c,a,g,4,,\n\
                 fulfilment,2020-04-01,a,,,,s,\nverification,2020-04-03,c,a,,,s,\ndispute,2020-05-01,c,a,,,,\n\
                 event,2020-05-02,c,,,,,e\nuse,2020-05-03,c,a,p,1,,\nuse,2020-05-04,b,a,p,1,,\n";
    with(&treaty, table, |book| {
        let on = "2020-06-01";
        let used = |quota, subject| {
            let state = quotas::state(book, quota, subject, None, date(on)).expect("a state");
            (state.used, state.left())
        };
        assert_eq!(used(0, Subject::Group(0)), (0, 3));
        assert_eq!(used(1, Subject::Party(0)), (1, 1));
        assert_eq!(states(book, 0, 0, on), [""; 0], "owed to C alone");
        assert_eq!(states(book, 1, 1, on), [""; 0], "C verifies nothing");
        assert_eq!(states(book, 2, 0, on), [""; 0], "C asks for nothing");
        assert_eq!(shown(book, on).events, []);
        let found = audited(book, on);
        assert_eq!(vain(&found), [(3, Why::Out)]);
        let idle = |finding: &Finding| match finding {
            Finding::Idle(under) => Some((under.what.act, under.what.why)),
            _ => None,
        };
        let idle: Vec<_> = found.findings.iter().filter_map(idle).collect();
        assert_eq!(idle, [(1, Unusable::Out), (6, Unusable::Out)]);
        // Its word that something happened begins nothing either, which is told too.
        assert_eq!(found.findings.len(), 4, "{:?}", found.findings);
    });
    // As long as C is bound all of it counts.
    let bound = table.replace("withdrawal,2020-01-01,c,,,,,\n", "withdrawal,2020-06-01,c,,,,,\n");
    with(&treaty, &bound, |book| {
        let on = "2020-06-01";
        assert_eq!(states(book, 0, 0, on), ["2020-04-01: overdue"]);
        assert_eq!(states(book, 1, 1, on), ["2020-04-03: overdue"]);
        assert_eq!(states(book, 2, 0, on), ["2020-05-01: overdue"]);
        assert_eq!(quotas::state(book, 0, Subject::Group(0), None, date(on)).expect("a state").left(), -1);
    });
}

/// A use by whoever is out is no use, whatever it measured.
#[test]
fn what_whoever_is_out_measures_exceeds_nothing() {
    let treaty = three(
        "[duration]\nwithdrawal = \"P1M\"\nbecause = \"x\"\n[quotas.q]\ntitle = \"Q\"\nnumber = 9\nbasis = \"made-up\"\n\
         per-use = [{ measure = \"hours\", unit = \"h\", at-most = 4, basis = \"made-up\" }]\n",
    );
    let table = "kind,on,by,of,quota,measure,measured\nwithdrawal,2020-01-01,c,,,,\nuse,2020-01-15,c,a,q,hours,5\n\
                 use,2020-03-01,c,a,q,hours,6\nuse,2020-03-01,b,a,q,hours,7\nuse,2020-03-02,b,c,q,hours,8\n";
    with(&treaty, table, |book| {
        let beyond = quotas::excesses(book, 0, None, date("2020-06-01"));
        let acts: Vec<_> = beyond.iter().map(|excess| (excess.act, excess.measured)).collect();
        assert_eq!(acts, [(1, 5), (3, 7)]);
    });
}

const LAUNCHERS: &str = "[zones.plain]\ntitle = \"Plain\"\n[zones.bank]\ntitle = \"Bank\"\nwithin = \"plain\"\n\
     [statuses.museum]\ntitle = \"Museum\"\n[things.launcher]\ntitle = \"Launchers\"\n[things.silo]\ntitle = \"Silos\"\n\
     of = \"launcher\"\n[things.bomber]\ntitle = \"Bombers\"\nof = \"launcher\"\n[limits.l]\ntitle = \"L\"\n\
     counts = \"launcher\"\neach = [\"a\"]\nat-most = 100\nbasis = \"made-up\"\n[limits.p]\ntitle = \"LP\"\n\
     counts = \"launcher\"\nzone = \"plain\"\neach = [\"a\"]\nat-most = 15\nbasis = \"made-up\"\n";

const LAUNCHER_COLUMNS: &str = "kind,on,by,thing,zone,status,number\n";

/// Whatever there was before, there are no fewer than came.
#[test]
fn changes_of_what_nobody_declared_make_that_many_or_more() {
    let treaty = three(LAUNCHERS);
    let at = |rows: &str, which: usize| {
        with(&treaty, &format!("{LAUNCHER_COLUMNS}{rows}"), |book| {
            let state = limit(book, which, 0, "2020-06-01");
            let without = audited(book, "2020-06-01").findings;
            let without = without.iter().filter(|each| matches!(each, Finding::WithoutBase { .. })).count();
            let why: Vec<_> = state.tally.missing.iter().map(|missing| missing.why).collect();
            (state.tally.number, matches!(state.standing, Standing::Beyond { .. }), why, without)
        })
    };
    use Missing::{ChangesAlone, Elsewhere, NothingEntered};
    let ninety = "declaration,2020-02-01,a,launcher,,,90\n";
    let museum = "notification,2020-03-01,a,launcher,,museum,150\n";
    assert_eq!(at(&format!("{ninety}{museum}"), 0), (240, true, vec![ChangesAlone], 1));
    assert_eq!(at("notification,2020-02-01,a,launcher,,,150\n", 0), (150, true, vec![ChangesAlone], 1));
    // 150 came and 60 left: 90 are left of them, if none left that was there before.
    let some_left = "notification,2020-02-01,a,launcher,,,150\nnotification,2020-02-03,a,launcher,,,-60\n";
    assert_eq!(at(some_left, 0), (90, false, vec![ChangesAlone], 1));
    // Those that left before may have been others; that something was entered is said.
    assert_eq!(at("notification,2020-02-01,a,launcher,,,-60\n", 0), (0, false, vec![ChangesAlone], 1));
    // A change in a zone changes the whole that was declared, and is one of the zone.
    let moved = format!("{ninety}notification,2020-03-01,a,launcher,bank,,20\n");
    assert_eq!(at(&moved, 0), (110, true, vec![], 0));
    assert_eq!(at(&moved, 1), (20, true, vec![ChangesAlone, Elsewhere], 0));
    // On top of a number that is withheld.
    let withheld =
        "declaration,2020-02-01,a,launcher,,,not provided\nnotification,2020-03-01,a,launcher,,,150\n";
    assert_eq!(at(withheld, 0), (150, true, vec![Missing::NotProvided], 0));
    // What was told before the first declaration is contained in it.
    assert_eq!(at(&format!("notification,2020-01-15,a,launcher,,,150\n{ninety}"), 0), (90, false, vec![], 0));
    assert_eq!(at("", 0), (0, false, vec![NothingEntered], 0));
}

/// A whole that is less than what is known of its parts is told, whichever came first.
#[test]
fn a_whole_told_later_that_is_less_than_its_parts_is_told() {
    let treaty = three(LAUNCHERS);
    let outgrown = |rows: &str| {
        with(&treaty, &format!("{LAUNCHER_COLUMNS}{rows}"), |book| {
            let of = |finding: Finding| match finding {
                Finding::Outgrown { by, declared, on, whole, sum, acts, .. } => {
                    Some((by, declared.to_string(), on.to_string(), whole, sum, acts))
                }
                other => panic!("{other:?}"),
            };
            audited(book, "2020-12-01").findings.into_iter().filter_map(of).collect::<Vec<_>>()
        })
    };
    let day = |day: &str| day.to_owned();
    let parts = "declaration,2020-06-01,a,silo,,,80\ndeclaration,2020-06-01,a,bomber,,,70\n";
    let lower = format!("{parts}declaration,2020-08-01,a,launcher,,,90\n");
    let found = (Parts::Kinds, day("2020-08-01"), day("2020-08-01"), 90, 150, vec![2, 0, 1]);
    assert_eq!(outgrown(&lower), [found]);
    assert_eq!(outgrown(&format!("{parts}declaration,2020-08-01,a,launcher,,,150\n")), []);
    // Ten on the plain, of which twenty silos stand on its bank.
    let mixed = "declaration,2020-02-01,a,launcher,,,190\ndeclaration,2020-02-01,a,launcher,plain,,10\n\
                 declaration,2020-08-02,a,silo,bank,,20\n";
    let found = (Parts::Kinds, day("2020-02-01"), day("2020-08-02"), 10, 20, vec![1, 2]);
    assert_eq!(outgrown(mixed), [found], "once, whichever way one comes to it");
}

/// What is missing can only add: five or more are no fewer than three.
#[test]
fn a_bound_below_is_kept_by_what_is_known() {
    let treaty = three(
        "[things.x]\ntitle = \"X\"\n[things.y]\ntitle = \"Y\"\nof = \"x\"\n[things.z]\ntitle = \"Z\"\nof = \"x\"\n\
         [limits.low]\ntitle = \"Low\"\ncounts = \"x\"\nat-least = 3\nbasis = \"made-up\"\n\
         [limits.both]\ntitle = \"Both\"\ncounts = \"x\"\nat-least = 3\nat-most = 8\nbasis = \"made-up\"\n",
    );
    let table = "kind,on,by,thing,number\ndeclaration,2020-02-02,a,y,5\ndeclaration,2020-02-02,b,y,5\n\
                 declaration,2020-02-02,b,z,not provided\ndeclaration,2020-02-02,c,y,2\n";
    with(&treaty, table, |book| {
        let kept = Standing::Within { above: None, below: Some(2) };
        assert_eq!([0, 1].map(|party| limit(book, 0, party, "2020-03-01").standing), [kept, kept]);
        assert_eq!(limit(book, 0, 2, "2020-03-01").standing, Standing::Open);
        assert_eq!(limit(book, 1, 0, "2020-03-01").standing, Standing::Open);
    });
}

/// A declared five, and notified two and one since: it did not declare eight.
#[test]
fn nobody_is_said_to_have_declared_what_it_notified() {
    let treaty = three("[things.x]\ntitle = \"X\"\n");
    let table = "kind,on,by,of,thing,number\ndeclaration,2020-01-31,a,,x,5\nnotification,2020-02-01,a,,x,2\n\
                 notification,2020-02-01,a,,x,1\nobservation,2020-02-02,c,a,x,5\n";
    with(&treaty, table, |book| {
        let contradicted = shown(book, "2020-03-01").contradicted;
        let said: Vec<_> = contradicted.iter().map(|each| (each.declared, each.stands.quantity)).collect();
        assert_eq!(said, [(Quantity::Number(5), Quantity::Number(8))]);
    });
}

/// B has one once it was passed one, and no more.
#[test]
fn a_part_of_a_quota_that_is_passed_on_is_there() {
    let treaty =
        three("[quotas.q]\ntitle = \"Q\"\nnumbers = { a = 2 }\ntransfers = true\nbasis = \"made-up\"\n");
    let table = "kind,on,by,of,quota,number\ntransfer,2020-02-01,a,b,q,1\nuse,2020-03-01,b,a,q,1\n\
                 transfer,2020-05-02,a,b,q,1\nuse,2020-05-03,c,a,q,1\nuse,2021-03-01,b,a,q,1\n";
    with_of_itself(&treaty, table, 2, |book| {
        let left = |party, on: &str| {
            quotas::state(book, 0, Subject::Party(party), None, date(on))
                .map(|state| (state.number, state.left()))
        };
        assert_eq!((left(0, "2020-06-01"), left(1, "2020-06-01")), (Some((1, 1)), Some((1, 0))));
        assert_eq!(left(1, "2020-01-31"), None);
        let rows = |on: &str| shown(book, on).quotas.len();
        assert_eq!([rows("2020-01-31"), rows("2020-06-01"), rows("2021-02-01")], [1, 2, 1]);
        let found = audited(book, "2021-06-01").findings;
        let words = found.iter().map(|finding| match finding {
            Finding::Idle(under) => format!("{} {:?}", under.what.act, under.what.why),
            Finding::Overused(under) => format!("overused {:?}", under.what.acts),
            other => format!("{other:?}"),
        });
        let words: Vec<_> = words.collect();
        assert_eq!(words, ["overused [4]", "2 ToItself", "3 Nobodys"]);
    });
}

/// What has come is not undone by a correction that became known later; every correction is told.
#[test]
fn a_correction_moves_no_notice_that_has_come() {
    let treaty = three(TERM);
    let table = "kind,on,by,thing,number,act,known\ndeclaration,2020-01-05,a,x,9,,\nwithdrawal,2020-02-01,a,,,,\n\
                 correction,2020-01-01,a,,,1,2021-01-01\ncorrection,2020-01-05,a,x,3,0,2021-01-01\n";
    with(&treaty, table, |book| {
        let leaving = term::state(book, date("2021-06-01")).leaving;
        assert_eq!(leaving[0].out, Some(date("2020-05-01")));
        let found = audited(book, "2021-06-01");
        assert_eq!(found.findings, [Finding::TooLate { act: 2, corrects: 1, party: 0 }]);
        let numbers = |act: &Act| act.number;
        let told: Vec<_> = found
            .corrections
            .iter()
            .map(|each| (each.act, numbers(&each.before), numbers(&each.after), each.known))
            .collect();
        let known = date("2021-01-01");
        let (nine, three) = (Some(Quantity::Number(9)), Some(Quantity::Number(3)));
        assert_eq!(told, [(2, None, None, known), (3, nine, three, known)]);
        assert_eq!(audited(book, "2020-12-31").corrections, []);
    });
    // A notice that is to come can be put off.
    let ahead =
        "kind,on,by,act,known\nwithdrawal,2020-06-01,a,,2020-02-01\ncorrection,2020-08-01,a,0,2020-03-01\n";
    with(&treaty, ahead, |book| {
        assert_eq!(term::state(book, date("2020-09-01")).leaving[0].notice, date("2020-08-01"));
        assert_eq!(audited(book, "2020-09-01").findings, []);
    });
}

/// History says the same as status of every day: beyond since when, and by which bounds.
#[test]
fn history_says_what_status_says() {
    let treaty = three(
        "[things.x]\ntitle = \"X\"\n[limits.l]\ntitle = \"L\"\ncounts = \"x\"\neach = [\"a\"]\n\
         phases = [{ from = 2020-02-01, at-most = 10 }, { from = { duty = \"d\", is = \"missed\" }, at-most = 3 }, \
         { from = 2020-06-01, at-least = 4, at-most = 8 }]\nbasis = \"made-up\"\n\
         [duties.d]\ntitle = \"D\"\nby = [\"b\"]\nat = 2020-03-01\nbasis = \"made-up\"\n",
    );
    let table = "kind,on,by,thing,number\ndeclaration,2020-01-05,a,x,9\ndeclaration,2020-07-01,a,x,3\n\
                 declaration,2020-08-01,a,x,5\ndeclaration,2020-09-01,a,x,2\n";
    with(&treaty, table, |book| {
        let history = limits::history(book, 0, Subject::Party(0), None, date("2020-12-01"));
        let day = date("2020-03-02");
        for step in &history {
            assert_eq!(step.standing, limit(book, 0, 0, &step.on.to_string()).standing, "{}", step.on);
        }
        let beyond = |on: &str| history.iter().find(|step| step.on == date(on)).expect("a step").standing;
        assert_eq!(beyond("2020-06-01"), Standing::Beyond { by: 1, since: day });
        assert_eq!(beyond("2020-07-01"), Standing::Beyond { by: 1, since: day });
        assert_eq!(beyond("2020-09-01"), Standing::Beyond { by: 2, since: date("2020-09-01") });
    });
}

const FREEZE: &str = "[things.x]\ntitle = \"X\"\n[things.y]\ntitle = \"Y\"\n[duties.all]\ntitle = \"All\"\nat = \"P1M\"\nwithin = \"P30D\"\n\
     met-by = \"declaration\"\nas-of = \"any-day\"\nbasis = \"made-up\"\n";

/// Within thirty days of 1 February, as of any day: 2 March is the last.
#[test]
fn a_declaration_as_of_any_day_meets_what_asks_for_no_day() {
    let treaty = three(FREEZE);
    let all = |rows: &str, on: &str| {
        with(&treaty, &format!("on,by,thing,number,known\n{rows}"), |book| states(book, 0, 0, on))
    };
    assert_eq!(all("2020-02-20,a,x,4,\n", "2020-04-01"), ["2020-02-01: met 2020-02-20"]);
    assert_eq!(all("2020-01-20,a,x,4,\n", "2020-04-01"), ["2020-02-01: overdue"], "as of a day before");
    assert_eq!(all("2020-03-10,a,x,4,\n", "2020-04-01"), ["2020-02-01: late 2020-03-10"]);
    assert_eq!(all("2020-02-20,a,x,4,2020-03-20\n", "2020-04-01"), ["2020-02-01: late 2020-03-20"]);
    // One figure on one day and another on the next are one declaration, of which nothing may lack.
    let withheld = "2020-02-20,a,x,4,\n2020-02-25,a,y,not provided,\n";
    assert_eq!(all(withheld, "2020-04-01"), ["2020-02-01: not provided"]);
    let made_up = format!("{withheld}2020-03-15,a,y,2,\n");
    assert_eq!(all(&made_up, "2020-04-01"), ["2020-02-01: late 2020-03-15"]);
    // What is met stays met, whatever is declared or withheld when that time is over.
    let after = "2020-02-20,a,x,4,\n2020-05-01,a,x,not provided,\n2020-06-01,a,y,3,\n";
    assert_eq!(all(after, "2020-07-01"), ["2020-02-01: met 2020-02-20"]);
    let late = "2020-03-10,a,x,4,\n2020-06-01,a,y,3,\n";
    assert_eq!(all(late, "2020-07-01"), ["2020-02-01: late 2020-03-10"]);
    // Of what recurs each occasion asks anew.
    let monthly =
        three(&FREEZE.replace("at = \"P1M\"\nwithin = \"P30D\"", "every = \"P1M\"\nwithin = \"P10D\""));
    with(&monthly, "on,by,thing,number\n2020-02-20,a,x,4\n2020-04-05,a,x,4\n", |book| {
        let expected = ["2020-02-01: late 2020-02-20", "2020-03-01: overdue", "2020-04-01: met 2020-04-05"];
        assert_eq!(states(book, 0, 0, "2020-04-20"), expected);
    });
}

/// A text without a time makes nobody late.
#[test]
fn what_is_open_ended_is_never_overdue() {
    let treaty = three(
        "[things.x]\ntitle = \"X\"\n[duties.law]\ntitle = \"Law\"\nby = [\"a\"]\nat = { from-signature = \"P0D\" }\n\
         within = \"open-ended\"\nbasis = \"made-up\"\n[limits.l]\ntitle = \"L\"\ncounts = \"x\"\nat-most = 0\n\
         from = { duty = \"law\", is = \"missed\" }\nbasis = \"made-up\"\n",
    );
    with(&treaty, "kind,on,by,duty\nfulfilment,2024-01-01,a,law\n", |book| {
        assert_eq!(states(book, 0, 0, "2023-01-01"), ["2019-12-01: open"]);
        assert_eq!(of_duty(book, 0, 0, None, date("2023-01-01"))[0].due, None);
        assert_eq!(audited(book, "2023-01-01").findings, []);
        assert_eq!(limit(book, 0, 0, "2030-01-01").standing, Standing::NotBinding { begins: None });
        assert_eq!(states(book, 0, 0, "2024-02-01"), ["2019-12-01: met 2024-01-01"]);
    });
}

/// That nobody knows whether it was done has to be said in time: later it takes back nothing.
#[test]
fn what_was_missed_is_not_unknown_afterwards() {
    let treaty = three(MONTHLY);
    for (said, binds) in [("2020-02-05", false), ("2020-02-20", true)] {
        let table = format!(
            "kind,on,by,duty,occasion,number\nfulfilment,{said},a,d,2020-02-01,unknown\n\
             fulfilment,2020-02-02,b,d,2020-02-01,\nfulfilment,2020-02-02,c,d,2020-02-01,\n"
        );
        with(&treaty, &table, |book| {
            let standing = limit(book, 0, 0, "2020-02-25").standing;
            assert_eq!(!matches!(standing, Standing::NotBinding { .. }), binds, "{said}");
        });
    }
}

/// C is out in April 2020. What it says of the term afterwards, and what others say twice, is told.
#[test]
fn what_changes_nothing_of_the_term_is_told() {
    let treaty = three(
        "[events.start]\ntitle = \"Start\"\n[duration]\nlasts = \"P5Y\"\nextension = \"P2Y\"\nwithdrawal = \"P3M\"\n\
         suspension = true\nbasis = \"made-up\"\n",
    );
    let table = "kind,on,by,until,event\nwithdrawal,2020-01-01,c,,\nwithdrawal,2020-02-01,c,,\n\
                 event,2020-05-01,c,,start\nresumption,2020-05-01,a,,\nsuspension,2020-05-02,a,,\nsuspension,2020-05-03,a,,\n\
                 resumption,2020-05-04,a,,\nextension,2020-06-01,b,2026-01-01,\nextension,2020-06-02,b,2026-01-01,\n\
                 event,2020-07-01,a,,start\nevent,2020-07-02,b,,start\n";
    with(&treaty, table, |book| {
        let told = |finding: Finding| match finding {
            Finding::Unheeded(unheeded) => (unheeded.act, unheeded.why),
            other => panic!("{other:?}"),
        };
        let told: Vec<_> = audited(book, "2020-12-01").findings.into_iter().map(told).collect();
        let again = [1, 5, 8].map(|act| (act, Unheeded::Again));
        let expected = [again[0], (2, Unheeded::Out), (3, Unheeded::NotSuspended), again[1], again[2]];
        assert_eq!(told, expected);
    });
}

const RECIPROCAL: &str = "[things.x]\ntitle = \"X\"\n[limits.m]\ntitle = \"Moratorium\"\ncounts = \"x\"\neach = [\"a\", \"b\"]\n\
     at-most = 0\nuntil = { limit = \"m\", is = \"breached\", by = \"other\" }\nbasis = \"made-up\"\n";

/// B had three since January and says so in September: that sets A free from September on, and
/// the breach of A in May stands, as does that of B.
#[test]
fn a_breach_sets_others_free_from_the_day_on_which_it_was_known() {
    let treaty = three(RECIPROCAL);
    let table =
        "on,by,thing,number,known\n2020-01-02,a,x,0,\n2020-05-01,a,x,4,\n2020-01-10,b,x,3,2020-09-01\n";
    with(&treaty, table, |book| {
        let a = limit(book, 0, 0, "2020-12-01");
        assert_eq!(
            (a.first_breach, a.standing),
            (Some(date("2020-05-01")), Standing::Beyond { by: 4, since: date("2020-05-01") })
        );
        // A was known to be in breach first, which set B free in May.
        let b = limit(book, 0, 1, "2020-12-01");
        assert_eq!(
            (b.first_breach, b.standing),
            (Some(date("2020-01-10")), Standing::Ended { since: date("2020-05-01") })
        );
    });
    let other =
        "on,by,thing,number,known\n2020-01-02,a,x,0,\n2020-10-01,a,x,4,\n2020-01-10,b,x,3,2020-09-01\n";
    with(&treaty, other, |book| {
        let a = limit(book, 0, 0, "2020-12-01");
        assert_eq!((a.first_breach, a.standing), (None, Standing::Ended { since: date("2020-09-01") }));
    });
}

/// B declares three in January, so that A is free and deploys four in May. When B corrects its
/// three to none a year later, A has not been in breach.
#[test]
fn a_correction_takes_no_freedom_back() {
    let treaty = three(RECIPROCAL);
    let table = "kind,on,by,thing,number,act,known\ndeclaration,2020-01-10,b,x,3,,\ndeclaration,2020-05-01,a,x,4,,\n\
                 correction,2020-01-10,b,x,0,0,2021-05-01\n";
    with(&treaty, table, |book| {
        for on in ["2020-12-01", "2021-12-01"] {
            let a = limit(book, 0, 0, on);
            assert_eq!(
                (a.first_breach, a.standing),
                (None, Standing::Ended { since: date("2020-01-10") }),
                "{on}"
            );
        }
        assert_eq!(limit(book, 0, 1, "2021-12-01").first_breach, None);
    });
}

/// A declared one of two figures in time: it was met. That the other came in May makes it late
/// then, not in March.
#[test]
fn a_figure_that_is_told_later_undoes_no_moment() {
    let treaty = three(
        "[things.x]\ntitle = \"X\"\n[things.y]\ntitle = \"Y\"\n[duties.d]\ntitle = \"D\"\nby = [\"a\"]\nat = 2020-02-01\n\
         within = \"P30D\"\nmet-by = \"declaration\"\nbasis = \"made-up\"\n\
         [duties.met]\ntitle = \"Met\"\nby = [\"b\"]\nat = { duty = \"d\", is = \"met\" }\nwithin = \"P1Y\"\nbasis = \"made-up\"\n\
         [duties.missed]\ntitle = \"Missed\"\nby = [\"b\"]\nat = { duty = \"d\", is = \"missed\" }\nwithin = \"P1Y\"\nbasis = \"made-up\"\n",
    );
    let table = |second: &str| {
        format!("on,by,thing,number,known\n2020-02-01,a,x,4,2020-02-05\n2020-02-01,a,y,{second},2020-05-05\n")
    };
    for (second, state) in [("4", "late 2020-05-05"), ("not provided", "not provided")] {
        with(&treaty, &table(second), |book| {
            assert_eq!(states(book, 0, 0, "2020-05-04"), ["2020-02-01: met 2020-02-05"]);
            assert_eq!(states(book, 0, 0, "2020-06-01"), [format!("2020-02-01: {state}")]);
            assert_eq!(states(book, 1, 1, "2020-06-01"), ["2020-02-05: open"]);
            assert_eq!(states(book, 2, 1, "2020-06-01"), ["2020-05-05: open"]);
        });
    }
}

fn worked(name: &str, file: &str) -> String {
    let folder = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("../../instruments").join(name);
    std::fs::read_to_string(folder.join(file)).expect("a worked instrument")
}

/// The United States declared everything fifteen days after the freeze began; Russia withheld
/// what is stored. By its own acts the instrument says so of both.
#[test]
fn the_freeze_says_of_its_own_acts_what_they_say() {
    let freeze = instrument(&worked("warhead-freeze-2020", "instrument.toml"));
    with(&freeze, &worked("warhead-freeze-2020", "acts.csv"), |book| {
        assert_eq!(states(book, 0, 0, "2021-04-20"), ["2021-02-05: met 2021-02-20"]);
        assert_eq!(states(book, 0, 1, "2021-04-20"), ["2021-02-05: not provided"]);
        assert_eq!(audited(book, "2021-04-20").findings.len(), 1);
        assert_eq!(states(book, 2, 1, "2021-04-20"), ["2021-04-01: open"], "the challenge of April");
    });
    // Where Russia provides it after all, the portals are due and the limit that waits can begin.
    let after_all = "2021-04-05,russia,declaration,,stored,,300,made up\n";
    let acts = format!("{}{after_all}", worked("warhead-freeze-2020", "acts.csv"));
    with(&freeze, &acts, |book| {
        assert_eq!(states(book, 0, 1, "2021-06-01"), ["2021-02-05: late 2021-04-05"]);
        assert_eq!(states(book, 1, 0, "2021-06-01"), ["2021-05-05: open"]);
    });
}

/// Points without a time have none: on the day after signature nobody is late.
#[test]
fn nobody_is_late_on_the_second_day_of_minsk() {
    let minsk = instrument(&worked("minsk-ii", "instrument.toml"));
    with(&minsk, "kind,on,by\n", |book| {
        assert_eq!(audited(book, "2015-02-13").findings, []);
        let found = audited(book, "2015-02-16").findings;
        let late = found.iter().map(|finding| match finding {
            Finding::Duty(under) => minsk.duties[under.what.duty].id.as_str(),
            other => panic!("{other:?}"),
        });
        // That both let the guns fall silent by 15 February nobody entered.
        assert_eq!(late.collect::<Vec<_>>(), ["ceasefire", "ceasefire"]);
    });
}

/// In the worked instruments every act does something.
#[test]
fn no_act_of_a_worked_instrument_is_in_vain() {
    for name in ["cfe", "inf", "new-start", "open-skies", "warhead-freeze-2020"] {
        let text = instrument(&worked(name, "instrument.toml"));
        with(&text, &worked(name, "acts.csv"), |book| {
            let in_vain = |finding: &Finding| {
                let of_numbers = matches!(finding, Finding::WithoutBase { .. } | Finding::TooLate { .. });
                of_numbers || matches!(finding, Finding::Vain(_) | Finding::Unheeded(_) | Finding::Idle(_))
            };
            let found = audited(book, "2024-01-01").findings;
            assert_eq!(found.into_iter().filter(in_vain).collect::<Vec<_>>(), [], "{name}");
        });
    }
}
