//! `ask` in words: the unknowns that matter most, each as a question that can be
//! put to every party alike.

use detente_case::evidence::{Basis, Ground};
use detente_case::model::Case;
use detente_case::package::PartyIndex;
use detente_case::preference::{Form, Levels, Reservation, Weights};
use detente_case::record::View;
use detente_robust::ask::{Ask, Flip, Open, Worth};
use detente_robust::model::Model;
use detente_robust::region::Unknown;

use crate::document::{Caption, Document, Table};
use crate::preamble;
use crate::robust::{letter, percent};
use crate::words;

/// Unknowns shown with their question.
const SHOWN: usize = 8;
/// Rows of the tornado.
const TORNADO: usize = 16;

/// The report on what to ask next.
#[must_use]
pub fn ask(case: &Case, view: View, model: &Model<'_>, ask: &Ask) -> Document {
    let as_of = words::as_of(case, view);
    let mut document = Document::default();
    preamble::preamble(&mut document, case, view, "The next question", &[]);
    if ask.packages.is_empty() || ask.unknowns.is_empty() {
        document.text(if ask.unknowns.is_empty() {
            "Nothing is left open of the parties that are asked: there is nothing to ask."
        } else {
            "In no draw is any package acceptable to all, so no answer to a single question is known to help."
        });
        return document;
    }
    let (best, share) = ask.best;
    document.text(format!(
        "As far as is known now, package {} is accepted by all who are asked in most draws, {}, and package {} has the \
         largest mean least share of possible gain, {}. An unknown is worth what the best choice would gain on average if \
         it were known first. These are shares of what was assumed, not probabilities.",
        letter(best),
        percent(share, false),
        letter(ask.best_gain.0),
        percent(ask.best_gain.1, false)
    ));
    document.heading(2, "Questions, worth most first");
    let caption = basis(ask);
    for (at, worth) in ask.unknowns.iter().take(SHOWN).enumerate() {
        if !matters(worth) {
            break;
        }
        document.text(format!("{}. {}", at + 1, question(case, model, worth.open)));
        let mut lines = vec![
            format!("Unknown: {}.", name(case, model, worth.open)),
            format!(
                "Knowing it is worth {} of draws accepted by all, and {} of the least share of gain.",
                percent(worth.accepted, false),
                percent(worth.gain, false)
            ),
            format!("Behind it: {}.", behind(case, model, worth.open)),
        ];
        lines.push(changes(model, ask, worth));
        document.list(lines);
    }
    if !ask.unknowns.first().is_some_and(matters) {
        document.text(
            "None of the unknowns is worth more by itself than the error of drawing; pairs of them may be.",
        );
    }
    tornado(&mut document, case, model, ask, &as_of, &caption);
    pairs(&mut document, case, model, ask, &as_of, &caption);
    let named: std::collections::BTreeSet<usize> = [best, ask.best_gain.0]
        .into_iter()
        .chain(ask.unknowns.iter().take(SHOWN).flat_map(|worth| worth.flips.iter().map(|flip| flip.package)))
        .collect();
    document.heading(2, "The packages named here");
    for package in named {
        document.text(format!("{}:", letter(package)));
        document.list(words::dispositions(case, &ask.packages[package]));
        document.list(words::package_lines(case, &ask.packages[package]));
    }
    document.heading(2, "How to use this");
    document.list(
        [
            "Every question is worded so that it can be put openly to every party alike.",
            "What no agreement is worth to a party is never asked on another's behalf: where that matters most, the \
             question is about what happens without one.",
            "A question not worth asking by these figures may still be worth asking for reasons that no case holds.",
        ]
        .map(str::to_owned),
    );
    if ask.stopped {
        document.text("The work was stopped before its end; the errors are those of the draws made.");
    }
    document
}

/// Whether it is worth more than the error of drawing.
fn matters(worth: &Worth) -> bool {
    worth.accepted.value > worth.accepted.error || worth.gain.value > worth.gain.error
}

fn basis(ask: &Ask) -> String {
    format!(
        "shares of {} draws, seed {}, not probabilities",
        words::grouped(&ask.draws.to_string()),
        ask.seed
    )
}

/// What is not known, in a few words.
#[must_use]
pub fn name(case: &Case, model: &Model<'_>, open: Open) -> String {
    match open {
        Open::Alternative => {
            let names: Vec<_> = model.worlds.iter().map(|world| world.name.to_owned()).collect();
            format!("which holds: {}", names.join(", "))
        }
        Open::RedLine(line) => {
            let case = case_of(case, model, open);
            let each = &case.preferences[line.party].red_lines[line.line];
            format!("whether the red line {} of {} stands", each.id, case.parties[line.party].name)
        }
        Open::Number(party, unknown) => {
            let case = case_of(case, model, open);
            let party_name = &case.parties[party].name;
            match unknown {
                Unknown::Weight(issue) => {
                    format!("the weight of \"{}\" for {party_name}", case.issues[issue].title)
                }
                Unknown::Level(issue, choice) => {
                    let issue = &case.issues[issue];
                    format!(
                        "the value of \"{}: {}\" for {party_name}",
                        issue.title,
                        issue.choice_title(choice)
                    )
                }
                Unknown::Adjustment(at) => {
                    format!("the adjustment {} of {party_name}", case.preferences[party].adjustments[at].id)
                }
                Unknown::Reservation => format!("what no agreement is worth to {party_name}"),
            }
        }
    }
}

