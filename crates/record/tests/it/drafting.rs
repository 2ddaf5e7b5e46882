//! Drafts of texts made up for these tests.

use detente_case::date::VagueDate;
use detente_record::draft::{ConditionKind, DateFrom, Document, Draft, LinkKind, Rules, draft};
use proptest::prelude::*;

use crate::support::lake;

const PAGE: &str = "Talks on the Lake Stall

By Ann Cole, The Harbour Journal, 3/14/21

French Foreign Minister Paul Abel said on March 10 that France was prepared to sign the pact so long as Spain \
lifted its tolls. “We will not accept a dam,” he added.

The next month Spain rejected the offer, but proposed a five-year pause. According to two diplomats, Italy denied \
that it had offered 300 ships in exchange for a seat.

Both sides should withdraw their patrols from the northern shore. If France were to open its ports, Spain could agree \
to demolish the wall.

The plan of Spain has these points:

1. Removal of all patrols within two years.
2. France shall recognize the border.
";

fn drafts(text: &str) -> Vec<Draft> {
    draft(&Document { text, ..Document::default() }, &Rules::shipped(), None)
}

fn passage(text: &str, draft: &Draft) -> String {
    let all: Vec<char> = text.chars().collect();
    all[draft.passage.start..draft.passage.end]
        .iter()
        .collect::<String>()
        .split_whitespace()
        .collect::<Vec<_>>()
        .join(" ")
}

/// The draft whose passage has these words.
fn with<'d>(all: &'d [Draft], text: &str, words: &str) -> &'d Draft {
    let found = all.iter().find(|draft| passage(text, draft).contains(words));
    found.unwrap_or_else(|| {
        panic!(
            "no draft with `{words}`: {:#?}",
            all.iter().map(|draft| passage(text, draft)).collect::<Vec<_>>()
        )
    })
}

fn about(draft: &Draft) -> Vec<&str> {
    draft.about.iter().map(|named| named.id.as_str()).collect()
}

#[test]
fn an_offer_with_its_condition_chain_and_day() {
    let all = drafts(PAGE);
    let offer = with(&all, PAGE, "prepared to sign");
    assert_eq!(offer.stance.word(), "offers");
    assert_eq!(about(offer), ["france"]);
    let names: Vec<_> = offer.chain.iter().map(|link| (link.name.as_str(), link.kind)).collect();
    assert_eq!(
        names,
        [
            ("The Harbour Journal", LinkKind::Publisher),
            ("Ann Cole", LinkKind::Author),
            ("Paul Abel", LinkKind::Named)
        ]
    );
    assert_eq!(offer.chain[2].speaks_for.as_ref().map(|named| named.id.as_str()), Some("france"));
    assert_eq!(offer.said.as_ref().map(ToString::to_string).as_deref(), Some("2021-03-10"));
    assert_eq!(offer.said_from, DateFrom::Words);
    let condition = offer.condition.as_ref().expect("so long as");
    assert_eq!((condition.kind, condition.marker.as_str()), (ConditionKind::OnlyIf, "so long as"));
    assert!(!offer.because.is_empty() && offer.sure >= 75);
}

#[test]
fn a_quotation_is_its_speakers_and_negation_turns_it() {
    let all = drafts(PAGE);
    let refusal = with(&all, PAGE, "not accept a dam");
    assert_eq!(refusal.stance.word(), "rejects");
    assert!(refusal.quoted);
    assert_eq!(refusal.chain.last().map(|link| link.name.as_str()), Some("Paul Abel"));
    assert_eq!(about(refusal), ["france"]);
}

#[test]
fn two_stances_of_one_sentence_are_two_drafts() {
    let all = drafts(PAGE);
    assert_eq!(with(&all, PAGE, "rejected the offer").stance.word(), "rejects");
    let pause = with(&all, PAGE, "five-year pause");
    assert_eq!(pause.stance.word(), "proposes");
    assert_eq!(
        pause.numbers.iter().map(|number| (number.value.as_str(), number.unit.as_str())).collect::<Vec<_>>(),
        [("5", "year")]
    );
}

