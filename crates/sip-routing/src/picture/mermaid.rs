//! A flowchart in the language of Mermaid.

use super::subject::{
    ALL_OFF, Mark, NO_TRUNK, RouteRow, Side, Subject, TrunkRow, finding_in_words,
};
use crate::{
    Level, TrunkFqdn,
    plan::{changed_parts, changed_trunk_parts},
    text::{NO_ROUTE, breaks_out},
};

/// With more routes, or more lines to trunks, trunks are named within the routes.
const MOST_ROUTES_WITH_LINES: usize = 5;
const MOST_LINES: usize = 12;

/// Viewers refuse more than 50,000 characters. What comes last needs some of them.
const MOST_CHARACTERS: usize = 46_000;

/// The most characters of the texts of a route.
#[derive(Clone, Copy)]
struct Room {
    name: usize,
    pattern: usize,
    words: usize,
}

/// Room for all that fits in a configuration.
const WIDE: Room = Room {
    name: 256,
    pattern: 1024,
    words: 1024,
};
const NARROW: Room = Room {
    name: 60,
    pattern: 120,
    words: 200,
};

/// The most trunks that change and are drawn beside the routes.
const TRUNKS_OF_CHANGE: usize = 20;

/// The most trunks that are named within a route.
const TRUNKS: usize = 4;

/// Colours of their own, which are seen in the light and in the dark.
const CLASSES: [&str; 6] = [
    "added fill:#dafbe1,stroke:#1a7f37,color:#1b1f24",
    "removed fill:#ffebe9,stroke:#b42318,color:#1b1f24,stroke-dasharray:4 3",
    "changed fill:#fff8c5,stroke:#9a6700,color:#1b1f24",
    "moved fill:#ddf4ff,stroke:#0969da,color:#1b1f24",
    "off stroke-dasharray:4 3",
    "problem stroke:#b42318,stroke-width:2px",
];

pub(super) fn draw(subject: &Subject<'_>) -> String {
    let lines = subject.routes.iter().map(|row| row.route.trunks().len());
    if subject.routes.len() <= MOST_ROUTES_WITH_LINES && lines.sum::<usize>() <= MOST_LINES {
        let chart = drawn(subject, Chart::with_lines);
        if chart.len() < MOST_CHARACTERS {
            return chart;
        }
    }
    drawn(subject, Chart::with_names)
}

fn drawn<'s, 'p>(subject: &'s Subject<'p>, draw: impl Fn(&mut Chart<'s, 'p>)) -> String {
    let mut chart = Chart {
        subject,
        lines: head(subject),
        missing: Vec::new(),
    };
    draw(&mut chart);
    let used = |name: &str| {
        let class = format!(":::{name}");
        chart.lines.iter().any(|line| line.contains(&class))
    };
    let classes = CLASSES.iter().filter_map(|class| class.split_once(' '));
    let classes = classes.filter(|(name, _)| used(name));
    let classes: Vec<_> = classes
        .map(|(name, rules)| format!("  classDef {name} {rules}"))
        .collect();
    chart.lines.extend(classes);
    chart.lines.push(String::new());
    chart.lines.join("\n")
}

fn head(subject: &Subject<'_>) -> Vec<String> {
    let title = match (subject.is_change, subject.caption.as_str()) {
        (true, "") => subject.title.clone(),
        (true, caption) => format!("{} ({caption})", subject.title),
        (false, caption) => caption.to_owned(),
    };
    let mut head = vec!["---".to_owned()];
    if !title.is_empty() {
        // Double quotes of YAML: of what is printed, only these two mean something else within.
        let title = plain(&cut(&title, WIDE.name))
            .replace('\\', "\\\\")
            .replace('"', "\\\"");
        head.push(format!("title: \"{title}\""));
    }
    // Without it, a line of a box has room for three or four words.
    let wide = ["config:", "  flowchart:", "    wrappingWidth: 560", "---"];
    head.extend(wide.map(str::to_owned));
    head
}

struct Chart<'s, 'p> {
    subject: &'s Subject<'p>,
    lines: Vec<String>,
    missing: Vec<&'s TrunkFqdn>,
}

