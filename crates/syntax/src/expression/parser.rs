//! Tokens into a tree: connectives by binding power (Pratt 1973); what they
//! join is read by the modules [`operand`](super::operand) and
//! [`comparison`](super::comparison).
//!
//! A mistake is reported, a placeholder stands in for what could not be read,
//! and reading goes on; the tree is handed out only if nothing was reported.
//! Every step either consumes a token or returns, so the time is linear.
//!
//! What recurses keeps its frames small: reporting and building stand in
//! functions of their own, so that the deepest text that is read needs less
//! than half of the stack that WebAssembly gives.

use super::lexer::{Token, TokenKind, lex};
use super::slips::{self, Position};
use super::{MAX_DEPTH, MAX_HEIGHT, Mode};
use crate::ast::{Expression, ExpressionKind};
use crate::diagnostic::Diagnostic;
use crate::span::Span;
use crate::value::Text;

/// So many mistakes of one expression are told.
const MAX_ERRORS: usize = 20;

pub(super) struct Parser<'t> {
    text: &'t Text,
    tokens: Vec<Token>,
    at: usize,
    pub(super) mode: Mode,
    errors: Vec<Diagnostic>,
    /// Whether reading was given up: the rest is skipped and nothing more reported.
    stopped: bool,
    /// Open parentheses and operators to the left of what is read.
    depth: usize,
}

/// An expression and the number of levels of its tree.
pub(super) struct Parsed {
    pub(super) expression: Expression,
    pub(super) height: usize,
}

impl Parsed {
    pub(super) fn leaf(kind: ExpressionKind, span: Span) -> Self {
        Self { expression: Expression { kind, span }, height: 1 }
    }

    pub(super) fn above(self, span: Span, wrap: impl FnOnce(Box<Expression>) -> ExpressionKind) -> Self {
        let kind = wrap(Box::new(self.expression));
        Self { expression: Expression { kind, span }, height: self.height + 1 }
    }
}

/// The binary connectives, the loosest first.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Connective {
    Equivalent,
    Implies,
    Or,
    And,
}

impl Connective {
    fn of(kind: TokenKind) -> Option<Self> {
        match kind {
            TokenKind::And => Some(Self::And),
            TokenKind::Or => Some(Self::Or),
            TokenKind::Implies => Some(Self::Implies),
            TokenKind::Equivalent => Some(Self::Equivalent),
            _ => None,
        }
    }

    /// The loosest connective that may stand in its right operand without parentheses.
    fn right(self) -> Option<Self> {
        match self {
            Self::Equivalent | Self::Implies => Some(Self::Implies),
            Self::Or => Some(Self::And),
            Self::And => None,
        }
    }
}

impl<'t> Parser<'t> {
    pub(super) fn new(text: &'t Text, mode: Mode) -> Self {
        Self { text, tokens: lex(text.as_str()), at: 0, mode, errors: Vec::new(), stopped: false, depth: 0 }
    }

    pub(super) fn parse(mut self) -> Result<Expression, Vec<Diagnostic>> {
        if self.kind() == TokenKind::End {
            let diagnostic = self.expected("an expression", "such as `issue = option`");
            return Err(vec![diagnostic]);
        }
        let mut parsed = self.condition();
        if let (Mode::Priority, TokenKind::If | TokenKind::Iff) = (self.mode, self.kind()) {
            let wrap =
                if self.kind() == TokenKind::If { ExpressionKind::If } else { ExpressionKind::IfAndOnlyIf };
            self.advance();
            let condition = self.condition();
            parsed = self.join(parsed, condition, wrap);
        }
        self.close(TokenKind::End, None);
        if self.errors.is_empty() { Ok(parsed.expression) } else { Err(self.errors) }
    }

    // Looking and moving.

    pub(super) fn token(&self) -> Token {
        self.tokens[self.at]
    }

    pub(super) fn kind(&self) -> TokenKind {
        self.token().kind
    }

    /// The kind of the token after this one.
    pub(super) fn next_kind(&self) -> TokenKind {
        self.tokens.get(self.at + 1).map_or(TokenKind::End, |token| token.kind)
    }

