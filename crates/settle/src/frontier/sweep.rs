//! The forward pass over the layers.

use detente_space::control::Control;
use detente_space::diagram::Diagram;
use detente_space::valuation::Valuation;

use super::bundle::{Bundle, Bundled};
use super::cover::{certify, thin};
use super::floors::{Needs, before, floor_of};
use super::history::History;
use super::hull::tighten;
use super::incumbent;
use super::merge::{Candidate, Origin, Runs};
use super::{Frontier, Point, Request, Status};
use crate::nondominated::sorted::undominated;
use crate::nondominated::vector::Vector;

/// Candidates of one node that are filtered at once; more come in batches.
const BATCH: usize = 1 << 22;

/// Labels shifted between two questions whether to stop.
const PATIENCE: usize = 1 << 12;

/// Labels of a layer that there is room for from the start.
const FEW: usize = 64;

/// What is solved.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Problem<'a> {
    pub(crate) diagram: &'a Diagram,
    pub(crate) valuation: &'a Valuation,
    pub(crate) request: &'a Request,
    pub(crate) control: &'a Control<'a>,
}

impl Problem<'_> {
    /// Number of coordinates.
    pub(crate) fn dimension(&self) -> usize {
        self.valuation.coordinates.len()
    }

    /// Length of a package.
    pub(crate) fn issues(&self) -> usize {
        self.diagram.layers.iter().map(|layer| layer.issue + 1).max().unwrap_or(0)
    }
}

/// The labels of one layer, node by node.
#[derive(Debug)]
pub(crate) struct Level<V> {
    pub(crate) labels: Vec<V>,
    /// Labels of node `n` are `labels[starts[n]..starts[n + 1]]`.
    pub(crate) starts: Vec<usize>,
    /// By node, how far every undominated vector can exceed some label; `None`: not at all.
    pub(crate) errors: Option<Vec<V>>,
}

impl<V> Default for Level<V> {
    fn default() -> Self {
        Level { labels: Vec::new(), starts: Vec::new(), errors: None }
    }
}

impl<V> Level<V> {
    /// No nodes, and room for some.
    fn with_room() -> Self {
        Level { labels: Vec::with_capacity(FEW), starts: Vec::with_capacity(FEW), errors: None }
    }

    /// The labels of a node.
    pub(crate) fn of(&self, node: usize) -> std::ops::Range<usize> {
        self.starts[node]..self.starts[node + 1]
    }
}

/// The forward pass in progress.
struct Sweep<'a, V> {
    problem: Problem<'a>,
    bundles: &'a Bundled<'a, V>,
    needs: Option<Needs<V>>,
    level: Level<V>,
    /// What the next level is made in.
    spare: Level<V>,
    incoming: Incoming,
    history: History,
    held: u64,
    /// Labels shifted since the last question whether to stop.
    work: usize,
    runs: Runs<V>,
    distinct: Vec<V>,
    keep: Vec<bool>,
    thresholds: Vec<V>,
}

/// See [`super::frontier`].
pub(crate) fn run<V: Vector>(
    diagram: &Diagram,
    valuation: &Valuation,
    request: &Request,
    control: &Control<'_>,
) -> Frontier {
    let problem = Problem { diagram, valuation, request, control };
    let dimension = problem.dimension();
    let nothing = |labels| Frontier { points: Vec::new(), status: Status::Exact, labels };
    if diagram.is_empty() {
        return nothing(0);
    }
    let mut root = Level::with_room();
    root.labels.push(V::build(dimension, |_| 0));
    root.starts.extend([0, 1]);
    let bundles = Bundled::new(problem);
    let mut sweep = Sweep {
        problem,
        bundles: &bundles,
        needs: Needs::new(&problem, &bundles),
        level: root,
        spare: Level::with_room(),
        incoming: Incoming::default(),
        history: History::new(diagram.layers.len()),
        held: 1,
        work: PATIENCE + 1,
        runs: Runs::new(),
        distinct: Vec::new(),
        keep: Vec::new(),
        thresholds: Vec::new(),
    };
    for layer in 0..diagram.layers.len() {
        if !sweep.step(layer) {
            return incumbent::best_so_far(&problem, &sweep.level, &sweep.history, layer, sweep.held);
        }
        if sweep.level.labels.is_empty() {
            // Every package that meets the floors lies within the errors of some label: there is none.
            return nothing(sweep.held);
        }
    }
    sweep.finish()
}

