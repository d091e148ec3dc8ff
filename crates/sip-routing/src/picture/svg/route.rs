//! A route and what becomes of it.

use super::{
    MOST_LINES,
    canvas::{Canvas, LINE, Manner},
    chips::draw_trunks_of_route,
    columns::Columns,
    findings,
    measure::{Font, wrap},
};
use crate::{
    Finding, Problem, Route,
    picture::subject::{ALL_OFF, Mark, NO_TRUNK, RouteRow, Side, Subject},
    plan::caller_id_change,
};

/// The room above and below.
const PADDING: usize = 4;

impl Mark {
    pub(super) fn sign(self) -> &'static str {
        match self {
            Self::Same => "",
            Self::Added => "+",
            Self::Removed => "−",
            Self::Changed => "~",
            Self::Moved => ">",
        }
    }

    fn class(self) -> &'static str {
        match self {
            Self::Same => "",
            Self::Added => " added",
            Self::Removed => " removed",
            Self::Changed => " changed",
            Self::Moved => " moved",
        }
    }
}

/// Draws a route and goes on below it.
pub(super) fn draw(
    canvas: &mut Canvas,
    columns: &Columns,
    subject: &Subject<'_>,
    row: &RouteRow<'_>,
    is_even: bool,
) {
    let top = canvas.y;
    // The band lies below the rest, and its height is known last.
    let rest = canvas.body.len();
    canvas.y += PADDING;
    if row.mark != Mark::Same {
        let at = (columns.page.x, canvas.y + 4);
        canvas.text(at, Font::Bold, row.mark.sign());
    }
    let place = format!("{}.", row.index + 1);
    canvas.text((columns.page.x + 16, canvas.y + 4), Font::Note, &place);
    if let Some(before) = row.before {
        route(canvas, columns, (subject, &subject.before), before, true);
    }
    let is_gone = row.mark == Mark::Removed;
    let side = subject.side_of(row);
    route(canvas, columns, (subject, side), row.route, is_gone);
    for note in notes(subject, row, side) {
        canvas.text((columns.content.x, canvas.y), Font::Note, &note);
        canvas.y += LINE;
    }
    findings(canvas, columns.content, subject.findings_of(row));
    canvas.y += PADDING;
    if is_even || row.mark != Mark::Same {
        let drawn = canvas.body.split_off(rest);
        let at = (columns.page.x - 8, top);
        let extent = (columns.page.width + 16, canvas.y - top);
        canvas.band(row.mark.class(), at, extent);
        canvas.body.push_str(&drawn);
    }
    canvas.y += 2;
}

/// Notes of all that the columns do not say.
fn notes(subject: &Subject<'_>, row: &RouteRow<'_>, side: &Side<'_>) -> Vec<String> {
    let mut notes = Vec::new();
    let is_said = |it: &Finding| matches!(it.problem(), Problem::AllTrunksOff);
    if side.has_only_trunks_off(row.route) && !subject.findings_of(row).any(is_said) {
        notes.push(ALL_OFF.to_owned());
    }
    notes.extend(row.was.map(|was| format!("moved, was {}.", was + 1)));
    match row.before {
        Some(before) => notes.extend(caller_id_change(before, row.route).map(str::to_owned)),
        None if row.route.caller_id_override().is_some() => {
            notes.push("with a caller id".to_owned());
        }
        None => {}
    }
    notes
}

/// Draws name, pattern, trunks and description, and goes on below them.
fn route(
    canvas: &mut Canvas,
    columns: &Columns,
    (subject, side): (&Subject<'_>, &Side<'_>),
    route: &Route,
    is_gone: bool,
) {
    let class = if is_gone { "gone" } else { "" };
    let manner = |font| Manner { font, class };
    let top = canvas.y;
    let name = wrap(route.name().as_str(), Font::Bold, columns.name.width, 3);
    let at = (columns.name.x, top + 4);
    let mut words = canvas.lines(at, manner(Font::Bold), &name, route.name().as_str());
    let pattern = route.number_pattern().as_str();
    let lines = wrap(pattern, Font::Mono, columns.pattern.width, MOST_LINES);
    let below = if columns.is_stacked { words } else { 0 };
    let at = (columns.pattern.x, top + 4 + below);
    let height = canvas.lines(at, manner(Font::Mono), &lines, pattern);
    words = words.max(below + height);
    let note = route.note();
    if !note.is_empty() {
        let lines = wrap(note, Font::Note, columns.words.width, 4);
        let at = (columns.words.x, top + 4 + words);
        words += canvas.lines(at, manner(Font::Note), &lines, note);
    }
    let below = if columns.is_stacked { words + 4 } else { 0 };
    let height = if route.trunks().is_empty() {
        let class = if is_gone { "gone" } else { "error" };
        let font = Font::Note;
        let at = (columns.trunks.x, top + below + 4);
        canvas.text(at, Manner { font, class }, NO_TRUNK);
        LINE + 8
    } else {
        let at = (columns.trunks, top + below);
        draw_trunks_of_route(canvas, at, route.trunks(), (subject, side), is_gone)
    };
    canvas.y = top + (words + 8).max(below + height);
}
