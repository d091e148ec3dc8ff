//! No operation without a snapshot, and no snapshot without an operation.

use std::{collections::BTreeSet, fs, path::PathBuf};

use acs_core::{FinalState, Operation};
use acs_phone_numbers_generated::operations::OPERATIONS as PHONE_NUMBERS;
use acs_sip_routing_generated::operations::OPERATIONS as SIP_ROUTING;
use acs_sip_routing_preview_generated::operations::OPERATIONS as SIP_PREVIEW;
use acs_tests::Outcome;

use crate::{later_version, representative};

/// Every operation of all documents, under the name of its snapshot.
fn operations() -> impl Iterator<Item = (String, &'static Operation)> {
    let phone_numbers = PHONE_NUMBERS
        .iter()
        .copied()
        .map(|it| (it.id.to_owned(), it));
    let sip_routing = SIP_ROUTING
        .iter()
        .copied()
        .map(|it| (format!("sip_{}", it.id), it));
    let preview = SIP_PREVIEW.iter().copied();
    let preview = preview.map(|it| (format!("sip_preview_{}", it.id), it));
    phone_numbers.chain(sip_routing).chain(preview)
}

/// Fails with what is missing and what is too much, not with both lists.
fn assert_same(what: &str, found: &BTreeSet<String>, expected: &BTreeSet<String>) {
    let missing: Vec<_> = expected.difference(found).collect();
    let superfluous: Vec<_> = found.difference(expected).collect();
    assert!(
        missing.is_empty() && superfluous.is_empty(),
        "{what}: missing {missing:?}, superfluous {superfluous:?}"
    );
}

fn directory() -> PathBuf {
    PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("tests/wire/snapshots")
}

#[test]
fn every_operation_is_covered() {
    let operations: BTreeSet<_> = operations().map(|(name, _)| name).collect();
    let covered = representative::COVERED.iter().map(|&name| name.to_owned());
    assert_same("operations with a test", &covered.collect(), &operations);
}

#[test]
fn every_snapshot_belongs_to_a_test() -> Outcome {
    let representative = representative::COVERED
        .iter()
        .map(|name| format!("{name}.snap"));
    let later = later_version::COVERED
        .iter()
        .map(|name| format!("{name}@later_version.snap"));
    let others = ["open_enums.snap", "sip_apply.snap"].map(str::to_owned);
    let expected: BTreeSet<_> = representative.chain(later).chain(others).collect();
    let mut found = BTreeSet::new();
    for entry in fs::read_dir(directory())? {
        found.insert(entry?.file_name().to_string_lossy().into_owned());
    }
    // A snapshot that waits for its review is the concern of the test that wrote it.
    found.retain(|name| !name.ends_with(".snap.new"));
    assert_same("snapshots", &found, &expected);
    Ok(())
}

#[test]
fn every_snapshot_shows_its_operation() -> Outcome {
    for (name, operation) in operations() {
        let path = directory().join(format!("{name}.snap"));
        let text = fs::read_to_string(&path).map_err(|error| format!("{name}: {error}"))?;
        let request = text
            .split(">>> ")
            .find(|part| is_of(part, operation))
            .ok_or_else(|| format!("{name}: the operation's request is not in its snapshot"))?;
        let content_type = request
            .lines()
            .find_map(|line| line.strip_prefix("content-type: "));
        assert_eq!(content_type, operation.content_type, "{name}");
    }
    Ok(())
}

/// The clients know by hand where a result is and that a list goes on; the document says so, too.
#[test]
fn results_and_pages_are_where_the_documents_say() -> Outcome {
    for (name, operation) in operations() {
        let text = fs::read_to_string(directory().join(format!("{name}.snap")))?;
        let requests = || text.split(">>> ").skip(1);
        if operation.long_running {
            let gets = requests().filter_map(|it| it.strip_prefix("GET "));
            let fetched = gets
                .filter(|it| !it.starts_with("/phoneNumbers/operations/"))
                .count();
            let has_address = operation.final_state == Some(FinalState::Location);
            assert_eq!(
                fetched > 0,
                has_address,
                "{name}: {fetched} results fetched"
            );
        }
        if operation.page.is_some() {
            let links = requests().filter(|it| is_of(it, operation)).count();
            assert!(links > 1, "{name}: no second page was asked for");
        }
    }
    Ok(())
}

/// Whether a part of a snapshot begins with the request line of this operation.
fn is_of(part: &str, operation: &Operation) -> bool {
    let Some((method, target)) = part.lines().next().and_then(|line| line.split_once(' ')) else {
        return false;
    };
    let path = target.split_once('?').map_or(target, |(path, _)| path);
    let (given, expected): (Vec<_>, Vec<_>) = (
        path.split('/').collect(),
        operation.path.split('/').collect(),
    );
    let fits = |(given, expected): (&&str, &&str)| {
        expected.starts_with('{') && !given.is_empty() || given == expected
    };
    method == operation.method
        && given.len() == expected.len()
        && given.iter().zip(&expected).all(fits)
}
