//! Arrows between boxes.

use std::fmt::Write as _;

use detente_stability::number::number_of;
use detente_stability::paths::Step;

use super::place::{Placed, WIDTH};
use super::{Subject, escaped, maker_name};

/// Okabe and Ito's colours without black and yellow, each to be seen on white and on near black.
const COLORS: [&str; 6] = ["#0072b2", "#d55e00", "#009e73", "#cc79a7", "#e69f00", "#56b4e9"];

/// The colour of a decision maker; its number says who it is where colours repeat.
pub(super) fn color(maker: usize) -> &'static str {
    COLORS[maker % COLORS.len()]
}

/// The heads of arrows.
pub(super) fn markers(out: &mut String, makers: usize) {
    out.push_str("<defs>\n");
    for maker in 0..makers.min(COLORS.len()) {
        let _ = writeln!(
            out,
            "<marker id=\"to{maker}\" viewBox=\"0 0 8 8\" refX=\"8\" refY=\"4\" markerWidth=\"7\" \
             markerHeight=\"7\" orient=\"auto\"><path d=\"M0 0 L8 4 L0 8 z\" fill=\"{}\"/></marker>",
            color(maker)
        );
    }
    out.push_str("</defs>\n");
}

/// One step; `number` spreads arrows of one box over its height.
pub(super) fn arrow(
    out: &mut String,
    subject: Subject<'_>,
    step: &Step,
    [before, after]: [&Placed; 2],
    number: usize,
) {
    let spread =
        |each: &Placed, turn: usize| each.y + 12 + (turn * 13) % each.height.saturating_sub(20).max(1);
    let (start, end) = (spread(before, number), spread(after, number + 3));
    let y = usize::midpoint(start, end);
    let (left, right) = (before.x, before.x + WIDTH);
    let (path, x) = if after.x > before.x {
        let bend = after.x.saturating_sub(right) / 2;
        let to = after.x;
        (
            format!("M{right} {start} C{} {start} {} {end} {to} {end}", right + bend, to - bend),
            usize::midpoint(right, to),
        )
    } else if after.x == before.x {
        let bulge = right + 36 + (number % 5) * 12;
        // A cubic is three quarters of the way to its two equal handles.
        (format!("M{right} {start} C{bulge} {start} {bulge} {end} {right} {end}"), (right + 3 * bulge) / 4)
    } else {
        let to = after.x + WIDTH;
        let bend = left.saturating_sub(to) / 2;
        (
            format!("M{left} {start} C{} {start} {} {end} {to} {end}", left - bend, to + bend),
            usize::midpoint(left, to),
        )
    };
    let mover = step.decision_maker;
    let gains = subject.model.gains(&subject.model.decision_makers()[mover].parties, step.from, step.to);
    let dash = if gains { "" } else { " stroke-dasharray=\"5 4\"" };
    let color = color(mover);
    let [from, to] = [step.from, step.to].map(|state| number_of(subject.case, &subject.model.package(state)));
    let _ = writeln!(
        out,
        "<g><title>{}: from number {from} to number {to}</title><path class=\"arrow\" d=\"{path}\" \
         stroke=\"{color}\"{dash} marker-end=\"url(#to{})\"/><circle class=\"badge\" cx=\"{x}\" cy=\"{y}\" r=\"8\" \
         stroke=\"{color}\"/><text x=\"{x}\" y=\"{}\" text-anchor=\"middle\" font-size=\"10\">{}</text></g>",
        escaped(&maker_name(subject, mover)),
        mover % COLORS.len(),
        y + 4,
        mover + 1,
    );
}
