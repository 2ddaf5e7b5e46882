//! The workbench in a browser: an HTTP interface to the questions of
//! [`detente_desk`], and the pages that use it.
//!
//! It is for one person on their own machine: it listens on the loopback address
//! alone, and whoever opens it needs the link that it prints. The folder of cases
//! stays the source of truth; beside it lies `.detente/`, with every version that was
//! saved here.

mod analyses;
mod api;
mod app;
mod asked;
mod assets;
pub mod clock;
mod guard;
mod jobs;
mod problem;
mod routes;
mod shelf;
mod work;

use std::net::SocketAddr;
use std::path::PathBuf;
use std::sync::Arc;

use axum::Router;
use tokio::net::TcpListener;

pub use api::openapi;
use app::App;

/// What to serve, and where.
#[derive(Clone, Debug)]
pub struct Options {
    /// A case, or a folder in which cases and instruments are looked for.
    pub folder: PathBuf,
    /// The port; 0 for any that is free.
    pub port: u16,
}

/// A workbench that listens, before it serves.
pub struct Workbench {
    app: Arc<App>,
    listener: TcpListener,
    address: SocketAddr,
}

impl Workbench {
    /// Listens on the loopback address.
    ///
    /// # Errors
    /// In words, where the folder cannot be used or the port is taken.
    pub async fn listen(options: &Options) -> Result<Self, String> {
        let address = SocketAddr::from(([127, 0, 0, 1], options.port));
        let listener = TcpListener::bind(address)
            .await
            .map_err(|error| format!("cannot listen on {address}: {error}"))?;
        let address = listener.local_addr().map_err(|error| error.to_string())?;
        let app = App::new(&options.folder, address)?;
        Ok(Self { app: Arc::new(app), listener, address })
    }

    /// The link that opens the workbench, once.
    #[must_use]
    pub fn link(&self) -> String {
        format!("http://{}/?token={}", self.address, self.app.sessions.token())
    }

    /// Whether the pages are in this program; without them there is the interface alone.
    #[must_use]
    pub fn has_pages() -> bool {
        assets::are_there()
    }

    /// Serves until `stop` is ready; requests under way are answered first.
    ///
    /// # Errors
    /// Where the system fails.
    pub async fn serve(self, stop: impl Future<Output = ()> + Send + 'static) -> std::io::Result<()> {
        let app = Arc::clone(&self.app);
        let stopped = async move {
            stop.await;
            app.jobs.cancel_all();
        };
        axum::serve(self.listener, router(self.app)).with_graceful_shutdown(stopped).await
    }
}

fn router(app: Arc<App>) -> Router {
    guard::guarded(routes::all(), app)
}
