//! The `detente` command: arguments in, report out, exit codes.

mod arguments;
mod commands;
mod exit;
mod failure;
mod interrupt;
mod limits;
mod open;
mod output;

use std::process::ExitCode;

use arguments::{Arguments, Command};
use clap::{CommandFactory, Parser};
use detente_desk::questions::explain::What;
use failure::Failure;

fn main() -> ExitCode {
    let arguments = Arguments::parse();
    match run(&arguments) {
        Ok(code) => ExitCode::from(code),
        Err(failure) => ExitCode::from(failure::told(&failure, arguments.color)),
    }
}

fn run(arguments: &Arguments) -> Result<u8, Failure> {
    let color = arguments.color;
    match &arguments.command {
        Command::New { directory, xlsx: false, ods: false } => commands::new::run(directory),
        Command::New { directory, ods, .. } => commands::new::workbook(directory, *ods),
        Command::Import { files, output, from, grid } => {
            commands::import::run(files, output, *from, *grid, color)
        }
        Command::Export { case, to, output, force } => {
            commands::export::run(case, *to, output, *force, color)
        }
        Command::Check { case, documents, format } => {
            commands::check::run(case, documents.as_deref(), *format, color)
        }
        Command::Show { case, view, format } => commands::show::run(case, *view, *format, color),
        Command::Solve(solve) => commands::solve::run(solve, color),
        Command::Stability(stability) => commands::stability::run(stability, color),
        Command::Paths(paths) => commands::paths::run(paths, color),
        Command::Report(report) => commands::report::run(report, color),
        Command::Serve { folder, port } => commands::serve::run(folder.clone(), *port),
        Command::Robust(robust) => commands::robust::run(robust, color),
        Command::Ask(ask) => commands::ask::run(ask, color),
        Command::Elicit(elicit) => commands::elicit::run(elicit, color),
        Command::Compare { case, view, packages, format } => {
            commands::compare::run(case, *view, packages, *format, color)
        }
        Command::Explain { case, view, package, statement, limits, format } => {
            let what = statement.as_deref().map_or(What::Package(package), What::Statement);
            commands::explain::run(case, *view, what, *limits, *format, color)
        }
        Command::Diff { case, other, from, to, on, limits, format } => {
            let sides = commands::diff::Sides { case, other: other.as_deref(), from, to, on: *on };
            commands::diff::run(&sides, *limits, *format, color)
        }
        Command::Record { command } => commands::record::run(command, color),
        Command::Keep { command } => commands::keep::run(command, color),
        Command::Completions { shell } => {
            let mut script = Vec::new();
            clap_complete::generate(*shell, &mut Arguments::command(), "detente", &mut script);
            output::print(&String::from_utf8_lossy(&script))?;
            Ok(exit::DEAL)
        }
        Command::Man => {
            output::print(&manual()?)?;
            Ok(exit::DEAL)
        }
    }
}

/// The manual page: the command and each of its subcommands, one after the other.
fn manual() -> Result<String, Failure> {
    let mut command = Arguments::command();
    command.build();
    let mut page = Vec::new();
    clap_mangen::Man::new(command.clone()).render(&mut page)?;
    let inside = |above: &str, command: &clap::Command| {
        let mut inside: Vec<_> =
            command.get_subcommands().map(|each| (above.to_owned(), each.clone())).collect();
        inside.reverse();
        inside
    };
    let mut waiting = inside("detente", &command);
    while let Some((above, subcommand)) = waiting.pop() {
        if subcommand.get_name() == "help" {
            continue;
        }
        let title = format!("{above}-{}", subcommand.get_name());
        waiting.extend(inside(&title, &subcommand));
        clap_mangen::Man::new(subcommand).title(title).render(&mut page)?;
    }
    Ok(String::from_utf8_lossy(&page).into_owned())
}
