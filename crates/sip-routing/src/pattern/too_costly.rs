//! Numbers that take too long to match.

use std::{error::Error, fmt};

/// Matching a number against a pattern took more steps than are allowed, so it is not known if
/// they match.
///
/// Only patterns with a backreference, or with lookaround or an atomic group in the midst of them,
/// can come to that; and of those only ones that try the same in a great many ways, such as
/// `^(?=(\d+)+$)`. All others are matched in time proportional to the number's length.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct TooCostly;

impl fmt::Display for TooCostly {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(
            "matching took more steps than are allowed; write the pattern so that it can fail \
             early, without repetitions inside repetitions",
        )
    }
}

impl Error for TooCostly {}
