//! A client with as little of its own as can be.

use acs_emulator::{Emulator, EmulatorBuilder, OffsetDateTime};
use reqwest::header::HeaderMap;
use serde_json::Value;

use crate::document;

/// Tuesday, 17 June 2025, 16:40:22.5120904 UTC.
pub(crate) fn fixed_time() -> OffsetDateTime {
    OffsetDateTime::from_unix_timestamp_nanos(1_750_178_422_512_090_400).unwrap()
}

/// An emulator whose answers repeat themselves, but for ports and processing times.
pub(crate) fn repeatable() -> EmulatorBuilder {
    Emulator::builder().manual_clock_at(fixed_time()).seed(1)
}

pub(crate) struct Client {
    http: reqwest::Client,
    endpoint: String,
    token: String,
}

pub(crate) struct Reply {
    pub(crate) status: u16,
    pub(crate) headers: HeaderMap,
    pub(crate) body: String,
}

impl Reply {
    pub(crate) fn header(&self, name: &str) -> &str {
        self.headers
            .get(name)
            .unwrap_or_else(|| panic!("no header {name}"))
            .to_str()
            .unwrap()
    }

    pub(crate) fn has(&self, name: &str) -> bool {
        self.headers.contains_key(name)
    }

    pub(crate) fn json(&self) -> Value {
        serde_json::from_str(&self.body).unwrap()
    }

    /// Fails with the body where another status was expected.
    pub(crate) fn expect(self, status: u16) -> Self {
        assert_eq!(self.status, status, "{}", self.body);
        self
    }
}

impl Client {
    pub(crate) fn new(emulator: &Emulator) -> Self {
        Self {
            http: reqwest::Client::new(),
            endpoint: emulator.endpoint(),
            token: emulator.token(),
        }
    }

    pub(crate) async fn get(&self, target: &str) -> Reply {
        self.send("GET", target, None).await
    }

    pub(crate) async fn post(&self, target: &str, body: &str) -> Reply {
        self.send("POST", target, Some(body)).await
    }

    pub(crate) async fn patch(&self, target: &str, body: &str) -> Reply {
        self.send("PATCH", target, Some(body)).await
    }

    pub(crate) async fn delete(&self, target: &str) -> Reply {
        self.send("DELETE", target, None).await
    }

    /// Polls an operation to its end and returns what was seen, the last body last.
    pub(crate) async fn finish(&self, started: &Reply) -> Vec<Value> {
        let location = started.header("operation-location");
        let mut seen = Vec::new();
        loop {
            let polled = self.get(location).await.expect(200).json();
            let pending = ["notStarted", "running"]
                .iter()
                .any(|it| polled["status"] == *it);
            seen.push(polled);
            if !pending {
                return seen;
            }
            assert!(seen.len() < 100, "the operation does not end");
        }
    }

    /// Searches for numbers in the United States and returns the search's id.
    pub(crate) async fn search(&self, body: &str) -> String {
        let target = "/availablePhoneNumbers/countries/US/:search?api-version=2025-06-01";
        let started = self.post(target, body).await.expect(202);
        assert_eq!(
            self.finish(&started).await.last().unwrap()["status"],
            "succeeded"
        );
        started.header("search-id").to_owned()
    }

    /// Purchases a search to its end.
    pub(crate) async fn purchase(&self, search: &str) {
        let body = format!(r#"{{"searchId":"{search}"}}"#);
        let target = "/availablePhoneNumbers/:purchase?api-version=2025-06-01";
        let started = self.post(target, &body).await.expect(202);
        assert_eq!(
            self.finish(&started).await.last().unwrap()["status"],
            "succeeded"
        );
    }

    pub(crate) async fn send(&self, method: &str, target: &str, body: Option<&str>) -> Reply {
        let authorization = format!("Bearer {}", self.token);
        let headers = [("authorization", authorization.as_str())];
        self.send_with(method, target, body, &headers).await
    }

    /// Sends with these headers and no credentials but what is among them.
    pub(crate) async fn send_with(
        &self,
        method: &str,
        target: &str,
        body: Option<&str>,
        headers: &[(&str, &str)],
    ) -> Reply {
        let url = format!("{}{target}", self.endpoint);
        let mut request = self.http.request(method.parse().unwrap(), url);
        for (name, value) in headers {
            request = request.header(*name, *value);
        }
        if let Some(body) = body {
            request = request
                .body(body.to_owned())
                .header("content-type", "application/json");
        }
        let response = request.send().await.unwrap();
        let (status, headers) = (response.status().as_u16(), response.headers().clone());
        let reply = Reply {
            status,
            headers,
            body: response.text().await.unwrap(),
        };
        document::check(method, target, &reply);
        reply
    }
}
