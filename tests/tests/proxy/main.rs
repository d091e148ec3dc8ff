//! The clients behind a proxy that spoils answers after the service has done its work, with the
//! emulator asked for the truth; and what went wrong in other clients, by a script.

mod each_fault;
mod recorded;
mod recorded_bodies;
mod recorded_polls;
mod recorded_waits;
mod scripted;
mod workflows;

/// Fails if anything is `broken`, and shows all of it.
fn expect_none(broken: &[String]) {
    assert!(broken.is_empty(), "{}", broken.join("\n"));
}
