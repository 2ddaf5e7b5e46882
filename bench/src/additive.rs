//! Linear-additive domains: GENIUS XML, and the same as a case.
//!
//! The numbers are such that tools with different conventions read the same
//! values: the best option of each issue is evaluated at exactly 1, so that
//! dividing by the issue's maximum, as GENIUS does and NegMAS does not, changes
//! nothing; weights sum to exactly 1, so that renormalising changes nothing; the
//! reservation value is above the least value; nothing is discounted.

use std::fmt::Write;

use crate::draw::Draw;
use crate::genius::{close_domain, millionths, open_domain, open_objective};

/// One, in the unit of weights, evaluations and reservation values.
pub const ONE: u32 = 1_000_000;

/// A domain with the profiles of its parties.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Domain {
    /// Number of options by issue.
    pub options: Vec<usize>,
    /// Preferences by party.
    pub profiles: Vec<Profile>,
}

/// How the parties' evaluations hang together; weights are always independent.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Interests {
    /// Drawn independently: much can be had by all, and frontiers are short.
    Independent,
    /// Nine parts in ten what the first party's leave, one part drawn: what one
    /// gains another loses, and frontiers are long.
    Opposed,
}

/// A linear-additive utility function, in millionths.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Profile {
    /// Weight by issue, at least 1; they sum to [`ONE`].
    pub weights: Vec<u32>,
    /// Evaluation by issue and option; the largest of an issue is [`ONE`].
    pub evaluations: Vec<Vec<u32>>,
    /// Value of no agreement.
    pub reservation: u32,
}

impl Domain {
    /// A domain of `issues` issues with `options` options each, for `parties` parties.
    ///
    /// # Panics
    /// When one of the three is 0.
    #[must_use]
    pub fn draw(parties: usize, issues: usize, options: usize, interests: Interests, seed: u64) -> Self {
        assert!(parties > 0 && issues > 0 && options > 0, "a domain has parties, issues and options");
        let mut draw = Draw::new(seed);
        let mut profiles: Vec<Profile> =
            (0..parties).map(|_| Profile::draw(issues, options, &mut draw)).collect();
        if interests == Interests::Opposed
            && let [first, others @ ..] = &mut profiles[..]
        {
            others.iter_mut().for_each(|profile| profile.oppose(first));
        }
        profiles.iter_mut().for_each(Profile::reserve);
        Self { options: vec![options; issues], profiles }
    }

    /// The domain file.
    #[must_use]
    pub fn genius_domain(&self) -> String {
        let mut out = String::new();
        open_domain(&mut out, self.options.len());
        self.issues(&mut out, |_, _| String::new());
        close_domain(&mut out);
        out
    }

    /// The profile of one party.
    ///
    /// # Panics
    /// When there is no such party.
    #[must_use]
    pub fn genius_profile(&self, party: usize) -> String {
        let profile = &self.profiles[party];
        let mut out = String::from("<utility_space>\n");
        open_objective(&mut out);
        self.issues(&mut out, |issue, option| {
            format!(" evaluation=\"{}\"", millionths(profile.evaluations[issue][option]))
        });
        for (at, &weight) in profile.weights.iter().enumerate() {
            writeln!(out, "<weight index=\"{}\" value=\"{}\"/>", at + 1, millionths(weight))
                .expect("writing to memory");
        }
        writeln!(
            out,
            "</objective>\n<discount_factor value=\"1.0\"/>\n<reservation value=\"{}\"/>\n</utility_space>",
            millionths(profile.reservation)
        )
        .expect("writing to memory");
        out
    }

    /// The domain and its profiles as a case, values times 100.
    #[must_use]
    pub fn case(&self) -> String {
        let mut out = String::from(
            "detente = 1\n[case]\ntitle = \"Generated\"\nbasis = \"stated\"\nbecause = \"drawn\"\n",
        );
        for party in 0..self.profiles.len() {
            writeln!(out, "[parties.p{party}]\nname = \"P{party}\"").expect("writing to memory");
        }
        for (issue, &options) in self.options.iter().enumerate() {
            writeln!(out, "[issues.i{issue}]\ntitle = \"I{issue}\"").expect("writing to memory");
            for option in 0..options {
                writeln!(out, "options.o{option} = \"O{option}\"").expect("writing to memory");
            }
        }
        for (party, profile) in self.profiles.iter().enumerate() {
            writeln!(
                out,
                "[preferences.p{party}]\nno-deal = {}\n[preferences.p{party}.weights]",
                hundredfold(profile.reservation)
            )
            .expect("writing to memory");
            for (issue, weight) in profile.weights.iter().enumerate() {
                writeln!(out, "i{issue} = {weight}").expect("writing to memory");
            }
            for (issue, evaluations) in profile.evaluations.iter().enumerate() {
                writeln!(out, "[preferences.p{party}.values.i{issue}]").expect("writing to memory");
                for (option, &evaluation) in evaluations.iter().enumerate() {
                    writeln!(out, "o{option} = {}", hundredfold(evaluation)).expect("writing to memory");
                }
            }
        }
        out
    }

