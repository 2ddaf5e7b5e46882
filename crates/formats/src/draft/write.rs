//! A draft as the text of a `case.toml`.

use std::fmt::Write as _;

use detente_case::model::RuleKind;

use super::{
    Adjustment, Amount, Domain, Draft, Form, Issue, Levels, Named, Number, Party, Preference, RedLine,
    Remark, Reservation, Rule,
};

/// Most characters of a line before a table or list is broken.
const WIDTH: usize = 100;

impl Draft {
    /// The text of the case.
    #[must_use]
    pub fn text(&self) -> String {
        let mut out = Text(String::new());
        out.comment(&self.head);
        out.line("detente = 1");
        out.head(self);
        self.parties.iter().for_each(|party| out.party(party));
        self.issues.iter().for_each(|issue| out.issue(issue));
        self.rules.iter().for_each(|rule| out.rule(rule));
        let ids: Vec<_> = self.issues.iter().map(|issue| issue.id.as_str()).collect();
        self.parties.iter().for_each(|party| out.preference(party, &ids));
        out.0
    }
}

/// Text that grows by whole lines.
struct Text(String);

impl Text {
    fn line(&mut self, line: &str) {
        self.0.push_str(line);
        self.0.push('\n');
    }

    fn key(&mut self, key: &str, value: &str) {
        self.line(&format!("{key} = {value}"));
    }

    fn words(&mut self, key: &str, words: &str) {
        self.key(key, &quoted(words));
    }

    fn words_if(&mut self, key: &str, words: Option<&String>) {
        if let Some(words) = words {
            self.words(key, words);
        }
    }

    fn list(&mut self, key: &str, entries: &[String]) {
        let short = format!("{key} = [{}]", entries.join(", "));
        if short.chars().count() <= WIDTH {
            return self.line(&short);
        }
        self.line(&format!("{key} = ["));
        entries.iter().for_each(|entry| self.line(&format!("  {entry},")));
        self.line("]");
    }

    fn table(&mut self, name: &str) {
        self.0.push('\n');
        self.line(name);
    }

    fn comment(&mut self, lines: &[String]) {
        for line in lines.iter().flat_map(|text| text.lines()) {
            let plain: String = line.chars().filter(|character| !character.is_control()).collect();
            self.line(format!("# {plain}").trim_end());
        }
    }

    fn head(&mut self, draft: &Draft) {
        self.table("[case]");
        self.words("title", &draft.title);
        if let Some(day) = &draft.as_of {
            self.key("as-of", day);
        }
        self.words_if("summary", draft.summary.as_ref());
        if !draft.leaves_out.is_empty() {
            self.list("leaves-out", &all_quoted(&draft.leaves_out));
        }
        if draft.stated {
            self.words("basis", "stated");
        }
        self.words("because", &draft.because);
    }

    fn party(&mut self, party: &Party) {
        self.table(&format!("[parties.{}]", party.id));
        self.words("name", &party.name);
        if let Some(why) = &party.not_asked {
            self.key("consents", "false");
            self.words("because", why);
        } else {
            self.words_if("consents", party.asked_when.as_ref());
            self.words_if("because", party.because.as_ref());
        }
    }

    fn issue(&mut self, issue: &Issue) {
        self.0.push('\n');
        self.comment(&issue.comment);
        self.line(&format!("[issues.{}]", issue.id));
        self.words("title", &issue.title);
        match &issue.domain {
            Domain::Options(options) => self.options(options),
            Domain::AnyOf(options) => {
                self.key("any-of", "true");
                self.options(options);
            }
            Domain::Range { from, to, step, unit, none, unknown } => {
                let mut range = format!("{{ from = {from}, to = {to}, step = {step}");
                for (key, words) in [("unit", unit), ("none", none), ("unknown", unknown)] {
                    if let Some(words) = words {
                        let _ = write!(range, ", {key} = {}", quoted(words));
                    }
                }
                self.key("range", &(range + " }"));
            }
        }
        self.words_if("when", issue.when.as_ref());
        if let Some(choice) = &issue.no_deal {
            self.key("no-deal", &choice_value(choice, &issue.domain));
        }
        self.words_if("because", issue.because.as_ref());
        if !issue.control.is_empty() {
            self.list("control", &all_quoted(&issue.control));
        }
        if let Some(moves) = &issue.moves {
            let arrows: Vec<_> = moves.iter().map(|(from, to)| quoted(&format!("{from} -> {to}"))).collect();
            self.list("moves", &arrows);
        }
    }

