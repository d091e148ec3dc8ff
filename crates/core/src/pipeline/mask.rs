//! Keeping phone numbers in URLs out of logs and spans.
//!
//! `azure_core` writes the URL of a request into its log and its spans, path and all, and a path
//! of this service may be a phone number. Those policies get a URL without it; all others, and
//! the transport, get the real one.

use std::sync::{Arc, Mutex, PoisonError};

use async_trait::async_trait;
use azure_core::http::{
    AsyncRawResponse, Context, Request, Transport, Url,
    policies::{Policy, PolicyResult},
};

use super::forward;
use crate::telemetry::Attempts;

/// What stands in for a number. `azure_core` uses the same word for query values.
const MASK: &str = "REDACTED";

/// The two URLs of a call whose path holds a number. It travels in the context of the call.
#[derive(Debug)]
pub(crate) struct UrlMask(Mutex<Urls>);

#[derive(Debug)]
struct Urls {
    /// The URL that is not in the request right now.
    other: Url,
    /// Whether the masked one is in it.
    mask_is_on: bool,
}

impl UrlMask {
    /// The mask for `real`, or nothing if there is nothing to hide in it.
    pub(crate) fn of(real: &Url) -> Option<Self> {
        if !real.path().split('/').any(is_number) {
            return None;
        }
        let hide = |segment| if is_number(segment) { MASK } else { segment };
        let path: Vec<&str> = real.path().split('/').map(hide).collect();
        let mut masked = real.clone();
        masked.set_path(&path.join("/"));
        Some(Self(Mutex::new(Urls {
            other: masked,
            mask_is_on: false,
        })))
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

/// Puts the masked URL into the request, with the query as it is by now.
fn mask(ctx: &Context<'_>, request: &mut Request) {
    let Some(UrlMask(urls)) = ctx.value() else {
        return;
    };
    let mut urls = urls.lock().unwrap_or_else(PoisonError::into_inner);
    if !urls.mask_is_on {
        if urls.other.query() != request.url().query() {
            urls.other.set_query(request.url().query());
        }
        std::mem::swap(&mut urls.other, request.url_mut());
        urls.mask_is_on = true;
    }
}

/// Puts the real URL back into the request.
pub(crate) fn unmask(ctx: &Context<'_>, request: &mut Request) {
    let Some(UrlMask(urls)) = ctx.value() else {
        return;
    };
    let mut urls = urls.lock().unwrap_or_else(PoisonError::into_inner);
    if urls.mask_is_on {
        std::mem::swap(&mut urls.other, request.url_mut());
        urls.mask_is_on = false;
    }
}

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
        mask(ctx, request);
        let result = forward(ctx, request, next).await;
        unmask(ctx, request);
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
        unmask(ctx, request);
        let result = forward(ctx, request, next).await;
        mask(ctx, request);
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
        unmask(ctx, request);
        let result = self.0.send(ctx, request).await;
        mask(ctx, request);
        result
    }
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
            UrlMask::of(&url).map(|mask| mask.0.lock().unwrap().other.path().to_owned())
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
