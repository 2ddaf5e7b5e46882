//! Certificates of real answers, the same tampered with, and files that are none.

mod malformed;
mod stability;
mod tampering;
mod verifying;

use std::path::{Path, PathBuf};

use detente_case::load::{FileError, Files};
use detente_verify::finding::{Outcome, Report};
use detente_verify::{LIMIT, Unusable, verify};
use serde_json::Value;

/// A folder on disk.
struct Folder(PathBuf);

impl Files for Folder {
    fn read(&self, path: &str) -> Result<Vec<u8>, FileError> {
        std::fs::read(self.0.join(path)).map_err(|_| FileError::NotFound)
    }

    fn list(&self, _: &str) -> Result<Vec<String>, FileError> {
        Ok(Vec::new())
    }
}

fn here() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR"))
}

/// A worked case, or a small one of these tests: its folder and main file.
fn case(name: &str) -> (Folder, String) {
    let worked = here().join("../../cases").join(name);
    if worked.is_dir() {
        (Folder(worked), "case.toml".to_owned())
    } else {
        (Folder(here().join("tests/cases")), format!("{name}.toml"))
    }
}

/// A certificate that was written by `tests/renew.sh`.
fn certificate(name: &str) -> Value {
    let path = here().join("tests/certificates").join(name).with_extension("json");
    let text = std::fs::read_to_string(path).expect("the certificate is there");
    serde_json::from_str(&text).expect("it is JSON")
}

fn check(name: &str, certificate: &Value, limit: u64) -> Result<Report, Unusable> {
    let (folder, entry) = case(name);
    verify(&folder, &entry, &certificate.to_string(), &[], limit)
}

fn report(name: &str, certificate: &Value) -> Report {
    check(name, certificate, LIMIT).expect("case and certificate can be read")
}

/// The claims that are wrong, as printed.
fn wrong(report: &Report) -> Vec<String> {
    report
        .findings
        .iter()
        .filter_map(|finding| match &finding.outcome {
            Outcome::Wrong(found) => Some(format!("{}: {found}", finding.claim)),
            _ => None,
        })
        .collect()
}
