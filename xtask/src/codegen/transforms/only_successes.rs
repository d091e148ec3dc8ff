//! Answers that report a failure disappear.

use serde_json::Value;

use crate::codegen::document::for_each_operation_mut;

pub(super) const NAME: &str = "only-successes";
pub(super) const REASON: &str = "the runtime makes its error of every failure, so generated code \
    never meets one; progenitor would write arms for them all the same, and count `default` among \
    the successes as well";

pub(crate) fn apply(document: &mut Value) {
    for_each_operation_mut(document, |operation| {
        if let Some(Value::Object(responses)) = operation.get_mut("responses") {
            responses.retain(|status, _| status.starts_with('2'));
        }
    });
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    #[test]
    fn failures_by_status_range_and_default_go() {
        let failed = json!({ "description": "failed" });
        let mut document = json!({ "paths": { "/a": { "get": { "responses": {
            "200": { "description": "ok" },
            "404": failed, "5XX": failed, "default": failed,
        } } } } });
        super::apply(&mut document);
        assert_eq!(
            document,
            json!({ "paths": { "/a": { "get": { "responses": {
                "200": { "description": "ok" },
            } } } } })
        );
    }
}
