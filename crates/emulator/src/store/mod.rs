//! Store of the state beyond the end of the program.

#[cfg(feature = "sqlite")]
mod beginning;
#[cfg(feature = "sqlite")]
mod sqlite;

use std::fmt;

#[cfg(feature = "sqlite")]
pub(crate) use beginning::Beginning;
#[cfg(feature = "sqlite")]
pub use beginning::ContinueError;
#[cfg(feature = "sqlite")]
use sqlite::DataFile;
#[cfg(feature = "sqlite")]
pub use sqlite::DataFileError;

use crate::state::Row;

/// Keeps rows.
pub(crate) trait Store: fmt::Debug + Send {
    /// Keeps all of these changes or none. Once it returns, they outlive the program.
    fn save(&mut self, rows: &[Row]) -> Result<(), StoreError>;
}

/// Reason for which something was not kept.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum StoreError {
    /// The state cannot be written down.
    #[error("the state cannot be written down: {0}")]
    Unwritable(#[from] serde_json::Error),
    /// The data file cannot be written.
    #[cfg(feature = "sqlite")]
    #[error("the data file cannot be written: {0}")]
    DataFile(#[from] rusqlite::Error),
    /// The emulator has come to its end.
    #[error("the emulator has ended")]
    Ended,
    /// A store in a test.
    #[cfg(test)]
    #[error("the store was to fail")]
    Told,
}
