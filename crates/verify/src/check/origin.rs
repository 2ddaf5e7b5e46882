//! Whether the certificate is about the files and scenarios that were read.

use std::collections::BTreeMap;

use detente_case::load::Input;

use crate::certificate::MadeWith;
use crate::finding::Report;

pub(crate) fn check(inputs: &[Input], scenarios: &[String], made_with: &MadeWith, report: &mut Report) {
    if made_with.scenarios != scenarios {
        let found = format!("checked under {}", listed(scenarios));
        report.add_result(format!("scenarios: {}", listed(&made_with.scenarios)), Err(found));
    }
    let mut read: BTreeMap<&str, &str> =
        inputs.iter().map(|input| (input.path.as_str(), input.sha256.as_str())).collect();
    for claim in &made_with.inputs {
        let found = match read.remove(claim.path.as_str()) {
            Some(sha256) if sha256 == claim.sha256 => Ok(()),
            Some(sha256) => Err(format!("the file has sha256 {sha256}")),
            None => Err("no such file was read".to_owned()),
        };
        report.add_result(format!("made from {} sha256 {}", claim.path, claim.sha256), found);
    }
    for path in read.keys() {
        report.add_result("made from no other files", Err(format!("{path} was read as well")));
    }
}

fn listed(names: &[String]) -> String {
    if names.is_empty() { "none".to_owned() } else { names.join(", ") }
}
