//! The official clients and schemathesis, in the versions that tests/interop names.

use std::{
    fs,
    path::{Path, PathBuf},
    process::Command,
    thread,
    time::Duration,
};

use super::{Places, Result, finish};

/// Pauses before an installation is tried again: a registry may be busy.
const PAUSES: [Duration; 2] = [Duration::from_secs(5), Duration::from_secs(20)];
/// The package with the official client for Python.
const PYTHON_CLIENT: &str = "azure-communication-phonenumbers";

/// The version that tests/interop/older/javascript pins.
pub(super) const OLDER_JAVASCRIPT: &str = "1.0.0";

pub(super) fn javascript(places: &Places) -> Result<()> {
    npm(places, "javascript")?;
    Ok(())
}

/// The folder with the older client and its script.
pub(super) fn older_javascript(places: &Places) -> Result<PathBuf> {
    npm(places, "older/javascript")
}

/// Copies the scripts, because Node.js looks for packages beside them, and installs the packages.
fn npm(places: &Places, name: &str) -> Result<PathBuf> {
    let (from, to) = (places.scripts.join(name), places.work.join(name));
    fs::create_dir_all(&to)?;
    for old in fs::read_dir(&to)? {
        let old = old?.path();
        if old.extension().is_some_and(|it| it == "js") {
            fs::remove_file(old)?;
        }
    }
    for file in fs::read_dir(&from)? {
        let file = file?;
        fs::copy(file.path(), to.join(file.file_name()))?;
    }
    let wanted = fs::read_to_string(from.join("package-lock.json"))?;
    once(&to.join("installed"), &wanted, || {
        let mut npm = Command::new("npm");
        npm.current_dir(&to);
        npm.args(["ci", "--silent", "--no-audit", "--no-fund"]);
        patiently(|| finish(&mut npm))
    })?;
    Ok(to)
}

/// The environment with the client of this version.
pub(super) fn older_python(places: &Places, version: &str) -> Result<PathBuf> {
    let constraints = places.scripts.join("older/python/constraints.txt");
    let wanted = fs::read_to_string(&constraints)?;
    let environment = places.work.join(format!("older/python-{version}"));
    once(&environment.join("installed"), &wanted, || {
        let mut pip = new_environment(&environment)?;
        pip.arg(format!("{PYTHON_CLIENT}=={version}"));
        pip.arg("--constraint").arg(&constraints);
        patiently(|| finish(&mut pip))
    })?;
    Ok(environment)
}

/// Makes an environment; what is returned installs into it what is yet to be named.
fn new_environment(environment: &Path) -> Result<Command> {
    let mut venv = Command::new("python3");
    venv.args(["-m", "venv", "--clear"]).arg(environment);
    finish(&mut venv)?;
    let mut pip = Command::new(environment.join("bin/pip"));
    pip.args(["install", "--quiet", "--disable-pip-version-check"]);
    Ok(pip)
}

/// Installs the packages into an environment of their own.
pub(super) fn python(places: &Places) -> Result<()> {
    let scripts = places.scripts.join("python");
    let [requirements, constraints] =
        ["requirements.txt", "constraints.txt"].map(|it| scripts.join(it));
    let wanted = fs::read_to_string(&requirements)? + &fs::read_to_string(&constraints)?;
    let environment = places.work.join("venv");
    once(&environment.join("installed"), &wanted, || {
        let mut pip = new_environment(&environment)?;
        pip.arg("--requirement").arg(&requirements);
        pip.arg("--constraint").arg(&constraints);
        patiently(|| finish(&mut pip))?;
        own_tests(places, &constraints)
    })
}

/// Unpacks the source of the client, which has its own tests.
fn own_tests(places: &Places, constraints: &Path) -> Result<()> {
    let source = places.work.join("python-client");
    if source.exists() {
        fs::remove_dir_all(&source)?;
    }
    fs::create_dir_all(&source)?;
    let mut pip = Command::new(places.work.join("venv/bin/pip"));
    pip.args(["download", "--quiet", "--disable-pip-version-check"]);
    pip.args(["--no-deps", "--no-binary", PYTHON_CLIENT, PYTHON_CLIENT]);
    pip.arg("--constraint").arg(constraints);
    pip.arg("--dest").arg(&source);
    patiently(|| finish(&mut pip))?;
    let archive = fs::read_dir(&source)?.next();
    let archive = archive.ok_or("pip has downloaded nothing")??;
    let mut tar = Command::new("tar");
    tar.args(["--extract", "--strip-components=1", "--file"]);
    tar.arg(archive.path()).arg("--directory").arg(&source);
    finish(&mut tar)
}

/// Tries again, twice.
fn patiently(mut attempt: impl FnMut() -> Result<()>) -> Result<()> {
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
fn once(stamp: &Path, wanted: &str, install: impl FnOnce() -> Result<()>) -> Result<()> {
    if fs::read_to_string(stamp).is_ok_and(|it| it == wanted) {
        return Ok(());
    }
    install()?;
    Ok(fs::write(stamp, wanted)?)
}
