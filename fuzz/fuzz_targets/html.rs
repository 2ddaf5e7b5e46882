//! Any bytes are read as an HTML page, or refused, without a panic; what is read can
//! be cited from its first to its last word.

#![no_main]

use detente_record::extract::extract;
use detente_record::normal::Normal;
use detente_record::quote::Quotable;
use libfuzzer_sys::fuzz_target;

fuzz_target!(|bytes: &[u8]| {
    let Ok(read) = extract("t.html", bytes) else { return };
    for article in read.articles {
        let normal = Normal::of(&article.text);
        let whole = 0..normal.text().len();
        let quotable = Quotable::new(&article.text);
        if let Some(place) = normal.raw(whole) {
            let anchor = quotable.anchor(place.start, place.end).expect("what is not empty has an anchor");
            assert!(quotable.scalars().holds(anchor.start, anchor.end, &anchor.sha256));
        }
    }
});
