//! Running the binary, and cases to run it on.

use std::fs;
use std::io::{Read, Seek};
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};
use std::time::{Duration, Instant};

use detente_case::load::{MemoryFiles, load};
use detente_case::model::Case;
use serde_json::Value;
use tempfile::TempDir;

/// Longer than this no command of these tests may run, however busy the machine.
const PATIENCE: Duration = Duration::from_secs(60);

/// What a command did.
#[derive(Debug)]
pub(crate) struct Run {
    pub(crate) code: i32,
    pub(crate) out: String,
    pub(crate) err: String,
    pub(crate) took: Duration,
}

impl Run {
    /// Standard output as JSON.
    pub(crate) fn json(&self) -> Value {
        serde_json::from_str(&self.out).unwrap_or_else(|error| panic!("no JSON: {error}\n{self:?}"))
    }
}

/// A command that runs.
pub(crate) struct Running {
    pub(crate) child: Child,
    out: fs::File,
    err: fs::File,
    since: Instant,
    words: Vec<String>,
}

/// Starts `detente` in a folder.
pub(crate) fn start(folder: &Path, words: &[&str]) -> Running {
    let (out, err) = (tempfile::tempfile().expect("a file"), tempfile::tempfile().expect("a file"));
    let child = Command::new(env!("CARGO_BIN_EXE_detente"))
        .args(words)
        .current_dir(folder)
        .env_remove("NO_COLOR")
        .stdin(Stdio::null())
        .stdout(out.try_clone().expect("a file"))
        .stderr(err.try_clone().expect("a file"))
        .spawn()
        .expect("the command");
    let words = words.iter().map(ToString::to_string).collect();
    Running { child, out, err, since: Instant::now(), words }
}

impl Running {
    /// Waits for the end, which must be an exit and no crash.
    pub(crate) fn finish(mut self) -> Run {
        let status = loop {
            if let Some(status) = self.child.try_wait().expect("a status") {
                break status;
            }
            if self.since.elapsed() > PATIENCE {
                let _ = self.child.kill();
                panic!("{:?} ran longer than {PATIENCE:?}", self.words);
            }
            std::thread::sleep(Duration::from_millis(3));
        };
        let took = self.since.elapsed();
        let text = |file: &mut fs::File| {
            let mut text = String::new();
            file.rewind().and_then(|()| file.read_to_string(&mut text)).expect("text");
            text
        };
        let (out, err) = (text(&mut self.out), text(&mut self.err));
        assert!(!err.contains("panicked"), "{:?}: {err}", self.words);
        let code = status.code().unwrap_or_else(|| panic!("{:?} was ended by a signal: {err}", self.words));
        Run { code, out, err, took }
    }
}

/// Runs `detente` in a folder to its end.
pub(crate) fn detente(folder: &Path, words: &[&str]) -> Run {
    start(folder, words).finish()
}

/// A folder with one case in it, called `case`.
pub(crate) struct OnDisk {
    pub(crate) folder: TempDir,
}

impl OnDisk {
    /// A folder whose `case/case.toml` holds these bytes.
    pub(crate) fn of(text: impl AsRef<[u8]>) -> Self {
        let folder = TempDir::new().expect("a folder");
        fs::create_dir(folder.path().join("case")).expect("a folder");
        fs::write(folder.path().join("case/case.toml"), text).expect("a file");
        Self { folder }
    }

    pub(crate) fn run(&self, words: &[&str]) -> Run {
        detente(self.folder.path(), words)
    }
}

/// Where the worked cases are.
pub(crate) fn worked() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../../cases")
}

/// The worked cases.
pub(crate) const CASES: [&str; 3] = ["new-start-2020", "ukraine-settlement", "european-security-2022"];

/// The scenarios of a worked case, by file.
pub(crate) fn scenarios(case: &str) -> Vec<String> {
    let files = fs::read_dir(worked().join(case).join("scenarios")).expect("scenarios");
    let name = |entry: fs::DirEntry| Some(entry.path().file_stem()?.to_string_lossy().into_owned());
    let mut names: Vec<_> = files.filter_map(Result::ok).filter_map(name).collect();
    names.sort();
    names
}

/// A worked case as the library reads it.
pub(crate) fn load_worked(case: &str, scenarios: &[&str]) -> Case {
    let mut files = MemoryFiles::default();
    for part in ["", "scenarios/"] {
        for entry in fs::read_dir(worked().join(case).join(part)).expect("a folder").filter_map(Result::ok) {
            if entry.path().is_file() {
                let name = format!("{part}{}", entry.file_name().to_string_lossy());
                files = files.with(&name, fs::read(entry.path()).expect("a file"));
            }
        }
    }
    load(&files, "case.toml", scenarios).case.expect("a case")
}

/// A made-up case of two parties with numbers, whose frontier has several points.
pub(crate) const SMALL: &str = r#"detente = 1
[case]
title = "A small case"
as-of = 2020-06-30
[parties.north]
name = "North"
[parties.south]
name = "South"
[voices.north-office]
name = "Office of the North"
speaks-for = "north"
[issues.border]
title = "Border"
options = { closed = "Closed", market-days = "Open on market days", open = "Open" }
no-deal = "closed"
[issues.toll]
title = "Toll"
options = { none = "None", half = "Half", full = "Full" }
no-deal = "full"
[issues.bridge]
title = "Bridge"
options = { none = "None", joint = "Built together" }
no-deal = "none"
[[rules]]
id = "bridge-needs-border"
kind = "logic"
require = "bridge = joint -> border != closed"
because = "Nobody may cross it otherwise."
[preferences.north]
because = "Made up."
weights = { border = 30, toll = 50, bridge = 20 }
values = { border = { closed = 0, market-days = 70, open = 100 }, toll = { none = 0, half = 60, full = 100 }, bridge = { none = 0, joint = 100 } }
[preferences.south]
because = "Made up."
weights = { border = 20, toll = 60, bridge = 20 }
values = { border = { closed = 40, market-days = 100, open = 0 }, toll = { none = 100, half = 70, full = 0 }, bridge = { none = 0, joint = 100 } }
[[statements]]
id = "north-offer"
said = 2020-05-01
known = 2020-05-10
chain = ["north-office"]
about = "north"
stance = "offers"
terms = "border = open and toll = half"
cite = "paper-1"
[[statements]]
id = "north-offer-again"
said = 2020-06-01
chain = ["north-office"]
about = "north"
stance = "withdraws"
answers = "north-offer"
cite = "paper-1"
[sources.paper]
title = "The Paper"
[citations.paper-1]
source = "paper"
says = "The North would open the border for half the toll"
"#;
