//! Sealing a declaration, and answering challenges from what was sealed.

use super::answer::{Answer, Sibling};
use super::hash::{self, Digest, Domain};
use super::places::{self, Places};

/// A site with its items, as the declarant keeps it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Site {
    /// What is said of the site.
    pub text: String,
    /// Each item: the key that nothing else bears, and what is said of it.
    pub items: Vec<(String, String)>,
}

/// How large a declaration looks from outside, whatever it holds.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Shape {
    /// Places for sites.
    pub sites: u16,
    /// Places for items at each site.
    pub items: u16,
}

/// A complete declaration.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Declaration {
    /// Which instrument it is made under.
    pub instrument: String,
    /// Who makes it.
    pub declarant: String,
    /// From 1; each correction has the next one.
    pub version: u32,
    /// The root of the version before.
    pub previous: Option<Digest>,
    /// What is said of the whole.
    pub text: String,
    /// The sites.
    pub sites: Vec<Site>,
    /// How large it looks.
    pub shape: Shape,
}

/// What is given to everybody.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Commitment {
    /// Which instrument it is made under.
    pub instrument: String,
    /// Who makes it.
    pub declarant: String,
    /// From 1.
    pub version: u32,
    /// The root of the version before.
    pub previous: Option<Digest>,
    /// How large it looks.
    pub shape: Shape,
    /// Enters the hash of every key, so that no two keys of the declaration
    /// have the same place.
    pub nonce: Digest,
    /// The root of sites and items.
    pub tree: Digest,
    /// The root of keys.
    pub keys: Digest,
    /// What is signed: over the nonce, both roots and the version before.
    pub root: Digest,
}

/// Why something cannot be sealed or opened.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Refusal {
    /// More sites or items than the shape has places, or no place at all.
    TooMany,
    /// A text that is longer than its field.
    TooLong,
    /// Two items with the same key.
    KeyTwice,
    /// So many keys that some always have the same place.
    Crowded,
    /// There is nothing at this path.
    NoSuchPath,
}

/// A sealed declaration with everything that is needed to open it.
#[derive(Clone, Debug)]
pub struct Sealed {
    commitment: Commitment,
    declaration: Declaration,
    context: Vec<u8>,
    seed: Digest,
    /// The place of each site, by its position in the declaration.
    sites: Vec<u16>,
    /// The place of each item at its site.
    items: Vec<Vec<u16>>,
    places: Places,
}

/// The bytes that bind every hash to one version of one declaration.
#[must_use]
pub(super) fn context(instrument: &str, declarant: &str, version: u32, shape: Shape) -> Vec<u8> {
    let mut bytes = b"detente-escrow-2".to_vec();
    for text in [instrument, declarant] {
        bytes.extend(u32::try_from(text.len()).unwrap_or(u32::MAX).to_be_bytes());
        bytes.extend(text.as_bytes());
    }
    bytes.extend(version.to_be_bytes());
    bytes.extend(shape.sites.to_be_bytes());
    bytes.extend(shape.items.to_be_bytes());
    bytes
}

/// Attempts to find a nonce under which no two keys have the same place.
const ATTEMPTS: u32 = 4096;

