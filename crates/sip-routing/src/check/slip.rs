//! A piece of a pattern that likely means something else than was meant.

use std::fmt;

use acs_core::Shown;

/// A piece of a pattern that likely means something else than its writer meant.
///
/// `Display` says what is written, why it is odd, and what to write instead.
///
/// ```
/// # #[cfg(feature = "simulation")]
/// # {
/// use acs_sip_routing::{Problem, Route, SipConfiguration};
///
/// let mut configuration = SipConfiguration::default();
/// configuration.routes.push(Route::new("toll-free".parse()?, "^8[0|8]0d{7}$".parse()?));
/// let findings = configuration.check();
/// let slip = findings.iter().find_map(|finding| match finding.problem() {
///     Problem::NeverMatches { slip, .. } => slip.as_ref(),
///     _ => None,
/// });
/// let slip = slip.unwrap();
/// assert_eq!((slip.position(), slip.written(), slip.meant()), (9, "d", r"\d"));
/// # }
/// # Ok::<(), acs_sip_routing::InvalidValue>(())
/// ```
#[derive(Clone, PartialEq, Eq)]
pub struct Slip {
    pub(super) position: usize,
    pub(super) written: String,
    pub(super) why: &'static str,
    pub(super) meant: String,
    pub(super) harmless: bool,
}

impl Slip {
    /// The character of the pattern where the piece begins, counted from 1.
    pub fn position(&self) -> usize {
        self.position
    }

    /// The piece as it is written.
    pub fn written(&self) -> &str {
        &self.written
    }

    /// The piece as it was likely meant.
    pub fn meant(&self) -> &str {
        &self.meant
    }

    /// Tells if it makes no difference for any number.
    pub(super) fn is_harmless(&self) -> bool {
        self.harmless
    }
}

impl fmt::Display for Slip {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Self {
            position,
            written,
            why,
            meant,
            ..
        } = self;
        write!(f, "at character {position}, {} {why}; ", Shown(written))?;
        if meant.is_empty() {
            f.write_str("leave it out")
        } else {
            write!(f, "write {}", Shown(meant))
        }
    }
}

impl fmt::Debug for Slip {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Slip({self})")
    }
}
