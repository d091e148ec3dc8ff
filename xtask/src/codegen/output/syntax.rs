//! Finding one's way in generated Rust.

use proc_macro2::TokenStream;
use quote::{ToTokens, quote};
use syn::{
    Attribute, Field, GenericArgument, Item, ItemStruct, LitStr, PathArguments, Type, parse_quote,
};

/// The items of the module `name` at the top of the file; empty if there is none.
pub(crate) fn module_items<'f>(file: &'f mut syn::File, name: &str) -> Option<&'f mut Vec<Item>> {
    file.items.iter_mut().find_map(|item| match item {
        Item::Mod(module) if module.ident == name => {
            module.content.as_mut().map(|(_, items)| items)
        }
        _ => None,
    })
}

/// Every struct of the file: those at the top and those in a module.
pub(super) fn structs_mut(file: &mut syn::File) -> impl Iterator<Item = &mut ItemStruct> {
    file.items.iter_mut().flat_map(|item| match item {
        Item::Mod(module) => {
            let items = module.content.iter_mut().flat_map(|(_, items)| items);
            items.filter_map(as_struct).collect()
        }
        other => as_struct(other).into_iter().collect::<Vec<_>>(),
    })
}

fn as_struct(item: &mut Item) -> Option<&mut ItemStruct> {
    match item {
        Item::Struct(item) => Some(item),
        _ => None,
    }
}

/// The name of a field in JSON: what serde renames it to, or its own.
pub(crate) fn wire_name(field: &Field) -> String {
    let renamed = field.attrs.iter().find_map(serde_rename);
    renamed
        .or_else(|| field.ident.as_ref().map(ToString::to_string))
        .unwrap_or_default()
}

fn serde_rename(attribute: &Attribute) -> Option<String> {
    let mut name = None;
    if attribute.path().is_ident("serde") {
        // A part of the attribute that holds no name is read over; serde itself judges it later.
        let _ = attribute.parse_nested_meta(|meta| {
            if meta.input.peek(syn::Token![=]) {
                let value: syn::Expr = meta.value()?.parse()?;
                if meta.path.is_ident("rename") {
                    name = syn::parse2::<LitStr>(value.to_token_stream()).ok();
                }
            }
            Ok(())
        });
    }
    name.map(|name| name.value())
}

/// Has an optional field read by `function`, and left out where it is absent.
pub(super) fn read_with(field: &mut Field, function: &str) {
    let name = wire_name(field);
    let is_renamed = field.ident.as_ref().is_some_and(|ident| *ident != name);
    let rename: Option<TokenStream> = is_renamed.then(|| quote!(rename = #name,));
    field
        .attrs
        .retain(|attribute| !attribute.path().is_ident("serde"));
    field.attrs.push(parse_quote!(#[serde(
        #rename default, deserialize_with = #function, skip_serializing_if = "Option::is_none"
    )]));
}

/// `T` of `Name<T>`.
pub(super) fn argument<'t>(ty: &'t Type, name: &str) -> Option<&'t Type> {
    let Type::Path(path) = ty else { return None };
    let last = path
        .path
        .segments
        .last()
        .filter(|segment| segment.ident == name)?;
    match &last.arguments {
        PathArguments::AngleBracketed(inner) => match inner.args.first()? {
            GenericArgument::Type(inner) => Some(inner),
            _ => None,
        },
        _ => None,
    }
}

#[cfg(test)]
pub(super) mod testing {
    //! Common parts of the tests of the changes.

    use serde_json::Value;

    /// Applies a change to `source` and returns both sides as tokens, ready to be compared.
    pub(in crate::codegen::output) fn changed(
        change: fn(&mut syn::File, &Value),
        document: &Value,
        source: &str,
        expected: &str,
    ) -> (String, String) {
        let mut file = syn::parse_file(source).unwrap();
        change(&mut file, document);
        (
            prettyplease::unparse(&file),
            prettyplease::unparse(&syn::parse_file(expected).unwrap()),
        )
    }
}
