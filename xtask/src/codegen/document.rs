//! Finding one's way in an `OpenAPI` document that is still plain JSON.

use std::collections::BTreeSet;

use heck::ToPascalCase;
use serde_json::{Map, Value};

/// The methods for which reqwest has a call.
pub(crate) const METHODS: [&str; 6] = ["get", "put", "post", "delete", "head", "patch"];

/// The media type of RFC 7386, whose nulls mean "remove".
pub(crate) const MERGE_PATCH: &str = "application/merge-patch+json";

/// The media type that progenitor understands.
pub(crate) const JSON: &str = "application/json";

/// Beginning of a reference to a schema.
pub(crate) const SCHEMA_REF: &str = "#/components/schemas/";

const PARAMETER_REF: &str = "#/components/parameters/";

/// Calls `f` with the path, the method and the object of every operation.
pub(crate) fn for_each_operation<'v>(
    document: &'v Value,
    mut f: impl FnMut(&'v str, &'v str, &'v Value),
) {
    for (path, item) in members(document.get("paths")) {
        for (method, operation) in members(Some(item)) {
            if METHODS.contains(&method.as_str()) {
                f(path, method, operation);
            }
        }
    }
}

/// Calls `f` with every operation object, to change it.
pub(crate) fn for_each_operation_mut(document: &mut Value, mut f: impl FnMut(&mut Value)) {
    for item in values_mut(document.get_mut("paths")) {
        for method in METHODS {
            if let Some(operation) = item.get_mut(method) {
                f(operation);
            }
        }
    }
}

/// Calls `f` with every schema of the document, the outer ones before the inner ones.
pub(crate) fn for_each_schema_mut(document: &mut Value, f: &mut dyn FnMut(&mut Value)) {
    if let Some(components) = document.get_mut("components") {
        for schema in values_mut(components.get_mut("schemas")) {
            each_in_schema(schema, f);
        }
        for parameter in values_mut(components.get_mut("parameters")) {
            each_under(parameter, f);
        }
    }
    for_each_operation_mut(document, |operation| {
        for parameter in elements_mut(operation.get_mut("parameters")) {
            each_under(parameter, f);
        }
        if let Some(body) = operation.get_mut("requestBody") {
            each_in_content(body, f);
        }
        for response in values_mut(operation.get_mut("responses")) {
            each_in_content(response, f);
        }
    });
}

fn each_in_content(holder: &mut Value, f: &mut dyn FnMut(&mut Value)) {
    for media_type in values_mut(holder.get_mut("content")) {
        each_under(media_type, f);
    }
}

fn each_under(holder: &mut Value, f: &mut dyn FnMut(&mut Value)) {
    if let Some(schema) = holder.get_mut("schema") {
        each_in_schema(schema, f);
    }
}

/// Calls `f` with a schema and those inside it, the outer ones before the inner ones.
pub(crate) fn each_in_schema(schema: &mut Value, f: &mut dyn FnMut(&mut Value)) {
    f(schema);
    for property in values_mut(schema.get_mut("properties")) {
        each_in_schema(property, f);
    }
    for part in elements_mut(schema.get_mut("allOf")) {
        each_in_schema(part, f);
    }
    for key in ["items", "additionalProperties"] {
        if let Some(inner) = schema.get_mut(key).filter(|inner| inner.is_object()) {
            each_in_schema(inner, f);
        }
    }
}

/// The names of all schemas that an answer consists of.
pub(crate) fn answer_schemas(document: &Value) -> BTreeSet<String> {
    let mut found = BTreeSet::new();
    for_each_operation(document, |_, _, operation| {
        for (_, response) in members(operation.get("responses")) {
            note_schemas(response, document, &mut found);
        }
    });
    found
}

fn note_schemas(place: &Value, document: &Value, found: &mut BTreeSet<String>) {
    let name = text(place, "$ref").and_then(|target| target.strip_prefix(SCHEMA_REF));
    if let Some(name) = name
        && found.insert(name.to_owned())
        && let Some(schema) = schema(document, name)
    {
        note_schemas(schema, document, found);
    }
    let inner = members(Some(place)).map(|(_, inner)| inner);
    for inner in inner.chain(elements(Some(place))) {
        note_schemas(inner, document, found);
    }
}

/// The name that `#/components/schemas/Name` points at, whether the reference stands alone or as
/// the only member of an `allOf`.
pub(crate) fn referenced_schema(schema: &Value) -> Option<&str> {
    let alone = || match schema.get("allOf")?.as_array()?.as_slice() {
        [only] => only.get("$ref"),
        _ => None,
    };
    schema
        .get("$ref")
        .or_else(alone)?
        .as_str()?
        .strip_prefix(SCHEMA_REF)
}

/// A reference to a schema of the document.
pub(crate) fn reference_to(name: &str) -> Value {
    serde_json::json!({ "$ref": format!("{SCHEMA_REF}{name}") })
}

/// A key as it stands in a JSON pointer.
pub(crate) fn escaped(key: &str) -> String {
    key.replace('~', "~0").replace('/', "~1")
}

/// The name of the type for a schema or an enum called `name`. It is typify's, too, which makes
/// `AB` of `a_b`, and `Ab` of that.
pub(crate) fn type_name(name: &str) -> String {
    name.to_pascal_case().to_pascal_case()
}

/// A schema by its name.
pub(crate) fn schema<'d>(document: &'d Value, name: &str) -> Option<&'d Value> {
    document.pointer("/components/schemas")?.get(name)
}

/// The parameter itself, where a reference stands for it.
pub(crate) fn parameter<'d>(document: &'d Value, given: &'d Value) -> Option<&'d Value> {
    let Some(reference) = text(given, "$ref") else {
        return Some(given);
    };
    let name = reference.strip_prefix(PARAMETER_REF)?;
    document.pointer("/components/parameters")?.get(name)
}

/// The string under `key`.
pub(crate) fn text<'v>(value: &'v Value, key: &str) -> Option<&'v str> {
    value.get(key)?.as_str()
}

/// Returns true if `key` holds `true`.
pub(crate) fn flag(value: &Value, key: &str) -> bool {
    value.get(key).and_then(Value::as_bool).unwrap_or(false)
}

/// The members of an object; none if it is absent or something else.
pub(crate) fn members(value: Option<&Value>) -> impl Iterator<Item = (&String, &Value)> {
    value
        .and_then(Value::as_object)
        .into_iter()
        .flat_map(Map::iter)
}

/// The values of an object, to change them.
pub(crate) fn values_mut(value: Option<&mut Value>) -> impl Iterator<Item = &mut Value> {
    value
        .and_then(Value::as_object_mut)
        .into_iter()
        .flat_map(Map::values_mut)
}

/// The elements of an array; none if it is absent or something else.
pub(crate) fn elements(value: Option<&Value>) -> impl Iterator<Item = &Value> {
    value.and_then(Value::as_array).into_iter().flatten()
}

/// The elements of an array, to change them.
pub(crate) fn elements_mut(value: Option<&mut Value>) -> impl Iterator<Item = &mut Value> {
    value.and_then(Value::as_array_mut).into_iter().flatten()
}
