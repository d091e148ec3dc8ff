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

use tracing::level_filters::LevelFilter;

use super::forward;
use crate::telemetry::Attempts;

/// What stands in for a number. `azure_core` uses the same word for query values.
const MASK: &str = "REDACTED";

/// The URL of a call that is not in the request right now. It travels in the context of the call.
#[derive(Debug, Default)]
pub(crate) struct UrlMask(Mutex<Urls>);

#[derive(Debug, Default)]
struct Urls {
    /// The masked URL while the real one is in the request, and the other way round. Nothing
    /// while nobody looked.
    other: Option<Url>,
    /// Whether the masked one is in it.
    mask_is_on: bool,
}

/// Whether a path segment is a phone number, its `+` raw, escaped or left out.
fn is_number(segment: &str) -> bool {
    let digits = ["+", "%2B", "%2b"]
        .iter()
        .find_map(|plus| segment.strip_prefix(plus))
        .unwrap_or(segment);
    !digits.is_empty() && digits.bytes().all(|byte| byte.is_ascii_digit())
}

/// `real` without the number in its path, or nothing if there is none.
fn masked(real: &Url) -> Option<Url> {
    if !real.path().split('/').any(is_number) {
        return None;
    }
    let hide = |segment| if is_number(segment) { MASK } else { segment };
    let path: Vec<&str> = real.path().split('/').map(hide).collect();
    let mut masked = real.clone();
    masked.set_path(&path.join("/"));
    Some(masked)
}

/// Whether anybody could read what is logged. What nobody reads need not be masked, which spares
/// most calls the trouble.
fn is_watched() -> bool {
    LevelFilter::current() >= LevelFilter::INFO
}

/// Puts the masked URL into the request, with the query as it is by now.
fn mask(ctx: &Context<'_>, request: &mut Request) {
    let Some(UrlMask(urls)) = ctx.value() else {
        return;
    };
    let mut urls = urls.lock().unwrap_or_else(PoisonError::into_inner);
    if urls.mask_is_on {
        return;
    }
    let Some(mut masked) = urls.other.take().or_else(|| masked(request.url())) else {
        return;
    };
    if masked.query() != request.url().query() {
        masked.set_query(request.url().query());
    }
    urls.other = Some(std::mem::replace(request.url_mut(), masked));
    urls.mask_is_on = true;
}

/// Puts the real URL back into the request.
pub(crate) fn unmask(ctx: &Context<'_>, request: &mut Request) {
    let Some(UrlMask(urls)) = ctx.value() else {
        return;
    };
    let mut urls = urls.lock().unwrap_or_else(PoisonError::into_inner);
    if !urls.mask_is_on {
        return;
    }
    urls.other = urls
        .other
        .take()
        .map(|real| std::mem::replace(request.url_mut(), real));
    urls.mask_is_on = false;
}

/// From here on, policies see the masked URL.
#[derive(Debug)]
pub(crate) struct Mask {
    /// Also when nobody reads the log.
    pub(crate) always: bool,
}

#[async_trait]
impl Policy for Mask {
    async fn send(
        &self,
        ctx: &Context,
        request: &mut Request,
        next: &[Arc<dyn Policy>],
    ) -> PolicyResult {
        if self.always || is_watched() {
            mask(ctx, request);
        }
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
        // Somebody may have begun to read the log in the meantime.
        if is_watched() {
            mask(ctx, request);
        }
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
            masked(&url).map(|masked| masked.path().to_owned())
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
