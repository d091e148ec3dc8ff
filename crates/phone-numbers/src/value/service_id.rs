//! The ids that the service gives to searches and operations.

use acs_core::{InvalidValue, checked_text};

use super::text::problem_of;

/// Characters that end a path segment or begin another part of the URL.
const PATH_CHANGING: &str = "/\\?#%";
const HINT: &str = "use the id as the service gave it, one path segment of printable ASCII";

/// Returns the reason why `id` is not one segment of a path. The service's ids need not be UUIDs, so
/// nothing more is asked of them.
fn segment_problem(id: &str) -> Option<String> {
    if matches!(id, "." | "..") {
        return Some("is a step to another path".to_owned());
    }
    problem_of(id, "a character that an id cannot have", |c| {
        c.is_ascii_graphic() && !PATH_CHANGING.contains(c)
    })
}

/// The id of a search, by which its result is read and its numbers are bought.
///
/// It comes with the result of a search, and holds as long as the numbers do, about 15 minutes.
///
/// ```
/// use acs_phone_numbers::SearchId;
///
/// assert!(SearchId::new("7afbcec4-0f46-4b08-9b2a-2b1bb1b7b7e3").is_ok());
/// assert!(SearchId::new("../phoneNumbers").is_err());
/// ```
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct SearchId(String);

impl SearchId {
    /// Takes an id that was kept: printable ASCII without `/`, `\`, `?`, `#`, `%`.
    pub fn new(id: impl Into<String>) -> Result<Self, InvalidValue> {
        let id = id.into();
        match segment_problem(&id) {
            None => Ok(Self(id)),
            Some(problem) => Err(InvalidValue::new("search id", problem).with_hint(HINT)),
        }
    }

    /// Takes the id that the service sent as it came; an answer is not the place to be strict.
    pub(crate) fn from_service(id: String) -> Self {
        Self(id)
    }
}

checked_text!(SearchId);

/// The id of a long-running operation, such as `search_7afbcec4-0f46-4b08-9b2a-2b1bb1b7b7e3`.
///
/// ```
/// use acs_phone_numbers::OperationId;
///
/// assert!(OperationId::new("purchase_7afbcec4-0f46-4b08-9b2a-2b1bb1b7b7e3").is_ok());
/// assert!(OperationId::new("").is_err());
/// ```
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct OperationId(String);

impl OperationId {
    /// Takes an id that was kept: printable ASCII without `/`, `\`, `?`, `#`, `%`.
    pub fn new(id: impl Into<String>) -> Result<Self, InvalidValue> {
        let id = id.into();
        match segment_problem(&id) {
            None => Ok(Self(id)),
            Some(problem) => Err(InvalidValue::new("operation id", problem).with_hint(HINT)),
        }
    }

    /// Takes the id that the service sent as it came; an answer is not the place to be strict.
    pub(crate) fn from_service(id: String) -> Self {
        Self(id)
    }
}

checked_text!(OperationId);

#[cfg(test)]
mod tests {
    use super::{OperationId, SearchId};

    const PROBLEMS: [(&str, &str); 9] = [
        ("", "is empty"),
        (".", "is a step to another path"),
        ("..", "is a step to another path"),
        (
            "a/b",
            "has a character that an id cannot have at position 2",
        ),
        (
            "a\\b",
            "has a character that an id cannot have at position 2",
        ),
        (
            "a?b",
            "has a character that an id cannot have at position 2",
        ),
        (
            "%2e",
            "has a character that an id cannot have at position 1",
        ),
        (
            "a b",
            "has a character that an id cannot have at position 2",
        ),
        ("é", "has a character that an id cannot have at position 1"),
    ];

    #[test]
    fn search_ids_need_not_be_uuids() {
        for id in [
            "7afbcec4-0f46-4b08-9b2a-2b1bb1b7b7e3",
            "some-invalid-id",
            "...",
            "a.b_c~d",
        ] {
            assert_eq!(SearchId::new(id).unwrap().as_str(), id);
        }
    }

    #[test]
    fn names_the_problem() {
        for (id, problem) in PROBLEMS {
            let search = SearchId::new(id).unwrap_err();
            assert_eq!(
                (search.field(), search.problem()),
                ("search id", problem),
                "{id:?}"
            );
            let operation = OperationId::new(id).unwrap_err();
            assert_eq!(
                (operation.field(), operation.problem()),
                ("operation id", problem),
                "{id:?}"
            );
            assert!(operation.hint().is_some());
        }
    }

    #[test]
    fn is_checked_when_it_is_deserialised_too() {
        let kept: SearchId = serde_json::from_str("\"s1\"").unwrap();
        assert_eq!(serde_json::to_string(&kept).unwrap(), "\"s1\"");
        assert!(serde_json::from_str::<SearchId>("\"..\"").is_err());
    }
}
