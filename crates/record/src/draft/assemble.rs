//! Puts the parts together: for each clause of each sentence, what it does, who
//! says so, of whom, when, and on what condition.

use std::collections::{BTreeMap, BTreeSet};
use std::ops::Range;

use detente_case::anchor::{ScalarText, fold, passage_hash};
use detente_case::date::{Date, VagueDate};
use detente_case::model::{Case, Stance};

use super::articles::{Article, articles};
use super::clauses::{clauses, trimmed};
use super::dates::{Found, Reference, dates};
use super::forwarded::{Letters, forwarded};
use super::grammar::{is_be, verbs};
use super::issues::Issues;
use super::layout::{BlockKind, Sentence, blocks, sentences};
use super::lists::{Point, points};
use super::names::{Named, Names};
use super::numbers::numbers;
use super::rules::{ConditionKind, CueKind, Rules};
use super::speech::{Page, Quote, Told, quotes, told};
use super::stances::{ENOUGH, Finding, Modality, THOUGHT, findings, ungoverned};
use super::subjects::{Subject, continues, first_subject};
use super::tellers::{by_sentence, most_of, nested, proper};
use super::tokens::{Kind, tokens};
use super::{Condition, Document, Draft, Reason};
use crate::quote::Anchor;

/// Fewer words are no statement.
const SHORTEST: usize = 4;

/// A document with all that was found in it.
pub(super) struct Drafting<'p> {
    pub(super) page: Page<'p>,
    pub(super) scalars: ScalarText<'p>,
    pub(super) document: &'p Document<'p>,
    pub(super) articles: &'p [Article],
    pub(super) told: Vec<Told>,
    /// Which of them share a token with each sentence, by its first token.
    pub(super) told_in: BTreeMap<usize, Vec<usize>>,
    pub(super) quotes: Vec<Quote>,
    pub(super) issues: Issues,
    pub(super) last_day: Option<Date>,
    /// The year that a block names, with the block and its article's first block.
    pub(super) year: Option<(usize, usize, i16)>,
    /// The first blocks of the articles whose authors say what others should do.
    pub(super) advocates: BTreeSet<usize>,
}

/// How many blocks a year named in a story goes on for.
const NARRATED: usize = 1;

/// How sure what a party might do is at most, where another says so.
const GUESS: i32 = 40;

/// How sure what somebody foresees of a party is at most.
const FORESEEN: i32 = 50;

/// See [`super::draft`].
pub(super) fn drafts(document: &Document<'_>, rules: &Rules, case: Option<&Case>) -> Vec<Draft> {
    let letters = Letters::of(document.text);
    let tokens = letters.part(tokens(document.text));
    let blocks = blocks(&tokens, rules);
    let sentences = sentences(&tokens, &blocks, rules);
    let names = Names::new(rules, case);
    let mentions = names.mentions(&tokens);
    let cues: Vec<usize> =
        (0..tokens.len()).filter(|at| rules.cue_index.at(&tokens, *at).next().is_some()).collect();
    let proper = proper(&tokens, &blocks, &sentences);
    let mut page = Page {
        proper: &proper,
        verbs: Vec::new(),
        tokens: &tokens,
        blocks: &blocks,
        sentences: &sentences,
        mentions: &mentions,
        cues: &cues,
        names: &names,
        rules,
    };
    page.verbs = verbs(&page);
    let quotes = quotes(&tokens, &blocks);
    let mut told = told(&page, &quotes);
    told.extend(forwarded(&page, &letters));
    let articles = articles(&tokens, &blocks, rules);
    let points = points(&page, document.title);
    let scalars = ScalarText::new(document.text);
    let mut drafting = Drafting {
        page,
        scalars,
        document,
        articles: &articles,
        told_in: by_sentence(&told, &sentences),
        told,
        quotes,
        issues: Issues::new(case),
        last_day: None,
        year: None,
        advocates: BTreeSet::new(),
    };
    drafting.advocates = drafting.advocates();
    let mut drafts = Vec::new();
    for sentence in &sentences {
        drafts.extend(drafting.sentence(sentence, &points));
    }
    drafts.sort_by_key(|draft| (draft.passage.start, draft.passage.end));
    drafts
}

