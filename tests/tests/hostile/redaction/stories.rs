//! What a program does, well and badly.

use std::fmt::Debug;

use acs_core::path_segment;
use acs_phone_numbers::{
    AreaCode, CapabilitiesUpdate, ConnectionString, CountryCode, Endpoint, Error,
    ListPurchasedPhoneNumbersOptions, OperationId, PhoneNumber, PhoneNumberCapabilityType,
    PhoneNumberPrefix, Poller, SearchId,
};
use acs_tests::{
    API_VERSION, Answer, Outcome,
    answers::{NUMBER, SEARCH, UPDATE, purchased_number},
};
use base64::{Engine as _, prelude::BASE64_URL_SAFE_NO_PAD};
use futures::{StreamExt as _, TryStreamExt as _};
use serde_json::{Value, json};

use super::{BROKEN_OFF, Listeners, Program, TOKEN};
use crate::{
    clock::Clock,
    fault::Fault,
    operation::{OPERATIONS, number, reservation, search, toll_free},
    request::{KEY, Request},
    server::Clients,
    service,
};

type Service = fn(&Request) -> Answer;

/// Answers that name the number wherever they can.
const BAD_ANSWERS: [Service; 12] = [
    |_| Answer::status(404).body(json!({ "error": fault() })),
    |_| Answer::status(401).body(json!({ "error": fault() })),
    // Some services repeat what they do not accept.
    |request| {
        let given = request.header("authorization").unwrap_or_default();
        let sentence = format!("Not accepted: {given}");
        Answer::status(401)
            .header("ms-cv", given)
            .body(json!({ "error": { "code": given, "message": sentence, "target": given } }))
    },
    // So do others, encoded once or twice, or wrapped.
    |request| {
        let given = request.header("authorization").unwrap_or_default();
        let encoded = path_segment(given);
        let (begin, end) = given.split_at(given.len() - BROKEN_OFF);
        let body = json!({ "error": {
            "code": encoded, "message": path_segment(&encoded), "target": format!("{begin} {end}"),
        } });
        Answer::status(401).header("ms-cv", &encoded).body(body)
    },
    |_| Answer::status(404).body(json!({ "error": { "code": NUMBER, "target": NUMBER } })),
    |_| {
        let encoded = path_segment(NUMBER);
        let code = format!("/phoneNumbers/operations/release_{encoded}");
        let message = format!("{} tel{}x", path_segment(&encoded), &NUMBER[1..]);
        Answer::status(404)
            .header("ms-cv", NUMBER)
            .body(json!({ "error": { "code": code, "message": message } }))
    },
    |_| Answer::status(500).body(json!({ "error": fault() })),
    |_| Answer::status(400).body(json!(format!("<html>{NUMBER} {TOKEN}</html>"))),
    |_| Answer::ok(json!(NUMBER)),
    |_| {
        Answer::ok(json!({
            "phoneNumber": [NUMBER], "phoneNumbers": NUMBER, "values": NUMBER, "reservations": NUMBER,
            "countries": NUMBER, "searchId": [NUMBER], "id": [NUMBER], "trunks": NUMBER,
        }))
    },
    |_| {
        Answer::status(403)
            .header("location", format!("/phoneNumbers/{NUMBER}"))
            .header("x-ms-error-code", NUMBER)
    },
    |request| {
        let answer = service::answer(request);
        let link = format!("https://stranger.example/phoneNumbers/{NUMBER}");
        let mut body = answer.json().clone();
        if let Value::Object(body) = &mut body {
            body.insert("nextLink".to_owned(), json!(link));
            body.insert("resourceLocation".to_owned(), json!(link));
        }
        Answer::status(202)
            .header("operation-id", format!("search_{SEARCH}"))
            .header("operation-location", link)
            .body(body)
    },
];

/// A fault as the service words it, with the number in every text.
fn fault() -> Value {
    let sentence = format!("Input phoneNumber {NUMBER} cannot be found.");
    json!({
        "code": "NotFound",
        "message": sentence,
        "target": "phonenumber",
        "details": [{ "code": "Detail", "message": sentence }],
        "innererror": { "code": "Inner", "message": format!("tel:{}", &NUMBER[1..]) },
    })
}

/// Every operation: as it should go, through every fault, and with every bad answer.
async fn go_through_all(program: &mut Program, faults: &[Fault]) -> Outcome {
    // Where nobody listens, there is nobody to tell anything to.
    let faults = faults
        .iter()
        .copied()
        .filter(|fault| *fault != Fault::Refused);
    let bad = BAD_ANSWERS.map(|answer| (None, answer));
    let worlds = std::iter::once((None, service::answer as Service))
        .chain(faults.map(|fault| (Some(fault), service::answer as Service)))
        .chain(bad);
    for (fault, answer) in worlds {
        for operation in OPERATIONS {
            let clock = Clock::start();
            let server = program.server(&clock, fault, answer)?;
            let clients = program.clients(&server)?;
            match operation.call(&clients).await {
                Ok(given) => program.print(&given),
                Err(error) => program.print_error(&error),
            }
            program.note_sent(&server)?;
        }
    }
    Ok(())
}

