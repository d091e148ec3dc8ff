//! Calls that must not be carried out twice meet each fault once; and second attempts after a first
//! refusal.

use std::time::Duration;

use acs_emulator::{Emulator, ServiceOperation, StatusCode};
use acs_phone_numbers::{
    BrowseRequest, CapabilitiesUpdate, CountryCode, Error, PhoneNumber, PhoneNumberAssignmentType,
    PhoneNumberCapabilities, PhoneNumberCapabilityType, PhoneNumberType, ReservationId,
    ReservationUpdate, SearchId, SearchRequest,
};
use acs_tests::{
    Outcome,
    proxy::{Draw, Fault, Proxied},
};

use crate::expect_none;

/// The toll-free number that the resource owns from the start.
const OWNED: &str = "+18335550100";

async fn start() -> Outcome<Proxied> {
    Proxied::start(Emulator::builder(), Draw::nothing()).await
}

fn toll_free() -> Outcome<SearchRequest> {
    let capabilities = PhoneNumberCapabilities::new(
        PhoneNumberCapabilityType::Outbound,
        PhoneNumberCapabilityType::None,
    );
    Ok(SearchRequest::new(
        CountryCode::new("US")?,
        PhoneNumberType::TollFree,
        PhoneNumberAssignmentType::Application,
        capabilities,
    ))
}

/// A search that holds a number.
async fn found(resource: &Proxied) -> Outcome<SearchId> {
    let client = &resource.truth.numbers;
    let search = client
        .begin_search_available_phone_numbers(&toll_free()?)
        .await?;
    Ok(search.await?.search_id)
}

/// A reservation that holds a number.
async fn reserved(resource: &Proxied) -> Outcome<ReservationId> {
    let client = &resource.truth.numbers;
    let request = BrowseRequest::new(CountryCode::new("US")?, PhoneNumberType::TollFree);
    let offer = client.browse_available_phone_numbers(&request).await?;
    let id = ReservationId::new_random();
    let update = ReservationUpdate::new(id).add(&offer[0]);
    client.create_or_update_reservation(&update).await?;
    Ok(id)
}

/// Lets `call` meet each fault, and gives what does not hold.
async fn meets_each_fault(
    operation: ServiceOperation,
    resource: &Proxied,
    call: impl AsyncFn() -> Outcome<Result<(), Error>>,
) -> Outcome {
    let mut broken = Vec::new();
    for fault in Fault::ALL {
        let before = resource.executions(operation);
        let from = resource.proxy.exchanges();
        resource.proxy.plan([Some(fault)]);
        let told = call().await?;
        let executions = resource.executions(operation) - before;
        let sent = resource.proxy.history_since(from).len();
        if !holds(fault, executions, sent, told.as_ref().err()) {
            broken.push(format!(
                "{fault}: sent {sent} times, carried out {executions} times: {told:?}"
            ));
        }
        resource.settle();
        resource.truth.emulator.clear_requests();
    }
    expect_none(&broken);
    Ok(())
}

/// True if a call that met `fault` was sent as often as it may be, and told all that can be known.
fn holds(fault: Fault, executions: usize, sent: usize, error: Option<&Error>) -> bool {
    let unknown = error.is_some_and(Error::is_outcome_unknown);
    match fault {
        // It did not leave, and nothing on this machine begins to listen by itself.
        Fault::Refused => executions == 0 && sent == 1 && error.is_some() && !unknown,
        // All that is needed may have come.
        Fault::CutShort => executions == 1 && sent == 1 && (unknown || error.is_none()),
        fault => executions == usize::from(!fault.is_before()) && sent == 1 && unknown,
    }
}

#[tokio::test]
async fn a_search() -> Outcome {
    let (resource, request) = (start().await?, toll_free()?);
    let call = async || {
        let begun = resource
            .numbers
            .begin_search_available_phone_numbers(&request);
        Ok(begun.await.map(drop))
    };
    let operation = ServiceOperation::SearchAvailablePhoneNumbers;
    meets_each_fault(operation, &resource, call).await
}

#[tokio::test]
async fn a_purchase() -> Outcome {
    let resource = start().await?;
    let call = async || {
        let search = found(&resource).await?;
        let begun = resource.numbers.begin_purchase_phone_numbers(&search, None);
        Ok(begun.await.map(drop))
    };
    let operation = ServiceOperation::PurchasePhoneNumbers;
    meets_each_fault(operation, &resource, call).await
}

#[tokio::test]
async fn a_purchase_of_a_reservation() -> Outcome {
    let resource = start().await?;
    let call = async || {
        let id = reserved(&resource).await?;
        let begun = resource.numbers.begin_purchase_reservation(&id, None);
        Ok(begun.await.map(drop))
    };
    meets_each_fault(ServiceOperation::PurchaseReservation, &resource, call).await
}

