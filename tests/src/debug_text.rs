//! `Debug` output as a reviewer reads it.

use std::fmt::Debug;

/// The pretty `Debug` output of a value, with a wrapper around a single line on that line:
/// `Some(Reserved)`.
pub(crate) fn debug_text(value: &impl Debug) -> String {
    let mut lines: Vec<String> = Vec::new();
    for line in format!("{value:#?}").lines() {
        lines.push(line.to_owned());
        while let Some(joined) = joined(&lines) {
            lines.truncate(lines.len() - 3);
            lines.push(joined);
        }
    }
    lines.join("\n")
}

/// The last three lines as one, where they are a wrapper, its content and its end.
fn joined(lines: &[String]) -> Option<String> {
    let [.., wrapper, content, end] = lines else {
        return None;
    };
    let is_wrapper = wrapper.ends_with('(') && matches!(end.trim_start(), ")" | "),");
    let content = content.trim_start().strip_suffix(',')?;
    is_wrapper.then(|| format!("{wrapper}{content}{}", end.trim_start()))
}
