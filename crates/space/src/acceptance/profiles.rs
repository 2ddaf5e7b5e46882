//! Packages grouped by what the parties say of them.

use detente_case::model::{Case, Consent};
use detente_case::package::{Choice, Package, PartyIndex};
use fixedbitset::FixedBitSet;
use num_bigint::BigUint;
use rustc_hash::FxHashMap;

use super::{Count, Joint, Tallies, Tally, each_package};
use crate::compile::Stopped;
use crate::control::Control;
use crate::diagram::Diagram;
use crate::worth::{Acceptance, Judge};

/// Profiles that are compared one by one before a signature is looked up.
const FEW: usize = 8;

/// Every package of a diagram, grouped by what the parties say of it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Profiles {
    /// All red lines as party and position in its preference, parties in case
    /// order: what the bits of [`Profile::crossed`] stand for.
    pub red_lines: Vec<(PartyIndex, usize)>,
    /// How many parties there are.
    pub parties: usize,
    /// The distinct profiles, the one of no agreement apart, in an order that
    /// depends on the profiles alone.
    pub profiles: Vec<Profile>,
}

/// Packages of which all parties say the same.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Profile {
    /// Whether it is the package of no agreement, which is never a deal. It has
    /// a profile of its own.
    pub no_agreement: bool,
    /// Red lines crossed, by position in [`Profiles::red_lines`].
    pub crossed: FixedBitSet,
    /// For each party, whether the packages are worth at least its reservation
    /// value, whatever red lines they cross.
    pub accepts: Vec<Acceptance>,
    /// Parties whose acceptance is required.
    pub asked: FixedBitSet,
    /// How many packages.
    pub count: u64,
    /// The package of least tie key, and of those the first in ascending order of
    /// choices.
    pub example: Package,
}

/// Judges every package of `diagram`, which should hold no more than can be
/// looked at one by one.
///
/// `judges` has one entry a party, in party order. `tie[issue][choice]` adds up
/// to the key by which the example of a profile is chosen.
///
/// # Errors
///
/// [`Stopped::Cancelled`] where the control says so.
pub fn profiles(
    case: &Case,
    judges: &[Judge<'_>],
    diagram: &Diagram,
    tie: &[Vec<i64>],
    control: &Control<'_>,
) -> Result<Profiles, Stopped> {
    let mut profiler = Profiler::new(case, judges);
    each_package(judges, diagram, tie, control, |package, tie, accepts, changed| {
        profiler.add(package, tie, accepts, changed);
    })?;
    Ok(profiler.finish())
}

impl Profile {
    /// What those who are asked say together, red lines left aside.
    #[must_use]
    pub fn joint(&self) -> Joint {
        Joint::of(&self.accepts, |party| self.asked.contains(party))
    }
}

impl Profiles {
    /// Counts over the profiles that cross no red line.
    #[must_use]
    pub fn tallies(&self) -> Tallies {
        let crosses = |profile: &Profile, party: PartyIndex| {
            profile.crossed.ones().any(|line| self.red_lines[line].0 == party)
        };
        let is_open = |profile: &&Profile| profile.asked.ones().all(|party| !crosses(profile, party));
        let open = || self.profiles.iter().filter(is_open);
        let sum = |holds: &dyn Fn(&Profile) -> bool| -> BigUint {
            open().filter(|profile| holds(profile)).map(|profile| BigUint::from(profile.count)).sum()
        };
        let count = |holds: &dyn Fn(&Profile) -> bool| Count::Exact(sum(holds));
        let of_party = |party: PartyIndex| Tally {
            at_least: count(&|profile| profile.accepts[party] == Acceptance::Surely),
            at_most: count(&|profile| profile.accepts[party] != Acceptance::Never),
        };
        let deal =
            |joint: fn(Joint) -> bool| count(&|profile| !profile.no_agreement && joint(profile.joint()));
        Tallies {
            packages: sum(&|_| true),
            parties: (0..self.parties).map(of_party).collect(),
            all: Tally { at_least: deal(|joint| joint.surely), at_most: deal(|joint| joint.possibly) },
            unknown_to_some: deal(|joint| joint.possibly && joint.unknown_to_some),
        }
    }
}

/// Gathers profiles one package at a time, for whoever looks at every package
/// for some other reason too.
#[derive(Debug)]
pub struct Profiler<'a> {
    case: &'a Case,
    judges: &'a [Judge<'a>],
    no_agreement: Option<Package>,
    red_lines: Vec<(PartyIndex, usize)>,
    /// Positions in `profiles` by signature.
    positions: FxHashMap<Box<[u64]>, usize>,
    profiles: Vec<(i128, Profile)>,
    /// The signature being formed: bits of red lines, of parties asked, and two
    /// bits of acceptance a party; these alone where acceptance alone tells.
    signature: Vec<u64>,
    /// Whether acceptance alone tells profiles apart.
    plain: bool,
    /// The position in `profiles` of the package before.
    last: usize,
}

