//! The steps of a release.

use std::{
    fs,
    path::{Path, PathBuf},
    process::Command,
};

use super::order;
use crate::steps::{Result, finish, output_of};

/// Part of `repository` in Cargo.toml until somebody fills it in.
const PLACEHOLDER: &str = "OWNER/REPOSITORY";

#[derive(Clone, Copy, Debug, PartialEq, Eq, clap::ValueEnum)]
pub(super) enum Step {
    Words,
    Gate,
    OldestRust,
    Semver,
    Packages,
    Sbom,
    Emulator,
    Tag,
    Publish,
}

impl Step {
    pub(super) const ALL: [Self; 9] = [
        Self::Words,
        Self::Gate,
        Self::OldestRust,
        Self::Semver,
        Self::Packages,
        Self::Sbom,
        Self::Emulator,
        Self::Tag,
        Self::Publish,
    ];

    pub(super) fn purpose(self) -> &'static str {
        match self {
            Self::Words => "all is committed, and version, changelog and addresses are filled in",
            Self::Gate => ".ci/run, which every change passes",
            Self::OldestRust => "the oldest Rust that is promised compiles it",
            Self::Semver => "no change breaks callers that the version number does not announce",
            Self::Packages => "every crate can be published, and compiles from its package",
            Self::Sbom => "a list of what is inside each crate, in the form of CycloneDX",
            Self::Emulator => "the emulator's image, wheel and npm package",
            Self::Tag => "the commit gets its name",
            Self::Publish => "the crates go to the registry, which keeps them for good",
        }
    }

    pub(super) fn publishes(self) -> bool {
        matches!(self, Self::Tag | Self::Publish)
    }

    /// The parts that are done, and noted as done, one by one.
    pub(super) fn parts(self, checkout: &Checkout) -> Result<Vec<String>> {
        let name = match self {
            Self::Words => "words",
            Self::Gate => "gate",
            Self::OldestRust => "oldest-rust",
            Self::Semver => "semver",
            Self::Packages => "packages",
            Self::Sbom => "sbom",
            Self::Emulator => "emulator",
            Self::Tag => "tag",
            Self::Publish => {
                let crates = order::published(&checkout.root)?;
                return Ok(crates.iter().map(|it| format!("publish {it}")).collect());
            }
        };
        Ok(vec![name.to_owned()])
    }

    /// Does it, and returns what came of it.
    pub(super) fn take(self, checkout: &Checkout, part: &str) -> Result<String> {
        match self {
            Self::Words => checkout.words(),
            Self::Gate => finish(checkout.command(".ci/run").current_dir(&checkout.root)).map(good),
            Self::OldestRust => checkout.oldest_rust(),
            Self::Semver => checkout.semver(),
            Self::Packages => {
                let dry = ["publish", "--workspace", "--dry-run", "--locked", "--quiet"];
                finish(checkout.cargo().args(dry)).map(good)
            }
            Self::Sbom => checkout.sbom(),
            Self::Emulator => finish(checkout.cargo().args(["xtask", "package"])).map(good),
            Self::Tag => {
                let tag = format!("v{}", checkout.version);
                finish(&mut checkout.git(&["tag", "--annotate", "--message", &tag, &tag]))?;
                Ok(format!("{tag}, to be pushed"))
            }
            Self::Publish => {
                let name = part.trim_start_matches("publish ");
                finish(
                    checkout
                        .cargo()
                        .args(["publish", "--locked", "--package", name]),
                )?;
                Ok("published".to_owned())
            }
        }
    }
}

fn good((): ()) -> String {
    "good".to_owned()
}

/// The checkout that is released.
pub(super) struct Checkout {
    root: PathBuf,
    version: String,
    manifest: toml::Table,
}

impl Checkout {
    pub(super) fn of(root: &Path) -> Result<Self> {
        let manifest: toml::Table = fs::read_to_string(root.join("Cargo.toml"))?.parse()?;
        let version = text(&manifest, "version")?.to_owned();
        Ok(Self {
            root: root.to_owned(),
            version,
            manifest,
        })
    }

    fn command(&self, program: &str) -> Command {
        Command::new(self.root.join(program))
    }

    fn cargo(&self) -> Command {
        let mut cargo = Command::new(env!("CARGO"));
        cargo.current_dir(&self.root);
        cargo
    }

    fn git(&self, arguments: &[&str]) -> Command {
        let mut git = Command::new("git");
        git.current_dir(&self.root).args(arguments);
        git
    }

    fn words(&self) -> Result<String> {
        let uncommitted = output_of(&mut self.git(&["status", "--porcelain"]))?;
        let changelog = fs::read_to_string(self.root.join("CHANGELOG.md"))?;
        let repository = text(&self.manifest, "repository")?;
        let mut problems = problems(&self.version, &changelog, repository);
        if !uncommitted.is_empty() {
            problems.push(format!("not committed:\n{uncommitted}"));
        }
        if problems.is_empty() {
            Ok(format!("version {}", self.version))
        } else {
            Err(problems.join("\n").into())
        }
    }

