//! The least that the others can bring about.
//!
//! With a number for each state, least(s) is the least of it over s and what
//! some decision makers can bring about from s. By improvements of single
//! parties whose moves can be taken back it is found in rounds (see `rounds`);
//! else by one search backwards, from states in ascending order of the number:
//! the first number that reaches a state is its least.

use fixedbitset::FixedBitSet;

use super::numbers::Numbers;
use super::rounds;
use crate::model::{Classes, Model, State, ascending};
use crate::sets::{Steps, Sweep};

/// No number yet.
const UNKNOWN: u32 = u32::MAX;

/// Visits of each state for each mover after which rounds are given up: most
/// models need fewer than ten.
const VISITS: usize = 32;

/// Lowers each of the `K` numbers of every state to the least over it and what
/// `movers` can bring about from it.
pub(crate) fn lower<const K: usize>(model: &Model, movers: &[usize], steps: Steps, numbers: &mut Numbers<K>) {
    if steps == Steps::Improvements {
        // Nobody knows what the others would improve to.
        let is_known =
            |&at: &usize| model.decision_makers()[at].parties.iter().all(|&party| model.is_ranked(party));
        let movers: Vec<usize> = movers.iter().copied().filter(is_known).collect();
        let most = VISITS.saturating_mul(movers.len()).saturating_mul(model.states());
        if rounds::lower(model, &movers, numbers, most) != rounds::Outcome::Lowered {
            by_sweeps(model, &movers, steps, numbers);
        }
    } else {
        by_sweeps(model, movers, steps, numbers);
    }
}

/// Any steps of anybody. Numbers that are lowered in part already come to the same.
fn by_sweeps<const K: usize>(model: &Model, movers: &[usize], steps: Steps, numbers: &mut Numbers<K>) {
    let mut open: Vec<State> = Vec::new();
    for column in 0..K {
        let number = |state: State| numbers.of(state)[column];
        let levels = model.all().map(number).max().map_or(0, |most| most as usize + 1);
        let starts = ascending(model.all().map(number), levels);
        let mut labelled = FixedBitSet::with_capacity(model.states());
        let mut sweeps: Vec<Sweep<'_>> =
            movers.iter().map(|&mover| Sweep::new(model, mover, steps)).collect();
        for start in starts {
            if labelled.put(start as usize) {
                continue;
            }
            let number = numbers.of(start)[column];
            open.push(start);
            while let Some(state) = open.pop() {
                for sweep in &mut sweeps {
                    sweep.each_before(state, |before| {
                        if !labelled.put(before as usize) {
                            numbers.of_mut(before)[column] = number;
                            open.push(before);
                        }
                    });
                }
            }
        }
    }
}

/// States that some decision makers can move between, where all their moves can
/// be taken back: what they can bring about is the same throughout.
pub(super) struct Components {
    of: Classes,
    count: usize,
}

impl Components {
    /// `None` where some move cannot be taken back.
    pub(super) fn of(model: &Model, movers: &[usize]) -> Option<Self> {
        if movers.iter().any(|&mover| model.moves_of(mover).is_linked()) {
            return None;
        }
        if let Some((of, count)) = model.beyond(movers) {
            return Some(Self { of, count });
        }
        let mut component = vec![UNKNOWN; model.states()];
        let mut sweeps: Vec<Sweep<'_>> =
            movers.iter().map(|&mover| Sweep::new(model, mover, Steps::Moves)).collect();
        let mut open: Vec<State> = Vec::new();
        let mut count = 0;
        for start in model.all() {
            if component[start as usize] != UNKNOWN {
                continue;
            }
            component[start as usize] = count;
            open.push(start);
            while let Some(state) = open.pop() {
                for sweep in &mut sweeps {
                    sweep.each_before(state, |before| {
                        let component = &mut component[before as usize];
                        if *component == UNKNOWN {
                            *component = count;
                            open.push(before);
                        }
                    });
                }
            }
            count += 1;
        }
        Some(Self { of: Classes::Listed(component), count: count as usize })
    }

    /// The least of a number over each component.
    pub(super) fn least(&self, number: impl Fn(State) -> u32) -> Vec<u32> {
        let mut least = vec![UNKNOWN; self.count];
        self.of.each(|state, component| least[component] = number(state).min(least[component]));
        least
    }

    /// The component of a state.
    pub(super) fn component(&self, state: State) -> usize {
        self.of.of(state)
    }
}

#[cfg(test)]
mod tests {
    use detente_case::load::{MemoryFiles, load};
    use detente_space::control::Control;

    use super::{Numbers, VISITS, by_sweeps, rounds};
    use crate::model::{Limits, Model};
    use crate::sets::Steps;

    /// Two parties, so many options each, with priorities that leave ties.
    fn model(options: [usize; 2]) -> Model {
        let mut text = String::from(
            "detente = 1\n[case]\ntitle = \"two\"\nbecause = \"test\"\n[parties.p0]\nname = \"A\"\n[parties.p1]\nname = \"B\"\n",
        );
        for (party, options) in options.into_iter().enumerate() {
            for at in 0..options {
                text += &format!(
                    "[issues.o{party}x{at}]\ntitle = \"O\"\noptions.no = \"N\"\noptions.yes = \"Y\"\nno-deal = \"no\"\ncontrol = [\"p{party}\"]\n"
                );
            }
        }
        for party in 0..2 {
            let wants: Vec<String> = (0..options[party])
                .map(|at| {
                    format!("\"o{party}x{at} = yes -> o{}x{} = no\"", 1 - party, at % options[1 - party])
                })
                .collect();
            text += &format!("[preferences.p{party}]\npriorities = [{}]\n", wants.join(", "));
        }
        let case = load(&MemoryFiles::of("case.toml", text), "case.toml", &[]).case.expect("a case");
        Model::build(&case, &Limits::default(), &Control::unlimited()).expect("a model")
    }

    /// Rounds and sweeps find the same, and sweeps go on from where rounds are given up.
    #[test]
    fn rounds_find_what_sweeps_find() {
        for options in [[3, 4], [6, 6], [9, 4]] {
            let model = model(options);
            for (party, other) in [(0, 1), (1, 0)] {
                let rank = &model.ranks(party).expect("ranks").of;
                let mut numbers = Numbers::<2>::zero(model.states());
                for (state, &rank) in (0..).zip(rank) {
                    *numbers.of_mut(state) = [rank, rank.wrapping_mul(7) % 5];
                }
                let mut swept = numbers.clone();
                by_sweeps(&model, &[other], Steps::Improvements, &mut swept);
                let mut found = numbers.clone();
                let most = VISITS * model.states();
                assert_eq!(rounds::lower(&model, &[other], &mut found, most), rounds::Outcome::Lowered);
                assert!(found == swept && found != numbers);
                let mut given_up = numbers;
                let outcome = rounds::lower(&model, &[other], &mut given_up, model.states() / 2);
                assert_eq!(outcome, rounds::Outcome::GivenUp);
                by_sweeps(&model, &[other], Steps::Improvements, &mut given_up);
                assert!(given_up == swept);
            }
        }
    }
}
