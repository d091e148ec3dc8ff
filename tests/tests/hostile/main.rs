//! The clients against a service and a network that do everything wrong: real connections to a
//! server that fails by plan, keeps count, and checks every signature. Nothing here waits; time goes
//! by when the server says so.

mod attempts;
mod callers_parts;
/// The clock is shared with other tests.
mod clock {
    pub(crate) use acs_tests::Clock;
}
mod custom_parts;
mod fault;
mod idempotency;
mod interim_answers;
mod killed;
mod operation;
mod options;
mod outcome_unknown;
mod redaction;
mod request;
mod same_origin;
mod server;
mod service;
mod strangers;
mod stream;
mod tokens;

/// Compares a table with its snapshot.
fn compare(name: &str, text: &str) {
    let mut settings = insta::Settings::clone_current();
    settings.set_prepend_module_to_snapshot(false);
    settings.set_omit_expression(true);
    settings.bind(|| insta::assert_snapshot!(name, text));
}
