//! What connectives join: negations, parentheses, lists and comparisons.

use super::Mode;
use super::lexer::{Token, TokenKind};
use super::parser::{Parsed, Parser};
use super::slips::{self, Position};
use crate::ast::{Expression, ExpressionKind, Quantity};
use crate::diagnostic::Diagnostic;

impl Parser<'_> {
    pub(super) fn unary(&mut self) -> Parsed {
        let token = self.token();
        match self.meant(Position::Operand) {
            TokenKind::Not => {
                self.advance();
                let operand = self.deeper(Self::unary);
                let span = self.span(token).to(operand.expression.span);
                let parsed = operand.above(span, ExpressionKind::Not);
                self.bounded(parsed)
            }
            TokenKind::LeftParenthesis => {
                self.advance();
                let mut inner = self.deeper(Self::condition);
                self.close(TokenKind::RightParenthesis, Some(token));
                inner.expression.span = self.span(token).to(self.last_span());
                inner
            }
            kind @ (TokenKind::True | TokenKind::False) => {
                self.advance();
                Parsed::leaf(ExpressionKind::Constant(kind == TokenKind::True), self.span(token))
            }
            TokenKind::At | TokenKind::Exactly => self.quantity(),
            TokenKind::Id | TokenKind::Number | TokenKind::Word | TokenKind::Quoted => self.comparison(),
            _ => self.no_operand(),
        }
    }

    #[cold]
    fn no_operand(&mut self) -> Parsed {
        let diagnostic = self.not_an_operand();
        self.report(diagnostic);
        if !matches!(self.kind(), TokenKind::RightParenthesis | TokenKind::Comma) && !self.at_connective() {
            self.advance();
        }
        self.recover()
    }

    fn not_an_operand(&self) -> Diagnostic {
        let diagnostic = self.expected("a condition", "expected a condition such as `issue = option`");
        match self.kind() {
            TokenKind::Equal | TokenKind::NotEqual => diagnostic.help("an issue stands before the sign"),
            TokenKind::Least | TokenKind::Most => {
                diagnostic.help("write `at least 2 of (...)` or `at most 2 of (...)`")
            }
            TokenKind::If | TokenKind::Iff => {
                diagnostic.help("write `a if b` where `a` matters only if `b` holds")
            }
            _ => match slips::advice(self.word(self.token())) {
                Some(advice) => diagnostic.help(advice),
                None => diagnostic,
            },
        }
    }

    /// Reads up to the closing token of parentheses or of the whole text.
    /// Whatever stands before it is a mistake.
    pub(super) fn close(&mut self, closing: TokenKind, opening: Option<Token>) {
        if self.kind() != closing {
            self.skip_to_closing(closing, opening);
        }
        self.advance();
    }

    #[cold]
    fn skip_to_closing(&mut self, closing: TokenKind, opening: Option<Token>) {
        while self.kind() != closing {
            let token = self.token();
            let diagnostic = match token.kind {
                TokenKind::End => {
                    let diagnostic = self.expected("`)`", "expected `)`");
                    self.report(match opening {
                        Some(opening) => diagnostic.related(self.span(opening), "opened here"),
                        None => diagnostic,
                    });
                    return;
                }
                TokenKind::If | TokenKind::Iff => self.misplaced_if(token, opening.is_some()),
                TokenKind::Comma => {
                    Diagnostic::error("expression", self.span(token), "`,` stands only in lists")
                        .label("expected a connective")
                        .help("join conditions with `and` or `or`")
                }
                _ => Diagnostic::error("expression", self.span(token), "`)` closes nothing")
                    .label("no parenthesis is open here"),
            };
            self.report(diagnostic);
            self.advance();
            if self.kind() != closing && self.kind() != TokenKind::End {
                self.condition();
            }
        }
    }

    fn misplaced_if(&self, token: Token, inside: bool) -> Diagnostic {
        let word = self.word(token);
        let (message, help) = match (self.mode, token.kind) {
            (Mode::Condition, TokenKind::If) => ("stands only in priorities", "for `a if b` write `b -> a`"),
            (Mode::Condition, _) => ("stands only in priorities", "for `a iff b` write `a <-> b`"),
            (Mode::Priority, _) if inside => {
                ("stands only outside parentheses", "inside them, write `b -> a` for `a if b`")
            }
            (Mode::Priority, _) => ("does not chain", "join the conditions: `a if b and c`"),
        };
        Diagnostic::error("expression", self.span(token), format!("`{word}` {message}"))
            .label("not here")
            .help(help)
    }

    /// `at least n of (...)`
    #[inline(never)]
    fn quantity(&mut self) -> Parsed {
        let first = self.advance();
        let quantity = match first.kind {
            TokenKind::At => match self.meant(Position::Quantity) {
                TokenKind::Least => Quantity::AtLeast,
                TokenKind::Most => Quantity::AtMost,
                _ => return self.no_quantity("`least` or `most`"),
            },
            _ => Quantity::Exactly,
        };
        if first.kind == TokenKind::At {
            self.advance();
        }
        let Ok(count) = self.word(self.token()).parse::<u32>() else {
            return self.no_quantity("a whole number");
        };
        self.advance();
        if self.kind() != TokenKind::Of {
            return self.no_quantity("`of`");
        }
        self.advance();
        let opening = self.token();
        if opening.kind != TokenKind::LeftParenthesis {
            return self.no_quantity("`(`");
        }
        self.advance();
        let mut of = Vec::new();
        let mut height = 1;
        loop {
            let element = self.deeper(Self::condition);
            height = height.max(element.height);
            of.push(element.expression);
            if self.kind() != TokenKind::Comma {
                break;
            }
            self.advance();
        }
        self.close(TokenKind::RightParenthesis, Some(opening));
        let span = self.span(first).to(self.last_span());
        let kind = ExpressionKind::Count { quantity, count, of };
        self.bounded(Parsed { expression: Expression { kind, span }, height: height + 1 })
    }

    #[cold]
    fn no_quantity(&mut self, what: &str) -> Parsed {
        let diagnostic = self
            .expected(what, &format!("expected {what}"))
            .help("write `at least 2 of (..., ..., ...)`; `at most` and `exactly` go alike");
        self.report(diagnostic);
        self.recover()
    }
}
