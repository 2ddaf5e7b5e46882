//! Peace agreements in the table layout of the PA-X database (Bell and Badanjak
//! 2019): one row an agreement with its date, parties and stage, and a column for
//! each topic, graded from 0 (not dealt with) to 3 (in detail).
//!
//! The table itself is the user's to bring. Columns are known by their names in
//! the database's codebook; every other column that holds nothing but grades is a
//! topic, so that later versions of the database are read as well.

use detente_case::date::{DateError, VagueDate};
use detente_syntax::diagnostic::Diagnostic;

use crate::codes;
use crate::extract::shown;
use crate::metadata::line;

/// An agreement.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Agreement {
    /// Number in the database.
    pub id: String,
    /// Title.
    pub title: String,
    /// Date of signature, as far as it is given.
    pub date: Option<VagueDate>,
    /// Country or entity of the conflict.
    pub conflict: String,
    /// Peace process.
    pub process: String,
    /// Who signed as a party.
    pub parties: String,
    /// Who signed as a third party.
    pub third_parties: String,
    /// Kind: between states, within one, and so on, as coded.
    pub kind: String,
    /// Stage of the process, as coded (`Pre`, `SubPar`, `SubComp`, `Imp`, `Ren`, `Cea`, `Oth`).
    pub stage: String,
    /// Whether it was signed, in the words of the table.
    pub status: String,
    /// Grade of each topic of the table, in their order.
    pub grades: Vec<u8>,
}

/// A table of agreements.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Agreements {
    /// The topics by the names of their columns.
    pub topics: Vec<String>,
    /// The agreements in the order of the table.
    pub agreements: Vec<Agreement>,
}

/// What is asked of a table.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Wanted {
    /// Topics, any of which the agreement must deal with; none: all agreements.
    pub topics: Vec<String>,
    /// The least grade at which a topic counts as dealt with.
    pub grade: u8,
    /// The stage, as coded.
    pub stage: Option<String>,
}

/// The highest grade of a topic.
const HIGHEST: u8 = 3;

/// Columns that are no topics, by their names in small letters.
const KNOWN: [&str; 29] = [
    "version",
    "con",
    "contp",
    "pp",
    "ppname",
    "reg",
    "agtid",
    "agt",
    "dat",
    "status",
    "lgt",
    "n_characters",
    "agtp",
    "stage",
    "stagesub",
    "part",
    "thrdpart",
    "othagr",
    "loc1iso",
    "loc2iso",
    "loc1gwno",
    "loc2gwno",
    "ucdpcon",
    "ucdpagr",
    "pamagr",
    "cowwar",
    "imsrc",
    "link",
    "pdf",
];

/// Reads a table; rows that cannot be used are left out with a warning.
///
/// # Errors
/// If it is no table of this layout.
pub fn read(name: &str, text: &str) -> Result<(Agreements, Vec<Diagnostic>), Box<Diagnostic>> {
    let wrong = |why: String| {
        Box::new(Diagnostic::error_anywhere(codes::AGREEMENT_TABLE, format!("{}: {why}", shown(name))))
    };
    let mut reader =
        csv::ReaderBuilder::new().flexible(true).from_reader(text.trim_start_matches('\u{feff}').as_bytes());
    let header = reader.headers().map_err(|error| wrong(error.to_string()))?.clone();
    let columns: Vec<String> = header.iter().map(|name| name.trim().to_owned()).collect();
    let at = |wanted: &str| columns.iter().position(|name| name.eq_ignore_ascii_case(wanted));
    let column = |wanted: &str| at(wanted).ok_or_else(|| wrong(format!("it has no column {wanted}")));
    let (id, title, date, stage) = (column("AgtId")?, column("Agt")?, column("Dat")?, column("Stage")?);
    let optional = ["Con", "PPName", "Part", "ThrdPart", "Agtp", "Status"].map(at);
    let rows: Vec<csv::StringRecord> = reader
        .records()
        .collect::<Result<_, _>>()
        .map_err(|error| wrong(format!("it is no table: {error}")))?;
    let is_topic = |index: &usize| {
        let known = columns
            .get(*index)
            .is_none_or(|name| name.is_empty() || KNOWN.contains(&name.to_ascii_lowercase().as_str()));
        let mut grades = rows
            .iter()
            .filter_map(|row| row.get(*index))
            .map(str::trim)
            .filter(|cell| !cell.is_empty())
            .peekable();
        !known && grades.peek().is_some() && grades.all(|cell| grade(cell).is_some())
    };
    let topics: Vec<usize> = (0..columns.len()).filter(is_topic).collect();
    let mut warnings = Vec::new();
    let mut agreements = Vec::new();
    for (number, row) in rows.iter().enumerate() {
        let cell =
            |index: Option<usize>| index.and_then(|index| row.get(index)).and_then(line).unwrap_or_default();
        let mut warn = |what: String| {
            if warnings.len() < crate::extract::limits::WARNINGS {
                // The header is line 1.
                let message = format!("{}: row {}: {what}", shown(name), number + 2);
                warnings.push(Diagnostic::warning_anywhere(codes::AGREEMENT_TABLE, message));
            }
        };
        let (id, title) = (cell(Some(id)), cell(Some(title)));
        if id.is_empty() || title.is_empty() {
            warn("it has no number or no title and is left out".to_owned());
            continue;
        }
        let [conflict, process, parties, third_parties, kind, status] = optional.map(cell);
        agreements.push(Agreement {
            date: day(&cell(Some(date))).unwrap_or_else(|why| {
                warn(format!("{why}, so the agreement stands without a date"));
                None
            }),
            id,
            title,
            conflict,
            process,
            parties,
            third_parties,
            kind,
            stage: cell(Some(stage)),
            status,
            grades: topics.iter().map(|topic| row.get(*topic).and_then(grade).unwrap_or(0)).collect(),
        });
    }
    let topics = topics.into_iter().filter_map(|index| columns.get(index).cloned()).collect();
    Ok((Agreements { topics, agreements }, warnings))
}

