//! A small document for the tests to spoil.

use serde_json::{Value, json};

/// One operation with a parameter, a body, an answer and an error.
pub(crate) fn valid() -> Value {
    json!({
        "openapi": "3.0.3",
        "info": { "title": "Things", "version": "2025-06-01" },
        "paths": { "/things/{id}": { "post": {
            "operationId": "Things_Set",
            "tags": ["Store of things"],
            "parameters": [
                { "name": "id", "in": "path", "required": true, "schema": { "type": "string" } },
                { "$ref": "#/components/parameters/Version" },
            ],
            "requestBody": { "content": { "application/json": {
                "schema": { "$ref": "#/components/schemas/Thing" },
            } } },
            "responses": {
                "200": { "description": "", "content": { "application/json": {
                    "schema": { "$ref": "#/components/schemas/Thing" },
                } } },
                "default": { "description": "", "content": { "application/json": {
                    "schema": { "$ref": "#/components/schemas/Failure" },
                } } },
            },
        } } },
        "components": { "parameters": { "Version": {
            "name": "api-version", "in": "query", "required": true, "schema": { "type": "string" },
        } }, "schemas": {
            "Thing": { "type": "object", "properties": {
                "kind": {
                    "type": "string",
                    "enum": ["a", "b"],
                    "x-ms-enum": { "name": "Kind", "modelAsString": true },
                },
                "list": { "type": "array", "items": { "type": "string" } },
                "next": { "type": "string" },
            } },
            "Failure": { "type": "object", "properties": { "code": { "type": "string" } } },
        } },
    })
}

/// The valid document with `value` put at `pointer`; `-` stands for the end of an array.
pub(crate) fn valid_with(pointer: &str, value: Value) -> Value {
    let mut document = valid();
    let (parent, key) = pointer.rsplit_once('/').unwrap();
    match document.pointer_mut(parent).unwrap() {
        Value::Array(elements) => elements.push(value),
        other => other[key.replace("~1", "/")] = value,
    }
    document
}
