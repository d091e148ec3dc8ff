//! Reading a pattern.

use super::Malformed;
use super::groups::Groups;
use super::program::{Assertion, Direction, Program, Step};
use super::reader::{Reader, Unit};
use super::scan::Options;
use super::set::Set;

/// The program of a pattern, and how many groups it has.
pub(super) fn parse(text: &str) -> Result<(Program, usize), Malformed> {
    let reader = Reader::new(text);
    let mut parser = Parser {
        groups: Groups::of(&reader)?,
        reader,
        options: Options::default(),
        direction: Direction::Forwards,
        next_group: 1,
        ignores_next_group: false,
        level: Level::new(Kind::Plain),
        outer: Vec::new(),
    };
    parser.read_all()?;
    if !parser.outer.is_empty() {
        return Err(Malformed);
    }
    let level = std::mem::replace(&mut parser.level, Level::new(Kind::Plain));
    let program = level.close(Direction::Forwards)?;
    Ok((program, parser.groups.len()))
}

pub(super) struct Parser {
    pub(super) reader: Reader,
    groups: Groups,
    pub(super) options: Options,
    direction: Direction,
    next_group: u32,
    /// The next parenthesis holds a condition.
    ignores_next_group: bool,
    level: Level,
    outer: Vec<Outer>,
}

/// State that holds again once a group is closed.
struct Outer {
    level: Level,
    options: Options,
    direction: Direction,
}

/// A group that is being read.
struct Level {
    kind: Kind,
    condition: Option<Program>,
    branches: Vec<Program>,
    sequence: Vec<Program>,
}

enum Kind {
    Plain,
    Capture {
        group: Option<usize>,
        balanced: Option<usize>,
    },
    Atomic,
    Look {
        negative: bool,
    },
    IfMatched(usize),
    /// Its condition is the group that it begins with.
    If,
}

impl Level {
    fn new(kind: Kind) -> Self {
        Self {
            kind,
            condition: None,
            branches: Vec::new(),
            sequence: Vec::new(),
        }
    }

    fn end_branch(&mut self, direction: Direction) {
        let sequence = std::mem::take(&mut self.sequence);
        self.branches.push(Program::sequence(sequence, direction));
    }

    fn close(mut self, direction: Direction) -> Result<Program, Malformed> {
        self.end_branch(direction);
        if let Kind::IfMatched(_) | Kind::If = self.kind {
            return self.close_condition();
        }
        let program = Program::choice(self.branches);
        Ok(match self.kind {
            Kind::Capture { group, balanced } => program.captured(group, balanced),
            Kind::Atomic => program.atomic(),
            Kind::Look { negative: false } => program.looked_at(),
            Kind::Look { negative: true } => program.looked_out_for(),
            Kind::Plain | Kind::IfMatched(_) | Kind::If => program,
        })
    }

    fn close_condition(self) -> Result<Program, Malformed> {
        let mut branches = self.branches.into_iter();
        let yes = branches.next().unwrap_or_default();
        let no = branches.next().unwrap_or_default();
        if branches.next().is_some() {
            return Err(Malformed);
        }
        match self.kind {
            Kind::IfMatched(group) => Ok(Program::if_matched(group, yes, no)),
            _ => Ok(Program::if_ahead(self.condition.ok_or(Malformed)?, yes, no)),
        }
    }
}

impl Parser {
    fn read_all(&mut self) -> Result<(), Malformed> {
        loop {
            self.reader.skip_blanks(self.options)?;
            if self.at_quantifier() {
                return Err(Malformed);
            }
            let Some(unit) = self.reader.next() else {
                return Ok(());
            };
            if let Some(part) = self.part(unit)? {
                self.reader.skip_blanks(self.options)?;
                let part = self.quantified(part)?;
                self.level.sequence.push(part);
            }
        }
    }

    /// Reads the part that the unit begins or ends. Nothing if that cannot be repeated.
    fn part(&mut self, unit: Unit) -> Result<Option<Program>, Malformed> {
        let step = match unit.ascii() {
            '(' => return self.open().map(|()| None),
            ')' => return self.close(),
            '|' => {
                self.level.end_branch(self.direction);
                return Ok(None);
            }
            '\\' => self.escape()?,
            '^' => Step::Assert(Assertion::Start),
            '$' => Step::Assert(Assertion::End),
            '.' => Step::One(Set::dot(), self.direction),
            '[' => Step::One(self.reader.class()?, self.direction),
            _ => Step::One(Set::range(unit.0, unit.0), self.direction),
        };
        Ok(Some(Program::step(step)))
    }

    fn close(&mut self) -> Result<Option<Program>, Malformed> {
        let outer = self.outer.pop().ok_or(Malformed)?;
        let level = std::mem::replace(&mut self.level, outer.level);
        let program = level.close(self.direction)?;
        (self.options, self.direction) = (outer.options, outer.direction);
        if matches!(self.level.kind, Kind::If) && self.level.condition.is_none() {
            self.level.condition = Some(program);
            return Ok(None);
        }
        Ok(Some(program))
    }

    /// Reads past an opening parenthesis.
    fn open(&mut self) -> Result<(), Malformed> {
        let (options, direction) = (self.options, self.direction);
        let Some(kind) = self.kind()? else {
            return Ok(());
        };
        let level = std::mem::replace(&mut self.level, Level::new(kind));
        self.outer.push(Outer {
            level,
            options,
            direction,
        });
        Ok(())
    }

