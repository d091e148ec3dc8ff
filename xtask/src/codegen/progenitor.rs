//! The one call into progenitor.

use std::panic::{AssertUnwindSafe, catch_unwind};

use progenitor_impl::{GenerationSettings, Generator, InterfaceStyle, TypeImpl};
use schemars::schema::{InstanceType, SchemaObject};
use serde_json::Value;

use super::{
    document::{for_each_schema_mut, members},
    open_enum::OpenEnum,
    transforms::NULL_REMOVES,
};

/// The Rust file that progenitor makes of a transformed document.
///
/// # Errors
/// What progenitor or the `OpenAPI` reader says, in one line; a panic of theirs becomes one as well.
pub(crate) fn generate(document: &Value) -> Result<syn::File, String> {
    let taken = without_what_is_ours(document);
    let spec: openapiv3::OpenAPI = serde_json::from_value(taken).map_err(|error| {
        format!(
            "no OpenAPI 3.0 document: {}",
            first_line(&error.to_string())
        )
    })?;
    let settings = settings(document);
    let tokens = catch_unwind(AssertUnwindSafe(|| {
        Generator::new(&settings).generate_tokens(&spec)
    }))
    .map_err(|panic| format!("progenitor panicked: {}", first_line(&panic_text(&panic))))?
    .map_err(|error| format!("progenitor refused: {}", first_line(&error.to_string())))?;
    syn::parse2(tokens).map_err(|error| format!("progenitor's output is no Rust: {error}"))
}

/// The document without marks and without what has no effect on code.
fn without_what_is_ours(document: &Value) -> Value {
    let mut document = document.clone();
    for_each_schema_mut(&mut document, &mut |schema| {
        if let Some(schema) = schema.as_object_mut() {
            // typify would no longer find the type that a schema is converted to.
            schema.shift_remove(NULL_REMOVES);
        }
    });
    for (parent, key) in [
        ("", "servers"),
        ("", "security"),
        ("/components", "securitySchemes"),
    ] {
        if let Some(Value::Object(members)) = document.pointer_mut(parent) {
            members.shift_remove(key);
        }
    }
    document
}

fn settings(document: &Value) -> GenerationSettings {
    let mut settings = GenerationSettings::new();
    settings
        .with_interface(InterfaceStyle::Positional)
        .with_derive("PartialEq")
        .with_map_type("indexmap::IndexMap")
        .with_conversion(date_time(), "acs_core::Timestamp", text_impls());
    for (name, schema) in members(document.pointer("/components/schemas")) {
        if OpenEnum::of(schema).is_some() {
            settings.with_replacement(name, format!("types::{name}"), text_impls());
        }
    }
    settings
}

fn text_impls() -> impl Iterator<Item = TypeImpl> {
    [TypeImpl::Display, TypeImpl::FromStr].into_iter()
}

fn date_time() -> SchemaObject {
    SchemaObject {
        instance_type: Some(InstanceType::String.into()),
        format: Some("date-time".to_owned()),
        ..SchemaObject::default()
    }
}

fn panic_text(panic: &Box<dyn std::any::Any + Send>) -> String {
    let text = panic.downcast_ref::<String>().map(String::as_str);
    text.or_else(|| panic.downcast_ref::<&str>().copied())
        .unwrap_or("no message")
        .to_owned()
}

fn first_line(text: &str) -> &str {
    text.lines().next().unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::generate;
    use crate::codegen::testing::{valid, valid_with};

    #[test]
    fn a_panic_becomes_one_line() {
        // Without the transforms, progenitor takes `default` for a second success.
        let error = generate(&valid()).err().unwrap();
        assert!(error.starts_with("progenitor panicked: "), "{error}");
        assert_eq!(error.lines().count(), 1);
    }

    #[test]
    fn what_is_no_openapi_is_said_in_one_line() {
        let error = generate(&valid_with("/paths", json!("none")))
            .err()
            .unwrap();
        assert!(error.starts_with("no OpenAPI 3.0 document: "), "{error}");
        assert_eq!(error.lines().count(), 1);
    }
}
