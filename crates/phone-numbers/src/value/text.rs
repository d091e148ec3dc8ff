//! Common checks of texts.

use acs_core::InvalidValue;

/// The problem of a text that must not be empty and may hold only characters that `allowed` takes.
///
/// `what` names a character that is not among them: `"a character that is no digit"`.
pub(super) fn problem_of(text: &str, what: &str, allowed: impl Fn(char) -> bool) -> Option<String> {
    if text.is_empty() {
        return Some("is empty".to_owned());
    }
    let position = text.chars().position(|c| !allowed(c))? + 1;
    Some(format!("has {what} at position {position}"))
}

/// Checks a name that only the service can tell right from wrong, such as a locality's.
pub(crate) fn check_free_text(field: &'static str, text: Option<&str>) -> Result<(), InvalidValue> {
    let Some(text) = text else { return Ok(()) };
    if text.trim().is_empty() {
        return Err(InvalidValue::new(field, "is empty").with_hint("leave it out, or name one"));
    }
    match problem_of(text, "a control character", |c| !c.is_control()) {
        None => Ok(()),
        Some(problem) => {
            Err(InvalidValue::new(field, problem).with_hint("use printable characters"))
        }
    }
}

#[cfg(test)]
mod tests {
    use super::check_free_text;

    #[test]
    fn free_text_is_refused_when_it_cannot_be_a_name() {
        for name in [
            None,
            Some("Los Angeles"),
            Some("Baile Átha Cliath"),
            Some("CA & x"),
        ] {
            assert!(check_free_text("locality", name).is_ok(), "{name:?}");
        }
        for (name, problem) in [
            ("", "is empty"),
            ("  ", "is empty"),
            ("An\nchorage", "has a control character at position 3"),
        ] {
            let refused = check_free_text("locality", Some(name)).unwrap_err();
            assert_eq!(
                (refused.field(), refused.problem()),
                ("locality", problem),
                "{name:?}"
            );
            assert!(refused.hint().is_some());
        }
    }
}
