//! Paging: which part of a list a request asks for, and the link to the next one.

use super::ApiError;

/// The default size of a page.
const PAGE: usize = 100;
/// A page is no longer than this, whatever is asked for, so that nobody fills the memory with one.
const LONGEST: usize = 10_000;

/// When a listing has a next page.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum PageRule {
    /// Whenever the page is full, even if nothing is left.
    WhenFull,
    /// When something is left.
    WhenMore,
}

/// The part of a list that a request asks for.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Page<'a> {
    target: &'a str,
    skip: usize,
    size: usize,
}

impl<'a> Page<'a> {
    /// Reads `skip` and the parameter for the page's size from a request target.
    pub(crate) fn of(target: &'a str, size_parameter: &'static str) -> Result<Self, ApiError> {
        let skip = number(target, "skip", "skip", 0)?;
        let size = number(target, size_parameter, lower_case(size_parameter), PAGE)?;
        if size == 0 {
            return Err(not_a_number(size_parameter, lower_case(size_parameter)));
        }
        let size = size.min(LONGEST);
        Ok(Self { target, skip, size })
    }

    /// The items of this page, and the link to the next if there is one.
    pub(crate) fn cut<'t, T>(&self, all: &'t [T], rule: PageRule) -> (&'t [T], Option<String>) {
        let rest = all.get(self.skip..).unwrap_or_default();
        let items = rest.get(..self.size).unwrap_or(rest);
        let has_next = match rule {
            PageRule::WhenFull => items.len() == self.size,
            PageRule::WhenMore => rest.len() > self.size,
        };
        (items, has_next.then(|| self.next_link()))
    }

    /// The request's own target with another `skip`, in its place if it was given, or else at the
    /// end.
    fn next_link(&self) -> String {
        let skip = format!("skip={}", self.skip.saturating_add(self.size));
        let (path, query) = self.target.split_once('?').unwrap_or((self.target, ""));
        let mut pairs: Vec<&str> = query.split('&').filter(|pair| !pair.is_empty()).collect();
        match pairs.iter_mut().find(|pair| pair.starts_with("skip=")) {
            Some(pair) => *pair = &skip,
            None => pairs.push(&skip),
        }
        format!("{path}?{}", pairs.join("&"))
    }
}

fn number(
    target: &str,
    parameter: &str,
    error_target: &'static str,
    default: usize,
) -> Result<usize, ApiError> {
    let (_, query) = target.split_once('?').unwrap_or_default();
    form_urlencoded::parse(query.as_bytes())
        .find(|(name, _)| name == parameter)
        .map_or(Ok(default), |(_, value)| {
            // The parameters are 32-bit integers.
            let given = value
                .parse::<u32>()
                .ok()
                .filter(|it| i32::try_from(*it).is_ok());
            let given = given.and_then(|it| usize::try_from(it).ok());
            given.ok_or_else(|| not_a_number(parameter, error_target))
        })
}

fn not_a_number(parameter: &str, error_target: &'static str) -> ApiError {
    ApiError::invalid_input(error_target, format!("Unable to parse {parameter}."))
}

fn lower_case(size_parameter: &'static str) -> &'static str {
    if size_parameter == "maxPageSize" {
        "maxpagesize"
    } else {
        size_parameter
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn link(target: &str, size: &'static str) -> String {
        Page::of(target, size).unwrap().next_link()
    }

    #[test]
    fn links_repeat_the_query_in_its_order() {
        assert_eq!(
            link(
                "/availablePhoneNumbers/countries?maxPageSize=21&api-version=2025-06-01",
                "maxPageSize"
            ),
            "/availablePhoneNumbers/countries?maxPageSize=21&api-version=2025-06-01&skip=21"
        );
        assert_eq!(
            link(
                "/phoneNumbers?skip=0&api-version=2024-05-01-preview&top=100",
                "top"
            ),
            "/phoneNumbers?skip=100&api-version=2024-05-01-preview&top=100"
        );
        assert_eq!(
            link(
                "/x?api-version=1&administrativeDivision=C%20A",
                "maxPageSize"
            ),
            "/x?api-version=1&administrativeDivision=C%20A&skip=100"
        );
    }

    #[test]
    fn a_full_page_has_a_next_one_by_one_rule_only() {
        let page = Page::of("/x?skip=2&top=2", "top").unwrap();
        let all = [1, 2, 3, 4];
        assert_eq!(page.cut(&all, PageRule::WhenMore), (&[3, 4][..], None));
        assert_eq!(
            page.cut(&all, PageRule::WhenFull),
            (&[3, 4][..], Some("/x?skip=4&top=2".to_owned()))
        );
        assert_eq!(page.cut(&[1], PageRule::WhenFull), (&[][..], None));
    }

    #[test]
    fn pages_have_a_longest_size() {
        let page = Page::of("/x?top=2147483647", "top").unwrap();
        let all = vec![0; LONGEST + 1];
        let (items, next) = page.cut(&all, PageRule::WhenMore);
        assert_eq!(items.len(), LONGEST);
        assert_eq!(next.unwrap(), "/x?top=2147483647&skip=10000");
    }

    #[test]
    fn sizes_must_be_positive_and_offsets_not_negative() {
        for target in [
            "/x?top=0",
            "/x?top=-1",
            "/x?skip=-1",
            "/x?skip=a",
            "/x?skip=",
            "/x?top=2147483648",
        ] {
            assert!(Page::of(target, "top").is_err(), "{target}");
        }
    }
}
