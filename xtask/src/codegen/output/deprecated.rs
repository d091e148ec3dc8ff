//! Deprecated parts of the document, of which the compiler then warns.

use std::collections::BTreeSet;

use heck::ToSnakeCase;
use serde_json::Value;
use syn::{Attribute, ImplItem, Item, parse_quote};

use super::syntax::{structs_mut, wire_name};
use crate::codegen::document::{flag, for_each_operation, schema, text};

pub(super) const NAME: &str = "deprecated";
pub(super) const REASON: &str = "progenitor and typify lose it; as an attribute it has the compiler \
    name every place that still relies on a call or a property that will go";

pub(super) fn apply(file: &mut syn::File, document: &Value) {
    let calls = calls(document);
    for item in &mut file.items {
        let Item::Impl(block) = item else { continue };
        for item in &mut block.items {
            if let ImplItem::Fn(call) = item
                && calls.contains(&call.sig.ident.to_string())
            {
                call.attrs.push(attribute());
            }
        }
    }
    for item in structs_mut(file) {
        let properties = schema(document, &item.ident.to_string())
            .and_then(|schema| schema.get("properties").cloned())
            .unwrap_or_default();
        for field in &mut item.fields {
            let property = properties.get(wire_name(field));
            if property.is_some_and(|property| flag(property, "deprecated")) {
                field.attrs.push(attribute());
            }
        }
    }
}

/// The names of the calls of deprecated operations.
fn calls(document: &Value) -> BTreeSet<String> {
    let mut found = BTreeSet::new();
    for_each_operation(document, |_, _, operation| {
        if flag(operation, "deprecated") {
            let id = text(operation, "operationId").unwrap_or_default();
            found.insert(id.to_snake_case());
        }
    });
    found
}

fn attribute() -> Attribute {
    parse_quote!(#[deprecated = "the document advises against it"])
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use crate::codegen::output::syntax::testing::changed;

    #[test]
    fn calls_and_properties_that_will_go_are_marked() {
        let document = json!({
            "paths": { "/a": {
                "get": { "operationId": "ReadOld", "deprecated": true },
                "put": { "operationId": "ReadNew", "deprecated": false },
            } },
            "components": { "schemas": { "Thing": { "properties": {
                "oldPort": { "deprecated": true }, "port": {},
            } } } },
        });
        let (left, right) = changed(
            super::apply,
            &document,
            r#"impl Client { fn read_old() {} fn read_new() {} }
            mod types { struct Thing { #[serde(rename = "oldPort")] old_port: i32, port: i32 } }"#,
            r#"impl Client {
                #[deprecated = "the document advises against it"] fn read_old() {}
                fn read_new() {}
            }
            mod types { struct Thing {
                #[serde(rename = "oldPort")] #[deprecated = "the document advises against it"]
                old_port: i32,
                port: i32,
            } }"#,
        );
        assert_eq!(left, right);
    }
}
