//! Verdicts on stability: those of real answers hold, and none that was forged does.

use serde_json::{Value, json};

use crate::{certificate, check, report, wrong};

const CERTIFICATES: [(&str, &str); 6] = [
    ("elmira", "stability-elmira"),
    ("cuba-1962", "stability-cuba"),
    ("january-2022", "stability-january"),
    ("weirs", "stability-weirs-0"),
    ("weirs", "stability-weirs-5"),
    ("weirs", "stability-weirs-gap"),
];

#[test]
fn verdicts_of_real_answers_hold() {
    for (case, name) in CERTIFICATES {
        let certificate = certificate(name);
        let report = report(case, &certificate);
        assert_eq!(wrong(&report), Vec::<String>::new(), "{name}: if a case has changed, run tests/renew.sh");
        let verdicts = certificate["verdicts"].as_array().map_or(0, Vec::len);
        assert!(report.exit_code() == 0 && report.counts().0 > verdicts && verdicts > 10, "{name}");
    }
}

/// Every verdict turned round, in every certificate.
#[test]
fn a_verdict_turned_round_is_found() {
    for (case, name) in CERTIFICATES {
        let honest = certificate(name);
        for at in 0..honest["verdicts"].as_array().map_or(0, Vec::len) {
            let mut forged = honest.clone();
            let verdict = &mut forged["verdicts"][at];
            if verdict["stable"] == json!(true) {
                let to =
                    verdict["answers"].get(0).map_or(verdict["package"].clone(), |first| first["to"].clone());
                *verdict = turned(verdict, false, json!([]), to);
            } else {
                let answers = json!([{ "to": verdict["undeterred"], "steps": [] }]);
                *verdict = turned(verdict, true, answers, Value::Null);
            }
            let report = report(case, &forged);
            assert_eq!((wrong(&report).len(), report.exit_code()), (1, 1), "{name}, verdict {at}");
        }
    }
}

fn turned(verdict: &Value, stable: bool, answers: Value, undeterred: Value) -> Value {
    let mut turned = verdict.clone();
    turned["stable"] = json!(stable);
    turned["answers"] = answers;
    turned["undeterred"] = undeterred;
    turned
}

/// An answer left out, a step that its mover cannot make, a party that is none.
#[test]
fn a_proof_with_a_hole_is_found() {
    let honest = certificate("stability-elmira");
    let verdicts = honest["verdicts"].as_array().expect("verdicts");
    let answered = |verdict: &&Value| verdict["answers"].get(0).is_some();
    let at = verdicts.iter().position(|verdict| answered(&verdict)).expect("a verdict with an answer");
    let mut tries = Vec::new();
    let mut change = |path: &str, value: Value| {
        let mut forged = honest.clone();
        *forged.pointer_mut(&format!("/verdicts/{at}{path}")).expect("a place") = value;
        tries.push((path.to_owned(), forged));
    };
    change("/answers", json!([]));
    change("/answers/0/steps", json!([]));
    change("/answers/0/steps/0/parties", json!(["residents"]));
    change("/answers/0/steps/0/to", verdicts[at]["package"].clone());
    change("/parties", json!(["mars"]));
    change("/package", json!({ "order": "as-given" }));
    change("/undeterred", verdicts[at]["package"].clone());
    for (path, forged) in tries {
        let report = report("elmira", &forged);
        assert_eq!(wrong(&report).len(), 1, "{path}: {}", report.human());
    }
}

