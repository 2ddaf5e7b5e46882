//! How packages, statements and parties are put into words.

use detente_case::date::Date;
use detente_case::model::{Case, Consent, Degree, Domain, Stance};
use detente_case::package::{Choice, PartyIndex, StatementIndex};
use detente_case::record::{Level, View};

/// The day that a report is about.
#[must_use]
pub fn as_of(case: &Case, view: View) -> String {
    let day = view.on.or(case.as_of).map_or_else(|| "no day given".to_owned(), |day| day.to_string());
    match view.known_by {
        Some(known) => format!("{day}, as known by {known}"),
        None => day,
    }
}

/// "A", "A and B", "A, B and C"; "nobody" where there is none.
#[must_use]
pub fn join(items: &[String]) -> String {
    match items {
        [] => "nobody".to_owned(),
        [one] => one.clone(),
        [rest @ .., last] => format!("{} and {last}", rest.join(", ")),
    }
}

/// Names of parties, joined.
#[must_use]
pub fn party_names(case: &Case, parties: &[PartyIndex]) -> String {
    join(&parties.iter().map(|&party| case.parties[party].name.clone()).collect::<Vec<_>>())
}

/// A package issue by issue, in words; issues that do not arise are left out.
#[must_use]
pub fn package_lines(case: &Case, package: &[Choice]) -> Vec<String> {
    let arising = (0..case.issues.len()).filter(|&issue| case.arises(issue, package));
    arising
        .map(|issue| {
            let each = &case.issues[issue];
            let unit_form = match &each.domain {
                Domain::OneOf(options) => {
                    options.get(usize::from(package[issue])).and_then(|option| option.form.as_ref())
                }
                _ => None,
            };
            let form = unit_form.map_or_else(String::new, |form| format!(" [{form} form]"));
            format!("{}: {}{form}", each.title, each.choice_title(package[issue]))
        })
        .collect()
}

/// A package as the command line takes it: `extension=one-year freeze=none`.
#[must_use]
pub fn package_arguments(case: &Case, package: &[Choice]) -> String {
    let arising = (0..case.issues.len()).filter(|&issue| case.arises(issue, package));
    let argument = |issue: usize| {
        let choice = case.issues[issue].choice_id(package[issue]);
        let plain = choice.chars().all(|each| each.is_ascii_alphanumeric() || each == '-' || each == '.');
        if plain {
            format!("{}={choice}", case.issues[issue].id)
        } else {
            format!("\"{}={choice}\"", case.issues[issue].id)
        }
    };
    arising.map(argument).collect::<Vec<_>>().join(" ")
}

/// What a reader must know of a package before anything else is said of it:
/// whose land, people, forces or status it decides without asking them. What it
/// leaves as it is without an agreement it does not decide.
#[must_use]
pub fn dispositions(case: &Case, package: &[Choice]) -> Vec<String> {
    let mut lines = Vec::new();
    for party in 0..case.parties.len() {
        let decided: Vec<_> = (0..case.issues.len())
            .filter(|&issue| {
                let each = &case.issues[issue];
                let changes = each.no_deal != Some(package[issue]);
                each.disposes_of.contains(&party) && changes && case.arises(issue, package)
            })
            .map(|issue| format!("\"{}\"", case.issues[issue].title))
            .collect();
        if !decided.is_empty() && !case.is_asked(party, package) {
            let name = &case.parties[party].name;
            lines.push(format!("Decides on {} without asking {name}.", join(&decided)));
        }
    }
    lines
}

/// Flags and contested words of a package.
#[must_use]
pub fn warnings(case: &Case, package: &[Choice]) -> Vec<String> {
    let flags =
        case.flags.iter().filter(|flag| flag.when.formula.holds(package)).map(|flag| flag.says.clone());
    let words = case.words.iter().enumerate().filter(|(at, word)| {
        let matters = match &word.matters_when {
            Some(clause) => clause.formula.holds(package),
            None => (0..case.issues.len())
                .any(|issue| case.issues[issue].words.contains(at) && case.arises(issue, package)),
        };
        word.contested && matters
    });
    let words = words.map(|(_, word)| {
        let whose = |party: &PartyIndex| case.parties[*party].name.clone();
        let used = if word.used_by.is_empty() {
            String::new()
        } else {
            format!(", a word of {}", join(&word.used_by.iter().map(whose).collect::<Vec<_>>()))
        };
        let readings = word.readings.iter().map(|(party, reading)| format!("{}: {reading}", whose(party)));
        let readings: Vec<_> = readings.collect();
        let detail = if readings.is_empty() { String::new() } else { format!(" ({})", readings.join("; ")) };
        format!(
            "Agreed in words only as long as \"{}\"{used} is contested{detail}.",
            word.id.replace('-', " ")
        )
    });
    flags.chain(words).collect()
}

/// Why a party is or is not asked.
#[must_use]
pub fn consent(case: &Case, party: PartyIndex) -> String {
    let party = &case.parties[party];
    let because =
        party.ground.because.as_ref().map_or_else(String::new, |because| format!(": {}", because.trim()));
    match &party.consents {
        Consent::Always => format!("{}: asked", party.name),
        Consent::When(clause) => format!("{}: asked of packages with {}{because}", party.name, clause.text),
        Consent::Never => format!("{}: affected and not asked{because}", party.name),
    }
}

