//! The rows of a flat table, one by one: names are declared by being used.

use std::collections::BTreeMap;

use detente_case::decimal::Decimal;

use super::{Column, NO_BASIS, Question, Table, basis, is_mark, unread};
use crate::codes;
use crate::draft::Amount;
use crate::table::amount::{Said, decimal, said};
use crate::table::assemble::{Entry, Numbers};
use crate::table::csv::Field;
use crate::table::naming::Index;
use crate::table::{CAP, MAX_NAMES, MAX_OPTIONS, NO_DEAL, SCALE, Told, WEIGHT, folded, shown};

impl Table<'_, '_> {
    /// Takes in a row, or says why not.
    pub(super) fn row(&mut self, told: &mut Told<'_>, row: &[Field]) {
        let Some(issue) = self.field(row, Column::Issue) else {
            let Some(first) = row.iter().find(|field| !field.text.trim().is_empty()) else { return };
            told.tell(self.at(first).error(codes::BAD_TABLE, "this row names no issue"));
            return;
        };
        let party = self.field(row, Column::Party).and_then(|field| self.party(told, row, field));
        let entry = self.entry(told, row);
        let of_party = |what: &str| format!("{what} is somebody's: the row names no party");
        match folded(&issue.text).as_str() {
            NO_DEAL | SCALE | CAP => {
                let Some(party) = party else {
                    told.tell(self.at(issue).error(codes::BAD_TABLE, of_party(&folded(&issue.text))));
                    return;
                };
                self.special(told, &folded(&issue.text), party, entry);
                return;
            }
            _ => {}
        }
        let Some(known) = self.issue(told, row, issue) else { return };
        let Some(option) = self.field(row, Column::Option) else {
            told.tell(
                self.at(issue)
                    .error(codes::BAD_TABLE, "this row names no option")
                    .help("the weight of an issue has `(weight)` for its option"),
            );
            return;
        };
        if folded(&option.text) == WEIGHT {
            match party {
                None => told.tell(self.at(option).error(codes::BAD_TABLE, of_party("a weight"))),
                Some(party) => self.weight(told, party, known, entry),
            }
            return;
        }
        let Some(choice) = self.option(told, row, known, option) else { return };
        let Some(party) = party else {
            if let Some(entry) = entry {
                told.tell(entry.at.error(codes::BAD_TABLE, of_party("a value")));
            }
            return;
        };
        if let Some(field) = self.field(row, Column::Weight)
            && let Some(said) = self.said(told, field)
        {
            let weight = Entry { at: self.at(field), said, basis: None, because: None };
            self.same_weight(told, party, known, weight);
        }
        let Some(entry) = entry else { return };
        let party = &mut self.parties[party];
        if let Some(before) = party.values.get(&(known, choice)) {
            let message = format!(
                "the value of \"{}\" for \"{}\" stands twice",
                shown(&option.text),
                shown(&party.name)
            );
            told.tell(entry.at.error(codes::STANDS_TWICE, message).related(before.at.span, "first here"));
            return;
        }
        party.values.insert((known, choice), entry);
    }

    fn special(&mut self, told: &mut Told<'_>, what: &str, party: usize, entry: Option<Entry>) {
        let Some(entry) = entry else { return };
        let party = &mut self.parties[party];
        if what == NO_DEAL {
            if let Some(before) = &party.reservation {
                let message = format!("the value of no agreement to \"{}\" stands twice", shown(&party.name));
                told.tell(entry.at.error(codes::STANDS_TWICE, message).related(before.at.span, "first here"));
            }
            party.reservation = Some(entry);
            return;
        }
        let Said::Amount(Amount::Exactly(number), _) = entry.said else {
            told.tell(entry.at.error(codes::BAD_CELL, format!("{what} takes one number")));
            return;
        };
        if what == CAP {
            party.cap = Some(number);
        } else if number > Decimal::ZERO {
            party.scale = Some(number);
        } else {
            told.tell(entry.at.error(codes::BAD_CELL, "a scale is above zero"));
        }
    }

    fn weight(&mut self, told: &mut Told<'_>, party: usize, issue: usize, entry: Option<Entry>) {
        let Some(entry) = entry else { return };
        if let Some(before) = self.parties[party].weights.get(&issue) {
            told.tell(
                entry
                    .at
                    .error(codes::STANDS_TWICE, "this weight stands twice")
                    .related(before.at.span, "first here"),
            );
            return;
        }
        self.parties[party].weights.insert(issue, entry);
    }

    /// A weight of the column, which says the same in every row of an issue and party.
    fn same_weight(&mut self, told: &mut Told<'_>, party: usize, issue: usize, entry: Entry) {
        match self.parties[party].weights.get(&issue) {
            None => drop(self.parties[party].weights.insert(issue, entry)),
            Some(before) if before.said == entry.said => {}
            Some(before) => {
                let message = "this weight differs from the one in an earlier row";
                told.tell(entry.at.error(codes::STANDS_TWICE, message).related(before.at.span, "first here"));
            }
        }
    }