    /// Reads the kind of a group. Nothing if it only sets options.
    fn kind(&mut self) -> Result<Option<Kind>, Malformed> {
        if self.reader.peek() != Some('?') || self.reader.char_ahead(1) == Some(')') {
            return Ok(Some(self.unnamed()));
        }
        self.reader.require()?;
        for (text, direction, negative) in [
            ("=", Direction::Forwards, false),
            ("!", Direction::Forwards, true),
            ("<=", Direction::Backwards, false),
            ("<!", Direction::Backwards, true),
        ] {
            if self.reader.take(text) {
                self.direction = direction;
                return Ok(Some(Kind::Look { negative }));
            }
        }
        let start = self.reader.place();
        match self.reader.require()?.ascii() {
            ':' => Ok(Some(Kind::Plain)),
            '>' => Ok(Some(Kind::Atomic)),
            '<' => self.named('>').map(Some),
            '\'' => self.named('\'').map(Some),
            '(' => self.condition().map(Some),
            _ => {
                self.reader.go_to(start);
                self.with_options()
            }
        }
    }

    fn unnamed(&mut self) -> Kind {
        if self.options.named_only || self.ignores_next_group {
            self.ignores_next_group = false;
            return Kind::Plain;
        }
        let group = self.groups.numbered(self.next_group);
        self.next_group += 1;
        Kind::Capture {
            group,
            balanced: None,
        }
    }

    /// `i)`, or `i:` and a group.
    fn with_options(&mut self) -> Result<Option<Kind>, Malformed> {
        // .NET takes no options right inside of what depends on a condition.
        if !matches!(self.level.kind, Kind::If) {
            self.reader.options(&mut self.options);
        }
        match self.reader.require()?.ascii() {
            ')' => Ok(None),
            ':' => Ok(Some(Kind::Plain)),
            _ => Err(Malformed),
        }
    }

    /// `name>`, `name-other>` or `-other>`, where a name may be a number.
    fn named(&mut self, close: char) -> Result<Kind, Malformed> {
        let group = if self.reader.peek() == Some('-') {
            None
        } else {
            Some(self.group_name()?)
        };
        if group == Some(Some(0)) {
            return Err(Malformed);
        }
        let group = group.flatten();
        let balanced = if self.reader.take("-") {
            Some(self.group_name()?.ok_or(Malformed)?)
        } else {
            None
        };
        self.reader.expect(close.encode_utf8(&mut [0; 4]))?;
        if group.is_none() && balanced.is_none() {
            return Err(Malformed);
        }
        Ok(Kind::Capture { group, balanced })
    }

    /// A name or a number, and the group of that name, if there is one.
    fn group_name(&mut self) -> Result<Option<usize>, Malformed> {
        if let Some(number) = self.reader.decimal()? {
            return Ok(self.groups.numbered(number));
        }
        let name = self.reader.name();
        if name.is_empty() {
            return Err(Malformed);
        }
        Ok(self.groups.named(&name))
    }

    /// Reads past `(?(`: the name of a group, or something to be matched.
    fn condition(&mut self) -> Result<Kind, Malformed> {
        let start = self.reader.place();
        if let Some(number) = self.reader.decimal()? {
            self.reader.expect(")")?;
            let group = self.groups.numbered(number).ok_or(Malformed)?;
            return Ok(Kind::IfMatched(group));
        }
        let group = self.groups.named(&self.reader.name());
        if let Some(group) = group
            && self.reader.take(")")
        {
            return Ok(Kind::IfMatched(group));
        }
        // The condition is a group of its own, but not one to refer to.
        self.reader.go_to(start - 1);
        let is_named = self.reader.starts_with("(?'")
            || self.reader.starts_with("(?<")
                && !matches!(self.reader.char_ahead(3), Some('=' | '!'));
        if is_named || self.reader.starts_with("(?#") {
            return Err(Malformed);
        }
        self.ignores_next_group = true;
        Ok(Kind::If)
    }

    /// Reads past a backslash.
    fn escape(&mut self) -> Result<Step, Malformed> {
        let letter = self.reader.peek().ok_or(Malformed)?;
        let assertion = match letter {
            'A' | 'G' => Some(Assertion::Start),
            'z' | 'Z' => Some(Assertion::End),
            'b' => Some(Assertion::Boundary),
            'B' => Some(Assertion::NoBoundary),
            _ => None,
        };
        if let Some(assertion) = assertion {
            self.reader.require()?;
            return Ok(Step::Assert(assertion));
        }
        if let Some(set) = Set::shorthand(letter) {
            self.reader.require()?;
            return Ok(Step::One(set, self.direction));
        }
        if let 'p' | 'P' = letter {
            self.reader.require()?;
            let set = Set::property(&self.reader.property_name()?)?;
            return Ok(Step::One(set.complement_if(letter == 'P'), self.direction));
        }
        if let Some(group) = self.reference(letter)? {
            return Ok(Step::Reference(group, self.direction));
        }
        let unit = self.reader.escaped()?;
        Ok(Step::One(Set::range(unit.0, unit.0), self.direction))
    }

    /// The group that an escape refers to; nothing, with all of it still to be read, if it is no
    /// reference.
    fn reference(&mut self, letter: char) -> Result<Option<usize>, Malformed> {
        let start = self.reader.place();
        if letter.is_ascii_digit() && letter != '0' {
            let number = self.reader.decimal()?.unwrap_or_default();
            let group = self.groups.numbered(number);
            if group.is_none() && number <= 9 {
                return Err(Malformed);
            }
            if group.is_none() {
                self.reader.go_to(start);
            }
            return Ok(group);
        }
        let must_be = self.reader.take("k");
        let close = if self.reader.take("<") {
            ">"
        } else if self.reader.take("'") {
            "'"
        } else if must_be {
            return Err(Malformed);
        } else {
            return Ok(None);
        };
        if self.reader.at_word() {
            let group = self.group_name()?;
            if self.reader.take(close) {
                return group.map(Some).ok_or(Malformed);
            }
        }
        self.reader.go_to(start);
        Ok(None)
    }
}
