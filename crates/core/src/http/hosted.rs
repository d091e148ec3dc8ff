//! Parts of `azure_core` that a caller may bring: policies and a transport. They see requests and
//! answers of their own kind, made for them and read back.

use std::{fmt::Display, sync::Arc};

use azure_core::{
    error::ErrorKind,
    http::{
        AsyncRawResponse, Body, Context, Method, Request, Transport,
        policies::{Policy, PolicyResult},
    },
};
use futures::TryStreamExt as _;
use http::StatusCode;

use super::{
    body, headers,
    message::{Answer, Outgoing},
};
use crate::{Error, Result, error::Kind};

/// Lets a request go through the policies of the caller, and at last to `bottom`.
pub(crate) async fn through(
    policies: &[Arc<dyn Policy>],
    bottom: Arc<dyn Policy>,
    ctx: &Context<'_>,
    outgoing: &Outgoing,
) -> Result<Answer> {
    let mut request = to_azure(outgoing)?;
    let mut next = policies[1..].to_vec();
    next.push(bottom);
    let answer = policies[0].send(ctx, &mut request, &next).await?;
    answer_from_azure(answer).await
}

/// Sends by the transport of the caller.
pub(crate) async fn send(
    transport: &Transport,
    ctx: &Context<'_>,
    outgoing: &Outgoing,
) -> Result<Answer> {
    let answer = transport.send(ctx, &mut to_azure(outgoing)?).await?;
    answer_from_azure(answer).await
}

/// Returns the result of what is below the policies as they know it.
pub(crate) fn to_policy_result(result: Result<Answer>) -> PolicyResult {
    result.map(answer_to_azure).map_err(|error| {
        let kind = match error.kind() {
            Kind::Connect(_) => ErrorKind::Connection,
            Kind::Broken | Kind::Timeout => ErrorKind::Io,
            Kind::Credential => ErrorKind::Credential,
            _ => ErrorKind::Other,
        };
        azure_core::Error::new(kind, error)
    })
}

/// Returns the request that comes out of the policies of a caller.
pub(crate) fn from_azure(request: &Request) -> Result<Outgoing> {
    let Body::Bytes(body) = request.body() else {
        return Err(not_carried_out("a streamed body cannot be sent"));
    };
    Ok(Outgoing {
        method: http::Method::from_bytes(request.method().as_str().as_bytes())
            .map_err(not_carried_out)?,
        url: request.url().clone(),
        headers: headers::to_http(request.headers()).map_err(not_carried_out)?,
        body: body.clone(),
    })
}

/// Returns the request as policies and transports of `azure_core` know it.
pub(crate) fn to_azure(outgoing: &Outgoing) -> Result<Request> {
    let method = match outgoing.method.as_str() {
        "DELETE" => Method::Delete,
        "GET" => Method::Get,
        "PATCH" => Method::Patch,
        "POST" => Method::Post,
        "PUT" => Method::Put,
        other => {
            let message = format!("requests of method {other} are not sent");
            return Err(not_carried_out(message));
        }
    };
    let mut request = Request::new(outgoing.url.clone(), method);
    *request.headers_mut() = headers::to_azure(&outgoing.headers);
    if !outgoing.body.is_empty() {
        request.set_body(outgoing.body.clone());
    }
    Ok(request)
}

fn answer_to_azure(answer: Answer) -> AsyncRawResponse {
    let (parts, body) = answer.into_parts();
    let headers = headers::to_azure(&parts.headers);
    AsyncRawResponse::from_bytes(parts.status.as_u16().into(), headers, body)
}

async fn answer_from_azure(answer: AsyncRawResponse) -> Result<Answer> {
    let (status, headers, stream) = answer.deconstruct();
    let status = StatusCode::from_u16(status.into())
        .map_err(|_| Error::unexpected_answer(format!("the answer has status {status}")))?;
    let body = body::read(status, stream.map_err(Error::from)).await?;
    let mut answer = Answer::new(body);
    *answer.status_mut() = status;
    *answer.headers_mut() = headers::to_http(&headers).map_err(|error| {
        Error::unexpected_answer(format!("the answer has a header that is none: {error}"))
    })?;
    Ok(answer)
}

fn not_carried_out(why: impl Display) -> Error {
    let message = format!("the request was not carried out: {why}");
    Error::new(Kind::NotCarriedOut, message)
}
