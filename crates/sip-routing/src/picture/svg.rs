//! The routing as an SVG image.

use std::{
    collections::{HashMap, HashSet},
    fmt::Write,
};

use super::without_trunks;
use crate::{Route, SipConfiguration, TrunkFqdn, text::breaks_out};

/// Sizes in pixels. The widths of texts are estimated from their numbers of characters, since the
/// fonts are the viewer's.
const MARGIN: usize = 24;
const NAME_AT: usize = MARGIN + 44;
const NAME_CHARACTERS: usize = 25;
const PATTERN_AT: usize = NAME_AT + 226;
const PATTERN_CHARACTERS: usize = 36;
const TRUNKS_AT: usize = PATTERN_AT + 290;
const TRUNKS_WIDTH: usize = 700;
const WIDTH: usize = TRUNKS_AT + TRUNKS_WIDTH + MARGIN;
const LINE: usize = 26;
const CHIP_HEIGHT: usize = 20;
const CHIP_GAP: usize = 22;
const CHIP_CHARACTERS: usize = 30;
/// More trunks of a route than these are only counted.
const MAX_CHIPS: usize = 24;

const STYLE: &str = "\
text{font:13px system-ui,'Segoe UI',Roboto,'DejaVu Sans',sans-serif;fill:#1b1f24}\
.title{font-size:17px;font-weight:600}\
.note{fill:#57606a;font-size:12px}\
.name{font-weight:600}\
.mono{font:12px ui-monospace,Menlo,Consolas,'DejaVu Sans Mono',monospace}\
.missing{fill:#b42318}\
.band{fill:#f6f8fa}";

pub(super) fn draw(configuration: &SipConfiguration) -> String {
    let mut canvas = Canvas::new(configuration);
    canvas.heading();
    for (index, route) in configuration.routes.iter().enumerate() {
        canvas.route(index, route);
    }
    canvas.trunks();
    canvas.finish()
}

struct Canvas<'c> {
    configuration: &'c SipConfiguration,
    /// The index of each trunk, which gives it its colour.
    indices: HashMap<&'c TrunkFqdn, usize>,
    off: HashSet<&'c TrunkFqdn>,
    body: String,
    /// The upper edge of the next line.
    y: usize,
}

impl<'c> Canvas<'c> {
    fn new(configuration: &'c SipConfiguration) -> Self {
        let trunks = configuration.trunks.iter().enumerate();
        Self {
            configuration,
            indices: trunks.map(|(index, trunk)| (trunk.fqdn(), index)).collect(),
            off: configuration.trunks_off(),
            body: String::new(),
            y: MARGIN,
        }
    }

    fn heading(&mut self) {
        let routes = self.configuration.routes.len();
        let trunks = self.configuration.trunks.len();
        self.text(
            MARGIN,
            "title",
            &format!(
                "{} over {}",
                counted(routes, "route"),
                counted(trunks, "trunk")
            ),
        );
        self.y += LINE;
        self.text(
            MARGIN,
            "note",
            "The first route whose pattern fits the dialled number decides. Its trunks are tried \
             from left to right, then those of the next route that fits.",
        );
        self.y += LINE;
        self.text(
            MARGIN,
            "note",
            "If no route fits, the call may still leave over the service's own telephony.",
        );
        self.y += LINE + LINE / 2;
    }

    fn route(&mut self, index: usize, route: &Route) {
        let (chips, lines) = place_chips(route.trunks());
        if index.is_multiple_of(2) {
            let (x, y, height) = (MARGIN - 8, self.y, lines * LINE);
            let width = WIDTH - 2 * MARGIN + 16;
            self.write(format_args!(
                r#"<rect class="band" x="{x}" y="{y}" width="{width}" height="{height}" rx="4"/>"#
            ));
        }
        self.text(MARGIN, "note", &format!("{}.", index + 1));
        self.cut_text(NAME_AT, "name", route.name().as_str(), NAME_CHARACTERS);
        let pattern = route.number_pattern().as_str();
        self.cut_text(PATTERN_AT, "mono", pattern, PATTERN_CHARACTERS);
        let top = self.y;
        for chip in &chips {
            self.y = top + chip.line * LINE;
            if chip.choice > 0 {
                self.arrow(chip.x - CHIP_GAP + 4);
            }
            self.chip(chip.x, chip.width, chip.fqdn);
        }
        self.after_chips(route, chips.last());
        self.y = top + lines * LINE;
    }

    /// The words behind the last chip.
    fn after_chips(&mut self, route: &Route, last: Option<&Chip<'_>>) {
        let more = route.trunks().len().saturating_sub(MAX_CHIPS);
        let x = last.map_or(TRUNKS_AT, |chip| chip.x + chip.width + 10);
        if let Some(why) = without_trunks(route, &self.off) {
            self.text(x, "missing", &why);
        } else if more > 0 {
            self.text(x, "note", &format!("and {more} more"));
        }
    }

    /// All trunks, with their ports, states and uses.
    fn trunks(&mut self) {
        self.y += LINE / 2;
        self.text(MARGIN, "title", "Trunks");
        self.y += LINE + 4;
        let mut uses: HashMap<&TrunkFqdn, usize> = HashMap::new();
        for fqdn in self.configuration.routes.iter().flat_map(Route::trunks) {
            *uses.entry(fqdn).or_default() += 1;
        }
        let columns = 3;
        let column_width = (WIDTH - 2 * MARGIN) / columns;
        for (index, trunk) in self.configuration.trunks.iter().enumerate() {
            let x = MARGIN + index % columns * column_width;
            let width = chip_width(trunk.fqdn());
            self.chip(x, width, trunk.fqdn());
            let count = match uses.get(trunk.fqdn()) {
                None => "not used".to_owned(),
                Some(&routes) => counted(routes, "route"),
            };
            let off = if trunk.is_off() { ", switched off" } else { "" };
            let note = format!("port {}{off}, {count}", trunk.port());
            self.text(x + width + 10, "note", &note);
            if index % columns == columns - 1 {
                self.y += LINE;
            }
        }
        if !self.configuration.trunks.len().is_multiple_of(columns) {
            self.y += LINE;
        }
    }

