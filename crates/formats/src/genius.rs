//! GENIUS: a domain and one profile a party, XML.
//!
//! GENIUS (Lin, Kraus, Baarslag, Tykhonov, Hindriks and Jonker 2014) is the
//! simulator of the automated negotiating agents competition. Values come out as
//! its source computes them: evaluation over the greatest of the issue, times a
//! weight that is taken as it stands, summed, and at most 1; or the sum of the
//! hyper-rectangles that hold.

mod boxes;
mod domain;
mod evaluate;
mod line;
mod markup;
mod profile;
mod rectangle;
mod write;

use detente_syntax::diagnostic::Diagnostic;

use crate::codes;
use crate::draft::{Domain, Draft, Form, Ids, Issue, Levels, Named, Party};
use crate::import::{Options, Skipped, TextFile, chosen, overruled};
use crate::notes::Notes;
use crate::order;
use domain::{Choices, GeniusDomain};
use markup::Document;
use profile::Told;
pub(crate) use profile::out_of_range;
pub(crate) use write::write;

/// Whether a text is a domain or a profile of GENIUS, or markup that does not
/// let its outermost element be seen, so that [`read`] can say why.
pub(crate) fn recognises(_path: &str, text: &str) -> bool {
    kind(text).is_some() || (text.trim_start().starts_with('<') && markup::root_name(text).is_none())
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Kind {
    Domain,
    Profile,
}

fn kind(text: &str) -> Option<Kind> {
    match markup::root_name(text)? {
        "negotiation_template" => Some(Kind::Domain),
        "utility_space" => Some(Kind::Profile),
        _ => None,
    }
}

/// Reads a domain and its profiles.
pub(crate) fn read(
    files: &[TextFile<'_>],
    options: &Options,
    skipped: &mut Vec<Skipped>,
    diagnostics: &mut Vec<Diagnostic>,
) -> Option<Draft> {
    let of = |wanted: Kind| files.iter().filter(move |file| kind(file.text) == Some(wanted));
    for file in files.iter().filter(|file| !file.beside && kind(file.text).is_none()) {
        passed_over(file, diagnostics);
    }
    let domain_file = the_domain(&of(Kind::Domain).collect::<Vec<_>>(), files, diagnostics)?;
    let profiles = chosen(of(Kind::Profile), skipped);
    let named = profiles.iter().any(|file| !file.beside);
    let domains = of(Kind::Domain).filter(|file| !std::ptr::eq(*file, domain_file));
    skipped.extend(overruled(domains, true, "is a domain, and another was named"));

    let mut notes = Notes::new();
    let document = markup::parse(domain_file.file, domain_file.text, &mut notes, diagnostics);
    let domain =
        document.as_ref().and_then(|document| domain::read(document, options.grid, &mut notes, diagnostics));
    notes.finish(diagnostics);
    let (document, domain) = (document?, domain?);

    let (issues, option_ids) = issues(&domain);
    let ids: Vec<_> = issues.iter().map(|issue| issue.id.clone()).collect();
    let mut parties =
        Parties { ids: Ids::new(), list: Vec::new(), leaves_out: Vec::new(), files: Vec::new() };
    for file in profiles {
        party(file, &domain, &ids, &option_ids, &mut parties, diagnostics);
    }
    if diagnostics.iter().any(Diagnostic::is_error) {
        return None;
    }
    if parties.list.is_empty() {
        diagnostics.push(
            Diagnostic::error_anywhere(
                codes::NO_PROFILES,
                format!("there is no profile for {}", order::file_name(domain_file.path)),
            )
            .help("name the profiles of the parties after the domain, or put them beside it"),
        );
        return None;
    }
    if !named && parties.list.len() > 2 {
        diagnostics.push(
            Diagnostic::warning_anywhere(
                codes::ALL_PROFILES,
                format!("all {} profiles beside the domain take part", parties.list.len()),
            )
            .note(parties.files.join(", "))
            .help("name the profiles of those who sit at the table after the domain"),
        );
    }
    let beyond = domain.issues.iter().filter_map(|issue| match &issue.choices {
        Choices::Numbers(grid) => grid.beyond(&issue.name),
        Choices::Values(_) => None,
    });
    Some(Draft {
        title: name(&document, domain_file),
        leaves_out: beyond.chain(parties.leaves_out).collect(),
        stated: true,
        because: format!(
            "Read from the GENIUS files {}, {}.",
            order::file_name(domain_file.path),
            parties.files.join(", ")
        ),
        parties: parties.list,
        issues,
        ..Draft::default()
    })
}

/// What a file is called: the `name` of its outermost element, else its own.
fn name(document: &Document<'_>, file: &TextFile<'_>) -> String {
    let given = document.root().and_then(|root| root.attribute("name")).map(|name| name.value.trim());
    given.filter(|name| !name.is_empty()).unwrap_or(order::stem(file.path)).to_owned()
}

/// A named file that is neither domain nor profile.
fn passed_over(file: &TextFile<'_>, diagnostics: &mut Vec<Diagnostic>) {
    let name = order::file_name(file.path);
    if file.text.trim_start().starts_with('<') {
        let mut found = Vec::new();
        markup::parse(file.file, file.text, &mut Notes::new(), &mut found);
        found.retain(Diagnostic::is_error);
        if !found.is_empty() {
            return diagnostics.append(&mut found);
        }
    }
    diagnostics.push(if file.text.trim_start().starts_with('<') {
        Diagnostic::error_anywhere(
            codes::MIXED_FORMATS,
            format!("{name} is no domain and no profile of GENIUS"),
        )
        .note("their outermost elements are `negotiation_template` and `utility_space`")
    } else {
        Diagnostic::error_anywhere(codes::MIXED_FORMATS, format!("{name} is no XML"))
            .help("leave it out: `pareto.xml` of GENIUS, for one, is a list of numbers")
    });
}

/// The domain among several; an error where that is not clear.
fn the_domain<'f, 't>(
    domains: &[&'f TextFile<'t>],
    files: &[TextFile<'_>],
    diagnostics: &mut Vec<Diagnostic>,
) -> Option<&'f TextFile<'t>> {
    let named: Vec<_> = domains.iter().filter(|file| !file.beside).copied().collect();
    let candidates = if named.is_empty() { domains.to_vec() } else { named };
    match candidates.as_slice() {
        [only] => Some(only),
        [] => {
            let names: Vec<_> = files.iter().map(|file| order::file_name(file.path)).collect();
            diagnostics.push(
                Diagnostic::error_anywhere(codes::NO_DOMAIN, "no domain is among the files")
                    .note(names.join(", "))
                    .help("name the domain file, whose outermost element is `negotiation_template`, as well"),
            );
            None
        }
        several => {
            let mut names: Vec<_> = several.iter().map(|file| file.path).collect();
            names.sort_by(|left, right| order::natural(left, right));
            diagnostics.push(
                Diagnostic::error_anywhere(
                    codes::SEVERAL_DOMAINS,
                    format!("{} files are domains", names.len()),
                )
                .note(names.join(", "))
                .help("name the one that is meant, and its profiles"),
            );
            None
        }
    }
}

/// The issues of the case, and the ids of their options.
fn issues(domain: &GeniusDomain) -> (Vec<Issue>, Vec<Vec<String>>) {
    let mut ids = Ids::new();
    let mut option_ids = Vec::new();
    let mut issues = Vec::new();
    for issue in &domain.issues {
        let mut of_options = Vec::new();
        let domain = match &issue.choices {
            Choices::Values(values) => {
                let mut made = Ids::new();
                let named = |value: &String| {
                    let id = made.make(value, "option");
                    of_options.push(id.clone());
                    Named { id, title: value.clone(), because: None }
                };
                Domain::Options(values.iter().map(named).collect())
            }
            Choices::Numbers(grid) => grid.domain(),
        };
        let comment = match &issue.choices {
            Choices::Numbers(grid) if !grid.complete => {
                vec![format!("A grid: {}.", grid.described())]
            }
            _ => Vec::new(),
        };
        let id = ids.make(&issue.name, "issue");
        issues.push(Issue { id, title: issue.name.clone(), domain, comment, ..Issue::default() });
        option_ids.push(of_options);
    }
    (issues, option_ids)
}

struct Parties {
    ids: Ids,
    list: Vec<Party>,
    leaves_out: Vec<String>,
    files: Vec<String>,
}

/// Reads a profile and adds its party.
fn party(
    file: &TextFile<'_>,
    domain: &GeniusDomain,
    ids: &[String],
    option_ids: &[Vec<String>],
    parties: &mut Parties,
    diagnostics: &mut Vec<Diagnostic>,
) {
    let mut notes = Notes::new();
    let Some(document) = markup::parse(file.file, file.text, &mut notes, diagnostics) else { return };
    let matched = profile::matched(&document, domain, &mut notes);
    if !matched.any {
        let name = order::file_name(file.path);
        let message = format!("{name} evaluates no issue of the domain");
        let place = document.root().map(|root| root.span);
        match place {
            Some(span) if !file.beside => {
                diagnostics.push(Diagnostic::error(codes::ISSUE_MISMATCH, span, message));
            }
            _ => diagnostics.push(
                Diagnostic::warning_anywhere(codes::ISSUE_MISMATCH, message).note("it was passed over"),
            ),
        }
        return;
    }
    let mut told = Told { notes: &mut notes, diagnostics };
    let read = profile::read(&document, domain, ids, &matched, &mut told);
    notes.finish(diagnostics);
    let Some(mut read) = read else { return };
    if let Form::Values { levels, .. } = &mut read.preference.form {
        for (levels, ids) in levels.iter_mut().zip(option_ids) {
            if let Levels::Table(rows) = levels {
                rows.iter_mut().zip(ids).for_each(|((choice, _), id)| choice.clone_from(id));
            }
        }
    }
    let name = name(&document, file);
    parties.leaves_out.extend(read.leaves_out.iter().map(|what| format!("{what} of {name}")));
    parties.files.push(order::file_name(file.path).to_owned());
    let id = parties.ids.make(&name, "party");
    parties.list.push(Party {
        id,
        name,
        preference: read.preference,
        comment: read.comment,
        ..Party::default()
    });
}
