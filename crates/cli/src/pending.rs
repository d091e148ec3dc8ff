//! Mentioning what is pending.

use crate::{attempt::pending, globals::Globals};

/// Says what is pending, if anything is. That it cannot be found out is no reason to fail.
pub(crate) fn mention(globals: &Globals) {
    let Ok(entries) = pending() else { return };
    let text = match entries.as_slice() {
        [] => return,
        [one] => format!("Pending: {} {} ({}).", one.kind(), one.id(), one.state()),
        many => format!("Pending: {} operations.", many.len()),
    };
    globals.note(&format!(
        "{text} `acs operations resume --all` finds out what became of it."
    ));
}
