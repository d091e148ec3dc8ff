//! Parameters of the path, the query and the headers.

use std::collections::BTreeSet;

use heck::ToSnakeCase;
use serde_json::Value;

use super::{At, Walk, schemas};
use crate::codegen::document::{elements, flag, text};

/// Names of variables in progenitor's templates.
const TAKEN: [&str; 5] = ["body", "header_map", "info", "self", "value"];

const SHARED: &str = "#/components/parameters/";

/// All parameters of an operation, against each other and against the path.
pub(super) fn check_all<'d>(walk: &mut Walk<'d>, at: &At, path: &str, operation: &'d Value) {
    let mut names = BTreeSet::new();
    let mut in_path = BTreeSet::new();
    for (index, parameter) in elements(operation.get("parameters")).enumerate() {
        let at = at.child("parameters").element(index);
        let Some(parameter) = resolve(walk, &at, parameter) else {
            continue;
        };
        let name = text(parameter, "name").unwrap_or_default();
        let variable = name.to_snake_case();
        if TAKEN.contains(&variable.as_str()) {
            walk.refuse(
                &at,
                format!("`{variable}` is a variable of progenitor's templates"),
            );
        }
        if !names.insert(variable) {
            walk.refuse(
                &at,
                format!("progenitor keeps one parameter called `{name}` only"),
            );
        }
        if text(parameter, "in") == Some("path") {
            in_path.insert(name);
        }
    }
    if placeholders(path) != in_path {
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
    let target = reference
        .strip_prefix(SHARED)
        .and_then(|name| walk.document.pointer("/components/parameters")?.get(name));
    if target.is_none() {
        walk.refuse(at, format!("there is no parameter {reference}"));
    }
    target
}

/// One parameter by itself.
pub(super) fn check(walk: &mut Walk<'_>, at: &At, parameter: &Value) {
    let known = ["name", "in", "description", "required", "schema", "example"];
    walk.keywords(at, parameter, "a parameter", &known);
    match text(parameter, "in") {
        Some("path") if !flag(parameter, "required") => {
            walk.refuse(
                at,
                "progenitor panics on a part of the path that is not required",
            );
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

fn placeholders(path: &str) -> BTreeSet<&str> {
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
                "{AT}/parameters/1: progenitor takes parameters in path, query and header only"
            )]
        );
        assert_eq!(
            with(
                json!({ "name": "a", "in": "query", "schema": { "type": "string" }, "content": {} })
            ),
            [format!(
                "{AT}/parameters/1/content: progenitor takes no serialized parameters"
            )]
        );
    }

    #[test]
    fn lists_and_objects_in_the_query() {
        let list = json!({ "type": "array", "items": { "type": "string" } });
        assert_eq!(
            with(json!({ "name": "a", "in": "query", "schema": list })),
            [format!(
                "{AT}/parameters/1/schema: a parameter has to be a single value"
            )]
        );
        assert_eq!(
            with(
                json!({ "name": "a", "in": "query", "schema": { "type": "string" }, "style": "form" })
            ),
            [format!(
                "{AT}/parameters/1/style: progenitor knows only the default encoding"
            )]
        );
    }

    #[test]
    fn names_that_clash() {
        let string = json!({ "type": "string" });
        assert_eq!(
            with(json!({ "name": "Id", "in": "query", "schema": string })),
            [format!(
                "{AT}/parameters/1: progenitor keeps one parameter called `Id` only"
            )]
        );
        assert_eq!(
            with(json!({ "name": "body", "in": "query", "schema": string })),
            [format!(
                "{AT}/parameters/1: `body` is a variable of progenitor's templates"
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
                    "{AT}/parameters/1: progenitor panics on a part of the path that is not required"
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
                format!("{AT}/parameters/1/required: unknown in a reference; it would be lost"),
                format!("{AT}/parameters/1: there is no parameter #/components/parameters/None"),
            ]
        );
    }
}
