//! The numbers that the resource owns.

use std::collections::HashSet;

use serde::{Deserialize, Serialize};
use time::OffsetDateTime;

use crate::model::{AssignmentType, Capabilities, Cost, CountryCode, PhoneNumber, PhoneNumberType};
use crate::stock::Stock;

/// An owned number. There may be a million of them, so it is small.
#[derive(Clone, Copy, Debug, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub(crate) struct OwnedNumber {
    pub(crate) phone_number: PhoneNumber,
    pub(crate) country_code: CountryCode,
    pub(crate) phone_number_type: PhoneNumberType,
    pub(crate) capabilities: Capabilities,
    pub(crate) assignment_type: AssignmentType,
    #[serde(with = "time::serde::rfc3339")]
    pub(crate) purchase_date: OffsetDateTime,
    pub(crate) cost: Cost,
}

impl OwnedNumber {
    fn key(&self) -> (PhoneNumberType, PhoneNumber) {
        (self.phone_number_type, self.phone_number)
    }
}

/// Owned numbers in the order in which they are listed: geographic, toll-free, mobile, and by number
/// within a type.
///
/// A sorted list: a page of a million is a slice, and what comes in goes in at once.
#[derive(Clone, Debug)]
pub(crate) struct OwnedNumbers {
    numbers: Vec<OwnedNumber>,
    /// None if nobody wants to know.
    changed: Option<HashSet<PhoneNumber>>,
}

impl OwnedNumbers {
    pub(super) fn new(tracks: bool) -> Self {
        Self {
            numbers: Vec::new(),
            changed: tracks.then(HashSet::new),
        }
    }

    pub(crate) fn iter(&self) -> std::slice::Iter<'_, OwnedNumber> {
        self.numbers.iter()
    }

    pub(crate) fn as_slice(&self) -> &[OwnedNumber] {
        &self.numbers
    }

    pub(crate) fn get(&self, number: PhoneNumber) -> Option<&OwnedNumber> {
        self.position(number).and_then(|at| self.numbers.get(at))
    }

    /// The number, to be changed.
    pub(super) fn get_mut(&mut self, number: PhoneNumber) -> Option<&mut OwnedNumber> {
        let position = self.position(number)?;
        self.touch([number]);
        self.numbers.get_mut(position)
    }

    /// Adds numbers that are not there yet.
    pub(super) fn extend(&mut self, numbers: impl IntoIterator<Item = OwnedNumber>) {
        let known = self.numbers.len();
        self.numbers.extend(numbers);
        if let Some(changed) = &mut self.changed {
            changed.extend(self.numbers.iter().skip(known).map(|it| it.phone_number));
        }
        // Stable, so that it merges what is sorted already.
        self.numbers.sort_by_key(OwnedNumber::key);
    }

    pub(super) fn remove(&mut self, number: PhoneNumber) -> Option<OwnedNumber> {
        let position = self.position(number)?;
        self.touch([number]);
        Some(self.numbers.remove(position))
    }

    pub(super) fn clear(&mut self) {
        if let Some(changed) = &mut self.changed {
            changed.extend(self.numbers.iter().map(|it| it.phone_number));
        }
        self.numbers.clear();
    }

    /// Has what another list has, and nothing else.
    pub(super) fn replace_with(&mut self, other: Self) {
        self.clear();
        self.extend(other.numbers);
    }

    /// What has changed, with the numbers that are still owned.
    pub(super) fn changes(&self) -> impl Iterator<Item = (PhoneNumber, Option<&OwnedNumber>)> {
        let changed = self.changed.iter().flatten();
        changed.map(|number| (*number, self.get(*number)))
    }

    pub(super) fn forget_changes(&mut self) {
        if let Some(changed) = &mut self.changed {
            changed.clear();
        }
    }

    fn touch(&mut self, numbers: impl IntoIterator<Item = PhoneNumber>) {
        if let Some(changed) = &mut self.changed {
            changed.extend(numbers);
        }
    }

    fn position(&self, number: PhoneNumber) -> Option<usize> {
        use PhoneNumberType::{Geographic, Mobile, TollFree};
        [Geographic, TollFree, Mobile].into_iter().find_map(|kind| {
            self.numbers
                .binary_search_by_key(&(kind, number), OwnedNumber::key)
                .ok()
        })
    }
}

/// What the stock says is owned from the start.
pub(super) fn from_stock(stock: &Stock) -> impl Iterator<Item = OwnedNumber> + '_ {
    stock.owned.iter().flat_map(|block| {
        let offering = stock
            .country(block.country_code.as_str())
            .and_then(|it| it.offering(block.phone_number_type, block.assignment_type));
        let number = move |phone_number| {
            Some(OwnedNumber {
                phone_number,
                country_code: block.country_code,
                phone_number_type: block.phone_number_type,
                capabilities: block.capabilities,
                assignment_type: block.assignment_type,
                purchase_date: block.purchase_date,
                cost: offering?.cost(),
            })
        };
        block.numbers().filter_map(number)
    })
}
