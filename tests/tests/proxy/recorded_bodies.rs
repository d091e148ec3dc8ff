//! Bodies that are less than they should be, or more.

use std::fs;

use acs_phone_numbers::{ReservationId, ReservationUpdate, SearchId};
use acs_sip_routing::{Route, SipPort, Trunk};
use acs_tests::{
    Outcome,
    answers::{RESERVATION, SEARCH, purchased_number, reservation, search_result},
};
use futures::TryStreamExt as _;
use serde_json::json;

use crate::{
    expect_none,
    scripted::{Answer, Scripted},
};

#[tokio::test(start_paused = true)]
async fn a_page_without_numbers_is_an_empty_page() -> Outcome {
    let empty = json!({ "phoneNumbers": null, "nextLink": "/phoneNumbers?skip=1" });
    let last = json!({ "phoneNumbers": [purchased_number()], "nextLink": null });
    let client = Scripted::of([Answer::ok(&empty), Answer::ok(&last)]).numbers()?;
    let owned: Result<Vec<_>, _> = client
        .list_purchased_phone_numbers(None)
        .try_collect()
        .await;
    let count = owned.as_ref().map(Vec::len);
    assert!(matches!(count, Ok(1)), "{owned:?}");
    Ok(())
}

#[tokio::test(start_paused = true)]
async fn a_list_of_empty_pages_ends() -> Outcome {
    const MOST: usize = 5_000;
    let script = Scripted::new(|number, _| {
        let next = (number < MOST).then(|| format!("/phoneNumbers?skip={number}"));
        Answer::ok(&json!({ "phoneNumbers": [], "nextLink": next }))
    });
    let client = script.numbers()?;
    let owned: Result<Vec<_>, _> = client
        .list_purchased_phone_numbers(None)
        .try_collect()
        .await;
    let asked = script.count();
    assert!(owned.is_err() && asked < MOST, "{asked} pages: {owned:?}");
    Ok(())
}

/// Who holds numbers needs to know that, whatever became of the time.
#[tokio::test(start_paused = true)]
async fn a_reservation_does_not_need_its_time() -> Outcome {
    let id: ReservationId = RESERVATION.parse()?;
    let mut broken = Vec::new();
    for expires_at in [
        json!(null),
        json!(""),
        json!("soon"),
        json!(7),
        json!([]),
        json!({}),
    ] {
        let mut answer = reservation(&json!({}));
        answer["expiresAt"] = expires_at.clone();
        let client = Scripted::of([Answer::ok(&answer)]).numbers()?;
        let read = client.get_reservation(&id).await;
        let update = ReservationUpdate::new(id);
        let changed = client.create_or_update_reservation(&update).await;
        for told in [read, changed.map(|changed| changed.reservation)] {
            if !told.as_ref().is_ok_and(|told| told.expires_at.is_none()) {
                broken.push(format!("{expires_at}: {told:?}"));
            }
        }
    }
    expect_none(&broken);
    Ok(())
}

/// A success says what there is now.
#[tokio::test(start_paused = true)]
async fn an_empty_object_is_no_routing() -> Outcome {
    let trunk = Trunk::new("sbc1.contoso.com".parse()?, SipPort::TLS);
    let route = Route::new("all".parse()?, "^.*$".parse()?);
    let client = Scripted::of([Answer::ok(&json!({}))]).sip()?;
    let told = [
        ("set a trunk", client.set_trunk(&trunk).await.err()),
        ("set routes", client.set_routes(&[route]).await.err()),
        (
            "deleted a trunk",
            client.delete_trunk(trunk.fqdn()).await.err(),
        ),
    ];
    let broken: Vec<_> = told
        .into_iter()
        .filter(|(_, error)| error.is_none())
        .map(|(what, _)| what.to_owned())
        .collect();
    expect_none(&broken);
    Ok(())
}

/// As many texts as a body may hold, just below the bound.
fn many_texts(around: (&str, &str)) -> String {
    const LENGTH: usize = 16 * 1024 * 1024 - 1024;
    let mut body = around.0.to_owned();
    while body.len() < LENGTH {
        body.push_str("\"\",");
    }
    body.pop();
    body.push_str(around.1);
    body
}

/// The most memory that this process has had, in KiB, where that can be known.
fn peak() -> Option<usize> {
    let status = fs::read_to_string("/proc/self/status").ok()?;
    let line = status.lines().find(|line| line.starts_with("VmHWM:"))?;
    line.split_whitespace().nth(1)?.parse().ok()
}

#[tokio::test(start_paused = true)]
async fn a_long_answer_takes_no_more_than_a_few_times_its_length() -> Outcome {
    let mut result = search_result();
    result["phoneNumbers"] = json!(["..."]);
    let result = result.to_string();
    let around = result.split_once("\"...\"").ok_or("no numbers")?;
    let mut broken = Vec::new();
    for body in [many_texts(("[", "]")), many_texts(around)] {
        let client = Scripted::of([Answer::new(200, body)]).numbers()?;
        let before = peak();
        let found = client.get_search_result(&SearchId::new(SEARCH)?).await;
        if let Ok(found) = found {
            broken.push(format!("{} numbers", found.phone_numbers.len()));
        }
        let grown = before
            .zip(peak())
            .map_or(0, |(before, after)| after - before);
        if grown > 64 * 1024 {
            broken.push(format!("{grown} KiB more"));
        }
    }
    expect_none(&broken);
    Ok(())
}
