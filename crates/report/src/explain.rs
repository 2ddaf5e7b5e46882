//! `explain` in words.

use detente_case::model::Case;
use detente_case::package::PartyIndex;
use detente_case::record::{Level, Verdict, VerdictKind};
use detente_settle::explain::{Explanation, Improvement, Nearest};

use crate::document::{Caption, Document, Table};
use crate::preamble;
use crate::solve::verdict;
use crate::words;

/// The report on one package; `lead` says how the package was chosen.
#[must_use]
pub fn explain(case: &Case, explanation: &Explanation, lead: &[String]) -> Document {
    let as_of = words::as_of(case, explanation.standing.view);
    let mut document = Document::default();
    preamble::preamble(&mut document, case, explanation.standing.view, "One package", &[]);
    document.heading(2, "The package");
    document.list(lead.iter().cloned());
    document.list(words::dispositions(case, &explanation.package));
    document.list(words::package_lines(case, &explanation.package));
    document
        .list(words::warnings(case, &explanation.package).into_iter().map(|line| format!("Note: {line}")));
    if explanation.is_no_agreement {
        document.text("This is the package of no agreement: never a deal.");
    }
    if !explanation.broken_rules.is_empty() {
        document.text("It breaks rules, so it cannot be a deal whatever the parties make of it:");
        document.list(explanation.broken_rules.iter().map(|&rule| {
            let rule = &case.rules[rule];
            let because = rule.ground.because.as_deref();
            let because = because.map_or_else(String::new, |because| format!(" ({})", because.trim()));
            format!("{}: {}{because}", rule.id, rule.require.text.trim())
        }));
    }
    parties(&mut document, case, explanation, &as_of);
    red_lines(&mut document, case, explanation);
    record(&mut document, case, explanation, &as_of);
    improvements(&mut document, case, explanation, &as_of);
    nearest(&mut document, case, explanation, &explanation.nearest);
    document
}

fn parties(document: &mut Document, case: &Case, explanation: &Explanation, as_of: &str) {
    let everyone: Vec<_> = (0..case.parties.len()).collect();
    let caption = Caption {
        title: "What each party makes of it".to_owned(),
        as_of: as_of.to_owned(),
        basis: crate::solve::basis(case, &everyone),
    };
    let mut table = Table::new(caption, &["party", "asked", "verdict"]);
    for (party, assessment) in explanation.parties.iter().enumerate() {
        let asked = if case.is_asked(party, &explanation.package) { "yes" } else { "no" };
        table.row([case.parties[party].name.clone(), asked.to_owned(), verdict(case, party, assessment)]);
    }
    document.table(table);
}

fn red_lines(document: &mut Document, case: &Case, explanation: &Explanation) {
    let crossed: Vec<(PartyIndex, usize)> = explanation
        .parties
        .iter()
        .enumerate()
        .flat_map(|(party, assessment)| assessment.crossed.iter().map(move |&line| (party, line)))
        .collect();
    if crossed.is_empty() {
        return;
    }
    document.heading(2, "Red lines crossed");
    document.list(crossed.into_iter().map(|(party, line)| red_line(case, party, line)));
}

/// A red line and what it rests on.
pub(crate) fn red_line(case: &Case, party: PartyIndex, line: usize) -> String {
    let each = &case.preferences[party].red_lines[line];
    let name = &case.parties[party].name;
    let rests = if each.assumed {
        let because = each
            .ground
            .because
            .as_deref()
            .map_or_else(String::new, |because| format!(": {}", because.trim()));
        format!("assumed{because}")
    } else {
        let on = each.rests_on.iter().map(|&statement| {
            let level = detente_case::record::level(case, &case.statements[statement], party);
            words::statement(case, statement, party, level)
        });
        format!("rests on {}", words::join(&on.collect::<Vec<_>>()))
    };
    format!("{name}: refuses {} ({}); {rests}", each.refuse.text, each.id)
}

