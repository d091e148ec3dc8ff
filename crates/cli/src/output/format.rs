//! Forms of output.

use clap::ValueEnum;

/// Form of the data on standard output.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub(crate) enum Format {
    /// Columns for people.
    Table,
    /// One JSON document.
    Json,
    /// One JSON object a line.
    Jsonl,
    /// Comma-separated values with a header.
    Csv,
    /// Tab-separated values without a header.
    Tsv,
    /// One YAML document.
    Yaml,
}

impl Format {
    /// Returns true if errors are JSON, too.
    pub(crate) fn has_json_errors(self) -> bool {
        matches!(self, Self::Json | Self::Jsonl)
    }
}
