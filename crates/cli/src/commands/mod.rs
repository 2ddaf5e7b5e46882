//! One module a command: arguments in, report out, exit code.

pub(crate) mod ask;
pub(crate) mod check;
pub(crate) mod compare;
pub(crate) mod diff;
pub(crate) mod elicit;
pub(crate) mod explain;
pub(crate) mod export;
pub(crate) mod import;
pub(crate) mod keep;
pub(crate) mod new;
pub(crate) mod paths;
pub(crate) mod record;
pub(crate) mod report;
pub(crate) mod robust;
pub(crate) mod serve;
pub(crate) mod show;
pub(crate) mod solve;
pub(crate) mod stability;
