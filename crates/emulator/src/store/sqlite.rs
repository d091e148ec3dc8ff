//! The data file: an `SQLite` database with one table for each kind of thing.

use std::path::Path;
use std::time::Duration;

use rusqlite::{Connection, OpenFlags, Transaction};

use super::{Store, StoreError};
use crate::state::{Kind, Row};

/// Says of a database that it is an emulator's data file.
const APPLICATION: i32 = 0x0ACE_0001;
/// The form of its rows.
const VERSION: i32 = 1;

const TABLES: [(Kind, &str); 5] = [
    (Kind::OwnedNumber, "owned_numbers"),
    (Kind::Search, "searches"),
    (Kind::Reservation, "reservations"),
    (Kind::Operation, "operations"),
    (Kind::Setting, "settings"),
];

/// Time to wait for another emulator that is about to end.
const PATIENCE: Duration = Duration::from_millis(500);

/// A database of our own.
#[derive(Debug)]
pub(crate) struct DataFile(Connection);

/// Reason for which a data file cannot be used.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum DataFileError {
    /// It cannot be opened, or is damaged.
    #[error("it cannot be opened: {0}")]
    Open(#[from] rusqlite::Error),
    /// Another emulator has it open.
    #[error("another emulator is using it")]
    InUse,
    /// It is something else.
    #[error("it is not the data file of an emulator")]
    Foreign,
    /// A later or earlier version of this program made it.
    #[error("it has form {0}, and this version reads form {VERSION}")]
    OtherVersion(i32),
}

impl DataFile {
    /// Opens a data file, or makes one, and locks it until the end of the program, however that
    /// comes.
    pub(crate) fn open(path: &Path) -> Result<Self, DataFileError> {
        let flags = OpenFlags::SQLITE_OPEN_READ_WRITE
            | OpenFlags::SQLITE_OPEN_CREATE
            | OpenFlags::SQLITE_OPEN_NO_MUTEX;
        let mut connection = Connection::open_with_flags(path, flags)?;
        connection.busy_timeout(PATIENCE)?;
        prepare(&mut connection).map_err(explained)?;
        Ok(Self(connection))
    }

    /// All rows there are; none in a new file.
    pub(crate) fn rows(&self) -> Result<Vec<Row>, DataFileError> {
        let mut rows = Vec::new();
        for (kind, table) in TABLES {
            let mut select = self.0.prepare(&format!("SELECT key, value FROM {table}"))?;
            let found = select.query_map([], |row| {
                Ok(Row {
                    kind,
                    key: row.get(0)?,
                    value: Some(row.get(1)?),
                })
            })?;
            for row in found {
                rows.push(row?);
            }
        }
        Ok(rows)
    }
}

impl Store for DataFile {
    fn save(&mut self, rows: &[Row]) -> Result<(), StoreError> {
        let transaction = self.0.transaction()?;
        for (kind, table) in TABLES {
            let (kept, gone): (Vec<_>, Vec<_>) = rows
                .iter()
                .filter(|it| it.kind == kind)
                .partition(|it| it.value.is_some());
            write(&transaction, table, &kept)?;
            delete(&transaction, table, &gone)?;
        }
        Ok(transaction.commit()?)
    }
}

fn write(transaction: &Transaction<'_>, table: &str, rows: &[&Row]) -> rusqlite::Result<()> {
    if rows.is_empty() {
        return Ok(());
    }
    let mut upsert = transaction.prepare(&format!(
        "INSERT INTO {table} (key, value) VALUES (?1, ?2)
         ON CONFLICT (key) DO UPDATE SET value = excluded.value"
    ))?;
    for row in rows {
        upsert.execute((&row.key, &row.value))?;
    }
    Ok(())
}

fn delete(transaction: &Transaction<'_>, table: &str, rows: &[&Row]) -> rusqlite::Result<()> {
    if rows.is_empty() {
        return Ok(());
    }
    let mut delete = transaction.prepare(&format!("DELETE FROM {table} WHERE key = ?1"))?;
    for row in rows {
        delete.execute([&row.key])?;
    }
    Ok(())
}

/// Locks the file, looks whose it is and makes what is missing.
fn prepare(connection: &mut Connection) -> Result<(), DataFileError> {
    // One process at a time, which needs no shared memory beside the file.
    connection.pragma_update(None, "locking_mode", "EXCLUSIVE")?;
    let application: i32 = connection.pragma_query_value(None, "application_id", |it| it.get(0))?;
    let version: i32 = connection.pragma_query_value(None, "user_version", |it| it.get(0))?;
    let tables: i64 =
        connection.query_row("SELECT count(*) FROM sqlite_schema", [], |it| it.get(0))?;
    match (application, version, tables) {
        (APPLICATION, VERSION, _) | (0, 0, 0) => {}
        (APPLICATION, other, _) => return Err(DataFileError::OtherVersion(other)),
        _ => return Err(DataFileError::Foreign),
    }
    // What is committed outlives the process; only the machine's end could lose the last of it.
    connection.pragma_update(None, "journal_mode", "WAL")?;
    connection.pragma_update(None, "synchronous", "NORMAL")?;
    let transaction = connection.transaction()?;
    for (_, table) in TABLES {
        transaction.execute(
            &format!(
                "CREATE TABLE IF NOT EXISTS {table} (key TEXT PRIMARY KEY, value TEXT NOT NULL) \
                 WITHOUT ROWID"
            ),
            [],
        )?;
    }
    transaction.pragma_update(None, "application_id", APPLICATION)?;
    transaction.pragma_update(None, "user_version", VERSION)?;
    Ok(transaction.commit()?)
}

fn explained(error: DataFileError) -> DataFileError {
    use rusqlite::ErrorCode::{DatabaseBusy, DatabaseLocked, NotADatabase};
    let DataFileError::Open(cause) = &error else {
        return error;
    };
    match cause.sqlite_error_code() {
        Some(DatabaseBusy | DatabaseLocked) => DataFileError::InUse,
        Some(NotADatabase) => DataFileError::Foreign,
        _ => error,
    }
}
