//! Small and middling work under criterion, for comparing one change with the next.

use criterion::{Criterion, criterion_group, criterion_main};
use detente_bench::cases::{Size, case};
use detente_settle::budget::Budget;
use detente_settle::solve::{Request, solve};
use detente_space::compile::{Limits, Request as Compile, compile};
use detente_space::control::Control;

fn benches(criterion: &mut Criterion) {
    let rules = case(Size { parties: 2, issues: 30, options: 4, rules: 40 }, 1);
    criterion.bench_function("compile 30 issues of 4 under 40 rules", |bencher| {
        bencher.iter(|| compile(&rules, &Compile::default(), &Limits::default(), &Control::unlimited()));
    });
    let small = case(Size { parties: 2, issues: 8, options: 4, rules: 6 }, 1);
    criterion.bench_function("solve 8 issues of 4 under 6 rules", |bencher| {
        bencher.iter(|| solve(&small, &Request { points: true, ..Request::default() }, &Budget::default()));
    });
}

criterion_group!(settle, benches);
criterion_main!(settle);
