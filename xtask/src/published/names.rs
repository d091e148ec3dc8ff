//! Names in the result for what is shared.

use std::collections::BTreeMap;

use heck::ToPascalCase;

use super::node::{Location, Node};

/// Shared places in the order in which they were met. Each is looked at once.
#[derive(Default)]
pub(super) struct Names {
    by_location: BTreeMap<Location, String>,
    all: Vec<(String, Node)>,
}

impl Names {
    /// The name of what is shared at `node`: its own, or with that of its file before it where
    /// another place has it already.
    pub(super) fn name_of(&mut self, node: &Node) -> String {
        if let Some(name) = self.by_location.get(&node.location()) {
            return name.clone();
        }
        let mut name = node.name();
        while self.by_location.values().any(|taken| *taken == name) {
            name = format!("{}{name}", node.file_stem().to_pascal_case());
        }
        self.by_location.insert(node.location(), name.clone());
        self.all.push((name.clone(), node.clone()));
        name
    }

    /// The shared place that was met as number `index`.
    pub(super) fn get(&self, index: usize) -> Option<(String, Node)> {
        self.all.get(index).cloned()
    }
}
