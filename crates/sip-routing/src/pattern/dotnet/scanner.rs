//! Reading a pattern unit by unit.

use crate::pattern::PatternError;

/// A cursor over a pattern.
///
/// .NET reads UTF-16, so a character beyond U+FFFF is two units to it, and a quantifier after it
/// repeats the second one alone. Units are kept as `char`, with what is not below the surrogates
/// moved up by their number: every unit has a `char` of its own, in the same order.
#[derive(Debug)]
pub(super) struct Scanner {
    units: Vec<char>,
    next: usize,
}

const FIRST_SURROGATE: u32 = 0xD800;
const SURROGATES: u32 = 0x800;

/// The `char` that stands for a UTF-16 unit.
pub(super) fn unit(value: u16) -> char {
    let value = u32::from(value);
    let moved = if value < FIRST_SURROGATE {
        value
    } else {
        value + SURROGATES
    };
    char::from_u32(moved).unwrap_or(char::REPLACEMENT_CHARACTER)
}

/// Tells if .NET takes the unit for a part of a word: a name, or an escape kept for later.
pub(super) fn is_word(unit: char) -> bool {
    let value = u32::from(unit);
    let moved_back = if value < FIRST_SURROGATE {
        Some(unit)
    } else {
        char::from_u32(value - SURROGATES)
    };
    moved_back.is_some_and(|char| char.is_alphanumeric() || char == '_')
}

impl Scanner {
    pub(super) fn new(pattern: &str) -> Self {
        Self {
            units: pattern.encode_utf16().map(unit).collect(),
            next: 0,
        }
    }

    /// The unit `ahead` of the next one.
    pub(super) fn peek_at(&self, ahead: usize) -> Option<char> {
        self.units.get(self.next + ahead).copied()
    }

    pub(super) fn peek(&self) -> Option<char> {
        self.peek_at(0)
    }

    pub(super) fn advance(&mut self) -> Option<char> {
        let unit = self.peek()?;
        self.next += 1;
        Some(unit)
    }

    /// Goes past `unit`, if that is the next one.
    pub(super) fn take(&mut self, unit: char) -> bool {
        let found = self.peek() == Some(unit);
        self.next += usize::from(found);
        found
    }

    /// Goes past `text`, if that is what comes next.
    pub(super) fn take_all(&mut self, text: &str) -> bool {
        let found = self.starts_with(text);
        self.next += if found { text.len() } else { 0 };
        found
    }

    /// Tells if `text`, which is ASCII, comes next.
    pub(super) fn starts_with(&self, text: &str) -> bool {
        (0..)
            .zip(text.chars())
            .all(|(ahead, char)| self.peek_at(ahead) == Some(char))
    }

    /// The count of units that are left.
    pub(super) fn left(&self) -> usize {
        self.units.len() - self.next
    }

    /// The place of the next unit, to come back to.
    pub(super) fn place(&self) -> usize {
        self.next
    }

    pub(super) fn go_to(&mut self, place: usize) {
        self.next = place;
    }

    /// The units from `from` to here that hold for `test`, taken.
    pub(super) fn take_while(&mut self, test: impl Fn(char) -> bool) -> String {
        let from = self.next;
        while self.peek().is_some_and(&test) {
            self.next += 1;
        }
        self.units[from..self.next].iter().collect()
    }

    /// A decimal number, where there is one.
    pub(super) fn decimal(&mut self) -> Result<Option<u32>, PatternError> {
        let place = self.place();
        let digits = self.take_while(|unit| unit.is_ascii_digit());
        if digits.is_empty() {
            return Ok(None);
        }
        match digits.parse::<i32>() {
            Ok(number) => Ok(Some(number.unsigned_abs())),
            Err(_) => Err(PatternError::malformed(
                self.position_of(place),
                "a number is above 2,147,483,647",
            )),
        }
    }

    /// The character that the unit at `place` belongs to, counted from 1.
    pub(super) fn position_of(&self, place: usize) -> usize {
        let is_second_half = |unit: &char| {
            (FIRST_SURROGATE + 0x400..FIRST_SURROGATE + SURROGATES)
                .contains(&(u32::from(*unit).wrapping_sub(SURROGATES)))
        };
        let before = &self.units[..place.min(self.units.len())];
        let whole = before.iter().filter(|unit| !is_second_half(unit)).count();
        let inside = self.units.get(place).is_some_and(is_second_half);
        whole + usize::from(!inside)
    }

    /// An error about the unit before the next one, or about a place noted earlier.
    pub(super) fn malformed_at(&self, place: usize, reason: &'static str) -> PatternError {
        PatternError::malformed(self.position_of(place), reason)
    }

    pub(super) fn unsupported_at(&self, place: usize, reason: &'static str) -> PatternError {
        PatternError::unsupported(self.position_of(place), reason)
    }
}

#[cfg(test)]
mod tests {
    use super::{Scanner, is_word, unit};

    #[test]
    fn every_unit_has_a_char_in_its_order() {
        let chars: Vec<_> = (0..=u16::MAX).map(unit).collect();
        assert!(chars.is_sorted_by(|a, b| a < b));
        assert!(!chars.contains(&char::REPLACEMENT_CHARACTER) || unit(0xF7FD) == '\u{FFFD}');
    }

    #[test]
    fn words_are_recognised_above_the_surrogates_too() {
        for (value, expected) in [
            (u16::from(b'a'), true),
            (u16::from(b'_'), true),
            (u16::from(b'-'), false),
            (0xFF21, true),
            (0xD83D, false),
        ] {
            assert_eq!(is_word(unit(value)), expected, "{value:x}");
        }
    }

    #[test]
    fn positions_count_characters() {
        let scanner = Scanner::new("1😀2");
        let positions: Vec<_> = (0..=4).map(|place| scanner.position_of(place)).collect();
        assert_eq!(positions, [1, 2, 2, 3, 4]);
    }
}
