//! Values that a merge patch can remove by null.

use std::collections::BTreeSet;

use serde_json::{Value, json};

use crate::codegen::document::{
    MERGE_PATCH, elements, flag, for_each_operation, members, referenced_schema, schema, text,
};

pub(super) const NAME: &str = "merge-patch-null-deletes";
pub(super) const REASON: &str = "a merge patch (RFC 7386) deletes a member by null, which the \
    document of SIP routing does not say of its trunks; without it no trunk could be deleted, and \
    no setting taken back";

/// Marks a property for `patch-nulls`.
pub(crate) const NULL_REMOVES: &str = "x-null-removes";

pub(super) fn apply(document: &mut Value) {
    for name in patches(document) {
        let Some(schemas) = document.pointer_mut("/components/schemas") else {
            return;
        };
        let Some(patch) = schemas.get_mut(&name) else {
            continue;
        };
        let needed: Vec<Value> = elements(patch.get("required")).cloned().collect();
        let properties = patch.get_mut("properties").and_then(Value::as_object_mut);
        for (name_of, property) in properties.into_iter().flatten() {
            if let Some(value) = property.get_mut("additionalProperties") {
                make_nullable(value);
            }
            let can_be_absent = !needed.contains(&json!(name_of));
            if can_be_absent && is_settable(property) {
                property[NULL_REMOVES] = Value::Bool(true);
            }
        }
    }
}

/// True of a single value that a caller may set.
fn is_settable(property: &Value) -> bool {
    let kind = text(property, "type").unwrap_or_default();
    matches!(kind, "string" | "integer" | "number" | "boolean") && !flag(property, "readOnly")
}

/// The names of the schemas that a merge patch consists of. What is in a list is none: a list is
/// replaced whole.
fn patches(document: &Value) -> BTreeSet<String> {
    let mut found = BTreeSet::new();
    let mut open: Vec<String> = merge_patch_bodies(document).into_iter().collect();
    while let Some(name) = open.pop() {
        if !found.insert(name.clone()) {
            continue;
        }
        let patch = schema(document, &name).and_then(|schema| schema.get("properties"));
        for (_, property) in members(patch) {
            let inner = property.get("additionalProperties").unwrap_or(property);
            open.extend(referenced_schema(inner).map(str::to_owned));
        }
    }
    found
}

fn merge_patch_bodies(document: &Value) -> BTreeSet<String> {
    let mut names = BTreeSet::new();
    for_each_operation(document, |_, _, operation| {
        let name = operation
            .pointer("/requestBody/content")
            .and_then(|content| content.get(MERGE_PATCH)?.get("schema"))
            .and_then(referenced_schema);
        names.extend(name.map(str::to_owned));
    });
    names
}

/// Keywords beside a `$ref` are lost, so a reference moves into an `allOf` first.
fn make_nullable(schema: &mut Value) {
    if schema.get("$ref").is_some() {
        *schema = json!({ "allOf": [schema.take()] });
    }
    if schema.is_object() {
        schema["nullable"] = Value::Bool(true);
    }
}

#[cfg(test)]
mod tests {
    use serde_json::{Value, json};

    fn document(trunks: &Value, media_type: &str) -> Value {
        json!({
            "paths": { "/sip": { "patch": { "requestBody": { "content": {
                media_type: { "schema": { "$ref": "#/components/schemas/Update" } },
            } } } } },
            "components": { "schemas": { "Update": { "properties": { "trunks": {
                "type": "object", "additionalProperties": trunks,
            } } } } },
        })
    }

    #[test]
    fn a_reference_gains_null_without_losing_its_target() {
        let trunk = json!({ "$ref": "#/components/schemas/Trunk" });
        let mut patch = document(&trunk, "application/merge-patch+json");
        super::apply(&mut patch);
        assert_eq!(
            patch.pointer("/components/schemas/Update/properties/trunks/additionalProperties"),
            Some(&json!({ "allOf": [trunk], "nullable": true }))
        );
    }

    #[test]
    fn what_can_be_taken_back_is_marked() {
        let single = json!({ "type": "string" });
        let mut patch = document(&single, "application/merge-patch+json");
        let update = patch.pointer_mut("/components/schemas/Update").unwrap();
        update["required"] = json!(["needed"]);
        for (name, property) in [
            ("needed", single.clone()),
            ("free", single.clone()),
            ("read", json!({ "type": "string", "readOnly": true })),
            ("list", json!({ "type": "array", "items": single })),
            ("part", json!({ "$ref": "#/components/schemas/Part" })),
        ] {
            update["properties"][name] = property;
        }
        patch["components"]["schemas"]["Part"] = json!({ "properties": { "inner": single } });
        super::apply(&mut patch);
        let text = patch["components"].to_string();
        assert_eq!(text.matches(super::NULL_REMOVES).count(), 2, "{text}");
        let marked = |at| patch.pointer(&format!("/components/schemas/{at}/x-null-removes"));
        assert!(marked("Update/properties/free").is_some());
        assert!(marked("Part/properties/inner").is_some());
    }

    #[test]
    fn other_bodies_stay_as_they_are() {
        let mut put = document(&json!({ "type": "string" }), "application/json");
        let before = put.clone();
        super::apply(&mut put);
        assert_eq!(put, before);
    }
}
