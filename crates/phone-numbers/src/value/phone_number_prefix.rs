//! The digits that a number on offer is to begin with.

use std::fmt;

use acs_core::{InvalidValue, checked_text};

use super::text::problem_of;

const FIELD: &str = "phone number prefix";
const HINT: &str = "write 1 to 15 digits from the country code on, without `+`, as in 1425";
const MAX_DIGITS: usize = 15;

/// The first digits of a phone number, from the country code on and without `+`: `1425`.
///
/// `Debug` shows only how many digits there are, since enough of them make a phone number.
///
/// ```
/// use acs_phone_numbers::PhoneNumberPrefix;
///
/// assert_eq!(PhoneNumberPrefix::new("1425")?.as_str(), "1425");
/// assert!(PhoneNumberPrefix::new("+1425").is_err());
/// # Ok::<(), acs_phone_numbers::InvalidValue>(())
/// ```
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct PhoneNumberPrefix(String);

impl PhoneNumberPrefix {
    /// Takes 1 to 15 digits, the first of which is not 0, as no country code begins with 0.
    pub fn new(prefix: impl Into<String>) -> Result<Self, InvalidValue> {
        let prefix = prefix.into();
        let problem = problem_of(&prefix, "a character that is no digit", |c| {
            c.is_ascii_digit()
        });
        match problem {
            None if prefix.len() > MAX_DIGITS => Err(format!("has {} digits", prefix.len())),
            None if prefix.starts_with('0') => Err("begins with 0".to_owned()),
            None => Ok(Self(prefix)),
            Some(problem) => Err(problem),
        }
        .map_err(|problem| InvalidValue::new(FIELD, problem).with_hint(HINT))
    }
}

impl fmt::Debug for PhoneNumberPrefix {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "PhoneNumberPrefix({} digits)", self.0.len())
    }
}

checked_text!(PhoneNumberPrefix, own Debug);

#[cfg(test)]
mod tests {
    use super::PhoneNumberPrefix;

    #[test]
    fn names_the_problem() {
        for (prefix, problem) in [
            ("", "is empty"),
            ("+1425", "has a character that is no digit at position 1"),
            ("1-425", "has a character that is no digit at position 2"),
            ("0425", "begins with 0"),
            ("1234567890123456", "has 16 digits"),
        ] {
            let refused = PhoneNumberPrefix::new(prefix).unwrap_err();
            assert_eq!(
                (refused.field(), refused.problem()),
                ("phone number prefix", problem)
            );
            assert!(refused.to_string().ends_with("as in 1425"), "{refused}");
        }
    }

    #[test]
    fn debug_does_not_show_the_digits() {
        let prefix = PhoneNumberPrefix::new("14155550100").unwrap();
        assert_eq!(format!("{prefix:?}"), "PhoneNumberPrefix(11 digits)");
    }
}
