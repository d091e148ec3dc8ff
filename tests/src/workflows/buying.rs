//! Buying what was searched for or reserved, and giving it back.

use acs_emulator::ServiceOperation;
use acs_phone_numbers::{
    BrowseRequest, Continuation, CountryCode, Error, OperationStatus, PhoneNumber,
    PhoneNumberAssignmentType, PhoneNumberCapabilities, PhoneNumberCapabilityType,
    PhoneNumberOperation, PhoneNumberSearchResult, PhoneNumberType, PhoneNumbersClient,
    ReservationId, ReservationUpdate, SearchId, SearchRequest,
};

use super::{
    Invariant,
    steps::{Followed, PATIENCE, ROUNDS, follow, release},
    world::{Said, World},
};
use crate::Outcome;

/// The things that can be bought.
enum Order {
    Search(SearchId),
    Reservation(ReservationId),
}

impl Order {
    fn operation(&self) -> ServiceOperation {
        match self {
            Self::Search(_) => ServiceOperation::PurchasePhoneNumbers,
            Self::Reservation(_) => ServiceOperation::PurchaseReservation,
        }
    }

    fn operation_id(&self) -> String {
        match self {
            Self::Search(id) => format!("purchase_{id}"),
            Self::Reservation(id) => format!("reservationPurchase_{id}"),
        }
    }

    async fn begin(&self, client: &PhoneNumbersClient) -> Result<Continuation, Error> {
        Ok(match self {
            Self::Search(id) => {
                let begun = client.begin_purchase_phone_numbers(id, None).await?;
                begun.continuation()
            }
            Self::Reservation(id) => {
                let begun = client.begin_purchase_reservation(id, None).await?;
                begun.continuation()
            }
        })
    }

    async fn go_on(&self, client: &PhoneNumbersClient, kept: &Continuation) -> Result<(), Error> {
        match self {
            Self::Search(_) => client
                .resume_purchase_phone_numbers(kept)?
                .await
                .map(|_| ()),
            Self::Reservation(_) => client.resume_purchase_reservation(kept)?.await.map(|_| ()),
        }
    }

    async fn find(
        &self,
        client: &PhoneNumbersClient,
    ) -> Result<Option<PhoneNumberOperation>, Error> {
        match self {
            Self::Search(id) => client.find_purchase(id).await,
            Self::Reservation(id) => client.find_reservation_purchase(id).await,
        }
    }
}

/// Searches for a number, buys and releases it.
pub(super) async fn purchase(world: &mut World) -> Outcome {
    let Some(found) = search(world).await? else {
        world.ended("search", "given up");
        return Ok(());
    };
    let id = format!("search_{}", found.search_id);
    let text = format!("found by {id}, which the service does not know");
    let is_known = world.is_under_way_or_done(&id);
    world.expect(is_known, Invariant::DoneIsDone, &text);
    buy(world, &Order::Search(found.search_id), &found.phone_numbers).await
}

/// Reserves a number of choice, buys and releases it.
pub(super) async fn reservation(world: &mut World) -> Outcome {
    let Some((id, number)) = reserve(world).await? else {
        world.ended("reservation", "given up");
        return Ok(());
    };
    let kept = world.resource.truth.numbers.get_reservation(&id).await;
    let holds = kept.is_ok_and(|it| it.phone_number(&number).is_some());
    let text = "a reservation that was made does not hold its number";
    world.expect(holds, Invariant::DoneIsDone, text);
    buy(world, &Order::Reservation(id), &[number]).await
}

async fn search(world: &mut World) -> Outcome<Option<PhoneNumberSearchResult>> {
    let capabilities = PhoneNumberCapabilities::new(
        PhoneNumberCapabilityType::Outbound,
        PhoneNumberCapabilityType::None,
    );
    let (kind, user) = (
        PhoneNumberType::TollFree,
        PhoneNumberAssignmentType::Application,
    );
    let request = SearchRequest::new(CountryCode::new("US")?, kind, user, capabilities);
    let client = world.resource.numbers.clone();
    for _ in 0..PATIENCE {
        let begun = async {
            let poller = client.begin_search_available_phone_numbers(&request);
            Ok(poller.await?.continuation())
        };
        let operation = ServiceOperation::SearchAvailablePhoneNumbers;
        // Numbers that may be on hold become free by themselves.
        let Said::Done(kept) = world.guarded(operation, None, begun).await else {
            continue;
        };
        let go_on = async |kept: &_| client.resume_search_available_phone_numbers(kept)?.await;
        if let Followed::Succeeded(found) = follow(world, kept, go_on).await {
            return Ok(Some(found));
        }
    }
    Ok(None)
}

