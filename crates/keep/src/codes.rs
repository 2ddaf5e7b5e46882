//! Every code that a diagnostic about a table of acts can carry; those of
//! tables and TOML are elsewhere. `docs/errors/CODE.md` explains each.

macro_rules! codes {
    ($($name:ident = $code:literal: $summary:literal;)*) => {
        $(#[doc = concat!("`", $code, "`: ", $summary)] pub const $name: &str = $code;)*

        /// Every code that this crate emits with a one-line summary, in the order of this file.
        pub const ALL: &[(&str, &str)] = &[$(($code, $summary)),*];
    };
}

codes! {
    BAD_HEADER = "bad-header": "the first line of a table of acts lacks a column, or has one twice or one that is not known";
    BAD_ROW = "bad-row": "a row has another number of cells than the header, or is not closed";
    EMPTY_CELL = "empty-cell": "a cell that must say something is empty";
    UNKNOWN_ACT = "unknown-act": "a row is no act of any kind";
    WRONG_UNIT = "wrong-unit": "a figure is given in another unit than the thing is counted in";
    DUPLICATE_ROW = "duplicate-row": "two rows give the same figure of the same day";
    BAD_QUANTITY = "bad-quantity": "a figure is neither a whole number nor `not provided` nor `unknown`";
    NEGATIVE_NUMBER = "negative-number": "fewer than none are declared";
    LONG_ACT = "long-act": "a row makes a line that is longer than a ledger holds";
    IDLE_CELL = "idle-cell": "a cell says something that an act of this kind does not say";
    SELF_ACT = "self-act": "a party observes, verifies or hands something to itself, or moves something to where it is";
    INCOMPLETE_ACT = "incomplete-act": "an act is about more than one clause";
}
