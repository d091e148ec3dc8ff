//! Reserving.

use super::*;

#[test]
fn a_reservation_expires_fifteen_minutes_after_its_last_change() {
    let mut state = state();
    let before = available(&state);
    let updated = state
        .update_reservation("r", changes(&[("18445550100", true)]), NOW)
        .unwrap();
    assert!(updated.is_new);
    assert_eq!(updated.added.len(), 1);
    assert_eq!(available(&state), before - 1);
    let later = NOW + Duration::minutes(14);
    state.settle(later);
    let updated = state
        .update_reservation("R", changes(&[("18445550101", true)]), later)
        .unwrap();
    assert!(!updated.is_new);
    assert_eq!(updated.reservation.expires, later + Duration::minutes(15));
    state.settle(later + Duration::minutes(15));
    assert_eq!(available(&state), before);
    let expired = state.reservation("r").unwrap();
    assert_eq!(
        (expired.status, expired.numbers.len()),
        (ReservationStatus::Expired, 2)
    );
    let refused = state.update_reservation("r", Changes::new(), later + Duration::HOUR);
    assert_eq!(refused.unwrap_err(), Refusal::ReservationNotActive);
    assert_eq!(
        state.delete_reservation("r").unwrap_err(),
        Refusal::ReservationNotActive
    );
    check_invariants(&state);
}

#[test]
fn a_reservation_lives_two_hours_at_most() {
    let mut state = state();
    let mut now = NOW;
    while now < NOW + Duration::hours(2) {
        state.settle(now);
        state.update_reservation("r", Changes::new(), now).unwrap();
        now += Duration::minutes(14);
    }
    let reservation = state.reservation("r").unwrap();
    assert_eq!(reservation.expires, NOW + Duration::hours(2));
    state.settle(NOW + Duration::hours(2));
    assert_eq!(
        state.reservation("r").unwrap().status,
        ReservationStatus::Expired
    );
    state.settle(NOW + Duration::days(30));
    assert_eq!(
        state.reservation("r").unwrap_err(),
        Refusal::UnknownReservation
    );
}

#[test]
fn one_change_can_remove_and_add() {
    let mut state = state();
    state
        .update_reservation(
            "r",
            changes(&[("18445550100", true), ("18445550101", true)]),
            NOW,
        )
        .unwrap();
    let change = changes(&[
        ("18445550102", true),
        ("18445550100", false),
        ("18445550101", true),
        ("18445550199", false),
    ]);
    let updated = state.update_reservation("r", change, NOW).unwrap();
    let ids: Vec<_> = updated
        .reservation
        .numbers
        .keys()
        .map(|it| it.id())
        .collect();
    assert_eq!(ids, ["18445550101", "18445550102"]);
    assert_eq!(updated.added.len(), 1);
    assert!(updated.failed.is_empty());
    check_invariants(&state);
}

#[test]
fn what_cannot_be_reserved_is_told() {
    let mut state = state();
    state
        .update_reservation("other", changes(&[("18445550100", true)]), NOW)
        .unwrap();
    let mut change = changes(&[
        ("18445550100", true), // reserved elsewhere
        ("18335550100", true), // owned
        ("19995550100", true), // not in stock
        ("nonsense", true),
        ("18445550101", true),
    ]);
    let carries_no_messages = NumberWanted {
        capabilities: Capabilities {
            calling: Capability::None,
            sms: Capability::Inbound,
        },
        ..wanted()
    };
    change.insert("18335550199".to_owned(), Some(carries_no_messages));
    change.insert("14255550102".to_owned(), Some(wanted())); // not toll-free
    let elsewhere = NumberWanted {
        country_code: "FR".to_owned(),
        ..wanted()
    };
    change.insert("18445550102".to_owned(), Some(elsewhere));
    let updated = state.update_reservation("r", change, NOW).unwrap();
    assert_eq!(updated.added.len(), 1);
    assert_eq!(updated.failed.len(), 7);
    assert_eq!(updated.reservation.numbers.len(), 1);
    check_invariants(&state);
}

#[test]
fn a_reservation_is_purchased_as_a_whole() {
    let mut state = state();
    assert_eq!(
        state.purchase_reservation("r", false, NOW).unwrap_err(),
        Refusal::UnknownReservation
    );
    state.update_reservation("r", Changes::new(), NOW).unwrap();
    assert_eq!(
        state.purchase_reservation("r", false, NOW).unwrap_err(),
        Refusal::ReservationEmpty
    );
    state
        .update_reservation(
            "r",
            changes(&[("18445550100", true), ("18445550101", true)]),
            NOW,
        )
        .unwrap();
    let (operation, _) = state.purchase_reservation("r", false, NOW).unwrap();
    assert_eq!(
        state.reservation("r").unwrap().status,
        ReservationStatus::Submitted
    );
    assert_eq!(
        state.purchase_reservation("r", false, NOW).unwrap_err(),
        Refusal::ReservationNotActive
    );
    let later = NOW + Duration::HOUR;
    state.settle(later);
    assert_eq!(finish(&mut state, &operation, later), Progress::Succeeded);
    assert_eq!(
        state.reservation("r").unwrap().status,
        ReservationStatus::Completed
    );
    assert_eq!(state.owned.as_slice().len(), 5);
    state.settle(later + Duration::HOUR);
    assert_eq!(
        state.reservation("r").unwrap().status,
        ReservationStatus::Completed
    );
    assert_eq!(
        state.delete_reservation("r").unwrap_err(),
        Refusal::ReservationNotActive
    );
    check_invariants(&state);
}

#[test]
fn a_cancelled_reservation_purchase_leaves_the_reservation_as_it_was() {
    let mut state = state();
    state
        .update_reservation("r", changes(&[("18445550100", true)]), NOW)
        .unwrap();
    let (operation, _) = state.purchase_reservation("r", false, NOW).unwrap();
    state.cancel(&operation, NOW).unwrap();
    assert_eq!(
        state.reservation("r").unwrap().status,
        ReservationStatus::Active
    );
    let before = available(&state);
    state.delete_reservation("r").unwrap();
    assert_eq!(available(&state), before + 1);
    assert_eq!(
        state.reservation("r").unwrap_err(),
        Refusal::UnknownReservation
    );
}

#[test]
fn reservations_are_listed_by_expiry() {
    let mut state = state();
    for (id, minutes) in [("b", 2), ("a", 2), ("c", 1)] {
        let now = NOW + Duration::minutes(minutes);
        state.update_reservation(id, Changes::new(), now).unwrap();
    }
    let ids: Vec<_> = state
        .reservations()
        .iter()
        .map(|it| it.id.as_str())
        .collect();
    // The first is the one that the stock begins with.
    assert_eq!(ids[1..], ["c", "a", "b"]);
    let old = state.reservation(ids[0]).unwrap();
    assert_eq!(old.status, ReservationStatus::Expired);
    assert_eq!(old.expires, NOW - Duration::hours(26));
    let id = old.id.clone();
    state.settle(NOW + Duration::days(30));
    assert!(state.reservation(&id).is_err(), "it goes like any other");
}
