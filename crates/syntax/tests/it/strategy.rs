//! Strategies for property tests.

use detente_syntax::ast::{Expression, ExpressionKind, Name, Order, Quantity, Sum};
use detente_syntax::ids::is_id;
use detente_syntax::span::{FileId, Sources, Span};
use proptest::collection::vec;
use proptest::prelude::*;

/// A file to put spans in.
pub(crate) fn file() -> FileId {
    Sources::new().add("test", "")
}

fn nowhere() -> Span {
    Span::new(file(), 0, 0)
}

fn at(kind: ExpressionKind) -> Expression {
    Expression { kind, span: nowhere() }
}

fn name(text: String) -> Name {
    Name { text, span: nowhere() }
}

/// Ids, short ones often.
fn id() -> impl Strategy<Value = Name> {
    prop_oneof![
        "[a-c]",
        "[a-z0-9]{1,3}(-[a-z0-9]{1,3}){0,2}".prop_filter("reserved", |text| is_id(text)),
        Just("none".to_owned()),
        Just("12".to_owned()),
    ]
    .prop_map(name)
}

fn number() -> impl Strategy<Value = Name> {
    prop_oneof!["-[0-9]{1,4}", "-?[0-9]{1,4}\\.[0-9]{1,3}"].prop_map(name)
}

fn id_or_number() -> impl Strategy<Value = Name> {
    prop_oneof![4 => id(), 1 => number()]
}

fn sum() -> impl Strategy<Value = Sum> {
    vec(id_or_number(), 1..4).prop_map(|terms| Sum { terms, span: nowhere() })
}

fn order() -> impl Strategy<Value = Order> {
    prop_oneof![Just(Order::Less), Just(Order::AtMost), Just(Order::Greater), Just(Order::AtLeast)]
}

fn quantity() -> impl Strategy<Value = Quantity> {
    prop_oneof![Just(Quantity::AtLeast), Just(Quantity::AtMost), Just(Quantity::Exactly)]
}

fn leaf() -> impl Strategy<Value = Expression> {
    prop_oneof![
        any::<bool>().prop_map(ExpressionKind::Constant),
        (id(), any::<bool>(), id_or_number()).prop_map(|(issue, equal, option)| ExpressionKind::Is {
            issue,
            equal,
            option
        }),
        (id(), vec(id_or_number(), 1..4)).prop_map(|(issue, options)| ExpressionKind::In { issue, options }),
        (id(), id()).prop_map(|(issue, option)| ExpressionKind::Has { issue, option }),
        id().prop_map(|issue| ExpressionKind::IsNone { issue }),
        (sum(), order(), sum()).prop_map(|(left, order, right)| ExpressionKind::Compare {
            left,
            order,
            right
        }),
    ]
    .prop_map(at)
}

/// Conditions of every shape that the grammar can say.
pub(crate) fn condition() -> impl Strategy<Value = Expression> {
    leaf().prop_recursive(6, 48, 4, |inner| {
        let boxed = || inner.clone().prop_map(Box::new);
        prop_oneof![
            boxed().prop_map(ExpressionKind::Not),
            vec(inner.clone(), 2..5).prop_map(ExpressionKind::And),
            vec(inner.clone(), 2..5).prop_map(ExpressionKind::Or),
            (boxed(), boxed()).prop_map(|(left, right)| ExpressionKind::Implies(left, right)),
            (boxed(), boxed()).prop_map(|(left, right)| ExpressionKind::Equivalent(left, right)),
            (quantity(), any::<u32>(), vec(inner.clone(), 1..5))
                .prop_map(|(quantity, count, of)| ExpressionKind::Count { quantity, count, of }),
        ]
        .prop_map(at)
    })
}

/// Conditions, and conditions under `if` or `iff`.
pub(crate) fn priority() -> impl Strategy<Value = Expression> {
    let two = || (condition().prop_map(Box::new), condition().prop_map(Box::new));
    prop_oneof![
        condition(),
        two().prop_map(|(left, right)| at(ExpressionKind::If(left, right))),
        two().prop_map(|(left, right)| at(ExpressionKind::IfAndOnlyIf(left, right))),
    ]
}

/// Texts made of the language's own words and signs, in any order.
pub(crate) fn word_salad() -> impl Strategy<Value = String> {
    let word = prop::sample::select(vec![
        "a", "b-c", "12", "-5", "0.5", "and", "or", "not", "->", "<->", "=", "!=", "==", "<", "<=", ">",
        ">=", "+", "(", ")", "{", "}", ",", "in", "has", "is", "none", "at", "least", "most", "exactly",
        "of", "if", "iff", "true", "AND", "'q", "é", "&&", "!", "[", "]", "\n",
    ]);
    let gap = prop_oneof![3 => Just(" "), 1 => Just("")];
    vec((word, gap), 0..40).prop_map(|words| words.into_iter().flat_map(|(word, gap)| [word, gap]).collect())
}

/// The same expression with every span moved to one place.
pub(crate) fn without_places(expression: &Expression) -> Expression {
    let boxed = |inner: &Expression| Box::new(without_places(inner));
    let all = |list: &[Expression]| list.iter().map(without_places).collect();
    let bare = |it: &Name| name(it.text.clone());
    let total = |sum: &Sum| Sum { terms: sum.terms.iter().map(bare).collect(), span: nowhere() };
    at(match &expression.kind {
        ExpressionKind::Constant(value) => ExpressionKind::Constant(*value),
        ExpressionKind::Is { issue, equal, option } => {
            ExpressionKind::Is { issue: bare(issue), equal: *equal, option: bare(option) }
        }
        ExpressionKind::In { issue, options } => {
            ExpressionKind::In { issue: bare(issue), options: options.iter().map(bare).collect() }
        }
        ExpressionKind::Has { issue, option } => {
            ExpressionKind::Has { issue: bare(issue), option: bare(option) }
        }
        ExpressionKind::IsNone { issue } => ExpressionKind::IsNone { issue: bare(issue) },
        ExpressionKind::Compare { left, order, right } => {
            ExpressionKind::Compare { left: total(left), order: *order, right: total(right) }
        }
        ExpressionKind::Not(inner) => ExpressionKind::Not(boxed(inner)),
        ExpressionKind::And(list) => ExpressionKind::And(all(list)),
        ExpressionKind::Or(list) => ExpressionKind::Or(all(list)),
        ExpressionKind::Implies(left, right) => ExpressionKind::Implies(boxed(left), boxed(right)),
        ExpressionKind::Equivalent(left, right) => ExpressionKind::Equivalent(boxed(left), boxed(right)),
        ExpressionKind::Count { quantity, count, of } => {
            ExpressionKind::Count { quantity: *quantity, count: *count, of: all(of) }
        }
        ExpressionKind::If(left, right) => ExpressionKind::If(boxed(left), boxed(right)),
        ExpressionKind::IfAndOnlyIf(left, right) => ExpressionKind::IfAndOnlyIf(boxed(left), boxed(right)),
    })
}
