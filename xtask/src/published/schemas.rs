//! Schemas.

use serde_json::{Map, Value, json};

use super::{
    Reader,
    node::{Node, Result},
};
use crate::{codegen::document::reference_to, prose::MARK};

/// Keywords of any value that are taken over as they are.
const COPIED: [&str; 16] = [
    "format",
    "default",
    "minimum",
    "maximum",
    "exclusiveMinimum",
    "exclusiveMaximum",
    "multipleOf",
    "minLength",
    "maxLength",
    "pattern",
    "minItems",
    "maxItems",
    "uniqueItems",
    "minProperties",
    "maxProperties",
    "enum",
];

/// Keywords of any value that are put in another way.
const REMADE: [&str; 4] = ["type", "x-nullable", "x-ms-enum", "items"];

/// Keywords that a parameter has not.
const OF_SCHEMAS: [&str; 9] = [
    "description",
    "nullable",
    "readOnly",
    "deprecated",
    "required",
    "properties",
    "additionalProperties",
    "allOf",
    "discriminator",
];

impl Reader<'_> {
    /// The schema where it is used. A definition with properties is referred to by its name; one
    /// of a single value, a list or a map has no type of its own, and is written out.
    pub(super) fn schema(&mut self, node: &Node) -> Result<Value> {
        if node.value().get("$ref").is_none() {
            return self.written_out(node, false);
        }
        let target = self.files.follow(node)?;
        let known = [
            "$ref",
            "type",
            "description",
            "x-nullable",
            "nullable",
            "readOnly",
            "deprecated",
        ];
        self.keywords(node, &known)?;
        let kind = node.text("type")?;
        if kind.is_some() && kind != kind_of(&target)? {
            return Err(node
                .require("type")?
                .problem("the reference leads to another type"));
        }
        let mut beside = Map::new();
        if node.get("description").is_some() {
            beside.insert("description".to_owned(), json!(MARK));
        }
        flags(node, &mut beside)?;
        if !self.register(&target) {
            return self.copied_from(node, &target, beside);
        }
        let reference = reference_to(&self.schemas.name_of(&target));
        if beside.is_empty() {
            return Ok(reference);
        }
        beside.insert("allOf".to_owned(), json!([reference]));
        Ok(Value::Object(beside))
    }

    /// Gives the definition a name in the result if it is an object with properties; says whether it is.
    pub(super) fn register(&mut self, definition: &Node) -> bool {
        let has = |key| definition.value().get(key).is_some();
        let is_named = has("properties") || has("allOf");
        if is_named {
            self.schemas.name_of(definition);
        }
        is_named
    }

    fn copied_from(
        &mut self,
        node: &Node,
        target: &Node,
        mut beside: Map<String, Value>,
    ) -> Result<Value> {
        if self.written_out.contains(&target.location()) {
            return Err(node.problem("expected a schema that does not consist of itself"));
        }
        self.leave_out(
            target,
            "no object with properties, so it is written out where it is used",
        );
        self.written_out.push(target.location());
        let schema = self.written_out(target, false);
        self.written_out.pop();
        let mut schema = schema?;
        if let Some(schema) = schema.as_object_mut() {
            beside.append(schema);
        }
        Ok(Value::Object(beside))
    }

    /// The schema that stands at `node` itself.
    pub(super) fn written_out(&mut self, node: &Node, wants_prose: bool) -> Result<Value> {
        self.keywords(node, &[&OF_SCHEMAS[..], &REMADE, &COPIED].concat())?;
        let mut schema = Map::new();
        if wants_prose || node.get("description").is_some() {
            schema.insert("description".to_owned(), json!(MARK));
        }
        self.put_value(node, &mut schema)?;
        self.put_members(node, &mut schema)?;
        Ok(Value::Object(schema))
    }

    /// The schema of a parameter or a header, which has keywords of its own, `others`, besides.
    pub(super) fn value_of(&mut self, node: &Node, others: &[&str]) -> Result<Value> {
        self.keywords(node, &[others, &REMADE, &COPIED].concat())?;
        let mut schema = Map::new();
        self.put_value(node, &mut schema)?;
        Ok(Value::Object(schema))
    }

    fn put_value(&mut self, node: &Node, schema: &mut Map<String, Value>) -> Result<()> {
        if let Some(kind) = kind_of(node)? {
            schema.insert("type".to_owned(), json!(kind));
        }
        flags(node, schema)?;
        for key in COPIED {
            if let Some(value) = node.get(key) {
                schema.insert(key.to_owned(), value.value().clone());
            }
        }
        if let Some(marker) = node.get("x-ms-enum") {
            schema.insert("x-ms-enum".to_owned(), self.enum_marker(&marker)?);
        }
        if let Some(items) = node.get("items") {
            schema.insert("items".to_owned(), self.schema(&items.object()?)?);
        }
        Ok(())
    }

    fn enum_marker(&mut self, node: &Node) -> Result<Value> {
        self.keywords(node, &["name", "modelAsString", "values"])?;
        let mut marker = Map::new();
        for key in ["name", "modelAsString"] {
            if let Some(value) = node.get(key) {
                marker.insert(key.to_owned(), value.value().clone());
            }
        }
        let mut values = Vec::new();
        for value in node.elements("values")? {
            self.keywords(&value, &["value", "name", "description"])?;
            if let Some(name) = value.get("name") {
                self.leave_out(&name, "a name inside the official clients");
            }
            values.push(json!({ "value": value.require("value")?.value(), "description": MARK }));
        }
        if !values.is_empty() {
            marker.insert("description".to_owned(), json!(MARK));
            marker.insert("values".to_owned(), Value::Array(values));
        }
        Ok(Value::Object(marker))
    }

    fn put_members(&mut self, node: &Node, schema: &mut Map<String, Value>) -> Result<()> {
        // That of a parameter is a boolean.
        if let Some(required) = node.get("required") {
            node.elements("required")?;
            schema.insert("required".to_owned(), required.value().clone());
        }
        let properties = self.properties(node)?;
        if !properties.is_empty() {
            schema.insert("properties".to_owned(), Value::Object(properties));
        }
        if let Some(values) = node.get("additionalProperties") {
            let values = if values.value().is_boolean() {
                values.value().clone()
            } else {
                self.schema(&values.object()?)?
            };
            schema.insert("additionalProperties".to_owned(), values);
        }
        let mut parts = Vec::new();
        for part in node.elements("allOf")? {
            parts.push(self.schema(&part.object()?)?);
        }
        if !parts.is_empty() {
            schema.insert("allOf".to_owned(), Value::Array(parts));
        }
        if let Some(name) = node.text("discriminator")? {
            schema.insert("discriminator".to_owned(), json!({ "propertyName": name }));
        }
        Ok(())
    }

    fn properties(&mut self, node: &Node) -> Result<Map<String, Value>> {
        let mut properties = Map::new();
        for (name, property) in node.members_of("properties")? {
            let property = property.object()?;
            let schema = if property.value().get("$ref").is_some() {
                self.schema(&property)?
            } else {
                self.written_out(&property, true)?
            };
            properties.insert(name, schema);
        }
        Ok(properties)
    }
}

/// The type; that of an object need not be said.
fn kind_of(node: &Node) -> Result<Option<&str>> {
    let has = |key| node.value().get(key).is_some();
    let implied = (has("properties") || has("additionalProperties")).then_some("object");
    Ok(node.text("type")?.or(implied))
}

fn flags(node: &Node, schema: &mut Map<String, Value>) -> Result<()> {
    let is_nullable = node.flag("x-nullable")? || node.flag("nullable")?;
    for (key, applies) in [
        ("nullable", is_nullable),
        ("readOnly", node.flag("readOnly")?),
        ("deprecated", node.flag("deprecated")?),
    ] {
        if applies {
            schema.insert(key.to_owned(), json!(true));
        }
    }
    Ok(())
}
