//! NegMAS: an outcome space and one utility function a party, YAML or JSON.
//!
//! NegMAS (Mohammad, Nakadai and Greenwald 2021) writes every object as a map
//! with its class in `type`. Values come out as NegMAS computes them: the bias
//! plus weights times the functions of the issues, and for hyper-rectangles the
//! sum of those whose open intervals hold. Read against version 0.16.0.

mod function;
mod party;
mod ranges;
mod space;
mod write;

use detente_syntax::diagnostic::Diagnostic;

use crate::codes;
use crate::draft::{Domain, Draft, Ids, Issue, Named, Party};
use crate::import::{Options, Skipped, TextFile, overruled};
use crate::notes::Notes;
use crate::order::file_name;
use crate::tree::{self, Node};
use space::{Choices, Space};
pub(crate) use write::write;

/// Whether a file looks like an outcome space or utility function of NegMAS.
pub(crate) fn recognises(path: &str, text: &str) -> bool {
    let ending = path.rsplit('.').next().unwrap_or_default().to_ascii_lowercase();
    let json = text.trim_start().starts_with('{');
    if !json && ending != "yml" && ending != "yaml" {
        return false;
    }
    let class = |name: &str| text.contains(name) && text.contains("type");
    (class("OutcomeSpace") && text.contains("issues")) || class("UtilityFunction") || class("UFun")
}

/// What a file is, by its `type`.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Role {
    Space,
    Function,
    Neither,
}

/// The class that a map says it is, without its modules.
fn class(node: &Node) -> &str {
    let full =
        node.get("type").or_else(|| node.get("__python_class__")).and_then(Node::text).unwrap_or_default();
    full.rsplit('.').next().unwrap_or_default()
}

fn role(node: &Node) -> Role {
    let class = class(node);
    if class.contains("OutcomeSpace") {
        Role::Space
    } else if class.to_ascii_lowercase().contains("fun") {
        Role::Function
    } else {
        Role::Neither
    }
}

struct Parsed<'f, 'a> {
    file: &'f TextFile<'a>,
    tree: Node,
}

