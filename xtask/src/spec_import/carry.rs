//! Taking the prose of our document over into the imported one.

use serde_json::{Map, Value, json};

use super::place;
use crate::{
    codegen::document::{
        elements, elements_mut, for_each_operation, for_each_operation_mut, values_mut,
    },
    prose::MARK,
};

/// Keywords that are ours at every node, whatever the published document has there.
const PROSE: [&str; 4] = ["title", "summary", "description", "example"];

/// Keywords that stand before a description.
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
    rename_tags(theirs, ours);
    let carrier = Carrier { ours };
    carrier.node(theirs, ours);
    for shared in values_mut(theirs.pointer_mut("/components/parameters")) {
        if let Some(ours) = place::parameter(ours, shared) {
            carrier.node(shared, ours);
        }
    }
    list_tags(theirs, ours);
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
            // Those of an operation, which are names.
            Value::Array(tags) if key == "tags" && tags.iter().all(Value::is_string) => {
                theirs.clone_from(ours);
            }
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

/// Marks a new value of an enum for prose where we say what the others mean.
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

/// Tags group operations and have no effect on the wire, so their names are ours, also for
/// operations that we do not have yet.
fn rename_tags(theirs: &mut Value, ours: &Value) {
    let renames = renamed_tags(theirs, ours);
    for_each_operation_mut(theirs, |operation| {
        for tag in elements_mut(operation.get_mut("tags")) {
            if let Some((_, name)) = renames.iter().find(|(published, _)| published == tag) {
                *tag = name.clone();
            }
        }
    });
}

/// Lists the tags of all operations: ours in our order, then those that want prose.
fn list_tags(theirs: &mut Value, ours: &Value) {
    let mut used: Vec<Value> = Vec::new();
    for_each_operation(theirs, |_, _, operation| {
        let tags = elements(operation.get("tags"));
        let new: Vec<_> = tags.filter(|tag| !used.contains(tag)).cloned().collect();
        used.extend(new);
    });
    if used.is_empty() {
        return;
    }
    let known = elements(ours.get("tags")).filter(|tag| used.contains(&tag["name"]));
    let mut all: Vec<Value> = known.cloned().collect();
    used.retain(|name| all.iter().all(|tag| tag["name"] != *name));
    let new = used.into_iter();
    all.extend(new.map(|name| json!({ "name": name, "description": MARK })));
    theirs["tags"] = Value::Array(all);
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
