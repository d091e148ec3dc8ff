//! Kinds of value that keywords have to have.

use serde_json::Value;

/// Returns the kind of value that a keyword has to have, if it has another one.
pub(super) fn mismatch(kind: &str, keyword: &str, value: &Value) -> Option<&'static str> {
    let (fits, wanted) = match keyword {
        "required" if !kind.contains("schema") => (value.is_boolean(), "true or false"),
        "required" => (is_set_of_texts(value), "a list of different names"),
        "nullable"
        | "readOnly"
        | "deprecated"
        | "modelAsString"
        | "x-ms-long-running-operation" => (value.is_boolean(), "true or false"),
        "name" | "in" | "description" | "summary" | "operationId" | "title" | "version"
        | "openapi" | "type" | "format" | "$ref" | "itemName" | "nextLinkName"
        | "final-state-via" | "value" => (value.is_string(), "a string"),
        "enum" | "allOf" | "parameters" | "tags" | "values" | "servers" | "security"
            if kind != "the components" =>
        {
            (value.is_array(), "a list")
        }
        "paths"
        | "info"
        | "components"
        | "properties"
        | "responses"
        | "content"
        | "headers"
        | "schemas"
        | "parameters"
        | "securitySchemes"
        | "schema"
        | "items"
        | "x-ms-enum"
        | "additionalProperties" => (value.is_object(), "an object"),
        "minLength" | "maxLength" | "minItems" | "maxItems" | "minProperties" | "maxProperties" => {
            (value.is_u64(), "a whole number")
        }
        "minimum" | "maximum" => (value.is_number(), "a number"),
        _ => return None,
    };
    (!fits).then_some(wanted)
}

fn is_set_of_texts(value: &Value) -> bool {
    value.as_array().is_some_and(|list| {
        let mut seen = std::collections::BTreeSet::new();
        list.iter()
            .all(|it| it.as_str().is_some_and(|text| seen.insert(text)))
    })
}
