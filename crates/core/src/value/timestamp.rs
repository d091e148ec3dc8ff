//! The one type for points in time.

use std::{fmt, str::FromStr};

use azure_core::time::{OffsetDateTime, to_rfc3339};
use serde::{Deserialize, Deserializer, Serialize, Serializer};
use time::format_description::well_known::Rfc3339;

use super::{InvalidValue, from_text};

/// A point in time as the service writes it: RFC 3339, up to nine fractional digits.
///
/// ```
/// use acs_core::Timestamp;
///
/// let expires: Timestamp = "2025-06-17T16:56:29.2756718+00:00".parse()?;
/// assert_eq!(expires.to_string(), "2025-06-17T16:56:29.2756718Z");
/// # Ok::<(), acs_core::InvalidValue>(())
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Timestamp(OffsetDateTime);

impl Timestamp {
    /// The present moment by the system's clock.
    pub fn now() -> Self {
        Self(OffsetDateTime::now_utc())
    }

    /// The same moment as the type that `azure_core` and the `time` crate use.
    pub fn as_offset_date_time(&self) -> OffsetDateTime {
        self.0
    }
}

impl From<OffsetDateTime> for Timestamp {
    fn from(value: OffsetDateTime) -> Self {
        Self(value)
    }
}

impl From<Timestamp> for OffsetDateTime {
    fn from(value: Timestamp) -> Self {
        value.0
    }
}

impl FromStr for Timestamp {
    type Err = InvalidValue;

    fn from_str(text: &str) -> Result<Self, Self::Err> {
        // `azure_core`'s function writes the message of an error before it knows of one.
        OffsetDateTime::parse(text, &Rfc3339)
            // Some answers leave the offset out, and mean the same.
            .or_else(|_| OffsetDateTime::parse(&format!("{text}Z"), &Rfc3339))
            .map(Self)
            .map_err(|_| InvalidValue::new("timestamp", "is not a date and time of RFC 3339"))
    }
}

impl fmt::Display for Timestamp {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&to_rfc3339(&self.0))
    }
}

impl Serialize for Timestamp {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_str(self)
    }
}

impl<'de> Deserialize<'de> for Timestamp {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        from_text(deserializer)
    }
}

#[cfg(test)]
mod tests {
    use super::Timestamp;

    #[test]
    fn reads_every_form_that_was_recorded() {
        for text in [
            "2025-06-17T16:40:22.5120904+00:00",
            "2025-06-17T16:40:22.8687+00:00",
            "0001-01-01T00:00:00+00:00",
            "2020-11-19T16:31:49.048Z",
            "2020-11-19T16:31:49.048",
        ] {
            assert!(text.parse::<Timestamp>().is_ok(), "{text}");
        }
    }

    #[test]
    fn survives_json_unchanged() {
        let moment: Timestamp =
            serde_json::from_str("\"2025-06-17T16:40:22.52742+00:00\"").unwrap();
        let text = serde_json::to_string(&moment).unwrap();
        assert_eq!(text, "\"2025-06-17T16:40:22.52742Z\"");
        assert_eq!(serde_json::from_str::<Timestamp>(&text).unwrap(), moment);
    }

    #[test]
    fn refuses_what_is_no_moment() {
        for text in ["", "yesterday", "2025-13-01T00:00:00Z", "2025-06-17"] {
            assert!(text.parse::<Timestamp>().is_err(), "{text}");
        }
    }
}
