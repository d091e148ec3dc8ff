//! Trunks side by side.

use super::{
    canvas::{CHIP_LINE, Canvas, Manner},
    columns::Column,
    measure::{Font, Line, middle_cut},
    style::colour_class,
};
use crate::{
    TrunkFqdn,
    picture::subject::{Side, Subject},
};

/// The room between two trunks, with an arrow in it.
const GAP: usize = 22;
const PADDING: usize = 10;
/// The widest name of a trunk in a route, in pixels.
const NAME_IN_ROUTE: usize = 220;
/// More trunks of a route than these are only counted.
const MAX_CHIPS: usize = 24;

/// A trunk in its colour. One that is missing or goes has none.
pub(super) struct Chip<'t> {
    fqdn: &'t TrunkFqdn,
    name: Line,
    pub(super) width: usize,
}

impl<'t> Chip<'t> {
    pub(super) fn new(fqdn: &'t TrunkFqdn, room: usize) -> Self {
        let name = middle_cut(fqdn.as_str(), Font::Mono, room);
        Self {
            width: Font::Mono.width(&name.text) + 2 * PADDING,
            name,
            fqdn,
        }
    }

    pub(super) fn draw(
        &self,
        canvas: &mut Canvas,
        (x, y): (usize, usize),
        subject: &Subject<'_>,
        side: &Side<'_>,
        is_gone: bool,
    ) {
        let is_known = side.known.contains(self.fqdn);
        let colour = subject.colours.get(self.fqdn).filter(|_| is_known);
        let class = colour.map_or("missing".to_owned(), |index| colour_class(*index));
        let is_off = side.off.contains(self.fqdn);
        canvas.chip(&class, (x, y), self.width, is_off);
        let class = match (is_gone, is_known) {
            (true, _) => "gone",
            (false, true) => "",
            (false, false) => "error",
        };
        let font = Font::Mono;
        let at = (x + PADDING, y + 4);
        let manner = Manner { font, class };
        canvas.line(at, manner, &self.name, self.fqdn.as_str());
    }
}

/// Draws the trunks of a route, on as many lines as it takes, and returns the height.
pub(super) fn draw_trunks_of_route(
    canvas: &mut Canvas,
    (column, top): (Column, usize),
    trunks: &[TrunkFqdn],
    (subject, side): (&Subject<'_>, &Side<'_>),
    is_gone: bool,
) -> usize {
    let room = NAME_IN_ROUTE.min(column.width - 60);
    let (mut x, mut y) = (column.x, top);
    for (fqdn, choice) in trunks.iter().take(MAX_CHIPS).zip(0..) {
        let chip = Chip::new(fqdn, room);
        if choice > 0 && x + GAP + chip.width > column.x + column.width {
            (x, y) = (column.x, y + CHIP_LINE);
        }
        if choice > 0 {
            canvas.arrow((x + 4, y));
            x += GAP;
        }
        chip.draw(canvas, (x, y), subject, side, is_gone);
        x += chip.width;
    }
    let more = trunks.len().saturating_sub(MAX_CHIPS);
    if more > 0 {
        y += CHIP_LINE;
        let text = format!("and {more} more");
        canvas.text((column.x, y + 4), Font::Note, &text);
    }
    y + CHIP_LINE - top
}
