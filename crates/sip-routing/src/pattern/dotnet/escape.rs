//! Escapes, which a backslash begins.

use super::{
    parser::Parser,
    scanner::{is_word, unit},
};
use crate::pattern::{PatternError, node::Node, symbols::Symbols};

/// The general categories of Unicode, as .NET spells them. `Nd` and the sets that hold it have the
/// digits, `Sm` and the sets that hold it the plus sign.
const CATEGORIES: [&str; 38] = [
    "L",
    "Ll",
    "Lm",
    "Lo",
    "Lt",
    "Lu",
    "M",
    "Mc",
    "Me",
    "Mn",
    "N",
    "Nd",
    "Nl",
    "No",
    "P",
    "Pc",
    "Pd",
    "Pe",
    "Pf",
    "Pi",
    "Po",
    "Ps",
    "S",
    "Sc",
    "Sk",
    "Sm",
    "So",
    "Z",
    "Zl",
    "Zp",
    "Zs",
    "C",
    "Cc",
    "Cf",
    "Cn",
    "Co",
    "Cs",
    "__InternalRegexIgnoreCase__",
];

/// The set that `\d`, `\S` and their like stand for.
pub(super) fn shorthand(letter: char) -> Option<Symbols> {
    Some(match letter {
        'd' | 'w' => Symbols::DIGITS,
        'D' | 'W' => Symbols::PLUS,
        's' => Symbols::NONE,
        'S' => Symbols::ALL,
        _ => return None,
    })
}

impl Parser {
    /// Reads an escape outside of a class.
    pub(super) fn escape(&mut self) -> Result<Node, PatternError> {
        let at = self.scanner.place() - 1;
        let Some(letter) = self.scanner.peek() else {
            return Err(self
                .scanner
                .malformed_at(at, "a backslash ends the pattern"));
        };
        let node = match letter {
            'b' => Node::WordBoundary,
            'B' => Node::NotWordBoundary,
            // A number has no line breaks, and matching begins at its beginning.
            'A' | 'G' => Node::Start,
            'Z' | 'z' => Node::End,
            'p' | 'P' => {
                self.scanner.advance();
                return self.property(letter == 'P').map(Node::One);
            }
            _ => match shorthand(letter) {
                Some(symbols) => Node::One(symbols),
                None => return self.reference_or_character(at),
            },
        };
        self.scanner.advance();
        Ok(node)
    }

    /// `{Name}` after `\p` or `\P`.
    pub(super) fn property(&mut self, negated: bool) -> Result<Symbols, PatternError> {
        let at = self.scanner.place() - 2;
        let opened = self.scanner.left() >= 3 && self.scanner.take('{');
        let name = self.scanner.take_while(|it| is_word(it) || it == '-');
        if !opened || !self.scanner.take('}') {
            let reason = "a category or block is not written as \\p{…}";
            return Err(self.scanner.malformed_at(at, reason));
        }
        let symbols = match name.as_str() {
            "N" | "Nd" => Symbols::DIGITS,
            "S" | "Sm" => Symbols::PLUS,
            "IsBasicLatin" => Symbols::ALL,
            known if CATEGORIES.contains(&known) => Symbols::NONE,
            block if block.starts_with("Is") => {
                let reason = "a block of Unicode is named that holds no digit and no plus sign, \
                              or that does not exist";
                return Err(self.scanner.unsupported_at(at, reason));
            }
            _ => {
                let reason = "there is no category or block of that name";
                return Err(self.scanner.malformed_at(at, reason));
            }
        };
        Ok(if negated {
            symbols.complement()
        } else {
            symbols
        })
    }

    /// A backreference in one of its spellings, or else a character.
    fn reference_or_character(&mut self, at: usize) -> Result<Node, PatternError> {
        let place = self.scanner.place();
        let named = self.scanner.take('k');
        let close = match self.scanner.peek() {
            Some('<') if self.scanner.left() > 1 => Some('>'),
            Some('\'') if self.scanner.left() > 1 => Some('\''),
            _ => None,
        };
        if named && close.is_none() {
            let reason = "a named backreference is not written as \\k<…>";
            return Err(self.scanner.malformed_at(at, reason));
        }
        let found = match close {
            Some(close) => self.reference_in_brackets(at, close)?,
            None => self.reference_by_number(at)?,
        };
        if let Some(node) = found {
            return Ok(node);
        }
        self.scanner.go_to(place);
        self.character().map(|it| Node::One(Symbols::of(it)))
    }

