//! Ids by which the service's support finds a request.

use std::sync::atomic::{AtomicU64, Ordering};

use azure_core::Uuid;

/// Gives each call an id of its own. Those of one client begin alike and count up, which tells
/// them from those of others and spares each call the system's source of randomness.
#[derive(Debug)]
pub(crate) struct RequestIds {
    first: u128,
    given: AtomicU64,
}

impl RequestIds {
    pub(crate) fn new() -> Self {
        Self {
            first: Uuid::new_v4().as_u128(),
            given: AtomicU64::new(0),
        }
    }

    pub(crate) fn next(&self) -> String {
        let given = self.given.fetch_add(1, Ordering::Relaxed);
        // Only the lowest 62 bits count, so version and variant stay those of a random UUID.
        let mask = u128::from(u64::MAX >> 2);
        let low = self.first.wrapping_add(u128::from(given)) & mask;
        let id = Uuid::from_u128(self.first & !mask | low);
        id.hyphenated()
            .encode_lower(&mut Uuid::encode_buffer())
            .to_owned()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_id_is_another_random_uuid_by_form() {
        let ids = RequestIds {
            first: u128::MAX,
            given: AtomicU64::new(0),
        };
        let given: std::collections::HashSet<String> = (0..1000).map(|_| ids.next()).collect();
        assert_eq!(given.len(), 1000);
        let ids = RequestIds::new();
        for _ in 0..1000 {
            let id = Uuid::parse_str(&ids.next()).unwrap();
            assert_eq!(id.get_version_num(), 4);
        }
    }
}
