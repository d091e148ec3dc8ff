//! Numbers of the stock that are on offer.

use std::collections::HashSet;
use std::sync::Arc;

use crate::model::{AssignmentType, Capabilities, Cost, PhoneNumber, PhoneNumberType};
use crate::stock::{Block, Country, Stock};

/// The stock, and the numbers of it that are held or owned.
///
/// A number leaves through [`take`](Self::take) and no other way, so it cannot leave twice.
#[derive(Clone, Debug)]
pub(crate) struct Inventory {
    stock: Arc<Stock>,
    taken: HashSet<PhoneNumber>,
}

impl Inventory {
    pub(crate) fn new(stock: Stock) -> Self {
        Self {
            stock: Arc::new(stock),
            taken: HashSet::new(),
        }
    }

    pub(crate) fn stock(&self) -> &Arc<Stock> {
        &self.stock
    }

    #[cfg(test)]
    pub(super) fn taken(&self) -> &HashSet<PhoneNumber> {
        &self.taken
    }

    /// Takes a number out; false if it was out already.
    pub(crate) fn take(&mut self, number: PhoneNumber) -> bool {
        self.taken.insert(number)
    }

    pub(super) fn give_all_back(&mut self) {
        self.taken.clear();
    }

    pub(crate) fn give_back(&mut self, numbers: impl IntoIterator<Item = PhoneNumber>) {
        for number in numbers {
            self.taken.remove(&number);
        }
    }

    /// The numbers of a block that are on offer, lowest first.
    pub(crate) fn available_in<'a>(
        &'a self,
        block: &'a Block,
    ) -> impl Iterator<Item = PhoneNumber> + 'a {
        block
            .numbers()
            .filter(|number| !self.taken.contains(number))
    }

    /// The numbers of a country and type that are on offer, with what each could do for `assignment`;
    /// without one, for an application if that is offered, or else for a person.
    pub(crate) fn available<'a>(
        &'a self,
        country: &'a Country,
        kind: PhoneNumberType,
        assignment: Option<AssignmentType>,
    ) -> impl Iterator<Item = AvailableNumber> + 'a {
        let offering = country
            .offerings(Some(kind), assignment)
            .max_by_key(|it| it.assignment_type)
            .copied();
        offering.into_iter().flat_map(move |offering| {
            country.blocks(kind).flat_map(move |block| {
                let capabilities = block.capabilities(&offering);
                let assignment_type = offering.assignment_type;
                self.available_in(block)
                    .map(move |phone_number| AvailableNumber {
                        phone_number,
                        phone_number_type: kind,
                        capabilities,
                        assignment_type,
                        cost: offering.cost(),
                    })
            })
        })
    }
}

/// A number on offer.
#[derive(Clone, Copy, Debug)]
pub(crate) struct AvailableNumber {
    pub(crate) phone_number: PhoneNumber,
    pub(crate) phone_number_type: PhoneNumberType,
    pub(crate) capabilities: Capabilities,
    pub(crate) assignment_type: AssignmentType,
    pub(crate) cost: Cost,
}
