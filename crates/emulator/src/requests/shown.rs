//! Requests as the admin API shows them, and as a file records them.

use base64::Engine;
use base64::prelude::BASE64_STANDARD;
use serde::Serialize;
use serde_json::{Map, Value};

use super::RecordedRequest;
use crate::faults::FaultId;
use crate::wire::Timestamp;

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
pub(crate) struct Shown {
    method: String,
    target: String,
    /// By name in lower case; the values of a name that came several times are joined by commas.
    headers: Map<String, Value>,
    /// The body if it is text.
    #[serde(skip_serializing_if = "Option::is_none")]
    body: Option<String>,
    /// The body if it is not.
    #[serde(skip_serializing_if = "Option::is_none")]
    body_base64: Option<String>,
    received: Timestamp,
    operation: Option<&'static str>,
    status: u16,
    fault: Option<FaultId>,
}

impl From<RecordedRequest> for Shown {
    fn from(request: RecordedRequest) -> Self {
        let mut headers = Map::new();
        for (name, value) in request.headers {
            match headers.get_mut(&name) {
                Some(Value::String(known)) => *known = format!("{known}, {value}"),
                _ => {
                    headers.insert(name, Value::String(value));
                }
            }
        }
        let body = String::from_utf8(request.body.to_vec());
        let (body, body_base64) = match body {
            Ok(text) => (Some(text), None),
            Err(error) => (None, Some(BASE64_STANDARD.encode(error.as_bytes()))),
        };
        Self {
            method: request.method,
            target: request.target,
            headers,
            body,
            body_base64,
            received: Timestamp(request.received),
            operation: request.operation,
            status: request.status,
            fault: request.fault,
        }
    }
}
