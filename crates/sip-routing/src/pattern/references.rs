//! References to groups, as far as they can be reproduced.

use std::collections::{BTreeMap, BTreeSet};

use super::{PatternError, node::Node};

/// Refuses references that would not mean here what they mean in .NET, and drops the groups that
/// nothing refers to.
pub(super) fn resolve(node: Node) -> Result<Node, PatternError> {
    let mut used = BTreeSet::new();
    collect_used(&node, &mut used);
    let node = drop_unused(node, &used);
    check_captured_once(&node)?;
    check_below(&node, &mut Vec::new(), false)?;
    Ok(node)
}

fn collect_used(node: &Node, used: &mut BTreeSet<u32>) {
    if let Node::Reference { group, .. } | Node::IfMatched { group, .. } = node {
        used.insert(*group);
    }
    for child in node.children() {
        collect_used(child, used);
    }
}

fn drop_unused(node: Node, used: &BTreeSet<u32>) -> Node {
    match node {
        Node::Capture { group, node, .. } if !used.contains(&group) => drop_unused(*node, used),
        other => other.map_children(&mut |child| drop_unused(child, used)),
    }
}

/// In .NET, groups of one name or number are one group.
fn check_captured_once(node: &Node) -> Result<(), PatternError> {
    fn visit(node: &Node, seen: &mut BTreeMap<u32, usize>) -> Result<(), PatternError> {
        if let Node::Capture { group, at, .. } = node
            && seen.insert(*group, *at).is_some()
        {
            let reason = "a group that is referred to is there more than once";
            return Err(PatternError::unsupported(*at, reason));
        }
        let mut children = node.children().into_iter();
        children.try_for_each(|child| visit(child, seen))
    }
    visit(node, &mut BTreeMap::new())
}

/// `open` has the groups around `node`; `behind` is whether it is in a lookbehind, which .NET
/// matches from right to left.
fn check_below(node: &Node, open: &mut Vec<u32>, behind: bool) -> Result<(), PatternError> {
    let problem = |at: usize, reason| Err(PatternError::unsupported(at, reason));
    let mut behind = behind;
    match node {
        Node::Reference { group, at } | Node::IfMatched { group, at, .. }
            if open.contains(group) =>
        {
            return problem(*at, "a group refers to itself");
        }
        Node::Capture { at, .. } | Node::Reference { at, .. } | Node::IfMatched { at, .. }
            if behind =>
        {
            return problem(
                *at,
                "a lookbehind has a group that is referred to, or refers to one",
            );
        }
        Node::Atomic { at, .. } if behind => {
            return problem(*at, "a lookbehind has an atomic group");
        }
        Node::Look { behind: back, .. } => behind = *back,
        _ => {}
    }
    let opened = match node {
        Node::Capture { group, .. } => Some(*group),
        _ => None,
    };
    open.extend(opened);
    let mut children = node.children().into_iter();
    let checked = children.try_for_each(|child| check_below(child, open, behind));
    open.truncate(open.len() - usize::from(opened.is_some()));
    checked
}
