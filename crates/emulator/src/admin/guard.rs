//! Who may use the admin API: programs on this machine, and no page in a browser.
//!
//! A page can send requests to any address, the reader's own machine included. What it cannot do is
//! hide where it comes from, call this machine by an address after it was loaded by a name, or send
//! JSON without asking first.

use bytes::Bytes;
use http::header::{self, HeaderName};
use http::uri::Authority;
use http::{Method, StatusCode, Uri};
use sha2::{Digest, Sha256};

use super::answer::Refused;
use crate::names::Names;
use crate::server::Received;

const FETCH_SITE: HeaderName = HeaderName::from_static("sec-fetch-site");

/// Decides which requests the admin API looks at.
#[derive(Debug)]
pub(crate) struct Guard {
    names: Names,
    port: u16,
    /// The hash of the token that callers must show, if they must.
    token: Option<[u8; 32]>,
}

/// Conditions of a path for its callers, beyond being no page in a browser.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Door {
    /// JSON, and the token.
    Admin,
    /// Nothing: it tells nothing.
    Health,
    /// Credentials of its own, which may come in a form.
    Identity,
}

impl Guard {
    pub(crate) fn new(names: Names, port: u16, token: Option<&str>) -> Self {
        Self {
            names,
            port,
            token: token.map(hash),
        }
    }

    pub(super) fn check(&self, request: &Received, door: Door) -> Result<(), Refused> {
        let host = self.check_host(request)?;
        check_origin(request, &host)?;
        match door {
            Door::Admin => {
                check_form(request)?;
                self.check_token(request)
            }
            Door::Health | Door::Identity => Ok(()),
        }
    }

    fn check_host(&self, request: &Received) -> Result<Authority, Refused> {
        let mut hosts = request.headers.get_all(header::HOST).iter();
        let host = hosts.next().filter(|_| hosts.next().is_none());
        let host = host.and_then(|it| Authority::try_from(it.as_bytes()).ok());
        host.filter(|it| self.names.are_meant(it, self.port))
            .ok_or_else(|| {
                let own = self.names.of_admin(self.port);
                forbidden(format!(
                    "the header host is not {own}; an emulator that is to be called by another \
                     name is started with --advertise"
                ))
            })
    }

    fn check_token(&self, request: &Received) -> Result<(), Refused> {
        let Some(token) = &self.token else {
            return Ok(());
        };
        let shown = request.headers.get(header::AUTHORIZATION);
        let shown = shown.and_then(|it| it.to_str().ok()?.strip_prefix("Bearer "));
        // Comparing hashes takes time that says nothing about the token.
        if shown.is_some_and(|it| hash(it.trim()) == *token) {
            return Ok(());
        }
        Err(Refused {
            status: StatusCode::UNAUTHORIZED,
            message: "the header authorization is not Bearer and the token after adminToken in \
                      the ready line"
                .to_owned(),
        })
    }
}

/// Browsers name the page that sends a request, except with those that follow from an address that
/// somebody typed in, and newer ones say how it is related to where it goes.
fn check_origin(request: &Received, host: &Authority) -> Result<(), Refused> {
    let is_own = |origin: &[u8]| {
        let origin = Uri::try_from(origin).ok();
        origin.is_some_and(|it| it.authority() == Some(host))
    };
    let mut origins = request.headers.get_all(header::ORIGIN).iter();
    let mut sites = request.headers.get_all(FETCH_SITE).iter();
    let is_foreign = origins.any(|it| !is_own(it.as_bytes()))
        || sites.any(|it| it != "same-origin" && it != "none");
    if is_foreign {
        return Err(forbidden("pages in a browser cannot use the admin API"));
    }
    Ok(())
}

/// Refuses a body that a form can send: browsers send that without asking, wherever it goes.
fn check_form(request: &Received) -> Result<(), Refused> {
    if request.method == Method::GET {
        return Ok(());
    }
    let is_json = match request.headers.get(header::CONTENT_TYPE) {
        None => request.body.as_ref().is_ok_and(Bytes::is_empty),
        Some(given) => given.to_str().is_ok_and(|it| {
            let media = it.split(';').next().unwrap_or_default();
            media.trim().eq_ignore_ascii_case("application/json")
        }),
    };
    if is_json {
        return Ok(());
    }
    Err(Refused {
        status: StatusCode::UNSUPPORTED_MEDIA_TYPE,
        message: "send JSON, with the header content-type: application/json".to_owned(),
    })
}

fn forbidden(message: impl Into<String>) -> Refused {
    Refused {
        status: StatusCode::FORBIDDEN,
        message: message.into(),
    }
}

fn hash(token: &str) -> [u8; 32] {
    Sha256::digest(token).into()
}
