//! Spans of time, as people write them.

use std::time::Duration;

/// Reads a span of time, such as `90s`, `10m`, `2h` or `30d`.
///
/// # Errors
/// When it is none.
pub(crate) fn parse(text: &str) -> Result<Duration, String> {
    let digits = text.trim_end_matches(|c: char| c.is_ascii_alphabetic());
    let unit = match &text[digits.len()..] {
        "s" => 1,
        "m" => 60,
        "h" => 60 * 60,
        "d" => 24 * 60 * 60,
        _ => return Err(HINT.to_owned()),
    };
    let count: u32 = digits.parse().map_err(|_| HINT.to_owned())?;
    Ok(Duration::from_secs(u64::from(count) * unit))
}

const HINT: &str = "write a whole number with s, m, h or d behind it, as in 90s or 10m";

/// Returns a span of time in words, such as `15 min 20 s`.
pub(crate) fn words(span: Duration) -> String {
    let seconds = span.as_secs();
    match (seconds / 60, seconds % 60) {
        (0, seconds) => format!("{seconds} s"),
        (minutes, 0) => format!("{minutes} min"),
        (minutes, seconds) => format!("{minutes} min {seconds} s"),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn reads_what_people_write() {
        for (text, seconds) in [
            ("0s", 0),
            ("90s", 90),
            ("10m", 600),
            ("2h", 7200),
            ("30d", 2_592_000),
        ] {
            assert_eq!(parse(text), Ok(Duration::from_secs(seconds)));
        }
        for text in ["", "10", "m", "-1s", "1.5h", "1 m", "99999999999s"] {
            assert!(parse(text).is_err(), "{text}");
        }
    }

    #[test]
    fn says_it_in_words() {
        let words = [59, 60, 920].map(|seconds| words(Duration::from_secs(seconds)));
        assert_eq!(words, ["59 s", "1 min", "15 min 20 s"]);
    }
}
