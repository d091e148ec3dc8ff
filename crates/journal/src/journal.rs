//! The journal.

use std::{fmt, path::Path, time::Duration};

use rusqlite::{Connection, OptionalExtension as _, params};
use time::OffsetDateTime;

use crate::{
    Entry, EntryId, Intent, JournalError, Kind, State, Subject, file,
    row::{COLUMNS, read, to_millis},
    schema,
};

/// Time to wait for another process that is writing, which takes milliseconds.
const PATIENCE: Duration = Duration::from_secs(10);

/// Choice of entries.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Which {
    /// All of them.
    All,
    /// Those of which something is left to find out.
    Pending,
}

/// Journal in a file.
///
/// A change is on disk when the method that makes it returns. Several processes may use one journal;
/// a change to an entry that another process has changed since is refused.
pub struct Journal {
    pub(crate) connection: Connection,
    clock: Box<dyn Fn() -> OffsetDateTime + Send>,
}

impl Journal {
    /// Opens the journal in this file, and makes it with its folder if there is none. Nobody but
    /// the owner can read it.
    ///
    /// # Errors
    /// When the file cannot be made, read or written, or a later version wrote it.
    pub fn open(path: &Path) -> Result<Self, JournalError> {
        Self::open_with_clock(path, OffsetDateTime::now_utc)
    }

    /// Opens the journal with another clock than the system's.
    ///
    /// # Errors
    /// Those of [`open`](Self::open).
    pub fn open_with_clock(
        path: &Path,
        clock: impl Fn() -> OffsetDateTime + Send + 'static,
    ) -> Result<Self, JournalError> {
        file::prepare(path).map_err(|source| JournalError::File {
            path: path.to_owned(),
            source,
        })?;
        let mut connection = Connection::open(path)?;
        connection.busy_timeout(PATIENCE)?;
        schema::set_up(&mut connection)?;
        Ok(Self {
            connection,
            clock: Box::new(clock),
        })
    }

    /// Returns the time by the journal's clock.
    pub fn now(&self) -> OffsetDateTime {
        (self.clock)()
    }

    /// Writes down what somebody has decided on.
    ///
    /// # Errors
    /// When it cannot be written.
    pub fn plan(&mut self, intent: Intent) -> Result<Entry, JournalError> {
        let now = to_millis(self.now());
        let insert = format!(
            "INSERT INTO entries (resource, kind, state, subject, created, updated) \
             VALUES (?1, ?2, ?3, ?4, ?5, ?5) RETURNING {COLUMNS}"
        );
        let Intent {
            resource,
            kind,
            subject,
        } = intent;
        let (kind, state) = (Kind::as_str(kind), State::Planned.as_str());
        let values = params![resource, kind, state, text_of(&subject), now];
        self.connection
            .query_row(&insert, values, |row| Ok(read(row)))?
    }

    /// Takes the entry one step further. See [`State::may_become`].
    ///
    /// # Errors
    /// When the step leads nowhere, another process has changed the entry, or it cannot be written.
    pub fn advance(&mut self, entry: &mut Entry, to: State) -> Result<(), JournalError> {
        self.step(entry, to, None)
    }

    /// Ends the entry, with the reason where there is something to say.
    ///
    /// # Errors
    /// Those of [`advance`](Self::advance).
    pub fn end(
        &mut self,
        entry: &mut Entry,
        to: State,
        note: Option<String>,
    ) -> Result<(), JournalError> {
        self.step(entry, to, note)
    }

    fn step(
        &mut self,
        entry: &mut Entry,
        to: State,
        note: Option<String>,
    ) -> Result<(), JournalError> {
        let Entry {
            id, state: from, ..
        } = *entry;
        if !from.may_become(to) {
            return Err(JournalError::NoSuchStep { id, from, to });
        }
        let mut next = entry.clone();
        next.state = to;
        next.note = note.or(next.note);
        if to == State::Sent {
            next.sent = Some(self.now());
        }
        self.write(entry, next)
    }

    /// Keeps what is known of the entry's subject by now.
    ///
    /// # Errors
    /// When another process has changed the entry, or it cannot be written.
    pub fn keep_subject(
        &mut self,
        entry: &mut Entry,
        subject: Subject,
    ) -> Result<(), JournalError> {
        let next = Entry {
            subject,
            ..entry.clone()
        };
        self.write(entry, next)
    }

