//! `robust` in words: shares of draws, with their error, and never a probability.

use detente_case::model::Case;
use detente_case::record::View;
use detente_robust::answers::{Answers, Concept, Figure, PackageAnswer};
use detente_robust::draw::Method;
use detente_robust::model::Model;

use crate::document::{Caption, Document, Table};
use crate::preamble;
use crate::words;

/// Packages shown in words; the rest is in JSON and CSV.
const SHOWN: usize = 8;
/// Ranks shown.
const RANKS: usize = 3;

/// The report on how every answer stands over all that is not known.
#[must_use]
pub fn robust(case: &Case, view: View, model: &Model<'_>, answers: &Answers) -> Document {
    let as_of = words::as_of(case, view);
    let mut document = Document::default();
    preamble::preamble(&mut document, case, view, "Robustness", &[]);
    drawn(&mut document, case, model, answers);
    document.heading(2, "Whether there is any deal");
    document.text(format!(
        "In {} of the draws some package is acceptable to all who are asked.",
        percent(answers.any_deal, false)
    ));
    let shown: Vec<&PackageAnswer> = leaders(answers).take(SHOWN).collect();
    packages(&mut document, case, answers, &shown, &as_of);
    concepts(&mut document, answers, &shown, &as_of, case);
    ranks(&mut document, case, answers, &shown, &as_of);
    trust(&mut document, answers);
    document
}

/// The packages that lead a group.
pub(crate) fn leaders(answers: &Answers) -> impl Iterator<Item = &PackageAnswer> {
    answers.packages.iter().enumerate().filter(|(at, answer)| answer.group == *at).map(|(_, answer)| answer)
}

/// A, B, ... Z, AA, ...
pub(crate) fn letter(at: usize) -> String {
    let own = char::from(b'A' + (at % 26) as u8);
    if at < 26 { own.to_string() } else { format!("{}{own}", letter(at / 26 - 1)) }
}

/// A share with its error, in per cent.
pub(crate) fn percent(figure: Figure, certain: bool) -> String {
    if certain {
        return format!("{:.0} % (certain)", figure.value * 100.0);
    }
    let places = if figure.error * 100.0 < 0.095 { 2 } else { 1 };
    format!("{:.places$} ±{:.places$} %", figure.value * 100.0, figure.error * 100.0)
}

/// "sobol" or "chacha" in words.
pub(crate) fn method(method: Method) -> &'static str {
    match method {
        Method::Sobol => "scrambled Sobol sequences",
        Method::ChaCha => "independent numbers (ChaCha)",
    }
}

fn drawn(document: &mut Document, case: &Case, model: &Model<'_>, answers: &Answers) {
    document.heading(2, "What was drawn");
    document.text(format!(
        "The case leaves {} open. Each draw picks all of them from what the case allows and is then answered exactly. \
         Figures are shares of {}: of what was assumed here, and no probabilities of anything in the world. After ± \
         stands half of a 95 per cent interval for the error of drawing; of errors in what was assumed it says nothing.",
        words::counted(&answers.unknowns, "number"),
        words::counted(&answers.draws, "draw"),
    ));
    if answers.alternatives.len() > 1 {
        document.list(
            answers
                .alternatives
                .iter()
                .map(|(name, draws)| format!("{name}: {}", words::counted(draws, "draw"))),
        );
    }
    if !answers.silent.is_empty() {
        document.text(format!(
            "Nothing tells what {} would accept, for want of a preference or of a value of no agreement: \"acceptable to \
             all\" leaves it out here, red lines apart, and is to be read as acceptable to all the others.",
            words::party_names(case, &answers.silent)
        ));
    }
    for world in &model.worlds {
        let lines: Vec<_> = world
            .disputed
            .iter()
            .map(|each| world.case.preferences[each.party].red_lines[each.line].id.clone())
            .collect();
        if !lines.is_empty() {
            document.text(format!(
                "{}: red lines that are assumed or rest on attributed words alone stand in some draws only: {}.",
                world.name,
                lines.join(", ")
            ));
        }
        if world.undrawn > 0 {
            document.text(format!(
                "{}: {} more of that kind stand in all draws; there are too many to draw.",
                world.name, world.undrawn
            ));
        }
    }
}

