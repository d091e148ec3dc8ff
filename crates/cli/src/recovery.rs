//! Finding out what became of a request that was written down. Nothing here sends one.

use std::time::Duration;

use acs_core::{Continuation, Error, OperationStatus, Poller, Result, ServiceError};
use acs_journal::{Conclusion, Entry, Journal, Kind, LookUp, Seen, State};
use acs_phone_numbers::{
    PhoneNumber, PhoneNumberOperation, PhoneNumbersClient, ReservationId, SearchId,
};

use crate::{failure::Outcome, numbers::search::subject};

/// Looks, draws the conclusion and writes it down.
///
/// # Errors
/// When it cannot be looked up, or not written down.
pub(crate) async fn settle(
    client: &PhoneNumbersClient,
    journal: &mut Journal,
    entry: &mut Entry,
    patience: Duration,
) -> Outcome<Conclusion> {
    let seen = look(client, entry).await?;
    let conclusion = entry.conclusion(seen, journal.now(), patience);
    if let Conclusion::Ended(state, note) = &conclusion
        && entry.state().is_pending()
    {
        journal.end(entry, *state, note.clone())?;
    }
    Ok(conclusion)
}

/// Follows an operation whose continuation is known, and writes down how it ended.
///
/// # Errors
/// When its end cannot be seen, or not written down.
pub(crate) async fn follow(
    client: &PhoneNumbersClient,
    journal: &mut Journal,
    entry: &mut Entry,
    waiter: &Waiter<'_>,
) -> Outcome {
    let Some(continuation) = entry.continuation() else {
        return Ok(());
    };
    let continuation: Continuation = continuation.parse()?;
    let ended = match entry.kind() {
        Kind::Search => {
            let resumed = client.resume_search_available_phone_numbers(&continuation);
            let found = waiter.wait(resumed).await;
            if let Ok(found) = &found {
                journal.keep_subject(entry, subject(found))?;
            }
            found.map(drop)
        }
        Kind::Purchase => {
            let resumed = client.resume_purchase_phone_numbers(&continuation);
            waiter.wait(resumed).await.map(drop)
        }
        Kind::ReservationPurchase => {
            let resumed = client.resume_purchase_reservation(&continuation);
            waiter.wait(resumed).await.map(drop)
        }
        Kind::Release => {
            let resumed = client.resume_release_phone_number(&continuation);
            waiter.wait(resumed).await.map(drop)
        }
        Kind::Change => {
            let resumed = client.resume_update_phone_number_capabilities(&continuation);
            waiter.wait(resumed).await.map(drop)
        }
    };
    match ended {
        Ok(()) => journal.end(entry, State::Done, None)?,
        Err(error) if error.is_operation_failed() || error.is_operation_cancelled() => {
            journal.end(entry, State::NotDone, Some(error.to_string()))?;
        }
        Err(error) => return Err(error.into()),
    }
    Ok(())
}

/// Waiting, and saying so.
pub(crate) struct Waiter<'s> {
    pub(crate) globals: &'s crate::globals::Globals,
    pub(crate) what: String,
}

impl Waiter<'_> {
    async fn wait<T: Send + 'static>(&self, resumed: Result<Poller<T>>) -> Result<T> {
        let mut poller = resumed?;
        crate::progress::follow(self.globals, &self.what, &mut poller).await
    }
}

async fn look(client: &PhoneNumbersClient, entry: &Entry) -> Outcome<Seen> {
    Ok(match entry.look_up() {
        LookUp::Nothing | LookUp::Impossible => Seen::Nothing,
        LookUp::Continuation(text) => {
            let continuation: Continuation = text.parse()?;
            let id = acs_phone_numbers::OperationId::new(continuation.operation_id())?;
            match client.get_operation(&id).await {
                Ok(operation) => seen(&operation),
                // The service does not remember operations for ever.
                Err(error) if error.is_not_found() => by_the_numbers(client, entry).await?,
                Err(error) => return Err(error.into()),
            }
        }
        LookUp::SearchPurchase(id) => {
            let found = client.find_purchase(&SearchId::new(id)?).await?;
            by_operation(client, entry, found.as_ref()).await?
        }
        LookUp::ReservationPurchase(id) => {
            let found = client
                .find_reservation_purchase(&ReservationId::new(id)?)
                .await?;
            by_operation(client, entry, found.as_ref()).await?
        }
        LookUp::Ownership(_) | LookUp::Capabilities(_) => by_the_numbers(client, entry).await?,
    })
}

async fn by_operation(
    client: &PhoneNumbersClient,
    entry: &Entry,
    found: Option<&PhoneNumberOperation>,
) -> Outcome<Seen> {
    match found {
        Some(operation) => Ok(seen(operation)),
        None => by_the_numbers(client, entry).await,
    }
}

fn seen(operation: &PhoneNumberOperation) -> Seen {
    match &operation.status {
        OperationStatus::Succeeded => Seen::Done,
        OperationStatus::Failed => {
            let code = operation.error.as_ref().map(ServiceError::code);
            Seen::Failed(format!(
                "the operation failed: {}",
                code.unwrap_or("no reason given")
            ))
        }
        OperationStatus::Cancelled => Seen::Failed("the operation was cancelled".to_owned()),
        // What is not known counts as not done yet.
        _ => Seen::Running,
    }
}

/// Looks at the numbers themselves.
async fn by_the_numbers(client: &PhoneNumbersClient, entry: &Entry) -> Outcome<Seen> {
    let Some(number) = entry.subject().numbers.first() else {
        return Ok(Seen::Nothing);
    };
    let owned = match client
        .get_purchased_phone_number(&PhoneNumber::new(number)?)
        .await
    {
        Ok(owned) => Some(owned),
        Err(error) if is_not_owned(&error) => None,
        Err(error) => return Err(error.into()),
    };
    let is_done = match (entry.kind(), owned) {
        (Kind::Search, _) | (Kind::Change, None) => false,
        (Kind::Purchase | Kind::ReservationPurchase, owned) => owned.is_some(),
        (Kind::Release, owned) => owned.is_none(),
        (Kind::Change, Some(owned)) => {
            let subject = entry.subject();
            let is = |wanted: &Option<String>, now: &str| {
                wanted.as_deref().is_none_or(|wanted| wanted == now)
            };
            is(&subject.calling, owned.capabilities.calling.as_str())
                && is(&subject.sms, owned.capabilities.sms.as_str())
        }
    };
    Ok(if is_done { Seen::Done } else { Seen::Nothing })
}

fn is_not_owned(error: &Error) -> bool {
    error.is_not_found()
}
