//! The note on a route.

use acs_core::{InvalidValue, checked_text};

use crate::text::check_length;

/// A note on a [`Route`](crate::Route) for the people who maintain it: up to 1,024 characters.
///
/// It has no effect on calls. An empty note is allowed, and is something else than no note.
///
/// ```
/// use acs_sip_routing::RouteDescription;
///
/// let note: RouteDescription = "Toll-free numbers leave through the cheaper carrier".parse()?;
/// assert_eq!(note.as_str().len(), 51);
/// # Ok::<(), acs_sip_routing::InvalidValue>(())
/// ```
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct RouteDescription(String);

impl RouteDescription {
    /// The most characters (Unicode code points) that a description may have.
    pub const MAX_CHARACTERS: usize = 1024;

    /// Takes a description that is no longer than 1,024 characters.
    pub fn new(description: impl Into<String>) -> Result<Self, InvalidValue> {
        let description = description.into();
        check_length("route description", &description, 0, Self::MAX_CHARACTERS)?;
        Ok(Self(description))
    }

    /// Takes a description that the service sent, whatever its length.
    pub(crate) fn from_service(description: String) -> Self {
        Self(description)
    }
}

checked_text!(RouteDescription);

#[cfg(test)]
mod tests {
    use super::RouteDescription;

    #[test]
    fn takes_0_to_1024_characters() {
        for description in ["", "x", &"x".repeat(1024), &"ü".repeat(1024)] {
            assert_eq!(
                RouteDescription::new(description).unwrap().as_str(),
                description
            );
        }
    }

    #[test]
    fn refuses_the_too_long() {
        let refused = RouteDescription::new("x".repeat(1025)).unwrap_err();
        assert_eq!(refused.field(), "route description");
        assert_eq!(refused.problem(), "has 1025 characters");
        assert_eq!(refused.hint(), Some("use 0 to 1024 characters"));
    }
}
