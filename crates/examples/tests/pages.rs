//! The pages of the guide against what they speak of: every predicate, every method, every link.
#![expect(
    clippy::unwrap_used,
    reason = "clippy takes only functions marked as tests for tests, not their helpers"
)]

use std::{
    fs,
    path::{Path, PathBuf},
};

fn root() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR"))
        .join("../..")
        .canonicalize()
        .unwrap()
}

fn page(name: &str) -> String {
    fs::read_to_string(root().join("docs").join(name)).unwrap()
}

/// The names of the public methods in the files of a folder.
fn methods(folder: &str) -> Vec<String> {
    let mut names = Vec::new();
    for file in fs::read_dir(root().join(folder)).unwrap() {
        let path = file.unwrap().path();
        if path.extension().is_some_and(|it| it == "rs") {
            let text = fs::read_to_string(path).unwrap();
            names.extend(text.lines().filter_map(method).map(str::to_owned));
        }
    }
    assert!(!names.is_empty(), "{folder}");
    names
}

/// The name of the public method that begins on this line.
fn method(line: &str) -> Option<&str> {
    let rest = line.strip_prefix("    pub ")?;
    let rest = rest.strip_prefix("async ").unwrap_or(rest);
    rest.strip_prefix("fn ")?.split(['(', '<']).next()
}

#[test]
fn every_predicate_has_a_next_step() {
    let text = page("errors.md");
    for name in methods("crates/core/src/error") {
        if name.starts_with("is_") {
            assert!(text.contains(&format!("| `{name}` |")), "{name}");
        }
    }
}

#[test]
fn every_method_has_its_place_in_the_migration() {
    let text = page("migrating.md");
    let getters = ["endpoint", "api_version", "with_api_version"];
    for folder in [
        "crates/phone-numbers/src/client",
        "crates/sip-routing/src/client",
    ] {
        for name in methods(folder) {
            let is_there = text.contains(&format!("`{name}`")) || getters.contains(&&*name);
            assert!(is_there || text.contains(&format!("`{name}(")), "{name}");
        }
    }
}

#[test]
fn every_link_leads_somewhere() {
    let pages = fs::read_dir(root().join("docs")).unwrap();
    let mut checked = 0;
    let pages = pages.map(|it| it.unwrap().path());
    for page in pages.filter(|it| it.extension().is_some_and(|it| it == "md")) {
        let text = fs::read_to_string(&page).unwrap();
        for link in text.split("](").skip(1) {
            let target = link.split([')', '#']).next().unwrap();
            if !target.is_empty() && !target.contains("://") {
                let file = page.parent().unwrap().join(target);
                assert!(file.exists(), "{}: {target}", page.display());
                checked += 1;
            }
        }
    }
    assert!(checked > 10, "{checked}");
}
