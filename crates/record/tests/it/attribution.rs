//! Whose words and whose acts drafts give: texts made up for these tests, of
//! two countries that there are not.

use detente_case::date::VagueDate;
use detente_record::draft::{Document, Draft, LinkKind, Rules, draft};

const COUNTRIES: &str = "
[[entity]]
id = 'highland'
kind = 'state'
names = ['Highland']
adjectives = ['Highlandic']

[[entity]]
id = 'lowland'
kind = 'state'
names = ['Lowland']
adjectives = ['Lowlandic']

[[entity]]
id = 'midland'
kind = 'state'
names = ['Midland']
adjectives = ['Midlandic']
";

thread_local! {
    static RULES: Rules = Rules::shipped().with("countries.toml", COUNTRIES).expect("rules");
}

fn drafts_on(text: &str, day: &str) -> Vec<Draft> {
    let document = Document { text, date: VagueDate::parse(day).ok(), ..Document::default() };
    RULES.with(|rules| draft(&document, rules, None))
}

fn drafts(text: &str) -> Vec<Draft> {
    drafts_on(text, "2024-05-15")
}

fn passage(text: &str, draft: &Draft) -> String {
    text.chars().skip(draft.passage.start).take(draft.passage.end - draft.passage.start).collect()
}

fn about(draft: &Draft) -> String {
    draft.about.iter().map(|named| named.id.as_str()).collect::<Vec<_>>().join("+")
}

fn chain(draft: &Draft) -> String {
    draft.chain.iter().map(|link| link.name.as_str()).collect::<Vec<_>>().join(" > ")
}

/// Every draft of a text that is surer than a thought, as "party stance".
fn sure(text: &str) -> Vec<String> {
    let all = drafts(text);
    all.iter()
        .filter(|draft| draft.sure > 40)
        .map(|draft| format!("{} {}", about(draft), draft.stance.word()))
        .collect()
}

/// Nothing in these may be drafted with confidence.
fn no_act(texts: &[&str]) {
    for text in texts {
        assert_eq!(sure(text), Vec::<String>::new(), "{text}");
    }
}

/// Each text has this one draft with confidence.
fn one_act(cases: &[(&str, &str)]) {
    for (text, wanted) in cases {
        assert_eq!(sure(text), [*wanted], "{text}");
    }
}

#[test]
fn what_nobody_or_hardly_anybody_does_is_nobodys_act() {
    no_act(&[
        "None of the three islands has ever accepted the ferry toll.",
        "No Highlandic delegate has rejected the ferry toll so far.",
        "Few in Lowland accept the ferry toll of last summer.",
        "Hardly anyone in Highland rejects the new ferry line.",
        "Nobody doubts that Highland offered a second ferry.",
    ]);
    one_act(&[
        ("Neither Highland nor Lowland accepted the ferry toll.", "highland+lowland rejects"),
        ("Lowland neither rejected nor accepted the ferry toll.", "lowland defers"),
        ("Highland has not accepted or rejected the ferry toll.", "highland defers"),
    ]);
    no_act(&["All of them waited, but none had accepted or rejected the toll."]);
}

#[test]
fn what_is_said_not_to_be_so_is_no_act() {
    no_act(&[
        "Reports that Highland rejected the ferry are untrue.",
        "The claim that Lowland had accepted a toll was baseless.",
        "The rumour that Lowland offered a second pier is simply wrong.",
        "A lack of readiness to accept the pier was felt everywhere.",
        "Instead of offering a pier, Highland closed the harbour.",
        "Highland would sooner close the harbour than accept a toll.",
        "Lowland is far from accepting a toll on the ferry.",
        "Lowland has yet to accept a toll on the ferry.",
        "Lowland has never said that it would accept a toll.",
        "Lowland did not say whether it accepts a toll.",
        "Many hope that Lowland will accept a toll on the ferry.",
        "Without ever having accepted a toll, Highland pays it.",
    ]);
    one_act(&[
        ("Highland declined to rule out a toll on the ferry.", "highland signals"),
        ("Lowland dismissed rumours that it had accepted a toll.", "lowland denies"),
        ("Lowland declined to comment on the toll of the ferry.", "lowland defers"),
    ]);
}

