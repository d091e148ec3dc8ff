//! Idempotency of the operations.

use acs_core::Idempotency::{self, Idempotent, NotIdempotent};

/// Idempotency of each operation, which decides if it may be sent again while its outcome is
/// unknown, with the reason. The order is that of the generated table.
const TABLE: &[(&str, Idempotency)] = &[
    // Shows what is on offer and holds none of it, although it is a POST.
    ("browse_available_numbers", Idempotent),
    // Cancelling what was cancelled is no different from cancelling it.
    ("cancel_operation", Idempotent),
    // A merge patch under an id that the caller chose. Adding a number that is there, or removing
    // one that is not, changes nothing; the second time merely renews the time a little later.
    // Nothing is bought.
    ("create_or_update_reservation", Idempotent),
    // What is gone stays gone, and only the caller could have made it again under its id. The
    // second time may find nothing (404), which says the same.
    ("delete_reservation", Idempotent),
    // Reads change nothing.
    ("get_by_number", Idempotent),
    ("get_operation", Idempotent),
    ("get_reservation", Idempotent),
    ("get_search_result", Idempotent),
    ("list_area_codes", Idempotent),
    ("list_available_countries", Idempotent),
    ("list_available_localities", Idempotent),
    ("list_offerings", Idempotent),
    ("list_phone_numbers", Idempotent),
    ("list_reservations", Idempotent),
    // Changes nothing, but each question about an operator is charged for.
    ("operator_information_search", NotIdempotent),
    // Costs money.
    ("purchase_phone_numbers", NotIdempotent),
    ("purchase_reservation", NotIdempotent),
    // Cannot be undone: by the second time the number may belong to a purchase made in between,
    // or to somebody else.
    ("release_phone_number", NotIdempotent),
    // Holds numbers, each time others, and a subscription may search only so often.
    ("search_available_phone_numbers", NotIdempotent),
    // Each time starts an operation of its own. One that is forgotten may end last, and undo a
    // newer change.
    ("update_capabilities", NotIdempotent),
];

/// Looks the operation up. One without a row counts as one that must not be repeated.
pub(crate) fn idempotency(operation_id: &str) -> Idempotency {
    let row = TABLE.iter().find(|(id, _)| *id == operation_id);
    row.map_or(NotIdempotent, |&(_, idempotency)| idempotency)
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use acs_core::Idempotency::{Idempotent, NotIdempotent};
    use acs_phone_numbers_generated::operations::OPERATIONS;

    use super::{TABLE, idempotency};

    #[test]
    fn every_operation_has_one_row_and_every_row_an_operation() {
        let operations: BTreeSet<_> = OPERATIONS.iter().map(|operation| operation.id).collect();
        let rows: BTreeSet<_> = TABLE.iter().map(|&(id, _)| id).collect();
        let missing: Vec<_> = operations.difference(&rows).collect();
        let superfluous: Vec<_> = rows.difference(&operations).collect();
        assert!(
            missing.is_empty() && superfluous.is_empty(),
            "operations without a row: {missing:?}; rows without an operation: {superfluous:?}"
        );
        assert!(
            TABLE.is_sorted_by(|(one, _), (next, _)| one < next),
            "not sorted, or a row twice"
        );
    }

    #[test]
    fn every_get_may_be_sent_again() {
        for operation in OPERATIONS
            .iter()
            .filter(|operation| operation.method == "GET")
        {
            assert_eq!(idempotency(operation.id), Idempotent, "{}", operation.id);
        }
    }

    #[test]
    fn what_costs_or_loses_something_is_not_repeated() {
        let mut rows: Vec<_> = TABLE
            .iter()
            .filter(|(_, idempotency)| *idempotency == NotIdempotent)
            .collect();
        rows.sort_by_key(|(id, _)| *id);
        let ids: Vec<_> = rows.into_iter().map(|(id, _)| *id).collect();
        assert_eq!(
            ids,
            [
                "operator_information_search",
                "purchase_phone_numbers",
                "purchase_reservation",
                "release_phone_number",
                "search_available_phone_numbers",
                "update_capabilities",
            ]
        );
        assert_eq!(idempotency("added_later"), NotIdempotent);
    }
}
