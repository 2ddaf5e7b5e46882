//! Cases on which other tools are known to go wrong, with the answers that the
//! definitions give.

use detente_space::control::Control;
use detente_stability::coalition::{CoalitionStability, Sanctions};
use detente_stability::concepts::{Concept, Stability, simultaneous};
use detente_stability::explain::{Explanation, Who};
use detente_stability::inverse::{Lowered, inverse};
use detente_stability::model::Limits;

use crate::agree::build;
use crate::known::TWO;
use crate::random::read;

fn yes_no(id: &str, party: &str) -> String {
    format!(
        "[issues.{id}]\ntitle = \"T\"\noptions.no = \"N\"\noptions.yes = \"Y\"\nno-deal = \"no\"\ncontrol = [\"{party}\"]\n"
    )
}

/// A sanction may need the same opponent twice: one clears the way, another
/// steps in, the first goes on. Searching with one move for each opponent misses
/// it, and calls a stable state unstable.
#[test]
fn an_opponent_may_move_again_later() {
    let text = format!(
        "{TWO}[parties.third]\nname = \"T\"\n{}{}\
         [issues.road]\ntitle = \"T\"\noptions.shut = \"S\"\noptions.half = \"H\"\noptions.open = \"O\"\nno-deal = \"shut\"\ncontrol = [\"column\"]\n\
         [[rules]]\nid = \"a\"\nkind = \"logic\"\nrequire = \"road = open -> guard = yes\"\n\
         [[rules]]\nid = \"b\"\nkind = \"logic\"\nrequire = \"guard = yes -> road != shut\"\n\
         [preferences.row]\npriorities = [\"road != open\", \"row = yes\"]\n\
         [preferences.column]\nranking = [\"road = open\"]\n[preferences.third]\nranking = [\"guard = yes\"]\n",
        yes_no("row", "row"),
        yes_no("guard", "third"),
    );
    let case = read(&text);
    let model = build(&case).unwrap();
    let start = model.state(&[0, 0, 0]).unwrap();
    let found = Stability::of(&model, &Concept::ALL, &Limits::default(), &Control::unlimited()).unwrap();
    assert_eq!(found.is_stable(0, Concept::Nash, start), Some(false));
    assert_eq!(found.is_stable(0, Concept::GeneralMetarational, start), Some(true));
    let explained =
        Explanation::of(&model, &Who::DecisionMaker(0), &[Concept::GeneralMetarational], start, None, 10)
            .unwrap();
    let sanction = explained[0].improvements[0].sanction.as_ref().unwrap();
    let movers: Vec<Who> = sanction.steps.iter().map(|step| step.who.clone()).collect();
    assert_eq!(movers, [1, 2, 1].map(Who::DecisionMaker), "column, the third party, column again");
}

/// Every improvement must be deterred, not the first alone.
#[test]
fn simultaneity_looks_at_every_improvement() {
    let text = format!(
        "{TWO}[issues.row]\ntitle = \"T\"\noptions.a = \"A\"\noptions.b = \"B\"\noptions.c = \"C\"\nno-deal = \"a\"\ncontrol = [\"row\"]\n{}\
         [preferences.row]\nranking = [\"row = c and column = yes\", \"row = c\", \"row = b and column = no\", \"row = a and column = no\"]\n\
         [preferences.column]\nranking = [\"column = yes\"]\n",
        yes_no("column", "column"),
    );
    let model = build(&read(&text)).unwrap();
    // Both at once from (a, no): going to b is deterred by (b, yes), going to c is not by (c, yes).
    let found = simultaneous(&model, &Limits::default(), &Control::unlimited()).unwrap().unwrap();
    let start = model.state(&[0, 0]).unwrap() as usize;
    assert!(!found[0][start]);
}

/// The escape of a coalition in CSMR is held against the state that was left,
/// not against the improvement or the sanction.
#[test]
fn the_escape_of_a_coalition_is_compared_with_the_state_left() {
    // Row and column act together; the third party sanctions. Ranks of both, the
    // same: start 2, improvement 3, sanction 0, escape 1: better than the
    // sanction and worse than the start, so that the start is stable.
    let text = format!(
        "{TWO}[parties.third]\nname = \"T\"\n\
         [issues.deal]\ntitle = \"T\"\noptions.no = \"N\"\noptions.yes = \"Y\"\nno-deal = \"no\"\njointly = [\"row\", \"column\"]\n{}\
         [preferences.row]\nranking = [\"deal = yes and third = no\", \"deal = no and third = no\", \"deal = no and third = yes\"]\n\
         [preferences.column]\nranking = [\"deal = yes and third = no\", \"deal = no and third = no\", \"deal = no and third = yes\"]\n\
         [preferences.third]\nranking = [\"third = yes\"]\n",
        yes_no("third", "third"),
    );
    let model = build(&read(&text)).unwrap();
    let found = CoalitionStability::of(
        &model,
        vec![vec![0, 1]],
        &Concept::ALL,
        Sanctions::DecisionMakers,
        &Limits::default(),
        &Control::unlimited(),
    )
    .unwrap();
    let verdict = |concept| found.verdicts(0).unwrap().is_stable(concept, 0);
    assert!(!verdict(Concept::Nash) && verdict(Concept::SymmetricMetarational));
}

/// What would make a state hold has to answer every improvement, not the last
/// one alone.
#[test]
fn the_inverse_answers_every_improvement() {
    let text = format!(
        "{TWO}[issues.row]\ntitle = \"T\"\noptions.a = \"A\"\noptions.b = \"B\"\noptions.c = \"C\"\nno-deal = \"a\"\ncontrol = [\"row\"]\n{}\
         [preferences.row]\nranking = [\"row = c\", \"row = b\"]\n[preferences.column]\nranking = [\"column = yes\"]\n",
        yes_no("column", "column"),
    );
    let model = build(&read(&text)).unwrap();
    let state = |row| model.state(&[row, 0]).unwrap();
    let found = inverse(&model, 0, state(0), Concept::Nash, 10, &Limits::default(), &Control::unlimited())
        .unwrap()
        .unwrap();
    let lowered = |row| Lowered { party: 0, state: state(row) };
    assert_eq!(found.changes.found, [vec![lowered(1), lowered(2)]]);
}
