//! The text of a draft.

use std::collections::{BTreeMap, BTreeSet};
use std::fmt::Write as _;

use detente_case::model::{Case, Party};
use detente_case::package::{Choice, PartyIndex};
use detente_syntax::naming::Ids;

use super::clause::{Clause, Is};
use super::phrase::{Said, When};

/// The longest id that is made from words.
const MAX_ID: usize = 40;

/// A string of TOML.
fn string(text: &str) -> String {
    toml_edit::Value::from(text).to_string()
}

/// A text on one line, for a comment.
fn line(text: &str) -> String {
    let words: Vec<&str> = text.split_whitespace().collect();
    words.join(" ").chars().filter(|sign| !sign.is_control()).collect()
}

fn list<T: AsRef<str>>(texts: impl IntoIterator<Item = T>) -> String {
    let texts: Vec<String> = texts.into_iter().map(|text| string(text.as_ref())).collect();
    format!("[{}]", texts.join(", "))
}

/// What is counted in a draft: things by title, with their ids.
struct Things {
    ids: Ids,
    titles: BTreeMap<String, String>,
    text: String,
}

impl Things {
    fn none() -> Self {
        Self { ids: Ids::at_most(MAX_ID), titles: BTreeMap::new(), text: String::new() }
    }

    /// The id of the thing with a title, which is written when it is first met.
    fn id(&mut self, title: &str, means: &str) -> String {
        if let Some(id) = self.titles.get(title) {
            return id.clone();
        }
        let id = self.ids.make(title, "what-is-counted");
        self.titles.insert(title.to_owned(), id.clone());
        let _ = write!(self.text, "\n[things.{id}]\ntitle = {}\n{means}", string(title));
        id
    }
}

/// Writes a draft.
pub(super) fn text(case: &Case, package: &[Choice], clauses: &[Clause]) -> String {
    let mut things = Things::none();
    let mut readings = BTreeSet::new();
    let mut rest = String::new();
    let mut by_hand = Vec::new();
    let mut without = BTreeSet::new();
    let mut bound_parties = BTreeSet::new();
    for clause in clauses {
        let (issue, title) = &clause.issue;
        let origin = &clause.origin;
        let _ =
            write!(rest, "\n# {}\n# {} = {}: {}\n", line(title), issue, origin.option, line(&origin.title));
        match &clause.is {
            Is::AsBefore => rest.push_str("# As without an agreement: nothing to keep.\n"),
            Is::ByHand { why } => {
                without.extend(origin.cite.iter().copied());
                let _ = writeln!(rest, "# To be written by hand: {why}.");
                if let Some(because) = &origin.because {
                    let _ = writeln!(rest, "# The case: {}", line(because));
                }
                by_hand.push(format!("{issue} = {}: {} ({why})", origin.option, line(&origin.title)));
            }
            Is::Drafted { said, bound } => {
                bound_parties.extend(bound.iter().copied());
                let each = list(bound.iter().filter_map(|party| party_id(case, *party)));
                let means = means(case, &clause.words, &mut readings);
                written(&mut rest, &mut things, clause, said, &each, &means);
                let _ = writeln!(rest, "{}", ground(case, clause));
            }
        }
    }
    let mut out = head(case, package, &by_hand, &without);
    for (at, party) in case.parties.iter().enumerate() {
        if case.is_asked(at, package) || bound_parties.contains(&at) {
            out.push_str(&party_text(case, party));
        }
    }
    for party in readings {
        if let Some(party) = case.parties.get(party) {
            let title = string(&format!("As {} reads contested words", party.name));
            let because = string("The case gives its readings.");
            let _ = write!(
                out,
                "\n[readings.as-{}]\ntitle = {title}\nheld-by = {}\nbecause = {because}\n",
                party.id,
                list([&party.id])
            );
        }
    }
    out.push_str(&things.text);
    out.push_str(&rest);
    out.push_str(&sources(case, clauses, package));
    out
}

fn party_id(case: &Case, party: PartyIndex) -> Option<&str> {
    case.parties.get(party).map(|party| party.id.as_str())
}

fn party_text(case: &Case, party: &Party) -> String {
    let mut text = format!("\n[parties.{}]\nname = {}\n", party.id, string(&party.name));
    if let Some(because) = &party.ground.because {
        let _ = writeln!(text, "because = {}", string(because));
    }
    text + &cite(case, &party.ground.cite)
}

fn cite(case: &Case, positions: &[usize]) -> String {
    let ids: Vec<&str> =
        positions.iter().filter_map(|at| case.citations.get(*at)).map(|each| each.id.as_str()).collect();
    if ids.is_empty() { String::new() } else { format!("cite = {}\n", list(ids)) }
}

