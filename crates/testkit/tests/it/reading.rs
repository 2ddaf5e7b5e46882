//! The case that is read is the case that was written: conditions, choices and
//! packages mean to the formulas and to the oracle what they meant to the draft.

use detente_case::model::Clause;
use detente_case::package::{Choice, Package};
use detente_testkit::draft::{Choices, Condition, Consents, Draft, Form};
use detente_testkit::generate::{Size, drafts};
use detente_testkit::oracle::Oracle;
use proptest::prelude::*;

use crate::support::cases;

/// A package as the draft sees it.
fn written(draft: &Draft, package: &[Choice]) -> Choices {
    let picks = draft.issues.iter().zip(package);
    Choices::new(draft, picks.map(|(issue, &choice)| issue.picks()[usize::from(choice)].clone()))
}

/// Every condition of a draft with what became of it.
fn conditions<'a>(draft: &'a Draft, case: &'a detente_case::model::Case) -> Vec<(&'a Condition, &'a Clause)> {
    let rules = draft.rules.iter().zip(case.rules.iter().map(|rule| &rule.require));
    let mut all: Vec<_> = rules.collect();
    for (issue, read) in draft.issues.iter().zip(&case.issues) {
        all.extend(issue.when.iter().zip(&read.when));
    }
    for (at, party) in draft.parties.iter().enumerate() {
        if let (Consents::When(condition), detente_case::model::Consent::When(clause)) =
            (&party.consents, &case.parties[at].consents)
        {
            all.push((condition, clause));
        }
        let (Some(preference), read) = (&party.preference, &case.preferences[at]) else { continue };
        all.extend(
            preference
                .red_lines
                .iter()
                .map(|(refuse, _)| refuse)
                .zip(read.red_lines.iter().map(|line| &line.refuse)),
        );
        all.extend(
            preference
                .adjust
                .iter()
                .map(|(when, _)| when)
                .zip(read.adjustments.iter().map(|each| &each.when)),
        );
        match (&preference.form, &read.form) {
            (Form::Priorities(wants), detente_case::preference::Form::Priorities(read)) => {
                all.extend(wants.iter().zip(read.iter().map(|priority| &priority.clause)));
            }
            (Form::Ranking(groups), detente_case::preference::Form::Ranking(read)) => {
                all.extend(groups.iter().flatten().zip(read.iter().flatten()));
            }
            _ => {}
        }
    }
    for (statement, read) in draft.statements.iter().zip(&case.statements) {
        all.extend(statement.terms.iter().zip(&read.terms));
        all.extend(statement.only_if.iter().zip(&read.only_if));
        all.extend(statement.if_.iter().zip(&read.if_));
        all.extend(statement.first.iter().zip(&read.first));
        all.extend(statement.as_read.iter().zip(&read.as_read));
    }
    all
}

proptest! {
    #![proptest_config(cases(256))]

    #[test]
    fn conditions_hold_of_the_same_packages(draft in drafts(Size { packages: 150, ..Size::EVERYTHING })) {
        let case = draft.case();
        let oracle = Oracle::new(&case);
        for (condition, clause) in conditions(&draft, &case) {
            let meet = oracle.meet(clause);
            for (at, package) in oracle.packages().iter().enumerate() {
                let holds = condition.holds(&draft, &written(&draft, package));
                prop_assert_eq!(holds, meet.has(at), "the oracle on `{}` of {:?}", clause.text, package);
                prop_assert_eq!(holds, clause.formula.holds(package), "the formula of `{}` of {:?}", clause.text, package);
            }
        }
    }

    #[test]
    fn choices_are_written_and_read_alike(draft in drafts(Size::EVERYTHING)) {
        let case = draft.case();
        for (issue, read) in draft.issues.iter().zip(&case.issues) {
            let picks = issue.picks();
            prop_assert_eq!(picks.len(), read.choices());
            for (choice, pick) in picks.iter().enumerate() {
                let choice = Choice::try_from(choice).expect("few choices");
                prop_assert_eq!(read.choice_id(choice).replace(' ', ""), sorted_text(issue, pick));
                prop_assert_eq!(read.choice_named(&read.choice_id(choice)), Some(choice));
                prop_assert_eq!(read.choice_named(&issue.text(pick)), Some(choice));
            }
            let no_deal = issue.no_deal.as_ref().and_then(|pick| picks.iter().position(|each| each == pick));
            prop_assert_eq!(no_deal, read.no_deal.map(usize::from));
        }
    }

    #[test]
    fn packages_are_allowed_alike(draft in drafts(Size { packages: 300, ..Size::EVERYTHING })) {
        let case = draft.case();
        let oracle = Oracle::new(&case);
        let allowed = oracle.allowed();
        for (at, package) in oracle.packages().iter().enumerate() {
            prop_assert_eq!(case.is_allowed(package), allowed.has(at));
            let written = written(&draft, package);
            let met = draft.rules.iter().all(|rule| rule.holds(&draft, &written));
            prop_assert_eq!(met && written.clone().settled(&draft) == written, allowed.has(at));
            for party in 0..case.parties.len() {
                prop_assert_eq!(case.is_asked(party, package), oracle.asked(party).has(at));
            }
            for issue in 0..case.issues.len() {
                prop_assert_eq!(case.arises(issue, package), oracle.arises(issue).has(at));
            }
        }
        let no_agreement: Option<Package> = case.no_agreement();
        let found = oracle.no_agreement().members().first().map(|&at| oracle.packages()[at].clone());
        prop_assert_eq!(no_agreement, found);
    }
}

/// The text of a choice with its options in the order of the issue.
fn sorted_text(issue: &detente_testkit::draft::Issue, pick: &detente_testkit::draft::Pick) -> String {
    use detente_testkit::draft::Pick;
    match pick {
        Pick::Set(taken) if !taken.is_empty() => {
            let options = issue.options().iter().filter(|option| taken.contains(&option.key));
            options.map(|option| option.id.as_str()).collect::<Vec<_>>().join("+")
        }
        pick => issue.text(pick),
    }
}
