//! Differences between two routings, as rows and as text for people.

use acs_sip_routing::{Diff, Plan};
use serde::Serialize;
use serde_json::{Value, json};

use crate::{
    failure::Outcome,
    globals::{Globals, say},
    output::{Column, List},
};

const COLUMNS: &[Column] = &[
    Column::new("kind"),
    Column::new("change"),
    Column::new("text"),
];

/// Writes differences as rows.
pub(super) fn list(globals: &Globals, diff: &Diff) -> Outcome {
    let mut list = List::begin(globals, COLUMNS)?;
    diff.trunks
        .iter()
        .try_for_each(|change| list.row(&row("trunk", change)))?;
    diff.routes
        .iter()
        .try_for_each(|change| list.row(&row("route", change)))?;
    if list.is_empty() {
        globals.note("There are no differences.");
    }
    list.finish()
}

fn row(kind: &str, change: &(impl Serialize + ToString)) -> Value {
    let details = serde_json::to_value(change).unwrap_or_default();
    json!({
        "kind": kind,
        "change": details["change"],
        "text": change.to_string(),
        "details": details,
    })
}

/// Tells people what a plan does, and what is worth a second look.
pub(super) fn describe(plan: &Plan) {
    say(plan.diff().to_string().trim_end());
    for warning in plan.warnings() {
        say(&format!("warning: {warning}"));
    }
    for reroute in plan.reroute_examples() {
        say(&format!("for example {reroute}"));
    }
}