#[tokio::test]
async fn a_release() -> Outcome {
    let (resource, number) = (start().await?, PhoneNumber::new(OWNED)?);
    // The service accepts it whether or not the number is still there.
    let call = async || {
        let begun = resource.numbers.begin_release_phone_number(&number);
        Ok(begun.await.map(drop))
    };
    meets_each_fault(ServiceOperation::ReleasePhoneNumber, &resource, call).await
}

#[tokio::test]
async fn a_change_of_capabilities() -> Outcome {
    let (resource, number) = (start().await?, PhoneNumber::new(OWNED)?);
    let update = CapabilitiesUpdate::default().calling(PhoneNumberCapabilityType::Inbound);
    let call = async || {
        let client = &resource.numbers;
        let begun = client.begin_update_phone_number_capabilities(&number, &update);
        Ok(begun.await.map(drop))
    };
    meets_each_fault(ServiceOperation::UpdateCapabilities, &resource, call).await
}

#[tokio::test]
async fn a_question_that_is_charged_for() -> Outcome {
    let (resource, numbers) = (start().await?, [PhoneNumber::new(OWNED)?]);
    let call = async || {
        let asked = resource.numbers.search_operator_information(&numbers, None);
        Ok(asked.await.map(drop))
    };
    let operation = ServiceOperation::OperatorInformationSearch;
    meets_each_fault(operation, &resource, call).await
}

const REFUSALS: [StatusCode; 2] = [
    StatusCode::TOO_MANY_REQUESTS,
    StatusCode::SERVICE_UNAVAILABLE,
];

/// The service's own code says that it was the service that did not take it.
#[tokio::test]
async fn the_services_own_refusal_is_waited_out() -> Outcome {
    let resource = start().await?;
    for status in REFUSALS {
        let search = found(&resource).await?;
        let second = Some(Duration::from_secs(1));
        resource.truth.emulator.fail_next(1, status, second);
        let begun = resource.numbers.begin_purchase_phone_numbers(&search, None);
        begun.await?.await?;
    }
    assert_eq!(
        resource.executions(ServiceOperation::PurchasePhoneNumbers),
        2
    );
    Ok(())
}

/// A purchase that was sent once, and that the service does not know, was not made. That its first
/// attempt was made cannot be ruled out once there was a second.
#[tokio::test]
async fn there_is_no_definite_no_after_a_second_attempt() -> Outcome {
    let resource = start().await?;
    let search = found(&resource).await?;
    let begun = resource
        .truth
        .numbers
        .begin_purchase_phone_numbers(&search, None);
    begun.await?.await?;
    let again = async || {
        resource
            .numbers
            .begin_purchase_phone_numbers(&search, None)
            .await
    };

    let error = again().await.err().ok_or("it is used up")?;
    assert!(
        error.is_not_found() && !error.is_outcome_unknown(),
        "{error}"
    );
    for status in REFUSALS {
        let second = Some(Duration::from_secs(1));
        resource.truth.emulator.fail_next(1, status, second);
        let error = again().await.err().ok_or("it is used up")?;
        assert!(error.is_outcome_unknown(), "after {status}: {error}");
        let id = format!("purchase_{search}");
        assert_eq!(error.operation_id(), Some(id.as_str()));
    }
    Ok(())
}

/// A change that is confirmed is not undone by an earlier one that nobody follows.
#[tokio::test]
async fn an_earlier_change_does_not_end_last() -> Outcome {
    use PhoneNumberCapabilityType::{Inbound, InboundOutbound};
    let (resource, number) = (start().await?, PhoneNumber::new(OWNED)?);
    let client = &resource.numbers;
    let mut broken = Vec::new();
    for fault in Fault::ALL {
        resource.truth.emulator.reset();
        resource.proxy.plan([Some(fault)]);
        let update = CapabilitiesUpdate::default().calling(Inbound);
        let first = client.begin_update_phone_number_capabilities(&number, &update);
        match first.await {
            Ok(poller) => drop(poller.await?),
            // A change that may be under way ends before anything else is begun.
            Err(error) if error.is_outcome_unknown() => resource.settle(),
            Err(_) => {}
        }
        resource.truth.emulator.advance(Duration::from_secs(1));
        let update = CapabilitiesUpdate::default().calling(InboundOutbound);
        let second = client.begin_update_phone_number_capabilities(&number, &update);
        second.await?.await?;
        resource.settle();
        let truth = resource.truth.numbers.get_purchased_phone_number(&number);
        let stands = truth.await?.capabilities.calling;
        if stands != InboundOutbound {
            broken.push(format!("{fault}: {stands} stands"));
        }
    }
    expect_none(&broken);
    Ok(())
}
