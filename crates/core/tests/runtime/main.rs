//! The runtime against a service that answers by script.

#![expect(
    clippy::unwrap_used,
    clippy::expect_used,
    reason = "a test may fail where it stands"
)]

mod call;
mod log;
mod pager;
mod poller;
mod request;
mod retry;
mod script;
mod telemetry;
