//! No link and no redirect leads anywhere but to the service: a second server listens where each of
//! them points, and nobody ever connects to it.

use std::sync::{Arc, Mutex, PoisonError};

use acs_phone_numbers::{
    AccessKey, CapabilitiesUpdate, Error, ListPurchasedPhoneNumbersOptions,
    PhoneNumberCapabilityType, PhoneNumbersClient,
};
use acs_sip_routing::SipRoutingClient;
use acs_tests::{
    API_VERSION, Answer, Outcome,
    answers::{LongRunning, PURCHASE, RELEASE, RESERVATION_PURCHASE, SEARCHING, UPDATE},
};
use base64::{Engine as _, prelude::BASE64_URL_SAFE_NO_PAD};
use futures::TryStreamExt as _;
use serde_json::{Value, json};

use crate::{
    clock::Clock,
    operation::{OPERATIONS, number, reservation, toll_free},
    options::{deadlines, options},
    request::{KEY, Request},
    server::{Clients, Server},
    service,
    strangers::Strangers,
};

/// Lets a call meet each link of the strangers where `answer` puts it, and sees that it goes no
/// further: the link is an error, and nobody asks for what is behind it.
async fn lead_nowhere(
    path: &str,
    answer: impl Fn(&Request, &str) -> Answer + Send + Sync + 'static,
    call: impl AsyncFn(&Clients) -> Result<(), Error>,
) -> Outcome<Vec<Error>> {
    let (clock, link) = (Clock::start(), Arc::new(Mutex::new(String::new())));
    let given = Arc::clone(&link);
    let server = Server::answering(&clock, [], move |request| {
        answer(
            request,
            &given.lock().unwrap_or_else(PoisonError::into_inner),
        )
    })?;
    let strangers = Strangers::of(server.address())?;
    let clients = server.clients(&options()?)?;
    let mut errors = Vec::new();
    for bad in strangers.links(path) {
        link.lock()
            .unwrap_or_else(PoisonError::into_inner)
            .clone_from(&bad);
        let given = call(&clients).await;
        let error = given
            .err()
            .ok_or_else(|| format!("{bad:?} should be an error"))?;
        assert!(error.is_foreign_origin(), "{bad:?}: {error}");
        errors.push(error);
    }
    strangers.were_left_alone()?;
    let behind = server.arrivals()?.into_iter().filter(|arrival| {
        let request = arrival.request.as_ref();
        request.is_some_and(|request| request.target == path)
    });
    assert_eq!(behind.count(), 0);
    Ok(errors)
}

/// What is behind every link.
const BEHIND: &str = "/behind?api-version=1&skip=1";

#[tokio::test]
async fn the_next_page_of_every_list() -> Outcome {
    for operation in OPERATIONS.iter().filter(|it| it.id.starts_with("list_")) {
        let answer = |request: &Request, link: &str| {
            let mut page = service::answer(request).json().clone();
            page["nextLink"] = json!(link);
            Answer::ok(page)
        };
        lead_nowhere(BEHIND, answer, async |clients| {
            operation.call(clients).await.map(drop)
        })
        .await
        .map_err(|error| format!("{}: {error}", operation.id))?;
    }
    Ok(())
}

/// An answer that announces an operation, with one header replaced.
fn announcing(operation: LongRunning, name: &'static str, link: &str) -> Answer {
    let id = operation.operation_id();
    let status = format!("/phoneNumbers/operations/{id}?api-version={API_VERSION}");
    let answer = Answer::status(202).header("operation-id", id);
    let location = operation.location();
    let headers = [
        ("operation-location", Some(status.as_str())),
        ("location", location.as_deref()),
    ];
    headers.into_iter().fold(answer, |answer, (header, value)| {
        match if header == name { Some(link) } else { value } {
            Some(value) => answer.header(header, value),
            None => answer,
        }
    })
}

