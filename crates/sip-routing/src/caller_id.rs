//! The caller that a route shows.

use std::fmt;

use acs_core::{InvalidValue, checked_text};

use crate::text::check_length;

/// The number that calls of a route show as their caller, in place of the one that they were made
/// with: 1 to 1,024 characters.
///
/// The service publishes no form for it; a number in E.164 form, such as `+14255550100`, is what
/// the network understands. `Display` and [`as_str`](Self::as_str) show it; `Debug` does not.
///
/// ```
/// use acs_sip_routing::CallerId;
///
/// let caller: CallerId = "+14255550100".parse()?;
/// assert_eq!(caller.as_str(), "+14255550100");
/// assert_eq!(format!("{caller:?}"), "CallerId(…)");
/// assert!(CallerId::new("").is_err());
/// # Ok::<(), acs_sip_routing::InvalidValue>(())
/// ```
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct CallerId(String);

impl CallerId {
    /// The most characters (Unicode code points) that are sent.
    pub const MAX_CHARACTERS: usize = 1024;

    /// Takes a text that is neither empty nor longer than 1,024 characters.
    pub fn new(number: impl Into<String>) -> Result<Self, InvalidValue> {
        let number = number.into();
        check_length("caller id", &number, 1, Self::MAX_CHARACTERS)?;
        Ok(Self(number))
    }

    /// Takes what the service sent, whatever it is.
    pub(crate) fn from_service(number: String) -> Self {
        Self(number)
    }
}

checked_text!(CallerId, own Debug);

impl fmt::Debug for CallerId {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("CallerId(…)")
    }
}
