//! The operation that a command is about.

use acs_journal::{Entry, Journal};
use acs_phone_numbers::OperationId;

use crate::{
    attempt::{journal_file, open_journal},
    connection::Connection,
    exit::Exit,
    failure::{Failure, Outcome},
};

/// The operation that a command is about.
pub(crate) enum Target {
    /// One that this machine began.
    Entry(Box<(Journal, Entry)>),
    /// Another one of the service.
    Operation(OperationId),
}

impl Target {
    /// Finds the operation by the id of the journal or of the service.
    ///
    /// # Errors
    /// When there is none, or the journal cannot be read.
    pub(crate) fn find(id: &str) -> Outcome<Self> {
        let in_journal = if journal_file()?.exists() {
            let journal = open_journal()?;
            let entry = match id.parse() {
                Ok(id) => journal.get(id)?,
                Err(_) => journal.find(id)?,
            };
            entry.map(|entry| Self::Entry(Box::new((journal, entry))))
        } else {
            None
        };
        match in_journal {
            Some(found) => Ok(found),
            None if id.contains('_') => Ok(Self::Operation(OperationId::new(id)?)),
            None => Err(
                Failure::new(Exit::NotFound, "the journal has no such entry")
                    .hint("`acs operations list` shows what there is"),
            ),
        }
    }
}

/// Checks that an entry belongs to the resource that the connection leads to.
///
/// # Errors
/// When it belongs to another.
pub(crate) fn check_resource(entry: &Entry, connection: &Connection) -> Outcome {
    if entry.resource() == connection.endpoint().as_str() {
        return Ok(());
    }
    let problem = format!("entry {} is about {}", entry.id(), entry.resource());
    Err(Failure::new(Exit::Usage, problem).hint("use the profile of that resource"))
}
