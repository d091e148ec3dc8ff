//! The time that the service asks to wait.

use std::time::Duration;

use azure_core::time::{OffsetDateTime, parse_rfc7231};
use http::HeaderMap;

use super::message::header;

/// Returns the time that an answer asks to wait: `retry-after-ms`, else `retry-after` in seconds
/// or as a date. A date is read against the answer's own `Date`, since clocks differ.
///
/// No wait at all, or a moment that has passed, is no wish: the caller waits as it would have.
pub(crate) fn retry_after(headers: &HeaderMap) -> Option<Duration> {
    asked_wait(headers).filter(|wait| !wait.is_zero())
}

fn asked_wait(headers: &HeaderMap) -> Option<Duration> {
    for name in ["x-ms-retry-after-ms", "retry-after-ms"] {
        if let Some(wait) = header(headers, name).and_then(|value| units(value, 1000.0)) {
            return Some(wait);
        }
    }
    let value = header(headers, "retry-after")?;
    units(value, 1.0).or_else(|| until(value, headers))
}

/// Reads a number, which may have a fraction, of which `per_second` make a second.
fn units(value: &str, per_second: f64) -> Option<Duration> {
    let value = value.trim();
    let number: f64 = value
        .parse()
        .ok()
        .filter(|_| value.starts_with(|c: char| c.is_ascii_digit()))?;
    // A longer time than there is, is one that nobody waits for.
    Some(Duration::try_from_secs_f64(number / per_second).unwrap_or(Duration::MAX))
}

fn until(date: &str, headers: &HeaderMap) -> Option<Duration> {
    let date = parse_rfc7231(date.trim()).ok()?;
    let now = header(headers, "date")
        .and_then(|now| parse_rfc7231(now.trim()).ok())
        .unwrap_or_else(OffsetDateTime::now_utc);
    (date - now).try_into().ok()
}

#[cfg(test)]
mod tests {
    use azure_core::time::to_rfc7231;

    use super::*;

    fn of<const N: usize>(headers: [(&'static str, &str); N]) -> Option<Duration> {
        let headers = headers.map(|(name, value)| (name.parse().unwrap(), value.parse().unwrap()));
        retry_after(&headers.into_iter().collect())
    }

    #[test]
    fn reads_seconds_milliseconds_and_fractions() {
        for (name, value, wait) in [
            ("retry-after", "120", 120_000),
            ("retry-after", " 1.5 ", 1_500),
            ("retry-after-ms", "250", 250),
            ("x-ms-retry-after-ms", "250.0", 250),
        ] {
            assert_eq!(of([(name, value)]), Some(Duration::from_millis(wait)));
        }
        assert_eq!(of([("retry-after", "1e99")]), Some(Duration::MAX));
        let both = of([("retry-after", "7"), ("retry-after-ms", "250")]);
        assert_eq!(both, Some(Duration::from_millis(250)));
    }

    #[test]
    fn reads_a_date_by_the_clock_of_the_service() {
        let (date, asked) = (
            "Wed, 21 Oct 2015 07:28:00 GMT",
            "Wed, 21 Oct 2015 07:28:20 GMT",
        );
        let wait = of([("date", date), ("retry-after", asked)]);
        assert_eq!(wait, Some(Duration::from_secs(20)));

        let soon = to_rfc7231(&(OffsetDateTime::now_utc() + Duration::from_secs(100)));
        let wait = of([("retry-after", &soon)]).unwrap();
        let about = Duration::from_secs(90)..=Duration::from_secs(100);
        assert!(about.contains(&wait), "{wait:?}");
    }

    #[test]
    fn no_wait_is_no_wish() {
        for (name, value) in [
            ("retry-after", "0"),
            ("retry-after", "Wed, 21 Oct 2015 07:28:00 GMT"),
            ("retry-after-ms", "0"),
            ("retry-after", ""),
            ("retry-after", "soon"),
            ("retry-after", "-1"),
            ("retry-after", "inf"),
            ("retry-after", "NaN"),
        ] {
            assert_eq!(of([(name, value)]), None, "{name}: {value}");
        }
    }
}
