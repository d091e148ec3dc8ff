//! Searches: what was asked for, what is held for it and until when.

use serde::{Deserialize, Serialize};
use time::{Duration, OffsetDateTime};

use super::{Due, Effect, OperationError, ROOM, Refusal, State};
use crate::model::{AssignmentType, Capabilities, Cost, CountryCode, PhoneNumber, PhoneNumberType};
use crate::stock::{Country, Offering};

/// Time for which a finished search holds its numbers. The document says less than fifteen minutes; the
/// service was seen to give sixteen.
const HOLD: Duration = Duration::minutes(16);

/// Numbers that a search asks for.
#[derive(Clone, Debug, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub(crate) struct SearchRequest {
    pub(crate) phone_number_type: PhoneNumberType,
    pub(crate) assignment_type: AssignmentType,
    pub(crate) capabilities: Capabilities,
    pub(crate) area_code: Option<String>,
    pub(crate) quantity: usize,
}

#[derive(Clone, Debug, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub(crate) struct Search {
    pub(crate) id: String,
    pub(crate) country_code: CountryCode,
    pub(crate) request: SearchRequest,
    pub(crate) numbers: Vec<PhoneNumber>,
    pub(crate) cost: Cost,
    pub(crate) agreement_required: bool,
    #[serde(with = "time::serde::rfc3339")]
    pub(super) created: OffsetDateTime,
    pub(super) phase: Phase,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub(super) enum Phase {
    /// The operation has not ended.
    Searching,
    /// Numbers are held until then.
    Found {
        #[serde(with = "time::serde::rfc3339")]
        expires: OffsetDateTime,
    },
    /// A purchase runs, during which the hold does not lapse.
    Purchasing {
        #[serde(with = "time::serde::rfc3339")]
        expires: OffsetDateTime,
    },
    /// The numbers are owned; the result can be read until then.
    Purchased {
        #[serde(with = "time::serde::rfc3339")]
        expires: OffsetDateTime,
    },
}

/// Progress of a search.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "camelCase")]
pub(crate) enum SearchStatus {
    Searching,
    Found,
    Purchasing,
    Purchased,
}

impl Search {
    pub(crate) fn status(&self) -> SearchStatus {
        match self.phase {
            Phase::Searching => SearchStatus::Searching,
            Phase::Found { .. } => SearchStatus::Found,
            Phase::Purchasing { .. } => SearchStatus::Purchasing,
            Phase::Purchased { .. } => SearchStatus::Purchased,
        }
    }

    /// When the hold ends; none before the search has.
    pub(crate) fn expires(&self) -> Option<OffsetDateTime> {
        match self.phase {
            Phase::Searching => None,
            Phase::Found { expires }
            | Phase::Purchasing { expires }
            | Phase::Purchased { expires } => Some(expires),
        }
    }

    fn has_lapsed(&self, now: OffsetDateTime) -> bool {
        match self.phase {
            Phase::Searching | Phase::Purchasing { .. } => false,
            Phase::Found { expires } | Phase::Purchased { expires } => expires <= now,
        }
    }
}

impl State {
    pub(crate) fn searches(&self) -> impl Iterator<Item = &Search> {
        self.searches.values()
    }

    /// Starts a search, which holds numbers from now on. Returns the ids of the operation and of
    /// the search.
    pub(crate) fn search(
        &mut self,
        country_code: &str,
        request: SearchRequest,
        now: OffsetDateTime,
    ) -> Result<(String, String), Refusal> {
        let stock = std::sync::Arc::clone(self.stock());
        let country = stock.country(country_code).ok_or(Refusal::UnknownCountry)?;
        let offering = country
            .offering(request.phone_number_type, request.assignment_type)
            .filter(|it| it.capabilities.cover(request.capabilities))
            .filter(|_| !request.capabilities.is_none())
            .ok_or(Refusal::NoSuchPlan)?;
        if self.searches.len() >= ROOM {
            return Err(Refusal::TooMany);
        }
        self.room_for_an_operation()?;
        let numbers = self.hold(country, offering, &request);
        let id = self.fresh_id();
        let search = Search {
            id: id.clone(),
            country_code: country.code,
            request,
            numbers,
            cost: offering.cost(),
            agreement_required: country.agreement_to_not_resell,
            created: now,
            phase: Phase::Searching,
        };
        self.searches.insert(id.clone(), search);
        Ok((
            self.start(Effect::Search { id: id.clone() }, &id, now, now),
            id,
        ))
    }

    /// Takes matching numbers out of the stock, as many as are asked for if there are so many.
    fn hold(
        &mut self,
        country: &Country,
        offering: &Offering,
        request: &SearchRequest,
    ) -> Vec<PhoneNumber> {
        let wanted = request.area_code.as_deref();
        let numbers: Vec<_> = country
            .blocks
            .iter()
            .filter(|block| block.serves(offering, request.capabilities))
            .filter(|block| wanted.is_none_or(|it| it == block.area_code))
            .flat_map(|block| self.inventory.available_in(block))
            .take(request.quantity)
            .collect();
        for number in &numbers {
            self.inventory.take(*number);
        }
        numbers
    }

    /// A finished search that has not expired.
    pub(crate) fn finished_search(&self, id: &str) -> Result<&Search, Refusal> {
        self.searches
            .get(&id.to_ascii_lowercase())
            .filter(|search| search.phase != Phase::Searching)
            .ok_or(Refusal::UnknownSearch)
    }

    pub(super) fn finish_search(
        &mut self,
        id: &str,
        now: OffsetDateTime,
    ) -> Result<(), OperationError> {
        match self.searches.get_mut(id) {
            Some(search) if !search.numbers.is_empty() => {
                let expires = now + HOLD;
                search.phase = Phase::Found { expires };
                self.agenda.add(expires, Due::Search, id);
                Ok(())
            }
            _ => Err(OperationError::new(
                "OutOfStock",
                "No phone numbers are available that match the search.",
            )),
        }
    }

    /// Forgets a search and gives back what it held.
    pub(super) fn drop_search(&mut self, id: &str) {
        if let Some(search) = self.searches.remove(id)
            && !matches!(search.phase, Phase::Purchased { .. })
        {
            self.inventory.give_back(search.numbers);
        }
    }

    /// Ends a hold that was to end by `at`, unless something has come in between.
    pub(super) fn lapse_search(&mut self, id: &str, at: OffsetDateTime) {
        if self.searches.get(id).is_some_and(|it| it.has_lapsed(at)) {
            self.drop_search(id);
        }
    }

    /// A GUID that no search has; a seed that is used again would repeat them.
    fn fresh_id(&self) -> String {
        loop {
            let id = self.ids.guid();
            if !self.searches.contains(&id) {
                return id;
            }
        }
    }
}
