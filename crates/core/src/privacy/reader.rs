//! Reading a text by the characters that it stands for, however they are encoded.

use std::ops::RangeInclusive;

/// A place in a text. A character there may be percent-encoded, as often as one likes, or escaped
/// as in JSON.
#[derive(Clone, Copy)]
pub(super) struct Reader<'t> {
    text: &'t str,
    at: usize,
}

impl<'t> Reader<'t> {
    pub(super) fn new(text: &'t str) -> Self {
        Self { text, at: 0 }
    }

    /// The number of bytes that were read.
    pub(super) fn at(&self) -> usize {
        self.at
    }

    /// The text that was not read yet, as it is written.
    pub(super) fn rest(&self) -> &'t str {
        &self.text[self.at..]
    }

    /// Leaves out the next `length` bytes, which end between two characters.
    pub(super) fn skip(&mut self, length: usize) {
        self.at += length;
    }

    pub(super) fn read(&mut self) -> Option<char> {
        let rest = self.rest();
        let plain = rest.chars().next()?;
        let encoded = match plain {
            '%' => percent_encoded(rest),
            '\\' => json_escaped(rest),
            _ => None,
        };
        let (found, length) = encoded.unwrap_or((plain, plain.len_utf8()));
        self.at += length;
        Some(alike(found))
    }

    pub(super) fn peek(&self) -> Option<char> {
        let mut ahead = *self;
        ahead.read()
    }

    /// Reads the next character if it is one that is `wanted`.
    pub(super) fn eat(&mut self, wanted: impl Fn(char) -> bool) -> Option<char> {
        let mut ahead = *self;
        let found = ahead.read().filter(|found| wanted(*found))?;
        *self = ahead;
        Some(found)
    }

    /// Reads all digits up to the next other character, if there are as many as `lengths` says.
    pub(super) fn whole_number(&mut self, lengths: RangeInclusive<usize>) -> Option<Run> {
        let mut run = Run::default();
        while run.length <= *lengths.end()
            && let Some(digit) = self.eat(|it| it.is_ascii_digit())
        {
            run.value = run.value * 10 + (u64::from(digit) - u64::from('0'));
            run.length += 1;
        }
        lengths.contains(&run.length).then_some(run)
    }
}

/// Some digits.
#[derive(Default)]
pub(super) struct Run {
    pub(super) value: u64,
    pub(super) length: usize,
}

/// The plain character for one that people write, or that programs make, in its place.
fn alike(found: char) -> char {
    match found {
        '０'..='９' => char::from_digit(found as u32 - '０' as u32, 10).unwrap_or(found),
        '＋' => '+',
        '（' => '(',
        '）' => ')',
        // All of them blank, some without a width.
        '\u{A0}'
        | '\u{2000}'..='\u{200F}'
        | '\u{202A}'..='\u{202F}'
        | '\u{2060}'..='\u{2069}'
        | '\u{3000}'
        | '\u{FEFF}' => ' ',
        '\u{AD}' | '\u{2010}'..='\u{2015}' | '\u{2212}' | '－' => '-',
        other => other,
    }
}

/// The character at the beginning of `text`, and how long it is there: `%2B`, `%252B` and so on.
fn percent_encoded(text: &str) -> Option<(char, usize)> {
    let (byte, length) = percent_encoded_byte(text)?;
    match byte {
        b' '..=b'~' | b'\t' | b'\n' | b'\r' => Some((byte.into(), length)),
        0xC2 => match percent_encoded_byte(&text[length..])? {
            (0xA0, more) => Some(('\u{A0}', length + more)),
            _ => None,
        },
        _ => None,
    }
}

fn percent_encoded_byte(text: &str) -> Option<(u8, usize)> {
    let mut rest = text.strip_prefix('%')?;
    // A percent sign that is encoded itself.
    while let Some(deeper) = rest.strip_prefix("25") {
        rest = deeper;
    }
    let byte = hex(rest.get(..2)?)?;
    Some((u8::try_from(byte).ok()?, text.len() - rest.len() + 2))
}

fn json_escaped(text: &str) -> Option<(char, usize)> {
    let escaped = text.strip_prefix('\\')?;
    match escaped.chars().next()? {
        'u' => Some((char::from_u32(hex(escaped.get(1..5)?)?)?, 6)),
        'n' => Some(('\n', 2)),
        'r' => Some(('\r', 2)),
        't' => Some(('\t', 2)),
        '/' => Some(('/', 2)),
        _ => None,
    }
}

fn hex(digits: &str) -> Option<u32> {
    let is_hex = digits.bytes().all(|it| it.is_ascii_hexdigit());
    is_hex.then(|| u32::from_str_radix(digits, 16).ok())?
}

#[cfg(test)]
mod tests {
    use super::Reader;

    #[test]
    fn reads_what_a_text_stands_for() {
        for (text, read) in [
            ("%2B1%2b2", "+1+2"),
            ("%252B1 %2525252B2", "+1 +2"),
            ("%28425%29%C2%A0555%20%2531", "(425) 555 1"),
            (r"\u002B1\/2\n\u00a03", "+1/2\n 3"),
            ("＋１\u{202F}2\u{2011}3", "+1 2-3"),
            ("100% %2 %25 %zz %00 %é %", "100% %2 %25 %zz %00 %é %"),
            (r"\+1 \u12 \ud800 \", r"\+1 \u12 \ud800 \"),
        ] {
            let mut reader = Reader::new(text);
            let found: String = std::iter::from_fn(|| reader.read()).collect();
            assert_eq!(found, read, "{text}");
        }
    }
}
