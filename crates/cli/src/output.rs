//! Text to standard output, and files that are written whole or not at all.

use std::fs::File;
use std::io::{self, Write};
use std::path::Path;

use crate::failure::Failure;

/// Prints to standard output. A reader that hangs up early (`| head`) is no error.
pub(crate) fn print(text: &str) -> io::Result<()> {
    print_bytes(text.as_bytes())
}

/// The same for what is no text.
pub(crate) fn print_bytes(bytes: &[u8]) -> io::Result<()> {
    let mut out = io::stdout().lock();
    match out.write_all(bytes).and_then(|()| out.flush()) {
        Err(error) if error.kind() == io::ErrorKind::BrokenPipe => Ok(()),
        result => result,
    }
}

/// Writes to a file, or prints to standard output where none is named.
pub(crate) fn to(path: Option<&Path>, text: &str) -> Result<(), Failure> {
    match path {
        None => Ok(print(text)?),
        Some(path) => write(path, text)
            .map_err(|error| Failure::System(format!("cannot write {}: {error}", path.display()))),
    }
}

/// Prints to standard error.
pub(crate) fn complain(text: &str) {
    // Nowhere is left to report that standard error is gone.
    let _ = io::stderr().lock().write_all(text.as_bytes());
}

/// Writes a file: to a temporary one beside it, synced, then renamed, so that
/// a crash leaves the old file or the new one.
pub(crate) fn write(path: &Path, bytes: impl AsRef<[u8]>) -> io::Result<()> {
    let folder = folder_of(path);
    let mut temporary = readable().tempfile_in(folder)?;
    temporary.write_all(bytes.as_ref())?;
    temporary.as_file().sync_all()?;
    temporary.persist(path).map_err(|error| error.error)?;
    // The rename itself is durable once the folder is synced; not every
    // platform lets a folder be opened for that.
    if let Ok(folder) = File::open(folder) {
        let _ = folder.sync_all();
    }
    Ok(())
}

/// Writes a file that must not be there yet, whole or not at all.
pub(crate) fn write_new(path: &Path, bytes: impl AsRef<[u8]>) -> io::Result<()> {
    let mut temporary = readable().tempfile_in(folder_of(path))?;
    temporary.write_all(bytes.as_ref())?;
    temporary.as_file().sync_all()?;
    temporary.persist_noclobber(path).map_err(|error| error.error)?;
    Ok(())
}

/// Writes a file that can be made again: whole or not at all, but after a crash
/// perhaps neither the old nor the new one.
pub(crate) fn write_unsynced(path: &Path, bytes: impl AsRef<[u8]>) -> io::Result<()> {
    let mut temporary = readable().tempfile_in(folder_of(path))?;
    temporary.write_all(bytes.as_ref())?;
    temporary.persist(path).map_err(|error| error.error)?;
    Ok(())
}

fn folder_of(path: &Path) -> &Path {
    path.parent().filter(|folder| !folder.as_os_str().is_empty()).unwrap_or(Path::new("."))
}

/// Temporary files that become what the user's mask allows, as other files do,
/// and are not for the user alone.
fn readable() -> tempfile::Builder<'static, 'static> {
    let mut builder = tempfile::Builder::new();
    #[cfg(unix)]
    {
        use std::os::unix::fs::PermissionsExt as _;
        builder.permissions(std::fs::Permissions::from_mode(0o666));
    }
    builder
}

/// The width to lay text out for: the terminal's, or 100 columns.
pub(crate) fn width() -> usize {
    terminal_size::terminal_size().map_or(100, |(width, _)| usize::from(width.0).clamp(60, 140))
}
