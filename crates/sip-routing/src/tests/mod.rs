//! Promises of the crate as a whole.

mod field_survival;
