//! Long work.

use serde_json::json;

use crate::workbench::Served;

#[tokio::test]
async fn a_job_runs_and_gives_the_answer_that_a_request_gets() {
    let served = Served::new().await;
    let body =
        json!({ "case": "ferry", "analysis": "solve", "query": { "without": ["company"], "all": "true" } });
    let begun = served.change("POST", "/api/v1/jobs", &[], &body.to_string()).await;
    assert_eq!(begun.status, 202, "{}", begun.body);
    let id = begun.json()["id"].as_u64().expect("a number");
    let events = served.get(&format!("/api/v1/jobs/{id}/events")).await;
    assert_eq!(events.header("content-type"), Some("text/event-stream"));
    assert!(events.body.contains("event: done"), "{}", events.body);
    let result = served.get(&format!("/api/v1/jobs/{id}/result")).await;
    let direct = served.get("/api/v1/cases/ferry/solve?all=true&without=company").await;
    assert_eq!(result.body, direct.body);
    let listed = served.get("/api/v1/jobs").await.json();
    assert_eq!(listed["jobs"][0]["state"], "done");
}

#[tokio::test]
async fn what_is_wrong_with_a_job_is_told() {
    let served = Served::new().await;
    for (body, status) in [
        (json!({ "case": "none", "analysis": "solve" }), 404),
        (json!({ "case": "ferry", "analysis": "guess" }), 422),
        (json!({ "case": "ferry" }), 422),
        (json!({ "case": "ferry", "analysis": "solve", "query": { "time": "never" } }), 400),
    ] {
        let begun = served.change("POST", "/api/v1/jobs", &[], &body.to_string()).await;
        assert_eq!(begun.status, status, "{body}: {}", begun.body);
    }
    let body = json!({ "case": "ferry", "analysis": "robust" });
    let id = served.change("POST", "/api/v1/jobs", &[], &body.to_string()).await.json()["id"].clone();
    let events = served.get(&format!("/api/v1/jobs/{id}/events")).await;
    assert!(events.body.contains("event: failed"), "{}", events.body);
    assert_eq!(served.get(&format!("/api/v1/jobs/{id}/result")).await.status, 400);
    assert_eq!(served.get("/api/v1/jobs/999").await.status, 404);
    assert_eq!(served.get("/api/v1/jobs/x").await.status, 404);
}
