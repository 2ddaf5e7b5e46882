//! What was found of each claim, and how it is printed.

use std::fmt::Write;

use serde_json::{Value, json};

/// What was found of a claim.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Outcome {
    /// It is so.
    Verified,
    /// It is not so; what was found instead.
    Wrong(String),
    /// Nothing was found out; why.
    NotChecked(String),
}

/// A claim and what was found of it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Finding {
    /// The claim, in words.
    pub claim: String,
    /// What was found.
    pub outcome: Outcome,
}

/// All findings, in the order of the certificate.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Report {
    /// The findings.
    pub findings: Vec<Finding>,
}

impl Report {
    pub(crate) fn add(&mut self, claim: impl Into<String>, outcome: Outcome) {
        self.findings.push(Finding { claim: claim.into(), outcome });
    }

    /// Verified, or wrong for the reason given.
    pub(crate) fn add_result(&mut self, claim: impl Into<String>, result: Result<(), String>) {
        self.add(claim, result.map_or_else(Outcome::Wrong, |()| Outcome::Verified));
    }

    /// How many claims are verified, wrong, not checked.
    #[must_use]
    pub fn counts(&self) -> (usize, usize, usize) {
        let count = |of: fn(&Outcome) -> bool| self.findings.iter().filter(|each| of(&each.outcome)).count();
        (
            count(|outcome| matches!(outcome, Outcome::Verified)),
            count(|outcome| matches!(outcome, Outcome::Wrong(_))),
            count(|outcome| matches!(outcome, Outcome::NotChecked(_))),
        )
    }

    /// 0 all verified, 1 something wrong, 3 nothing wrong but something not checked.
    #[must_use]
    pub fn exit_code(&self) -> u8 {
        match self.counts() {
            (_, 0, 0) => 0,
            (_, 0, _) => 3,
            _ => 1,
        }
    }

    /// One line a claim, then a summary.
    #[must_use]
    pub fn human(&self) -> String {
        let mut text = String::new();
        for Finding { claim, outcome } in &self.findings {
            let line = match outcome {
                Outcome::Verified => format!("verified     {claim}"),
                Outcome::Wrong(found) => format!("WRONG        {claim}: {found}"),
                Outcome::NotChecked(why) => format!("not checked  {claim}: {why}"),
            };
            // Names come from files of other people and go to a terminal.
            text.extend(line.chars().map(|each| if each.is_control() { '\u{fffd}' } else { each }));
            text.push('\n');
        }
        let (verified, wrong, unchecked) = self.counts();
        let _ = writeln!(text, "\n{verified} verified, {wrong} wrong, {unchecked} not checked");
        text
    }

    /// The same for programs.
    #[must_use]
    pub fn json(&self) -> Value {
        let (verified, wrong, unchecked) = self.counts();
        let findings = self.findings.iter().map(|Finding { claim, outcome }| match outcome {
            Outcome::Verified => json!({ "claim": claim, "outcome": "verified" }),
            Outcome::Wrong(found) => json!({ "claim": claim, "outcome": "wrong", "found": found }),
            Outcome::NotChecked(why) => json!({ "claim": claim, "outcome": "not checked", "why": why }),
        });
        json!({
            "format": "detente/verification/1",
            "findings": findings.collect::<Vec<_>>(),
            "verified": verified,
            "wrong": wrong,
            "not-checked": unchecked,
        })
    }
}
