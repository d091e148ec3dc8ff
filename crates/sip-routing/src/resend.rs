//! Which operations may be sent again.

use acs_core::Resend;

/// Whether each operation may be sent again when it is not known what became of it.
const TABLE: &[(&str, Resend)] = &[
    // A read changes nothing.
    ("get", Resend::Always),
    // Trying routes out changes nothing.
    #[cfg(feature = "preview")]
    ("test_routes_with_number", Resend::Always),
    // A merge patch sets values: a trunk gets a port or goes, and the list of routes is replaced
    // whole. A second time therefore leaves what the first one left, and deleting a trunk that is
    // gone is no error. The service takes a patch entirely or not at all, so nothing is left
    // half done, and nothing is bought or given up.
    //
    // What somebody else changes between the two times is overwritten where it is the same trunk
    // or the routes. The interface has no condition on a version, so a single request that is
    // merely slow does the same: the last to write wins, sent again or not.
    ("update", Resend::Always),
];

/// Looks the operation up. One without a row counts as one that must not be repeated.
pub(crate) fn resend(operation_id: &str) -> Resend {
    let row = TABLE.iter().find(|(id, _)| *id == operation_id);
    row.map_or(Resend::IfNotArrived, |&(_, resend)| resend)
}

#[cfg(test)]
mod tests {
    use acs_core::Resend;
    #[cfg(not(feature = "preview"))]
    use acs_sip_routing_generated::operations::OPERATIONS;
    #[cfg(feature = "preview")]
    use acs_sip_routing_preview_generated::operations::OPERATIONS;

    use super::{TABLE, resend};

    #[test]
    fn every_operation_has_one_row_and_every_row_an_operation() {
        let operations: Vec<_> = OPERATIONS.iter().map(|operation| operation.id).collect();
        let rows: Vec<_> = TABLE.iter().map(|&(id, _)| id).collect();
        assert_eq!(rows, operations);
    }

    #[test]
    fn reads_and_changes_may_be_sent_again_and_nothing_else() {
        assert_eq!(resend("get"), Resend::Always);
        assert_eq!(resend("update"), Resend::Always);
        assert_eq!(resend("added_later"), Resend::IfNotArrived);
    }
}
