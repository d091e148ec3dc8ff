//! Fields stand in the order of the document.

use serde_json::Value;
use syn::{Fields, punctuated::Punctuated};

use super::syntax::{structs_mut, wire_name};
use crate::codegen::document::members;

pub(super) const NAME: &str = "document-order";
pub(super) const REASON: &str = "typify sorts fields by name, and serde writes them as they stand; \
    bodies should go out in the order of the document, as the official clients send them";

pub(super) fn apply(file: &mut syn::File, document: &Value) {
    for item in structs_mut(file) {
        let schema = document.pointer(&format!("/components/schemas/{}", item.ident));
        let order: Vec<&String> = members(schema.and_then(|schema| schema.get("properties")))
            .map(|(name, _)| name)
            .collect();
        if let Fields::Named(named) = &mut item.fields {
            let mut fields: Vec<_> = std::mem::take(&mut named.named).into_iter().collect();
            fields.sort_by_key(|field| {
                let name = wire_name(field);
                order.iter().position(|known| **known == name)
            });
            named.named = Punctuated::from_iter(fields);
        }
    }
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use crate::codegen::output::syntax::testing::changed;

    #[test]
    fn fields_follow_the_properties() {
        let document = json!({ "components": { "schemas": { "Route": { "properties": {
            "numberPattern": {}, "name": {}, "description": {},
        } } } } });
        let (left, right) = changed(
            super::apply,
            &document,
            r#"mod types { struct Route {
                description: A,
                name: B,
                #[serde(skip_serializing_if = "x", rename = "numberPattern")] number_pattern: C,
            } }"#,
            r#"mod types { struct Route {
                #[serde(skip_serializing_if = "x", rename = "numberPattern")] number_pattern: C,
                name: B,
                description: A,
            } }"#,
        );
        assert_eq!(left, right);
    }
}
