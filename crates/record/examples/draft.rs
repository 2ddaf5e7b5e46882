//! Prints the drafts of one document as JSON lines: what `bench/record` measures.

use detente_record::draft::{Document, Rules, draft};

fn main() -> Result<(), Box<dyn std::error::Error>> {
    let path = std::env::args().nth(1).ok_or("usage: draft FILE")?;
    let text = std::fs::read_to_string(path)?;
    let rules = Rules::shipped();
    let document = Document { text: &text, ..Document::default() };
    for draft in draft(&document, &rules, None) {
        let chain: Vec<_> = draft.chain.iter().map(|link| link.name.as_str()).collect();
        let line = serde_json::json!({
            "start": draft.passage.start, "end": draft.passage.end, "stance": draft.stance.word(),
            "strength": draft.strength, "sure": draft.sure, "chain": chain, "quoted": draft.quoted,
            "about": draft.about.iter().map(|named| &named.id).collect::<Vec<_>>(),
            "said": draft.said.as_ref().map(ToString::to_string),
            "condition": draft.condition.as_ref().map(|condition| &condition.marker),
            "recommended": draft.recommended,
            "because": draft.because.iter().map(|reason| format!("{}: {}", reason.rule, reason.words)).collect::<Vec<_>>(),
        });
        #[expect(clippy::print_stdout, reason = "an example prints")]
        {
            println!("{line}");
        }
    }
    Ok(())
}
