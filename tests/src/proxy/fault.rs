//! The faults between a client and its service.

use std::fmt;

use http::{HeaderMap, HeaderValue, Response, header};
use http_body_util::Full;
use hyper::body::Bytes;

use Fault::{
    BadGateway, BusyAfter, BusyBefore, ClosedAfter, ClosedBefore, CutShort, InternalError, Late,
    LimitAfter, LimitBefore, NoLocation, Page, Redirect, Refused, RequestTimeout, Stranger,
    StrangerInJson, StubBefore,
};

/// One thing that goes wrong with a request or its answer.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Fault {
    /// The connection is refused.
    Refused,
    /// The connection is closed before the request is forwarded.
    ClosedBefore,
    /// A load balancer is busy: 503 with `Retry-After` and a page, nothing forwarded.
    BusyBefore,
    /// A gateway counts requests: 429 in its own JSON, nothing forwarded.
    LimitBefore,
    /// Something answers 200 with an empty object, nothing forwarded.
    StubBefore,
    /// The request is carried out, and the connection closed without an answer.
    ClosedAfter,
    /// The request is carried out, and half of the answer comes.
    CutShort,
    /// The request is carried out, and the answer is that of a busy load balancer.
    BusyAfter,
    /// The request is carried out, and the answer is that of a gateway that counts requests.
    LimitAfter,
    /// The request is carried out, and the answer is a page with status 404.
    Stranger,
    /// The request is carried out, and the answer is a 404 in JSON of another make.
    StrangerInJson,
    /// The request is carried out, and the answer is 502.
    BadGateway,
    /// The request is carried out, and the answer is 500.
    InternalError,
    /// The request is carried out, and the answer is 408.
    RequestTimeout,
    /// The request is carried out, and the answer is a page with status 200.
    Page,
    /// The request is carried out, and the answer leads to a page for signing in.
    Redirect,
    /// The request is carried out, and the answer comes too late.
    Late,
    /// The request is carried out, and the answer is 202 with none of the service's headers.
    NoLocation,
}

const BUSY_PAGE: &str = "<html><body><h1>503 Service Unavailable</h1></body></html>";
const LIMIT: &str =
    r#"{"statusCode":429,"message":"Rate limit is exceeded. Try again in 1 seconds."}"#;
const STRANGER_PAGE: &str = "<html><body><h1>404 Not Found</h1></body></html>";
const STRANGER_JSON: &str = r#"{"statusCode":404,"message":"Resource not found"}"#;
const SIGN_IN_PAGE: &str = "<html><body>Please sign in.</body></html>";

impl Fault {
    /// Every fault, those before the request is carried out first.
    pub const ALL: [Self; 18] = [
        Refused,
        ClosedBefore,
        BusyBefore,
        LimitBefore,
        StubBefore,
        ClosedAfter,
        CutShort,
        BusyAfter,
        LimitAfter,
        Stranger,
        StrangerInJson,
        BadGateway,
        InternalError,
        RequestTimeout,
        Page,
        Redirect,
        Late,
        NoLocation,
    ];

    /// True if the service never sees the request.
    pub fn is_before(self) -> bool {
        matches!(
            self,
            Refused | ClosedBefore | BusyBefore | LimitBefore | StubBefore
        )
    }

    /// A few words for tables and messages.
    pub fn word(self) -> &'static str {
        match self {
            Refused => "connection refused",
            ClosedBefore => "closed, not forwarded",
            BusyBefore => "503 page, not forwarded",
            LimitBefore => "429 of a gateway, not forwarded",
            StubBefore => "200 {}, not forwarded",
            ClosedAfter => "closed without an answer",
            CutShort => "answer cut short",
            BusyAfter => "503 page",
            LimitAfter => "429 of a gateway",
            Stranger => "404 page",
            StrangerInJson => "404 in a stranger's JSON",
            BadGateway => "502",
            InternalError => "500",
            RequestTimeout => "408",
            Page => "200 page",
            Redirect => "redirect",
            Late => "answer too late",
            NoLocation => "202 without headers",
        }
    }

    /// The answer that comes in place of the service's, for a fault that has one.
    pub(super) fn answer(self) -> Option<Response<Full<Bytes>>> {
        let (status, kind, body) = match self {
            BusyBefore | BusyAfter => (503, "text/html", BUSY_PAGE),
            LimitBefore | LimitAfter => (429, "application/json", LIMIT),
            StubBefore => (200, "application/json", "{}"),
            Stranger => (404, "text/html", STRANGER_PAGE),
            StrangerInJson => (404, "application/json", STRANGER_JSON),
            BadGateway => (502, "text/html", "<html><body>502</body></html>"),
            InternalError => (500, "text/plain", ""),
            RequestTimeout => (408, "text/plain", ""),
            Page => (200, "text/html", SIGN_IN_PAGE),
            Redirect => (302, "text/html", SIGN_IN_PAGE),
            NoLocation => (202, "text/plain", ""),
            Refused | ClosedBefore | ClosedAfter | CutShort | Late => return None,
        };
        let mut answer = Response::new(Full::from(body));
        *answer.status_mut() = http::StatusCode::from_u16(status).ok()?;
        answer
            .headers_mut()
            .insert(header::CONTENT_TYPE, HeaderValue::from_static(kind));
        self.add_headers(answer.headers_mut());
        Some(answer)
    }

    fn add_headers(self, headers: &mut HeaderMap) {
        let (name, value) = match self {
            BusyBefore | BusyAfter | LimitBefore | LimitAfter => (header::RETRY_AFTER, "1"),
            Redirect => (header::LOCATION, "/sign-in"),
            _ => return,
        };
        headers.insert(name, HeaderValue::from_static(value));
    }
}

impl fmt::Display for Fault {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(self.word())
    }
}
