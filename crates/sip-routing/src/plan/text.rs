//! Differences for people.

use std::fmt::{self, Display, Formatter};

use super::diff::{Diff, RouteChange, TrunkChange};
use crate::{Route, Trunk, TrunkFqdn};

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
        let written = |trunk: &Trunk| format!("{}:{}", trunk.fqdn(), trunk.port());
        match self {
            Self::Added { trunk } => write!(f, "+ {}", written(trunk)),
            Self::Removed { trunk } => write!(f, "- {}", written(trunk)),
            Self::Changed { before, after } => {
                write!(
                    f,
                    "~ {}: port {} to {}",
                    before.fqdn(),
                    before.port(),
                    after.port()
                )
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

/// What is written by others must not break out of its line.
fn one_line(text: impl AsRef<str>) -> String {
    let safe = |char: char| {
        if char.is_control() {
            char.escape_default().collect::<String>()
        } else {
            char.to_string()
        }
    };
    text.as_ref().chars().map(safe).collect()
}
