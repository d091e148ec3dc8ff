//! The top of a document.

use serde_json::{Map, Value, json};

use super::{
    Reader,
    node::{Node, Result},
};
use crate::prose::MARK;

const KNOWN: [&str; 17] = [
    "swagger",
    "info",
    "host",
    "basePath",
    "schemes",
    "consumes",
    "produces",
    "paths",
    "x-ms-paths",
    "definitions",
    "parameters",
    "responses",
    "securityDefinitions",
    "security",
    "tags",
    "x-ms-parameterized-host",
    "externalDocs",
];

/// Keywords of a parameter that is a part of the host. The URL is taken as it is.
const OF_A_HOST: [&str; 7] = [
    "name",
    "in",
    "description",
    "required",
    "type",
    "format",
    "x-ms-skip-url-encoding",
];

const METHODS: [&str; 7] = ["get", "put", "post", "delete", "options", "head", "patch"];

impl Reader<'_> {
    pub(super) fn document(&mut self) -> Result<Value> {
        let root = self.root.clone();
        self.keywords(&root, &KNOWN)?;
        for (_, definition) in root.members_of("definitions")? {
            if !definition.value().get("$ref").is_some_and(Value::is_string) {
                self.register(&definition.object()?);
            }
        }
        let mut document = Map::new();
        document.insert("openapi".to_owned(), json!("3.0.3"));
        document.insert("info".to_owned(), self.info(&root.require("info")?)?);
        if let Some(servers) = self.servers()? {
            document.insert("servers".to_owned(), servers);
        }
        let security = root.get("security").map(|it| it.value().clone());
        document.insert("security".to_owned(), security.unwrap_or_else(|| json!([])));
        let paths = self.paths()?;
        if let Some(tags) = self.tags(&paths)? {
            document.insert("tags".to_owned(), tags);
        }
        document.insert("paths".to_owned(), paths);
        document.insert("components".to_owned(), self.components()?);
        Ok(Value::Object(document))
    }

    fn info(&mut self, info: &Node) -> Result<Value> {
        self.keywords(info, &["title", "description", "version"])?;
        let version = info.require("version")?;
        Ok(json!({ "title": MARK, "description": MARK, "version": version.as_text()? }))
    }

    fn servers(&mut self) -> Result<Option<Value>> {
        let root = self.root.clone();
        let Some(host) = root.get("x-ms-parameterized-host") else {
            let schemes = root.elements("schemes")?;
            let scheme = schemes.first().map_or(Ok("https"), Node::as_text)?;
            let server = |host| json!([{ "url": format!("{scheme}://{host}") }]);
            return Ok(root.text("host")?.map(server));
        };
        self.keywords(&host, &["hostTemplate", "useSchemePrefix", "parameters"])?;
        let template = host.require("hostTemplate")?;
        let template = template.as_text()?;
        let has_scheme = host.get("useSchemePrefix").is_some() && !host.flag("useSchemePrefix")?;
        let url = if has_scheme {
            template.to_owned()
        } else {
            format!("https://{template}")
        };
        let mut variables = Map::new();
        for parameter in host.elements("parameters")? {
            let parameter = self.files.follow(&parameter)?;
            self.keywords(&parameter, &OF_A_HOST)?;
            let name = parameter.require("name")?;
            let variable = json!({ "default": MARK, "description": MARK });
            variables.insert(name.as_text()?.to_owned(), variable);
            if let Some(format) = parameter.get("format") {
                self.leave_out(&format, "the variable of a server has no format");
            }
        }
        Ok(Some(
            json!([{ "url": url, "variables": variables, "description": MARK }]),
        ))
    }

    fn paths(&mut self) -> Result<Value> {
        let root = self.root.clone();
        let base = root.text("basePath")?.unwrap_or_default();
        let base = base.trim_end_matches('/');
        let mut paths = Map::new();
        let stated = root.require("paths")?.members()?;
        for (path, item) in stated.into_iter().chain(root.members_of("x-ms-paths")?) {
            let path = format!("{base}{path}");
            let item = self.files.follow(&item)?;
            self.keywords(&item, &[&METHODS[..], &["parameters"]].concat())?;
            let mut operations = Map::new();
            for (method, operation) in item.members()? {
                if METHODS.contains(&method.as_str()) {
                    let operation = self.operation(&path, &item, &operation)?;
                    operations.insert(method, operation);
                }
            }
            paths.insert(path, Value::Object(operations));
        }
        Ok(Value::Object(paths))
    }

    /// The tags of all operations, in the order in which they are met.
    fn tags(&mut self, paths: &Value) -> Result<Option<Value>> {
        let mut tags: Vec<Value> = Vec::new();
        let mut add = |name: &Value| {
            if !tags.iter().any(|tag| tag["name"] == *name) {
                tags.push(json!({ "name": name, "description": MARK }));
            }
        };
        for tag in self.root.clone().elements("tags")? {
            self.keywords(&tag, &["name", "description"])?;
            add(tag.require("name")?.value());
        }
        let items = paths.as_object().into_iter().flat_map(Map::values);
        let operations = items.filter_map(Value::as_object).flat_map(Map::values);
        operations
            .filter_map(|operation| operation["tags"].as_array())
            .flatten()
            .for_each(add);
        Ok((!tags.is_empty()).then_some(Value::Array(tags)))
    }

    fn components(&mut self) -> Result<Value> {
        for (_, parameter) in self.root.clone().members_of("parameters")? {
            self.share(&parameter)?;
        }
        let mut parameters = Map::new();
        let mut index = 0;
        while let Some((name, node)) = self.parameters.get(index) {
            parameters.insert(name, self.parameter(&node)?);
            index += 1;
        }
        // Each may refer to others that nobody has met before.
        let mut schemas = Map::new();
        let mut index = 0;
        while let Some((name, node)) = self.schemas.get(index) {
            schemas.insert(name, self.written_out(&node, true)?);
            index += 1;
        }
        let mut components = Map::new();
        let security = self.security_schemes()?;
        for (key, value) in [
            ("parameters", parameters),
            ("schemas", schemas),
            ("securitySchemes", security),
        ] {
            if !value.is_empty() {
                components.insert(key.to_owned(), Value::Object(value));
            }
        }
        Ok(Value::Object(components))
    }

    fn security_schemes(&mut self) -> Result<Map<String, Value>> {
        let mut schemes = Map::new();
        for (name, node) in self.root.clone().members_of("securityDefinitions")? {
            schemes.insert(name, self.security_scheme(&node)?);
        }
        Ok(schemes)
    }

    fn security_scheme(&mut self, node: &Node) -> Result<Value> {
        let kind = node.require("type")?;
        match kind.as_text()? {
            "basic" => {
                self.keywords(node, &["type", "description"])?;
                Ok(json!({ "type": "http", "description": MARK, "scheme": "basic" }))
            }
            "apiKey" => {
                self.keywords(node, &["type", "description", "in", "name"])?;
                let (place, name) = (node.require("in")?, node.require("name")?);
                let (place, name) = (place.value(), name.value());
                Ok(json!({ "type": "apiKey", "in": place, "name": name, "description": MARK }))
            }
            "oauth2" => self.oauth2(node),
            _ => Err(kind.problem("expected `basic`, `apiKey` or `oauth2`")),
        }
    }

    fn oauth2(&mut self, node: &Node) -> Result<Value> {
        let urls = ["authorizationUrl", "tokenUrl"];
        self.keywords(
            node,
            &[&urls[..], &["type", "description", "flow", "scopes"]].concat(),
        )?;
        let flow = node.require("flow")?;
        let flow = match flow.as_text()? {
            "application" => "clientCredentials",
            "accessCode" => "authorizationCode",
            same => same,
        };
        let mut stated = Map::new();
        for key in urls {
            if let Some(url) = node.get(key) {
                stated.insert(key.to_owned(), url.value().clone());
            }
        }
        let scopes = node.members_of("scopes")?.into_iter();
        let scopes: Map<_, _> = scopes.map(|(name, _)| (name, json!(MARK))).collect();
        stated.insert("scopes".to_owned(), Value::Object(scopes));
        Ok(json!({ "type": "oauth2", "description": MARK, "flows": { flow: stated } }))
    }
}
