//! Changes of progenitor's output, one named change a file.
//!
//! As with the documents, each change has a name, a reason and a test of its own.

use serde_json::Value;

mod deprecated;
mod doc_lines;
mod document_order;
mod named_arguments;
mod native_calls;
mod native_client;
mod no_leftovers;
mod option_of_box;
mod patch_nulls;
mod plain_names;
mod redacted_debug;
mod syntax;
mod tolerant_answers;

pub(crate) use syntax::module_items;

/// One change to the generated Rust.
pub(crate) struct Change {
    /// The name by which the documentation speaks of it.
    pub(crate) name: &'static str,
    /// Reason for it.
    pub(crate) reason: &'static str,
    /// The change itself; it may look up the document.
    pub(crate) apply: fn(&mut syn::File, &Value) -> Result<(), String>,
}

/// Result of a change. Most can always be made.
trait Outcome {
    fn into_result(self) -> Result<(), String>;
}

impl Outcome for () {
    fn into_result(self) -> Result<(), String> {
        Ok(())
    }
}

impl Outcome for Result<(), String> {
    fn into_result(self) -> Result<(), String> {
        self
    }
}

macro_rules! registry {
    ($($module:ident),* $(,)?) => {
        &[$(Change {
            name: $module::NAME,
            reason: $module::REASON,
            apply: |file, document| $module::apply(file, document).into_result(),
        }),*]
    };
}

/// All changes, in the order in which they are made.
pub(crate) const ALL: &[Change] = registry![
    no_leftovers,
    native_client,
    native_calls,
    named_arguments,
    plain_names,
    option_of_box,
    tolerant_answers,
    patch_nulls,
    document_order,
    redacted_debug,
    deprecated,
    doc_lines,
];

/// Makes every change.
///
/// # Errors
/// When progenitor's output is not what a change expects.
pub(crate) fn apply_all(file: &mut syn::File, document: &Value) -> Result<(), String> {
    let mut changes = ALL.iter();
    changes.try_for_each(|change| {
        (change.apply)(file, document).map_err(|what| format!("{}: {what}", change.name))
    })
}
