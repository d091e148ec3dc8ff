//! Common part of the samples: a service to talk to.
//!
//! Without settings that is an emulator in the same process, so a sample costs nothing and needs
//! no account. With `COMMUNICATION_CONNECTION_STRING`, or `COMMUNICATION_ENDPOINT` and a sign-in
//! to Microsoft Entra ID, it is a real resource. A sample that would cost money there, or
//! change what is in use, runs only with `--for-real`.

mod failure;
mod said;
mod service;
mod token_access;

pub use failure::{Failure, Result};
pub use said::{price, said};
pub use service::{Service, argument_or};
pub use token_access::TokenAccess;

/// The snippets of the README, compiled as tests.
#[cfg(doctest)]
#[doc = include_str!("../../../README.md")]
struct Readme;
