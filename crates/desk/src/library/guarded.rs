//! Readers of foreign formats, kept from ending the process.
//!
//! Of the formats that are read, PDF is the one whose reader is not ours and
//! not small. Should it fail on a damaged file, the file is skipped and the rest
//! is done, without the message that a fault otherwise prints.

use std::cell::Cell;
use std::panic::{AssertUnwindSafe, catch_unwind, set_hook, take_hook};
use std::sync::Once;

thread_local! {
    static QUIET: Cell<bool> = const { Cell::new(false) };
}

/// What `work` answers; none where it failed.
pub(super) fn guarded<T>(work: impl FnOnce() -> T) -> Option<T> {
    static HOOK: Once = Once::new();
    HOOK.call_once(|| {
        let told = take_hook();
        set_hook(Box::new(move |fault| {
            if !QUIET.get() {
                told(fault);
            }
        }));
    });
    QUIET.set(true);
    // What a failed reading leaves behind is dropped with it.
    let answer = catch_unwind(AssertUnwindSafe(work)).ok();
    QUIET.set(false);
    answer
}

#[cfg(test)]
mod tests {
    use super::guarded;

    #[test]
    fn a_fault_is_no_answer() {
        assert_eq!(guarded(|| 1), Some(1));
        assert_eq!(guarded(|| -> u8 { panic!("told to nobody") }), None);
        assert_eq!(guarded(|| 2), Some(2));
    }
}