impl<'p> Drafting<'p> {
    fn sentence(&mut self, sentence: &Sentence, points: &[Point]) -> Vec<Draft> {
        let Some(block) = self.page.blocks.get(sentence.block) else { return Vec::new() };
        let Some(article) = self.article(sentence.block) else { return Vec::new() };
        if block.kind == BlockKind::Heading || article.furniture.binary_search(&sentence.block).is_ok() {
            return Vec::new();
        }
        let known = self.year.filter(|(_, first, _)| *first == article.first);
        let year = known.filter(|(block, ..)| *block == sentence.block).map(|(.., year)| year);
        let earlier = known.filter(|(block, ..)| sentence.block - *block <= NARRATED).map(|(.., year)| year);
        let reference = Reference { article: self.date_of(article), last: self.last_day, year, earlier };
        let found = dates(self.page.tokens, sentence.tokens.clone(), &reference);
        if let Some(day) = found.last().filter(|found| found.date.earliest == found.date.latest) {
            self.last_day = day.date.earliest;
        }
        let written = |found: &&Found| {
            self.page
                .tokens
                .get(found.start..found.end)
                .unwrap_or_default()
                .iter()
                .any(|token| token.kind == Kind::Number && token.word.len() == 4)
        };
        if let Some(year) = found.iter().rev().find(written).and_then(|found| found.date.earliest) {
            self.year = Some((sentence.block, article.first, year.year()));
        }
        let point = points.binary_search_by_key(&sentence.block, |point| point.block);
        if let Some(point) = point.ok().and_then(|at| points.get(at)) {
            return self.point(sentence, point, article, &found).into_iter().collect();
        }
        let told = self.told_in(sentence);
        let parts = clauses(&self.page, sentence.tokens.clone(), &told, &self.quotes);
        let mut drafts = Vec::new();
        let mut subject = Subject::Nobody;
        for part in parts {
            drafts.extend(self.clause(part, sentence, article, &found, &mut subject));
        }
        drafts
    }

