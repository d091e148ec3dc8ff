//! An answer that is written down before it is asked for.

use std::fmt;

use azure_core::http::{AsyncRawResponse, headers::Headers};
use serde_json::Value;

/// An answer of a [`Script`](crate::Script).
#[derive(Clone, Debug)]
pub struct Answer {
    status: u16,
    headers: Vec<(&'static str, String)>,
    body: Value,
}

impl Answer {
    /// An answer with this status and nothing else.
    pub fn status(status: u16) -> Self {
        Self {
            status,
            headers: Vec::new(),
            body: Value::Null,
        }
    }

    /// 200 with this body.
    pub fn ok(body: Value) -> Self {
        Self::status(200).body(body)
    }

    /// The same answer with one header more.
    #[must_use]
    pub fn header(mut self, name: &'static str, value: impl Into<String>) -> Self {
        self.headers.push((name, value.into()));
        self
    }

    /// The same answer with this body.
    #[must_use]
    pub fn body(mut self, body: Value) -> Self {
        self.body = body;
        self
    }

    /// The value of a header.
    pub fn header_value(&self, name: &str) -> Option<&str> {
        let header = self.headers.iter().find(|(of, _)| *of == name);
        header.map(|(_, value)| value.as_str())
    }

    /// The body; null where there is none.
    pub fn json(&self) -> &Value {
        &self.body
    }

    /// The answer as it goes over a connection that stays open.
    pub fn to_http(&self) -> Vec<u8> {
        let body = self.body_text();
        let headers = self.headers.iter();
        let headers: Vec<_> = headers
            .map(|(name, value)| format!("{name}: {value}\r\n"))
            .collect();
        let length = match self.status {
            // An answer of this status has no body, and says nothing of its length.
            204 => String::new(),
            _ => format!("content-length: {}\r\n", body.len()),
        };
        let (status, headers) = (self.status, headers.concat());
        format!("HTTP/1.1 {status} Whatever\r\n{headers}{length}\r\n{body}").into_bytes()
    }

    fn body_text(&self) -> String {
        match &self.body {
            Value::Null => String::new(),
            body => body.to_string(),
        }
    }

    pub(crate) fn into_raw(self) -> AsyncRawResponse {
        let body = self.body_text();
        let mut headers = Headers::new();
        for (name, value) in self.headers {
            headers.insert(name, value);
        }
        AsyncRawResponse::from_bytes(self.status.into(), headers, body)
    }
}

/// The status, the headers and the body, which is laid out to be read.
impl fmt::Display for Answer {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        writeln!(f, "<<< {}", self.status)?;
        for (name, value) in &self.headers {
            writeln!(f, "{name}: {value}")?;
        }
        match &self.body {
            Value::Null => Ok(()),
            body => writeln!(f, "\n{body:#}"),
        }
    }
}
