//! `detente robust`: how every answer stands over all that is not known.

use std::io::IsTerminal;

use detente_report::document::{human, markdown};
use detente_report::{csv, json, parquet, robust as words, svg};
use detente_robust::answers::{Request, answers};
use detente_robust::draw::Method;
use detente_robust::model::{Model, ModelError};

use crate::across;
use crate::arguments::{ColorChoice, DrawArguments, DrawMethod, RobustArguments, RobustFormat};
use crate::exit;
use crate::failure::Failure;
use crate::limits::with_budget;
use crate::open;
use crate::output;
use crate::package;

/// Draws, and reports shares of draws.
pub(crate) fn run(arguments: &RobustArguments, color: ColorChoice) -> Result<u8, Failure> {
    let (opened, alternatives) = across::open(&arguments.case, arguments.view, &arguments.draw, color)?;
    let case = &opened.case;
    let view = open::view(case, arguments.view);
    let mut named = Vec::new();
    for text in &arguments.package {
        let words: Vec<String> = text.split_whitespace().map(str::to_owned).collect();
        named.push(package::read(case, &words)?.package);
    }
    if arguments.format == RobustFormat::Parquet && std::io::stdout().is_terminal() {
        return Err(Failure::Input(
            "Parquet is no text: send it to a file with `> packages.parquet`".to_owned(),
        ));
    }
    let request = request(&arguments.draw, arguments.limits.seed, named);
    let (bytes, code) = with_budget(Some(arguments.limits), |budget| {
        let standing = arguments.draw.disputed.unwrap_or(1.0);
        let model = Model::new(&alternatives, standing, budget).map_err(failure)?;
        let answers = answers(&model, &request, budget).map_err(failure)?;
        let provenance = open::provenance(&opened, Some(arguments.limits));
        let sure = answers.packages.iter().any(|answer| answer.certain && answer.all.value == 1.0);
        let code = match (answers.stopped, sure) {
            (true, _) => exit::STOPPED,
            (false, true) => exit::DEAL,
            (false, false) => exit::NO_DEAL,
        };
        let text = match arguments.format {
            RobustFormat::Json => json::text(&json::robust(case, view, &model, &answers, &provenance)),
            RobustFormat::Csv => csv::robust(case, &answers),
            RobustFormat::Parquet => {
                return parquet::robust(case, &answers).map_err(Failure::System).map(|bytes| (bytes, code));
            }
            RobustFormat::Svg => svg::robust(case, view, &answers),
            RobustFormat::Human | RobustFormat::Markdown => {
                let mut document = words::robust(case, view, &model, &answers);
                provenance.close(&mut document);
                if arguments.format == RobustFormat::Markdown {
                    markdown(&document)
                } else {
                    human(&document, output::width())
                }
            }
        };
        Ok::<_, Failure>((text.into_bytes(), code))
    })?;
    output::print_bytes(&bytes)?;
    Ok(code)
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

/// Why nothing could be drawn.
pub(crate) fn failure(error: ModelError) -> Failure {
    match error {
        ModelError::Stopped(reason) => Failure::Stopped(reason.to_string()),
        error => Failure::Input(error.to_string()),
    }
}
