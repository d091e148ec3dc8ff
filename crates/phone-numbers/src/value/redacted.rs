//! Texts of the service's that hold a phone number without being one.

use std::fmt;

use serde::Serialize;

/// Makes a text that is read in full by `as_str` and `Display`, and by `Debug` not at all.
macro_rules! redacted_text {
    ($(#[$doc:meta])* $name:ident) => {
        $(#[$doc])*
        #[derive(Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize)]
        #[serde(transparent)]
        pub struct $name(String);

        impl $name {
            /// The whole text.
            pub fn as_str(&self) -> &str {
                &self.0
            }

            pub(crate) fn from_service(text: String) -> Self {
                Self(text)
            }
        }

        impl AsRef<str> for $name {
            fn as_ref(&self) -> &str {
                &self.0
            }
        }

        impl fmt::Display for $name {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str(&self.0)
            }
        }

        impl fmt::Debug for $name {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str(concat!(stringify!($name), "(…)"))
            }
        }
    };
}

redacted_text!(
    /// The service's id of a phone number: its digits without `+`.
    ///
    /// `Debug` does not show it.
    PhoneNumberId
);

redacted_text!(
    /// A phone number as people of a country write it, `(425) 555-0100`: for display only.
    ///
    /// `Debug` does not show it.
    FormattedNumber
);

redacted_text!(
    /// Address of the result of an operation: a path, relative to the endpoint.
    ///
    /// It may end in a phone number, so `Debug` does not show it.
    ResourceLocation
);

#[cfg(test)]
mod tests {
    use super::{FormattedNumber, PhoneNumberId, ResourceLocation};

    #[test]
    fn debug_shows_nothing_of_the_text() {
        let id = PhoneNumberId::from_service("14255550100".to_owned());
        assert_eq!(format!("{id:?}"), "PhoneNumberId(…)");
        assert_eq!(id.to_string(), "14255550100");
        let formatted = FormattedNumber::from_service("(425) 555-0100".to_owned());
        assert_eq!(format!("{formatted:?}"), "FormattedNumber(…)");
        let location = ResourceLocation::from_service("/phoneNumbers/+14255550100".to_owned());
        assert_eq!(format!("{location:?}"), "ResourceLocation(…)");
    }
}
