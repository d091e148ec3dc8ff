//! `Box<Option<T>>` becomes `Option<Box<T>>`.

use serde_json::Value;
use syn::parse_quote;

use super::syntax::{argument, structs_mut};

pub(super) const NAME: &str = "option-of-box";
pub(super) const REASON: &str = "typify breaks a cycle of types wherever it meets it first, which \
    may be around the `Option`; then an absent value is sent as an explicit null";

pub(super) fn apply(file: &mut syn::File, _document: &Value) {
    for field in structs_mut(file).flat_map(|item| item.fields.iter_mut()) {
        let inner = argument(&field.ty, "Box").and_then(|boxed| argument(boxed, "Option"));
        if let Some(inner) = inner.cloned() {
            field.ty = parse_quote!(Option<Box<#inner>>);
            for attribute in &mut field.attrs {
                if attribute.path().is_ident("serde") {
                    *attribute = skipped_when_absent(attribute);
                }
            }
        }
    }
}

fn skipped_when_absent(attribute: &syn::Attribute) -> syn::Attribute {
    let arguments = attribute
        .meta
        .require_list()
        .map(|list| list.tokens.clone())
        .ok();
    parse_quote!(#[serde(#arguments, skip_serializing_if = "::std::option::Option::is_none")])
}

#[cfg(test)]
mod tests {
    use serde_json::Value;

    use crate::codegen::output::syntax::testing::changed;

    #[test]
    fn the_box_moves_inside_and_the_absent_value_is_skipped() {
        let (left, right) = changed(
            super::apply,
            &Value::Null,
            "struct E { #[serde(default)] inner: Box<Option<E>>, other: Option<Box<E>> }",
            r#"struct E {
                #[serde(default, skip_serializing_if = "::std::option::Option::is_none")] inner: Option<Box<E>>,
                other: Option<Box<E>>
            }"#,
        );
        assert_eq!(left, right);
    }
}
