//! A pair of documents that agree, and what is reported when one of them is edited.

mod bad_input;
mod operations;
mod schemas;

use std::fs;

use serde_json::Value;

use super::{ImportError, Report, run};

/// The upstream document, the file that it refers to, and our document.
struct Documents {
    upstream: Value,
    errors: Value,
    spec: Value,
}

impl Documents {
    fn that_agree() -> Self {
        let parse = |text| serde_json::from_str(text).unwrap();
        Self {
            upstream: parse(include_str!("fixtures/upstream.json")),
            errors: parse(include_str!("fixtures/errors.json")),
            spec: parse(include_str!("fixtures/spec.json")),
        }
    }

    fn compare(&self) -> Result<Report, ImportError> {
        let directory = tempfile::tempdir().unwrap();
        let [upstream, errors, spec] =
            ["upstream.json", "common/errors.json", "spec.json"].map(|f| directory.path().join(f));
        fs::create_dir(directory.path().join("common")).unwrap();
        for (path, value) in [
            (&upstream, &self.upstream),
            (&errors, &self.errors),
            (&spec, &self.spec),
        ] {
            fs::write(path, value.to_string()).unwrap();
        }
        run(&upstream, &spec)
    }
}

/// The report after the upstream document has been edited.
fn after_upstream(edit: impl FnOnce(&mut Value)) -> String {
    let mut documents = Documents::that_agree();
    edit(&mut documents.upstream);
    documents.compare().unwrap().to_string()
}

/// The report after our document has been edited.
fn after_ours(edit: impl FnOnce(&mut Value)) -> String {
    let mut documents = Documents::that_agree();
    edit(&mut documents.spec);
    documents.compare().unwrap().to_string()
}

fn remove(object: &mut Value, key: &str) {
    object.as_object_mut().unwrap().shift_remove(key).unwrap();
}

fn push(array: &mut Value, element: Value) {
    array.as_array_mut().unwrap().push(element);
}

fn book(upstream: &mut Value) -> &mut Value {
    &mut upstream["definitions"]["Book"]["properties"]
}

#[test]
fn documents_that_agree_have_no_differences() {
    let report = Documents::that_agree().compare().unwrap();
    assert_eq!(report.differences(), 0, "{report}");
    insta::assert_snapshot!(report, @"0 differences (- ours, + published)");
}
