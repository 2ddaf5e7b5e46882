//! Every code that a diagnostic about another tool's file can carry.
//!
//! As in `detente_case::codes`, a code is a promise, and `docs/errors/CODE.md`
//! explains it.

macro_rules! codes {
    ($($name:ident = $code:literal: $summary:literal;)*) => {
        $(#[doc = concat!("`", $code, "`: ", $summary)] pub const $name: &str = $code;)*

        /// Every code that this crate emits with a one-line summary, in the order of this file.
        pub const ALL: &[(&str, &str)] = &[$(($code, $summary)),*];
    };
}

codes! {
    // Any format
    UNKNOWN_FORMAT = "unknown-format": "a file is in no format that is known here";
    MIXED_FORMATS = "mixed-formats": "the files given together are in different formats";
    ENCODING = "encoding": "a file is not UTF-8 and was read in another encoding";
    BAD_ENCODING = "bad-encoding": "a file is not text in any encoding that is tried";
    CONTROL_CHARACTER = "control-character": "a control character stands in another tool's file";
    FILE_TOO_LARGE = "file-too-large": "a file of another tool is longer than is read";
    NO_DOMAIN = "no-domain": "no file among those given says what is negotiated";
    SEVERAL_DOMAINS = "several-domains": "several files each say what is negotiated";
    NO_PROFILES = "no-profiles": "no file says what a party prefers";
    NOT_CARRIED = "not-carried": "something in a file has no place in a case";
    ROUNDED = "rounded": "a number has more digits than a case holds and was rounded";
    REAL_GRID = "real-grid": "a real-valued issue was read as a grid of numbers";
    BAD_VALUE = "bad-value": "a number in another tool's file is missing, not finite or not allowed there";
    JSON = "json": "a file is not well-formed JSON";
    YAML = "yaml": "a file is not well-formed YAML";
    REPEATED_KEY = "repeated-key": "a key stands twice in one map of another tool's file";
    FOREIGN_TAG = "foreign-tag": "a YAML file holds tags that ask for more than data";

    // GENIUS and GeniusWeb
    XML_SYNTAX = "xml-syntax": "a file is not well-formed XML and cannot be read";
    XML_LENIENT = "xml-lenient": "a file is not well-formed XML and was read all the same";
    XML_DOCTYPE = "xml-doctype": "an XML file declares a document type or entities";
    XML_TOO_LARGE = "xml-too-large": "an XML file has too many elements or attributes, or too many elements in each other";
    ISSUE_MISMATCH = "issue-mismatch": "domain and profile differ in their issues";
    VALUE_MISMATCH = "value-mismatch": "domain and profile differ in the values of an issue";
    NO_EVALUATION = "no-evaluation": "a profile gives no evaluation where one is needed";
    NO_WEIGHT = "no-weight": "a profile gives no weight to an issue";
    WEIGHTS_SUM = "weights-sum": "the weights of a profile do not sum to 1";
    DUPLICATE = "duplicate": "something stands twice in another tool's file";
    IGNORED = "ignored": "something in another tool's file counts for nothing";
    RESERVATION_RANGE = "reservation-range": "a reservation value lies beyond every value that its profile can give";
    ALL_PROFILES = "all-profiles": "every profile beside a domain takes part";
    RAW_SUM = "raw-sum": "values are sums that the tool itself would divide and cut off";
    UNSUPPORTED_PROFILE = "unsupported-profile": "a profile is of a kind that cannot be read";

    // NegMAS
    OUTCOME_SPACE = "outcome-space": "an outcome space of NegMAS lacks something or has issues that cannot be read";
    UTILITY_FUNCTION = "utility-function": "a utility function of NegMAS lacks something or is of a kind that cannot be read";

    // gmcr
    GRAPH_MODEL = "graph-model": "a graph model lacks something or holds something else than is asked for there";
    OPTION_OWNER = "option-owner": "an option of a graph model belongs to no decision maker or to several";
    REPEATED_STATEMENT = "repeated-statement": "a decision maker states the same preference twice";
    UNKNOWN_STATE = "unknown-state": "a ranking names a state that is not there, or leaves one out";

    // Tables and spreadsheets
    BAD_TABLE = "bad-table": "a table lacks headings, or a row does not say what it is about";
    BAD_CELL = "bad-cell": "a cell of a table holds something else than is asked for there";
    TABLE_GAP = "table-gap": "a table gives some of a party's numbers and not all";
    STANDS_TWICE = "stands-twice": "a table says the same thing in two places";
    UNKNOWN_NAME = "unknown-name": "a sheet names an issue, option or party that there is not";
    BAD_CONDITION = "bad-condition": "a condition in a sheet cannot be read";
    NO_CASE_OF_TABLE = "no-case-of-table": "what a table says does not make a case";
    BAD_WORKBOOK = "bad-workbook": "a file is no workbook that can be read";
    NO_CACHED_VALUE = "no-cached-value": "a formula comes without its result";
    LOOSE_COMMENT = "loose-comment": "a comment stands on a cell that has no place in a case";
}
