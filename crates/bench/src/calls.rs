//! Calls that are measured, and the common part of the client and the floor.

use std::str::FromStr;

use base64::{Engine as _, engine::general_purpose::STANDARD};
use reqwest::{Certificate, redirect, retry};

use crate::{Error, Result};

/// Any key will do; the server does not look.
pub(crate) const KEY: &str = "c2VjcmV0LWtleS1mb3ItdGVzdHM=";
pub(crate) const NUMBER: &str = "+14255550100";
pub(crate) const SEARCH: &str = "7afbcec4-0f46-4b08-9b2a-2b1bb1b7b7e3";
pub(crate) const PAGE: usize = 100;

/// Any token will do, too. It is as long as those of Microsoft Entra ID.
pub(crate) fn token() -> String {
    "t".repeat(1_500)
}

/// A kind of call.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum What {
    Get,
    /// A get by a token, over TLS.
    GetByToken,
    /// A get by a client whose log is read. The floor has no log.
    GetLogged,
    List,
    /// The beginning of a purchase, and one look at it, which has ended by then.
    Purchase,
}

impl FromStr for What {
    type Err = Error;

    fn from_str(text: &str) -> Result<Self> {
        Ok(match text {
            "get" => Self::Get,
            "get-by-token" => Self::GetByToken,
            "get-logged" => Self::GetLogged,
            "list" => Self::List,
            "purchase" => Self::Purchase,
            _ => return Err(format!("there is no call `{text}`").into()),
        })
    }
}

/// The server as one kind of call sees it.
pub(crate) struct Service {
    pub(crate) address: String,
    /// The one certificate to trust, for calls over TLS.
    certificate: Option<Certificate>,
}

impl Service {
    pub(crate) fn new(what: What, authority: &str, certificate: &str) -> Result<Self> {
        if what == What::GetByToken {
            return Ok(Self {
                address: format!("https://{authority}"),
                certificate: Some(Certificate::from_der(&STANDARD.decode(certificate)?)?),
            });
        }
        Ok(Self {
            address: format!("http://{authority}"),
            certificate: None,
        })
    }

    /// Makes an HTTP client with the settings of the one that the client makes by itself.
    pub(crate) fn http(&self) -> Result<reqwest::Client> {
        let mut http = reqwest::Client::builder()
            .redirect(redirect::Policy::none())
            .retry(retry::never().max_retries_per_request(0))
            .no_proxy();
        if let Some(certificate) = &self.certificate {
            http = http.tls_certs_only([certificate.clone()]);
        }
        Ok(http.build()?)
    }
}

/// Checks that all numbers of a list came.
pub(crate) fn check_count(seen: usize, count: usize) -> Result<()> {
    if seen == count {
        Ok(())
    } else {
        Err(format!("{seen} of {count} numbers came").into())
    }
}
