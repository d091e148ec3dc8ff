//! Keeping phone numbers in URLs out of logs and spans.
//!
//! `azure_core` writes the URL of a request into its log and its spans, path and all, and a path
//! of this service may be a phone number. Those policies get a URL without it; all others, and
//! the transport, get the real one.

use std::sync::Arc;

use async_trait::async_trait;
use azure_core::http::{
    AsyncRawResponse, Context, Request, Transport, Url,
    policies::{Policy, PolicyResult},
};

use super::forward;
use crate::telemetry::Attempts;

/// What stands in for a number. `azure_core` uses the same word for query values.
const MASK: &str = "REDACTED";

/// The URL to show in place of the real one. It travels in the context of a call.
#[derive(Debug)]
pub(crate) struct MaskedUrl(Url);

impl MaskedUrl {
    /// The URL to show for `real`, or nothing if there is nothing to hide in it.
    pub(crate) fn of(real: &Url) -> Option<Self> {
        let mut found = false;
        let segments: Vec<&str> = real
            .path()
            .split('/')
            .map(|segment| {
                if is_number(segment) {
                    found = true;
                    MASK
                } else {
                    segment
                }
            })
            .collect();
        let mut shown = real.clone();
        shown.set_path(&segments.join("/"));
        found.then_some(Self(shown))
    }
}

/// Whether a path segment is a phone number, its `+` raw, escaped or left out.
fn is_number(segment: &str) -> bool {
    let digits = ["+", "%2B", "%2b"]
        .iter()
        .find_map(|plus| segment.strip_prefix(plus))
        .unwrap_or(segment);
    !digits.is_empty() && digits.bytes().all(|byte| byte.is_ascii_digit())
}

/// The real URL while the masked one stands in the request.
#[derive(Debug)]
struct RealUrl(Url);

/// From here on, policies see the masked URL.
#[derive(Debug)]
pub(crate) struct Mask;

#[async_trait]
impl Policy for Mask {
    async fn send(
        &self,
        ctx: &Context,
        request: &mut Request,
        next: &[Arc<dyn Policy>],
    ) -> PolicyResult {
        let Some(MaskedUrl(masked)) = ctx.value() else {
            return forward(ctx, request, next).await;
        };
        // A policy of the caller's may have changed the query since the mask was made.
        let mut masked = masked.clone();
        masked.set_query(request.url().query());
        let real = std::mem::replace(request.url_mut(), masked);
        let below = ctx.to_borrowed().with_value(RealUrl(real.clone()));
        let result = forward(&below, request, next).await;
        *request.url_mut() = real;
        result
    }
}

/// From here on, policies see the real URL again.
#[derive(Debug)]
pub(crate) struct Unmask;

#[async_trait]
impl Policy for Unmask {
    async fn send(
        &self,
        ctx: &Context,
        request: &mut Request,
        next: &[Arc<dyn Policy>],
    ) -> PolicyResult {
        let masked = unmask(ctx, request);
        let result = forward(ctx, request, next).await;
        if let Some(masked) = masked {
            *request.url_mut() = masked;
        }
        result
    }
}

/// The transport, with the real URL.
#[derive(Debug)]
pub(crate) struct UnmaskingTransport(pub(crate) Transport);

#[async_trait]
impl Policy for UnmaskingTransport {
    async fn send(
        &self,
        ctx: &Context,
        request: &mut Request,
        _: &[Arc<dyn Policy>],
    ) -> azure_core::Result<AsyncRawResponse> {
        if let Some(attempts) = ctx.value::<Attempts>() {
            attempts.count_one();
        }
        let masked = unmask(ctx, request);
        let result = self.0.send(ctx, request).await;
        if let Some(masked) = masked {
            *request.url_mut() = masked;
        }
        result
    }
}

/// Puts the real URL back into the request and returns the masked one.
fn unmask(ctx: &Context, request: &mut Request) -> Option<Url> {
    let RealUrl(real) = ctx.value()?;
    Some(std::mem::replace(request.url_mut(), real.clone()))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn hides_numbers_and_nothing_else() {
        let shown = |path: &str| {
            let url = Url::parse("https://contoso.com")
                .unwrap()
                .join(path)
                .unwrap();
            MaskedUrl::of(&url).map(|masked| masked.0.path().to_owned())
        };
        for number in [
            "+14255550100",
            "%2B14255550100",
            "%2b14255550100",
            "14255550100",
        ] {
            assert_eq!(
                shown(&format!("/phoneNumbers/{number}")).unwrap(),
                "/phoneNumbers/REDACTED"
            );
            assert_eq!(
                shown(&format!("/phoneNumbers/{number}/capabilities")).unwrap(),
                "/phoneNumbers/REDACTED/capabilities"
            );
        }
        for path in [
            "/sip",
            "/phoneNumbers",
            "/phoneNumbers/operations/search_1-2",
            "/:search",
        ] {
            assert_eq!(shown(path), None, "{path}");
        }
    }
}
