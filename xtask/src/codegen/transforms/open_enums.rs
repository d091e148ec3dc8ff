//! Open enums move out of line, one schema for each name.

use serde_json::{Map, Value, json};

use super::NULL_REMOVES;
use crate::codegen::{
    document::{for_each_schema_mut, reference_to},
    open_enum::OpenEnum,
};

pub(super) const NAME: &str = "open-enums";
pub(super) const REASON: &str = "typify makes closed enums that fail on a value they do not know, \
    and a new one for each place that spells the values out; as one schema of a name they can be \
    replaced by enums that keep what they do not know";

pub(super) fn apply(document: &mut Value) {
    let mut found = Map::new();
    for_each_schema_mut(document, &mut |schema| {
        let Some(open_enum) = OpenEnum::of(schema) else {
            return;
        };
        let name = open_enum.name();
        let mut reference = json!({ "allOf": [reference_to(&name)] });
        for kept in [
            "description",
            "nullable",
            "readOnly",
            "deprecated",
            NULL_REMOVES,
        ] {
            if let Some(value) = schema.get(kept) {
                reference[kept] = value.clone();
            }
        }
        // Of all places, the one that explains the values speaks for the type.
        if open_enum.is_explained() || !found.contains_key(&name) {
            found.insert(name, schema.clone());
        }
        *schema = reference;
    });
    if let Some(Value::Object(schemas)) = document.pointer_mut("/components/schemas") {
        schemas.extend(found);
    }
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    #[test]
    fn every_place_refers_to_one_schema_and_keeps_its_description() {
        let kind = json!({
            "type": "string",
            "description": "The kind.",
            "enum": ["a", "b"],
            "x-ms-enum": { "name": "Kind", "modelAsString": true },
        });
        let mut document = json!({
            "paths": { "/a": { "get": { "parameters": [{ "name": "kind", "schema": kind }] } } },
            "components": { "schemas": { "Thing": { "properties": { "kind": kind } } } },
        });
        super::apply(&mut document);
        let reference = json!({
            "allOf": [{ "$ref": "#/components/schemas/Kind" }],
            "description": "The kind.",
        });
        assert_eq!(
            document,
            json!({
                "paths": { "/a": { "get": {
                    "parameters": [{ "name": "kind", "schema": reference }]
                } } },
                "components": { "schemas": {
                    "Thing": { "properties": { "kind": reference } },
                    "Kind": kind,
                } },
            })
        );
    }
}
