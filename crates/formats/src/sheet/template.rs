//! The workbook that users start from: the writer's own form of a small case,
//! so that what it holds is what comes back.

use detente_case::load::{MemoryFiles, load};

use super::layout::READ_ME;
use super::model::{Cell, Look, Sheet, Workbook};
use super::write;

/// An invented negotiation that shows each kind of issue and number once.
const EXAMPLE: &str = include_str!("template.toml");

/// The template; its example is checked by the tests.
pub(super) fn workbook() -> Workbook {
    let case = load(&MemoryFiles::of("case.toml", EXAMPLE), "case.toml", &[]).case.unwrap_or_default();
    write::workbook(&case).map(|written| written.workbook).unwrap_or_default()
}

const LINES: [(&str, &str); 21] = [
    ("A negotiation as a workbook", ""),
    (
        "",
        "The other sheets hold an invented example. Type over it, sheet by sheet; delete the rows that you do not need.",
    ),
    (
        "",
        "The comment on each heading says what belongs into its column. Your own comments on cells are kept, as reasons.",
    ),
    ("Case", "What the negotiation is about."),
    ("Parties", "Who is at the table, and what your numbers about each of them rest on."),
    (
        "Issues",
        "What is to be decided, and the options. An issue is a choice of one option, of any set of options, or a number.",
    ),
    (
        "Preferences",
        "What each option is worth to each party, from 0 (worst) to 100 (best), and how much each issue matters.",
    ),
    (
        "",
        "Rows with (weight) hold the weights, which only compare the issues of one party. The row (no deal) says what no agreement is worth.",
    ),
    (
        "",
        "Write 60, or a range such as 40 to 70, or 0 to 100 where nothing is known, or #1, #2, #3 where only the order is known.",
    ),
    (
        "",
        "Your estimates count as assumed unless the sheet Parties says otherwise. Where they are exact guesses, ask for --points to see points.",
    ),
    ("Red lines", "What a party never accepts, whatever it gets elsewhere."),
    ("Adjustments", "Where options together are worth more or less than one by one."),
    ("Rules", "What no package can do, for everybody: logic, geography, law that the named parties accept."),
    ("Conditions", "Red lines, adjustments and rules are conditions on a package, such as:"),
    ("", "flow >= 140"),
    ("", "gauges = joint and not projects is none"),
    ("", "projects has dam-safety or term in {five-years, ten-years}"),
    (
        "",
        "In conditions, names are in lower case with hyphens for spaces and marks: the option \"Ten years\" is ten-years.",
    ),
    (
        "Then",
        "detente import FILE.xlsx -o CASE makes a case of this workbook; detente solve FILE.xlsx answers at once.",
    ),
    (
        "",
        "detente export CASE --to xlsx -o FILE.xlsx writes it back. Sheets and columns of your own are kept.",
    ),
    ("", "This sheet is not read."),
];

/// The sheet of explanations.
pub(super) fn read_me() -> Sheet {
    let mut sheet = Sheet::named(READ_ME);
    sheet.widths = vec![18, 110];
    for ((what, text), row) in LINES.iter().zip(0..) {
        sheet.set(row, 0, Cell::text(what).looking(if what.is_empty() { Look::Plain } else { Look::Head }));
        sheet.set(row, 1, Cell::text(text).looking(if text.is_empty() { Look::Plain } else { Look::Prose }));
    }
    sheet
}
