//! Every predicate, asked of an error of every kind.

use std::{fmt::Write as _, time::Duration};

use super::super::*;
use crate::error::Proof;

type Predicate = (&'static str, fn(&Error) -> bool);

const PREDICATES: [Predicate; 20] = [
    ("is_connect", Error::is_connect),
    ("is_connection_lost", Error::is_connection_lost),
    ("is_credential", Error::is_credential),
    ("is_forbidden", Error::is_forbidden),
    ("is_foreign_continuation", Error::is_foreign_continuation),
    ("is_foreign_origin", Error::is_foreign_origin),
    ("is_invalid_input", Error::is_invalid_input),
    ("is_not_carried_out", Error::is_not_carried_out),
    ("is_not_found", Error::is_not_found),
    ("is_operation_cancelled", Error::is_operation_cancelled),
    ("is_operation_failed", Error::is_operation_failed),
    ("is_outcome_unknown", Error::is_outcome_unknown),
    ("is_rejected", Error::is_rejected),
    ("is_server_error", Error::is_server_error),
    ("is_still_running", Error::is_still_running),
    ("is_throttled", Error::is_throttled),
    ("is_timeout", Error::is_timeout),
    ("is_transient", Error::is_transient),
    ("is_unauthorized", Error::is_unauthorized),
    ("is_unexpected_answer", Error::is_unexpected_answer),
];

#[test]
fn the_table_has_every_predicate() {
    let source = include_str!("../predicates.rs");
    let mut written: Vec<_> = source
        .lines()
        .filter_map(|line| line.trim().strip_prefix("pub fn ")?.split('(').next())
        .collect();
    written.sort_unstable();
    assert_eq!(PREDICATES.map(|(name, _)| name).as_slice(), written);
}

fn status(status: u16, of_the_service: bool, retry_after: bool) -> Kind {
    let body: &[u8] = if of_the_service {
        br#"{"error":{"code":"Code","message":"Sentence."}}"#
    } else {
        b""
    };
    Kind::Status(Box::new(Refusal {
        status,
        service_error: ServiceError::read(body),
        retry_after: retry_after.then_some(Duration::from_secs(1)),
        correlation: None,
    }))
}

fn kinds() -> Vec<(String, Kind)> {
    let connect = [
        Obstacle::Passing,
        Obstacle::Refused,
        Obstacle::Certificate,
        Obstacle::Proxy,
        Obstacle::SetUp,
    ];
    let connect = connect.map(|it| (format!("connect: {it:?}"), Kind::Connect(it)));
    let statuses = [
        400, 401, 403, 404, 408, 409, 422, 429, 500, 501, 502, 503, 504,
    ];
    let statuses = statuses.into_iter().flat_map(|code| {
        [(true, false), (true, true), (false, false), (false, true)]
            // The time to come back decides about 503 alone.
            .into_iter()
            .filter(move |(_, asks)| !asks || code == 503)
            .map(move |(own, asks)| {
                let own_text = if own { "of the service" } else { "bare" };
                let asks_text = if asks { ", asks to wait" } else { "" };
                (
                    format!("{code} {own_text}{asks_text}"),
                    status(code, own, asks),
                )
            })
    });
    let others = [
        Kind::InvalidValue(InvalidValue::new("field", "is odd")),
        Kind::Credential,
        Kind::Broken,
        Kind::Timeout,
        Kind::Missing,
        Kind::NotCarriedOut,
        Kind::UnexpectedAnswer,
        Kind::ForeignOrigin,
        Kind::EndlessList,
        Kind::OperationFailed(None),
        Kind::OperationCancelled,
        Kind::StillRunning,
        Kind::ForeignContinuation,
    ];
    let others = others.map(|kind| (kind.family().to_owned(), kind));
    connect.into_iter().chain(statuses).chain(others).collect()
}

/// Returns the names of the predicates that hold, or a dash.
fn holding(error: &Error) -> String {
    let holding: Vec<_> = PREDICATES
        .iter()
        .filter(|(_, holds)| holds(error))
        .map(|(name, _)| name.trim_start_matches("is_"))
        .collect();
    if holding.is_empty() {
        return "-".to_owned();
    }
    holding.join(" ")
}

#[test]
fn predicates_proof_and_advice_of_every_kind() {
    let mut table = String::new();
    for (name, kind) in kinds() {
        let proof = match kind.proof() {
            Proof::NotSent => "not sent",
            Proof::Refused => "refused",
            Proof::None => "none",
        };
        let error = Error::new(kind, "text");
        let advice = error.to_string();
        let advice = advice.split_once("; ").map_or("-", |(_, advice)| advice);
        let holding = holding(&error);
        let _ = writeln!(
            table,
            "{name}\n  holds: {holding}\n  proof: {proof}\n  advice: {advice}"
        );
    }
    insta::assert_snapshot!(table);
}

#[test]
fn an_unknown_outcome_is_never_transient_and_says_how_to_find_out() {
    for (name, kind) in kinds() {
        let error = Error::new(kind, "text").with_outcome_unknown();
        assert!(
            error.is_outcome_unknown() && !error.is_transient(),
            "{name}"
        );
        assert!(
            error
                .to_string()
                .ends_with("; it may have been carried out"),
            "{name}"
        );
        let error = error.with_operation_id("purchase_1");
        assert!(
            error.to_string().contains("look it up by the operation id"),
            "{name}"
        );
    }
}
