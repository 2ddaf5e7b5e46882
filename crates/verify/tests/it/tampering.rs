//! Every kind of claim, changed: it is found, in words that name what is so
//! instead.

use proptest::prelude::*;
use serde_json::{Value, json};

use crate::{certificate, check, report, wrong};

/// Changes one place of a certificate; exactly the claims that contain
/// `expected` must be found wrong, in this order.
#[track_caller]
fn tampered(case: &str, name: &str, pointer: &str, value: Value, expected: &[&str]) {
    let mut certificate = certificate(name);
    *certificate.pointer_mut(pointer).unwrap_or_else(|| panic!("{name} has {pointer}")) = value;
    let report = report(case, &certificate);
    let wrong = wrong(&report);
    let fits =
        wrong.len() == expected.len() && wrong.iter().zip(expected).all(|(found, part)| found.contains(part));
    assert!(fits, "{pointer} of {name}: {wrong:#?}");
    assert_eq!(report.exit_code(), 1);
}

const TREATY: &str = "new-start-2020";
const NEW: &str = "new-start-new-administration";
const FINAL: &str = "new-start-demands-final";

#[test]
fn counts() {
    tampered(TREATY, NEW, "/counts/0/count", json!("271"), &["271 packages allowed: there are 270"]);
    tampered(TREATY, NEW, "/counts/1/count", json!("143"), &["there are 144"]);
    tampered(
        TREATY,
        NEW,
        "/counts/2/count",
        json!("7"),
        &["surely acceptable to all who are asked: there are 6"],
    );
    tampered(TREATY, NEW, "/counts/3/count", json!("125"), &["there are 126"]);
}

#[test]
fn verdicts() {
    tampered(TREATY, NEW, "/packages/0/accepts/us", json!("possibly"), &["us possibly: us surely"]);
    tampered(TREATY, FINAL, "/packages/0/accepts/russia", json!("surely"), &["russia never"]);
    tampered(TREATY, NEW, "/packages/0/accepts/china", json!("surely"), &["china unknown"]);
    tampered(TREATY, NEW, "/packages/0/accepts", json!({ "mars": "never" }), &["no party \"mars\""]);
}

#[test]
fn packages() {
    let options = "/packages/0/options";
    tampered(
        TREATY,
        NEW,
        &format!("{options}/verification"),
        json!("portal"),
        &["breaks the rule `nothing-to-verify`", "russia never"],
    );
    tampered(TREATY, NEW, &format!("{options}/extension"), json!("ten-years"), &["no option \"ten-years\""]);
    tampered(TREATY, NEW, &format!("{options}/extension"), json!("lapse"), &["`form` does not arise"]);
    tampered(TREATY, NEW, options, json!({}), &["`extension` arises and is left out"]);
    tampered(TREATY, NEW, options, json!({ "weather": "fine" }), &["no issue \"weather\""]);
}

#[test]
fn points_of_a_frontier() {
    let all = "are the whole frontier: point 1 is not on it";
    tampered(TREATY, NEW, "/frontier/points/0/values/0", json!("4374/72"), &["worth 4373/72 to us", all]);
    tampered(TREATY, NEW, "/frontier/points/0/packages", json!("7"), &["behind point 1 are 6 packages"]);
    tampered(
        TREATY,
        NEW,
        "/frontier/points/1",
        certificate(NEW)["frontier"]["points"][0].clone(),
        &["point 1 is at least as good as point 2", "point 2 is not on it"],
    );
    let one = json!([certificate(NEW)["frontier"]["points"][1]]);
    tampered(TREATY, NEW, "/frontier/points", one, &["1 points are missing, one of them at 4373/72 259/4"]);
    tampered(
        TREATY,
        NEW,
        "/frontier/parties",
        json!(["russia", "us"]),
        &["parties to compare are us, russia"],
    );
    let crossing = certificate("new-start-points")["frontier"]["points"].clone();
    tampered(
        TREATY,
        FINAL,
        "/frontier/points",
        crossing,
        &["point 1 at", "it crosses the red line russia/no-verification", "point 1 is not on it"],
    );
}

#[test]
fn points_that_a_party_would_not_accept() {
    // By hand: East puts owner, toll with share, crane in order, so owner weighs 25/48; sharing is the
    // middle of three levels of it, without a toll the rest is worth nothing: 50 * 25/48.
    // Points over all allowed packages, claimed to be acceptable.
    let mut changed = certificate("harbour-all");
    changed["frontier"]["all"] = json!(false);
    let wrong = wrong(&report("harbour", &changed));
    let red_line = "it crosses the red line west/not-all-to-east";
    assert!(wrong.iter().any(|each| each.starts_with("point 1 ") && each.ends_with(red_line)), "{wrong:#?}");
    let short = "to east it is worth less than no agreement, which is worth 625/24";
    assert!(wrong.iter().any(|each| each.starts_with("point 15 ") && each.contains(short)), "{wrong:#?}");
}

