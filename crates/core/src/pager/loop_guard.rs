//! Lists that do not end.

use crate::{Error, Result, error::Kind};

/// Finds a list that leads back into itself, in memory that does not grow with the list: the
/// link to compare with is renewed whenever the number of pages has doubled.
#[derive(Default)]
pub(super) struct LoopGuard {
    seen: Option<String>,
    pages: u64,
    /// Empty pages in a row.
    empty: u32,
}

/// The service sends one empty page at most, the last one.
const MOST_EMPTY: u32 = 100;

impl LoopGuard {
    /// Begins at the page with this link, so that one which leads back to itself gives itself away
    /// at once.
    pub(super) fn new(seen: Option<String>) -> Self {
        Self {
            seen,
            ..Self::default()
        }
    }

    pub(super) fn check(&mut self, link: &str, is_empty: bool) -> Result<()> {
        let endless = |message: &str| Err(Error::new(Kind::EndlessList, message));
        self.empty = if is_empty { self.empty + 1 } else { 0 };
        if self.empty > MOST_EMPTY {
            return endless("the list had a hundred empty pages in a row");
        }
        if self.seen.as_deref() == Some(link) {
            return endless("the list's next link leads back to a page that was read already");
        }
        self.pages += 1;
        if self.pages.is_power_of_two() {
            self.seen = Some(link.to_owned());
        }
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::LoopGuard;

    #[test]
    fn lets_long_lists_pass() {
        let mut guard = LoopGuard::default();
        assert!((0..10_000).all(|page| guard.check(&format!("/?skip={page}"), false).is_ok()));
    }

    #[test]
    fn finds_loops_of_every_length_and_start() {
        for start in [0, 1, 5, 100] {
            for length in [1, 2, 3, 7, 50] {
                let mut guard = LoopGuard::default();
                let link = |page: u64| {
                    let page = if page < start {
                        page
                    } else {
                        start + (page - start) % length
                    };
                    format!("/?skip={page}")
                };
                let limit = 4 * (start + length) + 4;
                let found = (0..limit).any(|page| guard.check(&link(page), false).is_err());
                assert!(found, "loop of {length} after {start}");
            }
        }
    }

    #[test]
    fn finds_empty_pages_without_end() {
        let mut guard = LoopGuard::default();
        let mut check = |page: u32, is_empty| guard.check(&format!("/?skip={page}"), is_empty);
        assert!((0..100).all(|page| check(page, true).is_ok()));
        assert!(check(100, false).is_ok());
        assert!((101..201).all(|page| check(page, true).is_ok()));
        assert!(check(201, true).unwrap_err().is_unexpected_answer());
    }
}
