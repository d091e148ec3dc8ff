//! Removal of items that nobody uses.

use serde_json::Value;
use syn::Item;

use super::module_items;

pub(super) const NAME: &str = "no-leftovers";
pub(super) const REASON: &str = "progenitor emits a prelude, imports that every file states for \
    itself, traits for its own client library, and an error type for conversions that no type of \
    ours has; a reader should not have to find out that they are idle";

pub(super) fn apply(file: &mut syn::File, _document: &Value) {
    file.items.retain(|item| match item {
        Item::Use(_) => false,
        Item::Impl(block) => block.trait_.is_none(),
        Item::Mod(module) => module.ident != "prelude",
        _ => true,
    });
    if let Some(types) = module_items(file, "types") {
        types.retain(|item| !matches!(item, Item::Mod(module) if module.ident == "error"));
    }
}

#[cfg(test)]
mod tests {
    use serde_json::Value;

    use crate::codegen::output::syntax::testing::changed;

    #[test]
    fn imports_prelude_traits_and_conversion_error_go() {
        let (left, right) = changed(
            super::apply,
            &Value::Null,
            "use a::B; mod types { struct A; impl B for A {} pub mod error {} } pub mod prelude {}
             struct Client; impl ClientInfo<()> for Client {} impl ClientHooks<()> for &Client {}
             impl Client {}",
            "mod types { struct A; impl B for A {} } struct Client; impl Client {}",
        );
        assert_eq!(left, right);
    }
}
