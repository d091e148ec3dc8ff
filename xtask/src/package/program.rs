//! The program that all packages carry.

use std::{
    path::{Path, PathBuf},
    process::Command,
};

use crate::steps::{Result, finish, output_of};

/// A program without a need for libraries runs on every Linux, and in an image with nothing else.
const STATIC: &str = "-C target-feature=+crt-static";

/// Builds it for this machine, with optimisation, and returns where it is.
pub(super) fn build(root: &Path) -> Result<PathBuf> {
    let target = target()?;
    let mut cargo = Command::new(env!("CARGO"));
    cargo.current_dir(root);
    cargo.args(["build", "--quiet", "--release", "--package", "acs-emulator"]);
    cargo.args(["--locked", "--target", &target]);
    set_flags(&mut cargo);
    finish(&mut cargo)?;
    let program = format!(
        "{target}/release/acs-emulator{}",
        std::env::consts::EXE_SUFFIX
    );
    Ok(crate::target(root).join(program))
}

/// The platform that it is built for, as rustc calls it. One that is named keeps the flags away
/// from build scripts and macros.
pub(super) fn target() -> Result<String> {
    let about = output_of(Command::new("rustc").arg("-vV"))?;
    let host = about.lines().find_map(|it| it.strip_prefix("host: "));
    host.map(str::to_owned)
        .ok_or_else(|| "rustc does not say for what it builds".into())
}

/// Sets the flags by which every build of it is the same one.
pub(super) fn set_flags(command: &mut Command) {
    if cfg!(target_os = "linux") {
        command.env("RUSTFLAGS", STATIC);
    }
}
