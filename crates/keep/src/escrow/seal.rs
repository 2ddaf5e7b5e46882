//! Sealing a declaration, and answering challenges from what was sealed.

use std::fmt;

use super::answer::{Answer, Node, Part, follows};
use super::hash::{self, Digest, Domain, Fields};
use super::keys::{Keys, Leaf};
use super::order::Order;
use super::vrf::Secret;

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

/// The most places of one kind beside each other: answers list them all.
pub const MAX_BESIDE: u16 = 1 << 15;

/// The most places for items in all; sealing takes time and memory for each.
pub const MAX_PLACES: u32 = 1 << 20;

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
    /// The public half of the function that gives every key its position.
    pub oracle: Digest,
    /// The root of sites and items.
    pub tree: Digest,
    /// The root of keys.
    pub keys: Digest,
    /// What is signed: over all of the above.
    pub root: Digest,
}

/// Why something cannot be sealed or opened.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Refusal {
    /// More sites or items than the shape has places, or no place at all.
    TooMany,
    /// A shape beyond [`MAX_BESIDE`] or [`MAX_PLACES`].
    TooLarge,
    /// A text that is longer than its field.
    TooLong,
    /// Two items with the same key.
    KeyTwice,
    /// A version below 1, a second one that does not name the root of the one
    /// before, or a first one that does.
    Version,
    /// A key for which the verifiable random function has no value: one in 2^256.
    NoPosition,
    /// There is nothing at this path.
    NoSuchPath,
}

/// A sealed declaration with everything that is needed to open it.
#[derive(Clone)]
pub struct Sealed {
    commitment: Commitment,
    declaration: Declaration,
    context: Vec<u8>,
    seed: Digest,
    oracle: Secret,
    sites: Order,
    items: Vec<Order>,
    /// The hashes of the sites' nodes, and of the items' by site.
    nodes: (Vec<Digest>, Vec<Vec<Digest>>),
    keys: Keys,
}

/// All but the commitment is secret.
impl fmt::Debug for Sealed {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        out.debug_struct("Sealed").field("commitment", &self.commitment).finish_non_exhaustive()
    }
}

/// The bytes that bind every hash to one version of one declaration.
#[must_use]
pub(super) fn context(instrument: &str, declarant: &str, version: u32, shape: Shape) -> Vec<u8> {
    let mut bytes = b"detente-escrow-3".to_vec();
    for text in [instrument, declarant] {
        bytes.extend(u32::try_from(text.len()).unwrap_or(u32::MAX).to_be_bytes());
        bytes.extend(text.as_bytes());
    }
    bytes.extend(version.to_be_bytes());
    bytes.extend(shape.sites.to_be_bytes());
    bytes.extend(shape.items.to_be_bytes());
    bytes
}

/// What the verifiable random function is asked for a key.
#[must_use]
pub(super) fn message(context: &[u8], key: &str) -> Digest {
    Fields::new(Domain::Key, context).field(key.as_bytes()).finish()
}

fn fits(declaration: &Declaration) -> Result<(), Refusal> {
    let Shape { sites, items } = declaration.shape;
    if !follows(declaration.version, declaration.previous.is_some()) {
        return Err(Refusal::Version);
    }
    let fits = |count: usize, places: u16| count <= usize::from(places);
    if sites == 0
        || items == 0
        || !fits(declaration.sites.len(), sites)
        || declaration.sites.iter().any(|site| !fits(site.items.len(), items))
    {
        return Err(Refusal::TooMany);
    }
    if sites > MAX_BESIDE || items > MAX_BESIDE || u32::from(sites) * u32::from(items) > MAX_PLACES {
        return Err(Refusal::TooLarge);
    }
    let mut keys: Vec<&str> =
        declaration.sites.iter().flat_map(|site| &site.items).map(|(key, _)| key.as_str()).collect();
    keys.sort_unstable();
    if keys.windows(2).any(|pair| pair.first() == pair.last()) {
        return Err(Refusal::KeyTwice);
    }
    Ok(())
}

