//! Draws from a vague case, timed inside the process on one thread.
//!
//! `draws frontiers SEED DRAWS` generates two parties and ten issues of four
//! options, makes so many draws of it as `detente robust` does, and computes as
//! many frontiers with the packages behind each point by themselves.
//! `draws packages SEED DRAWS` writes a generated case of 500 packages as JSON,
//! `{"case": ..., ...}`, with what all draws of it took and every share that they
//! gave, for another program to do the same.

use std::process::ExitCode;

use detente_bench::cases::read;
use detente_bench::draw::Draw as Dice;
use detente_bench::process::{peak_kib, processor_seconds};
use detente_case::package::{Choice, Package};
use detente_robust::answers::{Concept, Figure, Request, answers};
use detente_robust::draw::{Method, REPLICATES, Source};
use detente_robust::model::{Alternative, Draw, Model};
use detente_settle::budget::Budget;
use detente_settle::frontier::{Request as Frontier, frontier};
use detente_space::control::Control;
use serde_json::{Value, json};

fn main() -> ExitCode {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    let number = |at: usize| arguments.get(at).and_then(|text| text.parse::<u64>().ok());
    let found = match (arguments.first().map(String::as_str), number(1), number(2)) {
        (Some("frontiers"), Some(seed), Some(draws)) => frontiers(seed, draws),
        (Some("packages"), Some(seed), Some(draws)) => packages(seed, draws),
        _ => {
            eprintln!("draws frontiers|packages SEED DRAWS");
            return ExitCode::FAILURE;
        }
    };
    println!("{found}");
    ExitCode::SUCCESS
}

/// The numbers of a case: by party, ranges of weights, of values and of no agreement.
struct Numbers {
    sizes: Vec<usize>,
    weights: Vec<Vec<[usize; 2]>>,
    values: Vec<Vec<Vec<[usize; 2]>>>,
    bars: Vec<[usize; 2]>,
}

impl Numbers {
    fn new(sizes: &[usize], seed: u64) -> Self {
        let mut dice = Dice::new(seed);
        let mut range = |least: usize, most: usize, width: usize| {
            let low = dice.between(least, most - width);
            [low, low + dice.between(width / 2, width)]
        };
        let weights: Vec<Vec<_>> =
            (0..2).map(|_| sizes.iter().map(|_| range(10, 100, 40)).collect()).collect();
        let values: Vec<Vec<Vec<_>>> = (0..2)
            .map(|_| sizes.iter().map(|&size| (0..size).map(|_| range(0, 100, 40)).collect()).collect())
            .collect();
        let bars: Vec<_> = (0..2).map(|_| range(35, 65, 20)).collect();
        Self { sizes: sizes.to_vec(), weights, values, bars }
    }

    fn text(&self) -> String {
        let mut out = String::from("detente = 1\n[case]\ntitle = \"Generated\"\n");
        for party in 0..2 {
            out += &format!("[parties.p{party}]\nname = \"P{party}\"\n");
        }
        for (issue, &size) in self.sizes.iter().enumerate() {
            out += &format!("[issues.i{issue}]\ntitle = \"I{issue}\"\nno-deal = \"o0\"\n");
            for option in 0..size {
                out += &format!("options.o{option} = \"O{option}\"\n");
            }
        }
        let range = |[low, high]: [usize; 2]| format!("{{ low = {low}, high = {high} }}");
        for party in 0..2 {
            out += &format!(
                "[preferences.p{party}]\nbecause = \"drawn\"\nno-deal = {}\n",
                range(self.bars[party])
            );
            out += &format!("[preferences.p{party}.weights]\n");
            for (issue, &weight) in self.weights[party].iter().enumerate() {
                out += &format!("i{issue} = {}\n", range(weight));
            }
            for (issue, values) in self.values[party].iter().enumerate() {
                out += &format!("[preferences.p{party}.values.i{issue}]\n");
                for (option, &value) in values.iter().enumerate() {
                    out += &format!("o{option} = {}\n", range(value));
                }
            }
        }
        out
    }

    fn alternatives(&self) -> Vec<Alternative> {
        vec![Alternative { name: "generated".to_owned(), case: read(self.text()), weight: 1.0 }]
    }
}

fn frontiers(seed: u64, draws: u64) -> Value {
    let alternatives = Numbers::new(&[4; 10], seed).alternatives();
    let budget = Budget::default();
    let model = Model::new(&alternatives, 1.0, &budget).expect("a model");
    let request = Request { seed, draws, precision: 0.0, ..Request::default() };
    let began = processor_seconds();
    let found = answers(&model, &request, &budget).expect("answers");
    let all = processor_seconds() - began;

    let source = Source::new(Method::Sobol, seed, model.dimensions(), REPLICATES);
    let (mut point, mut draw) = (Vec::new(), Draw::default());
    let world = &model.worlds[0];
    let (mut alone, mut points) = (0.0, 0);
    for replicate in 0..REPLICATES {
        let mut stream = source.stream(replicate, 0);
        let mut asked = Vec::new();
        for _ in 0..found.draws / REPLICATES as u64 {
            stream.next_point(&mut point);
            model.draw(&point, &mut draw);
            let floors = vec![draw.parties.iter().map(|party| party.reservation).collect()];
            asked.push((draw.valuation.clone(), Frontier { floors, ..Frontier::default() }));
        }
        let began = processor_seconds();
        for (valuation, request) in &asked {
            points += frontier(&world.diagram, valuation, request, &Control::unlimited()).points.len();
        }
        alone += processor_seconds() - began;
    }
    json!({
        "draws": found.draws, "unknowns": found.unknowns, "packages": found.packages.len(),
        "seconds": all, "frontiers": alone, "points": points as f64 / found.draws as f64,
        "peak_kib": peak_kib(),
    })
}

fn packages(seed: u64, draws: u64) -> Value {
    let numbers = Numbers::new(&[5, 5, 5, 2, 2], seed);
    let alternatives = numbers.alternatives();
    let budget = Budget::default();
    let model = Model::new(&alternatives, 1.0, &budget).expect("a model");
    let named: Vec<Package> = model.worlds[0].diagram.packages().collect();
    let request =
        Request { seed, draws, precision: 0.0, named, candidates: 0, ranked: 0, ..Request::default() };
    let began = processor_seconds();
    let found = answers(&model, &request, &budget).expect("answers");
    let seconds = processor_seconds() - began;
    let figure = |figure: Figure| json!([figure.value, figure.error]);
    let rows: Vec<Value> = found
        .packages
        .iter()
        .map(|answer| {
            let choices: Vec<Choice> = answer.package.clone();
            json!({
                "package": choices, "all": figure(answer.all),
                "accepts": answer.accepts.iter().map(|&each| figure(each)).collect::<Vec<_>>(),
                "frontier": figure(answer.frontier),
                "concepts": Concept::ALL.iter().zip(answer.concepts)
                    .map(|(_, each)| figure(each)).collect::<Vec<_>>(),
                "gain": figure(answer.gain), "regret": figure(answer.regret), "worst": answer.worst_regret,
            })
        })
        .collect();
    json!({
        "case": {
            "sizes": numbers.sizes, "weights": numbers.weights, "values": numbers.values, "bars": numbers.bars,
        },
        "draws": found.draws, "seconds": seconds, "peak_kib": peak_kib(),
        "any_deal": figure(found.any_deal), "packages": rows,
    })
}
