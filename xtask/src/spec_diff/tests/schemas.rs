//! Schemas, wherever they stand.

use serde_json::json;

use super::{Documents, after_ours, after_upstream, book, push, remove};

#[test]
fn properties_come_and_go() {
    let report = after_upstream(|upstream| {
        book(upstream)["isbn"] = json!({ "type": "string", "maxLength": 13, "readOnly": true });
        push(
            &mut upstream["definitions"]["Book"]["required"],
            json!("isbn"),
        );
        remove(book(upstream), "genre");
    });
    insta::assert_snapshot!(report, @r"
    Added (1)
      schema Book: property `isbn` (required, string, maxLength 13, read-only)
    Removed (1)
      schema Book: property `genre`
    Differences: 2 (1 added, 1 removed, 0 changed)
    ");
}

#[test]
fn a_property_changes_in_every_way() {
    let report = after_upstream(|upstream| {
        upstream["definitions"]["Book"]["required"] = json!(["genre"]);
        let book = book(upstream);
        book["title"] = json!({ "type": "string", "maxLength": 250, "pattern": "^.+$" });
        book["shelf"]["x-nullable"] = json!(false);
        book["sequels"]["readOnly"] = json!(true);
        upstream["definitions"]["Shelf"]["properties"]["row"]["format"] = json!("int64");
    });
    insta::assert_snapshot!(report, @r#"
    Changed (7)
      schema Book.genre: optional → required
      schema Book.sequels: read-only no → yes
      schema Book.shelf: nullable yes → no
      schema Book.title: maxLength 100 → 250
      schema Book.title: pattern none → "^.+$"
      schema Book.title: required → optional
      schema Shelf.row: format int32 → int64
    Differences: 7 (0 added, 0 removed, 7 changed)
    "#);
}

#[test]
fn another_type_is_reported_without_what_follows_from_it() {
    let report = after_upstream(|upstream| {
        book(upstream)["title"] = json!({ "$ref": "#/definitions/Title" });
        upstream["definitions"]["Title"] = json!({ "properties": { "de": { "type": "string" } } });
    });
    insta::assert_snapshot!(report, @r"
    Added (1)
      schema Title: definition (object with `de`)
    Changed (1)
      schema Book.title: type string → object
    Differences: 2 (1 added, 0 removed, 1 changed)
    ");
}

#[test]
fn an_enum_is_reported_once_with_the_places_of_its_use() {
    let report = after_upstream(|upstream| {
        push(&mut book(upstream)["genre"]["enum"], json!("drama"));
        let genre = &mut upstream["paths"]["/books"]["get"]["parameters"][0];
        genre["enum"] = json!(["drama", "novel"]);
    });
    insta::assert_snapshot!(report, @r"
    Added (1)
      enum Genre: value `drama` (GET /books query parameter `genre`, schema Book.genre)
    Removed (1)
      enum Genre: value `poem` (GET /books query parameter `genre`)
    Differences: 2 (1 added, 1 removed, 0 changed)
    ");
}

#[test]
fn an_enum_is_added_and_removed_as_a_whole() {
    let report = after_upstream(|upstream| {
        remove(&mut book(upstream)["genre"], "enum");
        book(upstream)["title"]["enum"] = json!(["Emma", "Persuasion"]);
    });
    insta::assert_snapshot!(report, @r"
    Changed (2)
      schema Book.genre: one of `novel`, `poem` → any value
      schema Book.title: any value → one of `Emma`, `Persuasion`
    Differences: 2 (0 added, 0 removed, 2 changed)
    ");
}

#[test]
fn items_and_map_values_are_looked_into() {
    let report = after_upstream(|upstream| {
        upstream["paths"]["/books"]["get"]["parameters"][2]["items"]["maxLength"] = json!(8);
        upstream["definitions"]["Shelves"]["additionalProperties"] = json!({ "type": "string" });
        upstream["definitions"]["Shelf"]["additionalProperties"] = json!(false);
    });
    insta::assert_snapshot!(report, @r"
    Changed (3)
      GET /books query parameter `tags`[]: maxLength none → 8
      schema Shelf: further properties unspecified → forbidden
      schema Shelves.*: type object → string
    Differences: 3 (0 added, 0 removed, 3 changed)
    ");
}

#[test]
fn a_definition_in_another_file_is_reported_once_under_its_name() {
    let mut documents = Documents::that_agree();
    documents.errors["definitions"]["Error"]["properties"]["target"] = json!({ "type": "string" });
    insta::assert_snapshot!(documents.compare().unwrap(), @r"
    Added (1)
      schema Error: property `target` (optional, string)
    Differences: 1 (1 added, 0 removed, 0 changed)
    ");
}

#[test]
fn a_definition_under_another_name_is_the_same() {
    let report = after_upstream(|upstream| {
        upstream["definitions"]["Rack"] = upstream["definitions"]["Shelf"].clone();
        book(upstream)["shelf"]["$ref"] = json!("#/definitions/Rack");
        let rack = json!({ "$ref": "#/definitions/Rack" });
        upstream["definitions"]["Shelves"]["additionalProperties"] = rack;
        upstream["definitions"]["Rack"]["properties"]["row"]["minimum"] = json!(1);
    });
    insta::assert_snapshot!(report, @r"
    Changed (1)
      schema Shelf (upstream Rack).row: minimum none → 1
    Differences: 1 (0 added, 0 removed, 1 changed)
    ");
}

#[test]
fn what_is_written_out_is_the_same_as_what_is_referred_to() {
    let report = after_ours(|spec| {
        let shelf = spec["components"]["schemas"]["Shelf"].clone();
        spec["components"]["schemas"]["Shelves"]["additionalProperties"] = shelf;
    });
    assert!(report.starts_with("Differences: 0"), "{report}");
}

#[test]
fn the_parts_of_an_all_of_are_merged() {
    let report = after_upstream(|upstream| {
        let title = book(upstream)["title"].take();
        remove(book(upstream), "title");
        remove(&mut upstream["definitions"]["Book"], "required");
        upstream["definitions"]["Titled"] = json!({
            "required": ["title"],
            "properties": { "title": title, "language": { "type": "string" } },
        });
        upstream["definitions"]["Book"]["allOf"] = json!([{ "$ref": "#/definitions/Titled" }]);
    });
    insta::assert_snapshot!(report, @r"
    Added (1)
      schema Book: property `language` (optional, string)
    Differences: 1 (1 added, 0 removed, 0 changed)
    ");
}

#[test]
fn definitions_may_contain_each_other() {
    let report = after_upstream(|upstream| {
        upstream["definitions"]["Shelf"]["properties"]["books"] =
            json!({ "type": "array", "items": { "$ref": "#/definitions/Book" } });
        upstream["definitions"]["Author"] =
            json!({ "properties": { "works": { "$ref": "#/definitions/Works" } } });
        upstream["definitions"]["Works"] = json!({
            "additionalProperties": { "$ref": "#/definitions/Author" },
        });
        book(upstream)["author"] = json!({ "$ref": "#/definitions/Author" });
    });
    insta::assert_snapshot!(report, @r"
    Added (4)
      schema Author: definition (object with `works`)
      schema Book: property `author` (optional, Author)
      schema Shelf: property `books` (optional, array of Book)
      schema Works: definition (map of Author)
    Differences: 4 (4 added, 0 removed, 0 changed)
    ");
}

#[test]
fn a_namesake_that_only_new_operations_use_is_compared_too() {
    let mut documents = Documents::that_agree();
    documents.errors["definitions"]["Shelf"] =
        json!({ "properties": { "row": { "type": "string" } } });
    documents.upstream["paths"]["/loans"]["get"] = json!({ "responses": {
        "200": { "schema": { "$ref": "common/errors.json#/definitions/Shelf" } },
    } });
    insta::assert_snapshot!(documents.compare().unwrap(), @r"
    Added (1)
      GET /loans: operation
    Changed (1)
      schema Shelf.row: type integer → string
    Differences: 2 (1 added, 0 removed, 1 changed)
    ");
}

#[test]
fn of_many_places_only_some_are_named() {
    let mut documents = Documents::that_agree();
    for property in ["a", "b", "c", "d"] {
        let genre =
            |values| json!({ "type": "string", "enum": values, "x-ms-enum": { "name": "Genre" } });
        book(&mut documents.upstream)[property] = genre(json!(["novel", "poem"]));
        documents.spec["components"]["schemas"]["Book"]["properties"][property] =
            genre(json!(["novel"]));
    }
    insta::assert_snapshot!(documents.compare().unwrap(), @r"
    Added (1)
      enum Genre: value `poem` (schema Book.a, schema Book.b, schema Book.c and 1 more)
    Differences: 1 (1 added, 0 removed, 0 changed)
    ");
}

#[test]
fn a_discriminator_is_the_same_in_both_notations() {
    let mut documents = Documents::that_agree();
    documents.upstream["definitions"]["Book"]["discriminator"] = json!("genre");
    let book = &mut documents.spec["components"]["schemas"]["Book"];
    book["discriminator"] = json!({ "propertyName": "genre" });
    assert!(documents.compare().unwrap().is_empty());
    documents.upstream["definitions"]["Book"]["discriminator"] = json!("title");
    insta::assert_snapshot!(documents.compare().unwrap(), @r"
    Changed (1)
      schema Book: discriminator genre → title
    Differences: 1 (0 added, 0 removed, 1 changed)
    ");
}
