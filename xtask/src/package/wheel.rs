//! The wheel for Python.

use std::{fs, path::Path, process::Command};

use super::{Places, program};
use crate::steps::{Result, finish, new_environment, once, only_file, output_of, patiently};

const MATURIN: &str = "maturin==1.16.0";

pub(super) fn build_and_use(places: &Places) -> Result<String> {
    let wheel = build(places)?;
    let environment = places.work.join("python");
    install(places, &environment, &wheel)?;
    let tests = places.empty("python-tests")?;
    fs::copy(
        places.packaging.join("python/tests/test_emulator.py"),
        tests.join("test_emulator.py"),
    )?;
    let mut pytest = Command::new(environment.join("bin/pytest"));
    pytest.current_dir(&tests);
    pytest.args(["-q", "--tb=short", "-p", "no:cacheprovider"]);
    pytest.env("NO_PROXY", "127.0.0.1");
    pytest.env("PATH", first_on_path(&environment.join("bin"))?);
    let said = output_of(&mut pytest)?;
    let name = wheel.file_name().unwrap_or_default().to_string_lossy();
    let passed = said.lines().last().unwrap_or_default();
    Ok(format!(
        "{name}, installed in an empty environment: {passed}"
    ))
}

/// Builds it with the program that is there already, because the flags are the same.
fn build(places: &Places) -> Result<std::path::PathBuf> {
    let tools = places.work.join("maturin");
    once(&tools.join("installed"), MATURIN, || {
        let mut pip = new_environment(&tools)?;
        pip.arg(MATURIN);
        patiently(|| finish(&mut pip))
    })?;
    let folder = places.empty("wheel")?;
    let mut maturin = Command::new(tools.join("bin/maturin"));
    maturin.current_dir(places.packaging.join("python"));
    maturin.args([
        "build",
        "--quiet",
        "--release",
        "--target",
        &program::target()?,
    ]);
    // A static program is for every Linux with the C library of those that Python knows by this name,
    // however old.
    if cfg!(target_os = "linux") {
        maturin.args(["--compatibility", "manylinux2014"]);
    }
    maturin.arg("--out").arg(&folder);
    maturin.env("CARGO_TARGET_DIR", crate::target(&places.root));
    program::set_flags(&mut maturin);
    output_of(&mut maturin)?;
    only_file(&folder, "whl")
}

/// Installs the official client and pytest if they are not there, and the wheel in any case.
fn install(places: &Places, environment: &Path, wheel: &Path) -> Result<()> {
    let requirements = places.packaging.join("python/tests/requirements.txt");
    // The versions that the other tests with the official client have.
    let constraints = places.root.join("tests/interop/python/constraints.txt");
    let wanted = fs::read_to_string(&requirements)? + &fs::read_to_string(&constraints)?;
    once(&environment.join("installed"), &wanted, || {
        let mut pip = new_environment(environment)?;
        pip.arg("--requirement").arg(&requirements);
        pip.arg("--constraint").arg(&constraints);
        patiently(|| finish(&mut pip))
    })?;
    let mut pip = Command::new(environment.join("bin/pip"));
    pip.args(["install", "--quiet", "--disable-pip-version-check"]);
    pip.args(["--no-index", "--force-reinstall"]).arg(wheel);
    finish(&mut pip)
}

/// The search path of an environment that was activated.
fn first_on_path(folder: &Path) -> Result<std::ffi::OsString> {
    let path = std::env::var_os("PATH").unwrap_or_default();
    let folders = [folder.to_owned()]
        .into_iter()
        .chain(std::env::split_paths(&path));
    Ok(std::env::join_paths(folders)?)
}
