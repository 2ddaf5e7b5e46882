//! Puts the parts together: for each clause of each sentence, what it does, who
//! says so, of whom, when, and on what condition.

use std::collections::BTreeMap;
use std::ops::Range;

use detente_case::anchor::{ScalarText, fold, passage_hash};
use detente_case::date::{Date, VagueDate};
use detente_case::model::{Case, Stance};

use super::articles::{Article, articles};
use super::clauses::{clauses, trimmed};
use super::dates::{Found, Reference, dates};
use super::issues::Issues;
use super::layout::{BlockKind, Sentence, blocks, sentences};
use super::lists::{Point, points};
use super::names::{Named, Names};
use super::numbers::numbers;
use super::rules::{ConditionKind, CueKind, Rules};
use super::speech::{Page, Quote, Told, quotes, told};
use super::stances::{ENOUGH, Finding, THOUGHT, findings};
use super::subjects::{Subject, continues, first_subject};
use super::tokens::{Kind, tokens};
use super::{Condition, DateFrom, Document, Draft, Link, LinkKind, Reason};
use crate::quote::Anchor;

/// Fewer words are no statement.
const SHORTEST: usize = 4;

struct Drafting<'p> {
    page: Page<'p>,
    scalars: ScalarText<'p>,
    document: &'p Document<'p>,
    articles: &'p [Article],
    told: Vec<Told>,
    /// Which of them share a token with each sentence, by its first token.
    told_in: BTreeMap<usize, Vec<usize>>,
    quotes: Vec<Quote>,
    issues: Issues,
    last_day: Option<Date>,
    /// The year that a block names, with the block.
    year: Option<(usize, i16)>,
}

