//! The record: what statements must say, and when they became known.

use detente_syntax::diagnostic::Diagnostic;

use crate::codes;
use crate::date::Date;
use crate::model::{Case, Stance, Statement};
use crate::read::findings::Findings;

pub(super) fn check(findings: &Findings, case: &Case) {
    for statement in &case.statements {
        shape(findings, statement);
    }
    if let Some(day) = case.as_of {
        late(findings, case, day);
    }
}

fn shape(findings: &Findings, statement: &Statement) {
    let span = statement.span;
    if statement.stance == Stance::Withdraws && statement.answers.is_empty() {
        findings.error(|| {
            Diagnostic::error(
                codes::WITHDRAWS_WITHOUT_ANSWERS,
                span,
                "a withdrawal must say what it takes back",
            )
            .help("add `answers = [...]` with the statements that are withdrawn")
        });
    }
    let of_another = matches!(statement.stance, Stance::Claims | Stance::Denies | Stance::Predicts);
    match statement.that {
        Some(_) if !of_another => findings.error(|| {
            Diagnostic::error(
                codes::MISPLACED_THAT,
                span,
                "`that` belongs to claims, denials and predictions",
            )
            .help("write `stance = \"claims\"` if somebody else's position is told, otherwise remove `that`")
        }),
        None if statement.terms.is_some() && matches!(statement.stance, Stance::Claims | Stance::Denies) => {
            findings.warning(|| {
                Diagnostic::warning(
                    codes::CLAIM_WITHOUT_THAT,
                    span,
                    "the statement does not say what the party is said to do",
                )
                .help("add `that`, such as `that = \"demands\"`")
            })
        }
        _ => {}
    }
    if statement.ground.cite.is_empty() {
        findings.warning(|| {
            Diagnostic::warning(
                codes::STATEMENT_WITHOUT_CITE,
                span,
                format!("the statement `{}` cites nothing", statement.id),
            )
            .help("add `cite` with the place where it stands")
        });
    }
}

/// One warning for all statements that were said or known after the day of the case.
fn late(findings: &Findings, case: &Case, day: Date) {
    let late: Vec<&Statement> =
        case.statements.iter().filter(|statement| is_late(case, statement, day)).collect();
    let Some(first) = late.first() else { return };
    findings.warning(|| {
        const SHOWN: usize = 10;
        let ids: Vec<_> = late.iter().take(SHOWN).map(|statement| statement.id.as_str()).collect();
        let more =
            if late.len() > SHOWN { format!(" and {} more", late.len() - SHOWN) } else { String::new() };
        let statements = if late.len() == 1 { "statement was" } else { "statements were" };
        let message = format!("{} {statements} said or became known after {day}, the as-of date", late.len());
        Diagnostic::warning(codes::LATE_STATEMENT, first.span, message)
            .label("the first of them")
            .note(format!("{}{more}", ids.join(", ")))
            .help("answers for that day leave out what was said later; `--known-by DATE` leaves out what became known later too")
    });
}

fn is_late(case: &Case, statement: &Statement, day: Date) -> bool {
    let said_later = statement.said.earliest.is_some_and(|said| said > day);
    said_later || case.known(statement).is_some_and(|known| known > day)
}
