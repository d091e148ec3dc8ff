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
    + GET /loans: operation without an id
    + GET /loans 200: Loan as `application/json`
    + schema Loan: object
    + schema Loan.book: optional Book
    + schema Loan.reader: optional string, maxLength 9
    5 differences (- ours, + published)
    ");
}

#[test]
fn an_operation_is_removed_with_what_only_it_used() {
    let report = after_upstream(|upstream| remove(&mut upstream["paths"], "/shelves"));
    insta::assert_snapshot!(report, @r"
    - GET /shelves: operation without an id
    - GET /shelves 200: map of (Shelf) as `application/json`
    - GET /shelves query `api-version`: shared
    3 differences (- ours, + published)
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
    + GET /books header `if-match`: optional string
    - GET /books query `genre`: optional string, enum Genre
    + GET /books query `genre`: required string, enum Genre
    - GET /books query `limit`: optional integer int32, maximum 50, minimum 1
    + GET /books query `limit`: optional integer int32, maximum 100, minimum 1
    - GET /books query `tags`: optional array of (string), form joined
    4 differences (- ours, + published)
    ");
}

#[test]
fn a_shared_parameter_is_reported_once() {
    let report = after_upstream(|upstream| {
        upstream["parameters"]["Version"]["required"] = json!(false);
        upstream["parameters"]["Version"]["pattern"] = json!("^[0-9]+$");
    });
    insta::assert_snapshot!(report, @r#"
    - shared query `api-version`: required string
    + shared query `api-version`: optional string, pattern "^[0-9]+$"
    1 difference (- ours, + published)
    "#);
}

#[test]
fn a_list_is_put_into_a_parameter_in_another_way() {
    let report = after_upstream(|upstream| {
        let tags = &mut upstream["paths"]["/books"]["get"]["parameters"][2];
        tags["collectionFormat"] = json!("multi");
    });
    insta::assert_snapshot!(report, @r"
    - GET /books query `tags`: optional array of (string), form joined
    + GET /books query `tags`: optional array of (string), form repeated
    1 difference (- ours, + published)
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
    - POST /books body: required Book as `application/json`
    + POST /books body: optional Book as `application/merge-patch+json`
    1 difference (- ours, + published)
    ");
}

#[test]
fn a_body_is_added() {
    let report = after_ours(|spec| remove(&mut spec["paths"]["/books"]["post"], "requestBody"));
    insta::assert_snapshot!(report, @r"
    + POST /books body: required Book as `application/json`
    1 difference (- ours, + published)
    ");
}

#[test]
fn a_body_is_removed() {
    let report =
        after_upstream(|upstream| upstream["paths"]["/books"]["post"]["parameters"] = json!([]));
    insta::assert_snapshot!(report, @r"
    - POST /books body: required Book as `application/json`
    1 difference (- ours, + published)
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
    - GET /books default: ErrorResponse as `application/json`
    - POST /books 201: Book as `application/json`
    + POST /books 201: no body
    + POST /books 201 header `etag`: string
    - POST /books 201 header `location`: string
    + POST /books 202: no body
    5 differences (- ours, + published)
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
    - API version: 1
    + API version: 2
    + GET /books: deprecated
    + GET /shelves: x-ms-pageable {"nextLinkName":"next"}
    - POST /books: x-ms-long-running-operation
    4 differences (- ours, + published)
    "#);
}

#[test]
fn the_base_path_is_a_part_of_each_path() {
    let report = after_upstream(|upstream| {
        upstream["basePath"] = json!("/v2/");
        remove(&mut upstream["paths"], "/books");
    });
    assert!(report.contains("+ GET /v2/shelves: operation"), "{report}");
}

#[test]
fn a_parameter_of_the_operation_replaces_that_of_the_path() {
    let report = after_upstream(|upstream| {
        let own = json!({ "name": "api-version", "in": "query", "type": "string" });
        push(&mut upstream["paths"]["/books"]["get"]["parameters"], own);
    });
    insta::assert_snapshot!(report, @r"
    - GET /books query `api-version`: shared
    + GET /books query `api-version`: optional string
    1 difference (- ours, + published)
    ");
}

#[test]
fn an_operation_is_called_otherwise() {
    let report = after_upstream(|upstream| {
        upstream["paths"]["/books"]["get"]["operationId"] = json!("Books_List");
    });
    insta::assert_snapshot!(report, @r"
    - GET /books: operation without an id
    + GET /books: operation Books_List
    1 difference (- ours, + published)
    ");
}

#[test]
fn the_ways_to_sign_in_change() {
    let report = after_upstream(|upstream| {
        upstream["security"] = json!([{ "key": [] }]);
        upstream["paths"]["/books"]["get"]["security"] =
            json!([{ "key": [] }, { "token": ["read"] }]);
        upstream["securityDefinitions"] = json!({
            "key": { "type": "apiKey", "in": "header", "name": "x-key" },
            "token": {
                "type": "oauth2",
                "flow": "application",
                "tokenUrl": "https://example.com/token",
                "scopes": { "read": "Reading." },
            },
        });
    });
    insta::assert_snapshot!(report, @r#"
    + GET /books security: {"key":[]}
    + GET /books security: {"token":["read"]}
    + security: {"key":[]}
    + security scheme key: {"in":"header","name":"x-key","type":"apiKey"}
    + security scheme token: {"flows":{"clientCredentials":{"scopes":{"read":null},"tokenUrl":"https://example.com/token"}},"type":"oauth2"}
    4 differences (- ours, + published)
    "#);
}
