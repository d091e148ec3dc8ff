//! Reasons for which no connection is made.

use std::{error::Error, io};

/// Reason for which no connection was made.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Obstacle {
    /// One that may pass.
    Passing,
    /// Nothing listens at an address of this machine.
    Refused,
    /// The certificate of the other side is not trusted.
    Certificate,
    /// A proxy wants another user or password.
    Proxy,
    /// The HTTP client could not be made.
    #[cfg_attr(
        target_family = "wasm",
        expect(dead_code, reason = "a browser always has one")
    )]
    SetUp,
}

impl Obstacle {
    /// Finds the reason in the causes of an error.
    pub(crate) fn behind(error: &(dyn Error + 'static)) -> Self {
        let mut next = Some(error);
        while let Some(cause) = next {
            let inner = cause.downcast_ref::<io::Error>();
            if inner.is_some_and(|it| it.kind() == io::ErrorKind::ConnectionRefused) {
                return Self::Refused;
            }
            // An I/O error is no source of its own inner error, but passes on the source of that.
            let inner = inner.and_then(io::Error::get_ref);
            if is_untrusted(cause) || inner.is_some_and(|it| is_untrusted(it)) {
                return Self::Certificate;
            }
            // `hyper-util` keeps the type of this one to itself.
            if cause.to_string().contains("proxy authorization required") {
                return Self::Proxy;
            }
            next = cause.source();
        }
        Self::Passing
    }
}

#[cfg(not(target_family = "wasm"))]
fn is_untrusted(error: &(dyn Error + 'static)) -> bool {
    matches!(
        error.downcast_ref(),
        Some(rustls::Error::InvalidCertificate(_))
    )
}

/// A browser does not say why it has no connection.
#[cfg(target_family = "wasm")]
fn is_untrusted(_: &(dyn Error + 'static)) -> bool {
    false
}
