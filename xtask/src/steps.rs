//! Commands of a chore that have to succeed, and installations that may be tried again.

use std::{
    ffi::OsStr,
    fs,
    path::{Path, PathBuf},
    process::Command,
    thread,
    time::Duration,
};

pub(crate) type Result<T> = std::result::Result<T, Box<dyn std::error::Error + Send + Sync>>;

/// Pauses before an installation is tried again: a registry may be busy.
const PAUSES: [Duration; 2] = [Duration::from_secs(5), Duration::from_secs(20)];

/// Runs a command that has to succeed.
pub(crate) fn finish(command: &mut Command) -> Result<()> {
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

/// Runs a command that has to succeed, and returns its output, of which people see only what it
/// said on standard error.
pub(crate) fn output_of(command: &mut Command) -> Result<String> {
    let program = command.get_program().to_string_lossy().into_owned();
    let output = command
        .output()
        .map_err(|error| format!("{program}: {error}"))?;
    let [said, complained] = [&output.stdout, &output.stderr].map(|it| lossy(it));
    if output.status.success() {
        Ok(said)
    } else {
        Err(format!("{program}: {}\n{said}{complained}", output.status).into())
    }
}

fn lossy(bytes: &[u8]) -> String {
    String::from_utf8_lossy(bytes).into_owned()
}

/// Tries again, twice.
pub(crate) fn patiently(mut attempt: impl FnMut() -> Result<()>) -> Result<()> {
    for pause in PAUSES {
        match attempt() {
            Ok(()) => return Ok(()),
            Err(error) => eprintln!("{error}; trying again in {} s", pause.as_secs()),
        }
        thread::sleep(pause);
    }
    attempt()
}

/// Installs unless `stamp` says that `wanted` is installed already.
pub(crate) fn once(stamp: &Path, wanted: &str, install: impl FnOnce() -> Result<()>) -> Result<()> {
    if fs::read_to_string(stamp).is_ok_and(|it| it == wanted) {
        return Ok(());
    }
    install()?;
    Ok(fs::write(stamp, wanted)?)
}

/// Makes an environment of Python; what is returned installs into it what is yet to be named.
pub(crate) fn new_environment(environment: &Path) -> Result<Command> {
    let mut venv = Command::new("python3");
    venv.args(["-m", "venv", "--clear"]).arg(environment);
    finish(&mut venv)?;
    let mut pip = Command::new(environment.join("bin/pip"));
    pip.args(["install", "--quiet", "--disable-pip-version-check"]);
    Ok(pip)
}

/// Installs what the lock file in a folder says.
pub(crate) fn npm_ci(folder: &Path) -> Result<()> {
    let wanted = fs::read_to_string(folder.join("package-lock.json"))?;
    once(&folder.join("installed"), &wanted, || {
        let mut npm = Command::new("npm");
        npm.current_dir(folder);
        npm.args(["ci", "--silent", "--no-audit", "--no-fund"]);
        patiently(|| finish(&mut npm))
    })
}

/// Copies the files of a folder, without those below it.
pub(crate) fn copy_files(from: &Path, to: &Path) -> Result<()> {
    fs::create_dir_all(to)?;
    for file in fs::read_dir(from)? {
        let file = file?;
        if file.path().is_file() {
            fs::copy(file.path(), to.join(file.file_name()))?;
        }
    }
    Ok(())
}

/// The only file in a folder with this extension.
pub(crate) fn only_file(folder: &Path, extension: &str) -> Result<PathBuf> {
    let mut found = Vec::new();
    for file in fs::read_dir(folder)? {
        let path = file?.path();
        if path.extension() == Some(OsStr::new(extension)) {
            found.push(path);
        }
    }
    match <[PathBuf; 1]>::try_from(found) {
        Ok([path]) => Ok(path),
        Err(found) => Err(format!(
            "{} has {} files that end in .{extension}, not one",
            folder.display(),
            found.len()
        )
        .into()),
    }
}
