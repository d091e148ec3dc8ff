//! Problems in words.

use std::fmt::{self, Display, Formatter};

use super::Problem;
use crate::{list::MAX_ENTRIES, text::NEXT_IS_OPEN};

impl Display for Problem {
    fn fmt(&self, f: &mut Formatter<'_>) -> fmt::Result {
        match self {
            Self::TooMany { count } => write!(f, "there are {count}; use at most {MAX_ENTRIES}"),
            Self::Repeated { first } => write!(f, "repeats number {}; list each once", first + 1),
            Self::TwoSpellings { first } => write!(
                f,
                "is number {} in another spelling; keep one of them",
                first + 1
            ),
            Self::MissingTrunk => f.write_str("there is no such trunk"),
            Self::MalformedPattern(error) | Self::UncheckedPattern(error) => error.fmt(f),
            Self::UnusedTrunk => f.write_str("no route uses it"),
            Self::NoTrunks => write!(f, "has no trunks; {NEXT_IS_OPEN}"),
            Self::AllTrunksOff => write!(f, "all of its trunks are switched off; {NEXT_IS_OPEN}"),
            Self::Shadowed { by } => shadowed(f, by),
            Self::Failover { of } => write!(
                f,
                "has the pattern of route {}, and takes its calls when that route's trunks cannot",
                of + 1
            ),
            Self::NeverMatches { slip } => {
                f.write_str("no number that can be dialled fits its pattern")?;
                slip.as_ref().map_or(Ok(()), |slip| write!(f, ": {slip}"))
            }
            Self::OtherNotation { slip, .. } => {
                write!(f, "its pattern is not what it seems: {slip}")
            }
            other => f.write_str(other.suspicion()),
        }
    }
}

impl Problem {
    /// The text of what only depends on the kind of problem.
    fn suspicion(&self) -> &'static str {
        match self {
            Self::RepeatedAnchor => {
                "a quantifier in its pattern repeats ^ or $; write \\+ for a plus sign"
            }
            Self::UnevenAnchors { .. } => {
                "an alternative of its pattern lacks the ^ or $ of another one; put all \
                 alternatives into ^(?:…)$"
            }
            Self::FitsWithin { .. } => {
                "its pattern fits in the midst of longer numbers; begin it with ^"
            }
            Self::FitsLonger { .. } => {
                "its pattern counts digits and also fits longer numbers; end it with $"
            }
            Self::NoPlus { .. } => {
                "its pattern fits no number with a plus sign, unlike those of other routes; begin \
                 it with ^\\+"
            }
            Self::OutsideE164 { .. } => {
                "every number with a plus sign that fits is outside E.164, which has 7 to 15 \
                 digits and no 0 in front"
            }
            Self::OutsideCountry { .. } => {
                "no number that fits is as long as the numbers of its country; count the digits"
            }
            Self::EmergencyAndMore { .. } => {
                "its pattern is for an emergency number and takes ordinary numbers along; put it \
                 between ^ and $"
            }
            _ => "",
        }
    }
}

fn shadowed(f: &mut Formatter<'_>, by: &[usize]) -> fmt::Result {
    let plural = if by.len() == 1 { "" } else { "s" };
    let places: Vec<_> = by.iter().map(|index| (index + 1).to_string()).collect();
    write!(
        f,
        "is never the first that fits; its numbers fit earlier route{plural} {}",
        places.join(", ")
    )
}
