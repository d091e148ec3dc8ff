//! The workspace's chores. `cargo xtask help` lists them.

use std::{
    path::{Path, PathBuf},
    process::ExitCode,
};

use clap::{Parser, Subcommand};

mod bench;
mod codegen;
mod fuzz;
mod interop;
mod spec_diff;

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
        Chore::Codegen(options) => Ok((codegen::run(&workspace(), options)?, ExitCode::SUCCESS)),
        Chore::Bench(options) => {
            let report = bench::run(&workspace(), options)
                .map_err(|error| -> Box<dyn std::error::Error> { error })?;
            Ok((report, ExitCode::SUCCESS))
        }
        Chore::Fuzz(options) => {
            let outcome = fuzz::run(&workspace(), options)
                .map_err(|error| -> Box<dyn std::error::Error> { error })?;
            Ok((outcome.report, u8::from(!outcome.is_good).into()))
        }
        Chore::Interop => {
            let outcome = interop::run(&workspace())
                .map_err(|error| -> Box<dyn std::error::Error> { error })?;
            Ok((outcome.report, u8::from(!outcome.is_good).into()))
        }
        Chore::SpecDiff { upstream, spec } => Ok(compare(upstream, spec)),
    }
}

/// As diff does: 0 when the documents agree, 1 when they differ, 2 when they cannot be compared.
fn compare(upstream: &Path, spec: &Path) -> (String, ExitCode) {
    match spec_diff::run(upstream, spec) {
        Ok(report) => (report.to_string(), u8::from(!report.is_empty()).into()),
        Err(error) => {
            eprintln!("{error}");
            (String::new(), ExitCode::from(2))
        }
    }
}

fn workspace() -> PathBuf {
    let here = Path::new(env!("CARGO_MANIFEST_DIR"));
    here.parent().unwrap_or(here).to_owned()
}

/// Where cargo puts what it builds for the workspace at `root`.
fn target(root: &Path) -> PathBuf {
    std::env::var_os("CARGO_TARGET_DIR").map_or_else(|| root.join("target"), PathBuf::from)
}