fn head(case: &Case, package: &[Choice], by_hand: &[String], without: &BTreeSet<usize>) -> String {
    let mut text = String::from(
        "# A draft from a package of a case. Nobody has agreed to it. Each clause names the option that it is\n\
         # from; what is to be written by hand stands in `leaves-out` and at its place below.\n\
         detente = 1\n\n[instrument]\n",
    );
    let _ = writeln!(text, "title = {}", string(&format!("Draft: {}", case.title)));
    let mut leaves_out: Vec<String> =
        by_hand.iter().map(|each| format!("to be written by hand: {each}")).collect();
    let flags = case.flags.iter().filter(|flag| flag.when.formula.holds(package));
    leaves_out
        .extend(flags.map(|flag| format!("a remark of the case on this package: {}", line(&flag.says))));
    leaves_out.extend(case.leaves_out.iter().map(|each| format!("left out by the case: {}", line(each))));
    if !leaves_out.is_empty() {
        let lines: Vec<String> = leaves_out.iter().map(|each| format!("  {},\n", string(each))).collect();
        let _ = writeln!(text, "leaves-out = [\n{}]", lines.concat());
    }
    let without: Vec<usize> = without.iter().copied().collect();
    text + &cite(case, &without)
}

/// What each reading takes the contested words of a clause to mean.
fn means(case: &Case, words: &[usize], readings: &mut BTreeSet<PartyIndex>) -> String {
    let mut by_party: BTreeMap<PartyIndex, Vec<String>> = BTreeMap::new();
    for word in words.iter().filter_map(|word| case.words.get(*word)).filter(|word| word.contested) {
        for (party, reading) in &word.readings {
            by_party.entry(*party).or_default().push(format!("{}: {reading}", word.id));
        }
    }
    readings.extend(by_party.keys().copied());
    let each: Vec<String> = by_party
        .iter()
        .filter_map(|(party, texts)| {
            Some(format!("as-{} = {}", party_id(case, *party)?, string(&texts.join("; "))))
        })
        .collect();
    if each.is_empty() { String::new() } else { format!("means = {{ {} }}\n", each.join(", ")) }
}

fn moment(when: &When) -> String {
    match when {
        When::Day(day) => day.to_string(),
        When::AfterEntry(period) => string(period),
    }
}

/// Writes the table of a clause.
fn written(out: &mut String, things: &mut Things, clause: &Clause, said: &Said, each: &str, means: &str) {
    let id = &clause.id;
    let title = string(&clause.origin.title);
    let _ = match said {
        Said::Bound { most, number, what, from } => {
            let what = if what.is_empty() { &clause.issue.1 } else { what };
            let thing = things.id(what, means);
            let bound = if *most { "at-most" } else { "at-least" };
            let from = from.as_ref().map_or_else(String::new, |from| format!("from = {}\n", moment(from)));
            write!(
                out,
                "[limits.{id}]\ntitle = {title}\neach = {each}\ncounts = {}\n{bound} = {number}\n{from}",
                string(&thing)
            )
        }
        Said::Yearly { number, .. } => {
            write!(out, "[quotas.{id}]\ntitle = {title}\neach = {each}\nnumber = {number}\n")
        }
        Said::By(when) => write!(out, "[duties.{id}]\ntitle = {title}\nby = {each}\nat = {}\n", moment(when)),
        Said::Every(period) => {
            write!(out, "[duties.{id}]\ntitle = {title}\nby = {each}\nevery = {}\n", string(period))
        }
    };
}

/// Where a clause is from, and what the case says of it.
fn ground(case: &Case, clause: &Clause) -> String {
    let origin = &clause.origin;
    let mut because = format!("The case has it as {} = {}.", clause.issue.0, origin.option);
    if let Some(reason) = &origin.because {
        let _ = write!(because, " {}", line(reason));
    }
    format!("because = {}\n{}", string(&because), cite(case, &origin.cite)).trim_end().to_owned()
}

/// The citations that the draft uses, and their documents.
fn sources(case: &Case, clauses: &[Clause], package: &[Choice]) -> String {
    let mut cited: BTreeSet<usize> = BTreeSet::new();
    let mut bound: BTreeSet<PartyIndex> = BTreeSet::new();
    for clause in clauses {
        match &clause.is {
            Is::AsBefore => {}
            Is::ByHand { .. } => cited.extend(&clause.origin.cite),
            Is::Drafted { bound: parties, .. } => {
                bound.extend(parties);
                cited.extend(&clause.origin.cite);
            }
        }
    }
    for (at, party) in case.parties.iter().enumerate() {
        if case.is_asked(at, package) || bound.contains(&at) {
            cited.extend(&party.ground.cite);
        }
    }
    let citations: Vec<_> = cited.iter().filter_map(|at| case.citations.get(*at)).collect();
    let documents: BTreeSet<usize> = citations.iter().map(|citation| citation.source).collect();
    let mut out = String::new();
    for source in documents.iter().filter_map(|at| case.sources.get(*at)) {
        let _ = write!(out, "\n[sources.{}]\ntitle = {}\n", source.id, string(&source.title));
        for (key, value) in [("publisher", &source.publisher), ("url", &source.url), ("note", &source.note)] {
            if let Some(value) = value {
                let _ = writeln!(out, "{key} = {}", string(value));
            }
        }
    }
    for citation in citations {
        if let Some(source) = case.sources.get(citation.source) {
            let (id, says) = (&citation.id, string(&citation.says));
            let _ = write!(out, "\n[citations.{id}]\nsource = {}\nsays = {says}\n", string(&source.id));
        }
    }
    out
}
