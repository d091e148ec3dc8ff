//! From a request to its answer, without a network.

mod control;
mod cors;
mod headers;
mod memory;
mod snapshots;

#[cfg(test)]
mod tests;

use std::time::Instant;

use http::StatusCode;
use time::OffsetDateTime;

pub use control::{OperationReport, OperationStatus};
pub(crate) use cors::Origins;
#[cfg(feature = "sqlite")]
pub(crate) use memory::CLOCK;
pub(crate) use memory::{Memory, Session};

use snapshots::Snapshots;

use crate::auth::{Credentials, Gatekeeper};
use crate::clock::Clock;
use crate::faults::{self, Fault, Faults, Strike};
use crate::ids::Ids;
use crate::requests::{RecordedRequest, Recording, RequestLog, recordable};
use crate::routes::{self, Call, Found, Route};
use crate::server::{BodyFault, Handler, Received, Reply};
use crate::sip::SipRules;
use crate::state::Scripts;
use crate::versions::Age;
use crate::wire::{Answer, ApiError};

/// One emulated resource. It is shared by the connections and by the handle in the test.
#[derive(Debug)]
pub(crate) struct Service {
    pub(crate) clock: Clock,
    pub(crate) gatekeeper: Gatekeeper,
    pub(crate) faults: Faults,
    pub(crate) requests: RequestLog,
    pub(crate) snapshots: Snapshots,
    ids: Ids,
    memory: Memory,
    /// What a reset brings back.
    scripts: Scripts,
    origins: Origins,
    sip_rules: SipRules,
}

impl Handler for Service {
    async fn answer(&self, request: Received) -> Reply {
        let started = Instant::now();
        let path = request.target.split('?').next().unwrap_or_default();
        let found = routes::find(&request.method, path);
        if let Some(answer) = cors::preflight(&request.method, &request.headers, &self.origins) {
            return self.reply(&request, None, None, Ok(answer), started);
        }
        let route = match &found {
            Found::Route(route, _) => Some(*route),
            Found::OtherMethods(_) | Found::Nothing => None,
        };
        let strike = self.faults.strike(route.map(|it| it.operation));
        if let Some(delay) = strike.map(|it| it.delay).filter(|it| !it.is_zero()) {
            tokio::time::sleep(delay).await;
        }
        let answer = match strike.and_then(|it| it.fault) {
            Some(Fault::ResetBefore) => {
                self.record(&request, route, strike, 0);
                return Reply::Reset;
            }
            Some(Fault::Status {
                status,
                retry_after,
            }) => faults::unmeant(status, retry_after),
            _ => self.execute(&request, found),
        };
        self.reply(&request, route, strike, answer, started)
    }
}

impl Service {
    pub(crate) fn new(
        clock: Clock,
        gatekeeper: Gatekeeper,
        ids: Ids,
        scripts: Scripts,
        memory: Memory,
    ) -> Self {
        Self {
            clock,
            gatekeeper,
            faults: Faults::default(),
            requests: RequestLog::default(),
            snapshots: Snapshots::default(),
            ids,
            memory,
            scripts,
            origins: Origins::default(),
            sip_rules: SipRules::default(),
        }
    }

    /// The same service, as open and as strict as this, and recorded.
    pub(crate) fn with(
        self,
        origins: Origins,
        sip_rules: SipRules,
        recording: Option<Recording>,
    ) -> Self {
        Self {
            requests: RequestLog::with(recording),
            origins,
            sip_rules,
            ..self
        }
    }

