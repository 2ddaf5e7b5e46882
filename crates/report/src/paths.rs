//! `paths` in words, and as a diagram.

mod dot;
mod svg;

use detente_stability::course::{Course, Ways};
use detente_stability::model::State;
use detente_stability::number::number_of;
use detente_stability::paths::{By, Found, Step};

use crate::document::{Caption, Document, Table};
use crate::preamble;
use crate::stability::{self, Subject, changes, maker_name, rests_on};
use crate::words;
pub use dot::dot;
pub use svg::{Drawn, svg};

/// Equilibria and ways shown in a report unless asked otherwise.
pub const LISTED: usize = 24;

/// The report on where the conflict goes; `listed` is the most rows of a table.
#[must_use]
pub fn paths(
    subject: Subject<'_>,
    from: State,
    courses: &[Course],
    longest: usize,
    listed: usize,
) -> Document {
    let case = subject.case;
    let mut document = Document::default();
    preamble::preamble(&mut document, case, subject.view, "Paths", &[]);
    stability::describe(&mut document, subject);
    let package = subject.model.package(from);
    let quo = if subject.model.status_quo() == Some(from) { ", the status quo" } else { "" };
    document.heading(2, format!("From number {}{quo}", number_of(case, &package)));
    document.list(words::package_lines(case, &package));
    for course in courses {
        document.heading(2, title(course.by));
        document.text(extent(course));
        if let Some(ways) = &course.ways {
            to(&mut document, subject, course, ways, longest);
        } else {
            equilibria(&mut document, subject, course, listed);
        }
    }
    document.text(
        "A way is what decision makers could do one after the other, nobody twice in a row. That it is there says \
         nothing of how likely it is.",
    );
    document
}

fn title(by: By) -> &'static str {
    match by {
        By::Moves => "By any moves",
        By::Improvements => "By moves from which whoever moves gains",
        By::Staying => "Staying",
    }
}

fn extent(course: &Course) -> String {
    let reached = course.evolution.reached();
    if reached.len() == 1 {
        return "Nobody goes anywhere from here.".to_owned();
    }
    let mut by_steps: Vec<usize> = Vec::new();
    for &state in reached {
        let steps = course.evolution.steps_to(state).unwrap_or_default();
        if by_steps.len() <= steps {
            by_steps.resize(steps + 1, 0);
        }
        by_steps[steps] += 1;
    }
    let parts: Vec<_> = by_steps
        .iter()
        .enumerate()
        .skip(1)
        .map(|(steps, count)| {
            format!("{} in {}", words::grouped(&count.to_string()), words::counted(&steps, "move"))
        })
        .collect();
    format!(
        "{} can come about besides: {}.",
        words::counted(&(reached.len() - 1), "state"),
        words::join(&parts)
    )
}

fn caption(subject: Subject<'_>, title: &str) -> Caption {
    let mut parties: Vec<usize> =
        subject.model.decision_makers().iter().flat_map(|each| each.parties.iter().copied()).collect();
    parties.sort_unstable();
    parties.dedup();
    Caption {
        title: title.to_owned(),
        as_of: words::as_of(subject.case, subject.view),
        basis: rests_on(subject.case, &parties),
    }
}

fn equilibria(document: &mut Document, subject: Subject<'_>, course: &Course, listed: usize) {
    let case = subject.case;
    if course.equilibria.is_empty() {
        document.text("No equilibrium is among them.");
    } else {
        let mut table = Table::new(
            caption(subject, "Equilibria that can come about, nearest first"),
            &["#number", "#moves", "equilibrium under", "a shortest way there"],
        );
        for each in course.equilibria.iter().take(listed) {
            let concepts: Vec<_> =
                each.concepts.iter().map(|&concept| stability::concept_name(concept)).collect();
            let shortest = course.evolution.shortest(subject.model, each.state, 1);
            let way = shortest.found.first().map_or_else(String::new, |steps| {
                if steps.is_empty() {
                    "it starts here".to_owned()
                } else {
                    in_words(subject, steps).join("\n")
                }
            });
            table.row([
                number_of(case, &subject.model.package(each.state)).to_string(),
                each.steps.to_string(),
                concepts.join(", "),
                way,
            ]);
        }
        document.table(table);
        if course.equilibria.len() > listed {
            document.text(format!(
                "{} more equilibria come about; --list N lists more, --format json all.",
                words::grouped(&(course.equilibria.len() - listed).to_string())
            ));
        }
    }
    if course.by == By::Improvements {
        let shown: Vec<_> = course
            .ends
            .iter()
            .take(listed)
            .map(|&state| number_of(case, &subject.model.package(state)).to_string())
            .collect();
        let more = course.ends.len() - shown.len();
        let more = if more > 0 { format!(" and {more} more") } else { String::new() };
        document.text(if shown.is_empty() {
            "There is nowhere among them that nobody leaves.".to_owned()
        } else {
            format!("Nobody gains by going on from number {}{more}.", shown.join(", "))
        });
    }
}

fn to(document: &mut Document, subject: Subject<'_>, course: &Course, ways: &Ways, longest: usize) {
    let package = subject.model.package(ways.to);
    let number = number_of(subject.case, &package);
    let Some(steps) = course.evolution.steps_to(ways.to) else {
        document.text(format!("There is no way to number {number}:"));
        document.list(words::package_lines(subject.case, &package));
        return;
    };
    document.text(format!("To number {number} it takes {} at least:", words::counted(&steps, "move")));
    document.list(words::package_lines(subject.case, &package));
    list(document, subject, "The shortest ways", &ways.shortest);
    let mut longer = ways.simple.clone();
    longer.found.retain(|way| way.len() > steps);
    if longest > steps && !(longer.found.is_empty() && longer.complete) {
        let most = words::counted(&longest, "move");
        list(document, subject, &format!("Longer ways, of up to {most}, that visit no state twice"), &longer);
    }
}

fn list(document: &mut Document, subject: Subject<'_>, title: &str, ways: &Found<Vec<Step>>) {
    let complete = if ways.complete { "" } else { ", and there are more" };
    document.heading(3, format!("{title}: {}{complete}", ways.found.len()));
    document.steps(ways.found.iter().map(|steps| {
        if steps.is_empty() { "it is here already".to_owned() } else { in_words(subject, steps).join("\n") }
    }));
}

/// Each step of a way: who, and what changes.
fn in_words(subject: Subject<'_>, steps: &[Step]) -> Vec<String> {
    let each = steps.iter().map(|step| {
        let mover = maker_name(subject, step.decision_maker);
        format!("{mover}: {}", changes(subject, step.from, step.to))
    });
    each.collect()
}

/// The steps of a diagram: of the ways to a state where there are any, else
/// everything that comes about, at most `most` steps.
#[must_use]
pub fn steps(subject: Subject<'_>, course: &Course, most: usize) -> Found<Step> {
    let Some(ways) = &course.ways else { return course.evolution.diagram(subject.model, most) };
    let mut found: Vec<Step> =
        ways.shortest.found.iter().chain(&ways.simple.found).flatten().copied().collect();
    found.sort_unstable();
    found.dedup();
    let complete = found.len() <= most && ways.simple.complete;
    found.truncate(most);
    Found { found, complete }
}
