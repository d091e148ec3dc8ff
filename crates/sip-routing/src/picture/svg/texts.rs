//! The texts of an image, read back.

use super::Font;

/// A text that is shown.
#[derive(Debug)]
pub(in crate::picture) struct Texts {
    pub(in crate::picture) x: usize,
    pub(in crate::picture) font: Font,
    pub(in crate::picture) shown: String,
}

impl Texts {
    /// The texts of an image, in their order.
    pub(in crate::picture) fn of(image: &str) -> impl Iterator<Item = Self> {
        image.lines().filter(|it| it.starts_with("<text")).map(read)
    }
}

fn read(line: &str) -> Texts {
    let (head, rest) = line.split_once('>').unwrap();
    let attribute = |name: &str| {
        let value = head.split_once(&format!(r#"{name}=""#));
        value.map(|(_, it)| it.split_once('"').unwrap().0)
    };
    let font = match attribute("class").unwrap_or_default().split(' ').next() {
        Some("title") => Font::Title,
        Some("bold") => Font::Bold,
        Some("note") => Font::Note,
        Some("mono") => Font::Mono,
        _ => Font::Plain,
    };
    let shown = rest.strip_suffix("</text>").unwrap();
    let shown = shown.rsplit_once("</title>").map_or(shown, |it| it.1);
    let escapes = [
        ("&lt;", "<"),
        ("&gt;", ">"),
        ("&quot;", "\""),
        ("&amp;", "&"),
    ];
    let shown = escapes
        .iter()
        .fold(shown.to_owned(), |text, (from, to)| text.replace(from, to));
    Texts {
        x: attribute("x").unwrap().parse().unwrap(),
        font,
        shown: shown.trim_end().to_owned(),
    }
}
