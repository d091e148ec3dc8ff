//! What pollers and lists leave behind, and what is made of it.

use std::sync::{Arc, LazyLock, Mutex, PoisonError};

use acs_core::{
    AccessKey, CallContext, ClientOptions, Continuation, Endpoint, Error, Idempotency,
    InvalidValue, ListCall, LongRunning, Operation, PageContinuation, Pager, Poller, Service,
};
use async_trait::async_trait;
use azure_core::http::{
    AsyncRawResponse, ClientOptions as AzureOptions, HttpClient, Request, StatusCode, Transport,
    headers::Headers,
};
use futures::{FutureExt as _, StreamExt as _};
use http::{HeaderMap, HeaderValue};
use proptest::prelude::*;
use serde::Deserialize;
use serde_json::json;

use crate::survives;

static SERVICE: Service = Service {
    crate_name: "things",
    crate_version: "1.0.0",
    api_version: "2025-06-01",
    operations: &[&LIST, &GET_OPERATION],
    idempotency: |_| Idempotency::Idempotent,
};

static LIST: Operation = Operation {
    id: "list_things",
    method: "GET",
    path: "/things",
    api_version: "2025-06-01",
    content_type: None,
    success: &[200],
    long_running: false,
    final_state: None,
    page: None,
};

static GET_OPERATION: Operation = Operation {
    id: "get_operation",
    path: "/operations/{operationId}",
    ..LIST
};

static LATER: Service = Service {
    api_version: "2026-01-01",
    ..SERVICE
};

static MAKE: LongRunning<()> = LongRunning {
    kind: "make",
    result_operation: Some("list_things"),
    finish: |_| Ok(()),
};

static BREAK: LongRunning<()> = LongRunning {
    kind: "break",
    ..MAKE
};

const ENDPOINT: &str = "https://contoso.communication.azure.com";

/// Answers a page with one link, and notes what it was asked.
#[derive(Debug, Default)]
struct Linked {
    link: String,
    asked: Mutex<Vec<String>>,
}

#[async_trait]
impl HttpClient for Linked {
    async fn execute_request(&self, request: &Request) -> azure_core::Result<AsyncRawResponse> {
        let mut asked = self.asked.lock().unwrap_or_else(PoisonError::into_inner);
        asked.push(request.url().to_string());
        let body = json!({ "nextLink": self.link }).to_string();
        Ok(AsyncRawResponse::from_bytes(
            StatusCode::Ok,
            Headers::new(),
            body,
        ))
    }
}

#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
struct WirePage {
    next_link: String,
}

fn context(service: &'static Service, endpoint: &str, transport: &Arc<Linked>) -> CallContext {
    // Nothing is sent with it, and to make one takes long.
    static UNUSED: LazyLock<reqwest::Client> = LazyLock::new(|| {
        let client = reqwest::Client::builder().redirect(reqwest::redirect::Policy::none());
        client.build().unwrap()
    });
    let key = AccessKey::new("c2VjcmV0").unwrap();
    let azure = AzureOptions {
        transport: Some(Transport::new(Arc::<Linked>::clone(transport))),
        ..Default::default()
    };
    let options = ClientOptions::default()
        .azure(azure)
        .http_client(UNUSED.clone());
    CallContext::new(service, Endpoint::new(endpoint).unwrap(), key, options).unwrap()
}

/// The part of a link after its host.
fn path() -> impl Strategy<Value = String> {
    let segment = r"[A-Za-z0-9:_~+%-]{1,12}";
    let query = r"[a-z-]{1,8}=[A-Za-z0-9%+-]{0,12}";
    (
        prop::collection::vec(segment, 1..4),
        prop::collection::vec(query, 0..4),
    )
        .prop_map(|(segments, queries)| {
            let path = format!("/{}", segments.join("/"));
            if queries.is_empty() {
                return path;
            }
            format!("{path}?{}", queries.join("&"))
        })
}

/// A link of the service, as a path or in full.
fn link() -> impl Strategy<Value = String> {
    (path(), any::<bool>()).prop_map(|(path, full)| {
        if full {
            format!("{ENDPOINT}{path}")
        } else {
            path
        }
    })
}

fn headers(id: &str, status: &str, result: Option<&str>) -> HeaderMap {
    let mut headers = HeaderMap::new();
    let value = |text: &str| HeaderValue::from_str(text).unwrap();
    headers.insert("operation-id", value(id));
    headers.insert("operation-location", value(status));
    if let Some(result) = result {
        headers.insert("location", value(result));
    }
    headers
}

