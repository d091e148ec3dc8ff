//! The pattern that decides which numbers a route takes.

use acs_core::{InvalidValue, checked_text};

use crate::text::check_length;

/// The regular expression that decides which numbers a [`Route`](crate::Route) takes: 1 to 1,024
/// characters.
///
/// The service applies it to the dialled number without blanks, which may begin with `+`. It reads
/// it in the syntax of .NET, which differs from Rust's: `^+[1-9][0-9]{3,23}$`, with its bare `+`,
/// is accepted there. Only the length is checked here. [`SipConfiguration::check`] says whether .NET
/// can read it and whether any number fits it, and [`matcher`](Self::matcher) tries it out; where
/// .NET and the engines under it differ is written at [`NumberMatcher`](crate::NumberMatcher). The service
/// refuses one that it cannot read with status 422 and `InvalidRouteNumberPattern`.
///
/// A pattern matches anywhere in the number unless `^` and `$` tie it to the ends.
///
/// [`SipConfiguration::check`]: crate::SipConfiguration::check
///
/// ```
/// use acs_sip_routing::NumberPattern;
///
/// let united_states: NumberPattern = r"^\+1[0-9]{10}$".parse()?;
/// let every_number: NumberPattern = "^.*$".parse()?;
/// # assert_ne!(united_states, every_number);
/// # Ok::<(), acs_sip_routing::InvalidValue>(())
/// ```
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct NumberPattern(String);

impl NumberPattern {
    /// The most characters (Unicode code points) that a pattern may have.
    pub const MAX_CHARACTERS: usize = 1024;

    /// Takes a pattern that is neither empty nor longer than 1,024 characters.
    pub fn new(pattern: impl Into<String>) -> Result<Self, InvalidValue> {
        let pattern = pattern.into();
        check_length("number pattern", &pattern, 1, Self::MAX_CHARACTERS)?;
        Ok(Self(pattern))
    }

    /// Takes a pattern that the service sent, whatever its length.
    pub(crate) fn from_service(pattern: String) -> Self {
        Self(pattern)
    }
}

checked_text!(NumberPattern);

#[cfg(test)]
mod tests {
    use super::NumberPattern;

    #[test]
    fn takes_what_the_service_was_seen_to_take() {
        for pattern in ["^+[1-9][0-9]{3,23}$", "^.*$", r"\+123[0-9]+", r"^\+?\d+$"] {
            assert_eq!(NumberPattern::new(pattern).unwrap().as_str(), pattern);
        }
    }

    #[test]
    fn takes_1_to_1024_characters() {
        for pattern in ["1", &"1".repeat(1024), &"٣".repeat(1024)] {
            assert!(NumberPattern::new(pattern).is_ok());
        }
    }

    #[test]
    fn refuses_the_empty_and_the_too_long() {
        for (pattern, problem) in [
            (String::new(), "is empty"),
            ("1".repeat(1025), "has 1025 characters"),
        ] {
            let refused = NumberPattern::new(pattern).unwrap_err();
            assert_eq!(refused.field(), "number pattern");
            assert_eq!(refused.problem(), problem);
            assert_eq!(refused.hint(), Some("use 1 to 1024 characters"));
        }
    }
}
