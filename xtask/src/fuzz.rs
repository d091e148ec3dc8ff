//! The fuzz targets, as many at a time as there are cores.

use std::{
    fmt::Write as _,
    fs,
    path::Path,
    process::{Command, Output},
    thread,
};

use crate::steps::Result;

/// So long may one input take, in seconds, before it counts as found. The slowest pattern that is
/// let through takes a fraction of a second.
const SLOWEST: u32 = 10;
const MEMORY_MIB: u32 = 2048;
const LONGEST: usize = 2048;
/// Lines of the fuzzer's output that tell what it found.
const LINES: usize = 40;

#[derive(clap::Args)]
pub(crate) struct Options {
    /// The targets to run, by the names of the files in fuzz/targets; all if none is given.
    targets: Vec<String>,
    /// Time to run each, in seconds.
    #[arg(long, default_value_t = 10)]
    seconds: u32,
    /// Builds with optimisation, which takes longer: for long runs.
    #[arg(long)]
    release: bool,
    /// Seed of the fuzzer's chance, for a run like another one.
    #[arg(long)]
    seed: Option<u32>,
}

/// Result of all targets.
pub(crate) struct Outcome {
    pub(crate) report: String,
    pub(crate) is_good: bool,
}

/// Builds the targets, runs them, and tells what they found.
///
/// # Errors
/// When cargo-fuzz is missing, or something cannot be built or started; a finding is an
/// [`Outcome`].
pub(crate) fn run(root: &Path, options: &Options) -> Result<Outcome> {
    let targets = chosen(targets(root)?, &options.targets)?;
    if !cargo_fuzz(root, "--version").output()?.status.success() {
        return Err(
            "cargo-fuzz is missing; `cargo install --locked cargo-fuzz` brings it, and it \
                    needs a C++ compiler"
                .into(),
        );
    }
    if !built(root, "build", options).status()?.success() {
        return Err("the fuzz targets do not build".into());
    }
    let mut outcome = Outcome {
        report: String::new(),
        is_good: true,
    };
    let cores = thread::available_parallelism().map_or(1, usize::from);
    for some in targets.chunks(cores) {
        let ran: Vec<Result<Output>> = thread::scope(|scope| {
            let running: Vec<_> = some
                .iter()
                .map(|target| scope.spawn(move || fuzz(root, target, options)))
                .collect();
            running
                .into_iter()
                .map(|it| {
                    it.join()
                        .unwrap_or_else(|_| Err("the run broke off".into()))
                })
                .collect()
        });
        for (target, output) in some.iter().zip(ran) {
            outcome.add(target, &output?)?;
        }
    }
    Ok(outcome)
}

impl Outcome {
    fn add(&mut self, target: &str, output: &Output) -> Result<()> {
        let text = String::from_utf8_lossy(&output.stderr);
        if output.status.success() {
            let done = text.lines().rfind(|line| line.starts_with("Done "));
            writeln!(self.report, "{target}: {}", done.unwrap_or("done"))?;
            return Ok(());
        }
        self.is_good = false;
        let lines: Vec<&str> = text.lines().collect();
        let last = lines[lines.len().saturating_sub(LINES)..].join("\n");
        writeln!(self.report, "{target}: found something\n\n{last}\n")?;
        Ok(())
    }
}

/// The targets there are.
fn targets(root: &Path) -> Result<Vec<String>> {
    let mut names = Vec::new();
    for file in fs::read_dir(root.join("fuzz/targets"))? {
        let path = file?.path();
        names.extend(path.file_stem().map(|it| it.to_string_lossy().into_owned()));
    }
    names.sort();
    Ok(names)
}

fn chosen(all: Vec<String>, wanted: &[String]) -> Result<Vec<String>> {
    if wanted.is_empty() {
        return Ok(all);
    }
    match wanted.iter().find(|it| !all.contains(it)) {
        Some(stranger) => Err(format!(
            "there is no fuzz target `{stranger}`; there are {}",
            all.join(", ")
        )
        .into()),
        None => Ok(wanted.to_vec()),
    }
}

fn fuzz(root: &Path, target: &str, options: &Options) -> Result<Output> {
    // What is found on the way is kept there; what came with the project is only read.
    let [corpus, seeds] = ["corpus", "seeds"].map(|it| root.join("fuzz").join(it).join(target));
    fs::create_dir_all(&corpus)?;
    let mut run = built(root, "run", options);
    run.args([Path::new(target), &corpus, &seeds]).arg("--");
    run.arg(format!("-max_total_time={}", options.seconds));
    run.arg(format!("-timeout={SLOWEST}"));
    run.arg(format!("-rss_limit_mb={MEMORY_MIB}"));
    run.arg(format!("-max_len={LONGEST}"));
    if let Some(seed) = options.seed {
        run.arg(format!("-seed={seed}"));
    }
    let words = root.join(format!("fuzz/dictionaries/{target}.dict"));
    run.arg(format!("-dict={}", words.display()));
    Ok(run.output()?)
}

fn cargo_fuzz(root: &Path, command: &str) -> Command {
    let mut cargo = Command::new(env!("CARGO"));
    cargo.current_dir(root).args(["fuzz", command]);
    cargo
}

/// A command on the targets as they are built: without a sanitizer, which takes a nightly
/// compiler and has little to look for in code without `unsafe`.
fn built(root: &Path, command: &str, options: &Options) -> Command {
    let mut cargo = cargo_fuzz(root, command);
    cargo.args(["--sanitizer", "none", "--fuzz-dir", "fuzz"]);
    cargo.arg(if options.release {
        "--release"
    } else {
        "--dev"
    });
    cargo
        .arg("--target-dir")
        .arg(crate::target(root).join("fuzz"));
    cargo
}

#[cfg(test)]
mod tests {
    use super::{chosen, targets};

    #[test]
    fn every_target_has_seeds_a_dictionary_and_an_entry() {
        let root = crate::workspace().unwrap();
        let manifest = std::fs::read_to_string(root.join("fuzz/Cargo.toml")).unwrap();
        let targets = targets(&root).unwrap();
        assert!(targets.contains(&"link".to_owned()));
        for target in targets {
            let seeds = root.join("fuzz/seeds").join(&target);
            assert!(seeds.read_dir().unwrap().next().is_some(), "{target}");
            let words = root.join(format!("fuzz/dictionaries/{target}.dict"));
            assert!(words.exists(), "{target}");
            let entry = format!("path = \"targets/{target}.rs\"");
            assert!(manifest.contains(&entry), "{target}");
        }
    }

    #[test]
    fn a_stranger_is_told_what_there_is() {
        let all = || vec!["endpoint".to_owned(), "link".to_owned()];
        let chosen = |wanted: &str| chosen(all(), &[wanted.to_owned()]);
        assert_eq!(chosen("link").unwrap(), ["link"]);
        let error = chosen("links").unwrap_err().to_string();
        assert!(error.ends_with("there are endpoint, link"), "{error}");
    }
}
