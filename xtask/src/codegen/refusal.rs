//! Constructs that the generator does not take, found before anything is generated.
//!
//! progenitor and typify panic on some constructs and silently lose others. This walk over the
//! plain JSON knows every keyword that has a meaning for the generated code, or is known to have
//! none, and refuses all else: a new construct in a document is a decision, not an accident.

use std::{collections::BTreeMap, fmt};

use serde_json::Value;

use super::document::{escaped, members};

mod answers;
mod enums;
mod kinds;
mod names;
mod no_effect;
mod operations;
mod paging;
mod parameters;
mod root;
mod schemas;

#[cfg(test)]
pub(crate) use no_effect::{NO_EFFECT, has as has_no_effect};

/// One thing that is not taken: where, what and why, in one line.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Refusal {
    at: At,
    what: String,
}

impl fmt::Display for Refusal {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let line = format!("{}: {}", self.at.0, self.what);
        let shown = |c: char| {
            if c.is_control() {
                c.escape_default().to_string()
            } else {
                c.into()
            }
        };
        f.write_str(&line.chars().map(shown).collect::<String>())
    }
}

impl Refusal {
    /// A refusal of something that a reader of the text found at a pointer.
    pub(crate) fn new(pointer: &str, what: String) -> Self {
        let at = At(format!("#{pointer}"));
        Self { at, what }
    }
}

/// Everything in the document that is not taken, in the order of the document. `crates` are those
/// that the generated crate may name.
pub(crate) fn all(document: &Value, crates: &[&str]) -> Vec<Refusal> {
    walk(document, crates).refusals
}

/// Every keyword of a document, with where it stands and the kind of its node.
#[cfg(test)]
pub(crate) fn keywords_of(
    document: &Value,
    crates: &[&str],
) -> Vec<(String, &'static str, String)> {
    let met = walk(document, crates).met.into_iter();
    met.map(|(at, kind, keyword)| (at.0, kind, keyword))
        .collect()
}

fn walk<'d>(document: &'d Value, crates: &'d [&'d str]) -> Walk<'d> {
    let mut walk = Walk {
        document,
        crates,
        refusals: Vec::new(),
        enums: BTreeMap::new(),
        #[cfg(test)]
        met: Vec::new(),
    };
    root::check(&mut walk);
    walk
}

/// A JSON pointer, written as a URI fragment.
#[derive(Clone, Debug, PartialEq, Eq)]
struct At(String);

impl At {
    fn root() -> Self {
        Self("#".to_owned())
    }

    fn child(&self, key: &str) -> Self {
        Self(format!("{}/{}", self.0, escaped(key)))
    }

    fn element(&self, index: usize) -> Self {
        self.child(&index.to_string())
    }
}

/// The state of a walk over one document.
struct Walk<'d> {
    document: &'d Value,
    crates: &'d [&'d str],
    refusals: Vec<Refusal>,
    /// Each open enum met so far.
    enums: BTreeMap<String, enums::Seen<'d>>,
    /// Every keyword met, with the kind of its node.
    #[cfg(test)]
    met: Vec<(At, &'static str, String)>,
}

impl Walk<'_> {
    fn refuse(&mut self, at: &At, what: impl Into<String>) {
        self.refusals.push(Refusal {
            at: at.clone(),
            what: what.into(),
        });
    }

    /// Refuses every keyword of a node that has neither an effect nor a reason to have none, and
    /// values of the wrong kind.
    fn keywords(&mut self, at: &At, node: &Value, kind: &'static str, effective: &[&str]) {
        if !node.is_object() {
            self.refuse(at, format!("{kind} is no object"));
        }
        for (keyword, value) in members(Some(node)) {
            let known = effective.contains(&keyword.as_str()) || no_effect::has(kind, keyword);
            let at = at.child(keyword);
            if !known {
                self.refuse(&at, reason(kind, keyword));
            } else if let Some(wanted) = kinds::mismatch(kind, keyword, value) {
                self.refuse(&at, format!("has to be {wanted}"));
            }
            #[cfg(test)]
            self.met.push((at, kind, keyword.clone()));
        }
    }
}

/// Returns the reason for refusing a keyword: what becomes of it, if that is known.
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
        "$ref" => "the transforms do not follow references here",
        _ => return format!("unknown in {kind}; it would be lost"),
    };
    known.to_owned()
}

#[cfg(test)]
mod testing {
    //! Common parts of the tests of the refusals.

    use serde_json::Value;

    use crate::codegen::testing::valid_with;

    /// The refusals of the valid document with `value` put at `pointer`, a line each.
    pub(super) fn refusals_with(pointer: &str, value: Value) -> Vec<String> {
        let document = valid_with(pointer, value);
        super::all(&document, &["indexmap", "uuid"])
            .iter()
            .map(ToString::to_string)
            .collect()
    }
}

#[cfg(test)]
mod tests {
    #[test]
    fn the_valid_document_is_taken() {
        assert_eq!(super::all(&crate::codegen::testing::valid(), &[]), []);
    }
}
