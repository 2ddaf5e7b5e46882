//! Numbers that contradict each other or what the party has said: signs of a slip
//! where values are typed.

use detente_syntax::diagnostic::Diagnostic;

use crate::codes;
use crate::decimal::Decimal;
use crate::model::{Case, Domain, Stance, Statement};
use crate::package::{Choice, IssueIndex};
use crate::preference::{Form, Levels, Preference, Range, Values, Weights};
use crate::read::findings::Findings;
use crate::record::{Level, level};

pub(super) fn check(findings: &Findings, case: &Case) {
    for preference in &case.preferences {
        let Form::Values(values) = &preference.form else { continue };
        for (issue, levels) in values.issues.iter().enumerate() {
            let ends = Ends::of(levels);
            idle_weight(findings, case, preference, values, issue, &ends);
            turning(findings, case, preference, issue, levels, &ends);
            for statement in &case.statements {
                against_words(findings, case, preference, statement, issue, &ends);
            }
        }
    }
}

/// Least and greatest value of each choice, in some unit; for an order, places
/// from the worst.
struct Ends(Vec<(i128, i128)>);

impl Ends {
    fn of(levels: &Levels) -> Self {
        match levels {
            Levels::Ranges(ranges) => {
                let scaled = |number: Decimal| number.scaled(Decimal::MAX_PLACES);
                Self(ranges.iter().map(|range| (scaled(range.low), scaled(range.high))).collect())
            }
            Levels::Order { groups, unplaced, .. } => {
                let top = i128::try_from(groups.len()).unwrap_or(i128::MAX);
                let count = groups.iter().map(Vec::len).sum::<usize>() + unplaced.len();
                let mut ends = vec![(0, top); count];
                for (place, group) in (0..).zip(groups) {
                    for &choice in group {
                        if let Some(end) = ends.get_mut(usize::from(choice)) {
                            *end = (top - place, top - place);
                        }
                    }
                }
                Self(ends)
            }
        }
    }
}

/// A weight on an issue whose choices are all worth the same.
fn idle_weight(
    findings: &Findings,
    case: &Case,
    preference: &Preference,
    values: &Values,
    issue: IssueIndex,
    ends: &Ends,
) {
    let Weights::Ranges(weights) = &values.weights else { return };
    let weighs = weights.get(issue).is_some_and(|range: &Range| range.high > Decimal::ZERO);
    let first = ends.0.first().copied();
    let same = ends.0.iter().all(|&(low, high)| low == high && first == Some((low, high)));
    if weighs && same && ends.0.len() > 1 && case.issues[issue].when.is_none() {
        findings.warning(|| {
            let message = format!(
                "the weight of `{}` never matters to `{}`: every option of it is worth the same",
                case.issues[issue].id, case.parties[preference.party].id
            );
            Diagnostic::warning(codes::IDLE_WEIGHT, place(case, preference), message)
                .help("give the issue the weight 0 if the party does not care, or its options the values that they have")
        });
    }
}

/// Values of a numeric issue that surely fall and then rise again.
fn turning(
    findings: &Findings,
    case: &Case,
    preference: &Preference,
    issue: IssueIndex,
    levels: &Levels,
    ends: &Ends,
) {
    let (Domain::Number { numbers, .. }, Levels::Ranges(_)) = (&case.issues[issue].domain, levels) else {
        return;
    };
    let curve = ends.0.get(..numbers.len()).unwrap_or_default();
    // For each number, the greatest sure value at a higher one.
    let mut above = vec![i128::MIN; curve.len()];
    for at in (1..curve.len()).rev() {
        above[at - 1] = above[at].max(curve[at].0);
    }
    let mut below = i128::MIN;
    for (at, &(low, high)) in curve.iter().enumerate() {
        if high < below && high < above[at] {
            findings.warning(|| {
                let message = format!(
                    "to `{}`, {} on `{}` is worth less than both a lower and a higher number",
                    case.parties[preference.party].id, numbers[at], case.issues[issue].id
                );
                Diagnostic::warning(codes::TURNING_VALUES, place(case, preference), message)
                    .note("values that fall and rise again are rare; two of them may have been exchanged")
            });
            return;
        }
        below = below.max(low);
    }
}

/// A demand, or a rejection, in the party's own words about one issue, that its values rank below something else.
fn against_words(
    findings: &Findings,
    case: &Case,
    preference: &Preference,
    statement: &Statement,
    issue: IssueIndex,
    ends: &Ends,
) {
    let party = preference.party;
    let wants = match statement.stance {
        Stance::Demands => true,
        Stance::Rejects => false,
        _ => return,
    };
    let Some(terms) = &statement.terms else { return };
    let conditional = statement.only_if.is_some() || statement.if_.is_some() || statement.if_said.is_some();
    if !statement.about.contains(&party) || conditional || level(case, statement, party) != Level::Own {
        return;
    }
    let taken_back = case.statements.iter().any(|later| {
        later.stance == Stance::Withdraws
            && later.answers.iter().any(|&answered| case.statements[answered].id == statement.id)
    });
    let mut marked = fixedbitset::FixedBitSet::with_capacity(case.issues.len());
    terms.formula.mark_issues(&mut marked);
    if taken_back || !marked.ones().eq([issue]) {
        return;
    }
    // The formula looks at this issue alone.
    let mut package: Vec<Choice> = vec![0; case.issues.len()];
    let mut meets = |choice: usize| {
        package[issue] = Choice::try_from(choice).unwrap_or_default();
        terms.formula.holds(&package) == wants
    };
    let (wanted, other): (Vec<usize>, Vec<usize>) = (0..ends.0.len()).partition(|&choice| meets(choice));
    let Some(best) = wanted.iter().map(|&choice| ends.0[choice].1).max() else { return };
    let Some(&better) = other.iter().find(|&&choice| ends.0[choice].0 > best) else { return };
    findings.warning(|| {
        let told = if wants { "demands" } else { "rejects" };
        let than = if wants { "all that it demands" } else { "all that it does not reject" };
        let message = format!(
            "the values of `{}` put `{} = {}` above {than} in `{}`",
            case.parties[party].id,
            case.issues[issue].id,
            case.issues[issue].choice_id(Choice::try_from(better).unwrap_or_default()),
            statement.id,
        );
        Diagnostic::warning(codes::AGAINST_OWN_WORDS, place(case, preference), message)
            .related(statement.span, format!("what it {told}"))
            .note(
                "words are not values; but one of the two may be a slip, or the reason deserves a `because`",
            )
    });
}

fn place(case: &Case, preference: &Preference) -> detente_syntax::span::Span {
    preference.span.unwrap_or(case.parties[preference.party].span)
}
