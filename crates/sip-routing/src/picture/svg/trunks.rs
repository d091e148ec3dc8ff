//! All trunks, with their ports, states and uses.

use super::{
    canvas::{CHIP_LINE, Canvas, LINE, Manner},
    chips::Chip,
    columns::Column,
    findings,
    measure::{Font, Line, wrap},
    paragraph,
};
use crate::{
    Place,
    picture::subject::{Mark, Subject, TrunkRow, counted},
    plan::changed_trunk_parts,
};

/// The widest name of a trunk, in pixels.
const NAME: usize = 340;
const GAP: usize = 24;

/// Tells if a finding is about one trunk, and not about a list as a whole.
pub(super) fn is_about_one(place: &Place) -> bool {
    matches!(place, Place::Trunk { .. })
}

/// Draws all trunks in as many columns as fit, and goes on below them.
pub(super) fn draw(canvas: &mut Canvas, page: Column, subject: &Subject<'_>) {
    canvas.y += LINE;
    paragraph(canvas, page, Font::Title, "Trunks");
    canvas.y += 4;
    let entries: Vec<_> = subject.trunks.iter().map(Entry::of).collect();
    let widest = entries.iter().map(Entry::width).max().unwrap_or_default();
    let columns = (page.width / (widest + GAP).max(1)).max(1);
    let width = page.width / columns;
    for row in entries.chunks(columns) {
        let mut height = 0;
        for (entry, number) in row.iter().zip(0..) {
            let at = (page.x + number * width, canvas.y);
            height = entry.draw(canvas, at, width, subject).max(height);
        }
        canvas.y += height;
    }
    let about_one = subject
        .other_findings()
        .filter(|it| is_about_one(it.place()));
    findings(canvas, page, about_one.collect::<Vec<_>>().into_iter());
}

/// A trunk and the words about it.
struct Entry<'t> {
    row: &'t TrunkRow<'t>,
    chip: Chip<'t>,
    words: String,
}

const SIGN: usize = 16;

impl<'t> Entry<'t> {
    fn of(row: &'t TrunkRow<'t>) -> Self {
        Self {
            chip: Chip::new(row.trunk.fqdn(), NAME),
            words: words(row),
            row,
        }
    }

    fn width(&self) -> usize {
        SIGN + self.chip.width + 10 + Font::Note.width(&self.words)
    }

    /// Draws it and returns its height.
    fn draw(
        &self,
        canvas: &mut Canvas,
        (x, y): (usize, usize),
        width: usize,
        subject: &Subject<'_>,
    ) -> usize {
        let is_gone = self.row.mark == Mark::Removed;
        let side = if is_gone {
            &subject.before
        } else {
            &subject.after
        };
        let sign = self.row.mark.sign();
        let start = if subject.is_change { x + SIGN } else { x };
        if !sign.is_empty() {
            canvas.text((x, y + 4), Font::Bold, sign);
        }
        self.chip.draw(canvas, (start, y), subject, side, is_gone);
        let x_of_words = start + self.chip.width + 10;
        let room = (x + width).saturating_sub(x_of_words);
        let lines: Vec<Line> = wrap(&self.words, Font::Note, room, 3);
        let class = if is_gone { "gone" } else { "" };
        let font = Font::Note;
        let manner = Manner { font, class };
        let height = canvas.lines((x_of_words, y + 4), manner, &lines, &self.words);
        (height + 8).max(CHIP_LINE)
    }
}

fn words(row: &TrunkRow<'_>) -> String {
    let mut words = match row.before {
        Some(before) => changed_trunk_parts(before, row.trunk),
        None => Vec::new(),
    };
    if words.is_empty() {
        words.push(format!("port {}", row.trunk.port()));
    }
    if row.trunk.is_off() {
        words.push("switched off".to_owned());
    }
    words.push(match row.uses {
        0 => "not used".to_owned(),
        uses => counted(uses, "route"),
    });
    words.join(", ")
}
