//! `record draft --model-url` against a server of these tests that answers well,
//! wrongly, slowly and not to the end.

use std::io::{Read, Write};
use std::net::{TcpListener, TcpStream};
use std::time::Duration;

use detente_case::hash::sha256;
use serde_json::json;

use crate::support::{OnDisk, Run};

const TEXT: &str = "North and South met on the lake. They parted as friends, and the boats were many.\n";

fn case() -> OnDisk {
    let case = OnDisk::of(format!(
        "detente = 1\n[case]\ntitle = \"The lake\"\n[parties.north]\nname = \"North\"\n[issues.dam]\ntitle = \"A dam\"\n\
         options.none = \"No dam\"\noptions.low = \"A low dam\"\n[sources.journal]\ntitle = \"Talks\"\n\
         file = \"sources/journal.txt\"\nsha256 = \"{}\"\n",
        sha256(TEXT.as_bytes())
    ));
    let sources = case.folder.path().join("case/sources");
    std::fs::create_dir(&sources).expect("a folder");
    std::fs::write(sources.join("journal.txt"), TEXT).expect("a file");
    case
}

/// Reads one request to its end; its text.
fn request(stream: &mut TcpStream) -> String {
    let mut bytes = Vec::new();
    let mut buffer = [0; 4096];
    loop {
        let count = stream.read(&mut buffer).expect("a request");
        bytes.extend_from_slice(&buffer[..count]);
        let text = String::from_utf8_lossy(&bytes).into_owned();
        let length = text.lines().find_map(|line| {
            let (name, value) = line.split_once(':')?;
            name.eq_ignore_ascii_case("content-length").then(|| value.trim().parse::<usize>().ok())?
        });
        let head = text.find("\r\n\r\n").map(|at| at + 4);
        if count == 0 || head.zip(length).is_some_and(|(head, length)| bytes.len() >= head + length) {
            return text;
        }
    }
}

/// Runs `record draft` with a server that answers once.
fn drafted(answer: impl FnOnce(&mut TcpStream) + Send) -> (Run, String) {
    let case = case();
    let listener = TcpListener::bind("127.0.0.1:0").expect("a port");
    let url = format!("http://{}/v1", listener.local_addr().expect("an address"));
    std::thread::scope(|scope| {
        let server = scope.spawn(move || {
            let (mut stream, _) = listener.accept().expect("a client");
            let asked = request(&mut stream);
            answer(&mut stream);
            asked
        });
        let words = [
            "record",
            "draft",
            "case",
            "journal",
            "--model-url",
            &url,
            "--model",
            "m",
            "--model-timeout",
            "2",
            "--format",
            "json",
        ];
        let run = case.run(&words);
        (run, server.join().expect("a request"))
    })
}

fn send(stream: &mut TcpStream, body: &str) {
    let head = format!(
        "HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nContent-Length: {}\r\nConnection: close\r\n\r\n",
        body.len()
    );
    let _ = stream.write_all(format!("{head}{body}").as_bytes());
}

fn completion(content: &str) -> String {
    json!({ "choices": [{ "message": { "role": "assistant", "content": content } }] }).to_string()
}

#[test]
fn quotes_that_stand_become_drafts_and_wrong_ones_are_counted() {
    let content = json!({ "statements": [
        { "quote": "They parted as friends", "stance": "signals", "about": ["north"] },
        { "quote": "They parted as enemies", "stance": "rejects", "about": ["north"] },
    ] });
    let (run, asked) = drafted(|stream| send(stream, &completion(&content.to_string())));
    let told = run.json();
    let drafts = told["drafts"].as_array().expect("drafts");
    let of_model: Vec<_> = drafts.iter().filter(|draft| draft["because"] == json!(["model: m"])).collect();
    assert_eq!(of_model.len(), 1, "{told}");
    assert_eq!(of_model[0]["passage"], "They parted as friends");
    assert_eq!(told["dropped"].as_array().map(Vec::len), Some(1));
    assert!(run.err.contains("sending the 82 characters of `journal`"), "{}", run.err);
    assert!(asked.starts_with("POST /v1/chat/completions"), "{asked}");
}

#[test]
fn malformed_answers_are_dropped_with_their_reason() {
    for (body, why) in [
        ("{\"choices\": [{\"mess".to_owned(), "no chat completion"),
        (completion("I am sorry."), "not JSON"),
        (completion("[1, 2]"), "no list"),
    ] {
        let (run, _) = drafted(|stream| send(stream, &body));
        assert_eq!(run.code, 0);
        assert!(
            run.json()["dropped"][0].as_str().is_some_and(|told| told.contains(why)),
            "{why}: {}",
            run.out
        );
    }
}

#[test]
fn slow_and_cut_off_answers_end() {
    let (slow, _) = drafted(|stream| {
        let _ = stream.write_all(b"HTTP/1.1 200 OK\r\nContent-Length: 500\r\n\r\n");
        for _ in 0..50 {
            if stream.write_all(b" ").is_err() {
                break;
            }
            std::thread::sleep(Duration::from_millis(100));
        }
    });
    assert!(
        slow.json()["dropped"][0].as_str().is_some_and(|told| told.contains("broke off")),
        "{}",
        slow.out
    );
    let (cut, _) = drafted(|stream| {
        let _ = stream.write_all(b"HTTP/1.1 200 OK\r\nContent-Length: 500\r\n\r\n{\"choices\": [");
    });
    assert!(cut.json()["dropped"][0].as_str().is_some_and(|told| told.contains("broke off")), "{}", cut.out);
    let (none, _) = drafted(|_| {});
    assert!(
        none.json()["dropped"][0].as_str().is_some_and(|told| told.contains("no answer")),
        "{}",
        none.out
    );
    let (refused, _) = drafted(|stream| {
        let _ = stream
            .write_all(b"HTTP/1.1 302 Found\r\nLocation: http://127.0.0.1:1/\r\nContent-Length: 0\r\n\r\n");
    });
    assert_eq!(
        refused.json()["drafts"]
            .as_array()
            .map(|all| all.iter().filter(|draft| draft["because"] == json!(["model: m"])).count()),
        Some(0)
    );
}

#[test]
fn nothing_is_sent_that_is_not_named() {
    let case = case();
    let run = case.run(&["record", "draft", "case", "--model-url", "http://127.0.0.1:9/v1", "--model", "m"]);
    assert_eq!(run.code, 2, "{run:?}");
    let run = case.run(&[
        "record",
        "draft",
        "case",
        "journal",
        "--model-url",
        "ftp://127.0.0.1/v1",
        "--model",
        "m",
    ]);
    assert_eq!(run.code, 2, "{run:?}");
    assert!(run.err.contains("begins with http://"), "{}", run.err);
}
