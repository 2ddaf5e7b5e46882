//! Explanations of what is defined for two decision makers of one party each.

use super::{Deterring, Explanation, Improvement, Sanction, Who};
use crate::concepts::{Anticipation, at_once};
use crate::foresight::Foresight;
use crate::model::{Model, State};
use crate::paths::Step;

impl Explanation {
    /// Explains a verdict under limited moves: what is expected after each move. At most
    /// `most` moves are told of, and one after which something better is expected, if there
    /// is one; those come first.
    #[must_use]
    pub fn limited(
        model: &Model,
        anticipation: &Anticipation,
        decision_maker: usize,
        state: State,
        most: usize,
    ) -> Self {
        let improvement = |to: State| {
            let (course, gains) = anticipation.course(decision_maker, state, to);
            let mut from = to;
            let mut expected = Vec::with_capacity(course.len());
            for (mover, to) in course {
                expected.push(Deterring { who: Who::DecisionMaker(mover), from, to });
                from = to;
            }
            let sanction = (!gains).then(|| sanction(model, decision_maker, expected.clone(), from));
            let steps = vec![Step { decision_maker, from: state, to }];
            Improvement { steps, to, sanction, expected }
        };
        let all = model.moves(decision_maker, state).into_iter().map(improvement).collect();
        Self::of_two(model, Foresight::Limited(anticipation.horizon()), decision_maker, state, all, most)
    }

    /// Explains a verdict by simultaneity: what comes of each improvement if the other
    /// makes one of its own at the same time. Of many improvements as many are told
    /// of as [`Self::limited`] tells moves.
    #[must_use]
    pub fn simultaneous(model: &Model, decision_maker: usize, state: State, most: usize) -> Self {
        let other = 1 - decision_maker.min(1);
        let answers = model.improvements(other, state);
        let parties = &model.decision_makers()[decision_maker].parties;
        let improvement = |to: State| {
            let both = |&answer: &State| at_once(model, state, to, answer);
            let deters = answers.iter().filter_map(both).find(|&both| !model.gains(parties, state, both));
            let sanction = deters.map(|both| {
                let step = Deterring { who: Who::DecisionMaker(other), from: to, to: both };
                sanction(model, decision_maker, vec![step], both)
            });
            let steps = vec![Step { decision_maker, from: state, to }];
            Improvement { steps, to, sanction, expected: Vec::new() }
        };
        let all = model.improvements(decision_maker, state).into_iter().map(improvement).collect();
        Self::of_two(model, Foresight::Simultaneous, decision_maker, state, all, most)
    }

    fn of_two(
        model: &Model,
        foresight: Foresight,
        decision_maker: usize,
        state: State,
        mut all: Vec<Improvement>,
        most: usize,
    ) -> Self {
        let undeterred = all.iter().filter(|each| each.sanction.is_none()).count();
        let told = all.len().min(most.max(usize::from(undeterred > 0)));
        let left_out = all.len() - told;
        if left_out > 0 {
            all.sort_by_key(|each| (each.sanction.is_some(), each.to));
            all.truncate(told);
            all.sort_by_key(|each| each.to);
        }
        Self {
            who: Who::DecisionMaker(decision_maker),
            parties: model.decision_makers()[decision_maker].parties.clone(),
            foresight,
            joint: false,
            state,
            improvements: all,
            left_out,
            undeterred,
        }
    }
}

/// What deters the only party of a decision maker.
fn sanction(model: &Model, decision_maker: usize, steps: Vec<Deterring>, to: State) -> Sanction {
    let hurts = model.decision_makers()[decision_maker].parties.first().copied().unwrap_or_default();
    Sanction { steps, to, hurts, escapes: 0 }
}
