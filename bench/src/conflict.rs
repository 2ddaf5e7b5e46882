//! Conflicts of any size: options of two choices shared out among decision
//! makers, with random preferences.

use std::fmt::Write;

use crate::draw::Draw;

/// How large a generated conflict is.
#[derive(Clone, Copy, Debug)]
pub struct Conflict {
    /// Options, each to be taken or not: 2^options states.
    pub options: usize,
    /// Decision makers; each has options of its own, as many as the others or one more.
    pub makers: usize,
    /// How they rank the states.
    pub preferences: Preferences,
}

/// How decision makers rank the states.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Preferences {
    /// A dozen statements on one or two options, in order of importance: many ties.
    Priorities,
    /// A weight from 1 to 999 for or against each option: few ties.
    Additive,
}

impl Preferences {
    /// Both.
    pub const ALL: [Self; 2] = [Self::Priorities, Self::Additive];

    /// The name in a table.
    #[must_use]
    pub fn id(self) -> &'static str {
        match self {
            Self::Priorities => "priorities",
            Self::Additive => "additive",
        }
    }
}

const STATEMENTS: usize = 12;

/// The text of the case, all drawn from `seed`. Option `k` belongs to decision
/// maker `k * makers / options`.
#[must_use]
pub fn text(conflict: Conflict, seed: u64) -> String {
    let Conflict { options, makers, preferences } = conflict;
    let mut draw = Draw::new(seed);
    let mut out = String::from("detente = 1\n[case]\ntitle = \"Generated\"\n");
    let mut write = |line: String| writeln!(out, "{line}").expect("writing to memory");
    for maker in 0..makers {
        write(format!("[parties.p{maker}]\nname = \"P{maker}\""));
    }
    for option in 0..options {
        let maker = option * makers / options;
        write(format!(
            "[issues.o{option}]\ntitle = \"O{option}\"\noptions.no = \"No\"\noptions.yes = \"Yes\"\nno-deal = \"no\"\ncontrol = [\"p{maker}\"]"
        ));
    }
    for maker in 0..makers {
        write(format!("[preferences.p{maker}]\nbecause = \"drawn\""));
        match preferences {
            Preferences::Priorities => {
                let wants: Vec<String> = (0..STATEMENTS).map(|_| statement(&mut draw, options)).collect();
                write(format!("priorities = [{}]", wants.join(", ")));
            }
            Preferences::Additive => {
                write(format!("[preferences.p{maker}.weights]"));
                (0..options).for_each(|option| write(format!("o{option} = {}", draw.between(1, 999))));
                write(format!("[preferences.p{maker}.values]"));
                for option in 0..options {
                    let [no, yes] = [[0, 100], [100, 0]][draw.below(2)];
                    write(format!("o{option} = {{ no = {no}, yes = {yes} }}"));
                }
            }
        }
    }
    out
}

fn statement(draw: &mut Draw, options: usize) -> String {
    let (one, other, value) = (draw.below(options), draw.below(options), ["yes", "no"][draw.below(2)]);
    match draw.below(3) {
        0 => format!("\"o{one} = {value}\""),
        1 => format!("\"o{one} = {value} and o{other} = yes\""),
        _ => format!("\"o{one} = {value} or o{other} = no\""),
    }
}