/// The long-running operation that a request begins, if it begins one.
fn begun(request: &Request) -> Option<LongRunning> {
    let id = service::answer(request)
        .header_value("operation-id")?
        .to_owned();
    let kinds = [SEARCHING, PURCHASE, RESERVATION_PURCHASE, UPDATE, RELEASE];
    kinds.into_iter().find(|kind| kind.operation_id() == id)
}

#[tokio::test]
async fn the_address_of_every_operation() -> Outcome {
    for operation in OPERATIONS.iter().filter(|it| it.is_long_running()) {
        let answer = |request: &Request, link: &str| match begun(request) {
            Some(begun) => announcing(begun, "operation-location", link),
            None => service::answer(request),
        };
        let errors = lead_nowhere(BEHIND, answer, async |clients| {
            operation.call(clients).await.map(drop)
        })
        .await
        .map_err(|error| format!("{}: {error}", operation.id))?;
        for error in errors {
            // It has begun all the same.
            assert!(error.is_outcome_unknown(), "{}: {error}", operation.id);
            assert!(error.operation_id().is_some(), "{}: {error}", operation.id);
        }
    }
    Ok(())
}

/// A search and a change of capabilities, whose results have addresses of their own.
async fn follow_both(clients: &Clients) -> Result<(), Error> {
    let search = clients
        .numbers
        .begin_search_available_phone_numbers(&toll_free()?)
        .await;
    let searched = match search {
        Ok(poller) => poller.await.map(drop),
        Err(error) => Err(error),
    };
    let update = CapabilitiesUpdate::default().calling(PhoneNumberCapabilityType::Outbound);
    let change = clients
        .numbers
        .begin_update_phone_number_capabilities(&number()?, &update)
        .await;
    let changed = match change {
        Ok(poller) => poller.await.map(drop),
        Err(error) => Err(error),
    };
    // Both have to fail; where one does not, that is what the test gets to see.
    searched
        .err()
        .zip(changed.err())
        .map_or(Ok(()), |(error, _)| Err(error))
}

#[tokio::test]
async fn the_address_of_every_result() -> Outcome {
    lead_nowhere(
        BEHIND,
        |request, link| match begun(request) {
            Some(begun) => announcing(begun, "location", link),
            None => service::answer(request),
        },
        follow_both,
    )
    .await?;
    Ok(())
}

/// What the service answers, but for how an operation is doing: `poll` has what it would say.
fn but_for_polls(request: &Request, poll: impl FnOnce(Value) -> Answer) -> Answer {
    let answer = service::answer(request);
    if request.path().starts_with("/phoneNumbers/operations/") {
        return poll(answer.json().clone());
    }
    answer
}

#[tokio::test]
async fn the_address_of_every_result_in_a_status() -> Outcome {
    let in_body = |request: &Request, link: &str| {
        but_for_polls(request, |mut status| {
            status["resourceLocation"] = json!(link);
            Answer::ok(status)
        })
    };
    lead_nowhere(BEHIND, in_body, follow_both).await?;
    let in_header = |request: &Request, link: &str| {
        but_for_polls(request, |mut status| {
            status["resourceLocation"] = Value::Null;
            Answer::ok(status).header("location", link)
        })
    };
    lead_nowhere(BEHIND, in_header, follow_both).await?;
    Ok(())
}

#[tokio::test]
async fn a_new_address_of_an_operation() -> Outcome {
    let moved = |request: &Request, link: &str| {
        but_for_polls(request, |mut status| {
            status["status"] = json!("running");
            Answer::ok(status).header("operation-location", link)
        })
    };
    lead_nowhere(BEHIND, moved, async |clients| {
        let id = reservation()?;
        let begun = clients.numbers.begin_purchase_reservation(&id, None);
        begun.await?.poll().await.map(drop)
    })
    .await?;
    Ok(())
}

const REDIRECTS: [u16; 6] = [300, 301, 302, 303, 307, 308];

