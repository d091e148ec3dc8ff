//! Parameters of the path, the query and the headers.

use std::collections::BTreeSet;

use heck::ToSnakeCase;
use serde_json::Value;

use super::{At, Walk, names, schemas};
use crate::codegen::document::{elements, flag, parameter as resolved, text};

/// Names of variables in progenitor's templates and in ours.
const TAKEN: [&str; 11] = [
    "body",
    "client",
    "header_map",
    "info",
    "parameters",
    "request",
    "response",
    "result",
    "self",
    "url",
    "value",
];

/// Headers that are the pipeline's, or that OpenAPI gives another place.
const NOT_THE_CALLERS: [&str; 9] = [
    "accept",
    "authorization",
    "content-length",
    "content-type",
    "host",
    "user-agent",
    "x-ms-client-request-id",
    "x-ms-content-sha256",
    "x-ms-date",
];

/// The parameter that core adds to each request.
const API_VERSION: &str = "api-version";

/// All parameters of an operation, against each other and against the path.
pub(super) fn check_all<'d>(walk: &mut Walk<'d>, at: &At, path: &str, operation: &'d Value) {
    let mut variables = BTreeSet::new();
    let mut in_path = Vec::new();
    let mut has_version = false;
    for (index, parameter) in elements(operation.get("parameters")).enumerate() {
        let at = at.child("parameters").element(index);
        let Some(parameter) = resolve(walk, &at, parameter) else {
            continue;
        };
        let name = text(parameter, "name").unwrap_or_default();
        has_version |= name == API_VERSION;
        let variable = name.to_snake_case();
        if TAKEN.contains(&variable.as_str()) {
            let what = format!("`{variable}` is a variable of progenitor's templates");
            walk.refuse(&at, what);
        }
        if !variables.insert(variable) {
            let what = format!("progenitor keeps one parameter called `{name}` only");
            walk.refuse(&at, what);
        }
        if text(parameter, "in") == Some("path") {
            in_path.push(name);
        }
    }
    if !has_version {
        walk.refuse(at, "core sends `api-version`, which is no parameter here");
    }
    let mut places = placeholders(path);
    places.sort_unstable();
    in_path.sort_unstable();
    if places != in_path {
        walk.refuse(
            at,
            "progenitor panics unless path and parameters name the same places",
        );
    }
}

/// The parameter itself. One that stands in line is checked here, a shared one where it stands.
fn resolve<'d>(walk: &mut Walk<'d>, at: &At, parameter: &'d Value) -> Option<&'d Value> {
    let Some(reference) = text(parameter, "$ref") else {
        check(walk, at, parameter);
        return Some(parameter);
    };
    walk.keywords(at, parameter, "a reference", &["$ref"]);
    let target = resolved(walk.document, parameter);
    if target.is_none() {
        walk.refuse(at, format!("there is no parameter {reference}"));
    }
    target
}

/// One parameter by itself.
pub(super) fn check<'d>(walk: &mut Walk<'d>, at: &At, parameter: &'d Value) {
    let name = text(parameter, "name").unwrap_or_default();
    let effective = ["name", "in", "description", "required", "schema"];
    if name == API_VERSION {
        return check_api_version(walk, at, parameter);
    }
    walk.keywords(at, parameter, "a parameter", &effective);
    if !names::is_plain(name, &['_', '-']) || !names::is_identifier(&name.to_snake_case()) {
        walk.refuse(at, format!("`{name}` gives no name for an argument"));
    }
    match text(parameter, "in") {
        Some("path") if !flag(parameter, "required") => {
            walk.refuse(
                at,
                "progenitor panics on a part of the path that is not required",
            );
        }
        Some("header") if NOT_THE_CALLERS.contains(&&*name.to_ascii_lowercase()) => {
            walk.refuse(at, format!("the pipeline sends its own `{name}`"));
        }
        Some("path" | "query" | "header") => {}
        _ => walk.refuse(
            at,
            "progenitor takes parameters in path, query and header only",
        ),
    }
    match parameter.get("schema") {
        Some(schema) => schemas::check_scalar(walk, &at.child("schema"), schema),
        None => walk.refuse(at, "progenitor needs the schema of a parameter"),
    }
}

