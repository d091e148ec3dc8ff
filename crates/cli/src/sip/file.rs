//! Files for people: routing, expectations, and what is allowed.

use std::{fs, path::Path};

use acs_sip_routing::{Allowed, DocumentError, Expectations, SipConfiguration};

use super::Service;
use crate::{
    exit::Exit,
    failure::{Failure, Outcome},
};

/// Reads the routing from a file, or asks the service if there is none.
pub(super) async fn routing(
    service: &Service<'_>,
    file: Option<&Path>,
) -> Outcome<SipConfiguration> {
    match file {
        Some(file) => read_routing(file),
        None => Ok(service.client()?.get_configuration().await?),
    }
}

/// Reads the routing from a file.
pub(super) fn read_routing(file: &Path) -> Outcome<SipConfiguration> {
    read(
        file,
        SipConfiguration::from_toml,
        SipConfiguration::from_json,
    )
}

/// Reads what the file of a routing allows.
pub(super) fn read_allowed(file: &Path) -> Outcome<Allowed> {
    read(file, Allowed::from_toml, Allowed::from_json)
}

/// Reads numbers with where they have to go.
pub(super) fn read_expectations(file: &Path) -> Outcome<Expectations> {
    read(file, Expectations::from_toml, Expectations::from_json)
}

/// Reads a file as a text.
pub(super) fn text(file: &Path) -> Outcome<String> {
    fs::read_to_string(file).map_err(|error| {
        Failure::new(
            Exit::Usage,
            format!("{} cannot be read: {error}", file.display()),
        )
    })
}

fn read<T>(
    file: &Path,
    toml: impl Fn(&str) -> Result<T, DocumentError>,
    json: impl Fn(&str) -> Result<T, DocumentError>,
) -> Outcome<T> {
    let text = text(file)?;
    let is_json = file.extension().is_some_and(|it| it == "json");
    let read = if is_json { json(&text) } else { toml(&text) };
    read.map_err(|error| {
        Failure::new(Exit::Usage, format!("{}: {error}", file.display()))
            .hint("files that end in .json are JSON, all others TOML")
    })
}
