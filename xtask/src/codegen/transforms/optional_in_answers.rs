//! Properties of answers become optional.

use serde_json::Value;

use crate::codegen::document::{answer_schemas, each_in_schema};

pub(super) const NAME: &str = "optional-in-answers";
pub(super) const REASON: &str = "typify reads nothing of an answer that lacks a required property, \
    so that one missing date would end a list; the models say what they need";

pub(super) fn apply(document: &mut Value) {
    for name in answer_schemas(document) {
        if let Some(schema) = document.pointer_mut(&format!("/components/schemas/{name}")) {
            each_in_schema(schema, &mut |schema| {
                if let Some(schema) = schema.as_object_mut() {
                    schema.shift_remove("required");
                }
            });
        }
    }
}

#[cfg(test)]
mod tests {
    use serde_json::{Value, json};

    fn content(name: &str) -> Value {
        let schema = json!({ "$ref": format!("#/components/schemas/{name}") });
        json!({ "description": "", "content": { "application/json": { "schema": schema } } })
    }

    #[test]
    fn what_is_only_sent_keeps_its_required_properties() {
        let entry = json!({ "$ref": "#/components/schemas/Entry" });
        let with = |property: &Value| json!({ "required": ["a"], "properties": { "a": property } });
        let text = json!({ "type": "string" });
        let mut document = json!({
            "paths": { "/a": { "post": {
                "requestBody": content("Asked"),
                "responses": { "200": content("Page") },
            } } },
            "components": { "schemas": {
                "Asked": with(&entry),
                "Page": with(&json!({ "type": "array", "items": entry })),
                "Entry": with(&json!({ "allOf": [{ "$ref": "#/components/schemas/Part" }] })),
                "Part": with(&text),
                "Other": with(&text),
            } },
        });
        super::apply(&mut document);
        let schemas = &document["components"]["schemas"];
        let strict = |name: &&str| schemas[*name].get("required").is_some();
        let names = ["Asked", "Page", "Entry", "Part", "Other"];
        assert_eq!(
            names.iter().copied().filter(strict).collect::<Vec<_>>(),
            ["Asked", "Other"]
        );
    }
}
