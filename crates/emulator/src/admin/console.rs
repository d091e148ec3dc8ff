//! The console: pages that show the emulator to people, and let them take it in hand.
//!
//! They are part of the program, need no network, and use the admin API as any program does.

use http::header::{self, HeaderName, HeaderValue};
use http::{Method, StatusCode};

use super::answer::Outcome;
use super::nowhere;
use crate::server::Received;
use crate::wire::{Answer, Content};

/// Path of the console.
const PATH: &str = "/console";
/// Rights of its pages: to load what is beside them, and to call the admin API. Nothing that stands
/// in a page runs, and no text becomes markup.
const POLICY: &str = "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; \
     connect-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'; \
     require-trusted-types-for 'script'; trusted-types 'none'";

struct File {
    name: &'static str,
    media: &'static str,
    text: &'static str,
}

macro_rules! files {
    ($($media:literal: $($name:literal)*;)*) => {
        &[$($(File {
            name: $name,
            media: $media,
            text: include_str!(concat!("../../console/", $name)),
        },)*)*]
    };
}

const INDEX: &str = "index.html";
const FILES: &[File] = files! {
    "text/html; charset=utf-8": "index.html";
    "text/css; charset=utf-8": "style.css";
    "image/svg+xml": "icon.svg";
    "text/javascript; charset=utf-8":
        "api.js" "app.js" "clock.js" "curl.js" "dom.js" "faults.js" "holds.js" "numbers.js"
        "operations.js" "picture.js" "requests.js" "routing.js" "snapshots.js" "time.js";
};

/// Returns true if a request is for a part of the console, not for the admin API. A browser that asks
/// for the root is led to it.
pub(super) fn is_page(request: &Received, segments: &[&str]) -> bool {
    let wants_page = || {
        let accepted = request.headers.get(header::ACCEPT);
        accepted.is_some_and(|it| it.to_str().is_ok_and(|it| it.contains("text/html")))
    };
    request.method == Method::GET
        && (segments.first() == Some(&"console") || (segments == [""] && wants_page()))
}

pub(super) fn page(segments: &[&str]) -> Outcome {
    let name = match segments {
        [""] => return Ok(led_here()),
        ["console"] => INDEX,
        ["console", name] => name,
        _ => return Err(nowhere()),
    };
    let file = FILES.iter().find(|it| it.name == name);
    file.map(answer).ok_or_else(nowhere)
}

fn led_here() -> Answer {
    let mut answer = Answer::empty(StatusCode::SEE_OTHER);
    let path = HeaderValue::from_static(PATH);
    answer.headers.insert(header::LOCATION, path);
    answer
}

fn answer(file: &File) -> Answer {
    let mut answer = Answer::empty(StatusCode::OK);
    answer.content = Content::Sized(file.text.as_bytes().to_vec());
    for (name, value) in [
        (header::CONTENT_TYPE, file.media),
        // The next emulator on this port may be of another version.
        (header::CACHE_CONTROL, "no-cache"),
        (header::CONTENT_SECURITY_POLICY, POLICY),
        (header::REFERRER_POLICY, "no-referrer"),
        (
            HeaderName::from_static("cross-origin-opener-policy"),
            "same-origin",
        ),
        (
            HeaderName::from_static("cross-origin-resource-policy"),
            "same-origin",
        ),
    ] {
        answer.headers.insert(name, HeaderValue::from_static(value));
    }
    answer
}
