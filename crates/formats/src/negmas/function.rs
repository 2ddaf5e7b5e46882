//! Utility functions as sums: a bias, what each issue adds, and rectangles.

use detente_syntax::diagnostic::Diagnostic;
use detente_syntax::span::Span;
use num_traits::{One, Signed, Zero};

use super::class;
use super::ranges::{self, Rectangle};
use super::space::{Space, SpaceIssue};
use crate::codes;
use crate::notes::Notes;
use crate::rational::{self, Rational};
use crate::tree::{Kind, Node, NotFinite};

/// Most rectangles, or entries of a mapping over several issues.
const MOST: usize = 10_000;

/// What a utility function adds up.
#[derive(Clone, Debug)]
pub(super) struct Sum {
    /// What every package is worth.
    pub(super) bias: Rational,
    /// One an issue.
    pub(super) parts: Vec<Part>,
    /// What packages within a rectangle are worth beyond that.
    pub(super) rectangles: Vec<(Rectangle, Rational)>,
    /// Packages that are worth less than everything.
    pub(super) refused: Vec<Rectangle>,
    /// What the case leaves out.
    pub(super) leaves_out: Vec<String>,
}

/// A weight and a value a choice.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Part {
    /// Weight.
    pub(super) weight: Rational,
    /// Values.
    pub(super) values: Vec<Rational>,
}

impl Sum {
    fn nothing(space: &Space) -> Self {
        let part = |issue: &SpaceIssue| Part {
            weight: rational::whole(1),
            values: vec![Rational::zero(); issue.len()],
        };
        Self {
            bias: Rational::zero(),
            parts: space.issues.iter().map(part).collect(),
            rectangles: Vec::new(),
            refused: Vec::new(),
            leaves_out: Vec::new(),
        }
    }

    /// Adds `times` another sum. Issues to which this adds nothing so far take
    /// weight and values as they are.
    fn add(&mut self, other: Self, times: &Rational) {
        self.bias += other.bias * times;
        for (part, added) in self.parts.iter_mut().zip(other.parts) {
            let nothing = |part: &Part| part.weight.is_zero() || part.values.iter().all(Zero::is_zero);
            if nothing(&added) {
                continue;
            }
            if nothing(part) {
                *part = Part { weight: added.weight * times, values: added.values };
                continue;
            }
            let total = |(old, new): (&Rational, &Rational)| &part.weight * old + &added.weight * times * new;
            part.values = part.values.iter().zip(&added.values).map(total).collect();
            part.weight = rational::whole(1);
        }
        self.rectangles.extend(other.rectangles.into_iter().map(|(rectangle, by)| (rectangle, by * times)));
        self.refused.extend(other.refused);
        self.leaves_out.extend(other.leaves_out);
    }

    /// What a package is worth; `None` where it is worth less than everything.
    pub(super) fn package(&self, package: &[usize]) -> Option<Rational> {
        let holds = |rectangle: &Rectangle| {
            rectangle.iter().all(|(issue, allowed)| {
                package.get(*issue).and_then(|choice| allowed.get(*choice)).copied().unwrap_or(false)
            })
        };
        if self.refused.iter().any(holds) {
            return None;
        }
        let issues = self.parts.iter().zip(package);
        let issues: Rational =
            issues.filter_map(|(part, choice)| Some(part.values.get(*choice)? * &part.weight)).sum();
        let within = self.rectangles.iter().filter(|(rectangle, _)| holds(rectangle));
        Some(&self.bias + issues + within.map(|(_, by)| by).sum::<Rational>())
    }
}

/// Reads functions of one file.
pub(super) struct Reader<'r> {
    pub(super) space: &'r Space,
    pub(super) notes: &'r mut Notes,
    pub(super) diagnostics: &'r mut Vec<Diagnostic>,
    /// How many values of issues may still be looked at.
    pub(super) left: usize,
}

/// Most values of issues that one function looks at, each time counted.
pub(super) const MOST_LOOKS: usize = 20_000_000;

