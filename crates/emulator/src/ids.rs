//! Identifiers and everything else left to chance, repeatable from a seed.

use std::num::ParseIntError;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use fastrand::Rng;
use serde::{Deserialize, Serialize};

/// The emulator's source of chance. Clones draw from the same sequence.
#[derive(Clone, Debug)]
pub(crate) struct Ids {
    random: Arc<Mutex<Rng>>,
    seed: Option<u64>,
}

/// A place in the sequence.
#[derive(Clone, Debug, Serialize, Deserialize)]
#[serde(into = "String", try_from = "String")]
pub(crate) struct Chance(Rng);

/// As text: a number of 64 bits is more than many readers of JSON take.
impl From<Chance> for String {
    fn from(chance: Chance) -> Self {
        chance.0.get_seed().to_string()
    }
}

impl TryFrom<String> for Chance {
    type Error = ParseIntError;

    fn try_from(text: String) -> Result<Self, ParseIntError> {
        Ok(Self(Rng::with_seed(text.parse()?)))
    }
}

impl Ids {
    /// The same seed gives the same sequence.
    pub(crate) fn seeded(seed: u64) -> Self {
        Self {
            random: Arc::new(Mutex::new(Rng::with_seed(seed))),
            seed: Some(seed),
        }
    }

    pub(crate) fn random() -> Self {
        Self {
            random: Arc::new(Mutex::new(Rng::new())),
            seed: None,
        }
    }

    /// Returns true if the sequence was chosen.
    pub(crate) fn is_seeded(&self) -> bool {
        self.seed.is_some()
    }

    /// Begins the sequence again, if there is a seed to begin from.
    pub(crate) fn restart(&self) {
        if let Some(seed) = self.seed {
            self.rng().seed(seed);
        }
    }

    /// Returns the place that the sequence has reached.
    pub(crate) fn chance(&self) -> Chance {
        Chance(self.rng().clone())
    }

    /// Goes on from where a sequence had got to.
    pub(crate) fn set_chance(&self, chance: Chance) {
        *self.rng() = chance.0;
    }

    /// A lower-case GUID of version 4.
    pub(crate) fn guid(&self) -> String {
        let bytes = self.rng().u128(..).to_be_bytes();
        uuid::Builder::from_random_bytes(bytes)
            .into_uuid()
            .to_string()
    }

    /// `length` letters, of both cases, and digits.
    pub(crate) fn alphanumeric(&self, length: usize) -> String {
        let mut rng = self.rng();
        std::iter::repeat_with(|| rng.alphanumeric())
            .take(length)
            .collect()
    }

    /// At most `amount` of the `items`, in random order.
    pub(crate) fn choose<T>(&self, items: impl Iterator<Item = T>, amount: usize) -> Vec<T> {
        let mut rng = self.rng();
        let mut chosen = rng.choose_multiple(items, amount);
        rng.shuffle(&mut chosen);
        chosen
    }

    fn rng(&self) -> MutexGuard<'_, Rng> {
        self.random.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_seed_repeats_itself() {
        let (one, other) = (Ids::seeded(7), Ids::seeded(7));
        assert_eq!(one.guid(), other.guid());
        assert_eq!(one.choose(0..100, 5), other.choose(0..100, 5));
        assert_ne!(one.guid(), Ids::seeded(8).guid());
    }

    #[test]
    fn a_guid_is_a_version_4_uuid() {
        let id = uuid::Uuid::parse_str(&Ids::random().guid()).unwrap();
        assert_eq!(id.get_version_num(), 4);
    }

    #[test]
    fn clones_do_not_repeat_each_other() {
        let ids = Ids::seeded(7);
        assert_ne!(ids.clone().guid(), ids.guid());
    }
}
