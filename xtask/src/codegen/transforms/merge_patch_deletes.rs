//! The values of a map in a merge patch become nullable.

use std::collections::BTreeSet;

use serde_json::{Value, json};

use crate::codegen::document::{MERGE_PATCH, for_each_operation, referenced_schema, values_mut};

pub(super) const NAME: &str = "merge-patch-null-deletes";
pub(super) const REASON: &str = "a merge patch (RFC 7386) deletes a member by null, which the \
    document of SIP routing does not say of its trunks; without it no trunk could be deleted";

pub(super) fn apply(document: &mut Value) {
    let bodies = merge_patch_bodies(document);
    let Some(schemas) = document.pointer_mut("/components/schemas") else {
        return;
    };
    for name in bodies {
        if let Some(body) = schemas.get_mut(&name) {
            for property in values_mut(body.get_mut("properties")) {
                if let Some(value) = property.get_mut("additionalProperties") {
                    make_nullable(value);
                }
            }
        }
    }
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

/// What stands beside a `$ref` is lost, so a reference moves into an `allOf` first.
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
    fn other_bodies_stay_as_they_are() {
        let mut put = document(&json!({ "type": "string" }), "application/json");
        let before = put.clone();
        super::apply(&mut put);
        assert_eq!(put, before);
    }
}
