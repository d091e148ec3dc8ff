//! The kinds of findings.

use super::{Level, Slip};
use crate::{DialledNumber, PatternError};

/// A problem of a configuration, or something that is good to know about it.
///
/// Indices count from 0, as in the lists themselves; the text counts from 1, as people do. The text
/// has no numbers; [`number`](Self::number) gives one that shows the problem.
///
/// Problems about numbers are found with the cargo feature `simulation`.
///
/// ```
/// use acs_sip_routing::{Level, Route, SipConfiguration};
///
/// let mut configuration = SipConfiguration::default();
/// configuration.routes.push(Route::new("United States".parse()?, r"\+1d{10}".parse()?));
/// let findings = configuration.check();
/// # #[cfg(feature = "simulation")]
/// assert!(findings.iter().any(|finding| finding.problem().code() == "never-matches"));
/// assert!(findings.iter().all(|finding| finding.level() < Level::Error));
/// # Ok::<(), acs_sip_routing::InvalidValue>(())
/// ```
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum Problem {
    /// Error `too-many`: there are more than 250 trunks, routes, or trunks in a route.
    #[non_exhaustive]
    TooMany {
        /// The count.
        count: usize,
    },
    /// Error `repeated`: the same trunk or route was listed before. Two routes are the same when
    /// both their name and their pattern are.
    #[non_exhaustive]
    Repeated {
        /// The index at which it was listed first.
        first: usize,
    },
    /// Error `two-spellings`: the trunk was listed before, in another spelling. One that the service
    /// has like that can be mended with
    /// [`keep_spelling`](crate::SipConfiguration::keep_spelling).
    #[non_exhaustive]
    TwoSpellings {
        /// The index at which it was listed first.
        first: usize,
    },
    /// Error `missing-trunk`: a route names a trunk that is not in the configuration.
    MissingTrunk,
    /// Error `malformed-pattern`: the pattern is no regular expression of .NET.
    MalformedPattern(PatternError),
    /// Warning `unused-trunk`: no route uses the trunk, so no call goes through it.
    UnusedTrunk,
    /// Warning `no-trunks`: the route has no trunks.
    NoTrunks,
    /// Warning `all-trunks-off`: all trunks of the route are switched off.
    AllTrunksOff,
    /// Warning `shadowed`: every number that fits the route fits an earlier one. It is never the
    /// first choice, and gets a call only when none of the earlier route's trunks is available.
    #[non_exhaustive]
    Shadowed {
        /// The earlier routes that take its numbers, each at least one.
        by: Vec<usize>,
    },
    /// Note `failover`: the route has the pattern of an earlier one and other trunks, which take the
    /// calls when none of the earlier route's trunks is available.
    #[non_exhaustive]
    Failover {
        /// The earlier route.
        of: usize,
    },
    /// Warning `never-matches`: no number that can be dialled fits the pattern.
    #[non_exhaustive]
    NeverMatches {
        /// The likely slip, where one is recognised.
        slip: Option<Slip>,
    },
    /// Warning `repeated-anchor`: the pattern has a quantifier after `^` or `$`, which repeats the
    /// anchor. After `^`, a plus sign that is dialled is written `\+`.
    RepeatedAnchor,
    /// Warning `unchecked-pattern`: it could not be checked which numbers fit the pattern.
    UncheckedPattern(PatternError),
    /// Warning `uneven-anchors`: an alternative of the pattern has no `^` or `$` where another one
    /// has, and the number fits because of that.
    #[non_exhaustive]
    UnevenAnchors {
        /// A number that fits, and would not with the anchors of the other alternatives.
        number: DialledNumber,
    },
    /// Warning `fits-within`: the pattern does not begin with `^` and fits in the midst of numbers.
    #[non_exhaustive]
    FitsWithin {
        /// A number that fits only from a later character on.
        number: DialledNumber,
    },
    /// Warning `fits-longer`: the pattern ends with a fixed count of digits and without `$`, so
    /// longer numbers fit as well.
    #[non_exhaustive]
    FitsLonger {
        /// A number that is longer than what the pattern spells out.
        number: DialledNumber,
    },
    /// Warning `other-notation`, and a note where it makes no difference: the pattern has the
    /// notation of another system, which means something else here.
    #[non_exhaustive]
    OtherNotation {
        /// The piece as it is written, and as it was likely meant.
        slip: Slip,
        /// A number for which it makes a difference, or any that fits.
        number: DialledNumber,
    },
    /// Warning `no-plus`: the pattern fits no number with a plus sign, and those of other routes do.
    #[non_exhaustive]
    NoPlus {
        /// A number without a plus sign that fits.
        number: DialledNumber,
    },
    /// Warning `outside-e164`: every number with a plus sign that fits is too short or too long for
    /// the public network, or begins with 0: E.164 numbers have 7 to 15 digits.
    #[non_exhaustive]
    OutsideE164 {
        /// A number that fits.
        number: DialledNumber,
    },
    /// Warning `outside-country`: no number that fits has as many digits as numbers of the country.
    #[non_exhaustive]
    OutsideCountry {
        /// The country code.
        code: &'static str,
        /// The fewest and the most digits after the country code.
        digits: (u8, u8),
        /// A number that fits.
        number: DialledNumber,
    },
    /// Warning `emergency-and-more`: the pattern is for an emergency number and takes ordinary
    /// numbers along.
    #[non_exhaustive]
    EmergencyAndMore {
        /// An ordinary number that fits.
        number: DialledNumber,
    },
}

