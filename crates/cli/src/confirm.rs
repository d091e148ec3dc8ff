//! Asking people.

use std::io::{IsTerminal as _, Write as _, stderr, stdin};

use crate::{
    exit::Exit,
    failure::{Failure, Outcome},
};

/// Returns true if there is somebody who can be asked.
pub(crate) fn is_interactive() -> bool {
    stdin().is_terminal() && stderr().is_terminal()
}

/// Asks a question and returns the line that is typed. Without one the answer is empty.
///
/// # Errors
/// When the terminal cannot be read.
pub(crate) async fn ask(question: &str) -> Outcome<String> {
    let _ = write!(stderr(), "{question} ");
    let _ = stderr().flush();
    let read = tokio::task::spawn_blocking(|| {
        let mut line = String::new();
        stdin().read_line(&mut line).map(|_| line)
    });
    let line = read
        .await
        .map_err(std::io::Error::from)
        .and_then(|line| line);
    let line = line.map_err(|error| {
        Failure::new(
            Exit::Other,
            format!("nothing could be read from the terminal: {error}"),
        )
    })?;
    Ok(line.trim().to_owned())
}

/// Asks a question that wants a yes.
///
/// # Errors
/// When the answer is another one, or the terminal cannot be read.
pub(crate) async fn ask_for_yes(question: &str) -> Outcome {
    let answer = ask(&format!("{question} [y/N]"))
        .await?
        .to_ascii_lowercase();
    if matches!(answer.as_str(), "y" | "yes") {
        return Ok(());
    }
    Err(declined())
}

/// Asks for a word that has to be typed.
///
/// # Errors
/// When another is typed, or the terminal cannot be read.
pub(crate) async fn ask_for_word(question: &str, word: &str) -> Outcome {
    if ask(question).await? == word {
        return Ok(());
    }
    Err(declined())
}

fn declined() -> Failure {
    Failure::new(Exit::NotConfirmed, "declined; nothing was changed")
}

/// Returns the failure of a command that nobody confirmed and nobody can be asked about.
pub(crate) fn unconfirmed(what: &str, flag: &str) -> Failure {
    Failure::new(
        Exit::NotConfirmed,
        format!("{what} wants a confirmation, and there is no terminal to ask on"),
    )
    .hint(format!("confirm with {flag}"))
}
