//! Names of the document that become names in Rust.

use super::{At, Walk};

/// Types and traits that the generated files name without a path, for example in `Option<String>`.
pub(super) const TYPES: [&str; 6] = ["Box", "From", "Option", "Result", "String", "Vec"];

/// Functions of the client that are no calls.
pub(super) const CALLS: [&str; 4] = ["clone", "fmt", "new", "new_with_client"];

/// Constants of the table that are no operations.
pub(super) const CONSTANTS: [&str; 2] = ["API_VERSION", "OPERATIONS"];

/// True of a name that can be written as it is in Rust. Letters of other alphabets could, but the
/// generators and a reader's keyboard disagree about them.
pub(super) fn is_identifier(name: &str) -> bool {
    name.is_ascii() && syn::parse_str::<syn::Ident>(name).is_ok()
}

/// The name of a schema or an enum, and that of its type.
pub(super) fn check_type(walk: &mut Walk<'_>, at: &At, name: &str, called: &str) {
    if !is_plain(name, &[' ', '_', '-', '.']) || !is_identifier(called) {
        walk.refuse(at, format!("`{name}` gives no name for a type"));
    } else if TYPES.contains(&called) {
        walk.refuse(at, "the generated files use this name for something else");
    }
}

/// True of a name of ASCII letters and digits, with `signs` between words, so that every way of
/// writing it in Rust can be told from it.
pub(super) fn is_plain(name: &str, signs: &[char]) -> bool {
    name.chars()
        .all(|c| c.is_ascii_alphanumeric() || signs.contains(&c))
        && name.starts_with(|c: char| c.is_ascii_alphabetic())
}
