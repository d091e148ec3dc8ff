//! HTTPS with the emulator's own certificate.

use acs_emulator::Emulator;
use reqwest::Certificate;

const TARGET: &str = "/phoneNumbers/+14255550100?api-version=2025-06-01";

fn client(authority: &str) -> reqwest::Client {
    let certificate = Certificate::from_pem(authority.as_bytes()).unwrap();
    reqwest::Client::builder()
        .tls_certs_only([certificate])
        .build()
        .unwrap()
}

#[tokio::test]
async fn one_port_speaks_both() {
    let emulator = Emulator::builder().tls().start().await.unwrap();
    let https = emulator.https_endpoint().unwrap();
    assert_eq!(https, emulator.endpoint().replace("http://", "https://"));
    let client = client(emulator.ca_certificate().unwrap());
    for endpoint in [
        &https,
        &https.replace("127.0.0.1", "localhost"),
        &emulator.endpoint(),
    ] {
        let reply = client
            .get(format!("{endpoint}{TARGET}"))
            .bearer_auth(emulator.token())
            .send()
            .await
            .unwrap();
        assert_eq!(reply.status(), 200, "{endpoint}");
    }
}

#[tokio::test]
async fn each_emulator_has_an_authority_of_its_own() {
    let (one, other) = tokio::join!(
        Emulator::builder().tls().start(),
        Emulator::builder().tls().start()
    );
    let (one, other) = (one.unwrap(), other.unwrap());
    let client = client(other.ca_certificate().unwrap());
    let url = format!("{}{TARGET}", one.https_endpoint().unwrap());
    assert!(client.get(url).send().await.unwrap_err().is_connect());
}

#[tokio::test]
async fn without_tls_there_is_none() {
    let emulator = Emulator::start().await.unwrap();
    assert_eq!(emulator.https_endpoint(), None);
    assert_eq!(emulator.ca_certificate(), None);
    let url = format!("{}{TARGET}", emulator.endpoint()).replace("http://", "https://");
    assert!(reqwest::get(url).await.is_err());
}
