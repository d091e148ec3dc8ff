//! The groups of a pattern and their numbers, found before it is read: a reference may come before
//! its group, and names are numbered after all that has a number.

use std::collections::BTreeSet;

use indexmap::IndexSet;

use super::Malformed;
use super::reader::{Reader, Unit};
use super::scan::Options;
use super::set::Set;

/// The groups that can be referred to. Group 0 is the match itself.
#[derive(Debug)]
pub(super) struct Groups {
    numbers: BTreeSet<u32>,
    /// Each name with its number.
    names: Vec<(Vec<Unit>, u32)>,
}

impl Groups {
    pub(super) fn of(reader: &Reader) -> Result<Self, Malformed> {
        let mut count = Count {
            reader: reader.clone(),
            options: Options::default(),
            outer: Vec::new(),
            numbers: BTreeSet::from([0]),
            names: IndexSet::new(),
            next: 1,
        };
        while let Some(unit) = count.reader.next() {
            count.unit(unit)?;
        }
        let mut groups = Self {
            numbers: count.numbers,
            names: Vec::new(),
        };
        let mut next = count.next;
        for name in count.names {
            while !groups.numbers.insert(next) {
                next += 1;
            }
            groups.names.push((name, next));
        }
        Ok(groups)
    }

    /// Returns the number of groups.
    pub(super) fn len(&self) -> usize {
        self.numbers.len()
    }

    /// The place of a group among all of them, by its number.
    pub(super) fn numbered(&self, number: u32) -> Option<usize> {
        let has = self.numbers.contains(&number);
        has.then(|| self.numbers.range(..number).count())
    }

    pub(super) fn named(&self, name: &[Unit]) -> Option<usize> {
        let found = self.names.iter().find(|(it, _)| it == name);
        found.and_then(|(_, number)| self.numbered(*number))
    }
}

struct Count {
    reader: Reader,
    options: Options,
    /// The options outside of the groups that are open.
    outer: Vec<Options>,
    numbers: BTreeSet<u32>,
    names: IndexSet<Vec<Unit>>,
    next: u32,
}

impl Count {
    fn unit(&mut self, unit: Unit) -> Result<(), Malformed> {
        match unit.ascii() {
            '\\' => self.escape()?,
            '[' => {
                self.reader.class()?;
            }
            '#' if self.options.ignore_blanks => self.reader.skip_while(|it| it != '\n'),
            '(' if self.reader.starts_with("?#") => {
                self.reader.skip_while(|it| it != ')');
                self.reader.expect(")")?;
            }
            '(' => return self.open(false),
            ')' => self.options = self.outer.pop().unwrap_or(self.options),
            _ => {}
        }
        Ok(())
    }

    fn escape(&mut self) -> Result<(), Malformed> {
        match self.reader.peek().ok_or(Malformed)? {
            'p' | 'P' => {
                self.reader.require()?;
                self.reader.property_name()?;
            }
            'k' | 'b' | 'B' | 'A' | 'G' | 'Z' | 'z' => {
                self.reader.require()?;
            }
            '1'..='9' => {
                self.reader.decimal()?;
            }
            letter if Set::shorthand(letter).is_some() => {
                self.reader.require()?;
            }
            _ => {
                self.reader.escaped()?;
            }
        }
        Ok(())
    }

    /// Reads past an opening parenthesis, as far as it says which group it opens.
    fn open(&mut self, is_condition: bool) -> Result<(), Malformed> {
        self.outer.push(self.options);
        if !self.reader.take("?") {
            if !self.options.named_only && !is_condition {
                self.numbers.insert(self.next);
                self.next += 1;
            }
            return Ok(());
        }
        let quoted =
            matches!(self.reader.peek(), Some('<' | '\'')) && self.reader.char_ahead(1).is_some();
        if quoted {
            self.reader.require()?;
            return self.named();
        }
        self.reader.options(&mut self.options);
        match self.reader.peek() {
            Some(')') => {
                // Options without a group hold until the group around them ends.
                self.outer.pop();
                self.reader.require()?;
            }
            Some('(') => {
                self.reader.require()?;
                return self.open(true);
            }
            _ => {}
        }
        Ok(())
    }

    fn named(&mut self) -> Result<(), Malformed> {
        match self.reader.peek() {
            Some('0') => {}
            Some('1'..='9') => {
                self.numbers.extend(self.reader.decimal()?);
            }
            _ if self.reader.at_word() => {
                let name = self.reader.name();
                self.names.insert(name);
            }
            _ => {}
        }
        Ok(())
    }
}
