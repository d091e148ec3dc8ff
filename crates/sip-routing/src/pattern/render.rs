//! Writing parts in the syntax of the engines.
//!
//! Only what both engines read alike is written: sets are spelled out, and groups are numbered in
//! the order in which they are written.

use std::fmt::Write;

use super::{node::Node, symbols::Symbols};

/// A character that no number has, to stand for what never matches.
const NEVER: char = '!';

/// The text so far, and its groups.
#[derive(Default)]
pub(super) struct Renderer {
    text: String,
    /// The numbers that .NET gives the groups, in the order of their appearance.
    groups: Vec<u32>,
}

/// Writes a part.
pub(super) fn render(node: &Node) -> String {
    let mut renderer = Renderer::default();
    collect_groups(node, &mut renderer.groups);
    renderer.node(node);
    renderer.text
}

fn collect_groups(node: &Node, groups: &mut Vec<u32>) {
    if let Node::Capture { group, .. } = node {
        groups.push(*group);
    }
    for child in node.children() {
        collect_groups(child, groups);
    }
}

impl Renderer {
    fn node(&mut self, node: &Node) {
        match node {
            Node::Empty => self.text.push_str("(?:)"),
            Node::One(symbols) => self.one(*symbols),
            Node::Start => self.text.push_str(r"\A"),
            Node::End => self.text.push_str(r"\z"),
            Node::WordBoundary => self.text.push_str(r"\b"),
            Node::NotWordBoundary => self.text.push_str(r"\B"),
            Node::Sequence(nodes) => nodes.iter().for_each(|node| self.node(node)),
            Node::Choice(nodes) => self.choice(nodes),
            Node::Repeat {
                node,
                min,
                max,
                lazy,
            } => self.repeat(node, *min, *max, *lazy),
            Node::Capture { node, .. } => self.group("(", node),
            Node::Atomic { node, .. } => self.group("(?>", node),
            Node::Look {
                behind,
                negative,
                node,
            } => {
                let opening = match (behind, negative) {
                    (false, false) => "(?=",
                    (false, true) => "(?!",
                    (true, false) => "(?<=",
                    (true, true) => "(?<!",
                };
                self.group(opening, node);
            }
            Node::Reference { group, .. } => match self.written(*group) {
                Some(number) => self.write(format_args!("(?:\\{number})")),
                None => self.one(Symbols::NONE),
            },
            Node::IfMatched { group, yes, no, .. } => match self.written(*group) {
                // Were both branches empty, the engine would take the condition for an assertion.
                Some(number) => {
                    self.write(format_args!("(?({number})(?=)"));
                    self.group("(?:", yes);
                    self.text.push_str("|(?=)");
                    self.group("(?:", no);
                    self.text.push(')');
                }
                None => self.group("(?:", no),
            },
        }
    }

    /// The number under which the engine knows a group.
    fn written(&self, group: u32) -> Option<usize> {
        let index = self.groups.iter().position(|it| *it == group)?;
        Some(index + 1)
    }

    fn one(&mut self, symbols: Symbols) {
        let before = self.text.len();
        self.text.push('[');
        self.text.extend(symbols.iter());
        if self.text.len() == before + 1 {
            self.text.push(NEVER);
        }
        self.text.push(']');
    }

    fn choice(&mut self, nodes: &[Node]) {
        let mut opening = "(?:";
        for node in nodes {
            self.text.push_str(opening);
            self.node(node);
            opening = "|";
        }
        self.text.push(')');
    }

    fn group(&mut self, opening: &str, node: &Node) {
        self.text.push_str(opening);
        self.node(node);
        self.text.push(')');
    }

    fn repeat(&mut self, node: &Node, min: u32, max: Option<u32>, lazy: bool) {
        self.group("(?:", node);
        match (min, max) {
            (0, None) => self.text.push('*'),
            (1, None) => self.text.push('+'),
            (0, Some(1)) => self.text.push('?'),
            (min, None) => self.write(format_args!("{{{min},}}")),
            (min, Some(max)) => self.write(format_args!("{{{min},{max}}}")),
        }
        if lazy {
            self.text.push('?');
        }
    }

    fn write(&mut self, text: std::fmt::Arguments<'_>) {
        // Writing to a string does not fail.
        let _ = self.text.write_fmt(text);
    }
}
