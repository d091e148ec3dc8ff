//! Taking phone numbers out of text that may be printed.

use std::borrow::Cow;

use super::{ids, reader::Reader};

/// Fewer digits than this are a port, a status or a count.
const FEWEST: usize = 7;
/// The same behind a plus sign.
const FEWEST_AFTER_PLUS: usize = 5;
/// A number with as many digits is whole: what follows is something else.
const WHOLE: usize = 10;
/// The same with a country code.
const WHOLE_WITH_COUNTRY: usize = 12;
/// More zeros than this at the beginning are those of a counter.
const MOST_ZEROS: usize = 4;
/// The lengths of two groups that make a number, besides `555-0100`.
const PAIRS: [(usize, usize); 6] = [(2, 6), (3, 6), (4, 4), (4, 6), (5, 5), (5, 6)];

/// `text` with every phone number reduced to its last two digits: `+…00`.
///
/// A number is five digits or more behind a plus sign, or seven or more in one run or in groups as
/// people write them. Where it stands and how it is encoded does not matter. Ids, moments and
/// addresses are none. What is left holds no number.
pub(crate) fn redact(text: &str) -> Cow<'_, str> {
    let mut kept = String::new();
    let mut copied = 0;
    let mut reader = Reader::new(text);
    let mut before = ' ';
    while let Some(next) = reader.peek() {
        let rest = reader.rest();
        if let Some(length) = mark(rest) {
            reader.skip(length);
            before = ' ';
        } else if let Some(length) = id(rest, next, before) {
            reader.skip(length);
            before = next;
        } else if let Some(number) = Number::at_start_of(rest, before) {
            kept.push_str(&text[copied..reader.at() + number.start]);
            kept.push_str("+…");
            kept.extend(number.tail);
            reader.skip(number.end);
            copied = reader.at();
            before = ' ';
        } else {
            reader.read();
            // Digits that are none at their beginning are none further on either.
            while next.is_ascii_digit() && reader.eat(|it| it.is_ascii_digit()).is_some() {}
            before = next;
        }
    }
    if copied == 0 {
        return Cow::Borrowed(text);
    }
    kept.push_str(&text[copied..]);
    Cow::Owned(kept)
}

/// The length of the mark of a hidden number that `text` begins with.
fn mark(text: &str) -> Option<usize> {
    let tail = text.strip_prefix("+…")?;
    let digits = tail.bytes().take(2).take_while(u8::is_ascii_digit).count();
    Some(text.len() - tail.len() + digits)
}

/// The length of the id or the like that `text` begins with, unless it is in the midst of a word.
fn id(text: &str, next: char, before: char) -> Option<usize> {
    let begins_word = next.is_ascii_alphanumeric() && !before.is_alphanumeric();
    begins_word.then(|| ids::length(text))?
}

/// A phone number at the beginning of a text.
struct Number {
    start: usize,
    end: usize,
    tail: [char; 2],
}

impl Number {
    fn at_start_of(text: &str, before: char) -> Option<Self> {
        let mut reader = Reader::new(text);
        let opened = reader.eat(|it| it == '(').is_some();
        let inside = reader.at();
        let plus = reader.eat(|it| it == '+').is_some();
        reader.eat(|it| it == '(');
        if plus && ids::begins_after_blank(reader.rest()) {
            return None;
        }
        let mut groups = Groups::new(plus, before.is_alphanumeric());
        let mut closed = !opened;
        let mut found = None;
        while groups.read_one(&mut reader) {
            if groups.are_a_number(reader.peek()) {
                // A parenthesis goes with the number if the other one does.
                let start = if closed { 0 } else { inside };
                let (end, tail) = (reader.at(), groups.tail);
                found = Some(Self { start, end, tail });
            }
            let Some(link) = groups.link(&mut reader) else {
                break;
            };
            closed |= link.has(')');
        }
        found
    }
}

/// The signs between two groups.
#[derive(Default)]
struct Link([char; 3]);