/// Reads an outcome space and the utility functions given with it or, where
/// none are, found beside it.
pub(crate) fn read(
    files: &[TextFile<'_>],
    options: &Options,
    skipped: &mut Vec<Skipped>,
    diagnostics: &mut Vec<Diagnostic>,
) -> Option<Draft> {
    let (mut spaces, mut functions) = (Vec::new(), Vec::new());
    for file in files.iter().filter(|file| !file.beside || recognises(file.path, file.text)) {
        let json = file.text.trim_start().starts_with('{');
        let read = if json { tree::read_json } else { tree::read_yaml };
        let mut told = Vec::new();
        let tree = read(file.file, file.text, &mut told);
        match tree {
            None if file.beside => {
                let why = "could not be read";
                skipped.push(Skipped { path: file.path.to_owned(), why });
                continue;
            }
            None => {
                diagnostics.append(&mut told);
                return None;
            }
            Some(tree) => {
                let role = role(&tree);
                if role != Role::Neither || !file.beside {
                    diagnostics.append(&mut told);
                }
                match role {
                    Role::Space => spaces.push(Parsed { file, tree }),
                    Role::Function => functions.push(Parsed { file, tree }),
                    Role::Neither if file.beside => {
                        let why = "is neither an outcome space nor a utility function";
                        skipped.push(Skipped { path: file.path.to_owned(), why });
                    }
                    Role::Neither => {
                        let message =
                            format!("{} is neither an outcome space nor a utility function", file.path);
                        diagnostics.push(
                            Diagnostic::error(codes::UTILITY_FUNCTION, tree.span, message)
                                .note("NegMAS says which in the key `type`"),
                        );
                        return None;
                    }
                }
            }
        }
    }
    let space = one_space(&spaces, diagnostics)?;
    // Named files count in the order given, those found beside in that of their names, as for NegMAS.
    let named = functions.iter().any(|parsed| !parsed.file.beside);
    let others = functions.iter().map(|parsed| parsed.file);
    skipped.extend(overruled(others, named, "is a utility function, and another was named"));
    let others = spaces.iter().map(|parsed| parsed.file).filter(|file| !std::ptr::eq(*file, space.file));
    skipped.extend(overruled(others, true, "is an outcome space, and another was named"));
    functions.retain(|parsed| !named || !parsed.file.beside);
    if functions.iter().all(|parsed| parsed.file.beside) {
        functions.sort_by_key(|parsed| file_name(parsed.file.path));
    }
    if functions.is_empty() {
        let message = format!("no utility function was given with {} or lies beside it", space.file.path);
        diagnostics.push(Diagnostic::error_anywhere(codes::NO_PROFILES, message));
        return None;
    }
    let mut notes = Notes::new();
    let read_space = space::read(&space.tree, file_name(space.file.path), options, &mut notes, diagnostics)?;
    let mut draft = started(space, &functions, &read_space);
    let ids: Vec<_> = draft.issues.iter().map(|issue| issue.id.clone()).collect();
    let mut parties = Ids::new();
    notes.finish(diagnostics);
    for parsed in &functions {
        let (path, tree) = (parsed.file.path, &parsed.tree);
        let mut notes = Notes::new();
        let read = party::read(tree, &read_space, &ids, &draft.issues, &mut notes, diagnostics);
        notes.finish(diagnostics);
        let read = read?;
        let given = tree.given("name").and_then(Node::scalar);
        let name = given.unwrap_or_else(|| stem(path).to_owned());
        draft.leaves_out.extend(read.leaves_out.iter().map(|what| format!("{name}: {what}")));
        draft.parties.push(Party {
            id: parties.make(&name, "party"),
            name,
            preference: read.preference,
            comment: read.comment,
            ..Party::default()
        });
    }
    Some(draft)
}

fn stem(path: &str) -> &str {
    let name = file_name(path);
    name.rsplit_once('.').map_or(name, |(stem, _)| stem)
}

fn one_space<'p, 'f, 'a>(
    spaces: &'p [Parsed<'f, 'a>],
    diagnostics: &mut Vec<Diagnostic>,
) -> Option<&'p Parsed<'f, 'a>> {
    let named: Vec<_> = spaces.iter().filter(|parsed| !parsed.file.beside).collect();
    let counting = if named.is_empty() { spaces.iter().collect() } else { named };
    match counting.as_slice() {
        [one] => Some(one),
        [] => {
            let message =
                "no outcome space was given, and a utility function alone does not say what is negotiated";
            diagnostics.push(Diagnostic::error_anywhere(codes::NO_DOMAIN, message));
            None
        }
        [first, second, ..] => {
            let message = format!("{} and {} are two outcome spaces", first.file.path, second.file.path);
            diagnostics.push(
                Diagnostic::error_anywhere(codes::SEVERAL_DOMAINS, message)
                    .help("name the one that is meant"),
            );
            None
        }
    }
}

/// The case without its parties.
fn started(of: &Parsed<'_, '_>, functions: &[Parsed<'_, '_>], space: &Space) -> Draft {
    let mut ids = Ids::new();
    let issue = |issue: &space::SpaceIssue| {
        let domain = match &issue.choices {
            Choices::Values(values) => {
                let mut ids = Ids::new();
                let named = values.iter().map(|value| Named {
                    id: ids.make(&value.title, "option"),
                    title: value.title.clone(),
                    because: None,
                });
                Domain::Options(named.collect())
            }
            Choices::Numbers(grid) => grid.domain(),
        };
        Issue { id: ids.make(&issue.name, "issue"), title: issue.name.clone(), domain, ..Issue::default() }
    };
    let beyond = |issue: &space::SpaceIssue| match &issue.choices {
        Choices::Numbers(grid) => grid.beyond(&issue.name),
        Choices::Values(_) => None,
    };
    let files = functions.iter().map(|parsed| file_name(parsed.file.path)).collect::<Vec<_>>().join(", ");
    Draft {
        title: space.name.clone(),
        stated: true,
        because: format!("The numbers are those of {files}."),
        leaves_out: space.issues.iter().filter_map(beyond).collect(),
        head: vec![format!("From {} of NegMAS, with {files}.", file_name(of.file.path))],
        issues: space.issues.iter().map(issue).collect(),
        ..Draft::default()
    }
}
