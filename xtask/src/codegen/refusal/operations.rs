//! Paths, operations and request bodies.

use std::collections::BTreeSet;

use heck::{ToShoutySnakeCase, ToSnakeCase};
use serde_json::Value;

use super::{At, Walk, answers, names, paging, parameters, schemas};
use crate::codegen::{
    document::{JSON, MERGE_PATCH, METHODS, elements, members, text, type_name},
    operation::bare_id,
};

const EFFECTIVE: [&str; 11] = [
    "deprecated",
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
    let paths = walk.document.get("paths");
    for (path, item) in members(paths) {
        let at = at.child(path);
        walk.keywords(&at, item, "a path item", &METHODS);
        if !is_path(path) {
            walk.refuse(
                &at,
                "a path is parts after slashes, with `{name}` for a parameter",
            );
        }
        for (method, operation) in members(Some(item)) {
            if METHODS.contains(&method.as_str()) {
                check_operation(walk, &at.child(method), path, operation, &mut calls);
            }
        }
    }
}

/// Characters of a URL's path that mean themselves, and whole placeholders.
fn is_path(path: &str) -> bool {
    let mut rest = path.chars();
    let mut in_place = None;
    let sound = rest.by_ref().all(|c| match (c, in_place) {
        ('{', None) => {
            in_place = Some(0);
            true
        }
        ('}', Some(length)) => {
            in_place = None;
            length > 0
        }
        (c, Some(length)) => {
            in_place = Some(length + 1);
            c.is_ascii_alphanumeric() || c == '_' || c == '-'
        }
        (c, None) => c.is_ascii_alphanumeric() || "/:-._~!$&'()*+,;=@".contains(c),
    });
    path.starts_with('/') && sound && in_place.is_none()
}

fn check_operation<'d>(
    walk: &mut Walk<'d>,
    at: &At,
    path: &str,
    operation: &'d Value,
    calls: &mut BTreeSet<String>,
) {
    walk.keywords(at, operation, "an operation", &EFFECTIVE);
    match text(operation, "operationId") {
        Some(id) => check_id(walk, &at.child("operationId"), id, calls),
        None => walk.refuse(at, "progenitor needs an operationId"),
    }
    check_tags(walk, &at.child("tags"), operation);
    parameters::check_all(walk, at, path, operation);
    if let Some(body) = operation.get("requestBody") {
        check_body(walk, &at.child("requestBody"), body);
    }
    answers::check(walk, at, operation);
    paging::check(walk, at, operation);
}

fn check_id(walk: &mut Walk<'_>, at: &At, id: &str, calls: &mut BTreeSet<String>) {
    let call = bare_id(id).to_snake_case();
    let constant = call.to_shouty_snake_case();
    let taken = names::CALLS.contains(&&*call)
        || names::CONSTANTS.contains(&&*constant)
        || names::TYPES.contains(&&*type_name(&call));
    if !names::is_plain(id, &['_']) || !names::is_identifier(&call) {
        walk.refuse(at, format!("`{id}` gives no name for a call"));
    } else if taken {
        walk.refuse(at, format!("the generated crate has a `{call}` of its own"));
    } else if !calls.insert(call.clone()) {
        walk.refuse(at, format!("a second call named `{call}`"));
    }
}

fn check_tags(walk: &mut Walk<'_>, at: &At, operation: &Value) {
    let tags: Vec<&Value> = elements(operation.get("tags")).collect();
    if tags.len() > 1 {
        walk.refuse(at, "a call is in one file, so its operation has one tag");
    }
    for tag in tags {
        let name = tag.as_str().unwrap_or_default();
        if !name.is_ascii() || !names::is_identifier(&name.to_snake_case()) {
            walk.refuse(at, format!("`{name}` gives no name for a file"));
        }
    }
}

fn check_body(walk: &mut Walk<'_>, at: &At, body: &Value) {
    walk.keywords(at, body, "a request body", &["description", "content"]);
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
            with("callbacks", json!({})),
            ["#/paths/~1things~1{id}/post/callbacks: unknown in an operation; it would be lost"]
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
    fn ids_that_name_no_call_of_their_own() {
        for (id, why) in [
            ("Things_Match", "`Things_Match` gives no name for a call"),
            ("Things_", "`Things_` gives no name for a call"),
            ("Things_New", "the generated crate has a `new` of its own"),
            (
                "Things_Option",
                "the generated crate has a `option` of its own",
            ),
            (
                "Things_Operations",
                "the generated crate has a `operations` of its own",
            ),
        ] {
            let at = "#/paths/~1things~1{id}/post/operationId";
            assert_eq!(with("operationId", json!(id)), [format!("{at}: {why}")]);
        }
    }

    #[test]
    fn paths_that_are_none() {
        for path in ["things", "/a{", "/a{}", "/a?b", "/ä", "/a b"] {
            assert!(!super::is_path(path), "{path}");
        }
        assert!(super::is_path("/things/{thing-id}/:buy"));
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
        let failure = json!({ "schema": { "$ref": "#/components/schemas/Failure" } });
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
                json!({ "content": { "application/json": thing, "application/merge-patch+json": failure } })
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
