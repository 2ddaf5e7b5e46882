//! Hyper-rectangle (constraint) domains: GENIUS XML, JSON for the integer
//! program, and the same as a case.
//!
//! Issues are whole numbers from 0. A party's value is the sum of the utilities
//! of the rectangles that a package lies in, bounds included. They are like those
//! of the domains that come with GENIUS: one to four issues are bounded, a bound
//! covers from a tenth to all but one of the values, utilities run from 1 to 100.

use std::fmt::Write;

use crate::draw::Draw;
use crate::genius::{close_domain, open_domain, open_objective};

/// A domain with the profiles of its parties.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Domain {
    /// Number of issues.
    pub issues: usize,
    /// Values of each issue: 0 to this less one.
    pub values: usize,
    /// Rectangles by party.
    pub profiles: Vec<Vec<Rectangle>>,
}

/// What a party gains when a package lies within all bounds.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Rectangle {
    /// Utility, at least 1.
    pub utility: usize,
    /// Bounds, issues ascending.
    pub bounds: Vec<Bound>,
}

/// That an issue lies from `least` to `most`, both included.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Bound {
    /// The issue.
    pub issue: usize,
    /// Least value.
    pub least: usize,
    /// Greatest value.
    pub most: usize,
}

impl Domain {
    /// A domain of `issues` issues with `values` values each and `rectangles`
    /// rectangles for each of `parties` parties.
    ///
    /// # Panics
    /// With fewer than four issues or two values.
    #[must_use]
    pub fn draw(parties: usize, issues: usize, values: usize, rectangles: usize, seed: u64) -> Self {
        assert!(issues >= 4 && values >= 2, "rectangles need four issues and two values");
        let mut draw = Draw::new(seed);
        let profiles = (0..parties)
            .map(|_| (0..rectangles).map(|_| Rectangle::draw(issues, values, &mut draw)).collect())
            .collect();
        Self { issues, values, profiles }
    }

    /// The domain file.
    #[must_use]
    pub fn genius_domain(&self) -> String {
        let mut out = String::new();
        open_domain(&mut out, self.issues);
        self.genius_issues(&mut out);
        close_domain(&mut out);
        out
    }

    /// The profile of one party. `maxutility` is the sum of all utilities: no
    /// value exceeds it, so that nothing is clamped.
    ///
    /// # Panics
    /// When there is no such party.
    #[must_use]
    pub fn genius_profile(&self, party: usize) -> String {
        let rectangles = &self.profiles[party];
        let mut out = String::from("<utility_space type=\"nonlinear\">\n");
        open_objective(&mut out);
        self.genius_issues(&mut out);
        let most: usize = rectangles.iter().map(|rectangle| rectangle.utility).sum();
        writeln!(
            out,
            "<utility maxutility=\"{most}\">\n<ufun type=\"PlainUfun\" weight=\"1\" aggregation=\"sum\">"
        )
        .expect("writing to memory");
        for rectangle in rectangles {
            writeln!(out, "<hyperRectangle utility=\"{}\">", rectangle.utility).expect("writing to memory");
            for bound in &rectangle.bounds {
                writeln!(
                    out,
                    "<INCLUDES index=\"{}\" min=\"{}\" max=\"{}\"/>",
                    bound.issue + 1,
                    bound.least,
                    bound.most
                )
                .expect("writing to memory");
            }
            out.push_str("</hyperRectangle>\n");
        }
        out.push_str("</ufun>\n</utility>\n</objective>\n</utility_space>\n");
        out
    }

    /// `{"issues", "values", "profiles": [[[utility, [[issue, least, most]]]]]}`,
    /// issues and values from 0.
    #[must_use]
    pub fn json(&self) -> String {
        let bounds = |rectangle: &Rectangle| {
            let each = rectangle.bounds.iter().map(|b| format!("[{},{},{}]", b.issue, b.least, b.most));
            each.collect::<Vec<_>>().join(",")
        };
        let rectangles = |profile: &Vec<Rectangle>| {
            let each = profile.iter().map(|r| format!("[{},[{}]]", r.utility, bounds(r)));
            each.collect::<Vec<_>>().join(",\n")
        };
        let profiles: Vec<_> =
            self.profiles.iter().map(|profile| format!("[{}]", rectangles(profile))).collect();
        format!(
            "{{\"issues\":{},\"values\":{},\"profiles\":[{}]}}\n",
            self.issues,
            self.values,
            profiles.join(",\n")
        )
    }