/// What a verdict supposes is part of the claim: its fields go together, and a proof under
/// one supposition is none under a stricter one.
#[test]
fn another_foresight_is_another_claim() {
    let every = certificate("stability-weirs-0");
    let change = |honest: &Value, of: &dyn Fn(&Value) -> bool, key: &str, value: &str| {
        let at = honest["verdicts"].as_array().expect("verdicts").iter().position(of).expect("one of them");
        let mut changed = honest.clone();
        changed["verdicts"][at][key] = json!(value);
        check("weirs", &changed, detente_verify::LIMIT)
    };
    let looks_ahead = |verdict: &Value| verdict["concept"] == json!("lh:2");
    for (key, value) in [("reading", "a"), ("strength", "5"), ("strength", "priorities")] {
        let found = change(&every, &looks_ahead, key, value).expect("can be read");
        assert_eq!(wrong(&found).len(), 1, "{key}: {}", found.human());
    }
    let far = change(&every, &looks_ahead, "concept", "lh:4000").expect("can be read");
    assert_eq!((far.counts().1, far.counts().2), (0, 1), "{}", far.human());
    for value in ["lh:0", "lh:-1", "lh:", "likely"] {
        assert!(change(&every, &looks_ahead, "concept", value).is_err(), "{value}");
    }
    for (key, value) in [("strength", "0"), ("strength", "-5"), ("strength", "much"), ("reading", "e")] {
        assert!(change(&every, &looks_ahead, key, value).is_err(), "{value}");
    }
    // What deters does not deter strongly.
    let every = certificate("stability-weirs-gap");
    let deterred = |verdict: &Value| {
        verdict["concept"] == json!("gmr")
            && verdict["reading"].is_null()
            && verdict["strength"].is_null()
            && verdict["answers"].get(0).is_some()
    };
    let found = change(&every, &deterred, "strength", "99.5").expect("can be read");
    assert_eq!(wrong(&found).len(), 1, "{}", found.human());
}

#[test]
fn what_takes_too_many_packages_is_not_checked() {
    let report = check("elmira", &certificate("stability-elmira"), 2).expect("can be read");
    assert_eq!((report.exit_code(), report.counts().1), (3, 0));
}

#[test]
fn keys_that_are_not_known_are_refused() {
    let mut odd = certificate("stability-cuba");
    odd["verdicts"][0]["likely"] = json!(true);
    assert!(check("cuba-1962", &odd, 1000).is_err());
    odd = certificate("stability-cuba");
    odd["format"] = json!("detente/stability-certificate/2");
    assert!(check("cuba-1962", &odd, 1000).is_err());
}

/// Whoever moves nothing has nothing to improve, and proves nothing by it.
#[test]
fn a_claim_about_nobody_is_found() {
    let honest = certificate("stability-elmira");
    let verdicts = honest["verdicts"].as_array().expect("verdicts");
    let at = verdicts.iter().position(|verdict| verdict["stable"] == json!(false)).expect("an unstable one");
    let mut forged = honest.clone();
    let verdict = &mut forged["verdicts"][at];
    verdict["parties"] = json!(["ministry", "company"]);
    verdict["coalition"] = json!(false);
    verdict["concept"] = json!("nash");
    *verdict = turned(verdict, true, json!([]), Value::Null);
    let of_nobody = report("elmira", &forged);
    assert_eq!((wrong(&of_nobody).len(), of_nobody.exit_code()), (1, 1), "{}", of_nobody.human());
    forged["verdicts"] = json!([]);
    assert_eq!(report("elmira", &forged).exit_code(), 3, "a certificate without a verdict shows nothing");
}

/// Which sanctions count is part of the claim, and told.
#[test]
fn joint_sanctions_are_claimed_of_coalitions_alone_and_told() {
    let honest = certificate("stability-elmira");
    let verdicts = honest["verdicts"].as_array().expect("verdicts");
    let of = |coalition: bool| {
        let at = verdicts.iter().position(|verdict| verdict["coalition"] == json!(coalition))?;
        let mut changed = honest.clone();
        changed["verdicts"][at]["joint_sanctions"] = json!(true);
        Some(report("elmira", &changed))
    };
    assert_eq!(wrong(&of(false).expect("a single decision maker")).len(), 1);
    if let Some(of_coalition) = of(true) {
        assert!(of_coalition.human().contains("coalitions sanctioning too"), "{}", of_coalition.human());
    }
}
