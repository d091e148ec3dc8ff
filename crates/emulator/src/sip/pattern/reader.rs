//! A pattern as .NET reads it, one UTF-16 unit after the other.

use super::Malformed;

/// A UTF-16 unit.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub(super) struct Unit(pub(super) u16);

impl Unit {
    /// The unit as a character that means something in a pattern; `\u{80}`, which means nothing,
    /// for one that is not ASCII.
    pub(super) fn ascii(self) -> char {
        u8::try_from(self.0)
            .ok()
            .filter(u8::is_ascii)
            .map_or('\u{80}', char::from)
    }

    /// Returns true if it can be part of a name.
    pub(super) fn is_word(self) -> bool {
        char::from_u32(self.0.into()).is_some_and(|it| it.is_alphanumeric() || it == '_')
    }
}

#[derive(Clone, Debug)]
pub(super) struct Reader {
    units: Vec<Unit>,
    at: usize,
}

impl Reader {
    pub(super) fn new(text: &str) -> Self {
        Self {
            units: text.encode_utf16().map(Unit).collect(),
            at: 0,
        }
    }

    pub(super) fn place(&self) -> usize {
        self.at
    }

    pub(super) fn go_to(&mut self, place: usize) {
        self.at = place;
    }

    /// The unit after so many others.
    fn ahead(&self, count: usize) -> Option<Unit> {
        self.units.get(self.at + count).copied()
    }

    /// The character after so many others.
    pub(super) fn char_ahead(&self, count: usize) -> Option<char> {
        self.ahead(count).map(Unit::ascii)
    }

    pub(super) fn peek(&self) -> Option<char> {
        self.char_ahead(0)
    }

    /// Returns true if the next unit can be part of a name.
    pub(super) fn at_word(&self) -> bool {
        self.ahead(0).is_some_and(Unit::is_word)
    }

    pub(super) fn next(&mut self) -> Option<Unit> {
        let unit = self.ahead(0)?;
        self.at += 1;
        Some(unit)
    }

    /// The next unit, which must be there.
    pub(super) fn require(&mut self) -> Result<Unit, Malformed> {
        self.next().ok_or(Malformed)
    }

    pub(super) fn starts_with(&self, text: &str) -> bool {
        text.chars()
            .zip(0..)
            .all(|(char, count)| self.char_ahead(count) == Some(char))
    }

    /// Goes past the text if it comes next.
    pub(super) fn take(&mut self, text: &str) -> bool {
        let found = self.starts_with(text);
        if found {
            self.at += text.len();
        }
        found
    }

    /// Goes past the text, which must come next.
    pub(super) fn expect(&mut self, text: &str) -> Result<(), Malformed> {
        if self.take(text) {
            Ok(())
        } else {
            Err(Malformed)
        }
    }

    pub(super) fn skip_while(&mut self, test: impl Fn(char) -> bool) {
        while self.peek().is_some_and(&test) {
            self.at += 1;
        }
    }

    /// A number, nothing if there are no digits.
    pub(super) fn decimal(&mut self) -> Result<Option<u32>, Malformed> {
        let start = self.at;
        let mut number: u32 = 0;
        while let Some(digit) = self.peek().and_then(|it| it.to_digit(10)) {
            self.at += 1;
            let grown = number.checked_mul(10).and_then(|it| it.checked_add(digit));
            number = grown
                .filter(|it| i32::try_from(*it).is_ok())
                .ok_or(Malformed)?;
        }
        Ok((self.at > start).then_some(number))
    }

    /// The name that comes next, empty if there is none.
    pub(super) fn name(&mut self) -> Vec<Unit> {
        let start = self.at;
        while self.at_word() {
            self.at += 1;
        }
        self.units[start..self.at].to_vec()
    }
}
