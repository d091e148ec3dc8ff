//! Patterns as conditions on the whole number.

use super::node::Node;

/// A pattern as conditions on the whole number, each of which a finite automaton can decide.
///
/// A lookahead at the start of the number, or a lookbehind at its end, asks for nothing but
/// another pattern to match or not to match: `^(?!\+1900)\+1\d{10}$` matches what `^\+1\d{10}$`
/// does and `^\+1900` does not.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Conditions {
    /// Parts that have to match.
    pub(super) all: Vec<Node>,
    /// Parts that must not match.
    pub(super) none: Vec<Node>,
}

/// The conditions that `node` amounts to, if it does.
pub(super) fn conditions(node: &Node) -> Option<Conditions> {
    let items = flat(node);
    let prefix = run(items.iter(), &Node::Start, false);
    let suffix = run(items[prefix..].iter().rev(), &Node::End, true);
    let (before, rest) = items.split_at(prefix);
    let (rest, after) = rest.split_at(rest.len() - suffix);

    let mut main = Vec::new();
    let mut found = Conditions {
        all: Vec::new(),
        none: Vec::new(),
    };
    for item in before {
        match item {
            Node::Look { negative, node, .. } => {
                found.add(*negative, vec![Node::Start, (**node).clone()]);
            }
            other => main.push((*other).clone()),
        }
    }
    main.extend(rest.iter().map(|item| (*item).clone()));
    for item in after {
        match item {
            Node::Look { negative, node, .. } => {
                found.add(*negative, vec![(**node).clone(), Node::End]);
            }
            other => main.push((*other).clone()),
        }
    }
    found.add(false, main);
    let all_regular = found.all.iter().chain(&found.none).all(Node::is_regular);
    all_regular.then_some(found)
}

impl Conditions {
    fn add(&mut self, negative: bool, nodes: Vec<Node>) {
        let list = if negative {
            &mut self.none
        } else {
            &mut self.all
        };
        list.push(Node::sequence(nodes));
    }
}

/// The items of a sequence, with those of sequences inside it.
fn flat(node: &Node) -> Vec<&Node> {
    match node {
        Node::Sequence(nodes) => nodes.iter().flat_map(flat).collect(),
        Node::Capture { node, .. } => flat(node),
        other => vec![other],
    }
}

/// The count of leading items that are `anchor` or look that way, if one is the anchor.
fn run<'n>(items: impl Iterator<Item = &'n &'n Node>, anchor: &Node, behind: bool) -> usize {
    let is_look = |item: &Node| matches!(item, Node::Look { behind: it, .. } if *it == behind);
    let run: Vec<_> = items
        .take_while(|item| **item == anchor || is_look(item))
        .collect();
    if run.iter().any(|item| **item == anchor) {
        run.len()
    } else {
        0
    }
}

#[cfg(test)]
mod tests {
    use super::conditions;
    use crate::pattern::{dotnet::parse, node::Node};

    fn written(nodes: &[Node]) -> Vec<String> {
        nodes.iter().map(crate::pattern::render::render).collect()
    }

    #[test]
    fn lookaround_at_the_ends_becomes_conditions() {
        let node = parse(r"^(?!\+1900)(?=.*7)\+1\d(?<!0)$").unwrap();
        let found = conditions(&node).unwrap();
        assert_eq!(
            written(&found.all),
            [r"\A(?:[+0123456789])*[7]", r"\A[+][1][0123456789]\z"]
        );
        assert_eq!(written(&found.none), [r"\A[+][1][9][0][0]", r"[0]\z"]);
    }

    #[test]
    fn lookaround_elsewhere_does_not() {
        for pattern in ["(?!1)2", "^1(?!2)3", "1(?<!1)", "^(?!1(?=2))3", "^(?>1)"] {
            assert_eq!(conditions(&parse(pattern).unwrap()), None, "{pattern}");
        }
    }
}
