//! The routing as a flowchart in the language of Mermaid.

use std::collections::HashSet;

use super::without_trunks;
use crate::{
    Route, SipConfiguration, TrunkFqdn,
    text::{NO_ROUTE, breaks_out},
};

pub(super) fn draw(configuration: &SipConfiguration) -> String {
    let mut lines = vec![
        "flowchart LR".to_owned(),
        r#"  number(["dialled number"])"#.to_owned(),
    ];
    for (trunk, n) in configuration.trunks.iter().zip(1..) {
        let off = if trunk.is_off() {
            " (switched off)"
        } else {
            ""
        };
        let label = escaped(&format!("{}:{}{off}", trunk.fqdn(), trunk.port()));
        lines.push(format!(r#"  t{n}[["{label}"]]"#));
    }
    let off = configuration.trunks_off();
    let mut before = "number -->".to_owned();
    for (route, n) in configuration.routes.iter().zip(1..) {
        lines.push(format!(r#"  r{n}["{}"]"#, label(route, n, &off)));
        lines.push(format!("  {before} r{n}"));
        before = format!("r{n} -.->|else|");
        for (fqdn, choice) in route.trunks().iter().zip(1..) {
            lines.push(format!(
                "  r{n} -->|{choice}| {}",
                target(configuration, fqdn)
            ));
        }
    }
    lines.push(format!(r#"  {before} none(["{}"])"#, escaped(NO_ROUTE)));
    lines.push(String::new());
    lines.join("\n")
}

fn label(route: &Route, n: usize, off: &HashSet<&TrunkFqdn>) -> String {
    let name = escaped(route.name().as_str());
    let pattern = escaped(route.number_pattern().as_str());
    match without_trunks(route, off) {
        Some(why) => format!("{n}: {name}<br>{pattern}<br>{}", escaped(&why)),
        None => format!("{n}: {name}<br>{pattern}"),
    }
}

/// The trunk, or its name where there is no such trunk.
fn target(configuration: &SipConfiguration, fqdn: &TrunkFqdn) -> String {
    let mut trunks = configuration.trunks.iter();
    if let Some(index) = trunks.position(|trunk| trunk.fqdn() == fqdn) {
        return format!("t{}", index + 1);
    }
    let name = fqdn
        .as_str()
        .replace(|it: char| !it.is_ascii_alphanumeric(), "_");
    format!(r#"missing_{name}["{} is missing"]"#, escaped(fqdn.as_str()))
}

/// Text between quotes: what could end it, or mean something to Mermaid, HTML or Markdown, is
/// written by its code.
fn escaped(text: &str) -> String {
    let escape = |char| match char {
        '"' | '#' | '&' | '<' | '>' | '\\' | '`' | '$' | '%' | ';' => {
            format!("#{};", u32::from(char))
        }
        control if breaks_out(control) => " ".to_owned(),
        plain => plain.to_string(),
    };
    text.chars().map(escape).collect()
}