/// Core sends it with every request, so it has one form.
fn check_api_version(walk: &mut Walk<'_>, at: &At, parameter: &Value) {
    walk.keywords(at, parameter, "the api-version", &[]);
    let version = walk.document.pointer("/info/version");
    if parameter
        .get("example")
        .is_some_and(|given| Some(given) != version)
    {
        walk.refuse(
            &at.child("example"),
            "another version than that of the document",
        );
    }
    let is_text = parameter.get("schema") == Some(&serde_json::json!({ "type": "string" }));
    if text(parameter, "in") != Some("query") || !flag(parameter, "required") || !is_text {
        walk.refuse(
            at,
            "core sends `api-version` as a text of the query, always",
        );
    }
}

fn placeholders(path: &str) -> Vec<&str> {
    path.split('{')
        .skip(1)
        .filter_map(|rest| rest.split('}').next())
        .collect()
}

#[cfg(test)]
mod tests {
    use serde_json::{Value, json};

    use crate::codegen::refusal::testing::refusals_with;

    const AT: &str = "#/paths/~1things~1{id}/post";

    fn with(parameter: Value) -> Vec<String> {
        refusals_with("/paths/~1things~1{id}/post/parameters/-", parameter)
    }

    #[test]
    fn cookies_and_serialized_parameters() {
        assert_eq!(
            with(json!({ "name": "a", "in": "cookie", "schema": { "type": "string" } })),
            [format!(
                "{AT}/parameters/2: progenitor takes parameters in path, query and header only"
            )]
        );
        assert_eq!(
            with(
                json!({ "name": "a", "in": "query", "schema": { "type": "string" }, "content": {} })
            ),
            [format!(
                "{AT}/parameters/2/content: progenitor takes no serialized parameters"
            )]
        );
    }

    #[test]
    fn lists_and_objects_in_the_query() {
        let list = json!({ "type": "array", "items": { "type": "string" } });
        assert_eq!(
            with(json!({ "name": "a", "in": "query", "schema": list })),
            [format!(
                "{AT}/parameters/2/schema: a parameter has to be a single value"
            )]
        );
        assert_eq!(
            with(
                json!({ "name": "a", "in": "query", "schema": { "type": "string" }, "style": "form" })
            ),
            [format!(
                "{AT}/parameters/2/style: progenitor knows only the default encoding"
            )]
        );
    }

    #[test]
    fn names_that_clash() {
        let string = json!({ "type": "string" });
        assert_eq!(
            with(json!({ "name": "Id", "in": "query", "schema": string })),
            [format!(
                "{AT}/parameters/2: progenitor keeps one parameter called `Id` only"
            )]
        );
        assert_eq!(
            with(json!({ "name": "body", "in": "query", "schema": string })),
            [format!(
                "{AT}/parameters/2: `body` is a variable of progenitor's templates"
            )]
        );
    }

    #[test]
    fn a_path_and_parameters_that_disagree() {
        let place = "progenitor panics unless path and parameters name the same places";
        assert_eq!(
            with(
                json!({ "name": "b", "in": "path", "required": true, "schema": { "type": "string" } })
            ),
            [format!("{AT}: {place}")]
        );
        assert_eq!(
            with(json!({ "name": "b", "in": "path", "schema": { "type": "string" } })),
            [
                format!(
                    "{AT}/parameters/2: progenitor panics on a part of the path that is not required"
                ),
                format!("{AT}: {place}"),
            ]
        );
    }

    #[test]
    fn a_reference_to_nothing_or_with_company() {
        assert_eq!(
            with(json!({ "$ref": "#/components/parameters/None", "required": true })),
            [
                format!("{AT}/parameters/2/required: unknown in a reference; it would be lost"),
                format!("{AT}/parameters/2: there is no parameter #/components/parameters/None"),
            ]
        );
    }
}
