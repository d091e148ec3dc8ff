//! The client is a context and no more.

use serde_json::Value;
use syn::{Item, parse_quote};

use super::doc_lines::text;

pub(super) const NAME: &str = "native-client";
pub(super) const REASON: &str = "progenitor's client has an address and a transport of its own, \
    which follows redirects and gives up after 15 seconds; the context has both, and policies";

pub(super) fn apply(file: &mut syn::File, _document: &Value) {
    let client = file.items.iter_mut().find_map(|item| match item {
        Item::Struct(item) if item.ident == "Client" => Some(item),
        _ => None,
    });
    if let Some(client) = client {
        client.attrs.iter_mut().for_each(forget_version);
        client.fields = syn::Fields::Named(parse_quote!({ context: acs_core::CallContext }));
    }
    file.items.retain(|item| !makes_clients(item));
    file.items.push(parse_quote! {
        impl Client {
            /// A client that sends what it is asked for through `context`.
            pub fn new(context: acs_core::CallContext) -> Self {
                Self { context }
            }
        }
    });
}

/// The version has one place, the table of operations.
fn forget_version(attribute: &mut syn::Attribute) {
    if let Some(doc) = text(attribute)
        && let Some((before, _)) = doc.split_once("\n\nVersion: ")
    {
        *attribute = parse_quote!(#[doc = #before]);
    }
}

fn makes_clients(item: &Item) -> bool {
    let Item::Impl(block) = item else {
        return false;
    };
    block.trait_.is_none()
        && block
            .items
            .iter()
            .any(|item| matches!(item, syn::ImplItem::Fn(f) if f.sig.ident == "new_with_client"))
}

#[cfg(test)]
mod tests {
    use serde_json::Value;

    use crate::codegen::output::syntax::testing::changed;

    #[test]
    fn address_and_transport_give_way_to_a_context() {
        let (left, right) = changed(
            super::apply,
            &Value::Null,
            "#[doc = \"Things.\\n\\nVersion: 1\"] #[derive(Clone)] pub struct Client { pub(crate) baseurl: String, client: C }
             impl Client { fn new() {} fn new_with_client() {} }
             impl Client { async fn call() {} }",
            "#[doc = \"Things.\"] #[derive(Clone)] pub struct Client { context: acs_core::CallContext }
             impl Client { async fn call() {} }
             impl Client {
                 /// A client that sends what it is asked for through `context`.
                 pub fn new(context: acs_core::CallContext) -> Self { Self { context } }
             }",
        );
        assert_eq!(left, right);
    }
}
