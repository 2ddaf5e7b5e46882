//! What the whole workbench shares.

use std::net::SocketAddr;
use std::path::{Path, PathBuf};
use std::sync::Mutex;

use detente_store::Versions;

use crate::guard::Sessions;
use crate::jobs::Jobs;
use crate::shelf::Shelf;
use crate::work::Workers;

/// Where what the workbench keeps lies, beside the cases.
const KEPT: &str = ".detente";

/// What the whole workbench shares.
#[derive(Debug)]
pub(crate) struct App {
    folder: PathBuf,
    hosts: [String; 2],
    pub(crate) sessions: Sessions,
    pub(crate) workers: Workers,
    pub(crate) jobs: Jobs,
    /// Held while a file of a case is compared and written.
    pub(crate) versions: Mutex<Versions>,
}

impl App {
    /// A workbench on a folder, at an address.
    pub(crate) fn new(folder: &Path, address: SocketAddr) -> Result<Self, String> {
        let folder =
            folder.canonicalize().map_err(|error| format!("cannot use {}: {error}", folder.display()))?;
        if !folder.is_dir() {
            return Err(format!("{} is no folder; name a case, or a folder of cases", folder.display()));
        }
        let kept = folder.join(KEPT);
        std::fs::create_dir_all(&kept)
            .and_then(|()| std::fs::write(kept.join(".gitignore"), "*\n"))
            .map_err(|error| format!("cannot write {}: {error}", kept.display()))?;
        let versions = Versions::open(&kept.join("versions.db"))?;
        let port = address.port();
        Ok(Self {
            folder,
            hosts: [format!("127.0.0.1:{port}"), format!("localhost:{port}")],
            sessions: Sessions::new()?,
            workers: Workers::new(),
            jobs: Jobs::default(),
            versions: Mutex::new(versions),
        })
    }

    /// The folder.
    pub(crate) fn folder(&self) -> &Path {
        &self.folder
    }

    /// The cases and instruments that are there now.
    pub(crate) fn shelf(&self) -> Shelf {
        Shelf::of(&self.folder)
    }

    /// Whether a request for this host is meant for the workbench.
    pub(crate) fn answers_to(&self, host: &str) -> bool {
        self.hosts.iter().any(|own| own == host)
    }
}