#[test]
fn conflicts() {
    let first = "/conflicts/0";
    tampered(TREATY, FINAL, &format!("{first}/0"), json!("russia/no-deal"), &["", "conflicts"]);
    tampered(
        TREATY,
        FINAL,
        first,
        json!(["us/no-unverified-freeze", "russia/no-verification"]),
        &["some package meets them all", "is none among the conflicts"],
    );
    let more = json!([
        "us/no-unverified-freeze",
        "us/no-extension-without-freeze",
        "russia/no-verification",
        "us/no-deal"
    ]);
    tampered(
        TREATY,
        FINAL,
        first,
        more,
        &["in conflict without us/no-deal as well", "is none among the conflicts"],
    );
    tampered(TREATY, FINAL, first, json!(["us/more"]), &["no demand \"us/more\"", "no demand \"us/more\""]);
    tampered(TREATY, FINAL, "/conflicts", json!([]), &["1 conflicts are missing"]);
    tampered(
        "quarry",
        "quarry",
        "/conflicts/1/2",
        json!("abbey/the-bell"),
        &["some package meets them all", "is none"],
    );
}

#[test]
fn corrections() {
    let opened = "/corrections/0/opens/verification";
    tampered(TREATY, FINAL, opened, json!("recount"), &["it breaks russia/no-verification"]);
    let more = json!(["us/no-unverified-freeze", "russia/no-verification"]);
    tampered(
        TREATY,
        FINAL,
        "/corrections/0/without",
        more,
        &["it is enough to give up us/no-unverified-freeze", "is none among the corrections"],
    );
    tampered(
        TREATY,
        FINAL,
        "/corrections/1/without/0",
        json!("us/no-unverified-freeze"),
        &["it breaks us/no-extension-without-freeze", "stands twice among the corrections"],
    );
    tampered("quarry", "quarry", "/corrections", json!([]), &["3 corrections are missing"]);
}

#[test]
fn who_is_asked() {
    tampered(
        "harbour",
        "harbour-without-guild",
        "/without",
        json!([]),
        &["parties to compare are east, west, guild, port"],
    );
    let mut changed = certificate(FINAL);
    changed["without"] = json!(["russia"]);
    let wrong = wrong(&report(TREATY, &changed));
    assert!(wrong.iter().any(|each| each.starts_with("0 packages that cross no red line")), "{wrong:#?}");
    assert!(wrong.iter().any(|each| each.contains("no demand \"russia/no-verification\"")), "{wrong:#?}");
    tampered(TREATY, NEW, "/without", json!(["mars"]), &["no such party"]);
}

#[test]
fn where_it_comes_from() {
    tampered(TREATY, NEW, "/made_with/inputs/0/sha256", json!("00"), &["the file has sha256"]);
    tampered(
        TREATY,
        NEW,
        "/made_with/inputs/0/path",
        json!("other.toml"),
        &["no such file was read", "case.toml was read"],
    );
    // Another scenario: its file was not read, and what was claimed is not so.
    let mut changed = certificate(NEW);
    changed["made_with"]["scenarios"] = json!(["demands-final"]);
    let wrong = wrong(&report(TREATY, &changed));
    assert!(
        wrong.iter().any(|each| each.contains("scenarios/demands-final.toml was read as well")),
        "{wrong:#?}"
    );
}

/// Every pointer into a value.
fn places(value: &Value, at: String, into: &mut Vec<String>) {
    match value {
        Value::Array(items) => {
            items.iter().enumerate().for_each(|(key, item)| places(item, format!("{at}/{key}"), into));
        }
        Value::Object(items) => {
            items.iter().for_each(|(key, item)| places(item, format!("{at}/{key}"), into))
        }
        _ => {}
    }
    into.push(at);
}

fn replacement() -> impl Strategy<Value = Value> {
    prop_oneof![
        Just(Value::Null),
        Just(json!([])),
        Just(json!({})),
        any::<bool>().prop_map(Value::from),
        any::<i64>().prop_map(Value::from),
        any::<String>().prop_map(Value::from),
        "-?[0-9]{0,30}/?-?[0-9]{0,30}".prop_map(Value::from),
        prop_oneof!["surely", "none", "deep", "closed", "hill/no-deal", "hill", "depth"]
            .prop_map(Value::from),
    ]
}

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::default() })]

    /// Whatever is changed, there is a report or a reason, and no claim is lost without one.
    #[test]
    fn nothing_makes_it_panic(
        changes in prop::collection::vec((any::<prop::sample::Index>(), any::<prop::sample::Index>(), replacement(), any::<bool>()), 1..4),
    ) {
        let mut certificate = certificate("quarry");
        for (at, from, value, moved) in changes {
            let mut all = Vec::new();
            places(&certificate, String::new(), &mut all);
            let value = if moved { certificate.pointer(from.get::<String>(&all)).cloned().unwrap_or(value) } else { value };
            if let Some(place) = certificate.pointer_mut(at.get::<String>(&all)) {
                *place = value;
            }
        }
        if let Ok(report) = check("quarry", &certificate, 1000) {
            prop_assert!(report.human().lines().count() == report.findings.len() + 2);
        }
    }
}