    /// Keeps how to go on with the operation.
    ///
    /// # Errors
    /// When another process has changed the entry, or it cannot be written.
    pub fn keep_continuation(
        &mut self,
        entry: &mut Entry,
        operation_id: &str,
        continuation: &str,
    ) -> Result<(), JournalError> {
        let next = Entry {
            operation_id: Some(operation_id.to_owned()),
            continuation: Some(continuation.to_owned()),
            ..entry.clone()
        };
        self.write(entry, next)
    }

    /// Writes `next` in the place of `entry`, if that is what the file has.
    fn write(&mut self, entry: &mut Entry, mut next: Entry) -> Result<(), JournalError> {
        // Two changes within a millisecond must differ.
        let now = to_millis(self.now()).max(to_millis(entry.updated) + 1);
        let update = format!(
            "UPDATE entries SET state = ?3, subject = ?4, operation_id = ?5, continuation = ?6, \
             note = ?7, sent = ?8, updated = ?9 WHERE id = ?1 AND updated = ?2 RETURNING {COLUMNS}"
        );
        let values = params![
            entry.id.0,
            to_millis(entry.updated),
            next.state.as_str(),
            text_of(&next.subject),
            next.operation_id.take(),
            next.continuation.take(),
            next.note.take(),
            next.sent.map(to_millis),
            now,
        ];
        let written = self
            .connection
            .query_row(&update, values, |row| Ok(read(row)))
            .optional()?;
        *entry = written.ok_or(JournalError::Moved(entry.id))??;
        Ok(())
    }

    /// Returns the entry of this id.
    ///
    /// # Errors
    /// When it cannot be read.
    pub fn get(&self, id: EntryId) -> Result<Option<Entry>, JournalError> {
        let query = format!("SELECT {COLUMNS} FROM entries WHERE id = ?1");
        let found = self
            .connection
            .query_row(&query, [id.0], |row| Ok(read(row)));
        found.optional()?.transpose()
    }

    /// Returns the newest entry of the service's operation of this id.
    ///
    /// # Errors
    /// When it cannot be read.
    pub fn find(&self, operation_id: &str) -> Result<Option<Entry>, JournalError> {
        let query = format!(
            "SELECT {COLUMNS} FROM entries WHERE operation_id = ?1 ORDER BY id DESC LIMIT 1"
        );
        let found = self
            .connection
            .query_row(&query, [operation_id], |row| Ok(read(row)));
        found.optional()?.transpose()
    }

    /// Returns entries, the oldest first.
    ///
    /// # Errors
    /// When one cannot be read.
    pub fn entries(&self, which: Which) -> Result<Vec<Entry>, JournalError> {
        let query = format!("SELECT {COLUMNS} FROM entries ORDER BY id");
        let mut statement = self.connection.prepare(&query)?;
        let mut rows = statement.query([])?;
        let mut entries = Vec::new();
        while let Some(row) = rows.next()? {
            let entry = read(row)?;
            if which == Which::All || entry.state.is_pending() {
                entries.push(entry);
            }
        }
        Ok(entries)
    }

    /// Forgets entries that ended longer ago than `age`, and returns how many there were. Pending
    /// entries stay.
    ///
    /// # Errors
    /// When the file cannot be written.
    pub fn prune(&mut self, age: Duration) -> Result<usize, JournalError> {
        let age = i64::try_from(age.as_millis()).unwrap_or(i64::MAX);
        let before = to_millis(self.now()).saturating_sub(age);
        let (done, not_done) = (State::Done.as_str(), State::NotDone.as_str());
        let delete = "DELETE FROM entries WHERE state IN (?1, ?2) AND updated <= ?3";
        Ok(self
            .connection
            .execute(delete, params![done, not_done, before])?)
    }
}

fn text_of(subject: &Subject) -> String {
    // Made of texts alone, so that it cannot fail.
    serde_json::to_string(subject).unwrap_or_default()
}

impl fmt::Debug for Journal {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Journal").finish_non_exhaustive()
    }
}
