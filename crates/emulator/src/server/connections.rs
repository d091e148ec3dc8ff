//! Connections, and the choice of those that make way.

use std::collections::HashMap;
use std::sync::atomic::{AtomicU64, Ordering};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use tokio::sync::Notify;

/// Marks a connection whose request is being answered.
const BUSY: u64 = 0;

/// The connections of a server, up to a limit.
#[derive(Debug)]
pub(super) struct Connections {
    limit: usize,
    places: Mutex<HashMap<u64, Arc<Client>>>,
    /// Counts arrivals and ends of answers, which is all the time that matters here.
    ticks: AtomicU64,
}

#[derive(Debug)]
struct Client {
    /// The tick since when the connection has waited for its client, or [`BUSY`].
    waiting_since: AtomicU64,
    eviction: Notify,
}

/// The place of one connection, which is free again when this is dropped.
#[derive(Debug)]
pub(super) struct Place {
    id: u64,
    client: Arc<Client>,
    connections: Arc<Connections>,
}

impl Connections {
    pub(super) fn new(limit: usize) -> Self {
        Self {
            limit,
            places: Mutex::default(),
            ticks: AtomicU64::new(BUSY),
        }
    }

    /// A place for one more. If all are taken, the connection that has waited longest for its client
    /// loses its own; if none waits, there is no place.
    pub(super) fn enter(self: &Arc<Self>) -> Option<Place> {
        if self.places().len() >= self.limit && !self.evict() {
            return None;
        }
        let id = self.tick();
        let client = Arc::new(Client {
            waiting_since: AtomicU64::new(id),
            eviction: Notify::new(),
        });
        self.places().insert(id, Arc::clone(&client));
        Some(Place {
            id,
            client,
            connections: Arc::clone(self),
        })
    }

    /// Closes the connection that has waited longest for its client; false if none waits.
    pub(super) fn evict(&self) -> bool {
        let mut places = self.places();
        let waiting = places.iter().filter_map(|(id, client)| {
            let since = client.waiting_since.load(Ordering::Relaxed);
            (since != BUSY).then_some((since, *id))
        });
        let Some((_, id)) = waiting.min() else {
            return false;
        };
        if let Some(client) = places.remove(&id) {
            client.eviction.notify_one();
        }
        true
    }

    fn tick(&self) -> u64 {
        self.ticks.fetch_add(1, Ordering::Relaxed) + 1
    }

    fn places(&self) -> MutexGuard<'_, HashMap<u64, Arc<Client>>> {
        self.places.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl Place {
    /// Comes back when the connection has to make way.
    pub(super) async fn evicted(&self) {
        self.client.eviction.notified().await;
    }

    /// Says that a request is being answered.
    pub(super) fn is_busy(&self) {
        self.client.waiting_since.store(BUSY, Ordering::Relaxed);
    }

    /// Says that the next move is the client's.
    pub(super) fn waits(&self) {
        let now = self.connections.tick();
        self.client.waiting_since.store(now, Ordering::Relaxed);
    }
}

impl Drop for Place {
    fn drop(&mut self) {
        self.connections.places().remove(&self.id);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn ids(connections: &Connections) -> Vec<u64> {
        let mut ids: Vec<_> = connections.places().keys().copied().collect();
        ids.sort_unstable();
        ids
    }

    #[test]
    fn who_has_waited_longest_makes_way() {
        let connections = Arc::new(Connections::new(3));
        let places: Vec<_> = (0..3).filter_map(|_| connections.enter()).collect();
        assert_eq!(ids(&connections), [1, 2, 3]);
        places[0].is_busy();
        places[1].is_busy();
        places[1].waits();
        let fourth = connections.enter().unwrap();
        assert_eq!(ids(&connections), [1, 2, fourth.id]);
        fourth.is_busy();
        let fifth = connections.enter().unwrap();
        assert_eq!(ids(&connections), [1, fourth.id, fifth.id]);
        fifth.is_busy();
        assert!(connections.enter().is_none(), "all are busy");
        drop(fourth);
        assert!(connections.enter().is_some());
    }
}
