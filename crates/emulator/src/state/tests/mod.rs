//! The state machine without HTTP.

mod invariant;
mod operations;
mod purchases;
mod reservations;
mod searches;

use std::collections::HashSet;

use time::{Duration, OffsetDateTime};

use super::searches::Phase;
use super::*;
use crate::model::{
    AssignmentType, Capabilities, CapabilitiesPatch, Capability, PhoneNumber, PhoneNumberType,
};

const NOW: OffsetDateTime = OffsetDateTime::UNIX_EPOCH;

fn state() -> State {
    State::new(Stock::demo().unwrap(), Ids::seeded(1), true, NOW)
}

fn toll_free(quantity: usize) -> SearchRequest {
    SearchRequest {
        phone_number_type: PhoneNumberType::TollFree,
        assignment_type: AssignmentType::Application,
        capabilities: Capabilities {
            calling: Capability::Outbound,
            sms: Capability::None,
        },
        area_code: Some("844".to_owned()),
        quantity,
    }
}

fn patch(json: &str) -> CapabilitiesPatch {
    serde_json::from_str(json).unwrap()
}

/// Polls an operation to its end.
fn finish(state: &mut State, operation: &str, now: OffsetDateTime) -> Progress {
    loop {
        let polled = state.poll(operation, now).unwrap();
        if !matches!(polled.progress, Progress::Pending(_)) {
            return polled.progress;
        }
    }
}

/// The id of a search that has found that many numbers.
fn found(state: &mut State, quantity: usize, now: OffsetDateTime) -> String {
    let (operation, id) = state.search("US", toll_free(quantity), now).unwrap();
    assert_eq!(finish(state, &operation, now), Progress::Succeeded);
    id
}

fn available(state: &State) -> usize {
    let country = state.stock().country("US").unwrap();
    state
        .inventory
        .available(country, PhoneNumberType::TollFree, None)
        .count()
}

fn wanted() -> NumberWanted {
    NumberWanted {
        country_code: "us".to_owned(),
        phone_number_type: PhoneNumberType::TollFree,
        assignment_type: AssignmentType::Application,
        capabilities: Capabilities::default(),
    }
}

fn changes(ids: &[(&str, bool)]) -> Changes {
    ids.iter()
        .map(|(id, add)| ((*id).to_owned(), add.then(wanted)))
        .collect()
}

/// No number is in two places, and the inventory knows of all that are in one.
fn check_invariants(state: &State) {
    let held = state
        .searches
        .values()
        .filter(|it| !matches!(it.phase, Phase::Purchased { .. }));
    let reserved = state.reservations.values().filter(|it| {
        matches!(
            it.status,
            ReservationStatus::Active | ReservationStatus::Submitted
        )
    });
    let everywhere: Vec<PhoneNumber> = held
        .flat_map(|it| it.numbers.iter().copied())
        .chain(reserved.flat_map(|it| it.numbers.keys().copied()))
        .chain(state.owned.iter().map(|it| it.phone_number))
        .collect();
    let distinct: HashSet<_> = everywhere.iter().copied().collect();
    assert_eq!(
        distinct.len(),
        everywhere.len(),
        "a number is in two places"
    );
    assert!(
        distinct == *state.inventory.taken(),
        "the inventory has lost track"
    );
}