/// A grade, also as spreadsheets write whole numbers.
fn grade(cell: &str) -> Option<u8> {
    let digits = cell.trim().strip_suffix(".0").unwrap_or(cell.trim());
    digits.parse().ok().filter(|grade| *grade <= HIGHEST)
}

/// `1994-05-04`, or `04/05/1994` in the order day, month, year, as older downloads have it.
fn day(cell: &str) -> Result<Option<VagueDate>, String> {
    if cell.is_empty() {
        return Ok(None);
    }
    let parts: Vec<&str> = cell.split('/').collect();
    let written = match parts.as_slice() {
        [day, month, year] => format!("{year:0>4}-{month:0>2}-{day:0>2}"),
        _ => cell.to_owned(),
    };
    VagueDate::parse(&written).map(Some).map_err(|error| match error {
        DateError::NoSuchDay => format!("there is no day {}", shown(cell)),
        _ => format!("{} is no date", shown(cell)),
    })
}

impl Agreements {
    /// A topic by its column, whatever the case of its letters.
    #[must_use]
    pub fn topic(&self, name: &str) -> Option<usize> {
        self.topics.iter().position(|topic| topic.eq_ignore_ascii_case(name))
    }

    /// The agreements that were asked for, with the topics for which each was
    /// found and their grades; those that go into most detail first, then the latest.
    #[must_use]
    pub fn dealing_with(&self, wanted: &Wanted) -> Vec<(&Agreement, Vec<(usize, u8)>)> {
        let topics: Vec<usize> = wanted.topics.iter().filter_map(|name| self.topic(name)).collect();
        let found = |agreement: &Agreement| -> Vec<(usize, u8)> {
            let graded =
                topics.iter().map(|topic| (*topic, agreement.grades.get(*topic).copied().unwrap_or(0)));
            graded.filter(|(_, grade)| *grade >= wanted.grade.max(1)).collect()
        };
        let staged = |agreement: &&Agreement| {
            wanted.stage.as_ref().is_none_or(|stage| agreement.stage.eq_ignore_ascii_case(stage))
        };
        let mut answer: Vec<_> =
            self.agreements.iter().filter(staged).map(|each| (each, found(each))).collect();
        answer.retain(|(_, found)| wanted.topics.is_empty() || !found.is_empty());
        let detail = |found: &[(usize, u8)]| found.iter().map(|(_, grade)| u32::from(*grade)).sum::<u32>();
        let latest = |agreement: &Agreement| agreement.date.as_ref().and_then(|date| date.earliest);
        answer.sort_by(|(one, of_one), (other, of_other)| {
            detail(of_other)
                .cmp(&detail(of_one))
                .then(latest(other).cmp(&latest(one)))
                .then(one.id.cmp(&other.id))
        });
        answer
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Made up, in the layout of the database.
    const SAMPLE: &str = include_str!("../tests/agreements.csv");

    #[test]
    fn the_layout_is_read() {
        let (table, warnings) = read("agreements.csv", SAMPLE).expect("a table");
        assert_eq!(table.topics, ["GCh", "Cea", "SsrGua", "Ce", "WggImplSign"]);
        assert_eq!(table.agreements.len(), 4);
        let first = &table.agreements[0];
        assert_eq!((first.id.as_str(), first.title.as_str()), ("9001", "Harbour Accord, with annexes"));
        assert_eq!(first.date.as_ref().map(ToString::to_string).as_deref(), Some("1994-05-04"));
        assert_eq!((first.stage.as_str(), first.parties.as_str()), ("SubComp", "Northland; Southland"));
        assert_eq!(first.grades, [0, 3, 2, 1, 1]);
        let told: Vec<_> = warnings.iter().map(|warning| warning.message.as_str()).collect();
        assert_eq!(
            told,
            [
                "agreements.csv: row 4: there is no day 1999-02-30, so the agreement stands without a date",
                "agreements.csv: row 6: it has no number or no title and is left out",
            ]
        );
    }

    #[test]
    fn agreements_are_found_by_topic_grade_and_stage() {
        let (table, _) = read("agreements.csv", SAMPLE).expect("a table");
        let ids = |wanted: &Wanted| {
            table.dealing_with(wanted).iter().map(|(agreement, _)| agreement.id.clone()).collect::<Vec<_>>()
        };
        let by_topic = Wanted { topics: vec!["cea".to_owned()], grade: 1, stage: None };
        assert_eq!(ids(&by_topic), ["9001", "9004", "9002"], "most detail first, then the latest");
        assert_eq!(ids(&Wanted { grade: 3, ..by_topic.clone() }), ["9001"]);
        assert_eq!(ids(&Wanted { stage: Some("Cea".to_owned()), ..by_topic }), ["9004"]);
        assert_eq!(ids(&Wanted::default()).len(), 4);
        assert_eq!(
            ids(&Wanted { topics: vec!["none".to_owned()], ..Wanted::default() }),
            Vec::<String>::new()
        );
    }

    #[test]
    fn other_tables_are_refused() {
        assert_eq!(read("a.csv", "a,b\n1,2\n").unwrap_err().code, codes::AGREEMENT_TABLE);
        assert!(read("a.csv", "").is_err());
    }
}
