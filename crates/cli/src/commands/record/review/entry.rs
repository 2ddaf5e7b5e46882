//! What a reviewer settles of a draft, question by question.

use detente_case::anchor::{ScalarText, fold, passage_hash};
use detente_case::model::{Case, Domain, Issue, Stance};
use detente_record::draft::{ConditionKind, Draft};
use detente_record::quote::Anchor;

use super::ask::Asker;
use super::writing::spoken;
use crate::failure::Failure;
use crate::output;

/// Statements offered as what another answers.
const CANDIDATES: usize = 12;

/// What the reviewer settled.
#[derive(Clone)]
pub(super) struct Entry {
    pub(super) passage: Anchor,
    pub(super) about: Vec<String>,
    /// Whose words, the outermost first: voices of the case, or names.
    pub(super) chain: Vec<String>,
    pub(super) stance: String,
    pub(super) that: Option<String>,
    pub(super) said: String,
    pub(super) terms: String,
    pub(super) only_if: String,
    pub(super) condition: String,
    pub(super) if_said: String,
    /// Statements that it accepts, rejects, denies or takes back.
    pub(super) answers: Vec<String>,
    pub(super) until: String,
    pub(super) firm: bool,
    pub(super) says: String,
    pub(super) note: String,
}

/// What is being reviewed.
pub(super) struct Question<'q> {
    pub(super) case: &'q Case,
    pub(super) source: usize,
    pub(super) draft: &'q Draft,
    /// The text of the source, where it is at hand.
    pub(super) text: Option<&'q ScalarText<'q>>,
}

impl Entry {
    /// What a draft says by itself.
    fn drafted(Question { case, source, draft, .. }: &Question<'_>) -> Self {
        let known = draft.about.iter().filter(|named| named.party.is_some());
        let said = draft.said.as_ref().or(case.sources[*source].date.as_ref());
        let stance = draft.stance.word().to_owned();
        // What a third person recommends is nobody's position yet.
        let (stance, that) = match draft.recommended {
            true => ("predicts".to_owned(), Some(stance)),
            false => (stance, None),
        };
        Self {
            passage: draft.passage.clone(),
            about: known.map(|named| named.id.clone()).collect(),
            chain: draft.chain.iter().map(|link| spoken(case, link)).collect(),
            stance,
            that,
            said: said.map(ToString::to_string).unwrap_or_default(),
            terms: String::new(),
            only_if: String::new(),
            condition: String::new(),
            if_said: String::new(),
            answers: Vec::new(),
            until: String::new(),
            firm: false,
            says: String::new(),
            note: String::new(),
        }
    }

    /// Asks for what the draft cannot know: terms, a paraphrase, and what it
    /// leaves open; for everything where it is edited, or was refused before.
    /// `None` where the input ended.
    pub(super) fn ask(
        asker: &mut Asker<'_>,
        question: &Question<'_>,
        edit: bool,
        former: Option<&Self>,
    ) -> Result<Option<Self>, Failure> {
        let Question { case, draft, .. } = question;
        let all = edit || former.is_some();
        let mut entry = former.cloned().unwrap_or_else(|| Self::drafted(question));
        macro_rules! answer {
            ($question:expr, $default:expr) => {
                match asker.ask($question, $default)? {
                    Some(answer) => answer,
                    None => return Ok(None),
                }
            };
        }
        if all && let Some(text) = question.text {
            let passage = loop {
                let Anchor { start, end, .. } = entry.passage;
                let typed =
                    answer!("  passage (from..to, in characters of the text)", &format!("{start}..{end}"));
                match passage(text, &typed) {
                    Some(passage) => break passage,
                    None => output::print(&format!(
                        "  no passage: FROM..TO, two numbers of which the first is smaller, up to {}\n",
                        text.scalars()
                    ))?,
                }
            };
            if passage != entry.passage {
                let words = text.passage(passage.start, passage.end).map(fold).unwrap_or_default();
                output::print(&format!("  \"{words}\"\n"))?;
                entry.passage = passage;
            }
        }
        if all || entry.about.is_empty() {
            let ids: Vec<&str> = case.parties.iter().map(|party| party.id.as_str()).collect();
            let typed = answer!(&format!("  whose position ({})", ids.join(", ")), &entry.about.join(", "));
            entry.about = parts(&typed, ',');
        }
        if all || entry.chain.is_empty() {
            let question = "  whose words, from the outside in, parted by > (a voice or a name; ?name: unnamed; \
                            name for PARTY: who speaks for it)";
            entry.chain = parts(&answer!(question, &entry.chain.join(" > ")), '>');
        }
        if all {
            let words: Vec<&str> = Stance::ALL.iter().map(|stance| stance.word()).collect();
            entry.stance = answer!(&format!("  stance ({})", words.join(", ")), &entry.stance);
            let that =
                answer!("  that (for claims, denies, predicts)", entry.that.as_deref().unwrap_or_default());
            entry.that = Some(that).filter(|that| !that.is_empty());
        }
        if all || entry.said.is_empty() {
            entry.said = answer!("  said (2021-03-10, 2021-03 or 2021)", &entry.said);
        }
        let issues: Vec<String> =
            draft.issues.iter().filter_map(|each| case.issues.get(each.issue)).map(choices).collect();
        if !issues.is_empty() {
            output::print(&format!("  issues: {}\n", issues.join("; ")))?;
        }
        entry.terms =
            answer!("  terms (issue = option ...; none: it becomes a signal with a note)", &entry.terms);
        let drafted = draft.condition.as_ref().map(|condition| condition.kind);
        if all || drafted == Some(ConditionKind::OnlyIf) {
            entry.only_if = answer!(
                "  only-if (a condition without which it is not on offer, as an expression)",
                &entry.only_if
            );
        }
        if all || drafted == Some(ConditionKind::If) {
            entry.condition = answer!(
                "  if (a condition without which it says nothing, as an expression)",
                &entry.condition
            );
        }
        if all || drafted.is_some() && entry.only_if.is_empty() && entry.condition.is_empty() {
            entry.if_said = answer!("  the condition in your own words", &entry.if_said);
        }
        let takes_back = entry.stance == Stance::Withdraws.word();
        if takes_back || all && answers_something(&entry.stance) {
            let question = format!("  what it answers (statements{})", entry.candidates(case));
            entry.answers = parts(&answer!(&question, &entry.answers.join(", ")), ',');
        }
        if all {
            entry.until = answer!(
                "  until (a day, or an event of the case, with which it ends by itself)",
                &entry.until
            );
        }
        if all && entry.stance == Stance::Demands.word() {
            let typed = answer!(
                "  firm (yes where the words themselves say final)",
                if entry.firm { "yes" } else { "no" }
            );
            entry.firm = matches!(typed.as_str(), "y" | "yes" | "true");
        }
        if entry.says.is_empty() {
            entry.says = format!("{}: {} ({})", entry.about.join(", "), entry.stance, draft.strength);
        }
        entry.says = answer!("  the passage in your own words", &entry.says);
        if all {
            entry.note = answer!("  note", &entry.note);
        }
        Ok(Some(entry))
    }

