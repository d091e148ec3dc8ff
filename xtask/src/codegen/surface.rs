//! What the generated crates show of themselves, a sorted line for each type and each operation.
//!
//! A pull request that changes a document shows here what it means for those who call.

use std::{fs, path::Path};

use super::target::ALL;
use quote::ToTokens;
use syn::{Fields, FnArg, ImplItem, Item, ItemEnum, ItemImpl, Signature, Visibility};

/// The public surface of all files under `directory`.
fn surface(directory: &Path) -> String {
    let mut lines = Vec::new();
    collect(directory, &mut lines);
    lines.sort();
    lines.join("\n")
}

fn collect(directory: &Path, lines: &mut Vec<String>) {
    for entry in fs::read_dir(directory).unwrap() {
        let path = entry.unwrap().path();
        if path.is_dir() {
            collect(&path, lines);
        } else {
            let file = syn::parse_file(&fs::read_to_string(&path).unwrap()).unwrap();
            lines.extend(file.items.iter().flat_map(lines_of));
        }
    }
}

fn lines_of(item: &Item) -> Vec<String> {
    match item {
        Item::Struct(item) => vec![format!("struct {}{}", item.ident, fields(&item.fields))],
        Item::Enum(item) => vec![enumeration(item)],
        Item::Static(item) => vec![format!("static {}: {}", item.ident, tidy(&item.ty))],
        Item::Impl(block) if is_client(block) => {
            let calls = block.items.iter().filter_map(|item| match item {
                ImplItem::Fn(call) => Some(signature(&call.sig)),
                _ => None,
            });
            calls.collect()
        }
        _ => Vec::new(),
    }
}

fn is_client(block: &ItemImpl) -> bool {
    block.trait_.is_none() && tidy(&block.self_ty) == "Client"
}

fn enumeration(item: &ItemEnum) -> String {
    let variants = item.variants.iter();
    let variants = variants.map(|variant| format!("{}{}", variant.ident, tidy(&variant.fields)));
    format!(
        "enum {} {{ {} }}",
        item.ident,
        variants.collect::<Vec<_>>().join(", ")
    )
}

/// The public fields in braces; nothing if there are none.
fn fields(fields: &Fields) -> String {
    let public = fields
        .iter()
        .filter(|field| matches!(field.vis, Visibility::Public(_)));
    let shown: Vec<_> = public
        .map(|field| format!("{}: {}", tidy(&field.ident), tidy(&field.ty)))
        .collect();
    if shown.is_empty() {
        String::new()
    } else {
        format!(" {{ {} }}", shown.join(", "))
    }
}

fn signature(signature: &Signature) -> String {
    let arguments = signature.inputs.iter().map(|input| match input {
        FnArg::Receiver(_) => "&self".to_owned(),
        FnArg::Typed(argument) => format!("{}: {}", tidy(&argument.pat), tidy(&argument.ty)),
    });
    let arguments = arguments.collect::<Vec<_>>().join(", ");
    format!(
        "fn Client::{}({arguments}) {}",
        signature.ident,
        tidy(&signature.output)
    )
}

/// Syntax as one would write it, without lifetimes and without the module of the types.
fn tidy(syntax: &impl ToTokens) -> String {
    let text = syntax.to_token_stream().to_string();
    [
        ("'a ", ""),
        (" :: ", "::"),
        ("types::", ""),
        (" < ", "<"),
        (" >", ">"),
        (" ,", ","),
        (",>", ">"),
        ("& ", "&"),
    ]
    .into_iter()
    .fold(text, |text, (from, to)| text.replace(from, to))
}

fn surface_of(name: &str) -> String {
    let target = ALL.iter().find(|target| target.name == name).unwrap();
    surface(&crate::workspace().unwrap().join(target.directory))
}

#[test]
fn drill() {
    insta::assert_snapshot!(surface_of("drill"));
}

#[test]
fn phone_numbers() {
    insta::assert_snapshot!(surface_of("phone-numbers"));
}

#[test]
fn sip_routing() {
    insta::assert_snapshot!(surface_of("sip-routing"));
}

#[test]
fn sip_routing_preview() {
    insta::assert_snapshot!(surface_of("sip-routing-preview"));
}
