//! A pattern and what it would be with the anchors that it lacks.

use super::{compiled::CompiledPattern, node::Node, reading::read, symbols::Symbols};
use crate::NumberPattern;

/// From so many digits on, a fixed count of them at the end looks like the end of a number.
const COUNTED: u32 = 4;

/// A pattern and what it would be with the anchors that it lacks.
pub(crate) struct Variants {
    pub(crate) as_is: CompiledPattern,
    /// Beginning where the number does, or after its plus sign, for a pattern that does not.
    pub(crate) from_start: Option<CompiledPattern>,
    /// Ending where the number does, for a pattern that ends with a fixed count of digits.
    pub(crate) to_end: Option<CompiledPattern>,
    /// Each alternative with the anchors of the others, where they differ.
    pub(crate) even: Option<CompiledPattern>,
}

impl Variants {
    /// Reads a pattern. One that cannot be decided for certain has no variants.
    pub(crate) fn of(pattern: &NumberPattern) -> Option<Self> {
        let node = read(pattern).ok()?;
        let compiled = |node: Node| {
            CompiledPattern::of(node)
                .ok()
                .filter(CompiledPattern::is_exact)
        };
        let plus = Node::Choice(vec![Node::One(Symbols::PLUS), Node::Empty]);
        let to_end =
            (counted_tail(&node) >= COUNTED).then(|| Node::Sequence(vec![node.clone(), Node::End]));
        Some(Self {
            even: evened(&node).and_then(compiled),
            to_end: to_end.and_then(compiled),
            from_start: (!node.starts_at_start())
                .then(|| Node::Sequence(vec![Node::Start, plus, node.clone()]))
                .and_then(compiled),
            as_is: compiled(node)?,
        })
    }
}

/// The fixed count of digits of any kind that the pattern ends with, or 0.
fn counted_tail(node: &Node) -> u32 {
    match node {
        Node::One(symbols) => u32::from(symbols.iter().count() > 1),
        Node::Repeat {
            node,
            max: Some(max),
            min,
            ..
        } if min == max => counted_tail(node).saturating_mul(*max),
        Node::Sequence(nodes) => {
            let counts = nodes.iter().rev().map(counted_tail);
            counts.take_while(|count| *count > 0).sum()
        }
        Node::Choice(nodes) => nodes.iter().map(counted_tail).max().unwrap_or(0),
        _ => 0,
    }
}

/// The pattern with each of its alternatives given the anchors that another one has, if they
/// differ in that.
fn evened(node: &Node) -> Option<Node> {
    match node {
        Node::Choice(nodes) => {
            let with_start = even(nodes, Node::starts_at_start, |it| {
                Node::Sequence(vec![Node::Start, it])
            });
            let with_end = even(
                with_start.as_deref().unwrap_or(nodes),
                Node::ends_at_end,
                |it| Node::Sequence(vec![it, Node::End]),
            );
            with_end.or(with_start).map(Node::Choice)
        }
        Node::Sequence(nodes) => {
            // What is before or after the alternatives is of no concern to the anchors there.
            let at = nodes.iter().position(|it| matches!(it, Node::Choice(_)))?;
            let is_outermost = at == nodes.len() - 1 || nodes[..at].iter().all(is_anchor);
            let mut evened_nodes = nodes.clone();
            evened_nodes[at] = evened(&nodes[at]).filter(|_| is_outermost)?;
            Some(Node::Sequence(evened_nodes))
        }
        _ => None,
    }
}

fn is_anchor(node: &Node) -> bool {
    matches!(node, Node::Start)
}

fn even(
    nodes: &[Node],
    has: impl Fn(&Node) -> bool,
    give: impl Fn(Node) -> Node,
) -> Option<Vec<Node>> {
    let with = nodes.iter().filter(|it| has(it)).count();
    (with > 0 && with < nodes.len()).then(|| {
        let nodes = nodes.iter().cloned();
        nodes
            .map(|it| if has(&it) { it } else { give(it) })
            .collect()
    })
}
