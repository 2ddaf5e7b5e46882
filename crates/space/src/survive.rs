//! Which choices some package still contains.

use detente_case::formula::ChoiceSet;
use detente_case::model::Case;
use detente_case::package::Choice;

use crate::diagram::Diagram;

/// What the packages of a diagram do on one issue.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Survival {
    /// Choices that some package contains.
    pub choices: ChoiceSet,
    /// Choices that some package contains in which the issue arises.
    pub arising: ChoiceSet,
    /// Whether there is a package in which the issue does not arise.
    pub may_not_arise: bool,
}

impl Survival {
    /// The one choice that every package contains, if there is just one.
    #[must_use]
    pub fn settled(&self) -> Option<Choice> {
        let mut choices = self.choices.ones();
        let only = choices.next().and_then(|choice| Choice::try_from(choice).ok());
        only.filter(|_| choices.next().is_none())
    }
}

impl Diagram {
    /// One entry for each issue of `case`, which the diagram was compiled from.
    /// All sets are empty where there is no package.
    #[must_use]
    pub fn survivors(&self, case: &Case) -> Vec<Survival> {
        let none = |choices| Survival {
            choices: ChoiceSet::with_capacity(choices),
            arising: ChoiceSet::with_capacity(choices),
            may_not_arise: false,
        };
        let mut survivors: Vec<Survival> = case.issues.iter().map(|issue| none(issue.choices())).collect();
        for layer in &self.layers {
            let survival = &mut survivors[layer.issue];
            for arc in &layer.arcs {
                let choice = usize::from(arc.choice);
                survival.choices.insert(choice);
                if self.effects[arc.effect as usize].arises {
                    survival.arising.insert(choice);
                } else {
                    survival.may_not_arise = true;
                }
            }
        }
        survivors
    }
}
