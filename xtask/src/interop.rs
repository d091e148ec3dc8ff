//! The official clients, the newest and older ones in use, and schemathesis, against the emulator.
//!
//! Every suite has an emulator of its own, so that they run at the same time. The clients' scripts are
//! in tests/interop, what they need is installed below target/interop, and so are the logs.

mod document;
mod emulator;
mod install;
mod notes;
mod suite;
#[cfg(test)]
mod tests;

use std::{
    fmt::Write as _,
    fs,
    path::{Path, PathBuf},
    process::Command,
    thread,
    time::Instant,
};

use notes::Notes;
use suite::Suite;

type Result<T> = std::result::Result<T, Box<dyn std::error::Error + Send + Sync>>;

/// Where things are.
struct Places {
    /// The clients' scripts.
    scripts: PathBuf,
    /// The documents of the service.
    specs: PathBuf,
    /// What is installed and written.
    work: PathBuf,
    /// The emulator.
    program: PathBuf,
}

impl Places {
    fn below(root: &Path) -> Result<Self> {
        let work = crate::target(root).join("interop");
        fs::create_dir_all(&work)?;
        Ok(Self {
            scripts: root.join("tests/interop"),
            specs: root.join("specs"),
            work,
            program: crate::target(root).join("debug/acs-emulator"),
        })
    }
}

/// Installs the official clients unless they are there. The JavaScript one is in `javascript`
/// below the folder that is returned, the Python one in the environment `venv`.
pub(crate) fn install_clients(root: &Path) -> Result<PathBuf> {
    let places = Places::below(root)?;
    install::javascript(&places)?;
    install::python(&places)?;
    Ok(places.work)
}

/// What came of all suites.
pub(crate) struct Outcome {
    pub(crate) report: String,
    pub(crate) is_good: bool,
}

/// Installs what is needed, runs every suite, and tells what they called.
///
/// # Errors
/// When something cannot be built, installed or started; a suite that fails is an [`Outcome`].
pub(crate) fn run(root: &Path) -> Result<Outcome> {
    let began = Instant::now();
    let places = Places::below(root)?;
    let mut build = Command::new(env!("CARGO"));
    build.current_dir(root);
    build.args(["build", "--quiet", "--package", "acs-emulator"]);
    finish(&mut build)?;
    install::javascript(&places)?;
    install::python(&places)?;
    let mut outcome = run_suites(&places, &Suite::ALL)?;
    let notes = Notes::read(&places)?;
    outcome.report += &notes.table();
    for missing in notes.missing() {
        outcome.is_good = false;
        writeln!(outcome.report, "never succeeded: {missing}")?;
    }
    writeln!(outcome.report, "took {} s", began.elapsed().as_secs())?;
    Ok(outcome)
}

fn run_suites(places: &Places, suites: &[Suite]) -> Result<Outcome> {
    let mut outcome = Outcome {
        report: String::new(),
        is_good: true,
    };
    thread::scope(|scope| {
        let running: Vec<_> = suites
            .iter()
            .map(|suite| scope.spawn(|| suite.run(places)))
            .collect();
        for (suite, run) in suites.iter().zip(running) {
            let result = run.join().map_err(|_| "a suite panicked")??;
            outcome.is_good &= result.is_good;
            writeln!(outcome.report, "{suite}: {}", result.words)?;
        }
        Ok(outcome)
    })
}

/// Runs a command that has to succeed.
fn finish(command: &mut Command) -> Result<()> {
    let program = command.get_program().to_string_lossy().into_owned();
    let status = command
        .status()
        .map_err(|error| format!("{program}: {error}"))?;
    if status.success() {
        Ok(())
    } else {
        Err(format!("{program}: {status}").into())
    }
}
