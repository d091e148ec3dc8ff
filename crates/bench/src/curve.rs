//! Time after its end at which an operation is seen to have ended, and the number of polls.

use std::{sync::Arc, time::Duration};

use acs_phone_numbers::{AccessKey, ClientOptions, PhoneNumber, PhoneNumbersClient, PollerOptions};
use azure_core::http::{
    AsyncRawResponse, HttpClient, Method, Request, Transport, headers::Headers,
};
use tokio::time::{Instant, pause};

use crate::{Result, calls::KEY};

/// The durations that are shown, in tenths of a second.
const SHOWN: [u64; 9] = [2, 5, 10, 20, 50, 70, 100, 200, 300];

/// Prints the curve for operations of 0.2 to 30 seconds, beside polls every two seconds.
pub(crate) async fn print() -> Result<()> {
    pause();
    let quick = PollerOptions::default();
    let fixed = PollerOptions::default().fixed_interval(Duration::from_secs(2));
    println!("| operation s | waited on s | polls | every 2 s: waited on s | polls |");
    println!("| ---: | ---: | ---: | ---: | ---: |");
    let (mut polls, mut seconds, mut longest) = (0, 0.0, 0.0_f64);
    for tenths in 2..=300 {
        let duration = Duration::from_millis(tenths * 100);
        let ours = follow(duration, quick.clone()).await?;
        polls += ours.polls;
        seconds += duration.as_secs_f64();
        longest = longest.max(ours.over_bound(duration));
        if SHOWN.contains(&tenths) {
            let theirs = follow(duration, fixed.clone()).await?;
            println!(
                "| {:.1} | {:.2} | {} | {:.2} | {} |",
                duration.as_secs_f64(),
                ours.waited_on.as_secs_f64(),
                ours.polls,
                theirs.waited_on.as_secs_f64(),
                theirs.polls
            );
        }
    }
    let rate = f64::from(polls) / seconds;
    println!("\nall durations in steps of 0.1 s: {rate:.2} polls a second on average;");
    println!("waited on at most {longest:.2} of what is allowed (a tenth, or 0.25 s)");
    Ok(())
}

struct Followed {
    waited_on: Duration,
    polls: u32,
}

impl Followed {
    /// Returns the part of the allowed wait that was used up.
    fn over_bound(&self, duration: Duration) -> f64 {
        let allowed = duration.mul_f64(0.1).max(Duration::from_millis(250));
        self.waited_on.as_secs_f64() / allowed.as_secs_f64()
    }
}

/// Releases a number, which takes the service this long.
async fn follow(duration: Duration, options: PollerOptions) -> Result<Followed> {
    let service = Arc::new(Service {
        ends: Instant::now() + duration,
    });
    let transport = Some(Transport::new(service));
    let azure = azure_core::http::ClientOptions {
        transport,
        ..Default::default()
    };
    let options = ClientOptions::default().azure(azure).poller(options);
    let endpoint = "https://contoso.communication.azure.com";
    let client = PhoneNumbersClient::new(endpoint, AccessKey::new(KEY)?, Some(options))?;
    let began = Instant::now();
    let number = PhoneNumber::new("+14255550100")?;
    let mut poller = client.begin_release_phone_number(&number).await?;
    let mut polls = 0;
    {
        let mut steps = std::pin::pin!(poller.progress());
        while let Some(step) = futures::StreamExt::next(&mut steps).await {
            step?;
            polls += 1;
        }
    }
    Ok(Followed {
        waited_on: began.elapsed().saturating_sub(duration),
        polls,
    })
}

/// A service that is done at some moment.
#[derive(Debug)]
struct Service {
    ends: Instant,
}

#[async_trait::async_trait]
impl HttpClient for Service {
    async fn execute_request(&self, request: &Request) -> azure_core::Result<AsyncRawResponse> {
        let mut headers = Headers::new();
        if request.method() == Method::Delete {
            headers.insert("operation-id", "release_1");
            headers.insert("operation-location", "/phoneNumbers/operations/release_1");
            return Ok(AsyncRawResponse::from_bytes(202.into(), headers, ""));
        }
        let status = if Instant::now() < self.ends {
            "running"
        } else {
            "succeeded"
        };
        let body = format!(
            r#"{{"operationType":"releasePhoneNumber","status":"{status}","id":"release_1"}}"#
        );
        Ok(AsyncRawResponse::from_bytes(200.into(), headers, body))
    }
}
