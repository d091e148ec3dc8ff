//! Common part of the samples: a service to talk to.
//!
//! Without settings that is an emulator in the same process, so a sample costs nothing and needs
//! no account. With `COMMUNICATION_CONNECTION_STRING`, or `COMMUNICATION_ENDPOINT` and a sign-in
//! to Microsoft Entra ID, it is a real resource, or an emulator if the address is this machine's. A
//! sample that would cost money on a real resource, or change what is in use, runs there only with
//! `--for-real`.

mod failure;
mod output;
mod progress;
mod said;
mod sample;
mod service;
mod token_access;

pub use failure::{Failure, Result};
pub use output::print_text;
pub use progress::finish;
pub use said::{price, said};
pub use sample::{Sample, Started};
pub use service::Service;
pub use token_access::TokenAccess;

/// The pages of the guide, each a test.
#[cfg(doctest)]
mod guide {
    #[doc = include_str!("../../../docs/after-a-crash.md")]
    struct AfterACrash;
    #[doc = include_str!("../../../docs/buying-safely.md")]
    struct BuyingSafely;
    #[doc = include_str!("../../../docs/errors.md")]
    struct Errors;
    #[doc = include_str!("../../../docs/getting-started.md")]
    struct GettingStarted;
    #[doc = include_str!("../../../docs/migrating.md")]
    struct Migrating;
    #[doc = include_str!("../../../docs/routing.md")]
    struct Routing;
    #[doc = include_str!("../../../docs/sign-in.md")]
    struct SignIn;
    #[doc = include_str!("../../../docs/testing.md")]
    struct Testing;
}

/// The snippets of the README, compiled as tests.
#[cfg(doctest)]
#[doc = include_str!("../../../README.md")]
struct Readme;