impl Sealed {
    /// Seals a declaration with a secret seed of 32 random bytes, which is all
    /// that must be kept beside the declaration to open it again.
    ///
    /// # Errors
    ///
    /// See [`Refusal`].
    pub fn new(declaration: Declaration, seed: Digest) -> Result<Self, Refusal> {
        fits(&declaration)?;
        let shape = declaration.shape;
        let context = context(&declaration.instrument, &declaration.declarant, declaration.version, shape);
        let sites = Order::new(&context, &seed, &[], declaration.sites.len(), shape.sites);
        let items = declaration.sites.iter().zip(sites.places());
        let items = items
            .map(|(site, place)| Order::new(&context, &seed, &[*place], site.items.len(), shape.items))
            .collect();
        let oracle = Secret::new(&hash::derived(Domain::Oracle, &context, &seed, b"oracle", &[]));
        let commitment = Commitment {
            instrument: declaration.instrument.clone(),
            declarant: declaration.declarant.clone(),
            version: declaration.version,
            previous: declaration.previous,
            shape,
            oracle: oracle.public(),
            tree: [0; 32],
            keys: [0; 32],
            root: [0; 32],
        };
        let keys = Keys::new(&context, Vec::new()).ok_or(Refusal::KeyTwice)?;
        let nodes = (Vec::new(), Vec::new());
        let mut sealed = Self { commitment, declaration, context, seed, oracle, sites, items, nodes, keys };
        sealed.build()?;
        Ok(sealed)
    }

    /// Computes both trees. Every place for an item has a key: a dummy one of its
    /// own, so that their number shows nowhere.
    fn build(&mut self) -> Result<(), Refusal> {
        let shape = self.commitment.shape;
        let mut leaves = Vec::new();
        for site in 0..shape.sites {
            let mut nodes = Vec::with_capacity(usize::from(shape.items));
            for item in 0..shape.items {
                let path = [site, item];
                let position = self.position(&path)?;
                let below = self.bearing(&path, &position);
                nodes.push(self.node(&path, &below)?);
                let salt = self.salt(b"holder", &path);
                let holder = hash::holder(&self.context, &position, &salt, &path);
                leaves.push(Leaf { position, holder });
            }
            let node = self.node(&[site], &hash::below(&self.context, &[site], &nodes))?;
            self.nodes.0.push(node);
            self.nodes.1.push(nodes);
        }
        self.keys = Keys::new(&self.context, leaves).ok_or(Refusal::KeyTwice)?;
        let tree = self.node(&[], &hash::below(&self.context, &[], &self.nodes.0))?;
        let Commitment { oracle, previous, .. } = &self.commitment;
        let keys = self.keys.root();
        let root = hash::root(&self.context, oracle, &tree, &keys, previous.as_ref());
        self.commitment = Commitment { tree, keys, root, ..self.commitment.clone() };
        Ok(())
    }

    /// What is given to everybody.
    #[must_use]
    pub fn commitment(&self) -> &Commitment {
        &self.commitment
    }

    /// The path of the site at a position of the declaration, or of one of its items.
    #[must_use]
    pub fn path(&self, site: usize, item: Option<usize>) -> Option<Vec<u16>> {
        let place = self.sites.place(site)?;
        match item {
            None => Some(vec![place]),
            Some(item) => Some(vec![place, self.items.get(site)?.place(item)?]),
        }
    }

    /// Key and text of the item at a path; nothing at a dummy.
    fn item(&self, site: u16, item: u16) -> Option<&(String, String)> {
        let site = self.sites.element(site)?;
        self.declaration.sites.get(site)?.items.get(self.items.get(site)?.element(item)?)
    }

    /// The text and the number of items at a path; of a dummy, nothing and none.
    fn content(&self, path: &[u16]) -> Result<(&str, u64), Refusal> {
        let count = |items: usize| u64::try_from(items).unwrap_or(u64::MAX);
        let shape = self.commitment.shape;
        match *path {
            [] => {
                let items = self.declaration.sites.iter().map(|site| site.items.len()).sum();
                Ok((&self.declaration.text, count(items)))
            }
            [place] if place < shape.sites => {
                let site = self.sites.element(place).and_then(|site| self.declaration.sites.get(site));
                Ok(site.map_or(("", 0), |site| (site.text.as_str(), count(site.items.len()))))
            }
            [site, item] if site < shape.sites && item < shape.items => {
                Ok(self.item(site, item).map_or(("", 0), |(_, text)| (text.as_str(), 1)))
            }
            _ => Err(Refusal::NoSuchPath),
        }
    }

    fn salt(&self, purpose: &[u8], path: &[u16]) -> Digest {
        hash::derived(Domain::Salt, &self.context, &self.seed, purpose, &hash::path_bytes(path))
    }

    /// The position of the key at a place; of a dummy, one that only the seed tells.
    fn position(&self, path: &[u16; 2]) -> Result<Digest, Refusal> {
        let [site, item] = *path;
        let Some((key, _)) = self.item(site, item) else {
            let place = hash::path_bytes(path);
            return Ok(hash::derived(Domain::Dummy, &self.context, &self.seed, b"dummy", &place));
        };
        let value = self.oracle.value(&message(&self.context, key)).ok_or(Refusal::NoPosition)?;
        Ok(hash::position(&self.context, &value))
    }

    fn bearing(&self, path: &[u16; 2], position: &Digest) -> Digest {
        hash::bearing(&self.context, path, &self.salt(b"bearing", path), position)
    }

