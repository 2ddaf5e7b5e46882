//! Simpler drafts, for shrinking a failing case to one that a person can read.

use super::{Consents, Draft, NoDeal, Statement};

/// Takes a change of a draft and keeps what comes of it.
type Add<'a> = dyn FnMut(&dyn Fn(&mut Draft)) + 'a;

impl Draft {
    /// Drafts with one part less, large parts first. The reader accepts most of them.
    #[must_use]
    pub fn simpler(&self) -> Vec<Self> {
        let mut all = Vec::new();
        let mut add = |change: &dyn Fn(&mut Self)| {
            let mut draft = self.clone();
            change(&mut draft);
            if draft != *self {
                all.push(draft);
            }
        };
        add(&|draft| draft.drop_statements(|_| false));
        add(&|draft| draft.rules.clear());
        for at in 0..self.parties.len() {
            add(&|draft| draft.drop_party(at));
            add(&|draft| draft.parties[at].preference = None);
        }
        for at in 0..self.issues.len() {
            add(&|draft| draft.drop_issue(at));
        }
        for statement in &self.statements {
            add(&|draft| draft.drop_statements(|each| each.id != statement.id));
        }
        for at in 0..self.rules.len() {
            add(&|draft| drop(draft.rules.remove(at)));
        }
        for at in 0..self.parties.len() {
            self.simpler_party(at, &mut add);
        }
        for at in 0..self.issues.len() {
            add(&|draft| draft.issues[at].when = None);
        }
        for at in 0..self.statements.len() {
            simpler_statement(at, &mut add);
        }
        add(&Self::drop_unused);
        all
    }

    fn simpler_party(&self, at: usize, add: &mut Add<'_>) {
        add(&|draft| draft.parties[at].consents = Consents::Unsaid);
        add(&|draft| draft.parties[at].concerns = None);
        let Some(preference) = &self.parties[at].preference else { return };
        let edit = |draft: &mut Self, change: &dyn Fn(&mut super::Preference)| {
            if let Some(preference) = &mut draft.parties[at].preference {
                change(preference);
            }
        };
        add(&|draft| edit(draft, &|preference| preference.no_deal = NoDeal::Unsaid));
        add(&|draft| {
            edit(draft, &|preference| {
                preference.form = super::Form::Unknown;
                // Without values there is nothing to adjust.
                preference.adjust.clear();
            });
        });
        for line in 0..preference.red_lines.len() {
            add(&|draft| edit(draft, &|preference| drop(preference.red_lines.remove(line))));
        }
        for adjust in 0..preference.adjust.len() {
            add(&|draft| edit(draft, &|preference| drop(preference.adjust.remove(adjust))));
        }
        if let super::Form::Values { scale: None, .. } = &preference.form {
            add(&|draft| {
                edit(draft, &|preference| {
                    if let super::Form::Values { weights, .. } = &mut preference.form {
                        *weights = super::Weights::Unsaid;
                    }
                });
            });
        }
    }

    /// Leaves out a party of which nothing depends but its own preference.
    fn drop_party(&mut self, at: usize) {
        let key = self.parties[at].key;
        let speaks = self.voices.iter().any(|voice| voice.speaks_for == Some(key));
        let spoken_of = self.statements.iter().any(|statement| statement.about.contains(&key));
        if self.parties.len() > 1 && !speaks && !spoken_of {
            self.parties.remove(at);
        }
    }

