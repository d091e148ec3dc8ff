//! Errors in the service's own words.

use std::fmt;

use serde::{Deserialize, Serialize};

use crate::{privacy::Shown, value::tolerant};

/// Error in the service's own words: a code for programs and a sentence for people.
///
/// `Display` and `Debug` hide phone numbers that the sentence may name;
/// [`message_with_numbers`](Self::message_with_numbers) does not. Serialised, it is the service's
/// own JSON, numbers and all.
#[derive(Clone, PartialEq, Eq, Deserialize, Serialize)]
pub struct ServiceError {
    #[serde(default, deserialize_with = "tolerant")]
    code: Option<String>,
    #[serde(default, deserialize_with = "tolerant")]
    message: Option<String>,
    #[serde(
        default,
        deserialize_with = "tolerant",
        skip_serializing_if = "Option::is_none"
    )]
    target: Option<String>,
    #[serde(
        default,
        deserialize_with = "tolerant",
        skip_serializing_if = "Option::is_none"
    )]
    details: Option<Vec<ServiceError>>,
    #[serde(
        default,
        deserialize_with = "tolerant",
        rename = "innererror",
        skip_serializing_if = "Option::is_none"
    )]
    inner: Option<Box<ServiceError>>,
}

impl ServiceError {
    /// Reads the body of an error, if it is one of the service's.
    pub(crate) fn read(body: &[u8]) -> Option<Self> {
        let body = body.strip_prefix(b"\xEF\xBB\xBF").unwrap_or(body);
        let envelope: Envelope = serde_json::from_slice(body).ok()?;
        Some(envelope.error)
    }

    /// The service's code for the error, for example `NotFound`.
    pub fn code(&self) -> &str {
        self.code.as_deref().unwrap_or_default()
    }

    /// The service's sentence, phone numbers hidden.
    pub fn message(&self) -> String {
        Shown(self.message_with_numbers()).to_string()
    }

    /// The service's sentence as it came, phone numbers and all. Keep it out of logs.
    pub fn message_with_numbers(&self) -> &str {
        self.message.as_deref().unwrap_or_default()
    }

    /// The parameter that the service error is about, in lower case, for example `searchid`.
    pub fn target(&self) -> Option<&str> {
        self.target.as_deref()
    }

    /// Further service errors that led to this one.
    pub fn details(&self) -> &[ServiceError] {
        self.details.as_deref().unwrap_or_default()
    }

    /// A more precise service error inside this one.
    pub fn inner(&self) -> Option<&ServiceError> {
        self.inner.as_deref()
    }

    /// The most precise service error: the innermost one, or this one.
    pub fn innermost(&self) -> &ServiceError {
        let mut error = self;
        while let Some(inner) = error.inner() {
            error = inner;
        }
        error
    }

    /// Lets `change` at every text in it.
    pub(super) fn change_texts(&mut self, change: &mut impl FnMut(&mut String)) {
        let texts = [&mut self.code, &mut self.message, &mut self.target];
        texts.into_iter().flatten().for_each(&mut *change);
        for error in self.details.iter_mut().flatten() {
            error.change_texts(change);
        }
        if let Some(inner) = &mut self.inner {
            inner.change_texts(change);
        }
    }
}

impl fmt::Display for ServiceError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let shown = |error: &Self, f: &mut fmt::Formatter<'_>| {
            let message = error.message_with_numbers();
            write!(f, "{}: {}", Shown(error.code()), Shown(message))
        };
        shown(self, f)?;
        if self.inner().is_some() {
            f.write_str(" (")?;
            shown(self.innermost(), f)?;
            f.write_str(")")?;
        }
        Ok(())
    }
}

impl fmt::Debug for ServiceError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("ServiceError")
            .field("code", &Shown(self.code()))
            .field("message", &Shown(self.message_with_numbers()))
            .field("target", &self.target().map(Shown))
            .field("details", &self.details())
            .field("inner", &self.inner)
            .finish()
    }
}

/// Envelope that service errors come in.
#[derive(Deserialize)]
struct Envelope {
    error: ServiceError,
}