/// The verb of a stance, third person.
#[must_use]
pub fn stance(stance: Stance) -> &'static str {
    match stance {
        Stance::Claims => "it is said",
        Stance::Denies => "it is denied",
        Stance::Predicts => "it is predicted",
        said => said.word(),
    }
}

/// The voices of a statement, outermost first.
#[must_use]
pub fn chain(case: &Case, statement: StatementIndex) -> String {
    let voices = case.statements[statement].chain.iter().map(|&voice| {
        let voice = &case.voices[voice];
        let carrier = voice.carrier.as_ref().map_or_else(String::new, |carrier| format!(" [{carrier}]"));
        let unnamed = if voice.named { "" } else { " [unnamed]" };
        format!("{}{unnamed}{carrier}", voice.name)
    });
    voices.collect::<Vec<_>>().join(" > ")
}

/// A statement in one line: id, date, party, what it says, on whose word, level.
#[must_use]
pub fn statement(case: &Case, statement: StatementIndex, party: PartyIndex, level: Level) -> String {
    format!(
        "{} ({}): {}: {}; {}; {}",
        case.statements[statement].id,
        case.statements[statement].said,
        case.parties[party].name,
        says(case, statement),
        chain(case, statement),
        level.word()
    )
}

/// What a statement says, without who and when.
#[must_use]
pub fn says(case: &Case, statement: StatementIndex) -> String {
    let this = &case.statements[statement];
    let mut text = match this.that {
        Some(that) => format!("{} that it {}", claim(this.stance), stance(that)),
        None => stance(this.stance).to_owned(),
    };
    if let Some(terms) = &this.terms {
        text.push(' ');
        text.push_str(&terms.text);
    } else if this.answers.is_empty() {
        if let Some(note) = &this.note {
            text.push_str(&format!(" ({})", note.trim()));
        }
    } else {
        let answers: Vec<_> = this.answers.iter().map(|&answer| case.statements[answer].id.clone()).collect();
        text.push_str(&format!(" {}", join(&answers)));
    }
    let mut add = |lead: &str, part: Option<&str>| {
        if let Some(part) = part {
            text.push_str(&format!(", {lead} {part}"));
        }
    };
    add("only if", this.only_if.as_ref().map(|clause| clause.text.as_str()));
    add("in return for", this.if_.as_ref().map(|clause| clause.text.as_str()));
    add("on a condition outside the package:", this.if_said.as_deref());
    add("and first", this.first.as_ref().map(|clause| clause.text.as_str()));
    add("to the degree:", this.degree.map(degree));
    if this.firm {
        text.push_str(", called final");
    }
    text
}

fn claim(stance: Stance) -> &'static str {
    match stance {
        Stance::Denies => "it is denied",
        Stance::Predicts => "it is predicted",
        _ => "it is said",
    }
}

fn degree(degree: Degree) -> &'static str {
    match degree {
        Degree::InPrinciple => "in principle",
        Degree::InPart => "in part",
        Degree::Full => "in full",
    }
}

/// A day in words, or that none is given.
#[must_use]
pub fn day(day: Option<Date>) -> String {
    day.map_or_else(|| "no day given".to_owned(), |day| day.to_string())
}

/// White space folded to single spaces, without what would disturb a terminal.
#[must_use]
pub fn folded(text: &str) -> String {
    detente_case::anchor::fold(&crate::documents::printable(text))
}

/// A noun with its count: "1 package", "2,304 packages", "2 equilibria".
#[must_use]
pub fn counted(count: &impl ToString, noun: &str) -> String {
    let digits = count.to_string();
    let counted = match noun.strip_suffix("ium") {
        _ if digits == "1" => noun.to_owned(),
        Some(stem) => format!("{stem}ia"),
        None => format!("{noun}s"),
    };
    format!("{} {counted}", grouped(&digits))
}

/// Digits in groups of three; numbers beyond 24 digits are shortened, with their length.
#[must_use]
pub fn grouped(digits: &str) -> String {
    if digits.len() > 24 {
        let (lead, next) = (&digits[..1], &digits[1..4]);
        return format!("about {lead}.{next} x 10^{}", digits.len() - 1);
    }
    let mut out = String::with_capacity(digits.len() * 4 / 3);
    for (at, digit) in digits.chars().enumerate() {
        if at > 0 && (digits.len() - at).is_multiple_of(3) {
            out.push(',');
        }
        out.push(digit);
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn counts_read_well() {
        assert_eq!(counted(&1, "package"), "1 package");
        assert_eq!(counted(&2304, "package"), "2,304 packages");
        assert_eq!(counted(&2, "equilibrium"), "2 equilibria");
        assert_eq!(grouped(&format!("1234{}", "0".repeat(30))), "about 1.234 x 10^33");
    }

    #[test]
    fn lists_read_well() {
        let names =
            |count: usize| ["A", "B", "C"][..count].iter().map(ToString::to_string).collect::<Vec<_>>();
        assert_eq!([0, 1, 2, 3].map(|count| join(&names(count))), ["nobody", "A", "A and B", "A, B and C"]);
    }
}
