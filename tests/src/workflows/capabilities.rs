//! Changing what a number can do.

use acs_emulator::ServiceOperation;
use acs_phone_numbers::{CapabilitiesUpdate, PhoneNumber, PhoneNumberCapabilityType};

use super::{
    Invariant,
    steps::{Followed, PATIENCE, ROUNDS, follow},
    world::{Said, World},
};
use crate::Outcome;

/// The toll-free number that an emulated resource owns from the start.
const OWNED: &str = "+18335550100";

/// Changes what a number can do, and then once more; the last change that was confirmed stands.
pub(super) async fn two_changes(world: &mut World) -> Outcome {
    use PhoneNumberCapabilityType::{Inbound, InboundOutbound};
    let number = PhoneNumber::new(OWNED)?;
    let mut confirmed = None;
    for wanted in [Inbound, InboundOutbound] {
        let is_confirmed = change(world, &number, &wanted).await;
        confirmed = is_confirmed.then_some(wanted);
    }
    world.resource.settle();
    let truth = world
        .resource
        .truth
        .numbers
        .get_purchased_phone_number(&number);
    let stands = truth.await?.capabilities.calling;
    if let Some(wanted) = &confirmed {
        let text = format!("{wanted} was confirmed last, {stands} stands");
        world.expect(*wanted == stands, Invariant::ConfirmedStands, &text);
    }
    let how = if confirmed.is_some() {
        "made"
    } else {
        "given up"
    };
    world.ended("two changes", how);
    Ok(())
}

/// Changes what a number can do with calls, until that is confirmed or patience ends.
async fn change(
    world: &mut World,
    number: &PhoneNumber,
    wanted: &PhoneNumberCapabilityType,
) -> bool {
    let update = CapabilitiesUpdate::default().calling(wanted.clone());
    let client = world.resource.numbers.clone();
    for _ in 0..ROUNDS {
        let begun = async {
            let poller = client.begin_update_phone_number_capabilities(number, &update);
            Ok(poller.await?.continuation())
        };
        let operation = ServiceOperation::UpdateCapabilities;
        match world.guarded(operation, None, begun).await {
            // It is surely not done, so it can be done.
            Said::NotDone => continue,
            Said::Unknown => {}
            Said::Done(kept) => {
                let go_on =
                    async |kept: &_| client.resume_update_phone_number_capabilities(kept)?.await;
                match follow(world, kept, go_on).await {
                    Followed::Succeeded(changed) => {
                        let is = changed.capabilities.calling;
                        let text = format!("{is} after a change to {wanted}");
                        world.expect(is == *wanted, Invariant::DoneIsDone, &text);
                        return is == *wanted;
                    }
                    Followed::Failed => continue,
                    Followed::Lost => {}
                }
            }
        }
        // A change that may be under way ends before anything else is begun, and shows at the number.
        world.resource.settle();
        if reads(world, number).await.as_ref() == Some(wanted) {
            return true;
        }
    }
    false
}

async fn reads(world: &mut World, number: &PhoneNumber) -> Option<PhoneNumberCapabilityType> {
    for _ in 0..PATIENCE {
        if let Ok(owned) = world
            .resource
            .numbers
            .get_purchased_phone_number(number)
            .await
        {
            return Some(owned.capabilities.calling);
        }
    }
    None
}
