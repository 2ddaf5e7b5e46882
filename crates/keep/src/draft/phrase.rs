//! What a phrase says in figures: bounds, yearly numbers, days, periods.
//!
//! A phrase is understood as a whole or not at all. Every number in it has to
//! belong to something that is understood, words that could turn its sense
//! ("unless", "about", "no") or its size ("million", "percent") leave it to a
//! human, and so does whatever stands before a figure and is not known to leave
//! it as it is ("removal of the cap of 1,550", "twice the limit of 700"), what
//! stands behind it and goes on ("700 tanks per zone", "1,550 warheads, excluding
//! bombers"), and a day by which nothing is done that is known to be an act
//! ("failure to leave by 1 March").

use detente_case::date::MONTHS;
use detente_instrument::model::MAX_NUMBER;
use detente_instrument::period::{Date, Period};

use super::vocabulary::{
    BEFORE, BEHIND, BEYOND, DONE, ENTRY, FORMS, LEAST, MOST, SMALL, TURNING, UNDONE, YEARLY,
};

/// What a phrase says.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Said {
    /// At most or at least so many of something, from a moment on if one is given.
    Bound { most: bool, number: i64, what: String, from: Option<When> },
    /// So many a year of something.
    Yearly { number: i64, what: String },
    /// Something by a day, or a time after entry into force.
    By(When),
    /// Something again and again.
    Every(String),
}

/// A moment that a phrase gives.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum When {
    Day(Date),
    /// So long after entry into force, as ISO 8601 writes it.
    AfterEntry(String),
}

/// What a phrase says, if all of it is understood that could matter to its figures.
pub(super) fn said(text: &str) -> Option<Said> {
    let mut words = Words::of(text);
    let from = words.moment();
    let every = words.every();
    let yearly = words.take(&YEARLY).is_some();
    let bound = words.bound();
    let number = bound.map(|(_, number)| number).or_else(|| if yearly { words.number() } else { None });
    let what = words.behind_number();
    let figure = number.is_some();
    if !words.understood() || (figure && !(words.plain_before() && words.plain_behind(&what))) {
        return None;
    }
    if !figure && !words.tells_an_act() {
        return None;
    }
    match (bound, number, yearly, from, every) {
        (Some((most, number)), _, false, from, None) if !is_time(&what) => {
            Some(Said::Bound { most, number, what, from })
        }
        (Some((true, number)), _, true, None, None) if !is_time(&what) => Some(Said::Yearly { number, what }),
        (None, Some(number), true, None, None) if !is_time(&what) => Some(Said::Yearly { number, what }),
        (None, None, false, Some(when), None) => Some(Said::By(when)),
        (None, None, false, None, Some(period)) => Some(Said::Every(period)),
        _ => None,
    }
}

/// Whether a bound on a number with this title and unit is above (`true`) or below.
pub(super) fn bound_in(title: &str) -> Option<bool> {
    let words = Words::of(title);
    let any = |list: &[&str]| {
        list.iter().any(|phrase| words.find(&phrase.split(' ').collect::<Vec<_>>()).is_some())
    };
    let most = any(&["at most", "ceiling", "cap", "maximum", "upper limit", "up to"]);
    let least = any(&["at least", "minimum", "floor", "lower limit"]);
    (most != least).then_some(most)
}

/// Whether a unit is a yearly one; the rest of it.
pub(super) fn yearly_unit(unit: &str) -> Option<String> {
    YEARLY.iter().find_map(|phrase| unit.trim().strip_suffix(phrase)).map(|rest| rest.trim().to_owned())
}

/// Whether a unit is one of time.
pub(super) fn is_time(unit: &str) -> bool {
    let first = unit.split_whitespace().next().unwrap_or_default();
    period_of(1, first.trim_matches(|sign: char| !sign.is_alphanumeric())).is_some()
}

/// The words of a phrase; those that are understood are marked.
struct Words<'t> {
    words: Vec<&'t str>,
    lower: Vec<String>,
    taken: Vec<bool>,
    /// Where the number stands that says how many.
    counted: Option<usize>,
}

impl<'t> Words<'t> {
    fn of(text: &'t str) -> Self {
        let words: Vec<&str> = text.split_whitespace().collect();
        let bare = |word: &&str| {
            let signs: &[char] = &[',', ';', '.', ':', '(', ')', '"', '\''];
            word.trim_matches(signs).to_lowercase()
        };
        let lower = words.iter().map(bare).collect();
        let taken = vec![false; words.len()];
        Self { words, lower, taken, counted: None }
    }

    fn word(&self, at: usize) -> &str {
        self.lower.get(at).filter(|_| !self.is_taken(at)).map_or("", String::as_str)
    }

    fn is_taken(&self, at: usize) -> bool {
        self.taken.get(at).copied().unwrap_or(true)
    }

    /// Whether a word ends with a sign that ends a phrase.
    fn ends(&self, at: usize) -> bool {
        self.words.get(at).is_some_and(|word| word.ends_with([',', ';', '.', ':', ')']))
    }

    fn mark(&mut self, from: usize, to: usize) {
        self.taken.iter_mut().take(to).skip(from).for_each(|taken| *taken = true);
    }

