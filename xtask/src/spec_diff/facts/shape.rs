//! Schemas in a few words.

use super::{
    Facts, Map, Value, bare, elements, flag, members, need, others, referenced_schema, text,
};

/// Keywords that are put into words, or stand beside a reference without changing its target.
const TOLD: [&str; 10] = [
    "$ref",
    "type",
    "format",
    "items",
    "additionalProperties",
    "properties",
    "required",
    "allOf",
    "enum",
    "x-ms-enum",
];

/// True if a schema has a type of its own, and is spoken of by its name.
pub(super) fn is_named(schema: &Value) -> bool {
    schema.get("properties").is_some() || schema.get("allOf").is_some()
}

impl Facts<'_> {
    /// The schema in words. Its properties and the values of its enum get lines of their own.
    pub(super) fn words(&mut self, subject: &str, schema: &Value) -> String {
        let mut words = vec![self.kind(subject, schema)];
        words.extend(self.choice(schema));
        words.extend(others(schema, &TOLD));
        words[1..].sort();
        words.join(", ")
    }

    fn kind(&mut self, subject: &str, schema: &Value) -> String {
        let document = self.document;
        if let Some(name) = plain_reference(schema) {
            let target = document.pointer(&format!("/components/schemas/{name}"));
            return match target.filter(|target| !is_named(target)) {
                Some(target) => self.words(subject, target),
                None => name.to_owned(),
            };
        }
        let merged = merged(document, schema);
        self.properties(subject, &merged);
        let kind = text(&merged, "type").unwrap_or("any");
        let format = text(&merged, "format");
        match (merged.get("items"), merged.get("additionalProperties")) {
            (Some(items), _) => {
                format!("array of ({})", self.words(&format!("{subject}[]"), items))
            }
            (None, Some(Value::Bool(false))) => format!("{kind} without other properties"),
            (None, Some(values)) if members(Some(values)).count() > 0 => {
                format!("map of ({})", self.words(&format!("{subject}.*"), values))
            }
            _ => format.map_or_else(|| kind.to_owned(), |format| format!("{kind} {format}")),
        }
    }

    fn properties(&mut self, subject: &str, schema: &Value) {
        let required: Vec<&str> = elements(schema.get("required"))
            .filter_map(Value::as_str)
            .collect();
        for (name, property) in members(schema.get("properties")) {
            let subject = format!("{subject}.{name}");
            let words = self.words(&subject, property);
            let need = need(required.contains(&name.as_str()));
            self.say(&subject, &format!("{need} {words}"));
        }
    }

    /// The enum by its name, or by its values where it has none or other ones than elsewhere.
    fn choice(&mut self, schema: &Value) -> Option<String> {
        let values = schema.get("enum")?;
        let values = elements(Some(values)).filter(|it| !it.is_null()).map(bare);
        let mut values: Vec<String> = values.collect();
        values.sort();
        let listed = format!("one of {}", values.join(", "));
        let marker = schema.get("x-ms-enum").cloned().unwrap_or_default();
        let Some(name) = text(&marker, "name") else {
            return Some(listed);
        };
        let known = self
            .enums
            .entry(name.to_owned())
            .or_insert_with(|| values.clone());
        if *known != values {
            return Some(format!("enum {name}, but {listed}"));
        }
        let subject = format!("enum {name}");
        let is_open = flag(&marker, "modelAsString");
        self.say(&subject, if is_open { "open" } else { "closed" });
        for value in values {
            self.say(&subject, &format!("value `{value}`"));
        }
        Some(subject)
    }
}

/// The name behind a reference, also where an `allOf` makes room for words beside it.
fn plain_reference(schema: &Value) -> Option<&str> {
    let stands_alone = schema.get("properties").is_none();
    referenced_schema(schema).filter(|_| stands_alone)
}

/// The schema with the parts of its `allOf` merged in. Its own parts take precedence.
fn merged(document: &Value, schema: &Value) -> Value {
    let mut whole = schema.clone();
    absorb(document, &mut whole, schema, 0);
    whole
}

/// Parts inside parts deeper than this are taken for a circle.
const DEEPEST: usize = 16;

fn absorb(document: &Value, whole: &mut Value, schema: &Value, depth: usize) {
    for part in elements(schema.get("allOf")).filter(|_| depth < DEEPEST) {
        let part = match referenced_schema(part) {
            Some(name) => document.pointer(&format!("/components/schemas/{name}")),
            None => Some(part),
        };
        let Some(part) = part else {
            continue;
        };
        for (key, value) in members(Some(part)) {
            let empty = if value.is_array() {
                Value::Array(Vec::new())
            } else {
                Value::Object(Map::new())
            };
            match key.as_str() {
                "required" | "properties" => add(&mut whole[key], empty, value),
                "allOf" => {}
                _ if whole.get(key).is_none() => whole[key] = value.clone(),
                _ => {}
            }
        }
        absorb(document, whole, part, depth + 1);
    }
}

fn add(to: &mut Value, empty: Value, from: &Value) {
    if to.is_null() {
        *to = empty;
    }
    match (to, from) {
        (Value::Object(to), Value::Object(from)) => {
            for (key, value) in from {
                to.entry(key).or_insert_with(|| value.clone());
            }
        }
        (Value::Array(to), Value::Array(from)) => to.extend(from.iter().cloned()),
        _ => {}
    }
}
