//! Finding in our document what a place of the imported one corresponds to.

use serde_json::Value;

use crate::codegen::document::{elements, members};

/// Keys whose members have names of the document's own, so that none of them is prose.
const NAMED: [&str; 11] = [
    "paths",
    "responses",
    "headers",
    "content",
    "schemas",
    "properties",
    "parameters",
    "securitySchemes",
    "scopes",
    "variables",
    "flows",
];

/// True if the members of the object `key` are nodes under names, and not keywords.
pub(super) fn is_named(key: &str) -> bool {
    NAMED.contains(&key)
}

/// The element of `ours` that says what `theirs`, an element of the array `key`, says.
pub(super) fn element<'o>(
    document: &'o Value,
    ours: &'o Value,
    key: &str,
    index: usize,
    theirs: &Value,
) -> Option<&'o Value> {
    let all = ours.as_array()?;
    match key {
        "parameters" => all
            .iter()
            .filter_map(|it| resolved(document, it))
            .find(|it| is_same(it, theirs)),
        "values" => all.iter().find(|it| it["value"] == theirs["value"]),
        _ => all.get(index),
    }
}

/// The parameter of our document with the place and name of `theirs`: a shared one, or else the
/// first that an operation has to itself.
pub(super) fn parameter<'o>(document: &'o Value, theirs: &Value) -> Option<&'o Value> {
    let shared = members(document.pointer("/components/parameters"));
    let operations = members(document.get("paths")).flat_map(|(_, item)| members(Some(item)));
    let own = operations.flat_map(|(_, operation)| elements(operation.get("parameters")));
    shared
        .map(|(_, parameter)| parameter)
        .chain(own)
        .find(|it| is_same(it, theirs))
}

fn is_same(ours: &Value, theirs: &Value) -> bool {
    !theirs["name"].is_null() && ours["name"] == theirs["name"] && ours["in"] == theirs["in"]
}

/// The end of a reference inside the document.
fn resolved<'o>(document: &'o Value, node: &'o Value) -> Option<&'o Value> {
    match node["$ref"].as_str() {
        Some(reference) => document.pointer(reference.strip_prefix('#')?),
        None => Some(node),
    }
}
