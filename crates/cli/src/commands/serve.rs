//! `detente serve`: the workbench in a browser, on this machine alone.

use std::path::PathBuf;

use detente_server::{Options, Workbench};

use crate::exit;
use crate::failure::Failure;
use crate::output;

/// Serves until Ctrl-C.
pub(crate) fn run(folder: PathBuf, port: u16) -> Result<u8, Failure> {
    let runtime = tokio::runtime::Runtime::new()?;
    runtime.block_on(async {
        let workbench = Workbench::listen(&Options { folder, port }).await.map_err(Failure::Input)?;
        if !Workbench::has_pages() {
            output::complain("note: this program was built without its pages; `make build` puts them in\n");
        }
        output::print(&format!(
            "the workbench is at {}\nthe link opens it once, on this machine; Ctrl-C ends it\n",
            workbench.link()
        ))?;
        let interrupted = async {
            // Without a handler Ctrl-C ends the process at once, which loses nothing that was saved.
            let _ = tokio::signal::ctrl_c().await;
        };
        workbench.serve(interrupted).await?;
        Ok(exit::DEAL)
    })
}
