//! The 202 of a long-running operation loses its body.

use serde_json::Value;

use crate::codegen::document::{flag, for_each_operation_mut};

pub(super) const NAME: &str = "accepted-without-body";
pub(super) const REASON: &str = "the documents give the 202 of a search and of a change of \
    capabilities the body of the final result; the service sends none, and reading an empty body \
    as JSON would turn each of them into an error";

pub(super) fn apply(document: &mut Value) {
    for_each_operation_mut(document, |operation| {
        if !flag(operation, "x-ms-long-running-operation") {
            return;
        }
        if let Some(Value::Object(accepted)) = operation.pointer_mut("/responses/202") {
            accepted.shift_remove("content");
        }
    });
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    #[test]
    fn only_the_202_of_a_long_running_operation_is_touched() {
        let with_body = json!({ "description": "", "content": { "application/json": {} } });
        let mut document = json!({ "paths": { "/a": {
            "post": { "x-ms-long-running-operation": true, "responses": {
                "202": with_body, "200": with_body
            } },
            "get": { "responses": { "202": with_body } },
        } } });
        super::apply(&mut document);
        assert_eq!(
            document,
            json!({ "paths": { "/a": {
                "post": { "x-ms-long-running-operation": true, "responses": {
                    "202": { "description": "" }, "200": with_body
                } },
                "get": { "responses": { "202": with_body } },
            } } })
        );
    }
}
