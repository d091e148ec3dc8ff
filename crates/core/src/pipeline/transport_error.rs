//! Errors of a transport of the caller's, which may name a URL, and with it a number.

use std::{error::Error, fmt};

use crate::redact::redact;

/// The error as every log and policy may see it; what it was is its source.
pub(super) fn without_numbers(error: azure_core::Error) -> azure_core::Error {
    let text = error.to_string();
    let shown = redact(&text);
    if shown == text {
        return error;
    }
    let (kind, shown) = (error.kind().clone(), shown.into_owned());
    azure_core::Error::new(kind, WithoutNumbers { shown, error })
}

struct WithoutNumbers {
    shown: String,
    error: azure_core::Error,
}

impl fmt::Display for WithoutNumbers {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.shown)
    }
}

impl fmt::Debug for WithoutNumbers {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.shown)
    }
}

impl Error for WithoutNumbers {
    fn source(&self) -> Option<&(dyn Error + 'static)> {
        Some(&self.error)
    }
}
