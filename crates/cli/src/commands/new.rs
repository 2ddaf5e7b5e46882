//! `detente new`: a small commented case to start from.

use std::path::Path;

use crate::exit;
use crate::failure::Failure;
use crate::output;

const FILES: [(&str, &str); 3] = [
    ("case.toml", include_str!("../template/case.toml")),
    ("scenarios/dry-decade.toml", include_str!("../template/scenarios/dry-decade.toml")),
    (".gitignore", "# Private preferences and documents stay out of the repository.\nprivate/\nsources/\n"),
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
        let written = std::fs::create_dir_all(folder).and_then(|()| output::write(&path, text));
        written.map_err(|error| Failure::System(format!("cannot write {}: {error}", path.display())))?;
    }
    output::print(&format!(
        "wrote a case to {shown}\ntry: detente check {shown}\n     detente solve {shown}\n"
    ))?;
    Ok(exit::DEAL)
}
