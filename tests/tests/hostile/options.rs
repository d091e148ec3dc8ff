//! How the clients of these tests are set up.

use std::time::Duration;

use acs_phone_numbers::ClientOptions;
use acs_tests::Outcome;

/// How long a try may take. Longer than any wait between tries, which is how the clock tells them
/// apart.
pub(crate) const TRY: Duration = Duration::from_secs(100);

/// How long a call may take.
pub(crate) const CALL: Duration = Duration::from_secs(250);

/// The defaults, but for deadlines that the clock knows.
///
/// They hold one HTTP client, since to make one takes longer than all else that a test does.
pub(crate) fn options() -> Outcome<ClientOptions> {
    let client = reqwest::Client::builder()
        .redirect(reqwest::redirect::Policy::none())
        .build()?;
    Ok(deadlines().http_client(client))
}

/// The defaults, but for deadlines that the clock knows.
pub(crate) fn deadlines() -> ClientOptions {
    ClientOptions::default().try_timeout(TRY).call_timeout(CALL)
}
