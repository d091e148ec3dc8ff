//! What goes over the wire, written down: for every operation a representative request as the
//! clients send it, and what they make of a representative answer and of an error. A change of any
//! of it shows up as a change of a file in `snapshots`, which is there to be read.
//!
//! After a change that is meant, `INSTA_UPDATE=always cargo test -p acs-tests --test wire` writes
//! the files anew.

mod catalogue;
mod coverage;
mod enums;
mod helpers;
mod later;
mod operations;
mod owned;
mod purchase;
mod reservations;
mod search;
mod sip;
mod sip_preview;

use std::sync::Arc;

use acs_tests::{Outcome, Script};

/// Makes a test of each exchange, which compares it with the snapshot of the same name.
macro_rules! snapshots {
    ($list:ident, $suffix:expr; $($module:ident: $($operation:ident),+;)+) => {
        /// The operations that have such a snapshot.
        pub(crate) const $list: &[&str] = &[$($(stringify!($operation)),+),+];

        $($(
            #[tokio::test]
            async fn $operation() -> Outcome {
                let script = crate::$module::$operation().await?;
                crate::compare(stringify!($operation), $suffix, script)
            }
        )+)+
    };
}

/// The exchanges of every operation. The operations of direct routing have `sip_` before their
/// names, those of its preview `sip_preview_`.
mod representative {
    use acs_tests::Outcome;

    snapshots! { COVERED, None;
        catalogue: list_area_codes, list_available_countries, list_available_localities, list_offerings;
        operations: cancel_operation, get_operation, operator_information_search;
        owned: get_by_number, list_phone_numbers, release_phone_number, update_capabilities;
        purchase: purchase_phone_numbers, purchase_reservation;
        reservations: create_or_update_reservation, delete_reservation, get_reservation, list_reservations;
        search: browse_available_numbers, get_search_result, search_available_phone_numbers;
        sip: sip_get, sip_update;
        sip_preview: sip_preview_get, sip_preview_test_routes_with_number, sip_preview_update;
    }
}

/// Answers that a later version of the service might give: values that are not known yet, fields
/// that are not known yet, and null for whatever may be missing.
mod later_version {
    use acs_tests::Outcome;

    snapshots! { COVERED, Some("later_version");
        later: browse_available_numbers, create_or_update_reservation, get_by_number, get_operation,
            get_search_result, list_available_localities, list_offerings, list_phone_numbers,
            list_reservations, operator_information_search, sip_get, sip_preview_get;
    }
}

/// Compares an exchange with its snapshot.
fn compare(name: &str, suffix: Option<&str>, script: Arc<Script>) -> Outcome {
    compare_text(name, suffix, &script.into_text()?);
    Ok(())
}

fn compare_text(name: &str, suffix: Option<&str>, text: &str) {
    let mut settings = insta::Settings::clone_current();
    settings.set_prepend_module_to_snapshot(false);
    settings.set_omit_expression(true);
    if let Some(suffix) = suffix {
        settings.set_snapshot_suffix(suffix);
    }
    settings.bind(|| insta::assert_snapshot!(name, text));
}
