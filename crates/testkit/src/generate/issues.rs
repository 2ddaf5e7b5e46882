//! Issues of every kind.

use super::conditions::{self, Scope};
use super::{Dice, Size};
use crate::draft::{Domain, Draft, Issue, IssueOption, Number};

pub(super) fn issues(dice: &mut Dice, size: Size) -> Vec<Issue> {
    let budget = [6, 24, 80, 300, size.packages][dice.weighted(&[10, 25, 35, 20, 10])].min(size.packages);
    let wanted = dice.between(2, size.issues);
    let mut draft = Draft::default();
    let mut packages = 1;
    let mut all_have_no_deal = dice.chance(75);
    for key in 0..wanted {
        let left = budget / packages;
        if left < 2 {
            break;
        }
        let domain = domain(dice, left);
        let mut issue = Issue { key, id: format!("i{key}"), domain, when: None, no_deal: None };
        packages *= issue.picks().len();
        if key > 0 && dice.chance(25) {
            issue.when = Some(conditions::shallow(dice, Scope::all(&draft)));
        }
        if all_have_no_deal || issue.when.is_some() || dice.chance(60) {
            issue.no_deal = Some(dice.pick(&issue.picks()).clone());
        }
        all_have_no_deal &= issue.no_deal.is_some();
        draft.issues.push(issue);
    }
    if dice.chance(40) {
        dice.shuffle(&mut draft.issues);
    }
    draft.issues
}

/// A domain of at most `most` choices, `most` being at least 2.
fn domain(dice: &mut Dice, most: usize) -> Domain {
    match dice.weighted(&[50, 25, 25]) {
        1 => {
            let bits = usize::from(most >= 4) + usize::from(most >= 8 && dice.chance(40));
            Domain::AnyOf(options(1 + bits, false))
        }
        2 => {
            let (none, unknown) = (most > 2 && dice.chance(40), most > 3 && dice.chance(30));
            let beside = usize::from(none) + usize::from(unknown);
            let count = dice.between(1 + usize::from(beside == 0), (most - beside).min(5));
            let from =
                *dice.pick(&[Number::whole(-2), Number(0), Number::whole(1), Number(5), Number::whole(1000)]);
            let step = *dice.pick(&[Number::whole(1), Number(5), Number::whole(2), Number::whole(50)]);
            Domain::Numbers { from, step, count, none, unknown }
        }
        _ => {
            let with_none = dice.chance(30);
            Domain::OneOf(options(dice.between(2, most.min(4)), with_none))
        }
    }
}

fn options(count: usize, with_none: bool) -> Vec<IssueOption> {
    let id = |key| if key == 0 && with_none { "none".to_owned() } else { format!("o{key}") };
    (0..count).map(|key| IssueOption { key, id: id(key) }).collect()
}
