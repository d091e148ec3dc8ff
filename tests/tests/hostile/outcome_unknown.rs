//! After a purchase whose outcome is unknown, there is one call that finds out, and it buys nothing.

use std::sync::{
    Arc, Mutex, PoisonError,
    atomic::{AtomicU16, Ordering},
};

use acs_core::Idempotency::NotIdempotent;
use acs_phone_numbers::{Error, OperationStatus, PhoneNumberOperation};
use acs_tests::{
    Answer, Outcome,
    answers::{LongRunning, PURCHASE, RESERVATION_PURCHASE, not_found},
};
use serde_json::{Value, json};

use crate::{
    clock::Clock,
    fault::Fault,
    operation::{OPERATIONS, Operation, reservation, search},
    options::options,
    server::{Clients, Server},
    service,
};

async fn find(
    clients: &Clients,
    purchase: LongRunning,
) -> Result<Option<PhoneNumberOperation>, Error> {
    if purchase.kind == PURCHASE.kind {
        clients.numbers.find_purchase(&search()?).await
    } else {
        clients
            .numbers
            .find_reservation_purchase(&reservation()?)
            .await
    }
}

/// How the purchase is doing, as the service tells; nothing if it knows of none.
type Doing = Arc<Mutex<Option<&'static str>>>;

fn service_with(
    clock: &Clock,
    fault: Fault,
    purchase: LongRunning,
    doing: &Doing,
) -> Outcome<Server> {
    let doing = Arc::clone(doing);
    let server = Server::answering(clock, [fault], move |request| {
        let id = purchase.operation_id();
        if request.method == "GET" && request.path() == format!("/phoneNumbers/operations/{id}") {
            let doing = doing.lock().unwrap_or_else(PoisonError::into_inner);
            return match *doing {
                Some(status) => purchase.status(status),
                None => not_found("operationId", &id),
            };
        }
        service::answer(request)
    })?;
    Ok(server)
}

#[tokio::test]
async fn one_call_finds_out_whether_it_was_bought() -> Outcome {
    let unclear = Fault::ALL
        .into_iter()
        .filter(|fault| !fault.is_known_to_have_no_effect());
    for fault in unclear {
        for (id, purchase) in [
            ("purchase_phone_numbers", PURCHASE),
            ("purchase_reservation", RESERVATION_PURCHASE),
        ] {
            finds_out(fault, id, purchase)
                .await
                .map_err(|error| format!("{id}, {}: {error}", fault.name()))?;
        }
    }
    Ok(())
}

async fn finds_out(fault: Fault, id: &str, purchase: LongRunning) -> Outcome {
    let (clock, doing) = (Clock::start(), Doing::default());
    let server = service_with(&clock, fault, purchase, &doing)?;
    let clients = server.clients(&options()?)?;
    let given = Operation::of_id(id).call(&clients).await;
    let error = given.err().ok_or("it should have failed")?;
    assert!(error.is_outcome_unknown(), "{error}");
    assert_eq!(
        error.operation_id(),
        Some(&*purchase.operation_id()),
        "{error}"
    );

    assert_eq!(find(&clients, purchase).await?, None);
    for (told, status) in [
        ("notStarted", OperationStatus::NotStarted),
        ("running", OperationStatus::Running),
        ("succeeded", OperationStatus::Succeeded),
        ("failed", OperationStatus::Failed),
    ] {
        *doing.lock().unwrap_or_else(PoisonError::into_inner) = Some(told);
        let found = find(&clients, purchase).await?.ok_or("it is there")?;
        assert_eq!(found.status, status);
        assert_eq!(Some(found.id.as_str()), error.operation_id());
    }

    let posts = server.arrivals()?.into_iter().skip(1);
    let posts = posts.filter(|it| {
        it.request
            .as_ref()
            .is_none_or(|request| request.method != "GET")
    });
    assert_eq!(posts.count(), 0, "finding out is reading");
    Ok(())
}

/// Anybody between here and the service may answer in its place, and so prove nothing.
#[tokio::test]
async fn an_answer_of_a_stranger_leaves_the_outcome_open() -> Outcome {
    any_answer(&Value::Null, |_| false).await
}

/// Only a refusal in the service's own words says that nothing was done, and only of the first
/// request. One that is to come back later is sent once more.
#[tokio::test]
async fn a_refusal_of_the_service_is_none_of_an_unknown_outcome() -> Outcome {
    let own = json!({ "error": { "code": "Refused", "message": "No." } });
    any_answer(&own, |status| {
        (400..500).contains(&status) && status != 408 && status != 429
    })
    .await
}

/// Answers each operation that must not be repeated with this body and every status.
async fn any_answer(body: &Value, is_refusal: fn(u16) -> bool) -> Outcome {
    let guarded = OPERATIONS
        .iter()
        .filter(|it| it.idempotency == NotIdempotent);
    for operation in guarded {
        let (clock, status) = (Clock::start(), Arc::new(AtomicU16::new(0)));
        let (answered, said) = (Arc::clone(&status), body.clone());
        let server = Server::answering(&clock, [], move |_| {
            Answer::status(answered.load(Ordering::Relaxed)).body(said.clone())
        })?;
        let clients = server.clients(&options()?)?;
        for answer in 200..600 {
            status.store(answer, Ordering::Relaxed);
            let given = operation.call(&clients).await;
            let at = format!("{} {answer}: {given:?}", operation.id);
            let Err(error) = given else {
                // Where the operation ends in something, this may be it.
                assert!(answer < 300 && !body.is_null(), "{at}");
                continue;
            };
            let refused = is_refusal(answer);
            assert_eq!(error.is_outcome_unknown(), !refused, "{at}");
            let is_purchase = operation.id.starts_with("purchase_");
            assert_eq!(
                error.operation_id().is_some(),
                is_purchase && !refused,
                "{at}"
            );
        }
    }
    Ok(())
}

/// Where finding out fails, too, nobody says that nothing was bought.
#[tokio::test]
async fn not_to_find_out_is_no_answer() -> Outcome {
    for fault in Fault::ALL {
        let clock = Clock::start();
        let server = Server::always(&clock, fault)?;
        let clients = server.clients(&options()?)?;
        for purchase in [PURCHASE, RESERVATION_PURCHASE] {
            assert!(find(&clients, purchase).await.is_err(), "{}", fault.name());
        }
    }
    Ok(())
}

/// An answer that is not the service's own does not say that nothing was bought.
#[tokio::test]
async fn a_strange_answer_is_no_answer() -> Outcome {
    for status in [200, 204, 302, 400, 401, 403, 404, 410] {
        let clock = Clock::start();
        let server = Server::answering(&clock, [], move |_| Answer::status(status))?;
        let clients = server.clients(&options()?)?;
        for purchase in [PURCHASE, RESERVATION_PURCHASE] {
            let found = find(&clients, purchase).await;
            assert!(found.is_err(), "{status}: {found:?}");
        }
    }
    Ok(())
}
