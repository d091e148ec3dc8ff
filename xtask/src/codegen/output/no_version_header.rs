//! Requests lose the header `api-version`.

use quote::ToTokens;
use serde_json::Value;
use syn::{
    Block, Expr, Pat, Stmt,
    visit_mut::{self, VisitMut},
};

pub(super) const NAME: &str = "no-version-header";
pub(super) const REASON: &str = "progenitor sends the version of the document as a header \
    `api-version` with every request; the service takes it from the query";

pub(super) fn apply(file: &mut syn::File, _document: &Value) {
    RemoveHeader.visit_file_mut(file);
}

struct RemoveHeader;

impl VisitMut for RemoveHeader {
    fn visit_block_mut(&mut self, block: &mut Block) {
        block.stmts.retain(|statement| !sets_version(statement));
        if !block.stmts.iter().any(fills_map) {
            block.stmts.retain(|statement| !declares_map(statement));
            block
                .stmts
                .iter_mut()
                .for_each(|statement| DropHeadersCall.visit_stmt_mut(statement));
        }
        visit_mut::visit_block_mut(self, block);
    }
}

/// Removes `.headers(header_map)` from a chain of calls.
struct DropHeadersCall;

impl VisitMut for DropHeadersCall {
    fn visit_expr_mut(&mut self, expression: &mut Expr) {
        visit_mut::visit_expr_mut(self, expression);
        if let Expr::MethodCall(call) = expression
            && call.method == "headers"
        {
            *expression = (*call.receiver).clone();
        }
    }
}

fn sets_version(statement: &Stmt) -> bool {
    is_append(statement) && mentions(statement, "\"api-version\"")
}

fn is_append(statement: &Stmt) -> bool {
    matches!(statement, Stmt::Expr(Expr::MethodCall(call), _) if call.method == "append")
}

/// Whether a statement puts a header of the caller's into the map.
fn fills_map(statement: &Stmt) -> bool {
    !declares_map(statement) && mentions(statement, "header_map . append")
}

fn declares_map(statement: &Stmt) -> bool {
    matches!(
        statement,
        Stmt::Local(local) if matches!(&local.pat, Pat::Ident(name) if name.ident == "header_map")
    )
}

fn mentions(statement: &Stmt, text: &str) -> bool {
    statement.to_token_stream().to_string().contains(text)
}

#[cfg(test)]
mod tests {
    use serde_json::Value;

    use crate::codegen::output::syntax::testing::changed;

    const VERSION: &str = r#"header_map.append(HeaderName::from_static("api-version"), v());"#;

    #[test]
    fn without_other_headers_the_map_goes_too() {
        let source = format!(
            "fn get() {{
                let mut header_map = HeaderMap::with_capacity(1usize);
                {VERSION}
                let request = client.get(url).headers(header_map).build()?;
            }}"
        );
        let (left, right) = changed(
            super::apply,
            &Value::Null,
            &source,
            "fn get() { let request = client.get(url).build()?; }",
        );
        assert_eq!(left, right);
    }

    #[test]
    fn another_header_stays() {
        let rest = r#"if let Some(value) = language {
            header_map.append("accept-language", value);
        }
        client.get(url).headers(header_map).build()?;"#;
        let declaration = "let mut header_map = HeaderMap::with_capacity(2usize);";
        let (left, right) = changed(
            super::apply,
            &Value::Null,
            &format!("fn get() {{ {declaration} {VERSION} {rest} }}"),
            &format!("fn get() {{ {declaration} {rest} }}"),
        );
        assert_eq!(left, right);
    }
}
