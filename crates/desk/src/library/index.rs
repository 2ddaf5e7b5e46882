//! The full-text index of a case: which texts hold the words of a query.
//!
//! tantivy in a folder of its own, chosen by measurement (see
//! docs/decisions). It holds no text and no positions, only which words stand in
//! which source how often; passages are found in the texts themselves. All of it
//! is derived: deleted, it is built anew.

use std::path::{Path, PathBuf};

use detente_case::hash::sha256;
use detente_case::load::Input;
use detente_record::normal::Normal;
use detente_record::search::{Query, tokens};
use serde_json::{Value, json};
use tantivy::collector::TopDocs;
use tantivy::query::{BooleanQuery, Occur, TermQuery};
use tantivy::schema::{
    Field, IndexRecordOption, STORED, STRING, Schema, TantivyDocument, TextFieldIndexing, TextOptions,
    Value as _,
};
use tantivy::tokenizer::{Token, TokenStream, Tokenizer};
use tantivy::{Index, IndexReader, IndexWriter, ReloadPolicy, Term};

use crate::failure::Failure;
use crate::files;

/// Version of the layout; another one is built anew.
const LAYOUT: &str = "2";
/// Memory of the writer.
const MEMORY: usize = 64 << 20;
/// Bytes of text that wait to be indexed, at most.
const WAITING: usize = 32 << 20;
const TOKENIZER: &str = "words";

/// A text to be searched.
pub struct Entry {
    /// What identifies the text and its source: another state, another entry.
    pub key: String,
    /// What is told of it with a hit.
    pub stored: Value,
}

/// A text that holds words of a query.
pub struct Hit {
    /// What is told of it.
    pub stored: Value,
}

/// The index of one case.
pub struct Searchable {
    index: Index,
    folder: PathBuf,
    key: Field,
    stored: Field,
    body: Field,
}

impl Searchable {
    /// Opens the index in a folder; makes it where it is missing or of another layout.
    pub fn open(folder: &Path) -> Result<Self, Failure> {
        let mut schema = Schema::builder();
        let key = schema.add_text_field("key", STRING | STORED);
        let stored = schema.add_text_field("stored", STORED);
        let indexing = TextFieldIndexing::default()
            .set_tokenizer(TOKENIZER)
            .set_index_option(IndexRecordOption::WithFreqs);
        let body = schema.add_text_field("body", TextOptions::default().set_indexing_options(indexing));
        let schema = schema.build();
        let opened = Index::open_in_dir(folder).ok().filter(|index| index.schema() == schema);
        let index = match opened {
            Some(index) => index,
            None => {
                let _ = std::fs::remove_dir_all(folder);
                std::fs::create_dir_all(folder)?;
                Index::create_in_dir(folder, schema).map_err(failed)?
            }
        };
        index.tokenizers().register(TOKENIZER, Words);
        Ok(Self { index, folder: folder.to_owned(), key, stored, body })
    }

    /// Whether the index was made of these files of the case and nothing has changed since.
    pub fn is_of(folder: &Path, root: &Path) -> bool {
        let Ok(text) = std::fs::read_to_string(folder.join("state.json")) else { return false };
        let Ok(state) = serde_json::from_str::<Value>(&text) else { return false };
        let files = state["files"].as_array().map(Vec::as_slice).unwrap_or_default();
        state["layout"] == LAYOUT
            && !files.is_empty()
            && files.iter().all(|file| {
                let bytes = file["path"].as_str().and_then(|path| crate::files::read(&root.join(path)).ok());
                bytes.is_some_and(|bytes| Some(sha256(&bytes).as_str()) == file["sha256"].as_str())
            })
    }

    /// Brings the index to hold these texts and no others; `text` is asked for
    /// those that are new. Whether it came to the end.
    pub fn bring(
        &self,
        entries: &[Entry],
        inputs: &[Input],
        mut text: impl FnMut(usize) -> Option<String>,
        stop: &dyn Fn() -> bool,
    ) -> Result<bool, Failure> {
        let there = self.keys()?;
        let mut missing = Vec::new();
        let wanted: std::collections::BTreeSet<&str> =
            entries.iter().map(|entry| entry.key.as_str()).collect();
        let gone: Vec<_> = there.iter().filter(|key| !wanted.contains(String::as_str(key))).collect();
        let new: Vec<_> =
            entries.iter().enumerate().filter(|(_, entry)| !there.contains(&entry.key)).collect();
        if !gone.is_empty() || !new.is_empty() {
            let mut writer: IndexWriter = self.index.writer_with_num_threads(1, MEMORY).map_err(failed)?;
            for key in gone {
                writer.delete_term(Term::from_field_text(self.key, key));
            }
            let mut waiting = 0;
            for (at, entry) in new {
                if stop() {
                    writer.commit().map_err(failed)?;
                    return Ok(false);
                }
                let Some(text) = text(at) else {
                    missing.push(entry);
                    continue;
                };
                waiting += text.len();
                let mut document = TantivyDocument::default();
                document.add_text(self.key, &entry.key);
                document.add_text(self.stored, entry.stored.to_string());
                document.add_text(self.body, Normal::of(&text).text());
                writer.add_document(document).map_err(failed)?;
                // The writer takes ten thousand documents before it waits, however long they are.
                if waiting > WAITING {
                    writer.commit().map_err(failed)?;
                    waiting = 0;
                }
            }
            writer.commit().map_err(failed)?;
            writer.wait_merging_threads().map_err(failed)?;
        }
        let missing: Vec<&str> =
            missing.iter().map(|entry| entry.stored["id"].as_str().unwrap_or_default()).collect();
        let files: Vec<_> =
            inputs.iter().map(|input| json!({ "path": input.path, "sha256": input.sha256 })).collect();
        let state = json!({ "layout": LAYOUT, "files": files, "not-at-hand": missing }).to_string();
        files::write_unsynced(&self.folder.join("state.json"), state)?;
        Ok(true)
    }