/// With the HTTP client that is made where a caller brings none.
#[tokio::test]
async fn redirects() -> Outcome {
    let (clock, link) = (Clock::start(), Arc::new(Mutex::new((0, String::new()))));
    let given = Arc::clone(&link);
    let server = Server::answering(&clock, [], move |_| {
        let (status, link) = &*given.lock().unwrap_or_else(PoisonError::into_inner);
        Answer::status(*status).header("location", link.as_str())
    })?;
    let strangers = Strangers::of(server.address())?;
    let clients = server.clients(&deadlines())?;
    for operation in OPERATIONS {
        for status in REDIRECTS {
            for origin in strangers.origins.iter().take(2) {
                *link.lock().unwrap_or_else(PoisonError::into_inner) =
                    (status, format!("{origin}{BEHIND}"));
                let before = server.arrivals()?.len();
                let given = operation.call(&clients).await;
                let at = format!("{} {status} {origin}: {given:?}", operation.id);
                strangers
                    .were_left_alone()
                    .map_err(|error| format!("{at}: {error}"))?;
                assert!(given.is_err(), "{at}");
                assert_eq!(server.arrivals()?.len(), before + 1, "{at}");
            }
        }
    }
    Ok(())
}

/// An HTTP client that follows redirects, as they all do by default, is with the stranger before
/// anybody could stop it: it is refused at the outset.
#[test]
fn nobody_sends_with_a_client_that_follows_redirects() -> Outcome {
    let (endpoint, key) = (
        "https://contoso.communication.azure.com",
        AccessKey::new(KEY)?,
    );
    let options = || Some(deadlines().http_client(reqwest::Client::new()));
    let numbers = PhoneNumbersClient::new(endpoint, key.clone(), options());
    let sip = SipRoutingClient::new(endpoint, key, options());
    for refused in [numbers.err(), sip.err()] {
        let error = refused.ok_or("it should be refused")?;
        assert!(error.is_invalid_input(), "{error}");
        assert!(error.to_string().contains("Policy::none()"), "{error}");
    }
    Ok(())
}

/// A continuation that somebody made up.
fn forged(facts: &Value) -> String {
    BASE64_URL_SAFE_NO_PAD.encode(facts.to_string())
}

#[tokio::test]
async fn made_up_continuations() -> Outcome {
    let clock = Clock::start();
    let server = Server::start(&clock, [])?;
    let strangers = Strangers::of(server.address())?;
    let client = server.clients(&options()?)?.numbers;
    let good = format!("/phoneNumbers/operations/search_1?api-version={API_VERSION}");
    let good = good.as_str();
    for bad in strangers.links(BEHIND) {
        for (status, result) in [(bad.as_str(), good), (good, bad.as_str())] {
            let continuation = forged(&json!({
                "kind": "search", "id": "search_1", "version": API_VERSION,
                "endpoint": server.endpoint(), "link": status, "result": result,
            }));
            let resumed = client.resume_search_available_phone_numbers(&continuation.parse()?);
            assert!(resumed.is_err(), "{bad:?}: {resumed:?}");
        }
        let continuation = forged(&json!({
            "kind": "list_phone_numbers", "version": API_VERSION,
            "endpoint": server.endpoint(), "link": bad,
        }));
        let options =
            ListPurchasedPhoneNumbersOptions::default().continue_from(continuation.parse()?);
        let mut list = client.list_purchased_phone_numbers(Some(options));
        assert!(list.try_next().await.is_err(), "{bad:?}");
    }
    // They would have been taken, had they led to the service.
    let continuation = forged(&json!({
        "kind": "search", "id": "search_1", "version": API_VERSION,
        "endpoint": server.endpoint(), "link": good, "result": good,
    }));
    let resumed = client.resume_search_available_phone_numbers(&continuation.parse()?)?;
    assert_eq!(resumed.operation_id(), "search_1");
    assert!(server.arrivals()?.is_empty());
    strangers.were_left_alone()
}
