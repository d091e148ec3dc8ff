//! The whole way from a published document to a crate, with one that is made up.
//!
//! `xtask/drill` has the document as it would be published, ours, and the generated crate, which
//! is a member of the workspace so that whatever is built builds it.

use std::{
    fs,
    path::{Path, PathBuf},
};

use clap::Parser;
use serde_json::{Value, json};

use crate::{
    Arguments, Chore, codegen,
    prose::{MARK, places_of},
    spec_diff, spec_import,
};

/// A copy of the drill's documents that a test may change, at the place that codegen expects.
struct Drill {
    root: tempfile::TempDir,
}

impl Drill {
    fn new() -> Self {
        let root = tempfile::tempdir().unwrap();
        let drill = Self { root };
        fs::create_dir_all(drill.path("published/common")).unwrap();
        for file in [
            "published/library.json",
            "published/common/common.json",
            "library.openapi.json",
            "library.deviations.json",
        ] {
            fs::copy(committed(file), drill.path(file)).unwrap();
        }
        drill
    }

    fn path(&self, file: &str) -> PathBuf {
        self.root.path().join("xtask/drill").join(file)
    }

    fn import(&self) -> String {
        let [published, ours] =
            ["published/library.json", "library.openapi.json"].map(|file| self.path(file));
        let report = spec_import::run(&published, &ours).unwrap();
        assert_eq!(spec_diff::run(&published, &ours).unwrap().differences(), 0);
        report.replace(self.root.path().to_str().unwrap(), "…")
    }

    fn codegen(&self, flags: &[&str]) -> Result<String, String> {
        generate(self.root.path(), flags)
    }

    fn edit(&self, file: &str, edit: impl FnOnce(&mut Value)) {
        let mut document = read(&self.path(file));
        edit(&mut document);
        fs::write(self.path(file), document.to_string()).unwrap();
    }
}

fn committed(file: &str) -> PathBuf {
    crate::workspace().unwrap().join("xtask/drill").join(file)
}

fn read(path: &Path) -> Value {
    serde_json::from_str(&fs::read_to_string(path).unwrap()).unwrap()
}

/// `cargo xtask codegen --only drill` in the checkout at `root`.
fn generate(root: &Path, flags: &[&str]) -> Result<String, String> {
    let line = ["xtask", "codegen", "--only", "drill"];
    let Chore::Codegen(options) = Arguments::parse_from(line.iter().chain(flags)).chore else {
        unreachable!("another chore")
    };
    codegen::run(root, &options).map_err(|error| error.to_string())
}

#[test]
fn the_import_gives_the_document_that_is_committed() {
    let drill = Drill::new();
    insta::assert_snapshot!(drill.import());
    let [again, before] = [
        drill.path("library.openapi.json"),
        committed("library.openapi.json"),
    ]
    .map(|path| fs::read_to_string(path).unwrap());
    assert_eq!(again, before);
}

#[test]
fn the_generator_gives_the_crate_that_is_committed() {
    let root = crate::workspace().unwrap();
    assert_eq!(generate(&root, &["--check"]), Ok(String::new()));
}

#[test]
fn codegen_names_every_place_that_wants_prose() {
    let drill = Drill::new();
    fs::remove_file(drill.path("library.openapi.json")).unwrap();
    let report = drill.import();
    let places = places_of(MARK, &read(&drill.path("library.openapi.json")));
    assert!(
        report.ends_with(&format!("places that want prose: {}\n", places.len())),
        "{report}"
    );
    let lines: Vec<_> = places
        .iter()
        .map(|place| {
            format!("xtask/drill/library.openapi.json: {place}: prose of our own is wanted here")
        })
        .collect();
    for flags in [&["--check"][..], &[]] {
        assert_eq!(drill.codegen(flags), Err(lines.join("\n")));
    }
}

#[test]
fn no_sentence_is_copied() {
    let drill = Drill::new();
    fs::remove_file(drill.path("library.openapi.json")).unwrap();
    drill.import();
    let imported = fs::read_to_string(drill.path("library.openapi.json")).unwrap();
    let mut sentences = Vec::new();
    for file in ["published/library.json", "published/common/common.json"] {
        collect_sentences(&read(&drill.path(file)), &mut sentences);
    }
    assert!(sentences.len() > 50);
    for sentence in sentences {
        assert!(!imported.contains(&format!("{sentence:?}")), "{sentence}");
    }
}

fn collect_sentences(value: &Value, found: &mut Vec<String>) {
    for (key, member) in value.as_object().into_iter().flatten() {
        match member {
            Value::String(text) if ["description", "summary", "title"].contains(&&**key) => {
                found.push(text.clone());
            }
            _ => collect_sentences(member, found),
        }
    }
    for element in value.as_array().into_iter().flatten() {
        collect_sentences(element, found);
    }
}

#[test]
fn a_new_version_wants_prose_for_what_is_new_and_nothing_else() {
    let drill = Drill::new();
    drill.edit("published/library.json", |published| {
        published["info"]["version"] = json!("2026-09-01");
        let mut renew = published["paths"]["/loans/{loanId}"]["get"].clone();
        renew["operationId"] = json!("Library_RenewLoan");
        published["paths"]["/loans/{loanId}/:renew"] = json!({ "post": renew });
        let book = &mut published["definitions"]["Book"]["properties"];
        book["language"] = json!({ "type": "string", "description": "The language." });
        book["genre"]["enum"] = json!(["novel", "poem", "drama"]);
        let genre = &mut published["paths"]["/books"]["get"]["parameters"][3];
        genre["enum"] = json!(["novel", "poem", "drama"]);
    });
    insta::assert_snapshot!(drill.import());
    let renewed = read(&drill.path("library.openapi.json"));
    let tags = &renewed["paths"]["/loans/{loanId}/:renew"]["post"]["tags"];
    assert_eq!(*tags, json!(["Lend books"]));

    let text = fs::read_to_string(drill.path("library.openapi.json")).unwrap();
    fs::write(
        drill.path("library.openapi.json"),
        text.replace(MARK, "Our own words."),
    )
    .unwrap();
    drill.codegen(&[]).unwrap();
    let calls = fs::read_to_string(drill.path("src/client/lend_books.rs")).unwrap();
    assert!(calls.contains("pub async fn renew_loan"), "{calls}");
}
