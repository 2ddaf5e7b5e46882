//! What a `.gmcr` file says.

use std::collections::BTreeSet;

use detente_syntax::diagnostic::Diagnostic;
use detente_syntax::span::Span;

use crate::codes;
use crate::tree::{Kind, Node};

/// Most options of a model, most decision makers, most conditions of a list.
const MOST: usize = 10_000;

/// A graph model.
#[derive(Clone, Debug)]
pub(super) struct Model {
    /// Options in the order of the file.
    pub(super) options: Vec<Opt>,
    /// Decision makers in the order of the file.
    pub(super) makers: Vec<Maker>,
    /// Conditions that no state meets.
    pub(super) infeasibles: Vec<Condition>,
    /// Whether rankings count rather than statements.
    pub(super) manual: bool,
    /// What the case leaves out.
    pub(super) left_out: Vec<String>,
}

/// An option.
#[derive(Clone, Debug)]
pub(super) struct Opt {
    /// Name.
    pub(super) name: String,
    /// How it may change.
    pub(super) direction: Direction,
    /// The decision maker that controls it.
    pub(super) owner: usize,
}

/// How an option may change.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Direction {
    /// Both ways.
    Both,
    /// Once taken it stays taken.
    Forward,
    /// Once given up it stays given up.
    Back,
}

/// A decision maker.
#[derive(Clone, Debug)]
pub(super) struct Maker {
    /// Name.
    pub(super) name: String,
    /// Options that it controls, in its own order.
    pub(super) options: Vec<usize>,
    /// What it wants, most important first.
    pub(super) statements: Vec<Condition>,
    /// Where the statements stand.
    pub(super) statements_at: Span,
    /// Ordinals of states, best first, ties together, and where it stands.
    pub(super) ranking: Option<(Ordinals, Span)>,
    /// Where the decision maker stands.
    pub(super) span: Span,
}

/// Groups of states by their numbers, each with its place.
pub(super) type Ordinals = Vec<Vec<(u64, Span)>>;

/// Options that are taken (`true`) and not taken, all of them.
pub(super) type Conjunction = Vec<(usize, bool)>;

/// What a state can meet.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Condition {
    /// All of these.
    Simple(Conjunction),
    /// At least one of these.
    Compound(Vec<Conjunction>),
}

impl Condition {
    /// How many options it names, and how many members it has.
    pub(super) fn parts(&self) -> usize {
        match self {
            Self::Simple(literals) => literals.len(),
            Self::Compound(members) => members.iter().map(|member| member.len() + 1).sum(),
        }
    }

    /// Whether a state meets it.
    pub(super) fn holds(&self, takes: impl Fn(usize) -> bool) -> bool {
        let all = |literals: &Conjunction| literals.iter().all(|&(option, taken)| takes(option) == taken);
        match self {
            Self::Simple(literals) => all(literals),
            Self::Compound(members) => members.iter().any(all),
        }
    }
}

/// Reads a model; `None` after an error.
pub(super) fn read(tree: &Node, diagnostics: &mut Vec<Diagnostic>) -> Option<Model> {
    let mut reading = Reading { diagnostics, options: 0 };
    let mut options = Vec::new();
    for node in reading.list(tree, "options")? {
        options.push(reading.option(node)?);
    }
    reading.options = options.len();
    let manual = reading.manual(tree)?;
    let mut makers = Vec::new();
    for node in reading.list(tree, "decisionMakers")? {
        makers.push(reading.maker(node, manual)?);
    }
    let mut infeasibles = Vec::new();
    for node in reading.list(tree, "infeasibles")? {
        infeasibles.push(reading.condition(node)?);
    }
    let options = reading.owned(options, &makers)?;
    let left_out = reading.left_out(tree, &makers)?;
    Some(Model { options, makers, infeasibles, manual, left_out })
}

struct Reading<'d> {
    diagnostics: &'d mut Vec<Diagnostic>,
    /// Number of options.
    options: usize,
}

