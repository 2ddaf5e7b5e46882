//! What the records of the worked cases say, and above all what they do not.

use detente_case::formula::Formula;
use detente_case::model::Case;
use detente_case::package::{Choice, Package, PartyIndex, StatementIndex};
use detente_case::record::{Demands, Level, Positions, Readings, Standing, Status, VerdictKind, View};
use detente_settle::budget::Budget;
use detente_settle::on_record::{is_an_agreement, standing_of};
use detente_space::compile::{Request, compile};
use detente_space::diagram::Diagram;

use crate::support::{CASES, load_worked, scenarios};

struct Record {
    case: Case,
    standing: Standing,
}

impl Record {
    fn of(case: Case) -> Self {
        let view = View { on: case.as_of, known_by: None };
        let standing = standing_of(&case, view, &Budget::default()).expect("no limit");
        Self { case, standing }
    }

    fn worked(name: &str, scenarios: &[&str]) -> Self {
        Self::of(load_worked(name, scenarios))
    }

    fn party(&self, id: &str) -> PartyIndex {
        self.case.parties.iter().position(|party| party.id == id).expect("a party")
    }

    fn statement(&self, id: &str) -> StatementIndex {
        self.case.statements.iter().position(|statement| statement.id == id).expect("a statement")
    }

    fn positions(&self, party: &str, level: Level, demands: Demands) -> Positions {
        let coded = Readings::as_coded(&self.case);
        Positions::new(&self.case, &self.standing, &coded, self.party(party), level, demands)
    }

    fn packages(&self, hard: &[Formula]) -> Diagram {
        let budget = Budget::default();
        let hard: Vec<_> = std::iter::once(is_an_agreement(&self.case)).chain(hard.iter().cloned()).collect();
        let request = Request { hard: &hard, ..Request::default() };
        compile(&self.case, &request, &budget.limits, &budget.control).expect("no limit")
    }

    fn terms(&self, statement: &str) -> Formula {
        self.case.statements[self.statement(statement)].terms.clone().expect("terms").formula
    }

    /// No agreement but for these choices.
    fn nothing_but(&self, choices: &[(&str, &str)]) -> Package {
        let mut package = self.case.no_agreement().expect("no agreement");
        for (issue, option) in choices {
            let at = self.case.issues.iter().position(|each| each.id == *issue).expect("an issue");
            package[at] = self.choice(at, option);
        }
        package
    }

    fn choice(&self, issue: usize, option: &str) -> Choice {
        let issue = &self.case.issues[issue];
        let choices = 0..Choice::try_from(issue.choices()).expect("few");
        choices.into_iter().find(|&choice| issue.choice_id(choice) == option).expect("an option")
    }
}

const DEMANDS: [Demands; 2] = [Demands::Openings, Demands::Final];

#[test]
fn the_united_states_does_not_refuse_its_own_october_terms() {
    let record = Record::worked("new-start-2020", &[]);
    let october = record.terms("us-october");
    assert!(!record.packages(std::slice::from_ref(&october)).is_empty());
    for level in Level::ALL {
        let refused = record.positions("us", level, Demands::Openings).refused();
        assert!(record.packages(&[october.clone(), refused]).is_empty(), "{level:?}");
        // Its later demand for verification, read as final, leaves some of them.
        let refused = record.positions("us", level, Demands::Final).refused();
        assert!(!record.packages(&[october.clone(), refused.not()]).is_empty(), "{level:?}");
    }
}

#[test]
fn a_demand_that_was_dropped_refuses_nothing() {
    let record = Record::worked("new-start-2020", &[]);
    let dropped = record.statement("us-demanded-china-now");
    let by = record.statement("us-dropped-china");
    let entry = record.standing.entries.iter().find(|entry| entry.statement == dropped).expect("an entry");
    assert_eq!(entry.status, Status::Withdrawn { by });
    for (level, demands) in Level::ALL.into_iter().flat_map(|level| DEMANDS.map(|demands| (level, demands))) {
        let positions = record.positions("us", level, demands);
        let mut deciding = positions.refusals().iter().chain(positions.demands());
        assert!(deciding.all(|(statement, _)| *statement != dropped), "{level:?} {demands:?}");
    }
    // Before the withdrawal the same words do decide, so that this test can fail.
    let mut before = record.case;
    before.statements[by].answers.clear();
    let before = Record::of(before);
    let positions = before.positions("us", Level::Reported, Demands::Openings);
    assert!(positions.demands().iter().any(|(statement, _)| *statement == dropped));
}

