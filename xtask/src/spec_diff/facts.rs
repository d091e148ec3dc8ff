//! The facts that a document states, a line each.
//!
//! A line names its subject, which is shared where it can be, so that a change of it is one line
//! and not one for each operation that uses it. A keyword that is not known here is told as it
//! stands, so that none is passed over.

use std::collections::{BTreeMap, BTreeSet};

use serde_json::{Map, Value};

use crate::codegen::document::{
    elements, flag, for_each_operation, members, referenced_schema, text,
};

mod shape;

/// Keywords without a meaning on the wire.
const PROSE: [&str; 7] = [
    "description",
    "summary",
    "title",
    "tags",
    "example",
    "examples",
    "externalDocs",
];

/// Everything that the document says.
pub(super) fn of(document: &Value) -> BTreeSet<String> {
    let mut facts = Facts {
        document,
        lines: BTreeSet::new(),
        enums: BTreeMap::new(),
    };
    facts.root();
    facts.lines
}

struct Facts<'d> {
    document: &'d Value,
    lines: BTreeSet<String>,
    /// The values of each enum that has a name, as they are first met.
    enums: BTreeMap<String, Vec<String>>,
}

impl<'d> Facts<'d> {
    fn say(&mut self, subject: &str, fact: &str) {
        self.lines.insert(format!("{subject}: {fact}"));
    }

    fn root(&mut self) {
        let document = self.document;
        if let Some(version) = document.pointer("/info/version") {
            self.say("API version", &bare(version));
        }
        for server in elements(document.get("servers")) {
            self.say("server", text(server, "url").unwrap_or_default());
        }
        self.security("security", document);
        for_each_operation(document, |path, method, operation| {
            self.operation(&format!("{} {path}", method.to_uppercase()), operation);
        });
        let components = |kind| members(document.pointer(&format!("/components/{kind}")));
        for (_, parameter) in components("parameters") {
            let subject = format!("shared {}", label(parameter));
            self.parameter(&subject, parameter);
        }
        for (name, schema) in components("schemas") {
            if shape::is_named(schema) {
                let words = self.words(&format!("schema {name}"), schema);
                self.say(&format!("schema {name}"), &words);
            }
        }
        for (name, scheme) in components("securitySchemes") {
            let mut scheme = scheme.clone();
            without_prose(&mut scheme);
            self.say(&format!("security scheme {name}"), &statement(&scheme));
        }
    }

    fn operation(&mut self, name: &str, operation: &'d Value) {
        let id = text(operation, "operationId").unwrap_or("without an id");
        self.say(name, &format!("operation {id}"));
        for parameter in elements(operation.get("parameters")) {
            self.use_of_parameter(name, parameter);
        }
        if let Some(body) = operation.get("requestBody") {
            let subject = format!("{name} body");
            for content in self.content(&subject, body) {
                self.say(
                    &subject,
                    &format!("{} {content}", need(flag(body, "required"))),
                );
            }
        }
        for (status, response) in members(operation.get("responses")) {
            let response = self.resolved(response);
            self.response(&format!("{name} {status}"), response);
        }
        self.security(&format!("{name} security"), operation);
        let told = [
            "operationId",
            "parameters",
            "requestBody",
            "responses",
            "security",
        ];
        for fact in others(operation, &told) {
            self.say(name, &fact);
        }
    }

    fn use_of_parameter(&mut self, operation: &str, stated: &'d Value) {
        let parameter = self.resolved(stated);
        let label = label(parameter);
        if stated.get("$ref").is_some() {
            self.say(&format!("{operation} {label}"), "shared");
        } else {
            self.parameter(&format!("{operation} {label}"), parameter);
        }
    }

