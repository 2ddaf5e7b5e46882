//! The `detente-verify` command: a case and a certificate in, findings out.

mod files;

use std::io::{IsTerminal, Write};
use std::path::PathBuf;
use std::process::ExitCode;

use clap::{Parser, ValueEnum};
use detente_syntax::render::{Style, human};
use detente_verify::{LIMIT, Unusable, verify};

/// Exit code where the case or the certificate cannot be used.
const UNUSABLE: u8 = 2;

/// Check a certificate of `detente solve` or `detente stability` against its case, sharing no code with the solvers
#[derive(Debug, Parser)]
#[command(name = "detente-verify", version, after_help = AFTER)]
struct Arguments {
    /// A folder with a case.toml, or a file
    case: PathBuf,
    /// A file written by `detente solve CASE --certificate FILE`, or by `detente stability`
    certificate: PathBuf,
    /// Overlay this scenario of the case; repeat to stack [default: those that the certificate records]
    #[arg(long = "scenario", value_name = "S")]
    scenarios: Vec<String>,
    /// List at most this many combinations of choices, and walk through at most this many packages for a
    /// verdict on stability; claims that need more are not checked
    #[arg(long, value_name = "N", default_value_t = LIMIT)]
    limit: u64,
    /// How to print
    #[arg(long, value_enum, default_value_t = Format::Human)]
    format: Format,
}

const AFTER: &str = "Exit codes: 0 all claims verified, 1 a claim is wrong, 2 the case or the certificate cannot be used, \
3 no claim is wrong and some were not checked.";

/// How to print.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
enum Format {
    /// For a terminal
    Human,
    /// For programs
    Json,
}

fn main() -> ExitCode {
    match run(&Arguments::parse()) {
        Ok(code) => ExitCode::from(code),
        Err(why) => {
            // Nowhere is left to say that standard error is closed.
            let _ = std::io::stderr().write_all(why.as_bytes());
            ExitCode::from(UNUSABLE)
        }
    }
}

/// The exit code, or what to say before giving up.
fn run(arguments: &Arguments) -> Result<u8, String> {
    let certificate = files::text(&arguments.certificate)
        .map_err(|why| format!("error: {} cannot be read: {why}\n", arguments.certificate.display()))?;
    let (folder, entry) = files::locate(&arguments.case);
    let report = verify(&folder, &entry, &certificate, &arguments.scenarios, arguments.limit);
    let report = report.map_err(|unusable| match unusable {
        Unusable::Certificate(why) => {
            format!("error: {} is not a certificate: {why}\n", arguments.certificate.display())
        }
        Unusable::Case { errors, sources } => {
            let color = std::io::stderr().is_terminal() && std::env::var_os("NO_COLOR").is_none();
            human(&errors, &sources, Style { color, width: 80 })
        }
    })?;
    let text = match arguments.format {
        Format::Human => report.human(),
        Format::Json => format!("{:#}\n", report.json()),
    };
    let mut out = std::io::stdout().lock();
    match out.write_all(text.as_bytes()).and_then(|()| out.flush()) {
        Err(error) if error.kind() != std::io::ErrorKind::BrokenPipe => {
            Err(format!("error: cannot write: {error}\n"))
        }
        _ => Ok(report.exit_code()),
    }
}
