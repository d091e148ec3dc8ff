//! The texts of the crates themselves, in which nothing is hidden.

use std::{fs, path::Path};

use acs_core::Shown;
use acs_tests::Outcome;
use proc_macro2::{Delimiter, TokenStream, TokenTree};

/// An example of a phone number. It stands in a limit, which is never looked through.
const EXAMPLE: &str = "as in +14255550100";

#[test]
fn hold_nothing_that_is_taken_for_a_number() -> Outcome {
    let crates = Path::new(env!("CARGO_MANIFEST_DIR")).join("../crates");
    let mut texts = Vec::new();
    for name in ["core", "phone-numbers", "sip-routing"] {
        read_folder(&crates.join(name).join("src"), &mut texts)?;
    }
    assert!(texts.len() > 500, "{} texts", texts.len());
    for text in texts {
        let ours = text.replace(EXAMPLE, "");
        assert_eq!(Shown(&ours).to_string(), ours);
    }
    Ok(())
}

fn read_folder(folder: &Path, texts: &mut Vec<String>) -> Outcome {
    for entry in fs::read_dir(folder)? {
        let path = entry?.path();
        let is_test = ["tests", "tests.rs", "testing.rs", "redaction.rs"];
        if is_test.iter().any(|name| path.ends_with(name)) {
            continue;
        }
        if path.is_dir() {
            read_folder(&path, texts)?;
        } else if path.extension().is_some_and(|it| it == "rs") {
            let source = fs::read_to_string(&path)?;
            // Tests stand at the end of a file.
            let product = source.split("#[cfg(test)]\nmod tests {").next();
            let tokens: Result<TokenStream, _> = product.unwrap_or_default().parse();
            read(tokens.map_err(|error| error.to_string())?, texts);
        }
    }
    Ok(())
}

/// Adds the string literals of `tokens` that are no docs.
fn read(tokens: TokenStream, texts: &mut Vec<String>) {
    let mut is_attribute = false;
    for token in tokens {
        match token {
            TokenTree::Punct(it) if it.as_char() == '#' => {
                is_attribute = true;
                continue;
            }
            // An attribute of a whole file has an exclamation mark.
            TokenTree::Punct(it) if it.as_char() == '!' && is_attribute => continue,
            TokenTree::Group(it) if is_attribute && it.delimiter() == Delimiter::Bracket => {}
            TokenTree::Group(it) => read(it.stream(), texts),
            TokenTree::Literal(it) => texts.push(it.to_string()),
            _ => {}
        }
        is_attribute = false;
    }
}
