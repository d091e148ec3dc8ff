//! Waits that the service asked for in ways that other clients misread.

use std::time::Duration;

use acs_phone_numbers::SearchId;
use acs_tests::{
    Outcome,
    answers::{PURCHASE, SEARCH},
};
use azure_core::time::{OffsetDateTime, to_rfc7231};
use tokio::time::Instant;

use crate::{
    expect_none,
    recorded::{accepted, at},
    scripted::{Answer, Scripted},
};

/// The time that an operation runs.
const RUNS: Duration = Duration::from_secs(60);
/// So that a client that does not wait comes to an end.
const MOST: usize = 1000;

/// Buys what a search found, from a service that adds this header to each poll, and gives how often
/// it was asked.
async fn polls(name: &'static str, value: &str) -> Outcome<usize> {
    let (start, value) = (Instant::now(), value.to_owned());
    let script = Scripted::new(move |number, _| {
        if number == 0 {
            return accepted(PURCHASE).header(name, value.clone());
        }
        let ended = start.elapsed() >= RUNS || number > MOST;
        let status = if ended { "succeeded" } else { "running" };
        Answer::ok(&at(PURCHASE, status)).header(name, value.clone())
    });
    let client = script.numbers()?;
    let search = SearchId::new(SEARCH)?;
    let begun = client.begin_purchase_phone_numbers(&search, None);
    begun.await?.await?;
    Ok(script.count())
}

#[tokio::test(start_paused = true)]
async fn no_wait_is_not_asked_for() -> Outcome {
    let mut broken = Vec::new();
    for (name, value) in [
        ("retry-after", "0"),
        ("retry-after", "Wed, 21 Oct 2015 07:28:00 GMT"),
        ("retry-after-ms", "0"),
        ("x-ms-retry-after-ms", "0"),
    ] {
        let polls = polls(name, value).await?;
        // Four a second are many.
        if polls > 300 {
            broken.push(format!("{name}: {value}: {polls} polls in a minute"));
        }
    }
    expect_none(&broken);
    Ok(())
}

/// The wait before the second poll, where the first has these headers.
async fn wait(headers: &[(&'static str, String)]) -> Outcome<Duration> {
    let running = Answer::ok(&at(PURCHASE, "running"));
    let headers = headers.iter().cloned();
    let running = headers.fold(running, |answer, (name, value)| answer.header(name, value));
    let succeeded = Answer::ok(&at(PURCHASE, "succeeded"));
    let script = Scripted::of([accepted(PURCHASE), running, succeeded]);
    let client = script.numbers()?;
    let search = SearchId::new(SEARCH)?;
    let begun = client.begin_purchase_phone_numbers(&search, None);
    begun.await?.await?;
    Ok(script.waits()[1])
}

/// A quarter of a second: less would be a burden to the service, however short the wait that it
/// names.
#[tokio::test(start_paused = true)]
async fn no_poll_follows_another_in_less_than_a_quarter_of_a_second() -> Outcome {
    let least = Duration::from_millis(250);
    let named = |name, value: &str| vec![(name, value.to_owned())];
    let mut broken = Vec::new();
    for headers in [
        vec![],
        named("retry-after-ms", "1"),
        named("x-ms-retry-after-ms", "249"),
        named("retry-after", "0.01"),
        named("retry-after", "0"),
        named("retry-after", "-5"),
    ] {
        let waited = wait(&headers).await?;
        if waited != least {
            broken.push(format!("{waited:?} after {headers:?}"));
        }
    }
    expect_none(&broken);
    Ok(())
}

#[tokio::test(start_paused = true)]
async fn a_fraction_of_a_second_is_waited_for() -> Outcome {
    let waited = wait(&[("retry-after", "1.5".to_owned())]).await?;
    let expected = Duration::from_millis(1500)..=Duration::from_secs(2);
    assert!(expected.contains(&waited), "{waited:?}");
    Ok(())
}

/// The service's clock may be hours off, here or there.
#[tokio::test(start_paused = true)]
async fn a_date_is_read_by_the_clock_of_the_answer() -> Outcome {
    let hours = Duration::from_secs(5 * 3600);
    let now = OffsetDateTime::now_utc();
    let mut broken = Vec::new();
    for there in [now - hours, now, now + hours] {
        let until = there + Duration::from_secs(30);
        let headers = [
            ("date", to_rfc7231(&there)),
            ("retry-after", to_rfc7231(&until)),
        ];
        let waited = wait(&headers).await?;
        // A date has no fractions of a second.
        let expected = Duration::from_secs(28)..=Duration::from_secs(32);
        if !expected.contains(&waited) {
            broken.push(format!("{waited:?} by {there}"));
        }
    }
    expect_none(&broken);
    Ok(())
}
