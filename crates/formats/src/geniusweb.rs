//! GeniusWeb: a domain and one profile a party, JSON.
//!
//! GeniusWeb is the successor of GENIUS. Utilities lie between 0 and 1, weights
//! sum to 1, and what no agreement is worth is given by a package. Every profile
//! holds the whole domain, so that profiles alone are enough.

mod domain;
mod profile;
mod write;

use detente_syntax::diagnostic::Diagnostic;

use crate::codes;
use crate::draft::{Draft, Ids, Party};
use crate::import::{Options, Skipped, TextFile, chosen};
use crate::notes::Notes;
use crate::order;
use crate::tree::{Node, read_json};
use domain::WebDomain;
pub(crate) use write::write;

/// The classes of profiles that GeniusWeb knows.
const CLASSES: [&str; 4] =
    ["LinearAdditiveUtilitySpace", "SumOfGroupsUtilitySpace", "DefaultPartialOrdering", "DefaultProfile"];

/// Whether a text is a domain or a profile of GeniusWeb.
pub(crate) fn recognises(_path: &str, text: &str) -> bool {
    kind(text).is_some()
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Kind {
    Domain,
    Profile,
}

/// Told by the keys that no other format has; well-formedness is looked at later.
fn kind(text: &str) -> Option<Kind> {
    let key = |name: &str| text.contains(&format!("\"{name}\""));
    if !text.trim_start_matches('\u{feff}').trim_start().starts_with('{') {
        None
    } else if CLASSES.into_iter().any(key) {
        Some(Kind::Profile)
    } else {
        key("issuesValues").then_some(Kind::Domain)
    }
}

/// Reads profiles and the domain that they share.
pub(crate) fn read(
    files: &[TextFile<'_>],
    options: &Options,
    skipped: &mut Vec<Skipped>,
    diagnostics: &mut Vec<Diagnostic>,
) -> Option<Draft> {
    let of = |wanted: Kind| files.iter().filter(move |file| kind(file.text) == Some(wanted));
    for file in files.iter().filter(|file| !file.beside && kind(file.text).is_none()) {
        let message = format!("{} is no domain and no profile of GeniusWeb", order::file_name(file.path));
        diagnostics.push(Diagnostic::error_anywhere(codes::MIXED_FORMATS, message));
    }
    let profiles = chosen(of(Kind::Profile), skipped);
    let named = profiles.iter().any(|file| !file.beside);
    let trees: Vec<_> = profiles.iter().map(|file| read_json(file.file, file.text, diagnostics)).collect();
    let trees: Vec<Node> = trees.into_iter().collect::<Option<_>>()?;
    if trees.is_empty() {
        diagnostics.push(
            Diagnostic::error_anywhere(codes::NO_PROFILES, "there is no profile among the files")
                .help("name the profiles of the parties, or put them beside the domain"),
        );
        return None;
    }
    let domains: Vec<_> = of(Kind::Domain).collect();
    let (domain, title) = the_domain(&domains, &trees, options, diagnostics)?;
    let mut ids = Ids::new();
    let mut parties = Vec::new();
    let beyond = |(choices, name): (&domain::Choices, &String)| match choices {
        domain::Choices::Numbers(grid) => grid.beyond(name),
        domain::Choices::Values { .. } => None,
    };
    let mut leaves_out: Vec<String> = domain.choices.iter().zip(&domain.names).filter_map(beyond).collect();
    for (file, tree) in profiles.iter().zip(&trees) {
        let mut notes = Notes::new();
        let read = profile::read(tree, &domain, &mut notes, diagnostics);
        notes.finish(diagnostics);
        let Some(read) = read else { continue };
        let name = read.name.unwrap_or_else(|| order::stem(file.path).to_owned());
        leaves_out.extend(read.leaves_out.into_iter().map(|what| format!("{what} of {name}")));
        parties.push(Party {
            id: ids.make(&name, "party"),
            name,
            preference: read.preference,
            comment: read.comment,
            ..Party::default()
        });
    }
    if diagnostics.iter().any(Diagnostic::is_error) {
        return None;
    }
    if !named && parties.len() > 2 {
        diagnostics.push(
            Diagnostic::warning_anywhere(
                codes::ALL_PROFILES,
                format!("all {} profiles beside the domain take part", parties.len()),
            )
            .help("name the profiles of those who sit at the table"),
        );
    }
    let names: Vec<_> = parties.iter().map(|party| format!("`{}`", party.name)).collect();
    Some(Draft {
        because: format!("Read from the GeniusWeb domain `{title}` and its profiles {}.", names.join(", ")),
        title,
        leaves_out,
        stated: true,
        parties,
        issues: domain.issues,
        ..Draft::default()
    })
}

/// The domain: of the file that holds one, else of the first profile.
fn the_domain(
    domains: &[&TextFile<'_>],
    profiles: &[Node],
    options: &Options,
    diagnostics: &mut Vec<Diagnostic>,
) -> Option<(WebDomain, String)> {
    let named: Vec<_> = domains.iter().filter(|file| !file.beside).copied().collect();
    let within =
        profiles.first().and_then(|profile| profile::body(profile)).and_then(|body| body.get("domain"));
    let mut notes = Notes::new();
    // What lies beside is only asked where the profiles do not say it themselves.
    let candidates = if named.is_empty() && within.is_none() { domains.to_vec() } else { named };
    let made = match (candidates.as_slice(), within) {
        ([file], _) => {
            let node = read_json(file.file, file.text, diagnostics)?;
            let name = node.get("name").and_then(Node::text).filter(|name| !name.trim().is_empty());
            let title = name.unwrap_or(order::stem(file.path)).to_owned();
            domain::read(&node, options.grid, &mut notes, diagnostics).map(|domain| (domain, title))
        }
        ([], Some(node)) => {
            let name = node.get("name").and_then(Node::text).filter(|name| !name.trim().is_empty());
            let title = name.unwrap_or("GeniusWeb domain").to_owned();
            domain::read(node, options.grid, &mut notes, diagnostics).map(|domain| (domain, title))
        }
        ([], None) => {
            diagnostics.push(
                Diagnostic::error_anywhere(codes::NO_DOMAIN, "no domain is among the files")
                    .help("name the domain file, which holds `issuesValues`, as well"),
            );
            None
        }
        (several, _) => {
            let names: Vec<_> = several.iter().map(|file| file.path).collect();
            diagnostics.push(
                Diagnostic::error_anywhere(
                    codes::SEVERAL_DOMAINS,
                    format!("{} files are domains", names.len()),
                )
                .note(names.join(", ")),
            );
            None
        }
    };
    notes.finish(diagnostics);
    made
}
