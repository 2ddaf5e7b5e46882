//! A draft as the text of `case.toml`.

use std::fmt::{self, Display, Write as _};

use detente_case::model::Stance;

use super::{
    Consents, Domain, Draft, Form, Issue, IssueKey, Levels, NoDeal, Party, PartyKey, Pick, Preference, Span,
    Statement, Weights,
};

impl fmt::Debug for Draft {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        out.write_str("\n")?;
        out.write_str(&self.toml())
    }
}

impl Draft {
    /// The text of `case.toml`.
    #[must_use]
    pub fn toml(&self) -> String {
        let mut out = String::from("detente = 1\n\n[case]\ntitle = \"A draft\"\n");
        if let Some(day) = &self.as_of {
            let _ = writeln!(out, "as-of = {day}");
        }
        let _ = self.sections(&mut out);
        out
    }

    fn sections(&self, out: &mut String) -> fmt::Result {
        for party in &self.parties {
            self.party_table(out, party)?;
        }
        for voice in &self.voices {
            writeln!(out, "\n[voices.{}]\nname = \"{}\"", voice.id, voice.id)?;
            if let Some(party) = voice.speaks_for {
                writeln!(out, "speaks-for = \"{}\"", self.party(party).id)?;
            }
            key(out, "from", voice.mandate.0.as_deref())?;
            key(out, "until", voice.mandate.1.as_deref())?;
            flag(out, "named = false", voice.anonymous)?;
            flag(out, "mandate = false", voice.unauthorised)?;
            flag(out, "carrier = \"caption\"", voice.carrier)?;
        }
        for (id, date) in &self.events {
            writeln!(out, "\n[events.{id}]\ntitle = \"{id}\"")?;
            key(out, "date", date.as_deref().map(quoted).as_deref())?;
        }
        for issue in &self.issues {
            self.issue_table(out, issue)?;
        }
        for (at, rule) in self.rules.iter().enumerate() {
            let kind = ["logic", "geography"][at % 2];
            let require = quoted(&rule.text(self));
            writeln!(out, "\n[[rules]]\nid = \"r{at}\"\nkind = \"{kind}\"\nrequire = {require}")?;
        }
        for party in &self.parties {
            if let Some(preference) = &party.preference {
                self.preference_tables(out, party, preference)?;
            }
        }
        for statement in &self.statements {
            self.statement_table(out, statement)?;
        }
        for (id, date) in &self.sources {
            writeln!(out, "\n[sources.{id}]\ntitle = \"{id}\"")?;
            key(out, "date", date.as_deref().map(quoted).as_deref())?;
        }
        for (id, _) in &self.sources {
            writeln!(out, "\n[citations.{id}]\nsource = \"{id}\"\nsays = \"{id}\"")?;
        }
        Ok(())
    }

    fn party_table(&self, out: &mut String, party: &Party) -> fmt::Result {
        writeln!(out, "\n[parties.{}]\nname = \"{}\"\nbecause = \"drawn\"", party.id, party.id)?;
        match &party.consents {
            Consents::Unsaid => {}
            Consents::Plain(asked) => writeln!(out, "consents = {asked}")?,
            Consents::When(condition) => writeln!(out, "consents = {}", quoted(&condition.text(self)))?,
        }
        if let Some(concerns) = &party.concerns {
            writeln!(out, "concerns = {}", strings(concerns.iter().map(|&key| &self.issue(key).id)))?;
        }
        Ok(())
    }

    fn issue_table(&self, out: &mut String, issue: &Issue) -> fmt::Result {
        writeln!(out, "\n[issues.{}]\ntitle = \"{}\"", issue.id, issue.id)?;
        if let Some(when) = &issue.when {
            writeln!(out, "when = {}", quoted(&when.text(self)))?;
        }
        flag(out, "any-of = true", matches!(issue.domain, Domain::AnyOf(_)))?;
        for option in issue.options() {
            writeln!(out, "options.{} = \"{}\"", option.id, option.id)?;
        }
        if let Domain::Numbers { from, step, count, none, unknown } = &issue.domain {
            let to = from.plus(step.times(count - 1));
            let beside = |word: &str, there: &bool| {
                if *there { format!(", {word} = \"{word}\"") } else { String::new() }
            };
            let (none, unknown) = (beside("none", none), beside("unknown", unknown));
            writeln!(out, "range = {{ from = {from}, to = {to}, step = {step}{none}{unknown} }}")?;
        }
        if let Some(no_deal) = &issue.no_deal {
            writeln!(out, "no-deal = {}", value(issue, no_deal))?;
        }
        Ok(())
    }

