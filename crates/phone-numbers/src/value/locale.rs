//! The language that names come back in.

use acs_core::{InvalidValue, checked_text};

use super::text::problem_of;

const FIELD: &str = "accept-language";
const HINT: &str = "use a language tag as in fr-FR, or a list as in fr-FR, en;q=0.5";

/// The language in which the service is to write the names of countries and places: `fr-FR`.
///
/// It is sent as the header `accept-language`, so a list with weights, `fr-FR, en;q=0.5`, is
/// taken as well. The service decides if it has names in that language.
///
/// ```
/// use acs_phone_numbers::Locale;
///
/// assert_eq!(Locale::new("fr-FR")?.as_str(), "fr-FR");
/// assert!(Locale::new("fr\r\nauthorization: x").is_err());
/// # Ok::<(), acs_phone_numbers::InvalidValue>(())
/// ```
#[derive(Clone, PartialEq, Eq, Hash)]
pub struct Locale(String);

impl Locale {
    /// Takes what the header may hold: ASCII letters, digits, spaces and `-`, `,`, `;`, `=`, `.`,
    /// `*`.
    pub fn new(locale: impl Into<String>) -> Result<Self, InvalidValue> {
        let locale = locale.into();
        let allowed = |c: char| c.is_ascii_alphanumeric() || " -,;=.*".contains(c);
        let problem = match problem_of(&locale, "a character that no language tag has", allowed) {
            None if locale.starts_with(' ') || locale.ends_with(' ') => {
                Some("has a space at its edge".to_owned())
            }
            problem => problem,
        };
        match problem {
            None => Ok(Self(locale)),
            Some(problem) => Err(InvalidValue::new(FIELD, problem).with_hint(HINT)),
        }
    }
}

checked_text!(Locale);

#[cfg(test)]
mod tests {
    use super::Locale;

    #[test]
    fn takes_tags_and_lists() {
        for locale in ["fr", "fr-FR", "zh-Hans-CN", "fr-FR, en;q=0.5, *;q=0.1", "*"] {
            assert_eq!(Locale::new(locale).unwrap().as_str(), locale);
        }
    }

    #[test]
    fn names_the_problem() {
        for (locale, problem) in [
            ("", "is empty"),
            (" fr", "has a space at its edge"),
            (
                "fr_FR",
                "has a character that no language tag has at position 3",
            ),
            (
                "fr\r\nx: y",
                "has a character that no language tag has at position 3",
            ),
            (
                "français",
                "has a character that no language tag has at position 5",
            ),
        ] {
            let refused = Locale::new(locale).unwrap_err();
            assert_eq!(
                (refused.field(), refused.problem()),
                ("accept-language", problem)
            );
            assert!(refused.hint().is_some());
        }
    }
}
