//! `acs operations resume`.

use std::time::Duration;

use acs_journal::{Conclusion, Entry, Journal, ResourceLock, State, Which};
use acs_phone_numbers::PhoneNumbersClient;
use clap::Args;

use super::{
    rows::{COLUMNS, row},
    target::{Target, check_resource},
};
use crate::{
    attempt::open_journal,
    connection::{Connection, client_options},
    duration,
    exit::Exit,
    failure::{Failure, Outcome},
    folders,
    output::{List, one},
    recovery::{Waiter, follow, settle},
    session::Session,
    waiting::Waiting,
};

pub(crate) const EXAMPLES: &str = "\
It looks at the service and never sends a request again. What was not sent when the program ended
is closed; what may have been sent is looked up, and followed to its end.

Columns: those of `acs operations list`

Examples:
  acs operations resume --all
  acs operations resume 7
  acs operations resume --all --no-wait";

/// Time in which a request that nobody has seen may still be on its way.
const PATIENCE: &str = "2m";
const LOOK_AGAIN_AFTER: Duration = Duration::from_secs(1);

/// Arguments of `acs operations resume`.
#[derive(Args, Debug)]
pub(crate) struct Arguments {
    /// The id of the journal, or the service's
    #[arg(required_unless_present = "all")]
    id: Option<String>,
    /// Everything that is pending on this resource
    #[arg(long, conflicts_with = "id")]
    all: bool,
    #[command(flatten)]
    waiting: Waiting,
    /// Time after which a request that the service knows nothing of counts as not arrived
    #[arg(long, value_name = "TIME", value_parser = duration::parse, default_value = PATIENCE)]
    settle_after: Duration,
}

impl Arguments {
    /// Carries the command out.
    ///
    /// # Errors
    /// When something cannot be found out.
    pub(crate) async fn run(self, session: &Session) -> Outcome {
        let connection = session.connection()?;
        let client = connection.numbers(client_options(self.waiting.poller()))?;
        let mut settling = Settling::new(session, client, self.waiting.timeout);
        settling.patience = self.settle_after;
        settling.waits = !self.waiting.no_wait;
        match &self.id {
            Some(id) => one_entry(session, &settling, &connection, id).await,
            None => all(session, &settling, &connection).await,
        }
    }
}

async fn one_entry(
    session: &Session,
    settling: &Settling<'_>,
    connection: &Connection,
    id: &str,
) -> Outcome {
    let Target::Entry(found) = Target::find(id)? else {
        return Err(
            Failure::new(Exit::NotFound, "the journal has no such entry")
                .hint("`acs operations wait` follows operations that were begun elsewhere"),
        );
    };
    let (mut journal, mut entry) = *found;
    check_resource(&entry, connection)?;
    let settled = settling.settle(&mut journal, &mut entry).await;
    show_entry(session, &entry)?;
    settled
}

async fn all(session: &Session, settling: &Settling<'_>, connection: &Connection) -> Outcome {
    let mut journal = open_journal()?;
    let mut list = List::begin(&session.globals, COLUMNS)?;
    let (mut elsewhere, mut failure) = (0, None);
    for mut entry in journal.entries(Which::Pending)? {
        if check_resource(&entry, connection).is_err() {
            elsewhere += 1;
            continue;
        }
        if let Err(error) = settling.settle(&mut journal, &mut entry).await {
            failure = Some(worse(failure, error));
        }
        list.row(&row(&entry))?;
    }
    if elsewhere > 0 {
        session
            .globals
            .note(&format!("{elsewhere} more are pending on other resources."));
    }
    if list.is_empty() {
        session.globals.note("Nothing is pending on this resource.");
    }
    list.finish()?;
    failure.map_or(Ok(()), Err)
}

/// Returns the failure that matters more: above all, that an outcome is not known.
fn worse(one: Option<Failure>, other: Failure) -> Failure {
    match one {
        Some(one) if one.exit() == Exit::OutcomeUnknown => one,
        Some(one) if other.exit() != Exit::OutcomeUnknown => one,
        _ => other,
    }
}

