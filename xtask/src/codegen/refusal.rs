//! What the generator does not take, found before anything is generated.
//!
//! progenitor and typify panic on some constructs and silently lose others. This walk over the
//! plain JSON knows every keyword that has a meaning for the generated code, or is known to have
//! none, and refuses all else: a new construct in a document is a decision, not an accident.

use std::{collections::BTreeMap, fmt};

use serde_json::Value;

use super::document::members;

mod answers;
mod enums;
mod operations;
mod parameters;
mod root;
mod schemas;

/// One thing that is not taken: where, what and why, in one line.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Refusal {
    at: At,
    what: String,
}

impl fmt::Display for Refusal {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}: {}", self.at.0, self.what)
    }
}

/// Everything in the document that is not taken, in the order of the document.
pub(crate) fn all(document: &Value) -> Vec<Refusal> {
    let mut walk = Walk {
        document,
        refusals: Vec::new(),
        enums: BTreeMap::new(),
    };
    root::check(&mut walk);
    walk.refusals
}

/// A JSON pointer, written as a URI fragment.
#[derive(Clone, Debug, PartialEq, Eq)]
struct At(String);

impl At {
    fn root() -> Self {
        Self("#".to_owned())
    }

    fn child(&self, key: &str) -> Self {
        Self(format!(
            "{}/{}",
            self.0,
            key.replace('~', "~0").replace('/', "~1")
        ))
    }

    fn element(&self, index: usize) -> Self {
        self.child(&index.to_string())
    }
}

/// The state of a walk over one document.
struct Walk<'d> {
    document: &'d Value,
    refusals: Vec<Refusal>,
    /// The values of each open enum met so far.
    enums: BTreeMap<String, Vec<String>>,
}

impl Walk<'_> {
    fn refuse(&mut self, at: &At, what: impl Into<String>) {
        self.refusals.push(Refusal {
            at: at.clone(),
            what: what.into(),
        });
    }

    /// Refuses every keyword of a node that is not among the known ones.
    fn keywords(&mut self, at: &At, node: &Value, kind: &str, known: &[&str]) {
        if !node.is_object() {
            self.refuse(at, format!("{kind} is no object"));
        }
        for (keyword, _) in members(Some(node)) {
            if !known.contains(&keyword.as_str()) {
                self.refuse(&at.child(keyword), reason(kind, keyword));
            }
        }
    }
}

/// Why a keyword is refused: what becomes of it, where that is known.
fn reason(kind: &str, keyword: &str) -> String {
    let known = match keyword {
        "oneOf" | "anyOf" => "typify makes an untagged enum of alternatives, which is closed",
        "not" => "typify cannot express what a value must not be",
        "discriminator" => "progenitor ignores it, and with it the choice of the type",
        "title" => "typify names the type after it instead of after the schema",
        "pattern" => "typify makes a newtype of it that refuses answers which do not match",
        "uniqueItems" => "typify makes an unordered set of the list",
        "style" | "explode" | "allowReserved" => "progenitor knows only the default encoding",
        "content" if kind == "a parameter" => "progenitor takes no serialized parameters",
        "deprecated" => "progenitor loses it",
        "$ref" => "the transforms do not follow references here",
        _ => return format!("unknown in {kind}; it would be lost"),
    };
    known.to_owned()
}

#[cfg(test)]
mod testing {
    //! What the tests of the refusals share.

    use serde_json::Value;

    use crate::codegen::testing::valid_with;

    /// The refusals of the valid document with `value` put at `pointer`, a line each.
    pub(super) fn refusals_with(pointer: &str, value: Value) -> Vec<String> {
        let document = valid_with(pointer, value);
        super::all(&document)
            .iter()
            .map(ToString::to_string)
            .collect()
    }
}

#[cfg(test)]
mod tests {
    #[test]
    fn the_valid_document_is_taken() {
        assert_eq!(super::all(&crate::codegen::testing::valid()), []);
    }
}