    fn find(&self, phrase: &[&str]) -> Option<usize> {
        (0..self.lower.len()).find(|at| (*at..).zip(phrase).all(|(at, part)| self.word(at) == *part))
    }

    /// Takes the first of several phrases that stands here; where it stood.
    fn take(&mut self, phrases: &[&str]) -> Option<(usize, usize)> {
        for phrase in phrases {
            let parts: Vec<&str> = phrase.split(' ').collect();
            if let Some(at) = self.find(&parts) {
                self.mark(at, at + parts.len());
                return Some((at, at + parts.len()));
            }
        }
        None
    }

    /// Takes "by 1 March 2023", "by 2023-03-01", "within 30 days of entry into force".
    fn moment(&mut self) -> Option<When> {
        for at in 0..self.lower.len() {
            match self.word(at) {
                "by" => {
                    let found = [1, 3].into_iter().find_map(|long| Some((long, self.day(at + 1, long)?)));
                    if let Some((long, day)) = found {
                        self.mark(at, at + 1 + long);
                        return Some(When::Day(day));
                    }
                }
                "within" => {
                    let number = number(self.word(at + 1));
                    let period = number.and_then(|number| period_of(number, self.word(at + 2)));
                    let behind = |phrase: &&str| {
                        let parts: Vec<&str> = phrase.split(' ').collect();
                        (at + 3..).zip(&parts).all(|(at, part)| self.word(at) == *part).then_some(parts.len())
                    };
                    if let (Some(period), Some(long)) = (period, ENTRY.iter().find_map(behind)) {
                        self.mark(at, at + 3 + long);
                        return Some(When::AfterEntry(period));
                    }
                }
                _ => {}
            }
        }
        None
    }

    /// The day that one or three words give.
    fn day(&self, at: usize, long: usize) -> Option<Date> {
        if long == 1 {
            return crate::wire::day(self.word(at));
        }
        let day: i8 = self.word(at).parse().ok()?;
        let month = MONTHS.iter().position(|month| *month == self.word(at + 1))?;
        let year = self.word(at + 2);
        let year: i16 = year.parse().ok().filter(|_| year.len() == 4)?;
        Date::new(year, i8::try_from(month + 1).ok()?, day).ok()
    }

    /// Takes "every six months".
    fn every(&mut self) -> Option<String> {
        for at in 0..self.lower.len() {
            if self.word(at) == "every" {
                let period = number(self.word(at + 1)).and_then(|many| period_of(many, self.word(at + 2)));
                if let Some(period) = period {
                    self.mark(at, at + 3);
                    return Some(period);
                }
            }
        }
        None
    }

    /// Takes words that make a bound, with the number behind them.
    fn bound(&mut self) -> Option<(bool, i64)> {
        let kinds =
            MOST.iter().map(|phrase| (true, phrase)).chain(LEAST.iter().map(|phrase| (false, phrase)));
        for (most, phrase) in kinds {
            let parts: Vec<&str> = phrase.split(' ').collect();
            let Some(at) = self.find(&parts) else { continue };
            let behind = at + parts.len();
            if let Some(number) = number(self.word(behind)) {
                self.mark(at, behind + 1);
                self.counted = Some(behind);
                return Some((most, number));
            }
        }
        None
    }

    /// Takes the first number.
    fn number(&mut self) -> Option<i64> {
        let (at, number) = (0..self.lower.len()).find_map(|at| Some((at, number(self.word(at))?)))?;
        self.mark(at, at + 1);
        self.counted = Some(at);
        Some(number)
    }

    /// Whether what is counted is a name and no more, and nothing that matters follows it.
    fn plain_behind(&self, what: &str) -> bool {
        let Some(number) = self.counted else { return true };
        let named = what.split_whitespace().count();
        let signs: &[char] = &['(', '"', '\''];
        let name = (number + 1..number + 1 + named).all(|at| {
            !BEYOND.contains(&self.word(at))
                && !self.words.get(at).is_some_and(|word| word.starts_with(signs))
        });
        let rest: Vec<&str> = (number + 1 + named..self.lower.len())
            .filter(|at| !self.is_taken(*at))
            .map(|at| self.word(at))
            .collect();
        name && (rest.is_empty() || BEHIND.iter().any(|words| *words == rest.as_slice()))
    }

    /// Whether something is done, and nothing says that it is not.
    fn tells_an_act(&self) -> bool {
        let open = || (0..self.lower.len()).filter(|at| !self.is_taken(*at)).map(|at| self.word(at));
        let done = |word: &str| {
            let stem = FORMS.iter().find(|(form, _)| *form == word).map_or(word, |(_, stem)| stem);
            DONE.iter().any(|verb| {
                stem.strip_prefix(verb.strip_suffix('e').unwrap_or(verb))
                    .is_some_and(|ending| matches!(ending, "" | "e" | "s" | "es" | "ed"))
            })
        };
        open().any(done) && !open().any(|word| UNDONE.iter().any(|stem| word.starts_with(stem)))
    }

