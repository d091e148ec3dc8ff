//! The name of the client and of the application that uses it.

use std::sync::Arc;

use azure_core::{
    error::ErrorKind,
    http::{
        Context, Method, Request, Url, UserAgentOptions,
        headers::USER_AGENT,
        policies::{Policy, PolicyResult, UserAgentPolicy},
    },
};
use futures::FutureExt as _;
use http::{HeaderName, HeaderValue};

use super::Service;
use crate::{Error, Result, error::Kind};

/// Header that names the client. A browser keeps its own `User-Agent`.
#[cfg(target_family = "wasm")]
pub(super) const HEADER: HeaderName = HeaderName::from_static("x-ms-useragent");
/// Header that names the client.
#[cfg(not(target_family = "wasm"))]
pub(super) const HEADER: HeaderName = http::header::USER_AGENT;

/// Returns the name of the client and the application as clients of `azure_core` set it.
///
/// The policy that sets it is the only way to ask; the request stays here.
pub(super) fn user_agent(service: &Service, options: &UserAgentOptions) -> Result<HeaderValue> {
    let policy = UserAgentPolicy::new(
        Some(service.crate_name),
        Some(service.crate_version),
        options,
    );
    let url = Url::parse("http://localhost").ok();
    let header = url.and_then(|url| {
        let mut request = Request::new(url, Method::Get);
        let context = Context::new();
        let stop: [Arc<dyn Policy>; 1] = [Arc::new(Stop)];
        // It ends at once, with the error below.
        policy
            .send(&context, &mut request, &stop)
            .now_or_never()?
            .err()?;
        let header = request.headers().get_optional_str(&USER_AGENT)?;
        HeaderValue::from_str(header).ok()
    });
    let message = "the name of the client cannot be sent in a header";
    header.ok_or_else(|| Error::new(Kind::NotCarriedOut, message))
}

/// Lets no request go further.
#[derive(Debug)]
struct Stop;

#[async_trait::async_trait]
impl Policy for Stop {
    async fn send(&self, _: &Context, _: &mut Request, _: &[Arc<dyn Policy>]) -> PolicyResult {
        Err(azure_core::Error::with_message(
            ErrorKind::Other,
            "not sent",
        ))
    }
}
