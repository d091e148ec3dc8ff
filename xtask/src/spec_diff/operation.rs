//! Operations in one form for both formats.

use std::collections::{BTreeMap, BTreeSet};
use std::fmt;

use super::node::{Documents, Node, Result};
use super::schema::statement;

const METHODS: [&str; 8] = [
    "get", "put", "post", "delete", "options", "head", "patch", "trace",
];

/// What an operation can say about itself apart from its input and output.
const TRAITS: [&str; 4] = [
    "deprecated",
    "x-ms-long-running-operation",
    "x-ms-long-running-operation-options",
    "x-ms-pageable",
];

/// A document, reduced to what is compared.
pub(super) struct Api {
    pub(super) version: String,
    /// By method and path, such as `GET /sip`.
    pub(super) operations: BTreeMap<String, Operation>,
}

#[derive(Default)]
pub(super) struct Operation {
    pub(super) parameters: BTreeMap<ParameterKey, Parameter>,
    pub(super) body: Option<Body>,
    /// By status code, or `default`.
    pub(super) responses: BTreeMap<String, Response>,
    /// In the notation of JSON.
    pub(super) traits: BTreeMap<&'static str, String>,
}

/// Header names are in lower case.
#[derive(PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct ParameterKey {
    place: String,
    name: String,
}

impl ParameterKey {
    pub(super) fn new(place: &str, name: &str) -> Self {
        let name = if place == "header" {
            name.to_lowercase()
        } else {
            name.to_owned()
        };
        Self {
            place: place.to_owned(),
            name,
        }
    }
}

impl fmt::Display for ParameterKey {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{} parameter `{}`", self.place, self.name)
    }
}

pub(super) struct Parameter {
    pub(super) required: bool,
    /// Whether the operation refers to a parameter that others may use too.
    pub(super) shared: bool,
    /// How a list is put into one parameter, in the words of Swagger's `collectionFormat`.
    pub(super) list_format: Option<String>,
    pub(super) schema: Node,
}

pub(super) struct Body {
    pub(super) required: bool,
    pub(super) content: Content,
}

#[derive(Default)]
pub(super) struct Content {
    /// Empty if the document does not say.
    pub(super) media_types: BTreeSet<String>,
    /// One schema in Swagger 2.0, one for each media type in `OpenAPI` 3.0.
    pub(super) schemas: Vec<Node>,
}

pub(super) struct Response {
    pub(super) content: Option<Content>,
    /// By name in lower case.
    pub(super) headers: BTreeMap<String, Node>,
}

/// Reads what both formats have in common, and each operation through `read`, which gets the
/// operation and its parameters: first those of the path, then the operation's own.
pub(super) fn read_api(
    documents: &Documents,
    root: &Node,
    prefix: &str,
    read: impl Fn(&Node, Vec<Node>) -> Result<Operation>,
) -> Result<Api> {
    let info = root.require("info", "an object with `info`")?;
    let version = info
        .text("version")?
        .ok_or_else(|| info.misshapen("an object with `version`"))?;
    root.require("paths", "an object with `paths`")?;
    let mut operations = BTreeMap::new();
    for (path, item) in [root.members("paths")?, root.members("x-ms-paths")?].concat() {
        if path.starts_with("x-") {
            continue;
        }
        let item = documents.follow(&item)?;
        for method in METHODS {
            let Some(node) = item.get(method) else {
                continue;
            };
            let node = node.object()?;
            let parameters = [item.elements("parameters")?, node.elements("parameters")?].concat();
            let operation = Operation {
                traits: traits(&node),
                ..read(&node, parameters)?
            };
            operations.insert(
                format!("{} {prefix}{path}", method.to_uppercase()),
                operation,
            );
        }
    }
    Ok(Api {
        version: version.to_owned(),
        operations,
    })
}

fn traits(operation: &Node) -> BTreeMap<&'static str, String> {
    let stated = |name: &&'static str| Some((*name, statement(operation.get(name)?.value())?));
    TRAITS.iter().filter_map(stated).collect()
}

/// Reads the responses through `read`, which gets each with its reference already followed.
pub(super) fn read_responses(
    documents: &Documents,
    operation: &Node,
    read: impl Fn(&Node) -> Result<Response>,
) -> Result<BTreeMap<String, Response>> {
    let members = operation.members("responses")?;
    let stated = members
        .into_iter()
        .filter(|(status, _)| !status.starts_with("x-"));
    stated
        .map(|(status, node)| Ok((status, read(&documents.follow(&node)?)?)))
        .collect()
}
