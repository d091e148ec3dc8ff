//! Changes of owned numbers: purchase, release, other capabilities.

use time::OffsetDateTime;

use super::searches::Phase;
use super::{Due, Effect, OperationError, OwnedNumber, Refusal, State};
use crate::model::{Capabilities, CapabilitiesPatch, PhoneNumber};

impl State {
    /// Starts the purchase of a search. Returns the ids of the operation and of the search.
    pub(crate) fn purchase(
        &mut self,
        search_id: &str,
        agrees_not_to_resell: bool,
        now: OffsetDateTime,
    ) -> Result<(String, String), Refusal> {
        let id = search_id.to_ascii_lowercase();
        let search = self.searches.get(&id).ok_or(Refusal::UnknownSearch)?;
        let Phase::Found { expires } = search.phase else {
            return Err(Refusal::UnknownSearch);
        };
        if search.agreement_required && !agrees_not_to_resell {
            return Err(Refusal::AgreementRequired);
        }
        let created = search.created;
        self.room_for_an_operation()?;
        if let Some(search) = self.searches.get_mut(&id) {
            search.phase = Phase::Purchasing { expires };
        }
        let effect = Effect::Purchase { search: id.clone() };
        Ok((self.start(effect, &id, created, now), id))
    }

    pub(super) fn finish_purchase(
        &mut self,
        search_id: &str,
        now: OffsetDateTime,
    ) -> Result<(), OperationError> {
        let search = self
            .searches
            .get_mut(search_id)
            .ok_or_else(|| gone("The search"))?;
        if let Some(expires) = search.expires() {
            search.phase = Phase::Purchased { expires };
            self.agenda.add(expires, Due::Search, search_id);
        }
        let bought = search.numbers.iter().map(|number| OwnedNumber {
            phone_number: *number,
            country_code: search.country_code,
            phone_number_type: search.request.phone_number_type,
            capabilities: search.request.capabilities,
            assignment_type: search.request.assignment_type,
            purchase_date: now,
            cost: search.cost,
        });
        self.owned.extend(bought);
        Ok(())
    }

    /// After a purchase that came to nothing, the search can be purchased again.
    pub(super) fn reopen_search(&mut self, id: &str) {
        if let Some(search) = self.searches.get_mut(id)
            && let Phase::Purchasing { expires } = search.phase
        {
            search.phase = Phase::Found { expires };
            self.agenda.add(expires, Due::Search, id);
        }
    }

    /// Starts a release, whether or not the number is owned, as the service does. Returns the ids of
    /// the operation and of the release.
    pub(crate) fn release(
        &mut self,
        number: Option<PhoneNumber>,
        now: OffsetDateTime,
    ) -> Result<(String, String), Refusal> {
        self.room_for_an_operation()?;
        let id = self.ids.guid();
        let effect = Effect::Release { number };
        Ok((self.start(effect, &id, now, now), id))
    }

    pub(super) fn finish_release(
        &mut self,
        number: Option<PhoneNumber>,
    ) -> Result<(), OperationError> {
        let released = number
            .and_then(|number| self.owned.remove(number))
            .ok_or_else(not_owned)?;
        self.inventory.give_back([released.phone_number]);
        Ok(())
    }

    /// Starts a change of capabilities. Returns the ids of the operation and of the change.
    pub(crate) fn update_capabilities(
        &mut self,
        number: PhoneNumber,
        patch: CapabilitiesPatch,
        now: OffsetDateTime,
    ) -> Result<(String, String), Refusal> {
        let owned = self.owned.get(number).ok_or(Refusal::NotOwned)?;
        let capabilities = patch.over(owned.capabilities);
        self.stock()
            .country(owned.country_code.as_str())
            .and_then(|it| it.offering(owned.phone_number_type, owned.assignment_type))
            .filter(|offering| self.stock().allows(number, offering, capabilities))
            .ok_or(Refusal::NoSuchPlan)?;
        self.room_for_an_operation()?;
        let id = self.ids.guid();
        let effect = Effect::Update {
            number,
            capabilities,
        };
        Ok((self.start(effect, &id, now, now), id))
    }

    pub(super) fn finish_update(
        &mut self,
        number: PhoneNumber,
        capabilities: Capabilities,
    ) -> Result<(), OperationError> {
        self.owned
            .get_mut(number)
            .ok_or_else(not_owned)?
            .capabilities = capabilities;
        Ok(())
    }
}

fn not_owned() -> OperationError {
    let mut error = OperationError::new(
        "InsufficientPermissions",
        "Phone number not owned by this resource.",
    );
    error.target = Some("phonenumber".to_owned());
    error
}

pub(super) fn gone(what: &str) -> OperationError {
    OperationError::new("NotFound", format!("{what} cannot be found."))
}
