//! Classes of characters, in brackets.

use super::{escape::shorthand, parser::Parser};
use crate::pattern::{PatternError, symbols::Symbols};

/// A class as far as it was read.
struct Class {
    symbols: Symbols,
    removed: Symbols,
    /// The first character of a range whose last one is not read yet.
    open_range: Option<char>,
}

impl Parser {
    /// The rest of a class, after its `[`.
    pub(super) fn class(&mut self, depth: usize) -> Result<Symbols, PatternError> {
        let at = self.scanner.place() - 1;
        self.check_depth(at, depth)?;
        let negated = self.scanner.take('^');
        let mut class = Class {
            symbols: Symbols::NONE,
            removed: Symbols::NONE,
            open_range: None,
        };
        let mut first = true;
        loop {
            let Some(char) = self.scanner.advance() else {
                let reason = "a class in brackets is not closed";
                return Err(self.scanner.malformed_at(at, reason));
            };
            if char == ']' && !first {
                break;
            }
            self.class_member(char, first, &mut class, depth)?;
            first = false;
        }
        let symbols = if negated {
            class.symbols.complement()
        } else {
            class.symbols
        };
        Ok(symbols.without(class.removed))
    }

    fn class_member(
        &mut self,
        char: char,
        first: bool,
        class: &mut Class,
        depth: usize,
    ) -> Result<(), PatternError> {
        let at = self.scanner.place() - 1;
        let (char, escaped) = if char == '\\' && self.scanner.left() > 0 {
            match self.class_escape(at, class)? {
                Some(char) => (char, true),
                None => return Ok(()),
            }
        } else {
            (char, false)
        };
        if char == '[' && !escaped && self.scanner.peek() == Some(':') {
            let reason = "[: in a class has no meaning in .NET; write \\d for digits";
            return Err(self.scanner.unsupported_at(at, reason));
        }
        if let Some(from) = class.open_range.take() {
            if char == '[' && !escaped && !first {
                class.add(from, from);
                return self.subtraction(class, depth);
            }
            if from > char {
                let reason = "a range in a class runs backwards";
                return Err(self.scanner.malformed_at(at, reason));
            }
            class.add(from, char);
        } else if self.scanner.peek() == Some('-')
            && self.scanner.peek_at(1).is_some_and(|it| it != ']')
        {
            self.scanner.advance();
            class.open_range = Some(char);
        } else if char == '-' && !escaped && !first && self.scanner.take('[') {
            return self.subtraction(class, depth);
        } else {
            class.add(char, char);
        }
        Ok(())
    }

    /// The meaning of a backslash in a class: the character, or nothing where it is a set.
    fn class_escape(&mut self, at: usize, class: &mut Class) -> Result<Option<char>, PatternError> {
        let set = match self.scanner.peek() {
            Some('-') if class.open_range.is_some() => {
                let reason = "versions of .NET differ over \\- at the end of a range";
                return Err(self.scanner.unsupported_at(at, reason));
            }
            Some('-') => {
                self.scanner.advance();
                Symbols::NONE
            }
            Some(letter @ ('p' | 'P')) => {
                self.scanner.advance();
                self.property(letter == 'P')?
            }
            Some(letter) => match shorthand(letter) {
                Some(symbols) => {
                    self.scanner.advance();
                    symbols
                }
                None => return self.character().map(Some),
            },
            None => return Ok(None),
        };
        if class.open_range.is_some() {
            let reason = "a range in a class ends in a set";
            return Err(self.scanner.malformed_at(at, reason));
        }
        class.symbols = class.symbols.with(set);
        Ok(None)
    }

    /// `[…]` inside a class takes characters out, and comes last.
    fn subtraction(&mut self, class: &mut Class, depth: usize) -> Result<(), PatternError> {
        class.removed = self.class(depth + 1)?;
        match self.scanner.peek() {
            None | Some(']') => Ok(()),
            Some(_) => {
                let reason = "something follows a subtraction in a class";
                Err(self.scanner.malformed_at(self.scanner.place(), reason))
            }
        }
    }
}

impl Class {
    fn add(&mut self, first: char, last: char) {
        self.symbols = self.symbols.with(Symbols::range(first, last));
    }
}
