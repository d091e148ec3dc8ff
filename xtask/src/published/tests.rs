//! The import of each construct of a published document.

use std::fs;

use serde_json::{Value, json};

use super::{Published, read};

/// A document with one operation, which gets a thing.
fn things() -> Value {
    json!({
        "swagger": "2.0",
        "info": { "title": "Things", "version": "1" },
        "produces": ["application/json"],
        "paths": { "/things": { "get": {
            "parameters": [],
            "responses": { "200": { "schema": { "$ref": "#/definitions/Thing" } } },
        } } },
        "definitions": { "Thing": { "properties": { "name": { "type": "string" } } } },
    })
}

fn try_after(edit: impl FnOnce(&mut Value)) -> Result<Published, String> {
    let mut document = things();
    edit(&mut document);
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("things.json");
    fs::write(&path, document.to_string()).unwrap();
    let folder = format!("{}/", folder.path().display());
    read(&path).map_err(|error| error.to_string().replace(&folder, ""))
}

fn after(edit: impl FnOnce(&mut Value)) -> Published {
    try_after(edit).unwrap_or_else(|error| panic!("{error}"))
}

fn error_after(edit: impl FnOnce(&mut Value)) -> String {
    try_after(edit).err().unwrap()
}

/// The parameter in our document that comes of `published`.
fn parameter(published: &Value) -> Value {
    let Published { document, .. } = after(|things| {
        things["paths"]["/things"]["get"]["parameters"] = json!([published]);
    });
    document["paths"]["/things"]["get"]["parameters"][0].clone()
}

#[test]
fn a_keyword_without_a_place_is_an_error_that_says_where() {
    let why = "there is no place for it in an imported document; see xtask/src/published";
    for pointer in [
        "",
        "/info",
        "/paths/~1things",
        "/paths/~1things/get",
        "/definitions/Thing",
    ] {
        let error = error_after(|things| {
            things.pointer_mut(pointer).unwrap()["x-new"] = json!(true);
        });
        assert_eq!(error, format!("things.json#{pointer}/x-new: {why}"));
    }
}

#[test]
fn what_is_left_out_is_listed_with_its_place() {
    let published = after(|things| {
        things["definitions"]["Thing"]["properties"]["name"]["x-ms-client-name"] = json!("label");
    });
    assert_eq!(
        published.left_out,
        [
            "left out things.json#/definitions/Thing/properties/name/x-ms-client-name: \
          a name inside the official clients"
        ]
    );
}

#[test]
fn a_media_type_that_is_not_said_is_assumed_and_listed() {
    let published = after(|things| things["produces"] = json!([]));
    assert_eq!(
        published.left_out,
        ["assumed for things.json#/paths/~1things/get: it produces application/json"]
    );
}

#[test]
fn lists_in_parameters_keep_their_style() {
    let list = |place: &str, format: &str| {
        parameter(&json!({
            "name": "a", "in": place, "type": "array", "items": { "type": "string" },
            "collectionFormat": format,
        }))
    };
    let joined = list("query", "csv");
    assert_eq!(
        (&joined["style"], &joined["explode"]),
        (&json!(null), &json!(false))
    );
    let piped = list("query", "pipes");
    assert_eq!(
        (&piped["style"], &piped["explode"]),
        (&json!("pipeDelimited"), &json!(false))
    );
    for usual in [list("query", "multi"), list("header", "csv")] {
        assert_eq!(
            (&usual["style"], &usual["explode"]),
            (&json!(null), &json!(null))
        );
    }
}

#[test]
fn parameters_that_cannot_be_said_are_errors() {
    let with = |parameter: Value| {
        error_after(|things| things["paths"]["/things"]["get"]["parameters"] = json!([parameter]))
    };
    let at = "things.json#/paths/~1things/get/parameters/0";
    assert_eq!(
        with(json!({ "name": "a", "in": "formData", "type": "string" })),
        format!("{at}/in: forms are not taken")
    );
    assert_eq!(
        with(json!({ "name": "a", "in": "query", "type": "array", "collectionFormat": "tsv" })),
        format!("{at}/collectionFormat: OpenAPI has no such style")
    );
}

#[test]
fn only_a_part_of_the_host_is_no_parameter() {
    let host = json!({
        "name": "endpoint", "in": "path", "required": true, "type": "string",
        "x-ms-parameter-location": "client",
    });
    assert_eq!(parameter(&host), Value::Null);
    let Published { document, .. } = after(|things| {
        let mut item = things["paths"]["/things"].take();
        item["get"]["parameters"] = json!([host]);
        things["paths"] = json!({ "/{endpoint}/things": item });
    });
    let parameters = &document["paths"]["/{endpoint}/things"]["get"]["parameters"];
    assert_eq!(parameters[0]["name"], json!("endpoint"));
}

#[test]
fn what_stands_beside_a_reference_makes_room_for_itself() {
    let property = |published: Value| {
        let Published { document, .. } = after(|things| {
            things["definitions"]["Thing"]["properties"]["inner"] = published;
        });
        document["components"]["schemas"]["Thing"]["properties"]["inner"].clone()
    };
    let target = json!({ "$ref": "#/components/schemas/Thing" });
    assert_eq!(property(json!({ "$ref": "#/definitions/Thing" })), target);
    assert_eq!(
        property(json!({ "$ref": "#/definitions/Thing", "type": "object", "x-nullable": true })),
        json!({ "nullable": true, "allOf": [target] })
    );
}

#[test]
fn a_type_that_the_reference_does_not_lead_to_is_an_error() {
    let error = error_after(|things| {
        things["definitions"]["Thing"]["properties"]["inner"] =
            json!({ "$ref": "#/definitions/Thing", "type": "string" });
    });
    assert_eq!(
        error,
        "things.json#/definitions/Thing/properties/inner/type: the reference leads to another type"
    );
}

#[test]
fn deprecation_stays_at_every_kind_of_node() {
    let old =
        parameter(&json!({ "name": "a", "in": "query", "type": "string", "deprecated": true }));
    assert_eq!(
        (&old["deprecated"], &old["schema"]),
        (&json!(true), &json!({ "type": "string" }))
    );
    let Published { document, .. } = after(|things| {
        things["paths"]["/things"]["get"]["deprecated"] = json!(true);
        things["definitions"]["Thing"]["properties"]["name"]["deprecated"] = json!(true);
    });
    for pointer in [
        "/paths/~1things/get",
        "/components/schemas/Thing/properties/name",
    ] {
        assert_eq!(
            document.pointer(pointer).unwrap()["deprecated"],
            json!(true)
        );
    }
}

#[test]
fn the_host_is_a_server_with_a_variable_for_each_part() {
    let with = |part: Value| {
        move |things: &mut Value| {
            things["x-ms-parameterized-host"] =
                json!({ "hostTemplate": "{name}.example.com", "parameters": [part] });
        }
    };
    let part = json!({ "name": "name", "in": "path", "required": true, "type": "string" });
    let Published { document, .. } = after(with(part.clone()));
    let mark = json!({ "default": "TODO-PROSE", "description": "TODO-PROSE" });
    assert_eq!(
        document["servers"],
        json!([{
            "url": "https://{name}.example.com",
            "variables": { "name": mark },
            "description": "TODO-PROSE",
        }])
    );
    let mut limited = part;
    limited["enum"] = json!(["a", "b"]);
    let error = error_after(with(limited));
    assert!(
        error.starts_with("things.json#/x-ms-parameterized-host/parameters/0/enum: "),
        "{error}"
    );
}
