//! Clients without a network: their making, and their requests in order.

mod compared;
mod plans;
mod races;
mod service;
mod spellings;

use std::{
    collections::VecDeque,
    fmt::Debug,
    sync::{Arc, Mutex},
};

use acs_core::{AccessKey, ClientOptions, Credential};
use async_trait::async_trait;
use azure_core::{
    credentials::{AccessToken, TokenCredential, TokenRequestOptions},
    http::{AsyncRawResponse, Body, HttpClient, Request, StatusCode, Transport, headers::Headers},
};

use super::SipRoutingClient;
use crate::{Error, Route, SipPort, Trunk};

const ENDPOINT: &str = "https://contoso.communication.azure.com";
const KEY: &str = "c2VjcmV0LWtleS1mb3ItdGVzdHM=";

/// Gives prepared answers in their order and writes down what it was asked.
#[derive(Debug, Default)]
struct Script {
    answers: Mutex<VecDeque<&'static str>>,
    requests: Mutex<Vec<String>>,
}

#[async_trait]
impl HttpClient for Script {
    async fn execute_request(&self, request: &Request) -> azure_core::Result<AsyncRawResponse> {
        let mut line = format!("{} {}", request.method(), request.url().path());
        if let Body::Bytes(body) = request.body()
            && !body.is_empty()
        {
            line = format!("{line} {}", String::from_utf8_lossy(body));
        }
        self.requests.lock().unwrap().push(line);
        let answer = self
            .answers
            .lock()
            .unwrap()
            .pop_front()
            .expect("one request more than answers");
        Ok(AsyncRawResponse::from_bytes(
            StatusCode::Ok,
            Headers::new(),
            answer,
        ))
    }
}

