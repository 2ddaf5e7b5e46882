//! Files that are edited: nobody's change is lost.

use serde_json::json;

use crate::workbench::{CASE, Served};

const FILE: &str = "/api/v1/cases/ferry/file?path=case.toml";

#[tokio::test]
async fn a_change_is_saved_and_the_old_text_can_be_had_again() {
    let served = Served::new().await;
    let before = served.get(FILE).await.json();
    assert_eq!(before["text"], CASE);
    let old = before["version"].as_str().expect("a version");
    let text = CASE.replace("The ferry", "The new ferry");
    let saved = served.change("PUT", FILE, &[("if-match", old)], &json!({ "text": text }).to_string()).await;
    assert_eq!(saved.status, 200, "{}", saved.body);
    assert_eq!(std::fs::read_to_string(served.case("ferry/case.toml")).expect("a file"), text);
    let versions = served.get("/api/v1/cases/ferry/versions?path=case.toml").await.json();
    assert_eq!(versions["versions"].as_array().map(Vec::len), Some(2), "{versions}");
    let earlier =
        served.get(&format!("/api/v1/cases/ferry/version?path=case.toml&version={old}")).await.json();
    assert_eq!(earlier["text"], CASE);
}

#[tokio::test]
async fn somebody_elses_change_is_not_overwritten() {
    let served = Served::new().await;
    let old = served.get(FILE).await.json()["version"].as_str().expect("a version").to_owned();
    let theirs = CASE.replace("The ferry", "Theirs");
    std::fs::write(served.case("ferry/case.toml"), &theirs).expect("a file");
    let mine = json!({ "text": CASE.replace("The ferry", "Mine") }).to_string();
    let refused = served.change("PUT", FILE, &[("if-match", &old)], &mine).await;
    assert_eq!(refused.status, 409);
    assert_eq!(refused.json()["theirs"]["text"], theirs);
    assert_eq!(std::fs::read_to_string(served.case("ferry/case.toml")).expect("a file"), theirs);
    let unsaid = served.change("PUT", FILE, &[], &mine).await;
    assert_eq!(unsaid.status, 428);
}

#[tokio::test]
async fn of_two_at_once_one_is_saved() {
    let served = Served::new().await;
    let old = served.get(FILE).await.json()["version"].as_str().expect("a version").to_owned();
    let text = |who: &str| json!({ "text": CASE.replace("The ferry", who) }).to_string();
    let (one, other) = (text("One"), text("Other"));
    let more = [("if-match", old.as_str())];
    let (one, other) =
        tokio::join!(served.change("PUT", FILE, &more, &one), served.change("PUT", FILE, &more, &other));
    let mut statuses = [one.status, other.status];
    statuses.sort_unstable();
    assert_eq!(statuses, [200, 409]);
}

#[tokio::test]
async fn nothing_outside_the_case_is_read_or_written() {
    let served = Served::new().await;
    std::fs::write(served.folder.path().join("secret.toml"), "secret = 1").expect("a file");
    std::fs::create_dir(served.case("ferry/sources")).expect("a folder");
    std::fs::write(served.case("ferry/sources/a.md"), "secret").expect("a file");
    #[cfg(unix)]
    std::os::unix::fs::symlink("../secret.toml", served.case("ferry/link.toml")).expect("a link");
    let paths = [
        "../secret.toml",
        "..%2Fsecret.toml",
        "%2e%2e/secret.toml",
        "/etc/passwd",
        "ferry/../../secret.toml",
        "scenarios/../../secret.toml",
        "link.toml",
        "sources/a.md",
        ".",
        "",
        "case.toml%00",
        "scenarios",
    ];
    for path in paths {
        let read = served.get(&format!("/api/v1/cases/ferry/file?path={path}")).await;
        assert_eq!(read.status, 404, "{path}: {}", read.body);
        let target = format!("/api/v1/cases/ferry/file?path={path}");
        let wrote = served.change("PUT", &target, &[("if-match", "0")], "{\"text\":\"x\"}").await;
        assert_eq!(wrote.status, 404, "{path}: {}", wrote.body);
    }
    for case in ["..", "%2e%2e", "..%2f..", "ferry%2f..", "none", "%00"] {
        let read = served.get(&format!("/api/v1/cases/{case}/file?path=secret.toml")).await;
        assert!([400, 404].contains(&read.status), "{case}: {read:?}");
    }
    let kept = std::fs::read_to_string(served.folder.path().join("secret.toml")).expect("a file");
    assert_eq!(kept, "secret = 1");
}

#[tokio::test]
async fn a_text_is_checked_before_it_is_saved() {
    let served = Served::new().await;
    let body = json!({ "path": "case.toml", "text": CASE.replace("require =", "requires =") }).to_string();
    let checked = served.change("POST", "/api/v1/cases/ferry/check", &[], &body).await.json();
    let errors = checked["diagnostics"].as_array().expect("diagnostics").clone();
    assert!(errors.iter().any(|each| each["severity"] == "error" && each["range"].is_object()), "{checked}");
    assert_eq!(std::fs::read_to_string(served.case("ferry/case.toml")).expect("a file"), CASE);
}
