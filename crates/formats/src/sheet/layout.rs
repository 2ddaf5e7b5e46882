//! The sheets of a workbook that mean something, and their columns.

/// A column.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Heading {
    pub(crate) name: &'static str,
    /// Other headings that are understood, in lower case.
    pub(crate) also: &'static [&'static str],
    /// What the template says in the heading's comment.
    pub(crate) help: &'static str,
    /// Width in characters.
    pub(crate) width: u16,
    /// Words to choose from.
    pub(crate) words: &'static [&'static str],
}

/// A sheet.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Table {
    pub(crate) name: &'static str,
    pub(crate) headings: &'static [Heading],
}

const fn heading(name: &'static str, width: u16, help: &'static str) -> Heading {
    Heading { name, also: &[], help, width, words: &[] }
}

const fn choosing(
    name: &'static str,
    width: u16,
    words: &'static [&'static str],
    help: &'static str,
) -> Heading {
    Heading { name, also: &[], help, width, words }
}

/// The sheet of explanations, which is not read.
pub(crate) const READ_ME: &str = "Read me";

/// What the case is about: a row an item.
pub(crate) const CASE: Table = Table {
    name: "Case",
    headings: &[
        heading("Item", 14, "Title, Summary, As of, Left out, Because. The rows may stand in any order."),
        heading(
            "Value",
            80,
            "As of: the last day that the case knows of, such as 2026-03-31. Left out: one thing a line.",
        ),
    ],
};

pub(crate) mod parties {
    use super::{Table, choosing, heading};

    pub(crate) const PARTY: usize = 0;
    pub(crate) const IN_FULL: usize = 1;
    pub(crate) const ASKED: usize = 2;
    pub(crate) const WHY_NOT: usize = 3;
    pub(crate) const BASIS: usize = 4;
    pub(crate) const BECAUSE: usize = 5;

    /// One row a party.
    pub(crate) const TABLE: Table = Table {
        name: "Parties",
        headings: &[
            heading(
                "Party",
                16,
                "A short name. The same name heads the party's column in the sheet Preferences.",
            ),
            heading("In full", 32, "The name that reports show, where it is longer than the short one."),
            choosing(
                "Asked",
                14,
                &[],
                "Whether an agreement needs this party: yes, no, or a condition on the package such as: verification = inspectors",
            ),
            heading(
                "If not, why",
                32,
                "Why a party that is affected is not asked. Required where Asked says no.",
            ),
            choosing(
                "Basis",
                12,
                &["stated", "inferred", "assumed"],
                "What the party's numbers rest on: stated (by the party, or given as those of an exercise), inferred (from something said) or assumed (your estimate). Empty: assumed.",
            ),
            heading("Because", 48, "Where the party's numbers come from."),
        ],
    };
}

pub(crate) mod issues {
    use super::{Table, choosing, heading};

    pub(crate) const ISSUE: usize = 0;
    pub(crate) const OPTION: usize = 1;
    pub(crate) const IN_FULL: usize = 2;
    pub(crate) const NO_DEAL: usize = 3;
    pub(crate) const KIND: usize = 4;
    pub(crate) const FROM: usize = 5;
    pub(crate) const TO: usize = 6;
    pub(crate) const STEP: usize = 7;
    pub(crate) const UNIT: usize = 8;
    pub(crate) const WHEN: usize = 9;

    /// A row an issue, then a row an option.
    pub(crate) const TABLE: Table = Table {
        name: "Issues",
        headings: &[
            heading(
                "Issue",
                18,
                "A short name. First a row for the issue itself, with no option, then one row for each option.",
            ),
            heading("Option", 18, "A short name. Empty in the row of the issue itself."),
            heading("In full", 48, "What reports show, where it is longer than the short name."),
            heading(
                "No deal",
                12,
                "x marks the option that holds without an agreement. For an issue of numbers: the number, in the row of the issue.",
            ),
            choosing(
                "Kind",
                10,
                &["one of", "any of", "number"],
                "one of: one option is chosen (also where this is empty). any of: any set of the options. number: numbers from From to To.",
            ),
            heading("From", 8, "The lowest number of an issue of numbers."),
            heading("To", 8, "The highest number."),
            heading("Step", 8, "The distance from one number to the next."),
            heading("Unit", 12, "What is counted."),
            heading(
                "Arises when",
                32,
                "Only where this condition holds does the issue arise; elsewhere it stays at its no-deal option. Such as: not verification = none",
            ),
        ],
    };
}

pub(crate) mod preferences {
    use super::{Heading, Table, heading};

    pub(crate) const ISSUE: usize = 0;
    pub(crate) const OPTION: usize = 1;

    /// One row a number, one column a party.
    pub(crate) const TABLE: Table = Table {
        name: "Preferences",
        headings: &[
            heading(
                "Issue",
                18,
                "As in the sheet Issues. (no deal): what no agreement is worth to the party.",
            ),
            heading(
                "Option",
                18,
                "As in the sheet Issues; (weight) for how much the issue matters. For an issue of numbers, some of the numbers: between them values run on straight lines.",
            ),
        ],
    };

