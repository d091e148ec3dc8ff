//! Arguments that could be swapped have names.

use heck::ToPascalCase;
use proc_macro2::{Group, Ident, TokenStream, TokenTree};
use quote::{ToTokens, format_ident, quote};
use serde_json::Value;
use syn::{
    Attribute, FnArg, ImplItem, ImplItemFn, Item, ItemStruct, Type, parse_quote,
    visit_mut::{self, VisitMut},
};

use super::{
    doc_lines::text,
    native_calls::{is_option, typed},
    syntax::argument,
};

pub(super) const NAME: &str = "named-arguments";
pub(super) const REASON: &str = "of two arguments of one type, optional or not, each could be given \
    for the other; as fields of a struct they are named where they are given";

/// More arguments than a person can tell apart by their places.
const MOST: usize = 5;

pub(super) fn apply(file: &mut syn::File, _document: &Value) {
    let mut structs = Vec::new();
    for item in &mut file.items {
        let Item::Impl(block) = item else { continue };
        for item in &mut block.items {
            if let ImplItem::Fn(call) = item
                && call.sig.asyncness.is_some()
                && needs_names(call)
            {
                structs.push(name_arguments(call));
            }
        }
    }
    if !structs.is_empty() {
        file.items
            .push(parse_quote!(pub mod parameters { #(#structs)* }));
    }
}

fn needs_names(call: &ImplItemFn) -> bool {
    let types: Vec<String> = typed(call).map(|(_, ty)| bare(ty)).collect();
    let mut different = types.clone();
    different.sort();
    different.dedup();
    different.len() < types.len() || types.len() > MOST
}

/// A type without `Option`.
fn bare(ty: &Type) -> String {
    argument(ty, "Option")
        .unwrap_or(ty)
        .to_token_stream()
        .to_string()
}

/// Moves all arguments but the body into a struct, which it returns.
fn name_arguments(call: &mut ImplItemFn) -> ItemStruct {
    let name = format_ident!("{}", call.sig.ident.to_string().to_pascal_case());
    let (named, body): (Vec<_>, Vec<_>) = typed(call)
        .map(|(ident, ty)| (ident.clone(), ty.clone()))
        .partition(|(ident, _)| ident != "body");
    let item = structure(call, &name, &named);

    let lifetime = (!item.generics.params.is_empty()).then(|| quote!(<'_>));
    let mut inputs: Vec<FnArg> = vec![
        parse_quote!(&self),
        parse_quote!(parameters: parameters::#name #lifetime),
    ];
    inputs.extend(
        body.iter()
            .map(|(ident, ty)| -> FnArg { parse_quote!(#ident: #ty) }),
    );
    call.sig.inputs = inputs.into_iter().collect();
    let fields: Vec<Ident> = named.into_iter().map(|(ident, _)| ident).collect();
    let block = through(call.block.to_token_stream(), &fields);
    call.block = parse_quote!(#block);
    forget_arguments(call, &fields);
    item
}

fn structure(call: &ImplItemFn, name: &Ident, named: &[(Ident, Type)]) -> ItemStruct {
    let doc = format!(
        " What [`{0}`](crate::Client::{0}) takes besides a body.",
        call.sig.ident
    );
    let fields = named.iter().map(|(ident, ty)| {
        let mut ty = ty.clone();
        WithLifetime.visit_type_mut(&mut ty);
        let doc = said_of(call, ident).unwrap_or_default();
        quote!(#[doc = #doc] pub #ident: #ty)
    });
    let fields: Vec<_> = fields.collect();
    let borrows = fields.iter().any(|field| field.to_string().contains("'a"));
    let lifetime = borrows.then(|| quote!(<'a>));
    let default = named
        .iter()
        .all(|(_, ty)| is_option(ty))
        .then(|| quote!(, Default));
    parse_quote! {
        #[doc = #doc]
        #[derive(Clone, Copy #default)]
        pub struct #name #lifetime { #(#fields),* }
    }
}

struct WithLifetime;

impl VisitMut for WithLifetime {
    fn visit_type_reference_mut(&mut self, reference: &mut syn::TypeReference) {
        reference.lifetime = Some(parse_quote!('a));
        visit_mut::visit_type_reference_mut(self, reference);
    }

    fn visit_path_mut(&mut self, path: &mut syn::Path) {
        visit_mut::visit_path_mut(self, path);
        if path
            .segments
            .first()
            .is_some_and(|first| first.ident == "types")
        {
            path.segments.insert(0, parse_quote!(crate));
        }
    }
}

/// The same tokens, with each variable taken from the struct.
fn through(tokens: TokenStream, names: &[Ident]) -> TokenStream {
    let tokens: Vec<TokenTree> = tokens.into_iter().collect();
    let is_sign = |at: Option<usize>, signs: &[char]| {
        let token = at.and_then(|at| tokens.get(at));
        matches!(token, Some(TokenTree::Punct(sign)) if signs.contains(&sign.as_char()))
    };
    let mut result = TokenStream::new();
    for (at, token) in tokens.iter().enumerate() {
        match token {
            TokenTree::Group(group) => {
                let inner = through(group.stream(), names);
                result.extend([TokenTree::Group(Group::new(group.delimiter(), inner))]);
            }
            TokenTree::Ident(ident)
                if names.contains(ident)
                    && !is_sign(at.checked_sub(1), &['.', ':'])
                    && !is_sign(Some(at + 1), &[':', '!']) =>
            {
                result.extend(quote!(parameters.#ident));
            }
            other => result.extend([other.clone()]),
        }
    }
    result
}

/// Returns progenitor's words on an argument in the documentation of a call.
fn said_of(call: &ImplItemFn, name: &Ident) -> Option<String> {
    let start = argument_line(name);
    let texts = call.attrs.iter().filter_map(text);
    let lines = texts.flat_map(|text| text.lines().map(str::to_owned).collect::<Vec<_>>());
    let mut of_it = lines.skip_while(|line| !line.starts_with(&start));
    let mut said = of_it.next()?[start.len()..]
        .trim_start_matches(':')
        .to_owned();
    for line in of_it.take_while(|line| !line.starts_with("- `")) {
        said.push('\n');
        said += &line;
    }
    Some(said)
}

fn argument_line(name: &Ident) -> String {
    format!("- `{name}`")
}

/// Takes what the fields say out of the documentation of the call.
fn forget_arguments(call: &mut ImplItemFn, names: &[Ident]) {
    for attribute in &mut call.attrs {
        let Some(text) = text(attribute) else {
            continue;
        };
        let mut kept = Vec::new();
        let mut is_of_field = false;
        for line in text.lines() {
            if line.starts_with("- `") {
                is_of_field = names
                    .iter()
                    .any(|name| line.starts_with(&argument_line(name)));
            }
            if !is_of_field {
                kept.push(line);
            }
        }
        let kept = kept.join("\n");
        let kept = kept.trim_end().trim_end_matches("Arguments:").trim_end();
        *attribute = doc(kept);
    }
}

fn doc(text: &str) -> Attribute {
    parse_quote!(#[doc = #text])
}

#[cfg(test)]
mod tests {
    use serde_json::Value;

    use crate::codegen::output::syntax::testing::changed;

    #[test]
    fn two_of_one_type_get_names_and_others_stay() {
        let (left, right) = changed(
            super::apply,
            &Value::Null,
            r#"impl Client {
                /// Lists.
                ///
                async fn one(&self, top: Option<i32>, near: &str) { self.query(top, near) }
                #[doc = "Lists.\n\nArguments:\n- `id`: Whose.\n- `near`: Where.\n- `body`: What.\n"]
                async fn two(&self, id: &str, near: Option<&str>, kind: &types::Kind, body: &types::B) {
                    self.request(&format!("/{}", segment(id))).near(near).json(body, kind)
                }
            }"#,
            r#"impl Client {
                /// Lists.
                ///
                async fn one(&self, top: Option<i32>, near: &str) { self.query(top, near) }
                #[doc = "Lists.\n\nArguments:\n- `body`: What."]
                async fn two(&self, parameters: parameters::Two<'_>, body: &types::B) {
                    self.request(&format!("/{}", segment(parameters.id)))
                        .near(parameters.near).json(body, parameters.kind)
                }
            }
            pub mod parameters {
                /// What [`two`](crate::Client::two) takes besides a body.
                #[derive(Clone, Copy)]
                pub struct Two<'a> {
                    #[doc = " Whose."] pub id: &'a str,
                    #[doc = " Where."] pub near: Option<&'a str>,
                    #[doc = ""] pub kind: &'a crate::types::Kind,
                }
            }"#,
        );
        assert_eq!(left, right);
    }
}
