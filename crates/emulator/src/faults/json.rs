//! Rules as the admin API takes and shows them.

use std::time::Duration;

use http::StatusCode;
use serde::{Deserialize, Deserializer, Serialize, Serializer, de};

use super::rule::Chance;
use super::{Fault, FaultRule};
use crate::operation::ServiceOperation;

/// The longest delay.
const MAX_DELAY: Duration = Duration::from_secs(300);

/// Why JSON is no rule.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("{0}")]
struct InvalidRule(&'static str);

/// A rule in JSON. What is left out is as a new rule has it.
#[derive(Serialize, Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
struct Form {
    fault: Kind,
    #[serde(skip_serializing_if = "Option::is_none")]
    status: Option<u16>,
    #[serde(skip_serializing_if = "Option::is_none")]
    retry_after_seconds: Option<u64>,
    #[serde(default, skip_serializing_if = "is_zero")]
    delay_milliseconds: u64,
    #[serde(skip_serializing_if = "Option::is_none")]
    operation: Option<ServiceOperation>,
    #[serde(default, skip_serializing_if = "is_zero")]
    after: u64,
    #[serde(skip_serializing_if = "Option::is_none")]
    times: Option<u64>,
    #[serde(skip_serializing_if = "Option::is_none")]
    probability: Option<f64>,
    #[serde(skip_serializing_if = "Option::is_none")]
    seed: Option<u64>,
}

#[derive(Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
enum Kind {
    Status,
    Delay,
    ResetBeforeExecution,
    ResetAfterExecution,
    TruncatedBody,
    MalformedBody,
}

#[expect(clippy::trivially_copy_pass_by_ref, reason = "serde calls it so")]
fn is_zero(number: &u64) -> bool {
    *number == 0
}

impl TryFrom<Form> for FaultRule {
    type Error = InvalidRule;

    fn try_from(form: Form) -> Result<Self, InvalidRule> {
        let delay = Duration::from_millis(form.delay_milliseconds);
        if delay > MAX_DELAY {
            return Err(InvalidRule("delayMilliseconds is more than five minutes"));
        }
        if form.fault != Kind::Status && (form.status, form.retry_after_seconds) != (None, None) {
            return Err(InvalidRule(
                "status and retryAfterSeconds belong to fault \"status\"",
            ));
        }
        let fault = match form.fault {
            Kind::Status => Some(Fault::Status {
                status: status(form.status)?,
                retry_after: form.retry_after_seconds.map(Duration::from_secs),
            }),
            Kind::Delay if delay.is_zero() => {
                return Err(InvalidRule("fault \"delay\" needs delayMilliseconds"));
            }
            Kind::Delay => None,
            Kind::ResetBeforeExecution => Some(Fault::ResetBefore),
            Kind::ResetAfterExecution => Some(Fault::ResetAfter),
            Kind::TruncatedBody => Some(Fault::TruncatedBody),
            Kind::MalformedBody => Some(Fault::MalformedBody),
        };
        Ok(Self {
            fault,
            delay,
            operation: form.operation,
            skip: form.after,
            times: form.times,
            chance: chance(form.probability, form.seed)?,
        })
    }
}

fn status(given: Option<u16>) -> Result<StatusCode, InvalidRule> {
    let status = given.ok_or(InvalidRule("fault \"status\" needs a status"))?;
    let status = StatusCode::from_u16(status).ok();
    status
        .filter(|it| it.is_client_error() || it.is_server_error())
        .ok_or(InvalidRule("status is not between 400 and 599"))
}

fn chance(probability: Option<f64>, seed: Option<u64>) -> Result<Option<Chance>, InvalidRule> {
    match (probability, seed) {
        (None, None) => Ok(None),
        (None, Some(_)) => Err(InvalidRule("a seed needs a probability")),
        (Some(probability), seed) if (0.0..=1.0).contains(&probability) => Ok(Some(Chance {
            probability,
            seed: seed.unwrap_or_default(),
        })),
        (Some(_), _) => Err(InvalidRule("probability is not between 0 and 1")),
    }
}

impl From<&FaultRule> for Form {
    fn from(rule: &FaultRule) -> Self {
        let (fault, status, retry_after) = match rule.fault {
            Some(Fault::Status {
                status,
                retry_after,
            }) => (Kind::Status, Some(status), retry_after),
            Some(Fault::ResetBefore) => (Kind::ResetBeforeExecution, None, None),
            Some(Fault::ResetAfter) => (Kind::ResetAfterExecution, None, None),
            Some(Fault::TruncatedBody) => (Kind::TruncatedBody, None, None),
            Some(Fault::MalformedBody) => (Kind::MalformedBody, None, None),
            None => (Kind::Delay, None, None),
        };
        Self {
            fault,
            status: status.map(|it| it.as_u16()),
            retry_after_seconds: retry_after.map(|it| it.as_secs()),
            delay_milliseconds: u64::try_from(rule.delay.as_millis()).unwrap_or(u64::MAX),
            operation: rule.operation,
            after: rule.skip,
            times: rule.times,
            probability: rule.chance.map(|it| it.probability),
            seed: rule.chance.map(|it| it.seed),
        }
    }
}

impl Serialize for FaultRule {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        Form::from(self).serialize(serializer)
    }
}

impl<'de> Deserialize<'de> for FaultRule {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        Form::deserialize(deserializer)?
            .try_into()
            .map_err(de::Error::custom)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn refusal(json: &str) -> String {
        let read = crate::reading::read::<FaultRule>(json.as_bytes());
        read.unwrap_err().to_string()
    }

    #[test]
    fn rules_are_written_as_they_are_read() {
        for json in [
            r#"{"fault":"status","status":429,"retryAfterSeconds":2,"operation":"PhoneNumbers_GetByNumber","after":1,"times":2,"probability":0.5,"seed":7}"#,
            r#"{"fault":"delay","delayMilliseconds":250}"#,
            r#"{"fault":"resetBeforeExecution"}"#,
            r#"{"fault":"resetAfterExecution","delayMilliseconds":1,"times":1}"#,
            r#"{"fault":"truncatedBody"}"#,
            r#"{"fault":"malformedBody","probability":1.0,"seed":0}"#,
        ] {
            let rule: FaultRule = serde_json::from_str(json).unwrap();
            assert_eq!(serde_json::to_string(&rule).unwrap(), json);
        }
    }

    #[test]
    fn what_makes_no_sense_is_refused() {
        for (json, message) in [
            ("{}", "`fault` is missing"),
            (r#"{"fault":"fire"}"#, "`fire` is none of these"),
            (r#"{"fault":"delay"}"#, "needs delayMilliseconds"),
            (
                r#"{"fault":"delay","delayMilliseconds":300001}"#,
                "five minutes",
            ),
            (r#"{"fault":"status"}"#, "needs a status"),
            (r#"{"fault":"status","status":200}"#, "between 400 and 599"),
            (
                r#"{"fault":"truncatedBody","status":500}"#,
                "belong to fault",
            ),
            (
                r#"{"fault":"truncatedBody","seed":1}"#,
                "needs a probability",
            ),
            (
                r#"{"fault":"truncatedBody","probability":1.5}"#,
                "between 0 and 1",
            ),
            (
                r#"{"fault":"truncatedBody","time":1}"#,
                "`time` is not known",
            ),
            (
                r#"{"fault":"truncatedBody","operation":"GetByNumber"}"#,
                "is none of these",
            ),
        ] {
            let given = refusal(json);
            assert!(given.contains(message), "{json}: {given}");
        }
    }
}
