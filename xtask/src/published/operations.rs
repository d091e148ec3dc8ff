//! Operations, their bodies and their answers.

use serde_json::{Map, Value, json};

use super::{
    Reader,
    node::{Node, Result},
};
use crate::prose::MARK;

/// Taken over as they are, in this order, after the answers.
const COPIED: [&str; 5] = [
    "deprecated",
    "security",
    "x-ms-pageable",
    "x-ms-long-running-operation",
    "x-ms-long-running-operation-options",
];

const REMADE: [&str; 8] = [
    "operationId",
    "tags",
    "summary",
    "description",
    "consumes",
    "produces",
    "parameters",
    "responses",
];

impl Reader<'_> {
    pub(super) fn operation(&mut self, path: &str, item: &Node, node: &Node) -> Result<Value> {
        self.keywords(node, &[&REMADE[..], &COPIED].concat())?;
        let mut operation = Map::new();
        for key in ["operationId", "tags"] {
            if let Some(value) = node.get(key) {
                operation.insert(key.to_owned(), value.value().clone());
            }
        }
        operation.insert("summary".to_owned(), json!(MARK));
        if node.get("description").is_some() {
            operation.insert("description".to_owned(), json!(MARK));
        }
        let (parameters, body) = self.parameters_of(path, item, node)?;
        if !parameters.is_empty() {
            operation.insert("parameters".to_owned(), Value::Array(parameters));
        }
        if let Some(body) = body {
            operation.insert("requestBody".to_owned(), self.body(node, &body)?);
        }
        let mut responses = Map::new();
        for (status, response) in node.require("responses")?.members()? {
            responses.insert(status, self.response(node, &response)?);
        }
        operation.insert("responses".to_owned(), Value::Object(responses));
        for key in COPIED {
            if let Some(value) = node.get(key) {
                operation.insert(key.to_owned(), value.value().clone());
            }
        }
        Ok(Value::Object(operation))
    }

    fn body(&mut self, operation: &Node, node: &Node) -> Result<Value> {
        self.keywords(node, &["in", "name", "description", "required", "schema"])?;
        let schema = self.schema(&node.require("schema")?)?;
        let content = self.content(operation, "consumes", &schema)?;
        let required = node.flag("required")?;
        Ok(json!({ "description": MARK, "required": required, "content": content }))
    }

    fn response(&mut self, operation: &Node, node: &Node) -> Result<Value> {
        let node = self.files.follow(node)?;
        self.keywords(&node, &["description", "schema", "headers"])?;
        let mut response = Map::new();
        response.insert("description".to_owned(), json!(MARK));
        let mut headers = Map::new();
        for (name, header) in node.members_of("headers")? {
            let schema = self.value_of(&header, &["description"])?;
            headers.insert(name, json!({ "description": MARK, "schema": schema }));
        }
        if !headers.is_empty() {
            response.insert("headers".to_owned(), Value::Object(headers));
        }
        if let Some(schema) = node.get("schema") {
            let schema = self.schema(&schema)?;
            let content = self.content(operation, "produces", &schema)?;
            response.insert("content".to_owned(), content);
        }
        Ok(Value::Object(response))
    }

    /// The schema under each media type. The operation's words replace those of the document.
    fn content(&mut self, operation: &Node, key: &str, schema: &Value) -> Result<Value> {
        let mut media_types = operation.elements(key)?;
        if operation.get(key).is_none() {
            media_types = self.root.elements(key)?;
        }
        let mut content = Map::new();
        for media_type in &media_types {
            content.insert(
                media_type.as_text()?.to_owned(),
                json!({ "schema": schema }),
            );
        }
        if content.is_empty() {
            content.insert("application/json".to_owned(), json!({ "schema": schema }));
            self.left_out.push(format!(
                "assumed for {operation}: it {key} application/json"
            ));
        }
        Ok(Value::Object(content))
    }
}
