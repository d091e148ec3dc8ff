//! A service in memory that merges patches as the real one does, with mishaps on request.

use std::{
    collections::VecDeque,
    sync::{Arc, Mutex},
};

use acs_core::{AccessKey, ClientOptions};
use async_trait::async_trait;
use azure_core::{
    error::ErrorKind,
    http::{
        AsyncRawResponse, Body, HttpClient, Method, Request, RetryOptions, StatusCode, Transport,
        headers::Headers,
    },
};

use crate::{SipConfiguration, SipRoutingClient, testing, wire::SipConfigurationUpdate};

pub(super) const ENDPOINT: &str = "https://contoso.communication.azure.com";

/// Something that happens to a request instead of the usual.
#[derive(Clone, Debug)]
pub(super) enum Mishap {
    /// It goes well. Lets the ones before the mishap pass.
    None,
    /// It is carried out, and the answer gets lost.
    LostAnswer,
    /// It never arrives.
    LostRequest,
    /// Somebody else sets this before it is carried out.
    ChangedBefore(SipConfiguration),
    /// It is refused as faulty.
    Refused,
    /// It is carried out, and the answer leaves out the routes.
    AnswerWithoutRoutes,
}

/// A service with merge patches as the real one has them.
#[derive(Debug, Default)]
pub(super) struct Service {
    stored: Mutex<SipConfiguration>,
    mishaps: Mutex<VecDeque<Mishap>>,
    requests: Mutex<Vec<String>>,
}

#[async_trait]
impl HttpClient for Service {
    async fn execute_request(&self, request: &Request) -> azure_core::Result<AsyncRawResponse> {
        // The others get their turn while it is on its way.
        tokio::task::yield_now().await;
        let mishap = self.mishaps.lock().unwrap().pop_front();
        let lost = || azure_core::Error::with_message(ErrorKind::Io, "the connection is gone");
        if let Some(Mishap::LostRequest) = mishap {
            return Err(lost());
        }
        if let Some(Mishap::ChangedBefore(other)) = &mishap {
            self.change(other.clone());
        }
        self.requests
            .lock()
            .unwrap()
            .push(request.method().to_string());
        if let Some(Mishap::Refused) = mishap {
            let body = r#"{"error":{"code":"UnprocessableConfiguration","message":"No.","innererror":{"code":"MissingTrunk","message":"No."}}}"#;
            return Ok(answer(StatusCode::UnprocessableEntity, body.to_owned()));
        }
        let now = self.carry_out(request);
        match mishap {
            Some(Mishap::LostAnswer) => Err(lost()),
            Some(Mishap::AnswerWithoutRoutes) => {
                let mut wire = now.to_wire();
                wire.routes = None;
                Ok(answer(StatusCode::Ok, serde_json::to_string(&wire)?))
            }
            _ => Ok(answer(
                StatusCode::Ok,
                serde_json::to_string(&now.to_wire())?,
            )),
        }
    }
}

impl Service {
    fn carry_out(&self, request: &Request) -> SipConfiguration {
        let mut stored = self.stored.lock().unwrap();
        if let (Method::Patch, Body::Bytes(body)) = (request.method(), request.body()) {
            let update: SipConfigurationUpdate = serde_json::from_slice(body).unwrap();
            *stored = testing::patched(&stored, Some(update));
        }
        stored.clone()
    }

    pub(super) fn with(stored: SipConfiguration) -> (Arc<Self>, SipRoutingClient) {
        let service = Arc::new(Self {
            stored: Mutex::new(stored),
            ..Self::default()
        });
        let client = service.client();
        (service, client)
    }

    pub(super) fn client(self: &Arc<Self>) -> SipRoutingClient {
        let azure = azure_core::http::ClientOptions {
            transport: Some(Transport::new(self.clone())),
            retry: RetryOptions::none(),
            ..Default::default()
        };
        let options = ClientOptions::default().azure(azure);
        let key = AccessKey::new("c2VjcmV0LWtleS1mb3ItdGVzdHM=").unwrap();
        SipRoutingClient::new(ENDPOINT, key, Some(options)).unwrap()
    }

    pub(super) fn stored(&self) -> SipConfiguration {
        self.stored.lock().unwrap().clone()
    }

    /// Somebody else sets this.
    pub(super) fn change(&self, other: SipConfiguration) {
        *self.stored.lock().unwrap() = other;
    }

    pub(super) fn next(&self, mishaps: impl IntoIterator<Item = Mishap>) {
        self.mishaps.lock().unwrap().extend(mishaps);
    }

    /// The requests since the last time.
    pub(super) fn asked(&self) -> Vec<String> {
        std::mem::take(&mut self.requests.lock().unwrap())
    }
}

fn answer(status: StatusCode, body: String) -> AsyncRawResponse {
    AsyncRawResponse::from_bytes(status, Headers::new(), body)
}