    /// Ids of the sources whose text was not at hand when the index was brought up to date.
    pub fn not_at_hand(&self) -> Vec<String> {
        let text = std::fs::read_to_string(self.folder.join("state.json")).unwrap_or_default();
        let state: Value = serde_json::from_str(&text).unwrap_or_default();
        let ids = state["not-at-hand"].as_array().map(Vec::as_slice).unwrap_or_default();
        ids.iter().filter_map(|id| id.as_str().map(str::to_owned)).collect()
    }

    fn keys(&self) -> Result<std::collections::BTreeSet<String>, Failure> {
        let reader: IndexReader =
            self.index.reader_builder().reload_policy(ReloadPolicy::Manual).try_into().map_err(failed)?;
        let searcher = reader.searcher();
        let mut keys = std::collections::BTreeSet::new();
        for segment in searcher.segment_readers() {
            let inverted = segment.inverted_index(self.key).map_err(failed)?;
            let mut terms = inverted.terms().stream()?;
            while terms.advance() {
                let term = Term::from_field_bytes(self.key, terms.key());
                // A deleted text leaves its key behind until segments are merged.
                let alive =
                    inverted.read_postings(&term, IndexRecordOption::Basic)?.is_some_and(|mut postings| {
                        use tantivy::{DocSet as _, TERMINATED};
                        let mut alive = false;
                        while postings.doc() != TERMINATED {
                            alive |= segment.alive_bitset().is_none_or(|bits| bits.is_alive(postings.doc()));
                            postings.advance();
                        }
                        alive
                    });
                if alive {
                    keys.insert(String::from_utf8_lossy(terms.key()).into_owned());
                }
            }
        }
        Ok(keys)
    }

    /// The texts that answer a query best, the best first (BM25, Robertson and Zaragoza 2009).
    pub fn search(&self, query: &Query, most: usize) -> Result<Vec<Hit>, Failure> {
        let quoted: Vec<String> =
            query.phrases.iter().flat_map(|phrase| tokens(phrase)).map(|(_, _, word)| word).collect();
        let part = |word: &String| {
            let term = Term::from_field_text(self.body, word);
            let occur = if quoted.contains(word) { Occur::Must } else { Occur::Should };
            let query: Box<dyn tantivy::query::Query> =
                Box::new(TermQuery::new(term, IndexRecordOption::WithFreqs));
            (occur, query)
        };
        let parts: Vec<_> = query.words.iter().map(part).collect();
        let reader: IndexReader =
            self.index.reader_builder().reload_policy(ReloadPolicy::Manual).try_into().map_err(failed)?;
        let searcher = reader.searcher();
        let best = searcher
            .search(&BooleanQuery::new(parts), &TopDocs::with_limit(most.max(1)).order_by_score())
            .map_err(failed)?;
        let mut hits = Vec::with_capacity(best.len());
        for (_, address) in best {
            let document: TantivyDocument = searcher.doc(address).map_err(failed)?;
            let stored = document.get_first(self.stored).and_then(|value| value.as_str()).unwrap_or_default();
            hits.push(Hit { stored: serde_json::from_str(stored).unwrap_or_default() });
        }
        Ok(hits)
    }
}

fn failed(error: tantivy::TantivyError) -> Failure {
    Failure::System(format!("the index failed: {error}; it can be deleted and is then built anew"))
}

/// Cuts words as the record does.
#[derive(Clone)]
struct Words;

/// The words of one text.
struct Stream {
    words: std::vec::IntoIter<(usize, usize, String)>,
    token: Token,
}

impl Tokenizer for Words {
    type TokenStream<'t> = Stream;

    fn token_stream<'t>(&'t mut self, text: &'t str) -> Stream {
        // Longer words are no words, and the index bounds their length.
        let words: Vec<_> = tokens(text).filter(|(_, _, word)| word.len() <= 64).collect();
        Stream { words: words.into_iter(), token: Token::default() }
    }
}

impl TokenStream for Stream {
    fn advance(&mut self) -> bool {
        let Some((from, to, text)) = self.words.next() else { return false };
        self.token.position = self.token.position.wrapping_add(1);
        self.token.offset_from = from;
        self.token.offset_to = to;
        self.token.text = text;
        true
    }

    fn token(&self) -> &Token {
        &self.token
    }

    fn token_mut(&mut self) -> &mut Token {
        &mut self.token
    }
}
