//! Parameters of the path, the query and the headers.

use serde_json::{Map, Value, json};

use super::{
    Reader,
    node::{Node, Result},
};
use crate::prose::MARK;

/// Keywords of a parameter besides those of its value.
const KNOWN: [&str; 7] = [
    "name",
    "in",
    "description",
    "required",
    "deprecated",
    "collectionFormat",
    "x-ms-skip-url-encoding",
];

impl Reader<'_> {
    /// The parameters of an operation, and the one that is its body. Those of the path come first;
    /// the operation's own replace them.
    pub(super) fn parameters_of(
        &mut self,
        path: &str,
        item: &Node,
        operation: &Node,
    ) -> Result<(Vec<Value>, Option<Node>)> {
        let mut found: Vec<(String, Value)> = Vec::new();
        let mut body = None;
        let own = operation.elements("parameters")?;
        for stated in item.elements("parameters")?.into_iter().chain(own) {
            let node = self.files.follow(&stated)?;
            let place = node.require("in")?;
            match place.as_text()? {
                "body" => body = Some(node),
                "formData" => return Err(place.problem("forms are not taken")),
                _ if is_of_the_host(&node, path)? => {}
                place => {
                    let name = node.require("name")?.as_text()?.to_lowercase();
                    let key = format!("{place} {name}");
                    let parameter = if stated.value().get("$ref").is_some() {
                        let name = self.parameters.name_of(&node);
                        json!({ "$ref": format!("#/components/parameters/{name}") })
                    } else {
                        self.parameter(&node)?
                    };
                    match found.iter_mut().find(|(it, _)| *it == key) {
                        Some((_, replaced)) => *replaced = parameter,
                        None => found.push((key, parameter)),
                    }
                }
            }
        }
        Ok((
            found.into_iter().map(|(_, parameter)| parameter).collect(),
            body,
        ))
    }

    /// Gives a parameter of the whole document a name in the result, unless it is a body or of
    /// the host, which are written where they are used.
    pub(super) fn share(&mut self, node: &Node) -> Result<()> {
        let node = self.files.follow(node)?;
        if node.text("in")? != Some("body") && !is_of_the_host(&node, "")? {
            self.parameters.name_of(&node);
        }
        Ok(())
    }

    pub(super) fn parameter(&mut self, node: &Node) -> Result<Value> {
        let mut parameter = Map::new();
        for key in ["name", "in"] {
            let text = node.require(key)?;
            parameter.insert(key.to_owned(), json!(text.as_text()?));
        }
        parameter.insert("description".to_owned(), json!(MARK));
        if node.flag("required")? {
            parameter.insert("required".to_owned(), json!(true));
        }
        if node.text("type")? == Some("array") {
            style(node, &mut parameter)?;
        }
        if node.flag("x-ms-skip-url-encoding")? {
            parameter.insert("allowReserved".to_owned(), json!(true));
        }
        let mut schema = self.value_of(node, &KNOWN)?;
        if let Some(deprecated) = schema
            .as_object_mut()
            .and_then(|it| it.remove("deprecated"))
        {
            parameter.insert("deprecated".to_owned(), deprecated);
        }
        parameter.insert("schema".to_owned(), schema);
        Ok(Value::Object(parameter))
    }
}

/// A part of the host is written as a parameter of the path that the path has no place for.
fn is_of_the_host(parameter: &Node, path: &str) -> Result<bool> {
    let name = parameter.text("name")?.unwrap_or_default();
    let is_of_client = parameter.text("x-ms-parameter-location")? == Some("client");
    let is_of_path = parameter.text("in")? == Some("path");
    Ok(is_of_path && is_of_client && !path.contains(&format!("{{{name}}}")))
}

/// Says how a list becomes one parameter.
fn style(node: &Node, parameter: &mut Map<String, Value>) -> Result<()> {
    let is_query = node.text("in")? == Some("query");
    // What is usual in OpenAPI need not be said: `form`, and one parameter for each element.
    let style = match (node.text("collectionFormat")?.unwrap_or("csv"), is_query) {
        ("multi", true) | ("csv", false) => return Ok(()),
        ("csv", true) => None,
        ("ssv", true) => Some("spaceDelimited"),
        ("pipes", true) => Some("pipeDelimited"),
        _ => {
            return Err(node
                .require("collectionFormat")?
                .problem("OpenAPI has no such style"));
        }
    };
    if let Some(style) = style {
        parameter.insert("style".to_owned(), json!(style));
    }
    parameter.insert("explode".to_owned(), json!(false));
    Ok(())
}