    /// The heading of a party's column.
    pub(crate) const PARTY: Heading = heading(
        "",
        20,
        "Values run from 0 (worst) to 100 (best). A number: 60. A range: 40 to 70. A range with the likeliest number: 40 to 70 (60). Only an order: #1, #2 ... for best, second best ... Nothing known: 0 to 100.",
    );
}

pub(crate) mod red_lines {
    use super::{Table, heading};

    pub(crate) const PARTY: usize = 0;
    pub(crate) const NAME: usize = 1;
    pub(crate) const REFUSES: usize = 2;
    pub(crate) const BECAUSE: usize = 3;

    /// One row a red line.
    pub(crate) const TABLE: Table = Table {
        name: "Red lines",
        headings: &[
            heading("Party", 16, "Whose red line it is."),
            heading("Red line", 24, "A short name."),
            heading(
                "Refuses",
                48,
                "Packages that the party never accepts: a condition such as: verification = inspectors and quota > 150",
            ),
            heading("Because", 48, "What makes you think so."),
        ],
    };
}

pub(crate) mod adjustments {
    use super::{Table, heading};

    pub(crate) const PARTY: usize = 0;
    pub(crate) const NAME: usize = 1;
    pub(crate) const WHEN: usize = 2;
    pub(crate) const POINTS: usize = 3;
    pub(crate) const BECAUSE: usize = 4;
    /// All of them.
    pub(crate) const COLUMNS: [usize; 5] = [PARTY, NAME, WHEN, POINTS, BECAUSE];

    /// One row an adjustment.
    pub(crate) const TABLE: Table = Table {
        name: "Adjustments",
        headings: &[
            heading("Party", 16, "Whose value changes."),
            heading("Adjustment", 24, "A short name."),
            heading("When", 48, "For which packages: a condition."),
            heading(
                "Points",
                12,
                "By how much, on the party's scale; a number or a range, negative for a loss.",
            ),
            heading("Because", 48, "Why options are worth more or less together than one by one."),
        ],
    };
}

pub(crate) mod rules {
    use super::{Table, choosing, heading};

    pub(crate) const NAME: usize = 0;
    pub(crate) const KIND: usize = 1;
    pub(crate) const ACCORDING_TO: usize = 2;
    pub(crate) const REQUIRES: usize = 3;
    pub(crate) const BECAUSE: usize = 4;

    /// One row a rule.
    pub(crate) const TABLE: Table = Table {
        name: "Rules",
        headings: &[
            heading("Rule", 24, "A short name."),
            choosing(
                "Kind",
                12,
                &["logic", "geography", "law"],
                "What makes it a fact: logic, geography or law. What a party wants is no rule but a red line.",
            ),
            heading(
                "According to",
                24,
                "For law: the parties whose reading of it this is, with commas between them.",
            ),
            heading("Requires", 48, "What every package must meet: a condition."),
            heading("Because", 48, "Why no package can do otherwise."),
        ],
    };
}

pub(crate) mod priorities {
    use super::{Table, heading};

    pub(crate) const PARTY: usize = 0;
    pub(crate) const WANTS: usize = 1;

    /// One row a want, most important first.
    pub(crate) const TABLE: Table = Table {
        name: "Priorities",
        headings: &[
            heading("Party", 16, "Whose order it is, instead of numbers."),
            heading("Wants", 60, "A condition; the most important comes first."),
        ],
    };
}

pub(crate) mod ranking {
    use super::{Table, heading};

    pub(crate) const PARTY: usize = 0;
    pub(crate) const RANK: usize = 1;
    pub(crate) const PACKAGES: usize = 2;

    /// One row a condition that packages of a rank meet.
    pub(crate) const TABLE: Table = Table {
        name: "Ranking",
        headings: &[
            heading("Party", 16, "Whose ranking it is, instead of numbers."),
            heading("Rank", 8, "1 for the best packages."),
            heading("Packages", 60, "A condition that the packages of this rank meet."),
        ],
    };
}

/// All sheets that are read.
pub(crate) const TABLES: [Table; 9] = [
    CASE,
    parties::TABLE,
    issues::TABLE,
    preferences::TABLE,
    red_lines::TABLE,
    adjustments::TABLE,
    rules::TABLE,
    priorities::TABLE,
    ranking::TABLE,
];

/// The items of the sheet [`CASE`].
pub(crate) mod items {
    pub(crate) const TITLE: &str = "Title";
    pub(crate) const SUMMARY: &str = "Summary";
    pub(crate) const AS_OF: &str = "As of";
    pub(crate) const LEFT_OUT: &str = "Left out";
    pub(crate) const BECAUSE: &str = "Because";
    pub(crate) const ALL: [&str; 5] = [TITLE, SUMMARY, AS_OF, LEFT_OUT, BECAUSE];
}

/// The reason for numbers where the workbook gives none.
pub(crate) const NO_REASON: &str = "the numbers are those of the workbook";
