//! The workspace's chores. `cargo xtask help` lists them.

use std::{
    path::{Path, PathBuf},
    process::ExitCode,
};

use clap::{Parser, Subcommand};

mod bench;
mod codegen;
#[cfg(test)]
mod drill;
mod fuzz;
mod interop;
mod prose;
mod published;
mod spec_diff;
mod spec_import;

#[derive(Parser)]
#[command(about)]
struct Arguments {
    #[command(subcommand)]
    chore: Chore,
}

#[derive(Subcommand)]
enum Chore {
    /// Makes the generated crates from the documents in specs/.
    Codegen(codegen::Options),
    /// Measures what the client costs, beside a floor written by hand.
    Bench(bench::Options),
    /// Feeds what reads foreign input with all it could meet. Needs cargo-fuzz.
    Fuzz(fuzz::Options),
    /// Runs the official clients and schemathesis against the emulator. Needs Node.js and Python.
    Interop,
    /// Makes our document of the published Swagger 2.0 one, and says where prose is wanted.
    SpecImport {
        /// The published Swagger 2.0 document.
        upstream: PathBuf,
        /// Our OpenAPI 3.0 document, whose prose is kept; made if there is none.
        spec: PathBuf,
    },
    /// Compares a document with the published Swagger 2.0 one; like diff, fails if they differ.
    SpecDiff {
        /// The published Swagger 2.0 document.
        upstream: PathBuf,
        /// Our OpenAPI 3.0 document.
        spec: PathBuf,
    },
}

fn main() -> ExitCode {
    match run(&Arguments::parse().chore) {
        Ok((report, code)) => {
            print!("{report}");
            code
        }
        Err(error) => {
            eprintln!("{error}");
            ExitCode::FAILURE
        }
    }
}

fn run(chore: &Chore) -> Result<(String, ExitCode), Box<dyn std::error::Error>> {
    match chore {
        Chore::Codegen(options) => Ok((codegen::run(&workspace()?, options)?, ExitCode::SUCCESS)),
        Chore::Bench(options) => {
            let report = bench::run(&workspace()?, options)
                .map_err(|error| -> Box<dyn std::error::Error> { error })?;
            Ok((report, ExitCode::SUCCESS))
        }
        Chore::Fuzz(options) => {
            let outcome = fuzz::run(&workspace()?, options)
                .map_err(|error| -> Box<dyn std::error::Error> { error })?;
            Ok((outcome.report, u8::from(!outcome.is_good).into()))
        }
        Chore::Interop => {
            let outcome = interop::run(&workspace()?)
                .map_err(|error| -> Box<dyn std::error::Error> { error })?;
            Ok((outcome.report, u8::from(!outcome.is_good).into()))
        }
        Chore::SpecImport { upstream, spec } => {
            Ok((spec_import::run(upstream, spec)?, ExitCode::SUCCESS))
        }
        Chore::SpecDiff { upstream, spec } => Ok(compare(upstream, spec)),
    }
}

/// As diff does: 0 when the documents agree, 1 when they differ, 2 when they cannot be compared.
fn compare(upstream: &Path, spec: &Path) -> (String, ExitCode) {
    match spec_diff::run(upstream, spec) {
        Ok(report) => (
            report.to_string(),
            u8::from(report.differences() > 0).into(),
        ),
        Err(error) => {
            eprintln!("{error}");
            (String::new(), ExitCode::from(2))
        }
    }
}

/// The root of the checkout in which this was called.
fn workspace() -> Result<PathBuf, NoCheckout> {
    let here = std::env::current_dir().map_err(|_| NoCheckout(PathBuf::new()))?;
    checkout_around(&here)
}

/// The root of the checkout that `here` is in. It is found by what is there, not by where this
/// program was built: checkouts can share a target folder, and with it the program.
fn checkout_around(here: &Path) -> Result<PathBuf, NoCheckout> {
    let mut folders = here.ancestors();
    let root = folders.find(|folder| folder.join("xtask/Cargo.toml").is_file());
    root.map(Path::to_owned)
        .ok_or_else(|| NoCheckout(here.to_owned()))
}

/// The error of a call from anywhere else.
#[derive(Debug, thiserror::Error)]
#[error("{} is in no checkout of the project: call it from inside one", .0.display())]
struct NoCheckout(PathBuf);

/// The folder in which cargo puts what it builds for the workspace at `root`. It is the one with
/// this program, as long as that is a folder of cargo's, which cargo marks by a file.
fn target(root: &Path) -> PathBuf {
    let program = std::env::current_exe().unwrap_or_default();
    let around = program
        .ancestors()
        .find(|folder| folder.join("CACHEDIR.TAG").is_file());
    around.map_or_else(|| root.join("target"), Path::to_owned)
}

#[cfg(test)]
mod tests {
    use std::{fs, path::Path};

    use super::checkout_around;

    /// Makes what a checkout is known by.
    fn make_checkout(root: &Path) {
        fs::create_dir_all(root.join("xtask/src")).unwrap();
        fs::write(root.join("xtask/Cargo.toml"), "").unwrap();
    }

    #[test]
    fn each_checkout_is_its_own_whichever_built_the_program() {
        let folder = tempfile::tempdir().unwrap();
        let [one, other] = ["one", "other"].map(|name| folder.path().join(name));
        make_checkout(&one);
        make_checkout(&other);
        assert_eq!(checkout_around(&one).unwrap(), one);
        assert_eq!(checkout_around(&other.join("xtask/src")).unwrap(), other);
    }

    #[test]
    fn outside_of_a_checkout_there_is_none() {
        let folder = tempfile::tempdir().unwrap();
        let error = checkout_around(folder.path()).unwrap_err().to_string();
        assert!(
            error.ends_with("is in no checkout of the project: call it from inside one"),
            "{error}"
        );
    }
}