impl Problem {
    /// The stable codes of all problems.
    pub const CODES: &'static [&'static str] = &[
        "all-trunks-off",
        "emergency-and-more",
        "failover",
        "fits-longer",
        "fits-within",
        "malformed-pattern",
        "missing-trunk",
        "never-matches",
        "no-plus",
        "no-trunks",
        "other-notation",
        "outside-country",
        "outside-e164",
        "repeated",
        "repeated-anchor",
        "shadowed",
        "too-many",
        "two-spellings",
        "unchecked-pattern",
        "uneven-anchors",
        "unused-trunk",
    ];

    /// The code of the problem, by which it can be [allowed](crate::Allowed). It stays the same
    /// when the text changes.
    pub fn code(&self) -> &'static str {
        match self {
            Self::TooMany { .. } => "too-many",
            Self::Repeated { .. } => "repeated",
            Self::TwoSpellings { .. } => "two-spellings",
            Self::MissingTrunk => "missing-trunk",
            Self::MalformedPattern(_) => "malformed-pattern",
            Self::UnusedTrunk => "unused-trunk",
            Self::NoTrunks => "no-trunks",
            Self::AllTrunksOff => "all-trunks-off",
            Self::Shadowed { .. } => "shadowed",
            Self::Failover { .. } => "failover",
            Self::NeverMatches { .. } => "never-matches",
            Self::RepeatedAnchor => "repeated-anchor",
            Self::UncheckedPattern(_) => "unchecked-pattern",
            Self::UnevenAnchors { .. } => "uneven-anchors",
            Self::FitsWithin { .. } => "fits-within",
            Self::FitsLonger { .. } => "fits-longer",
            Self::OtherNotation { .. } => "other-notation",
            Self::NoPlus { .. } => "no-plus",
            Self::OutsideE164 { .. } => "outside-e164",
            Self::OutsideCountry { .. } => "outside-country",
            Self::EmergencyAndMore { .. } => "emergency-and-more",
        }
    }

    /// The weight of the problem.
    pub fn level(&self) -> Level {
        match self {
            Self::TooMany { .. }
            | Self::Repeated { .. }
            | Self::TwoSpellings { .. }
            | Self::MissingTrunk
            | Self::MalformedPattern(_) => Level::Error,
            Self::Failover { .. } => Level::Note,
            Self::OtherNotation { slip, .. } if slip.is_harmless() => Level::Note,
            _ => Level::Warning,
        }
    }

    /// Returns true if the service refuses a configuration for it.
    pub fn is_error(&self) -> bool {
        self.level() == Level::Error
    }

    /// A number that shows the problem. It is made up from the pattern, and need not exist.
    pub fn number(&self) -> Option<&DialledNumber> {
        match self {
            Self::UnevenAnchors { number }
            | Self::FitsWithin { number }
            | Self::FitsLonger { number }
            | Self::OtherNotation { number, .. }
            | Self::NoPlus { number }
            | Self::OutsideE164 { number }
            | Self::OutsideCountry { number, .. }
            | Self::EmergencyAndMore { number } => Some(number),
            _ => None,
        }
    }
}
