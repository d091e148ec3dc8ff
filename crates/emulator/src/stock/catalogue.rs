//! Catalogue of the stock, for the operations that list it.

use super::{Block, Country, Offering};
use crate::model::{AssignmentType, Capabilities, PhoneNumber, PhoneNumberType};

/// A town, and the state or province it lies in where the country has such.
pub(crate) type Locality<'a> = (Option<&'a str>, &'a str);

/// Area codes that are asked for.
#[derive(Clone, Copy, Debug)]
pub(crate) struct AreaCodeFilter<'a> {
    pub(crate) phone_number_type: PhoneNumberType,
    pub(crate) assignment_type: Option<AssignmentType>,
    pub(crate) locality: Option<&'a str>,
    pub(crate) division: Option<&'a str>,
}

impl Country {
    /// The terms for numbers of this type and assignment.
    pub(crate) fn offering(
        &self,
        phone_number_type: PhoneNumberType,
        assignment_type: AssignmentType,
    ) -> Option<&Offering> {
        self.offerings(Some(phone_number_type), Some(assignment_type))
            .next()
    }

    pub(crate) fn offerings(
        &self,
        phone_number_type: Option<PhoneNumberType>,
        assignment_type: Option<AssignmentType>,
    ) -> impl Iterator<Item = &Offering> {
        self.offerings.iter().filter(move |it| {
            phone_number_type.is_none_or(|wanted| it.phone_number_type == wanted)
                && assignment_type.is_none_or(|wanted| it.assignment_type == wanted)
        })
    }

    pub(crate) fn blocks(&self, kind: PhoneNumberType) -> impl Iterator<Item = &Block> {
        self.blocks
            .iter()
            .filter(move |it| it.phone_number_type == kind)
    }

    /// The block that `number` belongs to.
    pub(crate) fn block_of(&self, number: PhoneNumber) -> Option<&Block> {
        self.blocks.iter().find(|block| block.contains(number))
    }

    /// The area codes that match, in the order of the stock, each once.
    pub(crate) fn area_codes(&self, filter: AreaCodeFilter<'_>) -> Vec<&str> {
        let kind = filter.phone_number_type;
        let mut codes = Vec::new();
        if self
            .offerings(Some(kind), filter.assignment_type)
            .next()
            .is_none()
        {
            return codes;
        }
        let matching = self.blocks(kind).filter(|block| {
            same(filter.locality, block.locality.as_deref())
                && same(filter.division, block.division.as_deref())
        });
        for block in matching {
            if !codes.contains(&block.area_code.as_str()) {
                codes.push(&block.area_code);
            }
        }
        codes
    }

    /// The localities with numbers of that type, by division, then by name, each once.
    pub(crate) fn localities(
        &self,
        kind: Option<PhoneNumberType>,
        division: Option<&str>,
    ) -> Vec<Locality<'_>> {
        let mut localities: Vec<_> = self
            .blocks
            .iter()
            .filter(|block| kind.is_none_or(|wanted| block.phone_number_type == wanted))
            .filter(|block| same(division, block.division.as_deref()))
            .filter_map(|block| Some((block.division.as_deref(), block.locality.as_deref()?)))
            .collect();
        localities.sort_unstable();
        localities.dedup();
        localities
    }
}

impl Block {
    /// Returns true if numbers of this block have the `wanted` capabilities when sold under `offering`.
    pub(crate) fn serves(&self, offering: &Offering, wanted: Capabilities) -> bool {
        self.phone_number_type == offering.phone_number_type
            && self.capabilities(offering).cover(wanted)
    }
}

/// A filter that is not given lets everything pass.
fn same(filter: Option<&str>, value: Option<&str>) -> bool {
    filter.is_none_or(|wanted| value.is_some_and(|value| value.eq_ignore_ascii_case(wanted)))
}
