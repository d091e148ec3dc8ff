//! Obstacles to matching a pattern here.

use std::{borrow::Cow, error::Error, fmt};

/// The reason why a pattern cannot be matched here: the kind of obstacle, its place, and what it is.
///
/// ```
/// use acs_sip_routing::{NumberPattern, PatternErrorKind};
///
/// let pattern: NumberPattern = r"^\+1[0-9{10}$".parse()?;
/// let error = pattern.matcher().unwrap_err();
/// assert_eq!(error.kind(), PatternErrorKind::Malformed);
/// assert_eq!(error.position(), 5);
/// # Ok::<(), acs_sip_routing::InvalidValue>(())
/// ```
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PatternError {
    kind: PatternErrorKind,
    position: usize,
    reason: Cow<'static, str>,
}

/// The kind of obstacle that a [`PatternError`] is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum PatternErrorKind {
    /// .NET cannot read the pattern either, so the service will not take it.
    Malformed,
    /// .NET reads it, but what it means cannot be reproduced here for certain. It can be sent.
    Unsupported,
    /// Matching it would take more memory or time than is allowed here. It can be sent.
    TooLarge,
}

impl PatternError {
    pub(super) fn malformed(position: usize, reason: impl Into<Cow<'static, str>>) -> Self {
        Self::new(PatternErrorKind::Malformed, position, reason)
    }

    pub(super) fn unsupported(position: usize, reason: impl Into<Cow<'static, str>>) -> Self {
        Self::new(PatternErrorKind::Unsupported, position, reason)
    }

    pub(super) fn too_large(reason: impl Into<Cow<'static, str>>) -> Self {
        Self::new(PatternErrorKind::TooLarge, 1, reason)
    }

    fn new(kind: PatternErrorKind, position: usize, reason: impl Into<Cow<'static, str>>) -> Self {
        Self {
            kind,
            position,
            reason: reason.into(),
        }
    }

    /// The kind of obstacle. It tells if the service will refuse the pattern, too.
    pub fn kind(&self) -> PatternErrorKind {
        self.kind
    }

    /// The character of the pattern where the obstacle is, counted from 1.
    pub fn position(&self) -> usize {
        self.position
    }

    /// The obstacle, as part of a sentence: `a class in brackets is not closed`.
    pub fn reason(&self) -> &str {
        &self.reason
    }
}

impl fmt::Display for PatternError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let what = match self.kind {
            PatternErrorKind::Malformed => "is no regular expression of .NET",
            PatternErrorKind::Unsupported => "cannot be matched here",
            PatternErrorKind::TooLarge => "is too large to be matched here",
        };
        write!(f, "number pattern {what}: ")?;
        if self.kind != PatternErrorKind::TooLarge {
            write!(f, "at character {}, ", self.position)?;
        }
        f.write_str(&self.reason)
    }
}

impl Error for PatternError {}
