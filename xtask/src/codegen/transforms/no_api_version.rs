//! The `api-version` parameter disappears.

use serde_json::Value;

use crate::codegen::document::{for_each_operation_mut, members, text};

pub(super) const NAME: &str = "no-api-version";
pub(super) const REASON: &str = "progenitor makes `api-version` an argument of every call; the \
    pipeline adds it to the query in one place";

pub(super) fn apply(document: &mut Value) {
    let shared: Vec<String> = members(document.pointer("/components/parameters"))
        .filter(|(_, parameter)| text(parameter, "name") == Some(NAME_ON_THE_WIRE))
        .map(|(name, _)| format!("#/components/parameters/{name}"))
        .collect();
    for_each_operation_mut(document, |operation| {
        if let Some(Value::Array(parameters)) = operation.get_mut("parameters") {
            parameters.retain(|parameter| {
                let reference = text(parameter, "$ref");
                let is_shared = reference.is_some_and(|it| shared.iter().any(|name| name == it));
                !is_shared && text(parameter, "name") != Some(NAME_ON_THE_WIRE)
            });
        }
    });
}

const NAME_ON_THE_WIRE: &str = "api-version";

#[cfg(test)]
mod tests {
    use serde_json::json;

    #[test]
    fn drops_the_parameter_by_reference_and_by_name_and_no_other() {
        let shared = json!({ "AnyName": { "name": "api-version" }, "Other": { "name": "top" } });
        let mut document = json!({ "components": { "parameters": shared }, "paths": { "/a": { "get": { "parameters": [
            { "$ref": "#/components/parameters/AnyName" },
            { "$ref": "#/components/parameters/Other" },
            { "name": "api-version", "in": "query" },
            { "name": "skip", "in": "query" },
        ] } } } });
        super::apply(&mut document);
        assert_eq!(
            document,
            json!({ "components": { "parameters": shared }, "paths": { "/a": { "get": { "parameters": [
                { "$ref": "#/components/parameters/Other" },
                { "name": "skip", "in": "query" },
            ] } } } })
        );
    }
}
