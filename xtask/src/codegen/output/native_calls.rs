//! Calls speak to the runtime, and to nothing else.

use heck::{ToShoutySnakeCase, ToSnakeCase};
use proc_macro2::{Ident, TokenStream};
use quote::{format_ident, quote};
use serde_json::Value;
use syn::{
    Expr, ExprMethodCall, FnArg, GenericArgument, ImplItem, ImplItemFn, Item, Lit, LitStr, Macro,
    Pat, PatType, PathArguments, ReturnType, Token, Type, parse_quote,
    punctuated::Punctuated,
    visit_mut::{self, VisitMut},
};

pub(super) const NAME: &str = "native-calls";
pub(super) const REASON: &str = "progenitor's calls build a request of `reqwest`, hand it through \
    hooks and take apart answers that the pipeline has judged already; ours say what is sent, and \
    the runtime does the rest";

pub(super) fn apply(file: &mut syn::File, _document: &Value) -> Result<(), String> {
    for item in &mut file.items {
        let Item::Impl(block) = item else { continue };
        for item in &mut block.items {
            if let ImplItem::Fn(call) = item
                && call.sig.asyncness.is_some()
            {
                make_native(call)
                    .map_err(|what| format!("the call `{}` {what}", call.sig.ident))?;
            }
        }
    }
    Ok(())
}

