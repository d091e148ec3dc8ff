//! `application/merge-patch+json` becomes `application/json`.

use serde_json::{Map, Value};

use crate::codegen::document::{JSON, MERGE_PATCH, for_each_operation_mut};

pub(super) const NAME: &str = "merge-patch-as-json";
pub(super) const REASON: &str = "progenitor refuses the media type as an unexpected content type; \
    the true one stands in the table of operations and is put back on the wire";

pub(super) fn apply(document: &mut Value) {
    for_each_operation_mut(document, |operation| {
        if let Some(Value::Object(content)) = operation.pointer_mut("/requestBody/content") {
            *content = std::mem::take(content)
                .into_iter()
                .map(as_json)
                .collect::<Map<_, _>>();
        }
    });
}

fn as_json((media_type, body): (String, Value)) -> (String, Value) {
    if media_type == MERGE_PATCH {
        (JSON.to_owned(), body)
    } else {
        (media_type, body)
    }
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    #[test]
    fn renames_the_media_type_of_a_request_body() {
        let mut document = json!({ "paths": { "/a": { "patch": { "requestBody": { "content": {
            "application/merge-patch+json": { "schema": { "type": "object" } },
        } } } } } });
        super::apply(&mut document);
        assert_eq!(
            document,
            json!({ "paths": { "/a": { "patch": { "requestBody": { "content": {
                "application/json": { "schema": { "type": "object" } },
            } } } } } })
        );
    }
}
