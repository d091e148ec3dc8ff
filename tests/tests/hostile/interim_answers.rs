//! Interim answers (1xx) without end: a service that never comes to the point.

use std::{
    io::{self, Read as _, Write as _},
    net::TcpListener,
    sync::mpsc,
    thread,
    time::{Duration, Instant},
};

use acs_phone_numbers::{AccessKey, Error, PhoneNumbersClient};
use acs_sip_routing::SipRoutingClient;
use acs_tests::Outcome;
use tokio::runtime::Builder;

use crate::{operation::Operation, options::options, request::KEY, server::Clients};

const DEADLINE: Duration = Duration::from_millis(500);
/// Far more than the deadline: `hyper` reads interim answers by the megabyte before it lets anything
/// else have its turn, which takes seconds in a debug build.
const PATIENCE: Duration = Duration::from_secs(30);

/// Hints at what will come, for as long as somebody listens.
fn flood(listener: &TcpListener) -> io::Result<()> {
    let hints = b"HTTP/1.1 103 Early Hints\r\n\r\n".repeat(1000);
    loop {
        let (mut stream, _) = listener.accept()?;
        // Before the request, it would be no answer to it.
        let _ = stream.read(&mut [0; 1024])?;
        while stream.write_all(&hints).is_ok() {}
    }
}

/// Calls an operation at `endpoint`, by a clock that nobody moves.
fn call(id: &str, endpoint: &str, mut runtime: Builder) -> Outcome<Option<Error>> {
    let options = options()?.call_timeout(DEADLINE);
    let key = AccessKey::new(KEY)?;
    let clients = Clients {
        numbers: PhoneNumbersClient::new(endpoint, key.clone(), Some(options.clone()))?,
        sip: SipRoutingClient::new(endpoint, key, Some(options))?,
    };
    let runtime = runtime.enable_all().build()?;
    let given = runtime.block_on(Operation::of_id(id).call(&clients));
    runtime.shutdown_background();
    Ok(given.err())
}

/// The server and the client have threads of their own, so that the test ends whatever they do.
#[test]
fn hints_without_end_do_not_outlive_the_deadline() -> Outcome {
    for (id, unknown) in [("get_by_number", false), ("purchase_phone_numbers", true)] {
        let listener = TcpListener::bind(("127.0.0.1", 0))?;
        let endpoint = format!("http://{}", listener.local_addr()?);
        thread::spawn(move || flood(&listener));
        let (sender, receiver) = mpsc::channel();
        let began = Instant::now();
        // On a runtime of one thread the HTTP library keeps the thread to itself.
        let runtime = Builder::new_multi_thread();
        thread::spawn(move || sender.send(call(id, &endpoint, runtime)));
        let given = receiver.recv_timeout(PATIENCE);
        let given = given.map_err(|_| format!("{id} goes on after {:?}", began.elapsed()))?;
        let error = given?.ok_or("there was no answer")?;
        // Some connections break over it.
        let in_time = error.is_timeout() || error.is_connection_lost();
        assert!(in_time, "{id}: {error}");
        assert_eq!(error.is_outcome_unknown(), unknown, "{id}: {error}");
    }
    Ok(())
}