    /// Words behind the number that is counted, until a sign or a word that was taken.
    fn behind_number(&self) -> String {
        let Some(number) = self.counted.filter(|number| !self.ends(*number)) else { return String::new() };
        let mut found = Vec::new();
        for at in number + 1..self.words.len() {
            if self.is_taken(at) {
                break;
            }
            found.extend(self.words.get(at).map(|word| word.trim_end_matches([',', ';', '.', ':', ')'])));
            if self.ends(at) {
                break;
            }
        }
        found.join(" ")
    }

    /// Whether nothing stands before the figure, or the words around it, that
    /// could be about the figure itself.
    fn plain_before(&self) -> bool {
        let Some(number) = self.counted else { return true };
        (0..number).filter(|at| !self.is_taken(*at)).all(|at| BEFORE.contains(&self.word(at)))
    }

    /// Whether no figure and no word is left that could turn the sense.
    fn understood(&self) -> bool {
        (0..self.lower.len()).filter(|at| !self.is_taken(*at)).all(|at| {
            let word = self.word(at);
            !TURNING.contains(&word)
                && number(word).is_none()
                && !word.contains(|sign: char| sign.is_ascii_digit())
        })
    }
}

/// A whole number in digits, with commas for thousands or not, or in a word.
fn number(word: &str) -> Option<i64> {
    if let Some(small) = SMALL.iter().position(|each| *each == word) {
        return i64::try_from(small).ok();
    }
    let mut groups = word.split(',');
    let first = groups.next().filter(|first| !first.is_empty() && first.len() <= 12)?;
    let rest: Vec<&str> = groups.collect();
    let sound = rest.is_empty() || (first.len() <= 3 && rest.iter().all(|group| group.len() == 3));
    let digits: String = std::iter::once(first).chain(rest).collect();
    if !sound || !digits.bytes().all(|byte| byte.is_ascii_digit()) {
        return None;
    }
    digits.parse().ok().filter(|number| *number <= MAX_NUMBER)
}

/// A period as ISO 8601 writes it.
fn period_of(number: i64, unit: &str) -> Option<String> {
    let sign = match unit {
        "day" | "days" => 'D',
        "week" | "weeks" => 'W',
        "month" | "months" => 'M',
        "year" | "years" => 'Y',
        _ => return None,
    };
    let text = format!("P{number}{sign}");
    Period::parse(&text).ok().map(|_| text)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn bound(most: bool, number: i64, what: &str, from: Option<When>) -> Option<Said> {
        Some(Said::Bound { most, number, what: what.to_owned(), from })
    }

    #[test]
    fn figures_are_found() {
        assert_eq!(said("At most 1,550 warheads"), bound(true, 1550, "warheads", None));
        assert_eq!(said("A ceiling of 300 tanks in the east"), bound(true, 300, "tanks in the east", None));
        assert_eq!(said("At least two posts, both sides"), bound(false, 2, "posts", None));
        let day = When::Day(crate::wire::day("2023-03-01").expect("a day"));
        assert_eq!(
            said("No more than 20 launchers by 1 March 2023"),
            bound(true, 20, "launchers", Some(day.clone()))
        );
        assert_eq!(said("Troops leave by 2023-03-01"), Some(Said::By(day)));
        let after = When::AfterEntry("P30D".to_owned());
        assert_eq!(said("Guns leave within 30 days of entry into force"), Some(Said::By(after)));
        assert_eq!(said("Data are exchanged every six months"), Some(Said::Every("P6M".to_owned())));
        let visits = Said::Yearly { number: 18, what: "inspections".to_owned() };
        assert_eq!(said("18 inspections a year"), Some(visits.clone()));
        assert_eq!(said("Up to 18 inspections a year"), Some(visits));
    }

    #[test]
    fn what_is_not_wholly_understood_is_not_understood() {
        for text in [
            "",
            "Five years, the most that the treaty allows",
            "At most five years",
            "More than one year, less than five",
            "At most 100 tanks and 50 guns",
            "At most 100 tanks if the other side agrees",
            "About 100 tanks",
            "Troops leave within 30 days",
            "By 31 February 2023",
            "The numbers of 2022",
            "99999999999999999999 a year",
            "at most",
            "every",
            "Removal of the cap of 1,550 warheads",
            "Twice the limit of 700 launchers",
            "At most 2 million men",
            "At most 20 thousand tanks",
            "At most 30 percent of launchers",
            "No troops leave by 1 March 2023",
            "Suspension of 18 inspections a year",
            "End of the 18 inspections a year",
            "Each side destroys at most 5 silos",
            "within 3 days of",
            "by 1 March",
            "At least two posts, both staffed",
            "At most 1,550 warheads, excluding bombers",
            "At most 300 tanks per zone",
            "At most 300 tanks (each side of the river)",
            "At least 2 posts each month",
            "18 inspections a year are refused",
            "18 inspections a year plus 5 more",
            "Failure to leave by 2027-03-01",
            "Refusal to open the archives within 30 days of entry into force",
            "Troops stay by 2027-03-01",
            "The river by 2027-03-01",
            "Suspended exchanges every six months",
        ] {
            assert_eq!(said(text), None, "{text}");
        }
    }
}
