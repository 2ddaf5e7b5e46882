//! `detente robust`: how every answer stands over all that is not known.

use std::io::IsTerminal;

use detente_desk::questions::Answer as _;
use detente_desk::questions::draws::{Across, across, robust};
use detente_report::document::{human, markdown};
use detente_report::json;
use detente_robust::answers::Request;
use detente_robust::draw::Method;

use crate::arguments::{
    CaseArguments, ColorChoice, DrawArguments, DrawMethod, RobustArguments, RobustFormat, ViewArguments,
};
use crate::exit;
use crate::failure::Failure;
use crate::limits::with_budget;
use crate::open;
use crate::output;

/// Draws, and reports shares of draws.
pub(crate) fn run(arguments: &RobustArguments, color: ColorChoice) -> Result<u8, Failure> {
    let across = drawn(&arguments.case, arguments.view, &arguments.draw, color)?;
    let named = across.packages(&arguments.package)?;
    if arguments.format == RobustFormat::Parquet && std::io::stdout().is_terminal() {
        return Err(Failure::Input(
            "Parquet is no text: send it to a file with `> packages.parquet`".to_owned(),
        ));
    }
    let request = request(&arguments.draw, arguments.limits.seed, named);
    let (bytes, code) = with_budget(Some(arguments.limits), |budget| {
        let model = across.model(arguments.draw.disputed.unwrap_or(1.0), budget)?;
        let answer = robust(&across, &model, &request, arguments.limits.into(), budget)?;
        let found = &answer.found;
        let sure = found.packages.iter().any(|answer| answer.certain && answer.all.value == 1.0);
        let code = match (found.stopped, sure) {
            (true, _) => exit::STOPPED,
            (false, true) => exit::DEAL,
            (false, false) => exit::NO_DEAL,
        };
        let text = match arguments.format {
            RobustFormat::Parquet => return Ok((answer.parquet()?, code)),
            RobustFormat::Json => json::text(&answer.shape()),
            RobustFormat::Csv => answer.csv(),
            RobustFormat::Svg => answer.svg(),
            RobustFormat::Markdown => markdown(&answer.document()),
            RobustFormat::Human => human(&answer.document(), output::width()),
        };
        Ok::<_, Failure>((text.into_bytes(), code))
    })?;
    output::print_bytes(&bytes)?;
    Ok(code)
}

/// The alternatives that draws are spread over: `--across`.
pub(crate) fn drawn(
    case: &CaseArguments,
    view: ViewArguments,
    draw: &DrawArguments,
    color: ColorChoice,
) -> Result<Across, Failure> {
    let again = |scenarios: &[String]| open::open_with(&case.path, scenarios, color);
    with_budget(None, |budget| across(&again, &case.scenarios, &draw.across, view.into(), budget))
}

/// What the arguments ask for.
pub(crate) fn request(
    draw: &DrawArguments,
    seed: u64,
    named: Vec<detente_case::package::Package>,
) -> Request {
    let all = || std::thread::available_parallelism().map_or(1, std::num::NonZero::get);
    Request {
        method: match draw.method {
            DrawMethod::Sobol => Method::Sobol,
            DrawMethod::Chacha => Method::ChaCha,
        },
        seed,
        draws: draw.draws,
        precision: draw.precision,
        named,
        threads: draw.threads.map_or_else(all, usize::from),
        ..Request::default()
    }
}