    /// The issues with their options, which get `attributes(issue, option)` besides.
    fn issues(&self, out: &mut String, attributes: impl Fn(usize, usize) -> String) {
        for (issue, &options) in self.options.iter().enumerate() {
            let index = issue + 1;
            writeln!(
                out,
                "<issue index=\"{index}\" etype=\"discrete\" type=\"discrete\" vtype=\"discrete\" name=\"issue {index}\">"
            )
            .expect("writing to memory");
            for option in 0..options {
                writeln!(
                    out,
                    "<item index=\"{}\" value=\"option {}\"{}/>",
                    option + 1,
                    option + 1,
                    attributes(issue, option)
                )
                .expect("writing to memory");
            }
            out.push_str("</issue>\n");
        }
    }
}

impl Profile {
    /// Turns the evaluations against those of `other`.
    fn oppose(&mut self, other: &Profile) {
        for (own, others) in self.evaluations.iter_mut().zip(&other.evaluations) {
            for (own, other) in own.iter_mut().zip(others) {
                *own = (9 * (ONE - other) + *own) / 10;
            }
            let best = (0..own.len()).max_by_key(|&option| own[option]).unwrap_or(0);
            own[best] = ONE;
        }
    }

    fn draw(issues: usize, options: usize, draw: &mut Draw) -> Self {
        let shares: Vec<u64> = (0..issues).map(|_| draw.between(1, 999) as u64).collect();
        let total: u64 = shares.iter().sum();
        let mut weights: Vec<u32> = shares
            .iter()
            .map(|share| u32::try_from(share * u64::from(ONE) / total).expect("a part of one").max(1))
            .collect();
        // What rounding down left over goes to the first issue.
        weights[0] += ONE - weights.iter().sum::<u32>();
        let evaluations = (0..issues)
            .map(|_| {
                let mut drawn: Vec<u32> = (0..options).map(|_| draw.below(ONE as usize) as u32).collect();
                drawn[draw.below(options)] = ONE;
                drawn
            })
            .collect();
        Self { weights, evaluations, reservation: 0 }
    }

    /// Makes no agreement worth enough to be above the least value, where others
    /// take that for the disagreement point, and little enough to leave most of
    /// the frontier.
    fn reserve(&mut self) {
        let worst = |(&weight, options): (&u32, &Vec<u32>)| {
            u64::from(weight) * u64::from(options.iter().copied().min().unwrap_or(0))
        };
        let least: u64 = self.weights.iter().zip(&self.evaluations).map(worst).sum();
        let above = u32::try_from(least / u64::from(ONE) + 1).expect("a part of one");
        self.reservation = above.max(ONE * 3 / 10);
    }
}

/// A hundred times a number of millionths, as a decimal.
fn hundredfold(number: u32) -> String {
    format!("{}.{:04}", number / 10_000, number % 10_000)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn weights_sum_to_one_and_the_best_option_is_worth_one() {
        for seed in 0..20 {
            let domain = Domain::draw(3, 7, 5, Interests::Opposed, seed);
            for profile in &domain.profiles {
                assert_eq!(profile.weights.iter().sum::<u32>(), ONE);
                assert!(profile.evaluations.iter().all(|issue| issue.iter().max() == Some(&ONE)));
            }
        }
    }

    /// Else tools that take the larger of the two for the disagreement point would
    /// look for other points (3 parties, 8 issues of 5 options, seed 3).
    #[test]
    fn no_agreement_is_worth_more_than_the_worst_package() {
        for (parties, issues, seed) in (0..40).map(|seed| (2, 2, seed)).chain([(3, 8, 3)]) {
            for interests in [Interests::Independent, Interests::Opposed] {
                for profile in Domain::draw(parties, issues, 5, interests, seed).profiles {
                    let worst = |(weight, options): (&u32, &Vec<u32>)| {
                        u64::from(*weight) * u64::from(*options.iter().min().expect("an option"))
                    };
                    let least: u64 = profile.weights.iter().zip(&profile.evaluations).map(worst).sum();
                    assert!(u64::from(profile.reservation) * u64::from(ONE) > least, "{seed}");
                }
            }
        }
    }

    #[test]
    fn a_seed_gives_the_same_bytes() {
        let of = |seed| {
            let domain = Domain::draw(2, 3, 4, Interests::Independent, seed);
            (domain.genius_domain(), domain.genius_profile(1), domain.case())
        };
        assert_eq!(of(5), of(5));
        assert_ne!(of(5), of(6));
    }

    #[test]
    fn the_case_can_be_read() {
        let case = crate::cases::read(Domain::draw(2, 3, 4, Interests::Opposed, 1).case());
        assert_eq!((case.parties.len(), case.issues.len()), (2, 3));
    }
}
