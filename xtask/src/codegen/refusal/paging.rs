//! Lists that come in pages, and operations that go on in the background.

use serde_json::Value;

use super::{At, Walk};
use crate::codegen::{
    document::{JSON, flag, members, referenced_schema, schema, text},
    operation::{FINAL_STATES, page},
};

pub(super) fn check(walk: &mut Walk<'_>, at: &At, operation: &Value) {
    if let Some(pageable) = operation.get("x-ms-pageable") {
        check_page(walk, &at.child("x-ms-pageable"), operation, pageable);
    }
    if let Some(options) = operation.get("x-ms-long-running-operation-options") {
        let at = at.child("x-ms-long-running-operation-options");
        walk.keywords(&at, options, "the final state", &["final-state-via"]);
        if !flag(operation, "x-ms-long-running-operation") {
            walk.refuse(
                &at,
                "the operation is not marked x-ms-long-running-operation",
            );
        }
        let via = text(options, "final-state-via").unwrap_or_default();
        if !FINAL_STATES.iter().any(|(word, _)| *word == via) {
            walk.refuse(&at, format!("core knows no final state via `{via}`"));
        }
    }
}

fn check_page(walk: &mut Walk<'_>, at: &At, operation: &Value, pageable: &Value) {
    walk.keywords(at, pageable, "paging", &["itemName", "nextLinkName"]);
    let Some((items, next_link)) = page(operation) else {
        return walk.refuse(at, "paging needs itemName and nextLinkName");
    };
    let body = body_of(walk.document, operation);
    let kind_of = |name: &str| text(body?.get("properties")?.get(name)?, "type");
    if kind_of(items) != Some("array") {
        walk.refuse(
            &at.child("itemName"),
            format!("the answer has no list `{items}`"),
        );
    }
    if kind_of(next_link) != Some("string") {
        let what = format!("the answer has no string `{next_link}`");
        walk.refuse(&at.child("nextLinkName"), what);
    }
}

/// The schema of the first success.
fn body_of<'d>(document: &'d Value, operation: &'d Value) -> Option<&'d Value> {
    let mut answers = members(operation.get("responses"));
    let (_, success) = answers.find(|(status, _)| status.starts_with('2'))?;
    let body = success.get("content")?.get(JSON)?.get("schema")?;
    schema(document, referenced_schema(body)?)
}

#[cfg(test)]
mod tests {
    use serde_json::{Value, json};

    use crate::codegen::refusal::testing::refusals_with;

    const AT: &str = "#/paths/~1things~1{id}/post";

    fn with(keyword: &str, value: Value) -> Vec<String> {
        refusals_with(&format!("/paths/~1things~1{{id}}/post/{keyword}"), value)
    }

    #[test]
    fn a_page_names_properties_of_the_answer() {
        let page = json!({ "itemName": "list", "nextLinkName": "next" });
        assert!(with("x-ms-pageable", page).is_empty());
        assert_eq!(
            with(
                "x-ms-pageable",
                json!({ "itemName": "next", "nextLinkName": "list" })
            ),
            [
                format!("{AT}/x-ms-pageable/itemName: the answer has no list `next`"),
                format!("{AT}/x-ms-pageable/nextLinkName: the answer has no string `list`"),
            ]
        );
        assert_eq!(
            with("x-ms-pageable", json!({ "itemName": "list" })),
            [format!(
                "{AT}/x-ms-pageable: paging needs itemName and nextLinkName"
            )]
        );
    }

    #[test]
    fn a_final_state_that_core_does_not_know() {
        let at = format!("{AT}/x-ms-long-running-operation-options");
        assert_eq!(
            with(
                "x-ms-long-running-operation-options",
                json!({ "final-state-via": "original-uri" })
            ),
            [
                format!("{at}: the operation is not marked x-ms-long-running-operation"),
                format!("{at}: core knows no final state via `original-uri`"),
            ]
        );
    }
}
