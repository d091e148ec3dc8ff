//! Trying one way after another, in a limited number of steps.

use super::TooManySteps;
use super::program::{Assertion, Direction, Jump, Program, Step, Turns};
use super::set::is_word;

/// The steps for one pattern and one number, wherever in the number the match begins.
const MAX_STEPS: u32 = 200_000;

/// One attempt after the other to match a program.
pub(super) struct Machine<'p> {
    steps: &'p [Step],
    text: &'p [u8],
    step: usize,
    place: usize,
    frames: Vec<Frame>,
    /// Matches of each group, the last match last.
    groups: Vec<Vec<Span>>,
    /// The ways that are open.
    ways: Vec<Way>,
    /// Steps that undo what was done since the start.
    done: Vec<Done>,
    left: u32,
}

/// From one place in the text to another.
type Span = (usize, usize);

/// Memory of a step for one that comes later.
#[derive(Clone, Copy, Debug)]
enum Frame {
    Group {
        start: usize,
    },
    Turns {
        /// Place where the turn began. Nothing before the first one.
        start: Option<usize>,
        count: u32,
    },
    Barrier {
        ways: usize,
        place: usize,
    },
}

/// Another way to go on, and how things were when it was left.
#[derive(Debug)]
struct Way {
    step: usize,
    place: usize,
    done: usize,
    /// Memory on that way.
    frame: Option<Frame>,
}

#[derive(Debug)]
enum Done {
    Pushed,
    Popped(Frame),
    Captured(usize),
    Released(usize, Span),
}

/// Reason for which this way does not go on.
enum Stop {
    DeadEnd,
    TooManySteps,
}

impl<'p> Machine<'p> {
    pub(super) fn new(program: &'p Program, groups: usize, text: &'p [u8]) -> Self {
        Self {
            steps: &program.0,
            text,
            step: 0,
            place: 0,
            frames: Vec::new(),
            groups: vec![Vec::new(); groups],
            ways: Vec::new(),
            done: Vec::new(),
            left: MAX_STEPS,
        }
    }

    /// Returns true if the program matches from any place on.
    pub(super) fn finds(mut self) -> Result<bool, TooManySteps> {
        for start in 0..=self.text.len() {
            (self.step, self.place) = (0, start);
            if self.matches()? {
                return Ok(true);
            }
        }
        Ok(false)
    }

    fn matches(&mut self) -> Result<bool, TooManySteps> {
        while let Some(step) = self.steps.get(self.step) {
            match self.pay(1).and_then(|()| self.take(step)) {
                Ok(next) => self.step = next,
                Err(Stop::TooManySteps) => return Err(TooManySteps),
                Err(Stop::DeadEnd) if self.turn_back() => {}
                Err(Stop::DeadEnd) => return Ok(false),
            }
        }
        Ok(true)
    }

    fn pay(&mut self, steps: usize) -> Result<(), Stop> {
        let price = u32::try_from(steps).unwrap_or(u32::MAX);
        self.left = self.left.checked_sub(price).ok_or(Stop::TooManySteps)?;
        Ok(())
    }

    /// Goes back to the way that was left open last. There may be none.
    fn turn_back(&mut self) -> bool {
        let Some(way) = self.ways.pop() else {
            self.undo_to(0);
            return false;
        };
        self.undo_to(way.done);
        (self.step, self.place) = (way.step, way.place);
        if let Some(frame) = way.frame {
            self.push(frame);
        }
        true
    }

    /// Takes a step and says which one comes next.
    fn take(&mut self, step: &Step) -> Result<usize, Stop> {
        match step {
            Step::One(set, direction) => {
                let next = self.next(*direction);
                require(next.is_some_and(|byte| set.contains(byte)))?;
                self.move_by(1, *direction);
            }
            Step::Reference(group, direction) => self.reference(*group, *direction)?,
            Step::Assert(assertion) => require(self.holds(*assertion))?,
            Step::Choice(jump) => self.leave_open(self.step_after(*jump), None),
            Step::Jump(jump) => return Ok(self.step_after(*jump)),
            Step::Open => self.push(Frame::Group { start: self.place }),
            Step::Close { group, balanced } => self.close(*group, *balanced)?,
            Step::BeginTurns { decide_first } => {
                let start = (!decide_first).then_some(self.place);
                self.push(Frame::Turns { start, count: 0 });
            }
            Step::NextTurn(turns) if self.another_turn(*turns) => {
                return Ok(self.step_after(turns.body));
            }
            Step::Barrier => self.push(Frame::Barrier {
                ways: self.ways.len(),
                place: self.place,
            }),
            Step::Settle { return_to_place } => {
                let place = self.give_up_ways();
                self.place = place.filter(|_| *return_to_place).unwrap_or(self.place);
            }
            Step::Refute => {
                self.give_up_ways();
                return Err(Stop::DeadEnd);
            }
            Step::IfMatched { group, otherwise } if self.groups[*group].is_empty() => {
                return Ok(self.step_after(*otherwise));
            }
            Step::NextTurn(_) | Step::IfMatched { .. } => {}
        }
        Ok(self.step + 1)
    }

