//! Instruments and acts to test with.

use detente_instrument::load::load;
use detente_instrument::model::Instrument;
use detente_instrument::scope::ActKind;
use detente_keep::act::Act;
use detente_keep::book::Book;
use detente_keep::table;
use detente_keep::wire::{Ids, day};
use detente_syntax::render::{Style, human};
use detente_syntax::span::Sources;
use detente_syntax::tables::findings::Findings;
use jiff::civil::Date;

pub(crate) fn instrument(text: &str) -> Instrument {
    let loaded = load("instrument.toml", text.as_bytes().to_vec());
    let told = human(&loaded.diagnostics, &loaded.sources, Style { color: false, width: 100 });
    loaded.instrument.unwrap_or_else(|| panic!("{told}"))
}

/// North and South, in force since 2020, and what is given.
pub(crate) fn treaty_of_two(more: &str) -> Instrument {
    instrument(&format!(
        "detente = 1\n[instrument]\ntitle = \"T\"\nin-force = 2020-01-01\n\
         [parties.north]\nname = \"North\"\n[parties.south]\nname = \"South\"\n{more}"
    ))
}

/// The acts of a table, or what is wrong with it.
pub(crate) fn try_acts(instrument: &Instrument, text: &str) -> Result<Vec<Act>, String> {
    let findings = Findings::new();
    let mut sources = Sources::new();
    let file = sources.add("acts.csv", text);
    let ids = Ids::of(instrument);
    let acts = table::read(&findings, &ids, Some(ActKind::Declaration), file, sources.get(file).text());
    if findings.has_errors() {
        return Err(human(&findings.finish(), &sources, Style { color: false, width: 100 }));
    }
    Ok(acts)
}

pub(crate) fn acts(instrument: &Instrument, text: &str) -> Vec<Act> {
    try_acts(instrument, text).unwrap_or_else(|told| panic!("{told}"))
}

pub(crate) fn book<'i>(instrument: &'i Instrument, acts: &[Act]) -> Book<'i> {
    let mut book = Book::new(instrument);
    acts.iter().cloned().for_each(|act| book.add(act));
    assert_eq!(book.refused(), []);
    book
}

pub(crate) fn date(text: &str) -> Date {
    day(text).expect("a day")
}

/// Two parties, a tree of things, zones, a status, a limit, a quota and duties.
pub(crate) const TREATY: &str = r#"
detente = 1
[instrument]
title = "A treaty to test with"
divided = true
in-force = 2020-01-01
[parties.north]
name = "North"
[parties.south]
name = "South"
[readings.wide]
title = "Wide"
held-by = ["south"]
basis = "made-up"
[readings.narrow]
title = "Narrow"
held-by = ["north"]
basis = "made-up"
[zones.plain]
title = "Plain"
divided = true
[zones.east]
title = "East"
within = "plain"
[zones.west]
title = "West"
within = "plain"
[statuses.transit]
title = "In transit"
[things.vehicle]
title = "Vehicles"
unit = "vehicles"
[things.tank]
title = "Tanks"
of = "vehicle"
[things.gun]
title = "Guns"
of = "vehicle"
[things.hull]
title = "Hulls without a turret"
[[counting]]
id = "hulls"
thing = "hull"
towards = "vehicle"
as = 1
reading = "wide"
basis = "made-up"
[[counting]]
id = "transit"
thing = "vehicle"
towards = "vehicle"
as = 0
status = "transit"
for-at-most = "P7D"
basis = "made-up"
[limits.vehicles]
title = "Vehicles"
counts = "vehicle"
at-most = 100
from = 2021-01-01
basis = "made-up"
[limits.east]
title = "Vehicles in the east"
counts = "vehicle"
zone = "east"
at-most = 10
basis = "made-up"
[limits.moratorium]
title = "No hulls as long as the other has none"
counts = "hull"
at-most = 0
until = { limit = "moratorium", is = "breached", by = "other" }
basis = "made-up"
[quotas.visits]
title = "Visits"
number = 2
carry-over = 1
transfers = true
basis = "made-up"
[duties.exchange]
title = "Exchange"
every = "P1Y"
first = 2020-01-01
within = "P30D"
met-by = "declaration"
basis = "made-up"
[duties.report]
title = "Report"
at = "P6M"
within = { business-days = 5 }
basis = "made-up"
[duties.follow]
title = "What follows the report"
at = { duty = "report", is = "verified", plus = "P1D" }
within = "P10D"
basis = "made-up"
[duration]
lasts = "P10Y"
extension = "P5Y"
withdrawal = "P6M"
basis = "made-up"
"#;
