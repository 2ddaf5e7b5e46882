//! Peace agreements in the table layout of the PA-X database (Bell and Badanjak
//! 2019): one row an agreement with its date, parties and stage, and a column for
//! each topic, graded from 0 (not dealt with) to 3 (in detail).
//!
//! The table itself is the user's to bring. Columns are known by their names in
//! the database's codebook; every other column that holds nothing but grades is a
//! topic, so that later versions of the database are read as well. A cell that is
//! no grade in a column of grades is told, and its row does not count for the topic.

use std::collections::BTreeMap;

use detente_case::date::{DateError, VagueDate};
use detente_syntax::diagnostic::Diagnostic;

use crate::codes;
use crate::extract::encoding::decode;
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
    /// The other columns that are not known, and why each is no topic.
    pub no_topics: BTreeMap<String, String>,
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
/// If it is no table of this layout, or no text.
pub fn read(name: &str, bytes: &[u8]) -> Result<(Agreements, Vec<Diagnostic>), Box<Diagnostic>> {
    let message = |why: &str| format!("{}: {why}", shown(name));
    let wrong = |why: String| Box::new(Diagnostic::error_anywhere(codes::AGREEMENT_TABLE, message(&why)));
    let mut warnings = Vec::new();
    let decoded = decode(bytes, None).ok_or_else(|| wrong("it holds bytes that are no text".to_owned()))?;
    if let Some(doubt) = decoded.doubt {
        warnings.push(Diagnostic::warning_anywhere(codes::UNSURE_ENCODING, message(&doubt)));
    }
    let text = decoded.text.trim_start_matches('\u{feff}');
    let mut reader = csv::ReaderBuilder::new().flexible(true).from_reader(text.as_bytes());
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
    let (topics, no_topics) = topics(&columns, &rows);
    let order = Order::of(rows.iter().filter_map(|row| row.get(date)).map(str::trim));
    let mut warn = |row: &csv::StringRecord, what: String| {
        if warnings.len() < crate::extract::limits::WARNINGS {
            let line = row.position().map_or(0, csv::Position::line);
            let message = message(&format!("line {line}: {what}"));
            warnings.push(Diagnostic::warning_anywhere(codes::AGREEMENT_TABLE, message));
        }
    };
    let mut agreements = Vec::new();
    for row in &rows {
        let cell =
            |index: Option<usize>| index.and_then(|index| row.get(index)).and_then(line).unwrap_or_default();
        let (id, title) = (cell(Some(id)), cell(Some(title)));
        if id.is_empty() || title.is_empty() {
            warn(row, "it has no number or no title and is left out".to_owned());
            continue;
        }
        let [conflict, process, parties, third_parties, kind, status] = optional.map(cell);
        let date = day(&cell(Some(date)), order).unwrap_or_else(|why| {
            warn(row, format!("column Dat: {why}, so the agreement stands without a date"));
            None
        });
        let mut grades = Vec::with_capacity(topics.len());
        for topic in &topics {
            let written = row.get(*topic).unwrap_or_default().trim();
            let found = grade(written);
            if found.is_none() && !written.is_empty() {
                let column = columns.get(*topic).map_or("", String::as_str);
                let what =
                    format!("column {}: {} is no grade from 0 to {HIGHEST}", shown(column), shown(written));
                warn(row, format!("{what}, so the agreement does not count for it"));
            }
            grades.push(found.unwrap_or(0));
        }
        agreements.push(Agreement {
            id,
            title,
            date,
            conflict,
            process,
            parties,
            third_parties,
            kind,
            stage: cell(Some(stage)),
            status,
            grades,
        });
    }
    let topics = topics.into_iter().filter_map(|index| columns.get(index).cloned()).collect();
    Ok((Agreements { topics, agreements, no_topics }, warnings))
}

/// The columns that are topics, those of whose cells at most a quarter are no
/// grades, and why the others that are not known are none.
fn topics(columns: &[String], rows: &[csv::StringRecord]) -> (Vec<usize>, BTreeMap<String, String>) {
    let mut topics = Vec::new();
    let mut others = BTreeMap::new();
    for (index, column) in columns.iter().enumerate() {
        if column.is_empty() || KNOWN.contains(&column.to_ascii_lowercase().as_str()) {
            continue;
        }
        let (mut graded, mut bad, mut first) = (0_usize, 0_usize, None);
        for row in rows {
            let cell = row.get(index).unwrap_or_default().trim();
            if grade(cell).is_some() {
                graded += 1;
            } else if !cell.is_empty() {
                bad += 1;
                let line = row.position().map_or(0, csv::Position::line);
                first.get_or_insert_with(|| {
                    format!("{} in line {line} is no grade from 0 to {HIGHEST}", shown(cell))
                });
            }
        }
        if graded > 0 && bad * 3 <= graded {
            topics.push(index);
        } else {
            others.insert(
                column.clone(),
                first.unwrap_or_else(|| "none of its cells holds a grade".to_owned()),
            );
        }
    }
    (topics, others)
}

/// A grade, also as spreadsheets write whole numbers.
fn grade(cell: &str) -> Option<u8> {
    let digits = cell.trim().strip_suffix(".0").unwrap_or(cell.trim());
    digits.parse().ok().filter(|grade| *grade <= HIGHEST)
}

/// In which order a table writes `03/04/2020`, as far as its dates tell.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Order {
    /// Some date has a day over 12 first, and none has one second.
    DayFirst,
    /// The other way round.
    MonthFirst,
    /// No date tells, or they differ.
    Open,
}

