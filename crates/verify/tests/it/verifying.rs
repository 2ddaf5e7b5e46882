//! What the solver claims holds.

use detente_verify::LIMIT;

use crate::{certificate, check, here, report, wrong};

const HINT: &str = "if a case has changed, run tests/renew.sh";

fn all_verified(case: &str, name: &str) {
    let report = report(case, &certificate(name));
    assert_eq!(wrong(&report), Vec::<String>::new(), "{name}: {HINT}");
    assert_eq!(report.exit_code(), 0, "{name}:\n{}", report.human());
}

#[test]
fn the_treaty_and_the_freeze() {
    for name in [
        "new-start",
        "new-start-points",
        "new-start-demands-final",
        "new-start-new-administration",
        "new-start-deferred",
    ] {
        all_verified("new-start-2020", name);
    }
}

#[test]
fn the_settlement_with_half_a_million_packages() {
    all_verified("ukraine-settlement", "ukraine");
    all_verified("ukraine-settlement", "ukraine-assumed");
}

#[test]
fn small_cases_with_every_kind_of_preference() {
    for name in ["harbour", "harbour-without-guild", "harbour-all"] {
        all_verified("harbour", name);
    }
    all_verified("quarry", "quarry");
}

#[test]
fn what_needs_too_many_packages_is_not_checked_and_the_rest_is() {
    for name in ["european-enlargement", "european-assumed"] {
        let report = check("european-security-2022", &certificate(name), LIMIT).expect("can be read");
        assert_eq!(wrong(&report), Vec::<String>::new(), "{name}: {HINT}");
        assert_eq!(report.exit_code(), 3, "{name}");
        let (verified, _, unchecked) = report.counts();
        assert!(
            verified > unchecked && report.human().contains("not checked  995327 packages allowed"),
            "{name}"
        );
    }
    let small = check("quarry", &certificate("quarry"), 17).expect("can be read");
    assert_eq!((small.exit_code(), small.counts().1), (3, 0));
}

#[test]
fn nothing_of_the_solver_is_shared() {
    let manifest = std::fs::read_to_string(here().join("Cargo.toml")).expect("the manifest is there");
    let ours: Vec<_> =
        manifest.lines().filter_map(|line| line.strip_prefix("detente-")?.split(['.', ' ']).next()).collect();
    assert_eq!(ours, ["case", "syntax"]);
}