/// Follows an operation in every way there is.
async fn follow<T: Debug + Send>(
    program: &mut Program,
    begun: Result<Poller<T>, Error>,
) -> Outcome {
    let mut poller = match begun {
        Ok(poller) => poller,
        Err(error) => {
            program.print_error(&error);
            return Ok(());
        }
    };
    program.print(&poller);
    program.print(&poller.continuation());
    program.print_given(poller.poll().await);
    program.print(&poller.last());
    let steps: Vec<_> = poller.progress().collect().await;
    for step in steps {
        program.print_given(step);
    }
    program.print_given(poller.wait().await);
    program.print_given(poller.cancel().await);
    program.print_given(poller.await);
    Ok(())
}

async fn follow_all(program: &mut Program, clients: &Clients) -> Outcome {
    let (numbers, number) = (&clients.numbers, number()?);
    let update = CapabilitiesUpdate::default().calling(PhoneNumberCapabilityType::Outbound);
    program.print(&update);
    let begun = numbers
        .begin_update_phone_number_capabilities(&number, &update)
        .await;
    follow(program, begun).await?;
    follow(program, numbers.begin_release_phone_number(&number).await).await?;
    follow(
        program,
        numbers
            .begin_search_available_phone_numbers(&toll_free()?)
            .await,
    )
    .await?;
    follow(
        program,
        numbers.begin_purchase_phone_numbers(&search()?, None).await,
    )
    .await?;
    follow(
        program,
        numbers
            .begin_purchase_reservation(&reservation()?, None)
            .await,
    )
    .await
}

/// An operation that fails and names the number, or has a status that nobody knows.
fn failing(request: &Request) -> Answer {
    if request.path().starts_with("/phoneNumbers/operations/") && request.method == "GET" {
        let mut body = service::answer(request).json().clone();
        body["status"] = json!("failed");
        body["error"] = fault();
        return Answer::ok(body);
    }
    service::answer(request)
}

/// Two pages, and a third that is none.
fn paged(request: &Request) -> Answer {
    if request.target.contains("skip=2") {
        return Answer::status(404).body(json!({ "error": fault() }));
    }
    let skip = if request.target.contains("skip=1") {
        2
    } else {
        1
    };
    let next = format!("/phoneNumbers?near={NUMBER}&api-version={API_VERSION}&skip={skip}");
    Answer::ok(json!({ "phoneNumbers": [purchased_number()], "nextLink": next }))
}

async fn read_pages(program: &mut Program, clients: &Clients) -> Outcome {
    let list = clients.numbers.list_purchased_phone_numbers(None);
    program.print(&list);
    let mut pages = list.into_pages();
    while let Some(page) = pages.next().await {
        program.print(&pages);
        if let Ok(page) = &page
            && let Some(continuation) = page.continuation()
        {
            program.print(continuation);
            let options =
                ListPurchasedPhoneNumbersOptions::default().continue_from(continuation.clone());
            program.print(&options);
            // It belongs to another list.
            let strange = clients.numbers.list_purchased_phone_numbers(Some(options));
            program.print_given(strange.try_collect::<Vec<_>>().await);
        }
        program.print_given(page);
    }
    Ok(())
}

