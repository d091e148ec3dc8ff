//! The headers that every answer has.

use std::time::Instant;

use http::header::{self, HeaderMap, HeaderValue};

use super::Service;
use crate::versions::Family;

impl Service {
    /// Adds the headers of every answer, and the versions if they are named.
    pub(super) fn add_common_headers(
        &self,
        headers: &mut HeaderMap,
        family: Option<Family>,
        names_versions: bool,
        started: Instant,
    ) {
        if let Some(family) = family.filter(|_| names_versions) {
            headers.insert(
                "api-supported-versions",
                HeaderValue::from_static(family.named()),
            );
        }
        let security = family
            .unwrap_or(Family::Numbers)
            .strict_transport_security();
        headers.insert(
            header::STRICT_TRANSPORT_SECURITY,
            HeaderValue::from_static(security),
        );
        headers.insert("request-context", HeaderValue::from_static("appId="));
        headers.insert("x-cache", HeaderValue::from_static("CONFIG_NOCACHE"));
        let elapsed = started.elapsed().as_millis().max(1);
        for (name, value) in [
            ("ms-cv", format!("{}.0", self.ids.alphanumeric(22))),
            ("x-azure-ref", self.azure_ref()),
            ("x-processing-time", format!("{elapsed}ms")),
        ] {
            // These are letters, digits, dots and hyphens, all of which a header may hold.
            if let Ok(value) = HeaderValue::try_from(value) {
                headers.insert(name, value);
            }
        }
    }

    /// Such as `20240124T111336Z-6205fv69690cx6pe0dzdzyue2800000006d0000000000bdb`.
    fn azure_ref(&self) -> String {
        let at = self.clock.now();
        let (hour, minute, second) = at.to_hms();
        let (year, month, day) = (at.year(), u8::from(at.month()), at.day());
        let id = self.ids.alphanumeric(46).to_ascii_lowercase();
        format!("{year:04}{month:02}{day:02}T{hour:02}{minute:02}{second:02}Z-{id}")
    }
}
