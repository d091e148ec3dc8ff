//! Schemas.

use std::collections::BTreeSet;

use heck::ToSnakeCase;
use serde_json::Value;

use super::{At, Walk, enums, names};
use crate::codegen::document::{elements, members, referenced_schema, schema as named, text};

/// The keywords of each type, besides those of every schema.
const OF_TYPE: [(&str, &[&str]); 6] = [
    (
        "string",
        &["format", "enum", "x-ms-enum", "minLength", "maxLength"],
    ),
    ("integer", &["format", "minimum", "maximum"]),
    ("number", &["format", "minimum", "maximum"]),
    ("boolean", &[]),
    ("array", &["items", "minItems", "maxItems"]),
    (
        "object",
        &[
            "properties",
            "required",
            "additionalProperties",
            "minProperties",
            "maxProperties",
        ],
    ),
];

/// The formats for which there is a Rust type.
const FORMATS: [(&str, &str); 6] = [
    ("integer", "int32"),
    ("integer", "int64"),
    ("number", "double"),
    ("number", "float"),
    ("string", "date-time"),
    ("string", "uuid"),
];

/// Place of a schema.
#[derive(Clone, Copy)]
enum Place {
    Property,
    Parameter,
    /// In a list or a map.
    Inside,
}

impl Place {
    fn kind(self) -> &'static str {
        match self {
            Self::Property => "a schema",
            Self::Parameter => "a parameter's schema",
            Self::Inside => "an inner schema",
        }
    }
}

/// A schema with a name of its own. It has to be an object with properties.
pub(super) fn check_component<'d>(
    walk: &mut Walk<'d>,
    at: &At,
    schema: &'d Value,
    is_of_answers: bool,
) {
    let effective: &[&str] = if is_of_answers {
        &["type", "description", "properties"]
    } else {
        &["type", "description", "properties", "required"]
    };
    let kind = if is_of_answers {
        "an answer's schema"
    } else {
        "a named schema"
    };
    keywords(walk, at, schema, kind, effective);
    if text(schema, "type") != Some("object") || members(schema.get("properties")).count() == 0 {
        walk.refuse(at, "a named schema has to be an object with properties");
    }
    let mut fields = BTreeSet::new();
    for (name, property) in members(schema.get("properties")) {
        let at = at.child("properties").child(name);
        let field = name.to_snake_case();
        if !names::is_plain(name, &['_', '-']) {
            walk.refuse(&at, format!("`{name}` gives no name for a field"));
        }
        if !fields.insert(field.clone()) {
            walk.refuse(&at, format!("a second field named `{field}`"));
        }
        check_value(walk, &at, property, Place::Property);
    }
    for name in elements(schema.get("required")).filter_map(Value::as_str) {
        if schema
            .pointer("/properties")
            .is_none_or(|known| known.get(name).is_none())
        {
            walk.refuse(
                &at.child("required"),
                format!("there is no property `{name}`"),
            );
        }
    }
}

/// A schema that has to be a reference to a named one.
pub(super) fn check_reference(walk: &mut Walk<'_>, at: &At, schema: &Value) {
    let Some(reference) = text(schema, "$ref") else {
        return walk.refuse(at, "without a reference the type has no name of its own");
    };
    walk.keywords(at, schema, "a reference", &["$ref"]);
    if referenced_schema(schema)
        .and_then(|name| named(walk.document, name))
        .is_none()
    {
        walk.refuse(at, format!("there is no schema {reference}"));
    }
}

/// The schema of a parameter or of a header.
pub(super) fn check_scalar<'d>(walk: &mut Walk<'d>, at: &At, schema: &'d Value) {
    match text(schema, "type") {
        Some("string" | "integer" | "number" | "boolean") => {
            check_value(walk, at, schema, Place::Parameter);
        }
        _ => walk.refuse(at, "a parameter has to be a single value"),
    }
    if schema.get("nullable").is_some() {
        walk.refuse(
            &at.child("nullable"),
            "there is no null in a URL or a header",
        );
    }
}

