//! A value of an answer that is not what it should be is read as absent.

use proc_macro2::Ident;
use serde_json::Value;
use syn::Type;

use super::syntax::{argument, read_with, structs_mut};
use crate::codegen::document::answer_schemas;

pub(super) const NAME: &str = "tolerant-answers";
pub(super) const REASON: &str = "typify's types read nothing of an answer with a null or another \
    kind in one place; callers lose all of it, though they may not need that place";

pub(super) fn apply(file: &mut syn::File, document: &Value) {
    let answers = answer_schemas(document);
    let read = structs_mut(file).filter(|item| answers.contains(&item.ident.to_string()));
    for item in read {
        let own = item.ident.clone();
        for field in &mut item.fields {
            if argument(&field.ty, "Option").is_some_and(|inner| !is_counted_on(inner, &own)) {
                read_with(field, "acs_core::tolerant");
            }
        }
    }
}

/// A list or a map is what an answer is about. Were an odd entry to make it absent, it would read
/// as an empty one. Only the parts of a failure, which are failures, too, are no such list.
fn is_counted_on(ty: &Type, own: &Ident) -> bool {
    let list = argument(ty, "Vec");
    let holds_itself =
        list.is_some_and(|inner| matches!(inner, Type::Path(inner) if inner.path.is_ident(own)));
    (list.is_some() || argument(ty, "IndexMap").is_some()) && !holds_itself
}

#[cfg(test)]
mod tests {
    use serde_json::{Value, json};

    use crate::codegen::output::syntax::testing::changed;

    fn document() -> Value {
        let schema = json!({ "$ref": "#/components/schemas/Read" });
        let content = json!({ "content": { "application/json": { "schema": schema } } });
        json!({
            "paths": { "/a": { "get": { "responses": { "200": content } } } },
            "components": { "schemas": { "Read": {}, "Sent": {} } },
        })
    }

    #[test]
    fn the_optional_fields_of_answers_tolerate_everything_but_odd_lists() {
        let (left, right) = changed(
            super::apply,
            &document(),
            r#"mod types {
                struct Read {
                    /// Text.
                    #[serde(rename = "oneName", skip_serializing_if = "x")] one_name: Option<String>,
                    #[serde(skip_serializing_if = "x")] two: Option<u8>,
                    three: u8,
                    parts: Option<Vec<Read>>,
                    list: Option<Vec<Other>>,
                    map: Option<indexmap::IndexMap<String, Read>>,
                }
                struct Sent { #[serde(skip_serializing_if = "x")] two: Option<u8> }
            }"#,
            r#"mod types {
                struct Read {
                    /// Text.
                    #[serde(rename = "oneName", default, deserialize_with = "acs_core::tolerant", skip_serializing_if = "Option::is_none")]
                    one_name: Option<String>,
                    #[serde(default, deserialize_with = "acs_core::tolerant", skip_serializing_if = "Option::is_none")]
                    two: Option<u8>,
                    three: u8,
                    #[serde(default, deserialize_with = "acs_core::tolerant", skip_serializing_if = "Option::is_none")]
                    parts: Option<Vec<Read>>,
                    list: Option<Vec<Other>>,
                    map: Option<indexmap::IndexMap<String, Read>>,
                }
                struct Sent { #[serde(skip_serializing_if = "x")] two: Option<u8> }
            }"#,
        );
        assert_eq!(left, right);
    }
}
