//! Packages are judged in several draws side by side: every figure against what
//! the definitions give draw by draw, for numbers of packages and of draws that
//! fill no block, just one, and more.

use detente_case::package::Package;
use detente_robust::answers::{Request, answers};
use detente_robust::draw::{Method, REPLICATES, Source};
use detente_robust::model::{Draw, Model, World};
use detente_settle::budget::Budget;

use crate::support::{alone, answered, case};

/// Units in one share, as they are summed.
const ONE: u64 = 1 << 30;

/// Parties that weigh issues of so many options by ranges, with no-deal values around `bar`.
fn text(sizes: &[usize], parties: usize, bar: usize, cap: &str) -> String {
    let mut out = String::from("detente = 1\n[case]\ntitle = \"Columns\"\n");
    for party in 0..parties {
        out += &format!("[parties.p{party}]\nname = \"P{party}\"\n");
    }
    for (issue, &size) in sizes.iter().enumerate() {
        out += &format!("[issues.i{issue}]\ntitle = \"I{issue}\"\nno-deal = \"o0\"\n");
        for option in 0..size {
            out += &format!("options.o{option} = \"O{option}\"\n");
        }
    }
    for party in 0..parties {
        let from = bar + party;
        out += &format!("[preferences.p{party}]\nbecause = \"Made up.\"\n{cap}");
        out +=
            &format!("no-deal = {{ low = {from}, high = {} }}\n[preferences.p{party}.weights]\n", from + 9);
        for issue in 0..sizes.len() {
            let low = 10 + (issue * 17 + party * 29) % 40;
            out += &format!("i{issue} = {{ low = {low}, high = {} }}\n", low + 15);
        }
        for (issue, &size) in sizes.iter().enumerate() {
            out += &format!("[preferences.p{party}.values.i{issue}]\n");
            for option in 0..size {
                let low = (option * 37 + issue * 11 + party * 53) % 80;
                out += &format!("o{option} = {{ low = {low}, high = {} }}\n", low + 20);
            }
        }
    }
    out
}

/// Sums over draws, one entry a package.
#[derive(Clone, Debug, Default)]
struct Sums {
    all: u64,
    frontier: u64,
    gain: u64,
    regret: u64,
    worst: u64,
    accepts: Vec<u64>,
    ranks: Vec<Vec<u64>>,
}

fn vector(world: &World<'_>, draw: &Draw, package: &[u16]) -> Vec<i64> {
    let value = |at: usize| -> i64 {
        let coordinate = &draw.valuation.coordinates[at];
        let cells = package.iter().enumerate();
        let sum = cells.map(|(issue, &choice)| coordinate.table[issue][usize::from(choice)]).sum();
        draw.parties[at].cap.map_or(sum, |cap| cap.min(sum))
    };
    (0..world.coordinates.len()).map(value).collect()
}

fn add(world: &World<'_>, draw: &Draw, packages: &[Package], sums: &mut [Sums]) {
    let vectors: Vec<Vec<i64>> = packages.iter().map(|package| vector(world, draw, package)).collect();
    let bars: Vec<i64> = draw.parties.iter().map(|party| party.reservation.expect("a number")).collect();
    let accepts = |at: usize, party: usize| vectors[at][party] >= bars[party];
    let all: Vec<usize> =
        (0..packages.len()).filter(|&at| (0..bars.len()).all(|party| accepts(at, party))).collect();
    let best = |party: usize| all.iter().map(|&at| vectors[at][party]).max().unwrap_or(0);
    let best: Vec<i64> = (0..bars.len()).map(best).collect();
    let share = |at: usize| {
        let shares = (0..bars.len()).filter(|&party| best[party] > bars[party]).map(|party| {
            (vectors[at][party] as f64 - bars[party] as f64) / (best[party] - bars[party]) as f64
        });
        (shares.fold(1.0, f64::min) * ONE as f64) as u64
    };
    let most = all.iter().map(|&at| share(at)).max().unwrap_or(0);
    for (at, sums) in sums.iter_mut().enumerate() {
        let own = &vectors[at];
        let gain = if all.contains(&at) { share(at) } else { 0 };
        sums.all += u64::from(all.contains(&at));
        sums.gain += gain;
        sums.regret += most - gain;
        sums.worst = sums.worst.max(most - gain);
        let beats = |other: &Vec<i64>| other != own && other.iter().zip(own).all(|(other, own)| other >= own);
        let beaten = all.iter().any(|&other| beats(&vectors[other]));
        sums.frontier += u64::from(all.contains(&at) && !beaten);
        for party in 0..bars.len() {
            sums.accepts[party] += u64::from(accepts(at, party));
            sums.ranks[party][vectors.iter().filter(|other| other[party] > own[party]).count()] += 1;
        }
    }
}