    /// Moves past a token and returns it; the end is never passed.
    pub(super) fn advance(&mut self) -> Token {
        let token = self.token();
        if token.kind != TokenKind::End {
            self.at += 1;
        }
        token
    }

    pub(super) fn word(&self, token: Token) -> &'t str {
        self.text.as_str().get(token.range()).unwrap_or_default()
    }

    pub(super) fn span(&self, token: Token) -> Span {
        self.text.span_of(token.range())
    }

    /// The kind of the token before this one.
    pub(super) fn last_kind(&self) -> Option<TokenKind> {
        self.at.checked_sub(1).map(|at| self.tokens[at].kind)
    }

    /// Where the token before this one stands.
    pub(super) fn last_span(&self) -> Span {
        self.span(self.tokens[self.at.saturating_sub(1)])
    }

    /// Reports; after too many, reading ends.
    pub(super) fn report(&mut self, diagnostic: Diagnostic) {
        if !self.stopped {
            self.errors.push(diagnostic);
        }
        if self.errors.len() >= MAX_ERRORS {
            self.stop();
        }
    }

    fn stop(&mut self) {
        self.stopped = true;
        self.at = self.tokens.len() - 1;
    }

    /// "expected ..., found ..." at this token.
    pub(super) fn expected(&self, what: &str, label: &str) -> Diagnostic {
        let token = self.token();
        let found = match token.kind {
            TokenKind::End => "the end".to_owned(),
            _ => format!("`{}`", slips::shown(self.word(token))),
        };
        Diagnostic::error("expression", self.span(token), format!("expected {what}, found {found}"))
            .label(label)
    }

    /// What this token stands for at a position; a known slip is reported, and
    /// read as what it was meant to be from then on.
    pub(super) fn meant(&mut self, position: Position) -> TokenKind {
        let token = self.token();
        if !matches!(token.kind, TokenKind::Foreign | TokenKind::Word | TokenKind::Id) {
            return token.kind;
        }
        let word = self.word(token);
        let Some((kind, written)) = slips::meant(word, position) else { return token.kind };
        self.slipped(kind, written);
        kind
    }

    #[cold]
    fn slipped(&mut self, kind: TokenKind, written: &str) {
        let (at, token) = (self.at, self.token());
        let word = self.word(token);
        let span = self.span(token);
        let message = format!("expected `{written}`, found `{word}`");
        self.report(Diagnostic::error("expression", span, message).fix(span, written));
        self.tokens[at].kind = kind;
    }

    /// Reads past what cannot be understood, to where an operand ends.
    pub(super) fn recover(&mut self) -> Parsed {
        let start = self.span(self.token());
        let mut open = 0_usize;
        loop {
            match self.kind() {
                TokenKind::LeftParenthesis | TokenKind::LeftBrace => open += 1,
                TokenKind::End => break,
                TokenKind::RightParenthesis | TokenKind::RightBrace if open > 0 => open -= 1,
                TokenKind::RightParenthesis | TokenKind::Comma | TokenKind::If | TokenKind::Iff
                    if open == 0 =>
                {
                    break;
                }
                kind if open == 0 && Connective::of(kind).is_some() => break,
                _ => {}
            }
            self.advance();
        }
        Parsed::leaf(ExpressionKind::Constant(true), start)
    }

    /// Reads something one level deeper, unless that is too deep.
    pub(super) fn deeper(&mut self, read: impl FnOnce(&mut Self) -> Parsed) -> Parsed {
        if self.depth >= MAX_DEPTH {
            return self.too_deep();
        }
        self.depth += 1;
        let parsed = read(self);
        self.depth -= 1;
        parsed
    }

    #[cold]
    fn too_deep(&mut self) -> Parsed {
        let span = self.span(self.token());
        let diagnostic = Diagnostic::error("nested-too-deeply", span, "the expression nests too deeply")
            .label("what stands here is too deep")
            .note(format!("at most {MAX_HEIGHT} levels of conditions, and {MAX_DEPTH} open parentheses"));
        self.report(diagnostic);
        self.stop();
        Parsed::leaf(ExpressionKind::Constant(true), span)
    }

    pub(super) fn bounded(&mut self, parsed: Parsed) -> Parsed {
        if parsed.height > MAX_HEIGHT { self.too_deep() } else { parsed }
    }

    // Connectives.

    /// A condition: anything but `if` and `iff`.
    pub(super) fn condition(&mut self) -> Parsed {
        self.binary(Some(Connective::Equivalent))
    }

    pub(super) fn at_connective(&self) -> bool {
        Connective::of(self.kind()).is_some()
    }

    /// Operands joined by connectives that bind at least as tightly as `least`;
    /// none for an operand alone.
    fn binary(&mut self, least: Option<Connective>) -> Parsed {
        let mut left = self.unary();
        let Some(least) = least else { return left };
        // The connective that made `left`, whose list may still grow.
        let mut growing = None;
        while let Some(connective) = self.connective()
            && connective >= least
        {
            self.advance();
            let right = match connective {
                Connective::Implies => self.deeper(|parser| parser.binary(connective.right())),
                _ => self.binary(connective.right()),
            };
            left = match connective {
                Connective::Implies => self.join(left, right, ExpressionKind::Implies),
                Connective::Equivalent => self.join(left, right, ExpressionKind::Equivalent),
                Connective::And | Connective::Or => {
                    self.append(left, connective, right, growing == Some(connective))
                }
            };
            growing = Some(connective);
        }
        left
    }

    #[inline(never)]
    fn join(
        &mut self,
        left: Parsed,
        right: Parsed,
        wrap: impl FnOnce(Box<Expression>, Box<Expression>) -> ExpressionKind,
    ) -> Parsed {
        let span = left.expression.span.to(right.expression.span);
        let height = left.height.max(right.height) + 1;
        let kind = wrap(Box::new(left.expression), Box::new(right.expression));
        self.bounded(Parsed { expression: Expression { kind, span }, height })
    }

    #[inline(never)]
    fn append(&mut self, left: Parsed, connective: Connective, right: Parsed, growing: bool) -> Parsed {
        let span = left.expression.span.to(right.expression.span);
        let right_height = right.height + 1;
        let (mut operands, height) = match left.expression.kind {
            ExpressionKind::And(operands) | ExpressionKind::Or(operands) if growing => {
                (operands, left.height)
            }
            kind => (vec![Expression { kind, span: left.expression.span }], left.height + 1),
        };
        operands.push(right.expression);
        let kind = match connective {
            Connective::And => ExpressionKind::And(operands),
            _ => ExpressionKind::Or(operands),
        };
        self.bounded(Parsed { expression: Expression { kind, span }, height: height.max(right_height) })
    }

    /// The connective at this token, or none where the operands end. Anything
    /// else here is a mistake.
    fn connective(&mut self) -> Option<Connective> {
        loop {
            if let TokenKind::RightParenthesis
            | TokenKind::Comma
            | TokenKind::If
            | TokenKind::Iff
            | TokenKind::End = self.kind()
            {
                return None;
            }
            if let Some(connective) = Connective::of(self.meant(Position::Connective)) {
                return Some(connective);
            }
            self.skip_to_connective();
        }
    }

    #[cold]
    fn skip_to_connective(&mut self) {
        let diagnostic = self.not_a_connective();
        self.report(diagnostic);
        self.advance();
        self.recover();
    }

    fn not_a_connective(&self) -> Diagnostic {
        let ends = if self.depth > 0 { "`)`" } else { "the end" };
        let token = self.token();
        let diagnostic =
            self.expected(&format!("`and`, `or`, `->`, `<->` or {ends}"), "expected a connective");
        let word = self.word(token);
        if let Some(advice) = slips::advice(word) {
            return diagnostic.help(advice);
        }
        match word {
            "=" | "==" | "!=" => diagnostic
                .help("`=` stands between an issue and an option; for \"both or neither\" write `<->`"),
            _ => diagnostic.help("join conditions with `and` or `or`"),
        }
    }
}
