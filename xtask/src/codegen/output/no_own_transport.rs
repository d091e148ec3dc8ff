//! `Client::new` goes, `Client::new_with_client` stays.

use serde_json::Value;
use syn::{ImplItem, Item};

pub(super) const NAME: &str = "no-own-transport";
pub(super) const REASON: &str = "`Client::new` builds a transport of its own that follows \
    redirects, gives up after 15 seconds in all and panics if it cannot be built; the pipeline \
    brings the transport";

pub(super) fn apply(file: &mut syn::File, _document: &Value) {
    for item in &mut file.items {
        if let Item::Impl(block) = item
            && block.trait_.is_none()
        {
            block
                .items
                .retain(|item| !matches!(item, ImplItem::Fn(f) if f.sig.ident == "new"));
        }
    }
}

#[cfg(test)]
mod tests {
    use serde_json::Value;

    use crate::codegen::output::syntax::testing::changed;

    #[test]
    fn only_new_goes() {
        let (left, right) = changed(
            super::apply,
            &Value::Null,
            "impl Client { fn new() {} fn new_with_client() {} }",
            "impl Client { fn new_with_client() {} }",
        );
        assert_eq!(left, right);
    }
}
