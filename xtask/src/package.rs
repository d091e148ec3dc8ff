//! The emulator as a container image, a wheel and an npm package: each is built from the checkout
//! and then used as a stranger would, in an empty place, with the official client.
//!
//! All three carry the same program, which is built once. The results are in target/packaging.

mod container;
mod npm;
mod program;
mod wheel;

use std::{
    fmt::Write as _,
    fs,
    path::{Path, PathBuf},
    thread,
};

use crate::steps::Result;

#[derive(clap::Args)]
pub(crate) struct Options {
    /// The packages to build and use; all if none is given.
    packages: Vec<Package>,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, clap::ValueEnum)]
enum Package {
    /// An image, with buildah.
    Container,
    /// A wheel for Python, with maturin, and its fixture for pytest.
    Wheel,
    /// A package for Node.js, with one for this platform, and three test runners.
    Npm,
}

impl Package {
    const ALL: [Self; 3] = [Self::Container, Self::Wheel, Self::Npm];

    fn build_and_use(self, places: &Places) -> Result<String> {
        match self {
            Self::Container => container::build_and_use(places),
            Self::Wheel => wheel::build_and_use(places),
            Self::Npm => npm::build_and_use(places),
        }
    }
}

/// Folders and files of this chore.
struct Places {
    root: PathBuf,
    /// Sources of the packages.
    packaging: PathBuf,
    /// Everything that is built.
    work: PathBuf,
    /// The program that all packages carry.
    program: PathBuf,
}

impl Places {
    /// A folder of this name in which nothing is left from another time.
    fn empty(&self, name: &str) -> Result<PathBuf> {
        let folder = self.work.join(name);
        if folder.exists() {
            fs::remove_dir_all(&folder)?;
        }
        fs::create_dir_all(&folder)?;
        Ok(folder)
    }
}

/// Builds the packages, at the same time, and tells what came of each.
///
/// # Errors
/// When a package cannot be built, or does not do what it is for.
pub(crate) fn run(root: &Path, options: &Options) -> Result<String> {
    let places = Places {
        root: root.to_owned(),
        packaging: root.join("crates/emulator/packaging"),
        work: crate::target(root).join("packaging"),
        program: program::build(root)?,
    };
    let wanted = if options.packages.is_empty() {
        &Package::ALL[..]
    } else {
        &options.packages
    };
    let results: Vec<Result<String>> = thread::scope(|scope| {
        let running: Vec<_> = wanted
            .iter()
            .map(|it| scope.spawn(|| it.build_and_use(&places)))
            .collect();
        let joined = running.into_iter().map(thread::ScopedJoinHandle::join);
        joined
            .map(|it| it.unwrap_or_else(|_| Err("broke off".into())))
            .collect()
    });
    let mut report = String::new();
    let mut is_good = true;
    for (package, result) in wanted.iter().zip(results) {
        is_good &= result.is_ok();
        let words = result.unwrap_or_else(|error| error.to_string());
        writeln!(report, "{package:?}: {words}")?;
    }
    if is_good {
        Ok(report)
    } else {
        Err(report.into())
    }
}
