//! The id of a reservation, which the caller makes.

use std::{fmt, str::FromStr};

use acs_core::InvalidValue;
use serde::{Deserialize, Serialize};
use uuid::Uuid;

/// The id of a reservation: a UUID that the caller makes, so that the same request sent twice
/// makes one reservation.
///
/// ```
/// use acs_phone_numbers::ReservationId;
///
/// let kept = ReservationId::new_random().to_string();
/// assert_eq!(ReservationId::new(&kept)?.to_string(), kept);
/// assert!(ReservationId::new("my reservation").is_err());
/// # Ok::<(), acs_phone_numbers::InvalidValue>(())
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(transparent)]
pub struct ReservationId(Uuid);

impl ReservationId {
    /// Takes an id that was kept.
    pub fn new(id: &str) -> Result<Self, InvalidValue> {
        if id.is_empty() {
            return Err(InvalidValue::new("reservation id", "is empty").with_hint(HINT));
        }
        Uuid::try_parse(id)
            .map(Self)
            .map_err(|_| InvalidValue::new("reservation id", "is no UUID").with_hint(HINT))
    }

    /// A new id for a new reservation, random and so unlike any other.
    #[must_use]
    pub fn new_random() -> Self {
        Self(Uuid::new_v4())
    }

    /// The id as a UUID.
    pub fn as_uuid(&self) -> &Uuid {
        &self.0
    }
}

const HINT: &str = "use a UUID, as ReservationId::new_random() makes one";

impl From<Uuid> for ReservationId {
    fn from(id: Uuid) -> Self {
        Self(id)
    }
}

impl FromStr for ReservationId {
    type Err = InvalidValue;

    fn from_str(text: &str) -> Result<Self, Self::Err> {
        Self::new(text)
    }
}

impl TryFrom<&str> for ReservationId {
    type Error = InvalidValue;

    fn try_from(text: &str) -> Result<Self, Self::Error> {
        Self::new(text)
    }
}

impl fmt::Display for ReservationId {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Display::fmt(&self.0, f)
    }
}

#[cfg(test)]
mod tests {
    use super::ReservationId;

    #[test]
    fn names_the_problem() {
        for (id, problem) in [
            ("", "is empty"),
            ("42", "is no UUID"),
            ("../sip", "is no UUID"),
        ] {
            let refused = ReservationId::new(id).unwrap_err();
            assert_eq!(
                (refused.field(), refused.problem()),
                ("reservation id", problem),
                "{id:?}"
            );
            assert!(refused.to_string().contains("use a UUID"), "{refused}");
        }
    }

    #[test]
    fn is_written_in_one_form() {
        let id = ReservationId::new("{7AFBCEC4-0F46-4B08-9B2A-2B1BB1B7B7E3}").unwrap();
        assert_eq!(id.to_string(), "7afbcec4-0f46-4b08-9b2a-2b1bb1b7b7e3");
    }

    #[test]
    fn two_new_ids_differ() {
        assert_ne!(ReservationId::new_random(), ReservationId::new_random());
    }
}
