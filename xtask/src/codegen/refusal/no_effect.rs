//! Parts of a document that change nothing in the generated code, and why that is right.
//!
//! A keyword that stands neither here nor among those with an effect is refused. A test changes
//! each part of the real documents and holds this list to it.

/// The kind of a node, the keyword, and the reason.
pub(crate) const NO_EFFECT: &[(&str, &str, &str)] = &[
    (
        "an answer's schema",
        "required",
        "an answer that lacks one thing is read all the same; the models say what they need",
    ),
    (
        "an inner allOf",
        "nullable",
        "in a merge patch null removes a value whatever the document says; elsewhere it has one",
    ),
    ("a named schema", "deprecated", DEPRECATED),
    ("an answer's schema", "deprecated", DEPRECATED),
    ("a parameter", "deprecated", DEPRECATED),
    ("a document", "openapi", "one version is taken"),
    (
        "a document",
        "servers",
        "the caller names the endpoint of the resource",
    ),
    ("a document", "security", SIGNING_IN),
    ("the components", "securitySchemes", SIGNING_IN),
    (
        "a declared tag",
        "name",
        "it has to be the tag of an operation, which names the file",
    ),
    (
        "a request body",
        "required",
        "a call always sends its body, which is never forbidden",
    ),
    (
        "a response",
        "description",
        "the types and the call say what comes",
    ),
    (
        "a response",
        "headers",
        "core reads links by their names; the surface shows them all",
    ),
    (
        "a response header",
        "description",
        "a header has no place in the types",
    ),
    (
        "a response header",
        "schema",
        "a header has no place in the types",
    ),
    (
        "a failure",
        "description",
        "core makes its `Error` of every failure",
    ),
    (
        "a failure",
        "headers",
        "core reads the headers of failures; the surface shows them",
    ),
    ("a failure", "content", "core reads every failure alike"),
    ("the api-version", "name", VERSION),
    ("the api-version", "in", VERSION),
    ("the api-version", "required", VERSION),
    ("the api-version", "description", VERSION),
    ("the api-version", "schema", VERSION),
    ("the api-version", "example", VERSION),
    (
        "a parameter",
        "example",
        "the wire snapshots are the examples",
    ),
    (
        "an inner allOf",
        "description",
        "the list or map that it is in has its own",
    ),
    (
        "an inner allOf",
        "type",
        "it says of the reference beside it what that says itself",
    ),
    ("an inner allOf", "readOnly", READ_ONLY),
    ("a schema", "nullable", NULLABLE),
    ("an allOf", "nullable", NULLABLE),
    (ANY_SCHEMA, "example", "the wire snapshots are the examples"),
    (
        "an allOf",
        "type",
        "it says of the reference beside it what that says itself",
    ),
    ("an allOf", "readOnly", READ_ONLY),
    (ANY_SCHEMA, "readOnly", READ_ONLY),
    (ANY_SCHEMA, "default", LIMIT),
    (ANY_SCHEMA, "minimum", LIMIT),
    (ANY_SCHEMA, "maximum", LIMIT),
    (ANY_SCHEMA, "minLength", LIMIT),
    (ANY_SCHEMA, "maxLength", LIMIT),
    (ANY_SCHEMA, "minItems", LIMIT),
    (ANY_SCHEMA, "maxItems", LIMIT),
    (ANY_SCHEMA, "minProperties", LIMIT),
    (ANY_SCHEMA, "maxProperties", LIMIT),
    (
        "an acceptance",
        "description",
        "the types and the call say what comes",
    ),
    (
        "an acceptance",
        "headers",
        "core reads links by their names; the surface shows them all",
    ),
    (
        "an acceptance",
        "content",
        "the service sends no body with it that anybody needs",
    ),
    (
        "a parameter's schema",
        "description",
        "the parameter has its own",
    ),
    (
        "an inner schema",
        "description",
        "the list or map that it is in has its own",
    ),
];

/// A schema wherever it stands.
const ANY_SCHEMA: &str = "any schema";

const READ_ONLY: &str = "one type serves requests and answers; the models send none of it";

const NULLABLE: &str = "what can be absent is an `Option` already; only what a body needs becomes \
    one by it";

const DEPRECATED: &str =
    "the compiler would warn of the generated code itself; the surface shows it";

const SIGNING_IN: &str = "core signs in as the service wants it, which published documents do not say; \
    `spec-diff` shows what they say";

const VERSION: &str = "core sends that of the info with every request";

const LIMIT: &str = "typify's newtypes would refuse answers; the models enforce what is sent";

/// Returns true if a keyword is known to have no effect.
pub(crate) fn has(kind: &str, keyword: &str) -> bool {
    NO_EFFECT.iter().any(|(of, word, _)| {
        *word == keyword && (*of == kind || *of == ANY_SCHEMA && kind.ends_with("schema"))
    })
}
