//! Reasons for which a document cannot be read.

use std::path::PathBuf;

/// Bad input. Each variant names the file, and the place in it where there is one.
#[derive(Debug, thiserror::Error)]
pub(crate) enum DocumentError {
    /// The file is missing or unreadable.
    #[error("cannot read {}: {source}", path.display())]
    Read {
        path: PathBuf,
        source: std::io::Error,
    },
    /// The file is not JSON; the cause tells line and column.
    #[error("{} is not JSON: {source}", path.display())]
    Json {
        path: PathBuf,
        source: serde_json::Error,
    },
    /// The file is JSON but not of the format that its role asks for.
    #[error("{} is not {expected}: {found}", path.display())]
    Format {
        path: PathBuf,
        expected: &'static str,
        found: String,
    },
    /// A part of the document that cannot be taken, and why.
    #[error("{}#{pointer}: {problem}", path.display())]
    Place {
        path: PathBuf,
        pointer: String,
        problem: String,
    },
}