    /// The article of a block.
    pub(super) fn article(&self, block: usize) -> Option<&'p Article> {
        let after = self.articles.partition_point(|article| article.first <= block);
        self.articles.get(after.checked_sub(1)?)
    }

    /// What is told in a sentence.
    pub(super) fn told_in(&self, sentence: &Sentence) -> Vec<&Told> {
        let all = self.told_in.get(&sentence.tokens.start);
        all.into_iter().flatten().filter_map(|at| self.told.get(*at)).collect()
    }

    pub(super) fn date_of(&self, article: &Article) -> Option<VagueDate> {
        article.date.clone().or_else(|| self.document.date.clone())
    }

    /// A point of a list is one draft, whatever it says.
    fn point(&self, sentence: &Sentence, point: &Point, article: &Article, found: &[Found]) -> Option<Draft> {
        let range = trimmed(&self.page, sentence.tokens.clone());
        let all = self.page.tokens.get(range.clone())?;
        let obliges = all.iter().any(|token| self.page.rules.words.obligations.contains(&token.lower));
        let words = all.iter().filter(|token| token.kind == Kind::Word).count();
        if words < 3 || (point.article && !obliges) {
            return None;
        }
        let lead = self.words(point.lead.clone());
        let finding = Finding {
            rule: "list".to_owned(),
            stance: point.stance,
            words: range.start..range.start,
            kind: CueKind::Phrase,
            subject: if point.owners.is_empty() {
                Subject::Nobody
            } else {
                Subject::Named(point.owners.clone())
            },
            sure: if lead.is_empty() { 55 } else { 70 },
            hypothetical: None,
            modality: Modality::Done,
        };
        let mut draft = self.draft(range, sentence, &finding, article, found)?;
        draft.because = vec![Reason { rule: "list".to_owned(), words: lead }];
        draft.strength = "point of a list".to_owned();
        Some(draft)
    }

    fn clause(
        &self,
        clause: Range<usize>,
        sentence: &Sentence,
        article: &Article,
        found: &[Found],
        subject: &mut Subject,
    ) -> Vec<Draft> {
        let before = std::mem::replace(subject, first_subject(&self.page, clause.clone()));
        let range = trimmed(&self.page, clause.clone());
        let all = self.page.tokens.get(range.clone()).unwrap_or_default();
        let words = all.iter().filter(|token| token.kind != Kind::Mark).count();
        // "rejected by Spain" says all.
        let passive = words + 1 == SHORTEST && all.iter().any(|token| token.lower == "by");
        if words < SHORTEST && !passive {
            return Vec::new();
        }
        let from = clause.start.max(range.start.saturating_sub(1))..range.end;
        let mut cues = findings(&self.page, from, sentence.tokens.start);
        let condition = self.condition(range.clone(), sentence);
        let strong_condition = condition.as_ref().filter(|(_, sure)| *sure >= 70);
        // What another is to do under a condition is that condition, not its act.
        let promised =
            condition.as_ref().and_then(|(condition, _)| self.promised(range.clone(), sentence, condition));
        if let (Some(promised), Some((condition, _))) = (promised, &condition) {
            let inside = |cue: &Finding| {
                let start = self.page.tokens.get(cue.words.start).map_or(0, |token| token.start);
                start >= condition.passage.start && start < condition.passage.end
            };
            if cues.iter().all(|cue| inside(cue) || cue.sure < ENOUGH) {
                cues = vec![promised];
            }
        }
        let cues = cues;
        let free = ungoverned(&self.page, &cues);
        let mut drafts = Vec::new();
        let best = free.iter().map(|cue| boosted(cue, strong_condition.is_some())).max_by_key(|cue| cue.sure);
        // `max_by_key` takes the last of equals; the list is surest first, so look from its end.
        let best = free
            .iter()
            .map(|cue| boosted(cue, strong_condition.is_some()))
            .find(|cue| best.as_ref().is_some_and(|best| best.sure == cue.sure));
        // "would likely be willing to offer": what is foreseen is not done.
        let foreseen = |best: &Finding| {
            cues.iter().any(|cue| {
                cue.stance == Stance::Predicts
                    && cue.kind == CueKind::Phrase
                    && cue.words.end <= best.words.start
                    && cue.words.end + 8 >= best.words.start
            })
        };
        let best = best
            .map(|best| if foreseen(&best) { Finding { stance: Stance::Predicts, ..best } } else { best });
        let best = best.map(|best| match continues(&self.page, &clause, &best) {
            true => Finding { subject: before, ..best },
            false => best,
        });
        if let Some(Finding { subject: named @ Subject::Named(_), .. }) = &best {
            subject.clone_from(named);
        }
        let thought = |best: &Finding| best.hypothetical.is_some() && best.sure >= THOUGHT + ENOUGH / 5;
        match best.filter(|best| best.sure >= ENOUGH || thought(best)) {
            Some(best) => {
                drafts.extend(self.draft(range.clone(), sentence, &best, article, found).map(|draft| {
                    Draft { because: reasons(self, &best, &cues, condition.as_ref()), ..draft }
                }));
                // "denounced the proposal to ...": the proposal is a statement of its own.
                if matches!(best.stance, Stance::Rejects | Stance::Accepts | Stance::Defers | Stance::Denies)
                    && let Some(noun) = cues.iter().find(|cue| {
                        cue.kind == CueKind::Noun
                            && cue.words.start > best.words.start
                            && cue.words.len() > 1
                            && range.end > cue.words.end + 3
                    })
                {
                    let from = noun.words.start;
                    drafts.extend(self.draft(from..range.end, sentence, noun, article, found));
                }
            }
            None => {
                let finding =
                    strong_condition.filter(|_| self.names_a_party(range.clone())).map(|(condition, _)| {
                        (self.bargain(range.clone()), "condition", condition.marker.clone())
                    });
                let finding = finding.or_else(|| {
                    self.claim(range.clone(), sentence).map(|finding| (finding, "speech", String::new()))
                });
                if let Some((finding, rule, words)) = finding {
                    drafts.extend(self.draft(range, sentence, &finding, article, found).map(|draft| Draft {
                        because: vec![Reason { rule: rule.to_owned(), words }],
                        ..draft
                    }));
                }
            }
        }
        drafts
    }

    pub(super) fn names_a_party(&self, range: Range<usize>) -> bool {
        self.page.mentions_in(&range).iter().any(|mention| !self.page.names.instrument[mention.named])
    }

    /// The condition of a clause, with how sure its words are.
    fn condition(&self, range: Range<usize>, sentence: &Sentence) -> Option<(Condition, i32)> {
        let mut best: Option<(usize, usize, usize)> = None;
        for at in range.clone() {
            if let Some((marker, end)) = self.page.marker_at(at) {
                let sure = self.page.rules.markers.get(marker).map_or(0, |marker| marker.sure);
                let better = best.is_none_or(|(other, ..)| {
                    self.page.rules.markers.get(other).map_or(0, |marker| marker.sure) < sure
                });
                if better {
                    best = Some((marker, at, end));
                }
            }
        }
        let (marker, start, words) = best?;
        let rule = self.page.rules.markers.get(marker)?;
        // A condition at the head of its sentence ends with the comma after it.
        let head = start <= sentence.tokens.start + 2;
        let comma =
            (words..range.end).find(|at| self.page.tokens.get(*at).is_some_and(|token| token.is(',')));
        let end = comma.filter(|_| head).unwrap_or(range.end);
        let first = self.page.tokens.get(start)?;
        let last = self.page.tokens.get(end.checked_sub(1)?)?;
        let passage = self.anchor(first.start, last.end)?;
        let marker = self.words(start..words);
        Some((Condition { kind: rule.kind, marker, passage }, i32::from(rule.sure)))
    }

    fn anchor(&self, start: usize, end: usize) -> Option<Anchor> {
        let passage = self.scalars.passage(start, end)?;
        Some(Anchor { start, end, sha256: passage_hash(passage) })
    }

    fn words(&self, range: Range<usize>) -> String {
        let Some((first, last)) = range.end.checked_sub(1).and_then(|last| {
            self.page.tokens.get(range.start).zip(self.page.tokens.get(last)).filter(|_| last >= range.start)
        }) else {
            return String::new();
        };
        fold(self.scalars.passage(first.start, last.end).unwrap_or_default())
    }

    fn draft(
        &self,
        range: Range<usize>,
        sentence: &Sentence,
        finding: &Finding,
        article: &Article,
        found: &[Found],
    ) -> Option<Draft> {
        let (first, last) =
            (self.page.tokens.get(range.start)?, self.page.tokens.get(range.end.checked_sub(1)?)?);
        let passage = self.anchor(first.start, last.end)?;
        let mut around = self.told_in(sentence);
        around.retain(|told| most_of(&range, &told.tokens));
        around.sort_by_key(|told| (told.relayed, std::cmp::Reverse(told.tokens.len()), told.by.start));
        let around = nested(around);
        let chain = self.chain(article, &around);
        let speaker = around.last().map(|told| &told.speaker);
        let speaks_for = speaker.and_then(|speaker| speaker.speaks_for);
        let named = |at: usize| self.page.names.named[at].clone();
        let quoted = around.iter().any(|told| told.quoted);
        let own = match &finding.subject {
            Subject::Named(all) => speaks_for.is_some_and(|own| all.contains(&own)),
            // "Spain said it rejected": in reported speech, most likely Spain.
            Subject::Pronoun => speaker.is_some() && !quoted,
            Subject::Speaker => true,
            Subject::Somebody => false,
            // "Spain said that a toll is a red line": whoever says so draws it.
            Subject::Nobody if finding.kind == CueKind::Noun => {
                (finding.words.start.saturating_sub(3)..finding.words.start).any(|at| is_be(&self.page, at))
            }
            Subject::Nobody => finding.kind != CueKind::Verb,
        };
        let mut about: Vec<Named> = match &finding.subject {
            Subject::Named(all) => all.iter().map(|at| named(*at)).collect(),
            _ if own => speaks_for.map(named).into_iter().collect(),
            _ => Vec::new(),
        };
        let outsider = speaks_for.is_none() && speaker.is_none_or(|speaker| speaker.named);
        let mut stance = finding.stance;
        let mut sure = finding.sure;
        let mut recommended = false;
        match (finding.kind, finding.modality) {
            (CueKind::Modal, Modality::Duty) => {
                recommended = outsider && finding.subject != Subject::Speaker;
                // What a party's own voice says that others must do is its own demand.
                if let Some(own) = speaks_for {
                    about = vec![named(own)];
                }
            }
            (CueKind::Modal, Modality::Possible | Modality::Guess) if !own && stance != Stance::Predicts => {
                let named = matches!(finding.subject, Subject::Named(_));
                recommended = outsider && self.advocates.contains(&article.first);
                if speaks_for.is_some() && named {
                    // Another party's guess.
                    stance = Stance::Predicts;
                }
                if !recommended {
                    sure = sure.min(GUESS);
                    if finding.modality == Modality::Guess {
                        stance = Stance::Predicts;
                    }
                    // "would keep the port": of a plan, and of nobody's that is known.
                    let consents = self
                        .page
                        .rules
                        .cues
                        .iter()
                        .any(|cue| cue.id == finding.rule && cue.kind == CueKind::Verb);
                    if !consents && finding.rule != "condition" {
                        about.clear();
                    }
                }
            }
            (CueKind::Verb, Modality::Future | Modality::Possible | Modality::Guess)
                if !own && finding.subject != Subject::Nobody && decides(stance) =>
            {
                stance = Stance::Predicts;
                sure = sure.min(FORESEEN);
            }
            _ => {}
        }
        let mut names: Vec<Named> = Vec::new();
        for mention in self.page.mentions_in(&range) {
            let each = &self.page.names.named[mention.named];
            if !about.contains(each) && !names.contains(each) {
                names.push(each.clone());
            }
        }
        let spans: Vec<Range<usize>> = found.iter().map(|found| found.start..found.end).collect();
        let (said, said_from) = self.said(range.clone(), sentence, &around, found, article, finding);
        let condition = self.condition(range.clone(), sentence).map(|(condition, _)| condition);
        let strength = self.words(finding.words.clone());
        Some(Draft {
            passage,
            chain,
            stance,
            quoted,
            recommended,
            about,
            names,
            issues: self.issues.candidates(self.page.tokens.get(range.clone()).unwrap_or_default()),
            said,
            said_from,
            condition,
            numbers: numbers(self.page.tokens, range, &spans),
            because: vec![Reason { rule: finding.rule.clone(), words: strength.clone() }],
            strength,
            sure: u8::try_from(sure.clamp(0, 100)).unwrap_or(0),
        })
    }
}

