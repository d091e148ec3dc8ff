//! The table of what may be sent again, walked: every operation meets every fault, once and every
//! time, and the service counts what it carried out.

use std::{collections::BTreeMap, fmt::Write as _, time::Duration};

use acs_core::Idempotency;
use acs_phone_numbers::{ClientOptions, Error};
use acs_phone_numbers_generated::operations::OPERATIONS as PHONE_NUMBERS;
use acs_sip_routing_generated::operations::OPERATIONS as SIP_ROUTING;
use acs_tests::Outcome;

use crate::{
    clock::Clock,
    fault::{ASKED_WAIT, Fault},
    operation::{OPERATIONS, Operation},
    options::{CALL, TRY, options},
    server::{Arrival, Server},
};

/// How often the fault happens.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Times {
    Once,
    Always,
}

/// Outcome of an operation that met a fault.
struct Walk {
    operation: &'static Operation,
    fault: Fault,
    times: Times,
    error: Option<Error>,
    arrivals: Vec<Arrival>,
    waits: Vec<Duration>,
    took: Duration,
}

impl Walk {
    async fn through(
        operation: &'static Operation,
        fault: Fault,
        times: Times,
        options: &ClientOptions,
    ) -> Outcome<Self> {
        let clock = Clock::start();
        let server = match times {
            Times::Once => Server::start(&clock, [fault])?,
            Times::Always => Server::always(&clock, fault)?,
        };
        let given = operation.call(&server.clients(options)?).await;
        Ok(Self {
            operation,
            fault,
            times,
            error: given.err(),
            arrivals: server.arrivals()?,
            waits: clock.waits(),
            took: clock.now(),
        })
    }

    /// Between two tries there is one wait.
    fn tries(&self) -> usize {
        self.waits.len() + 1
    }

    fn carried_out(&self) -> usize {
        let carried_out = self.arrivals.iter().filter(|it| it.is_carried_out());
        carried_out.count()
    }

    /// What the caller is told, in a word or two.
    fn told(&self) -> String {
        let Some(error) = &self.error else {
            return "done".to_owned();
        };
        let what = match error.status() {
            Some(status) => status.to_string(),
            None if error.is_connect() => "no connection".to_owned(),
            None if error.is_timeout() => "deadline".to_owned(),
            None => "broken".to_owned(),
        };
        if error.is_outcome_unknown() {
            return format!("unknown ({what})");
        }
        what
    }

    /// A cell of the table.
    fn text(&self) -> String {
        format!("{} / {}  {}", self.tries(), self.carried_out(), self.told())
    }
}

/// The promises that hold wherever one looks.
impl Walk {
    fn check(&self) -> Outcome {
        let at = format!(
            "{}, {}, {:?}: {}",
            self.operation.id,
            self.fault.name(),
            self.times,
            self.text()
        );
        self.check_attempts(&at)?;
        self.check_waits(&at);
        self.check_deadlines(&at);
        self.check_outcome(&at);
        Ok(())
    }

    /// Each try is another request, and signed by itself.
    fn check_attempts(&self, at: &str) -> Outcome {
        let refused = match self.fault {
            Fault::Refused => 1,
            _ => 0,
        };
        assert_eq!(self.arrivals.len() + refused, self.tries(), "{at}");
        for arrival in &self.arrivals {
            let Some(request) = &arrival.request else {
                continue;
            };
            request
                .check_signature()
                .map_err(|error| format!("{at}: {error}"))?;
        }
        Ok(())
    }

    /// The service is waited for as long as it asks.
    fn check_waits(&self, at: &str) {
        for wait in &self.waits {
            if self.fault.asks_to_wait() && self.times == Times::Once {
                // A date has no fractions of a second.
                let off = ASKED_WAIT.abs_diff(*wait);
                assert!(off <= Duration::from_secs(2), "{at}: {wait:?}");
            }
            assert!(!wait.is_zero(), "{at}");
        }
    }

    /// No try takes longer than it may, and no call.
    fn check_deadlines(&self, at: &str) {
        assert!(self.took <= CALL, "{at}: {:?}", self.took);
        if self.fault.needs_deadline() {
            let waited: Duration = self.waits.iter().sum();
            let given_up = match self.times {
                Times::Once => TRY + waited,
                Times::Always if self.operation.idempotency == Idempotency::Idempotent => CALL,
                Times::Always => TRY,
            };
            assert_eq!(self.took, given_up, "{at}");
        }
    }

