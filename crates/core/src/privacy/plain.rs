//! Texts by the characters that they stand for, and hiding parts of them.

/// Returns `text` with parts of it replaced, if there are any to replace.
///
/// `next` tells what begins at a place in the characters that `text` stands for: its length, which
/// is not zero, and the text to show in its stead.
pub(super) fn hide(
    text: &str,
    next: impl Fn(&[char], usize) -> (usize, Option<String>),
) -> Option<String> {
    let (plain, places) = decoded(text);
    let (mut shown, mut copied, mut at) = (String::new(), 0, 0);
    while at < plain.len() {
        let (length, stead) = next(&plain, at);
        if let Some(stead) = stead {
            shown.push_str(&text[copied..places[at]]);
            shown.push_str(&stead);
            copied = places[at + length];
        }
        at += length;
    }
    (copied > 0).then(|| shown + &text[copied..])
}

/// Returns the characters that `text` stands for, and the places in it where each begins and the
/// last one ends.
///
/// A character may be percent-encoded, as often as one likes, or escaped as in JSON.
pub(super) fn decoded(text: &str) -> (Vec<char>, Vec<usize>) {
    let (mut plain, mut places, mut at) = (Vec::new(), Vec::new(), 0);
    while let Some(written) = text[at..].chars().next() {
        let encoded = percent_encoded(&text[at..]).or_else(|| json_escaped(&text[at..]));
        let (found, length) = encoded.unwrap_or((written, written.len_utf8()));
        plain.push(alike(found));
        places.push(at);
        at += length;
    }
    places.push(at);
    (plain, places)
}

/// Returns the plain character for one that people write, or that programs make, in its place.
fn alike(found: char) -> char {
    match found {
        // ASCII in the width of Chinese signs.
        '\u{FF01}'..='\u{FF5E}' => char::from_u32(u32::from(found) - 0xFEE0).unwrap_or(found),
        // Dashes and blanks, some of them without a width.
        '\u{AD}' | '\u{FEFF}' | '\u{2010}'..='\u{2015}' | '\u{2212}' => '-',
        '\u{200B}'..='\u{200F}' | '\u{202A}'..='\u{202E}' | '\u{2060}'..='\u{206F}' => ' ',
        other if other.is_whitespace() && !other.is_ascii() => ' ',
        other => other,
    }
}

/// Reads the character at the beginning of `text`, and its length there: `%2B`, `%252B` and so on.
fn percent_encoded(text: &str) -> Option<(char, usize)> {
    let (mut bytes, mut rest) = (Vec::new(), text);
    while bytes.len() < 4 {
        // A percent sign may be encoded itself.
        rest = rest.strip_prefix('%')?.trim_start_matches("25");
        bytes.push(u8::try_from(hex(rest.get(..2)?)?).ok()?);
        rest = &rest[2..];
        if let Ok(whole) = str::from_utf8(&bytes) {
            let found = whole.chars().next()?;
            let is_sign = !found.is_control() || found.is_whitespace();
            return is_sign.then_some((found, text.len() - rest.len()));
        }
    }
    None
}

/// Reads the character at the beginning of `text`, and its length there: `\u002B`, `\n` and so on.
fn json_escaped(text: &str) -> Option<(char, usize)> {
    let escaped = text.strip_prefix('\\')?;
    match escaped.chars().next()? {
        'u' => Some((char::from_u32(hex(escaped.get(1..5)?)?)?, 6)),
        'n' | 'r' | 't' => Some(('\n', 2)),
        '/' => Some(('/', 2)),
        _ => None,
    }
}

fn hex(digits: &str) -> Option<u32> {
    let value = u32::from_str_radix(digits, 16).ok();
    value.filter(|_| !digits.starts_with('+'))
}

/// Returns the number of digits that `text` begins with.
pub(super) fn digits(text: &[char]) -> usize {
    text.iter().take_while(|it| it.is_ascii_digit()).count()
}

/// Tells if a sign is one of those that words are made of.
pub(super) fn is_in_word(sign: Option<&char>) -> bool {
    sign.is_some_and(|it| it.is_alphanumeric())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn reads_what_a_text_stands_for() {
        for (text, read) in [
            ("%2B1%2b2", "+1+2"),
            ("%252B1 %2525252B2", "+1 +2"),
            ("%28425%29%C2%A0555%20%2531", "(425) 555 1"),
            ("%E2%80%91%25e2%2580%2591%F0%9F%8E%89", "--\u{1F389}"),
            (r"\u002B1\/2\n\u00a03", "+1/2\n 3"),
            ("＋１\u{202F}2\u{2011}3", "+1 2-3"),
            (
                "100% %2 %25 %zz %00 %é %E2%80 %",
                "100% %2 %25 %zz %00 %é %E2%80 %",
            ),
            (r"\+1 \u12 \ud800 \", r"\+1 \u12 \ud800 \"),
        ] {
            let (plain, places) = decoded(text);
            assert_eq!(String::from_iter(plain), read, "{text}");
            assert_eq!(places.last(), Some(&text.len()), "{text}");
        }
    }
}
