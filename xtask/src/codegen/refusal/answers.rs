//! Responses.

use serde_json::Value;

use super::{At, Walk, names, operations::check_media_type, schemas};
use crate::codegen::document::{JSON, flag, members};

pub(super) fn check<'d>(walk: &mut Walk<'d>, at: &At, operation: &'d Value) {
    let long_running = flag(operation, "x-ms-long-running-operation");
    let at = at.child("responses");
    let mut bodies = Vec::new();
    for (status, response) in members(operation.get("responses")) {
        let at = at.child(status);
        let kind = match status.as_bytes() {
            b"202" if long_running => "an acceptance",
            [b'2', ..] => "a response",
            _ => "a failure",
        };
        check_response(walk, &at, response, kind);
        match status.as_bytes() {
            b"202" if long_running => bodies.push(None),
            [b'2', b'0'..=b'9', b'0'..=b'9'] => bodies.push(schema_of(response)),
            [b'2', ..] => walk.refuse(&at, "the table of operations lists single successes"),
            [b'4' | b'5', b'0'..=b'9', b'0'..=b'9'] | b"default" => {}
            _ => walk.refuse(
                &at,
                "neither a success (2..) nor a failure (4.., 5.. or default)",
            ),
        }
    }
    if bodies.is_empty() {
        walk.refuse(&at, "without a success progenitor returns a raw stream");
    }
    if bodies.windows(2).any(|pair| pair[0] != pair[1]) {
        walk.refuse(&at, "progenitor panics on successes with different bodies");
    }
}

fn check_response<'d>(walk: &mut Walk<'d>, at: &At, response: &'d Value, kind: &'static str) {
    walk.keywords(at, response, kind, &["content"]);
    for (name, header) in members(response.get("headers")) {
        let at = at.child("headers").child(name);
        walk.keywords(&at, header, "a response header", &[]);
        if !names::is_plain(name, &['-']) {
            walk.refuse(&at, "no name of a header");
        }
        match header.get("schema") {
            Some(schema) => schemas::check_scalar(walk, &at.child("schema"), schema),
            None => walk.refuse(&at, "the schema of the header is missing"),
        }
    }
    if response.get("description").is_none() {
        walk.refuse(at, "OpenAPI wants a description here");
    }
    let at = at.child("content");
    if members(response.get("content")).count() > 1 {
        walk.refuse(&at, "progenitor reads one media type and loses the others");
    }
    for (name, media_type) in members(response.get("content")) {
        check_media_type(walk, &at.child(name), name, media_type, &[JSON]);
    }
}

fn schema_of(response: &Value) -> Option<&Value> {
    members(response.get("content"))
        .next()
        .and_then(|(_, media_type)| media_type.get("schema"))
}

#[cfg(test)]
mod tests {
    use serde_json::{Value, json};

    use crate::codegen::refusal::testing::refusals_with;

    const AT: &str = "#/paths/~1things~1{id}/post/responses";

    fn with(status: &str, response: Value) -> Vec<String> {
        refusals_with(
            &format!("/paths/~1things~1{{id}}/post/responses/{status}"),
            response,
        )
    }

    fn json_of(schema: &str) -> Value {
        let schema = format!("#/components/schemas/{schema}");
        json!({ "description": "", "content": { "application/json": { "schema": { "$ref": schema } } } })
    }

    #[test]
    fn several_successes_need_one_body() {
        assert!(with("201", json_of("Thing")).is_empty());
        let refused = [format!(
            "{AT}: progenitor panics on successes with different bodies"
        )];
        assert_eq!(with("201", json_of("Failure")), refused);
        assert_eq!(with("204", json!({ "description": "" })), refused);
    }

    #[test]
    fn failures_may_differ() {
        assert!(with("404", json_of("Thing")).is_empty());
    }

    #[test]
    fn statuses_that_are_neither_or_several() {
        assert_eq!(
            with("304", json!({ "description": "" })),
            [format!(
                "{AT}/304: neither a success (2..) nor a failure (4.., 5.. or default)"
            )]
        );
        assert_eq!(
            with("2XX", json!({ "description": "" })),
            [format!(
                "{AT}/2XX: the table of operations lists single successes"
            )]
        );
    }

    #[test]
    fn no_success_at_all() {
        assert_eq!(
            refusals_with(
                "/paths/~1things~1{id}/post/responses",
                json!({ "default": json_of("Failure") })
            ),
            [format!(
                "{AT}: without a success progenitor returns a raw stream"
            )]
        );
    }

    #[test]
    fn other_media_types() {
        let mut response = json_of("Thing");
        response["content"]["text/plain"] = response["content"]["application/json"].clone();
        assert_eq!(
            with("200", response),
            [
                format!("{AT}/200/content: progenitor reads one media type and loses the others"),
                format!("{AT}/200/content/text~1plain: only application/json is understood"),
            ]
        );
    }
}
