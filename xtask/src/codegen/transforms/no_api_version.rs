//! The `api-version` parameter disappears.

use serde_json::Value;

use crate::codegen::document::{for_each_operation_mut, members, text};

pub(super) const NAME: &str = "no-api-version";
pub(super) const REASON: &str = "progenitor makes `api-version` an argument of every call; the \
    pipeline adds it to the query in one place";

pub(super) fn apply(document: &mut Value) {
    let shared = document.pointer("/components/parameters");
    let shared: Vec<String> = members(shared)
        .filter(|(_, parameter)| is_api_version(parameter))
        .map(|(name, _)| format!("#/components/parameters/{name}"))
        .collect();
    let refers = |parameter: &Value| {
        text(parameter, "$ref").is_some_and(|it| shared.iter().any(|name| name == it))
    };
    for_each_operation_mut(document, |operation| {
        if let Some(Value::Array(parameters)) = operation.get_mut("parameters") {
            parameters.retain(|parameter| !is_api_version(parameter) && !refers(parameter));
        }
    });
}

fn is_api_version(parameter: &Value) -> bool {
    text(parameter, "name") == Some("api-version") && text(parameter, "in") == Some("query")
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    #[test]
    fn drops_the_parameter_by_reference_and_by_name_and_no_other() {
        let document = |parameters| {
            json!({
                "paths": { "/a": { "get": { "parameters": parameters } } },
                "components": { "parameters": {
                    "Version": { "name": "api-version", "in": "query" },
                    "Top": { "name": "top", "in": "query" },
                } },
            })
        };
        let top = json!({ "$ref": "#/components/parameters/Top" });
        let skip = json!({ "name": "skip", "in": "query" });
        let mut bent = document(json!([
            { "$ref": "#/components/parameters/Version" },
            { "name": "api-version", "in": "query" },
            top,
            skip,
        ]));
        super::apply(&mut bent);
        assert_eq!(bent, document(json!([top, skip])));
    }
}
