//! Tokens for the credentials of `azure_identity`, which read the environment. So the test starts
//! itself once more, with an environment in which they find an emulator.

use std::env;
use std::fs;
use std::path::Path;
use std::process::Command;

use acs_emulator::Emulator;
use azure_core::credentials::TokenCredential;
use azure_identity::{ManagedIdentityCredential, WorkloadIdentityCredential};

const TEST: &str = "identity::credentials_get_their_tokens";
/// In the environment of the second process: the service's address.
const SERVICE: &str = "ACS_EMULATOR_TEST_SERVICE";
const SCOPES: &[&str] = &["https://communication.azure.com//.default"];

#[tokio::test]
async fn credentials_get_their_tokens() {
    match env::var(SERVICE) {
        Ok(service) => call_as_each_identity(&service).await,
        Err(_) => start_once_more().await,
    }
}

async fn call_as_each_identity(service: &str) {
    let managed = ManagedIdentityCredential::new(None).unwrap();
    call(service, managed.as_ref()).await;
    let workload = WorkloadIdentityCredential::new(None).unwrap();
    call(service, workload.as_ref()).await;
}

async fn call(service: &str, credential: &dyn TokenCredential) {
    let token = credential.get_token(SCOPES, None).await.unwrap();
    let target = "/phoneNumbers/+14255550100?api-version=2025-06-01";
    let reply = reqwest::Client::new()
        .get(format!("{service}{target}"))
        .bearer_auth(token.token.secret())
        .send()
        .await
        .unwrap();
    assert_eq!(reply.status(), 200);
}

async fn start_once_more() {
    let emulator = Emulator::builder().tls().admin(0).start().await.unwrap();
    let directory = tempfile::tempdir().unwrap();
    let (ca, federated) = (
        directory.path().join("ca.pem"),
        directory.path().join("token"),
    );
    fs::write(&ca, emulator.ca_certificate().unwrap()).unwrap();
    fs::write(&federated, emulator.federated_token() + "\n").unwrap();
    let (passed, output) = in_environment_of(&emulator, &ca, &federated, None).await;
    assert!(passed, "{output}");

    let wrong_header = Some(("IDENTITY_HEADER", "guessed"));
    let (passed, output) = in_environment_of(&emulator, &ca, &federated, wrong_header).await;
    assert!(
        !passed && output.contains("ManagedIdentityCredential"),
        "{output}"
    );
    // The service's own token is no federated one.
    fs::write(&federated, emulator.token()).unwrap();
    let (passed, output) = in_environment_of(&emulator, &ca, &federated, None).await;
    assert!(
        !passed && output.contains("WorkloadIdentityCredential"),
        "{output}"
    );
}

/// Whether this test passes in such an environment, and what it says.
async fn in_environment_of(
    emulator: &Emulator,
    ca: &Path,
    federated: &Path,
    changed: Option<(&'static str, &str)>,
) -> (bool, String) {
    let mut child = Command::new(env::current_exe().unwrap());
    child
        .args([TEST, "--exact", "--nocapture"])
        .env(SERVICE, emulator.https_endpoint().unwrap())
        .env("SSL_CERT_FILE", ca)
        .env("AZURE_FEDERATED_TOKEN_FILE", federated)
        .envs(emulator.managed_identity_environment().unwrap())
        .envs(emulator.workload_identity_environment().unwrap())
        .envs(changed);
    let output = tokio::task::spawn_blocking(move || child.output().unwrap());
    let output = output.await.unwrap();
    let text = [output.stdout, output.stderr].concat();
    (
        output.status.success(),
        String::from_utf8_lossy(&text).into_owned(),
    )
}
