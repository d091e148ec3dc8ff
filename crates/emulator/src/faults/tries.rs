//! Tries that a client of this SDK makes while a rule applies. They tell the author of a rule how many
//! of its hits one call takes up, and if the call gets through.
//!
//! It follows from the client's own rules, with the options it has by default. They are told here
//! once more, because the emulator shares no code with the client; a test holds both together.

use std::time::Duration;

use http::StatusCode;
use serde::Serialize;

use super::{Fault, FaultRule};
use crate::operation::ServiceOperation;

/// Retries of an operation that may be repeated, and of one that must not be, but was refused.
const RETRIES: u32 = 8;
const GUARDED_RETRIES: u32 = 3;
const FIRST_WAIT: Duration = Duration::from_millis(400);
const MAX_WAIT: Duration = Duration::from_secs(30);
/// A client does not wait for longer than this because a service asks for it.
const LONGEST_ASKED: Duration = Duration::from_secs(60);
const TRY_TIMEOUT: Duration = Duration::from_secs(30);
const CALL_TIMEOUT: Duration = Duration::from_secs(120);

/// How often one call sends its request under a rule, at most.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "camelCase")]
#[non_exhaustive]
pub struct Tries {
    /// By an operation that may be repeated; none if the rule is for one that must not be.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub idempotent: Option<u64>,
    /// By an operation that must not be repeated, as it costs money, say; none if the rule is for
    /// another.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub not_idempotent: Option<u64>,
}

impl FaultRule {
    /// Returns the most requests that a client of this SDK with default options sends in one call
    /// under this rule, if the rule is spent on that call alone. With fewer hits than that the call
    /// gets through.
    pub fn tries(&self) -> Tries {
        let applies = |is_idempotent: bool| {
            let others = self.operation.map(ServiceOperation::is_idempotent);
            (others != Some(!is_idempotent)).then(|| self.tries_of(is_idempotent))
        };
        Tries {
            idempotent: applies(true),
            not_idempotent: applies(false),
        }
    }

    fn tries_of(&self, is_idempotent: bool) -> u64 {
        let Some(asked) = self.allows_retry(is_idempotent) else {
            return 1;
        };
        let retries = if is_idempotent {
            RETRIES
        } else {
            GUARDED_RETRIES
        };
        let (mut tries, mut spent) = (1, Duration::ZERO);
        for retry in 0..retries {
            let own = FIRST_WAIT
                .saturating_mul(2_u32.saturating_pow(retry))
                .min(MAX_WAIT);
            // A try takes at least as long as it is delayed, and the client's patience at most.
            spent += own.max(asked) + self.delay.min(TRY_TIMEOUT);
            // The try after the last hit is the one that gets through.
            if spent > CALL_TIMEOUT || self.times.is_some_and(|times| tries > times) {
                break;
            }
            tries += 1;
        }
        tries
    }

    /// The wait that the answer asks for before a retry; none if there is none.
    fn allows_retry(&self, is_idempotent: bool) -> Option<Duration> {
        if self.delay >= TRY_TIMEOUT {
            // The client gives the try up, and does not know what became of it.
            return is_idempotent.then_some(Duration::ZERO);
        }
        match self.fault? {
            Fault::Status {
                status,
                retry_after,
            } => {
                let may_pass = if is_idempotent {
                    matches!(status.as_u16(), 408 | 429 | 500 | 502 | 503 | 504)
                } else {
                    // Refused for now by the service itself.
                    let is_asked = retry_after.is_some_and(|it| !it.is_zero());
                    status == StatusCode::TOO_MANY_REQUESTS
                        || status == StatusCode::SERVICE_UNAVAILABLE && is_asked
                };
                let is_asked = matches!(status.as_u16(), 429 | 503);
                let asked = retry_after.filter(|_| is_asked).unwrap_or_default();
                (may_pass && asked <= LONGEST_ASKED).then_some(asked)
            }
            Fault::ResetBefore | Fault::ResetAfter | Fault::TruncatedBody => {
                is_idempotent.then_some(Duration::ZERO)
            }
            // An answer that makes no sense makes none the next time either.
            Fault::MalformedBody => None,
        }
    }
}

impl ServiceOperation {
    /// Whether doing it twice is the same as doing it once.
    fn is_idempotent(self) -> bool {
        match self {
            Self::ListAvailableCountries
            | Self::ListAvailableLocalities
            | Self::ListAreaCodes
            | Self::ListOfferings
            | Self::BrowseAvailableNumbers
            | Self::GetSearchResult
            | Self::ListReservations
            | Self::GetReservation
            | Self::CreateOrUpdateReservation
            | Self::DeleteReservation
            | Self::ListPhoneNumbers
            | Self::GetByNumber
            | Self::GetOperation
            | Self::CancelOperation
            | Self::GetSipConfiguration
            | Self::UpdateSipConfiguration
            | Self::TestRoutesWithNumber => true,
            Self::SearchAvailablePhoneNumbers
            | Self::PurchasePhoneNumbers
            | Self::PurchaseReservation
            | Self::ReleasePhoneNumber
            | Self::UpdateCapabilities
            | Self::OperatorInformationSearch => false,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn tries(rule: &FaultRule) -> (Option<u64>, Option<u64>) {
        let Tries {
            idempotent,
            not_idempotent,
        } = rule.tries();
        (idempotent, not_idempotent)
    }

    fn status(status: u16) -> FaultRule {
        FaultRule::status(StatusCode::from_u16(status).unwrap())
    }

    #[test]
    fn what_may_pass_is_tried_again_if_that_does_no_harm() {
        for (rule, expected) in [
            (status(500), (9, 1)),
            (status(503), (9, 1)),
            (status(503).retry_after(Duration::from_secs(1)), (9, 4)),
            // To come back at once is no time to come back at.
            (status(503).retry_after(Duration::ZERO), (9, 1)),
            (status(429), (9, 4)),
            (status(429).times(2), (3, 3)),
            (status(429).times(0), (1, 1)),
            // Two minutes are over after two waits of a minute.
            (status(429).retry_after(Duration::from_secs(60)), (3, 3)),
            (status(429).retry_after(Duration::from_secs(61)), (1, 1)),
            (status(404), (1, 1)),
            (FaultRule::reset_before_execution(), (9, 1)),
            (FaultRule::reset_after_execution().times(1), (2, 1)),
            (FaultRule::truncated_body(), (9, 1)),
            (FaultRule::malformed_body(), (1, 1)),
            (FaultRule::delay(Duration::from_secs(29)), (1, 1)),
            (FaultRule::delay(Duration::from_secs(31)), (4, 1)),
        ] {
            let expected = (Some(expected.0), Some(expected.1));
            assert_eq!(tries(&rule), expected, "{rule:?}");
        }
    }

    #[test]
    fn a_rule_for_one_operation_says_what_holds_for_it() {
        let search = status(500).on(ServiceOperation::SearchAvailablePhoneNumbers);
        assert_eq!(tries(&search), (None, Some(1)));
        let read = status(500).times(1).on(ServiceOperation::GetByNumber);
        assert_eq!(tries(&read), (Some(2), None));
    }
}
