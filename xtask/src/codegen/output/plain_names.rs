//! `::std::option::Option` becomes `Option`.

use serde_json::Value;
use syn::{
    Path,
    visit_mut::{self, VisitMut},
};

use super::module_items;

pub(super) const NAME: &str = "plain-names";
pub(super) const REASON: &str = "typify spells out the full path of what every Rust file already \
    knows; a reviewer reads it more easily without";

const PRELUDE: [&str; 4] = ["Box", "Option", "String", "Vec"];

pub(super) fn apply(file: &mut syn::File, _document: &Value) {
    Shorten.visit_file_mut(file);
    for item in module_items(file, "types").into_iter().flatten() {
        WithoutTypes.visit_item_mut(item);
    }
}

/// Cuts paths into the standard library down to names of the prelude.
struct Shorten;

impl VisitMut for Shorten {
    fn visit_path_mut(&mut self, path: &mut Path) {
        visit_mut::visit_path_mut(self, path);
        path.leading_colon = None;
        let is_std = path.segments.len() == 3 && path.segments[0].ident == "std";
        if is_std && PRELUDE.iter().any(|name| path.segments[2].ident == name) {
            *path = path.segments[2].clone().into();
        }
    }

    /// An attribute holds only tokens, and a path in serde's only text.
    fn visit_meta_list_mut(&mut self, list: &mut syn::MetaList) {
        let text = list.tokens.to_string();
        let plain = text
            .replace("::std::option::Option::is_none", "Option::is_none")
            .replace(":: serde ::", "serde ::");
        if let Ok(tokens) = plain.parse() {
            list.tokens = tokens;
        }
    }
}

/// Cuts `types::` off where it means the module itself.
struct WithoutTypes;

impl VisitMut for WithoutTypes {
    fn visit_path_mut(&mut self, path: &mut Path) {
        visit_mut::visit_path_mut(self, path);
        if path.segments.len() == 2 && path.segments[0].ident == "types" {
            *path = path.segments[1].clone().into();
        }
    }
}

#[cfg(test)]
mod tests {
    use serde_json::Value;

    use crate::codegen::output::syntax::testing::changed;

    #[test]
    fn names_of_the_prelude_are_shortened_and_others_lose_only_their_colons() {
        let (left, right) = changed(
            super::apply,
            &Value::Null,
            r#"#[derive(::serde::Serialize)]
            struct A {
                #[serde(skip_serializing_if = "::std::option::Option::is_none")]
                a: ::std::option::Option<::std::vec::Vec<::uuid::Uuid>>,
                b: ::std::fmt::Error,
            }"#,
            r#"#[derive(serde::Serialize)]
            struct A { #[serde(skip_serializing_if = "Option::is_none")] a: Option<Vec<uuid::Uuid>>, b: std::fmt::Error }"#,
        );
        assert_eq!(left, right);
    }

    #[test]
    fn the_types_need_not_name_their_own_module() {
        let (left, right) = changed(
            super::apply,
            &Value::Null,
            "mod types { struct A { kind: Option<types::Kind> } } fn f(kind: types::Kind) {}",
            "mod types { struct A { kind: Option<Kind> } } fn f(kind: types::Kind) {}",
        );
        assert_eq!(left, right);
    }
}
