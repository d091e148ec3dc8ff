//! The meaning of a pattern, apart from its spelling.

use super::symbols::Symbols;

/// A part of a pattern.
///
/// `at` is the position that a part was written at, where that matters.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Node {
    Empty,
    /// One character out of a set; the empty set matches nothing.
    One(Symbols),
    Start,
    End,
    WordBoundary,
    NotWordBoundary,
    Sequence(Vec<Node>),
    Choice(Vec<Node>),
    Repeat {
        node: Box<Node>,
        min: u32,
        max: Option<u32>,
        lazy: bool,
    },
    Capture {
        group: u32,
        at: usize,
        node: Box<Node>,
    },
    Atomic {
        at: usize,
        node: Box<Node>,
    },
    Look {
        behind: bool,
        negative: bool,
        node: Box<Node>,
    },
    /// The match of the group, once more.
    Reference {
        group: u32,
        at: usize,
    },
    /// Depends on whether the group has matched.
    IfMatched {
        group: u32,
        at: usize,
        yes: Box<Node>,
        no: Box<Node>,
    },
}

impl Node {
    #[cfg(feature = "simulation")]
    pub(super) const NEVER: Self = Self::One(Symbols::NONE);

    pub(super) fn sequence(mut nodes: Vec<Node>) -> Self {
        match nodes.len() {
            1 => nodes.remove(0),
            0 => Self::Empty,
            _ => Self::Sequence(nodes),
        }
    }

    pub(super) fn choice(mut nodes: Vec<Node>) -> Self {
        match nodes.len() {
            1 => nodes.remove(0),
            _ => Self::Choice(nodes),
        }
    }

    /// The parts right below.
    pub(super) fn children(&self) -> Vec<&Node> {
        match self {
            Self::Sequence(nodes) | Self::Choice(nodes) => nodes.iter().collect(),
            Self::Repeat { node, .. }
            | Self::Capture { node, .. }
            | Self::Atomic { node, .. }
            | Self::Look { node, .. } => vec![node],
            Self::IfMatched { yes, no, .. } => vec![yes, no],
            _ => Vec::new(),
        }
    }

    /// The same with each part right below replaced.
    pub(super) fn map_children(self, change: &mut impl FnMut(Node) -> Node) -> Self {
        let mut boxed = |node: Box<Node>| Box::new(change(*node));
        match self {
            Self::Repeat {
                node,
                min,
                max,
                lazy,
            } => Self::Repeat {
                node: boxed(node),
                min,
                max,
                lazy,
            },
            Self::Capture { group, at, node } => Self::Capture {
                group,
                at,
                node: boxed(node),
            },
            Self::Atomic { at, node } => Self::Atomic {
                at,
                node: boxed(node),
            },
            Self::Look {
                behind,
                negative,
                node,
            } => Self::Look {
                behind,
                negative,
                node: boxed(node),
            },
            Self::IfMatched { group, at, yes, no } => Self::IfMatched {
                group,
                at,
                yes: boxed(yes),
                no: boxed(no),
            },
            Self::Sequence(nodes) => Self::Sequence(nodes.into_iter().map(change).collect()),
            Self::Choice(nodes) => Self::Choice(nodes.into_iter().map(change).collect()),
            leaf => leaf,
        }
    }

    /// The fewest characters that the part matches.
    pub(super) fn narrowest(&self) -> u32 {
        match self {
            Self::One(_) => 1,
            Self::Sequence(nodes) => nodes
                .iter()
                .map(Self::narrowest)
                .fold(0, u32::saturating_add),
            Self::Choice(nodes) => nodes.iter().map(Self::narrowest).min().unwrap_or(0),
            Self::Repeat { node, min, .. } => node.narrowest().saturating_mul(*min),
            Self::Capture { node, .. } | Self::Atomic { node, .. } => node.narrowest(),
            Self::IfMatched { yes, no, .. } => yes.narrowest().min(no.narrowest()),
            _ => 0,
        }
    }

    /// Tells if `test` holds for this part or one below.
    pub(super) fn any(&self, test: &impl Fn(&Node) -> bool) -> bool {
        test(self) || self.children().into_iter().any(|child| child.any(test))
    }

    /// Tells if the part matches nowhere but at the start of a number.
    #[cfg(feature = "simulation")]
    pub(super) fn starts_at_start(&self) -> bool {
        match self {
            Self::Start => true,
            Self::Sequence(nodes) => nodes.first().is_some_and(Self::starts_at_start),
            Self::Choice(nodes) => nodes.iter().all(Self::starts_at_start),
            Self::Capture { node, .. } => node.starts_at_start(),
            _ => false,
        }
    }

    /// Tells if the part matches nowhere but at the end of a number.
    #[cfg(feature = "simulation")]
    pub(super) fn ends_at_end(&self) -> bool {
        match self {
            Self::End => true,
            Self::Sequence(nodes) => nodes.last().is_some_and(Self::ends_at_end),
            Self::Choice(nodes) => nodes.iter().all(Self::ends_at_end),
            Self::Capture { node, .. } => node.ends_at_end(),
            _ => false,
        }
    }

    /// Tells if a finite automaton can decide the part: no lookaround, no atomic group, nothing that
    /// looks back at what a group matched.
    #[cfg(feature = "simulation")]
    pub(super) fn is_regular(&self) -> bool {
        !self.any(&|node| {
            matches!(
                node,
                Self::Atomic { .. }
                    | Self::Look { .. }
                    | Self::Reference { .. }
                    | Self::IfMatched { .. }
            )
        })
    }

    /// Tells if the matches of the part may depend on what a group matched.
    #[cfg(feature = "simulation")]
    pub(super) fn refers_to_groups(&self) -> bool {
        self.any(&|node| matches!(node, Self::Reference { .. } | Self::IfMatched { .. }))
    }

    /// A part that a finite automaton can decide and that matches whatever this one does, and
    /// more: conditions on the surroundings are dropped, and a backreference is anything.
    #[cfg(feature = "simulation")]
    pub(super) fn superset(self) -> Self {
        match self {
            Self::Look { .. } => Self::Empty,
            Self::Reference { .. } => Self::anything(),
            Self::Capture { node, .. } | Self::Atomic { node, .. } => node.superset(),
            Self::IfMatched { yes, no, .. } => Self::Choice(vec![yes.superset(), no.superset()]),
            other => other.map_children(&mut Self::superset),
        }
    }

    /// Any characters, or none.
    #[cfg(feature = "simulation")]
    pub(super) fn anything() -> Self {
        Self::Repeat {
            node: Box::new(Self::One(Symbols::ALL)),
            min: 0,
            max: None,
            lazy: false,
        }
    }
}
