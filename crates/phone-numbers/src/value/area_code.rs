//! The area code that a search is narrowed to.

use acs_core::{InvalidValue, checked_text};

use super::text::problem_of;

const FIELD: &str = "area code";
const HINT: &str = "use digits only, as in 425";

/// An area code: the digits that follow the country code, `425` or `833`.
///
/// The number of digits differs from country to country, down to a single one. The codes on
/// offer are listed by
/// [`list_available_geographic_area_codes`](crate::PhoneNumbersClient::list_available_geographic_area_codes)
/// and its siblings.
///
/// ```
/// use acs_phone_numbers::AreaCode;
///
/// assert_eq!(AreaCode::new("425")?.as_str(), "425");
/// assert!(AreaCode::new("(425)").is_err());
/// # Ok::<(), acs_phone_numbers::InvalidValue>(())
/// ```
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct AreaCode(String);

impl AreaCode {
    /// Takes one digit or more.
    pub fn new(code: impl Into<String>) -> Result<Self, InvalidValue> {
        let code = code.into();
        match problem_of(&code, "a character that is no digit", |c| {
            c.is_ascii_digit()
        }) {
            None => Ok(Self(code)),
            Some(problem) => Err(InvalidValue::new(FIELD, problem).with_hint(HINT)),
        }
    }

    /// Takes the code that the service sent as it came; an answer is not the place to be strict.
    pub(crate) fn from_service(code: String) -> Self {
        Self(code)
    }
}

checked_text!(AreaCode);

#[cfg(test)]
mod tests {
    use super::AreaCode;

    #[test]
    fn takes_any_number_of_digits() {
        for code in ["1", "425", "01234"] {
            assert_eq!(AreaCode::new(code).unwrap().as_str(), code);
        }
    }

    #[test]
    fn names_the_problem() {
        for (code, problem) in [
            ("", "is empty"),
            ("42a", "has a character that is no digit at position 3"),
            ("+1425", "has a character that is no digit at position 1"),
            ("42 5", "has a character that is no digit at position 3"),
            ("４２５", "has a character that is no digit at position 1"),
        ] {
            let refused = AreaCode::new(code).unwrap_err();
            assert_eq!(
                (refused.field(), refused.problem()),
                ("area code", problem),
                "{code:?}"
            );
            assert!(refused.to_string().ends_with("as in 425"), "{refused}");
        }
    }
}
