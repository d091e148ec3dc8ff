//! Where requests go and who may send them: core has one answer to each.

use serde_json::{Value, json};

use super::{At, Walk};

/// Refuses servers and ways of signing in that are not those of core.
pub(super) fn check(walk: &mut Walk<'_>, at: &At) {
    let places = [
        (
            "/servers",
            servers(),
            "core's `Endpoint` is a scheme and a host, and nothing else",
        ),
        ("/security", security(), SIGNING_IN),
        ("/components/securitySchemes", schemes(), SIGNING_IN),
    ];
    for (pointer, expected, why) in places {
        let found = walk.document.pointer(pointer).cloned();
        if found.map(without_prose).map(without_default) != Some(expected) {
            let at = pointer
                .split('/')
                .skip(1)
                .fold(at.clone(), |at, key| at.child(key));
            walk.refuse(&at, why);
        }
    }
}

const SIGNING_IN: &str = "core signs with an access key, or sends a token for \
    https://communication.azure.com//.default";

fn servers() -> Value {
    json!([{ "url": "{endpoint}", "variables": { "endpoint": { "default": EXAMPLE } } }])
}

fn security() -> Value {
    json!([{ "accessKey": [] }, { "entraId": [SCOPE] }])
}

fn schemes() -> Value {
    json!({
        "accessKey": { "type": "apiKey", "in": "header", "name": "Authorization" },
        "entraId": { "type": "oauth2", "flows": { "clientCredentials": {
            "tokenUrl": "https://login.microsoftonline.com/organizations/oauth2/v2.0/token",
            "scopes": { SCOPE: "" },
        } } },
    })
}

const SCOPE: &str = "https://communication.azure.com//.default";

/// The endpoint of a caller's own resource, so that it is only an example.
const EXAMPLE: &str = "https://contoso.communication.azure.com";

fn without_default(mut value: Value) -> Value {
    let default = value.pointer_mut("/0/variables/endpoint/default");
    if let Some(default) = default.filter(|it| it.is_string()) {
        *default = json!(EXAMPLE);
    }
    value
}

/// The same with every description gone. That of a scope is its value, and becomes empty.
fn without_prose(mut value: Value) -> Value {
    match &mut value {
        Value::Object(members) => {
            if members.get("description").is_some_and(Value::is_string) {
                members.shift_remove("description");
            }
            for (key, inner) in members.iter_mut() {
                *inner = if key == SCOPE && inner.is_string() {
                    json!("")
                } else {
                    without_prose(inner.take())
                };
            }
        }
        Value::Array(elements) => {
            for inner in elements {
                *inner = without_prose(inner.take());
            }
        }
        _ => {}
    }
    value
}

/// What every document says of servers and security, for the tests.
#[cfg(test)]
pub(crate) fn put_into(document: &mut Value) {
    document["servers"] = servers();
    document["security"] = security();
    document["components"]["securitySchemes"] = schemes();
}
