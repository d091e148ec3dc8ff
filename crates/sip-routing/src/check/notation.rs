//! The notation of other systems in a pattern.

use std::ops::Range;

use super::{
    Slip,
    token::{Kind, Token, tokens},
};

const CLASS_BAR: &str = "is a class, which needs no bars: it means any of its characters";
const CLASS_COMMA: &str = "is a class, which stands for one character";
const CLASS_RANGE: &str = "is a class, which stands for one digit and not for a whole number";
const CLASS_COUNT: &str = "is a class with a digit that is dialled, and no count";
const GROUP_COUNT: &str = "is a group with digits that are dialled, and no count";
const LETTER: &str = "is a letter, which nobody dials";
const WILDCARD: &str = "repeats the digit before it, and does not stand for others";
const SEPARATOR: &str = "is never part of a dialled number";
const DOUBLE: &str = "is a backslash, which nobody dials";
const MIDST: &str = "is in the midst of the pattern, where it never holds";

/// A slip, and where it is in the text.
pub(super) struct Found {
    pub(super) slip: Slip,
    at: Range<usize>,
}

impl Found {
    /// Tells if no number can get past it.
    pub(super) fn blocks(&self) -> bool {
        [LETTER, SEPARATOR, DOUBLE, MIDST].contains(&self.slip.why)
    }

    /// The pattern as it was likely meant.
    pub(super) fn mended(&self, pattern: &str) -> String {
        let mut mended = pattern.to_owned();
        mended.replace_range(self.at.clone(), &self.slip.meant);
        mended
    }
}

/// The pieces of a pattern that look like the notation of another system, in their order.
pub(super) fn slips(pattern: &str) -> Vec<Found> {
    let Some(tokens) = tokens(pattern) else {
        return Vec::new();
    };
    let mut found = Vec::new();
    for (index, token) in tokens.iter().enumerate() {
        let before = index.checked_sub(1).map(|it| &tokens[it]);
        if let Some((why, meant)) = slip(token, before, &tokens[index + 1..]) {
            found.push(Found {
                slip: Slip {
                    position: token.position,
                    written: token.text.to_owned(),
                    why,
                    meant,
                    harmless: false,
                },
                at: token.start..token.start + token.text.len(),
            });
        }
    }
    found
}

fn slip(
    token: &Token<'_>,
    before: Option<&Token<'_>>,
    after: &[Token<'_>],
) -> Option<(&'static str, String)> {
    let said = |why, meant: &str| Some((why, meant.to_owned()));
    match (token.kind, token.text) {
        (Kind::Class, text) => class(text, before),
        (Kind::Group, text) => group(text, before),
        (Kind::Literal, "d" | "D" | "x" | "X") => said(LETTER, r"\d"),
        (Kind::Literal, "n" | "N") => said(LETTER, "[2-9]"),
        (Kind::Literal, "z" | "Z") => said(LETTER, "[1-9]"),
        (Kind::Literal, text) if text.chars().all(char::is_alphabetic) => said(LETTER, r"\d"),
        (Kind::Literal, " " | "-" | "/")
        | (Kind::Escape, r"\(" | r"\)" | r"\-" | r"\ " | r"\s" | r"\/") => said(SEPARATOR, ""),
        (Kind::Escape, r"\\") => said(DOUBLE, r"\"),
        (Kind::Quantifier, "*")
            if before.is_some_and(Token::is_digit)
                && after.iter().all(|it| it.kind == Kind::End) =>
        {
            said(WILDCARD, ".*")
        }
        (Kind::Start, _) if before.is_some_and(Token::takes_a_character) => said(MIDST, ""),
        (Kind::End, _) if after.first().is_some_and(Token::takes_a_character) => said(MIDST, ""),
        _ => None,
    }
}

fn class(text: &str, before: Option<&Token<'_>>) -> Option<(&'static str, String)> {
    let inner = text.strip_prefix('[')?.strip_suffix(']')?;
    let after_class = before.is_some_and(Token::is_many_digits);
    let is_digits = |text: &str| !text.is_empty() && text.bytes().all(|it| it.is_ascii_digit());
    if inner.contains('|') && inner.bytes().any(|it| it.is_ascii_digit()) {
        return Some((CLASS_BAR, format!("[{}]", inner.replace('|', ""))));
    }
    if let Some((first, last)) = inner.split_once(',')
        && is_digits(first)
        && (is_digits(last) || last.is_empty())
    {
        let meant = if after_class {
            format!("{{{inner}}}")
        } else {
            format!("[{first}-{last}]")
        };
        return Some((CLASS_COMMA, meant));
    }
    if let Some((first, last)) = inner.split_once('-')
        && is_digits(first)
        && is_digits(last)
        && first.len() > 1
        && first.len() == last.len()
    {
        return Some((CLASS_RANGE, numbers(first, last)?));
    }
    (after_class && is_digits(inner) && inner.len() < 3)
        .then(|| (CLASS_COUNT, format!("{{{inner}}}")))
}

fn group(text: &str, before: Option<&Token<'_>>) -> Option<(&'static str, String)> {
    let inner = text.strip_prefix('(')?.strip_suffix(')')?;
    let is_count = matches!(inner.len(), 1..=2) && inner.bytes().all(|it| it.is_ascii_digit());
    (is_count && before.is_some_and(Token::is_many_digits))
        .then(|| (GROUP_COUNT, format!("{{{inner}}}")))
}

/// An expression for the numbers from `first` to `last`, which have as many digits each.
fn numbers(first: &str, last: &str) -> Option<String> {
    let differs = first.bytes().zip(last.bytes()).position(|(a, b)| a != b)?;
    let (same, first_rest) = first.split_at(differs);
    let last_rest = &last[differs..];
    let any = first_rest.len() - 1;
    let whole =
        first_rest[1..].bytes().all(|it| it == b'0') && last_rest[1..].bytes().all(|it| it == b'9');
    if whole && first_rest < last_rest {
        let digits = match any {
            0 => String::new(),
            1 => "[0-9]".to_owned(),
            count => format!("[0-9]{{{count}}}"),
        };
        return Some(format!(
            "{same}[{}-{}]{digits}",
            &first_rest[..1],
            &last_rest[..1]
        ));
    }
    let (from, to): (u32, u32) = (first.parse().ok()?, last.parse().ok()?);
    let width = first.len();
    let listed: Vec<_> = (from..=to)
        .take(50)
        .map(|it| format!("{it:0width$}"))
        .collect();
    (from <= to && to - from < 50).then(|| format!("(?:{})", listed.join("|")))
}
