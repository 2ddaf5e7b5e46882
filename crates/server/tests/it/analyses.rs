//! The analyses over HTTP.

use serde_json::Value;

use crate::workbench::{CASE, Served};

#[tokio::test]
async fn the_folder_is_listed() {
    let served = Served::new().await;
    std::fs::create_dir(served.case("broken")).expect("a folder");
    std::fs::write(served.case("broken/case.toml"), "detente = 1\ntitle = ").expect("a case");
    let listed = served.get("/api/v1/cases").await.json();
    let cases = listed["cases"].as_array().expect("cases").clone();
    let ids: Vec<_> = cases.iter().map(|case| case["id"].as_str().unwrap_or_default()).collect();
    assert_eq!(ids, ["broken", "ferry"]);
    assert_eq!(cases[0]["title"], Value::Null);
    assert!(cases[0]["errors"].as_u64().is_some_and(|errors| errors > 0));
    assert_eq!((cases[1]["parties"].as_u64(), cases[1]["issues"].as_u64()), (Some(2), Some(2)));
}

#[tokio::test]
async fn every_analysis_answers_or_says_what_is_wrong() {
    let served = Served::new().await;
    let good = [
        "show",
        "model",
        "solve",
        "solve?all=true&without=company",
        "on-record",
        "explain?choose=fare%3Dlow",
        "compare?first=fare%3Dlow&second=fare%3Dhigh",
        "record/timeline",
        "record/conflicts",
        "record/offers?party=council",
        "record/list",
        "points",
        "points?choose=fare%3Dlow&choose=fare%3Dhigh",
        "build",
        "build?choose=fare%3Dlow&choose=sailings%3Deight",
        "check",
    ];
    for path in good {
        let answer = served.get(&format!("/api/v1/cases/ferry/{path}")).await;
        assert_eq!(answer.status, 200, "{path}: {}", answer.body);
        assert!(answer.json().is_object(), "{path}");
    }
    let bad = [
        ("solve?without=nobody", "nobody"),
        ("explain?choose=fare%3Dfree", "free"),
        ("explain?choose=fare", "fare"),
        ("show?on=2020-13-01", "2020-13-01"),
        ("solve?time=-1", "time"),
        ("solve?limit=many", "query"),
        ("show?scenario=none", ""),
        ("robust?draws=1", "draws"),
        ("stability?concepts=nosh", "nash"),
        ("paths?by=air", "air"),
        ("record/offers", "party"),
        ("record/search?q=", "word"),
    ];
    for (path, word) in bad {
        let answer = served.get(&format!("/api/v1/cases/ferry/{path}")).await;
        assert!([400, 422].contains(&answer.status), "{path}: {} {}", answer.status, answer.body);
        assert_eq!(answer.header("content-type"), Some("application/problem+json"), "{path}");
        assert!(answer.body.contains(word), "{path}: {}", answer.body);
    }
}

#[tokio::test]
async fn a_case_with_errors_tells_them() {
    let served = Served::new().await;
    std::fs::write(served.case("ferry/case.toml"), CASE.replace("fare != low", "fare != lowest"))
        .expect("a case");
    let answer = served.get("/api/v1/cases/ferry/solve").await;
    assert_eq!(answer.status, 422);
    let diagnostics = answer.json()["diagnostics"].as_array().expect("diagnostics").clone();
    assert!(diagnostics.iter().any(|each| each["range"]["start"]["line"].is_u64()), "{diagnostics:?}");
}

#[tokio::test]
async fn a_package_is_put_together() {
    let served = Served::new().await;
    let path = "/api/v1/cases/ferry/build?choose=sailings%3Deight&choose=fare%3Dlow";
    let built = served.get(path).await.json();
    assert_eq!(built["breaks"][0]["id"], "pays");
    let path = "/api/v1/cases/ferry/build?choose=sailings%3Deight&choose=fare%3Dmiddle";
    let built = served.get(path).await.json();
    assert_eq!(built["breaks"].as_array().map(Vec::len), Some(0));
    assert_eq!(built["blocked"]["fare"], serde_json::json!(["low"]));
    assert_eq!(built["package"]["options"]["sailings"], "eight");
    assert_eq!(built["all"], "unknown");
}

#[tokio::test]
async fn points_are_all_packages_or_as_many_as_asked() {
    let served = Served::new().await;
    let all = served.get("/api/v1/cases/ferry/points").await.json();
    assert_eq!((all["all"].as_bool(), all["total"].as_str()), (Some(true), Some("8")));
    assert_eq!(all["points"].as_array().map(Vec::len), Some(8));
    let few = served.get("/api/v1/cases/ferry/points?most=3&choose=sailings%3Dsix").await.json();
    assert_eq!(few["total"], "3");
    let none = served.get("/api/v1/cases/ferry/points?most=3").await.json();
    assert_eq!(none["all"], false);
}

/// What a case says is data wherever it is shown.
#[tokio::test]
async fn what_a_case_says_runs_nowhere() {
    let served = Served::new().await;
    let script = "<script>alert(1)</script><img src=x onerror=alert(1)>";
    let text =
        CASE.replace("The ferry", script).replace("Sailings a day", script).replace("The council", script);
    std::fs::write(served.case("ferry/case.toml"), text).expect("a case");
    let report = served.get("/api/v1/cases/ferry/report").await;
    assert_eq!(report.status, 200);
    assert!(report.body.contains("&lt;script&gt;"), "{}", report.body);
    assert!(!report.body.contains("<script>") && !report.body.contains("<img src=x"), "{}", report.body);
    assert!(report.header("content-security-policy").is_some_and(|policy| policy.contains("sandbox")));
    let shown = served.get("/api/v1/cases/ferry/show").await;
    assert_eq!(shown.header("content-type"), Some("application/json"));
}
