//! A certificate as it stands in its file, before anything in it is believed.

use std::collections::BTreeMap;

use num_bigint::BigInt;
use num_rational::BigRational;
use num_traits::Zero;
use serde::Deserialize;

/// The format that this program reads.
pub const FORMAT: &str = "detente/certificate/1";

/// Longest number read, in characters: no value of a case comes near it, and
/// what takes long to read is an attack.
const LONGEST: usize = 400;

/// The claims of one answer. A key that is not known is an error: it might be
/// a claim that nobody would check.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Certificate {
    /// [`FORMAT`].
    pub format: String,
    /// Parties that were not asked.
    pub without: Vec<String>,
    /// Counts that are claimed to be exact.
    pub counts: Vec<CountClaim>,
    /// Packages and what each party makes of them.
    pub packages: Vec<PackageClaim>,
    /// The frontier, where one was computed.
    pub frontier: Option<FrontierClaim>,
    /// Minimal sets of demands that cannot be met together.
    pub conflicts: Vec<Vec<String>>,
    /// Minimal sets of demands to give up.
    pub corrections: Vec<CorrectionClaim>,
    /// Whether conflicts and corrections are claimed to be all there are.
    pub complete: bool,
    /// What the answer was made with and from.
    pub made_with: MadeWith,
}

/// A count that is claimed to be exact.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct CountClaim {
    /// What is counted.
    pub of: What,
    /// The count, in decimal digits.
    pub count: String,
}

/// What is counted; packages, never that of no agreement.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum What {
    /// Those that the rules allow.
    Allowed,
    /// Of these, those that cross no red line of a party asked.
    Open,
    /// Of these, those acceptable to all who are asked, whatever is not known.
    Surely,
    /// Of the open ones, those that nobody asked is certain to refuse.
    Possibly,
}

/// A package and what parties make of it.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct PackageClaim {
    /// Issue to choice; issues that do not arise are absent.
    pub options: BTreeMap<String, String>,
    /// Party to verdict.
    pub accepts: BTreeMap<String, Verdict>,
}

/// What a party makes of a package.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Verdict {
    /// Acceptable whatever is not known.
    Surely,
    /// Acceptable for some values of what is not known.
    Possibly,
    /// Acceptable for none.
    Never,
    /// Nothing is known by which to tell.
    Unknown,
}

/// A frontier.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct FrontierClaim {
    /// Parties of the coordinates.
    pub parties: Vec<String>,
    /// Whether it is over all allowed packages.
    pub all: bool,
    /// Whether it is claimed to be complete.
    pub exact: bool,
    /// Its points.
    pub points: Vec<PointClaim>,
}

/// A point of a frontier.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct PointClaim {
    /// A fraction for each party of the coordinates.
    pub values: Vec<String>,
    /// Number of packages behind it.
    pub packages: String,
    /// One of them.
    pub options: BTreeMap<String, String>,
}

/// A set of demands to give up.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct CorrectionClaim {
    /// The demands.
    pub without: Vec<String>,
    /// A package that meets all others.
    pub opens: BTreeMap<String, String>,
}

/// What the answer was made with and from; the rest is for readers.
#[derive(Clone, Debug, Deserialize)]
pub struct MadeWith {
    /// Files that were read.
    pub inputs: Vec<Input>,
    /// Scenarios applied, in order.
    pub scenarios: Vec<String>,
}

/// A file that was read.
#[derive(Clone, Debug, Deserialize)]
pub struct Input {
    /// Path within the case.
    pub path: String,
    /// SHA-256 of its bytes, lower-case hexadecimal.
    pub sha256: String,
}

/// The format that a certificate says it has.
///
/// # Errors
///
/// In words for the user, when the text is not JSON or says nothing of a format.
pub(crate) fn format(text: &str) -> Result<String, String> {
    let value: serde_json::Value =
        serde_json::from_str(text).map_err(|error| format!("not JSON: {error}"))?;
    match value.get("format") {
        Some(serde_json::Value::String(format)) => Ok(format.clone()),
        Some(other) => Err(format!("`format` is {other}; this program reads \"{FORMAT}\"")),
        None => Err(format!("no `format`; this program reads \"{FORMAT}\"")),
    }
}

/// Reads a certificate.
///
/// # Errors
///
/// In words for the user, when the text is not a certificate of [`FORMAT`].
pub fn read(text: &str) -> Result<Certificate, String> {
    let format = format(text)?;
    if format != FORMAT {
        return Err(format!("`format` is {format:?}; this program reads \"{FORMAT}\""));
    }
    // From the text, not from the value: the message then says where.
    let certificate: Certificate = serde_json::from_str(text).map_err(|error| error.to_string())?;
    for claim in &certificate.counts {
        count(&claim.count)?;
    }
    for (at, point) in certificate.frontier.iter().flat_map(|frontier| frontier.points.iter().enumerate()) {
        let parties = certificate.frontier.as_ref().map_or(0, |frontier| frontier.parties.len());
        if point.values.len() != parties {
            let (at, values) = (at + 1, point.values.len());
            return Err(format!("point {at} of the frontier has {values} values for {parties} parties"));
        }
        count(&point.packages)?;
        for value in &point.values {
            fraction(value)?;
        }
    }
    Ok(certificate)
}

/// A number of packages.
pub(crate) fn count(text: &str) -> Result<BigInt, String> {
    let digits = !text.is_empty() && text.len() <= LONGEST && text.bytes().all(|byte| byte.is_ascii_digit());
    let number = if digits { text.parse().ok() } else { None };
    number.ok_or_else(|| format!("{text:?} is not a count"))
}

/// A fraction such as `4373/72`.
pub(crate) fn fraction(text: &str) -> Result<BigRational, String> {
    let read = || {
        let (numerator, denominator) = text.split_once('/')?;
        let magnitude = numerator.strip_prefix('-').unwrap_or(numerator);
        let (above, below) = (count(magnitude).ok()?, count(denominator).ok()?);
        let above = if magnitude.len() < numerator.len() { -above } else { above };
        (!below.is_zero()).then(|| BigRational::new(above, below))
    };
    read().ok_or_else(|| format!("{text:?} is not a fraction such as \"4373/72\""))
}
