//! Schemas.

use std::collections::BTreeSet;

use heck::ToSnakeCase;
use serde_json::Value;

use super::{At, Walk, enums};
use crate::codegen::{
    document::{elements, members, referenced_schema, text},
    transforms::LIMITS,
};

/// The keywords with a meaning, besides the limits that a transform takes away.
const KNOWN: [&str; 13] = [
    "type",
    "format",
    "enum",
    "x-ms-enum",
    "description",
    "example",
    "readOnly",
    "nullable",
    "properties",
    "required",
    "additionalProperties",
    "items",
    "allOf",
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

/// A schema with a name of its own. It has to be an object with properties.
pub(super) fn check_component(walk: &mut Walk<'_>, at: &At, schema: &Value) {
    keywords(walk, at, schema);
    if schema.get("additionalProperties").is_some() {
        walk.refuse(
            at,
            "typify loses or flattens additional properties beside named ones",
        );
    }
    if text(schema, "type") != Some("object") || members(schema.get("properties")).count() == 0 {
        walk.refuse(at, "a named schema has to be an object with properties");
    }
    let mut fields = BTreeSet::new();
    for (name, property) in members(schema.get("properties")) {
        let at = at.child("properties").child(name);
        if !fields.insert(name.to_snake_case()) {
            walk.refuse(
                &at,
                format!("a second field named `{}`", name.to_snake_case()),
            );
        }
        check_value(walk, &at, property);
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
    let target = referenced_schema(schema)
        .and_then(|name| walk.document.pointer("/components/schemas")?.get(name));
    if target.is_none() {
        walk.refuse(at, format!("there is no schema {reference}"));
    }
}

/// The schema of a parameter.
pub(super) fn check_scalar(walk: &mut Walk<'_>, at: &At, schema: &Value) {
    match text(schema, "type") {
        Some("string" | "integer" | "number" | "boolean") => check_value(walk, at, schema),
        _ => walk.refuse(at, "a parameter has to be a single value"),
    }
}

/// The schema of a property, of an element or of a value in a map.
fn check_value(walk: &mut Walk<'_>, at: &At, schema: &Value) {
    if schema.get("$ref").is_some() {
        return check_reference(walk, at, schema);
    }
    keywords(walk, at, schema);
    if schema.get("allOf").is_some() {
        return check_all_of(walk, at, schema);
    }
    match text(schema, "type") {
        Some("string" | "integer" | "number" | "boolean") => {
            check_format(walk, at, schema);
            enums::check(walk, at, schema);
        }
        Some("array") => check_inner(walk, at, schema, "items"),
        Some("object") => {
            if schema.get("properties").is_some() {
                walk.refuse(at, "an object in line has no name of its own");
            }
            check_inner(walk, at, schema, "additionalProperties");
        }
        _ => walk.refuse(at, "a schema needs one of the six types"),
    }
}

fn check_inner(walk: &mut Walk<'_>, at: &At, schema: &Value, keyword: &str) {
    match schema.get(keyword) {
        Some(inner) if inner.is_object() => check_value(walk, &at.child(keyword), inner),
        _ => walk.refuse(at, format!("`{keyword}` has to say what is inside")),
    }
}

fn check_all_of(walk: &mut Walk<'_>, at: &At, schema: &Value) {
    let beside = ["allOf", "description", "nullable", "readOnly", "type"];
    walk.keywords(at, schema, "an allOf", &beside);
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
    if let (Some(kind), Some(format)) = (text(schema, "type"), text(schema, "format"))
        && !FORMATS.contains(&(kind, format))
    {
        walk.refuse(
            &at.child("format"),
            format!("there is no Rust type for {kind} of {format}"),
        );
    }
}

fn keywords(walk: &mut Walk<'_>, at: &At, schema: &Value) {
    let known: Vec<&str> = KNOWN.into_iter().chain(LIMITS).collect();
    walk.keywords(at, schema, "a schema", &known);
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
        for content in [
            json!({ "type": "object" }),
            json!({ "type": "object", "additionalProperties": true }),
        ] {
            assert_eq!(
                with(content),
                [format!(
                    "{AT}: `additionalProperties` has to say what is inside"
                )]
            );
        }
        assert_eq!(
            with(json!({})),
            [format!("{AT}: a schema needs one of the six types")]
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
                "#/components/schemas/Thing: typify loses or flattens additional properties beside named ones"
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
