//! Documents that cannot be compared.

use std::fs;

use serde_json::{Value, json};

use super::{Documents, book, remove, run};

/// The error after the upstream document has been edited, without the directory's name.
fn error_after(edit: impl FnOnce(&mut Value)) -> String {
    let mut documents = Documents::that_agree();
    edit(&mut documents.upstream);
    let error = documents.compare().unwrap_err().to_string();
    let upstream = error.split_once("upstream.json").unwrap().1;
    format!("upstream.json{upstream}")
}

#[test]
fn a_file_of_the_wrong_format() {
    let error = error_after(|upstream| upstream["swagger"] = json!("1.2"));
    insta::assert_snapshot!(error, @r#"upstream.json is not Swagger 2.0: its `swagger` is "1.2""#);
    let error = error_after(|upstream| *upstream = Documents::that_agree().spec);
    insta::assert_snapshot!(error, @"upstream.json is not Swagger 2.0: it has no `swagger`");
    let error = error_after(|upstream| *upstream = json!([]));
    insta::assert_snapshot!(error, @"upstream.json is not Swagger 2.0: it has no `swagger`");
}

#[test]
fn a_newer_format_of_our_document() {
    let mut documents = Documents::that_agree();
    documents.spec["openapi"] = json!("3.1.0");
    let error = documents.compare().unwrap_err().to_string();
    assert!(
        error.ends_with(r#"spec.json is not OpenAPI 3.0: its `openapi` is "3.1.0""#),
        "{error}"
    );
}

#[test]
fn a_file_that_is_not_json_is_told_with_line_and_column() {
    let directory = tempfile::tempdir().unwrap();
    let path = directory.path().join("upstream.json");
    fs::write(&path, "{\n  \"swagger\": 2.0,,\n}").unwrap();
    let error = run(&path, &path).unwrap_err().to_string();
    assert!(error.contains("upstream.json is not JSON: "), "{error}");
    assert!(error.ends_with("at line 2 column 18"), "{error}");
}

#[test]
fn a_file_that_is_missing() {
    let directory = tempfile::tempdir().unwrap();
    let path = directory.path().join("upstream.json");
    let error = run(&path, &path).unwrap_err().to_string();
    assert!(
        error.starts_with("cannot read ") && error.contains("upstream.json: "),
        "{error}"
    );
}

#[test]
fn a_reference_that_leads_nowhere_is_told_with_its_place() {
    let to = |reference: &str| {
        let reference = json!(reference);
        error_after(|upstream| book(upstream)["shelf"]["$ref"] = reference)
    };
    let nowhere = to("#/definitions/Rack");
    assert!(
        nowhere.starts_with(
            "upstream.json#/definitions/Book/properties/shelf: cannot follow `#/definitions/Rack`: "
        ),
        "{nowhere}"
    );
    assert!(
        nowhere.ends_with("upstream.json has nothing there"),
        "{nowhere}"
    );
    let no_file = to("common/rack.json#/definitions/Rack");
    assert!(
        no_file.contains("`common/rack.json#/definitions/Rack`: cannot read "),
        "{no_file}"
    );
    let address = to("https://example.com/rack.json");
    assert!(
        address.ends_with("only files can be read, not addresses"),
        "{address}"
    );
}

#[test]
fn references_in_a_circle() {
    let error = error_after(|upstream| {
        upstream["definitions"]["Shelf"] =
            json!({ "type": "array", "items": { "$ref": "#/definitions/Shelf" } });
    });
    insta::assert_snapshot!(error, @"upstream.json#/definitions/Shelf/items: expected a schema that does not consist of itself");
    let error = error_after(|upstream| {
        upstream["parameters"]["Version"] = json!({ "$ref": "#/parameters/Version" });
    });
    insta::assert_snapshot!(error, @"upstream.json#/paths/~1books/parameters/0: the references lead in a circle");
}

#[test]
fn parts_that_are_missing_or_of_the_wrong_type() {
    let error = error_after(|upstream| remove(upstream, "paths"));
    insta::assert_snapshot!(error, @"upstream.json#: expected an object with `paths`");
    let error =
        error_after(|upstream| upstream["paths"]["/books"]["get"]["parameters"] = json!({}));
    insta::assert_snapshot!(error, @"upstream.json#/paths/~1books/get/parameters: expected an array");
    let error = error_after(|upstream| book(upstream)["title"] = json!("text"));
    insta::assert_snapshot!(error, @"upstream.json#/definitions/Book/properties/title: expected an object");
    let error = error_after(|upstream| book(upstream)["title"]["type"] = json!(["string", "null"]));
    insta::assert_snapshot!(error, @"upstream.json#/definitions/Book/properties/title/type: expected a string");
}

#[test]
fn keywords_that_swagger_lacks_are_told_as_they_stand() {
    let mut documents = Documents::that_agree();
    documents.spec["components"]["schemas"]["Shelf"]["oneOf"] = json!([{ "type": "string" }]);
    let report = documents.compare().unwrap().to_string();
    insta::assert_snapshot!(report, @r#"
    - schema Shelf: object, oneOf [{"type":"string"}]
    + schema Shelf: object
    1 difference (- ours, + published)
    "#);
}
