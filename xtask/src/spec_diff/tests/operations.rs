//! Operations, their input and their output.

use serde_json::json;

use super::{after_ours, after_upstream, push, remove};

#[test]
fn an_operation_is_added_with_what_only_it_uses() {
    let report = after_upstream(|upstream| {
        upstream["paths"]["/loans"]["get"] = json!({ "responses": {
            "200": { "schema": { "$ref": "#/definitions/Loan" } },
        } });
        upstream["definitions"]["Loan"] = json!({ "properties": {
            "book": { "$ref": "#/definitions/Book" },
            "reader": { "$ref": "#/definitions/Reader" },
        } });
        upstream["definitions"]["Reader"] = json!({ "type": "string", "maxLength": 9 });
    });
    insta::assert_snapshot!(report, @r"
    Added (3)
      GET /loans: operation
      schema Loan: definition (object with `book`, `reader`)
      schema Reader: definition (string, maxLength 9)
    Differences: 3 (3 added, 0 removed, 0 changed)
    ");
}

#[test]
fn an_operation_is_removed_with_what_only_it_used() {
    let report = after_upstream(|upstream| remove(&mut upstream["paths"], "/shelves"));
    insta::assert_snapshot!(report, @r"
    Removed (2)
      GET /shelves: operation
      schema Shelves: definition (map of Shelf)
    Differences: 2 (0 added, 2 removed, 0 changed)
    ");
}

#[test]
fn parameters_come_go_and_become_required() {
    let report = after_upstream(|upstream| {
        let parameters = &mut upstream["paths"]["/books"]["get"]["parameters"];
        parameters[0]["required"] = json!(true);
        parameters[1]["maximum"] = json!(100);
        parameters[2] = json!({ "name": "If-Match", "in": "header", "type": "string" });
    });
    insta::assert_snapshot!(report, @r"
    Added (1)
      GET /books: header parameter `if-match` (optional, string)
    Removed (1)
      GET /books: query parameter `tags`
    Changed (2)
      GET /books query parameter `genre`: optional → required
      GET /books query parameter `limit`: maximum 50 → 100
    Differences: 4 (1 added, 1 removed, 2 changed)
    ");
}

#[test]
fn a_shared_parameter_is_reported_once() {
    let report = after_upstream(|upstream| {
        upstream["parameters"]["Version"]["required"] = json!(false);
        upstream["parameters"]["Version"]["pattern"] = json!("^[0-9]+$");
    });
    insta::assert_snapshot!(report, @r#"
    Changed (2)
      shared query parameter `api-version`: pattern none → "^[0-9]+$"
      shared query parameter `api-version`: required → optional
    Differences: 2 (0 added, 0 removed, 2 changed)
    "#);
}

#[test]
fn a_list_is_put_into_a_parameter_in_another_way() {
    let report = after_upstream(|upstream| {
        let tags = &mut upstream["paths"]["/books"]["get"]["parameters"][2];
        tags["collectionFormat"] = json!("multi");
    });
    insta::assert_snapshot!(report, @r"
    Changed (1)
      GET /books query parameter `tags`: list format csv → multi
    Differences: 1 (0 added, 0 removed, 1 changed)
    ");
}

#[test]
fn a_body_becomes_optional_and_changes_its_media_type() {
    let report = after_upstream(|upstream| {
        let post = &mut upstream["paths"]["/books"]["post"];
        post["consumes"] = json!(["application/merge-patch+json"]);
        post["parameters"][0]["required"] = json!(false);
    });
    insta::assert_snapshot!(report, @r"
    Added (1)
      POST /books body: media type `application/merge-patch+json`
    Removed (1)
      POST /books body: media type `application/json`
    Changed (1)
      POST /books body: required → optional
    Differences: 3 (1 added, 1 removed, 1 changed)
    ");
}

#[test]
fn a_body_is_added() {
    let report = after_ours(|spec| remove(&mut spec["paths"]["/books"]["post"], "requestBody"));
    insta::assert_snapshot!(report, @r"
    Added (1)
      POST /books: body (required, Book, `application/json`)
    Differences: 1 (1 added, 0 removed, 0 changed)
    ");
}

#[test]
fn a_body_is_removed() {
    let report =
        after_upstream(|upstream| upstream["paths"]["/books"]["post"]["parameters"] = json!([]));
    insta::assert_snapshot!(report, @r"
    Removed (1)
      POST /books: body
    Differences: 1 (0 added, 1 removed, 0 changed)
    ");
}

#[test]
fn responses_and_their_parts_come_and_go() {
    let report = after_upstream(|upstream| {
        let responses = &mut upstream["paths"]["/books"]["post"]["responses"];
        responses["202"] = json!({ "description": "Later." });
        responses["201"]["headers"] = json!({ "ETag": { "type": "string" } });
        remove(&mut responses["201"], "schema");
        remove(
            &mut upstream["paths"]["/books"]["get"]["responses"],
            "default",
        );
    });
    insta::assert_snapshot!(report, @r"
    Added (2)
      POST /books: response 202
      POST /books response 201: header `etag` (string)
    Removed (3)
      GET /books: response default
      POST /books response 201: body
      POST /books response 201: header `location`
    Differences: 5 (2 added, 3 removed, 0 changed)
    ");
}

#[test]
fn what_an_operation_says_about_itself_changes() {
    let report = after_upstream(|upstream| {
        upstream["info"]["version"] = json!("2");
        upstream["paths"]["/books"]["post"]["x-ms-long-running-operation"] = json!(false);
        upstream["paths"]["/books"]["get"]["deprecated"] = json!(true);
        upstream["paths"]["/shelves"]["get"]["x-ms-pageable"] = json!({ "nextLinkName": "next" });
    });
    insta::assert_snapshot!(report, @r#"
    Changed (4)
      API version: 1 → 2
      GET /books: `deprecated` none → true
      GET /shelves: `x-ms-pageable` none → {"nextLinkName":"next"}
      POST /books: `x-ms-long-running-operation` true → none
    Differences: 4 (0 added, 0 removed, 4 changed)
    "#);
}

#[test]
fn the_base_path_is_a_part_of_each_path() {
    let report = after_upstream(|upstream| {
        upstream["basePath"] = json!("/v2/");
        remove(&mut upstream["paths"], "/books");
    });
    assert!(report.contains("GET /v2/shelves: operation"), "{report}");
}

#[test]
fn a_parameter_of_the_operation_replaces_that_of_the_path() {
    let report = after_upstream(|upstream| {
        let own = json!({ "name": "api-version", "in": "query", "type": "string" });
        push(&mut upstream["paths"]["/books"]["get"]["parameters"], own);
    });
    insta::assert_snapshot!(report, @r"
    Changed (1)
      GET /books query parameter `api-version`: required → optional
    Differences: 1 (0 added, 0 removed, 1 changed)
    ");
}
