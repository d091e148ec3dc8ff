//! The guide is followed word by word: its pieces are the sample, and what it says that comes out
//! does come out.

use std::sync::{Mutex, PoisonError};

static OUTPUT: Mutex<String> = Mutex::new(String::new());

fn keep(text: &str) {
    let mut output = OUTPUT.lock().unwrap_or_else(PoisonError::into_inner);
    output.push_str(text);
}

// What the sample prints is kept.
macro_rules! print {
    ($($argument:tt)*) => { crate::keep(&format!($($argument)*)) };
}
macro_rules! println {
    ($($argument:tt)*) => { crate::keep(&(format!($($argument)*) + "\n")) };
}

#[path = "../sip_routing/move_trunk.rs"]
mod move_trunk;

const GUIDE: &str = include_str!("../../../docs/move-a-trunk.md");
const SAMPLE: &str = include_str!("../sip_routing/move_trunk.rs");

/// The blocks of the guide in that language, in their order.
fn blocks(language: &str) -> Vec<&'static str> {
    let opening = format!("```{language}\n");
    let parts = GUIDE.split(opening.as_str()).skip(1);
    parts.filter_map(|part| part.split("```").next()).collect()
}

#[test]
fn the_pieces_are_the_sample() {
    let code = blocks("rust").join("\n");
    let (_, sample) = SAMPLE.split_once("\n\n").unwrap();
    // The test calls it.
    assert_eq!(
        code,
        sample.replacen("pub(crate) async fn main", "async fn main", 1)
    );
}

#[test]
fn what_it_says_comes_out() {
    move_trunk::main().unwrap();
    let output = OUTPUT.lock().unwrap();
    let mut rest = output.as_str();
    for expected in blocks("text") {
        let found = rest.split_once(expected);
        rest = found
            .unwrap_or_else(|| panic!("{expected}\nis not in\n{rest}"))
            .1;
    }
    assert_eq!(rest.trim(), "", "the guide leaves something out");
}