    fn preference_tables(&self, out: &mut String, party: &Party, preference: &Preference) -> fmt::Result {
        let id = &party.id;
        writeln!(out, "\n[preferences.{id}]\nbecause = \"drawn\"")?;
        match &preference.no_deal {
            NoDeal::Unsaid => {}
            NoDeal::Nothing => writeln!(out, "no-deal = \"none\"")?,
            NoDeal::Value(span) => writeln!(out, "no-deal = {span}")?,
            NoDeal::Package(choices) => {
                let choices = choices.iter().map(|(key, pick)| {
                    let issue = self.issue(*key);
                    format!("{} = {}", issue.id, value(issue, pick))
                });
                writeln!(out, "no-deal = {{ package = {} }}", braced(choices))?;
            }
            NoDeal::Between { at_least, below } => {
                let side = |word: &str, side: &Option<Vec<(IssueKey, Pick)>>| {
                    side.as_ref().map(|choices| format!("{word} = {}", quoted(&self.conjunction(choices))))
                };
                let sides = [side("at-least", at_least), side("below", below)];
                writeln!(out, "no-deal = {}", braced(sides.into_iter().flatten()))?;
            }
        }
        match &preference.form {
            Form::Unknown => {}
            Form::Values { weights, levels, scale, cap } => {
                if let Some(scale) = scale {
                    writeln!(out, "scale = {scale}")?;
                }
                if let Some(cap) = cap {
                    writeln!(out, "cap = {cap}")?;
                }
                match weights {
                    Weights::Unsaid => {}
                    Weights::Numbers(spans) => {
                        let spans =
                            spans.iter().map(|(key, span)| format!("{} = {span}", self.issue(*key).id));
                        writeln!(out, "weights = {}", braced(spans))?;
                    }
                    Weights::Order(groups) => {
                        let tied = |group: &Vec<IssueKey>| {
                            joined(group.iter().map(|&key| &self.issue(key).id), " ~ ")
                        };
                        writeln!(out, "weights = {}", strings(groups.iter().map(tied)))?;
                    }
                }
                writeln!(out, "\n[preferences.{id}.values]")?;
                for (key, levels) in levels {
                    let issue = self.issue(*key);
                    writeln!(out, "{} = {}", issue.id, levels_value(issue, levels))?;
                }
            }
            Form::Priorities(wants) => {
                writeln!(out, "priorities = {}", strings(wants.iter().map(|want| want.text(self))))?;
            }
            Form::Ranking(groups) => {
                let group =
                    |group: &Vec<super::Condition>| joined(group.iter().map(|each| each.text(self)), " ~ ");
                writeln!(out, "ranking = {}", strings(groups.iter().map(group)))?;
            }
        }
        for (at, (when, by)) in preference.adjust.iter().enumerate() {
            let when = quoted(&when.text(self));
            writeln!(out, "\n[[preferences.{id}.adjust]]\nid = \"a{at}\"\nwhen = {when}\nby = {by}")?;
        }
        for (at, (refuse, rests_on)) in preference.red_lines.iter().enumerate() {
            let refuse = quoted(&refuse.text(self));
            writeln!(out, "\n[[preferences.{id}.red-lines]]\nid = \"l{at}\"\nrefuse = {refuse}")?;
            match rests_on.is_empty() {
                true => writeln!(out, "assumed = true")?,
                false => writeln!(out, "rests-on = {}", strings(rests_on))?,
            }
        }
        Ok(())
    }

    /// The choices as a condition that they alone meet.
    fn conjunction(&self, choices: &[(IssueKey, Pick)]) -> String {
        let part = |(key, pick): &(IssueKey, Pick)| {
            let issue = self.issue(*key);
            match pick {
                Pick::Set(taken) if taken.len() > 1 => {
                    let has = issue.options().iter().map(|option| {
                        let not = if taken.contains(&option.key) { "" } else { "not " };
                        format!("{not}{} has {}", issue.id, option.id)
                    });
                    joined(has, " and ")
                }
                Pick::Set(taken) if taken.is_empty() => format!("{} is none", issue.id),
                pick => format!("{} = {}", issue.id, issue.text(pick)),
            }
        };
        if choices.is_empty() { "true".to_owned() } else { joined(choices.iter().map(part), " and ") }
    }