    /// Leaves out an issue that no condition and no package speaks of.
    fn drop_issue(&mut self, at: usize) {
        let key = self.issues[at].key;
        let mut conditions: Vec<_> =
            self.rules.iter().chain(self.issues.iter().filter_map(|issue| issue.when.as_ref())).collect();
        for statement in &self.statements {
            let parts = [&statement.terms, &statement.only_if, &statement.if_, &statement.first];
            conditions.extend(parts.into_iter().flatten().chain(&statement.as_read));
        }
        let mut compared = false;
        for party in &self.parties {
            if let Consents::When(condition) = &party.consents {
                conditions.push(condition);
            }
            compared |= party.concerns.as_ref().is_some_and(|concerns| concerns.contains(&key));
            let Some(preference) = &party.preference else { continue };
            compared |= matches!(preference.no_deal, NoDeal::Package(_) | NoDeal::Between { .. });
            compared |= matches!(
                &preference.form,
                super::Form::Values { weights: super::Weights::Numbers(_), scale: None, .. }
            );
            conditions.extend(preference.adjust.iter().map(|(when, _)| when));
            conditions.extend(preference.red_lines.iter().map(|(refuse, _)| refuse));
            match &preference.form {
                super::Form::Priorities(wants) => conditions.extend(wants),
                super::Form::Ranking(groups) => conditions.extend(groups.iter().flatten()),
                super::Form::Unknown | super::Form::Values { .. } => {}
            }
        }
        if self.issues.len() == 1 || compared || conditions.iter().any(|condition| condition.names(key)) {
            return;
        }
        for party in &mut self.parties {
            let Some(super::Preference { form: super::Form::Values { weights, levels, .. }, .. }) =
                &mut party.preference
            else {
                continue;
            };
            levels.retain(|(issue, _)| *issue != key);
            match weights {
                super::Weights::Unsaid => {}
                super::Weights::Numbers(spans) => spans.retain(|(issue, _)| *issue != key),
                super::Weights::Order(groups) => {
                    groups.iter_mut().for_each(|group| group.retain(|issue| *issue != key));
                    groups.retain(|group| !group.is_empty());
                }
            }
        }
        self.issues.remove(at);
    }

    fn drop_statements(&mut self, keep: impl Fn(&Statement) -> bool) {
        self.statements.retain(keep);
        loop {
            let ids: Vec<_> = self.statements.iter().map(|statement| statement.id.clone()).collect();
            self.statements.iter_mut().for_each(|statement| statement.answers.retain(|id| ids.contains(id)));
            let idle = |statement: &Statement| {
                statement.stance == detente_case::model::Stance::Withdraws && statement.answers.is_empty()
            };
            if !self.statements.iter().any(idle) {
                return self.rest_on_own_statements();
            }
            self.statements.retain(|statement| !idle(statement));
        }
    }

    /// Red lines rest on statements that are there and about their party.
    fn rest_on_own_statements(&mut self) {
        let statements = &self.statements;
        for party in &mut self.parties {
            let own =
                |id: &String| statements.iter().any(|each| each.id == *id && each.about.contains(&party.key));
            for (_, rests_on) in party.preference.iter_mut().flat_map(|preference| &mut preference.red_lines)
            {
                rests_on.retain(own);
            }
        }
    }

    /// Leaves out voices, events and sources that nothing refers to.
    fn drop_unused(&mut self) {
        let statements = &self.statements;
        self.voices.retain(|voice| statements.iter().any(|statement| statement.chain.contains(&voice.id)));
        self.events.retain(|(id, _)| statements.iter().any(|statement| statement.until.as_ref() == Some(id)));
        self.sources.retain(|(id, _)| statements.iter().any(|statement| statement.cite.contains(id)));
    }
}

fn simpler_statement(at: usize, add: &mut Add<'_>) {
    let mut change = |change: &dyn Fn(&mut Statement)| add(&|draft| change(&mut draft.statements[at]));
    change(&|statement| statement.as_read.clear());
    change(&|statement| statement.only_if = None);
    change(&|statement| statement.if_ = None);
    change(&|statement| statement.first = None);
    change(&|statement| statement.occasion = None);
    change(&|statement| statement.until = None);
    change(&|statement| statement.known = None);
    change(&|statement| statement.cite.clear());
    change(&|statement| statement.firm = false);
    change(&|statement| {
        if statement.stance != detente_case::model::Stance::Withdraws {
            statement.answers.clear();
        }
    });
    change(&|statement| drop(statement.chain.drain(..statement.chain.len() - 1)));
    add(&|draft| {
        draft.statements[at].about.truncate(1);
        draft.rest_on_own_statements();
    });
}
