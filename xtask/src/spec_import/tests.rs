//! Deviations, and what becomes of our prose. The whole way is in [`crate::drill`].

use std::fs;

use serde_json::{Value, json};

use super::{carry, structure};

/// The error of an import with these deviations beside our document.
fn error_with(deviations: &Value) -> String {
    let folder = tempfile::tempdir().unwrap();
    let [upstream, spec] = ["things.json", "ours.openapi.json"].map(|it| folder.path().join(it));
    let things = json!({ "swagger": "2.0", "info": { "version": "1" }, "paths": {} });
    fs::write(&upstream, things.to_string()).unwrap();
    fs::write(
        folder.path().join("ours.deviations.json"),
        deviations.to_string(),
    )
    .unwrap();
    structure(&upstream, &spec).err().unwrap().to_string()
}

#[test]
fn a_deviation_that_no_longer_fits_is_named_by_its_reason() {
    let error = error_with(&json!([{ "reason": "Because.", "changes": [
        { "op": "test", "path": "/info/version", "value": "0" },
    ] }]));
    let start = "the deviation \"Because.\" does not fit the published document any more: ";
    assert!(error.starts_with(start), "{error}");
}

#[test]
fn a_deviation_needs_a_reason_and_changes() {
    for (deviation, problem) in [
        (json!([{ "changes": [] }]), "a deviation without a reason"),
        (
            json!([{ "reason": "", "changes": [] }]),
            "a deviation without a reason",
        ),
        (json!([{ "reason": "Because." }]), "invalid type: null"),
        (json!({}), "invalid type: map"),
    ] {
        let error = error_with(&deviation);
        assert!(
            error.contains("ours.deviations.json: expected a list of "),
            "{error}"
        );
        assert!(error.contains(problem), "{error}");
    }
}

fn carried(mut theirs: Value, ours: &Value) -> Value {
    carry::prose(&mut theirs, ours);
    theirs
}

#[test]
fn a_property_called_description_is_no_prose() {
    let schema = |property: Value| json!({ "components": { "schemas": { "Route": { "properties": { "description": property } } } } });
    assert_eq!(
        carried(
            schema(json!({ "description": "TODO-PROSE", "type": "string", "maxLength": 9 })),
            &schema(json!({ "description": "A note.", "type": "string", "example": "late" })),
        ),
        schema(
            json!({ "description": "A note.", "type": "string", "maxLength": 9, "example": "late" })
        )
    );
}

#[test]
fn our_words_about_a_reference_find_room() {
    let schema = |property: Value| json!({ "components": { "schemas": { "Book": { "properties": { "shelf": property } } } } });
    let shelf = json!({ "$ref": "#/components/schemas/Shelf" });
    let ours = schema(json!({ "description": "Where it stands.", "allOf": [shelf] }));
    assert_eq!(carried(schema(shelf), &ours), ours);
}

#[test]
fn a_parameter_is_found_by_its_name_wherever_we_have_it() {
    let published = json!({ "name": "top", "in": "query", "description": "TODO-PROSE" });
    let ours = json!({ "name": "top", "in": "query", "description": "At most." });
    let own = |parameter: &Value| json!({ "paths": { "/a": { "get": { "parameters": [{ "name": "b", "in": "query" }, parameter] } } } });
    let shared =
        |parameter: &Value| json!({ "components": { "parameters": { "Top": parameter } } });
    for (theirs, before, expected) in [
        (own(&published), own(&ours), own(&ours)),
        (shared(&published), own(&ours), shared(&ours)),
    ] {
        assert_eq!(carried(theirs, &before), expected);
    }
    let mut before = shared(&ours);
    before["paths"] = own(&json!({ "$ref": "#/components/parameters/Top" }))["paths"].take();
    assert_eq!(carried(own(&published), &before), own(&ours));
}

#[test]
fn tags_keep_our_names_also_for_new_operations() {
    let document = |tag: &str, description: &str, paths: &[&str]| {
        let item = || json!({ "get": { "tags": [tag] } });
        let paths: serde_json::Map<_, _> = paths
            .iter()
            .map(|path| ((*path).to_owned(), item()))
            .collect();
        json!({ "tags": [{ "name": tag, "description": description }], "paths": paths })
    };
    assert_eq!(
        carried(
            document("Manage the things", "TODO-PROSE", &["/a", "/b"]),
            &document("Things", "All of them.", &["/a"]),
        ),
        document("Things", "All of them.", &["/a", "/b"])
    );
}

#[test]
fn a_new_value_of_an_enum_wants_a_word_where_we_explain_the_others() {
    let schema = |values: Value, explained: Value| {
        json!({ "components": { "schemas": { "Kind": {
            "enum": values,
            "x-ms-enum": { "name": "Kind", "values": explained },
        } } } })
    };
    let old = json!({ "value": "old", "description": "The usual one." });
    let new = json!({ "value": "new", "description": "TODO-PROSE" });
    assert_eq!(
        carried(
            schema(json!(["old", "new"]), json!([])),
            &schema(json!(["old", "gone"]), json!([old, { "value": "gone" }])),
        ),
        schema(json!(["old", "new"]), json!([old, new]))
    );
}
