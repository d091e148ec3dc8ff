//! Quantifiers: the number of repetitions.

use super::Malformed;
use super::parser::Parser;
use super::program::Program;

impl Parser {
    /// Returns true if a quantifier comes next. A brace that begins none is text.
    pub(super) fn at_quantifier(&self) -> bool {
        match self.reader.peek() {
            Some('*' | '+' | '?') => true,
            Some('{') => {
                let mut ahead = self.reader.clone();
                ahead.go_to(ahead.place() + 1);
                let start = ahead.place();
                ahead.skip_while(|it| it.is_ascii_digit());
                if ahead.place() == start {
                    return false;
                }
                if ahead.take(",") {
                    ahead.skip_while(|it| it.is_ascii_digit());
                }
                ahead.peek() == Some('}')
            }
            _ => false,
        }
    }

    pub(super) fn quantified(&mut self, part: Program) -> Result<Program, Malformed> {
        if !self.at_quantifier() {
            return Ok(part);
        }
        let (min, max) = match self.reader.require()?.ascii() {
            '*' => (0, None),
            '+' => (1, None),
            '?' => (0, Some(1)),
            _ => self.counts()?,
        };
        self.reader.skip_blanks(self.options)?;
        let lazy = self.reader.take("?");
        if max.is_some_and(|max| max < min) {
            return Err(Malformed);
        }
        Ok(part.repeated(min, max, lazy))
    }

    /// `2}`, `2,}` or `2,3}`.
    fn counts(&mut self) -> Result<(u32, Option<u32>), Malformed> {
        let min = self.reader.decimal()?.unwrap_or_default();
        let max = if self.reader.take(",") {
            self.reader.decimal()?
        } else {
            Some(min)
        };
        self.reader.expect("}")?;
        // .NET takes the greatest number for no limit.
        Ok((min, max.filter(|it| *it < i32::MAX.unsigned_abs())))
    }
}
