//! From a case to the diagram of its packages.
//!
//! The issues are put into an order that keeps few formulas open at a time.
//! Then the layers are built from the root down: a node is what remains of the
//! formulas after the choices above it, and nodes at which the same remains are
//! one. A pass back up drops dead ends and merges what turns out equal.

mod conjunction;
mod estimate;
mod layers;
mod narrow;
mod order;
mod plan;
mod problem;
pub(crate) mod reduce;
mod states;
mod store;
mod sum;
mod translate;

use std::fmt;

use detente_case::formula::Formula;
use detente_case::model::Case;
use detente_case::package::IssueIndex;
use num_bigint::BigUint;

use self::layers::Expansion;
use self::narrow::Narrowing;
use self::plan::Plan;
use self::problem::Problem;
use self::store::Store;
use self::translate::{Classes, Translator};
use crate::control::Control;
use crate::diagram::Diagram;

/// What is asked of the compiler beyond the case's own rules.
#[derive(Clone, Copy, Debug, Default)]
pub struct Request<'a> {
    /// Conditions that every package must meet.
    pub hard: &'a [Formula],
    /// Conditions whose truth decides values: an arc reports where they become
    /// true, and then they are forgotten.
    pub tracked: &'a [Formula],
    /// Conditions whose truth is remembered to the terminals. Each may double
    /// the width; better few.
    pub split: &'a [Formula],
}

/// How large a diagram may grow while it is built.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Limits {
    /// Most nodes on all layers together, before dead ends are dropped.
    pub max_nodes: usize,
    /// Most arcs on all layers together, before dead ends are dropped; each takes 12 bytes.
    pub max_arcs: usize,
}

impl Default for Limits {
    /// About one gigabyte of memory.
    fn default() -> Self {
        Self { max_nodes: 4_000_000, max_arcs: 40_000_000 }
    }
}

/// Why there is no diagram.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Stopped {
    /// [`Limits::max_nodes`] was reached.
    Nodes {
        /// Layers finished.
        layer: usize,
        /// Layers in all.
        layers: usize,
    },
    /// [`Limits::max_arcs`] was reached.
    Arcs {
        /// Layers finished.
        layer: usize,
        /// Layers in all.
        layers: usize,
    },
    /// The control said so.
    Cancelled,
}

impl fmt::Display for Stopped {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Nodes { layer, layers } => {
                write!(formatter, "the node limit was reached after {layer} of {layers} issues")
            }
            Self::Arcs { layer, layers } => {
                write!(formatter, "the arc limit was reached after {layer} of {layers} issues")
            }
            Self::Cancelled => formatter.write_str("stopped on request"),
        }
    }
}

impl std::error::Error for Stopped {}

/// Two diagrams that hold the packages between them.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Bounded {
    /// Every package of the exact diagram, and perhaps others that the formulas
    /// exclude. It knows nothing of tracked and split formulas, nor of issues
    /// that do not arise: one effect, one terminal.
    pub relaxed: Diagram,
    /// Some packages of the exact diagram, none other, effects and terminals as there.
    pub restricted: Diagram,
}

impl Bounded {
    /// The least and the greatest number of packages that there can be.
    #[must_use]
    pub fn count(&self) -> (BigUint, BigUint) {
        (self.restricted.count(), self.relaxed.count())
    }
}

/// Compiles the packages of a case that its rules allow and that meet the request.
///
/// A package is allowed if every rule holds and every issue that does not arise
/// sits at its no-deal choice, as [`Case::is_allowed`] says. Conditions under
/// which issues arise must not be circular; the reader of cases sees to that.
///
/// # Errors
///
/// [`Stopped`] where a limit is reached or the control says so.
pub fn compile(
    case: &Case,
    request: &Request<'_>,
    limits: &Limits,
    control: &Control<'_>,
) -> Result<Diagram, Stopped> {
    Compiler::new(case, request).run(limits, control, Narrowing::None)
}

/// Compiles in two diagrams of at most `limits.max_nodes` nodes each, however
/// many nodes the exact diagram has: a lower and an upper bound on the packages.
///
/// # Errors
///
/// [`Stopped::Cancelled`] where the control says so, [`Stopped::Arcs`] where
/// even narrow layers have too many arcs.
pub fn compile_bounded(
    case: &Case,
    request: &Request<'_>,
    limits: &Limits,
    control: &Control<'_>,
) -> Result<Bounded, Stopped> {
    let compiler = Compiler::new(case, request);
    let width = (limits.max_nodes / (case.issues.len() + 1)).max(1);
    let relaxed = compiler.run(limits, control, Narrowing::Relax { width })?;
    let restricted = compiler.run(limits, control, Narrowing::Restrict { width })?;
    Ok(Bounded { relaxed, restricted })
}

/// All that is decided before the first layer.
struct Compiler<'a> {
    problem: Problem<'a>,
    classes: Classes,
    order: Vec<IssueIndex>,
    position: Vec<u32>,
}

impl<'a> Compiler<'a> {
    fn new(case: &'a Case, request: &Request<'a>) -> Self {
        let problem = Problem::new(case, request);
        let classes = Classes::new(&problem.choices, problem.formulas());
        let order = order::choose(&problem);
        let mut position = vec![0; order.len()];
        order.iter().zip(0..).for_each(|(&issue, at)| position[issue] = at);
        Self { problem, classes, order, position }
    }

    fn run(&self, limits: &Limits, control: &Control<'_>, narrowing: Narrowing) -> Result<Diagram, Stopped> {
        let mut store = Store::new(self.order.iter().map(|&issue| self.classes.count[issue]).collect());
        let translator = Translator { position: &self.position, classes: &self.classes };
        let remember = !matches!(narrowing, Narrowing::Relax { .. });
        let plan = Plan::new(&self.problem, &translator, &self.order, &mut store, remember);
        if plan.contradiction {
            return Ok(Diagram::default());
        }
        let expansion =
            Expansion { plan: &plan, classes: &self.classes, order: &self.order, limits, control, narrowing };
        Ok(reduce::reduce(expansion.run(&mut store)?))
    }
}
