//! `detente record review`: drafts one by one, into the case or aside.
//!
//! Lines in, lines out, so that it works on any terminal and through a pipe.
//! After every decision the case and the list of decisions are on disk: a review
//! that is left off goes on where it was.

mod ask;
mod entry;
mod state;
mod writing;

use std::io::BufRead;

use detente_case::anchor::{ScalarText, fold};
use detente_case::model::Case;
use detente_desk::questions::documents::usable;
use detente_record::draft::Draft;
use detente_report::drafts::lines;
use detente_report::json::drafts::draft as shape;

use self::ask::Asker;
use self::entry::{Entry, Question};
use self::state::{Decision, Decisions};
use self::writing::write;
use super::draft::{DraftingArguments, drafted};
use crate::exit;
use crate::failure::Failure;
use crate::output;
use detente_desk::library::Library;

/// Reviews the drafts that nobody has decided on.
pub(crate) fn run(arguments: &DraftingArguments) -> Result<u8, Failure> {
    let library = Library::of(&arguments.case)?;
    let mut decisions = Decisions::read(&library)?;
    let waiting = {
        let loaded = library.loaded();
        let case = usable(&loaded)?;
        let all = drafted(&library, case, arguments)?;
        for id in &all.not_at_hand {
            output::complain(&format!("note: the text of `{id}` is not at hand\n"));
        }
        for why in &all.dropped {
            output::complain(&format!("note: proposed by the model and dropped: {why}\n"));
        }
        all.drafts
    };
    let open = waiting.iter().filter(|(_, _, key, _)| !decisions.has(key)).count();
    output::print(&format!(
        "{}, {} decided before, {open} to review.\n",
        detente_report::words::counted(&waiting.len(), "draft"),
        waiting.len() - open
    ))?;
    let mut input = std::io::stdin().lock();
    let mut asker = Asker::new(&mut input as &mut dyn BufRead);
    let (mut accepted, mut rejected, mut number) = (0, 0, 0);
    for (source, draft, key, passage) in &waiting {
        if decisions.has(key) {
            continue;
        }
        number += 1;
        let loaded = library.loaded();
        let case = usable(&loaded)?;
        show(case, *source, draft, passage, number, open)?;
        match decide(&mut asker, &library, case, *source, draft)? {
            Some(Decision::Accepted) => {
                accepted += 1;
                decisions.note(&library, key, Decision::Accepted)?;
            }
            Some(Decision::Rejected) => {
                rejected += 1;
                decisions.note(&library, key, Decision::Rejected)?;
            }
            None if asker.ended() => break,
            None => {}
        }
    }
    output::print(&format!(
        "\n{accepted} accepted, {rejected} rejected, {} left.\n",
        open - accepted - rejected
    ))?;
    Ok(exit::DEAL)
}

fn show(
    case: &Case,
    source: usize,
    draft: &Draft,
    passage: &str,
    number: usize,
    open: usize,
) -> Result<(), Failure> {
    let shape = shape(case, &case.sources[source].id, String::new(), passage, draft);
    let mut text = format!(
        "\n[{number} of {open}] {} {} to {}\n  \"{}\"\n",
        shape.source,
        shape.start,
        shape.end,
        fold(passage)
    );
    for line in lines(&shape) {
        text.push_str(&format!("  - {line}\n"));
    }
    Ok(output::print(&text)?)
}

/// Asks until there is a decision; `None` to skip, or where the input ended.
fn decide(
    asker: &mut Asker<'_>,
    library: &Library,
    case: &Case,
    source: usize,
    draft: &Draft,
) -> Result<Option<Decision>, Failure> {
    let mut former: Option<Entry> = None;
    let text = library.text(&case.sources[source]);
    let text = text.as_deref().map(ScalarText::new);
    let question = Question { case, source, draft, text: text.as_ref() };
    loop {
        let answer = asker.ask("accept, edit, reject, skip, quit", "")?;
        match answer.as_deref() {
            Some("a" | "accept") | Some("e" | "edit") => {
                let edit = answer.as_deref().is_some_and(|answer| answer.starts_with('e'));
                let Some(entry) = Entry::ask(asker, &question, edit, former.as_ref())? else {
                    return Ok(None);
                };
                match write(library, case, source, draft, &entry)? {
                    Ok(id) => {
                        output::print(&format!("  written as `{id}`\n"))?;
                        return Ok(Some(Decision::Accepted));
                    }
                    Err(why) => {
                        output::print(&format!(
                            "  not written: {why}\n  (`a` asks again for everything; what you typed is kept in brackets: Enter takes it, - empties it)\n"
                        ))?;
                        former = Some(entry);
                    }
                }
            }
            Some("r" | "reject") => return Ok(Some(Decision::Rejected)),
            Some("s" | "skip" | "") => return Ok(None),
            Some("q" | "quit") => {
                asker.end();
                return Ok(None);
            }
            Some(other) => output::print(&format!("  `{other}` is none of a, e, r, s, q\n"))?,
            None => return Ok(None),
        }
    }
}