impl<V: Vector> Sweep<'_, V> {
    /// From the labels of a layer to those of the next; false, with nothing changed, when told to stop.
    fn step(&mut self, layer: usize) -> bool {
        let problem = self.problem;
        let diagram = problem.diagram;
        let children = diagram.layers.get(layer + 1).map_or(diagram.terminals.len(), |next| next.nodes());
        let bundles = self.bundles.of(layer);
        let mut incoming = std::mem::take(&mut self.incoming);
        incoming.group(&bundles, children);
        let max_labels = problem.request.max_labels.clamp(1, 1 << 31);
        let share = (max_labels / 2 / children.max(1)).max(1);
        let mut next = std::mem::take(&mut self.spare);
        next.labels.clear();
        next.starts.clear();
        next.starts.push(0);
        next.errors = self.level.errors.as_ref().map(|_| Vec::with_capacity(children));
        let mut unthinned = 0;
        for child in 0..children {
            if self.work > PATIENCE {
                self.work = 0;
                if problem.control.is_stopped() {
                    self.history.abandon();
                    return false;
                }
            }
            self.runs.clear();
            let mut batch = BATCH;
            let mut error: Option<V> = None;
            for &position in incoming.of(child) {
                let bundle = &bundles[position as usize];
                if self.extend(layer, bundle, position)
                    && let Some(errors) = &self.level.errors
                {
                    let new = &errors[bundle.from as usize];
                    error = Some(error.map_or_else(
                        || new.clone(),
                        |mut error| {
                            error.raise(new);
                            error
                        },
                    ));
                }
                if self.runs.candidates.len() > batch && self.runs.count() > 1 {
                    if problem.control.is_stopped() {
                        self.history.abandon();
                        return false;
                    }
                    self.collapse();
                    batch = BATCH.max(2 * self.runs.candidates.len());
                }
            }
            self.collapse();
            settle(&self.runs, &mut next.labels, &mut self.history);
            next.starts.push(next.labels.len());
            if let Some(errors) = &mut next.errors {
                errors.push(error.unwrap_or_else(|| V::build(problem.dimension(), |_| 0)));
            }
            if next.labels.len() > max_labels {
                self.thin(&mut next, unthinned, share);
                unthinned = child + 1;
            }
        }
        self.held += next.labels.len() as u64;
        self.spare = std::mem::replace(&mut self.level, next);
        self.incoming = incoming;
        self.history.close();
        true
    }

    /// Adds the run that comes in by a bundle; whether it has any candidate.
    fn extend(&mut self, layer: usize, bundle: &Bundle<V>, position: u32) -> bool {
        let from = bundle.from as usize;
        let range = self.level.of(from);
        let labels = self.level.labels[range.clone()].iter().zip(range.start as u32..);
        let candidate = |(label, parent): (&V, u32)| Candidate {
            vector: label.plus(&bundle.gain),
            origin: Origin { parent, bundle: position },
        };
        let candidates = &mut self.runs.candidates;
        if let Some(needs) = &self.needs {
            let error = self.level.errors.as_ref().map(|errors| errors[from].coordinates());
            self.thresholds.clear();
            self.thresholds.extend(needs.at(layer + 1, bundle.child as usize).iter().map(|need| {
                V::build(self.problem.dimension(), |p| {
                    let own = before(need.coordinates()[p], bundle.gain.coordinates()[p]);
                    error.map_or(own, |error| before(own, error[p]))
                })
            }));
            let thresholds = &self.thresholds;
            let admitted = |label: &V| thresholds.iter().any(|threshold| label.covers(threshold));
            candidates.extend(labels.filter(|(label, _)| admitted(label)).map(candidate));
        } else {
            candidates.extend(labels.map(candidate));
        }
        self.work += 1 + self.level.of(from).len();
        self.runs.end_run()
    }

    /// Merges the runs into one without dominated vectors.
    fn collapse(&mut self) {
        let dimension = self.problem.dimension();
        if self.runs.count() < 2 {
            return;
        }
        self.runs.merge(dimension);
        if dimension == 2 {
            return;
        }
        let candidates = &mut self.runs.candidates;
        self.distinct.clear();
        self.distinct
            .extend(candidates.chunk_by(|a, b| a.vector == b.vector).map(|group| group[0].vector.clone()));
        undominated(&self.distinct, dimension, &mut self.keep);
        let (distinct, keep) = (&self.distinct, &self.keep);
        let mut group = 0;
        candidates.retain(|candidate| {
            if candidate.vector != distinct[group] {
                group += 1;
            }
            keep[group]
        });
        self.runs.shrink_to_one();
    }

    /// Thins the labels of the nodes from `first` on.
    fn thin(&mut self, next: &mut Level<V>, first: usize, share: usize) {
        let dimension = self.problem.dimension();
        let nodes = next.starts.len() - 1;
        let errors = next.errors.get_or_insert_with(|| vec![V::build(dimension, |_| 0); nodes]);
        // Once there are errors, nodes not yet reached get theirs as they come.
        let start = next.starts[first];
        let mut keep = Vec::with_capacity(next.labels.len() - start);
        for (error, range) in errors.iter_mut().zip(next.starts.windows(2)).skip(first) {
            let (marks, loss) = thin(&next.labels[range[0]..range[1]], dimension, share);
            keep.extend(marks);
            *error = error.plus(&loss);
        }
        let mut kept = start;
        for node in first..nodes {
            let range = next.starts[node] - start..next.starts[node + 1] - start;
            next.starts[node] = kept;
            kept += keep[range].iter().filter(|&&mark| mark).count();
        }
        next.starts[nodes] = kept;
        let mut position = 0;
        next.labels.retain(|_| {
            position += 1;
            position <= start || keep[position - 1 - start]
        });
        self.history.retain_from(start, &keep);
    }

    /// From the labels at the terminals to the answer.
    fn finish(mut self) -> Frontier {
        let Problem { diagram, request, .. } = self.problem;
        let dimension = self.problem.dimension();
        let mut epsilon: Option<V> = None;
        let mut targets = Vec::new();
        self.runs.clear();
        for terminal in 0..diagram.terminals.len() {
            let floor: V = floor_of(request, dimension, terminal);
            let error = self.level.errors.as_ref().map(|errors| &errors[terminal]);
            for position in self.level.of(terminal) {
                let vector = &self.level.labels[position];
                if vector.covers(&floor) {
                    let origin = Origin { parent: position as u32, bundle: terminal as u32 };
                    self.runs.candidates.push(Candidate { vector: vector.clone(), origin });
                } else if let Some(error) = error {
                    targets.push(vector.plus(error));
                }
            }
            self.runs.end_run();
            if let Some(error) = error
                && !self.level.of(terminal).is_empty()
            {
                epsilon.get_or_insert_with(|| V::build(dimension, |_| 0)).raise(error);
            }
        }
        self.collapse();
        let mut vectors = Vec::new();
        settle(&self.runs, &mut vectors, &mut self.history);
        if let (true, Some(error)) = (vectors.is_empty(), &self.level.errors)
            && !targets.is_empty()
        {
            let upper = incumbent::upper(&self.level.labels, &self.level.starts, Some(error), dimension);
            return Frontier { points: Vec::new(), status: Status::Stopped { upper }, labels: self.held };
        }
        if let Some(epsilon) = &mut epsilon {
            certify(&vectors, targets, epsilon);
        }
        let max_points = request.max_points.max(1);
        if vectors.len() > max_points {
            let (keep, loss) = thin(&vectors, dimension, max_points);
            self.history.retain_from(0, &keep);
            let mut marks = keep.iter();
            vectors.retain(|_| marks.next().is_some_and(|&mark| mark));
            epsilon = Some(epsilon.map_or(loss.clone(), |epsilon| epsilon.plus(&loss)));
        }
        if let Some(epsilon) = &mut epsilon
            && dimension == 2
        {
            tighten(&self.problem, &vectors, least_floors(&self.problem), epsilon);
        }
        self.history.close();
        let resolved = self.history.resolve(&self.problem, self.bundles);
        let points = vectors
            .iter()
            .zip(resolved)
            .map(|(vector, (packages, witness))| Point {
                vector: vector.coordinates().to_vec(),
                packages,
                witness,
            })
            .collect();
        let status = match epsilon {
            Some(epsilon) if epsilon.coordinates().iter().any(|&own| own > 0) => {
                Status::Cover { epsilon: epsilon.coordinates().to_vec() }
            }
            _ => Status::Exact,
        };
        Frontier { points, status, labels: self.held }
    }
}