/// The schema of a property, of an element or of a value in a map.
fn check_value<'d>(walk: &mut Walk<'d>, at: &At, schema: &'d Value, place: Place) {
    if schema.get("$ref").is_some() {
        return check_reference(walk, at, schema);
    }
    if schema.get("allOf").is_some() {
        return check_all_of(walk, at, schema, place);
    }
    let kind = text(schema, "type").unwrap_or_default();
    let Some((_, own)) = OF_TYPE.iter().find(|(name, _)| *name == kind) else {
        keywords(
            walk,
            at,
            schema,
            place.kind(),
            &["type", "enum", "x-ms-enum"],
        );
        return walk.refuse(at, "a schema needs one of the six types");
    };
    let effective: Vec<&str> = ["type", "nullable", "description", "deprecated"]
        .iter()
        .filter(|word| place.takes(word))
        .chain(*own)
        .copied()
        .collect();
    keywords(walk, at, schema, place.kind(), &effective);
    match kind {
        "array" => check_inner(walk, at, schema, "items"),
        "object" => {
            if schema.get("properties").is_some() {
                walk.refuse(at, "an object in line has no name of its own");
            }
            needs_crate(walk, at, "indexmap");
            check_inner(walk, at, schema, "additionalProperties");
        }
        _ => {
            check_format(walk, at, schema);
            enums::check(walk, at, schema);
        }
    }
}

impl Place {
    /// Returns true if a keyword of every schema has an effect here.
    fn takes(self, word: &str) -> bool {
        !matches!(word, "description" | "deprecated") || matches!(self, Self::Property)
    }
}

fn check_inner<'d>(walk: &mut Walk<'d>, at: &At, schema: &'d Value, keyword: &str) {
    match schema.get(keyword) {
        Some(inner) if inner.is_object() => {
            check_value(walk, &at.child(keyword), inner, Place::Inside);
        }
        _ => walk.refuse(at, format!("`{keyword}` has to say what is inside")),
    }
}

fn check_all_of(walk: &mut Walk<'_>, at: &At, schema: &Value, place: Place) {
    let (kind, effective): (_, &[&str]) = match place {
        Place::Inside => ("an inner allOf", &["allOf", "nullable"]),
        _ => (
            "an allOf",
            &["allOf", "description", "deprecated", "nullable"],
        ),
    };
    walk.keywords(at, schema, kind, effective);
    if text(schema, "type").is_some_and(|kind| kind != "object") {
        walk.refuse(&at.child("type"), "the reference is to an object");
    }
    let members: Vec<&Value> = elements(schema.get("allOf")).collect();
    match members.as_slice() {
        [only] => check_reference(walk, &at.child("allOf").element(0), only),
        _ => walk.refuse(
            at,
            "typify merges several members of an allOf into one nameless type",
        ),
    }
}

fn check_format(walk: &mut Walk<'_>, at: &At, schema: &Value) {
    let (kind, format) = (text(schema, "type"), text(schema, "format"));
    let (Some(kind), Some(format)) = (kind, format) else {
        return;
    };
    let at = at.child("format");
    if !FORMATS.contains(&(kind, format)) {
        walk.refuse(&at, format!("there is no Rust type for {kind} of {format}"));
    }
    if schema.get("enum").is_some() {
        walk.refuse(&at, "an open enum is a set of strings without a format");
    }
    if format == "uuid" {
        needs_crate(walk, &at, "uuid");
    }
}

/// Refuses what would name a crate that the generated one does not depend on.
fn needs_crate(walk: &mut Walk<'_>, at: &At, name: &str) {
    if !walk.crates.contains(&name) {
        walk.refuse(
            at,
            format!(
                "needs the crate `{name}`: add it to the dependencies of the generated crate, \
                 and to its target in xtask/src/codegen/target.rs"
            ),
        );
    }
}

/// Refuses keywords of other types, and unknown ones.
fn keywords(walk: &mut Walk<'_>, at: &At, schema: &Value, kind: &'static str, own: &[&str]) {
    walk.keywords(at, schema, kind, own);
    let of = text(schema, "type").unwrap_or("nothing");
    for (keyword, _) in members(Some(schema)) {
        let types: Vec<_> = OF_TYPE
            .iter()
            .filter(|(_, words)| words.contains(&keyword.as_str()))
            .map(|(name, _)| *name)
            .collect();
        // One that is not on the list of those without effect was refused before.
        if !types.is_empty() && !types.contains(&of) && super::no_effect::has(kind, keyword) {
            walk.refuse(&at.child(keyword), format!("says nothing of type {of}"));
        }
    }
}

#[cfg(test)]
mod tests {
    use serde_json::{Value, json};

    use crate::codegen::refusal::testing::refusals_with;

    const AT: &str = "#/components/schemas/Thing/properties/x";

    fn with(schema: Value) -> Vec<String> {
        refusals_with("/components/schemas/Thing/properties/x", schema)
    }