fn held_against(text: &str, each: u32, packages: usize) {
    let alternatives = alone(case(text));
    let budget = Budget::default();
    let model = Model::new(&alternatives, 1.0, &budget).expect("a model");
    let world = &model.worlds[0];
    let named: Vec<Package> = world.diagram.packages().collect();
    assert_eq!(named.len(), packages);
    let draws = u64::from(each) * REPLICATES as u64;
    let request = Request {
        seed: 9,
        draws,
        precision: 0.0,
        named: named.clone(),
        ranked: packages,
        ..Request::default()
    };
    let found = answers(&model, &request, &budget).expect("answers");
    assert_eq!(found.draws, draws);
    let parties = world.coordinates.len();
    let none = Sums { accepts: vec![0; parties], ranks: vec![vec![0; packages]; parties], ..Sums::default() };
    let mut sums = vec![none; packages];
    let source = Source::new(Method::Sobol, 9, model.dimensions(), 2 * REPLICATES);
    let (mut point, mut draw) = (Vec::new(), Draw::default());
    for replicate in 0..REPLICATES {
        let mut stream = source.stream(replicate, 0);
        for _ in 0..each {
            stream.next_point(&mut point);
            model.draw(&point, &mut draw);
            add(world, &draw, &named, &mut sums);
        }
    }
    assert_eq!(found.packages.len(), packages);
    for answer in &found.packages {
        let at = named.iter().position(|package| *package == answer.package).expect("a package");
        let share = |count: u64| count as f64 / draws as f64;
        let mean = |sum: u64| sum as f64 / ONE as f64 / draws as f64;
        let (sums, name) = (&sums[at], &answer.package);
        assert_eq!(answer.all.value, share(sums.all), "{name:?}");
        assert_eq!(answer.frontier.value, share(sums.frontier), "{name:?}");
        assert_eq!(answer.gain.value, mean(sums.gain), "{name:?}");
        assert_eq!(answer.regret.value, mean(sums.regret), "{name:?}");
        assert_eq!(answer.worst_regret, sums.worst as f64 / ONE as f64, "{name:?}");
        for party in 0..parties {
            assert_eq!(answer.accepts[party].value, share(sums.accepts[party]), "{name:?}");
            let ranks = answer.ranks[party].acceptability.iter().map(|figure| figure.value);
            assert!(ranks.eq(sums.ranks[party].iter().map(|&count| share(count))), "{name:?}");
        }
    }
}

#[test]
fn any_number_of_draws_is_judged_as_defined() {
    for each in [1, 7, 8, 9, 17] {
        held_against(&text(&[3, 3], 2, 30, ""), each, 8);
    }
}

#[test]
fn any_number_of_packages_is_judged_as_defined() {
    for (sizes, packages) in [(&[2][..], 1), (&[2, 4], 7), (&[9], 8), (&[2, 5], 9), (&[5, 5, 5, 2, 2], 499)] {
        held_against(&text(sizes, 2, 35, ""), 9, packages);
    }
}

#[test]
fn any_number_of_parties_is_judged_as_defined() {
    for parties in [1, 3, 4, 9] {
        held_against(&text(&[3, 4], parties, 15, ""), 11, 11);
    }
    held_against(&text(&[3, 4], 3, 15, "cap = 60\n"), 11, 11);
}

#[test]
fn without_packages_there_is_nothing_to_judge() {
    let found = answered(case(&text(&[2, 2], 2, 120, "")), &Request::default());
    assert!(found.packages.is_empty());
    assert_eq!(found.any_deal.value, 0.0);
}
