//! `detente keep plan`: which inspections are most likely to find something.

use detente_instrument::model::Instrument;
use detente_instrument::period::Date;
use detente_keep::ledger::Extent;
use detente_keep::plan::{Site, Stock, balanced, concentrated, stocks};
use detente_keep::privacy::Eyes;
use detente_keep::wire::{Ids, Kind};
use detente_report::document::{human, markdown};
use detente_report::json;
use detente_report::keep::{self, Sharing};

use super::arguments::InstrumentArguments;
use super::{look, open};
use crate::arguments::TextFormat;
use crate::exit;
use crate::failure::Failure;
use crate::output;

/// What is asked.
#[derive(Debug)]
pub(super) struct Question<'a> {
    pub(super) on: Option<Date>,
    pub(super) thing: &'a str,
    pub(super) of: &'a [String],
    pub(super) held: u32,
    pub(super) inspections: u32,
    pub(super) viewer: Option<&'a str>,
}

/// Prints chances of detection for sites: the smallest zones that a party
/// declared a number of the thing for, and what is left around them.
pub(super) fn run(
    arguments: &InstrumentArguments,
    question: &Question<'_>,
    format: TextFormat,
) -> Result<u8, Failure> {
    let instrument = open::place(arguments).instrument()?;
    let eyes = Eyes::new(&instrument, look::viewer(&instrument, question.viewer)?);
    let on = match question.on {
        Some(day) => day,
        None => open::today()?,
    };
    let ids = Ids::of(&instrument);
    let find = |kind: Kind, what: &str, id: &str| {
        ids.find(kind, id).ok_or_else(|| {
            let known: Vec<_> = ids.known(kind).collect();
            Failure::Input(format!("the instrument has no {what} `{id}`; known: {}", known.join(", ")))
        })
    };
    let thing = find(Kind::Thing, "thing", question.thing)?;
    let parties = match question.of {
        [] => (0..u32::try_from(instrument.parties.len()).unwrap_or_default()).collect(),
        named => named.iter().map(|id| find(Kind::Party, "party", id)).collect::<Result<Vec<_>, _>>()?,
    };
    let opened = open::place(arguments).known_acts(&ids, Extent::default())?;
    let mut sites = Vec::new();
    let withheld = !eyes.see_all();
    for party in parties {
        for stock in stocks(&opened.book, eyes, party, thing, on) {
            let places = u32::try_from(stock.number).map_err(|_| {
                Failure::Input(format!("{} are no number of places that a plan is made for", stock.number))
            })?;
            // Where there are fewer places than that, all of them.
            let held = question.held.min(places);
            sites.push(Site { name: site_name(&instrument, &stock), places, held });
        }
    }
    if sites.is_empty() {
        let whose = if withheld { ", as far as it is not withheld from whoever asks" } else { "" };
        return Err(Failure::Input(format!("no number of `{}` is known on {on}{whose}", question.thing)));
    }
    let inspections = question.inspections;
    let sharings = [
        Sharing { title: "All at the site where they find most", plan: concentrated(&sites, inspections) },
        Sharing {
            title: "Shared out so that the least chance is greatest",
            plan: balanced(&sites, inspections),
        },
    ];
    let shown = if sites.len() == 1 { &sharings[..1] } else { &sharings[..] };
    let document = || keep::plan(&instrument.title, &on.to_string(), &sites, shown, withheld);
    let text = match format {
        TextFormat::Json => json::text(&json::keep_plan(&instrument, on, &sites, shown, withheld)),
        TextFormat::Markdown => markdown(&document()),
        TextFormat::Human => human(&document(), output::width()),
    };
    output::print(&text)?;
    Ok(exit::DEAL)
}

fn site_name(instrument: &Instrument, stock: &Stock) -> String {
    let party = instrument.parties.get(stock.party as usize).map_or("", |party| party.name.as_str());
    let zone = stock.zone.and_then(|zone| instrument.zones.get(zone as usize));
    let name = zone.map_or_else(|| party.to_owned(), |zone| format!("{party}, {}", zone.title));
    if stock.rest { format!("{name}, elsewhere") } else { name }
}
