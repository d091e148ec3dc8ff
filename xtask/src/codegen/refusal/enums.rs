//! Sets of values.

use std::collections::BTreeSet;

use heck::ToPascalCase;
use serde_json::Value;

use super::{At, Walk};
use crate::codegen::{
    document::{elements, members},
    open_enum::{OpenEnum, UNKNOWN, variant_name},
};

pub(super) fn check(walk: &mut Walk<'_>, at: &At, schema: &Value) {
    if schema.get("enum").is_none() && schema.get("x-ms-enum").is_none() {
        return;
    }
    if let Some(marker) = schema.get("x-ms-enum") {
        walk.keywords(
            &at.child("x-ms-enum"),
            marker,
            "an x-ms-enum",
            &["name", "modelAsString", "description", "values"],
        );
        for (index, value) in elements(marker.get("values")).enumerate() {
            let at = at
                .child("x-ms-enum")
                .child("values")
                .child(&index.to_string());
            walk.keywords(
                &at,
                value,
                "a value's description",
                &["value", "description"],
            );
        }
    }
    let Some(open_enum) = OpenEnum::of(schema) else {
        return walk.refuse(
            at,
            "a closed enum fails on a new value: mark it modelAsString",
        );
    };
    if elements(schema.get("enum")).any(|value| !value.is_string()) {
        walk.refuse(&at.child("enum"), "an open enum is a set of strings");
    }
    check_variants(walk, &at.child("enum"), open_enum.values());
    check_name(walk, at, &open_enum);
}

fn check_variants(walk: &mut Walk<'_>, at: &At, values: &[&str]) {
    let mut variants = BTreeSet::from([UNKNOWN.to_owned()]);
    for value in values {
        let variant = variant_name(value);
        if syn::parse_str::<syn::Ident>(&variant).is_err() || !variants.insert(variant) {
            walk.refuse(at, format!("`{value}` gives no variant of its own"));
        }
    }
}

fn check_name(walk: &mut Walk<'_>, at: &At, open_enum: &OpenEnum<'_>) {
    let name = open_enum.name();
    let schemas = walk.document.pointer("/components/schemas");
    if members(schemas).any(|(schema, _)| schema.to_pascal_case() == name) {
        walk.refuse(at, format!("`{name}` is the name of a schema as well"));
    }
    let values = open_enum.values();
    let first = walk
        .enums
        .entry(name.clone())
        .or_insert_with(|| owned(values));
    if first != values {
        walk.refuse(at, format!("`{name}` has other values elsewhere"));
    }
}

fn owned(values: &[&str]) -> Vec<String> {
    values.iter().map(|value| (*value).to_owned()).collect()
}

#[cfg(test)]
mod tests {
    use serde_json::{Value, json};

    use crate::codegen::refusal::testing::refusals_with;

    const AT: &str = "#/components/schemas/Thing/properties/x";

    fn with(values: &Value, marker: &Value) -> Vec<String> {
        refusals_with(
            "/components/schemas/Thing/properties/x",
            json!({ "type": "string", "enum": values, "x-ms-enum": marker }),
        )
    }

    #[test]
    fn closed_enums() {
        let why = format!("{AT}: a closed enum fails on a new value: mark it modelAsString");
        assert_eq!(
            with(
                &json!(["a"]),
                &json!({ "name": "X", "modelAsString": false })
            ),
            [&*why]
        );
        assert_eq!(
            refusals_with(
                "/components/schemas/Thing/properties/x",
                json!({ "type": "string", "enum": ["a"] })
            ),
            [why]
        );
    }

    #[test]
    fn values_that_make_no_variants() {
        let marker = json!({ "name": "X", "modelAsString": true });
        assert_eq!(
            with(&json!(["1st"]), &marker),
            [format!("{AT}/enum: `1st` gives no variant of its own")]
        );
        assert_eq!(
            with(&json!(["a+b", "a-b"]), &marker),
            [format!("{AT}/enum: `a-b` gives no variant of its own")]
        );
        assert_eq!(
            with(&json!(["unknownValue"]), &marker),
            [format!(
                "{AT}/enum: `unknownValue` gives no variant of its own"
            )]
        );
        assert_eq!(
            with(&json!([1]), &marker),
            [format!("{AT}/enum: an open enum is a set of strings")]
        );
    }

    #[test]
    fn names_that_clash() {
        assert_eq!(
            with(
                &json!(["a"]),
                &json!({ "name": "Thing", "modelAsString": true })
            ),
            [format!("{AT}: `Thing` is the name of a schema as well")]
        );
        assert_eq!(
            with(
                &json!(["a", "c"]),
                &json!({ "name": "Kind", "modelAsString": true })
            ),
            [format!("{AT}: `Kind` has other values elsewhere")]
        );
    }

    #[test]
    fn unknown_markers() {
        let marker = json!({ "name": "X", "modelAsString": true, "oldValues": [] });
        assert_eq!(
            with(&json!(["a"]), &marker),
            [format!(
                "{AT}/x-ms-enum/oldValues: unknown in an x-ms-enum; it would be lost"
            )]
        );
    }
}