    /// The state as it is now.
    pub(crate) fn state(&self) -> Session<'_> {
        self.memory.open(&self.clock)
    }

    /// Completes an answer, records it and bends it as a fault wants it.
    fn reply(
        &self,
        request: &Received,
        route: Option<&Route>,
        strike: Option<Strike>,
        answer: Result<Answer, ApiError>,
        started: Instant,
    ) -> Reply {
        let (mut answer, names_versions) = match answer {
            Ok(answer) => (answer, true),
            Err(error) => (Answer::error(&error), error.names_versions),
        };
        let family = route.map(|it| it.family);
        self.add_common_headers(&mut answer.headers, family, names_versions, started);
        cors::expose(&request.headers, &mut answer.headers, &self.origins);
        self.record(request, route, strike, answer.status.as_u16());
        match strike.and_then(|it| it.fault) {
            Some(Fault::ResetAfter) => Reply::Reset,
            Some(Fault::TruncatedBody) => Reply::Truncated(answer),
            Some(Fault::MalformedBody) => Reply::Whole(faults::malformed(answer)),
            _ => Reply::Whole(answer),
        }
    }

    fn record(
        &self,
        request: &Received,
        route: Option<&Route>,
        strike: Option<Strike>,
        status: u16,
    ) {
        let operation = route.map(|it| it.operation.id());
        let fault = strike.map(|it| it.id);
        tracing::info!(method = %request.method, operation, status, ?fault);
        self.requests.add(RecordedRequest {
            method: request.method.to_string(),
            headers: recordable(&request.headers),
            target: request.target.clone(),
            body: request.body.clone().unwrap_or_default(),
            received: OffsetDateTime::now_utc(),
            operation,
            status,
            fault,
        });
    }

    fn execute(&self, request: &Received, found: Found<'_>) -> Result<Answer, ApiError> {
        let body = request.body.as_ref().map_err(|fault| unread(*fault))?;
        self.authenticate(request, body)?;
        match found {
            Found::Route(route, parameter) => self.call(request, body, route, &parameter),
            Found::OtherMethods(methods) => Answer::error(&ApiError::new(
                StatusCode::METHOD_NOT_ALLOWED,
                "MethodNotAllowed",
                "The resource does not support the method.",
            ))
            .with("allow", &methods.join(", ")),
            Found::Nothing => {
                tracing::warn!(method = %request.method, "no operation has such a path");
                Err(ApiError::not_found("The resource cannot be found."))
            }
        }
    }

    fn authenticate(&self, request: &Received, body: &[u8]) -> Result<(), ApiError> {
        let credentials = Credentials {
            method: request.method.as_str(),
            target: &request.target,
            headers: &request.headers,
            body,
        };
        let checked =
            self.gatekeeper
                .check(credentials, OffsetDateTime::now_utc(), self.clock.now());
        checked.map_err(|denial| {
            tracing::warn!(method = %request.method, "denied: {denial}");
            ApiError::denied()
        })
    }

    fn call(
        &self,
        request: &Received,
        body: &[u8],
        route: &Route,
        parameter: &str,
    ) -> Result<Answer, ApiError> {
        let version = routes::query(&request.target, "api-version").unwrap_or_default();
        if !route.family.implements(&version) {
            let operation = route.operation.id();
            let versions: Vec<_> = route.family.implemented().collect();
            let versions = versions.join(" or ");
            tracing::warn!(operation, "only api-version {versions} is emulated");
            let path = request.target.split('?').next().unwrap_or_default();
            return Err(ApiError::unsupported_version(path, &version));
        }
        let mut state = self.state();
        let answer = (route.handler)(&mut Call {
            state: &mut state,
            now: self.clock.now(),
            target: &request.target,
            version: &version,
            parameter,
            body,
            sip_rules: self.sip_rules,
        });
        // Before anybody is told, whether the answer is good or bad.
        if let Err(error) = state.commit() {
            tracing::error!("{error}");
            return Err(ApiError::internal());
        }
        let is_chunked = !route.family.is_sip() && Age(&version).is_chunked();
        answer.map(|it| if is_chunked { it.in_chunks() } else { it })
    }
}

/// The answer to a request whose body could not be read.
fn unread(fault: BodyFault) -> ApiError {
    match fault {
        BodyFault::TooLong => ApiError::new(
            StatusCode::PAYLOAD_TOO_LARGE,
            "PayloadTooLarge",
            "The request body is too long.",
        ),
        BodyFault::TooSlow => ApiError::new(
            StatusCode::REQUEST_TIMEOUT,
            "RequestTimeout",
            "The request body took too long.",
        ),
        BodyFault::NoRoom => ApiError::new(
            StatusCode::SERVICE_UNAVAILABLE,
            "ServiceUnavailable",
            "There are too many request bodies at the same time.",
        ),
        BodyFault::Broken => ApiError::bad_request("The request body could not be read."),
    }
}
