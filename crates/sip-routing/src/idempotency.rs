//! Operations that may be sent again.

use acs_core::Idempotency;

/// The idempotency of each operation: it may be sent again when its outcome is not known, or not.
const TABLE: &[(&str, Idempotency)] = &[
    // A read changes nothing.
    ("get", Idempotency::Idempotent),
    // Trying routes out changes nothing.
    ("test_routes_with_number", Idempotency::Idempotent),
    // A merge patch sets values: a trunk gets a port or goes, and the list of routes is replaced
    // whole. A second time therefore leaves what the first one left, and deleting a trunk that is
    // gone is no error. The service takes a patch entirely or not at all, so nothing is left
    // half done, and nothing is bought or given up.
    //
    // What somebody else changes between the two times is overwritten where it is the same trunk
    // or the routes. The interface has no condition on a version, so a single request that is
    // merely slow does the same: the last to write wins, sent again or not.
    ("update", Idempotency::Idempotent),
];

/// Looks the operation up. One without a row counts as one that must not be repeated.
pub(crate) fn idempotency(operation_id: &str) -> Idempotency {
    let row = TABLE.iter().find(|(id, _)| *id == operation_id);
    row.map_or(Idempotency::NotIdempotent, |&(_, idempotency)| idempotency)
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use acs_core::Idempotency;
    use acs_sip_routing_preview_generated::operations::OPERATIONS;

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
    fn reads_and_changes_may_be_sent_again_and_nothing_else() {
        assert_eq!(idempotency("get"), Idempotency::Idempotent);
        assert_eq!(idempotency("update"), Idempotency::Idempotent);
        assert_eq!(idempotency("added_later"), Idempotency::NotIdempotent);
    }
}
