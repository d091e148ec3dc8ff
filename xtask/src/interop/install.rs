//! The official clients and schemathesis, in the versions that tests/interop names.

use std::{
    fs,
    path::{Path, PathBuf},
    process::Command,
};

use super::Places;
use crate::steps::{Result, copy_files, finish, new_environment, npm_ci, once, patiently};

/// The package with the official client for Python.
const PYTHON_CLIENT: &str = "azure-communication-phonenumbers";

/// The version that tests/interop/older/javascript pins.
pub(super) const OLDER_JAVASCRIPT: &str = "1.0.0";

pub(super) fn javascript(places: &Places) -> Result<()> {
    client(places, "javascript")?;
    Ok(())
}

/// The folder with the older client and its script.
pub(super) fn older_javascript(places: &Places) -> Result<PathBuf> {
    client(places, "older/javascript")
}

/// The folder with the tests of the console and what drives the browser.
pub(super) fn console(places: &Places) -> Result<PathBuf> {
    let to = places.work.join("console");
    npm(&places.console, &to)?;
    Ok(to)
}

fn client(places: &Places, name: &str) -> Result<PathBuf> {
    let to = places.work.join(name);
    npm(&places.scripts.join(name), &to)?;
    Ok(to)
}

/// Copies the scripts, because Node.js looks for packages beside them, and installs the packages.
fn npm(from: &Path, to: &Path) -> Result<()> {
    fs::create_dir_all(to)?;
    for old in fs::read_dir(to)? {
        let old = old?.path();
        if old.extension().is_some_and(|it| it == "js") {
            fs::remove_file(old)?;
        }
    }
    copy_files(from, to)?;
    npm_ci(to)
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
