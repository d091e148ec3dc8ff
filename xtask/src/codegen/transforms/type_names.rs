//! Schemas are called as types are.

use serde_json::Value;

use crate::codegen::document::{SCHEMA_REF, type_name};

pub(super) const NAME: &str = "type-names";
pub(super) const REASON: &str = "the type of a schema `trunkUpdate` or `Trunk.Update` is called \
    `TrunkUpdate`; so that everything that speaks of it agrees, the schema is called that, too";

pub(super) fn apply(document: &mut Value) {
    if let Some(Value::Object(schemas)) = document.pointer_mut("/components/schemas") {
        let called_otherwise = std::mem::take(schemas).into_iter();
        *schemas = called_otherwise
            .map(|(name, schema)| (type_name(&name), schema))
            .collect();
    }
    rename_references(document);
}

fn rename_references(value: &mut Value) {
    match value {
        Value::Object(members) => {
            if let Some(Value::String(reference)) = members.get_mut("$ref")
                && let Some(name) = reference.strip_prefix(SCHEMA_REF)
            {
                *reference = format!("{SCHEMA_REF}{}", type_name(name));
            }
            members.values_mut().for_each(rename_references);
        }
        Value::Array(elements) => elements.iter_mut().for_each(rename_references),
        _ => {}
    }
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    #[test]
    fn a_schema_and_what_refers_to_it_are_called_the_same() {
        let document = |name: &str| {
            let reference = json!({ "$ref": format!("#/components/schemas/{name}") });
            json!({
                "paths": { "/a": { "get": { "responses": { "200": { "schema": reference } } } } },
                "components": {
                    "schemas": { name: { "properties": { "next": { "allOf": [reference] } } } },
                    "parameters": { "some_name": { "$ref": "#/components/parameters/other_name" } },
                },
            })
        };
        let mut bent = document("Trunk.update");
        super::apply(&mut bent);
        assert_eq!(bent, document("TrunkUpdate"));
    }
}
