//! `acs numbers cost`.

use std::collections::BTreeMap;

use acs_phone_numbers::{ListPurchasedPhoneNumbersOptions, PageSize};
use clap::Args;
use futures::TryStreamExt as _;
use serde_json::json;

use crate::{
    failure::Outcome,
    money::MonthlyCost,
    output::{Column, List},
    session::Session,
};

pub(crate) const EXAMPLES: &str = "\
Numbers of which the service does not say what they cost in a month have an empty cost. The bill
has calls and messages on top.

Columns: countryCode phoneNumberType count cost currency

Examples:
  acs numbers cost
  acs numbers cost -o json --query \"[?currency=='USD'].cost\"";

const COLUMNS: &[Column] = &[
    Column::new("countryCode"),
    Column::new("phoneNumberType"),
    Column::new("count"),
    Column::new("cost"),
    Column::new("currency"),
];

/// Arguments of `acs numbers cost`.
#[derive(Args, Debug)]
pub(crate) struct Arguments {}

impl Arguments {
    /// Carries the command out.
    ///
    /// # Errors
    /// When the numbers cannot be read.
    pub(crate) async fn run(self, session: &Session) -> Outcome {
        let options = ListPurchasedPhoneNumbersOptions::default().page_size(PageSize::of::<500>());
        let mut numbers = session
            .numbers()?
            .list_purchased_phone_numbers(Some(options));
        let mut groups: BTreeMap<_, (usize, Option<MonthlyCost>)> = BTreeMap::new();
        while let Some(number) = numbers.try_next().await? {
            let cost = MonthlyCost::of(number.cost.as_ref(), 1);
            let key = (
                number.country_code.to_string(),
                number.phone_number_type.to_string(),
                cost.as_ref().map(|cost| cost.currency().to_owned()),
            );
            let (count, sum) = groups.entry(key).or_default();
            *count += 1;
            *sum = match (sum.take(), cost) {
                (None, cost) => cost,
                (Some(sum), Some(cost)) => sum.plus(&cost),
                (Some(_), None) => None,
            };
        }
        let mut list = List::begin(&session.globals, COLUMNS)?;
        for ((country, number_type, currency), (count, cost)) in groups {
            list.row(&json!({
                "countryCode": country,
                "phoneNumberType": number_type,
                "count": count,
                "cost": cost.map(|cost| cost.amount()),
                "currency": currency,
            }))?;
        }
        list.finish()
    }
}
