//! Places where our document says something else than the published one, with the reason.
//!
//! They stand in `NAME.deviations.json` beside `NAME.openapi.json`: a list of reasons, each with
//! the operations of a JSON Patch (RFC 6902) on what is imported.

use std::{
    fs, io,
    path::{Path, PathBuf},
};

use serde_json::Value;
use thiserror::Error;

/// One thing that we say otherwise.
pub(crate) struct Deviation {
    pub(crate) reason: String,
    changes: json_patch::Patch,
}

/// The error of deviations that cannot be read or applied.
#[derive(Debug, Error)]
pub(crate) enum DeviationError {
    #[error("cannot read {path}: {source}")]
    Read { path: String, source: io::Error },
    #[error(
        "{path}: expected a list of objects with `reason` and `changes`, a JSON Patch: {problem}"
    )]
    Shape { path: String, problem: String },
    #[error("the deviation \"{reason}\" does not fit the published document any more: {source}")]
    Stale {
        reason: String,
        source: json_patch::PatchError,
    },
}

/// The deviations that are written down beside the document at `spec`; none if there is no file.
pub(super) fn read(spec: &Path) -> Result<Vec<Deviation>, DeviationError> {
    let path = beside(spec);
    let text = match fs::read_to_string(&path) {
        Ok(text) => text,
        Err(error) if error.kind() == io::ErrorKind::NotFound => return Ok(Vec::new()),
        Err(source) => {
            return Err(DeviationError::Read {
                path: path.display().to_string(),
                source,
            });
        }
    };
    parse(&text).map_err(|problem| DeviationError::Shape {
        path: path.display().to_string(),
        problem,
    })
}

fn beside(spec: &Path) -> PathBuf {
    let name = spec.file_name().unwrap_or_default().to_string_lossy();
    let name = name.strip_suffix(".json").unwrap_or(&name);
    let name = name.strip_suffix(".openapi").unwrap_or(name);
    spec.with_file_name(format!("{name}.deviations.json"))
}

fn parse(text: &str) -> Result<Vec<Deviation>, String> {
    let stated: Vec<Value> = serde_json::from_str(text).map_err(|error| error.to_string())?;
    stated.into_iter().map(parse_one).collect()
}

fn parse_one(mut stated: Value) -> Result<Deviation, String> {
    let changes = serde_json::from_value(stated["changes"].take());
    match stated["reason"].as_str() {
        Some(reason) if !reason.is_empty() => Ok(Deviation {
            reason: reason.to_owned(),
            changes: changes.map_err(|error| error.to_string())?,
        }),
        _ => Err("a deviation without a reason".to_owned()),
    }
}

/// Applies them one after the other.
pub(super) fn apply(deviations: &[Deviation], document: &mut Value) -> Result<(), DeviationError> {
    for Deviation { reason, changes } in deviations {
        json_patch::patch(document, changes).map_err(|source| DeviationError::Stale {
            reason: reason.clone(),
            source,
        })?;
    }
    Ok(())
}
