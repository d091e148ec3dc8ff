//! A request that must not be sent twice, with its line in the journal.

use std::{path::PathBuf, time::Duration};

use acs_core::{Error, Poller};
use acs_journal::{
    Answer, Entry, EntryId, Intent, Journal, Kind, ResourceLock, State, Subject, Which,
};

use crate::{
    connection::Connection,
    exit::Exit,
    failure::{Failure, Outcome},
    folders,
    progress::follow,
    session::Session,
    waiting::Waiting,
};

/// Returns the file of the journal.
///
/// # Errors
/// When the user has no folder for it.
pub(crate) fn journal_file() -> Outcome<PathBuf> {
    Ok(folders::state()?.join("journal.sqlite"))
}

/// Opens the journal.
///
/// # Errors
/// When it cannot be opened.
pub(crate) fn open_journal() -> Outcome<Journal> {
    Ok(Journal::open(&journal_file()?)?)
}

/// Returns the entries of which something is left to find out. Without a journal there are none.
///
/// # Errors
/// When the journal cannot be read.
pub(crate) fn pending() -> Outcome<Vec<Entry>> {
    let file = journal_file()?;
    if !file.exists() {
        return Ok(Vec::new());
    }
    Ok(Journal::open(&file)?.entries(Which::Pending)?)
}

const AGAIN_AFTER: Duration = Duration::from_millis(100);

/// Request that must not be sent twice, with its line in the journal.
///
/// If it is dropped before the request was sent, the journal says that it never will be.
#[derive(Debug)]
pub(crate) struct Attempt<'s> {
    session: &'s Session,
    journal: Journal,
    entry: Entry,
    lock: Option<ResourceLock>,
}

impl<'s> Attempt<'s> {
    /// Writes down what is about to be done, once no other process changes the same resource.
    ///
    /// # Errors
    /// When the journal cannot be written.
    pub(crate) async fn begin(
        session: &'s Session,
        connection: &Connection,
        kind: Kind,
        subject: Subject,
    ) -> Outcome<Self> {
        let resource = connection.endpoint().as_str();
        let lock = lock(session, resource).await?;
        let mut journal = open_journal()?;
        let entry = journal.plan(Intent::new(resource, kind, subject))?;
        Ok(Self {
            session,
            journal,
            entry,
            lock: Some(lock),
        })
    }

    /// Returns the id of the line in the journal.
    pub(crate) fn id(&self) -> EntryId {
        self.entry.id()
    }

    /// Returns the service's id of the operation, once it is known.
    pub(crate) fn operation_id(&self) -> Option<&str> {
        self.entry.operation_id()
    }

    /// Takes note of the next step.
    ///
    /// # Errors
    /// When it cannot be written down.
    pub(crate) fn advance(&mut self, state: State) -> Outcome {
        Ok(self.journal.advance(&mut self.entry, state)?)
    }

    /// Keeps what is known of the subject by now.
    ///
    /// # Errors
    /// When it cannot be written down.
    pub(crate) fn keep(&mut self, subject: Subject) -> Outcome {
        Ok(self.journal.keep_subject(&mut self.entry, subject)?)
    }

    /// Sends the request, once.
    ///
    /// # Errors
    /// When the journal cannot be written: then nothing was sent. Or those of the request, by which
    /// the journal knows if it may have been carried out.
    pub(crate) async fn send<T: 'static>(
        &mut self,
        request: impl Future<Output = Result<Poller<T>, Error>>,
    ) -> Outcome<Poller<T>> {
        let id = self.entry.id();
        self.session.is_under_way(format!(
            "`acs operations resume {id}` finds out what became of it."
        ));
        let request = async {
            let begun = request.await;
            let answer = match &begun {
                Ok(poller) => {
                    Answer::begun(poller.operation_id(), poller.continuation().to_string())
                }
                Err(error) if error.is_outcome_unknown() => Answer::Unknown(error.to_string()),
                Err(error) => Answer::NotDone(error.to_string()),
            };
            (answer, begun)
        };
        let begun = self.journal.send(&mut self.entry, request).await?;
        // From here on anybody may look at it, and nobody sends it again.
        self.lock = None;
        begun.map_err(|error| {
            self.session.has_ended();
            self.explained(error.into())
        })
    }

    /// Waits for the operation's end, and writes down how it ended. Returns nothing if nobody wants
    /// to wait.
    ///
    /// # Errors
    /// Those of the operation and of waiting for it.
    pub(crate) async fn follow<T: Send + 'static>(
        &mut self,
        waiting: &Waiting,
        what: &str,
        mut poller: Poller<T>,
    ) -> Outcome<Option<T>> {
        if waiting.no_wait {
            self.session.has_ended();
            return Ok(None);
        }
        let ended = follow(&self.session.globals, what, &mut poller).await;
        let written = match &ended {
            Ok(_) => self.journal.end(&mut self.entry, State::Done, None),
            Err(error) if error.is_operation_failed() || error.is_operation_cancelled() => {
                let note = Some(error.to_string());
                self.journal.end(&mut self.entry, State::NotDone, note)
            }
            Err(_) => Ok(()),
        };
        match written {
            // Another process was faster to see the end.
            Err(error) if error.is_moved() => {}
            written => written?,
        }
        self.session.has_ended();
        ended
            .map(Some)
            .map_err(|error| self.explained(error.into()))
    }

    /// Adds how to go on, where there is something to go on with.
    fn explained(&self, failure: Failure) -> Failure {
        let id = self.entry.id();
        let failure = failure.with("journalId", id.to_string());
        match failure.exit() {
            Exit::OutcomeUnknown => failure.hint(format!(
                "do not repeat it; `acs operations resume {id}` finds out what became of it"
            )),
            _ if self.entry.state() == State::Sent => failure.hint(format!(
                "it goes on at the service; `acs operations wait {id}` waits for its end"
            )),
            _ => failure,
        }
    }
}

impl Drop for Attempt<'_> {
    fn drop(&mut self) {
        if matches!(
            self.entry.state(),
            State::Planned | State::Holding | State::Held
        ) {
            let note = Some("given up before the request was sent".to_owned());
            // If this fails, recovery comes to the same conclusion.
            let _ = self.journal.end(&mut self.entry, State::NotDone, note);
        }
    }
}

async fn lock(session: &Session, resource: &str) -> Outcome<ResourceLock> {
    let folder = folders::state()?;
    let mut has_said_so = false;
    loop {
        if let Some(lock) = ResourceLock::try_take(&folder, resource)? {
            return Ok(lock);
        }
        if !has_said_so {
            let text = "Another acs is at work on this resource; waiting until it is done.";
            session.globals.note(text);
            has_said_so = true;
        }
        tokio::time::sleep(AGAIN_AFTER).await;
    }
}
