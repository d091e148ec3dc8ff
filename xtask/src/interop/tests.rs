use super::{
    document,
    notes::{CLIENTS, Notes},
};

#[test]
fn an_operation_counts_only_with_success_and_for_each_client() {
    let lines = r#"{"client":"JavaScript","operation":"Get","status":200}
{"client":"JavaScript","operation":"Get","status":404}
{"client":"Python","operation":"Get","status":404}
{"client":"Python aio","operation":"Get","status":0}
{"client":"Python aio","operation":null,"status":404}
"#;
    let notes = Notes::of(&["Get"], lines).unwrap();
    assert_eq!(notes.missing(), ["Get with Python", "Get with Python aio"]);
    assert!(notes.table().contains("| Get | 200 404 | 404 |  |"));
    let all = CLIENTS
        .map(|it| format!("{{\"client\":\"{it}\",\"operation\":\"Get\",\"status\":204}}"))
        .join("\n");
    assert!(Notes::of(&["Get"], &all).unwrap().missing().is_empty());
}

#[test]
fn notes_that_are_no_json_are_an_error() {
    assert!(Notes::of(&[], "no json").is_err());
}

#[test]
fn what_a_description_says_is_made_formal() {
    let read = document::as_read(
        r#"{
            "info": {"version": "2025-06-01"},
            "version": {"name": "api-version", "schema": {"type": "string"}},
            "link": {"type": "string", "description": "`null` on the last page."},
            "name": {"type": "string", "description": "Absent if unknown."},
            "202": {
                "description": "No body; the declared one is what `Location` gives after success.",
                "content": {}
            },
            "200": {"description": "The number.", "content": {}}
        }"#,
    )
    .unwrap();
    let read: serde_json::Value = serde_json::from_str(&read).unwrap();
    assert_eq!(
        read["version"]["schema"]["enum"],
        serde_json::json!(["2025-06-01"])
    );
    assert_eq!(read["link"]["nullable"], true);
    assert_eq!(read["name"].get("nullable"), None);
    assert_eq!(read["202"].get("content"), None);
    assert!(read["200"].get("content").is_some());
}
