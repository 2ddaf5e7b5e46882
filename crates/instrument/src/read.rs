//! From the tables of an instrument to the instrument itself.
//!
//! Ids first, so that everything may refer forward; then the contents. Nothing
//! stops at the first error; an instrument that has any is not handed on.

mod duties;
mod head;
mod limits;
mod names;
mod parties;
mod privacy;
mod quotas;
mod scalar;
mod shared;
mod things;

use detente_syntax::tables::fields::Fields;
use detente_syntax::tables::findings::Findings;
use detente_syntax::value::Table;

use crate::model::Instrument;
use names::Names;
use shared::Reading;

/// Reads the tables of an instrument. The result is fit for use only where
/// `findings` has no error.
pub(crate) fn read(findings: &Findings, root: &Table) -> Instrument {
    let names = Names::collect(findings, root);
    known_tables(findings, root);
    let reading = Reading { findings, names: &names };
    let mut instrument = head::read(reading, root);
    instrument.parties = parties::parties(reading, root);
    instrument.groups = parties::groups(reading, root);
    instrument.zones = parties::zones(reading, root);
    instrument.readings = parties::readings(reading, root);
    instrument.statuses = parties::named(reading, root, "statuses", "a status");
    instrument.events = parties::named(reading, root, "events", "an event");
    instrument.things = things::things(reading, root);
    instrument.counting = things::counting(reading, root);
    instrument.limits = limits::limits(reading, root);
    instrument.quotas = quotas::quotas(reading, root);
    instrument.duties = duties::duties(reading, root);
    instrument.confidentiality = privacy::confidentiality(reading, root);
    instrument.sources = head::sources(reading, root);
    instrument.citations = head::citations(reading, root);
    if !findings.has_errors() {
        names::unused(findings, &names);
    }
    instrument
}

/// Complains of tables that the language does not know.
fn known_tables(findings: &Findings, root: &Table) {
    let mut fields = Fields::new(findings, root, root.span(), "an instrument");
    for key in [
        "detente",
        "instrument",
        "parties",
        "groups",
        "zones",
        "readings",
        "statuses",
        "events",
        "things",
        "counting",
        "limits",
        "quotas",
        "duties",
        "duration",
        "confidentiality",
        "sources",
        "citations",
    ] {
        fields.entry(key);
    }
    fields.finish();
}
