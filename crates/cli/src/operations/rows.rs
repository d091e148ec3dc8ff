//! Entries of the journal as rows.

use acs_core::Timestamp;
use acs_journal::{Entry, Kind, State};
use serde_json::{Value, json};

use crate::output::Column;

pub(crate) const COLUMNS: &[Column] = &[
    Column::new("id"),
    Column::new("kind"),
    Column::new("state"),
    Column::new("phoneNumbers"),
    Column::new("operationId"),
    Column::new("resource"),
    Column::new("created"),
    Column::new("note"),
];

/// Returns an entry as a row.
pub(crate) fn row(entry: &Entry) -> Value {
    let subject = entry.subject();
    json!({
        "id": entry.id().to_string(),
        "kind": entry.kind().as_str(),
        "state": word(entry),
        "phoneNumbers": subject.numbers,
        "operationId": entry.operation_id(),
        "resource": entry.resource(),
        "created": Timestamp::from(entry.created()),
        "updated": Timestamp::from(entry.updated()),
        "note": entry.note(),
        "searchId": subject.search_id,
        "reservationId": subject.reservation_id,
        "monthlyCost": subject.monthly_cost,
    })
}

/// Returns the word for the entry's state: how it ended, in the words of its kind.
fn word(entry: &Entry) -> &'static str {
    match (entry.state(), entry.kind()) {
        (State::Done, Kind::Search) => "found",
        (State::Done, Kind::Purchase | Kind::ReservationPurchase) => "bought",
        (State::Done, Kind::Release) => "released",
        (State::Done, Kind::Change) => "changed",
        (State::NotDone, Kind::Search) => "not found",
        (State::NotDone, Kind::Purchase | Kind::ReservationPurchase) => "not bought",
        (State::NotDone, Kind::Release) => "not released",
        (State::NotDone, Kind::Change) => "not changed",
        (state, _) => state.as_str(),
    }
}
