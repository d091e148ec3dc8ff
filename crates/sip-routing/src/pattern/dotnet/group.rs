//! Parentheses.

use super::{
    escape::WHOLE_MATCH,
    parser::{Parser, Surroundings},
    scanner::is_word,
};
use crate::pattern::{PatternError, node::Node};

/// The kinds of things that a parenthesis opens.
#[derive(Clone, Copy)]
enum Opening {
    Plain,
    Capture(u32),
    Atomic,
    Look { behind: bool, negative: bool },
    IfMatched(u32),
    IfTest,
}

const UNRECOGNIZED: &str = "there is no such group construct in .NET";

impl Parser {
    /// The rest of a group, after its `(`. Nothing where only options are set.
    pub(super) fn group(&mut self, around: Surroundings) -> Result<Option<Node>, PatternError> {
        let at = self.scanner.place() - 1;
        self.check_depth(at, around.depth)?;
        let options = self.options;
        let Some(opening) = self.opening(at, around)? else {
            return Ok(None);
        };
        let node = self.contents(at, opening, around)?;
        self.options = options;
        Ok(Some(node))
    }

    fn contents(
        &mut self,
        at: usize,
        opening: Opening,
        around: Surroundings,
    ) -> Result<Node, PatternError> {
        let inside = Surroundings {
            depth: around.depth + 1,
            in_test: matches!(opening, Opening::IfTest),
            behind: match opening {
                Opening::Look { behind, .. } => behind,
                _ => around.behind,
            },
        };
        let test = match opening {
            Opening::IfTest if inside.behind => {
                let reason = "a lookbehind has a condition";
                return Err(self.scanner.unsupported_at(at, reason));
            }
            Opening::IfTest => Some(self.test(inside)?),
            _ => None,
        };
        let branches = self.branches(inside)?;
        self.close(at)?;
        let at = self.scanner.position_of(at);
        Ok(match opening {
            Opening::Plain => Node::choice(branches),
            Opening::Capture(group) => Node::Capture {
                group,
                at,
                node: Box::new(Node::choice(branches)),
            },
            Opening::Atomic => Node::Atomic {
                at,
                node: Box::new(Node::choice(branches)),
            },
            Opening::Look { behind, negative } => Node::Look {
                behind,
                negative,
                node: Box::new(Node::choice(branches)),
            },
            Opening::IfMatched(group) => {
                let (yes, no) = yes_and_no(at, branches)?;
                Node::IfMatched {
                    group,
                    at,
                    yes: Box::new(yes),
                    no: Box::new(no),
                }
            }
            Opening::IfTest => {
                let (yes, no) = yes_and_no(at, branches)?;
                if_test(test.unwrap_or(Node::Empty), yes, no)
            }
        })
    }

    fn close(&mut self, at: usize) -> Result<(), PatternError> {
        if self.scanner.take(')') {
            return Ok(());
        }
        Err(self.scanner.malformed_at(at, "a parenthesis is not closed"))
    }

    /// Reads the part between `(` and the contents. Nothing where only options are set.
    fn opening(
        &mut self,
        at: usize,
        around: Surroundings,
    ) -> Result<Option<Opening>, PatternError> {
        if self.scanner.peek() != Some('?') || self.scanner.peek_at(1) == Some(')') {
            return Ok(Some(self.unnamed()));
        }
        self.scanner.advance();
        let look = |behind, negative| Some(Opening::Look { behind, negative });
        for (text, opening) in [
            (":", Some(Opening::Plain)),
            (">", Some(Opening::Atomic)),
            ("=", look(false, false)),
            ("!", look(false, true)),
            ("<=", look(true, false)),
            ("<!", look(true, true)),
        ] {
            if self.scanner.take_all(text) {
                return Ok(opening);
            }
        }
        if self.scanner.take('<') {
            return self.named(at, '>').map(Some);
        }
        if self.scanner.take('\'') {
            return self.named(at, '\'').map(Some);
        }
        if self.scanner.peek() == Some('(') {
            return self.condition(at).map(Some);
        }
        self.options(at, around)
    }

    fn unnamed(&mut self) -> Opening {
        if std::mem::take(&mut self.ignore_next_group) || self.options.explicit_capture {
            return Opening::Plain;
        }
        let group = self.next_group;
        self.next_group += 1;
        self.groups.note_number(group);
        Opening::Capture(group)
    }

