//! Entries as rows of the database.

use rusqlite::Row;
use time::OffsetDateTime;

use crate::{Entry, EntryId, JournalError, Kind, State};

pub(crate) const COLUMNS: &str = "id, resource, kind, state, subject, operation_id, continuation, \
                                  note, created, sent, updated";

/// Returns the moment as the database keeps it, in milliseconds.
pub(crate) fn to_millis(moment: OffsetDateTime) -> i64 {
    i64::try_from(moment.unix_timestamp_nanos() / 1_000_000).unwrap_or(i64::MAX)
}

fn from_millis(millis: i64) -> Option<OffsetDateTime> {
    OffsetDateTime::from_unix_timestamp_nanos(i128::from(millis) * 1_000_000).ok()
}

/// Reads a row of [`COLUMNS`].
pub(crate) fn read(row: &Row<'_>) -> Result<Entry, JournalError> {
    let id = EntryId(row.get("id")?);
    let damaged = || JournalError::Damaged(id);
    let (kind, state): (String, String) = (row.get("kind")?, row.get("state")?);
    let subject: String = row.get("subject")?;
    let moment = |millis: i64| from_millis(millis).ok_or_else(damaged);
    let sent: Option<i64> = row.get("sent")?;
    Ok(Entry {
        id,
        resource: row.get("resource")?,
        kind: Kind::read(&kind).ok_or_else(damaged)?,
        state: State::read(&state).ok_or_else(damaged)?,
        subject: serde_json::from_str(&subject).map_err(|_| damaged())?,
        operation_id: row.get("operation_id")?,
        continuation: row.get("continuation")?,
        note: row.get("note")?,
        created: moment(row.get("created")?)?,
        sent: sent.map(moment).transpose()?,
        updated: moment(row.get("updated")?)?,
    })
}