    fn party(&mut self, told: &mut Told<'_>, row: &[Field], field: &Field) -> Option<usize> {
        let name = field.text.trim();
        let title = self.text(row, Column::PartyName);
        if let Some(known) = self.party_index.find(name) {
            let kept = &mut self.party_names[known];
            *kept = kept.take().or(title);
            return Some(known);
        }
        if self.parties.len() >= MAX_NAMES {
            told.tell(
                self.at(field)
                    .error(codes::BAD_TABLE, format!("the table has more than {MAX_NAMES} parties")),
            );
            return None;
        }
        self.party_index.add(name);
        self.party_names.push(title);
        self.parties.push(Numbers {
            at: self.at(field),
            name: name.to_owned(),
            weights: BTreeMap::new(),
            values: BTreeMap::new(),
            reservation: None,
            scale: None,
            cap: None,
        });
        Some(self.parties.len() - 1)
    }

    fn issue(&mut self, told: &mut Told<'_>, row: &[Field], field: &Field) -> Option<usize> {
        let name = field.text.trim();
        let title = self.text(row, Column::IssueTitle);
        if let Some(known) = self.issue_index.find(name) {
            let kept = &mut self.issues[known].title;
            *kept = kept.take().or(title);
            return Some(known);
        }
        if self.issues.len() >= MAX_NAMES {
            told.tell(
                self.at(field).error(codes::BAD_TABLE, format!("the table has more than {MAX_NAMES} issues")),
            );
            return None;
        }
        self.issue_index.add(name);
        let question = Question {
            name: name.to_owned(),
            at: self.at(field),
            title,
            options: Vec::new(),
            index: Index::default(),
            no_deal: None,
        };
        self.issues.push(question);
        Some(self.issues.len() - 1)
    }

    fn option(&mut self, told: &mut Told<'_>, row: &[Field], issue: usize, field: &Field) -> Option<usize> {
        let (name, at) = (field.text.trim(), self.at(field));
        let title = self.text(row, Column::OptionTitle);
        let mark = self.field(row, Column::NoDeal).map(|mark| (self.at(mark), is_mark(&mark.text)));
        let question = &mut self.issues[issue];
        let choice = match question.index.find(name) {
            Some(known) => {
                let kept = &mut question.options[known].1;
                *kept = kept.take().or(title);
                known
            }
            None if question.options.len() >= MAX_OPTIONS => {
                let message = format!("\"{}\" has more than {MAX_OPTIONS} options", shown(&question.name));
                told.tell(at.error(codes::BAD_TABLE, message));
                return None;
            }
            None => {
                question.index.add(name);
                question.options.push((name.to_owned(), title, at));
                question.options.len() - 1
            }
        };
        match mark {
            None | Some((_, Some(false))) => {}
            Some((at, None)) => told.tell(at.error(
                codes::BAD_CELL,
                "expected `x` or nothing: whether this is the option without an agreement",
            )),
            Some((at, Some(true))) => match &question.no_deal {
                Some((known, before)) if *known != choice => {
                    told.tell(
                        at.error(codes::STANDS_TWICE, "the issue has another option without an agreement")
                            .related(before.span, "here"),
                    );
                }
                _ => question.no_deal = Some((choice, at)),
            },
        }
        Some(choice)
    }

    /// The number of a row with what is said of it.
    fn entry(&mut self, told: &mut Told<'_>, row: &[Field]) -> Option<Entry> {
        let basis = self.field(row, Column::Basis).and_then(|field| {
            let basis = basis(&field.text);
            if basis.is_none() {
                told.tell(self.at(field).error(codes::BAD_CELL, NO_BASIS));
            }
            basis
        });
        let because = self.text(row, Column::Because);
        let (low, high) = (self.field(row, Column::Low), self.field(row, Column::High));
        if let Some(field) = self.field(row, Column::Value) {
            let said = self.said(told, field)?;
            return Some(Entry { at: self.at(field), said, basis, because });
        }
        let (low, high) = match (low, high) {
            (None, None) => return None,
            (Some(low), Some(high)) => (low, high),
            (Some(one), None) | (None, Some(one)) => {
                told.tell(self.at(one).error(codes::BAD_CELL, "a range needs both ends"));
                return None;
            }
        };
        let mode =
            self.field(row, Column::Mode).map_or(String::new(), |mode| format!(" ({})", mode.text.trim()));
        let text = format!("{} to {}{mode}", low.text.trim(), high.text.trim());
        match said(&text, self.comma) {
            Ok(said) => Some(Entry { at: self.at(low), said, basis, because }),
            Err(why) => {
                told.tell(self.at(low).error(codes::BAD_CELL, unread(&text, why)));
                None
            }
        }
    }

    fn said(&mut self, told: &mut Told<'_>, field: &Field) -> Option<Said> {
        let at = self.at(field);
        match said(&field.text, self.comma) {
            Ok(said) => {
                if let Said::Amount(_, true) = said {
                    self.rounded.push(at);
                }
                Some(said)
            }
            Err(why) => {
                let diagnostic = at.error(codes::BAD_CELL, unread(&field.text, why));
                let half = !self.comma && decimal(&field.text, true).is_some();
                told.tell(if half {
                    diagnostic
                        .help("write a point before the decimals, or separate the columns by semicolons")
                } else {
                    diagnostic
                });
                None
            }
        }
    }
}
