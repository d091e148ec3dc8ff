//! A property of a merge patch can be left out, or be null.

use std::collections::BTreeMap;

use serde_json::Value;
use syn::{Item, parse_quote};

use super::{
    module_items,
    syntax::{argument, read_with, structs_mut, wire_name},
};
use crate::codegen::{
    document::{answer_schemas, flag, schema},
    transforms::NULL_REMOVES,
};

pub(super) const NAME: &str = "patch-nulls";
pub(super) const REASON: &str = "in a merge patch null removes a value and absence keeps it; \
    typify has one `Option` for both, and never sends the null";

pub(super) fn apply(file: &mut syn::File, document: &Value) {
    let answers = answer_schemas(document);
    let mut readers = BTreeMap::new();
    for item in structs_mut(file) {
        let properties = schema(document, &item.ident.to_string())
            .and_then(|schema| schema.get("properties").cloned())
            .unwrap_or_default();
        let (name, make): (_, fn() -> Item) = if answers.contains(&item.ident.to_string()) {
            ("answered", answered)
        } else {
            ("given", given)
        };
        for field in &mut item.fields {
            let property = properties.get(wire_name(field)).unwrap_or(&Value::Null);
            if let Some(inner) = argument(&field.ty, "Option").cloned()
                && flag(property, NULL_REMOVES)
            {
                field.ty = parse_quote!(Option<Option<#inner>>);
                read_with(field, name);
                readers.insert(name, make);
            }
        }
    }
    if let Some(types) = module_items(file, "types") {
        types.extend(readers.values().map(|make| make()));
    }
}

/// serde reads a null as `None` whatever it is in.
fn given() -> Item {
    parse_quote! {
        /// Reads a value that is there, null or not.
        fn given<'de, T, D>(deserializer: D) -> Result<Option<Option<T>>, D::Error>
        where
            T: serde::Deserialize<'de>,
            D: serde::Deserializer<'de>,
        {
            serde::Deserialize::deserialize(deserializer).map(Some)
        }
    }
}

/// If the type is that of answers, too, a null says the same as nothing.
fn answered() -> Item {
    parse_quote! {
        /// Reads a value of an answer, or nothing if there is none of its type.
        fn answered<'de, T, D>(deserializer: D) -> Result<Option<Option<T>>, D::Error>
        where
            T: serde::Deserialize<'de>,
            D: serde::Deserializer<'de>,
        {
            acs_core::tolerant(deserializer).map(|value| value.map(Some))
        }
    }
}

#[cfg(test)]
mod tests {
    use quote::ToTokens;
    use serde_json::json;

    use crate::codegen::output::syntax::testing::changed;

    #[test]
    fn a_null_is_something_else_than_nothing() {
        let document = json!({ "components": { "schemas": { "Patch": { "properties": {
            "onePort": { "x-null-removes": true }, "list": {},
        } } } } });
        let given = super::given().to_token_stream();
        let (left, right) = changed(
            super::apply,
            &document,
            r#"mod types { struct Patch {
                #[serde(rename = "onePort", skip_serializing_if = "x")] one_port: Option<i32>,
                list: Option<Vec<i32>>,
            } }"#,
            &format!(
                r#"mod types {{ struct Patch {{
                #[serde(rename = "onePort", default, deserialize_with = "given", skip_serializing_if = "Option::is_none")]
                one_port: Option<Option<i32>>,
                list: Option<Vec<i32>>,
            }} {given} }}"#
            ),
        );
        assert_eq!(left, right);
    }
}
