//! What a model answers is judged by the document alone.

use detente_record::draft::Document;
use detente_record::model::{WINDOW, judge, request, windows};
use proptest::prelude::*;
use serde_json::{Value, json};

use crate::support::lake;

const TEXT: &str = "Anna Bell said that North would accept a low dam.\nSouth refused.";

fn answer(content: &str) -> String {
    json!({ "choices": [{ "message": { "role": "assistant", "content": content } }] }).to_string()
}

#[expect(clippy::type_complexity, reason = "what one test compares")]
fn judged(content: &str) -> Result<(Vec<(usize, usize, String)>, Vec<String>), String> {
    let document = Document { text: TEXT, ..Document::default() };
    let judged = judge(&answer(content), "m", &document, &lake(""))?;
    let draft = |draft: &detente_record::draft::Draft| {
        let chain: Vec<_> = draft.chain.iter().map(|link| link.name.as_str()).collect();
        (draft.passage.start, draft.passage.end, chain.join(", "))
    };
    Ok((judged.drafts.iter().map(draft).collect(), judged.dropped))
}

#[test]
fn only_words_of_the_document_count() {
    let content = json!({ "statements": [
        { "quote": "North would accept a low dam", "stance": "accepts", "about": ["north"], "speaker": "Anna Bell" },
        { "quote": "North would accept a low dam", "stance": "accepts", "about": ["north", "east"] },
        { "quote": "North would accept a high dam", "stance": "accepts" },
        { "quote": "South refused.", "stance": "rejects", "about": ["south"], "speaker": "Somebody Else" },
        { "quote": "South refused.", "stance": "rejects", "about": ["south"] },
        { "quote": "ould accept a low dam", "stance": "accepts" },
        { "quote": "South", "stance": "rejects" },
        { "quote": "ow d", "stance": "rejects" },
        { "quote": "South refused.", "stance": "regrets" },
        { "quote": "", "stance": "rejects" },
        { "stance": "rejects" },
    ] });
    let (drafts, dropped) = judged(&content.to_string()).expect("an answer");
    assert_eq!(drafts, [(20, 48, "Anna Bell".to_owned()), (50, 64, String::new())]);
    let why = [
        "no party of the case",
        "the words are not in the document",
        "its speaker is not in the document",
        "part of a word",
        "too little",
        "part of a word",
        "`regrets` is no stance",
        "",
        "another layout",
    ];
    assert_eq!(dropped.len(), why.len(), "{dropped:?}");
    assert!(dropped.iter().zip(why).all(|(dropped, why)| dropped.contains(why)), "{dropped:?}");
}

#[test]
fn blocks_of_markdown_are_opened_and_other_layouts_refused() {
    let (drafts, _) =
        judged("```json\n{\"statements\": [{\"quote\": \"South refused\", \"stance\": \"rejects\"}]}\n```")
            .expect("an answer");
    assert_eq!(drafts.len(), 1);
    assert!(judged("I found two statements.").is_err_and(|why| why.contains("not JSON")));
    assert!(judged("{\"claims\": []}").is_err_and(|why| why.contains("no list")));
    let document = Document { text: TEXT, ..Document::default() };
    assert!(judge("{\"choices\": [{\"mess", "m", &document, &lake("")).is_err());
    assert!(judge("{\"choices\": []}", "m", &document, &lake("")).is_err());
}

#[test]
fn a_request_names_parties_and_stances_and_holds_the_window() {
    let body = request("m", "the window", &lake(""));
    assert_eq!(body["model"], "m");
    assert_eq!(body["messages"][1]["content"], "the window");
    let system = body["messages"][0]["content"].as_str().unwrap_or_default();
    assert!(system.contains("north (Northland)") && system.contains("rejects"), "{system}");
}

proptest! {
    #[test]
    fn windows_are_the_text_in_parts(words in prop::collection::vec("[a-zé]{1,12}|\n\n", 0..6000)) {
        let text = words.join(" ");
        let parts = windows(&text);
        prop_assert_eq!(parts.concat(), text.as_str());
        prop_assert!(parts.iter().all(|part| part.chars().count() <= WINDOW));
    }

    #[test]
    fn no_answer_is_too_strange(body in "\\PC{0,80}", content in "[\\[\\]{}\":,a-z]{0,60}") {
        let document = Document { text: TEXT, ..Document::default() };
        let _ = judge(&body, "m", &document, &lake(""));
        let _ = judge(&answer(&content), "m", &document, &lake(""));
        let _: Value = request("m", &body, &lake(""));
    }
}