impl Reading<'_> {
    fn error(&mut self, span: Span, message: impl Into<String>) {
        self.diagnostics.push(Diagnostic::error(codes::GRAPH_MODEL, span, message));
    }

    fn list<'n>(&mut self, of: &'n Node, key: &str) -> Option<&'n [Node]> {
        let Some(node) = of.get(key) else {
            self.error(of.span, format!("there is no list `{key}`"));
            return None;
        };
        let items = self.items(node)?;
        if items.len() > MOST {
            self.error(node.span, format!("`{key}` has {} entries; at most {MOST} are read", items.len()));
            return None;
        }
        Some(items)
    }

    fn items<'n>(&mut self, node: &'n Node) -> Option<&'n [Node]> {
        if node.items().is_none() {
            self.error(node.span, format!("a list is expected here, not {}", node.what()));
        }
        node.items()
    }

    fn name(&mut self, of: &Node) -> Option<String> {
        let name = of.get("name").and_then(Node::scalar);
        if name.is_none() {
            self.error(of.span, "there is no `name`");
        }
        name
    }

    fn option(&mut self, node: &Node) -> Option<(Opt, Span)> {
        let name = self.name(node)?;
        let direction = match node.get("permittedDirection").and_then(Node::text) {
            Some("fwd") => Direction::Forward,
            Some("back") => Direction::Back,
            // Whatever else stands there, gmcr-py takes as both.
            _ => Direction::Both,
        };
        Some((Opt { name, direction, owner: 0 }, node.span))
    }

    /// Whether rankings count; the older spelling is looked for second.
    fn manual(&mut self, tree: &Node) -> Option<bool> {
        let keys = ["useManualPreferenceRanking", "useManualPreferenceVectors"];
        match keys.iter().find_map(|key| tree.get(key)) {
            Some(Node { kind: Kind::Bool(manual), .. }) => Some(*manual),
            Some(node) => {
                self.error(node.span, format!("true or false is expected here, not {}", node.what()));
                None
            }
            None => {
                let [new, old] = keys;
                self.error(tree.span, format!("neither `{new}` nor `{old}` says whether rankings count"));
                None
            }
        }
    }

    fn maker(&mut self, node: &Node, manual: bool) -> Option<Maker> {
        let name = self.name(node)?;
        let mut options = Vec::new();
        for option in self.list(node, "options")? {
            options.push(self.option_index(option)?);
        }
        let (mut statements, mut seen) = (Vec::new(), BTreeSet::new());
        let statements_at = node.get("preferences").map_or(node.span, |node| node.span);
        for statement in self.list(node, "preferences")? {
            let condition = self.condition(statement)?;
            if seen.insert(condition.clone()) {
                statements.push(condition);
            } else {
                self.diagnostics.push(
                    Diagnostic::warning(
                        codes::REPEATED_STATEMENT,
                        statement.span,
                        "a statement stands twice",
                    )
                    .note("gmcr-py passes the second one over, and so does this reading"),
                );
            }
        }
        let stored = ["preferenceRanking", "preferenceVector"].iter().find_map(|key| node.given(key));
        let ranking = match stored {
            Some(stored) => Some((self.ranking(stored)?, stored.span)),
            None if manual => {
                self.error(node.span, format!("`{name}` has no `preferenceRanking`, and rankings count"));
                return None;
            }
            None => None,
        };
        Some(Maker { name, options, statements, statements_at, ranking, span: node.span })
    }

    fn ranking(&mut self, node: &Node) -> Option<Ordinals> {
        let mut groups = Vec::new();
        for entry in self.items(node)? {
            let tied = entry.items().unwrap_or_else(|| std::slice::from_ref(entry));
            let mut group = Vec::new();
            for state in tied {
                let number = state.number().and_then(|text| text.parse::<u64>().ok());
                let Some(number) = number else {
                    self.error(state.span, "a state is given by its number, from 1");
                    return None;
                };
                group.push((number, state.span));
            }
            groups.push(group);
        }
        Some(groups)
    }

    fn option_index(&mut self, node: &Node) -> Option<usize> {
        let index = node.number().and_then(|text| text.parse::<usize>().ok());
        match index.filter(|index| *index < self.options) {
            Some(index) => Some(index),
            None => {
                let last = self.options.saturating_sub(1);
                self.error(node.span, format!("an option is given by its position, from 0 to {last}"));
                None
            }
        }
    }

    /// A conjunction as a list of pairs, or a disjunction of such as a map.
    fn condition(&mut self, node: &Node) -> Option<Condition> {
        if matches!(node.kind, Kind::Map(_)) {
            let mut members = Vec::new();
            for member in self.list(node, "members")? {
                members.push(self.conjunction(member)?);
            }
            return Some(Condition::Compound(members));
        }
        Some(Condition::Simple(self.conjunction(node)?))
    }

    fn conjunction(&mut self, node: &Node) -> Option<Conjunction> {
        let mut literals = Vec::new();
        for pair in self.items(node)? {
            let Some([option, taken]) = pair.items() else {
                self.error(pair.span, "a pair of an option and \"Y\" or \"N\" is expected here");
                return None;
            };
            let option = self.option_index(option)?;
            let taken = match taken.text() {
                Some("Y") => true,
                Some("N") => false,
                _ => {
                    self.error(taken.span, "\"Y\" or \"N\" is expected here");
                    return None;
                }
            };
            literals.push((option, taken));
        }
        Some(literals)
    }

    /// Options with the one decision maker that controls each.
    fn owned(&mut self, options: Vec<(Opt, Span)>, makers: &[Maker]) -> Option<Vec<Opt>> {
        let mut owners: Vec<Vec<usize>> = vec![Vec::new(); options.len()];
        for (at, maker) in makers.iter().enumerate() {
            for &option in &maker.options {
                if let Some(of) = owners.get_mut(option).filter(|of| of.last() != Some(&at)) {
                    of.push(at);
                }
            }
        }
        let mut owned = Vec::new();
        for ((mut option, span), of) in options.into_iter().zip(owners) {
            match of.as_slice() {
                [owner] => {
                    option.owner = *owner;
                    owned.push(option);
                }
                several => {
                    let name = &option.name;
                    let mut diagnostic = Diagnostic::error(
                        codes::OPTION_OWNER,
                        span,
                        match several {
                            [] => format!("no decision maker controls the option `{name}`"),
                            _ => format!("several decision makers control the option `{name}`"),
                        },
                    );
                    for maker in several.iter().filter_map(|at| makers.get(*at)).take(5) {
                        diagnostic = diagnostic.related(maker.span, "it is among the options here");
                    }
                    self.diagnostics.push(diagnostic);
                    return None;
                }
            }
        }
        Some(owned)
    }

    /// Coalitions and misperceptions, which a case does not model.
    fn left_out(&mut self, tree: &Node, makers: &[Maker]) -> Option<Vec<String>> {
        let mut left_out = Vec::new();
        let coalitions = tree.get("coalitions").and_then(Node::items).unwrap_or_default();
        let joint = |node: &&Node| node.items().is_some_and(|members| members.len() > 1);
        if let Some(first) = coalitions.iter().find(joint) {
            let members = first.items().unwrap_or_default().iter().filter_map(Node::number);
            let names =
                members.filter_map(|text| Some(makers.get(text.parse::<usize>().ok()?)?.name.as_str()));
            let names = names.collect::<Vec<_>>().join(", ");
            self.diagnostics.push(
                Diagnostic::warning(
                    codes::NOT_CARRIED,
                    first.span,
                    format!("the coalition of {names} was left out"),
                )
                .note("every party stands for itself in a case"),
            );
            left_out.push(format!("the coalition of {names}"));
        }
        let within = tree.get("decisionMakers").and_then(Node::items).unwrap_or_default();
        let all = std::iter::once(tree).chain(within);
        let mut some = all.filter_map(|node| node.get("misperceptions")).filter(|node| match &node.kind {
            Kind::List(items) => !items.is_empty(),
            Kind::Map(entries) => !entries.is_empty(),
            _ => false,
        });
        if let Some(first) = some.next() {
            self.diagnostics.push(
                Diagnostic::warning(codes::NOT_CARRIED, first.span, "misperceptions were left out")
                    .note("all parties see the same packages in a case"),
            );
            left_out.push("which states a decision maker does not see (misperceptions)".to_owned());
        }
        Some(left_out)
    }
}
