//! Links of answers, with what they belong to.

use super::CallContext;
use crate::{Error, Result, error::Kind, http::link, value::Place};

impl CallContext {
    /// Returns the place of this `kind` that a link leads to, if it stays with the service.
    pub(crate) fn place(&self, kind: &str, link: &str) -> Result<Place> {
        Ok(Place {
            kind: kind.to_owned(),
            version: self.api_version().to_owned(),
            endpoint: self.endpoint().as_str().to_owned(),
            link: self.local(link)?,
        })
    }

    /// Returns the path and the query of a link, if it stays with the service.
    pub(crate) fn local(&self, link: &str) -> Result<String> {
        Ok(link::relative(&link::resolve(self.endpoint(), link)?))
    }

    /// Refuses a place of another kind, API version or resource.
    pub(crate) fn check(&self, kind: &str, place: &Place) -> Result<()> {
        let here = self.place(kind, &place.link)?;
        if here == *place {
            return Ok(());
        }
        let name = |it: &Place| {
            let (kind, link) = (&it.kind, &it.link);
            format!(
                "{kind:?} in API version {} at {}, {link:?}",
                it.version, it.endpoint
            )
        };
        let (found, here) = (name(place), name(&here));
        let message = format!("the continuation is of {found}, and cannot be used in {here}");
        Err(Error::new(Kind::ForeignContinuation, message))
    }
}