    fn options(&mut self, options: &[Named]) {
        for Named { id, title, because } in options {
            let value = match because {
                None => quoted(title),
                Some(why) => format!("{{ title = {}, because = {} }}", quoted(title), quoted(why)),
            };
            self.key(&format!("options.{id}"), &value);
        }
    }

    fn rule(&mut self, rule: &Rule) {
        self.table("[[rules]]");
        self.words("id", &rule.id);
        let kind = match rule.kind {
            None | Some(RuleKind::Logic) => "logic",
            Some(RuleKind::Geography) => "geography",
            Some(RuleKind::Law) => "law",
        };
        self.words("kind", kind);
        if !rule.according_to.is_empty() {
            self.list("according-to", &all_quoted(&rule.according_to));
        }
        self.words("require", &rule.require);
        self.words("because", &rule.because);
    }

    fn preference(&mut self, party: &Party, issues: &[&str]) {
        let preference = &party.preference;
        let empty = preference.form == Form::Unknown
            && preference.because.is_none()
            && preference.reservation == Reservation::Unsaid
            && preference.adjustments.is_empty()
            && preference.red_lines.is_empty();
        if empty {
            return;
        }
        let path = format!("preferences.{}", party.id);
        self.0.push('\n');
        self.comment(&party.comment);
        self.line(&format!("[{path}]"));
        if let Some(basis) = preference.basis {
            self.words("basis", basis.word());
        }
        self.words_if("because", preference.because.as_ref());
        match &preference.reservation {
            Reservation::Unsaid => {}
            Reservation::Value(amount) => {
                let remark = preference.remarks.get(&Number::Reservation);
                self.key("no-deal", &remarked(*amount, remark));
            }
            Reservation::Package(choices) => {
                let entries: Vec<_> =
                    choices.iter().map(|(issue, choice)| format!("{issue} = {}", bare(choice))).collect();
                self.key("no-deal", &format!("{{ package = {{ {} }} }}", entries.join(", ")));
            }
            Reservation::Nothing => self.words("no-deal", "none"),
        }
        match &preference.form {
            Form::Unknown => {}
            Form::Values { weights, levels, scale, cap } => {
                for (key, value) in [("scale", scale), ("cap", cap)] {
                    if let Some(value) = value {
                        self.key(key, &value.to_string());
                    }
                }
                if weights.is_empty() && !preference.weight_order.is_empty() {
                    self.list("weights", &all_quoted(&preference.weight_order));
                }
                if !weights.is_empty() {
                    self.table(&format!("[{path}.weights]"));
                    for (at, (issue, weight)) in issues.iter().zip(weights).enumerate() {
                        let remark = preference.remarks.get(&Number::Weight(at));
                        self.key(issue, &remarked(*weight, remark));
                    }
                }
                self.table(&format!("[{path}.values]"));
                for (at, (issue, levels)) in issues.iter().zip(levels).enumerate() {
                    self.levels(issue, levels, preference, at);
                }
            }
            Form::Priorities(wants) => self.list("priorities", &all_quoted(wants)),
            Form::Ranking(groups) => {
                let entries: Vec<_> = groups.iter().map(|group| quoted(&group.join(" ~ "))).collect();
                self.list("ranking", &entries);
            }
        }
        preference.adjustments.iter().for_each(|each| self.adjustment(&path, each));
        preference.red_lines.iter().for_each(|each| self.red_line(&path, each));
    }

