//! Cases built in code.

use detente_case::evidence::Ground;
use detente_case::formula::Formula;
use detente_case::model::{Case, Clause, Domain, Issue, IssueOption, Rule, RuleKind};
use detente_case::package::{Choice, IssueIndex};
use detente_syntax::span::{Sources, Span};

/// A case under construction.
pub(crate) struct Builder {
    pub(crate) case: Case,
    span: Span,
}

impl Builder {
    pub(crate) fn new() -> Self {
        let mut sources = Sources::new();
        let span = Span::new(sources.add("test", ""), 0, 0);
        Self { case: Case::default(), span }
    }

    /// So many options.
    pub(crate) fn options(&self, count: usize) -> Vec<IssueOption> {
        let option = |at| IssueOption {
            id: format!("o{at}"),
            span: self.span,
            title: String::new(),
            form: None,
            ground: Ground::default(),
        };
        (0..count).map(option).collect()
    }

    /// Adds an issue.
    pub(crate) fn issue(&mut self, id: String, domain: Domain) -> IssueIndex {
        self.case.issues.push(Issue {
            id,
            span: self.span,
            title: String::new(),
            domain,
            when: None,
            no_deal: None,
            disposes_of: Vec::new(),
            topics: Vec::new(),
            due: None,
            control: Vec::new(),
            jointly: Vec::new(),
            moves: None,
            words: Vec::new(),
            ground: Ground::default(),
        });
        self.case.issues.len() - 1
    }

    /// Adds an issue of so many options.
    pub(crate) fn one_of(&mut self, options: usize) -> IssueIndex {
        let domain = Domain::OneOf(self.options(options));
        self.issue(format!("issue-{:05}", self.case.issues.len()), domain)
    }

    /// Adds a rule.
    pub(crate) fn rule(&mut self, formula: Formula) {
        let require = self.clause(formula);
        self.case.rules.push(Rule {
            id: format!("rule-{}", self.case.rules.len()),
            span: self.span,
            kind: RuleKind::Logic,
            according_to: Vec::new(),
            require,
            ground: Ground::default(),
        });
    }

    /// A clause that says so.
    pub(crate) fn clause(&self, formula: Formula) -> Clause {
        Clause { text: String::new(), span: self.span, formula, names: Vec::new() }
    }

    /// The issue's choice is `choice`.
    pub(crate) fn chooses(&self, issue: IssueIndex, choice: usize) -> Formula {
        let choice = Choice::try_from(choice).expect("choices are few");
        Formula::chooses(issue, choice, self.case.issues[issue].choices())
    }
}
