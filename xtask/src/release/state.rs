//! The part of a release that was done already.

use std::{collections::BTreeSet, fs, path::PathBuf};

use serde::{Deserialize, Serialize};

use crate::steps::Result;

/// The parts that were done, in a file of the target folder.
#[derive(Debug)]
pub(super) struct State {
    file: PathBuf,
    kept: Kept,
}

#[derive(Debug, Default, Serialize, Deserialize)]
struct Kept {
    /// The commit for which it was done. For another one, nothing is.
    commit: String,
    done: BTreeSet<String>,
}

impl State {
    /// Reads what was done for this commit, or begins again.
    pub(super) fn of(file: PathBuf, commit: &str, restart: bool) -> Result<Self> {
        let kept = match fs::read_to_string(&file) {
            Ok(text) if !restart => serde_json::from_str(&text)
                .map_err(|error| format!("{}: {error}; --restart begins again", file.display()))?,
            _ => Kept::default(),
        };
        let kept = if kept.commit == commit {
            kept
        } else {
            Kept {
                commit: commit.to_owned(),
                done: BTreeSet::new(),
            }
        };
        Ok(Self { file, kept })
    }

    pub(super) fn is_done(&self, part: &str) -> bool {
        self.kept.done.contains(part)
    }

    pub(super) fn mark_done(&mut self, part: &str) -> Result<()> {
        self.kept.done.insert(part.to_owned());
        Ok(fs::write(
            &self.file,
            serde_json::to_string_pretty(&self.kept)?,
        )?)
    }
}

#[cfg(test)]
mod tests {
    use super::State;

    #[test]
    fn what_was_done_is_done_until_the_commit_changes_or_a_restart() {
        let folder = tempfile::tempdir().unwrap();
        let state =
            |commit, restart| State::of(folder.path().join("state.json"), commit, restart).unwrap();
        state("one", false).mark_done("sbom").unwrap();
        assert!(state("one", false).is_done("sbom"));
        assert!(!state("one", false).is_done("publish acs-core"));
        assert!(!state("two", false).is_done("sbom"));
        assert!(!state("one", true).is_done("sbom"));
    }

    #[test]
    fn a_file_that_makes_no_sense_is_named() {
        let folder = tempfile::tempdir().unwrap();
        let file = folder.path().join("state.json");
        std::fs::write(&file, "{").unwrap();
        let error = State::of(file, "one", false).unwrap_err().to_string();
        assert!(
            error.contains("state.json") && error.contains("--restart"),
            "{error}"
        );
    }
}