    fn parameter(&mut self, subject: &str, parameter: &Value) {
        let schema = parameter.get("schema").cloned().unwrap_or_default();
        let mut words = vec![format!(
            "{} {}",
            need(flag(parameter, "required")),
            self.words(subject, &schema)
        )];
        words.extend(list_style(parameter));
        let told = ["name", "in", "required", "schema", "style", "explode"];
        words.extend(others(parameter, &told));
        self.say(subject, &words.join(", "));
    }

    fn response(&mut self, subject: &str, response: &Value) {
        let contents = self.content(subject, response);
        if contents.is_empty() {
            self.say(subject, "no body");
        }
        for content in contents {
            self.say(subject, &content);
        }
        for (name, header) in members(response.get("headers")) {
            let subject = format!("{subject} header `{}`", name.to_lowercase());
            let words = self.words(&subject, &header["schema"]);
            self.say(&subject, &words);
        }
        for fact in others(response, &["content", "headers"]) {
            self.say(subject, &fact);
        }
    }

    fn content(&mut self, subject: &str, holder: &Value) -> Vec<String> {
        let media = members(holder.get("content"));
        media
            .map(|(name, media)| format!("{} as `{name}`", self.words(subject, &media["schema"])))
            .collect()
    }

    /// Each of the ways to sign in, of which a caller chooses one.
    fn security(&mut self, subject: &str, holder: &Value) {
        for way in elements(holder.get("security")) {
            self.say(subject, &statement(way));
        }
    }

    fn resolved(&self, node: &'d Value) -> &'d Value {
        let target = text(node, "$ref").and_then(|it| self.document.pointer(it.strip_prefix('#')?));
        target.unwrap_or(node)
    }
}

/// The name by which a parameter is spoken of. The case of a header has no meaning.
fn label(parameter: &Value) -> String {
    let place = text(parameter, "in").unwrap_or_default();
    let name = text(parameter, "name").unwrap_or_default();
    if place == "header" {
        format!("header `{}`", name.to_lowercase())
    } else {
        format!("{place} `{name}`")
    }
}

/// The way in which a list becomes one parameter or several; nothing for other parameters.
fn list_style(parameter: &Value) -> Option<String> {
    parameter.pointer("/schema/items")?;
    let usual = match text(parameter, "in") {
        Some("query" | "cookie") => "form",
        _ => "simple",
    };
    let style = text(parameter, "style").unwrap_or(usual);
    let stated = parameter.get("explode").and_then(Value::as_bool);
    let explodes = stated.unwrap_or(style == "form");
    Some(format!(
        "{style} {}",
        if explodes { "repeated" } else { "joined" }
    ))
}

fn need(required: bool) -> &'static str {
    if required { "required" } else { "optional" }
}

/// The keywords that are not among those that are `told` already, in the notation of JSON. One
/// that says no says nothing.
fn others(node: &Value, told: &[&str]) -> Vec<String> {
    let told = |key: &str| told.contains(&key) || PROSE.contains(&key);
    members(Some(node))
        .filter(|(key, value)| !told(key) && **value != Value::Bool(false))
        .map(|(key, value)| match value {
            Value::Bool(true) => key.clone(),
            _ => format!("{key} {}", statement(value)),
        })
        .collect()
}

/// A value such that equal statements give equal text.
fn statement(value: &Value) -> String {
    match value {
        Value::Number(number) => number.to_string().trim_end_matches(".0").to_owned(),
        other => {
            let mut sorted = other.clone();
            sorted.sort_all_objects();
            sorted.to_string()
        }
    }
}

/// A string without its quotes, anything else as JSON.
fn bare(value: &Value) -> String {
    value
        .as_str()
        .map_or_else(|| statement(value), str::to_owned)
}

fn without_prose(value: &mut Value) {
    if let Value::Object(members) = value {
        members.retain(|key, _| !PROSE.contains(&key.as_str()));
        if let Some(Value::Object(scopes)) = members.get_mut("scopes") {
            scopes.values_mut().for_each(|it| *it = Value::Null);
        }
        members.values_mut().for_each(without_prose);
    }
}