    fn reference_in_brackets(
        &mut self,
        at: usize,
        close: char,
    ) -> Result<Option<Node>, PatternError> {
        self.scanner.advance();
        let group = if let Some(number) = self.scanner.decimal()? {
            self.groups.numbered(number)
        } else {
            let name = self.scanner.take_while(is_word);
            if name.is_empty() {
                return Ok(None);
            }
            self.groups.named(&name)
        };
        if !self.scanner.take(close) {
            return Ok(None);
        }
        match group {
            Some(group) => self.reference(at, group).map(Some),
            None => Err(self.undefined_group(at)),
        }
    }

    fn reference_by_number(&mut self, at: usize) -> Result<Option<Node>, PatternError> {
        if !matches!(self.scanner.peek(), Some('1'..='9')) {
            return Ok(None);
        }
        let number = self.scanner.decimal()?.unwrap_or_default();
        match self.groups.numbered(number) {
            Some(group) => self.reference(at, group).map(Some),
            None if number <= 9 => Err(self.undefined_group(at)),
            None => Ok(None),
        }
    }

    fn reference(&self, at: usize, group: u32) -> Result<Node, PatternError> {
        let at = self.scanner.position_of(at);
        if group == 0 {
            return Err(PatternError::unsupported(at, WHOLE_MATCH));
        }
        Ok(Node::Reference { group, at })
    }

    pub(super) fn undefined_group(&self, at: usize) -> PatternError {
        let reason = "a group is referred to that is not there";
        self.scanner.malformed_at(at, reason)
    }

    /// The one character that an escape stands for, in a class or outside.
    pub(super) fn character(&mut self) -> Result<char, PatternError> {
        let at = self.scanner.place() - 1;
        let problem = |reason| Err(self.scanner.malformed_at(at, reason));
        match self.scanner.peek() {
            None => problem("a backslash ends the pattern"),
            Some('0'..='7') => Ok(self.octal()),
            Some(letter) => {
                let simple = match letter {
                    'a' => '\u{7}',
                    'b' => '\u{8}',
                    'e' => '\u{1B}',
                    'f' => '\u{C}',
                    'n' => '\n',
                    'r' => '\r',
                    't' => '\t',
                    'v' => '\u{B}',
                    'x' => return self.hexadecimal(2),
                    'u' => return self.hexadecimal(4),
                    'c' => return self.control(),
                    letter if is_word(letter) => {
                        return problem("an escape has no meaning in .NET");
                    }
                    itself => itself,
                };
                self.scanner.advance();
                Ok(simple)
            }
        }
    }

    fn octal(&mut self) -> char {
        let mut value = 0;
        for _ in 0..3 {
            let Some(digit) = self.scanner.peek().and_then(|it| it.to_digit(8)) else {
                break;
            };
            self.scanner.advance();
            value = value * 8 + digit;
        }
        // As in .NET, what is above 255 is taken without its highest bit.
        char::from(value.to_le_bytes()[0])
    }

    fn hexadecimal(&mut self, digits: usize) -> Result<char, PatternError> {
        let at = self.scanner.place() - 1;
        self.scanner.advance();
        let mut value = 0u16;
        for _ in 0..digits {
            let digit = self.scanner.advance().and_then(|it| it.to_digit(16));
            let Some(digit) = digit.and_then(|it| u16::try_from(it).ok()) else {
                let reason = "an escape has too few hexadecimal digits: \\x takes 2, \\u takes 4";
                return Err(self.scanner.malformed_at(at, reason));
            };
            value = value << 4 | digit;
        }
        Ok(unit(value))
    }

    fn control(&mut self) -> Result<char, PatternError> {
        let at = self.scanner.place() - 1;
        self.scanner.advance();
        let letter = self.scanner.advance().map(|it| it.to_ascii_uppercase());
        match letter {
            Some(letter @ '@'..='_') => Ok(unit(letter as u16 - u16::from(b'@'))),
            _ => Err(self
                .scanner
                .malformed_at(at, "there is no such control character")),
        }
    }
}

pub(super) const WHOLE_MATCH: &str = "group 0 is referred to, which is the whole match";
