//! Requests are built with the URL that goes over the wire.

use serde_json::Value;
use syn::{
    Expr, ExprLit, ExprMacro, Lit, Token,
    parse::Parser as _,
    parse_quote,
    punctuated::Punctuated,
    visit_mut::{self, VisitMut},
};

pub(super) const NAME: &str = "finished-url";
pub(super) const REASON: &str = "progenitor leaves the `+` of a phone number as it is, knows \
    nothing of the version in the query, and parses the base URL anew; that and mending each URL \
    at run time would cost every call three passes over it";

pub(super) fn apply(file: &mut syn::File, _: &Value) {
    FinishUrls.visit_file_mut(file);
}

struct FinishUrls;

impl VisitMut for FinishUrls {
    fn visit_expr_mut(&mut self, expression: &mut Expr) {
        visit_mut::visit_expr_mut(self, expression);
        if let Expr::Macro(call) = expression
            && let Some(finished) = finished(call)
        {
            *expression = finished;
        }
    }
}

/// What stands for `format!("{}/PATH", BASE, SEGMENTS)`.
fn finished(call: &ExprMacro) -> Option<Expr> {
    if !call.mac.path.is_ident("format") {
        return None;
    }
    let arguments = Punctuated::<Expr, Token![,]>::parse_terminated
        .parse2(call.mac.tokens.clone())
        .ok()?;
    let mut arguments = arguments.iter();
    let Some(Expr::Lit(ExprLit {
        lit: Lit::Str(template),
        ..
    })) = arguments.next()
    else {
        return None;
    };
    let template = template.value();
    let path = template
        .strip_prefix("{}")
        .filter(|it| it.starts_with('/'))?;
    let segments: Vec<_> = arguments.skip(1).map(encode_all).collect();
    if segments.is_empty() {
        return Some(parse_quote!(
            self.inner.url(#path, crate::operations::API_VERSION)
        ));
    }
    Some(parse_quote!(self.inner.url(
        &format!(#path, #(#segments),*),
        crate::operations::API_VERSION
    )))
}

/// Makes `acs_core::path_segment(x)` of `encode_path(&x.to_string())`.
fn encode_all(argument: &Expr) -> Expr {
    if let Expr::Call(call) = argument
        && let Some(Expr::Reference(text)) = call.args.first()
        && let Expr::MethodCall(to_string) = &*text.expr
        && to_string.method == "to_string"
    {
        let value = &to_string.receiver;
        return parse_quote!(acs_core::path_segment(#value));
    }
    argument.clone()
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use crate::codegen::output::syntax::testing::changed;

    #[test]
    fn the_version_and_the_plus_are_in_the_url_from_the_start() {
        let (left, right) = changed(
            super::apply,
            &json!({}),
            r#"fn get() {
                let url = format!("{}/things/{}", self.baseurl, encode_path(&id.to_string()),);
                let all = format!("{}/things", self.baseurl,);
                let other = format!("{}", encode_path(&id.to_string()));
            }"#,
            r#"fn get() {
                let url = self.inner.url(
                    &format!("/things/{}", acs_core::path_segment(id)),
                    crate::operations::API_VERSION
                );
                let all = self.inner.url("/things", crate::operations::API_VERSION);
                let other = format!("{}", encode_path(&id.to_string()));
            }"#,
        );
        assert_eq!(left, right);
    }
}
