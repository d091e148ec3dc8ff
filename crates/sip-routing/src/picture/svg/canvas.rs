//! Texts and shapes in SVG.

use std::fmt::{Arguments, Write};

use super::measure::{Font, Line};
use crate::text::breaks_out;

/// The distance from one line of text to the next, in pixels.
pub(super) const LINE: usize = 18;
/// The room that a trunk takes.
pub(super) const CHIP_LINE: usize = 26;
const CHIP_HEIGHT: usize = 20;

/// Everything that has been drawn so far, and the place to go on.
pub(super) struct Canvas {
    pub(super) body: String,
    /// The upper edge of what comes next.
    pub(super) y: usize,
}

impl Font {
    fn class(self) -> &'static str {
        match self {
            Self::Title => "title",
            Self::Bold => "bold",
            Self::Plain => "",
            Self::Note => "note",
            Self::Mono => "mono",
        }
    }
}

/// The manner in which a text is written.
#[derive(Clone, Copy)]
pub(super) struct Manner {
    pub(super) font: Font,
    /// More classes, or nothing.
    pub(super) class: &'static str,
}

impl From<Font> for Manner {
    fn from(font: Font) -> Self {
        Self { font, class: "" }
    }
}

impl Canvas {
    /// Writes lines of `whole` one below the other from `y` on, and returns their height.
    pub(super) fn lines(
        &mut self,
        (x, y): (usize, usize),
        manner: impl Into<Manner>,
        lines: &[Line],
        whole: &str,
    ) -> usize {
        let manner = manner.into();
        for (line, number) in lines.iter().zip(0..) {
            self.line((x, y + number * LINE), manner, line, whole);
        }
        lines.len() * LINE
    }

    /// Writes a line whose upper edge is at `y`. If it is cut, the whole is there for the pointer.
    pub(super) fn line(
        &mut self,
        (x, y): (usize, usize),
        manner: impl Into<Manner>,
        line: &Line,
        whole: &str,
    ) {
        let Manner { font, class } = manner.into();
        let classes = [font.class(), class].join(" ");
        let class = match classes.trim() {
            "" => String::new(),
            classes => format!(r#" class="{classes}""#),
        };
        let title = if line.is_cut {
            format!("<title>{}</title>", escaped(whole))
        } else {
            String::new()
        };
        let (y, text) = (y + 13, escaped(&line.text));
        self.write(format_args!(
            r#"<text{class} x="{x}" y="{y}">{title}{text}</text>"#
        ));
    }

    /// Writes a text that is known to fit.
    pub(super) fn text(&mut self, at: (usize, usize), manner: impl Into<Manner>, text: &str) {
        let line = Line {
            text: text.to_owned(),
            is_cut: false,
        };
        self.line(at, manner, &line, text);
    }

    pub(super) fn band(&mut self, class: &str, (x, y): (usize, usize), size: (usize, usize)) {
        let (width, height) = size;
        self.write(format_args!(
            r#"<rect class="band{class}" x="{x}" y="{y}" width="{width}" height="{height}" rx="4"/>"#
        ));
    }

    /// The rounded shape of a trunk.
    pub(super) fn chip(
        &mut self,
        class: &str,
        (x, y): (usize, usize),
        width: usize,
        is_dashed: bool,
    ) {
        let y = y + (CHIP_LINE - CHIP_HEIGHT) / 2;
        let dashes = if is_dashed {
            r#" stroke-dasharray="4 3""#
        } else {
            ""
        };
        self.write(format_args!(
            r#"<rect class="{class}" x="{x}" y="{y}" width="{width}" height="{CHIP_HEIGHT}" rx="10"{dashes}/>"#
        ));
    }

    pub(super) fn arrow(&mut self, (x, y): (usize, usize)) {
        let y = y + CHIP_LINE / 2;
        self.write(format_args!(
            r#"<path class="arrow" d="M{x} {y}h12m-4 -4l4 4l-4 4" fill="none"/>"#
        ));
    }

    fn write(&mut self, line: Arguments<'_>) {
        // Writing to a string does not fail.
        let _ = writeln!(self.body, "{line}");
    }
}

/// Text in XML. What XML cannot hold, or would break out of the line, becomes a blank.
pub(super) fn escaped(text: &str) -> String {
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
