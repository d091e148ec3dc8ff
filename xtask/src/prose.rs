//! The mark for a sentence that somebody has to write.
//!
//! A published document's sentences are not copied: an import leaves this in their place.

use serde_json::Value;

use crate::codegen::document::escaped;

/// Stands where prose of our own is wanted.
pub(crate) const MARK: &str = "TODO-PROSE";

/// The JSON pointers, as URI fragments, of every string in `value` that has `text` in it.
pub(crate) fn places_of(text: &str, value: &Value) -> Vec<String> {
    let mut found = Vec::new();
    walk("#", text, value, &mut found);
    found
}

fn walk(at: &str, text: &str, value: &Value, found: &mut Vec<String>) {
    match value {
        Value::String(it) if it.contains(text) => found.push(at.to_owned()),
        Value::Object(members) => {
            for (key, member) in members {
                let key = escaped(key);
                walk(&format!("{at}/{key}"), text, member, found);
            }
        }
        Value::Array(elements) => {
            for (index, element) in elements.iter().enumerate() {
                walk(&format!("{at}/{index}"), text, element, found);
            }
        }
        _ => {}
    }
}
