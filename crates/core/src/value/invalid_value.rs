//! The fault of a value that was refused before anything was sent.

use std::{borrow::Cow, fmt};

use crate::{Shown, debug_without_numbers};

/// Why a value was refused before anything was sent: the field, the fault, and the limit.
///
/// The text never repeats the value, since a value may be a phone number or a key; where it names
/// something of the caller's, numbers in it are hidden.
///
/// ```
/// use acs_core::PhoneNumber;
///
/// let fault = PhoneNumber::new("+1 425 555 0100").unwrap_err();
/// assert_eq!(fault.field(), "phone number");
/// assert!(fault.to_string().contains("a space at position 3"));
/// ```
#[derive(Clone, PartialEq, Eq)]
pub struct InvalidValue {
    field: Cow<'static, str>,
    fault: Cow<'static, str>,
    limit: Option<Cow<'static, str>>,
}

impl InvalidValue {
    /// A fault of the value in `field`. Both read as parts of one sentence: `"quantity"`,
    /// `"is 0"`.
    pub fn new(field: impl Into<Cow<'static, str>>, fault: impl Into<Cow<'static, str>>) -> Self {
        Self {
            field: field.into(),
            fault: fault.into(),
            limit: None,
        }
    }

    /// Adds what would be accepted: `"use a whole number from 1 to 65535"`.
    #[must_use]
    pub fn limit(mut self, limit: impl Into<Cow<'static, str>>) -> Self {
        self.limit = Some(limit.into());
        self
    }

    /// Says where in a larger structure the field is: `route 3` makes `name` into `route 3: name`.
    #[must_use]
    pub fn within(mut self, place: impl fmt::Display) -> Self {
        self.field = format!("{place}: {}", self.field).into();
        self
    }

    /// The field whose value was refused.
    pub fn field(&self) -> &str {
        &self.field
    }

    /// What is wrong with the value.
    pub fn fault(&self) -> &str {
        &self.fault
    }

    /// What would be accepted, where there is a limit to name.
    pub fn accepted(&self) -> Option<&str> {
        self.limit.as_deref()
    }
}

debug_without_numbers!(InvalidValue {
    field: text,
    fault: text,
    limit
});

impl fmt::Display for InvalidValue {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{} {}", Shown(&self.field), Shown(&self.fault))?;
        match &self.limit {
            Some(limit) => write!(f, "; {limit}"),
            None => Ok(()),
        }
    }
}

impl std::error::Error for InvalidValue {}
