//! Cutting one generated file into files that a person can open.

use std::collections::BTreeMap;

use heck::ToSnakeCase;
use proc_macro2::{TokenStream, TokenTree};
use quote::{ToTokens, format_ident, quote};
use serde_json::Value;
use syn::{ImplItem, ImplItemFn, Item, ItemImpl};

use super::{
    document::{elements, members, text},
    open_enum::{self, OpenEnum},
    operation::{self, Operation},
    output::module_items,
    target::Target,
};

/// The tokens of each file, by path from the crate's `src`.
pub(crate) type Files = BTreeMap<String, TokenStream>;

/// Cuts the changed output of progenitor into files.
///
/// # Errors
/// An operation without a call, or a call without an operation.
pub(crate) fn cut(
    mut file: syn::File,
    document: &Value,
    operations: &[Operation],
    target: &Target,
) -> Result<Files, String> {
    let types = module_items(&mut file, "types")
        .map(std::mem::take)
        .unwrap_or_default();
    let parameters = module_items(&mut file, "parameters").map(std::mem::take);
    let (client, calls) = take_calls(file);
    let groups = group(calls, operations)?;
    let enums: Vec<OpenEnum<'_>> = members(document.pointer("/components/schemas"))
        .filter_map(|(_, schema)| OpenEnum::of(schema))
        .collect();

    let mut files = Files::from([
        (
            "lib.rs".to_owned(),
            library(document, target, !enums.is_empty(), parameters.is_some()),
        ),
        (
            "operations.rs".to_owned(),
            operations_file(document, operations),
        ),
        ("types.rs".to_owned(), types_file(&types, !enums.is_empty())),
        ("client.rs".to_owned(), client_file(&client, groups.keys())),
    ]);
    if !enums.is_empty() {
        files.insert("enums.rs".to_owned(), enums_file(&enums));
    }
    if let Some(parameters) = parameters {
        files.insert("parameters.rs".to_owned(), parameters_file(&parameters));
    }
    for (name, calls) in groups {
        let doc = group_doc(document, &name);
        files.insert(format!("client/{name}.rs"), calls_file(&doc, &calls));
    }
    Ok(files)
}

/// Separates the calls from the client's definition and constructor.
fn take_calls(file: syn::File) -> (Vec<Item>, Vec<ImplItemFn>) {
    let mut rest = Vec::new();
    let mut calls = Vec::new();
    for item in file.items {
        match item {
            Item::Impl(block) if holds_calls(&block) => {
                calls.extend(block.items.into_iter().filter_map(|item| match item {
                    ImplItem::Fn(call) => Some(call),
                    _ => None,
                }));
            }
            Item::Mod(_) => {}
            other => rest.push(other),
        }
    }
    (rest, calls)
}

fn holds_calls(block: &ItemImpl) -> bool {
    let is_async = |item: &ImplItem| matches!(item, ImplItem::Fn(f) if f.sig.asyncness.is_some());
    block.trait_.is_none() && block.items.iter().any(is_async)
}

fn group(
    calls: Vec<ImplItemFn>,
    operations: &[Operation],
) -> Result<BTreeMap<String, Vec<ImplItemFn>>, String> {
    let mut groups = BTreeMap::<String, Vec<ImplItemFn>>::new();
    if calls.len() != operations.len() {
        return Err(format!(
            "operations: {}, but calls: {}",
            operations.len(),
            calls.len()
        ));
    }
    for call in calls {
        let name = call.sig.ident.to_string();
        let operation = operations
            .iter()
            .find(|operation| operation.id == name)
            .ok_or_else(|| format!("the call `{name}` belongs to no operation"))?;
        groups
            .entry(operation.group.clone())
            .or_default()
            .push(call);
    }
    Ok(groups)
}

