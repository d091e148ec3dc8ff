//! One at a time on a resource.

use std::{fmt, path::Path, time::Duration};

use rusqlite::{Connection, ErrorCode};

use crate::{JournalError, file};

/// Lock on a resource, which ends with this value or with its process.
///
/// It is a lock of the database on a file of its own, beside the journal.
pub struct ResourceLock(#[expect(dead_code, reason = "holds the lock")] Connection);

impl ResourceLock {
    /// Takes the lock on a resource, or nothing if another process has it. `folder` is that of the
    /// journal.
    ///
    /// # Errors
    /// When its file cannot be made or opened.
    pub fn try_take(folder: &Path, resource: &str) -> Result<Option<Self>, JournalError> {
        let path = folder.join(file_name(resource));
        file::prepare(&path).map_err(|source| JournalError::File {
            path: path.clone(),
            source,
        })?;
        let connection = Connection::open(&path)?;
        connection.busy_timeout(Duration::ZERO)?;
        match connection.execute_batch("BEGIN EXCLUSIVE") {
            Ok(()) => Ok(Some(Self(connection))),
            Err(error) if is_busy(&error) => Ok(None),
            Err(error) => Err(error.into()),
        }
    }
}

fn is_busy(error: &rusqlite::Error) -> bool {
    let code = error.sqlite_error_code();
    matches!(
        code,
        Some(ErrorCode::DatabaseBusy | ErrorCode::DatabaseLocked)
    )
}

/// Returns the name of the lock's file: the resource, with what a file name cannot have replaced.
fn file_name(resource: &str) -> String {
    let host = resource.trim_start_matches("https://");
    let safe = |c: char| {
        if c.is_ascii_alphanumeric() || c == '.' {
            c
        } else {
            '_'
        }
    };
    format!("{}.lock", host.chars().map(safe).collect::<String>())
}

impl fmt::Debug for ResourceLock {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("ResourceLock")
    }
}

#[cfg(test)]
mod tests {
    use super::{ResourceLock, file_name};

    #[test]
    fn is_for_one_at_a_time_and_each_resource() {
        let folder = tempfile::tempdir().unwrap();
        let take = |resource| ResourceLock::try_take(folder.path(), resource).unwrap();
        let first = take("https://contoso.com");
        assert!(first.is_some());
        assert!(take("https://contoso.com").is_none());
        assert!(take("https://fabrikam.com").is_some());
        drop(first);
        assert!(take("https://contoso.com").is_some());
    }

    #[test]
    fn the_name_of_the_file_is_one() {
        assert_eq!(file_name("https://contoso.com"), "contoso.com.lock");
        assert_eq!(file_name("http://127.0.0.1:80"), "http___127.0.0.1_80.lock");
    }
}