#[test]
fn whoever_refuses_the_one_offers_the_other() {
    let text = "By Ann Cole, The Harbour Journal, 3/14/21\n\nFrance rejected the dam but offered to lower the toll on \
                ships. Italy welcomed the talks in Spain but has also demanded a survey of the river. The dam was rejected by \
                all, but Italy offered a ferry.\n";
    let all = drafts(text);
    for (words, who) in
        [("offered to lower", "france"), ("demanded a survey", "italy"), ("offered a ferry", "italy")]
    {
        assert_eq!(about(with(&all, text, words)), [who], "{words}");
    }
}

#[test]
fn anonymous_sources_are_marked_and_denials_found() {
    let all = drafts(PAGE);
    let denial = with(&all, PAGE, "Italy denied");
    assert_eq!(denial.stance.word(), "denies");
    let kinds: Vec<_> = denial.chain.iter().rev().map(|link| link.kind).take(2).collect();
    assert_eq!(kinds, [LinkKind::Named, LinkKind::Unnamed], "two diplomats, then Italy");
    assert_eq!(denial.condition.as_ref().map(|condition| condition.kind), Some(ConditionKind::If));
}

#[test]
fn what_an_author_recommends_is_marked_as_that() {
    let all = drafts(PAGE);
    let both = with(&all, PAGE, "should withdraw");
    assert!(both.recommended);
    assert_eq!(both.stance.word(), "proposes");
    assert_eq!(both.chain.last().map(|link| link.kind), Some(LinkKind::Author));
    let wall = with(&all, PAGE, "demolish the wall");
    assert!(wall.recommended && wall.condition.is_some());
    assert_eq!(about(wall), ["spain"]);
}

#[test]
fn points_of_a_plan_are_its_authors_proposals() {
    let all = drafts(PAGE);
    for words in ["Removal of all patrols", "recognize the border"] {
        let point = with(&all, PAGE, words);
        assert_eq!(point.stance.word(), "proposes", "{words}");
        assert_eq!(about(point), ["spain"], "{words}");
        assert_eq!(point.because[0].rule, "list");
    }
}

/// The stances and parties of the drafts of one sentence.
fn acts(text: &str) -> Vec<(&'static str, Vec<String>, u8)> {
    let all = drafts(text);
    all.iter()
        .map(|draft| {
            let about = about(draft).into_iter().map(str::to_owned).collect();
            (draft.stance.word(), about, draft.sure)
        })
        .collect()
}

#[test]
fn what_a_condition_asks_of_another_is_not_its_act() {
    for text in [
        "France stands prepared to sign the pact so long as Spain puts forward a new text on the tolls.",
        "France is prepared to sign the pact and agree to a dam so long as Spain puts forward a new text.",
        "France is ready to sign the pact, provided that Spain offers a new text on the tolls.",
    ] {
        let all = drafts(text);
        assert_eq!(all.len(), 1, "{text}");
        assert_eq!((all[0].stance.word(), about(&all[0])), ("offers", vec!["france"]), "{text}");
        assert_eq!(all[0].condition.as_ref().map(|condition| condition.kind), Some(ConditionKind::OnlyIf));
        assert!(all[0].sure >= 75, "{text}");
    }
}

