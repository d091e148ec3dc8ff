//! What the text values have in common: a length to keep.

use acs_core::InvalidValue;

/// Refuses `text` unless it has `min` to `max` characters.
///
/// A character is a Unicode code point, which is how the published document counts.
pub(crate) fn check_length(
    field: &'static str,
    text: &str,
    min: usize,
    max: usize,
) -> Result<(), InvalidValue> {
    let fault = match text.chars().count() {
        length if (min..=max).contains(&length) => return Ok(()),
        0 => "is empty".to_owned(),
        length => format!("has {length} characters"),
    };
    Err(InvalidValue::new(field, fault).limit(format!("use {min} to {max} characters")))
}
