//! How long the service asks to wait.

use std::time::Duration;

use azure_core::time::{OffsetDateTime, parse_rfc7231};

/// A longer wait than this is the caller's to decide about.
pub(crate) const LONGEST_WAIT: Duration = Duration::from_secs(60);

/// How long an answer asks to wait: `retry-after-ms`, else `retry-after` in seconds or as a
/// date. `header` looks a header up.
pub(crate) fn retry_after<'a>(
    header: impl Fn(&'static str) -> Option<&'a str>,
) -> Option<Duration> {
    for name in ["x-ms-retry-after-ms", "retry-after-ms"] {
        if let Some(milliseconds) = header(name).and_then(|value| value.trim().parse().ok()) {
            return Some(Duration::from_millis(milliseconds));
        }
    }
    let value = header("retry-after")?.trim();
    if let Ok(seconds) = value.parse() {
        return Some(Duration::from_secs(seconds));
    }
    let date = parse_rfc7231(value).ok()?;
    // A date in the past means now.
    Some(
        (date - OffsetDateTime::now_utc())
            .try_into()
            .unwrap_or(Duration::ZERO),
    )
}

#[cfg(test)]
mod tests {
    use azure_core::time::to_rfc7231;

    use super::*;

    fn of(name: &'static str, value: &str) -> Option<Duration> {
        retry_after(|asked| (asked == name).then_some(value))
    }

    #[test]
    fn reads_seconds_milliseconds_and_dates() {
        assert_eq!(of("retry-after", "120"), Some(Duration::from_secs(120)));
        assert_eq!(
            of("retry-after-ms", "250"),
            Some(Duration::from_millis(250))
        );
        assert_eq!(
            of("x-ms-retry-after-ms", "250"),
            Some(Duration::from_millis(250))
        );
        assert_eq!(
            of("retry-after", "Wed, 21 Oct 2015 07:28:00 GMT"),
            Some(Duration::ZERO)
        );
        let soon = to_rfc7231(&(OffsetDateTime::now_utc() + Duration::from_secs(100)));
        let wait = of("retry-after", &soon).unwrap();
        assert!(
            (Duration::from_secs(90)..=Duration::from_secs(100)).contains(&wait),
            "{wait:?}"
        );
    }

    #[test]
    fn ignores_what_is_neither() {
        for value in ["", "soon", "-1", "1.5"] {
            assert_eq!(of("retry-after", value), None, "{value}");
        }
    }
}
