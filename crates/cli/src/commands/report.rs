//! `detente report`: everything that is answered about a case, on one page to be
//! handed on.

use detente_desk::questions::report::{hand, report};
use detente_report::document::html;

use crate::arguments::{ColorChoice, ReportArguments};
use crate::exit;
use crate::failure::Failure;
use crate::limits::with_budget;
use crate::open;
use crate::output;
use detente_desk::files;

/// Writes the report.
pub(crate) fn run(arguments: &ReportArguments, color: ColorChoice) -> Result<u8, Failure> {
    let path = arguments.output.as_path();
    if path.exists() && !arguments.force {
        return Err(Failure::Input(format!("{} is there already; --force writes over it", path.display())));
    }
    let mut handed = hand(&arguments.case.path, &arguments.case.scenarios, arguments.full)?;
    handed.opened = open::told(handed.opened, color)?;
    let (document, stopped) = with_budget(Some(arguments.limits), |budget| {
        report(handed, arguments.view.into(), arguments.draws, arguments.limits.into(), budget)
    })?;
    files::write(path, html(&document))
        .map_err(|error| Failure::System(format!("cannot write {}: {error}", path.display())))?;
    output::print(&format!("wrote {}\n", path.display()))?;
    Ok(if stopped { exit::STOPPED } else { exit::DEAL })
}
