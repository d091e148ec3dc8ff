//! Reading `OpenAPI` 3.0.

use std::path::Path;

use super::node::{Documents, Node, Result};
use super::operation::{
    Api, Body, Content, Operation, Parameter, ParameterKey, Response, read_api, read_responses,
};

pub(super) fn read(documents: &Documents, path: &Path) -> Result<Api> {
    let root = documents.open(path)?;
    root.require_format("openapi", "3.0", "OpenAPI 3.0")?;
    read_api(documents, &root, "", |node, parameters| {
        let mut operation = Operation::default();
        for reference in parameters {
            let (key, parameter) = read_parameter(documents, &reference)?;
            operation.parameters.insert(key, parameter);
        }
        operation.body = read_body(documents, node)?;
        operation.responses = read_responses(documents, node, |response| {
            read_response(documents, response)
        })?;
        Ok(operation)
    })
}

fn read_parameter(documents: &Documents, reference: &Node) -> Result<(ParameterKey, Parameter)> {
    let node = documents.follow(reference)?;
    let place = node
        .text("in")?
        .ok_or_else(|| node.misshapen("a parameter with `in`"))?;
    let name = node
        .text("name")?
        .ok_or_else(|| node.misshapen("a parameter with `name`"))?;
    let schema = node.require("schema", "a parameter with `schema`")?;
    let is_list = documents.follow(&schema)?.text("type")? == Some("array");
    let parameter = Parameter {
        required: node.flag("required")?,
        shared: reference.is_reference(),
        list_format: if is_list {
            Some(list_format(&node, place)?)
        } else {
            None
        },
        schema,
    };
    Ok((ParameterKey::new(place, name), parameter))
}

/// `style` and `explode` in the words of Swagger 2.0; a style that it lacks keeps its name.
fn list_format(parameter: &Node, place: &str) -> Result<String> {
    let usual = if matches!(place, "query" | "cookie") {
        "form"
    } else {
        "simple"
    };
    let style = parameter.text("style")?.unwrap_or(usual);
    let explode = match parameter.get("explode") {
        Some(_) => parameter.flag("explode")?,
        None => style == "form",
    };
    Ok(match (style, explode) {
        ("form", true) => "multi",
        ("form" | "simple", _) => "csv",
        ("spaceDelimited", false) => "ssv",
        ("pipeDelimited", false) => "pipes",
        (other, _) => other,
    }
    .to_owned())
}

fn read_body(documents: &Documents, operation: &Node) -> Result<Option<Body>> {
    let Some(node) = operation.get("requestBody") else {
        return Ok(None);
    };
    let node = documents.follow(&node)?;
    let content = read_content(&node)?.unwrap_or_default();
    Ok(Some(Body {
        required: node.flag("required")?,
        content,
    }))
}

fn read_response(documents: &Documents, response: &Node) -> Result<Response> {
    let header = |(name, node): (String, Node)| {
        let node = documents.follow(&node)?;
        Ok((
            name.to_lowercase(),
            node.require("schema", "a header with `schema`")?,
        ))
    };
    let headers = response
        .members("headers")?
        .into_iter()
        .map(header)
        .collect::<Result<_>>()?;
    Ok(Response {
        content: read_content(response)?,
        headers,
    })
}

fn read_content(holder: &Node) -> Result<Option<Content>> {
    let (media_types, media): (_, Vec<_>) = holder.members("content")?.into_iter().unzip();
    let schemas = media.iter().filter_map(|node| node.get("schema")).collect();
    Ok((!media.is_empty()).then_some(Content {
        media_types,
        schemas,
    }))
}
