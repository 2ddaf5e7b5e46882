//! The rules of drafting: data files, shipped with the crate and added to by an
//! analyst with a file of the same layout.

use std::collections::BTreeSet;
use std::fmt;

use detente_case::model::Stance;
use serde::Deserialize;

use super::pattern::Index;
use super::verbs::Forms;

/// What is shipped, each file by its name.
const SHIPPED: [(&str, &str); 7] = [
    ("verbs.toml", include_str!("../../rules/verbs.toml")),
    ("stances.toml", include_str!("../../rules/stances.toml")),
    ("acts.toml", include_str!("../../rules/acts.toml")),
    ("conditions.toml", include_str!("../../rules/conditions.toml")),
    ("reporting.toml", include_str!("../../rules/reporting.toml")),
    ("text.toml", include_str!("../../rules/text.toml")),
    ("aliases.toml", include_str!("../../rules/aliases.toml")),
];

/// Rules ready to be applied.
#[derive(Clone, Debug)]
pub struct Rules {
    files: Vec<File>,
    pub(super) forms: Forms,
    pub(super) cues: Vec<Cue>,
    pub(super) cue_index: Index,
    pub(super) exceptions: Index,
    pub(super) markers: Vec<Marker>,
    pub(super) marker_index: Index,
    pub(super) hypotheses: Index,
    pub(super) untruths: Index,
    pub(super) falsehoods: Index,
    pub(super) thinking: Index,
    pub(super) resolves: Index,
    pub(super) acts: Index,
    pub(super) act_nouns: Index,
    pub(super) reporting: Index,
    pub(super) objects: Index,
    pub(super) according: Index,
    pub(super) unnamed: Index,
    pub(super) speeches: Index,
    pub(super) words: Words,
    pub(super) lists: Vec<ListRule>,
    pub(super) entities: Vec<Entity>,
}

/// Plain lists of words.
#[derive(Clone, Debug, Default)]
pub(super) struct Words {
    pub(super) participles: BTreeSet<String>,
    pub(super) actors: BTreeSet<String>,
    pub(super) consequences: Vec<Vec<String>>,
    pub(super) texts: BTreeSet<String>,
    pub(super) titles: BTreeSet<String>,
    pub(super) offices: BTreeSet<String>,
    pub(super) institutions: BTreeSet<String>,
    pub(super) without_mandate: Vec<String>,
    pub(super) audiences: BTreeSet<String>,
    pub(super) negations: BTreeSet<String>,
    pub(super) hearsay: BTreeSet<String>,
    pub(super) abbreviations: BTreeSet<String>,
    pub(super) starters: BTreeSet<String>,
    pub(super) obligations: BTreeSet<String>,
}

/// Why a file of rules was not taken.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct RulesError {
    /// Its name.
    pub file: String,
    /// What is wrong, with the line where the reader gives one.
    pub why: String,
}

impl fmt::Display for RulesError {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(out, "`{}` is no file of rules: {}", self.file, self.why)
    }
}

impl std::error::Error for RulesError {}

/// One file; every table may be absent, so that any of the shipped files is one
/// and an analyst's own may hold all of them.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case", default)]
struct File {
    irregular: std::collections::BTreeMap<String, Vec<String>>,
    doubling: Doubling,
    exceptions: Vec<String>,
    cue: Vec<CueEntry>,
    marker: Vec<MarkerEntry>,
    hypotheses: Vec<String>,
    untruths: Vec<String>,
    falsehoods: Vec<String>,
    thinking: Vec<String>,
    resolves: Vec<String>,
    hearsay: Vec<String>,
    objects: Vec<String>,
    offices: Vec<String>,
    institutions: Vec<String>,
    verbs: Vec<String>,
    nouns: Vec<String>,
    participles: Vec<String>,
    actors: Vec<String>,
    consequences: Vec<String>,
    according: Vec<String>,
    texts: Vec<String>,
    unnamed: Vec<String>,
    titles: Vec<String>,
    without_mandate: Vec<String>,
    speeches: Vec<String>,
    audiences: Vec<String>,
    negations: Vec<String>,
    abbreviations: Vec<String>,
    starters: Vec<String>,
    list: Vec<ListRule>,
    obligations: Obligations,
    entity: Vec<Entity>,
    reporting: Vec<String>,
}

#[derive(Clone, Debug, Default, Deserialize)]
#[serde(deny_unknown_fields, default)]
struct Doubling {
    verbs: Vec<String>,
}

#[derive(Clone, Debug, Default, Deserialize)]
#[serde(deny_unknown_fields, default)]
struct Obligations {
    words: Vec<String>,
}

