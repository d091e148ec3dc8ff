//! What can be wrong.

use std::fmt;

use crate::{PatternError, list::MAX_ENTRIES};

/// What can be wrong with a configuration.
///
/// Indices count from 0, as in the lists themselves; the text counts from 1, as people do.
///
/// ```
/// use acs_sip_routing::{Problem, Route, SipConfiguration};
///
/// let mut configuration = SipConfiguration::default();
/// let route = Route::new("text".parse()?, "^[a-z]+$".parse()?);
/// configuration.routes.push(route);
/// let findings = configuration.check();
/// #/// assert!(findings.iter().any(|finding| *finding.problem() == Problem::NeverMatches));
/// assert!(findings.iter().all(|finding| !finding.is_error()));
/// # Ok::<(), acs_sip_routing::InvalidValue>(())
/// ```
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum Problem {
    /// Error: there are more than 250 trunks, routes, or trunks in a route.
    #[non_exhaustive]
    TooMany {
        /// How many there are.
        count: usize,
    },
    /// Error: the same trunk or route was listed before. Two routes are the same when both their
    /// name and their pattern are.
    #[non_exhaustive]
    Repeated {
        /// Where it was listed first.
        first: usize,
    },
    /// Error: a route names a trunk that is not in the configuration.
    MissingTrunk,
    /// Error: the pattern is no regular expression of .NET.
    MalformedPattern(PatternError),
    /// Warning: no route uses the trunk, so no call goes through it.
    UnusedTrunk,
    /// Warning: the route has no trunk that a call could go through.
    NoTrunks,
    /// Warning: every number that fits the route fits an earlier one. It is never the first choice,
    /// and gets a call only when none of the earlier route's trunks is available.
    #[non_exhaustive]
    Shadowed {
        /// The earlier routes that take its numbers, each at least one.
        by: Vec<usize>,
    },
    /// Warning: no number that can be dialled fits the pattern.
    NeverMatches,
    /// Warning: the pattern has a quantifier after `^` or `$`, which repeats the anchor. After `^`, a
    /// plus sign that shall be dialled is written `\+`.
    RepeatedAnchor,
    /// Warning: it could not be checked which numbers fit the pattern.
    UncheckedPattern(PatternError),
}

impl Problem {
    /// Whether the service refuses a configuration for it.
    pub fn is_error(&self) -> bool {
        matches!(
            self,
            Self::TooMany { .. }
                | Self::Repeated { .. }
                | Self::MissingTrunk
                | Self::MalformedPattern(_)
        )
    }

    pub(super) fn is_about_pattern(&self) -> bool {
        matches!(self, Self::MalformedPattern(_))
    }
}

impl fmt::Display for Problem {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::TooMany { count } => {
                write!(f, "there are {count}; use at most {MAX_ENTRIES}")
            }
            Self::Repeated { first } => {
                write!(f, "repeats number {}; list each once", first + 1)
            }
            Self::MissingTrunk => f.write_str("there is no such trunk"),
            Self::MalformedPattern(error) | Self::UncheckedPattern(error) => error.fmt(f),
            Self::UnusedTrunk => f.write_str("no route uses it"),
            Self::NoTrunks => f.write_str("has no trunks, so its calls go nowhere"),
            Self::Shadowed { by } => {
                f.write_str("is never the first that fits; its numbers fit earlier ")?;
                f.write_str(if by.len() == 1 { "route " } else { "routes " })?;
                let mut separator = "";
                for index in by {
                    write!(f, "{separator}{}", index + 1)?;
                    separator = ", ";
                }
                Ok(())
            }
            Self::NeverMatches => f.write_str("no number that can be dialled fits its pattern"),
            Self::RepeatedAnchor => {
                f.write_str("a quantifier in its pattern repeats ^ or $; write \\+ for a plus sign")
            }
        }
    }
}