/// What is refused before anything is sent.
async fn mistake_everything(program: &mut Program, clients: &Clients) -> Outcome {
    let digits = &NUMBER[1..];
    for bad in [
        digits,
        &format!("{NUMBER}x"),
        &format!("{NUMBER} 1"),
        &format!("{NUMBER}{digits}"),
    ] {
        let faults = [
            PhoneNumber::new(bad).err(),
            AreaCode::new(bad).err(),
            PhoneNumberPrefix::new(format!("{bad}x")).err(),
            CountryCode::new(bad).err(),
            serde_json::from_value::<PhoneNumber>(json!(bad))
                .err()
                .map(|error| acs_phone_numbers::InvalidValue::new("JSON", error.to_string())),
        ];
        for fault in faults.into_iter().flatten() {
            program.print_chain(&fault);
            program.print_error(&Error::from(fault));
        }
    }
    for bad in [
        format!("endpoint=https://contoso.com;key={KEY}"),
        format!("endpoint=https://contoso.com;{KEY}"),
        format!("endpoint={KEY};accesskey=https://contoso.com"),
        format!("endpoint=https://contoso.com;accesskey={KEY}*"),
        format!("endpoint=https://{TOKEN}:{KEY}@contoso.com;accesskey={KEY}"),
        format!("accesskey={KEY};accesskey={KEY}"),
    ] {
        let fault = ConnectionString::new(&bad)
            .err()
            .ok_or("it is no connection string")?;
        program.print_chain(&fault);
    }
    let right = format!("endpoint=https://contoso.com;accesskey={KEY}");
    program.print(&ConnectionString::new(&right)?);
    for bad in [
        format!("https://{TOKEN}@contoso.com"),
        format!("https://contoso.com/phoneNumbers/{NUMBER}"),
        format!("https://contoso.com?{KEY}"),
        format!("http://contoso.com/{KEY}"),
    ] {
        program.print_chain(&Endpoint::new(&bad).err().ok_or("it is no endpoint")?);
    }
    // Ids take what the service gives, and the service might give a number.
    let operation = OperationId::new(format!("release_{SEARCH}"))?;
    program.print_given(clients.numbers.get_operation(&operation).await);
    program.print_given(
        clients
            .numbers
            .get_search_result(&SearchId::new("unknown")?)
            .await,
    );
    Ok(())
}

/// Continuations that do not fit, and name the number.
async fn resume_in_the_wrong_place(program: &mut Program, clients: &Clients) -> Outcome {
    let update = CapabilitiesUpdate::default().calling(PhoneNumberCapabilityType::Outbound);
    let poller = clients
        .numbers
        .begin_update_phone_number_capabilities(&number()?, &update)
        .await?;
    let kept = poller.continuation();
    assert!(
        UPDATE
            .location()
            .is_some_and(|location| location.contains(NUMBER))
    );
    program.print(
        &clients
            .numbers
            .resume_update_phone_number_capabilities(&kept)?,
    );
    program.print_given(clients.numbers.resume_release_phone_number(&kept));
    let text = kept.to_string();
    for end in [1, text.len() / 2, text.len() - 1] {
        let cut = text[..end].parse::<acs_phone_numbers::Continuation>();
        program.print_given(cut.map_err(Error::from));
    }
    for link in [
        format!("/phoneNumbers/../phoneNumbers/{NUMBER}"),
        format!("https://stranger.example/phoneNumbers/{NUMBER}"),
        format!("https://[{NUMBER}"),
    ] {
        let facts = json!({
            "kind": "updatePhoneNumberCapabilities", "id": NUMBER, "version": API_VERSION,
            "endpoint": clients.numbers.endpoint().as_str(), "link": link, "result": link,
        });
        let forged = BASE64_URL_SAFE_NO_PAD.encode(facts.to_string());
        let forged = forged.parse()?;
        program.print_given(
            clients
                .numbers
                .resume_update_phone_number_capabilities(&forged),
        );
    }
    Ok(())
}

#[derive(Clone, Copy)]
enum Story {
    Follow,
    Pages,
    Mistakes,
    WrongPlace,
}

/// All the stories, and at the end the search for what must not show.
async fn tell(mut program: Program, faults: &[Fault]) -> Outcome {
    go_through_all(&mut program, faults).await?;
    for (answer, story) in [
        (service::answer as Service, Story::Follow),
        (failing, Story::Follow),
        (paged, Story::Pages),
        (service::answer, Story::Mistakes),
        (service::answer, Story::WrongPlace),
    ] {
        let clock = Clock::start();
        let server = program.server(&clock, None, answer)?;
        let clients = program.clients(&server)?;
        program.print(&clients);
        match story {
            Story::Follow => follow_all(&mut program, &clients).await?,
            Story::Pages => read_pages(&mut program, &clients).await?,
            Story::Mistakes => mistake_everything(&mut program, &clients).await?,
            Story::WrongPlace => resume_in_the_wrong_place(&mut program, &clients).await?,
        }
        program.note_sent(&server)?;
    }
    program.saw_what_it_looks_for();
    program.shows_nothing();
    Ok(())
}

#[tokio::test]
async fn with_a_key() -> Outcome {
    tell(Program::with_a_key(Listeners::All)?, &Fault::ALL).await
}

#[tokio::test]
async fn with_a_token() -> Outcome {
    tell(Program::with_a_token()?, &Fault::ALL).await
}

#[tokio::test]
async fn without_a_tracer() -> Outcome {
    tell(
        Program::with_a_key(Listeners::NoTracer)?,
        &[Fault::ResetRead],
    )
    .await
}

/// A feature of `tracing` hands all it is told to the crate `log`, where nobody subscribes.
#[tokio::test]
async fn without_a_subscriber() -> Outcome {
    tell(
        Program::with_a_key(Listeners::LogCrate)?,
        &[Fault::ResetRead],
    )
    .await
}
