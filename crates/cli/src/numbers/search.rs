//! `acs numbers search`.

use std::sync::Arc;

use acs_journal::{Kind, State, Subject};
use acs_phone_numbers::{PhoneNumberSearchResult, PhoneNumbersClient};
use clap::Args;

use super::wanted::Wanted;
use crate::{
    attempt::Attempt,
    connection::client_options,
    dry_run::DryRun,
    exit::Exit,
    failure::{Failure, Outcome},
    output::{Column, one},
    session::Session,
    waiting::Waiting,
};

pub(crate) const EXAMPLES: &str = "\
Columns: searchId phoneNumbers cost currency expires

Examples:
  acs numbers search --country US --type tollFree --calling inbound
  acs numbers search --country US --type geographic --area-code 425 --quantity 2 --no-wait
  acs numbers buy --search-id ID        buys what a search found";

const COLUMNS: &[Column] = &[
    Column::new("searchId"),
    Column::new("phoneNumbers"),
    Column::at("cost", "cost.amount"),
    Column::at("currency", "cost.currencyCode"),
    Column::at("expires", "searchExpiresBy"),
];

/// Arguments of `acs numbers search`.
#[derive(Args, Debug)]
pub(crate) struct Arguments {
    #[command(flatten)]
    wanted: Wanted,
    #[command(flatten)]
    waiting: Waiting,
    /// Show the request, and send nothing
    #[arg(long, help_heading = "Options")]
    dry_run: bool,
}

impl Arguments {
    /// Carries the command out.
    ///
    /// # Errors
    /// When nothing can be found.
    pub(crate) async fn run(self, session: &Session) -> Outcome {
        if self.dry_run {
            return dry_run(session, &self.wanted).await;
        }
        let connection = session.connection()?;
        let client = connection.numbers(client_options(self.waiting.poller()))?;
        let mut attempt =
            Attempt::begin(session, &connection, Kind::Search, Subject::default()).await?;
        let request = self.wanted.search();
        let begun = client.begin_search_available_phone_numbers(&request);
        let poller = attempt.send(Box::pin(begun)).await.map_err(explained)?;
        let found = attempt.follow(&self.waiting, "Searching", poller).await?;
        match found {
            Some(found) => {
                attempt.keep(subject(&found))?;
                show(session, &found)
            }
            None => super::buy::show_begun(session, &attempt),
        }
    }
}

/// Says where to look when the service refuses a search.
fn explained(failure: Failure) -> Failure {
    match failure.exit() {
        Exit::Refused => failure.hint(
            "`acs numbers countries` and `acs numbers offerings` with the country show which types, \
             assignments and capabilities go together",
        ),
        _ => failure,
    }
}

/// Shows what a search found.
///
/// # Errors
/// When nobody reads any more.
pub(crate) fn show(session: &Session, found: &PhoneNumberSearchResult) -> Outcome {
    one(&session.globals, COLUMNS, found)
}

/// Returns what the journal keeps of a search.
pub(crate) fn subject(found: &PhoneNumberSearchResult) -> Subject {
    Subject {
        search_id: Some(found.search_id.to_string()),
        numbers: found
            .phone_numbers
            .iter()
            .map(ToString::to_string)
            .collect(),
        ..Subject::default()
    }
}

/// Shows the request of a search.
///
/// # Errors
/// When there is no connection.
pub(crate) async fn dry_run(session: &Session, wanted: &Wanted) -> Outcome {
    let dry = Arc::new(DryRun::default());
    let client = session.connection()?.numbers(dry.options())?;
    let request = wanted.search();
    let called = client.begin_search_available_phone_numbers(&request).await;
    dry.show(&session.globals, called)
}

/// Searches for numbers to buy, and keeps in the journal what is on hold.
///
/// # Errors
/// When nothing can be found.
pub(crate) async fn hold(
    session: &Session,
    client: &PhoneNumbersClient,
    wanted: &Wanted,
    attempt: &mut Attempt<'_>,
) -> Outcome<PhoneNumberSearchResult> {
    attempt.advance(State::Holding)?;
    let request = wanted.search();
    let begun = client.begin_search_available_phone_numbers(&request).await;
    let mut poller = begun.map_err(|error| explained(error.into()))?;
    let searching = crate::progress::follow(&session.globals, "Searching", &mut poller);
    Ok(searching.await?)
}
