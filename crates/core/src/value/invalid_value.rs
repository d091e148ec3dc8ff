//! The problem of a value that was refused before anything was sent.

use std::{borrow::Cow, fmt};

use crate::{Shown, debug_without_numbers};

/// Reason why a value was refused before anything was sent: the field, the problem, and a hint.
///
/// The text never repeats the value, since a value may be a phone number or a key; where it names
/// something of the caller's, numbers in it are hidden.
///
/// ```
/// use acs_core::PhoneNumber;
///
/// let problem = PhoneNumber::new("+1 425 555 0100").unwrap_err();
/// assert_eq!(problem.field(), "phone number");
/// assert!(problem.to_string().contains("a space at position 3"));
/// ```
#[derive(Clone, PartialEq, Eq)]
pub struct InvalidValue {
    field: Cow<'static, str>,
    problem: Cow<'static, str>,
    hint: Option<Cow<'static, str>>,
}

impl InvalidValue {
    /// A problem of the value in `field`. Both read as parts of one sentence: `"quantity"`,
    /// `"is 0"`.
    pub fn new(field: impl Into<Cow<'static, str>>, problem: impl Into<Cow<'static, str>>) -> Self {
        Self {
            field: field.into(),
            problem: problem.into(),
            hint: None,
        }
    }

    /// Adds what would be accepted: `"use a whole number from 1 to 65535"`.
    #[must_use]
    pub fn with_hint(mut self, hint: impl Into<Cow<'static, str>>) -> Self {
        self.hint = Some(hint.into());
        self
    }

    /// Says where in a larger structure the field is: `route 3` makes `name` into `route 3: name`.
    #[must_use]
    pub fn within(mut self, place: impl fmt::Display) -> Self {
        self.field = format!("{place}: {}", self.field).into();
        self
    }

    /// Returns the name of the field whose value was refused.
    pub fn field(&self) -> &str {
        &self.field
    }

    /// Returns the problem with the value.
    pub fn problem(&self) -> &str {
        &self.problem
    }

    /// Returns advice on what would be accepted, if there is any.
    pub fn hint(&self) -> Option<&str> {
        self.hint.as_deref()
    }
}

debug_without_numbers!(InvalidValue {
    field: text,
    problem: text,
    hint
});

impl fmt::Display for InvalidValue {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{} {}", Shown(&self.field), Shown(&self.problem))?;
        match &self.hint {
            Some(hint) => write!(f, "; {hint}"),
            None => Ok(()),
        }
    }
}

impl std::error::Error for InvalidValue {}
