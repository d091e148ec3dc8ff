//! The admin API of the running emulator.

use azure_core::http::{Method, Request, Url, new_http_client};
use serde_json::Value;

use super::running::{Running, not_running};
use crate::{
    exit::Exit,
    failure::{Failure, Outcome},
};

/// The admin API of the running emulator.
pub(super) struct Admin {
    pub(super) running: Running,
}

impl Admin {
    /// Finds it.
    pub(super) fn find() -> Outcome<Self> {
        let running = Running::find()?;
        Ok(Self { running })
    }

    pub(super) async fn get(&self, path: &str) -> Outcome<Value> {
        self.call(Method::Get, path, None).await
    }

    pub(super) async fn delete(&self, path: &str) -> Outcome<Value> {
        self.call(Method::Delete, path, None).await
    }

    pub(super) async fn put(&self, path: &str, body: Value) -> Outcome<Value> {
        self.call(Method::Put, path, Some(body)).await
    }

    pub(super) async fn post(&self, path: &str, body: Option<Value>) -> Outcome<Value> {
        self.call(Method::Post, path, body).await
    }

    async fn call(&self, method: Method, path: &str, body: Option<Value>) -> Outcome<Value> {
        let address = format!("{}{path}", self.running.admin_endpoint);
        let url = Url::parse(&address).map_err(|_| not_running())?;
        let mut request = Request::new(url, method);
        if let Some(body) = body {
            request.insert_header("content-type", "application/json");
            request.set_body(body.to_string());
        }
        let client = new_http_client(None);
        let answer = client
            .execute_request(&request)
            .await
            .map_err(|_| not_running())?;
        let answer = answer
            .try_into_raw_response()
            .await
            .map_err(|_| not_running())?;
        let status = u16::from(answer.status());
        let said: Value = serde_json::from_slice(answer.body()).unwrap_or_default();
        if status < 400 {
            return Ok(said);
        }
        let reason = said["error"]
            .as_str()
            .unwrap_or("it does not say why")
            .to_owned();
        Err(Failure::new(
            Exit::Usage,
            format!("the emulator refuses: {reason}"),
        ))
    }
}