    /// `(?<name>` or `(?<7>`, after its bracket.
    fn named(&mut self, at: usize, close: char) -> Result<Opening, PatternError> {
        let balances = self.scanner.peek() == Some('-');
        let group = if let Some(number) = self.scanner.decimal()? {
            if number == 0 {
                let reason = "a group is numbered 0, which is the whole match";
                return Err(self.scanner.malformed_at(at, reason));
            }
            self.groups.note_number(number);
            number
        } else {
            let name = self.scanner.take_while(is_word);
            if name.is_empty() && !balances {
                return Err(self.scanner.malformed_at(at, "a group's name is not valid"));
            }
            self.groups.note_name(&name);
            self.groups.named(&name).unwrap_or_default()
        };
        if self.scanner.peek() == Some('-') {
            let reason = "a balancing group keeps count of what it matched";
            return Err(self.scanner.unsupported_at(at, reason));
        }
        if !self.scanner.take(close) {
            return Err(self.scanner.malformed_at(at, "a group's name is not valid"));
        }
        Ok(Opening::Capture(group))
    }

    /// `(?(` with what decides between two branches; the second `(` comes next.
    fn condition(&mut self, at: usize) -> Result<Opening, PatternError> {
        let place = self.scanner.place();
        self.scanner.advance();
        if let Some(number) = self.scanner.decimal()? {
            if !self.scanner.take(')') {
                let reason = "a condition names a group and something else";
                return Err(self.scanner.malformed_at(at, reason));
            }
            let group = self.groups.numbered(number);
            let group = group.ok_or_else(|| self.undefined_group(at))?;
            return self.if_matched(at, group);
        }
        let name = self.scanner.take_while(is_word);
        if !name.is_empty()
            && let Some(group) = self.groups.named(&name)
            && self.scanner.take(')')
        {
            return self.if_matched(at, group);
        }
        self.scanner.go_to(place);
        Ok(Opening::IfTest)
    }

    fn if_matched(&self, at: usize, group: u32) -> Result<Opening, PatternError> {
        if group == 0 {
            return Err(self.scanner.unsupported_at(at, WHOLE_MATCH));
        }
        Ok(Opening::IfMatched(group))
    }

    /// The condition that is an expression, in parentheses that do not capture.
    fn test(&mut self, inside: Surroundings) -> Result<Node, PatternError> {
        let at = self.scanner.place();
        self.scanner.advance();
        let captures = self.scanner.starts_with("?'")
            || self.scanner.starts_with("?<")
                && !self.scanner.starts_with("?<=")
                && !self.scanner.starts_with("?<!");
        if captures || self.scanner.starts_with("?#") {
            let reason = "a condition captures or is a comment";
            return Err(self.scanner.malformed_at(at, reason));
        }
        // .NET does not let the next plain group capture, which it means to be this one. Where
        // this one is not plain, it is a later one; groups are counted without that.
        self.ignore_next_group = true;
        if !self.groups.are_known() && self.scanner.peek() == Some('?') {
            self.ignore_next_group = false;
        }
        let node = self.group(inside)?;
        node.ok_or_else(|| self.scanner.malformed_at(at, "a condition is empty"))
    }

    /// `(?n-x)` for the rest of the group around it, or `(?n-x:` for a group of its own.
    fn options(
        &mut self,
        at: usize,
        around: Surroundings,
    ) -> Result<Option<Opening>, PatternError> {
        if !around.in_test {
            self.option_letters();
        }
        match self.scanner.advance() {
            Some(')') => Ok(None),
            Some(':') => Ok(Some(Opening::Plain)),
            _ => Err(self.scanner.malformed_at(at, UNRECOGNIZED)),
        }
    }

    fn option_letters(&mut self) {
        let mut on = true;
        loop {
            match self.scanner.peek().map(|it| it.to_ascii_lowercase()) {
                Some('-') => on = false,
                Some('+') => on = true,
                Some('n') => self.options.explicit_capture = on,
                Some('x') => self.options.ignore_blanks = on,
                Some('i' | 'm' | 's') => {}
                _ => break,
            }
            self.scanner.advance();
        }
    }
}

fn yes_and_no(at: usize, branches: Vec<Node>) -> Result<(Node, Node), PatternError> {
    let mut branches = branches.into_iter();
    match (branches.next(), branches.next(), branches.next()) {
        (Some(yes), Some(no), None) => Ok((yes, no)),
        (_, _, Some(_)) => Err(PatternError::malformed(
            at,
            "a condition has more than two branches",
        )),
        _ => Err(PatternError::unsupported(
            at,
            "versions of .NET differ over a condition without a second branch; end it with |",
        )),
    }
}

/// Either the test holds and `yes` follows, or it does not and `no` follows.
fn if_test(test: Node, yes: Node, no: Node) -> Node {
    let look = |negative, node| Node::Look {
        behind: false,
        negative,
        node: Box::new(node),
    };
    let fails = look(true, without_captures(test.clone()));
    Node::Choice(vec![
        Node::Sequence(vec![look(false, test), yes]),
        Node::Sequence(vec![fails, no]),
    ])
}

/// Captures of a negative lookahead are lost anyhow.
fn without_captures(node: Node) -> Node {
    match node {
        Node::Capture { node, .. } => without_captures(*node),
        other => other.map_children(&mut without_captures),
    }
}
