//! States with a name, to come back to.

use std::sync::{Mutex, MutexGuard, PoisonError};

use indexmap::IndexMap;
use time::OffsetDateTime;

use super::Service;
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
struct Snapshot {
    state: State,
    reading: Reading,
    now: OffsetDateTime,
    chance: Chance,
}

impl Snapshots {
    pub(crate) fn names(&self) -> Vec<String> {
        self.all().keys().cloned().collect()
    }

    /// False if there is none of that name.
    pub(crate) fn remove(&self, name: &str) -> bool {
        self.all().shift_remove(name).is_some()
    }

    fn all(&self) -> MutexGuard<'_, IndexMap<String, Snapshot>> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl Service {
    /// Keeps the state under that name, in place of one that is kept under it. False if there is no
    /// room for one more.
    pub(crate) fn save_snapshot(&self, name: &str) -> bool {
        let mut all = self.snapshots.all();
        if all.len() >= MOST && !all.contains_key(name) {
            return false;
        }
        let state = self.state();
        let snapshot = Snapshot {
            state: state.clone(),
            reading: self.clock.reading(),
            now: self.clock.now(),
            chance: self.ids.chance(),
        };
        drop(state);
        all.insert(name.to_owned(), snapshot);
        true
    }

    /// Goes back to the state of that name, its time included. False if there is none.
    pub(crate) fn restore_snapshot(&self, name: &str) -> bool {
        let Some(snapshot) = self.snapshots.all().get(name).cloned() else {
            return false;
        };
        self.change(|state| {
            self.clock.set_reading(snapshot.reading);
            self.clock.set(snapshot.now);
            self.ids.set_chance(snapshot.chance);
            state.go_back_to(snapshot.state);
        });
        true
    }
}
