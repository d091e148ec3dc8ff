//! The routing as an SVG image.

mod canvas;
mod chips;
mod columns;
mod measure;
mod route;
mod style;
#[cfg(test)]
mod texts;
mod trunks;

#[cfg(test)]
pub(super) use self::texts::Texts;

pub(super) use self::measure::Font;
use self::{
    canvas::{Canvas, LINE, Manner, escaped},
    columns::{Column, Columns},
    measure::wrap,
};
use super::{
    Theme,
    subject::{Subject, counted, finding_in_words},
};
use crate::{Finding, Level};

const MARGIN: usize = 24;
/// The most lines of one text.
const MOST_LINES: usize = 6;
/// More numbers that go another way than these are only counted.
const MAX_REROUTES: usize = 20;

pub(super) fn draw(subject: &Subject<'_>, theme: Theme, width: usize) -> String {
    let columns = Columns::of(width);
    let mut canvas = Canvas {
        body: String::new(),
        y: MARGIN,
    };
    heading(&mut canvas, columns.page, subject);
    routes(&mut canvas, &columns, subject);
    trunks::draw(&mut canvas, columns.page, subject);
    reroutes(&mut canvas, columns.page, subject);
    let height = canvas.y + MARGIN;
    let style = style::style(theme, subject.colours.len());
    let title = escaped(&subject.title);
    format!(
        r#"<svg xmlns="http://www.w3.org/2000/svg" class="sip-routing" role="img" width="{width}" height="{height}" viewBox="0 0 {width} {height}">
<title>{title}</title>
<style>
{style}</style>
<rect class="page" width="{width}" height="{height}"/>
{}</svg>
"#,
        canvas.body
    )
}

fn heading(canvas: &mut Canvas, page: Column, subject: &Subject<'_>) {
    paragraph(canvas, page, Font::Title, &subject.title);
    canvas.y += 4;
    if !subject.caption.is_empty() {
        paragraph(canvas, page, Font::Plain, &subject.caption);
    }
    if subject.is_change {
        paragraph(
            canvas,
            page,
            Font::Note,
            "+ added, − removed, ~ changed (struck out as it was before), > moved. Places are those \
             after the change; of what is removed, the one before.",
        );
    }
    paragraph(
        canvas,
        page,
        Font::Note,
        "The first route whose pattern fits the dialled number decides. Its trunks are tried from \
         left to right, then those of the next route that fits. If no route fits, the call may still \
         leave over the service's own telephony. Trunks with a dashed edge are switched off.",
    );
    let lists = subject.other_findings();
    let lists: Vec<_> = lists
        .filter(|it| !trunks::is_about_one(it.place()))
        .collect();
    findings(canvas, page, lists.into_iter());
    canvas.y += LINE / 2;
}

fn routes(canvas: &mut Canvas, columns: &Columns, subject: &Subject<'_>) {
    let shown = subject.shown();
    let mut rows = subject.routes.iter().zip(&shown).peekable();
    let mut is_even = true;
    while let Some((row, is_shown)) = rows.next() {
        if *is_shown {
            route::draw(canvas, columns, subject, row, is_even);
            is_even = !is_even;
            continue;
        }
        let mut left_out = 1;
        while rows.next_if(|(_, is_shown)| !**is_shown).is_some() {
            left_out += 1;
        }
        let stay = if left_out == 1 { "stays" } else { "stay" };
        let text = format!("… {} {stay} as before", counted(left_out, "route"));
        canvas.text((columns.content.x, canvas.y + 4), Font::Note, &text);
        canvas.y += LINE + 8;
    }
}

fn reroutes(canvas: &mut Canvas, page: Column, subject: &Subject<'_>) {
    let Some(reroutes) = &subject.reroutes else {
        return;
    };
    canvas.y += LINE;
    paragraph(canvas, page, Font::Title, "Numbers that go another way");
    canvas.y += 4;
    if reroutes.is_empty() {
        let none = "None was found.";
        paragraph(canvas, page, Font::Note, none);
    }
    for (text, is_cut_off) in reroutes.iter().take(MAX_REROUTES) {
        let class = if *is_cut_off { "error" } else { "" };
        let font = Font::Plain;
        paragraph(canvas, page, Manner { font, class }, text);
    }
    let more = reroutes.len().saturating_sub(MAX_REROUTES);
    if more > 0 {
        paragraph(canvas, page, Font::Note, &format!("and {more} more"));
    }
}

/// Writes a text and goes on below it.
fn paragraph(canvas: &mut Canvas, column: Column, manner: impl Into<Manner>, text: &str) {
    let manner = manner.into();
    let lines = wrap(text, manner.font, column.width, MOST_LINES);
    canvas.y += canvas.lines((column.x, canvas.y), manner, &lines, text);
}

/// Writes findings and goes on below them.
fn findings<'f>(canvas: &mut Canvas, column: Column, findings: impl Iterator<Item = &'f Finding>) {
    for finding in findings {
        let class = match finding.level() {
            Level::Error => "error",
            Level::Warning => "warning",
            Level::Note => "hint",
        };
        let font = Font::Note;
        let text = format!("{}: {}", finding.level(), finding_in_words(finding));
        paragraph(canvas, column, Manner { font, class }, &text);
    }
}
