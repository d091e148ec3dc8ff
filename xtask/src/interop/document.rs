//! Our documents with what they say in words made formal.
//!
//! They keep the types of the published ones, and say in a description where the service does
//! otherwise. Tools do not read descriptions.

use serde_json::{Value, json};

use super::Result;

/// How the description of a property says that null is possible.
const NULL: &str = "`null`";
/// How the description of an answer says that its body is not the declared one.
const OTHER_BODY: &str = "the declared one is what `Location` gives after success";

/// The document as a reader understands it.
pub(super) fn as_read(document: &str) -> Result<String> {
    let mut document: Value = serde_json::from_str(document)?;
    let version = document.pointer("/info/version").cloned();
    let version = version.ok_or("a document without a version")?;
    make_formal(&mut document, &version);
    Ok(serde_json::to_string_pretty(&document)?)
}

fn make_formal(node: &mut Value, version: &Value) {
    match node {
        Value::Array(items) => items.iter_mut().for_each(|it| make_formal(it, version)),
        Value::Object(fields) => {
            fields.values_mut().for_each(|it| make_formal(it, version));
            let description = fields.get("description").and_then(Value::as_str);
            let description = description.unwrap_or_default().to_owned();
            let is_schema = fields.contains_key("type") || fields.contains_key("allOf");
            if is_schema && description.contains(NULL) {
                fields.insert("nullable".to_owned(), Value::Bool(true));
            }
            if description.contains(OTHER_BODY) {
                fields.remove("content");
            }
            if fields.get("name").is_some_and(|it| it == "api-version") {
                // Others are refused before anything else is looked at.
                fields.insert(
                    "schema".to_owned(),
                    json!({"type": "string", "enum": [version]}),
                );
            }
        }
        _ => {}
    }
}
