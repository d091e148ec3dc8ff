//! Taking phone numbers out of text that may be printed.

use std::borrow::Cow;

/// Fewer digits than this are a port, a status or a count.
const SHORTEST: usize = 7;

/// `text` with every phone number reduced to its last two digits: `+…00`.
///
/// A run of seven or more digits counts as one, with or without its `+` (or `%2B`), unless it is
/// part of a longer word such as a GUID.
pub(crate) fn redact(text: &str) -> Cow<'_, str> {
    let bytes = text.as_bytes();
    let mut kept = String::new();
    let mut copied = 0;
    let mut at = 0;
    while at < bytes.len() {
        if !bytes[at].is_ascii_digit() {
            at += 1;
            continue;
        }
        let start = at;
        while at < bytes.len() && bytes[at].is_ascii_digit() {
            at += 1;
        }
        if at - start >= SHORTEST && stands_alone(text, start, at) {
            let from = strip_plus(text, start);
            kept.push_str(&text[copied..from]);
            kept.push_str("+…");
            kept.push_str(&text[at - 2..at]);
            copied = at;
        }
    }
    if copied == 0 {
        return Cow::Borrowed(text);
    }
    kept.push_str(&text[copied..]);
    Cow::Owned(kept)
}

/// Whether the digits are a word of their own rather than a part of an id.
fn stands_alone(text: &str, start: usize, end: usize) -> bool {
    let before = &text[..start];
    if before.ends_with('+') || before.ends_with("%2B") || before.ends_with("%2b") {
        return true;
    }
    let part_of_word = |c: char| c.is_alphanumeric() || c == '-' || c == '_';
    !before.chars().next_back().is_some_and(part_of_word)
        && !text[end..].chars().next().is_some_and(part_of_word)
}

/// Where the number begins, its `+` included.
fn strip_plus(text: &str, start: usize) -> usize {
    let before = &text[..start];
    for plus in ["+", "%2B", "%2b"] {
        if before.ends_with(plus) {
            return start - plus.len();
        }
    }
    start
}

#[cfg(test)]
mod tests {
    use super::redact;

    #[test]
    fn hides_numbers_however_they_are_written() {
        let cases = [
            (
                "Input phoneNumber +14155550100 cannot be found.",
                "Input phoneNumber +…00 cannot be found.",
            ),
            ("/phoneNumbers/%2B14155550123?x=1", "/phoneNumbers/+…23?x=1"),
            ("14155550100", "+…00"),
            ("+1415555010,+1415555011", "+…10,+…11"),
            ("número +14155550199é", "número +…99é"),
        ];
        for (text, redacted) in cases {
            assert_eq!(redact(text), redacted);
        }
    }

    #[test]
    fn leaves_ids_ports_and_counts() {
        for text in [
            "",
            "Input searchId 01234567-0123-0123-0123-0123456789AB cannot be found.",
            "search_7afbcec4-0000-0000-0000-012345678901",
            "127.0.0.1:65535 answered 503",
            "more than 250 routes",
        ] {
            assert_eq!(redact(text), text);
        }
    }
}
