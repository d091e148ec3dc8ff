//! Schemas, wherever they stand.

use serde_json::json;

use super::{Documents, after_upstream, book, push, remove};

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
    - schema Book.genre: optional string, enum Genre
    + schema Book.isbn: required string, maxLength 13, readOnly
    2 differences (- ours, + published)
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
    - schema Book.genre: optional string, enum Genre
    + schema Book.genre: required string, enum Genre
    - schema Book.sequels: optional array of (Book)
    + schema Book.sequels: optional array of (Book), readOnly
    - schema Book.shelf: optional Shelf, nullable
    + schema Book.shelf: optional Shelf
    - schema Book.title: required string, maxLength 100
    + schema Book.title: optional string, maxLength 250, pattern "^.+$"
    - schema Shelf.row: optional integer int32
    + schema Shelf.row: optional integer int64
    5 differences (- ours, + published)
    "#);
}

#[test]
fn another_type_is_reported_without_what_follows_from_it() {
    let report = after_upstream(|upstream| {
        book(upstream)["title"] = json!({ "$ref": "#/definitions/Title" });
        upstream["definitions"]["Title"] = json!({ "properties": { "de": { "type": "string" } } });
    });
    insta::assert_snapshot!(report, @r"
    - schema Book.title: required string, maxLength 100
    + schema Book.title: required Title
    + schema Title: object
    + schema Title.de: optional string
    3 differences (- ours, + published)
    ");
}

#[test]
fn an_enum_is_reported_once_and_where_it_has_other_values() {
    let report = after_upstream(|upstream| {
        let genre = &mut upstream["paths"]["/books"]["get"]["parameters"][0];
        push(&mut genre["enum"], json!("drama"));
        push(&mut book(upstream)["genre"]["enum"], json!("drama"));
        book(upstream)["sequel"] = book(upstream)["genre"].clone();
        book(upstream)["sequel"]["enum"] = json!(["novel"]);
    });
    insta::assert_snapshot!(report, @r"
    + enum Genre: value `drama`
    + schema Book.sequel: optional string, enum Genre, but one of novel
    2 differences (- ours, + published)
    ");
}

#[test]
fn an_enum_opens_and_closes() {
    let open = |is_open| {
        after_upstream(|upstream| {
            let genre = &mut upstream["paths"]["/books"]["get"]["parameters"][0];
            genre["x-ms-enum"]["modelAsString"] = json!(is_open);
            book(upstream)["genre"]["x-ms-enum"]["modelAsString"] = json!(is_open);
        })
    };
    insta::assert_snapshot!(open(true), @r"
    - enum Genre: closed
    + enum Genre: open
    1 difference (- ours, + published)
    ");
    assert!(open(false).starts_with("0 differences"));
}

#[test]
fn a_property_is_deprecated() {
    let report = after_upstream(|upstream| book(upstream)["title"]["deprecated"] = json!(true));
    insta::assert_snapshot!(report, @r"
    - schema Book.title: required string, maxLength 100
    + schema Book.title: required string, deprecated, maxLength 100
    1 difference (- ours, + published)
    ");
}

#[test]
fn an_enum_is_added_and_removed_as_a_whole() {
    let report = after_upstream(|upstream| {
        remove(&mut book(upstream)["genre"], "enum");
        book(upstream)["title"]["enum"] = json!(["Emma", "Persuasion"]);
    });
    insta::assert_snapshot!(report, @r"
    - schema Book.genre: optional string, enum Genre
    + schema Book.genre: optional string
    - schema Book.title: required string, maxLength 100
    + schema Book.title: required string, maxLength 100, one of Emma, Persuasion
    2 differences (- ours, + published)
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
    - GET /books query `tags`: optional array of (string), form joined
    + GET /books query `tags`: optional array of (string, maxLength 8), form joined
    - GET /shelves 200: map of (Shelf) as `application/json`
    + GET /shelves 200: map of (string) as `application/json`
    - schema Shelf: object
    + schema Shelf: object without other properties
    3 differences (- ours, + published)
    ");
}

#[test]
fn a_definition_in_another_file_is_reported_once_under_its_name() {
    let mut documents = Documents::that_agree();
    documents.errors["definitions"]["Error"]["properties"]["target"] = json!({ "type": "string" });
    insta::assert_snapshot!(documents.compare().unwrap(), @r"
    + schema Error.target: optional string
    1 difference (- ours, + published)
    ");
}

#[test]
fn a_definition_under_another_name_is_another() {
    let report = after_upstream(|upstream| {
        upstream["definitions"]["Rack"] = upstream["definitions"]["Shelf"].clone();
        book(upstream)["shelf"]["$ref"] = json!("#/definitions/Rack");
        let rack = json!({ "$ref": "#/definitions/Rack" });
        upstream["definitions"]["Shelves"]["additionalProperties"] = rack;
        upstream["definitions"]["Rack"]["properties"]["row"]["minimum"] = json!(1);
    });
    insta::assert_snapshot!(report, @r"
    - GET /shelves 200: map of (Shelf) as `application/json`
    + GET /shelves 200: map of (Rack) as `application/json`
    - schema Book.shelf: optional Shelf, nullable
    + schema Book.shelf: optional Rack, nullable
    + schema Rack: object
    + schema Rack.row: optional integer int32, minimum 1
    4 differences (- ours, + published)
    ");
}

#[test]
fn a_single_value_that_is_written_out_is_the_same_as_one_referred_to() {
    let report = after_upstream(|upstream| {
        let title = book(upstream)["title"].take();
        book(upstream)["title"] = json!({ "$ref": "#/definitions/Title" });
        upstream["definitions"]["Title"] = title;
    });
    assert!(report.starts_with("0 differences"), "{report}");
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
    + schema Book.language: optional string
    + schema Titled: object
    + schema Titled.language: optional string
    + schema Titled.title: required string, maxLength 100
    4 differences (- ours, + published)
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
    + schema Author: object
    + schema Author.works: optional map of (Author)
    + schema Book.author: optional Author
    + schema Shelf.books: optional array of (Book)
    4 differences (- ours, + published)
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
    + GET /loans: operation without an id
    + GET /loans 200: ErrorsShelf as `application/json`
    + schema ErrorsShelf: object
    + schema ErrorsShelf.row: optional string
    4 differences (- ours, + published)
    ");
}

#[test]
fn a_discriminator_is_the_same_in_both_notations() {
    let mut documents = Documents::that_agree();
    documents.upstream["definitions"]["Book"]["discriminator"] = json!("genre");
    let book = &mut documents.spec["components"]["schemas"]["Book"];
    book["discriminator"] = json!({ "propertyName": "genre" });
    assert_eq!(documents.compare().unwrap().differences(), 0);
    documents.upstream["definitions"]["Book"]["discriminator"] = json!("title");
    insta::assert_snapshot!(documents.compare().unwrap(), @r#"
    - schema Book: object, discriminator {"propertyName":"genre"}
    + schema Book: object, discriminator {"propertyName":"title"}
    1 difference (- ours, + published)
    "#);
}
