//! Subject of a request.

use std::fmt;

use serde::{Deserialize, Serialize};

/// Subject of a request: enough to look it up, and to tell people what it was.
#[derive(Clone, Default, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", default)]
pub struct Subject {
    /// The search whose numbers are bought.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub search_id: Option<String>,
    /// The reservation whose numbers are bought.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub reservation_id: Option<String>,
    /// The numbers, in E.164 form, where they are known.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub numbers: Vec<String>,
    /// The capability for calls that is wanted.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub calling: Option<String>,
    /// The capability for messages that is wanted.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub sms: Option<String>,
    /// The cost of all numbers in a month, where it is known.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub monthly_cost: Option<Cost>,
}

/// Amount of money.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct Cost {
    /// The amount, as people read it, such as `2.00`.
    pub amount: String,
    /// The currency, such as `USD`.
    pub currency: String,
}

impl fmt::Debug for Subject {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Subject")
            .field("search_id", &self.search_id)
            .field("reservation_id", &self.reservation_id)
            .field("numbers", &self.numbers.len())
            .field("monthly_cost", &self.monthly_cost)
            .finish_non_exhaustive()
    }
}

#[cfg(test)]
mod tests {
    use super::Subject;

    #[test]
    fn debug_shows_no_number() {
        let numbers = vec!["+14255550100".to_owned()];
        let subject = Subject {
            numbers,
            ..Subject::default()
        };
        assert!(!format!("{subject:?}").contains("4255550100"));
    }
}
