//! Every code that a diagnostic about a document can carry.
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
    // Documents that are not read
    UNKNOWN_DOCUMENT = "unknown-document": "a file is no document of a kind that is read";
    DOCUMENT_TOO_LARGE = "document-too-large": "a document is longer than is read, or becomes so once decompressed";
    ENCRYPTED_DOCUMENT = "encrypted-document": "a document is protected by a password";
    IMAGE_ONLY = "image-only": "a PDF holds pictures of pages and no text";
    DAMAGED_DOCUMENT = "damaged-document": "a document is not what its kind must be";
    EXTERNAL_ENTITY = "external-entity": "a document declares entities or a document type of its own";
    NO_TEXT = "no-text": "a document holds no text";

    // Documents that are read
    UNSURE_ENCODING = "unsure-encoding": "a document does not say, or says wrongly, how its letters are encoded";
    ATTACHMENT = "attachment": "an attachment of a mail was not read";
    PARTLY_READ = "partly-read": "a part of a document could not be read";
    UNSURE_ARTICLE = "unsure-article": "what of a page is its article could not be told from what surrounds it";
    NO_SUCH_DATE = "no-such-date": "a document gives a date that does not exist";

    // Tables of agreements
    AGREEMENT_TABLE = "agreement-table": "a table of agreements lacks a column or a value that it must have";
}
