//! The room that a text takes, estimated: the fonts are the viewer's.
//!
//! Proportional letters are taken to be as wide as those of `DejaVu Sans`, which is wider than the
//! system fonts of other platforms, so a text that fits by this estimate fits there as well.

use unicode_width::UnicodeWidthChar;

/// A font and its size.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(in crate::picture) enum Font {
    Title,
    Bold,
    Plain,
    Note,
    Mono,
}

impl Font {
    /// In pixels. The styles have the same.
    const fn size(self) -> usize {
        match self {
            Self::Title => 17,
            Self::Bold | Self::Plain => 13,
            Self::Note | Self::Mono => 12,
        }
    }

    /// In hundredths of a pixel.
    fn width_of(self, char: char) -> usize {
        let parts_of_size = match (self, char.width().unwrap_or(0)) {
            (_, 0) => 0,
            (Self::Mono, cells) => 61 * cells,
            (_, 1) => proportional(char),
            // Emoji are wider than Chinese, Japanese and Korean characters.
            (_, _) if char >= '\u{1F000}' => 140,
            (_, _) => 102,
        };
        let width = parts_of_size * self.size();
        match self {
            Self::Title | Self::Bold => width * 113 / 100,
            Self::Plain | Self::Note | Self::Mono => width,
        }
    }

    /// In pixels.
    pub(in crate::picture) fn width(self, text: &str) -> usize {
        let widths = text.chars().map(|char| self.width_of(char));
        widths.sum::<usize>().div_ceil(100)
    }
}

/// The width of a letter in hundredths of the size of its font.
fn proportional(char: char) -> usize {
    match char {
        ' ' | '!' | '\'' | ',' | '.' | ':' | ';' | 'i' | 'j' | 'l' | 'I' | '|' | '·' => 34,
        '(' | ')' | '[' | ']' | '/' | '\\' | 'f' | 'r' | 't' | '-' => 42,
        'm' | 'w' | 'M' | 'W' | '@' | '%' | '…' | '—' => 100,
        '+' | '<' | '=' | '>' | '~' | '#' | '^' => 84,
        'A'..='Z' => 76,
        'a'..='z' | '0'..='9' => 64,
        '"'..='}' => 65,
        _ => 80,
    }
}

/// A line of a text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Line {
    pub(super) text: String,
    /// True if the text goes on and is not shown.
    pub(super) is_cut: bool,
}

/// Breaks a text into lines of at most `width` pixels. Of more than `most` lines the rest is cut.
///
/// A line is broken at a blank, if there is one in its second half.
pub(super) fn wrap(text: &str, font: Font, width: usize, most: usize) -> Vec<Line> {
    let mut lines = Vec::new();
    let mut rest = text;
    loop {
        let fits = fitting(rest, font, width);
        if fits == rest.len() {
            lines.push(line(rest, false));
            return lines;
        }
        if lines.len() + 1 >= most {
            let kept = fitting(rest, font, width.saturating_sub(font.width("…")));
            lines.push(line(&format!("{}…", rest[..kept].trim_end()), true));
            return lines;
        }
        let at = break_before(rest, fits);
        lines.push(line(&rest[..at], false));
        rest = rest[at..].trim_start();
    }
}

fn line(text: &str, is_cut: bool) -> Line {
    Line {
        text: text.to_owned(),
        is_cut,
    }
}

/// The bytes of the longest beginning of `text` that fits, but one character at least, with what
/// belongs to it.
fn fitting(text: &str, font: Font, width: usize) -> usize {
    let mut taken = 0;
    for (at, char) in text.char_indices() {
        let own = font.width_of(char);
        taken += own;
        if taken > width * 100 && at > 0 && own > 0 {
            return at;
        }
    }
    text.len()
}

/// The place to break a text of which so many bytes fit.
fn break_before(text: &str, fits: usize) -> usize {
    if text[fits..].starts_with(' ') {
        return fits;
    }
    let blank = text[..fits].rfind(' ').map(|at| at + 1);
    blank.filter(|at| *at > fits / 2).unwrap_or(fits)
}

/// The text with its middle left out, if it is wider than `width` pixels: of domain names, both ends
/// tell them apart.
pub(super) fn middle_cut(text: &str, font: Font, width: usize) -> Line {
    if font.width(text) <= width {
        return line(text, false);
    }
    let room = width.saturating_sub(font.width("…")) / 2;
    let head = fitting(text, font, room);
    let mut tail = text.len();
    let mut taken = 0;
    for (at, char) in text.char_indices().rev() {
        taken += font.width_of(char);
        if taken > room * 100 {
            break;
        }
        tail = at;
    }
    line(
        &format!("{}…{}", &text[..head], &text[tail.max(head)..]),
        true,
    )
}

#[cfg(test)]
mod tests {
    use super::{Font, middle_cut, wrap};

    fn texts(text: &str, width: usize, most: usize) -> Vec<String> {
        let lines = wrap(text, Font::Plain, width, most);
        lines.into_iter().map(|line| line.text).collect()
    }

    #[test]
    fn lines_are_broken_at_blanks_or_else_anywhere() {
        assert_eq!(texts("", 60, 3), [""]);
        assert_eq!(texts("one two three", 66, 3), ["one two ", "three"]);
        assert_eq!(texts("abcdefghijkl", 60, 3), ["abcdefg", "hijkl"]);
        assert_eq!(texts("東京都千代田区", 60, 2), ["東京都千", "代田区"]);
    }

    #[test]
    fn what_belongs_to_a_letter_stays_with_it() {
        let accents = "e\u{301}".repeat(9);
        for line in texts(&accents, 40, 9) {
            assert!(line.starts_with('e') && line.ends_with('\u{301}'), "{line}");
        }
    }

    #[test]
    fn no_line_is_wider_than_the_room() {
        let text = "Wide words and narrow ill fitting ones, ÄÖÜ 東京 👍👍👍 ".repeat(8);
        for font in [Font::Title, Font::Bold, Font::Plain, Font::Note, Font::Mono] {
            for line in wrap(&text, font, 120, 5) {
                assert!(font.width(line.text.trim_end()) <= 120, "{}", line.text);
            }
        }
        assert!(wrap(&text, Font::Note, 120, 5)[4].is_cut);
        // One character is shown, however narrow the room.
        assert_eq!(texts("ab", 1, 9), ["a", "b"]);
    }

    #[test]
    fn both_ends_of_a_long_name_are_kept() {
        let name = format!("sbc1.{}.contoso.com", "a".repeat(60));
        let cut = middle_cut(&name, Font::Mono, 160);
        assert_eq!(cut.text, "sbc1.aaaaa…ontoso.com");
        assert!(cut.is_cut && Font::Mono.width(&cut.text) <= 160);
    }
}
