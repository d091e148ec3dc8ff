//! Common to texts: a length to keep, a line to stay in, and words that are used in several places.

use acs_core::InvalidValue;

/// The words for a route whose trunks cannot take a call in the first place.
pub(crate) const NEXT_IS_OPEN: &str =
    "it was never seen if the service then tries the next route that fits";

/// The words for a number that no route fits.
pub(crate) const NO_ROUTE: &str =
    "no route fits; the call may still leave over the service's own telephony";

/// The same in a few words.
#[cfg(feature = "simulation")]
pub(crate) const NO_ROUTE_SHORT: &str = "no route (perhaps the service's own telephony)";

/// Refuses `text` unless it has `min` to `max` characters.
///
/// A character is a Unicode code point, which is how the published document counts.
pub(crate) fn check_length(
    field: &'static str,
    text: &str,
    min: usize,
    max: usize,
) -> Result<(), InvalidValue> {
    let problem = match text.chars().count() {
        length if (min..=max).contains(&length) => return Ok(()),
        0 => "is empty".to_owned(),
        length => format!("has {length} characters"),
    };
    Err(InvalidValue::new(field, problem).with_hint(format!("use {min} to {max} characters")))
}

/// A text that others wrote, for a report: what would break out of its line, or make it read in
/// another order than it is in, is escaped.
pub(crate) fn one_line(text: impl AsRef<str>) -> String {
    let mut line = String::with_capacity(text.as_ref().len());
    for char in text.as_ref().chars() {
        if breaks_out(char) {
            line.extend(char.escape_default());
        } else {
            line.push(char);
        }
    }
    line
}

/// Tells if it ends a line, controls a terminal, or turns the direction of reading.
pub(crate) fn breaks_out(char: char) -> bool {
    let turns = matches!(
        char,
        '\u{61C}' | '\u{200E}' | '\u{200F}' | '\u{202A}'..='\u{202E}' | '\u{2066}'..='\u{2069}'
    );
    char.is_control() || turns || matches!(char, '\u{2028}' | '\u{2029}')
}

#[cfg(test)]
mod tests {
    use super::one_line;

    #[test]
    fn what_breaks_out_of_a_line_is_escaped() {
        assert_eq!(one_line("Zürich, 東京 \\d"), "Zürich, 東京 \\d");
        assert_eq!(
            one_line("a\nb\u{1b}[2J\u{202e}c\u{2028}"),
            r"a\nb\u{1b}[2J\u{202e}c\u{2028}"
        );
    }
}