proptest! {
    #[test]
    fn an_operation_survives(
        id in r"[!-~]{1,40}", status in link(), result in prop::option::of(link()),
    ) {
        let context = context(&SERVICE, ENDPOINT, &Arc::default());
        let headers = headers(&id, &status, result.as_deref());
        let poller = Poller::accepted(context.clone(), &MAKE, &headers).unwrap();
        let kept = poller.continuation();
        survives(&kept)?;
        prop_assert_eq!(kept.operation_id(), &id);
        prop_assert_eq!(kept.kind(), "make");
        let text = kept.to_string();
        prop_assert!(text.bytes().all(|b| b.is_ascii_alphanumeric() || b"-_".contains(&b)));

        let resumed = Poller::resume(context, &MAKE, &kept).unwrap();
        prop_assert_eq!(resumed.operation_id(), &id);
        prop_assert!(resumed.continuation() == kept, "{}", text);
    }

    #[test]
    fn an_operation_belongs_to_its_kind_its_version_and_its_resource(status in link()) {
        let transport = Arc::default();
        let home = context(&SERVICE, ENDPOINT, &transport);
        let headers = headers("make_1", &status, None);
        let kept = Poller::accepted(home.clone(), &MAKE, &headers).unwrap().continuation();
        for (context, kind) in [
            (home, &BREAK),
            (context(&LATER, ENDPOINT, &transport), &MAKE),
            (context(&SERVICE, "https://fabrikam.communication.azure.com", &transport), &MAKE),
            (context(&SERVICE, "https://contoso.communication.azure.com:444", &transport), &MAKE),
        ] {
            let refused = Poller::resume(context, kind, &kept);
            prop_assert!(refused.is_err_and(|error| error.is_foreign_continuation()));
        }
    }

    #[test]
    fn a_place_in_a_list_survives(link in link()) {
        let transport = Arc::new(Linked { link, ..Default::default() });
        let list = |continue_from| {
            let call = ListCall {
                context: context(&SERVICE, ENDPOINT, &transport),
                operation_id: "list_things",
                name: "list_things".to_owned(),
                accept_language: None,
                continue_from,
            };
            let next_link = transport.link.clone();
            let first = async { Ok(WirePage { next_link }) };
            let split = |page: WirePage| Ok((Vec::<()>::new(), Some(page.next_link)));
            Pager::new(call, first, split).into_pages()
        };
        let mut pages = list(None);
        let page = pages.next().now_or_never().unwrap().unwrap().unwrap();
        let kept = page.continuation().unwrap();
        survives(kept)?;

        // To go on and to come back is to ask for the same page. It leads back to itself.
        let gone_on = pages.next().now_or_never().unwrap().unwrap();
        let mut resumed = list(Some(kept.clone()));
        let came_back = resumed.next().now_or_never().unwrap().unwrap();
        for page in [gone_on, came_back] {
            prop_assert!(page.unwrap_err().to_string().contains("read already"));
        }
        let asked = transport.asked.lock().unwrap_or_else(PoisonError::into_inner);
        prop_assert_eq!(asked.len(), 2);
        prop_assert_eq!(&asked[0], &asked[1]);
        prop_assert!(asked[0].starts_with(ENDPOINT), "{}", asked[0]);
    }

    #[test]
    fn any_text_is_a_continuation_or_not(text in any::<String>()) {
        let refused = |fault: Option<InvalidValue>| {
            fault.is_none_or(|fault| Error::from(fault).is_invalid_input())
        };
        prop_assert!(refused(text.parse::<Continuation>().err()));
        prop_assert!(refused(text.parse::<PageContinuation>().err()));
    }

    #[test]
    fn a_damaged_continuation_is_refused_or_harmless(
        status in link(), at in any::<prop::sample::Index>(), with in any::<char>(),
    ) {
        let context = context(&SERVICE, ENDPOINT, &Arc::default());
        let headers = headers("make_1", &status, None);
        let kept = Poller::accepted(context.clone(), &MAKE, &headers).unwrap().continuation();
        let mut text: Vec<char> = kept.to_string().chars().collect();
        let index = at.index(text.len());
        text[index] = with;
        let damaged: String = text.into_iter().collect();
        if let Ok(damaged) = damaged.parse::<Continuation>()
            && let Ok(resumed) = Poller::resume(context, &MAKE, &damaged)
        {
            prop_assert!(resumed.continuation() == damaged);
        }
    }
}
