//! Keywords that have no place in the result.

use super::{
    Reader,
    node::{Node, Result},
};

/// Keywords that are left out wherever they stand, and why that loses nothing.
const LEFT_OUT: [(&str, &str); 15] = [
    ("contact", "who publishes the document is no part of it"),
    ("example", "examples are the publisher's own"),
    ("examples", "examples are the publisher's own"),
    ("externalDocs", "prose is our own"),
    ("license", "who publishes the document is no part of it"),
    (
        "termsOfService",
        "who publishes the document is no part of it",
    ),
    ("title", "prose is our own"),
    ("x-accessibility", "who sees it in the official clients"),
    ("x-example", "examples are the publisher's own"),
    ("x-ms-client-name", "a name inside the official clients"),
    (
        "x-ms-error-response",
        "every answer that is no success is an error",
    ),
    ("x-ms-examples", "examples are the publisher's own"),
    (
        "x-ms-parameter-location",
        "where the official clients keep the value",
    ),
    (
        "x-ms-identifiers",
        "how the publisher's tools tell elements of a list apart",
    ),
    (
        "x-typespec-generated",
        "how the document was made is no part of it",
    ),
];

impl Reader<'_> {
    /// Notes what is left out at `node`, and fails on a keyword that is neither known nor left out.
    pub(super) fn keywords(&mut self, node: &Node, known: &[&str]) -> Result<()> {
        for (keyword, member) in node.members()? {
            if known.contains(&keyword.as_str()) {
                continue;
            }
            let left_out = LEFT_OUT.iter().find(|(it, _)| *it == keyword);
            let Some((_, reason)) = left_out else {
                return Err(member.problem(
                    "there is no place for it in an imported document; see xtask/src/published",
                ));
            };
            self.leave_out(&member, reason);
        }
        Ok(())
    }

    /// Notes that something is not in the result.
    pub(super) fn leave_out(&mut self, node: &Node, reason: &str) {
        let line = format!("left out {node}: {reason}");
        if !self.left_out.contains(&line) {
            self.left_out.push(line);
        }
    }
}
