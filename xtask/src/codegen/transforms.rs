//! Transforms that bend a document before progenitor sees it, one named transform a file.
//!
//! The documents describe the service. Where progenitor 0.15.1 cannot take what they say, the
//! bending happens here, on a copy in memory, and never in the document.

use serde_json::Value;

mod accepted_without_body;
mod all_of_alone;
mod bare_operation_ids;
mod merge_patch_as_json;
mod merge_patch_deletes;
mod no_api_version;
mod no_limits;
mod nullable_collections;
mod only_successes;
mod open_enums;
mod optional_in_answers;
mod type_names;

pub(crate) use merge_patch_deletes::NULL_REMOVES;
pub(crate) use only_successes::apply as only_successes;

/// One change to a document.
pub(crate) struct Transform {
    /// The name by which the documentation speaks of it.
    pub(crate) name: &'static str,
    /// Reason for it.
    pub(crate) reason: &'static str,
    /// The change itself.
    pub(crate) apply: fn(&mut Value),
}

macro_rules! registry {
    ($($module:ident),* $(,)?) => {
        &[$(Transform {
            name: $module::NAME,
            reason: $module::REASON,
            apply: $module::apply,
        }),*]
    };
}

/// All transforms, in the order in which they run.
pub(crate) const ALL: &[Transform] = registry![
    type_names,
    bare_operation_ids,
    no_api_version,
    only_successes,
    accepted_without_body,
    merge_patch_deletes,
    merge_patch_as_json,
    no_limits,
    all_of_alone,
    optional_in_answers,
    nullable_collections,
    open_enums,
];

/// Applies every transform.
pub(crate) fn apply_all(document: &mut Value) {
    for transform in ALL {
        (transform.apply)(document);
    }
}
