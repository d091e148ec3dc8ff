//! The package for Node.js, and the one beside it with the program for this platform.

use std::{
    env::consts::{ARCH, EXE_SUFFIX, OS},
    fs,
    path::{Path, PathBuf},
    process::Command,
};

use serde_json::{Value, json};

use super::Places;
use crate::steps::{Result, copy_files, finish, npm_ci, only_file, output_of};

/// A script of the tests for each test runner, and one for the declarations.
const SCRIPTS: [&str; 4] = ["node", "vitest", "jest", "types"];

pub(super) fn build_and_use(places: &Places) -> Result<String> {
    let version = version(places)?;
    let platform = Platform::of(OS, ARCH);
    let main = pack_main(places, &version, &platform)?;
    let with_program = pack_program(places, &version, &platform)?;
    let tests = places.work.join("npm-tests");
    copy_files(&places.packaging.join("node/test"), &tests)?;
    npm_ci(&tests)?;
    let mut npm = npm(&tests);
    npm.args(["install", "--no-save", "--no-package-lock"]);
    finish(npm.arg(&with_program).arg(&main))?;
    for script in SCRIPTS {
        let mut npm = Command::new("npm");
        npm.current_dir(&tests).args(["run", "--silent", script]);
        npm.env("NO_PROXY", "127.0.0.1");
        output_of(&mut npm).map_err(|error| format!("{script}: {error}"))?;
    }
    let names = [main, with_program].map(|it| file_name(&it));
    Ok(format!(
        "{}, installed in an empty folder: good with {}",
        names.join(" and "),
        SCRIPTS.join(", ")
    ))
}

/// A platform as Node.js names it.
struct Platform {
    os: &'static str,
    cpu: &'static str,
}

impl Platform {
    fn of(os: &'static str, cpu: &'static str) -> Self {
        Self {
            os: match os {
                "macos" => "darwin",
                "windows" => "win32",
                other => other,
            },
            cpu: match cpu {
                "x86_64" => "x64",
                "aarch64" => "arm64",
                "x86" => "ia32",
                other => other,
            },
        }
    }

    /// The name of the package with the program for it.
    fn package(&self) -> String {
        format!("acs-emulator-{}-{}", self.os, self.cpu)
    }
}

fn pack_main(places: &Places, version: &str, platform: &Platform) -> Result<PathBuf> {
    let source = places.packaging.join("node");
    let folder = places.empty("npm/acs-emulator")?;
    for name in ["", "lib", "bin"] {
        copy_files(&source.join(name), &folder.join(name))?;
    }
    let mut manifest: Value =
        serde_json::from_str(&fs::read_to_string(source.join("package.json"))?)?;
    manifest["version"] = json!(version);
    // Those that were built along with it; npm installs the one that fits.
    manifest["optionalDependencies"] = json!({ platform.package(): version });
    pack(&folder, &manifest)
}

fn pack_program(places: &Places, version: &str, platform: &Platform) -> Result<PathBuf> {
    let folder = places.empty(&format!("npm/{}", platform.package()))?;
    fs::create_dir_all(folder.join("bin"))?;
    let name = format!("acs-emulator{EXE_SUFFIX}");
    fs::copy(&places.program, folder.join("bin").join(name))?;
    for licence in ["LICENSE-APACHE", "LICENSE-MIT"] {
        fs::copy(places.root.join(licence), folder.join(licence))?;
    }
    let about = format!(
        "The program of acs-emulator for {} on {}",
        platform.os, platform.cpu
    );
    fs::write(
        folder.join("README.md"),
        format!(
            "# {}\n\n{about}. Install `acs-emulator`, which brings it.\n",
            platform.package()
        ),
    )?;
    let manifest = json!({
        "name": platform.package(),
        "version": version,
        "description": about,
        "license": "MIT OR Apache-2.0",
        "os": [platform.os],
        "cpu": [platform.cpu],
        "files": ["bin", "LICENSE-APACHE", "LICENSE-MIT"],
    });
    pack(&folder, &manifest)
}

fn pack(folder: &Path, manifest: &Value) -> Result<PathBuf> {
    let text = serde_json::to_string_pretty(manifest)? + "\n";
    fs::write(folder.join("package.json"), text)?;
    output_of(npm(folder).arg("pack"))?;
    only_file(folder, "tgz")
}

fn npm(folder: &Path) -> Command {
    let mut npm = Command::new("npm");
    npm.current_dir(folder);
    npm.args(["--silent", "--no-audit", "--no-fund"]);
    npm
}

/// The version of the crate.
fn version(places: &Places) -> Result<String> {
    let said = output_of(Command::new(&places.program).arg("--version"))?;
    let version = said.trim().strip_prefix("acs-emulator ");
    version
        .map(str::to_owned)
        .ok_or_else(|| format!("`--version` says {said:?}").into())
}

fn file_name(path: &Path) -> String {
    path.file_name()
        .unwrap_or_default()
        .to_string_lossy()
        .into_owned()
}

#[cfg(test)]
mod tests {
    use super::Platform;

    #[test]
    fn platforms_have_the_names_that_node_looks_for() {
        for (os, cpu, package) in [
            ("linux", "x86_64", "acs-emulator-linux-x64"),
            ("macos", "aarch64", "acs-emulator-darwin-arm64"),
            ("windows", "x86_64", "acs-emulator-win32-x64"),
            ("freebsd", "x86_64", "acs-emulator-freebsd-x64"),
        ] {
            assert_eq!(Platform::of(os, cpu).package(), package);
        }
    }
}
