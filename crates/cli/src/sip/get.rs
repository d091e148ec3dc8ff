//! `acs sip get`.

use acs_sip_routing::{Route, Trunk};
use serde_json::{Value, json};

use super::Service;
use crate::{
    failure::Outcome,
    output::{Column, Format, List, format_of, one},
};

pub(super) const EXAMPLES: &str = "\
As a table it shows trunks and routes one after the other. Other forms have one object with both.

Examples:
  acs sip get
  acs sip get -o json --query routes[].name";

const WHOLE: &[Column] = &[Column::new("trunks"), Column::new("routes")];

/// Columns of trunks.
pub(super) const TRUNKS: &[Column] = &[
    Column::new("fqdn"),
    Column::at("port", "sipSignalingPort"),
    Column::new("enabled"),
];

/// Columns of routes.
pub(super) const ROUTES: &[Column] = &[
    Column::new("index"),
    Column::new("name"),
    Column::at("pattern", "numberPattern"),
    Column::new("trunks"),
    Column::new("description"),
];

pub(super) async fn run(service: &Service<'_>) -> Outcome {
    let globals = &service.session.globals;
    let routing = service.client()?.get_configuration().await?;
    if format_of(globals) == Format::Table && globals.query.is_none() && globals.columns.is_empty()
    {
        list_trunks(service, &routing.trunks)?;
        crate::output::text("\n")?;
        return list_routes(service, &routing.routes);
    }
    one(globals, WHOLE, &routing)
}

pub(super) fn list_trunks(service: &Service<'_>, trunks: &[Trunk]) -> Outcome {
    let mut list = List::begin(&service.session.globals, TRUNKS)?;
    trunks.iter().try_for_each(|trunk| list.row(trunk))?;
    list.finish()
}

pub(super) fn list_routes(service: &Service<'_>, routes: &[Route]) -> Outcome {
    let mut list = List::begin(&service.session.globals, ROUTES)?;
    let rows = routes.iter().enumerate();
    rows.map(|(index, route)| row(index, route))
        .try_for_each(|row| list.row(&row))?;
    list.finish()
}

/// Returns a route as a row, with its place counted from 1 as people do.
pub(super) fn row(index: usize, route: &Route) -> Value {
    let mut row = json!(route);
    row["index"] = json!(index + 1);
    row
}
