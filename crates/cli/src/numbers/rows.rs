//! Columns that several commands share, and lists as the service pages them.

use acs_core::Pager;
use futures::TryStreamExt as _;
use serde::Serialize;

use crate::{
    failure::Outcome,
    output::{Column, List},
    session::Session,
};

/// Columns of a number that is owned.
pub(crate) const OWNED: &[Column] = &[
    Column::new("phoneNumber"),
    Column::new("countryCode"),
    Column::new("phoneNumberType"),
    Column::new("assignmentType"),
    Column::at("calling", "capabilities.calling"),
    Column::at("sms", "capabilities.sms"),
    Column::at("cost", "cost.amount"),
    Column::at("currency", "cost.currencyCode"),
    Column::new("purchaseDate"),
];

/// Columns of a number that is on offer.
pub(crate) const OFFERED: &[Column] = &[
    Column::new("phoneNumber"),
    Column::new("phoneNumberType"),
    Column::new("assignmentType"),
    Column::at("calling", "capabilities.calling"),
    Column::at("sms", "capabilities.sms"),
    Column::at("cost", "cost.amount"),
    Column::at("currency", "cost.currencyCode"),
    Column::new("status"),
    Column::at("error", "error.code"),
];

/// Writes a list as its pages come; with a limit no more than that.
///
/// # Errors
/// When a page cannot be read, or nobody reads any more.
pub(crate) async fn list<T: Serialize + Send + 'static>(
    session: &Session,
    columns: &'static [Column],
    limit: Option<usize>,
    mut pager: Pager<T>,
) -> Outcome {
    let mut list = List::begin(&session.globals, columns)?;
    while limit.is_none_or(|limit| list.len() < limit) {
        let Some(row) = pager.try_next().await? else {
            break;
        };
        list.row(&row)?;
    }
    if list.is_empty() {
        session.globals.note("There are none.");
    }
    list.finish()
}