    fn next(&self, direction: Direction) -> Option<u8> {
        match direction {
            Direction::Forwards => self.text.get(self.place).copied(),
            Direction::Backwards => self.before(),
        }
    }

    fn before(&self) -> Option<u8> {
        self.place
            .checked_sub(1)
            .and_then(|it| self.text.get(it))
            .copied()
    }

    fn move_by(&mut self, count: usize, direction: Direction) {
        match direction {
            Direction::Forwards => self.place += count,
            Direction::Backwards => self.place -= count,
        }
    }

    fn holds(&self, assertion: Assertion) -> bool {
        let at_boundary = || {
            let before = self.before().is_some_and(is_word);
            before != self.next(Direction::Forwards).is_some_and(is_word)
        };
        match assertion {
            Assertion::Start => self.place == 0,
            Assertion::End => self.place == self.text.len(),
            Assertion::Boundary => at_boundary(),
            Assertion::NoBoundary => !at_boundary(),
        }
    }

    fn reference(&mut self, group: usize, direction: Direction) -> Result<(), Stop> {
        let &(start, end) = self.groups[group].last().ok_or(Stop::DeadEnd)?;
        let width = end - start;
        self.pay(width)?;
        let there = match direction {
            Direction::Forwards => self.text.get(self.place..self.place + width),
            Direction::Backwards => {
                let from = self.place.checked_sub(width);
                from.map(|from| &self.text[from..self.place])
            }
        };
        require(there == Some(&self.text[start..end]))?;
        self.move_by(width, direction);
        Ok(())
    }

    fn close(&mut self, group: Option<usize>, balanced: Option<usize>) -> Result<(), Stop> {
        let Some(Frame::Group { start }) = self.pop() else {
            return Err(Stop::DeadEnd);
        };
        let mut span = (start.min(self.place), start.max(self.place));
        if let Some(balanced) = balanced {
            let released = self.groups[balanced].pop().ok_or(Stop::DeadEnd)?;
            self.done.push(Done::Released(balanced, released));
            span = between(span, released);
        }
        if let Some(group) = group {
            self.groups[group].push(span);
            self.done.push(Done::Captured(group));
        }
        Ok(())
    }

    /// Returns true if there is another turn. The other decision may be left open.
    fn another_turn(&mut self, turns: Turns) -> bool {
        let Some(Frame::Turns { start, count }) = self.pop() else {
            return false;
        };
        let count = if start.is_some() { count + 1 } else { count };
        let again = Frame::Turns {
            start: Some(self.place),
            count,
        };
        // A turn that matched nothing is the last one, as so would be all that follow.
        let ends = turns.max.is_some_and(|max| count >= max) || start == Some(self.place);
        if count < turns.min {
            self.push(again);
            return true;
        }
        match (ends, turns.lazy) {
            (true, _) => false,
            (false, true) => {
                self.leave_open(self.step_after(turns.body), Some(again));
                false
            }
            (false, false) => {
                self.leave_open(self.step + 1, None);
                self.push(again);
                true
            }
        }
    }

    fn leave_open(&mut self, step: usize, frame: Option<Frame>) {
        self.ways.push(Way {
            step,
            place: self.place,
            done: self.done.len(),
            frame,
        });
    }

    /// Gives up the ways that have been opened since the barrier, and says where it stands.
    fn give_up_ways(&mut self) -> Option<usize> {
        let Some(Frame::Barrier { ways, place }) = self.pop() else {
            return None;
        };
        self.ways.truncate(ways);
        Some(place)
    }

    fn step_after(&self, jump: Jump) -> usize {
        self.step.saturating_add_signed(jump)
    }

    fn push(&mut self, frame: Frame) {
        self.frames.push(frame);
        self.done.push(Done::Pushed);
    }

    fn pop(&mut self) -> Option<Frame> {
        let frame = self.frames.pop()?;
        self.done.push(Done::Popped(frame));
        Some(frame)
    }

    fn undo_to(&mut self, length: usize) {
        for done in self.done.drain(length..).rev() {
            match done {
                Done::Pushed => {
                    self.frames.pop();
                }
                Done::Popped(frame) => self.frames.push(frame),
                Done::Captured(group) => {
                    self.groups[group].pop();
                }
                Done::Released(group, span) => self.groups[group].push(span),
            }
        }
    }
}

fn require(holds: bool) -> Result<(), Stop> {
    if holds { Ok(()) } else { Err(Stop::DeadEnd) }
}

/// Returns the capture of a balancing group: the span between the match it takes away and its own.
fn between(own: Span, released: Span) -> Span {
    let ((start, end), (other_start, other_end)) = (own, released);
    if start >= other_end {
        (other_end, start)
    } else if end <= other_start {
        (other_start, end)
    } else {
        (start.max(other_start), end.min(other_end))
    }
}