    /// A trunk in its colour; without one where it is missing.
    fn chip(&mut self, x: usize, width: usize, fqdn: &TrunkFqdn) {
        let (fill, edge) = match self.indices.get(fqdn) {
            // The golden angle keeps neighbours apart, however many there are.
            Some(index) => {
                let hue = index * 137 % 360;
                (format!("hsl({hue},70%,90%)"), format!("hsl({hue},45%,45%)"))
            }
            None => ("#ffffff".to_owned(), "#b42318".to_owned()),
        };
        let y = self.y + 3;
        let dashes = if self.off.contains(fqdn) {
            r#" stroke-dasharray="4 3""#
        } else {
            ""
        };
        self.write(format_args!(
            r#"<rect x="{x}" y="{y}" width="{width}" height="{CHIP_HEIGHT}" rx="10" fill="{fill}" stroke="{edge}"{dashes}/>"#
        ));
        let class = if self.indices.contains_key(fqdn) {
            "mono"
        } else {
            "mono missing"
        };
        self.cut_text(x + 10, class, fqdn.as_str(), CHIP_CHARACTERS);
    }

    fn arrow(&mut self, x: usize) {
        let y = self.y + LINE / 2;
        self.write(format_args!(
            r##"<path d="M{x} {y}h12m-4 -4l4 4l-4 4" fill="none" stroke="#8c959f"/>"##
        ));
    }

    fn text(&mut self, x: usize, class: &str, text: &str) {
        self.cut_text(x, class, text, usize::MAX);
    }

    /// A text of at most so many characters, and the whole of it for the pointer.
    fn cut_text(&mut self, x: usize, class: &str, text: &str, characters: usize) {
        let y = self.y + 17;
        let whole = escaped(text);
        let shown = escaped(&cut(text, characters));
        let title = if shown == whole {
            String::new()
        } else {
            format!("<title>{whole}</title>")
        };
        self.write(format_args!(
            r#"<text class="{class}" x="{x}" y="{y}">{title}{shown}</text>"#
        ));
    }

    fn write(&mut self, line: std::fmt::Arguments<'_>) {
        // Writing to a string does not fail.
        let _ = writeln!(self.body, "{line}");
    }

    fn finish(self) -> String {
        let height = self.y + MARGIN;
        format!(
            r##"<svg xmlns="http://www.w3.org/2000/svg" role="img" width="{WIDTH}" height="{height}" viewBox="0 0 {WIDTH} {height}">
<title>SIP routing</title>
<style>{STYLE}</style>
<rect width="{WIDTH}" height="{height}" fill="#ffffff"/>
{}</svg>
"##,
            self.body
        )
    }
}

fn counted(count: usize, what: &str) -> String {
    let plural = if count == 1 { "" } else { "s" };
    format!("{count} {what}{plural}")
}

/// The place at which a trunk of a route is drawn.
struct Chip<'t> {
    fqdn: &'t TrunkFqdn,
    choice: usize,
    x: usize,
    width: usize,
    line: usize,
}

/// Puts trunks side by side, on as many lines as it takes. There is one line at least.
fn place_chips(trunks: &[TrunkFqdn]) -> (Vec<Chip<'_>>, usize) {
    let (mut x, mut line) = (TRUNKS_AT, 0);
    let chips = trunks.iter().enumerate().take(MAX_CHIPS);
    let chips = chips
        .map(|(choice, fqdn)| {
            let width = chip_width(fqdn);
            if x > TRUNKS_AT && x + width > TRUNKS_AT + TRUNKS_WIDTH {
                // Room for the arrow that comes from the line above.
                (x, line) = (TRUNKS_AT + CHIP_GAP, line + 1);
            }
            let chip = Chip {
                fqdn,
                choice,
                x,
                width,
                line,
            };
            x += width + CHIP_GAP;
            chip
        })
        .collect();
    (chips, line + 1)
}

/// Monospaced letters of 12 pixels are about 7.3 pixels wide.
fn chip_width(fqdn: &TrunkFqdn) -> usize {
    let characters = fqdn.as_str().chars().count().min(CHIP_CHARACTERS);
    characters * 73 / 10 + 20
}

/// The text, with its end left out where it is longer than that.
fn cut(text: &str, characters: usize) -> String {
    let mut room = characters;
    let mut kept = String::new();
    for char in text.chars() {
        // Chinese, Japanese and Korean characters are twice as wide as Latin ones.
        room = room.saturating_sub(if char < '\u{1100}' { 1 } else { 2 });
        if room == 0 && kept.len() + char.len_utf8() < text.len() {
            kept.push('…');
            return kept;
        }
        kept.push(char);
    }
    kept
}

/// Text in XML. What XML cannot hold becomes a blank.
fn escaped(text: &str) -> String {
    let mut escaped = String::with_capacity(text.len());
    for char in text.chars() {
        match char {
            '&' => escaped.push_str("&amp;"),
            '<' => escaped.push_str("&lt;"),
            '>' => escaped.push_str("&gt;"),
            '"' => escaped.push_str("&quot;"),
            '\u{FFFE}' | '\u{FFFF}' => escaped.push(' '),
            control if breaks_out(control) => escaped.push(' '),
            plain => escaped.push(plain),
        }
    }
    escaped
}
