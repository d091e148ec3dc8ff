//! The state, and the store that follows it.

use std::ops::{Deref, DerefMut};
use std::sync::{Mutex, MutexGuard, PoisonError};

use crate::clock::{Clock, Reading};
use crate::state::{Kind, Row, State};
use crate::store::{Store, StoreError};

/// The key of the clock's reading among the settings.
pub(crate) const CLOCK: &str = "clock";

/// State of one resource. The memory counts, and a store, if there is one, follows.
#[derive(Debug)]
pub(crate) struct Memory(Mutex<Inner>);

#[derive(Debug)]
struct Inner {
    state: State,
    keeper: Keeper,
}

/// Keeper of changes.
#[derive(Debug)]
enum Keeper {
    Nobody,
    Store {
        store: Box<dyn Store>,
        clock: Option<Reading>,
    },
    /// There was a store, and there shall be no more changes.
    Ended,
}

impl Memory {
    pub(crate) fn new(state: State, store: Option<Box<dyn Store>>) -> Self {
        let keeper = store.map_or(Keeper::Nobody, |store| Keeper::Store { store, clock: None });
        Self(Mutex::new(Inner { state, keeper }))
    }

    /// Lets go of the store, so that somebody else can have it.
    pub(crate) fn close(&self) {
        let mut inner = self.lock();
        if matches!(inner.keeper, Keeper::Store { .. }) {
            inner.keeper = Keeper::Ended;
        }
    }

    fn lock(&self) -> MutexGuard<'_, Inner> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// The state as it is by that clock.
    pub(crate) fn open<'a>(&'a self, clock: &'a Clock) -> Session<'a> {
        let mut inner = self.lock();
        inner.state.settle(clock.now());
        Session { inner, clock }
    }
}

/// The state for as long as one request or call needs it. Nobody else sees it meanwhile.
pub(crate) struct Session<'a> {
    inner: MutexGuard<'a, Inner>,
    clock: &'a Clock,
}

impl Session<'_> {
    /// Has everything saved that has changed. Nobody must be told of a change before that.
    ///
    /// If it fails, the changes stay in memory and are saved with the next ones: like those of a
    /// service that broke down over its answer, they may have happened.
    pub(crate) fn commit(mut self) -> Result<(), StoreError> {
        let Inner { state, keeper } = &mut *self.inner;
        let (store, clock) = match keeper {
            Keeper::Nobody => return Ok(()),
            Keeper::Store { store, clock } => (store, clock),
            Keeper::Ended => return Err(StoreError::Ended),
        };
        let mut rows = state.changes()?;
        let reading = self.clock.reading();
        if *clock != Some(reading) {
            rows.push(Row::new(Kind::Setting, CLOCK, Some(&reading))?);
        }
        if !rows.is_empty() {
            store.save(&rows)?;
            *clock = Some(reading);
            state.changes_are_saved();
        }
        Ok(())
    }
}

impl Deref for Session<'_> {
    type Target = State;

    fn deref(&self) -> &State {
        &self.inner.state
    }
}

impl DerefMut for Session<'_> {
    fn deref_mut(&mut self) -> &mut State {
        &mut self.inner.state
    }
}

#[cfg(test)]
mod tests {
    use std::sync::Arc;
    use std::sync::atomic::{AtomicBool, Ordering};

    use time::OffsetDateTime;

    use super::*;
    use crate::ids::Ids;
    use crate::stock::Stock;

    /// Keeps the keys of what it is given, unless it is out of order.
    #[derive(Debug, Default)]
    struct Fickle {
        fails: Arc<AtomicBool>,
        saved: Arc<Mutex<Vec<(Kind, bool)>>>,
    }

    impl Store for Fickle {
        fn save(&mut self, rows: &[Row]) -> Result<(), StoreError> {
            if self.fails.load(Ordering::Relaxed) {
                return Err(StoreError::Told);
            }
            let mut saved = self.saved.lock().unwrap();
            saved.extend(rows.iter().map(|it| (it.kind, it.value.is_some())));
            Ok(())
        }
    }

    #[test]
    fn what_could_not_be_saved_is_saved_with_the_next_change() {
        let store = Fickle::default();
        let (fails, saved) = (Arc::clone(&store.fails), Arc::clone(&store.saved));
        let now = OffsetDateTime::UNIX_EPOCH;
        let state = State::new(Stock::demo().unwrap(), Ids::seeded(1), true, now);
        let memory = Memory::new(state, Some(Box::new(store)));
        let clock = Clock::standing_at(now);
        memory.open(&clock).commit().unwrap();
        let first = std::mem::take(&mut *saved.lock().unwrap());
        assert_eq!(
            first,
            [
                (Kind::OwnedNumber, true),
                (Kind::OwnedNumber, true),
                (Kind::OwnedNumber, true),
                (Kind::Reservation, true),
                (Kind::Setting, true)
            ]
        );

        fails.store(true, Ordering::Relaxed);
        let mut session = memory.open(&clock);
        session.release(None, clock.now()).unwrap();
        assert!(session.commit().is_err());
        fails.store(false, Ordering::Relaxed);
        clock.advance(std::time::Duration::from_secs(1));
        memory.open(&clock).commit().unwrap();
        memory.open(&clock).commit().unwrap();
        assert_eq!(
            *saved.lock().unwrap(),
            [(Kind::Operation, true), (Kind::Setting, true)]
        );
    }
}
