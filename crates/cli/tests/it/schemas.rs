//! The published schemas of what the command prints as JSON.
//!
//! `UPDATE_EXPECTED=1 cargo test -p detente-cli schemas` writes them anew; a
//! change of a shape is a change for everybody who reads it.

use std::fs;
use std::path::Path;

use detente_report::certificate::{Certificate, StabilityCertificate};
use detente_report::json::documents;
use detente_report::json::drafts::DraftsShape;
use detente_report::json::positions::{CodersShape, ConflictsShape, OffersShape, TimelineShape};
use detente_report::json::{
    AskShape, CompareShape, DiffShape, ElicitShape, ExplainShape, GridShape, InverseShape, KeepAuditShape,
    KeepCalendarShape, KeepPlanShape, KeepStatusShape, PathsShape, RecordShape, RobustShape, SharesShape,
    ShowShape, SolveShape, StabilityShape,
};
use schemars::{Schema, schema_for};

#[test]
fn the_published_schemas_are_those_of_the_shapes() {
    let schemas: Vec<(&str, Schema)> = vec![
        ("ask", schema_for!(AskShape)),
        ("certificate", schema_for!(Certificate)),
        ("compare", schema_for!(CompareShape)),
        ("diff", schema_for!(DiffShape)),
        ("elicit", schema_for!(ElicitShape)),
        ("explain", schema_for!(ExplainShape)),
        ("keep-audit", schema_for!(KeepAuditShape)),
        ("keep-calendar", schema_for!(KeepCalendarShape)),
        ("keep-plan", schema_for!(KeepPlanShape)),
        ("keep-status", schema_for!(KeepStatusShape)),
        ("on-record", schema_for!(RecordShape)),
        ("paths", schema_for!(PathsShape)),
        ("robust", schema_for!(RobustShape)),
        ("record-add", schema_for!(documents::AddedShape)),
        ("record-agreements", schema_for!(documents::AgreementsShape)),
        ("record-cite", schema_for!(documents::CiteShape)),
        ("record-duplicates", schema_for!(documents::DuplicatesShape)),
        ("record-import", schema_for!(documents::ImportedShape)),
        ("record-list", schema_for!(documents::ListShape)),
        ("record-replace", schema_for!(documents::ReplacedShape)),
        ("record-search", schema_for!(documents::SearchShape)),
        ("record-show", schema_for!(documents::SourceTextShape)),
        ("record-coders", schema_for!(CodersShape)),
        ("record-conflicts", schema_for!(ConflictsShape)),
        ("record-draft", schema_for!(DraftsShape)),
        ("record-offers", schema_for!(OffersShape)),
        ("record-timeline", schema_for!(TimelineShape)),
        ("show", schema_for!(ShowShape)),
        ("solve", schema_for!(SolveShape)),
        ("stability", schema_for!(StabilityShape)),
        ("stability-certificate", schema_for!(StabilityCertificate)),
        ("stability-draws", schema_for!(SharesShape)),
        ("stability-grid", schema_for!(GridShape)),
        ("stability-inverse", schema_for!(InverseShape)),
    ];
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../schema");
    let update = std::env::var_os("UPDATE_EXPECTED").is_some();
    for (name, schema) in schemas {
        let path = folder.join(format!("{name}.schema.json"));
        let text = format!("{:#}\n", schema.as_value());
        if update {
            fs::write(&path, &text).expect("written");
        }
        let published = fs::read_to_string(&path).unwrap_or_default();
        assert!(published == text, "{} is not of today; run with UPDATE_EXPECTED=1", path.display());
    }
}
