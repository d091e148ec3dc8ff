//! The commands in the documents, as they stand there.

use std::{fs, path::Path};

use tokio::process::Command;

use crate::place::{ACS, Outcome, Place, end};

/// A command, and the code with which it ends.
fn commands(text: &str) -> Vec<(String, i32)> {
    let mut commands: Vec<(String, i32)> = Vec::new();
    let blocks = text.split("```console\n").skip(1);
    for line in blocks.flat_map(|block| block.split("```").next().unwrap_or_default().lines()) {
        if let Some(command) = line.strip_prefix("$ ") {
            commands.push((command.to_owned(), 0));
        } else if let Some(code) = line.strip_prefix("# exit code ")
            && let Some(last) = commands.last_mut()
        {
            last.1 = code.parse().unwrap_or_default();
        } else if let Some((command, _)) = commands.last_mut().filter(|it| it.0.ends_with('\\')) {
            command.extend(["\n", line]);
        }
    }
    commands
}

/// Runs the commands of a document, one after the other, in one folder.
async fn play(document: &str, least: usize) -> Outcome {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("../..");
    let commands = commands(&fs::read_to_string(root.join(document))?);
    let place = Place::start().await?;
    let programs = Path::new(ACS).parent().ok_or("it is in a folder")?;
    let path = format!("{}:/usr/bin:/bin", programs.display());
    let mut played = 0;
    for (line, code) in commands
        .into_iter()
        .filter(|(line, _)| !line.starts_with("cargo "))
    {
        let mut shell = Command::new("sh");
        shell
            .args(["-c", &line])
            .current_dir(place.folder())
            .env_clear()
            .envs(place.environment())
            .env("PATH", &path)
            .kill_on_drop(true);
        let ran = end(shell, "").await?;
        assert_eq!(ran.code, Some(code), "{document}: {line}: {ran:?}");
        played += 1;
    }
    assert!(played >= least, "{document} has {played} commands");
    Ok(())
}

#[tokio::test]
async fn the_readme_plays() -> Outcome {
    play("README.md", 8).await
}

#[tokio::test]
async fn the_page_for_administrators_plays() -> Outcome {
    play("docs/administrators.md", 15).await
}

#[tokio::test]
async fn the_page_for_ci_plays() -> Outcome {
    play("docs/ci.md", 10).await
}
