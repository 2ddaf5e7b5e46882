//! What a document says of itself: title, authors, publisher, date, address.
//!
//! Only what stands in the document is taken; what it does not give is asked
//! for and never made up.

use detente_case::date::{DateError, VagueDate};

use crate::extract::limits;

/// What is known of one article.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Metadata {
    /// Its title.
    pub title: Option<String>,
    /// Who wrote it.
    pub author: Vec<String>,
    /// Who published it.
    pub publisher: Option<String>,
    /// When it was published.
    pub date: Option<VagueDate>,
    /// Its address.
    pub url: Option<String>,
    /// Dates that the document gives and that do not exist, the first of them.
    pub impossible: Vec<String>,
}

/// The most characters of a title, a name or an address that is taken from a document.
const LONGEST: usize = 300;

impl Metadata {
    /// What is not known, in the words of the options that give it.
    #[must_use]
    pub fn missing(&self) -> Vec<&'static str> {
        let known = [
            ("title", self.title.is_some()),
            ("author", !self.author.is_empty()),
            ("publisher", self.publisher.is_some()),
            ("date", self.date.is_some()),
        ];
        known.into_iter().filter(|(_, known)| !known).map(|(name, _)| name).collect()
    }

    /// Takes from another what is not known here.
    pub fn or(&mut self, other: &Self) {
        let others = other.clone();
        self.title = self.title.take().or(others.title);
        self.publisher = self.publisher.take().or(others.publisher);
        self.date = self.date.take().or(others.date);
        self.url = self.url.take().or(others.url);
        if self.author.is_empty() {
            self.author = others.author;
        }
        for date in others.impossible {
            self.add_impossible(date);
        }
    }

    pub(crate) fn set_title(&mut self, text: &str) {
        self.title = self.title.take().or_else(|| line(text));
    }

    pub(crate) fn set_publisher(&mut self, text: &str) {
        self.publisher = self.publisher.take().or_else(|| line(text));
    }

    pub(crate) fn set_url(&mut self, text: &str) {
        let web = text.starts_with("https://") || text.starts_with("http://");
        self.url = self.url.take().or_else(|| line(text).filter(|_| web));
    }

    pub(crate) fn add_author(&mut self, text: &str) {
        let name = line(text).filter(|name| !name.contains("://") && name.chars().any(char::is_alphabetic));
        if let Some(name) = name
            && !self.author.contains(&name)
            && self.author.len() < 50
        {
            self.author.push(name);
        }
    }

    /// Takes a date such as `2024-06-20T08:00:00Z`, by its day.
    pub(crate) fn set_date(&mut self, text: &str) {
        if self.date.is_some() {
            return;
        }
        let day = text.trim().split(['T', ' ']).next().unwrap_or_default();
        match VagueDate::parse(day) {
            Ok(date) if !day.contains(['/', '~']) => self.date = Some(date),
            Err(DateError::NoSuchDay) => self.add_impossible(day.to_owned()),
            _ => match crate::dates::in_words(text) {
                Some(Ok(date)) => self.date = Some(date),
                Some(Err(impossible)) => self.add_impossible(impossible),
                None => {}
            },
        }
    }

    fn add_impossible(&mut self, date: String) {
        // As many as are told of.
        if self.impossible.len() < limits::WARNINGS && !self.impossible.contains(&date) {
            self.impossible.push(date);
        }
    }
}

/// A text on one line, without what would disturb a terminal; none where nothing is left.
pub(crate) fn line(text: &str) -> Option<String> {
    let words: Vec<_> = text
        .split(|each: char| each.is_whitespace() || each.is_control())
        .filter(|word| !word.is_empty())
        .collect();
    let line: String = words.join(" ").chars().take(LONGEST).collect();
    (!line.is_empty()).then_some(line)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn dates_that_do_not_exist_are_kept_as_far_as_they_are_told() {
        let mut metadata = Metadata::default();
        for year in 1900..2100 {
            metadata.set_date(&format!("{year}-02-30"));
        }
        assert_eq!(metadata.impossible.len(), limits::WARNINGS);
        assert_eq!(metadata.impossible.first().map(String::as_str), Some("1900-02-30"));
    }
}