/// Shows an entry.
///
/// # Errors
/// When nobody reads any more.
pub(crate) fn show_entry(session: &Session, entry: &Entry) -> Outcome {
    one(&session.globals, COLUMNS, &row(entry))
}

/// Finding out what became of entries.
pub(crate) struct Settling<'s> {
    session: &'s Session,
    client: PhoneNumbersClient,
    patience: Duration,
    timeout: Duration,
    waits: bool,
}

impl<'s> Settling<'s> {
    /// By this client, which waits for this long.
    pub(crate) fn new(session: &'s Session, client: PhoneNumbersClient, timeout: Duration) -> Self {
        let patience = duration::parse(PATIENCE).unwrap_or_default();
        Self {
            session,
            client,
            patience,
            timeout,
            waits: true,
        }
    }

    /// Finds out what became of an entry, and waits for its end.
    ///
    /// # Errors
    /// When it is not known, it is still running, or another process is at it.
    pub(crate) async fn settle(&self, journal: &mut Journal, entry: &mut Entry) -> Outcome {
        if matches!(entry.state(), State::Planned | State::Holding | State::Held) {
            return self.close(journal, entry).await;
        }
        if self.waits && entry.state().is_pending() && entry.continuation().is_some() {
            let id = entry.id();
            let go_on = format!("`acs operations resume {id}` goes on with it.");
            self.session.is_under_way(go_on);
            let waiter = Waiter {
                globals: &self.session.globals,
                what: format!("Waiting for {} {id}", entry.kind()),
            };
            let followed = follow(&self.client, journal, entry, &waiter).await;
            self.session.has_ended();
            match followed {
                // It may have ended so long ago that the service has forgotten it.
                Err(failure) if failure.exit() == Exit::NotFound => {}
                followed => return followed,
            }
        }
        match settle(&self.client, journal, entry, self.patience).await? {
            Conclusion::Ended(..) => Ok(()),
            Conclusion::Running if self.waits && entry.continuation().is_none() => {
                self.look_again(journal, entry).await
            }
            Conclusion::Running => Err(still_running(entry)),
            Conclusion::Unclear => Err(unclear(entry)),
        }
    }

    /// Closes an entry whose request was not sent, unless the process that will send it is alive.
    async fn close(&self, journal: &mut Journal, entry: &mut Entry) -> Outcome {
        let lock = ResourceLock::try_take(&folders::state()?, entry.resource())?;
        if lock.is_none() {
            let problem = format!("another acs is at work on {} {}", entry.kind(), entry.id());
            return Err(Failure::new(Exit::StillRunning, problem));
        }
        settle(&self.client, journal, entry, self.patience).await?;
        Ok(())
    }

    /// Looks until the end of an operation of which nothing is known but that it runs.
    async fn look_again(&self, journal: &mut Journal, entry: &mut Entry) -> Outcome {
        let looking = async {
            loop {
                tokio::time::sleep(LOOK_AGAIN_AFTER).await;
                match settle(&self.client, journal, entry, self.patience).await? {
                    Conclusion::Ended(..) => return Ok(()),
                    Conclusion::Running => {}
                    Conclusion::Unclear => return Err(unclear(entry)),
                }
            }
        };
        let looked = tokio::time::timeout(self.timeout, looking).await;
        looked.unwrap_or_else(|_| Err(still_running(entry)))
    }
}

fn still_running(entry: &Entry) -> Failure {
    let (kind, id) = (entry.kind(), entry.id());
    Failure::new(Exit::StillRunning, format!("{kind} {id} is still running"))
        .hint(format!("`acs operations wait {id}` waits for its end"))
}

fn unclear(entry: &Entry) -> Failure {
    let (kind, id) = (entry.kind(), entry.id());
    let problem = format!("it is not known yet what became of {kind} {id}");
    Failure::new(Exit::OutcomeUnknown, problem)
        .hint("do not repeat it; its request may still be on its way: look again in two minutes")
}