    /// Statements of the same parties, the latest, for a question.
    fn candidates(&self, case: &Case) -> String {
        let of_these = case.statements.iter().rev().filter(|statement| {
            statement.about.iter().any(|&party| self.about.contains(&case.parties[party].id))
        });
        let ids: Vec<&str> = of_these.map(|statement| statement.id.as_str()).take(CANDIDATES).collect();
        if ids.is_empty() { String::new() } else { format!(": {}", ids.join(", ")) }
    }

    /// As it is written: a demand or an offer needs terms; without them it is kept
    /// as a signal.
    pub(super) fn settled(&self, drafted: Stance) -> Self {
        let mut entry = self.clone();
        if !self.terms.is_empty() {
            return entry;
        }
        let needs_terms = !matches!(
            self.stance.as_str(),
            "defers" | "withdraws" | "signals" | "claims" | "denies" | "predicts"
        );
        if needs_terms && Stance::ALL.iter().any(|stance| stance.word() == self.stance) {
            entry.stance = Stance::Signals.word().to_owned();
            entry.note = format!("drafted as `{}`; its terms are not coded. {}", self.stance, self.note);
        }
        if entry.note.is_empty() {
            entry.note = format!("drafted as `{}`; no terms are coded", drafted.word());
        }
        entry
    }
}

/// Whether the stance may name what it answers.
fn answers_something(stance: &str) -> bool {
    [Stance::Accepts, Stance::Rejects, Stance::Denies, Stance::Withdraws]
        .iter()
        .any(|each| each.word() == stance)
}

fn parts(typed: &str, separator: char) -> Vec<String> {
    typed.split(separator).map(|part| part.trim().to_owned()).filter(|part| !part.is_empty()).collect()
}

/// The anchor of `FROM..TO`.
fn passage(text: &ScalarText<'_>, typed: &str) -> Option<Anchor> {
    let (start, end) = typed.split_once("..")?;
    let (start, end) = (start.trim().parse().ok()?, end.trim().parse().ok()?);
    let words = text.passage(start, end).filter(|words| !words.trim().is_empty())?;
    Some(Anchor { start, end, sha256: passage_hash(words) })
}

/// What may be chosen on an issue, as terms say it.
fn choices(issue: &Issue) -> String {
    let id = &issue.id;
    match &issue.domain {
        Domain::OneOf(options) | Domain::AnyOf(options) => {
            let options: Vec<&str> = options.iter().map(|option| option.id.as_str()).collect();
            let verb = if matches!(issue.domain, Domain::AnyOf(_)) { "has" } else { "=" };
            format!("{id} {verb} {}", options.join(" | "))
        }
        Domain::Number { numbers, unit, none, unknown } => {
            let ends = match (numbers.first(), numbers.last()) {
                (Some(first), Some(last)) => format!("{first} to {last}"),
                _ => String::new(),
            };
            let unit = unit.as_ref().map(|unit| format!(" {unit}")).unwrap_or_default();
            let none = none.as_ref().map(|_| " | none").unwrap_or_default();
            let unknown = unknown.as_ref().map(|_| " | unknown").unwrap_or_default();
            format!("{id} =, >= or <= {ends}{unit}{none}{unknown}")
        }
    }
}
