//! Numbers, owned and available.

use serde_json::json;

use super::answer::{Outcome, Refused, ok};
use super::{Admin, Call, nowhere};
use crate::model::PhoneNumberType;
use crate::routes::query;

/// The numbers on a page that is not told how many.
const PAGE: u64 = 100;
/// The most numbers on a page.
const LONGEST_PAGE: u64 = 1000;

impl Admin {
    pub(super) fn numbers(&self, call: &Call<'_>, segments: &[&str]) -> Outcome {
        match segments {
            ["numbers"] => self.found(call),
            ["numbers", "owned"] => ok(&json!({"phoneNumbers": self.service.owned_numbers()})),
            ["numbers", "available"] => self.available(call),
            _ => Err(nowhere()),
        }
    }

    /// A page of the owned numbers that fit a search.
    fn found(&self, call: &Call<'_>) -> Outcome {
        let search = query(&call.received.target, "search").unwrap_or_default();
        let skip = call.number("skip")?.unwrap_or_default();
        let top = call.number("top")?.unwrap_or(PAGE).min(LONGEST_PAGE);
        let as_size = |number| usize::try_from(number).unwrap_or(usize::MAX);
        let page = (as_size(skip), as_size(top));
        self.service.find_owned(&search, page, |it| ok(it))
    }

    fn available(&self, call: &Call<'_>) -> Outcome {
        let country = call.parameter("country")?;
        let kind = call.parameter("phoneNumberType")?;
        let kind: PhoneNumberType = serde_json::from_value(json!(kind))
            .map_err(|error| Refused::bad_request(format!("phoneNumberType: {error}")))?;
        let available = self.service.available_numbers(&country, kind);
        let numbers = available.ok_or_else(|| {
            Refused::not_found(format!("the stock does not have the country {country:?}"))
        })?;
        ok(&json!({"phoneNumbers": numbers}))
    }
}