fn basis(answers: &Answers) -> String {
    format!(
        "shares of {} draws, seed {}, not probabilities",
        words::grouped(&answers.draws.to_string()),
        answers.seed
    )
}

fn packages(document: &mut Document, case: &Case, answers: &Answers, shown: &[&PackageAnswer], as_of: &str) {
    document.heading(2, "Packages, most accepted first");
    if shown.is_empty() {
        document.text("None: no draw has a package that all accept, and none was named.");
        return;
    }
    let searched = answers.searched;
    let how = if searched.all {
        format!("each of {}", words::counted(&searched.packages, "package"))
    } else {
        format!("{}, so that these are the best found", words::counted(&searched.packages, "package"))
    };
    document.text(format!(
        "Searched on {} of their own: the frontiers of the draws, and for most accepted, largest mean least share of \
         gain and smallest greatest regret {how}.",
        words::counted(&searched.draws, "draw"),
    ));
    let mut columns = vec!["".to_owned(), "#all who are asked".to_owned()];
    columns.extend(answers.parties.iter().map(|&party| format!("#{}", case.parties[party].name)));
    columns.extend(
        ["#on the frontier", "#mean least share of gain", "#mean regret", "#worst regret"].map(str::to_owned),
    );
    let titles: Vec<&str> = columns.iter().map(String::as_str).collect();
    let caption = Caption {
        title: "Accepted in so many draws".to_owned(),
        as_of: as_of.to_owned(),
        basis: basis(answers),
    };
    let mut table = Table::new(caption, &titles);
    for (at, answer) in shown.iter().enumerate() {
        let mut row = vec![letter(at), percent(answer.all, answer.certain)];
        row.extend(answer.accepts.iter().map(|&figure| percent(figure, false)));
        row.push(percent(answer.frontier, false));
        row.push(percent(answer.gain, false));
        row.push(percent(answer.regret, false));
        row.push(format!("{:.1} %", answer.worst_regret * 100.0));
        table.row(row);
    }
    document.table(table);
    document.text(
        "Gain is counted from no agreement (0) to the best that the party can have in that draw (100 per cent); a \
         package that not all accept gains nothing. Regret is what the best least share in the draw exceeds it by.",
    );
    for (at, answer) in shown.iter().enumerate() {
        let reasons: Vec<_> = answer.reasons.iter().map(|&reason| reason_words(reason).to_owned()).collect();
        document.text(format!("{}: {}.", letter(at), words::join(&reasons)));
        document.list(words::dispositions(case, &answer.package));
        document.list(words::package_lines(case, &answer.package));
        document.list(words::warnings(case, &answer.package).into_iter().map(|line| format!("Note: {line}")));
        let unknown: Vec<_> =
            answers.silent.iter().copied().filter(|&party| case.is_asked(party, &answer.package)).collect();
        if !unknown.is_empty() {
            document.text(format!(
                "{} is asked of it too, and nothing tells what it would accept.",
                words::party_names(case, &unknown)
            ));
        }
        let own = answers.packages.iter().position(|each| each.package == answer.package);
        let like = answers.packages.iter().filter(|each| Some(each.group) == own).count().saturating_sub(1);
        if like > 0 {
            document.text(format!(
                "{} no different here: same verdicts in 99 of 100 draws, shares of gain within one per cent on average.",
                match like {
                    1 => "One more package is".to_owned(),
                    more => format!("{more} more packages are"),
                }
            ));
        }
    }
    let more = leaders(answers).count() - shown.len();
    if more > 0 {
        document.text(format!("{more} more are in --format json and csv."));
    }
}

