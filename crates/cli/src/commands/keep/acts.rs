//! Appends acts to a ledger, and makes keys to sign them with.

use std::io::{Read as _, Write as _};
use std::path::Path;

use detente_instrument::model::Instrument;
use detente_instrument::scope::ActKind;
use detente_keep::act::Act;
use detente_keep::chain::{Seed, hex, unhex};
use detente_keep::ledger::{self, AppendError, Extent};
use detente_keep::table;
use detente_keep::wire::Ids;
use detente_syntax::reader;
use detente_syntax::span::Sources;
use detente_syntax::tables::findings::Findings;

use super::arguments::InstrumentArguments;
use super::look::refuse;
use super::open;
use crate::arguments::ColorChoice;
use crate::exit;
use crate::failure::Failure;
use crate::output;
use detente_desk::files;

/// Appends the acts of a table, declarations where it does not say otherwise.
pub(super) fn declare(
    arguments: &InstrumentArguments,
    file: &Path,
    key: Option<&Path>,
    color: ColorChoice,
) -> Result<u8, Failure> {
    let instrument = open::place(arguments).instrument()?;
    let name = file.file_name().map_or_else(String::new, |name| name.to_string_lossy().into_owned());
    let unreadable = |why: String| Failure::Input(format!("cannot read {}: {why}", file.display()));
    let bytes = files::read(file).map_err(|error| match error {
        detente_case::load::FileError::NotFound => unreadable("there is no such file".to_owned()),
        detente_case::load::FileError::TooLarge { bytes } => {
            let place = last_place(file)
                .map_or_else(String::new, |(row, column)| format!(", which end at {row}:{column}"));
            unreadable(format!("it holds {bytes} bytes; {} are read at most{place}", reader::MAX_BYTES))
        }
        detente_case::load::FileError::Unreadable(why) => unreadable(why),
    })?;
    let text = match reader::decode(&name, bytes) {
        Ok(text) => text,
        Err(diagnostic) => return Err(refuse(&[*diagnostic], &Sources::new(), color)),
    };
    append(arguments, &instrument, Some(ActKind::Declaration), (&name, text), key, color)
}

/// Line and column of the first byte of a file that is not read.
fn last_place(path: &Path) -> Option<(usize, usize)> {
    let mut bytes = Vec::new();
    std::fs::File::open(path).ok()?.take(reader::MAX_BYTES as u64).read_to_end(&mut bytes).ok()?;
    let row = bytes.iter().filter(|byte| **byte == b'\n').count() + 1;
    let line = bytes.iter().rev().take_while(|byte| **byte != b'\n').count();
    Some((row, line + 1))
}

/// Appends one act given as column=value.
pub(super) fn notify(
    arguments: &InstrumentArguments,
    words: &[String],
    key: Option<&Path>,
    color: ColorChoice,
) -> Result<u8, Failure> {
    let instrument = open::place(arguments).instrument()?;
    let mut columns = Vec::new();
    let mut cells = Vec::new();
    for word in words {
        let (column, value) = word
            .split_once('=')
            .ok_or_else(|| Failure::Input(format!("`{word}` is not written column=value")))?;
        columns.push(quoted(column));
        cells.push(quoted(value));
    }
    let text = format!("{}\n{}\n", columns.join(","), cells.join(","));
    append(arguments, &instrument, Some(ActKind::Notification), ("the act", text), key, color)
}

fn quoted(text: &str) -> String {
    if text.contains(['"', ',', '\n', '\r']) {
        format!("\"{}\"", text.replace('"', "\"\""))
    } else {
        text.to_owned()
    }
}

