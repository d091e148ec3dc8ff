//! The speed at which numbers find their routes: `cargo bench -p acs-sip-routing`.
//!
//! It prints figures and asserts nothing about time; what it computes it checks.

use std::{hint::black_box, time::Instant};

use acs_sip_routing::{DialledNumber, InvalidValue, Route, Simulator, SipConfiguration, Trunk};

const NUMBERS: u32 = 1_000_000;
const ROUTES: usize = 250;

fn main() -> Result<(), Box<dyn std::error::Error>> {
    let numbers = numbers()?;
    println!("{NUMBERS} numbers against {ROUTES} routes");
    for (kind, pattern) in [
        ("prefixes of numbers", prefix as fn(usize) -> String),
        ("prefixes with exceptions ahead", exception),
        ("a lookahead in the midst of each", lookaround),
    ] {
        let configuration = configuration(pattern)?;
        let began = Instant::now();
        let simulator = Simulator::new(&configuration);
        let prepared = began.elapsed();

        let began = Instant::now();
        let mut fitting = 0u32;
        for number in &numbers {
            let call = simulator.simulate(black_box(number));
            assert!(call.is_certain(), "nothing is left open");
            fitting += u32::from(call.index().is_some_and(|index| index < ROUTES - 1));
        }
        let took = began.elapsed();
        assert!(
            fitting > NUMBERS / 10 && fitting < NUMBERS,
            "both outcomes occur"
        );

        let began = Instant::now();
        let findings = black_box(&configuration).check().len();
        let checked = began.elapsed();
        println!(
            "{kind}: prepared in {prepared:.1?}, simulated in {took:.2?} ({} ns a number, \
             {fitting} before the last route), checked in {checked:.1?} ({findings} findings)",
            (took / NUMBERS).as_nanos(),
        );
    }
    Ok(())
}

/// 1,000,000 numbers of 12 characters, the same ones each time.
fn numbers() -> Result<Vec<DialledNumber>, InvalidValue> {
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
fn configuration(
    pattern: fn(usize) -> String,
) -> Result<SipConfiguration, Box<dyn std::error::Error>> {
    let trunks: Vec<Trunk> = (0..ROUTES)
        .map(|n| {
            Ok(Trunk::new(
                format!("sbc{n}.contoso.com").parse()?,
                5061.try_into()?,
            ))
        })
        .collect::<Result<_, InvalidValue>>()?;
    let routes: Vec<Route> = (0..ROUTES)
        .map(|n| {
            let pattern = match n + 1 {
                ROUTES => "^.*$".to_owned(),
                _ => pattern(200 + 3 * n),
            };
            let route = Route::new(format!("route {n}").parse()?, pattern.parse()?);
            route.with_trunks([trunks[n].fqdn().clone()])
        })
        .collect::<Result<_, InvalidValue>>()?;
    Ok(SipConfiguration::new(trunks, routes)?)
}

fn prefix(area: usize) -> String {
    format!(r"^\+1{area}[2-9]\d{{6}}$")
}

fn exception(area: usize) -> String {
    format!(r"^(?!\+1{area}555)\+1{area}\d{{7}}$")
}

fn lookaround(area: usize) -> String {
    format!(r"^\+1{area}(?!555)\d{{7}}$")
}
