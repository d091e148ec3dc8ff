//! Ids, moments and addresses, which have as many digits as a phone number and are none.

use super::reader::{Reader, Run};

/// The length of the id, the moment or the address that `text` begins with.
pub(super) fn length(text: &str) -> Option<usize> {
    guid(text)
        .or_else(|| hex_id(text))
        .or_else(|| moment(text))
        .or_else(|| ip_address(text))
}

/// Tells if `text` begins with one of them although a plus sign is before it: in forms, that is a
/// blank.
pub(super) fn begins_after_blank(text: &str) -> bool {
    let is_number = || text.bytes().take(7).all(|it| it.is_ascii_digit());
    match hex_id(text) {
        Some(_) => !is_number(),
        None => length(text).is_some(),
    }
}

/// A GUID with its dashes.
fn guid(text: &str) -> Option<usize> {
    const LENGTH: usize = 36;
    let is_one = |(at, byte): (usize, u8)| match at {
        8 | 13 | 18 | 23 => byte == b'-',
        _ => byte.is_ascii_hexdigit(),
    };
    let guid = text.get(..LENGTH)?;
    let whole = guid.bytes().enumerate().all(is_one) && !goes_on(&text[LENGTH..]);
    whole.then_some(LENGTH)
}

/// A word of hexadecimal digits as long as the ids of traces, GUIDs without dashes and hashes, and
/// as mixed: a phone number between letters is one stretch of digits.
fn hex_id(text: &str) -> Option<usize> {
    // With the fewest stretches of digits, and the most digits in one.
    const KINDS: [(usize, usize, usize); 4] = [(16, 2, 10), (32, 4, 32), (40, 5, 40), (64, 8, 64)];
    // One more than the longest is too long already.
    let digits = text.bytes().take(65);
    let length = digits.take_while(u8::is_ascii_hexdigit).count();
    let (_, fewest, longest) = KINDS.into_iter().find(|it| it.0 == length)?;
    let stretches = || {
        let stretches = text[..length].split(|it: char| it.is_ascii_alphabetic());
        stretches.filter(|it| !it.is_empty())
    };
    let is_id = stretches().count() >= fewest
        && stretches().all(|it| it.len() <= longest)
        && !goes_on(&text[length..]);
    is_id.then_some(length)
}

/// Tells if a word goes on.
fn goes_on(text: &str) -> bool {
    text.starts_with(|it: char| it.is_alphanumeric())
}

/// A date, a time, or both.
fn moment(text: &str) -> Option<usize> {
    let read = |part: fn(&mut Reader<'_>) -> Option<()>| {
        let mut reader = Reader::new(text);
        part(&mut reader).map(|()| reader.at())
    };
    read(compact)
        .or_else(|| read(date_and_time))
        .or_else(|| read(time))
        .or_else(|| read(years))
}

/// `20250617T164022Z`.
fn compact(reader: &mut Reader<'_>) -> Option<()> {
    let date = reader.whole_number(8..=8)?.value;
    reader.eat(|it| it == 'T')?;
    reader.whole_number(6..=6)?;
    reader.eat(|it| it == 'Z')?;
    is_date(date / 10_000, date / 100 % 100, date % 100).then_some(())
}

/// `2025-06-17T16:40:22.5120904+00:00`, `17/06/2025 16:40`, or the date alone.
fn date_and_time(reader: &mut Reader<'_>) -> Option<()> {
    date(reader)?;
    let mut ahead = *reader;
    let follows = ahead.eat(|it| matches!(it, 'T' | ' ' | '_'));
    if follows.and_then(|_| time(&mut ahead)).is_some() {
        *reader = ahead;
    }
    Some(())
}

fn date(reader: &mut Reader<'_>) -> Option<()> {
    let first = reader.whole_number(1..=4)?;
    let between = reader.eat(|it| matches!(it, '-' | '/' | '.'))?;
    let second = reader.whole_number(1..=2)?.value;
    reader.eat(|it| it == between)?;
    let third = reader.whole_number(1..=4)?;
    let is_one = match (first.length, third.length) {
        (4, 1..=2) => is_date(first.value, second, third.value),
        // The day before the month, or behind it.
        (1..=2, 4) => {
            is_date(third.value, second, first.value) || is_date(third.value, first.value, second)
        }
        _ => false,
    };
    is_one.then_some(())
}

fn is_date(year: u64, month: u64, day: u64) -> bool {
    // The first year stands for no date in .NET, the last one for no end.
    matches!(year, 1 | 1900..=2099 | 9999) && (1..=12).contains(&month) && (1..=31).contains(&day)
}

/// `16:40` or `16:40:22`, with or without a fraction and the distance from UTC.
fn time(reader: &mut Reader<'_>) -> Option<()> {
    let sixtieth = |reader: &mut Reader<'_>| {
        reader.eat(|it| it == ':')?;
        reader.whole_number(2..=2).filter(|it| it.value <= 60)
    };
    reader.whole_number(2..=2).filter(|it| it.value <= 24)?;
    sixtieth(reader)?;
    optional(reader, sixtieth);
    optional(reader, |reader| {
        reader.eat(|it| matches!(it, '.' | ','))?;
        reader.whole_number(1..=9)
    });
    optional(reader, |reader| {
        reader.eat(|it| matches!(it, '+' | '-'))?;
        reader.whole_number(2..=2)?;
        reader.eat(|it| it == ':')?;
        reader.whole_number(2..=2)
    });
    Some(())
}

fn optional(reader: &mut Reader<'_>, part: impl Fn(&mut Reader<'_>) -> Option<Run>) {
    let mut ahead = *reader;
    if part(&mut ahead).is_some() {
        *reader = ahead;
    }
}

/// `2024-2025`, and no more than that.
fn years(reader: &mut Reader<'_>) -> Option<()> {
    let is_year = |it: &Run| (1900..=2099).contains(&it.value);
    reader.whole_number(4..=4).filter(is_year)?;
    reader.eat(|it| matches!(it, '-' | '/'))?;
    reader.whole_number(4..=4).filter(is_year)?;
    let mut ahead = *reader;
    let more = ahead.eat(|it| !it.is_alphanumeric()).is_some()
        && ahead.eat(|it| it.is_ascii_digit()).is_some();
    (!more).then_some(())
}

/// `127.0.0.1`.
fn ip_address(text: &str) -> Option<usize> {
    let mut reader = Reader::new(text);
    for part in 0..4 {
        if part > 0 {
            reader.eat(|it| it == '.')?;
        }
        let run = reader.whole_number(1..=3)?;
        if run.value > 255 || run.value.to_string().len() != run.length {
            return None;
        }
    }
    let mut ahead = reader;
    let more = ahead
        .eat(|it| it == '.')
        .and_then(|_| ahead.eat(|it| it.is_ascii_digit()));
    more.is_none().then(|| reader.at())
}