/// The question, in words that do for every party.
#[must_use]
pub fn question(case: &Case, model: &Model<'_>, open: Open) -> String {
    let of = case_of(case, model, open);
    match open {
        Open::Alternative => {
            "Which of the scenarios named below do you expect to hold, and what makes you think so?"
                .to_owned()
        }
        Open::RedLine(line) => {
            let text = of.preferences[line.party].red_lines[line.line].refuse.text.trim().to_owned();
            format!(
                "Would you refuse every package with `{text}`, whatever else it holds, or does it depend?"
            )
        }
        Open::Number(_, Unknown::Weight(issue)) => format!(
            "Going from the worst to the best outcome on \"{}\": against which of the other issues would you trade \
             that, and against which not?",
            of.issues[issue].title
        ),
        Open::Number(_, Unknown::Level(issue, choice)) => {
            let issue = &of.issues[issue];
            format!(
                "On \"{}\": how near does \"{}\" come to the outcome that you like best there, and how near to the one \
                 that you like least?",
                issue.title,
                issue.choice_title(choice)
            )
        }
        Open::Number(party, Unknown::Adjustment(at)) => {
            let text = of.preferences[party].adjustments[at].when.text.trim().to_owned();
            format!(
                "Take a package with `{text}`: is it worth as much to you as its parts by themselves, more, or less, and \
                 what would make up for the difference?"
            )
        }
        Open::Number(_, Unknown::Reservation) => {
            "What do you expect to happen, issue by issue, if there is no agreement, and by when?".to_owned()
        }
    }
}

/// The alternative in which something is an unknown.
fn case_of<'a>(case: &'a Case, model: &Model<'a>, open: Open) -> &'a Case {
    let holds = |world: &&detente_robust::model::World<'a>| match open {
        Open::Alternative => true,
        Open::RedLine(line) => world.disputed.contains(&line),
        Open::Number(party, unknown) => world
            .coordinates
            .iter()
            .any(|region| region.party == party && region.unknowns().contains(&unknown)),
    };
    model.worlds.iter().find(holds).map_or(case, |world| world.case)
}

/// The statement or assumption behind an unknown.
#[must_use]
pub fn behind(case: &Case, model: &Model<'_>, open: Open) -> String {
    let of = case_of(case, model, open);
    let (basis, ground) = match open {
        Open::Alternative => return "the scenarios themselves".to_owned(),
        Open::RedLine(line) => {
            let each = &of.preferences[line.party].red_lines[line.line];
            if each.assumed {
                return format!("assumed{}", because(&each.ground));
            }
            let ids: Vec<_> = each.rests_on.iter().map(|&at| of.statements[at].id.clone()).collect();
            return format!("rests on {}, attributed words", words::join(&ids));
        }
        Open::Number(party, unknown) => ground(of, party, unknown),
    };
    let cited: Vec<_> = ground.cite.iter().map(|&at| of.citations[at].id.clone()).collect();
    let cited = if cited.is_empty() { String::new() } else { format!(", from {}", words::join(&cited)) };
    format!("{}{cited}{}", basis.word(), because(&ground))
}

fn because(ground: &Ground) -> String {
    ground.because.as_ref().map_or_else(String::new, |because| {
        format!(": {}", because.split_whitespace().collect::<Vec<_>>().join(" ").trim_end_matches('.'))
    })
}

/// What an unknown number rests on.
fn ground(case: &Case, party: PartyIndex, unknown: Unknown) -> (Basis, Ground) {
    let preference = &case.preferences[party];
    let whole = || (preference.basis, preference.ground.clone());
    let or_whole = |basis: Basis, ground: &Ground| {
        let empty = ground.cite.is_empty() && ground.because.is_none();
        (basis, if empty { preference.ground.clone() } else { ground.clone() })
    };
    match (unknown, &preference.form) {
        (Unknown::Weight(issue), Form::Values(values)) => match &values.weights {
            Weights::Free => (
                Basis::Assumed,
                Ground { cite: Vec::new(), because: Some("no weights are given: any are drawn".to_owned()) },
            ),
            Weights::Order { basis, ground, .. } => or_whole(*basis, ground),
            Weights::Ranges(ranges) => or_whole(ranges[issue].basis, &ranges[issue].ground),
        },
        (Unknown::Level(issue, choice), Form::Values(values)) => match &values.issues[issue] {
            Levels::Order { basis, ground, .. } => or_whole(*basis, ground),
            Levels::Ranges(ranges) => {
                let range = &ranges[usize::from(choice)];
                or_whole(range.basis, &range.ground)
            }
        },
        (Unknown::Adjustment(at), _) => {
            let by = &preference.adjustments[at].by;
            or_whole(by.basis, &by.ground)
        }
        (Unknown::Reservation, _) => match &preference.reservation {
            Reservation::Value(range) => or_whole(range.basis, &range.ground),
            Reservation::Between { basis, ground, .. } => or_whole(*basis, ground),
            _ => whole(),
        },
        _ => whole(),
    }
}

