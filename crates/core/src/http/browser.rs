//! Sending by the `fetch` of a browser.

use std::pin::pin;

use bytes::Bytes;
use futures::stream;
use http::{HeaderMap, HeaderName, HeaderValue, StatusCode};
use js_sys::{Function, Promise, Reflect, Uint8Array};
use send_wrapper::SendWrapper;
use wasm_bindgen::{JsCast as _, JsValue};
use wasm_bindgen_futures::JsFuture;
use web_sys::{
    AbortController, Headers, ReadableStreamDefaultReader, RequestCache, RequestCredentials,
    RequestInit, RequestRedirect, Response,
};

use super::{
    body,
    message::{Answer, Outgoing},
};
use crate::{Endpoint, Error, Result, error::Kind};

type JsResult<T> = std::result::Result<T, JsValue>;

/// The `fetch` of the page or worker. It uses the browser's own proxies and certificates.
#[derive(Clone, Debug)]
pub(crate) struct Client;

/// Returns the one client that there is.
#[expect(clippy::unnecessary_wraps, reason = "elsewhere there can be none")]
pub(crate) fn client(_: &Endpoint, given: Option<&Client>) -> Result<Client> {
    Ok(given.cloned().unwrap_or(Client))
}

/// Sends a request with the proof that lets it in, and reads its answer whole.
///
/// Nothing in a browser can move to another thread, so this does not either.
pub(crate) fn exchange(
    _: &Client,
    outgoing: &Outgoing,
    proof: Vec<(HeaderName, HeaderValue)>,
) -> impl Future<Output = Result<Answer>> + Send {
    SendWrapper::new(fetch(outgoing, proof))
}

async fn fetch(outgoing: &Outgoing, proof: Vec<(HeaderName, HeaderValue)>) -> Result<Answer> {
    let abort = AbortOnDrop(AbortController::new().map_err(|error| not_sent(&error))?);
    let promise = begin(outgoing, &outgoing.headers_with(proof), &abort.0)
        .map_err(|error| not_sent(&error))?;
    let response = JsFuture::from(promise)
        .await
        .map_err(|error| broken(&error))?;
    let response: Response = response.dyn_into().map_err(|error| broken(&error))?;
    let status = StatusCode::from_u16(response.status())
        .map_err(|_| Error::unexpected_answer("the answer has a status that is none"))?;
    let headers = headers(&response).map_err(|error| broken(&error))?;
    let chunks = stream::try_unfold(reader(&response), |reader| async {
        let Some(reader) = reader else {
            return Ok(None);
        };
        let chunk = next_chunk(&reader).await.map_err(|error| broken(&error))?;
        Ok(chunk.map(|chunk| (chunk, Some(reader))))
    });
    let body = body::read(status, pin!(chunks)).await?;
    let mut answer = Answer::new(body);
    *answer.status_mut() = status;
    *answer.headers_mut() = headers;
    Ok(answer)
}

/// Calls `fetch`. It refuses a redirect, which might lead to another host, and takes along neither
/// cookies nor answers of earlier requests.
fn begin(outgoing: &Outgoing, given: &HeaderMap, abort: &AbortController) -> JsResult<Promise> {
    let init = RequestInit::new();
    init.set_method(outgoing.method.as_str());
    init.set_redirect(RequestRedirect::Error);
    init.set_credentials(RequestCredentials::Omit);
    init.set_cache(RequestCache::NoStore);
    init.set_signal(Some(&abort.signal()));
    let headers = Headers::new()?;
    for (name, value) in given {
        let value = value
            .to_str()
            .map_err(|_| JsValue::from("a header is no text"))?;
        headers.append(name.as_str(), value)?;
    }
    init.set_headers(&headers);
    if !outgoing.body.is_empty() {
        init.set_body(&Uint8Array::from(&*outgoing.body));
    }
    // Pages and workers have the same function at different types.
    let global = js_sys::global();
    let fetch: Function = Reflect::get(&global, &"fetch".into())?.dyn_into()?;
    fetch
        .call2(&global, &outgoing.url.as_str().into(), &init)?
        .dyn_into()
}

/// Returns the headers that the browser lets the page see.
fn headers(response: &Response) -> JsResult<HeaderMap> {
    let mut headers = HeaderMap::new();
    for pair in js_sys::try_iter(&response.headers())?.into_iter().flatten() {
        let pair = js_sys::Array::from(&pair?);
        let (name, value) = (pair.get(0).as_string(), pair.get(1).as_string());
        let name = name.and_then(|name| HeaderName::try_from(name).ok());
        let value = value.and_then(|value| HeaderValue::try_from(value).ok());
        if let (Some(name), Some(value)) = (name, value) {
            headers.append(name, value);
        }
    }
    Ok(headers)
}

/// Returns the reader of a body, if the answer has one.
fn reader(response: &Response) -> Option<ReadableStreamDefaultReader> {
    response.body()?.get_reader().dyn_into().ok()
}

async fn next_chunk(reader: &ReadableStreamDefaultReader) -> JsResult<Option<Bytes>> {
    let chunk = JsFuture::from(reader.read()).await?;
    if Reflect::get(&chunk, &"done".into())?.is_truthy() {
        return Ok(None);
    }
    let bytes: Uint8Array = Reflect::get(&chunk, &"value".into())?.dyn_into()?;
    Ok(Some(bytes.to_vec().into()))
}

/// Ends a request that nobody waits for any more.
struct AbortOnDrop(AbortController);

impl Drop for AbortOnDrop {
    fn drop(&mut self) {
        self.0.abort();
    }
}

fn not_sent(error: &JsValue) -> Error {
    let message = format!("the request was not carried out: {}", words(error));
    Error::new(Kind::NotCarriedOut, message)
}

/// A browser does not tell a page if a request that failed was sent.
fn broken(error: &JsValue) -> Error {
    let message = format!(
        "the browser has no answer ({}); see its console: the network, a redirect, or CORS",
        words(error)
    );
    Error::new(Kind::Broken, message)
}

/// Returns the name of an error: its message may hold the URL, and with it a number.
fn words(error: &JsValue) -> String {
    let name = error.dyn_ref::<js_sys::Error>().map(js_sys::Error::name);
    name.and_then(|name| name.as_string())
        .unwrap_or_else(|| "an error without a name".to_owned())
}
