//! `detente stability --inverse`: what would have to change for a state to hold.

use detente_report::stability::{CHANGES, Change, Subject, change};
use detente_report::{csv, json};
use detente_space::control::Control;
use detente_stability::concepts::{Concept, Stability};
use detente_stability::inverse::{inverse, inverse_for_all};
use detente_stability::model::{Limits, State};

use super::{lay_out, subject};
use crate::arguments::{Format, StabilityArguments};
use crate::exit;
use crate::failure::Failure;
use crate::open::{self, Opened};
use crate::output;

pub(super) fn run(
    arguments: &StabilityArguments,
    concepts: &[Concept],
    opened: &Opened,
    of: Subject<'_>,
    target: State,
    limits: &Limits,
    control: &Control<'_>,
) -> Result<u8, Failure> {
    let Subject { case, model, .. } = of;
    let most = arguments.list.unwrap_or(CHANGES).max(1);
    let party = arguments.party.as_deref().map(|id| open::party(case, id)).transpose()?;
    if let Some(party) = party {
        let alone = model.decision_makers().iter().any(|each| each.parties == [party]);
        let why = match (alone, model.is_ranked(party)) {
            (true, true) => None,
            (false, _) => Some("moves no issue alone, so that nothing is stable or unstable for it"),
            (true, false) => Some("has no preference in this case, so that nothing can be said"),
        };
        if let Some(why) = why {
            return Err(Failure::Input(format!("`{}` {why}", case.parties[party].id)));
        }
    }
    let failed = |error| subject::failure(&error);
    let stability = Stability::of(model, concepts, limits, control).map_err(failed)?;
    let mut found = Vec::new();
    for &concept in concepts {
        let parties = match party {
            Some(party) => inverse(model, party, target, concept, most, limits, control)
                .map_err(failed)?
                .into_iter()
                .collect(),
            None => inverse_for_all(model, target, concept, most, limits, control).map_err(failed)?,
        };
        let leaves = |maker: &usize| {
            model.decision_makers()[*maker].parties.len() > 1
                && stability.is_stable(*maker, concept, target) == Some(false)
        };
        let together = match party {
            Some(_) => Vec::new(),
            None => (0..model.decision_makers().len()).filter(leaves).collect(),
        };
        found.push(Change { concept, parties, together });
    }
    let made_with = open::made_with(opened, subject::named(arguments.limits), 0);
    let text = match arguments.format {
        Format::Json => json::text(&json::inverse(of, target, &found, &made_with)),
        Format::Csv => csv::inverse(of, &found),
        format => lay_out(change(of, target, &found), format, &made_with),
    };
    output::to(arguments.output.as_deref(), &text)?;
    let holds = found.iter().all(|of| {
        of.together.is_empty() && of.parties.iter().all(|each| each.changes.found.iter().any(Vec::is_empty))
    });
    Ok(if holds { exit::DEAL } else { exit::NO_DEAL })
}
