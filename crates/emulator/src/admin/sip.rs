//! Facts that the SIP configuration depends on and no API of the service gives.

use serde::Deserialize;
use serde_json::json;

use super::answer::{Outcome, Refused, done, ok};
use super::{Admin, Call, nowhere};

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Domain {
    verified: bool,
}

impl Admin {
    pub(super) fn sip(&self, call: &Call<'_>, segments: &[&str]) -> Outcome {
        match (call.received.method.as_str(), segments) {
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