    fn statement_table(&self, out: &mut String, statement: &Statement) -> fmt::Result {
        let about = |&party: &PartyKey| &self.party(party).id;
        writeln!(out, "\n[[statements]]\nid = \"{}\"", statement.id)?;
        writeln!(out, "said = {}\nchain = {}", quoted(&statement.said), strings(&statement.chain))?;
        key(out, "known", statement.known.as_deref())?;
        writeln!(out, "about = {}", strings(statement.about.iter().map(about)))?;
        writeln!(out, "stance = \"{}\"", stance(statement.stance))?;
        key(out, "that", statement.that.map(|that| quoted(stance(that))).as_deref())?;
        let conditions = [
            ("terms", &statement.terms),
            ("only-if", &statement.only_if),
            ("if", &statement.if_),
            ("first", &statement.first),
        ];
        for (word, condition) in conditions {
            key(out, word, condition.as_ref().map(|condition| quoted(&condition.text(self))).as_deref())?;
        }
        key(out, "occasion", statement.occasion.as_deref().map(quoted).as_deref())?;
        list(out, "answers", &statement.answers)?;
        flag(out, "firm = true", statement.firm)?;
        list(out, "as-read", &statement.as_read.iter().map(|read| read.text(self)).collect::<Vec<_>>())?;
        key(out, "until", statement.until.as_deref().map(quoted).as_deref())?;
        list(out, "cite", &statement.cite)?;
        writeln!(out, "note = \"drawn\"")
    }
}

fn levels_value(issue: &Issue, levels: &Levels) -> String {
    match levels {
        Levels::Table(values) => {
            braced(values.iter().map(|(pick, span)| format!("{} = {span}", quoted(&issue.text(pick)))))
        }
        Levels::Order(groups) => {
            let tied = |group: &Vec<Pick>| joined(group.iter().map(|pick| issue.text(pick)), " ~ ");
            strings(groups.iter().map(tied))
        }
        Levels::Points { points, none, unknown } => {
            let points = joined(points.iter().map(|(at, span)| format!("[{at}, {span}]")), ", ");
            let beside = |word: &str, span: &Option<Span>| span.map(|span| format!("{word} = {span}"));
            let parts =
                [Some(format!("points = [{points}]")), beside("none", none), beside("unknown", unknown)];
            braced(parts.into_iter().flatten())
        }
    }
}

/// A choice as a value of its own.
fn value(issue: &Issue, pick: &Pick) -> String {
    match pick {
        Pick::Number(number) => number.to_string(),
        Pick::Set(taken) => {
            let options = issue.options().iter().filter(|option| taken.contains(&option.key));
            strings(options.map(|option| &option.id))
        }
        pick => quoted(&issue.text(pick)),
    }
}

fn stance(stance: Stance) -> &'static str {
    match stance {
        Stance::Demands => "demands",
        Stance::Proposes => "proposes",
        Stance::Offers => "offers",
        Stance::Accepts => "accepts",
        Stance::Rejects => "rejects",
        Stance::Signals => "signals",
        Stance::Defers => "defers",
        Stance::Withdraws => "withdraws",
        Stance::Claims => "claims",
        Stance::Denies => "denies",
        Stance::Predicts => "predicts",
    }
}

fn quoted(text: &str) -> String {
    format!("\"{text}\"")
}

fn joined<T: Display>(parts: impl IntoIterator<Item = T>, between: &str) -> String {
    parts.into_iter().map(|part| part.to_string()).collect::<Vec<_>>().join(between)
}

fn strings<T: Display>(parts: impl IntoIterator<Item = T>) -> String {
    format!("[{}]", joined(parts.into_iter().map(|part| quoted(&part.to_string())), ", "))
}

fn braced<T: Display>(parts: impl IntoIterator<Item = T>) -> String {
    format!("{{ {} }}", joined(parts, ", "))
}

fn key(out: &mut String, key: &str, value: Option<&str>) -> fmt::Result {
    value.map_or(Ok(()), |value| writeln!(out, "{key} = {value}"))
}

fn flag(out: &mut String, line: &str, there: bool) -> fmt::Result {
    if there { writeln!(out, "{line}") } else { Ok(()) }
}

fn list(out: &mut String, key: &str, values: &[String]) -> fmt::Result {
    if values.is_empty() { Ok(()) } else { writeln!(out, "{key} = {}", strings(values)) }
}
