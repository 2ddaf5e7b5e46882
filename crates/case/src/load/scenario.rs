//! Opens scenario files.

use detente_syntax::diagnostic::Diagnostic;
use detente_syntax::ids::{did_you_mean, is_id};
use detente_syntax::span::Span;
use detente_syntax::value::{Kind, Table};

use super::Opening;
use crate::codes;
use crate::model::Scenario;
use crate::read::fields::Fields;
use crate::read::findings::Findings;
use crate::read::scalar;

const FOLDER: &str = "scenarios";

/// A scenario before it is laid over the case.
pub(super) struct Overlay {
    /// What it is.
    pub(super) about: Scenario,
    /// Ids that it sets aside and where it says so.
    pub(super) set_aside: Vec<(String, Span)>,
    /// Everything else that it says.
    pub(super) tables: Table,
}

/// Opens the named scenarios in order.
pub(super) fn open(opening: &mut Opening<'_>, names: &[&str]) -> Vec<Overlay> {
    let mut overlays: Vec<Overlay> = Vec::new();
    for &name in names {
        if overlays.iter().any(|overlay| overlay.about.id == name) {
            continue;
        }
        let known = opening.files.list(FOLDER).unwrap_or_default();
        let missing = || unknown(name, &known);
        if !is_id(name) {
            opening.malformed = true;
            opening.findings.error(missing);
            continue;
        }
        if let Some(table) = opening.open(&format!("{FOLDER}/{name}.toml"), missing) {
            overlays.push(overlay(opening.findings, name, &table));
        }
    }
    overlays
}

fn unknown(name: &str, files: &[String]) -> Diagnostic {
    let known = || files.iter().filter_map(|file| file.strip_suffix(".toml"));
    let message = format!("there is no scenario `{}`", scalar::shown(name));
    let diagnostic = Diagnostic::error_anywhere(codes::UNKNOWN_SCENARIO, message);
    match (did_you_mean(name, known()), known().next()) {
        (Some(meant), _) => diagnostic.help(format!("did you mean `{meant}`?")),
        (None, Some(_)) => {
            diagnostic.note(format!("scenarios of the case: {}", known().collect::<Vec<_>>().join(", ")))
        }
        (None, None) => {
            diagnostic.note(format!("the case has no scenarios; they are files `{FOLDER}/NAME.toml`"))
        }
    }
}

fn overlay(findings: &Findings, name: &str, table: &Table) -> Overlay {
    let mut overlay = Overlay {
        about: Scenario { id: name.to_owned(), title: String::new(), because: None },
        set_aside: Vec::new(),
        tables: Table::empty(table.span()),
    };
    let mut root = Fields::new(findings, table, table.span(), "a scenario");
    root.required("scenario", |findings, value| {
        let head = scalar::table(findings, value)?;
        let mut fields = Fields::new(findings, head, value.span, "`[scenario]`");
        overlay.about.title = fields.required("title", scalar::string).unwrap_or_default();
        overlay.about.because = fields.optional("because", scalar::string);
        let ids = fields.optional("set-aside", scalar::texts).unwrap_or_default();
        overlay.set_aside = ids.into_iter().map(|text| (text.as_str().to_owned(), text.span())).collect();
        fields.finish();
        Some(())
    });
    for (key, value) in table.iter().filter(|(key, _)| !matches!(key.text.as_str(), "scenario" | "detente")) {
        if key.text == "case"
            && let Kind::Table(case) = &value.kind
            && let Some((include, _)) = case.get_key_value("include")
        {
            findings.error(|| {
                Diagnostic::error(codes::BAD_INCLUDE, include.span, "a scenario cannot include other files")
            });
            continue;
        }
        overlay.tables.set(key.clone(), value.clone());
    }
    overlay
}
