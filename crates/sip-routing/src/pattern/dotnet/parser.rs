//! Branches, atoms and quantifiers.

use super::{groups::Groups, scanner::Scanner};
use crate::pattern::{PatternError, node::Node, symbols::Symbols};

/// The greatest depth of nested groups and classes.
const MAX_DEPTH: usize = 100;

/// Reads a pattern from left to right.
#[derive(Debug)]
pub(super) struct Parser {
    pub(super) scanner: Scanner,
    pub(super) groups: Groups,
    pub(super) options: Options,
    /// The number of the next group without a name.
    pub(super) next_group: u32,
    /// True if the next parenthesis without a question mark does not capture.
    pub(super) ignore_next_group: bool,
}

/// The options that change how a pattern is read.
///
/// The others (`i`, `m`, `s`) are about letters and line breaks, which no number has.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Options {
    /// `n`: parentheses without a name do not capture.
    pub(super) explicit_capture: bool,
    /// `x`: blanks and comments in the pattern mean nothing.
    pub(super) ignore_blanks: bool,
}

/// The surroundings of a branch.
#[derive(Clone, Copy, Debug)]
pub(super) struct Surroundings {
    /// In how many groups.
    pub(super) depth: usize,
    /// True right below a condition that is an expression. .NET takes no options there.
    pub(super) in_test: bool,
    /// True in a lookbehind, which .NET matches from right to left.
    pub(super) behind: bool,
}

impl Parser {
    pub(super) fn new(pattern: &str, groups: Groups) -> Self {
        Self {
            scanner: Scanner::new(pattern),
            groups,
            options: Options::default(),
            next_group: 1,
            ignore_next_group: false,
        }
    }

    /// Reads it all: what it means, and its groups.
    pub(super) fn parse(mut self) -> Result<(Node, Groups), PatternError> {
        let surroundings = Surroundings {
            depth: 0,
            in_test: false,
            behind: false,
        };
        let node = Node::choice(self.branches(surroundings)?);
        if self.scanner.left() > 0 {
            let reason = "a parenthesis is closed that was not opened";
            return Err(self.scanner.malformed_at(self.scanner.place(), reason));
        }
        Ok((node, self.groups))
    }

    /// The alternatives up to a closing parenthesis or the end.
    pub(super) fn branches(&mut self, around: Surroundings) -> Result<Vec<Node>, PatternError> {
        let mut branches = vec![self.branch(around)?];
        while self.scanner.take('|') {
            branches.push(self.branch(around)?);
        }
        Ok(branches)
    }

    fn branch(&mut self, around: Surroundings) -> Result<Node, PatternError> {
        let mut nodes = Vec::new();
        let mut after_quantifier = false;
        loop {
            self.skip_blanks()?;
            if matches!(self.scanner.peek(), None | Some('|' | ')')) {
                return Ok(Node::sequence(nodes));
            }
            if self.at_quantifier() {
                let reason = if after_quantifier {
                    "a quantifier follows a quantifier; .NET has no possessive ones"
                } else {
                    "a quantifier has nothing to repeat"
                };
                return Err(self.scanner.malformed_at(self.scanner.place(), reason));
            }
            let atom = self.atom(around)?;
            after_quantifier = false;
            if let Some(atom) = atom {
                self.skip_blanks()?;
                after_quantifier = self.at_quantifier();
                nodes.push(self.quantified(atom)?);
            }
        }
    }

    /// One thing that a quantifier can repeat, or nothing where options are set.
    fn atom(&mut self, around: Surroundings) -> Result<Option<Node>, PatternError> {
        Ok(Some(match self.scanner.advance() {
            Some('(') => return self.group(around),
            Some('[') => Node::One(self.class(around.depth)?),
            Some('\\') => self.escape()?,
            Some('^') => Node::Start,
            Some('$') => Node::End,
            Some('.') => Node::One(Symbols::ALL),
            Some(char) => Node::One(Symbols::of(char)),
            None => Node::Empty,
        }))
    }

    /// Tells if a quantifier comes next. A brace that does not begin one is text.
    fn at_quantifier(&self) -> bool {
        match self.scanner.peek() {
            Some('*' | '+' | '?') => true,
            Some('{') => {
                let digits_from = |mut ahead| {
                    while self
                        .scanner
                        .peek_at(ahead)
                        .is_some_and(|it| it.is_ascii_digit())
                    {
                        ahead += 1;
                    }
                    ahead
                };
                let after = digits_from(1);
                let end = match self.scanner.peek_at(after) {
                    Some(',') => digits_from(after + 1),
                    _ => after,
                };
                after > 1 && self.scanner.peek_at(end) == Some('}')
            }
            _ => false,
        }
    }

    fn quantified(&mut self, atom: Node) -> Result<Node, PatternError> {
        if !self.at_quantifier() {
            return Ok(atom);
        }
        let at = self.scanner.place();
        let (min, max) = match self.scanner.advance() {
            Some('*') => (0, None),
            Some('+') => (1, None),
            Some('?') => (0, Some(1)),
            _ => self.counts()?,
        };
        if max.is_some_and(|max| max < min) {
            let reason = "a quantifier's highest count is below its lowest";
            return Err(self.scanner.malformed_at(at, reason));
        }
        self.skip_blanks()?;
        let lazy = self.scanner.take('?');
        if lazy && max != Some(1) && atom.narrowest() == 0 {
            let reason = "versions of .NET differ over a lazy repetition of what may match nothing";
            return Err(self.scanner.unsupported_at(at, reason));
        }
        Ok(Node::Repeat {
            node: Box::new(atom),
            min,
            max,
            lazy,
        })
    }

    /// `2}`, `2,}` or `2,3}`.
    fn counts(&mut self) -> Result<(u32, Option<u32>), PatternError> {
        let min = self.scanner.decimal()?.unwrap_or_default();
        let max = if self.scanner.take(',') {
            self.scanner.decimal()?
        } else {
            Some(min)
        };
        self.scanner.take('}');
        Ok((min, max))
    }

    /// Goes past comments, and past blanks where they mean nothing.
    pub(super) fn skip_blanks(&mut self) -> Result<(), PatternError> {
        loop {
            if self.options.ignore_blanks {
                self.scanner
                    .take_while(|it| matches!(it, ' ' | '\t' | '\n' | '\u{C}' | '\r'));
                if self.scanner.take('#') {
                    self.scanner.take_while(|it| it != '\n');
                    continue;
                }
            }
            let at = self.scanner.place();
            if !self.scanner.take_all("(?#") {
                return Ok(());
            }
            self.scanner.take_while(|it| it != ')');
            if !self.scanner.take(')') {
                return Err(self.scanner.malformed_at(at, "a comment is not closed"));
            }
        }
    }

    pub(super) fn check_depth(&self, at: usize, depth: usize) -> Result<(), PatternError> {
        if depth < MAX_DEPTH {
            return Ok(());
        }
        let reason = "groups or classes are nested more than 100 deep";
        Err(self.scanner.unsupported_at(at, reason))
    }
}
