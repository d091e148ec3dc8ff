//! Errors of the journal.

use std::{io, path::PathBuf};

use crate::{EntryId, State};

/// Error of the journal.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum JournalError {
    /// The file cannot be made or opened.
    #[error("the journal {path} cannot be opened: {source}; check the folder and its permissions")]
    File {
        /// The file.
        path: PathBuf,
        /// The reason.
        source: io::Error,
    },
    /// The database refuses.
    #[error("the journal cannot be read or written: {0}; check the disk, and that it is not full")]
    Database(#[from] rusqlite::Error),
    /// The file was written by a later version.
    #[error("the journal was written by a later version of this program; update the program")]
    TooNew,
    /// An entry has something in it that is not known here.
    #[error("entry {0} of the journal cannot be read; the file may be damaged")]
    Damaged(EntryId),
    /// Another process has changed the entry since it was read.
    #[error("entry {0} was changed by another process; look at it before you go on")]
    Moved(EntryId),
    /// The step leads nowhere.
    #[error("entry {id} is {from} and cannot become {to}")]
    NoSuchStep {
        /// The entry.
        id: EntryId,
        /// Its state.
        from: State,
        /// The state that does not follow it.
        to: State,
    },
}

impl JournalError {
    /// Another process has changed the entry since it was read.
    pub fn is_moved(&self) -> bool {
        matches!(self, Self::Moved(_))
    }
}
