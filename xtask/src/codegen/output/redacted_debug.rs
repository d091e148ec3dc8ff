//! `Debug` shows the name of a struct and nothing in it.

use serde_json::Value;
use syn::{Attribute, Ident, Item, ItemImpl, Path, Token, parse_quote, punctuated::Punctuated};

use super::{module_items, syntax::structs_mut};

pub(super) const NAME: &str = "redacted-debug";
pub(super) const REASON: &str = "nearly every struct holds phone numbers, and a derived `Debug` \
    carries them into logs and error texts";

pub(super) fn apply(file: &mut syn::File, _document: &Value) {
    let top: Vec<Item> = impls(file.items.iter_mut());
    file.items.extend(top);
    if let Some(types) = module_items(file, "types") {
        let inner = impls(types.iter_mut());
        types.extend(inner);
    }
    debug_assert!(structs_mut(file).all(|item| !item.attrs.iter().any(derives_debug)));
}

fn impls<'i>(items: impl Iterator<Item = &'i mut Item>) -> Vec<Item> {
    let structs = items.filter_map(|item| match item {
        Item::Struct(item) if item.attrs.iter().any(derives_debug) => Some(item),
        _ => None,
    });
    structs
        .map(|item| {
            item.attrs.iter_mut().for_each(drop_debug);
            Item::Impl(redacted(&item.ident))
        })
        .collect()
}

fn redacted(name: &Ident) -> ItemImpl {
    let text = name.to_string();
    parse_quote! {
        impl std::fmt::Debug for #name {
            fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
                f.debug_struct(#text).finish_non_exhaustive()
            }
        }
    }
}

fn derives_debug(attribute: &Attribute) -> bool {
    derived(attribute).is_some_and(|paths| paths.iter().any(|path| path.is_ident("Debug")))
}

fn drop_debug(attribute: &mut Attribute) {
    if let Some(paths) = derived(attribute) {
        let rest = paths.into_iter().filter(|path| !path.is_ident("Debug"));
        *attribute = parse_quote!(#[derive(#(#rest),*)]);
    }
}

fn derived(attribute: &Attribute) -> Option<Punctuated<Path, Token![,]>> {
    let is_derive = attribute.path().is_ident("derive");
    is_derive
        .then(|| attribute.parse_args_with(Punctuated::parse_terminated).ok())
        .flatten()
}

#[cfg(test)]
mod tests {
    use serde_json::Value;

    use crate::codegen::output::syntax::testing::changed;

    #[test]
    fn the_derive_gives_way_to_an_impl_without_content() {
        let redacted = |name: &str| {
            format!(
                "impl std::fmt::Debug for {name} {{
                    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {{
                        f.debug_struct(\"{name}\").finish_non_exhaustive()
                    }}
                }}"
            )
        };
        let (number, client) = (redacted("Number"), redacted("Client"));
        let (left, right) = changed(
            super::apply,
            &Value::Null,
            "mod types { #[derive(serde::Serialize, Debug)] struct Number { number: String } }
             #[derive(Clone, Debug)] struct Client;",
            &format!(
                "mod types {{
                    #[derive(serde::Serialize)] struct Number {{ number: String }}
                    {number}
                }}
                #[derive(Clone)] struct Client;
                {client}"
            ),
        );
        assert_eq!(left, right);
    }
}
