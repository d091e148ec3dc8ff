//! `type: object` beside an `allOf` disappears.

use serde_json::Value;

use crate::codegen::document::for_each_schema_mut;

pub(super) const NAME: &str = "all-of-alone";
pub(super) const REASON: &str = "typify merges a `type` with the one member of an `allOf` into a \
    new, nameless copy of the type that the member refers to";

pub(super) fn apply(document: &mut Value) {
    for_each_schema_mut(document, &mut |schema| {
        if let Some(schema) = schema.as_object_mut()
            && schema.contains_key("allOf")
        {
            schema.shift_remove("type");
        }
    });
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    #[test]
    fn the_type_goes_and_the_reference_stays() {
        let cost = json!([{ "$ref": "#/components/schemas/Cost" }]);
        let mut document = json!({ "components": { "schemas": {
            "A": { "properties": { "cost": { "type": "object", "allOf": cost } } },
            "B": { "type": "object" },
        } } });
        super::apply(&mut document);
        assert_eq!(
            document,
            json!({ "components": { "schemas": {
                "A": { "properties": { "cost": { "allOf": cost } } },
                "B": { "type": "object" },
            } } })
        );
    }
}
