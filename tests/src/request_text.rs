//! A request as a reviewer reads it.

use std::borrow::Cow;

use azure_core::{http::Request, time::parse_rfc7231};
use base64::{Engine as _, prelude::BASE64_STANDARD};
use serde_json::Value;
use sha2::{Digest as _, Sha256};
use uuid::Uuid;

/// Method and target, exactly as they are sent.
pub(crate) fn request_line(request: &Request) -> String {
    format!(">>> {} {}\n", request.method(), request.path_and_query())
}

/// The headers, sorted, and the body, laid out to be read.
///
/// What differs from one run to the next is named instead of shown, but only after it was checked:
/// a date that is no date, or a hash that is not the body's, is shown as it is.
pub(crate) fn headers_and_body(request: &Request) -> String {
    let body: azure_core::Bytes = request.body().into();
    let mut headers: Vec<_> = request
        .headers()
        .iter()
        .map(|(name, value)| (name.as_str(), value.as_str()))
        .collect();
    headers.sort_unstable();
    let lines = headers.into_iter().map(|(name, value)| {
        let value = named(name, value, &body).unwrap_or(value.into());
        format!("{name}: {value}\n")
    });
    let headers = lines.collect::<Vec<_>>().concat();
    if body.is_empty() {
        return headers;
    }
    match serde_json::from_slice::<Value>(&body) {
        Ok(json) => format!("{headers}\n{json:#}\n"),
        Err(_) => format!("{headers}\n{}\n", String::from_utf8_lossy(&body)),
    }
}

/// What a reviewer needs to know of a header's value that is never the same twice.
fn named<'v>(name: &str, value: &'v str, body: &[u8]) -> Option<Cow<'v, str>> {
    match name {
        "authorization" => {
            let (scheme, signature) = value.split_once("Signature=")?;
            let signature = BASE64_STANDARD.decode(signature).ok()?;
            (signature.len() == 32).then(|| format!("{scheme}Signature=<signature>").into())
        }
        "user-agent" => {
            let (product, _platform) = value.split_once(" (")?;
            let product = product.strip_suffix(env!("CARGO_PKG_VERSION"))?;
            Some(format!("{product}<version> (<platform>)").into())
        }
        "x-ms-client-request-id" => Uuid::try_parse(value).ok().map(|_| "<uuid>".into()),
        "x-ms-content-sha256" => {
            let hash = BASE64_STANDARD.encode(Sha256::digest(body));
            (value == hash).then(|| "<hash of the body>".into())
        }
        "x-ms-date" => parse_rfc7231(value).ok().map(|_| "<date>".into()),
        _ => None,
    }
}
