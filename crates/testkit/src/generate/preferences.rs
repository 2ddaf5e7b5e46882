//! Preferences of every form.

use super::conditions::{self, Scope};
use super::{Dice, Size};
use crate::draft::{
    Domain, Draft, Form, Issue, IssueKey, Levels, NoDeal, Number, Pick, Preference, Span, Weights,
};

pub(super) fn preference(dice: &mut Dice, draft: &Draft, party: usize, size: Size) -> Option<Preference> {
    if dice.chance(10) {
        return None;
    }
    let scope = Scope::all(draft);
    let form = match dice.weighted(&[78, 10, 5, 7]) {
        0 => values(dice, draft, size.vague),
        1 => Form::Priorities((0..dice.between(1, 5)).map(|_| conditions::priority(dice, scope)).collect()),
        2 => {
            let group =
                |dice: &mut Dice| (0..dice.between(1, 2)).map(|_| conditions::terms(dice, scope)).collect();
            Form::Ranking((0..dice.between(1, 4)).map(|_| group(dice)).collect())
        }
        _ => Form::Unknown,
    };
    let valued = matches!(form, Form::Values { .. });
    let adjust = if valued { dice.weighted(&[55, 30, 15]) } else { 0 };
    let adjust = (0..adjust).map(|_| (conditions::shallow(dice, scope), span(dice, -20, 20, size.vague)));
    let adjust = adjust.collect();
    let key = draft.parties[party].key;
    let of_party: Vec<_> = draft
        .statements
        .iter()
        .filter(|each| each.about.contains(&key))
        .map(|each| each.id.clone())
        .collect();
    let red_lines = (0..dice.weighted(&[50, 30, 20])).map(|_| {
        let rests_on =
            if of_party.is_empty() || dice.chance(50) { vec![] } else { vec![dice.pick(&of_party).clone()] };
        (conditions::terms(dice, scope), rests_on)
    });
    let red_lines = red_lines.collect();
    let capped = matches!(form, Form::Values { cap: Some(_), .. });
    let no_deal = no_deal(dice, draft, valued, size.vague, capped && size.vague);
    Some(Preference { form, no_deal, adjust, red_lines })
}

/// A cap and vague numbers together are compared with numbers alone: whether a
/// capped value reaches another capped value over a region is no longer settled
/// at the region's extreme points.
fn no_deal(dice: &mut Dice, draft: &Draft, valued: bool, vague: bool, numbers_only: bool) -> NoDeal {
    if numbers_only {
        return NoDeal::Value(span(dice, 0, 80, true));
    }
    match dice.weighted(&[25, 5, if valued { 45 } else { 0 }, 15, if vague || !valued { 10 } else { 0 }]) {
        0 => NoDeal::Unsaid,
        1 => NoDeal::Nothing,
        2 => NoDeal::Value(span(dice, 0, 80, vague)),
        3 => NoDeal::Package(choices(dice, draft)),
        _ => {
            let at_least = dice.chance(70).then(|| choices(dice, draft));
            let below = (at_least.is_none() || dice.chance(60)).then(|| choices(dice, draft));
            NoDeal::Between { at_least, below }
        }
    }
}

/// A package by its choices, those of no agreement left out at times.
fn choices(dice: &mut Dice, draft: &Draft) -> Vec<(IssueKey, Pick)> {
    let package = conditions::package(dice, draft);
    let given = draft.issues.iter().filter(|issue| {
        let same = issue.no_deal.as_ref() == Some(package.of(issue.key));
        !(same && (dice.chance(50) || !package.arises(draft, issue.key)))
    });
    given.map(|issue| (issue.key, package.of(issue.key).clone())).collect()
}