impl<'a> Profiler<'a> {
    /// No package yet. `judges` has one entry a party, in party order.
    #[must_use]
    pub fn new(case: &'a Case, judges: &'a [Judge<'a>]) -> Self {
        let lines =
            |(party, judge): (PartyIndex, &Judge<'_>)| (0..judge.red_lines()).map(move |line| (party, line));
        let red_lines: Vec<_> = judges.iter().enumerate().flat_map(lines).collect();
        let bits = 1 + red_lines.len() + 3 * judges.len();
        Self {
            case,
            judges,
            no_agreement: case.no_agreement(),
            red_lines,
            positions: FxHashMap::default(),
            profiles: Vec::new(),
            signature: vec![0; bits.div_ceil(64)],
            plain: case.no_agreement().is_none()
                && judges.iter().all(|judge| judge.red_lines() == 0)
                && case.parties.iter().all(|party| !matches!(party.consents, Consent::When(_))),
            last: 0,
        }
    }

    /// Adds a package, the sum of its tie keys, what [`Judge::threshold`] of each
    /// party says of it, and whether any says something else than it said of the
    /// package added before: what [`each_package`] shows. Gives the position of
    /// its profile, among those met so far in the order in which they were met.
    #[inline]
    pub fn add(&mut self, package: &[Choice], tie: i128, accepts: &[Acceptance], changed: bool) -> usize {
        // Of packages one after the other the same is often said.
        if changed || !self.plain {
            self.last = self.position(package, accepts);
        }
        match self.profiles.get_mut(self.last) {
            Some((least, profile)) => {
                profile.count += 1;
                if tie < *least || tie == *least && package < profile.example.as_slice() {
                    *least = tie;
                    profile.example.clear();
                    profile.example.extend_from_slice(package);
                }
            }
            None => self.profiles.push((tie, self.profile(package, accepts))),
        }
        self.last
    }

    /// The position of the profile of a package, that of the next one where it is new.
    fn position(&mut self, package: &[Choice], accepts: &[Acceptance]) -> usize {
        if self.plain {
            let mut first = self.profiles.iter().take(FEW);
            if let Some(at) = first.position(|(_, profile)| profile.accepts == accepts) {
                return at;
            }
            let fold = |word: u64, &accepts: &Acceptance| word << 2 | accepts as u64;
            for (word, accepts) in self.signature.iter_mut().zip(accepts.chunks(32)) {
                *word = accepts.iter().fold(0, fold);
            }
        } else {
            self.sign(package, accepts);
        }
        if let Some(&at) = self.positions.get(self.signature.as_slice()) {
            return at;
        }
        self.positions.insert(self.signature.clone().into(), self.profiles.len());
        self.profiles.len()
    }

    /// Forms the signature of a package from all that can tell profiles apart.
    fn sign(&mut self, package: &[Choice], accepts: &[Acceptance]) {
        self.signature.fill(0);
        let mut bit = 0;
        let mut push = |signature: &mut [u64], set: bool| {
            signature[bit / 64] |= u64::from(set) << (bit % 64);
            bit += 1;
        };
        push(&mut self.signature, self.no_agreement.as_deref() == Some(package));
        for (party, (judge, accepts)) in self.judges.iter().zip(accepts).enumerate() {
            for crossed in judge.crossings(package) {
                push(&mut self.signature, crossed);
            }
            push(&mut self.signature, matches!(accepts, Acceptance::Surely | Acceptance::Possibly));
            push(&mut self.signature, matches!(accepts, Acceptance::Surely | Acceptance::Unknown));
            push(&mut self.signature, self.case.is_asked(party, package));
        }
    }

    fn profile(&self, package: &[Choice], accepts: &[Acceptance]) -> Profile {
        let mut crossed = FixedBitSet::with_capacity(self.red_lines.len());
        let crossings = self.judges.iter().flat_map(|judge| judge.crossings(package));
        crossings.enumerate().for_each(|(line, is_crossed)| crossed.set(line, is_crossed));
        let mut asked = FixedBitSet::with_capacity(self.judges.len());
        (0..self.judges.len()).for_each(|party| asked.set(party, self.case.is_asked(party, package)));
        Profile {
            no_agreement: self.no_agreement.as_deref() == Some(package),
            crossed,
            accepts: accepts.to_vec(),
            asked,
            count: 1,
            example: package.to_vec(),
        }
    }

    /// The profiles of what was added.
    #[must_use]
    pub fn finish(self) -> Profiles {
        let mut profiles: Vec<_> = self.profiles.into_iter().map(|(_, profile)| profile).collect();
        profiles.sort_unstable();
        Profiles { parties: self.judges.len(), red_lines: self.red_lines, profiles }
    }
}
