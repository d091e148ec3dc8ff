//! Taking the prose of our document over into the imported one.

use serde_json::{Map, Value, json};

use super::place;
use crate::{
    codegen::document::{elements_mut, for_each_operation, for_each_operation_mut, values_mut},
    prose::MARK,
};

/// What is ours at every node, whatever the published document has there.
const PROSE: [&str; 4] = ["title", "summary", "description", "example"];

/// What stands before a description.
const BEFORE: [&str; 9] = [
    "operationId",
    "tags",
    "title",
    "summary",
    "name",
    "in",
    "url",
    "value",
    "modelAsString",
];

/// Puts the prose of `ours` in its place in `theirs`.
pub(super) fn prose(theirs: &mut Value, ours: &Value) {
    tags(theirs, ours);
    let carrier = Carrier { ours };
    carrier.node(theirs, ours);
    for shared in values_mut(theirs.pointer_mut("/components/parameters")) {
        if let Some(ours) = place::parameter(ours, shared) {
            carrier.node(shared, ours);
        }
    }
}

struct Carrier<'o> {
    /// Our whole document.
    ours: &'o Value,
}

impl Carrier<'_> {
    fn node(&self, theirs: &mut Value, ours: &Value) {
        make_room(theirs, ours);
        let (Some(node), Some(our_node)) = (theirs.as_object_mut(), ours.as_object()) else {
            return;
        };
        for key in PROSE {
            if let Some(prose) = our_node.get(key) {
                put(node, key, prose.clone());
            }
        }
        for (key, value) in node
            .iter_mut()
            .filter(|(key, _)| !PROSE.contains(&key.as_str()))
        {
            if let Some(our_value) = our_node.get(key) {
                self.member(key, value, our_value);
            }
        }
        explain_values(node, our_node);
    }

    fn member(&self, key: &str, theirs: &mut Value, ours: &Value) {
        match theirs {
            Value::Object(members) if place::is_named(key) => {
                for (name, member) in members {
                    if let Some(our_member) = ours.get(name) {
                        self.member("", member, our_member);
                    }
                }
            }
            Value::Object(_) => self.node(theirs, ours),
            Value::Array(elements) => {
                for (index, element) in elements.iter_mut().enumerate() {
                    if let Some(our_element) = place::element(self.ours, ours, key, index, element)
                    {
                        self.node(element, our_element);
                    }
                }
            }
            Value::String(text) if text == MARK => theirs.clone_from(ours),
            _ => {}
        }
    }
}

/// A reference that is to have a description beside it moves into an `allOf`.
fn make_room(theirs: &mut Value, ours: &Value) {
    if theirs.get("$ref").is_some() && ours.get("allOf").is_some() {
        *theirs = json!({ "allOf": [theirs.take()] });
    }
}

fn put(node: &mut Map<String, Value>, key: &str, prose: Value) {
    if let Some(there) = node.get_mut(key) {
        *there = prose;
    } else if key == "example" {
        node.insert(key.to_owned(), prose);
    } else {
        let before = node.keys().rposition(|it| BEFORE.contains(&it.as_str()));
        node.shift_insert(before.map_or(0, |index| index + 1), key.to_owned(), prose);
    }
}

/// Where we say what the values of an enum mean, a new value wants a word, too.
fn explain_values(node: &mut Map<String, Value>, ours: &Map<String, Value>) {
    let ours = ours
        .get("x-ms-enum")
        .and_then(|marker| marker.get("values"));
    let (Some(ours), Some(values)) = (ours.and_then(Value::as_array), node.get("enum").cloned())
    else {
        return;
    };
    let explained = values.as_array().into_iter().flatten().map(|value| {
        let explained = ours.iter().find(|it| it["value"] == *value).cloned();
        explained.unwrap_or_else(|| json!({ "value": value, "description": MARK }))
    });
    let explained = explained.collect();
    if let Some(marker) = node.get_mut("x-ms-enum") {
        marker["values"] = Value::Array(explained);
    }
}

/// Tags group operations and have no effect on the wire, so their names are ours.
fn tags(theirs: &mut Value, ours: &Value) {
    let renames = renamed_tags(theirs, ours);
    let rename = |tag: &mut Value| {
        if let Some((_, name)) = renames.iter().find(|(published, _)| published == tag) {
            *tag = name.clone();
        }
    };
    for_each_operation_mut(theirs, |operation| {
        elements_mut(operation.get_mut("tags")).for_each(rename);
    });
    let Some(Value::Array(all)) = theirs.get_mut("tags") else {
        return;
    };
    for tag in &mut *all {
        rename(&mut tag["name"]);
    }
    all.dedup_by(|a, b| a["name"] == b["name"]);
    let our_tags = ours["tags"].as_array();
    let position = |tag: &Value| our_tags?.iter().position(|it| it["name"] == tag["name"]);
    all.sort_by_key(|tag| position(tag).unwrap_or(usize::MAX));
    for tag in all {
        if let (Some(index), Some(ours)) = (position(tag), our_tags) {
            *tag = ours[index].clone();
        }
    }
}

/// Published tags with our names for them, by the operations that both documents have.
fn renamed_tags(theirs: &Value, ours: &Value) -> Vec<(Value, Value)> {
    let mut renames = Vec::new();
    for_each_operation(theirs, |path, method, operation| {
        let ours = &ours["paths"][path][method]["tags"][0];
        let published = &operation["tags"][0];
        if !ours.is_null() && renames.iter().all(|(it, _)| it != published) {
            renames.push((published.clone(), ours.clone()));
        }
    });
    renames
}
