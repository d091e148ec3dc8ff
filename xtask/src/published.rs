//! A published Swagger 2.0 document, said in `OpenAPI` 3.0.3.
//!
//! Structure, names, values, formats and limits are taken over. Sentences are not: the mark of
//! [`crate::prose`] stands where one of our own is wanted. A keyword without a place in the result
//! is an error, or one of the few that are left out for a reason and listed with their place.

mod error;
mod keywords;
mod names;
mod node;
mod operations;
mod parameters;
mod root;
mod schemas;
#[cfg(test)]
mod tests;

use std::path::Path;

use serde_json::Value;

pub(crate) use error::DocumentError;
pub(crate) use node::{Files, Node, Result};

use names::Names;

/// A published document in the form of ours.
pub(crate) struct Published {
    /// The same in `OpenAPI` 3.0.3, with marks for prose.
    pub(crate) document: Value,
    /// The rest, with the place and the reason.
    pub(crate) left_out: Vec<String>,
}

/// Reads the Swagger 2.0 document at `path`, and the files that it refers to.
pub(crate) fn read(path: &Path) -> Result<Published> {
    let files = Files::default();
    let root = files.open(path)?;
    root.require_format("swagger", "2.0", "Swagger 2.0")?;
    let mut reader = Reader {
        files: &files,
        root,
        schemas: Names::default(),
        parameters: Names::default(),
        written_out: Vec::new(),
        left_out: Vec::new(),
    };
    let document = reader.document()?;
    Ok(Published {
        document,
        left_out: reader.left_out,
    })
}

/// A document that is being read.
struct Reader<'f> {
    files: &'f Files,
    root: Node,
    /// The definitions that have a name in the result.
    schemas: Names,
    /// The parameters that have a name in the result.
    parameters: Names,
    /// The definitions inside which the reader is, of those that are written out where they are used.
    written_out: Vec<node::Location>,
    left_out: Vec<String>,
}