#[test]
fn two_proposals_are_not_merged_into_one_that_nobody_made() {
    let record = Record::worked("new-start-2020", &[]);
    let five = record.statement("russia-five");
    let both = [("extension", "five-years"), ("freeze", "one-year")];
    let asked: Vec<_> = both
        .iter()
        .map(|(issue, option)| {
            let at = record.case.issues.iter().position(|each| each.id == *issue).expect("an issue");
            Formula::chooses(at, record.choice(at, option), record.case.issues[at].choices())
        })
        .collect();
    let packages: Vec<_> = record.packages(&asked).packages().collect();
    assert!(!packages.is_empty());
    for level in Level::ALL {
        let positions = record.positions("russia", level, Demands::Openings);
        for package in &packages {
            let verdict = positions.verdict(&record.case, package);
            assert_ne!(verdict.kind, VerdictKind::WithinTerms, "{level:?} {package:?}");
            let merged = verdict.because.contains(&five) && verdict.because.len() > 1;
            assert!(!merged || verdict.kind == VerdictKind::Refused, "{level:?} {verdict:?}");
        }
    }
}

/// Rejecting a whole is not rejecting its parts.
#[test]
fn ukraine_does_not_refuse_language_rights_or_a_nuclear_free_status() {
    for overlays in [&[][..], &["june-2024"]] {
        let record = Record::worked("ukraine-settlement", overlays);
        assert_eq!(record.case.as_of.map(|day| day.to_string()), Some("2024-06-20".to_owned()));
        let parts = [("language", "protected"), ("nuclear", "free")];
        for choices in [&parts[..1], &parts[1..], &parts[..]] {
            let package = record.nothing_but(choices);
            for (level, demands) in Level::ALL.into_iter().flat_map(|level| DEMANDS.map(|each| (level, each)))
            {
                let positions = record.positions("ukraine", level, demands);
                let refuses: Vec<_> =
                    positions.refusals().iter().filter(|(_, formula)| formula.holds(&package)).collect();
                let by_rejection = refuses
                    .iter()
                    .any(|(statement, _)| record.case.statements[*statement].id.starts_with("rejection"));
                assert!(!by_rejection, "{choices:?} {level:?} {demands:?} {refuses:?}");
                if demands == Demands::Openings {
                    assert!(refuses.is_empty(), "{choices:?} {level:?} {refuses:?}");
                }
            }
        }
        // The whole that it did reject is refused.
        let whole = record.terms("rejection-2024");
        let refused = record.positions("ukraine", Level::Reported, Demands::Openings).refused();
        assert!(!record.packages(std::slice::from_ref(&whole)).is_empty());
        assert!(record.packages(&[whole, refused.not()]).is_empty());
    }
}

/// Taking away what unnamed people say changes nothing at the level *own*.
#[test]
fn nothing_rests_on_unnamed_officials_alone_at_the_level_own() {
    for name in CASES {
        let scenarios = scenarios(name);
        let mut runs = vec![None];
        runs.extend(scenarios.iter().map(String::as_str).map(Some));
        for scenario in runs {
            let overlays: Vec<_> = scenario.into_iter().collect();
            let record = Record::worked(name, &overlays);
            let unnamed = |statement: StatementIndex| {
                record.case.statements[statement].chain.iter().any(|&voice| !record.case.voices[voice].named)
            };
            let own = record.standing.standing().filter(|entry| entry.level == Level::Own);
            assert!(own.into_iter().all(|entry| !unnamed(entry.statement)), "{name} {scenario:?}");
            let mut silenced = record.case.clone();
            for statement in (0..record.case.statements.len()).filter(|&statement| unnamed(statement)) {
                silenced.statements[statement].terms = None;
                silenced.statements[statement].only_if = None;
            }
            let silenced = Record::of(silenced);
            for party in record.case.parties.iter().map(|party| party.id.as_str()) {
                let count = |of: &Record| {
                    let positions = of.positions(party, Level::Own, Demands::Openings);
                    let count = |formula: Formula| of.packages(&[formula]).count();
                    [positions.within_terms(&of.case), positions.refused(), positions.against_demand()]
                        .map(count)
                };
                assert_eq!(count(&record), count(&silenced), "{name} {scenario:?} {party}");
            }
        }
    }
}

/// The unnamed officials do count where they are asked for, so that the test above can fail.
#[test]
fn unnamed_officials_speak_at_the_level_attributed() {
    let record = Record::worked("ukraine-settlement", &[]);
    let officer = record.statement("officer-deal");
    let entry = record.standing.entries.iter().find(|entry| entry.statement == officer).expect("an entry");
    assert_eq!(entry.level, Level::Attributed);
}
