//! What is kept, and what is refused.

use std::{
    path::Path,
    sync::{
        Arc,
        atomic::{AtomicI64, Ordering},
    },
};

use acs_journal::{Answer, Intent, Journal, JournalError, Kind, State, Subject, Which};
use time::{Duration, OffsetDateTime};

const HOUR: std::time::Duration = std::time::Duration::from_secs(3600);
const RESOURCE: &str = "https://contoso.com";

fn purchase() -> Intent {
    let subject = Subject {
        search_id: Some("s1".to_owned()),
        numbers: vec!["+14255550100".to_owned()],
        ..Subject::default()
    };
    Intent::new(RESOURCE, Kind::Purchase, subject)
}

fn open(folder: &Path) -> Result<Journal, JournalError> {
    Journal::open(&folder.join("state/journal.sqlite"))
}

#[test]
fn an_entry_is_as_it_was_after_another_start() {
    let folder = tempfile::tempdir().unwrap();
    let mut journal = open(folder.path()).unwrap();
    let mut entry = journal.plan(purchase()).unwrap();
    journal.advance(&mut entry, State::Sent).unwrap();
    journal
        .keep_continuation(&mut entry, "purchase_s1", "abc")
        .unwrap();
    drop(journal);

    let journal = open(folder.path()).unwrap();
    assert_eq!(journal.get(entry.id()).unwrap().as_ref(), Some(&entry));
    assert_eq!(journal.find("purchase_s1").unwrap().as_ref(), Some(&entry));
    assert_eq!(journal.find("purchase_s2").unwrap(), None);
    assert_eq!(journal.entries(Which::Pending).unwrap(), [entry]);
}

#[test]
fn who_was_slower_is_told() {
    let folder = tempfile::tempdir().unwrap();
    let (mut one, mut other) = (open(folder.path()).unwrap(), open(folder.path()).unwrap());
    let mut entry = one.plan(purchase()).unwrap();
    let mut same = other.get(entry.id()).unwrap().unwrap();
    other.end(&mut same, State::NotDone, None).unwrap();
    let refused = one.advance(&mut entry, State::Sent).unwrap_err();
    assert!(refused.is_moved(), "{refused}");
    assert_eq!(entry.state(), State::Planned, "nothing was sent");
}

#[tokio::test]
async fn an_answer_counts_although_another_process_was_faster_to_find_out() {
    let folder = tempfile::tempdir().unwrap();
    let mut one = open(folder.path()).unwrap();
    let mut other = open(folder.path()).unwrap();
    let mut entry = one.plan(purchase()).unwrap();
    let id = entry.id();
    let request = async {
        let mut same = other.get(id).unwrap().unwrap();
        assert_eq!(
            same.state(),
            State::Sent,
            "it is on disk before the request"
        );
        other.end(&mut same, State::Done, None).unwrap();
        (Answer::begun("purchase_s1", "abc"), "answer")
    };
    assert_eq!(one.send(&mut entry, request).await.unwrap(), "answer");
    assert_eq!(one.get(id).unwrap().unwrap().state(), State::Done);
}

#[test]
fn what_was_sent_is_not_sent_again() {
    let folder = tempfile::tempdir().unwrap();
    let mut journal = open(folder.path()).unwrap();
    let mut entry = journal.plan(purchase()).unwrap();
    journal.advance(&mut entry, State::Sent).unwrap();
    let refused = journal.advance(&mut entry, State::Sent).unwrap_err();
    assert!(matches!(refused, JournalError::NoSuchStep { .. }));
}

#[test]
fn only_what_has_ended_is_forgotten_and_no_id_is_used_twice() {
    let folder = tempfile::tempdir().unwrap();
    let hours = Arc::new(AtomicI64::new(0));
    let clock = Arc::clone(&hours);
    let now = move || OffsetDateTime::UNIX_EPOCH + Duration::hours(clock.load(Ordering::Relaxed));
    let path = folder.path().join("journal.sqlite");
    let mut journal = Journal::open_with_clock(&path, now).unwrap();
    let mut ended = journal.plan(purchase()).unwrap();
    let pending = journal.plan(purchase()).unwrap();
    journal.end(&mut ended, State::NotDone, None).unwrap();
    hours.store(2, Ordering::Relaxed);
    let mut last = journal.plan(purchase()).unwrap();
    journal.end(&mut last, State::NotDone, None).unwrap();

    assert_eq!(journal.prune(HOUR).unwrap(), 1);
    let left = journal.entries(Which::All).unwrap();
    assert_eq!(left, [pending, last.clone()]);
    hours.store(4, Ordering::Relaxed);
    assert_eq!(journal.prune(std::time::Duration::MAX).unwrap(), 0);
    assert_eq!(journal.prune(HOUR).unwrap(), 1);
    assert!(journal.plan(purchase()).unwrap().id() > last.id());
}

#[test]
fn a_later_version_is_refused() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("state/journal.sqlite");
    drop(open(folder.path()).unwrap());
    let connection = rusqlite::Connection::open(&path).unwrap();
    connection.pragma_update(None, "user_version", 99).unwrap();
    assert!(matches!(Journal::open(&path), Err(JournalError::TooNew)));
}

#[cfg(unix)]
#[test]
fn nobody_else_can_read_it() {
    use std::{fs, os::unix::fs::PermissionsExt as _};

    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("state/journal.sqlite");
    let mode = |path: &Path| fs::metadata(path).unwrap().permissions().mode() & 0o777;
    drop(open(folder.path()).unwrap());
    assert_eq!(mode(&path), 0o600);
    assert_eq!(mode(&folder.path().join("state")), 0o700);
    fs::set_permissions(&path, fs::Permissions::from_mode(0o644)).unwrap();
    drop(open(folder.path()).unwrap());
    assert_eq!(mode(&path), 0o600);
}
