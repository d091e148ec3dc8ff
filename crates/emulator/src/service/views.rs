//! The state as the admin API shows it.

use serde::Serialize;

use super::Service;
use crate::model::PhoneNumber;
use crate::sip::SipConfiguration;
use crate::state::{OwnedNumber, Reservation, ReservationStatus, Search, SearchStatus};
use crate::wire::{OwnedBody, Timestamp};

/// The most holds that are shown; more of them are counted alone.
const HOLDS_SHOWN: usize = 500;

/// A page of the owned numbers.
#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
pub(crate) struct FoundNumbers<'a> {
    /// Number of them on all pages.
    total: usize,
    phone_numbers: Vec<OwnedBody<'a>>,
}

/// Searches and reservations, with the time that they go by.
#[derive(Serialize)]
pub(crate) struct HeldNumbers {
    now: Timestamp,
    total: usize,
    holds: Vec<Hold>,
}

#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize)]
#[serde(rename_all = "camelCase")]
enum HoldKind {
    Search,
    Reservation,
}

#[derive(Serialize)]
#[serde(untagged)]
enum HoldStatus {
    Search(SearchStatus),
    Reservation(ReservationStatus),
}

/// A search or reservation.
#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct Hold {
    kind: HoldKind,
    id: String,
    status: HoldStatus,
    /// The time at which it lapses; none while it cannot.
    expires: Option<Timestamp>,
    phone_numbers: Vec<PhoneNumber>,
}

impl From<&Search> for Hold {
    fn from(search: &Search) -> Self {
        Self {
            kind: HoldKind::Search,
            id: search.id.clone(),
            status: HoldStatus::Search(search.status()),
            expires: search.expires().map(Timestamp),
            phone_numbers: search.numbers.clone(),
        }
    }
}

impl From<&Reservation> for Hold {
    fn from(reservation: &Reservation) -> Self {
        Self {
            kind: HoldKind::Reservation,
            id: reservation.id.clone(),
            status: HoldStatus::Reservation(reservation.status),
            expires: Some(Timestamp(reservation.expires)),
            phone_numbers: reservation.numbers.keys().copied().collect(),
        }
    }
}

impl Hold {
    /// First the holds, by the time at which they lapse, then those with an operation under way, and
    /// those without numbers last.
    fn order(&self) -> impl Ord + use<> {
        let rank = match self.status {
            HoldStatus::Search(SearchStatus::Found)
            | HoldStatus::Reservation(ReservationStatus::Active) => 0,
            HoldStatus::Search(SearchStatus::Searching | SearchStatus::Purchasing)
            | HoldStatus::Reservation(ReservationStatus::Submitted) => 1,
            HoldStatus::Search(SearchStatus::Purchased)
            | HoldStatus::Reservation(ReservationStatus::Completed) => 2,
            HoldStatus::Reservation(ReservationStatus::Expired) => 3,
        };
        let expires = self.expires.map(|it| it.0);
        (rank, expires, self.kind, self.id.clone())
    }
}

impl Service {
    /// The owned numbers that fit a search, without the first `skip` and `top` at most. A number
    /// fits if it has the digits of the search in it, in this order; without digits, if its country
    /// or its type begins like the search.
    pub(crate) fn find_owned<R>(
        &self,
        search: &str,
        (skip, top): (usize, usize),
        show: impl FnOnce(&FoundNumbers<'_>) -> R,
    ) -> R {
        let state = self.state();
        let wanted = Wanted::new(search);
        let fitting = || state.owned.iter().filter(|it| wanted.fits(it));
        show(&FoundNumbers {
            total: fitting().count(),
            phone_numbers: fitting()
                .skip(skip)
                .take(top)
                .map(OwnedBody::from)
                .collect(),
        })
    }

    /// Searches and reservations.
    pub(crate) fn holds(&self) -> HeldNumbers {
        let state = self.state();
        let searches = state.searches().map(Hold::from);
        let mut holds: Vec<_> = searches
            .chain(state.reservations().into_iter().map(Hold::from))
            .collect();
        drop(state);
        holds.sort_by_cached_key(Hold::order);
        let total = holds.len();
        holds.truncate(HOLDS_SHOWN);
        HeldNumbers {
            now: Timestamp(self.clock.now()),
            total,
            holds,
        }
    }

    pub(crate) fn with_sip<R>(&self, show: impl FnOnce(&SipConfiguration) -> R) -> R {
        show(self.state().sip())
    }
}

/// A search among the owned numbers.
enum Wanted {
    Everything,
    Digits(String),
    Word(String),
}

impl Wanted {
    fn new(search: &str) -> Self {
        let digits: String = search.chars().filter(char::is_ascii_digit).collect();
        let word = search.trim().to_ascii_lowercase();
        match (digits.is_empty(), word.is_empty()) {
            (false, _) => Self::Digits(digits),
            (true, false) => Self::Word(word),
            (true, true) => Self::Everything,
        }
    }

    fn fits(&self, number: &OwnedNumber) -> bool {
        match self {
            Self::Everything => true,
            Self::Digits(digits) => number.phone_number.id().contains(digits.as_str()),
            Self::Word(word) => {
                let country = number.country_code.as_str().to_ascii_lowercase();
                let kind = number.phone_number_type.name().to_ascii_lowercase();
                country.starts_with(word.as_str()) || kind.starts_with(word.as_str())
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn fits(search: &str, number: &str) -> bool {
        let digits = PhoneNumber::parse(number).unwrap();
        let stock = crate::stock::Stock::demo().unwrap();
        let state = crate::state::State::new(
            stock,
            crate::ids::Ids::seeded(1),
            false,
            time::OffsetDateTime::UNIX_EPOCH,
        );
        Wanted::new(search).fits(state.owned.get(digits).unwrap())
    }

    #[test]
    fn numbers_are_found_by_digits_country_or_type() {
        for (search, is_found) in [
            ("", true),
            (" ", true),
            ("833", true),
            ("(833) 555-01", true),
            ("+1833", true),
            ("834", false),
            ("us", true),
            ("toll", true),
            ("geo", false),
        ] {
            assert_eq!(fits(search, "+18335550100"), is_found, "{search:?}");
        }
    }
}