impl Link {
    /// Reads the signs up to another group, if one follows.
    fn read(reader: &mut Reader<'_>) -> Option<Self> {
        let mut ahead = *reader;
        let mut link = Self::default();
        for place in &mut link.0 {
            let Some(found) = ahead.eat(|it| " -()./+".contains(it)) else {
                break;
            };
            *place = found;
        }
        let more = ahead.at() > reader.at() && ahead.peek()?.is_ascii_digit();
        // A sign beside a blank ends a sentence, or begins another number.
        let ends = link.has(' ') && ['.', '/', '+'].into_iter().any(|sign| link.has(sign));
        if !more || ends {
            return None;
        }
        *reader = ahead;
        Some(link)
    }

    fn has(&self, sign: char) -> bool {
        self.0.contains(&sign)
    }
}

/// Groups of digits, as far as they were read.
struct Groups {
    plus: bool,
    /// The first one has a letter before it.
    glued: bool,
    /// Dots are between them, as in decimals and versions.
    dotted: bool,
    count: usize,
    first: usize,
    last: usize,
    digits: usize,
    zeros: usize,
    /// The lengths of all but the first one.
    shortest: usize,
    longest: usize,
    first_digit: char,
    tail: [char; 2],
}

impl Groups {
    fn new(plus: bool, glued: bool) -> Self {
        Self {
            plus,
            glued,
            dotted: false,
            count: 0,
            first: 0,
            last: 0,
            digits: 0,
            zeros: 0,
            shortest: usize::MAX,
            longest: 0,
            first_digit: '0',
            tail: ['0'; 2],
        }
    }

    /// Reads the next group, if there is one.
    fn read_one(&mut self, reader: &mut Reader<'_>) -> bool {
        // An id that begins here is none of the number's. In a word, nothing begins, and what is
        // behind a plus sign was looked at.
        let begins = self.count > 0 || !(self.glued || self.plus);
        if begins && ids::length(reader.rest()).is_some() {
            return false;
        }
        self.last = 0;
        while let Some(digit) = reader.eat(|it| it.is_ascii_digit()) {
            if self.digits == 0 {
                self.first_digit = digit;
            }
            if digit == '0' && self.zeros == self.digits {
                self.zeros += 1;
            }
            self.digits += 1;
            self.last += 1;
            self.tail = [self.tail[1], digit];
        }
        if self.count == 0 {
            self.first = self.last;
        } else {
            self.shortest = self.shortest.min(self.last);
            self.longest = self.longest.max(self.last);
        }
        self.count += 1;
        self.last > 0
    }

    /// Reads what leads to another group, unless the number is whole.
    fn link(&mut self, reader: &mut Reader<'_>) -> Option<Link> {
        if self.is_whole() {
            return None;
        }
        let link = Link::read(reader)?;
        self.dotted |= link.has('.');
        Some(link)
    }

    fn is_whole(&self) -> bool {
        let digits = self.digits - self.zeros;
        if !self.plus {
            return digits >= WHOLE || self.last >= FEWEST;
        }
        // Those of North America have one digit less, and people group them the most.
        let whole = WHOLE_WITH_COUNTRY - usize::from(self.first_digit == '1');
        digits >= whole || self.last >= WHOLE
    }

    fn are_a_number(&self, next: Option<char>) -> bool {
        let fewest = if self.plus { FEWEST_AFTER_PLUS } else { FEWEST };
        if self.digits < fewest || self.zeros > MOST_ZEROS && self.digits - self.zeros < FEWEST {
            return false;
        }
        if self.plus || self.count == 1 {
            return true;
        }
        if self.glued && self.first < 3 {
            return false;
        }
        if self.count > 2 {
            return self.shortest >= 2 && self.longest <= if self.dotted { 4 } else { 6 };
        }
        let sizes = (self.first, self.last);
        let free = !self.glued && !next.is_some_and(char::is_alphanumeric);
        // No decimal begins with a zero and another digit.
        let decimal = self.dotted && self.zeros == 0;
        sizes == (3, 4) || free && !decimal && (PAIRS.contains(&sizes) || self.last >= FEWEST)
    }
}

#[cfg(test)]
mod tests;
