//! Why two documents could not be compared.

use std::path::PathBuf;

/// Bad input. Each variant names the file, and the place in it where there is one.
#[derive(Debug, thiserror::Error)]
pub(crate) enum SpecDiffError {
    /// The file is missing or unreadable.
    #[error("cannot read {}: {source}", path.display())]
    Read {
        /// The file.
        path: PathBuf,
        /// What the operating system says.
        source: std::io::Error,
    },
    /// The file is not JSON; the cause tells line and column.
    #[error("{} is not JSON: {source}", path.display())]
    Json {
        /// The file.
        path: PathBuf,
        /// What the parser says.
        source: serde_json::Error,
    },
    /// The file is JSON but not of the format that its role asks for.
    #[error("{} is not {expected}: {found}", path.display())]
    Format {
        /// The file.
        path: PathBuf,
        /// The format asked for.
        expected: &'static str,
        /// What the file says instead.
        found: String,
    },
    /// A `$ref` that leads nowhere.
    #[error("{}#{pointer}: cannot follow `{reference}`: {reason}", path.display())]
    Reference {
        /// The file that holds the reference.
        path: PathBuf,
        /// Where in the file.
        pointer: String,
        /// The reference as written.
        reference: String,
        /// What is wrong with it.
        reason: String,
    },
    /// A part of the document has the wrong JSON type or is missing.
    #[error("{}#{pointer}: expected {expected}", path.display())]
    Shape {
        /// The file.
        path: PathBuf,
        /// Where in the file.
        pointer: String,
        /// What should be there.
        expected: &'static str,
    },
    /// A schema keyword that cannot be compared, and that may not be passed over in silence.
    #[error("{}#{pointer}: `{keyword}` cannot be compared with Swagger 2.0", path.display())]
    Unsupported {
        /// The file.
        path: PathBuf,
        /// Where in the file.
        pointer: String,
        /// The keyword.
        keyword: &'static str,
    },
}
