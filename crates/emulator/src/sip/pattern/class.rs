//! Sets in brackets.

use super::Malformed;
use super::reader::{Reader, Unit};
use super::set::Set;

impl Reader {
    /// The rest of a set, after its `[`.
    pub(super) fn class(&mut self) -> Result<Set, Malformed> {
        let negated = self.take("^");
        let mut class = Class::default();
        let mut is_first = true;
        loop {
            let unit = self.require()?;
            if unit.ascii() == ']' && !is_first {
                return Ok(class.set.complement_if(negated).without(class.removed));
            }
            self.member(unit, is_first, &mut class)?;
            is_first = false;
        }
    }

    fn member(&mut self, unit: Unit, is_first: bool, class: &mut Class) -> Result<(), Malformed> {
        let (unit, char) = match unit.ascii() {
            // A character that was escaped has no meaning beyond itself.
            '\\' if self.peek().is_some() => match self.class_escape(class)? {
                Some(unit) => (unit, '\u{80}'),
                None => return Ok(()),
            },
            '[' if class.range_from.is_none() => {
                self.skip_named_class();
                (unit, '[')
            }
            char => (unit, char),
        };
        match (class.range_from.take(), char) {
            (Some(from), '[') if !is_first => {
                class.add(from, from);
                self.subtraction(class)
            }
            (Some(from), _) if from > unit => Err(Malformed),
            (Some(from), _) => {
                class.add(from, unit);
                Ok(())
            }
            (None, _) if self.at_range() => {
                self.go_to(self.place() + 1);
                class.range_from = Some(unit);
                Ok(())
            }
            (None, '-') if !is_first && self.take("[") => self.subtraction(class),
            (None, _) => {
                class.add(unit, unit);
                Ok(())
            }
        }
    }

    fn at_range(&self) -> bool {
        self.peek() == Some('-') && self.char_ahead(1).is_some_and(|it| it != ']')
    }

    /// Reads past a backslash. Returns a character, or nothing if it is a set and was added.
    fn class_escape(&mut self, class: &mut Class) -> Result<Option<Unit>, Malformed> {
        let letter = self.peek().ok_or(Malformed)?;
        let set = match letter {
            '-' => {
                let minus = self.require()?;
                let from = class.range_from.take().unwrap_or(minus);
                if from > minus {
                    return Err(Malformed);
                }
                class.add(from, minus);
                return Ok(None);
            }
            'p' | 'P' => {
                self.go_to(self.place() + 1);
                Set::property(&self.property_name()?)?.complement_if(letter == 'P')
            }
            _ => match Set::shorthand(letter) {
                Some(set) => {
                    self.go_to(self.place() + 1);
                    set
                }
                None => return self.escaped().map(Some),
            },
        };
        if class.range_from.is_some() {
            return Err(Malformed);
        }
        class.set = class.set.union(set);
        Ok(None)
    }

    /// `[:name:]` is read over: .NET has reserved it without giving it a meaning, so that all of
    /// it stands for its bracket.
    fn skip_named_class(&mut self) {
        let start = self.place();
        if self.take(":") {
            self.name();
            if !self.take(":]") {
                self.go_to(start);
            }
        }
    }

    /// `[…]` inside a set takes characters out and comes last.
    fn subtraction(&mut self, class: &mut Class) -> Result<(), Malformed> {
        class.removed = self.class()?;
        match self.peek() {
            None | Some(']') => Ok(()),
            Some(_) => Err(Malformed),
        }
    }
}

#[derive(Default)]
struct Class {
    set: Set,
    removed: Set,
    /// The first character of a range whose last one has not been read.
    range_from: Option<Unit>,
}

impl Class {
    fn add(&mut self, first: Unit, last: Unit) {
        self.set = self.set.union(Set::range(first.0, last.0));
    }
}
