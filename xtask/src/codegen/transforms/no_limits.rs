//! Defaults and limits disappear.

use serde_json::Value;

use crate::codegen::document::for_each_schema_mut;

pub(super) const NAME: &str = "no-limits";
pub(super) const REASON: &str = "typify makes newtypes of limits, so that an answer outside of \
    them could not be read, and sends defaults that the caller did not choose; the hand-written \
    models enforce what is sent";

/// The keywords that go.
const LIMITS: [&str; 9] = [
    "default",
    "minimum",
    "maximum",
    "minLength",
    "maxLength",
    "minItems",
    "maxItems",
    "minProperties",
    "maxProperties",
];

pub(super) fn apply(document: &mut Value) {
    for_each_schema_mut(document, &mut |schema| {
        if let Some(schema) = schema.as_object_mut() {
            schema.retain(|keyword, _| !LIMITS.contains(&keyword.as_str()));
        }
    });
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    #[test]
    fn drops_the_keywords_but_not_a_property_of_that_name() {
        let mut document = json!({ "components": { "schemas": { "Search": { "properties": {
            "quantity": { "type": "integer", "default": 1, "minimum": 1, "maximum": 9 },
            "maximum": { "type": "string", "maxLength": 4 },
        } } } } });
        super::apply(&mut document);
        assert_eq!(
            document,
            json!({ "components": { "schemas": { "Search": { "properties": {
                "quantity": { "type": "integer" },
                "maximum": { "type": "string" },
            } } } } })
        );
    }
}