    /// The domain and its profiles as a case: values of issues are 0, and each
    /// rectangle adds its utility.
    #[must_use]
    pub fn case(&self) -> String {
        let mut out = String::from(
            "detente = 1\n[case]\ntitle = \"Generated\"\nbasis = \"stated\"\nbecause = \"drawn\"\n",
        );
        for party in 0..self.profiles.len() {
            writeln!(out, "[parties.p{party}]\nname = \"P{party}\"").expect("writing to memory");
        }
        let last = self.values - 1;
        for issue in 0..self.issues {
            writeln!(
                out,
                "[issues.i{issue}]\ntitle = \"I{issue}\"\nrange = {{ from = 0, to = {last}, step = 1 }}"
            )
            .expect("writing to memory");
        }
        for (party, rectangles) in self.profiles.iter().enumerate() {
            writeln!(out, "[preferences.p{party}]\nno-deal = 0\nscale = 1\n[preferences.p{party}.weights]")
                .expect("writing to memory");
            for issue in 0..self.issues {
                writeln!(out, "i{issue} = 1").expect("writing to memory");
            }
            writeln!(out, "[preferences.p{party}.values]").expect("writing to memory");
            for issue in 0..self.issues {
                writeln!(out, "i{issue} = {{ points = [[0, 0], [{last}, 0]] }}").expect("writing to memory");
            }
            for (at, rectangle) in rectangles.iter().enumerate() {
                let within: Vec<_> = rectangle.bounds.iter().map(|bound| bound.formula(last)).collect();
                writeln!(
                    out,
                    "[[preferences.p{party}.adjust]]\nid = \"r{at}\"\nwhen = \"{}\"\nby = {}",
                    within.join(" and "),
                    rectangle.utility
                )
                .expect("writing to memory");
            }
        }
        out
    }

    fn genius_issues(&self, out: &mut String) {
        for index in 1..=self.issues {
            writeln!(
                out,
                "<issue index=\"{index}\" etype=\"integer\" type=\"integer\" vtype=\"integer\" name=\"issue {index}\" lowerbound=\"0\" upperbound=\"{}\"/>",
                self.values - 1
            )
            .expect("writing to memory");
        }
    }
}

impl Rectangle {
    fn draw(issues: usize, values: usize, draw: &mut Draw) -> Self {
        let count = draw.between(1, 4);
        let mut bounded = draw.distinct(count, issues);
        bounded.sort_unstable();
        let bounds = bounded
            .into_iter()
            .map(|issue| {
                let width = draw.between(1, values - 1);
                let least = draw.between(0, values - width);
                Bound { issue, least, most: least + width - 1 }
            })
            .collect();
        Self { utility: draw.between(1, 100), bounds }
    }
}

impl Bound {
    /// The bound in the case language, where issues end at `last`.
    fn formula(&self, last: usize) -> String {
        let Bound { issue, least, most } = *self;
        match (least == 0, most == last) {
            (true, true) => "true".to_owned(),
            (true, false) => format!("i{issue} <= {most}"),
            (false, true) => format!("i{issue} >= {least}"),
            (false, false) => format!("i{issue} >= {least} and i{issue} <= {most}"),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn bounds_lie_within_the_issue_and_leave_something_out() {
        for seed in 0..20 {
            let domain = Domain::draw(2, 10, 10, 100, seed);
            for rectangle in domain.profiles.iter().flatten() {
                assert!((1..=4).contains(&rectangle.bounds.len()));
                let within =
                    |b: &Bound| b.issue < 10 && b.least <= b.most && b.most < 10 && b.most - b.least < 9;
                assert!(rectangle.bounds.iter().all(within), "{rectangle:?}");
            }
        }
    }

    #[test]
    fn a_seed_gives_the_same_bytes() {
        let of = |seed| {
            let domain = Domain::draw(2, 5, 3, 4, seed);
            (domain.genius_domain(), domain.genius_profile(1), domain.json(), domain.case())
        };
        assert_eq!(of(5), of(5));
        assert_ne!(of(5), of(6));
    }

    #[test]
    fn the_case_can_be_read() {
        let case = crate::cases::read(Domain::draw(2, 5, 4, 6, 1).case());
        assert_eq!(case.preferences[1].adjustments.len(), 6);
    }
}
