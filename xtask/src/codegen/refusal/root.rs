//! The top of the document.

use std::collections::BTreeSet;

use heck::ToPascalCase;

use super::{At, Walk, operations, parameters, schemas};
use crate::{
    codegen::document::{members, text},
    prose::{MARK, places_of},
};

/// Names that the generated files use themselves.
const TAKEN: [&str; 9] = [
    "Box",
    "Client",
    "ClientHooks",
    "Error",
    "Option",
    "Result",
    "ResponseValue",
    "String",
    "Vec",
];

pub(super) fn check(walk: &mut Walk<'_>) {
    let document = walk.document;
    let at = At::root();
    let known = [
        "openapi",
        "info",
        "servers",
        "security",
        "tags",
        "paths",
        "components",
        "externalDocs",
    ];
    walk.keywords(&at, document, "a document", &known);

    for place in places_of(MARK, document) {
        walk.refuse(&At(place), "prose of our own is wanted here");
    }
    if !text(document, "openapi").is_some_and(|version| version.starts_with("3.0.")) {
        walk.refuse(&at.child("openapi"), "progenitor takes OpenAPI 3.0 only");
    }
    if let Some(info) = document.get("info") {
        walk.keywords(
            &at.child("info"),
            info,
            "the info",
            &["title", "version", "description"],
        );
    }
    operations::check(walk, &at.child("paths"));
    components(walk, &at.child("components"));
}

fn components(walk: &mut Walk<'_>, at: &At) {
    let Some(components) = walk.document.get("components") else {
        return;
    };
    walk.keywords(
        at,
        components,
        "the components",
        &["parameters", "schemas", "securitySchemes"],
    );
    for (name, parameter) in members(components.get("parameters")) {
        parameters::check(walk, &at.child("parameters").child(name), parameter);
    }
    let mut types = BTreeSet::new();
    for (name, schema) in members(components.get("schemas")) {
        let at = at.child("schemas").child(name);
        let called = name.to_pascal_case();
        if TAKEN.contains(&called.as_str()) {
            walk.refuse(&at, "the generated files use this name for something else");
        }
        if !types.insert(called.clone()) {
            walk.refuse(&at, format!("a second type called `{called}`"));
        }
        schemas::check_component(walk, &at, schema);
    }
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use crate::codegen::refusal::testing::refusals_with;

    #[test]
    fn other_versions() {
        assert_eq!(
            refusals_with("/openapi", json!("3.1.0")),
            ["#/openapi: progenitor takes OpenAPI 3.0 only"]
        );
    }

    #[test]
    fn places_that_want_prose() {
        assert_eq!(
            refusals_with("/info/title", json!("TODO-PROSE")),
            ["#/info/title: prose of our own is wanted here"]
        );
    }

    #[test]
    fn unknown_keywords_at_the_top_and_in_components() {
        assert_eq!(
            refusals_with("/webhooks", json!({})),
            ["#/webhooks: unknown in a document; it would be lost"]
        );
        assert_eq!(
            refusals_with("/components/responses", json!({})),
            ["#/components/responses: unknown in the components; it would be lost"]
        );
    }

    #[test]
    fn names_that_clash() {
        let object = json!({ "type": "object", "properties": { "a": { "type": "string" } } });
        assert_eq!(
            refusals_with("/components/schemas/thing", object.clone()),
            ["#/components/schemas/thing: a second type called `Thing`"]
        );
        assert_eq!(
            refusals_with("/components/schemas/Option", object),
            ["#/components/schemas/Option: the generated files use this name for something else"]
        );
    }
}