impl<'s> Chart<'s, '_> {
    /// Trunks are boxes of their own, with lines to them.
    fn with_lines(&mut self) {
        let subject = self.subject;
        self.push("flowchart LR");
        self.push(r#"  number(["dialled number"])"#);
        for (row, n) in subject.trunks.iter().zip(1..) {
            self.lines.push(trunk(row, n));
        }
        let mut before = "number -->".to_owned();
        for (row, n) in subject.routes.iter().zip(1..) {
            let label = self.label(row, WIDE);
            self.lines
                .push(format!(r#"  r{n}["{label}"]{}"#, self.class(row)));
            let (line, side) = match row.mark {
                Mark::Removed => ("-.-", &subject.before),
                Mark::Same | Mark::Added | Mark::Changed | Mark::Moved => {
                    self.lines.push(format!("  {before} r{n}"));
                    before = format!("r{n} -.->|else|");
                    ("-->", &subject.after)
                }
            };
            for (fqdn, choice) in row.route.trunks().iter().zip(1..) {
                let target = self.target(fqdn, side);
                self.lines.push(format!("  r{n} {line}|{choice}| {target}"));
            }
        }
        self.no_route(&before);
    }

    /// Trunks are named within the routes, one below the other. What would be too much is counted.
    fn with_names(&mut self) {
        let subject = self.subject;
        self.push("flowchart TB");
        self.push(r#"  number(["dialled number"])"#);
        let changed = subject.trunks.iter().filter(|row| row.mark != Mark::Same);
        for (row, n) in changed.take(TRUNKS_OF_CHANGE).zip(1..) {
            self.lines.push(trunk(row, n));
        }
        let mut before = "number -->".to_owned();
        let mut characters = 0;
        let shown = subject.shown();
        let mut rows = subject.routes.iter().zip(shown).zip(1..).peekable();
        while let Some(((row, is_shown), n)) = rows.next() {
            if !is_shown {
                let mut left_out = 1;
                while rows.next_if(|((_, is_shown), _)| !is_shown).is_some() {
                    left_out += 1;
                }
                let text = format!("{left_out} routes stay as before");
                self.lines.push(format!(r#"  r{n}(["{text}"])"#));
                self.lines.push(format!("  {before} r{n}"));
                before = format!("r{n} -.->");
                continue;
            }
            let label = self.label_with_trunks(row);
            characters += label.len() + 60;
            if characters > MOST_CHARACTERS {
                self.left_out(&before, 1 + rows.count());
                return;
            }
            self.lines
                .push(format!(r#"  r{n}["{label}"]{}"#, self.class(row)));
            if row.mark != Mark::Removed {
                self.lines.push(format!("  {before} r{n}"));
                before = format!("r{n} -.->");
            }
        }
        self.no_route(&before);
    }

    fn push(&mut self, line: &str) {
        self.lines.push(line.to_owned());
    }

    fn no_route(&mut self, before: &str) {
        let line = format!(r#"  {before} none(["{}"])"#, escaped(NO_ROUTE));
        self.lines.push(line);
    }

    fn left_out(&mut self, before: &str, count: usize) {
        self.lines.push(format!(
            r#"  {before} more["{count} more routes are not drawn, since viewers refuse larger flowcharts.<br>The SVG image has all of them."]:::problem"#
        ));
    }

    fn class(&self, row: &RouteRow<'_>) -> &'static str {
        let mut findings = self.subject.findings_of(row);
        match row.mark {
            Mark::Same if findings.any(|it| it.level() > Level::Note) => ":::problem",
            mark => class_of(mark),
        }
    }

    /// Place, name, pattern and description of a route, what becomes of it, and its findings.
    fn label(&self, row: &RouteRow<'_>, room: Room) -> String {
        let sign = sign(row.mark);
        let place = row.index + 1;
        let mut parts = vec![
            format!(
                "{sign}{place}: {}",
                cut(row.route.name().as_str(), room.name)
            ),
            cut(row.route.number_pattern().as_str(), room.pattern),
        ];
        if !row.route.note().is_empty() {
            parts.push(cut(row.route.note(), room.words));
        }
        let side = self.subject.side_of(row);
        if row.route.trunks().is_empty() {
            parts.push(NO_TRUNK.to_owned());
        } else if side.has_only_trunks_off(row.route) {
            parts.push(ALL_OFF.to_owned());
        }
        if let Some(was) = row.was {
            parts.push(format!("moved, was {}.", was + 1));
        }
        if let Some(before) = row.before {
            let changes = changed_parts(before, row.route);
            parts.extend(changes.iter().map(|it| cut(it, room.words)));
        }
        for finding in self.subject.findings_of(row) {
            let text = format!("{}: {}", finding.level(), finding_in_words(finding));
            parts.push(cut(&text, room.words));
        }
        let parts = parts.iter().map(|part| escaped(part));
        parts.collect::<Vec<_>>().join("<br>")
    }

    fn label_with_trunks(&self, row: &RouteRow<'_>) -> String {
        let label = self.label(row, NARROW);
        let side = self.subject.side_of(row);
        let trunks = row.route.trunks().iter().take(TRUNKS);
        let mut names: Vec<_> = trunks
            .map(|fqdn| {
                let state = match (side.known.contains(fqdn), side.off.contains(fqdn)) {
                    (false, _) => " (missing)",
                    (true, true) => " (switched off)",
                    (true, false) => "",
                };
                format!("{}{state}", escaped(&cut(fqdn.as_str(), NARROW.name)))
            })
            .collect();
        let more = row.route.trunks().len().saturating_sub(TRUNKS);
        if more > 0 {
            names.push(format!("{more} more"));
        }
        if names.is_empty() {
            return label;
        }
        format!("{label}<br>→ {}", names.join(" → "))
    }

    /// The trunk, or its name where there is no such trunk.
    fn target(&mut self, fqdn: &'s TrunkFqdn, side: &Side<'_>) -> String {
        let goes = !self.subject.after.known.contains(fqdn);
        let mut trunks = self.subject.trunks.iter();
        let index =
            trunks.position(|row| row.trunk.fqdn() == fqdn && (row.mark == Mark::Removed) == goes);
        if let Some(index) = index.filter(|_| side.known.contains(fqdn)) {
            return format!("t{}", index + 1);
        }
        let known = self.missing.iter().position(|it| *it == fqdn);
        let n = known.unwrap_or_else(|| {
            self.missing.push(fqdn);
            self.missing.len() - 1
        });
        let name = escaped(fqdn.as_str());
        format!(r#"missing{}["{name} is missing"]:::problem"#, n + 1)
    }
}

fn trunk(row: &TrunkRow<'_>, n: usize) -> String {
    let off = if row.trunk.is_off() {
        " (switched off)"
    } else {
        ""
    };
    let changes = row
        .before
        .map(|before| changed_trunk_parts(before, row.trunk));
    let changes = changes.unwrap_or_default();
    let changes = changes.iter().map(|it| format!("<br>{}", escaped(it)));
    let name = format!(
        "{}{}:{}",
        sign(row.mark),
        row.trunk.fqdn(),
        row.trunk.port()
    );
    let label = format!("{}{off}{}", escaped(&name), changes.collect::<String>());
    let class = match row.mark {
        Mark::Same if row.trunk.is_off() => ":::off",
        mark => class_of(mark),
    };
    format!(r#"  t{n}[["{label}"]]{class}"#)
}

fn sign(mark: Mark) -> String {
    match mark {
        Mark::Same => String::new(),
        Mark::Added => "+ ".to_owned(),
        Mark::Removed => "− ".to_owned(),
        Mark::Changed => "~ ".to_owned(),
        Mark::Moved => "> ".to_owned(),
    }
}

fn class_of(mark: Mark) -> &'static str {
    match mark {
        Mark::Same => "",
        Mark::Added => ":::added",
        Mark::Removed => ":::removed",
        Mark::Changed => ":::changed",
        Mark::Moved => ":::moved",
    }
}

fn cut(text: &str, most: usize) -> String {
    if text.chars().count() <= most {
        return text.to_owned();
    }
    text.chars().take(most).chain(['…']).collect()
}

/// Text on one line.
fn plain(text: &str) -> String {
    let plain = |char| if breaks_out(char) { ' ' } else { char };
    text.chars().map(plain).collect()
}

/// Text between quotes: what could end it, or mean something to Mermaid, HTML or Markdown, is
/// written by its code.
fn escaped(text: &str) -> String {
    let escape = |char| match char {
        '"' | '#' | '&' | '<' | '>' | '\\' | '`' | '$' | '%' | ';' | '*' | '_' | '~' => {
            format!("#{};", u32::from(char))
        }
        plain => plain.to_string(),
    };
    plain(text).chars().map(escape).collect()
}
