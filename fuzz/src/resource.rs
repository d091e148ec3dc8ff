//! A resource that answers what it is told to and notes what it was asked.

use std::sync::{Arc, LazyLock, Mutex};

use acs_core::{AccessKey, CallContext, ClientOptions, Endpoint, Idempotency, Operation, Service};
use async_trait::async_trait;
use azure_core::http::{
    AsyncRawResponse, ClientOptions as AzureOptions, HttpClient, Request, RetryOptions, StatusCode,
    Transport, headers::Headers,
};
use url::Url;

const fn operation(id: &'static str, method: &'static str) -> Operation {
    Operation {
        id,
        method,
        path: "/things",
        api_version: "2025-06-01",
        content_type: None,
        success: &[200],
        long_running: false,
        final_state: None,
        page: None,
    }
}

/// A list, as a generated method would ask for it.
pub static LIST_THINGS: Operation = operation("list_things", "GET");

/// A service with what links lead to.
pub static SERVICE: Service = Service {
    crate_name: "things",
    crate_version: "1.0.0",
    api_version: "2025-06-01",
    operations: &[&LIST_THINGS, &operation("get_operation", "GET")],
    idempotency: |_| Idempotency::Idempotent,
};

/// A resource that answers what it is told to and notes what it was asked.
pub struct Resource {
    pub context: CallContext,
    transport: Arc<Told>,
}

#[derive(Debug)]
struct Told {
    answer: Mutex<(u16, Vec<u8>)>,
    asked: Mutex<Vec<Url>>,
}

#[async_trait]
impl HttpClient for Told {
    async fn execute_request(&self, request: &Request) -> azure_core::Result<AsyncRawResponse> {
        self.asked.lock().unwrap().push(request.url().clone());
        let (status, body) = self.answer.lock().unwrap().clone();
        let status = StatusCode::from(status);
        Ok(AsyncRawResponse::from_bytes(status, Headers::new(), body))
    }
}

impl Resource {
    /// One in the cloud and one on this machine.
    pub fn all() -> &'static [Self] {
        static ALL: LazyLock<[Resource; 2]> = LazyLock::new(|| {
            [
                Resource::new("https://contoso.communication.azure.com"),
                Resource::new("http://127.0.0.1:8080"),
            ]
        });
        &*ALL
    }

    fn new(endpoint: &str) -> Self {
        let transport = Arc::new(Told {
            answer: Mutex::new((200, b"{}".to_vec())),
            asked: Mutex::default(),
        });
        let azure = AzureOptions {
            transport: Some(Transport::new(Arc::<Told>::clone(&transport))),
            retry: RetryOptions::none(),
            ..Default::default()
        };
        let options = ClientOptions::default().azure(azure);
        let endpoint = Endpoint::new(endpoint).unwrap();
        let key = AccessKey::new("c2VjcmV0").unwrap();
        let context = CallContext::new(&SERVICE, endpoint, key, options).unwrap();
        Self { context, transport }
    }

    /// Sets the answer to everything from now on, and forgets what was asked.
    pub fn answer(&self, status: u16, body: impl Into<Vec<u8>>) {
        *self.transport.answer.lock().unwrap() = (status, body.into());
        self.transport.asked.lock().unwrap().clear();
    }

    /// Asserts the number of requests since the answer was set, and that all of them,
    /// and the credential in them, went to this resource.
    pub fn assert_asked(&self, times: usize) {
        let asked = self.transport.asked.lock().unwrap();
        assert_eq!(asked.len(), times);
        let home = self.context.endpoint().url();
        for url in &*asked {
            assert_eq!(url.scheme(), home.scheme(), "{url}");
            assert_eq!(url.host_str(), home.host_str(), "{url}");
            assert_eq!(url.port(), home.port(), "{url}");
            assert!(
                url.username().is_empty() && url.password().is_none(),
                "{url}"
            );
        }
    }
}
