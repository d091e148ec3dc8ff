//! The `api-version` parameter disappears.

use serde_json::Value;

use crate::codegen::document::{for_each_operation_mut, text};

pub(super) const NAME: &str = "no-api-version";
pub(super) const REASON: &str = "progenitor makes `api-version` an argument of every call; the \
    pipeline adds it to the query in one place";

const PARAMETER: &str = "#/components/parameters/ApiVersion";

pub(super) fn apply(document: &mut Value) {
    for_each_operation_mut(document, |operation| {
        if let Some(Value::Array(parameters)) = operation.get_mut("parameters") {
            parameters.retain(|parameter| !is_api_version(parameter));
        }
    });
}

fn is_api_version(parameter: &Value) -> bool {
    text(parameter, "$ref") == Some(PARAMETER) || text(parameter, "name") == Some("api-version")
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    #[test]
    fn drops_the_parameter_by_reference_and_by_name_and_no_other() {
        let mut document = json!({ "paths": { "/a": { "get": { "parameters": [
            { "$ref": "#/components/parameters/ApiVersion" },
            { "name": "api-version", "in": "query" },
            { "name": "skip", "in": "query" },
        ] } } } });
        super::apply(&mut document);
        assert_eq!(
            document,
            json!({ "paths": { "/a": { "get": { "parameters": [
                { "name": "skip", "in": "query" },
            ] } } } })
        );
    }
}