/// See [`super::draft`].
pub(super) fn drafts(document: &Document<'_>, rules: &Rules, case: Option<&Case>) -> Vec<Draft> {
    let tokens = tokens(document.text);
    let blocks = blocks(&tokens, rules);
    let sentences = sentences(&tokens, &blocks, rules);
    let names = Names::new(rules, case);
    let mentions = names.mentions(&tokens);
    let cues: Vec<usize> =
        (0..tokens.len()).filter(|at| rules.cue_index.at(&tokens, *at).next().is_some()).collect();
    let page = Page {
        tokens: &tokens,
        blocks: &blocks,
        sentences: &sentences,
        mentions: &mentions,
        cues: &cues,
        names: &names,
        rules,
    };
    let quotes = quotes(&tokens, &blocks);
    let told = told(&page, &quotes);
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
    };
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
        let year = self.year.filter(|(block, _)| *block == sentence.block).map(|(_, year)| year);
        let reference = Reference { article: self.date_of(article), last: self.last_day, year };
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
            self.year = Some((sentence.block, year.year()));
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
    fn article(&self, block: usize) -> Option<&'p Article> {
        let after = self.articles.partition_point(|article| article.first <= block);
        self.articles.get(after.checked_sub(1)?)
    }

    /// What is told in a sentence.
    fn told_in(&self, sentence: &Sentence) -> Vec<&Told> {
        let all = self.told_in.get(&sentence.tokens.start);
        all.into_iter().flatten().filter_map(|at| self.told.get(*at)).collect()
    }

    fn date_of(&self, article: &Article) -> Option<VagueDate> {
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
        if all.iter().filter(|token| token.kind != Kind::Mark).count() < SHORTEST {
            return Vec::new();
        }
        let from = clause.start.max(range.start.saturating_sub(1))..range.end;
        let cues = findings(&self.page, from);
        let condition = self.condition(range.clone(), sentence);
        let strong_condition = condition.as_ref().filter(|(_, sure)| *sure >= 70);
        let mut drafts = Vec::new();
        let best = cues.iter().map(|cue| boosted(cue, strong_condition.is_some())).max_by_key(|cue| cue.sure);
        // `max_by_key` takes the last of equals; the list is surest first, so look from its end.
        let best = cues
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

    /// A clause that is all bargain: "in return for consent, a road through the south".
    fn bargain(&self, range: Range<usize>) -> Finding {
        Finding {
            rule: "condition".to_owned(),
            stance: Stance::Proposes,
            words: range.start..range.start,
            kind: CueKind::Phrase,
            subject: Subject::Nobody,
            sure: 50,
            hypothetical: None,
        }
    }

    /// What somebody else than the author says of a party, or with a number.
    fn claim(&self, range: Range<usize>, sentence: &Sentence) -> Option<Finding> {
        let told = self.told_in(sentence).iter().any(|told| most_of(&range, &told.tokens));
        let words =
            self.page.tokens.get(range.clone())?.iter().filter(|token| token.kind == Kind::Word).count();
        (told && words >= 6 && self.names_a_party(range.clone())).then(|| Finding {
            rule: "speech".to_owned(),
            stance: Stance::Claims,
            words: range.start..range.start,
            kind: CueKind::Phrase,
            subject: Subject::Nobody,
            sure: 35,
            hypothetical: None,
        })
    }

    fn names_a_party(&self, range: Range<usize>) -> bool {
        self.page.mentions_in(&range).iter().any(|mention| !self.page.names.instrument[mention.named])
    }

    /// The condition of a clause, with how sure its words are.
    fn condition(&self, range: Range<usize>, sentence: &Sentence) -> Option<(Condition, i32)> {
        let mut best: Option<(usize, usize, usize)> = None;
        for at in range.clone() {
            if let Some((marker, end)) = self.page.rules.marker_index.longest(self.page.tokens, at) {
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
        around.sort_by_key(|told| (std::cmp::Reverse(told.tokens.len()), told.by.start));
        let chain = self.chain(article, &around);
        let speaker = around.last().map(|told| &told.speaker);
        let speaks_for = speaker.and_then(|speaker| speaker.speaks_for);
        let named = |at: usize| self.page.names.named[at].clone();
        let mut about: Vec<Named> = match &finding.subject {
            Subject::Named(all) => all.iter().map(|at| named(*at)).collect(),
            Subject::Speaker | Subject::Somebody | Subject::Nobody => {
                speaks_for.map(named).into_iter().collect()
            }
        };
        let outsider = speaks_for.is_none() && speaker.is_none_or(|speaker| speaker.named);
        let recommended = finding.kind == CueKind::Modal && outsider;
        // What a party's own voice says that others must do is its own demand.
        if finding.kind == CueKind::Modal
            && let Some(own) = speaks_for
        {
            about = vec![named(own)];
        }
        let mut names: Vec<Named> = Vec::new();
        for mention in self.page.mentions_in(&range) {
            let each = &self.page.names.named[mention.named];
            if !about.contains(each) && !names.contains(each) {
                names.push(each.clone());
            }
        }
        let spans: Vec<Range<usize>> = found.iter().map(|found| found.start..found.end).collect();
        let (said, said_from) = self.said(range.clone(), sentence, &around, found, article);
        let condition = self.condition(range.clone(), sentence).map(|(condition, _)| condition);
        let strength = self.words(finding.words.clone());
        Some(Draft {
            passage,
            chain,
            stance: finding.stance,
            quoted: around.iter().any(|told| told.quoted),
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
            sure: u8::try_from(finding.sure.clamp(0, 100)).unwrap_or(0),
        })
    }

    fn chain(&self, article: &Article, around: &[&Told]) -> Vec<Link> {
        let mut chain = Vec::new();
        let publisher = article.outlet.clone().or_else(|| self.document.publisher.map(str::to_owned));
        chain.extend(publisher.map(|name| Link { name, kind: LinkKind::Publisher, speaks_for: None }));
        let authors = if article.authors.is_empty() { &self.document.authors } else { &article.authors };
        if !authors.is_empty() {
            chain.push(Link { name: authors.join(" and "), kind: LinkKind::Author, speaks_for: None });
        }
        for told in around {
            let speaker = &told.speaker;
            if chain.iter().any(|link| link.name == speaker.name) {
                continue;
            }
            let kind = if speaker.named { LinkKind::Named } else { LinkKind::Unnamed };
            let speaks_for = speaker.speaks_for.map(|at| self.page.names.named[at].clone());
            chain.push(Link { name: speaker.name.clone(), kind, speaks_for });
        }
        chain
    }

    /// The day that the words or the report give, else the article's.
    fn said(
        &self,
        range: Range<usize>,
        sentence: &Sentence,
        around: &[&Told],
        found: &[Found],
        article: &Article,
    ) -> (Option<VagueDate>, DateFrom) {
        let past = |date: &&Found| {
            let limit = self.date_of(article).and_then(|date| date.latest);
            match (date.date.earliest, limit) {
                (Some(earliest), Some(limit)) => earliest <= limit,
                _ => true,
            }
        };
        let quoted = around.iter().any(|told| told.quoted);
        let reporting = around.last().map(|told| told.by.clone());
        let near_report = reporting.as_ref().and_then(|by| {
            let near = |date: &&Found| date.end + 2 >= by.start && date.start <= by.end + 8;
            found.iter().filter(past).find(near)
        });
        let in_words = || {
            let inside =
                found.iter().filter(past).filter(|date| date.start >= range.start && date.end <= range.end);
            let at_head = found
                .iter()
                .filter(past)
                .filter(|date| date.end <= range.start && date.start <= sentence.tokens.start + 3);
            inside.chain(at_head).next()
        };
        let date = near_report.or_else(|| if quoted || reporting.is_some() { None } else { in_words() });
        match date {
            Some(date) => (Some(date.date.clone()), DateFrom::Words),
            None => match self.date_of(article) {
                Some(date) => (Some(date), DateFrom::Article),
                None => (None, DateFrom::Nothing),
            },
        }
    }
}

/// Which of what is told shares a token with each sentence, by its first token.
fn by_sentence(told: &[Told], sentences: &[Sentence]) -> BTreeMap<usize, Vec<usize>> {
    let mut all: BTreeMap<usize, Vec<usize>> = BTreeMap::new();
    for (at, each) in told.iter().enumerate() {
        let first = sentences.partition_point(|sentence| sentence.tokens.end <= each.tokens.start);
        let within = |sentence: &&Sentence| sentence.tokens.start < each.tokens.end;
        for sentence in sentences.iter().skip(first).take_while(within) {
            all.entry(sentence.tokens.start).or_default().push(at);
        }
    }
    all
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

/// Whether more than half of the one lies in the other.
fn most_of(one: &Range<usize>, other: &Range<usize>) -> bool {
    let common = one.end.min(other.end).saturating_sub(one.start.max(other.start));
    common * 2 > one.len()
}
