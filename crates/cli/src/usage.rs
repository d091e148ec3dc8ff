//! Mistakes on the command line, in our own way: an exit code, no secrets, JSON if that was wanted.

use std::ffi::OsString;

use clap::error::{ContextKind, ContextValue, ErrorKind};

use crate::{
    exit::Exit,
    failure::{Failure, Outcome},
    globals::say,
    output::text,
};

/// Shows help and version, and turns every other error into a failure.
///
/// # Errors
/// When the error is a mistake, or the help cannot be written.
pub(crate) fn settle(error: &clap::Error) -> Outcome {
    match error.kind() {
        ErrorKind::DisplayHelp | ErrorKind::DisplayVersion => text(&error.to_string()),
        ErrorKind::DisplayHelpOnMissingArgumentOrSubcommand => {
            say(error.to_string().trim_end());
            Err(Failure::quiet(Exit::Usage))
        }
        _ => Err(failure(error)),
    }
}

fn failure(error: &clap::Error) -> Failure {
    let text = error.to_string();
    let text = text.trim_start_matches("error: ");
    // What was typed may be a number or a secret that ended up in the wrong place.
    let typed = [ContextKind::InvalidValue, ContextKind::InvalidArg].map(|kind| error.get(kind));
    let mut message = text.to_owned();
    for typed in typed.into_iter().flatten() {
        if let ContextValue::String(typed) = typed
            && is_private(typed)
        {
            // It comes first; further on may be an example that is alike.
            message = message.replacen(typed.as_str(), "…", 1);
        }
    }
    let message = message
        .split("\n\nFor more information")
        .next()
        .unwrap_or_default();
    let (message, usage) = message.split_once("\n\nUsage:").unwrap_or((message, ""));
    let failure = Failure::new(Exit::Usage, message.trim_end().to_owned());
    let usage = usage.lines().next().unwrap_or_default().trim();
    match usage {
        "" => failure.hint("`--help` has examples"),
        usage => failure.hint(format!("{usage}; `--help` has examples")),
    }
}

/// Returns true for what should not be repeated: anything with digits, or with a key in it.
fn is_private(typed: &str) -> bool {
    let digits = typed.bytes().filter(u8::is_ascii_digit).count();
    digits >= 5 || typed.len() > 24 || typed.to_ascii_lowercase().contains("accesskey")
}

/// Returns true if the command line, right or wrong, asks for JSON.
pub(crate) fn wants_json(arguments: &[OsString]) -> bool {
    let words: Vec<_> = arguments.iter().filter_map(|word| word.to_str()).collect();
    let is_json = |word: &str| matches!(word, "json" | "jsonl");
    let joined = words.iter().any(|word| {
        let value = word
            .strip_prefix("--output=")
            .or_else(|| word.strip_prefix("-o"));
        value.is_some_and(|value| is_json(value.trim_start_matches('=')))
    });
    joined
        || words
            .windows(2)
            .any(|pair| matches!(pair[0], "-o" | "--output") && is_json(pair[1]))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn json_is_noticed_in_every_spelling() {
        let wants = |line: &str| {
            let words: Vec<_> = line.split(' ').map(OsString::from).collect();
            wants_json(&words)
        };
        for line in [
            "acs -o json x",
            "acs x --output=jsonl",
            "acs -ojson",
            "acs --output json",
        ] {
            assert!(wants(line), "{line}");
        }
        assert!(!wants("acs -o table json") && !wants("acs json"));
    }

    #[test]
    fn a_number_or_a_key_is_not_repeated() {
        assert!(is_private("+1425 5550100") && is_private("endpoint=https://x;accesskey=YWJj"));
        assert!(!is_private("tollfre"));
    }
}
