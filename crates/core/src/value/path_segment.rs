//! Values in paths.

use std::fmt::Display;

use percent_encoding::{AsciiSet, NON_ALPHANUMERIC, utf8_percent_encode};

/// Escaping in a segment, which leaves alone the unreserved characters of RFC 3986. The `+` of a phone
/// number is not among them, and the service's other clients escape it, too.
const ESCAPED: &AsciiSet = &NON_ALPHANUMERIC
    .remove(b'-')
    .remove(b'.')
    .remove(b'_')
    .remove(b'~');

/// Returns a value as a segment of a path. For generated code.
pub fn path_segment(value: impl Display) -> String {
    utf8_percent_encode(&value.to_string(), ESCAPED).to_string()
}

#[cfg(test)]
mod tests {
    use super::path_segment;

    #[test]
    fn nothing_breaks_out_of_its_segment() {
        for (value, segment) in [
            ("+14255550100", "%2B14255550100"),
            ("search_7afbcec4-0000", "search_7afbcec4-0000"),
            ("a/b?c#d e%", "a%2Fb%3Fc%23d%20e%25"),
            ("\u{e9}", "%C3%A9"),
        ] {
            assert_eq!(path_segment(value), segment);
        }
    }
}
