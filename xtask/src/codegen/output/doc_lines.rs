//! Documentation stands in lines that begin with `///`, and before all attributes.

use serde_json::Value;
use syn::{Attribute, Expr, Lit, Meta, parse_quote, visit_mut::VisitMut};

pub(super) const NAME: &str = "doc-lines";
pub(super) const REASON: &str = "typify and progenitor put a description into one attribute, \
    which prints as `/** */` without indentation, and may put it behind the derives";

pub(super) fn apply(file: &mut syn::File, _document: &Value) {
    Lines.visit_file_mut(file);
}

struct Lines;

impl VisitMut for Lines {
    fn visit_attributes_mut(&mut self, attributes: &mut Vec<Attribute>) {
        *attributes = std::mem::take(attributes)
            .into_iter()
            .flat_map(in_lines)
            .collect();
        attributes.sort_by_key(|attribute| !attribute.path().is_ident("doc"));
    }
}

fn in_lines(attribute: Attribute) -> Vec<Attribute> {
    let Some(text) = text(&attribute) else {
        return vec![attribute];
    };
    let indent = if text.starts_with(' ') { "" } else { " " };
    text.trim_end()
        .lines()
        .map(|line| {
            let line = if line.is_empty() {
                String::new()
            } else {
                format!("{indent}{line}")
            };
            parse_quote!(#[doc = #line])
        })
        .collect()
}

pub(super) fn text(attribute: &Attribute) -> Option<String> {
    match &attribute.meta {
        Meta::NameValue(pair) if pair.path.is_ident("doc") => match &pair.value {
            Expr::Lit(literal) => match &literal.lit {
                Lit::Str(text) => Some(text.value()),
                _ => None,
            },
            _ => None,
        },
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use serde_json::Value;

    use crate::codegen::output::syntax::testing::changed;

    #[test]
    fn one_attribute_a_line_and_no_blank_end() {
        let (left, right) = changed(
            super::apply,
            &Value::Null,
            "#[derive(Clone)] #[doc = \"One.\\n\\nTwo.\\n\\n\"] struct A { #[doc = \"Three.\"] a: u8 }",
            "/// One.\n///\n/// Two.\n#[derive(Clone)]\nstruct A {\n/// Three.\na: u8 }",
        );
        assert_eq!(left, right);
    }
}
