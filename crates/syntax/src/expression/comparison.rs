//! Comparisons: what stands between an issue and its options, and between sums.

use super::lexer::{Token, TokenKind};
use super::parser::{Parsed, Parser};
use super::slips::{self, Position};
use crate::ast::{ExpressionKind, Name, Order, Sum};
use crate::diagnostic::Diagnostic;
use crate::ids::is_id;

/// What a name is to be, for messages.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Role {
    Option,
    Term,
}

impl Role {
    fn description(self) -> &'static str {
        match self {
            Self::Option => "an option",
            Self::Term => "an issue or a number",
        }
    }
}

fn order(kind: TokenKind) -> Option<Order> {
    match kind {
        TokenKind::Less => Some(Order::Less),
        TokenKind::AtMost => Some(Order::AtMost),
        TokenKind::Greater => Some(Order::Greater),
        TokenKind::AtLeast => Some(Order::AtLeast),
        _ => None,
    }
}

impl Parser<'_> {
    /// A comparison whose first name is the token at hand.
    #[inline(never)]
    pub(super) fn comparison(&mut self) -> Parsed {
        let after_connective = self.follows_connective();
        let first = self.token();
        let Some(issue) = self.name(Role::Term) else { return self.recover() };
        if self.kind() == TokenKind::Plus {
            return self.sums(issue);
        }
        let kind = self.meant(Position::Comparison);
        if order(kind).is_some() {
            return self.sums(issue);
        }
        if first.kind == TokenKind::Number
            && matches!(
                kind,
                TokenKind::Equal | TokenKind::NotEqual | TokenKind::In | TokenKind::Has | TokenKind::Is
            )
        {
            let message = format!("expected an issue, found the number `{}`", issue.text);
            self.report(Diagnostic::error("expression", issue.span, message).label("expected an issue"));
        }
        let found = match kind {
            TokenKind::Equal | TokenKind::NotEqual => self.is(issue, kind == TokenKind::Equal),
            TokenKind::In => self.within(issue),
            TokenKind::Has => {
                self.advance();
                self.name(Role::Option).map(|option| ExpressionKind::Has { issue, option })
            }
            TokenKind::Is => self.is_none(issue),
            TokenKind::Not if self.next_kind() == TokenKind::In => {
                let diagnostic = self
                    .expected("`in`", "expected a sign of comparison")
                    .help(format!("write `not {} in {{...}}`", issue.text));
                self.report(diagnostic);
                self.advance();
                self.within(issue)
            }
            _ => {
                let diagnostic = self.no_comparison(&issue, after_connective);
                self.report(diagnostic);
                None
            }
        };
        let Some(kind) = found else { return self.recover() };
        self.no_chain();
        let span = self.span(first).to(self.last_span());
        Parsed::leaf(kind, span)
    }

    fn no_comparison(&self, issue: &Name, after_connective: bool) -> Diagnostic {
        let name = slips::shown(&issue.text);
        let diagnostic = self.expected(
            &format!("`=`, `!=`, `in`, `has`, `is none` or an order after `{name}`"),
            "expected a sign of comparison",
        );
        if let Some(advice) = slips::advice(self.word(self.token())) {
            return diagnostic.help(advice);
        }
        if after_connective {
            return diagnostic.help(format!(
                "repeat the issue, `issue = {name}`, or list its options, `issue in {{..., {name}}}`"
            ));
        }
        diagnostic.help(format!("a condition names an issue and an option: `{name} = option`"))
    }

    /// `= option` or `!= option`
    fn is(&mut self, issue: Name, equal: bool) -> Option<ExpressionKind> {
        self.advance();
        let option = self.name(Role::Option)?;
        if self.kind() == TokenKind::Plus {
            let diagnostic = self.unordered_sum();
            self.report(diagnostic);
            return None;
        }
        Some(ExpressionKind::Is { issue, equal, option })
    }

    /// `in {a, b}`
    fn within(&mut self, issue: Name) -> Option<ExpressionKind> {
        self.advance();
        let opening = self.token();
        let closing = match (opening.kind, self.word(opening)) {
            (TokenKind::LeftBrace, _) => "}",
            (_, "(") => ")",
            (_, "[") => "]",
            _ => {
                let (name, found) = (slips::shown(&issue.text), slips::shown(self.word(opening)));
                let help = match opening.kind {
                    TokenKind::Id => format!("write `{name} in {{{found}}}` or `{name} = {found}`"),
                    _ => format!("write `{name} in {{..., ...}}`"),
                };
                let diagnostic = self.expected("`{`", "expected a list of options").help(help);
                self.report(diagnostic);
                return None;
            }
        };
        if closing != "}" {
            let diagnostic =
                self.expected("`{`", "expected `{`").help(format!("write `{} in {{..., ...}}`", issue.text));
            self.report(diagnostic);
        }
        self.advance();
        let mut options = vec![self.name(Role::Option)?];
        while self.kind() == TokenKind::Comma {
            self.advance();
            options.push(self.name(Role::Option)?);
        }
        if self.word(self.token()) != closing {
            let diagnostic = self
                .expected(&format!("`,` or `{closing}`"), "expected the end of the list")
                .related(self.span(opening), "opened here");
            self.report(diagnostic);
            return None;
        }
        self.advance();
        Some(ExpressionKind::In { issue, options })
    }

    /// `is none`
    fn is_none(&mut self, issue: Name) -> Option<ExpressionKind> {
        self.advance();
        let name = slips::shown(&issue.text);
        let help = match (self.kind(), self.word(self.token())) {
            (_, "none") => {
                self.advance();
                return Some(ExpressionKind::IsNone { issue });
            }
            (TokenKind::Not, _) => format!("write `not {name} is none` or `{name} != option`"),
            (TokenKind::Id, option) => format!("write `{name} = {option}`"),
            _ => format!("write `{name} is none` or `{name} = option`"),
        };
        let diagnostic = self.expected("`none`", "`is` goes with `none` only").help(help);
        self.report(diagnostic);
        None
    }

    /// The rest of `a + b <= c + d`, of which the first name was read.
    fn sums(&mut self, first: Name) -> Parsed {
        let start = first.span;
        let Some(left) = self.sum(first) else { return self.recover() };
        let Some(order) = order(self.meant(Position::Comparison)) else {
            let diagnostic = match self.kind() {
                TokenKind::Equal | TokenKind::NotEqual => self.unordered_sum(),
                _ => self.expected("`+`, `<`, `<=`, `>` or `>=`", "expected an order"),
            };
            self.report(diagnostic);
            return self.recover();
        };
        self.advance();
        let Some(right) = self.name(Role::Term).and_then(|term| self.sum(term)) else {
            return self.recover();
        };
        let span = start.to(right.span);
        self.no_chain();
        Parsed::leaf(ExpressionKind::Compare { left, order, right }, span)
    }

    fn sum(&mut self, first: Name) -> Option<Sum> {
        let mut span = first.span;
        let mut terms = vec![first];
        while self.kind() == TokenKind::Plus {
            self.advance();
            let term = self.name(Role::Term)?;
            span = span.to(term.span);
            terms.push(term);
        }
        Some(Sum { terms, span })
    }

    fn unordered_sum(&self) -> Diagnostic {
        Diagnostic::error("expression", self.span(self.token()), "a sum is compared by order only")
            .label("expected `<`, `<=`, `>` or `>=`")
            .help("for `a + b = c` write `a + b >= c and a + b <= c`")
    }

    /// Reports a second sign of comparison and reads past what follows it.
    fn no_chain(&mut self) {
        let kind = self.kind();
        let help = match kind {
            TokenKind::Equal | TokenKind::NotEqual => "join them with `and`: `a = x and b = x`",
            _ if order(kind).is_some() => "write `1000 <= a and a <= 1500` for `1000 <= a <= 1500`",
            TokenKind::In | TokenKind::Has | TokenKind::Is => "join conditions with `and` or `or`",
            _ => return,
        };
        let sign = self.word(self.token());
        let diagnostic = Diagnostic::error("expression", self.span(self.token()), "comparisons do not chain")
            .label(format!("`{sign}` after a complete comparison"))
            .help(help);
        self.report(diagnostic);
        self.recover();
    }

    fn follows_connective(&self) -> bool {
        matches!(self.last_kind(), Some(TokenKind::And | TokenKind::Or))
    }

    /// A name in some role; what cannot be one is reported.
    fn name(&mut self, role: Role) -> Option<Name> {
        let token = self.token();
        match token.kind {
            TokenKind::Id | TokenKind::Number => {}
            TokenKind::Word => {
                let diagnostic = self.no_id(token, role);
                self.report(diagnostic);
            }
            TokenKind::Quoted => {
                let diagnostic = self.quoted(token);
                self.report(diagnostic);
            }
            _ => {
                let diagnostic = self.no_name(token, role);
                self.report(diagnostic);
                return None;
            }
        }
        let name = Name { text: self.word(token).to_owned(), span: self.span(token) };
        self.advance();
        Some(name)
    }

    fn no_name(&self, token: Token, role: Role) -> Diagnostic {
        let word = self.word(token);
        let diagnostic = self.expected(role.description(), &format!("expected {}", role.description()));
        if crate::ids::RESERVED.contains(&word) {
            diagnostic.note(format!("`{word}` is a word of the language and never an id"))
        } else if role == Role::Option && word == "{" {
            diagnostic.help("write `issue in {a, b}` for one of several options")
        } else {
            diagnostic
        }
    }

    fn no_id(&self, token: Token, role: Role) -> Diagnostic {
        let (word, span) = (self.word(token), self.span(token));
        let diagnostic = Diagnostic::error("expression", span, format!("`{}` is no id", slips::shown(word)))
            .label(format!("expected {}", role.description()))
            .note("ids are lowercase letters and digits, in groups joined by single hyphens");
        match slips::as_id(word) {
            Some(id) => diagnostic.help(format!("did you mean `{id}`?")).fix(span, id),
            None => diagnostic,
        }
    }

    fn quoted(&self, token: Token) -> Diagnostic {
        let (word, span) = (self.word(token), self.span(token));
        let bare = word.trim_matches(['"', '\'', '`', '\u{201C}', '\u{201D}', '\u{2018}', '\u{2019}']);
        let diagnostic =
            Diagnostic::error("expression", span, "ids stand without quotation marks").label("quoted");
        let id = if is_id(bare) { Some(bare.to_owned()) } else { slips::as_id(bare) };
        match id {
            Some(id) => diagnostic.help(format!("write `{id}`")).fix(span, id),
            None => diagnostic.help("write the id, as in `issue = one-year`"),
        }
    }
}
