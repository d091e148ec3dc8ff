//! The places of what a route is made of.

use super::MARGIN;

/// A column: its left edge and its width.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Column {
    pub(super) x: usize,
    pub(super) width: usize,
}

/// The columns of a picture.
#[derive(Clone, Copy, Debug)]
pub(super) struct Columns {
    /// All of it.
    pub(super) page: Column,
    /// All but the place of a route.
    pub(super) content: Column,
    pub(super) name: Column,
    pub(super) pattern: Column,
    /// Name and pattern together.
    pub(super) words: Column,
    pub(super) trunks: Column,
    /// True if pattern and trunks are below the name.
    pub(super) is_stacked: bool,
}

const GAP: usize = 16;
const PLACE: usize = 52;
/// An image that is narrower has no columns side by side.
const LEAST_SIDE_BY_SIDE: usize = 960;

impl Columns {
    pub(super) fn of(width: usize) -> Self {
        let page = Column {
            x: MARGIN,
            width: width - 2 * MARGIN,
        };
        let content = Column {
            x: MARGIN + PLACE,
            width: page.width - PLACE,
        };
        if width < LEAST_SIDE_BY_SIDE {
            return Self {
                page,
                content,
                name: content,
                pattern: content,
                words: content,
                trunks: content,
                is_stacked: true,
            };
        }
        let name = Column {
            x: content.x,
            width: content.width * 20 / 100,
        };
        let pattern = Column {
            x: name.x + name.width + GAP,
            width: content.width * 32 / 100,
        };
        let words = Column {
            x: content.x,
            width: name.width + GAP + pattern.width,
        };
        let trunks = Column {
            x: words.x + words.width + GAP,
            width: content.width - words.width - GAP,
        };
        Self {
            page,
            content,
            name,
            pattern,
            words,
            trunks,
            is_stacked: false,
        }
    }
}