async fn reserve(world: &mut World) -> Outcome<Option<(ReservationId, PhoneNumber)>> {
    let request = BrowseRequest::new(CountryCode::new("US")?, PhoneNumberType::TollFree);
    let client = world.resource.numbers.clone();
    let id = ReservationId::new_random();
    for _ in 0..PATIENCE {
        let Ok(offer) = client.browse_available_phone_numbers(&request).await else {
            continue;
        };
        let Some(first) = offer.first() else {
            continue;
        };
        let update = ReservationUpdate::new(id).add(first);
        for _ in 0..PATIENCE {
            let made = client.create_or_update_reservation(&update).await;
            if made.is_ok_and(|made| made.is_complete()) {
                return Ok(Some((id, first.phone_number.clone())));
            }
        }
    }
    Ok(None)
}

/// Buys what is on hold, holds what the client says against the truth, and gives it back.
async fn buy(world: &mut World, order: &Order, numbers: &[PhoneNumber]) -> Outcome {
    let owned_before = world.resource.truth.emulator.owned_numbers().len();
    let bought = settle_purchase(world, order).await;
    world.resource.settle();
    let text = format!("bought, by the client: {bought:?}");
    let owned = numbers.iter().filter(|it| world.owns(it.as_str())).count();
    match bought {
        Some(true) => world.expect(owned == numbers.len(), Invariant::DoneIsDone, &text),
        Some(false) => world.expect(owned == 0, Invariant::NotDoneIsNotDone, &text),
        None => {}
    }
    let more = world.resource.truth.emulator.owned_numbers().len() - owned_before;
    let executions = world.resource.executions(order.operation());
    let text = format!("{executions} purchases, {more} numbers more, {owned} of them asked for");
    world.expect(
        executions <= 1 && more == owned,
        Invariant::BoughtOnce,
        &text,
    );
    let how = match bought {
        Some(true) => "made",
        Some(false) => "not made",
        None => "not found out",
    };
    world.ended("purchase", how);
    if bought == Some(true) {
        for number in numbers {
            release(world, number).await?;
        }
    }
    Ok(())
}

/// Buys until it is bought or surely is not; nothing where that cannot be found out.
async fn settle_purchase(world: &mut World, order: &Order) -> Option<bool> {
    let client = world.resource.numbers.clone();
    let id = order.operation_id();
    for _ in 0..ROUNDS {
        let begun = order.begin(&client);
        match world.guarded(order.operation(), Some(&id), begun).await {
            Said::NotDone => return Some(false),
            Said::Unknown => {}
            Said::Done(kept) => {
                let go_on = async |kept: &_| order.go_on(&client, kept).await;
                match follow(world, kept, go_on).await {
                    Followed::Succeeded(()) => return Some(true),
                    Followed::Failed => return Some(false),
                    Followed::Lost => {}
                }
            }
        }
        if look_up(world, order).await? {
            return Some(true);
        }
    }
    Some(false)
}

/// Finds out whether there is a purchase, as the documentation advises.
async fn look_up(world: &mut World, order: &Order) -> Option<bool> {
    let client = world.resource.numbers.clone();
    let mut unseen = 0;
    for _ in 0..PATIENCE {
        let made = match order.find(&client).await {
            Ok(Some(operation)) if operation.status.is_final() => {
                operation.status == OperationStatus::Succeeded
            }
            // Right after the purchase that is not final.
            Ok(None) if unseen > 0 => false,
            Ok(None) => {
                unseen += 1;
                world.resource.settle();
                continue;
            }
            Ok(Some(_)) | Err(_) => continue,
        };
        let truth = world.is_under_way_or_done(&order.operation_id());
        let text = format!("purchase there: {truth}, by the client: {made}");
        world.expect(made == truth, Invariant::LookingUpIsTrue, &text);
        return Some(made);
    }
    None
}
