//! `detente import`: a case from the files of another tool.

use detente_desk::files;
use std::path::{Path, PathBuf};

use detente_case::model::Case;
use detente_formats::format::Format;
use detente_formats::import::{Imported, Options, import};

use crate::arguments::{ColorChoice, ImportFormat};
use crate::exit;
use crate::failure::Failure;
use crate::open::{self, complain};
use crate::output;
use detente_desk::foreign::{self, Gathered};

impl From<ImportFormat> for Format {
    fn from(format: ImportFormat) -> Self {
        match format {
            ImportFormat::Genius => Self::Genius,
            ImportFormat::Geniusweb => Self::GeniusWeb,
            ImportFormat::Negmas => Self::Negmas,
            ImportFormat::Gmcr => Self::Gmcr,
            ImportFormat::Csv => Self::Csv,
            ImportFormat::Xlsx => Self::Sheet,
        }
    }
}

/// Reads the files and writes the case; nothing is written where anything is wrong.
pub(crate) fn run(
    files: &[PathBuf],
    output: &Path,
    from: Option<ImportFormat>,
    grid: usize,
    color: ColorChoice,
) -> Result<u8, Failure> {
    let target = target(output)?;
    let Gathered { inputs, warnings } = foreign::gather(files)?;
    let options = Options { from: from.map(Format::from), grid };
    let Imported { format, draft, mut diagnostics, sources, .. } = import(&inputs, &options);
    diagnostics.extend(warnings);
    open::tell(&diagnostics, &sources, color);
    let draft = draft.ok_or(Failure::Told)?;
    let text = draft.text();
    let loaded = foreign::loaded(&text);
    let Some(case) = loaded.case else {
        complain(&loaded.diagnostics, &loaded.sources, color);
        return Err(Failure::Told);
    };
    let folder = target.parent().unwrap_or(Path::new("."));
    let written = std::fs::create_dir_all(folder).and_then(|()| files::write(&target, &text));
    written.map_err(|error| Failure::System(format!("cannot write {}: {error}", target.display())))?;
    let shown = output.display();
    let format = format.map_or_else(String::new, |format| format!(" from {format}"));
    output::print(&format!(
        "read {}{format}\nwrote {}\ntry: detente check {shown}\n     detente solve {shown}\n",
        counted(&case),
        target.display()
    ))?;
    Ok(exit::DEAL)
}

/// The file to write, which must not be there.
fn target(output: &Path) -> Result<PathBuf, Failure> {
    let shown = output.display();
    if output.extension().is_some_and(|ending| ending == "toml") {
        if output.exists() {
            return Err(Failure::Input(format!("{shown} is there already; name a new file")));
        }
        return Ok(output.to_owned());
    }
    let plain = output.with_extension("");
    let instead = format!("{0}.toml is one file, and {0} a folder for the case", plain.display());
    foreign::check_folder_name(output, &instead)?;
    if output.exists() {
        let mut entries = std::fs::read_dir(output)
            .map_err(|error| Failure::Input(format!("cannot use {shown}: {error}")))?;
        if entries.next().is_some() {
            return Err(Failure::Input(format!(
                "{shown} is not empty; name a folder that does not exist yet"
            )));
        }
    }
    Ok(output.join("case.toml"))
}

/// What a case holds, in words.
fn counted(case: &Case) -> String {
    let adjustments: usize = case.preferences.iter().map(|each| each.adjustments.len()).sum();
    let parts = [
        (case.parties.len(), "party", "parties"),
        (case.issues.len(), "issue", "issues"),
        (case.rules.len(), "rule", "rules"),
        (adjustments, "adjustment", "adjustments"),
    ];
    let words = parts
        .iter()
        .filter(|(count, ..)| *count > 0)
        .map(|(count, one, many)| format!("{count} {}", if *count == 1 { one } else { many }));
    words.collect::<Vec<_>>().join(", ")
}
