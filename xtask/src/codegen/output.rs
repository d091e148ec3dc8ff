//! What is changed in progenitor's output, one named change a file.
//!
//! As with the documents, each change has a name, a reason and a test of its own.

use serde_json::Value;

mod doc_lines;
mod document_order;
mod finished_url;
mod no_leftovers;
mod no_own_transport;
mod no_version_header;
mod option_of_box;
mod plain_names;
mod redacted_debug;
mod syntax;

pub(crate) use syntax::module_items;

/// One change to the generated Rust.
pub(crate) struct Change {
    /// The name by which the documentation speaks of it.
    pub(crate) name: &'static str,
    /// Why it is needed.
    pub(crate) reason: &'static str,
    /// The change itself; it may look up the document.
    pub(crate) apply: fn(&mut syn::File, &Value),
}

macro_rules! registry {
    ($($module:ident),* $(,)?) => {
        &[$(Change {
            name: $module::NAME,
            reason: $module::REASON,
            apply: $module::apply,
        }),*]
    };
}

/// All changes, in the order in which they are made.
pub(crate) const ALL: &[Change] = registry![
    no_leftovers,
    no_own_transport,
    no_version_header,
    finished_url,
    plain_names,
    option_of_box,
    document_order,
    redacted_debug,
    doc_lines,
];

/// Makes every change.
pub(crate) fn apply_all(file: &mut syn::File, document: &Value) {
    for change in ALL {
        (change.apply)(file, document);
    }
}
