//! Schemas, reduced to what they demand of a value.

use std::collections::{BTreeMap, BTreeSet};

use serde_json::Value;

use super::node::{Documents, Location, Node, Result};

/// More references and one-member `allOf`s in a row than this are taken for a circle.
const LONGEST_CHAIN: usize = 64;

/// Keywords that limit a value or say how it is written.
const FACETS: [&str; 14] = [
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
];

/// Keywords that may stand beside a reference, or an `allOf` around one, without changing which
/// values it allows, apart from null.
const BESIDE_REFERENCE: [&str; 10] = [
    "$ref",
    "allOf",
    "description",
    "title",
    "type",
    "nullable",
    "readOnly",
    "example",
    "externalDocs",
    "deprecated",
];

/// A schema where it is used.
pub(super) struct Occurrence {
    /// The name of the definition, if one is referred to.
    pub(super) name: Option<String>,
    pub(super) nullable: bool,
    pub(super) read_only: bool,
    /// The definition, or the schema itself.
    pub(super) node: Node,
}

impl Occurrence {
    pub(super) fn of(documents: &Documents, schema: &Node) -> Result<Self> {
        let (mut nullable, mut read_only, mut referred) = (false, false, false);
        let mut node = schema.clone().object()?;
        for _ in 0..LONGEST_CHAIN {
            nullable |= node.flag("nullable")? || node.flag("x-nullable")?;
            read_only |= node.flag("readOnly")?;
            if let Some(target) = documents.step(&node)? {
                referred = true;
                node = target.object()?;
            } else if let Some(part) = wrapped_reference(&node)? {
                node = part;
            } else {
                let name = referred.then(|| node.name());
                return Ok(Self {
                    name,
                    nullable,
                    read_only,
                    node,
                });
            }
        }
        Err(schema.misshapen("a schema that does not consist of itself"))
    }
}

/// The reference in `{ "description": ..., "allOf": [{ "$ref": ... }] }`, the way in which
/// `OpenAPI` 3.0 says something about a reference.
fn wrapped_reference(node: &Node) -> Result<Option<Node>> {
    let beside = |key: &String| BESIDE_REFERENCE.contains(&key.as_str()) || key.starts_with("x-");
    let plain = node
        .value()
        .as_object()
        .is_some_and(|object| object.keys().all(beside));
    let mut parts = node.elements("allOf")?;
    let only = if plain && parts.len() == 1 {
        parts.pop()
    } else {
        None
    };
    Ok(only.filter(Node::is_reference))
}

/// What a schema demands, with the parts of its `allOf` merged in.
#[derive(Default)]
pub(super) struct Shape {
    pub(super) kind: Option<String>,
    /// Format, default and limits, in the notation of JSON.
    pub(super) facets: BTreeMap<&'static str, String>,
    pub(super) choice: Option<Choice>,
    pub(super) properties: BTreeMap<String, Node>,
    pub(super) required: BTreeSet<String>,
    pub(super) items: Option<Node>,
    pub(super) entries: Entries,
}

/// The values of an enum.
pub(super) struct Choice {
    pub(super) name: Option<String>,
    pub(super) values: BTreeSet<String>,
}

/// Members of an object beyond its properties.
#[derive(Default)]
pub(super) enum Entries {
    #[default]
    Unspecified,
    Forbidden,
    Of(Node),
}

impl Shape {
    pub(super) fn of(documents: &Documents, schema: &Node) -> Result<Self> {
        let mut shape = Self::default();
        shape.absorb(documents, schema, &mut BTreeSet::new())?;
        let is_object = !shape.properties.is_empty() || matches!(shape.entries, Entries::Of(_));
        if shape.kind.is_none() && is_object {
            shape.kind = Some("object".to_owned());
        }
        Ok(shape)
    }

    /// Adds what `schema` demands; what is there already takes precedence.
    fn absorb(
        &mut self,
        documents: &Documents,
        schema: &Node,
        seen: &mut BTreeSet<Location>,
    ) -> Result<()> {
        if !seen.insert(schema.location()) {
            return Ok(());
        }
        for keyword in ["oneOf", "anyOf", "not"] {
            if schema.get(keyword).is_some() {
                return Err(schema.unsupported(keyword));
            }
        }
        if self.kind.is_none() {
            self.kind = schema.text("type")?.map(str::to_owned);
        }
        self.absorb_facets(schema)?;
        self.absorb_members(schema)?;
        for part in schema.elements("allOf")? {
            self.absorb(documents, &Occurrence::of(documents, &part)?.node, seen)?;
        }
        Ok(())
    }

    fn absorb_facets(&mut self, schema: &Node) -> Result<()> {
        if let Some(format) = schema.text("format")? {
            self.facets
                .entry("format")
                .or_insert_with(|| format.to_owned());
        }
        for name in FACETS {
            if let Some(facet) = schema.get(name).and_then(|node| statement(node.value())) {
                self.facets.entry(name).or_insert(facet);
            }
        }
        if let Some(node) = schema.get("discriminator") {
            // Swagger 2.0 writes just the name, `OpenAPI` 3.0 an object around it.
            let name = node.get("propertyName").unwrap_or(node);
            self.facets
                .entry("discriminator")
                .or_insert_with(|| bare(name.value()));
        }
        let values = schema.elements("enum")?;
        if self.choice.is_none() && !values.is_empty() {
            let extension = schema.get("x-ms-enum").map(Node::object).transpose()?;
            let name = extension
                .map(|node| Ok(node.text("name")?.map(str::to_owned)))
                .transpose()?;
            let values = values
                .iter()
                .map(Node::value)
                .filter(|value| !value.is_null());
            let values = values.map(bare).collect();
            self.choice = Some(Choice {
                name: name.flatten(),
                values,
            });
        }
        Ok(())
    }

    fn absorb_members(&mut self, schema: &Node) -> Result<()> {
        for (name, property) in schema.members("properties")? {
            self.properties.entry(name).or_insert(property);
        }
        // A parameter of Swagger 2.0 is its own schema, and its `required` is a boolean.
        if schema
            .get("required")
            .is_some_and(|node| !node.value().is_boolean())
        {
            self.required.extend(schema.texts("required")?);
        }
        if self.items.is_none() {
            self.items = schema.get("items");
        }
        if matches!(self.entries, Entries::Unspecified) {
            self.entries = entries(schema)?;
        }
        Ok(())
    }
}

fn entries(schema: &Node) -> Result<Entries> {
    let Some(node) = schema.get("additionalProperties") else {
        return Ok(Entries::Unspecified);
    };
    Ok(match node.value() {
        Value::Bool(true) => Entries::Unspecified,
        Value::Bool(false) => Entries::Forbidden,
        Value::Object(schema) if schema.is_empty() => Entries::Unspecified,
        _ => Entries::Of(node.object()?),
    })
}

/// A keyword's value such that equal statements give equal text; nothing where it says nothing.
pub(super) fn statement(value: &Value) -> Option<String> {
    match value {
        Value::Bool(false) => None,
        Value::Number(number) => Some(number.to_string().trim_end_matches(".0").to_owned()),
        other => {
            let mut sorted = other.clone();
            sorted.sort_all_objects();
            Some(sorted.to_string())
        }
    }
}

/// A string without its quotes, anything else as JSON.
fn bare(value: &Value) -> String {
    value
        .as_str()
        .map_or_else(|| value.to_string(), str::to_owned)
}
