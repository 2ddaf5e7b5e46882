//! What a verdict supposes: how far those who move look, and what counts as a
//! reason to stay.

use std::fmt;

use detente_case::decimal::Decimal;
use serde::Deserialize;

/// A stability concept.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Concept {
    /// No improvement at all.
    Nash,
    /// GMR: every improvement can be answered by something bad.
    Gmr,
    /// SMR: and there is no way out of that.
    Smr,
    /// SEQ: answered by moves from which whoever makes them gains.
    Seq,
    /// SEQ without a way out.
    SymSeq,
}

/// What is made of preferences known in part (Li, Hipel, Kilgour and Fang 2004).
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Reading {
    /// Tempted by what may be better, deterred by what surely is not.
    A,
    /// Tempted by what surely is better, deterred by what surely is not.
    B,
    /// Tempted by what may be better, deterred by what may not be.
    C,
    /// Tempted by what surely is better, deterred by what may not be.
    D,
}

/// Where strength of preference comes from (Hamouda, Kilgour and Hipel 2004).
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize)]
#[serde(try_from = "String")]
pub enum Strength {
    /// Priorities marked as strong.
    Priorities,
    /// Values that differ by at least so many points, above zero.
    Gap(Decimal),
}

/// What a verdict supposes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Foresight {
    /// A concept, each preference as its point.
    Known(Concept),
    /// A concept where preferences are known in part, of a decision maker.
    InPart(Reading, Concept),
    /// A concept, and only what is strongly worse deters, of a decision maker.
    Strong(Strength, Concept),
    /// Limited moves over so many steps, for two decision makers of one party each (Kilgour 1985).
    Limited(usize),
    /// Simultaneity, for two decision makers of one party each (Fraser and Hipel 1984).
    Simultaneous,
}

/// Steps, one of the concepts or one of those for two.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize)]
#[serde(try_from = "String")]
pub(super) enum Looks {
    /// A concept for any number of decision makers.
    Concept(Concept),
    /// Limited moves.
    Limited(usize),
    /// Simultaneity.
    Simultaneous,
}

impl Concept {
    pub(super) fn is_credible(self) -> bool {
        matches!(self, Self::Seq | Self::SymSeq)
    }

    pub(super) fn is_symmetric(self) -> bool {
        matches!(self, Self::Smr | Self::SymSeq)
    }
}

impl Reading {
    pub(super) fn leaves_for_unknown(self) -> bool {
        matches!(self, Self::A | Self::C)
    }

    pub(super) fn is_deterred_by_unknown(self) -> bool {
        matches!(self, Self::C | Self::D)
    }
}

impl Foresight {
    /// That of the three fields of a verdict.
    ///
    /// # Errors
    ///
    /// Where they do not go together.
    pub(super) fn of(
        looks: Looks,
        reading: Option<Reading>,
        strength: Option<Strength>,
    ) -> Result<Self, String> {
        match (looks, reading, strength) {
            (Looks::Concept(concept), None, None) => Ok(Self::Known(concept)),
            (Looks::Concept(concept), Some(reading), None) => Ok(Self::InPart(reading, concept)),
            (Looks::Concept(concept), None, Some(strength)) => Ok(Self::Strong(strength, concept)),
            (Looks::Limited(horizon), None, None) => Ok(Self::Limited(horizon)),
            (Looks::Simultaneous, None, None) => Ok(Self::Simultaneous),
            _ => Err("a reading or a strength of preference goes with one of the five concepts, and \
                      not both"
                .to_owned()),
        }
    }
}

impl TryFrom<String> for Looks {
    type Error = String;

    fn try_from(text: String) -> Result<Self, String> {
        if text == "simultaneous" {
            return Ok(Self::Simultaneous);
        }
        let unknown = || format!("there is no concept {text:?}");
        match text.strip_prefix("lh:") {
            Some(digits) => {
                let horizon = digits.parse().ok().filter(|horizon| *horizon > 0);
                horizon.map(Self::Limited).ok_or_else(unknown)
            }
            None => {
                let value = serde_json::Value::String(text.clone());
                serde_json::from_value(value).map(Self::Concept).map_err(|_| unknown())
            }
        }
    }
}

impl TryFrom<String> for Strength {
    type Error = String;

    fn try_from(text: String) -> Result<Self, String> {
        if text == "priorities" {
            return Ok(Self::Priorities);
        }
        let gap: Option<Decimal> = text.parse().ok();
        let gap = gap.filter(|gap| *gap > Decimal::ZERO).map(Self::Gap);
        gap.ok_or_else(|| format!("{text:?} is neither \"priorities\" nor a gap of values above zero"))
    }
}

impl fmt::Display for Concept {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        out.write_str(match self {
            Self::Nash => "Nash",
            Self::Gmr => "GMR",
            Self::Smr => "SMR",
            Self::Seq => "SEQ",
            Self::SymSeq => "symmetric SEQ",
        })
    }
}

impl fmt::Display for Foresight {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Known(concept) => concept.fmt(out),
            Self::InPart(reading, concept) => {
                let reading = match reading {
                    Reading::A => "a",
                    Reading::B => "b",
                    Reading::C => "c",
                    Reading::D => "d",
                };
                write!(out, "{concept}, preferences known in part ({reading})")
            }
            Self::Strong(Strength::Priorities, concept) => write!(out, "strong {concept}, by priorities"),
            Self::Strong(Strength::Gap(gap), concept) => {
                write!(out, "strong {concept}, by a gap of {gap} points")
            }
            Self::Limited(horizon) => write!(out, "limited moves, {horizon} ahead"),
            Self::Simultaneous => out.write_str("simultaneity"),
        }
    }
}
