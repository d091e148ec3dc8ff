//! Keeping patterns small, for a number is short.

use super::{PatternError, node::Node};
use crate::DialledNumber;

/// The most turns of a repetition that can make a difference: one for each character of the
/// longest number, and an empty one.
const MAX_TURNS: u32 = 65;
const _: () = assert!(DialledNumber::MAX_CHARACTERS < MAX_TURNS as usize);

/// The most parts that a pattern may have with its repetitions written out.
const MAX_PARTS: u64 = 4_000;

/// Cuts repetitions down to what can make a difference for a number, and refuses a pattern that
/// is too large even so.
pub(super) fn shorten(node: Node) -> Result<(Node, u64), PatternError> {
    let node = cut(node)?;
    let parts = parts(&node);
    if parts > MAX_PARTS {
        let reason = format!(
            "with its repetitions written out it has {parts} parts; at most {MAX_PARTS} are matched"
        );
        return Err(PatternError::too_large(reason));
    }
    Ok((node, parts))
}

fn cut(node: Node) -> Result<Node, PatternError> {
    let mut failed = None;
    let node = node.map_children(&mut |child| {
        cut(child).unwrap_or_else(|error| {
            failed = Some(error);
            Node::Empty
        })
    });
    match (failed, node) {
        (Some(error), _) => Err(error),
        (
            None,
            Node::Repeat {
                node,
                min,
                max,
                lazy,
            },
        ) => cut_repeat(node, min, max, lazy),
        (None, other) => Ok(other),
    }
}

fn cut_repeat(
    node: Box<Node>,
    min: u32,
    max: Option<u32>,
    lazy: bool,
) -> Result<Node, PatternError> {
    let turns_differ = node.refers_to_groups();
    let widest = widest(&node);
    if max == Some(0) {
        return Ok(Node::Empty);
    }
    if node.narrowest() > 0 && min >= MAX_TURNS {
        return Ok(Node::NEVER);
    }
    if widest == Some(0) && (!turns_differ || max == Some(1)) {
        // An assertion holds or not, however often one asks.
        return Ok(match (min, lazy) {
            (0, false) => Node::Choice(vec![*node, Node::Empty]),
            (0, true) => Node::Choice(vec![Node::Empty, *node]),
            _ => *node,
        });
    }
    if turns_differ && min > MAX_TURNS {
        let reason = format!(
            "what may match nothing, and refers to a group, is repeated more than {MAX_TURNS} times"
        );
        return Err(PatternError::too_large(reason));
    }
    Ok(Node::Repeat {
        node,
        // Beyond as many turns as there are characters, one is empty, and so may be all the rest.
        min: min.min(MAX_TURNS),
        max: max.filter(|max| *max < MAX_TURNS),
        lazy,
    })
}

/// The most characters that the part matches, where there is a limit.
fn widest(node: &Node) -> Option<u32> {
    match node {
        Node::One(_) => Some(1),
        Node::Reference { .. } => None,
        Node::Sequence(nodes) => nodes
            .iter()
            .map(widest)
            .try_fold(0, |sum: u32, width| Some(sum.saturating_add(width?))),
        Node::Choice(nodes) => nodes
            .iter()
            .map(widest)
            .try_fold(0, |most: u32, width| Some(most.max(width?))),
        Node::Repeat { node, max, .. } => match (widest(node), max) {
            (Some(0), _) => Some(0),
            (Some(width), Some(max)) => Some(width.saturating_mul(*max)),
            _ => None,
        },
        Node::Capture { node, .. } | Node::Atomic { node, .. } => widest(node),
        Node::IfMatched { yes, no, .. } => Some(widest(yes)?.max(widest(no)?)),
        _ => Some(0),
    }
}

/// The count of parts with repetitions written out, as an engine may do.
fn parts(node: &Node) -> u64 {
    if let Node::Repeat { node, min, max, .. } = node {
        let turns = max.unwrap_or(min.saturating_add(1)).max(*min);
        return parts(node).saturating_mul(u64::from(turns.max(1)));
    }
    let below = node.children().into_iter().map(parts);
    below.fold(1, u64::saturating_add)
}

#[cfg(test)]
mod tests {
    use super::{Node, shorten};
    use crate::pattern::dotnet::parse;

    fn shortened(pattern: &str) -> Result<Node, String> {
        shorten(parse(pattern).unwrap())
            .map(|(node, _)| node)
            .map_err(|error| error.to_string())
    }

    #[test]
    fn repetitions_end_where_numbers_end() {
        for (long, short) in [
            ("1{3,100}", "1{3,}"),
            ("1{3,64}", "1{3,64}"),
            ("1{65}", "[^+-9]"),
            ("(?:1?){2147483647}", "(?:1?){65,}"),
            ("^{9,}", "^"),
            (r"\b{0,9}", r"\b|"),
            ("1{0}", ""),
        ] {
            assert_eq!(shortened(long), shortened(short), "{long}");
        }
    }

    #[test]
    fn what_is_large_even_so_is_refused() {
        assert!(shortened("(1{1,60}){1,60}").is_ok());
        assert_eq!(
            shortened("((1{1,60}){1,60}){1,60}").unwrap_err(),
            "number pattern is too large to be matched here: with its repetitions written out it \
             has 219660 parts; at most 4000 are matched"
        );
    }
}
