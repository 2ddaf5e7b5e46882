//! Cases at the edge: every question gives an answer or says why not, and nothing
//! panics or grows beyond its limits.

use detente_case::load::{MemoryFiles, load};
use detente_case::model::Case;
use detente_space::control::Control;
use detente_stability::certificate::Certificate;
use detente_stability::coalition::{
    CoalitionStability, Sanctions, Together, all_coalitions, equilibrium_jumps,
};
use detente_stability::concepts::{Concept, Stability, limited_move, simultaneous};
use detente_stability::explain::{Explanation, Who};
use detente_stability::inverse::inverse;
use detente_stability::model::{Limits, Model, ModelError};
use detente_stability::paths::{By, Evolution};
use detente_stability::strength::{Strength, degrees};
use detente_stability::unknown::{PartialOrders, Reading, stability};
use detente_verify::stability::Flaw;

use crate::explained::check;
use crate::known::TWO;

const HEAD: &str = "detente = 1\n[case]\ntitle = \"T\"\nbecause = \"test\"\n";

fn case(body: &str) -> Case {
    let loaded = load(&MemoryFiles::of("case.toml", format!("{HEAD}{body}")), "case.toml", &[]);
    loaded.case.unwrap_or_else(|| panic!("{:?}\n{body}", loaded.diagnostics))
}

fn parties(count: usize) -> String {
    (0..count).map(|at| format!("[parties.p{at}]\nname = \"P\"\n")).collect()
}

fn option(name: &str, control: &str) -> String {
    format!(
        "[issues.{name}]\ntitle = \"O\"\noptions.no = \"N\"\noptions.yes = \"Y\"\nno-deal = \"no\"\n{control}\n"
    )
}

/// Asks everything; what it says does not matter here.
fn ask_everything(case: &Case, limits: &Limits) {
    let control = Control::unlimited();
    let model = match Model::build(case, limits, &control) {
        Ok(model) => model,
        Err(error) => {
            assert!(!error.to_string().is_empty());
            return;
        }
    };
    let makers = model.decision_makers().len();
    let last = model.all().last().expect("a state");
    let found = Stability::of(&model, &Concept::ALL, limits, &control);
    let blocks = model.indistinguishable(limits, &Control::unlimited());
    assert!(blocks.is_err() || blocks.is_ok_and(|blocks| blocks.len() == model.states()));
    let _ = (limited_move(&model, 4, limits, &control), simultaneous(&model, limits, &control));
    for concept in Concept::ALL {
        let equilibria: Vec<_> =
            found.as_ref().map(|found| found.equilibria(concept).collect()).unwrap_or_default();
        let everybody: Vec<usize> = (0..model.parties()).collect();
        let _ = equilibrium_jumps(&model, &equilibria, &everybody, limits);
        for maker in 0..makers {
            let _ = inverse(&model, maker, last, concept, 3, limits, &control);
            let _ = degrees(case, &model, maker, concept, Strength::Priorities, limits, &control);
            let explained =
                Explanation::of(&model, &Who::DecisionMaker(maker), &[concept], last, None, usize::MAX);
            if let Some(explained) = explained.and_then(|each| each.into_iter().next()) {
                let certificate = Certificate::of(&model, &explained).expect("nothing is left out");
                if let Ok(found) = &found {
                    assert_eq!(found.is_stable(maker, concept, last), Some(explained.is_stable()));
                }
                let checked = check(case, &certificate, 10_000);
                assert!(matches!(checked, Ok(()) | Err(Flaw::TooLong)), "{checked:?}");
            }
        }
        let _ = Explanation::of(&model, &Who::Coalition(everybody), &[concept], last, None, 3);
    }
    if let Some(coalitions) = all_coalitions(&model, 1) {
        for sanctions in [Sanctions::DecisionMakers, Sanctions::Coalitions] {
            let _ = CoalitionStability::of(
                &model,
                coalitions.clone(),
                &Concept::ALL,
                sanctions,
                limits,
                &control,
            );
        }
    }
    for by in [By::Moves, By::Improvements, By::Staying] {
        let Ok(evolution) = Evolution::of(&model, 0, &vec![by; makers], limits, &control) else { continue };
        assert!(evolution.shortest(&model, last, 3).found.len() <= 3);
        assert!(evolution.simple_paths(&model, last, usize::MAX, 3).found.len() <= 3);
        assert!(evolution.diagram(&model, 3).found.len() <= 3);
    }
    if let Ok(known) = PartialOrders::of(case, &model, limits, &control) {
        for reading in Reading::ALL {
            let _ = stability(&model, &known, reading, &Concept::ALL, limits, &control);
        }
    }
}

