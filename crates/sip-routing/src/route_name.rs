//! The name of a route.

use acs_core::{InvalidValue, checked_text};

use crate::text::check_length;

/// The name of a [`Route`](crate::Route): 1 to 256 characters.
///
/// It is for people and has no effect on calls. Several routes may share a name as long as their
/// patterns differ. Upper and lower case are told apart.
///
/// ```
/// use acs_sip_routing::RouteName;
///
/// let name: RouteName = "United States".parse()?;
/// assert_eq!(name.as_str(), "United States");
/// assert!(RouteName::new("").is_err());
/// # Ok::<(), acs_sip_routing::InvalidValue>(())
/// ```
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct RouteName(String);

impl RouteName {
    /// The most characters (Unicode code points) that a name may have.
    pub const MAX_CHARACTERS: usize = 256;

    /// Takes a name that is neither empty nor longer than 256 characters.
    pub fn new(name: impl Into<String>) -> Result<Self, InvalidValue> {
        let name = name.into();
        check_length("route name", &name, 1, Self::MAX_CHARACTERS)?;
        Ok(Self(name))
    }

    /// Takes a name that the service sent, whatever its length.
    pub(crate) fn from_service(name: String) -> Self {
        Self(name)
    }
}

checked_text!(RouteName);

#[cfg(test)]
mod tests {
    use super::RouteName;

    #[test]
    fn takes_1_to_256_characters_and_counts_no_bytes() {
        for name in [
            "x",
            " ",
            "日本",
            &"x".repeat(256),
            &"é".repeat(256),
            &"📞".repeat(256),
        ] {
            assert_eq!(RouteName::new(name).unwrap().as_str(), name);
        }
    }

    #[test]
    fn refuses_the_empty_and_the_too_long() {
        for (name, problem) in [
            (String::new(), "is empty"),
            ("x".repeat(257), "has 257 characters"),
            ("é".repeat(300), "has 300 characters"),
        ] {
            let refused = RouteName::new(name).unwrap_err();
            assert_eq!(refused.field(), "route name");
            assert_eq!(refused.problem(), problem);
            assert_eq!(refused.hint(), Some("use 1 to 256 characters"));
        }
    }

    #[test]
    fn keeps_what_the_service_sent() {
        assert_eq!(RouteName::from_service(String::new()).as_str(), "");
        assert_eq!(RouteName::from_service("x".repeat(300)).as_str().len(), 300);
    }
}