    /// Nothing is done twice that must not be, and the caller knows as much as can be known.
    fn check_outcome(&self, at: &str) {
        let error = self.error.as_ref();
        let unknown = error.is_some_and(Error::is_outcome_unknown);
        let is_done = error.is_none();
        if self.fault == Fault::Refused {
            // Nothing will listen on this machine a moment later.
            let is_final = |error: &Error| error.is_connect() && !error.is_transient();
            assert!(error.is_some_and(is_final) && !unknown, "{at}");
            assert_eq!(self.tries(), 1, "{at}");
        } else if self.operation.idempotency == Idempotency::Idempotent {
            assert_eq!(is_done, self.times == Times::Once, "{at}");
            assert!(self.tries() > 1 && !unknown, "{at}");
        } else {
            let is_retried = self.fault.is_refused_for_now();
            assert!(self.carried_out() <= 1, "{at}");
            // A refusal of the second request may be about what the first one did.
            assert_eq!(unknown, !is_done, "{at}");
            assert_eq!(is_done, is_retried && self.times == Times::Once, "{at}");
            assert_eq!(self.tries() > 1, is_retried, "{at}");
        }
        if unknown {
            assert!(error.is_some_and(|error| !error.is_transient()), "{at}");
        }
    }
}

#[test]
fn every_operation_is_walked() {
    let sip = SIP_ROUTING.iter().map(|it| format!("sip_{}", it.id));
    let all = PHONE_NUMBERS.iter().map(|it| it.id.to_owned()).chain(sip);
    let walked = OPERATIONS.iter().map(|it| it.id.to_owned());
    assert!(all.eq(walked));
}

#[tokio::test]
async fn every_operation_meets_every_fault() -> Outcome {
    let options = options()?;
    // What behaves alike stands together.
    let mut tables: BTreeMap<String, Vec<&str>> = BTreeMap::new();
    for operation in OPERATIONS {
        let mut table = String::new();
        for fault in Fault::ALL {
            let once = Walk::through(operation, fault, Times::Once, &options).await?;
            let always = Walk::through(operation, fault, Times::Always, &options).await?;
            once.check()?;
            always.check()?;
            writeln!(
                table,
                "  {:29} {:25} {}",
                fault.name(),
                once.text(),
                always.text()
            )?;
        }
        tables.entry(table).or_default().push(operation.id);
    }
    let mut text = "tries / times that it was carried out  what the caller is told\n\n".to_owned();
    for (table, operations) in tables {
        writeln!(text, "{}\n", operations.join("\n"))?;
        writeln!(text, "  {:29} {:25} every time", "", "once")?;
        writeln!(text, "{table}")?;
    }
    crate::compare("what_may_be_sent_again", &text);
    Ok(())
}

/// One fault may hide what another did: the service is asked twice, and both go wrong.
#[tokio::test]
async fn a_purchase_meets_every_two_faults() -> Outcome {
    let options = options()?;
    let purchase = Operation::of_id("purchase_phone_numbers");
    for first in Fault::ALL {
        // The port is open by the second time.
        for second in Fault::ALL.into_iter().filter(|it| *it != Fault::Refused) {
            let clock = Clock::start();
            let server = Server::start(&clock, [first, second])?;
            let given = purchase.call(&server.clients(&options)?).await;
            let arrivals = server.arrivals()?;
            let carried_out = arrivals.iter().filter(|it| it.is_carried_out()).count();
            let at = format!("{}, then {}: {given:?}", first.name(), second.name());
            assert!(carried_out <= 1, "{at}");
            let comes_through = [first, second].into_iter().all(Fault::is_refused_for_now);
            assert_eq!(given.is_ok(), comes_through, "{at}");
            match given {
                Ok(_) => assert_eq!(carried_out, 1, "{at}"),
                // What was sent twice has no clear end any more.
                Err(error) => {
                    assert_eq!(error.is_outcome_unknown(), first != Fault::Refused, "{at}");
                }
            }
        }
    }
    Ok(())
}