impl Sealed {
    /// Seals a declaration with a secret seed of 32 random bytes, which is all
    /// that must be kept beside the declaration to open it again.
    ///
    /// # Errors
    ///
    /// See [`Refusal`].
    pub fn new(declaration: Declaration, seed: Digest) -> Result<Self, Refusal> {
        let shape = declaration.shape;
        let fits = |count: usize, places: u16| count <= usize::from(places);
        if !fits(declaration.sites.len(), shape.sites)
            || declaration.sites.iter().any(|site| !fits(site.items.len(), shape.items))
            || shape.sites == 0
            || shape.items == 0
        {
            return Err(Refusal::TooMany);
        }
        let context = context(&declaration.instrument, &declaration.declarant, declaration.version, shape);
        let mut all: Vec<&str> =
            declaration.sites.iter().flat_map(|site| &site.items).map(|(key, _)| key.as_str()).collect();
        all.sort_unstable();
        if all.windows(2).any(|pair| pair.first() == pair.last()) {
            return Err(Refusal::KeyTwice);
        }
        let (nonce, hashed) = nonce(&context, &seed, &all).ok_or(Refusal::Crowded)?;
        let places = Places::new(&context, &seed, &hashed).ok_or(Refusal::Crowded)?;
        let sites = permuted(&context, &seed, &[], declaration.sites.len(), shape.sites);
        let items = declaration.sites.iter().zip(&sites);
        let items =
            items.map(|(site, place)| permuted(&context, &seed, &[*place], site.items.len(), shape.items));
        let commitment = Commitment {
            instrument: declaration.instrument.clone(),
            declarant: declaration.declarant.clone(),
            version: declaration.version,
            previous: declaration.previous,
            shape,
            nonce,
            tree: [0; 32],
            keys: places.root(),
            root: [0; 32],
        };
        let items = items.collect();
        let mut sealed = Self { commitment, declaration, context, seed, sites, items, places };
        let tree = sealed.node(&[])?;
        sealed.commitment.tree = tree;
        let previous = sealed.commitment.previous.as_ref();
        sealed.commitment.root =
            hash::root(&sealed.context, &nonce, &tree, &sealed.commitment.keys, previous);
        Ok(sealed)
    }

    /// What is given to everybody.
    #[must_use]
    pub fn commitment(&self) -> &Commitment {
        &self.commitment
    }

    /// The path of the site at a position of the declaration, or of one of its items.
    #[must_use]
    pub fn path(&self, site: usize, item: Option<usize>) -> Option<Vec<u16>> {
        let place = *self.sites.get(site)?;
        match item {
            None => Some(vec![place]),
            Some(item) => Some(vec![place, *self.items.get(site)?.get(item)?]),
        }
    }

    /// The text and the number of items at a path; of a dummy, nothing and none.
    fn content(&self, path: &[u16]) -> Result<(&str, u64), Refusal> {
        let count = |items: usize| u64::try_from(items).unwrap_or(u64::MAX);
        match path {
            [] => {
                let items = self.declaration.sites.iter().map(|site| site.items.len()).sum();
                Ok((&self.declaration.text, count(items)))
            }
            [place] if *place < self.commitment.shape.sites => {
                let site = self.sites.iter().position(|at| at == place);
                let site = site.and_then(|site| self.declaration.sites.get(site));
                Ok(site.map_or(("", 0), |site| (site.text.as_str(), count(site.items.len()))))
            }
            [place, item] if *place < self.commitment.shape.sites && *item < self.commitment.shape.items => {
                let site = self.sites.iter().position(|at| at == place);
                let found = site.and_then(|site| {
                    let item = self.items.get(site)?.iter().position(|at| at == item)?;
                    self.declaration.sites.get(site)?.items.get(item)
                });
                Ok(found.map_or(("", 0), |(_, text)| (text.as_str(), 1)))
            }
            _ => Err(Refusal::NoSuchPath),
        }
    }

    fn salt(&self, purpose: &[u8], path: &[u16]) -> Digest {
        hash::derived(Domain::Salt, &self.context, &self.seed, purpose, &hash::path_bytes(path))
    }

    fn text_commitment(&self, path: &[u16]) -> Result<Digest, Refusal> {
        let (text, _) = self.content(path)?;
        hash::text(&self.context, path, &self.salt(b"text", path), text).ok_or(Refusal::TooLong)
    }

    fn count_commitment(&self, path: &[u16]) -> Result<Digest, Refusal> {
        let (_, count) = self.content(path)?;
        Ok(hash::count(&self.context, path, &self.salt(b"count", path), count))
    }

    fn children(&self, path: &[u16]) -> Result<Vec<Digest>, Refusal> {
        let number = match path.len() {
            0 => self.commitment.shape.sites,
            1 => self.commitment.shape.items,
            _ => 0,
        };
        let child = |at: u16| {
            let mut child = path.to_vec();
            child.push(at);
            self.node(&child)
        };
        (0..number).map(child).collect()
    }

