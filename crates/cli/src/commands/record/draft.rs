//! `detente record draft`: statements proposed for review.

use detente_desk::opened;
use std::path::PathBuf;

use clap::Args;
use detente_case::anchor::ScalarText;
use detente_case::hash::sha256;
use detente_case::model::{Case, Source};
use detente_desk::questions::documents::usable;
use detente_record::draft::{Document, Draft, Rules, draft};
use detente_report::json::drafts::{DraftsShape, draft as shape};

use super::model::ModelArguments;
use super::print;
use crate::arguments::TextFormat;
use crate::exit;
use crate::failure::Failure;
use detente_desk::files;
use detente_desk::library::Library;

// Which drafts.
#[derive(Debug, Args)]
pub(crate) struct DraftingArguments {
    /// A folder with a case.toml, or a file
    pub(crate) case: PathBuf,
    /// Ids of sources [default: all whose text is at hand]
    pub(crate) sources: Vec<String>,
    /// Add the rules of this file to those shipped; repeat for several
    #[arg(long, value_name = "FILE")]
    pub(crate) rules: Vec<PathBuf>,
    /// Leave out what is less sure than this, of 100
    #[arg(long, value_name = "N", default_value_t = 0, value_parser = clap::value_parser!(u8).range(0..=100))]
    pub(crate) sure: u8,
    #[command(flatten)]
    pub(crate) model: ModelArguments,
}

// `detente record draft`.
#[derive(Debug, Args)]
pub(crate) struct DraftArguments {
    #[command(flatten)]
    pub(crate) drafting: DraftingArguments,
    /// How to print
    #[arg(long, value_enum, default_value = "human")]
    pub(crate) format: TextFormat,
}

/// The drafts of some sources of a case.
pub(crate) struct Drafted {
    /// Each with the position of its source.
    pub(crate) drafts: Vec<(usize, Draft, String, String)>,
    /// Ids of sources whose text is not at hand.
    pub(crate) not_at_hand: Vec<String>,
    /// What a model proposed and was dropped, with the reason.
    pub(crate) dropped: Vec<String>,
}

/// Prints the drafts.
pub(crate) fn run(arguments: &DraftArguments) -> Result<u8, Failure> {
    let library = Library::of(&arguments.drafting.case)?;
    let loaded = library.loaded();
    let case = usable(&loaded)?;
    let drafted = drafted(&library, case, &arguments.drafting)?;
    let told = DraftsShape {
        format: "detente/record-draft/1".to_owned(),
        drafts: drafted
            .drafts
            .iter()
            .map(|(source, draft, key, passage)| {
                shape(case, &case.sources[*source].id, key.clone(), passage, draft)
            })
            .collect(),
        not_at_hand: drafted.not_at_hand,
        dropped: drafted.dropped,
    };
    print(arguments.format, &told, || detente_report::drafts::drafts(&told))?;
    Ok(exit::DEAL)
}

/// Drafts the statements of the sources asked for.
pub(crate) fn drafted(
    library: &Library,
    case: &Case,
    arguments: &DraftingArguments,
) -> Result<Drafted, Failure> {
    let mut rules = Rules::shipped();
    for path in &arguments.rules {
        let name = path.display().to_string();
        let bytes = files::read(path).map_err(|_| Failure::Input(format!("cannot read {name}")))?;
        let text =
            String::from_utf8(bytes).map_err(|_| Failure::Input(format!("{name} is not UTF-8 text")))?;
        rules = rules.with(&name, &text).map_err(|error| Failure::Input(error.to_string()))?;
    }
    let chosen: Vec<(usize, &Source)> = if arguments.sources.is_empty() {
        case.sources.iter().enumerate().collect()
    } else {
        arguments.sources.iter().map(|id| opened::source(case, id)).collect::<Result<_, _>>()?
    };
    let mut all = Drafted { drafts: Vec::new(), not_at_hand: Vec::new(), dropped: Vec::new() };
    for (index, source) in chosen {
        let Some(text) = library.text(source) else {
            all.not_at_hand.push(source.id.clone());
            continue;
        };
        let document = Document {
            text: &text,
            title: Some(&source.title),
            authors: source.author.clone(),
            publisher: source.publisher.as_deref(),
            date: source.date.clone(),
        };
        let scalars = ScalarText::new(&text);
        let judged = arguments.model.propose(&source.id, &document, case)?;
        all.dropped.extend(judged.dropped);
        for draft in draft(&document, &rules, Some(case)).into_iter().chain(judged.drafts) {
            if draft.sure >= arguments.sure {
                let (start, end) = (draft.passage.start, draft.passage.end);
                let passage = scalars.passage(start, end).unwrap_or_default().to_owned();
                let key = key(&source.id, &draft);
                all.drafts.push((index, draft, key, passage));
            }
        }
    }
    Ok(all)
}

/// What a draft is known by while its passage and its stance stay the same.
fn key(source: &str, draft: &Draft) -> String {
    let passage = &draft.passage;
    let of = format!("{source} {} {} {} {}", passage.start, passage.end, passage.sha256, draft.stance.word());
    sha256(of.as_bytes()).chars().take(16).collect()
}
