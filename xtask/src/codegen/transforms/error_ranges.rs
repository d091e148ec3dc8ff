//! A `default` answer becomes the two ranges of error statuses.

use serde_json::Value;

use crate::codegen::document::for_each_operation_mut;

pub(super) const NAME: &str = "error-ranges";
pub(super) const REASON: &str = "progenitor counts `default` among the successes as well and \
    panics when its body differs from theirs; the documents mean errors by it";

pub(super) fn apply(document: &mut Value) {
    for_each_operation_mut(document, |operation| {
        let Some(Value::Object(responses)) = operation.get_mut("responses") else {
            return;
        };
        if let Some(answer) = responses.shift_remove("default") {
            for range in ["4XX", "5XX"] {
                responses.entry(range).or_insert_with(|| answer.clone());
            }
        }
    });
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    #[test]
    fn default_becomes_4xx_and_5xx() {
        let mut document = json!({ "paths": { "/a": { "get": { "responses": {
            "200": { "description": "ok" },
            "default": { "description": "failed" },
        } } } } });
        super::apply(&mut document);
        assert_eq!(
            document,
            json!({ "paths": { "/a": { "get": { "responses": {
                "200": { "description": "ok" },
                "4XX": { "description": "failed" },
                "5XX": { "description": "failed" },
            } } } } })
        );
    }
}
