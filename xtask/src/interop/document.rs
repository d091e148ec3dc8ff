//! Our documents for tools that take them at their word.
//!
//! They keep the types of the published ones, and say in a description where the service does
//! otherwise. The merge patch beside each says the same to those who read no descriptions.

use std::{fs, path::Path};

use serde_json::Value;

use super::Result;

/// The document of this name as the service keeps to it.
pub(super) fn as_kept(specs: &Path, name: &str) -> Result<String> {
    let read = |kind| -> Result<Value> {
        let text = fs::read_to_string(specs.join(format!("{name}.{kind}.json")))?;
        Ok(serde_json::from_str(&text)?)
    };
    let mut document = read("openapi")?;
    json_patch::merge(&mut document, &read("merge-patch")?);
    Ok(serde_json::to_string_pretty(&document)?)
}
