//! Every code that a diagnostic about an instrument can carry, beside those of
//! tables and TOML; `docs/errors/CODE.md` explains each.

macro_rules! codes {
    ($($name:ident = $code:literal: $summary:literal;)*) => {
        $(#[doc = concat!("`", $code, "`: ", $summary)] pub const $name: &str = $code;)*

        /// Every code that this crate emits with a one-line summary, in the order of this file.
        pub const ALL: &[(&str, &str)] = &[$(($code, $summary)),*];
    };
}

codes! {
    // Shared with the case language
    LANGUAGE_VERSION = "language-version": "the file does not say which version of the language it is written in, or says one that is not known";
    BAD_DATE = "bad-date": "a date is not in the notation of the language, or does not exist";
    BAD_NUMBER = "bad-number": "a number cannot be held exactly";
    OUT_OF_RANGE = "out-of-range": "a number lies outside what it may be";
    LOW_ABOVE_HIGH = "low-above-high": "a range ends below its start";
    EMPTY_LIST = "empty-list": "a list that must name something is empty";
    UNKNOWN_PARTY = "unknown-party": "a party is named that there is not";
    UNKNOWN_EVENT = "unknown-event": "an event is named that there is not";
    UNKNOWN_SOURCE = "unknown-source": "a source is named that there is not";
    UNKNOWN_CITATION = "unknown-citation": "a citation is named that there is not";
    UNUSED_SOURCE = "unused-source": "no citation refers to a source";
    UNUSED_CITATION = "unused-citation": "nothing cites a citation";

    // References
    UNKNOWN_THING = "unknown-thing": "a thing is named that the instrument does not count";
    UNKNOWN_ZONE = "unknown-zone": "a zone is named that the instrument does not have";
    UNKNOWN_READING = "unknown-reading": "a reading is named that the instrument does not have";
    UNKNOWN_STATUS = "unknown-status": "a status is named that the instrument does not have";
    UNKNOWN_LIMIT = "unknown-limit": "a limit is named that the instrument does not have";
    UNKNOWN_QUOTA = "unknown-quota": "a quota is named that the instrument does not have";
    UNKNOWN_DUTY = "unknown-duty": "a duty is named that the instrument does not have";

    // Clauses
    NO_INSTRUMENT = "no-instrument": "there is no instrument at this place";
    BAD_PERIOD = "bad-period": "a period is not in the notation of ISO 8601, or has a time of day";
    BAD_MOMENT = "bad-moment": "a moment names nothing, or more than one thing, that it waits for";
    BAD_TRIGGER = "bad-trigger": "a duty has no trigger, or more than one";
    BAD_KEY = "bad-key": "a public key is not 64 lower-case hexadecimal digits";
    CIRCULAR_TREE = "circular-tree": "something is a part or a kind of itself";
    TOO_DEEP = "too-deep": "things, zones or quotas lie too deep in each other, or a clause waits for too many others";
    MEASURED_TWICE = "measured-twice": "a measured value is given for something and for a kind of it";
    CIRCULAR_START = "circular-start": "clauses wait for each other, so that none ever begins";
    NO_BOUND = "no-bound": "a limit has no bound";
    NEVER_BINDS = "never-binds": "a limit ends before it begins";
    UNGROUNDED = "ungrounded": "a clause cites nothing, gives no reason and is not marked as recalled or made up";
    NO_PARTIES = "no-parties": "an instrument binds nobody";
    EARLY_ENTRY = "early-entry": "an instrument is in force before it is signed";
    WITHOUT_ENTRY = "without-entry": "a period counts from an entry into force or a signature that is not given";
}
