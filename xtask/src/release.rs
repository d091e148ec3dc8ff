//! A release, step by step. A step that was done is not done again, so one that broke off goes on
//! where it was.
//!
//! Without `--publish` nothing leaves this machine.

mod order;
mod state;
mod steps;

use std::{fmt::Write as _, fs, path::Path, process::Command};

use crate::steps::{Result, output_of};
use state::State;
use steps::{Checkout, Step};

#[derive(clap::Args)]
pub(crate) struct Options {
    /// The steps to take; all but those that publish if none is given.
    steps: Vec<Step>,
    /// Tags the commit and publishes the crates, after all other steps.
    #[arg(long, conflicts_with = "steps")]
    publish: bool,
    /// Takes again what was done already.
    #[arg(long)]
    restart: bool,
}

/// Takes the steps in their order, and tells what came of each.
///
/// # Errors
/// When a step fails. Those before it count as done.
pub(crate) fn run(root: &Path, options: &Options) -> Result<String> {
    let checkout = Checkout::of(root)?;
    let folder = crate::target(root).join("release-steps");
    fs::create_dir_all(&folder)?;
    let mut state = State::of(folder.join("state.json"), &commit(root)?, options.restart)?;
    let mut report = String::new();
    for step in chosen(options) {
        for part in step.parts(&checkout)? {
            if state.is_done(&part) {
                writeln!(report, "{part}: done before")?;
                continue;
            }
            println!("=== {part}: {}", step.purpose());
            let words = step.take(&checkout, &part).map_err(|error| {
                format!("{report}{part}: {error}\nOnce that is mended, run the same again.")
            })?;
            state.mark_done(&part)?;
            writeln!(report, "{part}: {words}")?;
        }
    }
    if !options.publish && options.steps.is_empty() {
        report += "All is ready. `cargo xtask release --publish` tags and publishes.\n";
    }
    Ok(report)
}

fn chosen(options: &Options) -> Vec<Step> {
    if options.steps.is_empty() {
        let all = Step::ALL.into_iter();
        all.filter(|it| options.publish || !it.publishes())
            .collect()
    } else {
        options.steps.clone()
    }
}

/// The last commit, with a mark if there are changes since.
fn commit(root: &Path) -> Result<String> {
    let mut git = Command::new("git");
    git.current_dir(root);
    git.args([
        "describe",
        "--always",
        "--abbrev=40",
        "--dirty",
        "--exclude",
        "*",
    ]);
    Ok(output_of(&mut git)?.trim().to_owned())
}

#[cfg(test)]
mod tests {
    use super::{Options, Step, chosen};

    #[test]
    fn nothing_is_published_unless_it_is_asked_for() {
        let options = |publish, steps: &[Step]| Options {
            steps: steps.to_vec(),
            publish,
            restart: false,
        };
        let publishes = |options| chosen(&options).iter().any(|it| it.publishes());
        assert!(!publishes(options(false, &[])));
        assert!(publishes(options(true, &[])));
        assert_eq!(chosen(&options(false, &[Step::Sbom])), [Step::Sbom]);
        // They come last.
        let all = chosen(&options(true, &[]));
        let first = all.iter().position(|it| it.publishes()).unwrap();
        assert!(all[first..].iter().all(|it| it.publishes()));
    }
}
