//! The tables.

use rusqlite::Connection;

use crate::JournalError;

const VERSION: i64 = 1;

const TABLES: &str = "
CREATE TABLE entries (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    resource TEXT NOT NULL,
    kind TEXT NOT NULL,
    state TEXT NOT NULL,
    subject TEXT NOT NULL,
    operation_id TEXT,
    continuation TEXT,
    note TEXT,
    created INTEGER NOT NULL,
    sent INTEGER,
    updated INTEGER NOT NULL
) STRICT;
CREATE INDEX entries_by_state ON entries (state);
";

/// Sets the connection up so that what is committed survives a loss of power, and makes the tables
/// in a new file.
pub(crate) fn set_up(connection: &mut Connection) -> Result<(), JournalError> {
    connection.pragma_update(None, "journal_mode", "DELETE")?;
    connection.pragma_update(None, "synchronous", "EXTRA")?;
    match version(connection)? {
        0 => make(connection),
        VERSION => Ok(()),
        _ => Err(JournalError::TooNew),
    }
}

fn version(connection: &Connection) -> rusqlite::Result<i64> {
    connection.pragma_query_value(None, "user_version", |row| row.get(0))
}

fn make(connection: &mut Connection) -> Result<(), JournalError> {
    let transaction =
        connection.transaction_with_behavior(rusqlite::TransactionBehavior::Immediate)?;
    // Another process may have been faster.
    if version(&transaction)? == 0 {
        transaction.execute_batch(TABLES)?;
        transaction.pragma_update(None, "user_version", VERSION)?;
    }
    Ok(transaction.commit()?)
}
