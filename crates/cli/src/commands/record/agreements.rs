//! `detente record agreements`: earlier agreements that dealt with a topic, or
//! with the topics of an issue, from a table in the layout of PA-X.

use detente_desk::questions::documents::usable;
use detente_record::precedents::{Agreements, Wanted, read};
use detente_report::documents;
use detente_report::json::documents::{AgreementShape, AgreementsShape, GradeShape};

use super::arguments::AgreementsArguments;
use super::{print, tell};
use crate::arguments::ColorChoice;
use crate::exit;
use crate::failure::Failure;
use detente_desk::files;
use detente_desk::library::Library;

/// The most bytes of a table.
const MOST: usize = 256 << 20;

/// Lists agreements.
pub(crate) fn run(arguments: &AgreementsArguments, color: ColorChoice) -> Result<u8, Failure> {
    let library = Library::of(&arguments.case)?;
    let loaded = library.loaded();
    let case = usable(&loaded)?;
    let name = arguments.table.display().to_string();
    let bytes = files::read_up_to(&arguments.table, MOST)
        .map_err(|_| Failure::Input(format!("{name} cannot be read, or is longer than {} MB", MOST >> 20)))?;
    let (table, warnings) = read(&name, &bytes).map_err(|refusal| {
        tell(&[*refusal], color);
        Failure::Told
    })?;
    tell(&warnings, color);
    let mut topics = arguments.topic.clone();
    if let Some(id) = &arguments.issue {
        let issue = case.issues.iter().find(|issue| issue.id == *id);
        let issue = issue.ok_or_else(|| Failure::Input(format!("the case has no issue `{id}`")))?;
        if issue.topics.is_empty() && topics.is_empty() {
            return Err(Failure::Input(format!(
                "the issue `{id}` names no topics; give it `topics = [...]` in the case, or name some with --topic"
            )));
        }
        topics.extend(issue.topics.iter().cloned());
    }
    if let Some(unknown) = topics.iter().find(|topic| table.topic(topic).is_none()) {
        let column = table.no_topics.iter().find(|(column, _)| column.eq_ignore_ascii_case(unknown));
        if let Some((column, why)) = column {
            return Err(Failure::Input(format!("the column {column} of {name} is no topic: {why}")));
        }
        let near = detente_syntax::ids::did_you_mean(unknown, table.topics.iter().map(String::as_str));
        let help = near.map_or_else(String::new, |near| format!("; did you mean `{near}`?"));
        return Err(Failure::Input(format!("{name} has no topic `{unknown}`{help}")));
    }
    let wanted = Wanted { topics: topics.clone(), grade: arguments.grade, stage: arguments.stage.clone() };
    let shape = AgreementsShape {
        format: "detente/record-agreements/1".to_owned(),
        table: name,
        issue: arguments.issue.clone(),
        topics,
        agreements: shapes(&table, &wanted),
    };
    print(arguments.format, &shape, || documents::agreements(&shape))?;
    Ok(if shape.agreements.is_empty() { exit::NO_DEAL } else { exit::DEAL })
}

fn shapes(table: &Agreements, wanted: &Wanted) -> Vec<AgreementShape> {
    let grade = |(topic, grade): &(usize, u8)| GradeShape {
        topic: table.topics.get(*topic).cloned().unwrap_or_default(),
        grade: *grade,
    };
    let found = table.dealing_with(wanted);
    let shape =
        |(agreement, grades): &(&detente_record::precedents::Agreement, Vec<(usize, u8)>)| AgreementShape {
            id: agreement.id.clone(),
            title: agreement.title.clone(),
            date: agreement.date.as_ref().map(ToString::to_string),
            conflict: agreement.conflict.clone(),
            process: agreement.process.clone(),
            parties: agreement.parties.clone(),
            third_parties: agreement.third_parties.clone(),
            stage: agreement.stage.clone(),
            status: agreement.status.clone(),
            grades: grades.iter().map(grade).collect(),
        };
    found.iter().map(shape).collect()
}
