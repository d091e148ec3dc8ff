//! Steps that several workflows take.

use acs_emulator::ServiceOperation;
use acs_phone_numbers::{Continuation, Error, OperatorInformationOptions, PhoneNumber};

use super::{
    Invariant,
    world::{Said, World},
};
use crate::Outcome;

/// The number of times that a careful user tries something that may pass.
pub(super) const PATIENCE: usize = 40;
/// The number of times that something is begun that was found not to be done.
pub(super) const ROUNDS: usize = 4;

/// The ways in which following an operation ends.
pub(super) enum Followed<T> {
    Succeeded(T),
    Failed,
    /// The user lost sight of it.
    Lost,
}

/// Follows an operation to its end. `go_on` goes on with it by what was kept.
pub(super) async fn follow<T>(
    world: &mut World,
    mut kept: Continuation,
    go_on: impl AsyncFn(&Continuation) -> Result<T, Error>,
) -> Followed<T> {
    for _ in 0..PATIENCE {
        let error = match go_on(&kept).await {
            Ok(result) => return Followed::Succeeded(result),
            Err(error) if error.is_operation_failed() => return Followed::Failed,
            Err(error) => error,
        };
        let Some(continuation) = error.continuation() else {
            let text = error.to_string();
            world.expect(false, Invariant::FollowingGoesOn, &text);
            return Followed::Lost;
        };
        kept = continuation.clone();
    }
    Followed::Lost
}

/// Releases a number, for good.
pub(super) async fn release(world: &mut World, number: &PhoneNumber) -> Outcome {
    let (mut released, mut confirmed) = (false, false);
    for _ in 0..ROUNDS {
        let client = world.resource.numbers.clone();
        let begun = async {
            Ok(client
                .begin_release_phone_number(number)
                .await?
                .continuation())
        };
        let operation = ServiceOperation::ReleasePhoneNumber;
        match world.guarded(operation, None, begun).await {
            // It is surely not done, so it can be done.
            Said::NotDone => continue,
            Said::Unknown => {}
            Said::Done(kept) => {
                let go_on = async |kept: &_| client.resume_release_phone_number(kept)?.await;
                if let Followed::Succeeded(_) = follow(world, kept, go_on).await {
                    (released, confirmed) = (true, true);
                    break;
                }
            }
        }
        world.resource.settle();
        if owns(world, number).await == Some(false) {
            released = true;
            break;
        }
    }
    world.resource.settle();
    let owned = world.owns(number.as_str());
    let text = "a number whose release succeeded is still owned";
    world.expect(!(confirmed && owned), Invariant::DoneIsDone, text);
    world.ended("release", if released { "done" } else { "given up" });
    Ok(())
}

/// Asks whether the resource owns a number, as the documentation advises after a release of unknown
/// outcome.
async fn owns(world: &mut World, number: &PhoneNumber) -> Option<bool> {
    let client = world.resource.numbers.clone();
    for _ in 0..PATIENCE {
        let owns = match client.get_purchased_phone_number(number).await {
            Ok(_) => true,
            Err(error) if error.is_not_found() => false,
            Err(_) => continue,
        };
        let truth = world.owns(number.as_str());
        let text = format!("the number is owned: {truth}, by the client: {owns}");
        world.expect(owns == truth, Invariant::LookingUpIsTrue, &text);
        return Some(owns);
    }
    None
}

/// Asks for the operator of a number, which is charged for.
pub(super) async fn question(world: &mut World) -> Outcome {
    let numbers = [PhoneNumber::new("+14255550100")?];
    let options = OperatorInformationOptions::default().include_additional_operator_details(true);
    let client = world.resource.numbers.clone();
    let asked = client.search_operator_information(&numbers, Some(options));
    let operation = ServiceOperation::OperatorInformationSearch;
    let how = match world.guarded(operation, None, asked).await {
        Said::Done(_) => "answered",
        Said::Unknown => "may have been charged for",
        Said::NotDone => "not asked",
    };
    world.ended("question", how);
    Ok(())
}
