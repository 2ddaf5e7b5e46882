//! What the readers of all tables share: names, scope, grounds and clauses.

use detente_syntax::diagnostic::Diagnostic;
use detente_syntax::expression::Mode;
use detente_syntax::span::Span;
use detente_syntax::value::Value;

use super::fields::Fields;
use super::findings::Findings;
use super::names::Names;
use super::scalar;
use crate::codes;
use crate::evidence::{Basis, Ground};
use crate::formula::Formula;
use crate::model::Clause;
use crate::resolve::{self, Scope};

/// What the second pass knows.
#[derive(Clone, Copy)]
pub(crate) struct Reading<'a> {
    pub(crate) findings: &'a Findings,
    pub(crate) names: &'a Names,
    pub(crate) scope: &'a Scope<'a>,
}

impl Reading<'_> {
    /// A condition.
    pub(crate) fn clause(self, value: &Value) -> Option<Clause> {
        let text = scalar::text(self.findings, value)?;
        resolve::clause(self.findings, self.scope, text, Mode::Condition)
    }

    /// A list of conditions, or one.
    pub(crate) fn clauses(self, value: &Value) -> Option<Vec<Clause>> {
        let texts = scalar::texts(self.findings, value)?;
        let read = |text| resolve::clause(self.findings, self.scope, text, Mode::Condition);
        Some(texts.into_iter().filter_map(read).collect())
    }
}

/// Takes the place of a condition whose absence or fault has been reported.
pub(crate) fn missing_clause(span: Span) -> Clause {
    Clause { text: String::new(), span, formula: Formula::True, names: Vec::new() }
}

/// `cite` and `because`.
pub(crate) fn ground(names: &Names, fields: &mut Fields<'_, '_>) -> Ground {
    Ground {
        cite: fields
            .optional("cite", |findings, value| names.citations.many(findings, value))
            .unwrap_or_default(),
        because: fields.optional("because", scalar::string),
    }
}

/// What a number or an order inherits from what it stands in.
#[derive(Clone, Debug, Default)]
pub(crate) struct Marks {
    /// The basis in force.
    pub(crate) basis: Basis,
    /// The nearest ground given.
    pub(crate) ground: Ground,
    /// Whether this level or one around it cites anything.
    cited: bool,
    /// Whether this level or one around it gives a reason.
    pub(crate) reasoned: bool,
}

impl Marks {
    /// What parts of a preference inherit from the whole: the basis, and that
    /// there is a ground, but no copy of it, which stands with the whole.
    pub(crate) fn for_parts(&self) -> Self {
        Self { ground: Ground::default(), ..*self }
    }

    /// The ground, copied as far as memory allows.
    pub(crate) fn ground_at(&self, findings: &Findings, place: Span) -> Ground {
        let Ground { cite, because } = &self.ground;
        let units = 1 + cite.len() / 8 + because.as_ref().map_or(0, |text| text.len() / 64);
        if findings.afford(units, place) { self.ground.clone() } else { Ground::default() }
    }
}

/// `basis`, `cite` and `because` of something inside what `around` describes.
///
/// Whoever writes "stated" must cite; a case as a whole may give the reason
/// instead, as one imported from another tool does whose numbers are the exercise.
pub(crate) fn marks(names: &Names, fields: &mut Fields<'_, '_>, around: &Marks, whole_case: bool) -> Marks {
    let words = [("stated", Basis::Stated), ("inferred", Basis::Inferred), ("assumed", Basis::Assumed)];
    let own = fields.optional("basis", |findings, value| {
        scalar::one_of(findings, value, &words).map(|basis| (basis, value.span))
    });
    let ground = ground(names, fields);
    let cited = around.cited || !ground.cite.is_empty();
    let reasoned = around.reasoned || ground.because.is_some();
    let findings = fields.findings();
    let ground =
        if ground == Ground::default() { around.ground_at(findings, fields.place()) } else { ground };
    if let Some((Basis::Stated, span)) = own
        && !cited
        && !(whole_case && reasoned)
    {
        findings.error(|| {
            Diagnostic::error(codes::STATED_WITHOUT_CITE, span, "what is stated must cite where")
                .label("no citation here")
                .help("add `cite = [...]`, or write \"inferred\" or \"assumed\" with `because`")
        });
    }
    Marks { basis: own.map_or(around.basis, |(basis, _)| basis), ground, cited, reasoned }
}
