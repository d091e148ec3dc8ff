//! The record of requests, and tokens to make more.

use serde::Deserialize;
use serde_json::json;

use super::answer::{Outcome, ok};
use super::{Admin, Call};
use crate::auth::AUDIENCE;
use crate::requests::Shown;
use crate::routes::query;

#[derive(Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
struct TokenWanted {
    lifetime_seconds: i64,
    audience: Option<String>,
}

impl Admin {
    pub(super) fn requests(&self, call: &Call<'_>) -> Outcome {
        let wanted = query(&call.received.target, "operation");
        let requests: Vec<_> = self
            .service
            .requests
            .all()
            .into_iter()
            .filter(|it| wanted.is_none() || it.operation == wanted.as_deref())
            .map(Shown::from)
            .collect();
        ok(&json!({"requests": requests}))
    }

    pub(super) fn token(&self, call: &Call<'_>) -> Outcome {
        let wanted: TokenWanted = call.json()?;
        let audience = wanted.audience.as_deref().unwrap_or(AUDIENCE);
        let lifetime = time::Duration::seconds(wanted.lifetime_seconds);
        ok(&json!({"token": self.service.token(audience, lifetime)}))
    }
}
