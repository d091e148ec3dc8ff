//! Which operations may be sent again.

use acs_core::Resend::{self, Always, IfNotArrived};

/// Whether each operation may be sent again when it is not known what became of it, with the
/// reason. The order is that of the generated table.
const TABLE: &[(&str, Resend)] = &[
    // Shows what is on offer and holds none of it, although it is a POST.
    ("browse_available_numbers", Always),
    // Cancelling what was cancelled is no different from cancelling it.
    ("cancel_operation", Always),
    // A merge patch under an id that the caller chose. Adding a number that is there, or removing
    // one that is not, changes nothing; the second time merely renews the time a little later.
    // Nothing is bought.
    ("create_or_update_reservation", Always),
    // What is gone stays gone, and only the caller could have made it anew under its id. The
    // second time may find nothing (404), which says the same.
    ("delete_reservation", Always),
    // Reads change nothing.
    ("get_by_number", Always),
    ("get_operation", Always),
    ("get_reservation", Always),
    ("get_search_result", Always),
    ("list_area_codes", Always),
    ("list_available_countries", Always),
    ("list_available_localities", Always),
    ("list_offerings", Always),
    ("list_phone_numbers", Always),
    ("list_reservations", Always),
    // Changes nothing, but each question about an operator is charged for.
    ("operator_information_search", IfNotArrived),
    // Costs money.
    ("purchase_phone_numbers", IfNotArrived),
    ("purchase_reservation", IfNotArrived),
    // Cannot be undone: by the second time the number may belong to a purchase made in between,
    // or to somebody else.
    ("release_phone_number", IfNotArrived),
    // Holds numbers, each time others, and a subscription may search only so often.
    ("search_available_phone_numbers", IfNotArrived),
    // A merge patch that sets values: twice is as good as once.
    ("update_capabilities", Always),
];

/// Looks the operation up. One without a row counts as one that must not be repeated.
pub(crate) fn resend(operation_id: &str) -> Resend {
    let row = TABLE.iter().find(|(id, _)| *id == operation_id);
    row.map_or(IfNotArrived, |&(_, resend)| resend)
}

#[cfg(test)]
mod tests {
    use acs_core::Resend::{Always, IfNotArrived};
    use acs_phone_numbers_generated::operations::OPERATIONS;

    use super::{TABLE, resend};

    #[test]
    fn every_operation_has_one_row_and_every_row_an_operation() {
        let operations: Vec<_> = OPERATIONS.iter().map(|operation| operation.id).collect();
        let rows: Vec<_> = TABLE.iter().map(|&(id, _)| id).collect();
        assert_eq!(rows, operations);
    }

    #[test]
    fn every_get_may_be_sent_again() {
        for operation in OPERATIONS
            .iter()
            .filter(|operation| operation.method == "GET")
        {
            assert_eq!(resend(operation.id), Always, "{}", operation.id);
        }
    }

    #[test]
    fn what_costs_or_loses_something_is_not_repeated() {
        let mut rows: Vec<_> = TABLE
            .iter()
            .filter(|(_, resend)| *resend == IfNotArrived)
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
            ]
        );
        assert_eq!(resend("added_later"), IfNotArrived);
    }
}
