//! Connection strings from files, standard input and people.

use std::{
    fs,
    io::{IsTerminal as _, Read as _, stdin},
    path::Path,
};

use crate::{
    exit::Exit,
    failure::{Failure, Outcome},
};

/// Far more than a connection string is long.
const LONGEST: u64 = 64 * 1024;

/// Reads a connection string from a file, or from standard input if that is `-`.
///
/// # Errors
/// When it cannot be read.
pub(crate) fn read_connection_string(file: &Path) -> Outcome<String> {
    let mut text = String::new();
    let read = if file == Path::new("-") {
        stdin().take(LONGEST).read_to_string(&mut text)
    } else {
        fs::File::open(file).and_then(|opened| opened.take(LONGEST).read_to_string(&mut text))
    };
    read.map_err(|error| {
        let problem = format!("{} cannot be read: {error}", file.display());
        Failure::new(Exit::Usage, problem).hint("name a file with a connection string, or `-`")
    })?;
    Ok(text.trim().to_owned())
}

/// Asks for a connection string without showing what is typed.
///
/// # Errors
/// When there is no terminal to ask on.
pub(crate) fn ask_for_connection_string() -> Outcome<String> {
    if !stdin().is_terminal() {
        return Err(
            Failure::new(Exit::NotConfirmed, "there is no terminal to ask on")
                .hint("give the connection string by `--connection-string-file -`"),
        );
    }
    let typed = rpassword::prompt_password("Connection string (not shown): ");
    let typed = typed.map_err(|error| {
        Failure::new(
            Exit::Other,
            format!("nothing could be read from the terminal: {error}"),
        )
    })?;
    Ok(typed.trim().to_owned())
}
