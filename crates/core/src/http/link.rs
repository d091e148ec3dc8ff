//! Links in answers, and where they may lead.

use url::Url;

use crate::{Endpoint, Error, Result, error::Kind};

/// Returns `link` as a full URL without a fragment, if it stays with the service.
///
/// The service sends paths; full URLs are taken too. One that leads to another scheme, host or
/// port is refused before any request, so that no credential can go there.
pub(crate) fn resolve(endpoint: &Endpoint, link: &str) -> Result<Url> {
    let mut url = endpoint.url().join(link).map_err(|error| {
        Error::unexpected_answer(format!("the answer has a link that is not a URL: {error}"))
    })?;
    let same = url.origin() == endpoint.url().origin();
    if !same || !url.username().is_empty() || url.password().is_some() {
        let message = format!("the answer has a link that leads away from {endpoint}");
        return Err(Error::new(Kind::ForeignOrigin, message));
    }
    // A fragment never goes over the wire.
    url.set_fragment(None);
    Ok(url)
}

/// The part of `url` after the host: what a continuation keeps of a link.
pub(crate) fn relative(url: &Url) -> String {
    let path = url.path();
    // Two slashes at the beginning would make a host of what follows.
    let start = if path.starts_with("//") { "/." } else { "" };
    match url.query() {
        Some(query) => format!("{start}{path}?{query}"),
        None => format!("{start}{path}"),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn endpoint() -> Endpoint {
        Endpoint::new("https://contoso.communication.azure.com").unwrap()
    }

    #[test]
    fn takes_paths_and_full_urls_of_the_service() {
        for link in [
            "/phoneNumbers?top=7&api-version=2025-06-01&skip=7",
            "https://contoso.communication.azure.com/phoneNumbers?top=7&api-version=2025-06-01&skip=7",
            "https://CONTOSO.communication.azure.com:443/phoneNumbers?top=7&api-version=2025-06-01&skip=7",
        ] {
            let url = resolve(&endpoint(), link).unwrap();
            assert_eq!(
                relative(&url),
                "/phoneNumbers?top=7&api-version=2025-06-01&skip=7"
            );
        }
        let marked = resolve(&endpoint(), "/phoneNumbers#top").unwrap();
        assert_eq!(
            marked.as_str(),
            "https://contoso.communication.azure.com/phoneNumbers"
        );
        let raw = resolve(&endpoint(), "/phoneNumbers/+14155550100?api-version=1").unwrap();
        assert_eq!(raw.path(), "/phoneNumbers/+14155550100");
    }

    #[test]
    fn what_is_kept_of_a_link_leads_to_the_same_place() {
        for link in [
            "/things?skip=7",
            "/things?",
            "//contoso.communication.azure.com//evil.example/things",
            "/.//evil.example/things",
            "/..//evil.example/..//things?skip=7",
        ] {
            let url = resolve(&endpoint(), link).unwrap();
            let kept = relative(&url);
            assert_eq!(resolve(&endpoint(), &kept).unwrap(), url, "{link}");
            assert_eq!(relative(&url), kept);
        }
    }

    #[test]
    fn refuses_every_way_out() {
        for link in [
            "https://evil.example/phoneNumbers",
            "//evil.example/phoneNumbers",
            "\\\\evil.example\\phoneNumbers",
            "http://contoso.communication.azure.com/phoneNumbers",
            "https://contoso.communication.azure.com:444/phoneNumbers",
            "https://contoso.communication.azure.com.evil.example/",
            "https://user@contoso.communication.azure.com/",
            "file:///etc/passwd",
            "data:text/plain,x",
        ] {
            let error = resolve(&endpoint(), link).unwrap_err();
            assert!(error.is_foreign_origin(), "{link}: {error}");
        }
        assert!(
            resolve(&endpoint(), "https://[")
                .unwrap_err()
                .is_unexpected_answer()
        );
    }
}