impl Reader<'_> {
    fn refuse(&mut self, span: Span, message: impl Into<String>) {
        self.diagnostics.push(Diagnostic::error(codes::UTILITY_FUNCTION, span, message));
    }

    /// A finite number; `None` after an error.
    pub(super) fn number(&mut self, node: &Node, what: &str) -> Option<Rational> {
        let number = match &node.kind {
            Kind::Bool(value) => Some(rational::whole(i64::from(*value))),
            _ => node.number().and_then(rational::parse),
        };
        if number.is_none() {
            let message = format!("{what} is {}; a finite number is expected", node.what());
            self.diagnostics.push(Diagnostic::error(codes::BAD_VALUE, node.span, message));
        }
        number
    }

    fn number_or(&mut self, of: &Node, key: &str, otherwise: i64) -> Option<Rational> {
        match of.given(key) {
            Some(node) => self.number(node, &format!("`{key}`")),
            None => Some(rational::whole(otherwise)),
        }
    }

    fn list<'n>(&mut self, of: &'n Node, key: &str) -> Option<&'n [Node]> {
        let list = of.get(key).and_then(Node::items);
        if list.is_none() {
            self.refuse(of.span, format!("a {} needs a list `{key}`", class(of)));
        }
        list
    }

    /// A utility function; `None` after an error. Depth is bounded by the tree.
    pub(super) fn function(&mut self, node: &Node) -> Option<Sum> {
        let class = class(node).to_owned();
        let values: usize = self.space.issues.iter().map(SpaceIssue::len).sum();
        match self.left.checked_sub(values) {
            Some(fewer) => self.left = fewer,
            None => {
                let message = "a function is made of too many others to be read";
                self.diagnostics.push(Diagnostic::error(detente_case::codes::TOO_MANY, node.span, message));
                return None;
            }
        }
        match class.as_str() {
            "LinearAdditiveUtilityFunction" | "LinearUtilityAggregationFunction" => self.additive(node),
            "AffineUtilityFunction" | "LinearUtilityFunction" => self.affine(node),
            "ConstUtilityFunction" => {
                let mut sum = Sum::nothing(self.space);
                sum.bias = match node.get("value") {
                    Some(value) => self.number(value, "`value`")?,
                    None => {
                        self.refuse(node.span, "a ConstUtilityFunction needs a `value`");
                        return None;
                    }
                };
                Some(sum)
            }
            "MappingUtilityFunction" => self.mapping(node),
            "HyperRectangleUtilityFunction" | "NonlinearHyperRectangleUtilityFunction" => {
                self.rectangles(node)
            }
            "WeightedUtilityFunction" => {
                let mut sum = Sum::nothing(self.space);
                let functions =
                    self.list(node, "ufuns").or_else(|| node.get("values").and_then(Node::items))?;
                let weights = self.weights(node, functions.len(), 1)?;
                for (function, weight) in functions.iter().zip(weights) {
                    sum.add(self.function(function)?, &weight);
                }
                Some(sum)
            }
            "ExpDiscountedUFun" | "LinDiscountedUFun" | "DiscountedUtilityFunction" => {
                self.discounted(node, &class)
            }
            _ => {
                let message = if class.is_empty() {
                    "a utility function needs a `type`".to_owned()
                } else {
                    format!("a {class} is not read")
                };
                self.refuse(node.get("type").map_or(node.span, |name| name.span), message);
                None
            }
        }
    }

    fn discounted(&mut self, node: &Node, class: &str) -> Option<Sum> {
        let Some(inner) = node.given("ufun") else {
            self.refuse(node.span, format!("a {class} needs the function that it discounts, `ufun`"));
            return None;
        };
        let mut sum = self.function(inner)?;
        let factor = ["discount", "cost"].iter().find_map(|key| Some((*key, node.given(key)?)));
        let said = factor.map_or_else(String::new, |(key, value)| {
            format!(" with a {key} of {}", value.scalar().unwrap_or_default())
        });
        let left_out = format!("its discounting over time ({class}{said})");
        self.diagnostics.push(
            Diagnostic::warning(codes::NOT_CARRIED, node.span, format!("a {class}{said} was left out"))
                .note("values are those at the start of a negotiation"),
        );
        sum.leaves_out.push(left_out);
        Some(sum)
    }

    /// Weights, as a list by position or a map by name.
    fn weights(&mut self, of: &Node, count: usize, otherwise: i64) -> Option<Vec<Rational>> {
        let Some(node) = of.given("weights") else { return Some(vec![rational::whole(otherwise); count]) };
        let mut weights = Vec::new();
        match &node.kind {
            Kind::List(items) => {
                for item in items {
                    weights.push(self.number(item, "a weight")?);
                }
            }
            Kind::Map(_) => {
                let space = self.space;
                for issue in &space.issues {
                    weights.push(match node.get(&issue.name) {
                        Some(item) => self.number(item, "a weight")?,
                        None => rational::whole(1),
                    });
                }
            }
            _ => {}
        }
        if weights.len() != count {
            self.refuse(node.span, format!("there are {} weights and {count} are needed", weights.len()));
            return None;
        }
        Some(weights)
    }

    /// Says so where weights do not sum to 1. Weights of 1 each are what NegMAS
    /// itself takes where none are given; and where values go beyond 1, weights
    /// are well chosen that bring the greatest total down to 1.
    fn weigh(&mut self, parts: &[Part], span: Span) {
        let sum: Rational = parts.iter().map(|part| &part.weight).sum();
        let slack = Rational::one() + rational::ten_to(-6);
        let scaled = parts.iter().flat_map(|part| &part.values).any(|value| *value > Rational::one());
        let most = |part: &Part| part.values.iter().map(|value| value * &part.weight).max();
        let usual = (&sum - Rational::one()).abs() <= rational::ten_to(-6)
            || parts.iter().all(|part| part.weight.is_one())
            || (scaled && parts.iter().filter_map(most).sum::<Rational>() <= slack);
        if usual {
            return;
        }
        self.notes.tell(codes::WEIGHTS_SUM, "sum", || {
            let message = format!("the weights sum to {}, not to 1", rational::shown(&sum));
            Diagnostic::warning(codes::WEIGHTS_SUM, span, message)
                .note("NegMAS takes them as they stand, and so does the case")
        });
    }

    fn affine(&mut self, node: &Node) -> Option<Sum> {
        let mut sum = Sum::nothing(self.space);
        sum.bias = self.number_or(node, "bias", 0)?;
        let space = self.space;
        let count = space.issues.len();
        let mut weights = self.weights(node, count, 1)?;
        if node.given("weights").is_none() {
            let share = rational::whole(i64::try_from(count).unwrap_or(i64::MAX)).recip();
            weights = vec![share; count];
        }
        for ((part, issue), weight) in sum.parts.iter_mut().zip(&space.issues).zip(weights) {
            let Some(numbers) = issue.numbers() else {
                let message = format!(
                    "a {} multiplies values, and those of `{}` are not numbers",
                    class(node),
                    issue.name
                );
                self.diagnostics.push(
                    Diagnostic::error(codes::VALUE_MISMATCH, node.span, message)
                        .related(issue.span, "the issue"),
                );
                return None;
            };
            *part = Part { weight, values: numbers };
        }
        Some(sum)
    }

    fn additive(&mut self, node: &Node) -> Option<Sum> {
        let mut sum = Sum::nothing(self.space);
        sum.bias = self.number_or(node, "bias", 0)?;
        let space = self.space;
        let weights = self.weights(node, space.issues.len(), 1)?;
        let by_name = node.get("values").filter(|values| matches!(values.kind, Kind::Map(_)));
        let functions: Vec<Option<&Node>> = match by_name {
            Some(values) => space.issues.iter().map(|issue| values.get(&issue.name)).collect(),
            None => self.list(node, "values")?.iter().map(Some).collect(),
        };
        if functions.len() != space.issues.len() {
            let message =
                format!("there are {} functions for {} issues", functions.len(), space.issues.len());
            self.refuse(node.get("values").map_or(node.span, |values| values.span), message);
            return None;
        }
        for (((part, issue), weight), function) in
            sum.parts.iter_mut().zip(&space.issues).zip(weights).zip(functions)
        {
            let values = match function {
                Some(function) => self.of_issue(function, issue)?,
                None => self.at_numbers(node.span, issue, Clone::clone)?,
            };
            *part = Part { weight, values };
        }
        if let Some(given) = node.given("weights") {
            self.weigh(&sum.parts, given.span);
        }
        Some(sum)
    }

    /// The value of each choice of an issue.
    fn of_issue(&mut self, node: &Node, issue: &SpaceIssue) -> Option<Vec<Rational>> {
        let class = class(node);
        match class {
            "TableFun" | "" => {
                let table = node.get("mapping").unwrap_or(node);
                self.table(table, issue)
            }
            "AffineFun" | "LinearFun" | "ConstFun" => {
                let slope =
                    if class == "ConstFun" { Rational::zero() } else { self.number_or(node, "slope", 0)? };
                let bias =
                    if class == "LinearFun" { Rational::zero() } else { self.number_or(node, "bias", 0)? };
                if slope.is_zero() {
                    return Some(vec![bias; issue.len()]);
                }
                self.at_numbers(node.span, issue, |number| &slope * number + &bias)
            }
            "IdentityFun" => self.at_numbers(node.span, issue, Clone::clone),
            "QuadraticFun" => {
                let (a2, a1) = (self.number_or(node, "a2", 0)?, self.number_or(node, "a1", 0)?);
                let bias = self.number_or(node, "bias", 0)?;
                self.at_numbers(node.span, issue, |number| (&a2 * number + &a1) * number + &bias)
            }
            "PolynomialFun" => {
                let mut coefficients = Vec::new();
                for node in self.list(node, "coefficients")?.iter().take(MOST_POWERS + 1) {
                    coefficients.push(self.number(node, "a coefficient")?);
                }
                if coefficients.len() > MOST_POWERS {
                    self.refuse(
                        node.span,
                        format!("a polynomial of more than {MOST_POWERS} powers is not read"),
                    );
                    return None;
                }
                let bias = self.number_or(node, "bias", 0)?;
                let value = |number: &Rational| {
                    let powers = coefficients.iter().rev();
                    powers.fold(Rational::zero(), |sum, coefficient| (sum + coefficient) * number) + &bias
                };
                self.at_numbers(node.span, issue, value)
            }
            other => {
                let message = format!("a {other} is not read; tables and polynomials are");
                self.refuse(node.get("type").map_or(node.span, |name| name.span), message);
                None
            }
        }
    }

    fn at_numbers(
        &mut self,
        span: Span,
        issue: &SpaceIssue,
        value: impl Fn(&Rational) -> Rational,
    ) -> Option<Vec<Rational>> {
        let Some(numbers) = issue.numbers() else {
            let message = format!("the values of `{}` are not numbers, which the function needs", issue.name);
            self.diagnostics.push(
                Diagnostic::error(codes::VALUE_MISMATCH, span, message).related(issue.span, "the issue"),
            );
            return None;
        };
        Some(numbers.iter().map(value).collect())
    }

    fn table(&mut self, table: &Node, issue: &SpaceIssue) -> Option<Vec<Rational>> {
        let mut values: Vec<Option<Rational>> = vec![None; issue.len()];
        for entry in table.entries().iter() {
            match issue.place(&entry.key).and_then(|at| values.get_mut(at)) {
                Some(slot) => *slot = Some(self.number(&entry.value, "a value")?),
                None => {
                    let name = entry.key.scalar().unwrap_or_default();
                    self.notes.add(codes::VALUE_MISMATCH, "unknown", entry.key.span, || {
                        format!(
                            "`{}` has no value {name}; what the table says of it counts for nothing",
                            issue.name
                        )
                    });
                }
            }
        }
        let missing = values.iter().filter(|value| value.is_none()).count();
        if missing > 0 {
            let message = format!(
                "the table gives no value to {missing} of {} values of `{}`",
                issue.len(),
                issue.name
            );
            self.diagnostics.push(
                Diagnostic::error(codes::VALUE_MISMATCH, table.span, message)
                    .related(issue.span, "the issue"),
            );
            return None;
        }
        Some(values.into_iter().flatten().collect())
    }

    fn rectangles(&mut self, node: &Node) -> Option<Sum> {
        let mut sum = Sum::nothing(self.space);
        sum.bias = self.number_or(node, "bias", 0)?;
        let ranges = self.list(node, "outcome_ranges")?;
        let utilities = self.list(node, "utilities")?;
        // An empty list of weights is none, as for NegMAS.
        let weighted = node.given("weights").and_then(Node::items).is_some_and(|list| !list.is_empty());
        let weights = if weighted {
            self.weights(node, ranges.len(), 1)?
        } else {
            vec![rational::whole(1); ranges.len()]
        };
        if ranges.len() != utilities.len() || ranges.len() > MOST {
            let message = if ranges.len() > MOST {
                format!("the function has {} hyper-rectangles; at most {MOST} are read", ranges.len())
            } else {
                format!("there are {} ranges and {} utilities", ranges.len(), utilities.len())
            };
            self.refuse(node.span, message);
            return None;
        }
        for ((range, utility), weight) in ranges.iter().zip(utilities).zip(weights) {
            if matches!(utility.kind, Kind::Map(_) | Kind::Text(_)) {
                self.refuse(
                    utility.span,
                    "a hyper-rectangle whose utility is a function of its own is not read",
                );
                return None;
            }
            let by = self.number(utility, "a utility")? * weight;
            match ranges::read(range, self.space, &mut self.left, self.diagnostics).ok()? {
                Some(rectangle) if rectangle.is_empty() => sum.bias += by,
                Some(rectangle) => sum.rectangles.push((rectangle, by)),
                None => self.notes.add(codes::IGNORED, "empty", range.span, || {
                    "no package lies in this hyper-rectangle, whose bounds are open for NegMAS".to_owned()
                }),
            }
        }
        Some(sum)
    }

    fn mapping(&mut self, node: &Node) -> Option<Sum> {
        let mut sum = Sum::nothing(self.space);
        let Some(mapping) = node.get("mapping").filter(|mapping| matches!(mapping.kind, Kind::Map(_))) else {
            self.refuse(node.span, "a MappingUtilityFunction needs a map `mapping`");
            return None;
        };
        let default = match node.given("default").map(|node| (&node.kind, node)) {
            None | Some((Kind::NotFinite(NotFinite::NegativeInfinity), _)) => None,
            Some((_, node)) => Some(self.number(node, "`default`")?),
        };
        let space = self.space;
        let sizes: Vec<_> = space.issues.iter().map(SpaceIssue::len).collect();
        let count = sizes
            .iter()
            .try_fold(1_usize, |product, size| product.checked_mul(*size).filter(|many| *many <= MOST));
        let Some(count) = count else {
            self.refuse(mapping.span, format!("a mapping over more than {MOST} packages is not read"));
            return None;
        };
        let mut worth: Vec<Option<Rational>> = vec![default; count];
        for entry in mapping.entries() {
            let outcome = entry.key.items().unwrap_or_else(|| std::slice::from_ref(&entry.key));
            let places: Option<Vec<usize>> = (outcome.len() == sizes.len())
                .then(|| space.issues.iter().zip(outcome).map(|(issue, value)| issue.place(value)).collect())
                .flatten();
            let Some(places) = places else {
                self.notes.add(codes::VALUE_MISMATCH, "outcome", entry.key.span, || {
                    "a key of the mapping is no package of the outcome space and counts for nothing"
                        .to_owned()
                });
                continue;
            };
            let at = places.iter().zip(&sizes).fold(0, |at, (place, size)| at * size + place);
            let value = match &entry.value.kind {
                Kind::NotFinite(NotFinite::NegativeInfinity) => None,
                _ => Some(self.number(&entry.value, "a value")?),
            };
            if let Some(slot) = worth.get_mut(at) {
                *slot = value;
            }
        }
        self.spread(&mut sum, &sizes, worth);
        Some(sum)
    }

    /// Packages one by one: as values of the one issue, or as rectangles of one package.
    fn spread(&mut self, sum: &mut Sum, sizes: &[usize], worth: Vec<Option<Rational>>) {
        let single = sizes.len() == 1;
        for (at, value) in worth.into_iter().enumerate() {
            let mut rest = at;
            let mut rectangle: Rectangle = Vec::new();
            for (issue, size) in sizes.iter().enumerate().rev() {
                // An issue of one value makes no difference.
                if *size > 1 {
                    let allowed = (0..*size).map(|at| at == rest % size).collect();
                    rectangle.push((issue, allowed));
                }
                rest /= size;
            }
            rectangle.reverse();
            match value {
                None => sum.refused.push(rectangle),
                Some(value) if single => {
                    if let Some(slot) = sum.parts.first_mut().and_then(|part| part.values.get_mut(at)) {
                        *slot = value;
                    }
                }
                Some(value) if rectangle.is_empty() => sum.bias += value,
                Some(value) if value.is_zero() => {}
                Some(value) => sum.rectangles.push((rectangle, value)),
            }
        }
    }
}

/// Most powers of a polynomial.
const MOST_POWERS: usize = 16;

impl Part {
    /// The same with a weight that is not negative.
    pub(super) fn upright(self) -> Self {
        if self.weight.is_negative() {
            return Self {
                weight: -self.weight,
                values: self.values.into_iter().map(|value| -value).collect(),
            };
        }
        self
    }
}
