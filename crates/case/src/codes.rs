//! Every code that a diagnostic about a case can carry.
//!
//! A code is a promise: it keeps its meaning, scripts may match on it, and
//! `docs/errors/CODE.md` explains it. The list is central so that a test can
//! hold the pages against it.

macro_rules! codes {
    ($($name:ident = $code:literal: $summary:literal;)*) => {
        $(#[doc = concat!("`", $code, "`: ", $summary)] pub const $name: &str = $code;)*

        /// Every code that this crate emits with a one-line summary, in the order of this file.
        pub const ALL: &[(&str, &str)] = &[$(($code, $summary)),*];
    };
}

codes! {
    // Files
    NO_CASE = "no-case": "there is no case at this place";
    MISSING_FILE = "missing-file": "a file that the case names is not there";
    PRIVATE_FILE = "private-file": "a private file that the case includes is not at hand";
    UNREADABLE_FILE = "unreadable-file": "a file could not be read";
    LANGUAGE_VERSION = "language-version": "the file does not say which version of the language it is written in, or says one that is not known";
    BAD_INCLUDE = "bad-include": "an included file lies outside the case or includes others";
    DEFINED_TWICE = "defined-twice": "two files of one case define the same key";
    UNKNOWN_SCENARIO = "unknown-scenario": "there is no scenario of this name";
    UNKNOWN_SET_ASIDE = "unknown-set-aside": "a scenario sets aside what the case does not have";
    AMBIGUOUS_SET_ASIDE = "ambiguous-set-aside": "a scenario sets aside an id that several elements bear";

    // Shape
    UNKNOWN_KEY = "unknown-key": "a table has a key that the language does not know";
    MISSING_KEY = "missing-key": "a table lacks a key that it must have";
    WRONG_TYPE = "wrong-type": "a value is of another kind than expected";
    CONFLICTING_KEYS = "conflicting-keys": "two keys exclude each other";
    BAD_ID = "bad-id": "an id is not kebab-case, or is a word of the language";
    DUPLICATE_ID = "duplicate-id": "two elements of one kind bear the same id";
    NOT_ONE_OF = "not-one-of": "a word is none of those that may stand here";
    REPEATED_ENTRY = "repeated-entry": "a list names the same thing twice";
    CONTROL_CHARACTER = "control-character": "a text holds a character that would disturb a terminal";
    BAD_DATE = "bad-date": "a date is not in the notation of the language, or does not exist";
    BAD_NUMBER = "bad-number": "a number cannot be held exactly";
    BAD_HASH = "bad-hash": "a SHA-256 is not 64 lower-case hexadecimal digits";
    TOO_MANY = "too-many": "the case is larger than can be held in bounded memory";

    // References
    UNKNOWN_PARTY = "unknown-party": "a party is named that the case does not have";
    UNKNOWN_VOICE = "unknown-voice": "a voice is named that the case does not have";
    UNKNOWN_EVENT = "unknown-event": "an event is named that the case does not have";
    UNKNOWN_WORD = "unknown-word": "a contested word is named that the case does not have";
    UNKNOWN_ISSUE = "unknown-issue": "an issue is named that the case does not have";
    UNKNOWN_OPTION = "unknown-option": "an option is named that the issue does not have";
    UNKNOWN_STATEMENT = "unknown-statement": "a statement is named that the record does not have";
    UNKNOWN_SOURCE = "unknown-source": "a source is named that the case does not have";
    UNKNOWN_CITATION = "unknown-citation": "a citation is named that the case does not have";

    // Conditions
    NOT_ANY_OF = "not-any-of": "`has` is used on an issue that takes one option alone";
    NOT_NUMERIC = "not-numeric": "a comparison is used on an issue without numbers";
    OVERFLOW = "overflow": "numbers are too large for exact arithmetic";

    // Issues
    NO_OPTIONS = "no-options": "an issue has nothing to choose from";
    TOO_MANY_OPTIONS = "too-many-options": "an issue has more choices than can be handled";
    BAD_RANGE = "bad-range": "a numeric range is empty or has no positive step";
    MISSING_NO_DEAL = "missing-no-deal": "an issue needs a no-deal option and has none";
    CIRCULAR_WHEN = "circular-when": "whether an issue arises depends on itself";
    BAD_MOVE = "bad-move": "a move is not written `from -> to`";
    DISPOSES_WITHOUT_CONSENT = "disposes-without-consent": "an issue disposes of a party that is not asked";
    CONSENT_WITHOUT_BECAUSE = "consent-without-because": "a party is not asked and no reason is given";
    LAW_WITHOUT_PARTY = "law-without-party": "a rule of law does not say whose reading of the law it is";

    FLAG_WITHOUT_GROUND = "flag-without-ground": "a flag does not say where it is from";

    // Preferences
    INCOMPLETE_VALUES = "incomplete-values": "a preference leaves out an issue or an option";
    INCOMPLETE_WEIGHTS = "incomplete-weights": "some weights are given and some are not";
    ZERO_WEIGHTS = "zero-weights": "all weights of a party are zero";
    LOW_ABOVE_HIGH = "low-above-high": "a range ends below its start";
    OUT_OF_RANGE = "out-of-range": "a number lies outside what it may be";
    CYCLIC_ORDER = "cyclic-order": "an order names the same thing twice";
    UNLISTED_VALUES = "unlisted-values": "a preference says nothing of some sets of an any-of issue, or of what stands beside its numbers";
    BAD_POINTS = "bad-points": "the points of a numeric issue do not describe a curve";
    NOT_ONE_PACKAGE = "not-one-package": "an expression that must determine one package does not";
    DOES_NOT_ARISE = "does-not-arise": "a package chooses on an issue that does not arise in it";
    STATED_WITHOUT_CITE = "stated-without-cite": "something is marked as stated and cites nothing";
    ASSUMED_WITHOUT_BECAUSE = "assumed-without-because": "a preference assumes numbers or orders without a reason";
    RED_LINE_WITHOUT_GROUND = "red-line-without-ground": "a red line rests on no statement and is not marked as assumed";
    IDLE_WEIGHT = "idle-weight": "a weight never matters, because all options of the issue are worth the same";
    TURNING_VALUES = "turning-values": "values of a numeric issue fall and rise again";
    AGAINST_OWN_WORDS = "against-own-words": "values run against what the party itself demands or rejects";
    RED_LINE_OF_ANOTHER = "red-line-of-another": "a red line rests on a statement about another party";

    // The record
    EMPTY_LIST = "empty-list": "a list that must name something is empty";
    MISSING_TERMS = "missing-terms": "a statement has no terms";
    WITHDRAWS_WITHOUT_ANSWERS = "withdraws-without-answers": "a withdrawal does not say what it takes back";
    MISPLACED_THAT = "misplaced-that": "`that` stands on a statement that is no claim, denial or prediction";
    CLAIM_WITHOUT_THAT = "claim-without-that": "a claim or denial of terms does not say what the party is said to do with them";
    STATEMENT_WITHOUT_CITE = "statement-without-cite": "a statement cites nothing";
    LATE_STATEMENT = "late-statement": "statements were said or became known after the as-of date";
    UNUSED_VOICE = "unused-voice": "a voice speaks in no statement";
    UNUSED_SOURCE = "unused-source": "no citation refers to a source";
    UNUSED_CITATION = "unused-citation": "nothing cites a citation";

    // Anchors
    INCOMPLETE_ANCHOR = "incomplete-anchor": "a citation gives a part of its anchor only, or one that ends before it starts";
    ANCHOR_MISMATCH = "anchor-mismatch": "the passage at an anchor is not the one that was cited";
    DOCUMENT_NOT_FOUND = "document-not-found": "the document of a source is not among those at hand";
    DOCUMENT_NOT_TEXT = "document-not-text": "a document is not UTF-8 text";
}
