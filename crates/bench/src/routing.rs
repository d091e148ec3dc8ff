//! The cost of planning and trying out the largest routings, in this process alone.

use std::{hint::black_box, sync::Arc, time::Duration};

use acs_sip_routing::{
    AccessKey, ClientOptions, DialledNumber, InvalidValue, Route, Simulator, SipConfiguration,
    SipPort, SipRoutingClient, Trunk,
};
use async_trait::async_trait;
use azure_core::http::{
    AsyncRawResponse, HttpClient, Request, StatusCode, Transport, headers::Headers,
};
use cpu_time::ProcessTime;

use crate::{Result, calls::KEY};

const NUMBERS: u32 = 1_000_000;
/// The most that a configuration holds.
const MOST: usize = 250;
const TRUNKS_OF_A_ROUTE: usize = 10;

const PLAN: Duration = Duration::from_millis(150);
const SIMULATE: Duration = Duration::from_secs(1);

/// Patterns for an area code, and what they are.
type Kind = (&'static str, fn(usize) -> String);

const KINDS: [Kind; 3] = [
    ("prefixes of numbers", |area| {
        format!(r"^\+1{area}[2-9]\d{{6}}$")
    }),
    ("prefixes with exceptions ahead", |area| {
        format!(r"^(?!\+1{area}555)\+1{area}\d{{7}}$")
    }),
    ("a lookahead in the midst of each", |area| {
        format!(r"^\+1{area}(?!555)\d{{7}}$")
    }),
];

/// Prints a table.
pub(crate) async fn print() -> Result<()> {
    println!(
        "| {MOST} routes over {MOST} trunks, {TRUNKS_OF_A_ROUTE} a route | CPU time | wanted |"
    );
    println!("| --- | ---: | ---: |");
    for kind in KINDS {
        plan(kind).await?;
    }
    let numbers = numbers()?;
    for kind in KINDS {
        simulate(kind, &numbers)?;
    }
    Ok(())
}

fn row(what: &str, took: Duration, wanted: Option<Duration>) {
    let wanted = wanted.map(|it| format!("< {it:?}")).unwrap_or_default();
    println!("| {what} | {took:.1?} | {wanted} |");
}

/// Exchanges two trunks in all routes, and moves a route.
async fn plan((kind, pattern): Kind) -> Result<()> {
    let before = configuration(pattern)?;
    let client = Stored::client(&before)?;
    let (one, other) = (before.trunks[0].fqdn(), before.trunks[1].fqdn());
    let desired = before.exchange_trunks(one, other)?;
    let desired = desired.move_route(MOST - 2, acs_sip_routing::Position::First)?;

    let began = ProcessTime::now();
    let plan = client.plan(black_box(&desired)).await?;
    let diff = plan.diff();
    row(
        &format!("plan and difference, {kind}"),
        began.elapsed(),
        Some(PLAN),
    );
    if diff.routes.is_empty() || plan.after() != &desired {
        return Err("the plan is of something else".into());
    }
    let began = ProcessTime::now();
    black_box(plan.warnings());
    row(&format!("warnings, {kind}"), began.elapsed(), None);
    let began = ProcessTime::now();
    black_box(plan.reroute_examples());
    row(
        &format!("numbers that go another way, {kind}"),
        began.elapsed(),
        None,
    );
    let began = ProcessTime::now();
    black_box(plan.picture().findings([]).reroutes([]).to_svg());
    row(&format!("picture, {kind}"), began.elapsed(), None);
    Ok(())
}

fn simulate((kind, pattern): Kind, numbers: &[DialledNumber]) -> Result<()> {
    let configuration = configuration(pattern)?;
    let began = ProcessTime::now();
    let simulator = Simulator::new(&configuration);
    row(
        &format!("preparing to simulate, {kind}"),
        began.elapsed(),
        None,
    );

    let began = ProcessTime::now();
    let mut fitting = 0u32;
    for number in numbers {
        let call = simulator.simulate(black_box(number));
        if !call.is_certain() {
            return Err("something is left open".into());
        }
        fitting += u32::from(call.index().is_some_and(|index| index < MOST - 1));
    }
    row(
        &format!("{NUMBERS} numbers, {kind}"),
        began.elapsed(),
        Some(SIMULATE),
    );
    if !(NUMBERS / 10..NUMBERS).contains(&fitting) {
        return Err("not all outcomes occur".into());
    }
    Ok(())
}

/// Numbers of 12 characters, the same ones each time.
fn numbers() -> std::result::Result<Vec<DialledNumber>, InvalidValue> {
    let mut state = 1u64;
    let mut random = || {
        state = state
            .wrapping_mul(6_364_136_223_846_793_005)
            .wrapping_add(1_442_695_040_888_963_407);
        state >> 33
    };
    (0..NUMBERS)
        .map(|_| {
            let area = 200 + random() % 800;
            let rest = random() % 10_000_000;
            DialledNumber::new(format!("+1{area}{rest:07}"))
        })
        .collect()
}

/// One route for each of 249 area codes, and one for all others.
fn configuration(pattern: fn(usize) -> String) -> Result<SipConfiguration> {
    let trunks = (0..MOST).map(|n| {
        let fqdn = format!("sbc{n}.contoso.com").parse()?;
        Ok(Trunk::new(fqdn, SipPort::TLS))
    });
    let trunks = trunks.collect::<std::result::Result<Vec<_>, InvalidValue>>()?;
    let routes = (0..MOST).map(|n| {
        let pattern = match n + 1 {
            MOST => "^.*$".to_owned(),
            _ => pattern(200 + 3 * n),
        };
        let route = Route::new(format!("route {n}").parse()?, pattern.parse()?);
        let choices = (n..n + TRUNKS_OF_A_ROUTE).map(|n| trunks[n % MOST].fqdn().clone());
        route.with_trunks(choices)
    });
    let routes = routes.collect::<std::result::Result<Vec<_>, InvalidValue>>()?;
    Ok(SipConfiguration::new(trunks, routes)?)
}

/// A service that always has the same.
#[derive(Debug)]
struct Stored(String);

impl Stored {
    fn client(configuration: &SipConfiguration) -> Result<SipRoutingClient> {
        let trunks = configuration.trunks.iter();
        let trunks = trunks.map(|trunk| {
            let port = serde_json::json!({ "sipSignalingPort": trunk.port().get() });
            (trunk.fqdn().as_str().to_owned(), port)
        });
        let trunks: serde_json::Map<_, _> = trunks.collect();
        let answer = serde_json::json!({ "trunks": trunks, "routes": configuration.routes });
        let azure = azure_core::http::ClientOptions {
            transport: Some(Transport::new(Arc::new(Self(answer.to_string())))),
            ..Default::default()
        };
        let options = ClientOptions::default().azure(azure);
        let endpoint = "https://contoso.communication.azure.com";
        Ok(SipRoutingClient::new(
            endpoint,
            AccessKey::new(KEY)?,
            Some(options),
        )?)
    }
}

#[async_trait]
impl HttpClient for Stored {
    async fn execute_request(&self, _: &Request) -> azure_core::Result<AsyncRawResponse> {
        let answer = self.0.clone();
        Ok(AsyncRawResponse::from_bytes(
            StatusCode::Ok,
            Headers::new(),
            answer,
        ))
    }
}