fn append(
    arguments: &InstrumentArguments,
    instrument: &Instrument,
    default: Option<ActKind>,
    (name, text): (&str, String),
    key: Option<&Path>,
    color: ColorChoice,
) -> Result<u8, Failure> {
    let ids = Ids::of(instrument);
    let findings = Findings::new();
    let mut sources = Sources::new();
    let file = sources.add(name, text);
    let acts = table::read(&findings, &ids, default, file, sources.get(file).text());
    if findings.has_errors() {
        return Err(refuse(&findings.finish(), &sources, color));
    }
    if acts.is_empty() {
        return Err(Failure::Input(format!("{name} holds no act; nothing was written")));
    }
    let seed = key.map(read_key).transpose()?;
    signed(instrument, &acts, seed.as_ref())?;
    let path = open::place(arguments).ledger();
    let head = loop {
        let opened = open::place(arguments).acts(&ids, Extent::default())?;
        if let Some((act, _)) = opened.faults.first() {
            return Err(Failure::Input(format!(
                "the ledger {} has been changed at act {act}: what is appended would hide it; `detente keep audit` tells \
                 all; nothing was written",
                path.display()
            )));
        }
        let mut book = opened.book;
        let (before, first) = (book.refused().len(), book.len());
        book.together(|book| acts.iter().cloned().for_each(|act| book.add(act)));
        if let Some((act, why)) = book.refused().get(before) {
            let document = detente_report::keep::refused(*act, why);
            let at = (*act as usize + 1).saturating_sub(first);
            return Err(Failure::Input(format!(
                "{document}; it is number {at} in {name}; nothing was written"
            )));
        }
        let mut ledger = detente_desk::instruments::ledger(&path, true)?;
        match ledger::append(&ids, ledger.as_mut(), opened.head, &acts, seed.as_ref()) {
            Ok(head) => break head,
            // What was sound may not be so behind what another process has
            // appended meanwhile. Each round means that one of them got on.
            Err(AppendError::Moved) => {}
            Err(error) => return Err(Failure::System(error.to_string())),
        }
    };
    let count = acts.len();
    let plural = if count == 1 { "" } else { "s" };
    let head = head.map_or_else(String::new, |head| format!("; the last hash is {}", hex(&head)));
    output::print(&format!("{count} act{plural} appended to {}{head}\n", path.display()))?;
    Ok(exit::DEAL)
}

/// A party that has a key must sign with it, and with it alone.
fn signed(instrument: &Instrument, acts: &[Act], seed: Option<&Seed>) -> Result<(), Failure> {
    for act in acts {
        let Some(party) = instrument.parties.get(act.by as usize) else { continue };
        let wrong = match (party.key, seed) {
            (None, None) => continue,
            (Some(public), Some(seed)) if seed.public() == public => continue,
            (Some(_), Some(_)) => "the key is not the one that the instrument gives",
            (Some(_), None) => "the instrument gives it a key, so its acts are signed: name it with --key",
            (None, Some(_)) => "the instrument gives no key of it, so nobody could check the signature",
        };
        return Err(Failure::Input(format!("{}: {wrong}; nothing was written", party.name)));
    }
    Ok(())
}

/// A secret of 32 bytes from its file.
pub(super) fn read_key(path: &Path) -> Result<Seed, Failure> {
    let wrong = |why: &str| Failure::Input(format!("cannot use the key in {}: {why}", path.display()));
    let bytes = files::read_up_to(path, 1 << 10).map_err(|_| wrong("it cannot be read"))?;
    let text = String::from_utf8(bytes).map_err(|_| wrong("it is no text"))?;
    let seed = unhex(text.trim()).ok_or_else(|| wrong("expected 64 lower-case hexadecimal digits"))?;
    Ok(Seed(seed))
}

/// Makes a key: the secret half in a new file that its owner alone can read.
pub(super) fn key(path: &Path) -> Result<u8, Failure> {
    let seed = new_secret()?;
    write_secret(path, &seed)?;
    output::print(&format!("key = \"{}\"\n", hex(&seed.public())))?;
    Ok(exit::DEAL)
}

/// A new secret of 32 random bytes.
pub(super) fn new_secret() -> Result<Seed, Failure> {
    let mut seed = [0; 32];
    getrandom::fill(&mut seed).map_err(|error| Failure::System(format!("no randomness: {error}")))?;
    Ok(Seed(seed))
}

/// Writes a secret to a new file that its owner alone can read.
pub(super) fn write_secret(path: &Path, seed: &Seed) -> Result<(), Failure> {
    let mut options = std::fs::OpenOptions::new();
    options.write(true).create_new(true);
    #[cfg(unix)]
    {
        use std::os::unix::fs::OpenOptionsExt as _;
        options.mode(0o600);
    }
    let mut file = options
        .open(path)
        .map_err(|error| Failure::Input(format!("cannot make {}: {error}", path.display())))?;
    let written = writeln!(file, "{}", hex(&seed.0)).and_then(|()| file.sync_all());
    if written.is_err() {
        // Part of a secret is none, and would stand in the way of the next try.
        let _ = std::fs::remove_file(path);
    }
    Ok(written?)
}
