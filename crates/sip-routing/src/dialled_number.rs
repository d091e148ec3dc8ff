//! A number as it is dialled.

use std::fmt;

use acs_core::InvalidValue;

/// A number as it is dialled: digits, with or without a plus sign before them, and nothing else.
/// From 1 digit to 64 characters.
///
/// It is what the service matches with the patterns of routes, and need not be a number of the
/// public network: `911` and extensions of one's own are dialled, too.
///
/// `Display` and [`as_str`](Self::as_str) show it; `Debug` does not.
///
/// ```
/// use acs_sip_routing::DialledNumber;
///
/// let number: DialledNumber = "+14255550100".parse()?;
/// assert_eq!(number.as_str(), "+14255550100");
/// assert_eq!(format!("{number:?}"), "DialledNumber(…)");
/// assert!(DialledNumber::new("+1 425 555 0100").is_err());
/// # Ok::<(), acs_sip_routing::InvalidValue>(())
/// ```
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct DialledNumber(String);

impl DialledNumber {
    /// The most characters that a number may have, the plus sign among them.
    ///
    /// The service publishes no limit; numbers of the public network have up to 15 digits.
    pub const MAX_CHARACTERS: usize = 64;

    /// Takes digits, with or without a plus sign before them.
    pub fn new(number: impl Into<String>) -> Result<Self, InvalidValue> {
        let number = number.into();
        match problem_of(&number) {
            None => Ok(Self(number)),
            Some(problem) => Err(InvalidValue::new("dialled number", problem).with_hint(
                "write 1 to 64 characters: digits without blanks, with or without a plus sign \
                 before them",
            )),
        }
    }

    /// A number put together by rule.
    #[cfg(feature = "simulation")]
    pub(crate) fn explored(number: String) -> Self {
        Self(number)
    }

    /// The number as it was written.
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

fn problem_of(number: &str) -> Option<String> {
    let digits = number.strip_prefix('+').unwrap_or(number);
    let length = number.chars().count();
    if let Some(at) = digits.chars().position(|it| !it.is_ascii_digit()) {
        let position = at + 1 + number.len() - digits.len();
        return Some(format!(
            "has something other than a digit at character {position}"
        ));
    }
    if digits.is_empty() {
        return Some("has no digits".to_owned());
    }
    (length > DialledNumber::MAX_CHARACTERS).then(|| format!("has {length} characters"))
}

impl std::str::FromStr for DialledNumber {
    type Err = InvalidValue;

    fn from_str(text: &str) -> Result<Self, Self::Err> {
        Self::new(text)
    }
}

impl TryFrom<&str> for DialledNumber {
    type Error = InvalidValue;

    fn try_from(text: &str) -> Result<Self, Self::Error> {
        Self::new(text)
    }
}

impl TryFrom<String> for DialledNumber {
    type Error = InvalidValue;

    fn try_from(text: String) -> Result<Self, Self::Error> {
        Self::new(text)
    }
}

impl fmt::Display for DialledNumber {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(&self.0)
    }
}

impl fmt::Debug for DialledNumber {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("DialledNumber(…)")
    }
}

#[cfg(test)]
mod tests {
    use super::DialledNumber;

    #[test]
    fn takes_digits_with_and_without_plus() {
        for number in ["1", "+1", "911", "+14255550100", &"7".repeat(64)] {
            assert_eq!(DialledNumber::new(number).unwrap().as_str(), number);
        }
    }

    #[test]
    fn names_the_fault_but_not_the_number() {
        for (number, problem) in [
            ("", "has no digits"),
            ("+", "has no digits"),
            ("++1", "has something other than a digit at character 2"),
            ("1+", "has something other than a digit at character 2"),
            ("+1 425", "has something other than a digit at character 3"),
            ("+1٣", "has something other than a digit at character 3"),
            ("1\n", "has something other than a digit at character 2"),
            (&"7".repeat(65), "has 65 characters"),
        ] {
            let refused = DialledNumber::new(number).unwrap_err();
            assert_eq!(refused.problem(), problem);
            assert!(refused.hint().is_some());
        }
    }
}