fn values(dice: &mut Dice, draft: &Draft, vague: bool) -> Form {
    let scale = dice.chance(8).then(|| *dice.pick(&[Number::whole(1), Number::whole(3), Number::whole(100)]));
    let cap = dice.chance(8).then(|| Number::whole(*dice.pick(&[20, 50, 90])));
    let keys: Vec<_> = draft.issues.iter().map(|issue| issue.key).collect();
    let weights = match dice.weighted(&if vague { [60, 20, 20] } else { [100, 0, 0] }) {
        0 => {
            let mut spans: Vec<_> = keys.into_iter().map(|key| (key, weight(dice, vague))).collect();
            if spans.iter().all(|(_, span)| span.high == Number(0)) {
                spans[0].1 = Span::exactly(Number::whole(5));
            }
            Weights::Numbers(spans)
        }
        1 => Weights::Order(dice.groups(keys)),
        _ => Weights::Unsaid,
    };
    // Without a sum of weights to divide by, `scale` goes with numbers.
    let scale = scale.filter(|_| matches!(weights, Weights::Numbers(_)));
    let mut levels: Vec<_> =
        draft.issues.iter().map(|issue| (issue.key, levels(dice, issue, vague, scale.is_some()))).collect();
    if dice.chance(30) {
        dice.shuffle(&mut levels);
    }
    Form::Values { weights, levels, scale, cap }
}

fn weight(dice: &mut Dice, vague: bool) -> Span {
    let weight = |dice: &mut Dice| Number(*dice.pick(&[0, 5, 10, 10, 20, 30, 45, 70]));
    let one = weight(dice);
    if !vague || dice.chance(60) {
        return Span::exactly(one);
    }
    let other = weight(dice);
    Span { low: one.min(other), mode: None, high: one.max(other) }
}

fn levels(dice: &mut Dice, issue: &Issue, vague: bool, scaled: bool) -> Levels {
    let picks = issue.picks();
    if let Domain::Numbers { from, step, count, none, unknown } = &issue.domain
        && dice.chance(40)
    {
        let beside = |dice: &mut Dice, there: &bool| there.then(|| span(dice, 0, 100, vague));
        let mut ends = vec![from.plus(Number(-3)), from.plus(step.times(*count))];
        if dice.chance(50) {
            ends.push(from.plus(step.times(dice.below(*count))));
        }
        ends.truncate(dice.between(1, 3));
        let mut points: Vec<_> = ends.into_iter().map(|at| (at, span(dice, 0, 100, vague))).collect();
        if dice.chance(50) {
            points.reverse();
        }
        return Levels::Points { points, none: beside(dice, none), unknown: beside(dice, unknown) };
    }
    // Sets that are left out count as unknown, but not on another tool's scale.
    let may_miss = vague && !scaled && matches!(issue.domain, Domain::AnyOf(_));
    if vague && dice.chance(35) {
        let mut groups = dice.groups(picks);
        if may_miss && groups.len() > 1 && dice.chance(50) {
            groups.pop();
        }
        return Levels::Order(groups);
    }
    let mut table: Vec<_> = picks.into_iter().map(|pick| (pick, span(dice, 0, 100, vague))).collect();
    if may_miss && table.len() > 1 && dice.chance(30) {
        table.remove(dice.below(table.len()));
    }
    Levels::Table(table)
}

/// A number, a range, or a triangle within bounds; coarse, so that ties are common.
fn span(dice: &mut Dice, least: i64, most: i64, vague: bool) -> Span {
    let steps = usize::try_from((most - least) / 10).unwrap_or_default();
    let number = |dice: &mut Dice| {
        let coarse = Number::whole(least).plus(Number::whole(10).times(dice.below(steps + 1)));
        if dice.chance(15) { coarse.plus(Number(5)).min(Number::whole(most)) } else { coarse }
    };
    let mut drawn = [number(dice), number(dice), number(dice)];
    drawn.sort_unstable();
    let [low, mode, high] = drawn;
    match if vague { dice.weighted(&[60, 25, 15]) } else { 0 } {
        0 => Span::exactly(number(dice)),
        1 => Span { low, mode: None, high },
        _ => Span { low, mode: Some(mode), high },
    }
}