impl Order {
    fn of<'t>(cells: impl Iterator<Item = &'t str>) -> Self {
        let (mut first, mut second) = (false, false);
        for cell in cells {
            let mut parts = cell.split('/').map(str::parse::<u8>);
            if let (Some(Ok(one)), Some(Ok(other))) = (parts.next(), parts.next()) {
                first |= one > 12;
                second |= other > 12;
            }
        }
        match (first, second) {
            (true, false) => Self::DayFirst,
            (false, true) => Self::MonthFirst,
            _ => Self::Open,
        }
    }
}

/// `1994-05-04`, or `17/11/2001` as older downloads have it, in the order that
/// the table's own dates tell.
fn day(cell: &str, order: Order) -> Result<Option<VagueDate>, String> {
    if cell.is_empty() {
        return Ok(None);
    }
    let parts: Vec<&str> = cell.split('/').collect();
    let written = match parts.as_slice() {
        [first, second, year] => {
            let over = |part: &str| part.parse::<u8>().is_ok_and(|part| part > 12);
            let day_first = match order {
                _ if over(first) || first == second => true,
                _ if over(second) => false,
                Order::DayFirst => true,
                Order::MonthFirst => false,
                Order::Open => {
                    return Err(format!("{} can be read with the day or with the month first", shown(cell)));
                }
            };
            let (day, month) = if day_first { (first, second) } else { (second, first) };
            format!("{year:0>4}-{month:0>2}-{day:0>2}")
        }
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
        let (table, warnings) = read("agreements.csv", SAMPLE.as_bytes()).expect("a table");
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
                "agreements.csv: line 4: column Dat: there is no day 1999-02-30, so the agreement stands without a date",
                "agreements.csv: line 6: it has no number or no title and is left out",
            ]
        );
    }

    #[test]
    fn agreements_are_found_by_topic_grade_and_stage() {
        let (table, _) = read("agreements.csv", SAMPLE.as_bytes()).expect("a table");
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

    fn told(text: &str) -> (Agreements, Vec<String>) {
        let (table, warnings) = read("a.csv", text.as_bytes()).expect("a table");
        (table, warnings.into_iter().map(|warning| warning.message).collect())
    }

    #[test]
    fn a_cell_that_is_no_grade_is_told_with_its_place() {
        let rows =
            "1,\"One\nof two lines\",2001,Pre,1\n2,Two,2002,Pre,7\n3,Three,2003,Pre,2\n4,Four,2004,Pre,3\n";
        let (table, warnings) = told(&format!("AgtId,Agt,Dat,Stage,Cea\n{rows}"));
        assert_eq!(table.topics, ["Cea"]);
        assert_eq!(
            warnings,
            ["a.csv: line 4: column Cea: 7 is no grade from 0 to 3, so the agreement does not count for it"]
        );
        assert_eq!(table.agreements.iter().map(|each| each.grades[0]).collect::<Vec<_>>(), [1, 0, 2, 3]);
        let (table, _) = told("AgtId,Agt,Dat,Stage,Words\n1,One,2001,Pre,many\n");
        assert_eq!(table.topics, Vec::<String>::new());
        assert_eq!(
            table.no_topics.get("Words").map(String::as_str),
            Some("many in line 2 is no grade from 0 to 3")
        );
    }

    #[test]
    fn the_order_of_a_date_is_not_guessed() {
        let dates = |all: &[&str]| {
            let rows: String = all.iter().map(|date| format!("1,One,{date},Pre\n")).collect();
            let (table, warnings) = told(&format!("AgtId,Agt,Dat,Stage\n{rows}"));
            let dates = table.agreements.iter().map(|each| each.date.as_ref().map(ToString::to_string));
            (dates.collect::<Vec<_>>(), warnings)
        };
        let (read, warnings) = dates(&["03/04/2020", "05/05/2020"]);
        assert_eq!(read, [None, Some("2020-05-05".to_owned())]);
        assert_eq!(
            warnings,
            [
                "a.csv: line 2: column Dat: 03/04/2020 can be read with the day or with the month first, so the agreement stands without a date"
            ]
        );
        let day = |text: &str| Some(text.to_owned());
        assert_eq!(dates(&["03/04/2020", "17/11/2001"]).0, [day("2020-04-03"), day("2001-11-17")]);
        assert_eq!(dates(&["03/04/2020", "11/17/2001"]).0, [day("2020-03-04"), day("2001-11-17")]);
        assert_eq!(
            dates(&["03/04/2020", "11/17/2001", "17/11/2001"]).0,
            [None, day("2001-11-17"), day("2001-11-17")]
        );
    }

    #[test]
    fn letters_that_are_a_guess_are_told() {
        let (table, warnings) =
            read("a.csv", b"AgtId,Agt,Dat,Stage\n1,Accord de Gen\xe8ve,2001,Pre\n").expect("a table");
        assert_eq!(table.agreements[0].title, "Accord de Genève");
        assert_eq!(warnings.iter().map(|warning| warning.code).collect::<Vec<_>>(), [codes::UNSURE_ENCODING]);
    }

    #[test]
    fn other_tables_are_refused() {
        assert_eq!(read("a.csv", b"a,b\n1,2\n").unwrap_err().code, codes::AGREEMENT_TABLE);
        assert!(read("a.csv", b"").is_err());
    }
}
