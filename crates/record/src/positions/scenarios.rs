//! Contradictions as scenarios: one file for each side of each group, setting
//! the other statements of the group aside.

use detente_case::model::Case;

use super::conflicts::Group;

/// A scenario to be written.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ScenarioFile {
    /// Its id: the name of the file without `.toml`.
    pub id: String,
    /// The text of the file.
    pub text: String,
}

/// The scenarios of some groups, in their order.
#[must_use]
pub fn scenarios(case: &Case, groups: &[Group]) -> Vec<ScenarioFile> {
    let mut files = Vec::new();
    for (number, group) in groups.iter().enumerate() {
        let party = &case.parties[group.party];
        for (at, side) in group.sides.iter().enumerate() {
            let ids = |list: &mut dyn Iterator<Item = usize>| -> Vec<String> {
                list.map(|statement| case.statements[statement].id.clone()).collect()
            };
            let kept = ids(&mut side.iter().copied());
            let aside = ids(&mut group.statements.iter().copied().filter(|each| !side.contains(each)));
            let quoted: Vec<String> = aside.iter().map(|id| format!("\"{id}\"")).collect();
            let title = format!("{}: as {} has it", party.name, kept.join(", "));
            let because = format!(
                "Statements on {} contradict each other; this side keeps {} and sets {} aside. It says nothing of which is true.",
                party.name,
                kept.join(", "),
                aside.join(", ")
            );
            let text = format!(
                "[scenario]\ntitle     = {}\nbecause   = {}\nset-aside = [{}]\n",
                toml_string(&title),
                toml_string(&because),
                quoted.join(", ")
            );
            files.push(ScenarioFile { id: format!("conflict-{}-{}-{}", party.id, number + 1, at + 1), text });
        }
    }
    files
}

fn toml_string(text: &str) -> String {
    toml::Value::String(text.to_owned()).to_string()
}
