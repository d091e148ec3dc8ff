//! Reading Swagger 2.0.

use std::collections::BTreeSet;
use std::path::Path;

use super::node::{Documents, Node, Result};
use super::operation::{
    Api, Body, Content, Operation, Parameter, ParameterKey, Response, read_api, read_responses,
};

pub(super) fn read(documents: &Documents, path: &Path) -> Result<Api> {
    let root = documents.open(path)?;
    root.require_format("swagger", "2.0", "Swagger 2.0")?;
    let base_path = root
        .text("basePath")?
        .unwrap_or_default()
        .trim_end_matches('/');
    read_api(documents, &root, base_path, |node, parameters| {
        let mut operation = Operation::default();
        for reference in parameters {
            read_parameter(documents, &root, node, &reference, &mut operation)?;
        }
        operation.responses = read_responses(documents, node, |response| {
            read_response(&root, node, response)
        })?;
        Ok(operation)
    })
}

fn read_parameter(
    documents: &Documents,
    root: &Node,
    operation: &Node,
    reference: &Node,
    into: &mut Operation,
) -> Result<()> {
    let node = documents.follow(reference)?;
    let place = node
        .text("in")?
        .ok_or_else(|| node.misshapen("a parameter with `in`"))?;
    let required = node.flag("required")?;
    if place == "body" {
        let schemas = vec![node.require("schema", "a body with `schema`")?];
        let media_types = media_types(root, operation, "consumes")?;
        into.body = Some(Body {
            required,
            content: Content {
                media_types,
                schemas,
            },
        });
        return Ok(());
    }
    let name = node
        .text("name")?
        .ok_or_else(|| node.misshapen("a parameter with `name`"))?;
    if is_host(&node, name)? {
        return Ok(());
    }
    let is_list = node.text("type")? == Some("array");
    let list_format =
        is_list.then(|| Ok(node.text("collectionFormat")?.unwrap_or("csv").to_owned()));
    let key = ParameterKey::new(place, name);
    let parameter = Parameter {
        required,
        shared: reference.is_reference(),
        list_format: list_format.transpose()?,
        schema: node,
    };
    into.parameters.insert(key, parameter);
    Ok(())
}

/// The host is written as a path parameter of the client; `OpenAPI` 3.0 has `servers` for that.
fn is_host(parameter: &Node, name: &str) -> Result<bool> {
    Ok(name == "endpoint" && parameter.text("x-ms-parameter-location")? == Some("client"))
}

fn read_response(root: &Node, operation: &Node, response: &Node) -> Result<Response> {
    let content = match response.get("schema") {
        None => None,
        Some(schema) => {
            let media_types = media_types(root, operation, "produces")?;
            Some(Content {
                media_types,
                schemas: vec![schema],
            })
        }
    };
    let headers = response.members("headers")?;
    let headers = headers
        .into_iter()
        .map(|(name, node)| (name.to_lowercase(), node))
        .collect();
    Ok(Response { content, headers })
}

/// What the operation says replaces what the document says for all.
fn media_types(root: &Node, operation: &Node, key: &str) -> Result<BTreeSet<String>> {
    let stated = if operation.get(key).is_some() {
        operation
    } else {
        root
    };
    Ok(stated.texts(key)?.into_iter().collect())
}