impl Script {
    fn of<const N: usize>(answers: [&'static str; N]) -> (Arc<Self>, SipRoutingClient) {
        let script = Arc::new(Self {
            answers: Mutex::new(answers.into()),
            ..Self::default()
        });
        let azure = azure_core::http::ClientOptions {
            transport: Some(Transport::new(script.clone())),
            ..Default::default()
        };
        let options = ClientOptions::default().azure(azure);
        let key = AccessKey::new(KEY).unwrap();
        (
            script,
            SipRoutingClient::new(ENDPOINT, key, Some(options)).unwrap(),
        )
    }

    /// The requests, after all answers were used.
    fn requests(&self) -> Vec<String> {
        assert!(
            self.answers.lock().unwrap().is_empty(),
            "an answer was not asked for"
        );
        self.requests.lock().unwrap().clone()
    }
}

fn trunk(fqdn: &str, port: u16) -> Trunk {
    Trunk::new(fqdn.parse().unwrap(), SipPort::new(port).unwrap())
}

fn route(name: &str) -> Route {
    Route::new(name.parse().unwrap(), "^.*$".parse().unwrap())
}

#[derive(Debug)]
struct NoToken;

#[async_trait]
impl TokenCredential for NoToken {
    async fn get_token(
        &self,
        _scopes: &[&str],
        _options: Option<TokenRequestOptions<'_>>,
    ) -> azure_core::Result<AccessToken> {
        Err(azure_core::Error::with_message(
            azure_core::error::ErrorKind::Credential,
            "not signed in",
        ))
    }
}

#[test]
fn can_be_shared_between_threads() {
    fn is<T: Clone + Debug + Send + Sync + 'static>() {}
    is::<SipRoutingClient>();
}

#[test]
fn is_made_in_three_ways() {
    let text = format!("endpoint={ENDPOINT}/;accesskey={KEY}");
    let key = AccessKey::new(KEY).unwrap();
    let token: Credential = Arc::new(NoToken).into();
    for client in [
        SipRoutingClient::from_connection_string(&text, None),
        SipRoutingClient::new(ENDPOINT, key, None),
        SipRoutingClient::new(ENDPOINT, token, None),
    ] {
        let client = client.unwrap();
        assert_eq!(client.endpoint().as_str(), ENDPOINT);
        assert!(!format!("{client:?}").contains(KEY));
    }
}

#[test]
fn is_not_made_of_faulty_values() {
    let key = AccessKey::new(KEY).unwrap();
    for refused in [
        SipRoutingClient::from_connection_string("endpoint=https://contoso.com", None),
        SipRoutingClient::new("http://contoso.com", key, None),
    ] {
        assert!(refused.unwrap_err().is_invalid_input());
    }
}

#[tokio::test]
async fn one_read_gives_trunks_and_routes() -> Result<(), Error> {
    const STORED: &str = r#"{"trunks":{"sbc1.contoso.com":{"sipSignalingPort":5061}},"routes":[{"name":"all","numberPattern":"^.*$"}]}"#;
    let (script, client) = Script::of([STORED; 4]);

    let configuration = client.get_configuration().await?;
    assert_eq!(configuration.trunks, [trunk("sbc1.contoso.com", 5061)]);
    assert_eq!(configuration.routes, [route("all")]);
    assert_eq!(client.list_trunks().await?, configuration.trunks);
    assert_eq!(client.list_routes().await?, configuration.routes);
    let found = client.get_trunk(&"SBC1.contoso.com".parse()?).await?;
    assert_eq!(found, configuration.trunks[0]);

    assert_eq!(script.requests(), ["GET /sip"; 4]);
    Ok(())
}

#[tokio::test]
async fn a_missing_trunk_is_named_and_says_what_to_do() {
    let (_script, client) = Script::of([r#"{"trunks":{},"routes":[]}"#]);
    let error = client
        .get_trunk(&"sbc9.contoso.com".parse().unwrap())
        .await
        .unwrap_err();
    assert!(error.is_not_found());
    let text = error.to_string();
    assert!(
        text.contains("no trunk sbc9.contoso.com; list its trunks"),
        "{text}"
    );
}

#[tokio::test]
async fn a_trunk_is_set_and_deleted_by_one_patch() -> Result<(), Error> {
    let (script, client) = Script::of([
        r#"{"trunks":{"old.contoso.com":{"sipSignalingPort":1}},"routes":[]}"#,
        r#"{"trunks":{"old.contoso.com":{"sipSignalingPort":1},"sbc1.contoso.com":{"sipSignalingPort":5061}},"routes":[]}"#,
        r#"{"trunks":{"old.contoso.com":{"sipSignalingPort":1}},"routes":[]}"#,
    ]);

    let wanted = trunk("sbc1.contoso.com", 5061);
    assert_eq!(client.set_trunk(&wanted).await?, wanted);
    client.delete_trunk(wanted.fqdn()).await?;

    assert_eq!(
        script.requests(),
        [
            "GET /sip",
            r#"PATCH /sip {"trunks":{"sbc1.contoso.com":{"sipSignalingPort":5061}}}"#,
            r#"PATCH /sip {"trunks":{"sbc1.contoso.com":null}}"#,
        ]
    );
    Ok(())
}

#[tokio::test]
async fn a_trunk_that_the_answer_lacks_was_not_set() {
    let (_script, client) = Script::of([r#"{"trunks":{},"routes":[]}"#; 2]);
    let error = client
        .set_trunk(&trunk("sbc1.contoso.com", 5061))
        .await
        .unwrap_err();
    assert!(error.is_unexpected_answer(), "{error}");
}

#[tokio::test]
async fn trunks_are_replaced_by_a_read_and_one_patch() -> Result<(), Error> {
    let (script, client) = Script::of([
        r#"{"trunks":{"old.contoso.com":{"sipSignalingPort":5061}},"routes":[]}"#,
        r#"{"trunks":{"new1.contoso.com":{"sipSignalingPort":8239}},"routes":[]}"#,
    ]);

    let wanted = [trunk("new1.contoso.com", 8239)];
    assert_eq!(client.set_trunks(&wanted).await?, wanted);

    assert_eq!(
        script.requests(),
        [
            "GET /sip",
            r#"PATCH /sip {"trunks":{"new1.contoso.com":{"sipSignalingPort":8239},"old.contoso.com":null}}"#,
        ]
    );
    Ok(())
}

#[tokio::test]
async fn trunks_that_are_right_already_are_only_read() -> Result<(), Error> {
    let (script, client) =
        Script::of([r#"{"trunks":{"sbc1.contoso.com":{"sipSignalingPort":5061}},"routes":[]}"#]);
    let wanted = [trunk("sbc1.contoso.com", 5061)];
    assert_eq!(client.set_trunks(&wanted).await?, wanted);
    assert_eq!(script.requests(), ["GET /sip"]);
    Ok(())
}

#[tokio::test]
async fn routes_are_replaced_by_one_patch() -> Result<(), Error> {
    const NOTHING: &str = r#"{"trunks":{},"routes":[]}"#;
    let (script, client) = Script::of([
        NOTHING,
        r#"{"trunks":{},"routes":[{"description":"","name":"all","numberPattern":"^.*$","trunks":[]}]}"#,
        NOTHING,
        NOTHING,
    ]);

    let kept = client.set_routes(&[route("all")]).await?;
    assert_eq!(kept, [route("all").with_description("".parse()?)]);
    assert_eq!(client.set_routes(&[]).await?, []);

    assert_eq!(
        script.requests(),
        [
            "GET /sip",
            r#"PATCH /sip {"routes":[{"name":"all","numberPattern":"^.*$","trunks":[]}]}"#,
            "GET /sip",
            r#"PATCH /sip {"routes":[]}"#,
        ]
    );
    Ok(())
}

#[tokio::test]
async fn wrong_lists_are_refused_before_anything_is_sent() {
    let (script, client) = Script::of([]);
    let twice = [trunk("sbc1.contoso.com", 1), trunk("SBC1.contoso.com", 2)];
    for refused in [
        client.set_trunks(&twice).await.unwrap_err(),
        client
            .set_routes(&[route("all"), route("all")])
            .await
            .unwrap_err(),
    ] {
        assert!(refused.is_invalid_input());
        assert!(refused.to_string().contains("2 repeats"), "{refused}");
    }
    assert!(script.requests().is_empty());
}