    fn text_commitment(&self, path: &[u16]) -> Result<Digest, Refusal> {
        let (text, _) = self.content(path)?;
        hash::text(&self.context, path, &self.salt(b"text", path), text).ok_or(Refusal::TooLong)
    }

    fn count_commitment(&self, path: &[u16]) -> Result<Digest, Refusal> {
        let (_, count) = self.content(path)?;
        Ok(hash::count(&self.context, path, &self.salt(b"count", path), count))
    }

    fn node(&self, path: &[u16], below: &Digest) -> Result<Digest, Refusal> {
        let (text, count) = (self.text_commitment(path)?, self.count_commitment(path)?);
        Ok(hash::node(&self.context, path, &text, &count, below))
    }

    /// The hashes of the children of the whole or of a site.
    fn children(&self, path: &[u16]) -> Result<&[Digest], Refusal> {
        match path {
            [] => Ok(&self.nodes.0),
            [site] => self.nodes.1.get(usize::from(*site)).map(Vec::as_slice).ok_or(Refusal::NoSuchPath),
            _ => Err(Refusal::NoSuchPath),
        }
    }

    /// What is beneath a path.
    fn below(&self, path: &[u16]) -> Result<Digest, Refusal> {
        match *path {
            [site, item] => Ok(self.bearing(&[site, item], &self.position(&[site, item])?)),
            _ => Ok(hash::below(&self.context, path, self.children(path)?)),
        }
    }

    /// The nodes from the root to the one above a path.
    fn way(&self, path: &[u16]) -> Result<Vec<Node>, Refusal> {
        let step = |length: usize| {
            let here = path.get(..length).unwrap_or_default();
            let (text, count) = (self.text_commitment(here)?, self.count_commitment(here)?);
            Ok(Node { text, count, children: self.children(here)?.to_vec() })
        };
        (0..path.len()).map(step).collect()
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
            count: self.count_commitment(path)?,
            below: self.below(path)?,
            way: self.way(path)?,
        })
    }

    /// Opens the number of items beneath a path, and that it is the sum of the
    /// numbers one level down; no text and no key is opened.
    ///
    /// # Errors
    ///
    /// If there is no such path.
    pub fn open_sum(&self, path: &[u16]) -> Result<Answer, Refusal> {
        let (_, count) = self.content(path)?;
        let number = match path.len() {
            0 => self.commitment.shape.sites,
            1 => self.commitment.shape.items,
            _ => 0,
        };
        let part = |at: u16| {
            let here = [path, &[at]].concat();
            let (_, count) = self.content(&here)?;
            let (salt, text) = (self.salt(b"count", &here), self.text_commitment(&here)?);
            Ok(Part { count, salt, text, below: self.below(&here)? })
        };
        Ok(Answer::Sum {
            path: path.to_vec(),
            count,
            salt: self.salt(b"count", path),
            text: self.text_commitment(path)?,
            parts: (0..number).map(part).collect::<Result<_, _>>()?,
            below: if number == 0 { Some(self.below(path)?) } else { None },
            way: self.way(path)?,
        })
    }

    /// Opens the key of the item at a path: that the item counts as one, and
    /// that the tree of keys holds its key as that of this item. Its text is
    /// not opened.
    ///
    /// # Errors
    ///
    /// If there is no item at the path.
    pub fn open_item(&self, path: &[u16]) -> Result<Answer, Refusal> {
        let [site, item] = *path else { return Err(Refusal::NoSuchPath) };
        let (key, _) = self.item(site, item).ok_or(Refusal::NoSuchPath)?;
        let (_, beside) = self.keys.way(&self.position(&[site, item])?);
        Ok(Answer::Item {
            path: path.to_vec(),
            key: key.clone(),
            proof: self.oracle.prove(&message(&self.context, key)).ok_or(Refusal::NoPosition)?,
            salts: [b"count".as_slice(), b"bearing", b"holder"].map(|purpose| self.salt(purpose, path)),
            text: self.text_commitment(path)?,
            way: self.way(path)?,
            beside,
        })
    }

    /// Answers whether a key is declared.
    ///
    /// # Errors
    ///
    /// [`Refusal::NoPosition`].
    pub fn challenge(&self, key: &str) -> Result<Answer, Refusal> {
        let message = message(&self.context, key);
        let value = self.oracle.value(&message).ok_or(Refusal::NoPosition)?;
        let proof = self.oracle.prove(&message).ok_or(Refusal::NoPosition)?;
        let (held, beside) = self.keys.way(&hash::position(&self.context, &value));
        Ok(Answer::Key { key: key.to_owned(), proof, held, beside })
    }
}
