//! Differences for people.

use std::fmt::{self, Display, Formatter};

use super::diff::{Diff, RouteChange, TrunkChange};
use crate::{Route, Trunk, TrunkFqdn, text::one_line};

impl Display for Diff {
    fn fmt(&self, f: &mut Formatter<'_>) -> fmt::Result {
        if self.is_empty() {
            return f.write_str("nothing to do\n");
        }
        section(f, "trunks", &self.trunks)?;
        section(f, "routes", &self.routes)
    }
}

fn section(f: &mut Formatter<'_>, title: &str, changes: &[impl Display]) -> fmt::Result {
    if !changes.is_empty() {
        writeln!(f, "{title}:")?;
    }
    changes
        .iter()
        .try_for_each(|change| writeln!(f, "  {change}"))
}

impl Display for TrunkChange {
    fn fmt(&self, f: &mut Formatter<'_>) -> fmt::Result {
        let written = |trunk: &Trunk| {
            let settings = settings_of(trunk);
            format!("{}:{}{settings}", trunk.fqdn(), trunk.port())
        };
        match self {
            Self::Added { trunk } => write!(f, "+ {}", written(trunk)),
            Self::Removed { trunk } => write!(f, "- {}", written(trunk)),
            Self::Changed { before, after } => {
                let parts = changed_trunk_parts(before, after);
                write!(f, "~ {}: {}", before.fqdn(), parts.join("; "))
            }
        }
    }
}

impl Display for RouteChange {
    fn fmt(&self, f: &mut Formatter<'_>) -> fmt::Result {
        match self {
            Self::Added { index, route } => write!(f, "+ {}. {}", index + 1, whole(route)),
            Self::Removed { index, route } => write!(f, "- {}. {}", index + 1, whole(route)),
            Self::Moved { from, to, route } => {
                let name = one_line(route.name());
                write!(f, "> {}. {name}: moved, was {}.", to + 1, from + 1)
            }
            Self::Changed {
                from,
                to,
                moved,
                before,
                after,
            } => {
                write!(f, "~ {}. {}: ", to + 1, one_line(before.name()))?;
                let mut parts = changed_parts(before, after);
                if *moved {
                    parts.push(format!("moved, was {}.", from + 1));
                }
                f.write_str(&parts.join("; "))
            }
        }
    }
}

fn changed_trunk_parts(before: &Trunk, after: &Trunk) -> Vec<String> {
    let mut parts = Vec::new();
    if before.port() != after.port() {
        parts.push(format!("port {} to {}", before.port(), after.port()));
    }
    let settings = before.settings().into_iter();
    for ((what, before), (_, after)) in settings.zip(after.settings()) {
        // What is not set stays as it is.
        if let Some(after) = after.filter(|after| before.as_ref() != Some(after)) {
            let before = before.unwrap_or_else(|| "unknown".to_owned());
            parts.push(format!("{what} {before} to {}", one_line(after)));
        }
    }
    parts
}

/// The settings of a trunk, in brackets, if it has any.
fn settings_of(trunk: &Trunk) -> String {
    let settings = trunk.settings().into_iter();
    let set = settings.filter_map(|(what, value)| Some(format!("{what} {}", one_line(value?))));
    let set: Vec<_> = set.collect();
    if set.is_empty() {
        String::new()
    } else {
        format!(" ({})", set.join(", "))
    }
}

fn whole(route: &Route) -> String {
    let mut text = format!(
        "{}: {} over {}",
        one_line(route.name()),
        one_line(route.number_pattern()),
        listed(route.trunks())
    );
    if !route.note().is_empty() {
        text = format!("{text} ({})", one_line(route.note()));
    }
    if route.caller_id_override().is_some() {
        text.push_str(" with a caller id");
    }
    text
}

fn changed_parts(before: &Route, after: &Route) -> Vec<String> {
    let mut parts = Vec::new();
    let mut compare = |what: &str, before: String, after: String| {
        if before != after {
            parts.push(format!("{what} {before} to {after}"));
        }
    };
    compare("renamed", one_line(before.name()), one_line(after.name()));
    compare(
        "pattern",
        one_line(before.number_pattern()),
        one_line(after.number_pattern()),
    );
    if before.trunks() != after.trunks() {
        compare("trunks", listed(before.trunks()), listed(after.trunks()));
    }
    compare("description", noted(before), noted(after));
    // Without the numbers: a plan is shown around.
    match (before.caller_id_override(), after.caller_id_override()) {
        (None, Some(_)) => parts.push("caller id set".to_owned()),
        (Some(_), None) => parts.push("caller id removed".to_owned()),
        (Some(before), Some(after)) if before != after => {
            parts.push("caller id changed".to_owned());
        }
        _ => {}
    }
    parts
}

fn noted(route: &Route) -> String {
    match route.note() {
        "" => "none".to_owned(),
        note => format!("{:?}", one_line(note)),
    }
}

fn listed(trunks: &[TrunkFqdn]) -> String {
    if trunks.is_empty() {
        return "no trunk".to_owned();
    }
    let names: Vec<_> = trunks.iter().map(TrunkFqdn::as_str).collect();
    names.join(", ")
}