#[test]
fn what_is_only_thought_is_unsure_and_says_why() {
    for (text, words) in [
        ("Spain might have offered a dam in the south at that time.", "might have"),
        ("Spain should have offered to lift its tolls.", "should have"),
        ("Spain would never have agreed to a dam in the south.", "would never have"),
        ("If Spain were to offer a dam, nobody in the north knows what follows.", "If"),
        ("If Spain were to accept the dam, France would lift the tolls on its ships.", "were to"),
        ("Had Spain accepted the dam, France would have offered to lift its tolls.", "Had"),
        (
            "The talks went on for a whole week in the north. Would Spain propose a dam in the south of the lake?",
            "?",
        ),
        ("Suppose that Spain offered to lift its tolls on French ships.", "Suppose"),
    ] {
        let all = drafts(text);
        assert_eq!(all.len(), 1, "{text}");
        assert!(all[0].sure <= 40, "{text}: {}", all[0].sure);
        let reason = all[0].because.iter().find(|reason| reason.rule == "hypothetical");
        assert_eq!(reason.map(|reason| reason.words.as_str()), Some(words), "{text}");
    }
    assert_eq!(
        acts("Spain may offer to lift its tolls next year."),
        [("predicts", vec!["spain".to_owned()], 50)]
    );
}

#[test]
fn what_was_not_done_is_no_act() {
    for text in [
        "Spain did not propose a dam on the southern shore of the lake.",
        "Spain has not offered to lift its tolls on ships.",
        "Spain never demanded the removal of the northern dam.",
        "Spain did not, however, demand the removal of the dam.",
        "Spain did not at any point in the talks offer to lift its tolls.",
        "No Spanish official has ever proposed a dam in the south.",
        "It is not true that Spain offered to lift its tolls on ships.",
        "Spain neither proposed a dam nor offered to lift its tolls.",
    ] {
        assert_eq!(acts(text), [], "{text}");
    }
    let spain = || vec!["spain".to_owned()];
    assert_eq!(acts("Spain does not insist on a dam in the south."), [("signals", spain(), 90)]);
    assert_eq!(acts("Spain did not accept a dam in the south."), [("rejects", spain(), 85)]);
    let but = acts("Spain did not come to the talks but offered to lift its tolls.");
    assert_eq!(but.iter().map(|(stance, ..)| *stance).collect::<Vec<_>>(), ["offers"]);
}

#[test]
fn a_name_and_an_office_side_by_side_are_one_speaker() {
    for text in [
        "The foreign minister of Spain, Ana Kole, said that Spain rejected the dam.",
        "Ana Kole, the foreign minister of Spain, said that Spain rejected the dam.",
        "Spain's foreign minister, Ana Kole, told reporters on Monday that Spain rejected the dam.",
        "“We reject the dam,” said the foreign minister of Spain, Ana Kole.",
        "“We reject the dam,” said Ana Kole, the foreign minister of Spain.",
        "According to the foreign minister of Spain, Ana Kole, Spain rejected the dam.",
    ] {
        let all = drafts(text);
        assert_eq!(all.len(), 1, "{text}: {all:#?}");
        let speaker = all[0].chain.last().expect("somebody speaks");
        assert_eq!((speaker.name.as_str(), speaker.kind), ("Ana Kole", LinkKind::Named), "{text}");
        assert_eq!(speaker.speaks_for.as_ref().map(|named| named.id.as_str()), Some("spain"), "{text}");
        assert_eq!((all[0].stance.word(), about(&all[0])), ("rejects", vec!["spain"]), "{text}");
    }
    assert_eq!(
        acts("The head of the delegation of Spain, Ana Kole, offered to lift the tolls."),
        [("offers", vec!["spain".to_owned()], 90)]
    );
}

#[test]
fn a_common_noun_in_the_name_of_a_voice_names_nobody() {
    let voices = "[voices.teachers]\nname = \"Lake union\"\nspeaks-for = \"north\"\n[voices.board]\nname = \"Northern Harbour Board\"\nspeaks-for = \"north\"\n";
    let case = lake(voices);
    let about = |text: &str| {
        let all = draft(&Document { text, ..Document::default() }, &Rules::shipped(), Some(&case));
        all.iter()
            .map(|draft| draft.about.iter().map(|named| named.id.clone()).collect())
            .collect::<Vec<Vec<_>>>()
    };
    let none: Vec<Vec<String>> = vec![Vec::new()];
    assert_eq!(about("The union rejected the plan for a road."), none);
    assert_eq!(about("The Board rejected the plan for a road."), none);
    assert_eq!(about("The Lake union rejected the plan for a road."), [["north"]]);
    assert_eq!(about("The Northern Harbour Board rejected the plan for a road."), [["north"]]);
    assert_eq!(about("Ms. Bell rejected the plan for a road."), [["north"]], "a person by the family name");
}

