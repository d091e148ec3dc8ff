//! Sets of values.

use std::collections::BTreeSet;

use serde_json::Value;

use super::{At, Walk, names};
use crate::codegen::{
    document::{elements, members, text, type_name},
    open_enum::{OpenEnum, UNKNOWN, variant_name},
};

pub(super) fn check<'d>(walk: &mut Walk<'d>, at: &At, schema: &'d Value) {
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
        if text(marker, "name").is_none() {
            return walk.refuse(&at.child("x-ms-enum"), "an enum needs a name");
        }
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
            let known = elements(schema.get("enum")).any(|it| Some(it) == value.get("value"));
            if !known {
                walk.refuse(&at.child("value"), "the enum has no such value");
            }
        }
    }
    let Some(open_enum) = OpenEnum::of(schema) else {
        return walk.refuse(
            at,
            "a closed enum fails on a new value: mark it modelAsString",
        );
    };
    if elements(schema.get("enum")).next().is_none() {
        walk.refuse(&at.child("enum"), "an enum lists its values");
    }
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
        let plain = value.chars().all(|c| c.is_ascii_graphic());
        if !plain || !names::is_identifier(&variant) || !variants.insert(variant) {
            walk.refuse(at, format!("`{value}` gives no variant of its own"));
        }
    }
}

fn check_name<'d>(walk: &mut Walk<'d>, at: &At, open_enum: &OpenEnum<'d>) {
    let name = open_enum.name();
    let at_name = at.child("x-ms-enum").child("name");
    names::check_type(walk, &at_name, open_enum.own_name(), &name);
    let schemas = walk.document.pointer("/components/schemas");
    if members(schemas).any(|(schema, _)| type_name(schema) == name) {
        walk.refuse(at, format!("`{name}` is the name of a schema as well"));
    }
    let seen = walk.enums.entry(name.clone()).or_default();
    if let Some(what) = seen.differs(open_enum) {
        walk.refuse(at, format!("`{name}` has {what} elsewhere"));
    }
}

/// Facts about an enum that may stand in many places.
#[derive(Default)]
pub(super) struct Seen<'d> {
    values: Option<Vec<&'d str>>,
    own_name: Option<&'d str>,
    description: Option<&'d Value>,
    meanings: Option<&'d Value>,
}

impl<'d> Seen<'d> {
    /// Returns the difference between this place and an earlier one.
    fn differs(&mut self, found: &OpenEnum<'d>) -> Option<&'static str> {
        if self.values.get_or_insert_with(|| found.values().to_vec()) != found.values() {
            return Some("other values");
        }
        if *self.own_name.get_or_insert(found.own_name()) != found.own_name() {
            return Some("another name in the document");
        }
        let pairs = [
            (&mut self.description, "description", "another description"),
            (&mut self.meanings, "values", "other meanings"),
        ];
        for (known, keyword, what) in pairs {
            if let Some(said) = found.marker().get(keyword)
                && *known.get_or_insert(said) != said
            {
                return Some(what);
            }
        }
        None
    }
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
    fn names_that_are_no_types() {
        let at = format!("{AT}/x-ms-enum/name");
        for (name, why) in [
            (
                "vec",
                "the generated files use this name for something else",
            ),
            (
                "Vec",
                "the generated files use this name for something else",
            ),
            (
                "String",
                "the generated files use this name for something else",
            ),
            ("1st", "`1st` gives no name for a type"),
            ("Größe", "`Größe` gives no name for a type"),
        ] {
            let marker = json!({ "name": name, "modelAsString": true });
            assert_eq!(with(&json!(["a"]), &marker), [format!("{at}: {why}")]);
        }
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
