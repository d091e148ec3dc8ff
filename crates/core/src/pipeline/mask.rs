//! Keeping phone numbers out of logs and spans.
//!
//! `azure_core` writes the URL of a request and some headers of its answer into its log and its
//! spans, and with its feature `debug` all of both. A path of this service may be a phone number,
//! and so may a header be that leads to it. Those policies get neither; all others, and the
//! transport, get the real ones.

use std::{
    mem,
    sync::{Arc, Mutex, MutexGuard, PoisonError},
};

use async_trait::async_trait;
use azure_core::http::{
    AsyncRawResponse, Context, Request, Url,
    headers::Headers,
    policies::{Policy, PolicyResult},
};
use tracing::level_filters::LevelFilter;

use super::forward;
use crate::redact::redact;

/// What stands in for a number. `azure_core` uses the same word for query values.
const MASK: &str = "REDACTED";

/// Fewer digits than this in a query are a count.
const SHORTEST_IN_QUERY: usize = 7;

/// What of a call is hidden right now. It travels in the context of the call.
#[derive(Default)]
pub(crate) struct Hidden(Mutex<Real>);

#[derive(Default)]
struct Real {
    /// The URL of the request while a masked one is in its place.
    url: Option<Url>,
    /// The headers of the answer while masked ones are in their place.
    headers: Option<Headers>,
}

impl Hidden {
    fn real<'a>(ctx: &'a Context<'_>) -> Option<MutexGuard<'a, Real>> {
        let Self(real) = ctx.value()?;
        Some(real.lock().unwrap_or_else(PoisonError::into_inner))
    }
}

/// How many digits a text has that is a phone number, its `+` raw, escaped or left out.
fn digits_of_number(text: &str) -> Option<usize> {
    let digits = ["+", "%2B", "%2b"]
        .iter()
        .find_map(|plus| text.strip_prefix(plus))
        .unwrap_or(text);
    let is_number = !digits.is_empty() && digits.bytes().all(|byte| byte.is_ascii_digit());
    is_number.then_some(digits.len())
}

fn is_number(segment: &str) -> bool {
    digits_of_number(segment).is_some()
}

fn is_long_number(value: &str) -> bool {
    digits_of_number(value).is_some_and(|digits| digits >= SHORTEST_IN_QUERY)
}

/// `real` without the numbers in its path and its query, or nothing if there are none.
fn masked(real: &Url) -> Option<Url> {
    let path = hide_each(real.path(), &['/'], is_number);
    let query = real
        .query()
        .and_then(|query| hide_each(query, &['&', '='], is_long_number));
    if path.is_none() && query.is_none() {
        return None;
    }
    let mut masked = real.clone();
    if let Some(path) = path {
        masked.set_path(&path);
    }
    if query.is_some() {
        masked.set_query(query.as_deref());
    }
    Some(masked)
}

/// `text` without the numbers among its parts, or nothing if there are none.
fn hide_each(text: &str, separators: &[char], is_number: fn(&str) -> bool) -> Option<String> {
    if !text.split(separators).any(is_number) {
        return None;
    }
    let parts = text.split_inclusive(separators).map(|part| {
        let separator = part.trim_start_matches(|c| !separators.contains(&c));
        if is_number(part.trim_end_matches(separators)) {
            [MASK, separator].concat()
        } else {
            part.to_owned()
        }
    });
    Some(parts.collect())
}

/// Whether anybody could read what is logged. What nobody reads need not be masked, which spares
/// most calls the trouble.
pub(super) fn is_watched() -> bool {
    // A feature of `tracing` hands to the crate `log` what no subscriber takes.
    LevelFilter::current() >= LevelFilter::INFO || log::max_level() >= log::LevelFilter::Info
}

/// Puts a masked URL into the request.
pub(super) fn mask(ctx: &Context<'_>, request: &mut Request) {
    let Some(mut real) = Hidden::real(ctx) else {
        return;
    };
    if real.url.is_none()
        && let Some(masked) = masked(request.url())
    {
        real.url = Some(mem::replace(request.url_mut(), masked));
    }
}

/// Puts the real URL back into the request.
pub(super) fn unmask(ctx: &Context<'_>, request: &mut Request) {
    if let Some(url) = Hidden::real(ctx).and_then(|mut real| real.url.take()) {
        *request.url_mut() = url;
    }
}

/// Puts masked headers into the answer.
pub(super) fn mask_headers(ctx: &Context<'_>, answer: AsyncRawResponse) -> AsyncRawResponse {
    let is_open = |text: &str| redact(text) != text;
    if !answer
        .headers()
        .iter()
        .any(|(_, value)| is_open(value.as_str()))
    {
        return answer;
    }
    let Some(mut real) = Hidden::real(ctx) else {
        return answer;
    };
    let (status, headers, body) = answer.deconstruct();
    let mut masked = Headers::new();
    for (name, value) in headers.iter() {
        masked.insert(name.clone(), redact(value.as_str()).into_owned());
    }
    real.headers = Some(headers);
    AsyncRawResponse::new(status, masked, Box::pin(body))
}

/// Puts the real headers back into the answer.
fn unmask_headers(ctx: &Context<'_>, answer: AsyncRawResponse) -> AsyncRawResponse {
    let Some(headers) = Hidden::real(ctx).and_then(|mut real| real.headers.take()) else {
        return answer;
    };
    let (status, _, body) = answer.deconstruct();
    AsyncRawResponse::new(status, headers, Box::pin(body))
}

/// From here on, policies see what is masked.
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
        result.map(|answer| unmask_headers(ctx, answer))
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

#[cfg(test)]
mod tests {
    use super::*;
    use crate::link::relative;

    #[test]
    fn hides_numbers_and_nothing_else() {
        let shown = |path: &str| {
            let url = Url::parse("https://contoso.com")
                .unwrap()
                .join(path)
                .unwrap();
            masked(&url).map(|masked| relative(&masked))
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
        assert_eq!(
            shown("/phoneNumbers?near=%2B14255550100&top=100").unwrap(),
            "/phoneNumbers?near=REDACTED&top=100"
        );
        for path in [
            "/sip?api-version=2023-03-01",
            "/phoneNumbers?top=100&skip=1200",
            "/phoneNumbers/operations/search_1-2",
            "/:search",
        ] {
            assert_eq!(shown(path), None, "{path}");
        }
    }
}
