//! From the documents to the generated crates.
//!
//! document → refusals → transforms → progenitor → changes to its output → files → rustfmt. The
//! same document gives the same bytes.

use std::{collections::BTreeMap, fs, io, path::Path};

use thiserror::Error;

pub(crate) mod document;
mod drift;
mod layout;
#[cfg(test)]
mod mutations;
mod open_enum;
mod operation;
mod output;
mod progenitor;
mod reading;
mod refusal;
mod render;
#[cfg(test)]
mod surface;
mod target;
#[cfg(test)]
mod testing;
#[cfg(test)]
mod tests;
mod transforms;

use drift::Drift;
use operation::Operation;
use refusal::Refusal;
use target::Target;

/// Options of `cargo xtask codegen`.
#[derive(clap::Args)]
pub(crate) struct Options {
    /// Write nothing; show how the files differ from what would be generated, and fail if they do.
    #[arg(long)]
    check: bool,
    /// Do nothing but say what is changed between document and crate, and why.
    #[arg(long)]
    explain: bool,
    /// Only this crate.
    #[arg(long, value_name = "NAME", value_parser = target::ALL.map(|target| target.name))]
    only: Option<String>,
}

/// Reason for which the crates could not be generated, or are not what they should be.
#[derive(Debug, Error)]
pub(crate) enum CodegenError {
    /// The document holds what would be lost or break the generator; a line each.
    #[error("{}", lines(document, refusals))]
    Refused {
        document: &'static str,
        refusals: Vec<Refusal>,
    },
    /// The generator itself fell over.
    #[error("{document}: {what}")]
    Generator {
        document: &'static str,
        what: String,
    },
    /// A file could not be read, written or removed.
    #[error("{path}: {source}")]
    File { path: String, source: io::Error },
    /// `--check` found differences.
    #[error("{0}\nthe generated crates are not up to date: run `cargo xtask codegen`")]
    Drifted(String),
}

/// The text of each generated file, by path from the crate's `src`.
type Sources = BTreeMap<String, String>;

/// Generates, or checks, the crates of the workspace at `root`. Says what it did.
pub(crate) fn run(root: &Path, options: &Options) -> Result<String, CodegenError> {
    if options.explain {
        return Ok(explanation());
    }
    let wanted = |target: &&Target| {
        options
            .only
            .as_ref()
            .is_none_or(|name| *name == target.name)
    };
    let mut drifts = Vec::new();
    for target in target::ALL.iter().filter(wanted) {
        let path = root.join(target.document);
        let text = fs::read_to_string(&path).map_err(|source| file_error(&path, source))?;
        let sources = generate(target, &text)?;
        drifts.extend(drift::find(&root.join(target.directory), &sources)?);
    }
    if options.check && !drifts.is_empty() {
        return Err(CodegenError::Drifted(
            drifts.iter().map(|drift| drift.diff(root)).collect(),
        ));
    }
    drifts.iter().try_for_each(Drift::settle)?;
    Ok(drifts.iter().map(|drift| drift.describe(root)).collect())
}

/// Everything that `target` consists of, made from the text of its document.
fn generate(target: &Target, text: &str) -> Result<Sources, CodegenError> {
    let document = target.document;
    let fail = |what| CodegenError::Generator { document, what };
    let lines = render::origin(document, text);
    tokens(target, text)?
        .into_iter()
        .map(|(path, file)| {
            let header = lines.of(&path);
            Ok((path, render::format(&header, file).map_err(fail)?))
        })
        .collect()
}

/// The same before it is written down.
fn tokens(target: &Target, text: &str) -> Result<layout::Files, CodegenError> {
    let document = target.document;
    let fail = |what| CodegenError::Generator { document, what };
    let refuse = |refusals| CodegenError::Refused { document, refusals };
    let original = reading::read(text).map_err(|refusal| refuse(vec![refusal]))?;

    let refusals = refusal::all(&original, target.crates);
    if !refusals.is_empty() {
        return Err(refuse(refusals));
    }

    let operations = Operation::all(&original);
    let mut bent = original;
    transforms::apply_all(&mut bent);
    let mut file = progenitor::generate(&bent).map_err(fail)?;
    output::apply_all(&mut file, &bent).map_err(fail)?;
    layout::cut(file, &bent, &operations, target).map_err(fail)
}

/// Every transform and every change, a line each.
fn explanation() -> String {
    let transforms = transforms::ALL
        .iter()
        .map(|transform| (transform.name, transform.reason));
    let changes = output::ALL
        .iter()
        .map(|change| (change.name, change.reason));
    let line = |(name, reason)| format!("{name}: {reason}\n");
    let transforms: String = transforms.map(line).collect();
    let changes: String = changes.map(line).collect();
    format!("In the document, before progenitor:\n{transforms}\nIn its output:\n{changes}")
}

fn file_error(path: &Path, source: io::Error) -> CodegenError {
    CodegenError::File {
        path: path.display().to_string(),
        source,
    }
}

fn lines(document: &str, refusals: &[Refusal]) -> String {
    let lines: Vec<_> = refusals
        .iter()
        .map(|refusal| format!("{document}: {refusal}"))
        .collect();
    lines.join("\n")
}
