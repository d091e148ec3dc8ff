//! Optional arrays and maps become nullable.

use serde_json::Value;

use crate::codegen::document::{elements, for_each_schema_mut};

pub(super) const NAME: &str = "nullable-collections";
pub(super) const REASON: &str = "typify makes a `Vec` of an optional array and leaves it out when \
    it is empty, so that `routes: []` (remove all) could not be sent, and an answer with an \
    explicit null could not be read";

pub(super) fn apply(document: &mut Value) {
    for_each_schema_mut(document, &mut |schema| {
        let required: Vec<String> = elements(schema.get("required"))
            .filter_map(Value::as_str)
            .map(str::to_owned)
            .collect();
        let properties = schema.get_mut("properties").and_then(Value::as_object_mut);
        for (name, property) in properties.into_iter().flatten() {
            if is_collection(property) && !required.contains(name) {
                property["nullable"] = Value::Bool(true);
            }
        }
    });
}

fn is_collection(schema: &Value) -> bool {
    schema.get("type").is_some_and(|kind| kind == "array")
        || schema.get("additionalProperties").is_some()
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    #[test]
    fn optional_arrays_and_maps_only() {
        let list = json!({ "type": "array", "items": { "type": "string" } });
        let mut document = json!({ "components": { "schemas": { "A": {
            "required": ["must"],
            "properties": {
                "must": list,
                "may": list,
                "map": { "type": "object", "additionalProperties": { "type": "string" } },
                "text": { "type": "string" },
            },
        } } } });
        super::apply(&mut document);
        let nullable = |name: &str| {
            let pointer = format!("/components/schemas/A/properties/{name}/nullable");
            document.pointer(&pointer).is_some()
        };
        assert_eq!(
            ["must", "may", "map", "text"].map(nullable),
            [false, true, true, false]
        );
    }
}
