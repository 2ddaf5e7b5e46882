//! Exit codes, as the manual page has them.

/// Answered, and some package is acceptable to all who are asked.
pub(crate) const DEAL: u8 = 0;
/// Answered, and none is.
pub(crate) const NO_DEAL: u8 = 1;
/// The input is wrong; nothing was written.
pub(crate) const WRONG_INPUT: u8 = 2;
/// Stopped by a limit or Ctrl-C, with the best answer so far.
pub(crate) const STOPPED: u8 = 3;
