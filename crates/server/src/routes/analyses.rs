//! The analyses of a case: the JSON of the command line.

use std::sync::Arc;

use axum::extract::{OriginalUri, Path, State};
use axum::response::Response;
use utoipa_axum::router::OpenApiRouter;
use utoipa_axum::routes;

use super::json_of;
use crate::analyses::{
    Analysis, Asking, CompareQuery, DrawsQuery, OffersQuery, OnRecordQuery, PackageQuery, PathsQuery,
    PointsQuery, PositionsQuery, SolveQuery, StabilityQuery,
};
use crate::app::App;
use crate::asked::Common;
use crate::problem::Problem;

/// Answers while the request waits.
async fn answer(app: &App, case: &str, analysis: Analysis, uri: &OriginalUri) -> Result<Response, Problem> {
    let asking = Asking {
        path: app.shelf().case(case)?.to_owned(),
        analysis,
        query: uri.query().unwrap_or_default().to_owned(),
        address: uri.path_and_query().map(ToString::to_string).unwrap_or_default(),
    };
    let limits = asking.common()?.limits()?;
    app.workers.run(limits, move |budget| asking.answer(budget)).await.map(json_of)
}

/// A handler an analysis. `query` names what it is asked beyond what every analysis is.
macro_rules! analyses {
    ($($(#[doc = $about:literal])* $name:ident($path:literal, $analysis:ident, $($query:ident),*);)*) => {
        pub(super) fn routes() -> OpenApiRouter<Arc<App>> {
            OpenApiRouter::new()$(.routes(routes!($name)))*
        }
        $(
            $(#[doc = $about])*
            #[utoipa::path(get, path = $path,
                params(("case" = String, Path, description = "Id of a case"), Common $(, $query)*),
                responses(
                    (status = 200, description = "The answer"),
                    (status = 400, body = Problem), (status = 401, body = Problem), (status = 404, body = Problem),
                    (status = 422, body = Problem), (status = 503, body = Problem)
                ))]
            async fn $name(
                State(app): State<Arc<App>>,
                Path(case): Path<String>,
                uri: OriginalUri,
            ) -> Result<Response, Problem> {
                answer(&app, &case, Analysis::$analysis, &uri).await
            }
        )*
    };
}

analyses! {
    /// The case as read.
    show("/cases/{case}/show", Show,);
    /// What can be chosen in a case, and what is refused.
    model("/cases/{case}/model", Model,);
    /// What all could accept, and what blocks it.
    solve("/cases/{case}/solve", Solve, SolveQuery);
    /// What the record alone allows.
    on_record("/cases/{case}/on-record", OnRecord, OnRecordQuery);
    /// One package explained.
    explain("/cases/{case}/explain", Explain, PackageQuery);
    /// Two packages compared.
    compare("/cases/{case}/compare", Compare, CompareQuery);
    /// Shares of draws from all that is not known.
    robust("/cases/{case}/robust", Robust, DrawsQuery);
    /// The unknowns, by what knowing them is worth.
    ask("/cases/{case}/ask", Ask, DrawsQuery);
    /// Which states would hold.
    stability("/cases/{case}/stability", Stability, StabilityQuery);
    /// Where the conflict goes from a state.
    paths("/cases/{case}/paths", Paths, PathsQuery);
    /// What stood when.
    timeline("/cases/{case}/record/timeline", Timeline, PositionsQuery);
    /// One party's offers and demands.
    offers("/cases/{case}/record/offers", Offers, OffersQuery);
    /// What contradicts what.
    conflicts("/cases/{case}/record/conflicts", Conflicts,);
    /// Packages as points.
    points("/cases/{case}/points", Points, PointsQuery);
    /// A package while it is put together.
    build("/cases/{case}/build", Build, PackageQuery);
}
