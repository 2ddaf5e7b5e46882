//! `detente export`: a case in the format of another tool.

use std::path::{Path, PathBuf};

use detente_case::load::{self, MemoryFiles};
use detente_case::model::Case;
use detente_formats::export::{self, ExportError, Exported, export};
use detente_formats::format::Format;
use detente_formats::import::MAX_BYTES;
use detente_formats::sheet::{self, SheetKind};

use crate::arguments::{CaseArguments, ColorChoice, ExportFormat};
use crate::exit;
use crate::failure::Failure;
use crate::open;
use crate::output;
use detente_desk::files;
use detente_desk::foreign;

/// Writes the files and lists what they lack.
pub(crate) fn run(
    case: &CaseArguments,
    to: ExportFormat,
    output: &Path,
    force: bool,
    color: ColorChoice,
) -> Result<u8, Failure> {
    let opened = open::open(case, color)?;
    let exported = match to {
        ExportFormat::Xlsx => workbook(&opened.case, SheetKind::Xlsx, output),
        ExportFormat::Ods => workbook(&opened.case, SheetKind::Ods, output),
        ExportFormat::Json => tree(case, color).map(Ok)?,
        _ => export(&opened.case, format(to)),
    };
    let Exported { format, files, left_out } = exported.map_err(|error| {
        let help = error.help.map_or_else(String::new, |help| format!("\nhelp: {help}"));
        Failure::Input(format!("{}{help}", error.reason))
    })?;
    // One file goes where the user says; several go into a folder.
    let several = matches!(format, Format::Genius | Format::GeniusWeb | Format::Negmas);
    let targets: Vec<PathBuf> = if several {
        let instead = format!("name a folder, such as {}", output.with_extension("").display());
        foreign::check_folder_name(output, &instead)?;
        files.iter().map(|file| output.join(&file.name)).collect()
    } else {
        check_file_name(to, output)?;
        vec![output.to_owned()]
    };
    if several {
        alone(output, format, &targets)?;
    }
    if let Some(taken) = targets.iter().find(|path| path.exists()).filter(|_| !force) {
        return Err(Failure::Input(format!(
            "{} is there already; name another place, or overwrite it with --force",
            taken.display()
        )));
    }
    let mut told = String::new();
    for (path, file) in targets.iter().zip(&files) {
        let folder = path.parent().filter(|folder| !folder.as_os_str().is_empty()).unwrap_or(Path::new("."));
        let written = std::fs::create_dir_all(folder).and_then(|()| files::write(path, &file.bytes));
        written.map_err(|error| Failure::System(format!("cannot write {}: {error}", path.display())))?;
        told.push_str(&format!("wrote {}\n", path.display()));
    }
    if left_out.is_empty() {
        told.push_str("everything in the case is in it\n");
    } else {
        told.push_str("not in it, because the format has no place for it:\n");
        left_out.iter().for_each(|each| told.push_str(&format!("- {each}\n")));
    }
    output::print(&told)?;
    Ok(exit::DEAL)
}

/// Refuses a folder that holds other files of the same format: whoever reads
/// the folder would take them for part of the scenario. They may be somebody's
/// only copy, so nothing removes them, `--force` neither.
fn alone(folder: &Path, format: Format, targets: &[PathBuf]) -> Result<(), Failure> {
    const SHOWN: usize = 10;
    let strangers = foreign::strangers(folder, format, targets)?;
    if strangers.is_empty() {
        return Ok(());
    }
    let mut list: Vec<_> = strangers.iter().take(SHOWN).map(|path| path.display().to_string()).collect();
    if strangers.len() > SHOWN {
        list.push(format!("and {} more", strangers.len() - SHOWN));
    }
    let one = strangers.len() == 1;
    Err(Failure::Input(format!(
        "{} holds {} of {format} that would not be written over: {}\nhelp: name another folder, or remove {} first; \
         whoever reads the folder would take {} for part of this case",
        folder.display(),
        if one { "a file" } else { "files" },
        list.join(", "),
        if one { "it" } else { "them" },
        if one { "it" } else { "them" },
    )))
}

/// Refuses a name that is no file's, or that says another format of workbooks.
fn check_file_name(to: ExportFormat, output: &Path) -> Result<(), Failure> {
    let shown = output.display();
    if output.is_dir() {
        return Err(Failure::Input(format!("{shown} is a folder; name the file to write")));
    }
    let ending = output.extension().map(|ending| ending.to_ascii_lowercase());
    let other = match to {
        ExportFormat::Xlsx => "ods",
        ExportFormat::Ods => "xlsx",
        _ => return Ok(()),
    };
    if ending.is_some_and(|ending| ending == other) {
        return Err(Failure::Input(format!(
            "{shown} is named like another kind of workbook\nhelp: write that with --to {other}, or name it otherwise"
        )));
    }
    Ok(())
}

/// The files of a case as JSON: what they say, not what they mean.
fn tree(case: &CaseArguments, color: ColorChoice) -> Result<Exported, Failure> {
    let scenarios: Vec<_> = case.scenarios.iter().map(String::as_str).collect();
    let tree = if foreign::is_foreign(&case.path) {
        load::tree(&MemoryFiles::of("case.toml", open::foreign_text(&case.path, color)?), "case.toml", &[])
    } else {
        let (folder, entry) = files::locate(&case.path);
        load::tree(&folder, &entry, &scenarios)
    };
    // It was read a moment ago; whoever changed it since may ask again.
    let tree = tree.ok_or_else(|| Failure::System(format!("{} cannot be read", case.path.display())))?;
    Ok(export::tree(&tree))
}

/// A workbook; what stands in one that is overwritten and has no place in a
/// case, its comments, sheets and columns, is kept.
fn workbook(case: &Case, kind: SheetKind, output: &Path) -> Result<Exported, ExportError> {
    let former = files::read_up_to(output, MAX_BYTES).ok();
    sheet::export(case, kind, former.as_deref())
}

fn format(to: ExportFormat) -> Format {
    match to {
        ExportFormat::Genius => Format::Genius,
        ExportFormat::Geniusweb => Format::GeniusWeb,
        ExportFormat::Negmas => Format::Negmas,
        ExportFormat::Gmcr => Format::Gmcr,
        ExportFormat::Json => Format::Json,
        ExportFormat::Csv => Format::Csv,
        ExportFormat::Xlsx | ExportFormat::Ods => Format::Sheet,
    }
}
