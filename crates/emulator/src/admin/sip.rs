//! Facts that the SIP configuration depends on and no API of the service gives.

use serde::Deserialize;
use serde_json::json;

use super::answer::{Outcome, Refused, done, ok};
use super::{Admin, Call, nowhere};
use crate::sip::{PreviewBody, is_dialled_number};

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Domain {
    verified: bool,
}

impl Admin {
    pub(super) fn sip(&self, call: &Call<'_>, segments: &[&str]) -> Outcome {
        match (call.received.method.as_str(), segments) {
            ("GET", ["sip"]) => self.service.with_sip(|it| ok(&PreviewBody::of(it, true))),
            ("GET", ["sip", "routes"]) => {
                let number = call.parameter("number")?;
                if !is_dialled_number(&number) {
                    let words = "the query parameter number is not 1 to 64 digits, with or without \
                                 a plus sign (in a URL, %2B) before them";
                    return Err(Refused::bad_request(words));
                }
                // Patterns may take their time, in which the service goes on.
                let sip = self.service.with_sip(Clone::clone);
                ok(&json!({"routes": sip.try_out(&number)}))
            }
            ("GET", ["sip", "domains"]) => ok(&json!({"domains": self.service.domains()})),
            ("PUT", ["sip", "domains", name]) => {
                let Domain { verified } = call.json()?;
                let set = self.service.set_domain_verified(name, verified);
                set.map_err(|error| Refused::bad_request(error.to_string()))?;
                done()
            }
            ("PUT", ["sip", "trunks", fqdn, "health"]) => {
                if self.service.set_trunk_health(fqdn, call.json()?) {
                    done()
                } else {
                    Err(Refused::not_found("there is no trunk of that domain name"))
                }
            }
            _ => Err(nowhere()),
        }
    }
}
