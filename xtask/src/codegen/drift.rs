//! Differences between the files on disk and the generated ones.

use std::{
    collections::{BTreeMap, BTreeSet},
    fs,
    path::{Path, PathBuf},
};

use similar::TextDiff;

use super::{CodegenError, Sources, file_error};

/// One file that is missing, stale or different.
#[derive(Debug)]
pub(crate) struct Drift {
    path: PathBuf,
    on_disk: Option<String>,
    generated: Option<String>,
}

impl Drift {
    /// The difference as a unified diff, from what is on disk to what is generated.
    pub(crate) fn diff(&self, root: &Path) -> String {
        let name = self.name(root);
        let old = self.on_disk.as_deref().unwrap_or_default();
        let new = self.generated.as_deref().unwrap_or_default();
        if old == new {
            // A diff would show nothing of it, not even the name.
            let side = if self.generated.is_some() {
                "is missing"
            } else {
                "is not generated"
            };
            return format!("{name}: an empty file that {side}\n");
        }
        TextDiff::from_lines(old, new)
            .unified_diff()
            .header(&format!("a/{name}"), &format!("b/{name}"))
            .to_string()
    }

    /// Makes the disk agree.
    pub(crate) fn settle(&self) -> Result<(), CodegenError> {
        let done = match &self.generated {
            Some(text) => self
                .path
                .parent()
                .map_or(Ok(()), fs::create_dir_all)
                .and_then(|()| fs::write(&self.path, text)),
            None => fs::remove_file(&self.path),
        };
        done.map_err(|source| file_error(&self.path, source))
    }

    /// Describes the effect of `settle`, in a line.
    pub(crate) fn describe(&self, root: &Path) -> String {
        let verb = if self.generated.is_some() {
            "wrote"
        } else {
            "removed"
        };
        format!("{verb} {}\n", self.name(root))
    }

    fn name(&self, root: &Path) -> String {
        self.path
            .strip_prefix(root)
            .unwrap_or(&self.path)
            .display()
            .to_string()
    }
}

/// Compares a directory that belongs to the generator with what it should hold.
pub(crate) fn find(directory: &Path, sources: &Sources) -> Result<Vec<Drift>, CodegenError> {
    let mut on_disk = BTreeMap::new();
    read_all(directory, &mut on_disk)?;
    let mut generated: BTreeMap<PathBuf, String> = sources
        .iter()
        .map(|(path, text)| (directory.join(path), text.clone()))
        .collect();

    let paths: BTreeSet<PathBuf> = on_disk.keys().chain(generated.keys()).cloned().collect();
    Ok(paths
        .into_iter()
        .map(|path| Drift {
            on_disk: on_disk.remove(&path),
            generated: generated.remove(&path),
            path,
        })
        .filter(|drift| drift.on_disk != drift.generated)
        .collect())
}

fn read_all(directory: &Path, found: &mut BTreeMap<PathBuf, String>) -> Result<(), CodegenError> {
    if !directory.exists() {
        return Ok(());
    }
    let fail = |source| file_error(directory, source);
    for entry in fs::read_dir(directory).map_err(fail)? {
        let path = entry.map_err(fail)?.path();
        if path.is_dir() {
            read_all(&path, found)?;
        } else {
            let text = fs::read(&path).map_err(fail)?;
            found.insert(path, String::from_utf8_lossy(&text).into_owned());
        }
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn sources(files: &[(&str, &str)]) -> Sources {
        files
            .iter()
            .map(|(path, text)| ((*path).to_owned(), (*text).to_owned()))
            .collect()
    }

    #[test]
    fn settled_files_do_not_drift() {
        let directory = tempfile::tempdir().unwrap();
        let wanted = sources(&[("lib.rs", "mod a;\n"), ("a/b.rs", "// b\n")]);
        for drift in find(directory.path(), &wanted).unwrap() {
            drift.settle().unwrap();
        }
        assert!(find(directory.path(), &wanted).unwrap().is_empty());
    }

    #[test]
    fn an_edit_shows_as_a_unified_diff_and_the_file_stays() {
        let directory = tempfile::tempdir().unwrap();
        let file = directory.path().join("lib.rs");
        fs::write(&file, "one\nedited\n").unwrap();
        let drifts = find(directory.path(), &sources(&[("lib.rs", "one\ntwo\n")])).unwrap();
        assert_eq!(
            drifts[0].diff(directory.path()),
            "--- a/lib.rs\n+++ b/lib.rs\n@@ -1,2 +1,2 @@\n one\n-edited\n+two\n"
        );
        assert_eq!(fs::read_to_string(&file).unwrap(), "one\nedited\n");
    }

    #[test]
    fn an_empty_leftover_is_named() {
        let directory = tempfile::tempdir().unwrap();
        fs::write(directory.path().join("left.rs"), "").unwrap();
        let drifts = find(directory.path(), &sources(&[])).unwrap();
        assert_eq!(
            drifts[0].diff(directory.path()),
            "left.rs: an empty file that is not generated\n"
        );
    }

    #[test]
    fn a_file_that_is_no_longer_generated_is_stale_and_goes() {
        let directory = tempfile::tempdir().unwrap();
        let file = directory.path().join("old/gone.rs");
        fs::create_dir(directory.path().join("old")).unwrap();
        fs::write(&file, "old\n").unwrap();
        let drifts = find(directory.path(), &sources(&[])).unwrap();
        assert_eq!(
            drifts[0].describe(directory.path()),
            "removed old/gone.rs\n"
        );
        drifts[0].settle().unwrap();
        assert!(!file.exists());
    }
}
