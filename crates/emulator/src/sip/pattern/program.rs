//! Program of a pattern: steps for the machine, put together from the inside out.
//!
//! Jumps are relative, so a part can be put anywhere. Parts that are read from right to left, as
//! those of a lookbehind are, are put together in reverse.

use super::set::Set;

/// Steps that do one thing and end right after the last of them.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Program(pub(super) Vec<Step>);

/// Distance from the step that has it.
pub(super) type Jump = isize;

/// From left to right, or from right to left.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Direction {
    Forwards,
    Backwards,
}

#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Step {
    /// One character of the set.
    One(Set, Direction),
    /// Last match of the group.
    Reference(usize, Direction),
    Assert(Assertion),
    /// Goes on, and comes back for the other way.
    Choice(Jump),
    Jump(Jump),
    /// Remembers where a group begins.
    Open,
    /// The text between here and there belongs to the group. Takes the last match away from another
    /// one, which must have it.
    Close {
        group: Option<usize>,
        balanced: Option<usize>,
    },
    /// Begins a repetition, with its first turn or, where none may be enough, with the decision
    /// about it.
    BeginTurns {
        decide_first: bool,
    },
    /// Decides whether there is another turn.
    NextTurn(Turns),
    /// Remembers the place and the ways that are open.
    Barrier,
    /// Gives up the ways that have been opened since the barrier, and goes back to its place if
    /// what it stood before was only looked at.
    Settle {
        return_to_place: bool,
    },
    /// Gives up the ways that have been opened since the barrier, and this one.
    Refute,
    /// Goes another way unless the group has matched.
    IfMatched {
        group: usize,
        otherwise: Jump,
    },
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Assertion {
    Start,
    End,
    Boundary,
    NoBoundary,
}

/// Number of repetitions.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Turns {
    pub(super) min: u32,
    pub(super) max: Option<u32>,
    pub(super) lazy: bool,
    /// To the first step of a turn.
    pub(super) body: Jump,
}

fn length(program: &Program) -> Jump {
    // A pattern has 1024 characters, so this is never cut short.
    Jump::try_from(program.0.len()).unwrap_or(Jump::MAX)
}

impl Program {
    pub(super) fn step(step: Step) -> Self {
        Self(vec![step])
    }

    pub(super) fn sequence(mut parts: Vec<Self>, direction: Direction) -> Self {
        if direction == Direction::Backwards {
            parts.reverse();
        }
        Self(parts.into_iter().flat_map(|part| part.0).collect())
    }

    pub(super) fn choice(mut branches: Vec<Self>) -> Self {
        let mut program = branches.pop().unwrap_or_default();
        while let Some(branch) = branches.pop() {
            let mut steps = vec![Step::Choice(length(&branch) + 2)];
            steps.extend(branch.0);
            steps.push(Step::Jump(length(&program) + 1));
            steps.extend(program.0);
            program = Self(steps);
        }
        program
    }

    pub(super) fn repeated(self, min: u32, max: Option<u32>, lazy: bool) -> Self {
        match (min, max) {
            (0, Some(0)) => Self::default(),
            (1, Some(1)) => self,
            _ => {
                let body = -length(&self);
                let decide_first = min == 0;
                let mut steps = vec![Step::BeginTurns { decide_first }];
                if decide_first {
                    steps.push(Step::Jump(length(&self) + 1));
                }
                steps.extend(self.0);
                steps.push(Step::NextTurn(Turns {
                    min,
                    max,
                    lazy,
                    body,
                }));
                Self(steps)
            }
        }
    }

    pub(super) fn captured(self, group: Option<usize>, balanced: Option<usize>) -> Self {
        self.between([Step::Open], [Step::Close { group, balanced }])
    }

    pub(super) fn atomic(self) -> Self {
        let settle = Step::Settle {
            return_to_place: false,
        };
        self.between([Step::Barrier], [settle])
    }

    pub(super) fn looked_at(self) -> Self {
        let settle = Step::Settle {
            return_to_place: true,
        };
        self.between([Step::Barrier], [settle])
    }

    pub(super) fn looked_out_for(self) -> Self {
        let past = length(&self) + 2;
        let settle = Step::Settle {
            return_to_place: false,
        };
        self.between([Step::Barrier, Step::Choice(past)], [Step::Refute, settle])
    }

    /// One of two, by whether a group has matched.
    pub(super) fn if_matched(group: usize, yes: Self, no: Self) -> Self {
        let otherwise = length(&yes) + 2;
        let past = length(&no) + 1;
        let mut steps = vec![Step::IfMatched { group, otherwise }];
        steps.extend(yes.0);
        steps.push(Step::Jump(past));
        steps.extend(no.0);
        Self(steps)
    }

    /// One of two, by whether a third one matches from here.
    pub(super) fn if_ahead(condition: Self, yes: Self, no: Self) -> Self {
        let settle = Step::Settle {
            return_to_place: true,
        };
        let otherwise = length(&condition) + length(&yes) + 3;
        let past = length(&no) + 2;
        let mut steps = vec![Step::Barrier, Step::Choice(otherwise)];
        steps.extend(condition.0);
        steps.push(settle.clone());
        steps.extend(yes.0);
        steps.push(Step::Jump(past));
        steps.push(settle);
        steps.extend(no.0);
        Self(steps)
    }

    fn between<const N: usize, const M: usize>(self, before: [Step; N], after: [Step; M]) -> Self {
        Self(before.into_iter().chain(self.0).chain(after).collect())
    }
}