    fn oldest_rust(&self) -> Result<String> {
        let oldest = text(&self.manifest, "rust-version")?;
        let mut rustup = Command::new("rustup");
        rustup
            .current_dir(&self.root)
            .args(["run", oldest, "cargo", "check"]);
        rustup.args(["--workspace", "--all-features", "--locked", "--quiet"]);
        rustup.arg("--target-dir");
        rustup.arg(crate::target(&self.root).join("oldest-rust"));
        finish(&mut rustup).map_err(|error| {
            format!("{error}\n`rustup toolchain install {oldest} --profile minimal` brings it, if it is missing")
        })?;
        Ok(format!("good with {oldest}"))
    }

    fn semver(&self) -> Result<String> {
        let tags = output_of(&mut self.git(&["tag", "--list", "v*", "--sort=-version:refname"]))?;
        let Some(last) = tags.lines().find(|it| *it != format!("v{}", self.version)) else {
            return Ok("no release before this one, so nothing to compare with".to_owned());
        };
        needs(&mut self.cargo(), "semver-checks")?;
        let check = ["semver-checks", "--workspace", "--baseline-rev", last];
        finish(self.cargo().args(check))?;
        Ok(format!("good since {last}"))
    }

    /// The tool writes beside each manifest, from where the files are taken away.
    fn sbom(&self) -> Result<String> {
        needs(&mut self.cargo(), "cyclonedx")?;
        let folder = crate::target(&self.root).join("release-steps/sbom");
        fs::create_dir_all(&folder)?;
        let make = ["cyclonedx", "--format", "json", "--all-features", "--quiet"];
        finish(self.cargo().args(make))?;
        let mut kept = 0;
        let published = order::published(&self.root)?;
        for member in ["crates", "", "xtask"] {
            for folder_of_member in folders(&self.root.join(member))? {
                for file in files(&folder_of_member, ".cdx.json")? {
                    let name = file.file_name().unwrap_or_default();
                    let of = name.to_string_lossy().replace(".cdx.json", "");
                    if published.contains(&of) {
                        fs::copy(&file, folder.join(name))?;
                        kept += 1;
                    }
                    fs::remove_file(&file)?;
                }
            }
        }
        if kept != published.len() {
            return Err(format!("{kept} lists for {} crates", published.len()).into());
        }
        Ok(format!("{kept} lists in {}", folder.display()))
    }
}

/// Texts that are still to be written before a release of this version.
fn problems(version: &str, changelog: &str, repository: &str) -> Vec<String> {
    let mut problems = Vec::new();
    if repository.contains(PLACEHOLDER) {
        problems.push(format!(
            "`repository` in Cargo.toml is still {repository}: fill in where the project is"
        ));
    }
    if !changelog
        .lines()
        .any(|it| it.starts_with(&format!("## [{version}] - ")))
    {
        problems.push(format!(
            "CHANGELOG.md has no `## [{version}] - YYYY-MM-DD`: rename `## [Unreleased]`, and begin \
             a new one above it"
        ));
    }
    problems
}

/// Fails if this subcommand of cargo is missing.
fn needs(cargo: &mut Command, tool: &str) -> Result<()> {
    let found = output_of(cargo.args([tool, "--version"]));
    found.map_err(|_| {
        format!("cargo-{tool} is missing; `cargo install --locked cargo-{tool}` brings it")
    })?;
    Ok(())
}

fn text<'a>(manifest: &'a toml::Table, key: &str) -> Result<&'a str> {
    let package = manifest.get("workspace").and_then(|it| it.get("package"));
    let value = package.and_then(|it| it.get(key)?.as_str());
    value.ok_or_else(|| format!("[workspace.package] in Cargo.toml has no {key}").into())
}

/// The folders in a folder, that one included.
fn folders(folder: &Path) -> Result<Vec<PathBuf>> {
    let mut found = vec![folder.to_owned()];
    for entry in fs::read_dir(folder)? {
        let path = entry?.path();
        if path.is_dir() {
            found.push(path);
        }
    }
    Ok(found)
}

fn files(folder: &Path, ending: &str) -> Result<Vec<PathBuf>> {
    let mut found = Vec::new();
    for entry in fs::read_dir(folder)? {
        let path = entry?.path();
        if path.to_string_lossy().ends_with(ending) {
            found.push(path);
        }
    }
    Ok(found)
}

#[cfg(test)]
mod tests {
    use super::{Checkout, problems};

    #[test]
    fn a_release_without_its_words_is_held_back() {
        let there = "https://example.com/sdk";
        let written = "# Changelog\n\n## [Unreleased]\n\n## [0.2.0] - 2026-12-01\n";
        assert!(problems("0.2.0", written, there).is_empty());
        assert!(problems("0.3.0", written, there)[0].contains("[0.3.0]"));
        let placeholder = "https://github.com/OWNER/REPOSITORY";
        assert!(problems("0.2.0", written, placeholder)[0].contains(placeholder));
    }

    #[test]
    fn the_checkout_has_what_a_release_reads() {
        let checkout = Checkout::of(&crate::workspace().unwrap()).unwrap();
        assert!(checkout.version.starts_with("0."));
    }
}
