//! A process that is killed in the middle of a purchase, and another that goes on.

use acs_emulator::{Emulator, OperationKind, OperationScript, PendingStatus::Running};
use acs_phone_numbers::{OperationStatus, PhoneNumberSearchResult};
use acs_tests::{Buyer, Emulated, Outcome};
use tokio::process::Command;

use crate::values::{found, owns};

const BUYER: &str = env!("CARGO_BIN_EXE_buyer");

/// A resource where a purchase ends when it is told to, and what a search found there.
async fn slow_seller() -> Outcome<(Emulated, PhoneNumberSearchResult)> {
    let endless = OperationScript::pending_until_told(Running);
    let builder = Emulator::builder().operation_script(OperationKind::Purchase, endless);
    let resource = Emulated::built_by(builder).await?;
    let found = found(&resource, "US", 2).await?;
    Ok((resource, found))
}

/// A process that begins to buy, and what it says about going on.
async fn buys(resource: &Emulated, found: &PhoneNumberSearchResult) -> Outcome<(Buyer, String)> {
    let (endpoint, key) = (resource.emulator.endpoint(), resource.emulator.access_key());
    let mut buyer = Buyer::buy(BUYER, &endpoint, key, found.search_id.as_str())?;
    let kept = buyer.line().await?.ok_or("it says how to go on")?;
    Ok((buyer, kept))
}

/// A process that goes on.
async fn resumes(resource: &Emulated, kept: &str) -> Outcome<Buyer> {
    let (endpoint, key) = (resource.emulator.endpoint(), resource.emulator.access_key());
    let mut buyer = Buyer::resume(BUYER, &endpoint, key, kept)?;
    assert_eq!(buyer.line().await?.as_deref(), Some(kept));
    Ok(buyer)
}

/// Ends a process in the middle of its work.
async fn kill(mut buyer: Buyer) -> Outcome {
    assert_eq!(buyer.kill().await?.code(), None, "it did not end by itself");
    assert_eq!(buyer.line().await?, None, "it had nothing more to say");
    Ok(())
}

fn owns_all(resource: &Emulated, found: &PhoneNumberSearchResult) -> bool {
    found
        .phone_numbers
        .iter()
        .all(|number| owns(resource, number))
}

/// The requests to buy among those that were made.
fn purchases(resource: &Emulated) -> usize {
    let asked = resource.emulator.requests().into_iter();
    asked.filter(|request| request.method == "POST").count()
}

#[tokio::test]
async fn a_purchase_outlives_two_processes_and_ends_in_a_third() -> Outcome {
    let (resource, found) = slow_seller().await?;
    let (first, kept) = buys(&resource, &found).await?;
    kill(first).await?;
    kill(resumes(&resource, &kept).await?).await?;
    let mut third = resumes(&resource, &kept).await?;
    assert!(!owns_all(&resource, &found));

    let operation = format!("purchase_{}", found.search_id);
    resource.emulator.complete_operation(&operation)?;
    assert_eq!(third.line().await?, Some(operation));
    assert_eq!(third.line().await?, None);
    assert!(owns_all(&resource, &found));
    assert_eq!(purchases(&resource), 1);
    Ok(())
}

#[tokio::test]
async fn a_purchase_that_ended_unwatched_is_no_less_bought() -> Outcome {
    let (resource, found) = slow_seller().await?;
    let (buyer, kept) = buys(&resource, &found).await?;
    kill(buyer).await?;

    let operation = format!("purchase_{}", found.search_id);
    resource.emulator.complete_operation(&operation)?;
    let mut next = resumes(&resource, &kept).await?;
    assert_eq!(next.line().await?, Some(operation));
    assert!(owns_all(&resource, &found));
    assert_eq!(purchases(&resource), 1);
    Ok(())
}

#[tokio::test]
async fn a_purchase_is_found_without_its_continuation() -> Outcome {
    let (resource, found) = slow_seller().await?;
    let (buyer, _) = buys(&resource, &found).await?;
    kill(buyer).await?;

    let purchase = resource.numbers.find_purchase(&found.search_id).await?;
    let purchase = purchase.ok_or("it is under way")?;
    assert_eq!(purchase.status, OperationStatus::Running);
    resource.emulator.complete_operation(purchase.id.as_str())?;
    let purchase = resource.numbers.get_operation(&purchase.id).await?;
    assert_eq!(purchase.status, OperationStatus::Succeeded);
    assert!(owns_all(&resource, &found));
    assert_eq!(purchases(&resource), 1);
    Ok(())
}

#[tokio::test]
async fn a_purchase_is_not_begun_again_by_asking_for_it_again() -> Outcome {
    let (resource, found) = slow_seller().await?;
    let (buyer, _) = buys(&resource, &found).await?;
    kill(buyer).await?;

    let again = resource.numbers.purchase_or_find(&found.search_id, None);
    let again = again.await?;
    resource.emulator.complete_operation(again.operation_id())?;
    again.await?;
    assert!(owns_all(&resource, &found));
    assert_eq!(purchases(&resource), 1);
    Ok(())
}

/// Nothing listens at the proxy.
#[tokio::test]
async fn a_proxy_of_the_environment_is_not_asked_for_an_address_of_this_machine() -> Outcome {
    let resource = Emulated::start().await?;
    let found = found(&resource, "US", 1).await?;
    let (endpoint, key) = (resource.emulator.endpoint(), resource.emulator.access_key());
    let buyer = Command::new(BUYER)
        .args([&endpoint, key, "buy", found.search_id.as_str()])
        .envs(["HTTP_PROXY", "http_proxy", "ALL_PROXY"].map(|name| (name, "http://127.0.0.1:9")))
        .env_remove("NO_PROXY")
        .env_remove("no_proxy")
        .output()
        .await?;
    assert!(buyer.status.success(), "{buyer:?}");
    assert!(owns_all(&resource, &found));
    Ok(())
}
