//! A telephone number in E.164 form.

use std::fmt;

use super::InvalidValue;
use crate::checked_text;

const FIELD: &str = "phone number";
const HINT: &str = "write it in E.164 form: `+`, a country code that does not begin with 0, \
                     2 to 15 digits in all, nothing else, as in +14255550100";
const MIN_DIGITS: usize = 2;
const MAX_DIGITS: usize = 15;

/// A telephone number in E.164 form: `+` and 2 to 15 digits.
///
/// `Debug` shows only the last two digits, so that a number does not end up in a log by accident;
/// [`as_str`](Self::as_str) and `Display` give the whole number.
///
/// ```
/// use acs_core::PhoneNumber;
///
/// let number = PhoneNumber::new("+14255550100")?;
/// assert_eq!(number.as_str(), "+14255550100");
/// assert_eq!(number.digits(), "14255550100");
/// assert_eq!(format!("{number:?}"), "PhoneNumber(+…00)");
/// assert!(PhoneNumber::new("425-555-0100").is_err());
/// # Ok::<(), acs_core::InvalidValue>(())
/// ```
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct PhoneNumber(String);

checked_text!(PhoneNumber, own Debug);

impl PhoneNumber {
    /// Takes a number that is already in E.164 form.
    ///
    /// Nothing is guessed: spaces, dashes, brackets and a missing `+` are problems, because a
    /// number that was misread can cost money.
    pub fn new(number: impl Into<String>) -> Result<Self, InvalidValue> {
        let number = number.into();
        match problem_of(&number) {
            None => Ok(Self(number)),
            Some(problem) => Err(InvalidValue::new(FIELD, problem).with_hint(HINT)),
        }
    }

    /// Takes a number that the service sent.
    ///
    /// The service leaves the `+` out in some answers; it is put back. Anything else is kept as
    /// it came: an answer is not the place to be strict.
    #[doc(hidden)]
    #[must_use]
    pub fn from_service(number: impl Into<String>) -> Self {
        let number = number.into();
        if !number.is_empty() && number.bytes().all(|b| b.is_ascii_digit()) {
            return Self(format!("+{number}"));
        }
        Self(number)
    }

    /// The number without its `+`: the form of the ids that the service gives to numbers.
    pub fn digits(&self) -> &str {
        self.0.strip_prefix('+').unwrap_or(&self.0)
    }
}

/// Returns the reason why `number` is not E.164, or nothing.
fn problem_of(number: &str) -> Option<String> {
    let Some(digits) = number.strip_prefix('+') else {
        return Some(match number.chars().next() {
            None => "is empty".to_owned(),
            Some(_) => "does not begin with `+`".to_owned(),
        });
    };
    if let Some((index, found)) = digits
        .chars()
        .enumerate()
        .find(|(_, c)| !c.is_ascii_digit())
    {
        let what = match found {
            ' ' => "a space",
            '-' | '(' | ')' | '.' | '/' => "a separator",
            '+' => "a second `+`",
            c if c.is_alphabetic() => "a letter",
            _ => "a character that is no digit",
        };
        return Some(format!("has {what} at position {}", index + 2));
    }
    match digits.len() {
        length if length < MIN_DIGITS => Some(format!("has {length} digits")),
        length if length > MAX_DIGITS => Some(format!("has {length} digits")),
        _ if digits.starts_with('0') => Some("has a country code that begins with 0".to_owned()),
        _ => None,
    }
}

impl fmt::Debug for PhoneNumber {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        // Two digits tell numbers apart in a test's output and identify nobody.
        let tail = self
            .0
            .get(self.0.len().saturating_sub(2)..)
            .unwrap_or_default();
        write!(f, "PhoneNumber(+…{tail})")
    }
}

#[cfg(test)]
mod tests {
    use super::PhoneNumber;

    #[test]
    fn takes_the_shortest_and_the_longest() {
        assert!(PhoneNumber::new("+12").is_ok());
        assert!(PhoneNumber::new("+123456789012345").is_ok());
    }

    #[test]
    fn names_the_fault_and_its_place() {
        let problems = [
            ("", "is empty"),
            ("14255550100", "does not begin with `+`"),
            ("+", "has 0 digits"),
            ("+1", "has 1 digits"),
            ("+1234567890123456", "has 16 digits"),
            ("+04255550100", "has a country code that begins with 0"),
            ("+1425 5550100", "has a space at position 6"),
            ("+1425-5550100", "has a separator at position 6"),
            ("+1800FLOWERS", "has a letter at position 6"),
            ("++14255550100", "has a second `+` at position 2"),
            (
                "+1425５550100",
                "has a character that is no digit at position 6",
            ),
        ];
        for (number, problem) in problems {
            assert_eq!(
                PhoneNumber::new(number).unwrap_err().problem(),
                problem,
                "{number}"
            );
        }
    }

    #[test]
    fn puts_back_the_plus_that_the_service_leaves_out() {
        assert_eq!(
            PhoneNumber::from_service("14155550100").as_str(),
            "+14155550100"
        );
        assert_eq!(
            PhoneNumber::from_service("+14155550100").as_str(),
            "+14155550100"
        );
    }

    #[test]
    fn no_fault_repeats_the_number() {
        for number in [
            "4155550199",
            "+4155550199x",
            "+04155550199",
            "+41555501994155550199",
        ] {
            let text = PhoneNumber::new(number).unwrap_err().to_string();
            assert!(!text.contains("4155550199"), "{text}");
        }
    }
}
