//! Dates as the service writes them.

use std::fmt;

use serde::{Serialize, Serializer};
use time::OffsetDateTime;

/// Up to seven fractional digits without trailing zeros, and always `+00:00`, never `Z`.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Timestamp(pub(crate) OffsetDateTime);

impl Timestamp {
    /// Value that `lastActionDateTime` always has.
    pub(crate) const NEVER: &'static str = "0001-01-01T00:00:00+00:00";
}

impl fmt::Display for Timestamp {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let at = self.0.to_offset(time::UtcOffset::UTC);
        let (year, month, day) = at.to_calendar_date();
        let (hour, minute, second) = at.to_hms();
        let month = u8::from(month);
        write!(
            f,
            "{year:04}-{month:02}-{day:02}T{hour:02}:{minute:02}:{second:02}"
        )?;
        let ticks = format!(".{:07}", at.nanosecond() / 100);
        write!(
            f,
            "{}+00:00",
            ticks.trim_end_matches('0').trim_end_matches('.')
        )
    }
}

impl Serialize for Timestamp {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_str(self)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn fractions_are_trimmed() {
        for (nanoseconds, text) in [
            (512_090_400, "2025-06-17T16:40:22.5120904+00:00"),
            (868_700_000, "2025-06-17T16:40:22.8687+00:00"),
            (527_420_000, "2025-06-17T16:40:22.52742+00:00"),
            (1_000, "2025-06-17T16:40:22.000001+00:00"),
            (99, "2025-06-17T16:40:22+00:00"),
            (0, "2025-06-17T16:40:22+00:00"),
        ] {
            let at = OffsetDateTime::from_unix_timestamp(1_750_178_422).unwrap();
            let at = at.replace_nanosecond(nanoseconds).unwrap();
            assert_eq!(Timestamp(at).to_string(), text);
        }
    }

    #[test]
    fn other_offsets_become_utc() {
        let at = OffsetDateTime::UNIX_EPOCH.to_offset(time::UtcOffset::from_hms(2, 0, 0).unwrap());
        assert_eq!(Timestamp(at).to_string(), "1970-01-01T00:00:00+00:00");
    }
}
