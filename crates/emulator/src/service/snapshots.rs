//! States with a name, to come back to.

use std::sync::{Mutex, MutexGuard, PoisonError};

use indexmap::IndexMap;
use time::OffsetDateTime;

use super::Service;
use super::written::SnapshotError;
use crate::clock::Reading;
use crate::ids::Chance;
use crate::state::State;

/// A million numbers take 80 MiB, and each snapshot may have them.
const MOST: usize = 20;

/// The snapshots, in the order in which their names came.
#[derive(Debug, Default)]
pub(crate) struct Snapshots(Mutex<IndexMap<String, Snapshot>>);

/// All that decides what the service answers.
#[derive(Clone, Debug)]
pub(crate) struct Snapshot {
    pub(super) state: State,
    pub(super) reading: Reading,
    pub(super) now: OffsetDateTime,
    pub(super) chance: Chance,
}

impl Snapshots {
    pub(crate) fn names(&self) -> Vec<String> {
        self.all().keys().cloned().collect()
    }

    /// False if there is none of that name.
    pub(crate) fn remove(&self, name: &str) -> bool {
        self.all().shift_remove(name).is_some()
    }

    /// Keeps a snapshot in place of one of that name. False if there is no room for one more.
    fn insert(&self, name: &str, make: impl FnOnce() -> Snapshot) -> bool {
        let mut all = self.all();
        if all.len() >= MOST && !all.contains_key(name) {
            return false;
        }
        all.insert(name.to_owned(), make());
        true
    }

    fn get(&self, name: &str) -> Option<Snapshot> {
        self.all().get(name).cloned()
    }

    fn all(&self) -> MutexGuard<'_, IndexMap<String, Snapshot>> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl Service {
    /// Keeps the state under that name, in place of one that is kept under it. False if there is no
    /// room for one more.
    pub(crate) fn save_snapshot(&self, name: &str) -> bool {
        self.snapshots.insert(name, || self.snapshot())
    }

    /// Goes back to the state of that name, its time included. False if there is none.
    pub(crate) fn restore_snapshot(&self, name: &str) -> bool {
        let found = self.snapshots.get(name);
        found.map(|it| self.go_back_to(it)).is_some()
    }

    /// The snapshot of that name as text; none if there is none.
    pub(crate) fn written_snapshot(&self, name: &str) -> Result<Option<String>, SnapshotError> {
        self.snapshots.get(name).map(|it| it.written()).transpose()
    }

    /// Keeps a snapshot that was written down.
    pub(crate) fn add_snapshot(&self, name: &str, text: &[u8]) -> Result<(), SnapshotError> {
        let snapshot = Snapshot::read(text, &self.ids)?;
        if !self.state().stock().is_same(snapshot.state.stock()) {
            return Err(SnapshotError::OtherStock);
        }
        if self.snapshots.insert(name, || snapshot) {
            Ok(())
        } else {
            Err(SnapshotError::TooMany)
        }
    }

    /// Has everything come back to what it is now with each reset.
    pub(crate) fn begin_here(&mut self) {
        self.beginning = Some(self.snapshot());
    }

    pub(super) fn snapshot(&self) -> Snapshot {
        let state = self.state();
        Snapshot {
            state: state.clone(),
            reading: self.clock.reading(),
            now: self.clock.now(),
            chance: self.ids.chance(),
        }
    }

    pub(super) fn go_back_to(&self, snapshot: Snapshot) {
        self.change(|state| {
            self.clock.set_reading(snapshot.reading);
            self.clock.set(snapshot.now);
            self.ids.set_chance(snapshot.chance);
            state.go_back_to(snapshot.state);
        });
    }
}