    #[test]
    fn alternatives_and_negations() {
        for (keyword, why) in [
            (
                "oneOf",
                "typify makes an untagged enum of alternatives, which is closed",
            ),
            (
                "anyOf",
                "typify makes an untagged enum of alternatives, which is closed",
            ),
            ("not", "typify cannot express what a value must not be"),
            (
                "discriminator",
                "progenitor ignores it, and with it the choice of the type",
            ),
            (
                "title",
                "typify names the type after it instead of after the schema",
            ),
            ("x-new", "unknown in a schema; it would be lost"),
        ] {
            let mut schema = json!({ "type": "string" });
            schema[keyword] = json!([]);
            assert_eq!(with(schema), [format!("{AT}/{keyword}: {why}")]);
        }
    }

    #[test]
    fn references_to_nothing_or_with_company() {
        assert_eq!(
            with(json!({ "$ref": "#/components/schemas/None" })),
            [format!(
                "{AT}: there is no schema #/components/schemas/None"
            )]
        );
        assert_eq!(
            with(json!({ "$ref": "#/components/schemas/Failure", "nullable": true })),
            [format!(
                "{AT}/nullable: unknown in a reference; it would be lost"
            )]
        );
    }

    #[test]
    fn all_of_with_several_members_or_with_company() {
        let failure = json!({ "$ref": "#/components/schemas/Failure" });
        assert_eq!(
            with(json!({ "allOf": [failure, failure] })),
            [format!(
                "{AT}: typify merges several members of an allOf into one nameless type"
            )]
        );
        assert_eq!(
            with(json!({ "allOf": [failure], "properties": {} })),
            [format!(
                "{AT}/properties: unknown in an allOf; it would be lost"
            )]
        );
    }

    #[test]
    fn formats_without_a_type() {
        assert_eq!(
            with(json!({ "type": "string", "format": "duration" })),
            [format!(
                "{AT}/format: there is no Rust type for string of duration"
            )]
        );
    }

    #[test]
    fn objects_in_line_or_without_content() {
        assert_eq!(
            with(
                json!({ "type": "object", "properties": {}, "additionalProperties": { "type": "string" } })
            ),
            [format!("{AT}: an object in line has no name of its own")]
        );
        let inside = format!("{AT}: `additionalProperties` has to say what is inside");
        let no_object = format!("{AT}/additionalProperties: has to be an object");
        assert_eq!(
            with(json!({ "type": "object", "additionalProperties": true })),
            [&*no_object, &*inside]
        );
        assert_eq!(with(json!({ "type": "object" })), [inside]);
        assert_eq!(
            with(json!({})),
            [format!("{AT}: a schema needs one of the six types")]
        );
    }

    #[test]
    fn keywords_of_another_type() {
        let strings = json!({ "type": "string" });
        assert_eq!(
            with(json!({ "type": "object", "additionalProperties": strings, "items": strings })),
            [format!("{AT}/items: unknown in a schema; it would be lost")]
        );
        assert_eq!(
            with(json!({ "type": "integer", "maxLength": 3 })),
            [format!("{AT}/maxLength: says nothing of type integer")]
        );
    }

    #[test]
    fn a_crate_that_is_not_there() {
        let document = crate::codegen::testing::valid_with(
            "/components/schemas/Thing/properties/x",
            json!({ "type": "string", "format": "uuid" }),
        );
        let refusals = super::super::all(&document, &[]);
        let line = refusals
            .first()
            .map(ToString::to_string)
            .unwrap_or_default();
        assert!(
            line.starts_with(&format!("{AT}/format: needs the crate `uuid`: ")),
            "{line}"
        );
    }

    #[test]
    fn named_schemas_that_are_no_plain_objects() {
        assert_eq!(
            refusals_with("/components/schemas/Name", json!({ "type": "string" })),
            ["#/components/schemas/Name: a named schema has to be an object with properties"]
        );
        assert_eq!(
            refusals_with(
                "/components/schemas/Thing/additionalProperties",
                json!(false)
            ),
            [
                "#/components/schemas/Thing/additionalProperties: unknown in an answer's schema; it would be lost"
            ]
        );
        assert_eq!(
            refusals_with("/components/schemas/Thing/required", json!(["absent"])),
            ["#/components/schemas/Thing/required: there is no property `absent`"]
        );
        assert_eq!(
            refusals_with(
                "/components/schemas/Thing/properties/List",
                json!({ "type": "string" })
            ),
            ["#/components/schemas/Thing/properties/List: a second field named `list`"]
        );
    }
}