#[test]
fn a_claim_and_its_denial_are_two_drafts() {
    let text = "The envoy of Highland said Lowland had offered a pier, a charge that Lowland denies.";
    let all = drafts(text);
    assert_eq!(all.len(), 2, "{all:#?}");
    assert_eq!((about(&all[0]).as_str(), all[0].stance.word()), ("lowland", "offers"));
    assert_eq!(chain(&all[0]), "The envoy of Highland");
    assert_eq!((about(&all[1]).as_str(), all[1].stance.word()), ("lowland", "denies"));
    assert_eq!(chain(&all[1]), "", "the envoy does not say this");
}

#[test]
fn whoever_demands_of_another_demands() {
    one_act(&[
        ("At the lake Highland urged Lowland to accept the toll.", "highland demands"),
        ("Midland's envoy proposed that Highland accept the toll.", "midland proposes"),
        ("The chairman proposed that Highland accept the toll and that Lowland offer a pier.", " proposes"),
        ("Lowland was offered a second pier by Highland.", "highland offers"),
        ("Highland made it clear that a harbour run by Lowland is a red line.", "highland demands"),
        ("Highland's envoy warned that Lowland would reject the ferry.", "highland predicts"),
        ("Highland should sign the pact on fish that Lowland agreed to join.", "highland proposes"),
    ]);
    no_act(&[
        "Lowland was asked to accept a toll on the ferry.",
        "Lowland accused Highland of rejecting a toll on the ferry.",
        "Midland can end the quarrel by accepting a toll on the ferry.",
        "Lowland might accept a toll, a diplomat of Highland suggested.",
    ]);
}

#[test]
fn whoever_lacks_a_mandate_speaks_for_no_party() {
    one_act(&[
        ("A former envoy of Highland proposed a toll on the ferry.", " proposes"),
        ("Highland's opposition demanded a toll on the ferry.", " demands"),
        ("The harbour master of a Lowlandic island demanded a toll on ferries.", " demands"),
        ("The envoy of Lowland demanded a toll on ferries.", "lowland demands"),
        ("Lowlandic ministers demanded a toll on ferries.", "lowland demands"),
    ]);
}

#[test]
fn subjects_are_joined_and_found_across_remarks() {
    one_act(&[
        ("Highland, Midland and Lowland rejected the toll on ferries.", "highland+midland+lowland rejects"),
        ("After the talks with Midland, Highland and Lowland rejected the toll.", "highland+lowland rejects"),
        ("In talks with Midland, Lowland rejected the toll on ferries.", "lowland rejects"),
        ("Highland, whose ferries are old, rejected the toll of Lowland.", "highland rejects"),
        ("Highland continued rejecting the toll on its ferries.", "highland rejects"),
    ]);
    for (text, wanted) in [
        (
            "A pier was proposed by Highland and rejected by Lowland.",
            &["highland proposes", "lowland rejects"] as &[_],
        ),
        (
            "The pier, rejected by Highland in winter, was accepted by Lowland.",
            &["highland rejects", "lowland accepts"],
        ),
        (
            "Lowland, which had earlier demanded a toll, offered a second pier, but rejected a second ferry.",
            &["lowland demands", "lowland offers", "lowland rejects"],
        ),
        (
            "Highland did not come to the talks, but instead demanded a toll on ferries.",
            &["highland demands"],
        ),
    ] {
        assert_eq!(sure(text), wanted, "{text}");
    }
}

#[test]
fn only_what_an_author_advises_is_marked_as_that() {
    let advised = "Highland should open its harbour to ships. Lowland would then lift the toll on ferries.";
    let all = drafts(advised);
    assert!(all.len() == 2 && all.iter().all(|draft| draft.recommended), "{all:#?}");
    let told = "Talks went on. Lowland would accept a toll, but only after Highland opens its harbour.";
    let all = drafts(told);
    assert_eq!(all.len(), 1, "{all:#?}");
    assert!(!all[0].recommended && all[0].sure <= 40 && about(&all[0]) == "lowland");
    assert_eq!(all[0].condition.as_ref().map(|condition| condition.marker.as_str()), Some("only after"));
    let plan = drafts("Talks went on. Under the plan Lowland would retain the harbour of the island.");
    assert!(plan.iter().all(|draft| draft.sure <= 40 && draft.about.is_empty()), "{plan:#?}");
}

