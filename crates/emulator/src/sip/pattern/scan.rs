//! Reading that is the same for the count of groups and for the pattern.

use super::reader::Reader;
use super::{Malformed, reader::Unit};

/// The options that change how a pattern is read. The others change nothing for a number.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Options {
    /// `n`: parentheses by themselves are no groups to refer to.
    pub(super) named_only: bool,
    /// `x`: blanks and what follows a `#` mean nothing.
    pub(super) ignore_blanks: bool,
}

impl Reader {
    /// Letters that switch options on and, after a minus sign, off.
    pub(super) fn options(&mut self, options: &mut Options) {
        let mut on = true;
        while let Some(char) = self.peek() {
            match char.to_ascii_lowercase() {
                '+' => on = true,
                '-' => on = false,
                'i' | 'm' | 's' => {}
                'n' => options.named_only = on,
                'x' => options.ignore_blanks = on,
                _ => return,
            }
            self.go_to(self.place() + 1);
        }
    }

    /// Goes past comments, and past blanks where they mean nothing.
    pub(super) fn skip_blanks(&mut self, options: Options) -> Result<(), Malformed> {
        loop {
            if options.ignore_blanks {
                self.skip_while(|it| matches!(it, '\t' | '\n' | '\u{C}' | '\r' | ' '));
                if self.peek() == Some('#') {
                    self.skip_while(|it| it != '\n');
                    continue;
                }
            }
            if !self.take("(?#") {
                return Ok(());
            }
            self.skip_while(|it| it != ')');
            self.expect(")")?;
        }
    }

    /// The character that an escape stands for, after its backslash.
    pub(super) fn escaped(&mut self) -> Result<Unit, Malformed> {
        if matches!(self.peek(), Some('0'..='7')) {
            return Ok(self.octal());
        }
        let unit = self.require()?;
        Ok(match unit.ascii() {
            'x' => self.hexadecimal(2)?,
            'u' => self.hexadecimal(4)?,
            'a' => Unit(7),
            'b' => Unit(8),
            'e' => Unit(0x1B),
            'f' => Unit(0xC),
            'n' => Unit(0xA),
            'r' => Unit(0xD),
            't' => Unit(9),
            'v' => Unit(0xB),
            'c' => self.control()?,
            _ if unit.is_word() => return Err(Malformed),
            _ => unit,
        })
    }

    fn octal(&mut self) -> Unit {
        let mut value = 0;
        for _ in 0..3 {
            let Some(digit) = self.peek().and_then(|it| it.to_digit(8)) else {
                break;
            };
            self.go_to(self.place() + 1);
            value = value * 8 + digit;
        }
        Unit(u16::try_from(value & 0xFF).unwrap_or_default())
    }

    fn hexadecimal(&mut self, digits: u32) -> Result<Unit, Malformed> {
        let mut value = 0;
        for _ in 0..digits {
            let digit = self.require()?.ascii().to_digit(16).ok_or(Malformed)?;
            value = value * 16 + digit;
        }
        u16::try_from(value).map(Unit).map_err(|_| Malformed)
    }

    fn control(&mut self) -> Result<Unit, Malformed> {
        let letter = self.require()?.ascii().to_ascii_uppercase();
        match letter {
            '@'..='_' => Ok(Unit(
                u16::try_from(u32::from(letter) - 0x40).unwrap_or_default(),
            )),
            _ => Err(Malformed),
        }
    }

    /// `{name}` of a property.
    pub(super) fn property_name(&mut self) -> Result<String, Malformed> {
        self.expect("{")?;
        let mut name = String::new();
        while self.at_word() || self.peek() == Some('-') {
            let unit = self.require()?;
            name.push(char::from_u32(unit.0.into()).unwrap_or(char::REPLACEMENT_CHARACTER));
        }
        self.expect("}")?;
        Ok(name)
    }
}
