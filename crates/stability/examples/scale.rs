//! How time and memory grow with the number of states: k options of two choices
//! shared out among N decision makers, each with random priorities.
//!
//! `scale [OPTIONS [DECISION-MAKERS [THREADS [IRREVERSIBLE]]]]`: IRREVERSIBLE is
//! how many of each decision maker's options cannot be taken back.
#![expect(clippy::print_stdout, reason = "prints what it measures")]

use std::fmt::Write as _;
use std::time::Instant;

use detente_case::load::{MemoryFiles, load};
use detente_space::control::Control;
use detente_stability::concepts::{Concept, Stability};
use detente_stability::model::{Limits, Model};

fn main() {
    let arguments: Vec<usize> =
        std::env::args().skip(1).filter_map(|argument| argument.parse().ok()).collect();
    let get = |at: usize, default: usize| arguments.get(at).copied().unwrap_or(default);
    let (options, makers, threads, irreversible) = (get(0, 20), get(1, 4), get(2, 1), get(3, 0));
    let loaded = load(&MemoryFiles::of("case.toml", text(options, makers, irreversible)), "case.toml", &[]);
    let Some(case) = loaded.case else {
        println!("{:?}", loaded.diagnostics);
        return;
    };
    let limits = Limits { threads, bytes: 16 << 30, ..Limits::default() };
    // Small models again and again: processor time comes in hundredths of a second.
    let repeats = (1_usize << 20 >> options.min(20)).max(1);
    let (start, before) = (Instant::now(), processor_seconds());
    for _ in 1..repeats {
        let model = Model::build(&case, &limits, &Control::unlimited());
        let found =
            model.map(|model| Stability::of(&model, &Concept::ALL, &limits, &Control::unlimited()).is_ok());
        std::hint::black_box(found.is_ok());
    }
    let model = match Model::build(&case, &limits, &Control::unlimited()) {
        Ok(model) => model,
        Err(error) => {
            println!("{error}");
            return;
        }
    };
    let built = processor_seconds();
    let found = Stability::of(&model, &Concept::ALL, &limits, &Control::unlimited());
    let (wall, after) = (start.elapsed().as_secs_f64(), processor_seconds());
    let equilibria = found.map(|found| Concept::ALL.map(|concept| found.equilibria(concept).count()));
    println!(
        "{options} options x {makers} decision makers, {} states, {threads} threads, {irreversible} irreversible: \
         processor {:.3} s (concepts of the last run {:.2}), {:.0} ns a state, wall {:.3} s, peak {} MB, equilibria {:?}",
        model.states(),
        (after - before) / repeats as f64,
        after - built,
        (after - before) / repeats as f64 * 1e9 / model.states() as f64,
        wall / repeats as f64,
        peak_megabytes(),
        equilibria.map_err(|error| error.to_string()),
    );
}

/// The case as text; the numbers come from a fixed linear congruence.
fn text(options: usize, makers: usize, irreversible: usize) -> String {
    let mut text = String::from("detente = 1\n[case]\ntitle = \"scale\"\nbecause = \"drawn\"\n");
    let mut state = 12_345_u64;
    let mut below = |sides: usize| {
        state = state.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        (state >> 33) as usize % sides
    };
    let write = |text: &mut String, line: String| writeln!(text, "{line}").expect("to memory");
    for maker in 0..makers {
        write(&mut text, format!("[parties.p{maker}]\nname = \"P{maker}\""));
    }
    for option in 0..options {
        let maker = option * makers / options;
        let first = (0..options).find(|at| at * makers / options == maker).unwrap_or(option);
        let moves = if option - first < irreversible { "moves = [\"no -> yes\"]\n" } else { "" };
        write(
            &mut text,
            format!(
                "[issues.o{option}]\ntitle = \"O{option}\"\noptions.no = \"No\"\noptions.yes = \"Yes\"\n\
                 no-deal = \"no\"\ncontrol = [\"p{maker}\"]\n{moves}"
            ),
        );
    }
    for maker in 0..makers {
        let wants: Vec<String> = (0..12)
            .map(|_| {
                let (one, other) = (below(options), below(options));
                let value = ["yes", "no"][below(2)];
                match below(3) {
                    0 => format!("\"o{one} = {value}\""),
                    1 => format!("\"o{one} = {value} and o{other} = yes\""),
                    _ => format!("\"o{one} = {value} or o{other} = no\""),
                }
            })
            .collect();
        write(&mut text, format!("[preferences.p{maker}]\npriorities = [{}]", wants.join(", ")));
    }
    text
}

/// Processor time of this process, from the kernel (hundredths of a second).
fn processor_seconds() -> f64 {
    let stat = std::fs::read_to_string("/proc/self/stat").unwrap_or_default();
    let after_name = stat.rsplit(')').next().unwrap_or_default();
    let fields = after_name.split_whitespace().skip(11).take(2);
    fields.filter_map(|field| field.parse::<f64>().ok()).sum::<f64>() / 100.0
}

fn peak_megabytes() -> u64 {
    let status = std::fs::read_to_string("/proc/self/status").unwrap_or_default();
    let line = status.lines().find_map(|line| line.strip_prefix("VmHWM:")).unwrap_or_default();
    line.split_whitespace().next().and_then(|number| number.parse::<u64>().ok()).unwrap_or(0) / 1024
}
