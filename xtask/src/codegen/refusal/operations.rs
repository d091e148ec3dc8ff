//! Paths, operations and request bodies.

use std::collections::BTreeSet;

use heck::ToSnakeCase;
use serde_json::Value;

use super::{At, Walk, answers, parameters, schemas};
use crate::codegen::{
    document::{JSON, MERGE_PATCH, METHODS, elements, members, text},
    operation::bare_id,
};

const KNOWN: [&str; 10] = [
    "operationId",
    "tags",
    "summary",
    "description",
    "parameters",
    "requestBody",
    "responses",
    "x-ms-pageable",
    "x-ms-long-running-operation",
    "x-ms-long-running-operation-options",
];

pub(super) fn check(walk: &mut Walk<'_>, at: &At) {
    let mut calls = BTreeSet::new();
    for (path, item) in members(walk.document.get("paths")) {
        let at = at.child(path);
        walk.keywords(&at, item, "a path item", &METHODS);
        for (method, operation) in members(Some(item)) {
            if METHODS.contains(&method.as_str()) {
                check_operation(walk, &at.child(method), path, operation, &mut calls);
            }
        }
    }
}

fn check_operation<'d>(
    walk: &mut Walk<'d>,
    at: &At,
    path: &str,
    operation: &'d Value,
    calls: &mut BTreeSet<String>,
) {
    walk.keywords(at, operation, "an operation", &KNOWN);
    match text(operation, "operationId") {
        Some(id) => {
            let call = bare_id(id).to_snake_case();
            if !calls.insert(call.clone()) {
                walk.refuse(
                    &at.child("operationId"),
                    format!("a second call named `{call}`"),
                );
            }
        }
        None => walk.refuse(at, "progenitor needs an operationId"),
    }
    for tag in elements(operation.get("tags"))
        .filter_map(Value::as_str)
        .take(1)
    {
        if syn::parse_str::<syn::Ident>(&tag.to_snake_case()).is_err() {
            walk.refuse(
                &at.child("tags"),
                format!("`{tag}` gives no name for a file"),
            );
        }
    }
    parameters::check_all(walk, at, path, operation);
    if let Some(body) = operation.get("requestBody") {
        check_body(walk, &at.child("requestBody"), body);
    }
    answers::check(walk, at, operation);
}

fn check_body(walk: &mut Walk<'_>, at: &At, body: &Value) {
    walk.keywords(
        at,
        body,
        "a request body",
        &["description", "required", "content"],
    );
    let at = at.child("content");
    if members(body.get("content")).count() != 1 {
        walk.refuse(
            &at,
            "progenitor panics unless a body has exactly one media type",
        );
    }
    for (name, media_type) in members(body.get("content")) {
        check_media_type(
            walk,
            &at.child(name),
            name,
            media_type,
            &[JSON, MERGE_PATCH],
        );
    }
}

/// A media type and its schema, which has to be a reference so that the type has a name.
pub(super) fn check_media_type(
    walk: &mut Walk<'_>,
    at: &At,
    name: &str,
    media_type: &Value,
    known: &[&str],
) {
    if !known.contains(&name) {
        walk.refuse(at, format!("only {} is understood", known.join(" or ")));
    }
    walk.keywords(at, media_type, "a media type", &["schema"]);
    match media_type.get("schema") {
        Some(schema) => schemas::check_reference(walk, &at.child("schema"), schema),
        None => walk.refuse(at, "progenitor panics on a media type without a schema"),
    }
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use crate::codegen::refusal::testing::refusals_with;

    const OPERATION: &str = "/paths/~1things~1{id}/post";

    fn with(keyword: &str, value: serde_json::Value) -> Vec<String> {
        refusals_with(&format!("{OPERATION}/{keyword}"), value)
    }

    #[test]
    fn unknown_methods_and_keywords() {
        assert_eq!(
            refusals_with("/paths/~1things~1{id}/trace", json!({})),
            ["#/paths/~1things~1{id}/trace: unknown in a path item; it would be lost"]
        );
        assert_eq!(
            with("deprecated", json!(true)),
            ["#/paths/~1things~1{id}/post/deprecated: progenitor loses it"]
        );
    }

    #[test]
    fn tags_that_name_no_file() {
        assert_eq!(
            with("tags", json!(["24 hours"])),
            ["#/paths/~1things~1{id}/post/tags: `24 hours` gives no name for a file"]
        );
    }

    #[test]
    fn two_calls_of_one_name() {
        let mut other = crate::codegen::testing::valid()["paths"]["/things/{id}"].clone();
        other["post"]["operationId"] = json!("Others_set");
        assert_eq!(
            refusals_with("/paths/~1others~1{id}", other),
            ["#/paths/~1others~1{id}/post/operationId: a second call named `set`"]
        );
    }

    #[test]
    fn bodies_that_are_no_json_or_several_or_nameless() {
        let thing = json!({ "schema": { "$ref": "#/components/schemas/Thing" } });
        let at = "#/paths/~1things~1{id}/post/requestBody/content";
        assert_eq!(
            with("requestBody", json!({ "content": { "text/plain": thing } })),
            [format!(
                "{at}/text~1plain: only application/json or application/merge-patch+json is understood"
            )]
        );
        assert_eq!(
            with(
                "requestBody",
                json!({ "content": { "application/json": thing, "application/merge-patch+json": thing } })
            ),
            [format!(
                "{at}: progenitor panics unless a body has exactly one media type"
            )]
        );
        assert_eq!(
            with(
                "requestBody",
                json!({ "content": { "application/json": {} } })
            ),
            [format!(
                "{at}/application~1json: progenitor panics on a media type without a schema"
            )]
        );
        assert_eq!(
            with(
                "requestBody",
                json!({ "content": { "application/json": { "schema": { "type": "string" } } } })
            ),
            [format!(
                "{at}/application~1json/schema: without a reference the type has no name of its own"
            )]
        );
    }

    #[test]
    fn a_shared_body() {
        assert_eq!(
            with(
                "requestBody",
                json!({ "$ref": "#/components/requestBodies/Thing" })
            ),
            [
                "#/paths/~1things~1{id}/post/requestBody/$ref: the transforms do not follow references here",
                "#/paths/~1things~1{id}/post/requestBody/content: progenitor panics unless a body has exactly one media type",
            ]
        );
    }
}
