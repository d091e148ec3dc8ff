//! From a published Swagger 2.0 document to ours.
//!
//! The structure is the published one's, but for the deviations that are written down beside our
//! document. The prose is ours: what our document has is kept, by its place, and what is still to
//! be written is marked.

mod carry;
mod deviations;
mod place;
#[cfg(test)]
mod tests;

use std::{fs, io, path::Path};

use serde_json::Value;
use thiserror::Error;

use crate::{
    prose::{MARK, places_of},
    published::{self, DocumentError, Files},
};

pub(crate) use deviations::{Deviation, DeviationError};

/// The error of a document that cannot be imported.
#[derive(Debug, Error)]
pub(crate) enum ImportError {
    #[error(transparent)]
    Document(#[from] DocumentError),
    #[error(transparent)]
    Deviation(#[from] DeviationError),
    #[error("cannot write {path}: {source}")]
    Write { path: String, source: io::Error },
}

/// A document as ours should be, apart from prose, with how it came to be so.
pub(crate) struct Structure {
    pub(crate) document: Value,
    pub(crate) left_out: Vec<String>,
    pub(crate) deviations: Vec<Deviation>,
}

/// Reads the published document and applies the deviations that are written down for ours.
pub(crate) fn structure(upstream: &Path, spec: &Path) -> Result<Structure, ImportError> {
    let published::Published {
        mut document,
        left_out,
    } = published::read(upstream)?;
    let deviations = deviations::read(spec)?;
    deviations::apply(&deviations, &mut document)?;
    Ok(Structure {
        document,
        left_out,
        deviations,
    })
}

/// Makes the document at `spec` of the published one at `upstream`. Says what is left to do.
pub(crate) fn run(upstream: &Path, spec: &Path) -> Result<String, ImportError> {
    let Structure {
        mut document,
        left_out: mut lines,
        deviations,
    } = structure(upstream, spec)?;
    let reasons = deviations.into_iter().map(|it| it.reason);
    lines.extend(reasons.map(|reason| format!("deviation: {reason}")));
    if spec.exists() {
        let ours = Files::default().open(spec)?;
        ours.require_format("openapi", "3.0", "OpenAPI 3.0")?;
        carry::prose(&mut document, ours.value());
        lines.extend(mentions_of_before(&document, ours.value()));
    }
    let wanted = places_of(MARK, &document);
    lines.extend(
        wanted
            .iter()
            .map(|place| format!("write prose for {place}")),
    );
    let name = spec.display().to_string();
    lines.push(format!(
        "wrote {name}; places that want prose: {}\n",
        wanted.len()
    ));
    fs::write(spec, format!("{document:#}\n"))
        .map_err(|source| ImportError::Write { path: name, source })?;
    Ok(lines.join("\n"))
}

/// Lists the places whose prose still speaks of the version before.
fn mentions_of_before(document: &Value, ours: &Value) -> Vec<String> {
    let version = |document: &Value| document.pointer("/info/version").cloned();
    match version(ours) {
        Some(Value::String(before)) if version(document) != version(ours) => {
            let places = places_of(&before, document).into_iter();
            places
                .map(|place| format!("{place} still speaks of {before}"))
                .collect()
        }
        _ => Vec::new(),
    }
}
