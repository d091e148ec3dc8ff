//! The official clients and schemathesis, in the versions that tests/interop names.

use std::{fs, path::Path, process::Command};

use super::{Places, Result, finish};

/// Copies the scripts, because Node.js looks for packages beside them, and installs the packages.
pub(super) fn javascript(places: &Places) -> Result<()> {
    let (from, to) = (
        places.scripts.join("javascript"),
        places.work.join("javascript"),
    );
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
        finish(&mut npm)
    })
}

/// Installs the packages into an environment of their own.
pub(super) fn python(places: &Places) -> Result<()> {
    let scripts = places.scripts.join("python");
    let [requirements, constraints] =
        ["requirements.txt", "constraints.txt"].map(|it| scripts.join(it));
    let wanted = fs::read_to_string(&requirements)? + &fs::read_to_string(&constraints)?;
    let environment = places.work.join("venv");
    once(&environment.join("installed"), &wanted, || {
        let mut venv = Command::new("python3");
        venv.args(["-m", "venv", "--clear"]).arg(&environment);
        finish(&mut venv)?;
        let mut pip = Command::new(environment.join("bin/pip"));
        pip.args(["install", "--quiet", "--disable-pip-version-check"]);
        pip.arg("--requirement").arg(&requirements);
        pip.arg("--constraint").arg(&constraints);
        finish(&mut pip)
    })
}

/// Installs unless `stamp` says that `wanted` is installed already.
fn once(stamp: &Path, wanted: &str, install: impl FnOnce() -> Result<()>) -> Result<()> {
    if fs::read_to_string(stamp).is_ok_and(|it| it == wanted) {
        return Ok(());
    }
    install()?;
    Ok(fs::write(stamp, wanted)?)
}