    fn node(&self, path: &[u16]) -> Result<Digest, Refusal> {
        let (text, count) = (self.text_commitment(path)?, self.count_commitment(path)?);
        Ok(hash::node(&self.context, path, &text, &count, &self.children(path)?))
    }

    /// What stands beside the way from the root to a path.
    fn way(&self, path: &[u16]) -> Result<Vec<Sibling>, Refusal> {
        let step = |length: usize| {
            let here = path.get(..length).unwrap_or_default();
            Ok(Sibling {
                text: self.text_commitment(here)?,
                count: self.count_commitment(here)?,
                children: self.children(here)?,
            })
        };
        (0..=path.len()).map(step).collect()
    }

    /// Opens the text at a path.
    ///
    /// # Errors
    ///
    /// If there is no such path.
    pub fn open_text(&self, path: &[u16]) -> Result<Answer, Refusal> {
        let (text, _) = self.content(path)?;
        Ok(Answer::Text {
            path: path.to_vec(),
            text: text.to_owned(),
            salt: self.salt(b"text", path),
            way: self.way(path)?,
        })
    }

    /// Opens the number of items beneath a path, and that it is the sum of the
    /// numbers one level down; no text is opened.
    ///
    /// # Errors
    ///
    /// If there is no such path.
    pub fn open_sum(&self, path: &[u16]) -> Result<Answer, Refusal> {
        let (_, count) = self.content(path)?;
        let children = u16::try_from(self.children(path)?.len()).unwrap_or_default();
        let part = |at: u16| {
            let mut child = path.to_vec();
            child.push(at);
            let (_, count) = self.content(&child)?;
            let grandchildren = self.children(&child)?;
            Ok((count, self.salt(b"count", &child), self.text_commitment(&child)?, grandchildren))
        };
        Ok(Answer::Sum {
            path: path.to_vec(),
            count,
            salt: self.salt(b"count", path),
            parts: (0..children).map(part).collect::<Result<_, _>>()?,
            way: self.way(path)?,
        })
    }

    /// Answers whether a key is declared.
    #[must_use]
    pub fn challenge(&self, key: &str) -> Answer {
        let hashed = hash::key(&self.context, &self.commitment.nonce, key);
        let position = places::position(&hashed);
        Answer::Key {
            key: key.to_owned(),
            held: self.places.held(position).copied(),
            salt: self.places.salt(position),
            beside: self.places.beside(position),
        }
    }
}

/// A nonce under which no two keys have the same place, and the hashed keys.
/// Which of the candidates it is says next to nothing: they are derived from
/// the seed.
fn nonce(context: &[u8], seed: &Digest, keys: &[&str]) -> Option<(Digest, Vec<Digest>)> {
    (0..ATTEMPTS).find_map(|attempt| {
        let nonce = hash::derived(Domain::Nonce, context, seed, b"nonce", &attempt.to_be_bytes());
        let hashed: Vec<Digest> = keys.iter().map(|key| hash::key(context, &nonce, key)).collect();
        let mut positions: Vec<u32> = hashed.iter().map(places::position).collect();
        positions.sort_unstable();
        let apart = positions.windows(2).all(|pair| pair.first() != pair.last());
        apart.then_some((nonce, hashed))
    })
}

/// Places for `count` elements among `places`, in an order that only the seed tells.
fn permuted(context: &[u8], seed: &Digest, path: &[u16], count: usize, places: u16) -> Vec<u16> {
    let mut ranked: Vec<(Digest, u16)> = (0..places)
        .map(|at| {
            let place = [hash::path_bytes(path), at.to_be_bytes().to_vec()].concat();
            (hash::derived(Domain::Order, context, seed, b"order", &place), at)
        })
        .collect();
    ranked.sort_unstable();
    ranked.into_iter().take(count).map(|(_, at)| at).collect()
}
