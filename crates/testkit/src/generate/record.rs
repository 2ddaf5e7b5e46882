//! Voices, events and statements.

use detente_case::model::Stance;

use super::conditions::{self, Scope};
use super::{Dice, Size};
use crate::draft::{Draft, Statement, Voice};

const DECIDING: [Stance; 5] =
    [Stance::Demands, Stance::Proposes, Stance::Offers, Stance::Accepts, Stance::Rejects];
const SILENT: [Stance; 5] =
    [Stance::Signals, Stance::Defers, Stance::Claims, Stance::Denies, Stance::Predicts];

/// Fills in the record.
pub(super) fn fill(dice: &mut Dice, draft: &mut Draft, size: Size) {
    if size.statements == 0 {
        return;
    }
    for at in 0..dice.between(2, 5) {
        draft.voices.push(voice(dice, draft, at));
    }
    for at in 0..dice.below(3) {
        draft.events.push((format!("e{at}"), dice.chance(70).then(|| date(dice))));
    }
    for at in 0..dice.below(3) {
        draft.sources.push((format!("q{at}"), dice.chance(80).then(|| date(dice))));
    }
    // Now and then one party goes back and forth.
    let wavering = dice.chance(15);
    for at in 0..dice.between(1, size.statements) {
        let mut statement = statement(dice, draft, at);
        if let (true, Some(last)) = (wavering, draft.statements.last()) {
            (statement.chain, statement.about) = (last.chain.clone(), last.about.clone());
            if dice.chance(50) {
                statement.stance = Stance::Withdraws;
                statement.answers = vec![last.id.clone()];
                statement.that = None;
                statement.said = last.said.clone();
            }
        }
        draft.statements.push(statement);
    }
}

fn voice(dice: &mut Dice, draft: &Draft, at: usize) -> Voice {
    let speaks_for = dice.chance(75).then(|| dice.pick(&draft.parties).key);
    let mandated = speaks_for.is_some();
    Voice {
        id: format!("v{at}"),
        speaks_for,
        mandate: (
            (mandated && dice.chance(12)).then(|| day(dice)),
            (mandated && dice.chance(12)).then(|| day(dice)),
        ),
        anonymous: dice.chance(10),
        unauthorised: mandated && dice.chance(8),
        carrier: dice.chance(8),
    }
}

fn statement(dice: &mut Dice, draft: &Draft, at: usize) -> Statement {
    let scope = Scope::all(draft);
    let earlier = &draft.statements;
    let stance = match dice.weighted(&[75, 13, if earlier.is_empty() { 0 } else { 12 }]) {
        0 => *dice.pick(&DECIDING),
        1 => *dice.pick(&SILENT),
        _ => Stance::Withdraws,
    };
    let decides = DECIDING.contains(&stance);
    let mut chain: Vec<_> = draft.voices.iter().map(|voice| voice.id.clone()).collect();
    dice.shuffle(&mut chain);
    chain.truncate(1 + dice.weighted(&[75, 18, 7]));
    let mut about: Vec<_> = draft.parties.iter().map(|party| party.key).collect();
    dice.shuffle(&mut about);
    about.truncate(1 + dice.weighted(&[88, 12]));
    // Mostly a party speaks for itself.
    let speaker = chain.last().and_then(|last| draft.voices.iter().find(|voice| voice.id == *last));
    if let Some(party) = speaker.and_then(|voice| voice.speaks_for)
        && dice.chance(75)
    {
        about.retain(|key| *key != party);
        about.insert(0, party);
        about.truncate(1 + dice.weighted(&[90, 10]));
    }
    let mut answers: Vec<_> = earlier.iter().map(|each| each.id.clone()).collect();
    dice.shuffle(&mut answers);
    answers.truncate(if stance == Stance::Withdraws { dice.between(1, 2) } else { dice.weighted(&[85, 15]) });
    let said = (stance, dice.chance(25));
    let with_terms = decides || matches!(said, (Stance::Signals | Stance::Claims, false));
    let condition = |dice: &mut Dice, percent: usize| {
        (with_terms && dice.chance(percent)).then(|| conditions::shallow(dice, scope))
    };
    let about_others = matches!(stance, Stance::Claims | Stance::Denies | Stance::Predicts);
    Statement {
        id: format!("s{at}"),
        said: date(dice),
        known: dice.chance(15).then(|| day(dice)),
        chain,
        about,
        stance,
        that: (about_others && dice.chance(50)).then_some(Stance::Demands),
        only_if: condition(dice, 18),
        if_: condition(dice, 15),
        first: condition(dice, 8),
        terms: with_terms.then(|| conditions::terms(dice, scope)),
        occasion: dice.chance(45).then(|| format!("o{}", dice.below(3))),
        answers,
        firm: decides && dice.chance(15),
        as_read: (0..if decides { dice.weighted(&[88, 9, 3]) } else { 0 })
            .map(|_| conditions::terms(dice, scope))
            .collect(),
        until: dice.chance(12).then(|| match draft.events.is_empty() || dice.chance(50) {
            true => date(dice),
            false => dice.pick(&draft.events).0.clone(),
        }),
        cite: match draft.sources.is_empty() || dice.chance(60) {
            true => Vec::new(),
            false => vec![dice.pick(&draft.sources).0.clone()],
        },
    }
}

/// A day of a few, so that dates collide.
pub(super) fn day(dice: &mut Dice) -> String {
    format!("{}-{}", month(dice), ["01", "02", "15", "28"][dice.below(4)])
}

fn month(dice: &mut Dice) -> String {
    format!("{}-{}", ["2020", "2021"][dice.weighted(&[70, 30])], ["01", "02", "06", "12"][dice.below(4)])
}

/// A date of any vagueness.
fn date(dice: &mut Dice) -> String {
    match dice.weighted(&[55, 15, 5, 8, 9, 4, 4]) {
        0 => day(dice),
        1 => month(dice),
        2 => "2020".to_owned(),
        3 => format!("{}~", month(dice)),
        4 => {
            let (one, other) = (month(dice), month(dice));
            format!("{}/{}", one.as_str().min(&other), one.as_str().max(&other))
        }
        5 => format!("../{}", month(dice)),
        _ => format!("{}/..", month(dice)),
    }
}
