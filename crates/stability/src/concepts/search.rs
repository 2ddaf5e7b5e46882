//! The least that the others can bring about.
//!
//! With a number for each state, least(s) is the least of it over s and what
//! some decision makers can bring about from s. One search backwards finds it,
//! from states in ascending order of the number: the first number that reaches
//! a state is its least.

use detente_case::package::PartyIndex;
use fixedbitset::FixedBitSet;

use crate::model::{Classes, Model, Moves, Place, Places, Rows, State};
use crate::sets::{Steps, Sweep};

/// No number yet.
const UNKNOWN: u32 = u32::MAX;

/// Calls `visit` once with every state and the least of `number` over it and
/// what `movers` can bring about from it. `starts` are the states in ascending
/// order of `number`.
pub(crate) fn least(
    model: &Model,
    movers: &[usize],
    steps: Steps,
    starts: impl Iterator<Item = State>,
    number: impl Fn(State) -> u32,
    visit: impl FnMut(State, u32),
) {
    let is_known = |parties: &[PartyIndex]| parties.iter().all(|&party| model.is_ranked(party));
    if steps == Steps::Improvements {
        // Nobody knows what the others would improve to.
        let movers: Vec<usize> =
            movers.iter().copied().filter(|&at| is_known(&model.decision_makers()[at].parties)).collect();
        if movers.iter().all(|&mover| model.places().has(mover)) {
            return match model.places() {
                Places::Bytes(rows) => by_places(model, rows, &movers, starts, number, visit),
                Places::Words(rows) => by_places(model, rows, &movers, starts, number, visit),
                Places::Longs(rows) => by_places(model, rows, &movers, starts, number, visit),
            };
        }
    }
    by_sweeps(model, movers, steps, starts, number, visit);
}

/// Any steps of anybody.
fn by_sweeps(
    model: &Model,
    movers: &[usize],
    steps: Steps,
    starts: impl Iterator<Item = State>,
    number: impl Fn(State) -> u32,
    mut visit: impl FnMut(State, u32),
) {
    let mut labelled = FixedBitSet::with_capacity(model.states());
    let mut sweeps: Vec<Sweep<'_>> = movers.iter().map(|&mover| Sweep::new(model, mover, steps)).collect();
    let mut open: Vec<State> = Vec::new();
    for start in starts {
        if labelled.put(start as usize) {
            continue;
        }
        let number = number(start);
        visit(start, number);
        open.push(start);
        while let Some(state) = open.pop() {
            for sweep in &mut sweeps {
                sweep.each_before(state, |before| {
                    if !labelled.put(before as usize) {
                        visit(before, number);
                        open.push(before);
                    }
                });
            }
        }
    }
}

/// Whose improvements are followed.
struct Mover<'m, T> {
    moves: &'m Moves,
    /// Where its places are in a row.
    column: usize,
    /// How many members of each class have been visited: those of the lowest ranks.
    done: Vec<T>,
}

/// Improvements of single parties whose moves can be taken back: from a class,
/// to a state, lead those members that stand below it, and they lie together.
fn by_places<T: Place>(
    model: &Model,
    rows: &Rows<T>,
    movers: &[usize],
    starts: impl Iterator<Item = State>,
    number: impl Fn(State) -> u32,
    mut visit: impl FnMut(State, u32),
) {
    let mover = |&at: &usize| {
        let (moves, column) = (model.moves_of(at), rows.column(at)?);
        Some(Mover { moves, column, done: vec![T::zero(); moves.classes()] })
    };
    let mut movers: Vec<Mover<'_, T>> = movers.iter().filter_map(mover).collect();
    // Most visits find a state that is labelled already; the bits stay in a cache.
    let mut labelled = FixedBitSet::with_capacity(model.states());
    // With the first place of its row: to read it early brings the row into a cache.
    let with_first = |state: State| (state, rows.of_state(state).first().copied().unwrap_or(T::zero()));
    let mut open: Vec<(State, T)> = Vec::new();
    for start in starts {
        if labelled.put(start as usize) {
            continue;
        }
        let number = number(start);
        visit(start, number);
        open.clear();
        open.push(with_first(start));
        let mut next = 0;
        // First in, first out: what is looked at next is known long before.
        while let Some(&(state, first)) = open.get(next) {
            next += 1;
            let row = rows.of_state(state);
            for Mover { moves, column, done } in &mut movers {
                let place = if *column == 0 { first } else { row[*column] };
                let class = moves.class(state);
                let done = &mut done[class];
                if *done < place {
                    for &before in &moves.members(class)[done.as_()..place.as_()] {
                        if !labelled.put(before as usize) {
                            visit(before, number);
                            open.push(with_first(before));
                        }
                    }
                    *done = place;
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

    use super::{by_sweeps, least};
    use crate::model::{Limits, Model, Places, State};
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

    /// Places and sweeps find the same, whatever the width of places.
    #[test]
    fn places_of_every_width_find_what_sweeps_find() {
        for (options, bytes) in [([3, 4], 1), ([9, 4], 2), ([17, 2], 4)] {
            let model = model(options);
            let width = match model.places() {
                Places::Bytes(_) => 1,
                Places::Words(_) => 2,
                Places::Longs(_) => 4,
            };
            assert_eq!(width, bytes);
            for (party, other) in [(0, 1), (1, 0)] {
                let ranks = model.ranks(party).expect("ranks");
                let rank = |state: State| ranks.of[state as usize];
                let mut found = [vec![u32::MAX; model.states()], vec![u32::MAX; model.states()]];
                let starts = || ranks.ascending().states.into_iter();
                let [one, two] = &mut found;
                let steps = Steps::Improvements;
                least(&model, &[other], steps, starts(), rank, |state, least| one[state as usize] = least);
                by_sweeps(&model, &[other], steps, starts(), rank, |state, least| {
                    two[state as usize] = least
                });
                assert!(found[0] == found[1] && !found[0].contains(&u32::MAX));
            }
        }
    }
}