#[test]
fn a_case_gives_its_parties_and_issues() {
    let case = lake("");
    let text = "Norburg proposed a low dam on the river, but Southland refused to lower its tolls for ships.";
    let all = draft(&Document { text, ..Document::default() }, &Rules::shipped(), Some(&case));
    let dam = with(&all, text, "low dam");
    assert_eq!((about(dam), dam.about[0].party), (vec!["north"], Some(0)));
    assert_eq!(dam.issues.first().map(|candidate| candidate.issue), Some(0));
    let tolls = with(&all, text, "refused to lower");
    assert_eq!(about(tolls), ["south"]);
    assert_eq!(tolls.issues.first().map(|candidate| candidate.issue), Some(1));
}

#[test]
fn a_document_gives_what_the_text_does_not() {
    let document = Document {
        text: "France rejected the plan last month.",
        authors: vec!["Ann Cole".to_owned()],
        publisher: Some("The Journal"),
        date: VagueDate::parse("2021-03-14").ok(),
        ..Document::default()
    };
    let all = draft(&document, &Rules::shipped(), None);
    assert_eq!(all.len(), 1);
    assert_eq!(all[0].said.as_ref().map(ToString::to_string).as_deref(), Some("2021-02"));
    assert_eq!(
        all[0].chain.iter().map(|link| link.name.as_str()).collect::<Vec<_>>(),
        ["The Journal", "Ann Cole"]
    );
}

#[test]
fn a_passage_carries_the_hash_of_its_folded_words() {
    let text = "France  rejected\nthe whole plan.";
    let all = drafts(text);
    assert_eq!(all[0].passage.sha256, detente_case::hash::sha256(b"France rejected the whole plan"));
}

/// Looking through the whole text for each sentence or each word of one would take many minutes.
#[test]
fn long_texts_take_no_longer_for_each_sentence() {
    let text = [
        "Spain would offer to lift its tolls and France demands a dam if Spain agrees ".repeat(2_000),
        (0..2_000).map(|at| format!("Ana Kole{at} said that Spain rejected the dam. ")).collect(),
        "\n\n“Spain will offer to lift its tolls and go away.”".repeat(2_000),
        "\n\nspain rejected the dam of the south, and so on,".repeat(2_000),
        format!("\n\n{}", "but ".repeat(20_000)),
        format!("\n\n“{}", "Spain will offer to lift its tolls. ".repeat(2_000)),
    ]
    .concat();
    assert!(drafts(&text).len() > 6_000);
}

#[test]
fn a_text_may_begin_in_the_middle() {
    for text in [".said,", "-said", "’s said", ", he said", "but offered"] {
        assert_eq!(drafts(text).len(), 0, "{text}");
    }
}

proptest! {
    #[test]
    fn no_text_is_too_strange(text in "(\\PC|[ \n.,“”\"'’:;()-]|France|said|would|agree|proposed|if|Article|1|Nov\\.|he|that|not){0,60}") {
        let document = Document { text: &text, date: VagueDate::parse("2020-11").ok(), ..Document::default() };
        let rules = RULES.with(Clone::clone);
        let all = draft(&document, &rules, None);
        let scalars = text.chars().count();
        for draft in &all {
            prop_assert!(draft.passage.start < draft.passage.end && draft.passage.end <= scalars);
        }
        prop_assert_eq!(draft(&document, &rules, None), all);
    }
}

thread_local! {
    static RULES: Rules = Rules::shipped();
}