fn record(document: &mut Document, case: &Case, explanation: &Explanation, as_of: &str) {
    document.heading(2, "What the record says of it");
    document.text("Words are not acceptance and silence is not consent.");
    let caption = Caption {
        title: "By level of evidence, demands read as openings".to_owned(),
        as_of: as_of.to_owned(),
        basis: "standing statements, weighed whole".to_owned(),
    };
    let mut table = Table::new(caption, &["party", "own", "with reported", "with attributed"]);
    for (party, each) in case.parties.iter().enumerate() {
        let cells = Level::ALL.map(|level| {
            let found = explanation.record.iter().find(|entry| entry.party == party && entry.level == level);
            found.map_or_else(String::new, |entry| {
                let mut text = in_words(case, &entry.verdict);
                for kind in &entry.otherwise {
                    text.push_str(&format!("; read otherwise: {}", kind_words(case, kind)));
                }
                text
            })
        });
        table.row(std::iter::once(each.name.clone()).chain(cells));
    }
    document.table(table);
    let deciding: std::collections::BTreeSet<_> = explanation
        .record
        .iter()
        .flat_map(|entry| entry.verdict.because.iter().map(|&statement| (statement, entry.party)))
        .collect();
    document.list(deciding.into_iter().map(|(statement, party)| {
        let level = detente_case::record::level(case, &case.statements[statement], party);
        words::statement(case, statement, party, level)
    }));
}

fn in_words(case: &Case, verdict: &Verdict) -> String {
    let kind = kind_words(case, &verdict.kind);
    if verdict.because.is_empty() {
        return kind;
    }
    let ids: Vec<_> =
        verdict.because.iter().map(|&statement| case.statements[statement].id.clone()).collect();
    format!("{kind} ({})", ids.join(", "))
}

/// A verdict of the record in a few words.
pub(crate) fn kind_words(case: &Case, kind: &VerdictKind) -> String {
    match kind {
        VerdictKind::Refused => "refused".to_owned(),
        VerdictKind::AgainstDemand => "against a demand".to_owned(),
        VerdictKind::WithinTerms => "within its terms".to_owned(),
        VerdictKind::WithinTermsInPart(open) => {
            let open: Vec<_> = open.iter().map(|&issue| case.issues[issue].id.clone()).collect();
            format!("within its terms in part; leaves open {}", words::join(&open))
        }
        VerdictKind::NotAddressed => "not addressed".to_owned(),
    }
}

fn improvements(document: &mut Document, case: &Case, explanation: &Explanation, as_of: &str) {
    document.heading(2, "What one step would improve, and for whom");
    if explanation.improvements.is_empty() {
        document
            .text("No single step to another allowed package is surely better for a party that is asked.");
        return;
    }
    let caption = Caption {
        title: "Single steps that are surely better for somebody".to_owned(),
        as_of: as_of.to_owned(),
        basis: crate::solve::basis(case, &(0..case.parties.len()).collect::<Vec<_>>()),
    };
    let mut table = Table::new(
        caption,
        &["step", "surely better for", "better or worse for", "worse for", "crosses a red line"],
    );
    for Improvement { step, better, open, worse, crosses, .. } in &explanation.improvements {
        let issue = &case.issues[step.issue];
        let names = |parties: &[PartyIndex]| {
            if parties.is_empty() { "-".to_owned() } else { words::party_names(case, parties) }
        };
        table.row([
            format!("{}: {}", issue.title, issue.choice_title(step.to)),
            names(better),
            names(open),
            names(worse),
            if *crosses { "yes" } else { "no" }.to_owned(),
        ]);
    }
    document.table(table);
}

fn nearest(document: &mut Document, case: &Case, explanation: &Explanation, nearest: &Nearest) {
    document.heading(2, "Nearest packages acceptable to all");
    if nearest.packages.is_empty() {
        document.text(if nearest.complete {
            "None: no package can be acceptable to all who are asked."
        } else {
            "None among the nearest ones looked at; there are too many to look at all."
        });
        return;
    }
    let sure = if nearest.surely {
        "surely acceptable to all who are asked"
    } else {
        "possibly acceptable to all who are asked, depending on what is not known"
    };
    if nearest.distance == 0 {
        document.text(format!("The package itself is {sure}."));
        return;
    }
    document.text(format!("Different on {}, and {sure}:", words::counted(&nearest.distance, "issue")));
    document.list(nearest.packages.iter().map(|package| {
        let changed = (0..case.issues.len())
            .filter(|&issue| package[issue] != explanation.package[issue] && case.arises(issue, package));
        let steps = changed.map(|issue| {
            let each = &case.issues[issue];
            format!("{}: {}", each.title, each.choice_title(package[issue]))
        });
        steps.collect::<Vec<_>>().join("; ")
    }));
}
