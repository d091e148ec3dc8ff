//! Requests are built with the URL that goes over the wire.

use serde_json::Value;
use syn::{
    Expr, ExprLit, Lit, LitStr, Macro, Token,
    parse::Parser as _,
    parse_quote,
    punctuated::Punctuated,
    visit_mut::{self, VisitMut},
};

pub(super) const NAME: &str = "finished-url";
pub(super) const REASON: &str = "progenitor leaves the `+` of a phone number as it is and knows \
    nothing of the version in the query; mending each URL at run time would cost every call two \
    passes over it";

pub(super) fn apply(file: &mut syn::File, document: &Value) {
    let version = document.pointer("/info/version").and_then(Value::as_str);
    FinishUrls {
        version: version.unwrap_or_default(),
    }
    .visit_file_mut(file);
}

struct FinishUrls<'d> {
    version: &'d str,
}

impl VisitMut for FinishUrls<'_> {
    fn visit_macro_mut(&mut self, call: &mut Macro) {
        visit_mut::visit_macro_mut(self, call);
        if !call.path.is_ident("format") {
            return;
        }
        let arguments = Punctuated::<Expr, Token![,]>::parse_terminated;
        let Ok(mut arguments) = arguments.parse2(call.tokens.clone()) else {
            return;
        };
        let Some(Expr::Lit(ExprLit {
            lit: Lit::Str(template),
            ..
        })) = arguments.first_mut()
        else {
            return;
        };
        if !template.value().starts_with("{}/") {
            return;
        }
        let finished = format!("{}?api-version={}", template.value(), self.version);
        *template = LitStr::new(&finished, template.span());
        arguments.iter_mut().for_each(encode_all);
        call.tokens = quote::quote!(#arguments);
    }
}

/// Makes `acs_core::path_segment(x)` of `encode_path(&x.to_string())`.
fn encode_all(argument: &mut Expr) {
    let Expr::Call(call) = &*argument else { return };
    let Some(Expr::Reference(text)) = call.args.first() else {
        return;
    };
    if let Expr::MethodCall(to_string) = &*text.expr
        && to_string.method == "to_string"
    {
        let value = &to_string.receiver;
        *argument = parse_quote!(acs_core::path_segment(#value));
    }
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use crate::codegen::output::syntax::testing::changed;

    #[test]
    fn the_version_and_the_plus_are_in_the_url_from_the_start() {
        let (left, right) = changed(
            super::apply,
            &json!({ "info": { "version": "2025-06-01" } }),
            r#"fn get() {
                let url = format!("{}/things/{}", self.baseurl, encode_path(&id.to_string()),);
                let other = format!("{}", encode_path(&id.to_string()));
            }"#,
            r#"fn get() {
                let url = format!(
                    "{}/things/{}?api-version=2025-06-01",
                    self.baseurl,
                    acs_core::path_segment(id),
                );
                let other = format!("{}", encode_path(&id.to_string()));
            }"#,
        );
        assert_eq!(left, right);
    }
}