    fn levels(&mut self, issue: &str, levels: &Levels, preference: &Preference, at: usize) {
        let remark = |choice: &str| preference.remarks.get(&Number::Value(at, choice.to_owned()));
        match levels {
            Levels::Order(groups) => self.list(issue, &all_quoted(groups)),
            Levels::Points(points, beside) => {
                let points: Vec<_> =
                    points.iter().map(|(at, value)| format!("[{at}, {}]", number(*value))).collect();
                let mut entry = format!("{{ points = [{}]", points.join(", "));
                for (choice, value) in beside {
                    let _ = write!(entry, ", {choice} = {}", remarked(*value, remark(choice)));
                }
                if let Some(of_all) = preference.remarks.get(&Number::Values(at)) {
                    for ground in grounds(of_all) {
                        let _ = write!(entry, ", {ground}");
                    }
                }
                self.key(issue, &(entry + " }"));
            }
            Levels::Table(rows) => {
                let entry = |(choice, value): &(String, Amount)| {
                    format!("{} = {}", key(choice), remarked(*value, remark(choice)))
                };
                let entries: Vec<_> = rows.iter().map(entry).collect();
                let short = format!("{issue} = {{ {} }}", entries.join(", "));
                if short.chars().count() <= WIDTH {
                    return self.line(&short);
                }
                entries.iter().for_each(|entry| self.line(&format!("{issue}.{entry}")));
            }
        }
    }

    fn adjustment(&mut self, path: &str, adjustment: &Adjustment) {
        self.table(&format!("[[{path}.adjust]]"));
        self.words("id", &adjustment.id);
        self.words("when", &adjustment.when);
        self.key("by", &number(adjustment.by));
        self.words_if("because", adjustment.because.as_ref());
    }

    fn red_line(&mut self, path: &str, line: &RedLine) {
        self.table(&format!("[[{path}.red-lines]]"));
        self.words("id", &line.id);
        self.words("refuse", &line.refuse);
        self.key("assumed", "true");
        self.words_if("because", line.because.as_ref());
    }
}

fn number(amount: Amount) -> String {
    match amount {
        Amount::Exactly(number) => number.to_string(),
        Amount::Between(low, None, high) => format!("{{ low = {low}, high = {high} }}"),
        Amount::Between(low, Some(mode), high) => format!("{{ low = {low}, mode = {mode}, high = {high} }}"),
    }
}

/// A number with what is to be said of it.
fn remarked(amount: Amount, remark: Option<&Remark>) -> String {
    let plain = number(amount);
    let grounds = remark.map(grounds).unwrap_or_default().join(", ");
    match amount {
        _ if grounds.is_empty() => plain,
        Amount::Exactly(_) => format!("{{ value = {plain}, {grounds} }}"),
        Amount::Between(..) => format!("{}, {grounds} }}", plain.trim_end_matches(" }")),
    }
}

fn grounds(remark: &Remark) -> Vec<String> {
    let basis = remark.basis.map(|basis| format!("basis = \"{}\"", basis.word()));
    let because = remark.because.as_ref().map(|because| format!("because = {}", quoted(because)));
    basis.into_iter().chain(because).collect()
}

/// A TOML string; control characters other than line breaks and tabs, which
/// the language refuses, become spaces.
fn quoted(words: &str) -> String {
    let mut out = String::from('"');
    for character in words.chars() {
        match character {
            '"' => out.push_str("\\\""),
            '\\' => out.push_str("\\\\"),
            '\n' => out.push_str("\\n"),
            '\t' => out.push_str("\\t"),
            other if other.is_control() => out.push(' '),
            other => out.push(other),
        }
    }
    out.push('"');
    out
}

fn all_quoted(words: &[String]) -> Vec<String> {
    words.iter().map(|each| quoted(each)).collect()
}

/// A choice as a TOML value: numbers bare, ids quoted.
fn bare(choice: &str) -> String {
    if choice.parse::<detente_case::decimal::Decimal>().is_ok() { choice.to_owned() } else { quoted(choice) }
}

fn choice_value(choice: &str, domain: &Domain) -> String {
    match domain {
        Domain::Range { .. } => bare(choice),
        Domain::Options(_) => quoted(choice),
        Domain::AnyOf(_) => {
            let ids: Vec<_> =
                choice.split('+').map(str::trim).filter(|id| !id.is_empty()).map(quoted).collect();
            format!("[{}]", ids.join(", "))
        }
    }
}

/// A key of TOML: bare where it may be, else quoted.
fn key(choice: &str) -> String {
    let plain = |byte: u8| byte.is_ascii_alphanumeric() || byte == b'-' || byte == b'_';
    if !choice.is_empty() && choice.bytes().all(plain) { choice.to_owned() } else { quoted(choice) }
}
