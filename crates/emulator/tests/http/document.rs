//! Holds every answer against the project's own documents of the service.

use std::sync::LazyLock;

use jsonschema::Validator;
use serde_json::{Map, Value, json};

use crate::client::Reply;

static DOCUMENTS: LazyLock<[Document; 3]> = LazyLock::new(|| {
    [
        (
            include_str!("../../../../specs/phone-numbers.openapi.json"),
            include_str!("../../../../specs/phone-numbers.merge-patch.json"),
        ),
        (
            include_str!("../../../../specs/sip-routing.openapi.json"),
            include_str!("../../../../specs/sip-routing.merge-patch.json"),
        ),
        (
            include_str!("../../../../specs/sip-routing-preview.openapi.json"),
            include_str!("../../../../specs/sip-routing-preview.merge-patch.json"),
        ),
    ]
    .map(|(document, patch)| Document::read(document, patch))
});

/// Fails unless the answer is one that the documents allow for the request.
pub(crate) fn check(method: &str, target: &str, reply: &Reply) {
    let path = target.split('?').next().unwrap();
    // Of two documents that have the operation, the one of the version that was asked for.
    let is_meant = |it: &&Document| target.contains(&format!("api-version={}", it.version));
    let others = DOCUMENTS.iter().filter(|it| !is_meant(it));
    let mut documents = DOCUMENTS.iter().filter(is_meant).chain(others);
    let answer = documents.find_map(|it| it.answer(method, path, reply.status));
    // What leads to no operation is answered with an error of the same form.
    let answer = answer.unwrap_or_else(|| DOCUMENTS[0].error());
    let context = format!("{method} {} {}", reply.status, reply.body);
    for header in &answer.headers {
        assert!(reply.has(header), "{context}: no {header}");
    }
    let Some(schema) = &answer.schema else {
        assert_eq!(reply.body, "", "{context}: a body that is not documented");
        return;
    };
    if reply.body.is_empty() {
        // A browser that asks what it may gets none.
        assert_eq!(method, "OPTIONS", "{context}: no body");
        return;
    }
    let body = serde_json::from_str(&reply.body).unwrap();
    let errors: Vec<_> = schema.iter_errors(&body).map(|it| it.to_string()).collect();
    assert!(errors.is_empty(), "{context}: {errors:?}");
}

struct Document {
    version: String,
    components: Value,
    paths: Map<String, Value>,
}

/// What the document says of one answer.
struct Answer {
    schema: Option<Validator>,
    headers: Vec<String>,
}

impl Document {
    /// The document as the service keeps to it, which its merge patch says.
    fn read(text: &str, patch: &str) -> Self {
        let mut document: Value = serde_json::from_str(text).unwrap();
        json_patch::merge(&mut document, &serde_json::from_str(patch).unwrap());
        let version = document["info"]["version"].as_str().unwrap().to_owned();
        let mut components = document["components"].take();
        make_strict(&mut components);
        let Value::Object(paths) = document["paths"].take() else {
            panic!("no paths");
        };
        Self {
            version,
            components,
            paths,
        }
    }

    fn answer(&self, method: &str, path: &str, status: u16) -> Option<Answer> {
        let mut paths = self.paths.iter().filter(|(it, _)| leads_to(it, path));
        let operation = paths.find_map(|(_, it)| it.get(method.to_lowercase()))?;
        let responses = &operation["responses"];
        let documented = responses.get(status.to_string());
        let response = documented.unwrap_or(&responses["default"]);
        // Only those of 202 are on every answer.
        let headers = response["headers"].as_object().filter(|_| status == 202);
        Some(Answer {
            schema: self.validator(&response["content"]["application/json"]["schema"]),
            headers: headers
                .into_iter()
                .flatten()
                .map(|(name, _)| name.to_lowercase())
                .collect(),
        })
    }

    fn error(&self) -> Answer {
        let schema = json!({"$ref": "#/components/schemas/CommunicationErrorResponse"});
        Answer {
            schema: self.validator(&schema),
            headers: Vec::new(),
        }
    }

    fn validator(&self, schema: &Value) -> Option<Validator> {
        let mut root = schema.as_object()?.clone();
        root.insert("components".to_owned(), self.components.clone());
        let options = jsonschema::draft202012::options().should_validate_formats(true);
        Some(options.build(&Value::Object(root)).unwrap())
    }
}

fn leads_to(template: &str, path: &str) -> bool {
    let (expected, given) = (template.split('/'), path.split('/'));
    expected.clone().count() == given.clone().count()
        && expected
            .zip(given)
            .all(|(expected, given)| expected.starts_with('{') || expected == given)
}

/// Makes the schemas of `OpenAPI` 3.0 schemas of today, and refuses what they do not mention.
fn make_strict(node: &mut Value) {
    match node {
        Value::Array(items) => items.iter_mut().for_each(make_strict),
        Value::Object(schema) => {
            schema.values_mut().for_each(make_strict);
            let is_object = schema.get("properties").is_some_and(Value::is_object);
            if is_object && !schema.contains_key("additionalProperties") {
                schema.insert("additionalProperties".to_owned(), json!(false));
            }
            if schema.get("nullable") == Some(&json!(true)) {
                *node = json!({"anyOf": [node.take(), {"type": "null"}]});
            }
        }
        _ => {}
    }
}

#[test]
fn what_is_not_documented_is_noticed() {
    let reply = |status, body: &str| Reply {
        status,
        headers: reqwest::header::HeaderMap::new(),
        body: body.to_owned(),
    };
    let refused = |target: &str, reply: Reply| {
        let checked = std::panic::catch_unwind(|| check("GET", target, &reply));
        assert!(checked.is_err(), "{target} {}", reply.body);
    };
    check("GET", "/sip", &reply(200, r#"{"trunks":{},"routes":[]}"#));
    refused(
        "/sip",
        reply(200, r#"{"trunks":{},"routes":[],"domains":{}}"#),
    );
    refused(
        "/sip",
        reply(
            200,
            r#"{"trunks":{"a":{"sipSignalingPort":"1"}},"routes":[]}"#,
        ),
    );
    let preview = "/sip?api-version=2024-11-15-preview";
    check(
        "GET",
        preview,
        &reply(200, r#"{"domains":{},"trunks":{},"routes":[]}"#),
    );
    refused(
        preview,
        reply(200, r#"{"domains":[],"trunks":{},"routes":[]}"#),
    );
    refused("/sip", reply(200, ""));
    refused("/sip", reply(404, "{}"));
    refused("/nonsense", reply(404, r#"{"error":{"code":"NotFound"}}"#));
    let countries = "/availablePhoneNumbers/countries";
    check(
        "GET",
        countries,
        &reply(200, r#"{"countries":[],"nextLink":null}"#),
    );
    refused(countries, reply(200, r#"{"countries":null}"#));
    refused("/phoneNumbers/operations/x", reply(204, "x"));
}
