//! Ledgers on disk: what was acknowledged is there after any end of the process.

use std::env;
use std::fs;
use std::io::{BufRead, BufReader};
use std::path::Path;
use std::process::{Command, Stdio};
use std::time::Duration;

use detente_keep::chain::{Record, check, next};
use detente_keep::ledger::Ledger;
use detente_store::{Database, TextFile};

fn ledger(path: &Path, create: bool) -> Box<dyn Ledger> {
    if path.extension().is_some_and(|extension| extension == "txt") {
        Box::new(TextFile::at(path))
    } else {
        Box::new(Database::open(path, create).expect("a database"))
    }
}

fn append(ledger: &mut dyn Ledger, text: &str) -> u64 {
    let mut place = 0;
    ledger
        .append(&mut |last| {
            let record = next(last, text.to_owned(), None);
            place = record.sequence;
            vec![record]
        })
        .expect("appended");
    place
}

fn read(path: &Path) -> Vec<Record> {
    let mut records = Vec::new();
    ledger(path, false).read(&mut |record| records.push(record)).expect("readable");
    assert_eq!(check(None, &records, &vec![None; records.len()]), [], "{}", path.display());
    records
}

const NAMES: [&str; 2] = ["ledger.db", "ledger.txt"];

#[test]
fn what_is_appended_is_read_again_in_order() {
    let folder = tempfile::tempdir().expect("a folder");
    for name in NAMES {
        let path = folder.path().join(name);
        for text in ["one", "two", "three"] {
            append(ledger(&path, true).as_mut(), text);
        }
        let lines: Vec<String> = read(&path).into_iter().map(|record| record.line).collect();
        assert_eq!(lines, ["one", "two", "three"]);
    }
}

#[test]
fn acts_in_a_database_are_never_changed_or_removed() {
    let folder = tempfile::tempdir().expect("a folder");
    let path = folder.path().join("ledger.db");
    append(ledger(&path, true).as_mut(), "one");
    let connection = rusqlite::Connection::open(&path).expect("a database");
    assert!(connection.execute("UPDATE act SET line = 'two'", []).is_err());
    assert!(connection.execute("DELETE FROM act", []).is_err());
    assert_eq!(read(&path).len(), 1);
}

#[test]
fn a_torn_last_line_was_never_acknowledged_and_gives_way() {
    let folder = tempfile::tempdir().expect("a folder");
    let path = folder.path().join("ledger.txt");
    append(ledger(&path, true).as_mut(), "one");
    let whole = fs::read(&path).expect("a file");
    for torn in 1..whole.len() {
        let mut bytes = whole.clone();
        bytes.extend(&whole[..torn]);
        bytes.pop();
        fs::write(&path, &bytes).expect("written");
        if torn > 1 {
            assert_eq!(read(&path).len(), 1);
        }
    }
    append(ledger(&path, true).as_mut(), "two");
    assert_eq!(read(&path).len(), 2);
}

/// What the process that is killed does: appends, and says so of each act.
#[test]
fn child() {
    let Some(path) = env::var_os("DETENTE_STORE_CHILD") else { return };
    let path = Path::new(&path);
    for at in 0..1000 {
        let place = append(ledger(path, true).as_mut(), &format!("act {at}"));
        use std::io::Write as _;
        writeln!(std::io::stderr(), "acknowledged {place}").expect("a pipe");
    }
}

/// Twenty processes in a row are killed at different points while they append.
#[test]
fn a_killed_process_loses_no_acknowledged_act() {
    for name in NAMES {
        let folder = tempfile::tempdir().expect("a folder");
        let path = folder.path().join(name);
        let mut known = 0;
        for round in 0..20_u64 {
            let mut child = Command::new(env::current_exe().expect("a test"))
                .args(["--exact", "child", "--nocapture"])
                .env("DETENTE_STORE_CHILD", &path)
                .stdout(Stdio::null())
                .stderr(Stdio::piped())
                .spawn()
                .expect("a process");
            let mut lines = BufReader::new(child.stderr.take().expect("a pipe")).lines();
            let mut acknowledged = known;
            let mut note = |line: String| {
                if let Some(place) =
                    line.strip_prefix("acknowledged ").and_then(|place| place.parse::<u64>().ok())
                {
                    acknowledged = acknowledged.max(place + 1);
                }
            };
            // Until some acts were acknowledged, then a little longer, then never again.
            for line in lines.by_ref().take(1 + usize::try_from(round % 5).expect("small")) {
                note(line.expect("text"));
            }
            std::thread::sleep(Duration::from_micros(round * 173));
            child.kill().expect("killed");
            child.wait().expect("ended");
            lines.map_while(Result::ok).for_each(&mut note);
            let records = read(&path);
            assert!(records.len() as u64 >= acknowledged, "{name}, round {round}");
            known = records.len() as u64;
        }
        assert!(known > 20, "{name}: {known}");
    }
}
