//! Public surface of the generated crates: an entry for each operation, as the document has
//! it, and a sorted one for each type and each call.
//!
//! A pull request that changes a document shows here what it means for those who call.

use std::{fs, path::Path};

use quote::ToTokens;
use serde_json::Value;
use syn::{Attribute, Fields, FnArg, ImplItem, Item, ItemEnum, ItemImpl, Signature, Visibility};

use super::{
    document::{elements, flag, for_each_operation, members, parameter, referenced_schema, text},
    target::ALL,
};

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
        Item::Impl(block) if is_client(block) => {
            let calls = block.items.iter().filter_map(|item| match item {
                ImplItem::Fn(call) => {
                    Some(format!("{}{}", mark(&call.attrs), signature(&call.sig)))
                }
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

/// More variants than a reviewer compares in one line.
const MOST: usize = 4;

fn enumeration(item: &ItemEnum) -> String {
    let variants = item.variants.iter();
    let variants = variants.map(|variant| format!("{}{}", variant.ident, tidy(&variant.fields)));
    let variants: Vec<_> = variants.collect();
    if variants.len() <= MOST {
        return format!("enum {} {{ {} }}", item.ident, variants.join(", "));
    }
    let lines = variants.iter().map(|variant| format!("\n    {variant},"));
    format!("enum {} {{{}\n}}", item.ident, lines.collect::<String>())
}

/// The public fields in braces; nothing if there are none.
fn fields(fields: &Fields) -> String {
    let public = fields
        .iter()
        .filter(|field| matches!(field.vis, Visibility::Public(_)));
    let shown: Vec<_> = public
        .map(|field| {
            let (mark, name, ty) = (mark(&field.attrs), tidy(&field.ident), tidy(&field.ty));
            format!("{mark}{name}: {ty}")
        })
        .collect();
    if shown.is_empty() {
        String::new()
    } else {
        format!(" {{ {} }}", shown.join(", "))
    }
}

/// Returns the mark of an item of which the compiler warns.
fn mark(attributes: &[Attribute]) -> &'static str {
    let mut names = attributes.iter().map(Attribute::path);
    if names.any(|name| name.is_ident("deprecated")) {
        "deprecated "
    } else {
        ""
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
        ("crate::", ""),
        ("types::", ""),
        ("parameters::", ""),
        (" < ", "<"),
        (" >", ">"),
        (" ,", ","),
        (",>", ">"),
        ("& ", "&"),
    ]
    .into_iter()
    .fold(text, |text, (from, to)| text.replace(from, to))
}

/// An operation with its answers, as the document has them.
fn operation(document: &Value, path: &str, method: &str, operation: &Value) -> String {
    let id = text(operation, "operationId").unwrap_or_default();
    let mut lines = vec![format!("{} {path} ({id})", method.to_uppercase())];
    if flag(operation, "deprecated") {
        lines.push("deprecated".to_owned());
    }
    for given in elements(operation.get("parameters")) {
        let parameter = parameter(document, given).unwrap();
        let place = text(parameter, "in").unwrap_or_default();
        let needed = if flag(parameter, "required") {
            ", needed"
        } else {
            ""
        };
        let deprecated = if flag(parameter, "deprecated") {
            ", deprecated"
        } else {
            ""
        };
        let name = parameter["name"].as_str().unwrap();
        lines.push(format!("{place} {name}{needed}{deprecated}"));
    }
    for (media_type, body) in members(operation.pointer("/requestBody/content")) {
        lines.push(format!("sends {media_type}: {}", type_of(body)));
    }
    for (status, answer) in members(operation.get("responses")) {
        let bodies = members(answer.get("content"))
            .map(|(media_type, body)| format!(" {media_type}: {}", type_of(body)));
        let headers = members(answer.get("headers")).map(|(name, _)| format!(", {name}"));
        lines.push(format!(
            "{status}{}",
            bodies.chain(headers).collect::<String>()
        ));
    }
    for (keyword, value) in members(Some(operation)) {
        if keyword.starts_with("x-") {
            lines.push(format!("{keyword} {value}"));
        }
    }
    lines.join("\n    ")
}

fn type_of(media_type: &Value) -> &str {
    referenced_schema(&media_type["schema"]).unwrap_or("?")
}

fn surface_of(name: &str) -> String {
    let target = ALL.iter().find(|target| target.name == name).unwrap();
    let root = crate::workspace().unwrap();
    let document = fs::read_to_string(root.join(target.document)).unwrap();
    let document: Value = serde_json::from_str(&document).unwrap();
    let mut operations = Vec::new();
    for_each_operation(&document, |path, method, it| {
        operations.push(operation(&document, path, method, it));
    });
    for (name, schema) in members(document.pointer("/components/schemas")) {
        if flag(schema, "deprecated") {
            operations.push(format!("deprecated schema {name}"));
        }
    }
    operations.sort();
    let types = surface(&root.join(target.directory));
    format!("{}\n\n{types}", operations.join("\n"))
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
