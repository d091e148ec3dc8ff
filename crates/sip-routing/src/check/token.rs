//! The pieces that a pattern is written in.

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Kind {
    Class,
    Escape,
    Literal,
    Dot,
    Quantifier,
    Start,
    End,
    Bar,
    /// A whole group of digits, such as `(10)`.
    Group,
    Open,
    Close,
}

#[derive(Clone, Copy, Debug)]
pub(super) struct Token<'p> {
    pub(super) kind: Kind,
    pub(super) text: &'p str,
    /// The byte that it begins at.
    pub(super) start: usize,
    /// The character that it begins at, counted from 1.
    pub(super) position: usize,
}

impl Token<'_> {
    pub(super) fn is_digit(&self) -> bool {
        self.kind == Kind::Literal && self.text.bytes().all(|it| it.is_ascii_digit())
    }

    /// Tells if it stands for one out of many digits.
    pub(super) fn is_many_digits(&self) -> bool {
        match self.kind {
            Kind::Class => self.text.contains('-'),
            Kind::Escape => self.text == r"\d",
            Kind::Dot => true,
            _ => false,
        }
    }

    pub(super) fn takes_a_character(&self) -> bool {
        matches!(self.kind, Kind::Class | Kind::Literal | Kind::Dot)
            || (self.kind == Kind::Escape && matches!(self.text, r"\d" | r"\+"))
    }
}

/// The pieces of a pattern, or nothing where it has groups of a rare kind.
pub(super) fn tokens(pattern: &str) -> Option<Vec<Token<'_>>> {
    let mut tokens = Vec::new();
    let mut start = 0;
    let mut position = 1;
    while start < pattern.len() {
        let (kind, length) = next(&pattern[start..])?;
        let text = pattern.get(start..start + length)?;
        tokens.push(Token {
            kind,
            text,
            start,
            position,
        });
        start += length;
        position += text.chars().count();
    }
    Some(tokens)
}

fn next(rest: &str) -> Option<(Kind, usize)> {
    let first = rest.chars().next()?;
    let one = |kind| Some((kind, first.len_utf8()));
    match first {
        '[' => Some((Kind::Class, class_length(rest)?)),
        '\\' => Some((Kind::Escape, 1 + rest[1..].chars().next()?.len_utf8())),
        '(' => open(rest),
        ')' => one(Kind::Close),
        '|' => one(Kind::Bar),
        '^' => one(Kind::Start),
        '$' => one(Kind::End),
        '.' => one(Kind::Dot),
        '*' | '+' | '?' => one(Kind::Quantifier),
        '{' => match rest.find('}') {
            Some(end) if is_count(&rest[1..end]) => Some((Kind::Quantifier, end + 1)),
            _ => one(Kind::Literal),
        },
        _ => one(Kind::Literal),
    }
}

fn is_count(text: &str) -> bool {
    text.starts_with(|it: char| it.is_ascii_digit())
        && text.bytes().all(|it| it.is_ascii_digit() || it == b',')
}

/// The length of a class in brackets. One with another class inside it is not looked into.
fn class_length(rest: &str) -> Option<usize> {
    let mut escaped = false;
    for (index, char) in rest.char_indices().skip(1) {
        match char {
            _ if escaped => escaped = false,
            '\\' => escaped = true,
            '[' => return None,
            ']' if index > 1 && &rest[..index] != "[^" => return Some(index + 1),
            _ => {}
        }
    }
    None
}

/// The opening of a group, or a whole group of digits.
fn open(rest: &str) -> Option<(Kind, usize)> {
    if let Some(end) = rest.find(')')
        && end > 1
        && rest[1..end].bytes().all(|it| it.is_ascii_digit())
    {
        return Some((Kind::Group, end + 1));
    }
    if !rest.starts_with("(?") {
        return Some((Kind::Open, 1));
    }
    let openings = ["(?:", "(?=", "(?!", "(?<=", "(?<!", "(?>"];
    let opening = openings.into_iter().find(|it| rest.starts_with(it))?;
    Some((Kind::Open, opening.len()))
}