/// What a cue hangs on.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub(super) enum CueKind {
    /// A verb with a subject.
    Verb,
    /// A noun with an owner.
    Noun,
    /// "would", "should": needs an act.
    Modal,
    /// Stands by itself.
    Phrase,
}

#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct CueEntry {
    id: String,
    kind: CueKind,
    #[serde(default)]
    strong: bool,
    stance: StanceWord,
    sure: u8,
    negated: Option<StanceWord>,
    patterns: Vec<String>,
}

#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct MarkerEntry {
    #[serde(rename = "as")]
    becomes: ConditionKind,
    sure: u8,
    #[serde(default)]
    clause: bool,
    patterns: Vec<String>,
}

/// How a case would write a condition.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum ConditionKind {
    /// Otherwise not on offer: "so long as", "provided".
    OnlyIf,
    /// Silent on the other case: "in return for", "if".
    If,
}

impl ConditionKind {
    /// The key of the case language.
    #[must_use]
    pub fn word(self) -> &'static str {
        match self {
            Self::OnlyIf => "only-if",
            Self::If => "if",
        }
    }
}

/// Words for a list whose points are statements.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct ListRule {
    stance: StanceWord,
    pub(super) words: Vec<String>,
}

impl ListRule {
    pub(super) fn stance(&self) -> Stance {
        self.stance.0
    }
}

/// A state, an alliance, a treaty, and its names.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub(super) struct Entity {
    pub(super) id: String,
    pub(super) kind: String,
    pub(super) names: Vec<String>,
    #[serde(default)]
    pub(super) adjectives: Vec<String>,
    #[serde(default)]
    pub(super) seats: Vec<String>,
    #[serde(default)]
    pub(super) people: Vec<String>,
}

/// What a match of a cue means.
#[derive(Clone, Debug)]
pub(super) struct Cue {
    pub(super) id: String,
    pub(super) kind: CueKind,
    pub(super) strong: bool,
    pub(super) stance: Stance,
    pub(super) sure: u8,
    pub(super) negated: Option<Stance>,
}

/// What a match of a condition's words means.
#[derive(Clone, Debug)]
pub(super) struct Marker {
    pub(super) kind: ConditionKind,
    pub(super) sure: u8,
    /// Whether a clause with a verb of its own follows.
    pub(super) clause: bool,
}

#[derive(Clone, Copy, Debug)]
struct StanceWord(Stance);

impl<'de> Deserialize<'de> for StanceWord {
    fn deserialize<D: serde::Deserializer<'de>>(from: D) -> Result<Self, D::Error> {
        let word = String::deserialize(from)?;
        Stance::of(&word).map(Self).ok_or_else(|| serde::de::Error::custom(format!("`{word}` is no stance")))
    }
}

impl Rules {
    /// The shipped rules.
    #[must_use]
    pub fn shipped() -> Self {
        let files = SHIPPED.iter().map(|(name, text)| read(name, text));
        Self::of(files.collect::<Result<_, _>>().unwrap_or_default())
    }

    /// These rules and those of another file of the same layout, which may hold
    /// the tables of any of the shipped ones.
    ///
    /// # Errors
    /// If it is no such file; the rules stay as they were.
    pub fn with(&self, name: &str, text: &str) -> Result<Self, RulesError> {
        let mut files = self.files.clone();
        files.push(read(name, text)?);
        Ok(Self::of(files))
    }

    fn of(files: Vec<File>) -> Self {
        let mut forms = Forms::default();
        for file in &files {
            forms.irregular.extend(file.irregular.clone());
            forms.doubling.extend(file.doubling.verbs.iter().cloned());
        }
        let mut rules = Self {
            forms,
            cues: Vec::new(),
            cue_index: Index::default(),
            exceptions: Index::default(),
            markers: Vec::new(),
            marker_index: Index::default(),
            hypotheses: Index::default(),
            untruths: Index::default(),
            falsehoods: Index::default(),
            thinking: Index::default(),
            resolves: Index::default(),
            acts: Index::default(),
            act_nouns: Index::default(),
            reporting: Index::default(),
            objects: Index::default(),
            according: Index::default(),
            unnamed: Index::default(),
            speeches: Index::default(),
            words: Words::default(),
            lists: Vec::new(),
            entities: Vec::new(),
            files: Vec::new(),
        };
        files.iter().for_each(|file| rules.add(file));
        rules.files = files;
        rules
    }

