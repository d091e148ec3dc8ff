//! Places where credentials get their tokens.

use http::StatusCode;
use serde_json::{Map, Value, json};
use time::OffsetDateTime;

use super::answer::{Outcome, Refused, json, ok};
use super::{Admin, Call};
use crate::identity::Grant;
#[cfg(feature = "tls")]
use crate::identity::Identity;

/// The clock that credentials go by is the machine's.
fn expires_on(grant: &Grant) -> String {
    (OffsetDateTime::now_utc().unix_timestamp() + grant.seconds).to_string()
}

impl Admin {
    /// Returns the environment variables that lead the credentials of a process here.
    pub(super) fn environment(&self, call: &Call<'_>) -> Outcome {
        let host = call.host()?;
        let variables = |given: Vec<(&'static str, String)>| -> Map<String, Value> {
            let given = given.into_iter();
            given
                .map(|(name, value)| (name.to_owned(), Value::String(value)))
                .collect()
        };
        let managed = self.identity.managed_environment(&format!("http://{host}"));
        let mut body = Map::new();
        body.insert("managedIdentity".to_owned(), variables(managed).into());
        #[cfg(feature = "tls")]
        if self.is_secure {
            let workload = Identity::workload_environment(&format!("https://{host}"));
            body.insert("workloadIdentity".to_owned(), variables(workload).into());
            let token = self.identity.federated_token();
            body.insert("federatedToken".to_owned(), token.into());
        }
        ok(&body)
    }

    /// The way of Azure App Service.
    pub(super) fn managed_identity(&self, call: &Call<'_>) -> Outcome {
        let resource = call.parameter("resource")?;
        let header = call.header("x-identity-header");
        let grant = self.identity.managed(header, &resource).ok_or(Refused {
            status: StatusCode::UNAUTHORIZED,
            message: "X-IDENTITY-HEADER is not the value of IDENTITY_HEADER".to_owned(),
        })?;
        ok(&json!({
            "access_token": grant.token,
            "expires_on": expires_on(&grant),
            "resource": resource,
            "token_type": "Bearer",
        }))
    }

    /// The way of Microsoft Entra ID for clients that show a federated token. It passes as a client
    /// secret, too.
    pub(super) fn workload_identity(&self, call: &Call<'_>) -> Outcome {
        let form: Vec<_> = form_urlencoded::parse(call.body).collect();
        let field = |name| {
            let found = form.iter().find(|(given, _)| given == name);
            found.map(|(_, value)| value.as_ref())
        };
        if field("grant_type") != Some("client_credentials") {
            return refusal(
                "unsupported_grant_type",
                "grant_type is not client_credentials",
            );
        }
        let Some(scope) = field("scope") else {
            return refusal("invalid_request", "scope is missing");
        };
        let shown = field("client_assertion").or(field("client_secret"));
        let Some(grant) = shown.and_then(|shown| self.identity.federated(shown, scope)) else {
            let reason = "the client shows no federated token of this emulator that is still good";
            return refusal("invalid_client", reason);
        };
        ok(&json!({
            "token_type": "Bearer",
            "expires_in": grant.seconds,
            "ext_expires_in": grant.seconds,
            "access_token": grant.token,
        }))
    }
}

/// An error in the form of Microsoft Entra ID.
fn refusal(error: &str, description: &str) -> Outcome {
    let status = if error == "invalid_client" {
        StatusCode::UNAUTHORIZED
    } else {
        StatusCode::BAD_REQUEST
    };
    json(
        status,
        &json!({"error": error, "error_description": description, "error_codes": []}),
    )
}

/// Returns the document in which clients look up the address for tokens.
pub(super) fn discovery(call: &Call<'_>, tenant: &str) -> Outcome {
    let host = call.host()?;
    let base = format!("https://{host}/{tenant}");
    ok(&json!({
        "issuer": format!("{base}/v2.0"),
        "token_endpoint": format!("{base}/oauth2/v2.0/token"),
        "authorization_endpoint": format!("{base}/oauth2/v2.0/authorize"),
        "token_endpoint_auth_methods_supported": ["private_key_jwt", "client_secret_post"],
        "response_types_supported": [],
        "subject_types_supported": ["pairwise"],
        "id_token_signing_alg_values_supported": ["RS256"],
    }))
}
