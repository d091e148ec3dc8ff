//! Failing in words.

use std::{error::Error, fmt};

/// Result of a sample's `main`.
pub type Result<T> = std::result::Result<T, Failure>;

/// Error of a sample, printed for people when `main` returns it.
pub struct Failure(Box<dyn Error + Send + Sync>);

impl Failure {
    /// A failure that is said in words of the sample's own.
    pub fn because(reason: impl Into<String>) -> Self {
        Self(reason.into().into())
    }
}

impl<E: Error + Send + Sync + 'static> From<E> for Failure {
    fn from(error: E) -> Self {
        Self(Box::new(error))
    }
}

impl fmt::Debug for Failure {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Display::fmt(&self.0, f)
    }
}