    fn add(&mut self, file: &File) {
        let forms = &self.forms;
        for entry in &file.cue {
            self.cues.push(Cue {
                id: entry.id.clone(),
                kind: entry.kind,
                strong: entry.strong,
                stance: entry.stance.0,
                sure: entry.sure.min(100),
                negated: entry.negated.map(|word| word.0),
            });
            for pattern in &entry.patterns {
                self.cue_index.add(pattern, forms, self.cues.len() - 1);
            }
        }
        for entry in &file.marker {
            self.markers.push(Marker {
                kind: entry.becomes,
                sure: entry.sure.min(100),
                clause: entry.clause,
            });
            for pattern in &entry.patterns {
                self.marker_index.add(pattern, forms, self.markers.len() - 1);
            }
        }
        let lists: [(&mut Index, &[String], &str); 13] = [
            (&mut self.hypotheses, &file.hypotheses, ""),
            (&mut self.untruths, &file.untruths, ""),
            (&mut self.falsehoods, &file.falsehoods, ""),
            (&mut self.thinking, &file.thinking, "~"),
            (&mut self.resolves, &file.resolves, "~"),
            (&mut self.objects, &file.objects, "~"),
            (&mut self.exceptions, &file.exceptions, ""),
            (&mut self.acts, &file.verbs, "~"),
            (&mut self.act_nouns, &file.nouns, ""),
            (&mut self.reporting, &file.reporting, "~"),
            (&mut self.according, &file.according, ""),
            (&mut self.unnamed, &file.unnamed, ""),
            (&mut self.speeches, &file.speeches, ""),
        ];
        for (index, patterns, prefix) in lists {
            for pattern in patterns {
                index.add(&format!("{prefix}{pattern}"), forms, 0);
            }
        }
        let words = &mut self.words;
        words.participles.extend(file.participles.iter().cloned());
        words.actors.extend(file.actors.iter().cloned());
        words
            .consequences
            .extend(file.consequences.iter().map(|text| text.split(' ').map(str::to_owned).collect()));
        words.texts.extend(file.texts.iter().cloned());
        words.titles.extend(file.titles.iter().map(|title| title.trim_end_matches('.').to_owned()));
        words.offices.extend(file.offices.iter().cloned());
        words.institutions.extend(file.institutions.iter().cloned());
        words.without_mandate.extend(file.without_mandate.iter().cloned());
        words.audiences.extend(file.audiences.iter().cloned());
        words.hearsay.extend(file.hearsay.iter().flat_map(|noun| Forms::of_noun(noun)));
        words.negations.extend(file.negations.iter().cloned());
        words.abbreviations.extend(file.abbreviations.iter().cloned());
        words.starters.extend(file.starters.iter().cloned());
        words.obligations.extend(file.obligations.words.iter().cloned());
        self.lists.extend(file.list.iter().cloned());
        self.entities.extend(file.entity.iter().cloned());
    }
}

fn read(name: &str, text: &str) -> Result<File, RulesError> {
    let file: File = toml::from_str(text)
        .map_err(|error| RulesError { file: name.to_owned(), why: error.message().to_owned() })?;
    let cue_patterns = file.cue.iter().flat_map(|entry| &entry.patterns);
    for pattern in cue_patterns.chain(file.marker.iter().flat_map(|entry| &entry.patterns)) {
        if super::pattern::Pattern::parse(pattern, &Forms::default()).is_none() {
            let why = format!("the pattern \"{pattern}\" does not begin with a word");
            return Err(RulesError { file: name.to_owned(), why });
        }
    }
    Ok(file)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_shipped_file_is_read() {
        for (name, text) in SHIPPED {
            assert_eq!(read(name, text).err(), None);
        }
        assert!(!Rules::shipped().cues.is_empty());
    }

    #[test]
    fn a_file_of_ones_own_adds_to_them_and_a_bad_one_says_why() {
        let own =
            "[[cue]]\nid = 'x'\nkind = 'phrase'\nstance = 'rejects'\nsure = 90\npatterns = ['no dice']\n";
        let rules = Rules::shipped().with("own.toml", own).expect("read");
        assert_eq!(rules.cues.last().map(|cue| cue.id.as_str()), Some("x"));
        let bad = Rules::shipped().with("own.toml", &own.replace("rejects", "refuses")).expect_err("refused");
        assert!(bad.why.contains("`refuses` is no stance"), "{}", bad.why);
        assert!(Rules::shipped().with("own.toml", &own.replace("no dice", "* dice")).is_err());
        assert!(Rules::shipped().with("own.toml", "surprise = 1").is_err());
    }
}
