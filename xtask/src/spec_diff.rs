//! What a newer Swagger 2.0 document of the service has that our `OpenAPI` 3.0 document has not.
//!
//! Operations are matched by method and path and compared by what goes over the wire; prose and
//! examples are ignored. Everything is told as a change from our document to the upstream one, so
//! that the report reads as a list of work. What is shared is reported once, under its own name,
//! and not once for each operation that uses it: schemas, parameters and enums.

mod compare_operations;
mod compare_schemas;
mod error;
mod node;
mod openapi;
mod operation;
mod report;
mod schema;
mod swagger;
#[cfg(test)]
mod tests;

use std::path::Path;

pub(crate) use error::SpecDiffError;
pub(crate) use report::Report;

use compare_operations::Comparison;
use node::Documents;

/// Compares the Swagger 2.0 document at `upstream` with the `OpenAPI` 3.0 document at `spec`.
///
/// References are followed into other files, relative to the file they stand in.
pub(crate) fn run(upstream: &Path, spec: &Path) -> Result<Report, SpecDiffError> {
    let documents = Documents::default();
    let theirs = swagger::read(&documents, upstream)?;
    let ours = openapi::read(&documents, spec)?;
    Comparison::new(&documents).run(&theirs, &ours)
}
