//! A package becomes a draft that can be read, and says nothing that the case does not.

use std::fs;
use std::path::Path;

use detente_case::load::{MemoryFiles, load};
use detente_case::model::Case;
use detente_case::package::Choice;
use detente_instrument::load::load as read;
use detente_instrument::model::{Instrument, Trigger};
use detente_instrument::moment::Moment;
use detente_instrument::period::Period;
use detente_instrument::scope::Subject;
use detente_keep::draft::draft;
use detente_syntax::render::{Style, human};

use crate::support::date;

/// A case of two sides with figures of every kind, and with what cannot be drafted.
const CASE: &str = r#"
detente = 1
[case]
title = "A \"plain\" between two sides"
leaves-out = ["the hills"]
[parties.north]
name = "North"
cite = "talks"
[parties.south]
name = "South"
[parties.vale]
name = "The Vale"
consents = false
because = "It is not asked."
[words.tank]
contested = true
readings = { north = "with a gun", south = "with tracks" }
because = "Made up."
[issues.tanks]
title = "Tanks in the plain"
options.free = { title = "No bound", because = "Made up." }
options.capped = { title = "At most 1,500 tanks by 1 March 2027", cite = "talks" }
options.fewer = { title = "At most 1,500 tanks, or fewer", because = "Made up." }
disposes-of = ["north", "south"]
words = ["tank"]
no-deal = "free"
[issues.warheads]
title = "Ceiling on warheads"
range = { from = 1000, to = 1550, step = 50, unit = "warheads" }
disposes-of = ["south"]
because = "Made up."
[issues.posts]
title = "Number of posts"
range = { from = 0, to = 5, step = 1, unit = "posts" }
disposes-of = ["south"]
because = "Made up."
[issues.watch]
title = "How it is watched"
any-of = true
options.visits = { title = "18 inspections a year", because = "Made up." }
options.data = { title = "Data are exchanged every six months", because = "Made up." }
options.leave = { title = "Guns leave within 30 days of entry into force", because = "Made up." }
options.trust = { title = "Both sides' word is taken", because = "Made up." }
control = ["north", "south"]
[issues.nobody]
title = "Whom the case does not name"
options.some = { title = "At most 5 guns", because = "Made up." }
options.south = { title = "At most 6 guns of South", because = "Made up." }
[[flags]]
when = "tanks = capped"
says = "The figure is that of one side."
because = "Made up."
[sources.minutes]
title = "Minutes"
publisher = "Both"
[citations.talks]
source = "minutes"
says = "They spoke of 1,500 tanks"
"#;

fn case(text: &str) -> Case {
    let loaded = load(&MemoryFiles::of("case.toml", text), "case.toml", &[]);
    let told = human(&loaded.diagnostics, &loaded.sources, Style { color: false, width: 100 });
    loaded.case.unwrap_or_else(|| panic!("{told}"))
}

/// The instrument of a draft, which has no error.
fn instrument(text: &str) -> Instrument {
    let loaded = read("instrument.toml", text.as_bytes().to_vec());
    let told = human(&loaded.diagnostics, &loaded.sources, Style { color: false, width: 100 });
    for warning in &loaded.diagnostics {
        assert_eq!(warning.code, "without-entry", "{told}\n{text}");
    }
    loaded.instrument.unwrap_or_else(|| panic!("{told}\n{text}"))
}

#[test]
fn figures_become_clauses_and_the_rest_is_listed() {
    let case = case(CASE);
    let drafted = draft(&case, &[1, 11, 2, 0b1111, 0]);
    assert_eq!((drafted.drafted, drafted.by_hand), (5, 3), "{}", drafted.text);
    let made = instrument(&drafted.text);
    assert_eq!((made.in_force, made.signed), (None, None));
    assert_eq!(made.parties.iter().map(|party| party.id.as_str()).collect::<Vec<_>>(), ["north", "south"]);

    let [tanks, warheads] = made.limits.as_slice() else { panic!("{}", drafted.text) };
    assert_eq!((tanks.id.as_str(), tanks.title.as_str()), ("tanks", "At most 1,500 tanks by 1 March 2027"));
    assert_eq!(tanks.phases[0].at_most, Some(1500));
    assert_eq!(tanks.phases[0].from, Moment::Day(date("2027-03-01")));
    assert_eq!(made.citations[tanks.ground.cite[0]].says, "They spoke of 1,500 tanks");
    assert_eq!(
        (made.things[tanks.counts].title.as_str(), made.things[tanks.counts].means.len()),
        ("tanks", 2)
    );
    assert_eq!(
        (warheads.phases[0].at_most, warheads.each.as_slice()),
        (Some(1550), &[Subject::Party(1)][..])
    );

    let [visits] = made.quotas.as_slice() else { panic!("{}", drafted.text) };
    assert_eq!(visits.numbers, [(Subject::Party(0), 18), (Subject::Party(1), 18)]);
    let six_months = Period::parse("P6M").expect("a period");
    let thirty_days = Period::parse("P30D").expect("a period");
    let [data, leave] = made.duties.as_slice() else { panic!("{}", drafted.text) };
    assert!(matches!(data.trigger, Trigger::Every { period, .. } if period == six_months));
    assert_eq!(leave.trigger, Trigger::Once(Moment::AfterEntry(thirty_days)));

    let left = made.leaves_out.join("\n");
    for part in [
        "posts = 2: 2 posts (the case does not say whether the number is the most or the least)",
        "watch = trust: Both sides' word is taken",
        "nobody = some: At most 5 guns (the case does not say whom it binds)",
        "a remark of the case on this package: The figure is that of one side.",
        "left out by the case: the hills",
    ] {
        assert!(left.contains(part), "{part}\n{left}");
    }
}

#[test]
fn what_holds_without_an_agreement_is_no_clause() {
    let drafted = draft(&case(CASE), &[0, 0, 0, 0, 1]);
    let made = instrument(&drafted.text);
    assert_eq!((made.limits.len(), made.quotas.len(), made.duties.len()), (1, 0, 0), "{}", drafted.text);
    assert!(!drafted.text.contains("minutes") || drafted.text.contains("cite = [\"talks\"]"));
}

#[test]
fn every_shipped_case_gives_drafts_that_can_be_read() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../cases");
    let mut seen = 0;
    for entry in fs::read_dir(folder).expect("cases").filter_map(Result::ok).filter(|e| e.path().is_dir()) {
        let mut files = MemoryFiles::default();
        for file in fs::read_dir(entry.path()).expect("files").filter_map(Result::ok) {
            let name = file.file_name().to_string_lossy().into_owned();
            if name.ends_with(".toml") {
                files = files.with(&name, fs::read(file.path()).expect("bytes"));
            }
        }
        let Some(case) = load(&files, "case.toml", &[]).case else { panic!("{:?}", entry.path()) };
        seen += 1;
        // Every choice of every issue at least once.
        let most = case.issues.iter().map(|issue| issue.choices()).max().unwrap_or(1);
        for turn in 0..most {
            let choose = |choices: usize| Choice::try_from(turn % choices).expect("few choices");
            let package: Vec<Choice> = case.issues.iter().map(|issue| choose(issue.choices())).collect();
            instrument(&draft(&case, &package).text);
        }
    }
    assert_eq!(seen, 9);
}