fn make_native(call: &mut ImplItemFn) -> Result<(), String> {
    let mut sent = Sent::default();
    sent.visit_block_mut(&mut call.block);
    sent.check_against(&arguments(call))?;
    let answer = answer_of(&call.sig.output).ok_or("returns something else than an answer")?;
    let request = sent.request(call).ok_or("has no URL like any other")?;
    let last = match &answer {
        Type::Tuple(nothing) if nothing.elems.is_empty() => quote!(send_without_body),
        _ => quote!(send),
    };
    call.sig.output = parse_quote!(-> acs_core::Result<acs_core::Response<#answer>>);
    call.block = parse_quote!({ #request.#last().await });
    call.sig.generics = syn::Generics::default();
    WithoutLifetimes.visit_signature_mut(&mut call.sig);
    Ok(())
}

/// Parts that a call of progenitor's sends, found in its statements.
#[derive(Default)]
struct Sent {
    path: Option<LitStr>,
    segments: Vec<Ident>,
    query: Vec<Named>,
    headers: Vec<Named>,
    body: Option<Ident>,
}

/// An argument that is sent under a name.
struct Named {
    name: LitStr,
    argument: Ident,
}

impl Named {
    /// The part of a chain that adds the argument.
    fn added_by(&self, method: &str, call: &ImplItemFn) -> TokenStream {
        let Self { name, argument } = self;
        let method = format_ident!("{method}");
        let is_optional = typed(call).any(|(ident, ty)| ident == argument && is_option(ty));
        if is_optional {
            quote!(.#method(#name, #argument))
        } else {
            quote!(.#method(#name, Some(#argument)))
        }
    }
}

impl Sent {
    /// Every argument has to be sent, or progenitor's statements are not what is known here.
    fn check_against(&self, arguments: &[String]) -> Result<(), String> {
        let named = self.query.iter().chain(&self.headers);
        let sent = self.segments.iter().chain(named.map(|it| &it.argument));
        let mut sent: Vec<_> = sent.chain(&self.body).map(ToString::to_string).collect();
        let mut taken = arguments.to_vec();
        sent.sort();
        taken.sort();
        if sent == taken {
            return Ok(());
        }
        Err(format!("takes {taken:?}, but seems to send {sent:?}"))
    }

    /// The same in our words, for what is sent by `call`.
    fn request(&self, call: &ImplItemFn) -> Option<TokenStream> {
        let operation = call.sig.ident.to_string().to_shouty_snake_case();
        let operation = format_ident!("{operation}");
        let (path, segments) = (self.path.as_ref()?, &self.segments);
        let path = if segments.is_empty() {
            quote!(#path)
        } else {
            quote!(&format!(#path, #(acs_core::path_segment(#segments)),*))
        };
        let query = self.query.iter().map(|it| it.added_by("query", call));
        let headers = self.headers.iter().map(|it| it.added_by("header", call));
        let body = self.body.iter();
        Some(quote! {
            self.context.request(&operations::#operation, #path)
                #(#query)* #(#headers)* #(.json(#body))*
        })
    }

    /// `format!("{}/PATH", BASE, encode_path(&ARGUMENT.to_string()))`
    fn note_path(&mut self, tokens: &Macro) -> Option<()> {
        let arguments = Punctuated::<Expr, Token![,]>::parse_terminated;
        let arguments = tokens.parse_body_with(arguments).ok()?;
        let mut arguments = arguments.iter();
        let template = text(arguments.next()?)?;
        let path = template.value().strip_prefix("{}")?.to_owned();
        self.path = Some(LitStr::new(&path, template.span()));
        self.segments.extend(arguments.skip(1).filter_map(encoded));
        Some(())
    }

    /// `.query(&QueryParam::new("NAME", &ARGUMENT))`
    fn note_query(&mut self, call: &ExprMethodCall) -> Option<()> {
        let Expr::Call(parameter) = referenced(call.args.first()?)? else {
            return None;
        };
        self.query.push(Named {
            name: text(parameter.args.first()?)?.clone(),
            argument: variable(referenced(parameter.args.get(1)?)?)?,
        });
        Some(())
    }

    /// `header_map.append("NAME", …)`, where the argument has the name in snake case. The header
    /// `api-version`, which the service takes from the query, is appended in other words.
    fn note_header(&mut self, call: &ExprMethodCall) -> Option<()> {
        let name = text(call.args.first()?)?.clone();
        let argument = Ident::new(&name.value().to_snake_case(), name.span());
        self.headers.push(Named { name, argument });
        Some(())
    }
}

impl VisitMut for Sent {
    fn visit_macro_mut(&mut self, tokens: &mut Macro) {
        if tokens.path.is_ident("format") {
            let _ = self.note_path(tokens);
        }
    }

    fn visit_expr_method_call_mut(&mut self, call: &mut ExprMethodCall) {
        visit_mut::visit_expr_method_call_mut(self, call);
        // What is not noted here is missed when the arguments are compared.
        let _ = match call.method.to_string().as_str() {
            "query" => self.note_query(call),
            "append" => self.note_header(call),
            "json" => {
                self.body = call.args.first().and_then(referenced).and_then(variable);
                None
            }
            _ => None,
        };
    }
}

/// progenitor names one lifetime for all references of a call, which none of them needs.
struct WithoutLifetimes;

impl VisitMut for WithoutLifetimes {
    fn visit_type_reference_mut(&mut self, reference: &mut syn::TypeReference) {
        reference.lifetime = None;
        visit_mut::visit_type_reference_mut(self, reference);
    }

    fn visit_receiver_mut(&mut self, receiver: &mut syn::Receiver) {
        *receiver = parse_quote!(&self);
    }
}

fn arguments(call: &ImplItemFn) -> Vec<String> {
    typed(call).map(|(name, _)| name.to_string()).collect()
}

pub(super) fn typed(call: &ImplItemFn) -> impl Iterator<Item = (&Ident, &Type)> {
    call.sig.inputs.iter().filter_map(|input| match input {
        FnArg::Typed(PatType { pat, ty, .. }) => match &**pat {
            Pat::Ident(name) => Some((&name.ident, &**ty)),
            _ => None,
        },
        FnArg::Receiver(_) => None,
    })
}

pub(super) fn is_option(ty: &Type) -> bool {
    matches!(ty, Type::Path(ty) if ty.path.segments.last().is_some_and(|it| it.ident == "Option"))
}

/// `T` of `Result<ResponseValue<T>, E>`.
fn answer_of(output: &ReturnType) -> Option<Type> {
    let ReturnType::Type(_, result) = output else {
        return None;
    };
    first_argument(first_argument(result)?).cloned()
}

fn first_argument(ty: &Type) -> Option<&Type> {
    let Type::Path(ty) = ty else { return None };
    let PathArguments::AngleBracketed(arguments) = &ty.path.segments.last()?.arguments else {
        return None;
    };
    match arguments.args.first()? {
        GenericArgument::Type(ty) => Some(ty),
        _ => None,
    }
}

/// The argument in `encode_path(&ARGUMENT.to_string())`.
fn encoded(expression: &Expr) -> Option<Ident> {
    let Expr::Call(encode) = expression else {
        return None;
    };
    match referenced(encode.args.first()?)? {
        Expr::MethodCall(to_string) => variable(&to_string.receiver),
        _ => None,
    }
}

fn referenced(expression: &Expr) -> Option<&Expr> {
    match expression {
        Expr::Reference(reference) => Some(&reference.expr),
        _ => None,
    }
}

fn variable(expression: &Expr) -> Option<Ident> {
    match expression {
        Expr::Path(path) => path.path.get_ident().cloned(),
        _ => None,
    }
}

fn text(expression: &Expr) -> Option<&LitStr> {
    match expression {
        Expr::Lit(literal) => match &literal.lit {
            Lit::Str(text) => Some(text),
            _ => None,
        },
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use serde_json::Value;

    use crate::codegen::output::syntax::testing::changed;

    const FULL: &str = r#"impl Client {
        async fn set_thing<'a>(
            &'a self, id: &'a Uuid, top: Option<i32>, near: &'a str, accept_language: Option<&'a str>,
            body: &'a types::Thing,
        ) -> Result<ResponseValue<types::Thing>, Error<types::Failure>> {
            let url = format!("{}/things/{}", self.baseurl, encode_path(&id.to_string()),);
            let mut header_map = HeaderMap::with_capacity(2usize);
            header_map.append(HeaderName::from_static("api-version"), HeaderValue::from_static("1"));
            if let Some(value) = accept_language {
                header_map.append("accept-language", value.to_string().try_into()?);
            }
            let mut request = self.client.post(url).json(&body)
                .query(&progenitor_client::QueryParam::new("top", &top))
                .query(&progenitor_client::QueryParam::new("near", &near))
                .headers(header_map).build()?;
            self.exec(request, &info).await
        }
    }"#;

    fn native(source: &str, expected: &str) {
        let apply = |file: &mut syn::File, document: &Value| super::apply(file, document).unwrap();
        let (left, right) = changed(apply, &Value::Null, source, expected);
        assert_eq!(left, right);
    }

    #[test]
    fn everything_is_sent_through_the_context() {
        native(
            FULL,
            r#"impl Client {
                async fn set_thing(
                    &self, id: &Uuid, top: Option<i32>, near: &str,
                    accept_language: Option<&str>, body: &types::Thing,
                ) -> acs_core::Result<acs_core::Response<types::Thing>> {
                    self.context
                        .request(
                            &operations::SET_THING,
                            &format!("/things/{}", acs_core::path_segment(id))
                        )
                        .query("top", top)
                        .query("near", Some(near))
                        .header("accept-language", accept_language)
                        .json(body)
                        .send()
                        .await
                }
            }"#,
        );
    }

    #[test]
    fn an_answer_without_a_body_is_not_read() {
        native(
            r#"impl Client { async fn stop(&self) -> Result<ResponseValue<()>, Error<()>> {
                let url = format!("{}/things", self.baseurl,);
                let mut request = self.client.delete(url).build()?;
            } }"#,
            r#"impl Client { async fn stop(&self) -> acs_core::Result<acs_core::Response<()>> {
                self.context.request(&operations::STOP, "/things").send_without_body().await
            } }"#,
        );
    }

    #[test]
    fn what_progenitor_says_in_other_words_is_an_error() {
        let refusal = |source: &str| {
            let mut file = syn::parse_file(source).unwrap();
            super::apply(&mut file, &Value::Null).unwrap_err()
        };
        for (from, to) in [
            ("encode_path(&id.to_string())", "id"),
            ("QueryParam::new(\"near\", &near)", "Near(near)"),
            (".json(&body)", ".body(body)"),
            ("append(\"accept-language\"", "insert(\"accept-language\""),
        ] {
            let what = refusal(&FULL.replace(from, to));
            assert!(what.starts_with("the call `set_thing` takes ["), "{what}");
        }
        assert_eq!(
            refusal("impl Client { async fn stop(&self) {} }"),
            "the call `stop` returns something else than an answer"
        );
        assert_eq!(
            refusal("impl Client { async fn stop(&self) -> Result<ResponseValue<()>, E> {} }"),
            "the call `stop` has no URL like any other"
        );
    }
}