#[test]
fn voices_are_those_who_speak() {
    for (text, words, wanted) in [
        ("According to a Jan. 12 Gazette report, Highland has offered a second pier.", "offered", "Gazette"),
        (
            "A second diplomat, whose notes came late, confirmed that Highland had offered a pier.",
            "offered",
            "A second diplomat",
        ),
        ("The envoy had been told that Highland rejected the pier in winter.", "rejected", ""),
        (
            "“Given the dispute in Lowland over the toll count, we cannot accept a pier,” said Ana Kole.",
            "cannot accept",
            "Ana Kole",
        ),
        (
            "“We have offered a pier,” said the envoy of Lowland, quoting Ana Kole.",
            "offered",
            "the envoy of Lowland > Ana Kole",
        ),
        ("Let it be said that Highland rejected the pier on the lake.", "rejected", ""),
        ("If Lowland insisted on a pier, Highland would reject the whole plan.", "reject", ""),
        ("Would the council of Lowland say that Highland rejected the pier?", "rejected", ""),
    ] {
        let all = drafts(text);
        let found = all.iter().find(|draft| passage(text, draft).contains(words));
        assert_eq!(found.map(chain).unwrap_or_default(), wanted, "{text}: {all:#?}");
    }
    let text = "Highland has proposed that its neighbours express their commitment to a toll in writing.";
    let all = drafts(text);
    assert_eq!((all.len(), about(&all[0]).as_str(), all[0].stance.word()), (1, "highland", "proposes"));
    let cited = "“Lowland has a fleet, and Highland sent six ferries to the lake, according to Midlandic media,” the Gazette noted on Monday.";
    let all = drafts(cited);
    let last = all.first().and_then(|draft| draft.chain.last());
    assert_eq!(
        last.map(|link| (link.name.as_str(), link.speaks_for.is_none())),
        Some(("Midlandic media", true))
    );
}

#[test]
fn what_stands_in_a_letter_within_a_letter_is_its_authors() {
    let text = "Dear all,\n\nHighland rejects the toll.\n\nOn 2 May Ola Brandt wrote:\n> We offer a second pier, and\n> \
                we reject any toll on ferries.\n>\n> On 1 May Lia Ferro <lia@example.org> wrote:\n>> Lowland demands a new \
                ferry.\n\nWe accept the road to the lake.\n";
    let document = Document { text, authors: vec!["Mia Holm".to_owned()], ..Document::default() };
    let all = RULES.with(|rules| draft(&document, rules, None));
    let told: Vec<_> = all.iter().map(|draft| (draft.stance.word(), chain(draft))).collect();
    let of = |stance, chain: &str| (stance, chain.to_owned());
    assert_eq!(
        told,
        [
            of("rejects", "Mia Holm"),
            of("offers", "Mia Holm > Ola Brandt"),
            of("rejects", "Mia Holm > Ola Brandt"),
            of("demands", "Mia Holm > Ola Brandt > Lia Ferro"),
            of("accepts", "Mia Holm"),
        ]
    );
    for (text, name, kind) in [
        ("Look:\n\n> We offer a second pier.\n", "quoted message", LinkKind::Unnamed),
        (
            "Look:\n\n-----Original Message-----\nFrom: Ola Brandt\nSent: Monday\nSubject: Highland rejects it all\n\nWe offer a second pier.\n",
            "Ola Brandt",
            LinkKind::Named,
        ),
        (
            "Look:\n\nBegin forwarded message:\n\nFrom: Ola Brandt <ola@example.org>\n\nWe offer a second pier.\n",
            "Ola Brandt",
            LinkKind::Named,
        ),
    ] {
        let document = Document { text, authors: vec!["Mia Holm".to_owned()], ..Document::default() };
        let all = RULES.with(|rules| draft(&document, rules, None));
        assert_eq!(all.len(), 1, "{text}: {all:#?}");
        let last = all[0].chain.last().map(|link| (link.name.as_str(), link.kind));
        assert_eq!(last, Some((name, kind)), "{text}");
        assert!(all[0].about.is_empty(), "{text}");
    }
}

