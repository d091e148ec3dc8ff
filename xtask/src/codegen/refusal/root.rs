//! The top of the document.

use std::collections::BTreeSet;

use heck::ToSnakeCase;
use serde_json::Value;

use super::{At, Walk, names, operations, parameters, schemas};
use crate::{
    codegen::{
        document::{answer_schemas, elements, members, text, type_name},
        transforms,
    },
    prose::{MARK, places_of, places_unreadable},
};

pub(super) fn check(walk: &mut Walk<'_>) {
    let document = walk.document;
    let at = At::root();
    let effective = ["info", "tags", "paths", "components"];
    walk.keywords(&at, document, "a document", &effective);

    for place in places_of(MARK, document) {
        walk.refuse(&At(place), "prose of our own is wanted here");
    }
    for place in places_unreadable(document) {
        walk.refuse(
            &At(place),
            "has signs that a reader of the code would not see",
        );
    }
    if !text(document, "openapi").is_some_and(|version| version.starts_with("3.0.")) {
        walk.refuse(&at.child("openapi"), "progenitor takes OpenAPI 3.0 only");
    }
    info(walk, &at.child("info"));
    tags(walk, &at.child("tags"));
    operations::check(walk, &at.child("paths"));
    components(walk, &at.child("components"));
}

fn info(walk: &mut Walk<'_>, at: &At) {
    let info = walk.document.get("info").unwrap_or(&Value::Null);
    walk.keywords(at, info, "the info", &["title", "version", "description"]);
    let version = text(info, "version").unwrap_or_default();
    let fits = |c: char| c.is_ascii_alphanumeric() || c == '-' || c == '.';
    if version.is_empty() || !version.chars().all(fits) {
        walk.refuse(&at.child("version"), "core sends the version in each URL");
    }
    if text(info, "title").is_none_or(str::is_empty) {
        walk.refuse(
            &at.child("title"),
            "the crate's documentation needs a title",
        );
    }
}

/// A declared tag describes the file with its operations.
fn tags(walk: &mut Walk<'_>, at: &At) {
    let mut used = BTreeSet::new();
    for (_, item) in members(walk.document.get("paths")) {
        for (_, operation) in members(Some(item)) {
            used.extend(elements(operation.get("tags")).filter_map(Value::as_str));
        }
    }
    let mut declared = BTreeSet::new();
    for (index, tag) in elements(walk.document.get("tags")).enumerate() {
        let at = at.element(index);
        walk.keywords(&at, tag, "a declared tag", &["description"]);
        let name = text(tag, "name").unwrap_or_default();
        if !used.contains(name) {
            walk.refuse(&at, format!("no operation has the tag `{name}`"));
        }
        if !declared.insert(name.to_snake_case()) {
            walk.refuse(&at, format!("a second tag for the file of `{name}`"));
        }
    }
}

fn components(walk: &mut Walk<'_>, at: &At) {
    let Some(components) = walk.document.get("components") else {
        return;
    };
    walk.keywords(at, components, "the components", &["parameters", "schemas"]);
    for (name, parameter) in members(components.get("parameters")) {
        let at = at.child("parameters").child(name);
        if !names::is_plain(name, &['_', '-', '.']) {
            walk.refuse(&at, "references to this name could be misread");
        }
        parameters::check(walk, &at, parameter);
    }
    let mut types = BTreeSet::new();
    let answers = successes(walk.document);
    for (name, schema) in members(components.get("schemas")) {
        let at = at.child("schemas").child(name);
        let called = type_name(name);
        names::check_type(walk, &at, name, &called);
        if !types.insert(called.clone()) {
            walk.refuse(&at, format!("a second type called `{called}`"));
        }
        schemas::check_component(walk, &at, schema, answers.contains(name));
    }
}

/// The schemas that a success consists of; core reads the others.
fn successes(document: &Value) -> BTreeSet<String> {
    let mut document = document.clone();
    transforms::only_successes(&mut document);
    answer_schemas(&document)
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
    fn texts_that_do_not_read_as_they_stand() {
        assert_eq!(
            refusals_with("/info/title", json!("Things\u{202e}sgnihT")),
            ["#/info/title: has signs that a reader of the code would not see"]
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
