//! An endpoint and its key in one line.

use std::str::FromStr;

use crate::{AccessKey, Endpoint, InvalidValue};

const FIELD: &str = "connection string";
const HINT: &str = "copy it whole from the resource's page: endpoint=https://…;accesskey=…";

/// An endpoint and its access key, as the portal gives them: `endpoint=…;accesskey=…`.
///
/// The keys may come in any case and order, with spaces around them and a `;` at the end.
///
/// ```
/// use acs_core::ConnectionString;
///
/// let parsed = ConnectionString::new(
///     "endpoint=https://contoso.communication.azure.com/;accesskey=c2VjcmV0LWtleS1mb3ItdGVzdHM=",
/// )?;
/// assert_eq!(parsed.endpoint.as_str(), "https://contoso.communication.azure.com");
/// # Ok::<(), acs_core::InvalidValue>(())
/// ```
#[derive(Clone, Debug)]
#[non_exhaustive]
pub struct ConnectionString {
    /// Address of the resource.
    pub endpoint: Endpoint,
    /// Key that signs the requests to it.
    pub access_key: AccessKey,
}

impl ConnectionString {
    /// Takes a connection string apart and says precisely what is wrong with one that is faulty.
    pub fn new(text: &str) -> Result<Self, InvalidValue> {
        let (mut endpoint, mut access_key) = (None, None);
        let parts = text
            .split(';')
            .map(str::trim)
            .filter(|part| !part.is_empty());
        for (index, part) in parts.enumerate() {
            // A part may be a key that lost its name, so no problem repeats what stands in it.
            let Some((name, value)) = part.split_once('=') else {
                return Err(problem(format!("has no `=` in part {}", index + 1)));
            };
            let slot = match name.trim().to_ascii_lowercase().as_str() {
                "endpoint" => &mut endpoint,
                "accesskey" => &mut access_key,
                _ => {
                    return Err(problem(format!(
                        "has neither `endpoint` nor `accesskey` before the `=` of part {}",
                        index + 1
                    )));
                }
            };
            if slot.replace(value.trim()).is_some() {
                return Err(problem(format!(
                    "names the key of part {} twice",
                    index + 1
                )));
            }
        }
        match (endpoint, access_key) {
            (None, None) => Err(problem("is empty")),
            (None, Some(_)) => Err(problem("has no `endpoint=`")),
            (Some(_), None) => Err(problem("has no `accesskey=`")),
            (Some(endpoint), Some(access_key)) => Ok(Self {
                endpoint: Endpoint::new(endpoint).map_err(|e| e.within(FIELD))?,
                access_key: AccessKey::new(access_key).map_err(|e| e.within(FIELD))?,
            }),
        }
    }
}

fn problem(text: impl Into<std::borrow::Cow<'static, str>>) -> InvalidValue {
    InvalidValue::new(FIELD, text).with_hint(HINT)
}

impl FromStr for ConnectionString {
    type Err = InvalidValue;

    fn from_str(text: &str) -> Result<Self, Self::Err> {
        Self::new(text)
    }
}

#[cfg(test)]
mod tests {
    use super::ConnectionString;

    const KEY: &str = "c2VjcmV0LWtleS1mb3ItdGVzdHM=";

    #[test]
    fn takes_keys_in_any_case_and_order() {
        for text in [
            format!("endpoint=https://contoso.com/;accesskey={KEY}"),
            format!("EndPoint=https://contoso.com;AccessKey={KEY};"),
            format!(" accesskey = {KEY} ; endpoint = https://contoso.com/ "),
        ] {
            let parsed = ConnectionString::new(&text).unwrap();
            assert_eq!(parsed.endpoint.as_str(), "https://contoso.com");
        }
    }

    #[test]
    fn names_the_fault_without_the_key() {
        let problems = [
            (String::new(), "connection string is empty"),
            (";;".to_owned(), "connection string is empty"),
            (
                KEY.to_owned(),
                "has neither `endpoint` nor `accesskey` before the `=` of part 1",
            ),
            ("endpoint".to_owned(), "has no `=` in part 1"),
            (format!("accesskey={KEY}"), "has no `endpoint=`"),
            (
                "endpoint=https://contoso.com".to_owned(),
                "has no `accesskey=`",
            ),
            (
                format!("endpoint=https://contoso.com;accesskey={KEY};accesskey={KEY}"),
                "names the key of part 3 twice",
            ),
            (
                format!("endpoint=https://contoso.com;accesskey={KEY};region=x"),
                "has neither `endpoint` nor `accesskey` before the `=` of part 3",
            ),
            (
                format!("endpoint=contoso.com;accesskey={KEY}"),
                "connection string: endpoint does not begin with `https://`",
            ),
            (
                "endpoint=https://contoso.com;accesskey=*".to_owned(),
                "connection string: access key is not base64",
            ),
        ];
        for (text, problem) in problems {
            let error = ConnectionString::new(&text).unwrap_err().to_string();
            assert!(error.contains(problem), "{error}");
            assert!(!error.contains("c2Vj"), "{error}");
        }
    }

    #[test]
    fn debug_hides_the_key() {
        let text = format!("endpoint=https://contoso.com/;accesskey={KEY}");
        let debug = format!("{:?}", ConnectionString::new(&text).unwrap());
        assert!(!debug.contains("c2Vj"), "{debug}");
        assert!(debug.contains("contoso.com"), "{debug}");
    }
}
