//! Taking phone numbers out of text that may be printed.

use std::borrow::Cow;

use super::{
    ids,
    plain::{digits, hide, is_in_word},
};

/// Fewer digits than this are a port, a status or a count.
const FEWEST: usize = 7;
/// The same behind a plus sign, and without the zeros at the beginning, as counters have them.
const FEWEST_SIGNIFICANT: usize = 5;

/// Returns `text` with every phone number reduced to its last two digits: `+…00`.
///
/// A number is five digits or more behind a plus sign, or seven or more in one run or in groups as
/// people write them. Where it stands and how it is encoded does not matter. Ids, moments and
/// addresses are none. What is left holds no number.
pub(crate) fn redact(text: &str) -> Cow<'_, str> {
    let hidden = hide(text, |text, at| {
        if let Some(length) = mark(&text[at..]).or_else(|| ids::length(text, at)) {
            return (length, None);
        }
        if let Some((length, mark)) = number(text, at) {
            return (length, Some(mark));
        }
        // Digits that are none at their beginning are none further on either.
        (digits(&text[at..]).max(1), None)
    });
    hidden.map_or(Cow::Borrowed(text), Cow::Owned)
}

/// Returns the length of the mark of a hidden number that `text` begins with.
fn mark(text: &[char]) -> Option<usize> {
    Some(2 + digits(text.strip_prefix(&['+', '…'])?).min(2))
}

/// Returns the length of the phone number that begins at a place, and the mark to put there.
///
/// It has as many groups of digits as make a number together.
fn number(text: &[char], at: usize) -> Option<(usize, String)> {
    let (opening, plus) = match text[at..] {
        ['(', '+', ..] | ['+', '(', ..] => (2, true),
        ['+', ..] => (1, true),
        ['(', ..] => (1, false),
        _ => (0, false),
    };
    let glued = is_in_word(text[..at].last());
    let mut end = at + opening;
    let (mut all, mut groups, mut found) = (String::new(), Vec::new(), None);
    // More groups are a list.
    for _ in 0..8 {
        let length = digits(&text[end..]);
        // An id is no part of a number.
        if length == 0 || is_whole(&all, plus) || ids::length(text, end).is_some() {
            break;
        }
        all.extend(&text[end..end + length]);
        groups.push(length);
        end += length;
        let read = &text[at..end];
        // A parenthesis goes with the number if the other one does.
        let closed = text[at] != '(' || read.contains(&')');
        let free = !glued && !is_in_word(text.get(end));
        let is_number = plus || are_grouped(read, &groups, glued, free);
        if closed && is_number && significant(&all) >= FEWEST_SIGNIFICANT {
            found = Some((read.len(), format!("+…{}", &all[all.len() - 2..])));
        }
        end += link(&text[end..]);
    }
    found
}

/// Returns the length of the signs between two groups, if another one follows.
fn link(text: &[char]) -> usize {
    let signs = text.iter().take(3);
    let length = signs.take_while(|it| " -()./+".contains(**it)).count();
    let (link, rest) = text.split_at(length);
    // A sign beside a blank ends a sentence, or begins another number.
    let ends = link.contains(&' ') && link.iter().any(|it| "./+".contains(*it));
    if ends || digits(rest) == 0 { 0 } else { length }
}

/// Tells if digits are as many as a number can have: what follows is something else.
fn is_whole(digits: &str, plus: bool) -> bool {
    // The code of North America, whose numbers are grouped the most, has one digit.
    let code = if digits.starts_with('1') { 1 } else { 2 };
    significant(digits) >= if plus { 10 + code } else { 10 }
}

/// Returns the number of digits without the zeros at the beginning.
fn significant(digits: &str) -> usize {
    digits.trim_start_matches('0').len()
}

/// Tells if digits without a plus sign are grouped as in a number, by the lengths of the groups.
///
/// They are `glued` with a letter before them, and `free` without one before or behind them.
fn are_grouped(read: &[char], groups: &[usize], glued: bool, free: bool) -> bool {
    // Decimals and versions have dots, too, but none begins with a zero and another digit.
    let dotted = read.contains(&'.');
    match groups {
        _ if groups.iter().sum::<usize>() < FEWEST => false,
        [_] | [3, 4] => true,
        [4, 4] | [5, 5] | [2..=5, 6] | [1..=5, (7..)] => free && (!dotted || read[0] == '0'),
        [first, rest @ ..] if rest.len() > 1 => {
            let (fewest, most) = (if glued { 3 } else { 1 }, if dotted { 4 } else { 6 });
            (fewest..=6).contains(first) && rest.iter().all(|it| (2..=most).contains(it))
        }
        _ => false,
    }
}

#[cfg(test)]
mod tests;