fn hostile() -> Vec<(&'static str, String)> {
    let two = || parties(2);
    vec![
        ("nobody controls anything", two() + &option("a", "") + &option("b", "")),
        (
            "nobody wants anything",
            two() + &option("a", "control = [\"p0\"]") + &option("b", "control = [\"p1\"]"),
        ),
        (
            "one state is left",
            two()
                + &option("a", "control = [\"p0\"]")
                + "[[rules]]\nid = \"r\"\nkind = \"logic\"\nrequire = \"a = yes\"\n[preferences.p0]\npriorities = [\"a = no\"]\n",
        ),
        (
            "no state is left",
            two()
                + &option("a", "control = [\"p0\"]")
                + "[[rules]]\nid = \"r\"\nkind = \"logic\"\nrequire = \"a = yes and a = no\"\n",
        ),
        (
            "everything is moved together",
            two()
                + &(0..5)
                    .map(|at| option(&format!("o{at}"), "jointly = [\"p0\", \"p1\"]"))
                    .collect::<String>()
                + "[preferences.p0]\npriorities = [\"o0 = yes\", \"o1 = yes or o2 = yes\"]\n[preferences.p1]\npriorities = [\"o0 = no\", \"o3 = yes\"]\n",
        ),
        (
            "all is tied",
            two()
                + &(0..4)
                    .map(|at| option(&format!("o{at}"), &format!("control = [\"p{}\"]", at % 2)))
                    .collect::<String>()
                + "[preferences.p0]\npriorities = [\"o0 = yes or o0 = no\"]\n[preferences.p1]\npriorities = [{ want = \"o1 = yes or o1 = no\", strong = true }]\n",
        ),
        (
            "both move everything, one way",
            two()
                + &(0..6)
                    .map(|at| {
                        option(&format!("o{at}"), "control = [\"p0\", \"p1\"]\nmoves = [\"no -> yes\"]")
                    })
                    .collect::<String>()
                + "[preferences.p0]\npriorities = [\"o0 = yes\", \"o5 = no\"]\n[preferences.p1]\npriorities = [\"o3 = no\"]\n",
        ),
        (
            "thirteen parties",
            parties(13)
                + &(0..13)
                    .map(|at| option(&format!("o{at}"), &format!("control = [\"p{at}\"]")))
                    .collect::<String>()
                + "[preferences.p0]\npriorities = [\"o0 = yes\"]\n",
        ),
        (
            "three thousand million choices",
            two()
                + &(0..32)
                    .map(|at| option(&format!("o{at}"), &format!("control = [\"p{}\"]", at % 2)))
                    .collect::<String>(),
        ),
    ]
}

#[test]
fn every_question_has_an_answer_or_a_reason() {
    let tight = Limits { bytes: 1 << 16, steps: 10_000, ..Limits::default() };
    let ample = Limits { bytes: 1 << 26, steps: 3_000_000, threads: 2, ..Limits::default() };
    for (_, body) in hostile() {
        let case = case(&body);
        for limits in [tight, ample] {
            ask_everything(&case, &limits);
        }
    }
}

/// A thousand million states are refused by their number; a model for which the
/// limits are just wide enough is built.
#[test]
fn the_number_of_states_is_known_beforehand() {
    let text = |options: usize| {
        parties(2)
            + &(0..options)
                .map(|at| option(&format!("o{at}"), &format!("control = [\"p{}\"]", at % 2)))
                .collect::<String>()
    };
    let control = Control::unlimited();
    let refused = Model::build(&case(&text(30)), &Limits::default(), &control);
    let Err(ModelError::TooLarge { states, .. }) = refused else { panic!("{refused:?}") };
    assert_eq!(states.to_string(), "1073741824");
    let small = case(&text(10));
    let Err(ModelError::TooLarge { states, bytes, .. }) =
        Model::build(&small, &Limits { bytes: 0, ..Limits::default() }, &control)
    else {
        panic!("nothing fits into no memory");
    };
    assert_eq!(states.to_string(), "1024");
    let bytes = u64::try_from(bytes).expect("small");
    assert!(Model::build(&small, &Limits { bytes: bytes - 1, ..Limits::default() }, &control).is_err());
    assert!(Model::build(&small, &Limits { bytes, ..Limits::default() }, &control).is_ok());
}

#[test]
fn a_model_that_would_not_fit_says_so_with_the_number() {
    let mut text = TWO.to_owned();
    for issue in 0..60 {
        text += &format!(
            "[issues.i{issue}]\ntitle = \"I\"\noptions.no = \"N\"\noptions.yes = \"Y\"\nno-deal = \"no\"\ncontrol = [\"row\"]\n"
        );
    }
    let loaded = load(&MemoryFiles::of("case.toml", text), "case.toml", &[]);
    let error = Model::build(&loaded.case.unwrap(), &Limits::default(), &Control::unlimited()).unwrap_err();
    assert!(error.to_string().starts_with("1152921504606846976 states would need "), "{error}");
}

/// Whatever may take long asks whether to stop.
#[test]
fn what_is_stopped_stops() {
    let options = [option("one", "control = [\"p0\"]"), option("two", "control = [\"p1\"]")];
    let orders = "[preferences.p0]\nranking = [\"one = yes\"]\n[preferences.p1]\nranking = [\"two = yes\"]\n";
    let case = case(&format!("{}{}{orders}", parties(2), options.concat()));
    let (limits, stop) = (Limits::default(), Control::new(&|| true));
    let model = Model::build(&case, &limits, &Control::unlimited()).unwrap();
    let stopped = |result: Result<(), ModelError>| matches!(result, Err(ModelError::Stopped(_)));
    assert!(stopped(Model::build(&case, &limits, &stop).map(drop)));
    assert!(stopped(limited_move(&model, 4, &limits, &stop).map(drop)));
    assert!(stopped(simultaneous(&model, &limits, &stop).map(drop)));
    assert!(stopped(model.indistinguishable(&limits, &stop).map(drop)));
    assert!(stopped(Together::outside(&model, &[], &limits, &stop).map(drop)));
}
