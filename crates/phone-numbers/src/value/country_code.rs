//! The country whose numbers are asked for.

use acs_core::{InvalidValue, checked_text};

use super::text::problem_of;

const FIELD: &str = "country code";
const HINT: &str = "use the two letters of ISO 3166-1, as in US";

/// A country by the two letters of ISO 3166-1, in capitals: `US`, `FR`, `IE`.
///
/// The countries that have numbers are listed by
/// [`list_available_countries`](crate::PhoneNumbersClient::list_available_countries).
///
/// ```
/// use acs_phone_numbers::CountryCode;
///
/// assert_eq!(CountryCode::new("us")?.as_str(), "US");
/// assert!(CountryCode::new("USA").is_err());
/// # Ok::<(), acs_phone_numbers::InvalidValue>(())
/// ```
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct CountryCode(String);

impl CountryCode {
    /// Takes two ASCII letters of either case.
    pub fn new(code: impl Into<String>) -> Result<Self, InvalidValue> {
        let code = code.into();
        let problem = problem_of(&code, "a character other than A to Z", |c| {
            c.is_ascii_alphabetic()
        });
        match problem {
            None if code.len() == 2 => Ok(Self(code.to_ascii_uppercase())),
            None if code.len() == 1 => Err("has 1 letter".to_owned()),
            None => Err(format!("has {} letters", code.len())),
            Some(problem) => Err(problem),
        }
        .map_err(|problem| InvalidValue::new(FIELD, problem).with_hint(HINT))
    }

    /// Takes the code that the service sent as it came; an answer is not the place to be strict.
    pub(crate) fn from_service(code: String) -> Self {
        Self(code)
    }
}

checked_text!(CountryCode);

#[cfg(test)]
mod tests {
    use super::CountryCode;

    #[test]
    fn is_written_in_capitals() {
        for code in ["US", "us", "Us"] {
            assert_eq!(CountryCode::new(code).unwrap().as_str(), "US");
        }
    }

    #[test]
    fn names_the_problem() {
        for (code, problem) in [
            ("", "is empty"),
            ("U", "has 1 letter"),
            ("USA", "has 3 letters"),
            ("U1", "has a character other than A to Z at position 2"),
            (" US", "has a character other than A to Z at position 1"),
            ("..", "has a character other than A to Z at position 1"),
            ("ÜS", "has a character other than A to Z at position 1"),
        ] {
            let refused = CountryCode::new(code).unwrap_err();
            assert_eq!(
                (refused.field(), refused.problem()),
                ("country code", problem),
                "{code:?}"
            );
            assert!(refused.to_string().ends_with("as in US"), "{refused}");
        }
    }
}