fn boosted(cue: &Finding, condition: bool) -> Finding {
    Finding { sure: cue.sure + if condition && cue.hypothetical.is_none() { 15 } else { 0 }, ..cue.clone() }
}

/// The chosen cue first, then others that agree with it, then the condition.
fn reasons(
    drafting: &Drafting<'_>,
    best: &Finding,
    cues: &[Finding],
    condition: Option<&(Condition, i32)>,
) -> Vec<Reason> {
    let reason = |finding: &Finding| Reason {
        rule: finding.rule.clone(),
        words: drafting.words(finding.words.clone()),
    };
    let mut reasons = vec![reason(best)];
    let others = cues.iter().filter(|cue| cue.sure >= ENOUGH && cue.words != best.words).map(reason);
    for other in others {
        if !reasons.contains(&other) {
            reasons.push(other);
        }
    }
    if let Some(words) = &best.hypothetical {
        reasons.push(Reason { rule: "hypothetical".to_owned(), words: drafting.words(words.clone()) });
    }
    if let Some((condition, _)) = condition {
        let rule = match condition.kind {
            ConditionKind::OnlyIf => "condition: only-if",
            ConditionKind::If => "condition: if",
        };
        reasons.push(Reason { rule: rule.to_owned(), words: condition.marker.clone() });
    }
    reasons
}

/// Stances that a verb in the future only foretells.
fn decides(stance: Stance) -> bool {
    matches!(
        stance,
        Stance::Rejects
            | Stance::Accepts
            | Stance::Offers
            | Stance::Demands
            | Stance::Proposes
            | Stance::Withdraws
    )
}
