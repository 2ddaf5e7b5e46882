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

/// A process may end between making the file and its first act.
#[test]
fn a_database_without_a_table_is_an_empty_ledger() {
    let folder = tempfile::tempdir().expect("a folder");
    let path = folder.path().join("ledger.db");
    fs::write(&path, b"").expect("a file");
    assert_eq!(read(&path), []);
    append(ledger(&path, true).as_mut(), "one");
    assert_eq!(read(&path).len(), 1);
}

#[test]
fn many_may_begin_a_database_at_once() {
    let folder = tempfile::tempdir().expect("a folder");
    let path = folder.path().join("ledger.db");
    std::thread::scope(|scope| {
        for _ in 0..8 {
            scope.spawn(|| append(ledger(&path, true).as_mut(), "one"));
        }
    });
    assert_eq!(read(&path).len(), 8);
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

/// Only the line break is missing: the act was acknowledged, and stays.
#[test]
fn an_act_whose_line_break_is_lost_is_an_act() {
    let folder = tempfile::tempdir().expect("a folder");
    let path = folder.path().join("ledger.txt");
    for text in ["one", "two"] {
        append(ledger(&path, true).as_mut(), text);
    }
    let bytes = fs::read(&path).expect("a file");
    fs::write(&path, &bytes[..bytes.len() - 1]).expect("written");
    assert_eq!(read(&path).len(), 2);
    assert_eq!(append(ledger(&path, true).as_mut(), "three"), 2);
    let after = fs::read(&path).expect("a file");
    assert!(after.starts_with(&bytes));
    assert_eq!(read(&path).len(), 3);
}

/// No append leaves half a line, so that one is told and never written over.
#[test]
fn a_file_that_is_cut_off_is_told_and_left_alone() {
    let folder = tempfile::tempdir().expect("a folder");
    let path = folder.path().join("ledger.txt");
    for text in ["one", "two"] {
        append(ledger(&path, true).as_mut(), text);
    }
    let whole = fs::read(&path).expect("a file");
    let first = whole.iter().position(|byte| *byte == b'\n').expect("a line") + 1;
    for length in (1..first - 1).chain(first + 1..whole.len() - 1) {
        fs::write(&path, &whole[..length]).expect("written");
        let told = ledger(&path, false).read(&mut |_| {}).expect_err("cut off");
        let line = 1 + usize::from(length > first);
        assert!(told.contains(&format!("line {line} is cut off")), "{told}");
        let refused = ledger(&path, true).append(&mut |last| vec![next(last, "three".to_owned(), None)]);
        assert_eq!(refused, Err(told));
        assert_eq!(fs::read(&path).expect("a file"), whole[..length]);
    }
    fs::write(&path, &whole).expect("written");
    assert_eq!(read(&path).len(), 2);
}

/// Where a batch cannot be written whole, nothing of it stays, and it can be
/// tried again.
#[test]
fn a_batch_that_cannot_be_written_leaves_nothing() {
    let folder = tempfile::tempdir().expect("a folder");
    let path = folder.path().join("ledger.txt");
    batch(ledger(&path, true).as_mut(), 0);
    let before = fs::read(&path).expect("a file");
    // A folder stands where the new ledger is to be written.
    let way = folder.path().join("ledger.txt.new");
    fs::create_dir(&way).expect("a folder");
    assert!(ledger(&path, true).append(&mut |last| vec![next(last, "x".to_owned(), None)]).is_err());
    assert_eq!(fs::read(&path).expect("a file"), before);
    fs::remove_dir(&way).expect("removed");
    assert_eq!(batch(ledger(&path, true).as_mut(), 1), 2 * BATCH);
}

/// A file may not grow past the limit that the shell sets.
#[cfg(unix)]
#[test]
fn a_batch_that_grows_past_a_limit_leaves_nothing() {
    let folder = tempfile::tempdir().expect("a folder");
    let path = folder.path().join("ledger.txt");
    let grow = |limit: &str| {
        let test = env::current_exe().expect("a test");
        let script = format!("trap '' XFSZ; ulimit -f {limit}; exec \"$0\" --exact child --nocapture");
        let mut run = Command::new("sh");
        run.args(["-c", &script]).arg(test).env("DETENTE_STORE_CHILD", &path);
        run.stdout(Stdio::null()).stderr(Stdio::null()).status().expect("a shell").success()
    };
    assert!(!grow("8"));
    let records = read(&path).len() as u64;
    assert!(records > 0 && records.is_multiple_of(BATCH), "{records}");
    assert!(!folder.path().join("ledger.txt.new").exists());
    let (batches, reached) = (records / BATCH, batch(ledger(&path, true).as_mut(), 77));
    assert_eq!(reached, (batches + 1) * BATCH);
}

/// How many acts are appended together.
const BATCH: u64 = 7;

/// Appends acts together and says how many there are then.
fn batch(ledger: &mut dyn Ledger, number: u64) -> u64 {
    let mut reached = 0;
    ledger
        .append(&mut |mut last| {
            let make = |part| {
                let record = next(last, format!("act {part} of {number}"), None);
                last = Some((record.sequence, record.hash));
                reached = record.sequence + 1;
                record
            };
            (0..BATCH).map(make).collect()
        })
        .expect("appended");
    reached
}

/// What the process that is killed does: appends batches, and says so of each.
#[test]
fn child() {
    let Some(path) = env::var_os("DETENTE_STORE_CHILD") else { return };
    let path = Path::new(&path);
    for at in 0..1000 {
        let reached = batch(ledger(path, true).as_mut(), at);
        use std::io::Write as _;
        writeln!(std::io::stderr(), "acknowledged {reached}").expect("a pipe");
    }
}

/// Twenty processes in a row are killed at different points while they append.
#[test]
fn a_killed_process_loses_no_acknowledged_act_and_leaves_no_part_of_a_batch() {
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
                let reached = line.strip_prefix("acknowledged ").and_then(|reached| reached.parse().ok());
                acknowledged = acknowledged.max(reached.unwrap_or(0));
            };
            // Until some acts were acknowledged, then a little longer, then never again.
            for line in lines.by_ref().take(1 + usize::try_from(round % 5).expect("small")) {
                note(line.expect("text"));
            }
            std::thread::sleep(Duration::from_micros(round * 173));
            child.kill().expect("killed");
            child.wait().expect("ended");
            lines.map_while(Result::ok).for_each(&mut note);
            known = read(&path).len() as u64;
            assert!(known >= acknowledged, "{name}, round {round}");
            assert!(known.is_multiple_of(BATCH), "{name}, round {round}: {known}");
        }
        assert!(known > 20 * BATCH, "{name}: {known}");
    }
}
