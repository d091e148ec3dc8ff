//! Texts as they may be printed.

use std::fmt;

use super::redact;

/// A text of the service's or the caller's as it may be printed: with its phone numbers hidden.
///
/// For the crates of this workspace.
#[derive(Clone, Copy)]
pub struct Shown<'t>(pub &'t str);

impl fmt::Display for Shown<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(&redact(self.0))
    }
}

impl fmt::Debug for Shown<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Debug::fmt(&*redact(self.0), f)
    }
}

/// Gives a struct the `Debug` that would be derived, with the numbers hidden in each field that is
/// marked as `text` or `optional_text`.
///
/// For the crates of this workspace.
#[doc(hidden)]
#[macro_export]
macro_rules! debug_without_numbers {
    ($name:ident { $($field:ident $(: $kind:ident)?),* $(,)? }) => {
        impl ::std::fmt::Debug for $name {
            fn fmt(&self, f: &mut ::std::fmt::Formatter<'_>) -> ::std::fmt::Result {
                // Taken apart, so that a field that is added cannot be forgotten here.
                let Self { $($field),* } = self;
                f.debug_struct(stringify!($name))
                    $(.field(
                        stringify!($field), &$crate::debug_without_numbers!(@ $field $($kind)?)
                    ))*
                    .finish()
            }
        }
    };
    (@ $field:ident) => { $field };
    (@ $field:ident text) => { $crate::Shown($field) };
    (@ $field:ident optional_text) => { $field.as_deref().map($crate::Shown) };
}