/// The least floor of any terminal in each of two coordinates, where every terminal has one.
fn least_floors(problem: &Problem<'_>) -> [Option<i64>; 2] {
    let terminals = 0..problem.diagram.terminals.len();
    let floors = terminals.map(|terminal| floor_of::<[i64; 2]>(problem.request, 2, terminal));
    let least = floors.reduce(|a, b| [a[0].min(b[0]), a[1].min(b[1])]).unwrap_or([i64::MIN; 2]);
    least.map(|floor| (floor > i64::MIN).then_some(floor))
}

/// Turns one run of candidates into labels, equal vectors into one.
fn settle<V: Vector>(runs: &Runs<V>, labels: &mut Vec<V>, history: &mut History) {
    let first = labels.len();
    labels.reserve(runs.candidates.len());
    history.reserve(runs.candidates.len());
    for candidate in &runs.candidates {
        if labels.len() > first && labels.last() == Some(&candidate.vector) {
            history.push_also(candidate.origin);
        } else {
            labels.push(candidate.vector.clone());
            history.push(candidate.origin);
        }
    }
}

/// Positions of bundles grouped by child.
#[derive(Debug, Default)]
struct Incoming {
    /// Where the group of each child begins, and where the last ends.
    starts: Vec<usize>,
    positions: Vec<u32>,
}

impl Incoming {
    /// Those of `bundles`, whose children are below `children`, in place of what was there.
    fn group<V>(&mut self, bundles: &[Bundle<V>], children: usize) {
        let Self { starts, positions } = self;
        starts.clear();
        starts.resize(children + 2, 0);
        for bundle in bundles {
            starts[bundle.child as usize + 2] += 1;
        }
        for child in 1..=children {
            starts[child + 1] += starts[child];
        }
        positions.clear();
        positions.resize(bundles.len(), 0);
        // While they are filled in, the start of a child's group is where its next position goes,
        // one place further on; in the end that is where the next group starts.
        for (bundle, position) in bundles.iter().zip(0..) {
            let place = &mut starts[bundle.child as usize + 1];
            positions[*place] = position;
            *place += 1;
        }
    }

    /// The group of a child.
    fn of(&self, child: usize) -> &[u32] {
        &self.positions[self.starts[child]..self.starts[child + 1]]
    }
}
