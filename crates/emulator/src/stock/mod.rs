//! The numbers on offer, by country, and the offers they are sold under.

mod catalogue;
mod check;
mod example;

use serde::{Deserialize, Serialize};
use time::OffsetDateTime;
use uuid::Uuid;

pub(crate) use catalogue::AreaCodeFilter;
use check::Contradiction;

use crate::model::{AssignmentType, Capabilities, Cost, CountryCode, PhoneNumber, PhoneNumberType};
use crate::reading::{self, Misread};

/// Numbers that an emulator has to sell, and those that its resource owns from the start.
///
/// Made from JSON, described in the crate's README. A `Stock` is consistent by construction: blocks
/// do not overlap, and each of them has an offering it is sold under.
///
/// ```
/// use acs_emulator::Stock;
///
/// let stock = Stock::from_json(r#"{
///     "countries": [{
///         "code": "US", "name": "United States", "callingCode": "1",
///         "offerings": [{
///             "phoneNumberType": "tollFree", "assignmentType": "application",
///             "capabilities": {"calling": "inbound+outbound", "sms": "none"}, "amount": 2.0
///         }],
///         "blocks": [{
///             "phoneNumberType": "tollFree", "areaCode": "833", "first": "+18335550100", "count": 10
///         }]
///     }]
/// }"#)?;
/// # let _ = stock;
/// # Ok::<_, acs_emulator::StockError>(())
/// ```
#[derive(Clone, Debug, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct Stock {
    pub(crate) countries: Vec<Country>,
    #[serde(default)]
    pub(crate) owned: Vec<OwnedBlock>,
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub(crate) expired_reservations: Vec<ExpiredReservation>,
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub(crate) verified_domains: Vec<String>,
}

/// Reason for which a stock was refused.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum StockError {
    /// The text is not JSON of the described form. The message says in which line, what is wrong
    /// there, and what would do.
    #[error("{0}")]
    Malformed(String),
    /// The JSON is well formed, but contradicts itself. The message says where, as the other does.
    #[error("{0}")]
    Inconsistent(String),
}

/// Returns the problem, with an example of the field.
fn with_example(misread: &Misread) -> String {
    let key = misread.key();
    match example::of(key) {
        Some(value) => format!("{misread}; for example \"{key}\": {value}"),
        None => misread.to_string(),
    }
}

impl Stock {
    /// The stock an emulator has unless told otherwise: the 42 countries and regions of the
    /// catalogue, with numbers in the United States, France, Ireland and the United Kingdom, most of
    /// them from the ranges set aside for fiction.
    pub fn demo() -> Result<Self, StockError> {
        Self::from_json(include_str!("demo.json"))
    }

    /// Reads a stock.
    pub fn from_json(text: &str) -> Result<Self, StockError> {
        let read = reading::read(text.as_bytes());
        let mut stock: Self = read.map_err(|it| StockError::Malformed(with_example(&it)))?;
        check::check(&stock).map_err(|Contradiction { pointer, words }| {
            let found = Misread::at(text, &pointer, words);
            StockError::Inconsistent(with_example(&found))
        })?;
        stock
            .countries
            .sort_by(|one, other| one.name.cmp(&other.name));
        Ok(stock)
    }

    /// Returns true if another stock says the same.
    pub(crate) fn is_same(&self, other: &Self) -> bool {
        let written = |it| serde_json::to_string(it).ok();
        written(self) == written(other)
    }

    /// Returns true if an owned number can do what is `wanted`: because its offering allows it, or because
    /// the stock says that it could from the start.
    pub(crate) fn allows(
        &self,
        number: PhoneNumber,
        offering: &Offering,
        wanted: Capabilities,
    ) -> bool {
        let mut blocks = self.owned.iter().filter(|block| block.contains(number));
        offering.capabilities.cover(wanted) || blocks.any(|it| it.capabilities.cover(wanted))
    }

    /// The country of a code, in whatever case.
    pub(crate) fn country(&self, code: &str) -> Option<&Country> {
        let code = CountryCode::parse(code)?;
        self.countries.iter().find(|country| country.code == code)
    }
}

#[derive(Clone, Debug, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub(crate) struct Country {
    pub(crate) code: CountryCode,
    pub(crate) name: String,
    pub(crate) calling_code: String,
    /// True if a buyer must agree not to resell the country's numbers.
    #[serde(default)]
    pub(crate) agreement_to_not_resell: bool,
    #[serde(default)]
    pub(crate) offerings: Vec<Offering>,
    #[serde(default)]
    pub(crate) blocks: Vec<Block>,
}

/// Terms under which numbers of a country are sold.
#[derive(Clone, Copy, Debug, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub(crate) struct Offering {
    pub(crate) phone_number_type: PhoneNumberType,
    pub(crate) assignment_type: AssignmentType,
    /// The most that a number under this offering can do.
    pub(crate) capabilities: Capabilities,
    /// US dollars a month.
    amount: f64,
}

impl Offering {
    pub(crate) fn cost(&self) -> Cost {
        Cost::monthly(self.amount)
    }
}

/// Numbers that follow each other and share everything else.
#[derive(Clone, Debug, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub(crate) struct Block {
    pub(crate) phone_number_type: PhoneNumberType,
    pub(crate) area_code: String,
    pub(crate) locality: Option<String>,
    /// The state or province of the locality, abbreviated.
    pub(crate) division: Option<String>,
    /// Capabilities of these numbers, if they are less than their offering allows.
    capabilities: Option<Capabilities>,
    first: PhoneNumber,
    count: u32,
}

impl Block {
    pub(crate) fn numbers(&self) -> impl Iterator<Item = PhoneNumber> + '_ {
        (0..self.count).map(|offset| self.first.nth(offset))
    }

    pub(crate) fn contains(&self, number: PhoneNumber) -> bool {
        number
            .offset_from(self.first)
            .is_some_and(|offset| offset < u64::from(self.count))
    }

    /// Returns the capabilities of a number of this block when sold under `offering`.
    pub(crate) fn capabilities(&self, offering: &Offering) -> Capabilities {
        self.capabilities.unwrap_or(offering.capabilities)
    }
}

/// Numbers that the resource owns when the emulator starts.
#[derive(Clone, Debug, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub(crate) struct OwnedBlock {
    pub(crate) country_code: CountryCode,
    pub(crate) phone_number_type: PhoneNumberType,
    pub(crate) assignment_type: AssignmentType,
    pub(crate) capabilities: Capabilities,
    #[serde(with = "time::serde::rfc3339")]
    pub(crate) purchase_date: OffsetDateTime,
    first: PhoneNumber,
    #[serde(default = "one")]
    count: u32,
}

impl OwnedBlock {
    pub(crate) fn numbers(&self) -> impl Iterator<Item = PhoneNumber> + '_ {
        (0..self.count).map(|offset| self.first.nth(offset))
    }

    fn contains(&self, number: PhoneNumber) -> bool {
        number
            .offset_from(self.first)
            .is_some_and(|offset| offset < u64::from(self.count))
    }
}

fn one() -> u32 {
    1
}

/// A reservation that was empty and expired before the emulator started, and is still listed.
#[derive(Clone, Copy, Debug, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub(crate) struct ExpiredReservation {
    pub(crate) id: Uuid,
    pub(crate) hours_ago: u32,
}

impl ExpiredReservation {
    /// After so many hours, a month, the service lists none.
    const LISTED_FOR: u32 = 30 * 24;
}
