//! Values on the command line, and what one should look like where it does not.

use std::net::IpAddr;

use acs_emulator::OffsetDateTime;
use time::format_description::well_known::Rfc3339;
use tracing::Level;

type Outcome<T> = Result<T, &'static str>;

pub(super) fn port(text: &str) -> Outcome<u16> {
    text.parse()
        .map_err(|_| "a port is a number from 0 to 65535, such as 8080; 0 takes any that is free")
}

pub(super) fn address(text: &str) -> Outcome<IpAddr> {
    text.parse().map_err(|_| {
        "an address to listen on is written like 127.0.0.1, 0.0.0.0 or ::1; a name goes after \
         --advertise"
    })
}

pub(super) fn time(text: &str) -> Outcome<OffsetDateTime> {
    OffsetDateTime::parse(text, &Rfc3339)
        .map_err(|_| "a time is written like 2025-06-17T16:40:22Z or 2025-06-17T18:40:22+02:00")
}

pub(super) fn seed(text: &str) -> Outcome<u64> {
    text.parse()
        .map_err(|_| "a random seed is a whole number, such as 7")
}

pub(super) fn level(text: &str) -> Outcome<Level> {
    text.parse()
        .map_err(|_| "a level is error, warn, info, debug or trace")
}