/// A value of an unknown: points, or per cent of all weight.
fn value(open: Open, value: f64) -> String {
    match open {
        Open::Number(_, Unknown::Weight(_)) => format!("{:.0} % of all weight", value * 100.0),
        Open::Number(..) => format!("{value:.0} points"),
        Open::Alternative | Open::RedLine(_) => format!("{value:.0}"),
    }
}

fn changes(model: &Model<'_>, ask: &Ask, worth: &Worth) -> String {
    if worth.flips.is_empty() {
        return format!(
            "By draws accepted by all, no answer by itself puts another package before {}, beyond the error of drawing.",
            letter(ask.best.0)
        );
    }
    let part = |flip: &Flip| {
        let when = match worth.open {
            Open::Alternative => {
                let at = (flip.to - 0.5).max(0.0).round() as usize;
                let at = if flip.ends.1 { model.worlds.len() - 1 } else { at };
                format!("if it is {}", model.worlds.get(at).map_or("the last", |world| world.name))
            }
            Open::RedLine(_) => if flip.ends.0 { "if it does not stand" } else { "if it stands" }.to_owned(),
            Open::Number(..) => match flip.ends {
                (true, true) => "whatever the answer".to_owned(),
                (true, false) => format!("below {}", value(worth.open, flip.to)),
                (false, true) => format!("above {}", value(worth.open, flip.from)),
                (false, false) => {
                    format!("between {} and {}", value(worth.open, flip.from), value(worth.open, flip.to))
                }
            },
        };
        format!(
            "{when}, {} ({:.0} % of draws against {:.0} %)",
            letter(flip.package),
            flip.share * 100.0,
            flip.instead_of * 100.0
        )
    };
    let parts: Vec<_> = worth.flips.iter().take(3).map(part).collect();
    format!(
        "What an answer would change: instead of {}, most draws accept: {}.",
        letter(ask.best.0),
        parts.join("; ")
    )
}

fn tornado(document: &mut Document, case: &Case, model: &Model<'_>, ask: &Ask, as_of: &str, basis: &str) {
    let mut rows: Vec<&Worth> = ask.unknowns.iter().collect();
    let swing = |worth: &Worth| (worth.tornado.1 - worth.tornado.0).abs();
    rows.sort_by(|one, other| swing(other).total_cmp(&swing(one)).then(one.open.cmp(&other.open)));
    let caption = Caption {
        title: format!(
            "Tornado: how far each unknown moves the share of draws in which all accept {}",
            letter(ask.best.0)
        ),
        as_of: as_of.to_owned(),
        basis: basis.to_owned(),
    };
    let mut table = Table::new(caption, &["unknown", "from", "#all accept", "to", "#all accept"]);
    for worth in rows.into_iter().take(TORNADO) {
        let shown = |at: f64| match worth.open {
            Open::Alternative => model.worlds.get(at as usize).map_or("", |world| world.name).to_owned(),
            Open::RedLine(_) => if at < 0.5 { "does not stand" } else { "stands" }.to_owned(),
            Open::Number(..) => value(worth.open, at),
        };
        table.row([
            name(case, model, worth.open),
            shown(worth.range.0),
            format!("{:.1} %", worth.tornado.0 * 100.0),
            shown(worth.range.1),
            format!("{:.1} %", worth.tornado.1 * 100.0),
        ]);
    }
    document.heading(2, "Single-number sensitivities");
    document.table(table);
    document.text("Each end is the sixteenth of the draws in which the unknown is lowest, or highest.");
}

fn pairs(document: &mut Document, case: &Case, model: &Model<'_>, ask: &Ask, as_of: &str, basis: &str) {
    let caption = Caption {
        title: "What knowing two together is worth".to_owned(),
        as_of: as_of.to_owned(),
        basis: basis.to_owned(),
    };
    let mut table = Table::new(caption, &["unknowns", "#draws accepted by all", "#least share of gain"]);
    for pair in ask.pairs.iter().take(6) {
        table.row([
            pair.open.map(|open| name(case, model, open)).join(", and "),
            percent(pair.accepted, false),
            percent(pair.gain, false),
        ]);
    }
    if !ask.pairs.is_empty() {
        document.heading(2, "Pairs");
        document.table(table);
    }
}
