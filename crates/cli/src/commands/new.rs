//! `detente new`: a small commented case to start from.

use detente_desk::files;
use std::path::Path;

use detente_formats::sheet::{SheetKind, template};

use crate::exit;
use crate::failure::Failure;
use crate::output;

const FILES: [(&str, &str); 3] = [
    ("case.toml", include_str!("../template/case.toml")),
    ("scenarios/dry-decade.toml", include_str!("../template/scenarios/dry-decade.toml")),
    (
        ".gitignore",
        "# Private preferences and documents stay out of the repository.\nprivate/\nsources/\n.record/\n",
    ),
];

/// Writes the case into `directory`, which must not exist or be empty.
pub(crate) fn run(directory: &Path) -> Result<u8, Failure> {
    let shown = directory.display();
    if directory.exists() {
        let mut entries = std::fs::read_dir(directory)
            .map_err(|error| Failure::Input(format!("cannot use {shown}: {error}")))?;
        if entries.next().is_some() {
            return Err(Failure::Input(format!(
                "{shown} is not empty; name a folder that does not exist yet"
            )));
        }
    }
    for (path, text) in FILES {
        let path = directory.join(path);
        let folder = path.parent().unwrap_or(directory);
        let written = std::fs::create_dir_all(folder).and_then(|()| files::write(&path, text));
        written.map_err(|error| Failure::System(format!("cannot write {}: {error}", path.display())))?;
    }
    output::print(&format!(
        "wrote a case to {shown}\ntry: detente check {shown}\n     detente solve {shown}\n"
    ))?;
    Ok(exit::DEAL)
}

/// Writes a workbook to fill in, as the file `path`, which must not exist.
pub(crate) fn workbook(path: &Path, ods: bool) -> Result<u8, Failure> {
    let (kind, ending) = if ods { (SheetKind::Ods, "ods") } else { (SheetKind::Xlsx, "xlsx") };
    let path = match path.extension() {
        None => path.with_extension(ending),
        Some(given) if given.eq_ignore_ascii_case(ending) => path.to_owned(),
        Some(_) => {
            return Err(Failure::Input(format!("{} does not end in .{ending}", path.display())));
        }
    };
    let shown = path.display();
    if path.exists() {
        return Err(Failure::Input(format!("{shown} is there already; name a new file")));
    }
    let folder = path.parent().filter(|folder| !folder.as_os_str().is_empty()).unwrap_or(Path::new("."));
    std::fs::create_dir_all(folder)
        .and_then(|()| files::write(&path, template(kind)))
        .map_err(|error| Failure::System(format!("cannot write {shown}: {error}")))?;
    output::print(&format!(
        "wrote a workbook to {shown}\ntry: detente solve {shown}\n     detente import {shown} -o CASE\n"
    ))?;
    Ok(exit::DEAL)
}
