//! The mark for a sentence that somebody has to write.
//!
//! A published document's sentences are not copied: an import leaves this in their place.

use serde_json::Value;

use crate::codegen::document::escaped;

/// Stands where prose of our own is wanted.
pub(crate) const MARK: &str = "TODO-PROSE";

/// The JSON pointers, as URI fragments, of every string in `value` that has `text` in it.
pub(crate) fn places_of(text: &str, value: &Value) -> Vec<String> {
    places_where(&|it| it.contains(text), value)
}

/// The JSON pointers, as URI fragments, of every string in `value` that cannot be read as it stands:
/// it has signs that nobody sees, or that turn the direction of the text.
pub(crate) fn places_unreadable(value: &Value) -> Vec<String> {
    let is_bad = |c: char| {
        c.is_control() && !matches!(c, '\n' | '\t')
            || matches!(c, '\u{2028}'..='\u{202e}' | '\u{2066}'..='\u{2069}')
    };
    places_where(&|text| text.contains(is_bad), value)
}

fn places_where(is: &dyn Fn(&str) -> bool, value: &Value) -> Vec<String> {
    let mut found = Vec::new();
    walk("#", is, value, &mut found);
    found
}

fn walk(at: &str, is: &dyn Fn(&str) -> bool, value: &Value, found: &mut Vec<String>) {
    match value {
        Value::String(it) if is(it) => found.push(at.to_owned()),
        Value::Object(members) => {
            for (key, member) in members {
                let key = escaped(key);
                walk(&format!("{at}/{key}"), is, member, found);
            }
        }
        Value::Array(elements) => {
            for (index, element) in elements.iter().enumerate() {
                walk(&format!("{at}/{index}"), is, element, found);
            }
        }
        _ => {}
    }
}
