//! The admin API: all that the handle of an emulator can do, over HTTP, for any language. It has a
//! port of its own, so that the service's stays as the service has it.

mod answer;
mod clock;
mod guard;
mod identity;
mod operations;
mod requests;
mod sip;
mod snapshots;

#[cfg(test)]
mod tests;

use std::sync::Arc;

use http::StatusCode;
use serde::de::DeserializeOwned;
use serde_json::json;

use crate::faults::{FaultId, FaultRule};
use crate::identity::Identity;
use crate::model::PhoneNumberType;
use crate::routes::query;
use crate::server::{Handler, Received, Reply};
use crate::service::Service;
use answer::{Outcome, Refused, answered, done, json, ok};
use guard::Door;
pub(crate) use guard::Guard;

/// More rules than anybody could keep track of.
const MAX_FAULTS: usize = 1000;

/// Every path, with what can be done there.
const PATHS: &[&str] = &[
    "GET /",
    "GET /health",
    "GET, PUT /clock",
    "POST /clock/advance",
    "GET, DELETE /requests",
    "GET, POST, DELETE /faults",
    "DELETE /faults/{id}",
    "GET /operations",
    "POST /operations/{id}/complete",
    "POST /operations/{id}/fail",
    "PUT, DELETE /scripts/{kind}",
    "GET /snapshots",
    "PUT, DELETE /snapshots/{name}",
    "POST /snapshots/{name}/restore",
    "GET /numbers/owned",
    "GET /numbers/available",
    "GET /sip/domains",
    "PUT /sip/domains/{name}",
    "PUT /sip/trunks/{fqdn}/health",
    "POST /tokens",
    "POST /reset",
    "GET /environment",
    "GET /msi/token",
    "GET /{tenant}/v2.0/.well-known/openid-configuration",
    "POST /{tenant}/oauth2/v2.0/token",
];

/// Answers the admin API of one emulator.
pub(crate) struct Admin {
    pub(crate) service: Arc<Service>,
    pub(crate) identity: Arc<Identity>,
    pub(crate) guard: Guard,
    /// Whether it can be reached over HTTPS as well.
    #[cfg(feature = "tls")]
    pub(crate) is_secure: bool,
}

/// A request to the admin API.
struct Call<'a> {
    received: &'a Received,
    body: &'a [u8],
}

impl Handler for Admin {
    async fn answer(&self, request: Received) -> Reply {
        Reply::Whole(answered(self.handle(&request)))
    }
}

impl Admin {
    fn handle(&self, received: &Received) -> Outcome {
        let path = received.target.split('?').next().unwrap_or_default();
        let segments: Vec<_> = path.split('/').skip(1).collect();
        self.guard.check(received, door(&segments))?;
        let body = received
            .body
            .as_ref()
            .map_err(|_| Refused::bad_request("the body is too long, or did not come through"))?;
        let call = &Call { received, body };
        match (received.method.as_str(), segments.as_slice()) {
            ("GET", ["health"]) => ok(&json!({"status": "ok"})),
            ("GET", [""]) => ok(&json!({"paths": PATHS})),
            (_, ["clock", ..]) => self.clock(call, &segments),
            (_, ["operations" | "scripts", ..]) => self.operations(call, &segments),
            (_, ["faults", ..]) => self.faults(call, &segments),
            ("GET", ["requests"]) => self.requests(call),
            ("DELETE", ["requests"]) => {
                self.service.requests.clear();
                done()
            }
            ("GET", ["numbers", "owned"]) => {
                ok(&json!({"phoneNumbers": self.service.owned_numbers()}))
            }
            ("GET", ["numbers", "available"]) => self.available(call),
            (_, ["snapshots", ..]) => self.snapshots(call, &segments),
            (_, ["sip", ..]) => self.sip(call, &segments),
            ("POST", ["tokens"]) => self.token(call),
            ("POST", ["reset"]) => {
                self.service.reset();
                done()
            }
            ("GET", ["environment"]) => self.environment(call),
            ("GET", ["msi", "token"]) => self.managed_identity(call),
            ("GET", [tenant, "v2.0", ".well-known", "openid-configuration"]) => {
                identity::discovery(call, tenant)
            }
            ("POST", [_, "oauth2", "v2.0", "token"]) => self.workload_identity(call),
            _ => Err(nowhere()),
        }
    }

    fn faults(&self, call: &Call<'_>, segments: &[&str]) -> Outcome {
        let faults = &self.service.faults;
        match (call.received.method.as_str(), segments) {
            ("GET", ["faults"]) => ok(&json!({"faults": faults.all()})),
            ("POST", ["faults"]) => {
                if faults.all().len() >= MAX_FAULTS {
                    return Err(Refused::bad_request("there are a thousand rules already"));
                }
                let rule: FaultRule = call.json()?;
                let tries = rule.tries();
                let id = faults.add(rule);
                json(StatusCode::CREATED, &json!({"id": id, "tries": tries}))
            }
            ("DELETE", ["faults"]) => {
                faults.clear();
                done()
            }
            ("DELETE", ["faults", id]) => {
                let id = id.parse::<FaultId>().ok();
                if id.is_some_and(|id| faults.remove(id)) {
                    done()
                } else {
                    Err(Refused::not_found("there is no fault of that id"))
                }
            }
            _ => Err(nowhere()),
        }
    }

    fn available(&self, call: &Call<'_>) -> Outcome {
        let country = call.parameter("country")?;
        let kind = call.parameter("phoneNumberType")?;
        let kind: PhoneNumberType = serde_json::from_value(json!(kind))
            .map_err(|error| Refused::bad_request(format!("phoneNumberType: {error}")))?;
        let available = self.service.available_numbers(&country, kind);
        let numbers = available.ok_or_else(|| {
            Refused::not_found(format!("the stock does not have the country {country:?}"))
        })?;
        ok(&json!({"phoneNumbers": numbers}))
    }
}

/// Credentials fetch tokens here, and bring what they need for it.
fn door(segments: &[&str]) -> Door {
    match segments {
        ["health"] => Door::Health,
        ["msi", "token"]
        | [_, "oauth2", "v2.0", "token"]
        | [_, "v2.0", ".well-known", "openid-configuration"] => Door::Identity,
        _ => Door::Admin,
    }
}

impl Call<'_> {
    fn json<T: DeserializeOwned>(&self) -> Result<T, Refused> {
        let read = crate::reading::read(self.body);
        read.map_err(|error| Refused::bad_request(format!("the body: {error}")))
    }

    /// A query parameter that must be there.
    fn parameter(&self, name: &str) -> Result<String, Refused> {
        query(&self.received.target, name)
            .ok_or_else(|| Refused::bad_request(format!("the query parameter {name} is missing")))
    }

    /// Where the caller found this.
    fn host(&self) -> Result<&str, Refused> {
        self.header("host").ok_or_else(|| {
            Refused::bad_request("without the header host there is no saying where this is")
        })
    }

    fn header(&self, name: &str) -> Option<&str> {
        self.received.headers.get(name)?.to_str().ok()
    }
}

fn nowhere() -> Refused {
    Refused::not_found(format!("there is only {}", PATHS.join("; ")))
}