fn library(
    document: &Value,
    target: &Target,
    has_enums: bool,
    has_parameters: bool,
) -> TokenStream {
    let title = document
        .pointer("/info/title")
        .and_then(Value::as_str)
        .unwrap_or_default();
    let first = format!(" What progenitor makes of the document \"{title}\".");
    let facade = target.facade.map(|facade| {
        let first = format!(" Use the crate `{facade}`, which checks what it sends and knows the");
        quote! {
            #![doc = ""]
            #![doc = #first]
            #![doc = " service; this one follows the document alone and changes with it."]
        }
    });
    let enums = has_enums.then(|| {
        quote!(
            mod enums;
        )
    });
    let parameters = has_parameters.then(|| {
        quote!(
            pub mod parameters;
        )
    });
    quote! {
        #![doc = #first]
        #facade

        mod client;
        #enums
        pub mod operations;
        #parameters
        pub mod types;

        pub use client::Client;
    }
}

fn operations_file(document: &Value, operations: &[Operation]) -> TokenStream {
    let version = document.pointer("/info/version").and_then(Value::as_str);
    let table = operation::table(version.unwrap_or_default(), operations);
    quote! {
        #![doc = " What the runtime needs to know of each operation."]

        #table
    }
}

fn types_file(types: &[Item], has_enums: bool) -> TokenStream {
    let enums = has_enums.then(|| {
        quote!(
            pub use crate::enums::*;
        )
    });
    quote! {
        #![doc = " What is sent and received."]

        #enums

        #(#types)*
    }
}

fn enums_file(enums: &[OpenEnum<'_>]) -> TokenStream {
    let shared = open_enum::shared_impls();
    let enums = enums.iter().map(OpenEnum::to_tokens);
    quote! {
        #![doc = " Sets of strings that may grow: a value not listed is kept."]

        #shared

        #(#enums)*
    }
}

fn client_file<'g>(client: &[Item], groups: impl Iterator<Item = &'g String>) -> TokenStream {
    let groups = groups.map(|name| format_ident!("{name}"));
    quote! {
        #![doc = " The client, through whose context every request passes."]

        #(mod #groups;)*

        #(#client)*
    }
}

fn parameters_file(parameters: &[Item]) -> TokenStream {
    quote! {
        #![doc = " The arguments of calls that take several of one type."]

        #(#parameters)*
    }
}

/// Returns the document's words on the tag that a file is named after.
fn group_doc(document: &Value, name: &str) -> String {
    let tag = elements(document.get("tags"))
        .find(|tag| text(tag, "name").is_some_and(|it| it.to_snake_case() == name));
    tag.and_then(|tag| text(tag, "description"))
        .map_or_else(|| format!("Operations: {name}."), str::to_owned)
}

fn calls_file(doc: &str, calls: &[ImplItemFn]) -> TokenStream {
    let calls = quote!(#(#calls)*);
    let used = |name| {
        let name = mentions(calls.clone(), name).then(|| format_ident!("{name}"))?;
        Some(quote!(#name,))
    };
    // The argument `parameters` has the name of its type's module.
    let (types, parameters) = (used("types"), used("parameters"));
    let doc = doc.lines().map(|line| format!(" {line}"));
    quote! {
        #(#![doc = #doc])*

        use crate::{Client, operations, #parameters #types};

        impl Client {
            #calls
        }
    }
}

fn mentions(tokens: TokenStream, name: &str) -> bool {
    tokens
        .into_token_stream()
        .into_iter()
        .any(|token| match token {
            TokenTree::Ident(ident) => ident == name,
            TokenTree::Group(group) => mentions(group.stream(), name),
            _ => false,
        })
}

#[cfg(test)]
mod tests {
    use serde_json::json;
    use syn::parse_quote;

    use super::{Operation, group};

    #[test]
    fn calls_and_operations_have_to_match() {
        let document = json!({ "paths": { "/": { "get": { "operationId": "A_Get" } } } });
        let operations = Operation::all(&document);
        let refusal = |calls| group(calls, &operations).err().unwrap();
        assert_eq!(refusal(vec![]), "operations: 1, but calls: 0");
        assert_eq!(
            refusal(vec![parse_quote!(
                async fn set() {}
            )]),
            "the call `set` belongs to no operation"
        );
    }
}