#[test]
fn conditions_stay_with_what_hangs_on_them() {
    for (text, wanted, marker) in [
        (
            "Highland would dredge the lake, provided that Lowland withdraws its offer.",
            "highland proposes",
            "provided that",
        ),
        ("Highland will dredge the lake unless Lowland withdraws its offer.", "highland proposes", "unless"),
        ("Lowland is ready to accept a toll — if its ferries stay free.", "lowland offers", "if"),
        (
            "Lowland is ready to accept a toll, provided, however, that it is low.",
            "lowland offers",
            "provided, however, that",
        ),
        ("Lowland offered a pier; in return, Highland was to lower the toll.", "lowland offers", "in return"),
        ("As soon as Lowland pays, Highland promises to dredge the lake.", "highland offers", "As soon as"),
        ("Pending approval by its council, Lowland agreed to a toll.", "lowland accepts", "Pending"),
        ("Lowland agreed to a toll providing Highland issue a guarantee.", "lowland accepts", "providing"),
        ("Lowland agreed to a toll provided the ferries are new.", "lowland accepts", "provided"),
    ] {
        let all: Vec<_> =
            drafts(text).into_iter().filter(|draft| draft.sure > 40 || draft.condition.is_some()).collect();
        assert_eq!(all.len(), 1, "{text}: {all:#?}");
        assert_eq!(format!("{} {}", about(&all[0]), all[0].stance.word()), wanted, "{text}");
        assert_eq!(
            all[0].condition.as_ref().map(|condition| condition.marker.as_str()),
            Some(marker),
            "{text}"
        );
    }
    for text in [
        "Highland agreed to stop building ferries or providing pilots to Midland.",
        "Highland rejected the toll and provided Lowland with six ferries.",
        "Highland rejected the toll of Lowland once again this week.",
        "Highland agreed to answer the letter as soon as possible.",
        "Highland rejected the pending request for a second pier.",
    ] {
        let all = drafts(text);
        assert!(!all.is_empty() && all.iter().all(|draft| draft.condition.is_none()), "{text}: {all:#?}");
    }
}

/// When the first draft whose passage has these words was said.
fn said(text: &str, words: &str) -> Option<String> {
    let all = drafts(text);
    let found = all.iter().find(|draft| passage(text, draft).contains(words))?;
    found.said.as_ref().map(ToString::to_string)
}

#[test]
fn days_are_those_of_the_words() {
    let story = "In May 2019 Highland offered a pier on the lake.\n\nThen, at the end of June, Lowland rejected the pier.\n\n\
                 Much was written of it.\n\nIn March Highland demanded a toll on the ferries.";
    assert_eq!(said(story, "rejected").as_deref(), Some("2019-06~"), "the year is inferred and marked");
    assert_eq!(said(story, "demanded").as_deref(), Some("2024-03"));
    let own = "In 2018 the plan was made.\n\nLowland rejected the toll in 2020, on the last days of June.";
    assert_eq!(said(own, "rejected").as_deref(), Some("2020"));
    for (text, words) in [
        ("Lowland rejected the toll of the 1980s in its letter.", "rejected"),
        ("Lowland rejected the 1992 Ferry Treaty in its letter.", "rejected"),
        ("Lowland rejected the treaty of 1992 in its letter.", "rejected"),
    ] {
        assert_eq!(said(text, words).as_deref(), Some("2024-05-15"), "{text}");
    }
    let month = "The pier that Highland built in May was rejected by Lowland in April.";
    assert_eq!(said(month, "rejected").as_deref(), Some("2024-04"));
    assert_eq!(sure(month), ["lowland rejects"], "May is no modal verb");
    let both = "The pier, rejected by Highland last year, was accepted by Lowland on Monday.";
    assert_eq!(said(both, "rejected by").as_deref(), Some("2023"));
    assert_eq!(said(both, "accepted by").as_deref(), Some("2024-05-13"));
}

#[test]
fn numbers_have_the_units_that_they_count() {
    let of = |text: &str| -> Vec<String> {
        let all = drafts(text);
        all.iter()
            .flat_map(|draft| &draft.numbers)
            .map(|number| format!("{} {}", number.value, number.unit))
            .collect()
    };
    assert_eq!(
        of("Highland offered to release 30 cubic metres and 12 old ferries."),
        ["30 cubic metres", "12 ferries"]
    );
    assert_eq!(
        of("Highland rejected article 4 claims and asked for 6 unless Lowland pays."),
        Vec::<String>::new()
    );
    assert_eq!(of("Highland offered Pox-19 relief, 3 if asked and a two-year pause."), ["2 year"]);
}

#[test]
fn no_place_in_a_text_breaks_the_grammar() {
    let words = [
        "Highland", "Lowland", ",", "who", "which", "and", "or", "nor", "neither", "to", "than", "rejected",
        "reject", "by", "of", "would", "not", "said", "that", "provided", "once", "“", "”", "’s", "\n> ",
        "é", "if", ";", "it",
    ];
    // Every pair and triple at the head, in the middle and at the end of a text.
    for one in words {
        for other in words {
            for third in ["rejected", "Highland", "said", "to accept", ",", "“"] {
                let text = format!("{one} {other} {third}");
                let _ = drafts(&text);
                let _ = drafts(&format!("{third} {other} {one}"));
            }
        }
    }
}
