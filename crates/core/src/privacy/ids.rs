//! Ids, moments and addresses, which have as many digits as a phone number and are none.

use std::net::Ipv4Addr;

use super::plain::{digits, is_in_word};

/// The form of a GUID: every `x` is a hexadecimal digit.
const GUID: &str = "xxxxxxxx-xxxx-xxxx-xxxx-xxxxxxxxxxxx";
/// The forms of moments, the longer ones first. The small letters are numbers that [`fits`] knows,
/// a dash is any sign between the parts of a date.
const MOMENTS: [&str; 8] = [
    "y-d-d", "d-d-y", "y-y", "cTfZ", "t:t:t.f", "t:t:t,f", "t:t:t", "t:t",
];

/// Tells if digits are what the letter of a form stands for.
fn fits(letter: char, digits: &[char]) -> bool {
    let value = |value: u32, digit: &char| value * 10 + digit.to_digit(10).unwrap_or(0);
    let value = digits.iter().take(9).fold(0, value);
    match (letter, digits.len()) {
        // The first year stands for no date in .NET, the last one for no end.
        ('y', 4) => matches!(value, 1 | 1900..=2099 | 9999),
        // A month or a day.
        ('d', 1..=2) => matches!(value, 1..=31),
        // A date without dashes.
        ('c', 8) => matches!(value, 19_000_000..21_000_000),
        // A part of a time.
        ('t', 2) => value <= 60,
        // A fraction, or a time without colons.
        ('f', 1..=9) => true,
        _ => false,
    }
}

/// Returns the length of the id, the moment or the address that begins at a place, unless that is
/// in the midst of a word. A time may stand behind a `T`.
pub(super) fn length(text: &[char], at: usize) -> Option<usize> {
    let before = text[..at].last();
    if is_in_word(before) && before != Some(&'T') {
        return None;
    }
    let text = &text[at..];
    let mut forms = MOMENTS.iter().chain([&GUID]);
    // Behind a plus sign, many digits are a number, whatever comes next.
    let is_number = before == Some(&'+') && digits(text) >= 7;
    forms
        .find_map(|form| has_form(text, form))
        .or_else(|| hex_id(text).filter(|_| !is_number))
        .or_else(|| ip_address(text))
}

/// Returns the length of what `text` begins with, if it has that form.
fn has_form(text: &[char], form: &str) -> Option<usize> {
    let mut rest = text;
    for part in form.chars() {
        let sign = *rest.first()?;
        let length = match part {
            'x' if sign.is_ascii_hexdigit() => 1,
            'c'..='y' if fits(part, &rest[..digits(rest)]) => digits(rest),
            '-' if "-/.".contains(sign) => 1,
            'T' | 'Z' | ':' | '.' | ',' if sign == part => 1,
            _ => return None,
        };
        rest = &rest[length..];
    }
    // A date that goes on is a number in groups.
    let goes_on = matches!(rest, ['-' | '/' | '.', next, ..] if next.is_ascii_digit());
    let is_date = form.contains("-d") || form.contains("-y");
    (!(is_date && goes_on)).then_some(text.len() - rest.len())
}

/// Returns the length of a hexadecimal word that is as long as the ids of traces, GUIDs without
/// dashes and hashes, and as mixed: a phone number between letters is one stretch of digits.
fn hex_id(text: &[char]) -> Option<usize> {
    let length = text.iter().take_while(|it| it.is_ascii_hexdigit()).count();
    let stretches = text[..length].split(|it| !it.is_ascii_digit());
    let stretches = stretches.map(<[char]>::len).filter(|it| *it > 0);
    let mixed = stretches.clone().max()? + 6 <= length && stretches.count() >= length / 8;
    let whole = matches!(length, 16 | 32 | 40 | 64) && !is_in_word(text.get(length));
    (mixed && whole).then_some(length)
}

/// Returns the length of the IP address that `text` begins with, which has 15 characters at most.
fn ip_address(text: &[char]) -> Option<usize> {
    let is_part = |it: &&char| it.is_ascii_digit() || **it == '.';
    let parts: String = text.iter().take(16).take_while(is_part).collect();
    let address = parts.trim_end_matches('.');
    address.parse::<Ipv4Addr>().is_ok().then_some(address.len())
}
