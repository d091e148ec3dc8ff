//! Points in time.

use acs_core::Timestamp;
use azure_core::time::{Duration, OffsetDateTime};
use proptest::prelude::*;

use crate::survives;

/// Every moment that RFC 3339 can write: the years 0 to 9999.
fn moment() -> impl Strategy<Value = OffsetDateTime> {
    let first = -62_167_219_200_i64;
    let last = 253_402_300_799_i64;
    (first..=last, 0..1_000_000_000_i64).prop_map(|(seconds, nanoseconds)| {
        OffsetDateTime::UNIX_EPOCH + Duration::seconds(seconds) + Duration::nanoseconds(nanoseconds)
    })
}

proptest! {
    #[test]
    fn a_moment_survives(moment in moment()) {
        let timestamp = Timestamp::from(moment);
        prop_assert_eq!(timestamp.as_offset_date_time(), moment);
        prop_assert_eq!(OffsetDateTime::from(timestamp), moment);
        survives(&timestamp)?;
    }

    #[test]
    fn a_text_is_read_to_its_last_digit(
        date in r"20[0-9]{2}-(0[1-9]|1[0-2])-(0[1-9]|1[0-9]|2[0-8])",
        time in r"([01][0-9]|2[0-3]):[0-5][0-9]:[0-5][0-9]",
        fraction in r"[0-9]{0,8}[1-9]",
        offset in r"Z|[+-](0[0-9]|1[0-3]):[0-5][0-9]",
    ) {
        let text = format!("{date}T{time}.{fraction}{offset}");
        let timestamp: Timestamp = text.parse().unwrap();
        survives(&timestamp)?;
        if offset == "Z" || offset == "+00:00" {
            prop_assert_eq!(timestamp.to_string(), format!("{date}T{time}.{fraction}Z"));
        }
    }

    #[test]
    fn any_text_is_a_moment_or_not(text in r"[0-9TtZz:.+ -]{0,40}") {
        if let Ok(timestamp) = text.parse::<Timestamp>() {
            survives(&timestamp)?;
        }
    }

    #[test]
    fn the_order_is_that_of_time(one in moment(), other in moment()) {
        prop_assert_eq!(Timestamp::from(one).cmp(&Timestamp::from(other)), one.cmp(&other));
    }
}