fn reason_words(reason: detente_robust::answers::Reason) -> &'static str {
    use detente_robust::answers::Reason;
    match reason {
        Reason::Frontier => "on the frontier of some draw",
        Reason::MostAccepted => "among the most accepted",
        Reason::MostGain => "among the largest mean least shares of gain",
        Reason::LeastRegret => "among the smallest greatest regrets",
        Reason::Named => "named by the user",
    }
}

fn concepts(document: &mut Document, answers: &Answers, shown: &[&PackageAnswer], as_of: &str, case: &Case) {
    let cardinal =
        answers.packages.iter().any(|answer| answer.concepts.iter().any(|figure| figure.value > 0.0));
    if !cardinal {
        return;
    }
    let caption = Caption {
        title: format!("The point of a concept in so many draws of {}", case.title),
        as_of: as_of.to_owned(),
        basis: basis(answers),
    };
    let mut table = Table::new(caption, &["", "#Nash", "#Kalai-Smorodinsky", "#egalitarian", "#utilitarian"]);
    for (at, answer) in shown.iter().enumerate() {
        let shares = Concept::ALL.iter().zip(answer.concepts).map(|(_, figure)| percent(figure, false));
        table.row(std::iter::once(letter(at)).chain(shares));
    }
    document.table(table);
}

fn ranks(document: &mut Document, case: &Case, answers: &Answers, shown: &[&PackageAnswer], as_of: &str) {
    let caption = Caption {
        title: format!(
            "Rank acceptability and central weights (SMAA-2) among {}",
            words::counted(&answers.ranked, "package")
        ),
        as_of: as_of.to_owned(),
        basis: basis(answers),
    };
    let mut table = Table::new(
        caption,
        &["", "party", "#first", "#second", "#third", "weights under which it comes first"],
    );
    for (at, answer) in shown.iter().enumerate() {
        for (&party, ranks) in answers.parties.iter().zip(&answer.ranks) {
            let mut row = vec![letter(at), case.parties[party].name.clone()];
            let mut shares: Vec<_> =
                ranks.acceptability.iter().take(RANKS).map(|&figure| percent(figure, false)).collect();
            shares.resize(RANKS, String::new());
            row.extend(shares);
            row.push(ranks.central_weights.as_ref().map_or_else(String::new, |weights| {
                let mut heavy: Vec<_> = weights.iter().enumerate().collect();
                heavy.sort_by(|(one, weight), (other, other_weight)| {
                    other_weight.total_cmp(weight).then(one.cmp(other))
                });
                let part = |(issue, weight): &(usize, &f64)| {
                    format!("{} {:.0} %", case.issues[*issue].id, *weight * 100.0)
                };
                heavy.iter().take(3).map(part).collect::<Vec<_>>().join(", ")
            }));
            table.row(row);
        }
    }
    document.table(table);
}

fn trust(document: &mut Document, answers: &Answers) {
    document.heading(2, "How these figures were made");
    let mut lines = vec![
        format!(
            "{} in {} independent samples by {}, seed {}.",
            words::counted(&answers.draws, "draw"),
            answers.replicates,
            method(answers.method),
            answers.seed
        ),
        format!(
            "The whole frontier of a draw is among the packages looked at in {}.",
            percent(answers.listed, false)
        ),
    ];
    if answers.precision > 0.0 {
        let reached = if answers.precise { "was reached" } else { "was not reached" };
        lines.push(format!(
            "The precision asked for, ±{:.2} % for shares accepted by all, {reached}.",
            answers.precision * 100.0
        ));
    }
    if answers.searched.left_out > 0 {
        lines.push(format!(
            "{} of the pilot draws were left out, those that were there least often.",
            words::counted(&answers.searched.left_out, "frontier package")
        ));
    }
    if answers.stopped {
        lines.push("The work was stopped before its end; the errors are those of the draws made.".to_owned());
    }
    document.list(lines);
}
