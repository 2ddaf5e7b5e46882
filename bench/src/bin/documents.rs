//! Writes a case and a folder of generated documents beside it.
//!
//! `documents COUNT BYTES SEED FOLDER` makes `FOLDER/case/case.toml` and
//! `FOLDER/in/0000.txt` and so on, each of at least so many bytes.

use std::fs::{create_dir_all, write};
use std::path::Path;
use std::process::ExitCode;

use detente_bench::documents::Documents;

const CASE: &str = "detente = 1\n\n[case]\ntitle = \"Generated documents\"\n\n[parties.north]\nname = \"North\"\n\n\
[issues.toll]\ntitle = \"Toll\"\noptions = { none = \"None\", full = \"Full\" }\nno-deal = \"full\"\n";

fn main() -> ExitCode {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    let [count, bytes, seed, folder] = arguments.as_slice() else {
        eprintln!("documents COUNT BYTES SEED FOLDER");
        return ExitCode::from(2);
    };
    let (Ok(count), Ok(bytes), Ok(seed)) =
        (count.parse::<usize>(), bytes.parse::<usize>(), seed.parse::<u64>())
    else {
        eprintln!("COUNT, BYTES and SEED are whole numbers");
        return ExitCode::from(2);
    };
    match written(count, bytes, seed, Path::new(folder)) {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            eprintln!("{error}");
            ExitCode::FAILURE
        }
    }
}

fn written(count: usize, bytes: usize, seed: u64, folder: &Path) -> std::io::Result<()> {
    create_dir_all(folder.join("case"))?;
    create_dir_all(folder.join("in"))?;
    write(folder.join("case/case.toml"), CASE)?;
    let mut documents = Documents::new(seed);
    for number in 0..count {
        write(folder.join(format!("in/{number:05}.txt")), documents.next(bytes))?;
    }
    Ok(())
}
